//! What files and articles may be called on the command line.

use std::path::Path;

/// Whether a file or an article may be called by this name: the last part of its own, or more parts of it.
pub fn is_called(known: &str, name: &str) -> bool {
    file_name(known) == name
        || known.strip_suffix(name).is_some_and(|head| head.is_empty() || head.ends_with(['/', '\\']))
}

/// Whether a name may be that of an article in a file: the file's, and a part behind it.
pub fn holds(file: &str, name: &str) -> bool {
    name.match_indices(['#', '/', '\\']).any(|(at, _)| at > 0 && is_called(file, &name[..at]))
}

pub fn file_name(name: &str) -> &str {
    Path::new(name).file_name().and_then(|n| n.to_str()).unwrap_or(name)
}
