//! Which keys run which command: those of the table, and those that the user chose instead. A window's keys lie in its
//! egui context, as its theme does, so that whatever names a key finds them there.

use super::command::{Command, TABLE};
use egui::{Context, Id, Key, KeyboardShortcut, Modifiers};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The keys that the user chose, by the names of commands in settings. Names that this program does not know are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    chosen: BTreeMap<String, Vec<String>>,
}

/// Why keys cannot be given to a command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Another command has them; it can be left without.
    By(Command),
    /// The window needs them itself: what for.
    Always(&'static str),
}

const fn plain(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

/// Keys that mean something wherever a command might use them.
const ALWAYS: &[(KeyboardShortcut, &str)] = &[
    (plain(Key::W), "zooms the timeline in"),
    (plain(Key::S), "zooms the timeline out"),
    (plain(Key::A), "moves along the timeline"),
    (plain(Key::D), "moves along the timeline"),
    (plain(Key::Comma), "goes to the event before in its lane"),
    (plain(Key::Period), "goes to the event after in its lane"),
    (plain(Key::ArrowLeft), "goes to the event before in its lane"),
    (plain(Key::ArrowRight), "goes to the event after in its lane"),
    (ctrl(Key::ArrowLeft), "goes to the event before"),
    (ctrl(Key::ArrowRight), "goes to the event after"),
    (plain(Key::PageUp), "turns a page"),
    (plain(Key::PageDown), "turns a page"),
    (plain(Key::Tab), "goes to the next control"),
    (KeyboardShortcut::new(Modifiers::SHIFT, Key::Tab), "goes to the control before"),
    (KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter), "leaves all but the marked stretch of time out"),
    (KeyboardShortcut::new(Modifiers::SHIFT, Key::F10), "opens the menu of the selection"),
    (ctrl(Key::C), "copies"),
    (ctrl(Key::X), "cuts"),
    (ctrl(Key::Q), "closes the window"),
    (ctrl(Key::Plus), "makes everything larger"),
    (ctrl(Key::Equals), "makes everything larger"),
    (ctrl(Key::Minus), "makes everything smaller"),
    (ctrl(Key::Num0), "gives everything its usual size"),
];

impl Keys {
    /// Those of the settings, and a sentence for each that is none: its command has its usual ones.
    pub fn new(settings: BTreeMap<String, Vec<String>>) -> (Self, Vec<String>) {
        let is_wrong = |keys: &[String]| keys.iter().find(|keys| parsed(keys).is_none()).cloned();
        let known = |name: &String| TABLE.iter().any(|entry| entry.command.id() == *name);
        let (wrong, chosen): (BTreeMap<_, _>, _) =
            settings.into_iter().partition(|(name, keys)| known(name) && is_wrong(keys).is_some());
        let told = |(name, keys): (String, Vec<String>)| {
            format!("“{}” are no keys; “{name}” has its usual ones.", is_wrong(&keys).unwrap_or_default())
        };
        let remarks = wrong.into_iter().map(told).collect();
        (Self { chosen }, remarks)
    }

    /// As settings keep them.
    pub fn chosen(&self) -> &BTreeMap<String, Vec<String>> {
        &self.chosen
    }

    /// Those of the window; the usual ones where none were chosen.
    pub fn of_window(ctx: &Context) -> Arc<Self> {
        ctx.data(|data| data.get_temp(id())).unwrap_or_default()
    }

    pub fn install(self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(id(), Arc::new(self)));
    }

    /// The keys of a command; the first are those that menus show.
    pub fn of(&self, command: Command) -> Vec<KeyboardShortcut> {
        match self.chosen.get(&command.id()) {
            Some(keys) => keys.iter().filter_map(|keys| parsed(keys)).collect(),
            None => command.entry().keys.to_vec(),
        }
    }

    /// Has the user chosen other keys for it?
    pub fn is_changed(&self, command: Command) -> bool {
        self.chosen.contains_key(&command.id())
    }

    pub fn are_usual(&self) -> bool {
        TABLE.iter().all(|entry| !self.is_changed(entry.command))
    }

    /// Whether keys are free for a command.
    pub fn taken(&self, keys: KeyboardShortcut, command: Command) -> Option<Taken> {
        if let Some((_, what)) = ALWAYS.iter().find(|(always, _)| *always == keys) {
            return Some(Taken::Always(what));
        }
        let has = |other: &Command| *other != command && self.of(*other).contains(&keys);
        TABLE.iter().map(|entry| entry.command).find(has).map(Taken::By)
    }

    /// Gives a command these keys and no others; whichever had one of them goes without it.
    pub fn give(&mut self, command: Command, keys: &[KeyboardShortcut]) {
        for other in TABLE.iter().map(|entry| entry.command).filter(|other| *other != command) {
            let all = self.of(other);
            if all.iter().any(|k| keys.contains(k)) {
                self.put(other, all.into_iter().filter(|k| !keys.contains(k)).collect());
            }
        }
        let mut own: Vec<KeyboardShortcut> = Vec::with_capacity(keys.len());
        for keys in keys {
            if !own.contains(keys) {
                own.push(*keys);
            }
        }
        self.put(command, own);
    }

    /// Gives a command its usual keys, but for those that another has by now.
    pub fn reset(&mut self, command: Command) {
        let free = |keys: &KeyboardShortcut| self.taken(*keys, command).is_none();
        let usual = command.entry().keys.iter().copied().filter(free).collect();
        self.put(command, usual);
    }

    pub fn reset_all(&mut self) {
        TABLE.iter().for_each(|entry| drop(self.chosen.remove(&entry.command.id())));
    }

    fn put(&mut self, command: Command, keys: Vec<KeyboardShortcut>) {
        if keys == command.entry().keys {
            self.chosen.remove(&command.id());
        } else {
            self.chosen.insert(command.id(), keys.iter().map(written).collect());
        }
    }
}

fn id() -> Id {
    Id::unique("keys of commands")
}

/// "Ctrl+Shift+Z", the same on every system; Ctrl stands for the Command key of a Mac.
fn written(keys: &KeyboardShortcut) -> String {
    let m = keys.modifiers;
    let names = [(m.command || m.ctrl, "Ctrl+"), (m.alt, "Alt+"), (m.shift, "Shift+")];
    let modifiers: String = names.into_iter().filter(|(held, _)| *held).map(|(_, name)| name).collect();
    modifiers + keys.logical_key.name()
}

fn parsed(written: &str) -> Option<KeyboardShortcut> {
    let mut modifiers = Modifiers::NONE;
    let mut parts = written.split('+').map(str::trim);
    let key = parts.next_back()?;
    for part in parts {
        modifiers |= match part.to_ascii_lowercase().as_str() {
            "ctrl" | "cmd" | "command" => Modifiers::COMMAND,
            "alt" | "option" => Modifiers::ALT,
            "shift" => Modifiers::SHIFT,
            _ => return None,
        };
    }
    Some(KeyboardShortcut::new(modifiers, Key::from_name(key)?))
}

/// The keys that were pressed, as a command can have them. Signs that need Shift on some keyboards are meant as signs.
pub fn pressed(key: Key, modifiers: Modifiers) -> KeyboardShortcut {
    let is_sign = matches!(
        key,
        Key::Questionmark
            | Key::Colon
            | Key::Plus
            | Key::Exclamationmark
            | Key::Pipe
            | Key::OpenCurlyBracket
            | Key::CloseCurlyBracket
    );
    let mut meant = Modifiers::NONE;
    meant.alt = modifiers.alt;
    meant.shift = modifiers.shift && !is_sign;
    meant.command = modifiers.command || modifiers.ctrl;
    KeyboardShortcut::new(meant, key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_written_as_they_are_read() {
        for entry in TABLE {
            for keys in entry.keys {
                assert_eq!(parsed(&written(keys)), Some(*keys), "{}", written(keys));
            }
        }
        assert_eq!(parsed("ctrl + shift + z"), parsed("Ctrl+Shift+Z"));
        assert_eq!(parsed("Cmd+Shift+Z"), parsed("Ctrl+Shift+Z"));
        for none in ["", "Ctrl+", "Hyper+Z", "Ctrl+NoKey", "+"] {
            assert_eq!(parsed(none), None, "{none}");
        }
    }

    #[test]
    fn a_command_takes_keys_from_another_and_gets_its_own_back() {
        let mut keys = Keys::default();
        let x = plain(Key::X);
        assert_eq!(keys.taken(x, Command::Merge), Some(Taken::By(Command::Reject)));
        keys.give(Command::Merge, &[x]);
        assert_eq!((keys.of(Command::Merge), keys.of(Command::Reject)), (vec![x], Vec::new()));
        assert!(keys.is_changed(Command::Reject) && !keys.are_usual());
        keys.reset(Command::Reject);
        assert!(keys.of(Command::Reject).is_empty(), "they are another's");
        keys.reset(Command::Merge);
        keys.reset(Command::Reject);
        assert_eq!(keys, Keys::default());
        keys.give(Command::Redo, &[plain(Key::F7)]);
        keys.give(Command::Undo, &[]);
        assert!(keys.of(Command::Undo).is_empty());
        keys.reset_all();
        assert!(keys.are_usual());
    }

    #[test]
    fn a_command_has_as_many_keys_as_it_is_given() {
        let mut keys = Keys::default();
        let (x, f7) = (plain(Key::X), plain(Key::F7));
        keys.give(Command::Merge, &[plain(Key::M), x, f7, x]);
        assert_eq!(keys.of(Command::Merge), [plain(Key::M), x, f7], "each once");
        assert!(keys.of(Command::Reject).is_empty());
        keys.give(Command::Fit, &[f7]);
        assert_eq!((keys.of(Command::Merge), keys.of(Command::Fit)), (vec![plain(Key::M), x], vec![f7]));
        let (again, remarks) = Keys::new(keys.chosen().clone());
        assert_eq!((again, remarks), (keys, Vec::new()));
    }

    #[test]
    fn some_keys_are_the_windows_own_and_no_command_has_them() {
        let keys = Keys::default();
        for (always, what) in ALWAYS {
            assert_eq!(keys.taken(*always, Command::Merge), Some(Taken::Always(what)));
            assert!(TABLE.iter().all(|entry| !entry.keys.contains(always)), "{always:?}");
        }
    }

    #[test]
    fn what_is_unknown_is_kept_and_what_is_wrong_is_told() {
        let settings = BTreeMap::from([
            ("Fly".to_owned(), vec!["F9".to_owned()]),
            ("Merge".to_owned(), vec!["Ctrl+J".to_owned()]),
            ("Undo".to_owned(), vec!["Meta+??".to_owned()]),
        ]);
        let (keys, remarks) = Keys::new(settings);
        assert_eq!(remarks, ["“Meta+??” are no keys; “Undo” has its usual ones."]);
        assert_eq!(keys.of(Command::Merge), [ctrl(Key::J)]);
        assert_eq!(keys.of(Command::Undo), Command::Undo.entry().keys);
        assert!(keys.chosen().contains_key("Fly"));
    }

    #[test]
    fn a_sign_is_a_sign_with_or_without_shift() {
        let pressed = pressed(Key::Questionmark, Modifiers::SHIFT);
        assert_eq!(pressed, plain(Key::Questionmark));
        let held = Modifiers { ctrl: true, command: true, shift: true, ..Modifiers::NONE };
        assert_eq!(super::pressed(Key::Z, held), KeyboardShortcut::new(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z));
    }
}
