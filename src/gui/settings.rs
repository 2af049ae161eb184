//! What the user set for the program, whichever project is open: a small file of JSON that people may read and write.

use super::keys::Keys;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The name of the file, beside the list of recent projects.
pub const FILE: &str = "settings.json";
/// Where a file that could not be read is put before it is written anew.
const BROKEN: &str = "settings.broken.json";

/// The settings as the file has them; what this program does not know is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Written {
    /// By the name of a command, the keys that run it: "Ctrl+Shift+Z".
    #[serde(default)]
    keys: BTreeMap<String, OneOrMore>,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// A command's keys: a list, or as people may write it, one alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    fn all(self) -> Vec<String> {
        match self {
            Self::One(keys) => vec![keys],
            Self::More(keys) => keys,
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub keys: Keys,
    rest: Map<String, Value>,
    /// The file is there and is not what it should be.
    broken: bool,
}

impl Settings {
    /// Reads the file; without one everything is as usual. Gives a sentence where there is something to say of it.
    pub fn read(home: &Path) -> (Self, Option<String>) {
        let path = home.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::default().and(None),
            Err(error) => return Self { broken: true, ..Self::default() }.and(Some(unreadable(&path, &error))),
        };
        match serde_json::from_str::<Written>(&text) {
            Ok(Written { keys, rest }) => {
                let (keys, remarks) = Keys::new(keys.into_iter().map(|(name, keys)| (name, keys.all())).collect());
                let remark = (!remarks.is_empty()).then(|| format!("In {}: {}", path.display(), remarks.join(" ")));
                Self { keys, rest, broken: false }.and(remark)
            }
            Err(error) => Self { broken: true, ..Self::default() }.and(Some(unreadable(&path, &error))),
        }
    }

    fn and(self, remark: Option<String>) -> (Self, Option<String>) {
        (self, remark)
    }

    /// Writes the file; one that could not be read is put aside first.
    ///
    /// # Errors
    /// One sentence where it cannot be written.
    pub fn write(&mut self, home: &Path) -> Result<(), String> {
        let path = home.join(FILE);
        let keys = self.keys.chosen().iter().map(|(name, keys)| (name.clone(), OneOrMore::More(keys.clone())));
        let written = Written { keys: keys.collect(), rest: self.rest.clone() };
        let write = || {
            fs::create_dir_all(home)?;
            if self.broken {
                fs::rename(&path, home.join(BROKEN))?;
            }
            let part: PathBuf = path.with_extension("part");
            fs::write(&part, serde_json::to_string_pretty(&written)? + "\n")?;
            fs::rename(part, &path)
        };
        let result = write();
        self.broken &= result.is_err();
        result.map_err(|error| {
            format!(
                "{} could not be written ({error}), so the keys are as you set them only until you close the window.",
                path.display()
            )
        })
    }
}

fn unreadable(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!(
        "{} cannot be read ({error}), so all keys are the usual ones. Mend it, or set keys in the window: then it is put \
         aside and written anew.",
        path.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gui::command::Command;
    use egui::{Key, KeyboardShortcut, Modifiers};

    fn f9() -> KeyboardShortcut {
        KeyboardShortcut::new(Modifiers::NONE, Key::F9)
    }

    #[test]
    fn settings_come_back_with_what_others_wrote() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(FILE), r#"{"keys": {"Fly": ["F8"]}, "wings": 2}"#).unwrap();
        let (mut settings, remark) = Settings::read(home.path());
        assert_eq!(remark, None);
        settings.keys.give(Command::Merge, &[f9()]);
        settings.write(home.path()).unwrap();
        let text = fs::read_to_string(home.path().join(FILE)).unwrap();
        for part in ["\"wings\": 2", "\"Fly\"", "\"Merge\"", "\"F9\""] {
            assert!(text.contains(part), "{text}");
        }
        assert_eq!(Settings::read(home.path()).0.keys.of(Command::Merge), [f9()]);
    }

    #[test]
    fn a_command_has_one_key_or_several() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join(FILE), r#"{"keys": {"Merge": "F9", "Undo": ["F7"], "Fit": ["F8", "Ctrl+J"]}}"#)
            .unwrap();
        let (mut settings, remark) = Settings::read(home.path());
        assert_eq!((remark, settings.keys.of(Command::Merge)), (None, vec![f9()]));
        assert_eq!([Command::Undo, Command::Fit].map(|c| settings.keys.of(c).len()), [1, 2]);
        settings.write(home.path()).unwrap();
        assert_eq!(Settings::read(home.path()).0.keys, settings.keys);
    }

    #[test]
    fn a_broken_file_gives_the_usual_keys_and_is_put_aside() {
        for broken in ["{", "[]", r#"{"keys": 3}"#, r#"{"keys": {"Merge": 9}}"#] {
            let home = tempfile::tempdir().unwrap();
            fs::write(home.path().join(FILE), broken).unwrap();
            let (mut settings, remark) = Settings::read(home.path());
            assert!(remark.is_some_and(|r| r.contains("cannot be read")), "{broken}");
            assert!(settings.keys.are_usual());
            settings.keys.give(Command::Merge, &[f9()]);
            settings.write(home.path()).unwrap();
            assert_eq!(fs::read_to_string(home.path().join(BROKEN)).unwrap(), broken);
            assert_eq!(Settings::read(home.path()).1, None);
        }
    }

    #[test]
    fn without_a_file_all_is_as_usual_and_a_place_that_cannot_be_written_is_told() {
        let home = tempfile::tempdir().unwrap();
        let (mut settings, remark) = Settings::read(&home.path().join("none"));
        assert!(remark.is_none() && settings.keys.are_usual());
        let file = home.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(settings.write(&file.join("no folder")).is_err_and(|why| why.contains("could not be written")));
    }
}
