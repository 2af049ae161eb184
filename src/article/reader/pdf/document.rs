//! The file behind the pages: opened, decrypted, and walked within limits.
//!
//! The parser of objects (lopdf) repairs broken tables and bounds what it unpacks; it does not bound how many objects
//! it makes of a file, so that is estimated before it is called.

use crate::article::budget::Budget;
use crate::article::format::file_name;
use crate::article::{Passwords, ReadError};
use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};
use rustc_hash::FxHashSet;
use std::cell::RefCell;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

/// Each word of a file may become an object of some hundred bytes in memory.
const MOST_WORDS: usize = 5_000_000;
/// A table of objects that unpacks to more than this is no table.
const MOST_TABLE_BYTES: usize = 16 << 20;
/// One page's content, one font.
const MOST_STREAM_BYTES: usize = 32 << 20;
/// What lies behind was left out of a file that says it has more.
pub const MOST_PAGES: usize = 20_000;
/// So many parts may be read once more than they are there.
const MOST_AGAIN: usize = 500_000;
const HINT_DAMAGED: &str = "Open it in a PDF viewer and print it to a new PDF, or save its text.";

/// Opens a file.
///
/// # Errors
/// Where it is damaged beyond repair, asks for a password that is not among `passwords`, or would fill the memory.
pub fn open(name: &str, bytes: &[u8], passwords: &Passwords) -> Result<Document, ReadError> {
    let short = file_name(name);
    if words(bytes) + packed_words(bytes) > MOST_WORDS {
        return Err(ReadError::new(format!("{short} is made of more parts than an article ever has."), HINT_DAMAGED));
    }
    let damaged = || ReadError::new(format!("{short} is damaged: nothing in it leads to its pages."), HINT_DAMAGED);
    // Most ask for none. Which one fits is found while loading, so each is a trial.
    let mut keys = std::iter::once(None).chain(passwords.iter().map(Some));
    let (key, loaded) = loop {
        let Some(key) = keys.next() else { return Err(ReadError::locked(short, passwords)) };
        let loaded = load(bytes, key, false).map_err(|OverlappingObjects| damaged())?;
        if !is_locked(&loaded) {
            break (key, loaded);
        }
    };
    let loaded = loaded.ok().filter(|document| document.is_encrypted() || !pages(document).is_empty());
    let document = match loaded {
        Some(document) => document,
        // A file that is cut off has lost its end, which leads to the rest; any end lets its objects be found.
        None => load(&[bytes, MENDED_END].concat(), key, true).ok().and_then(Result::ok).ok_or_else(damaged)?,
    };
    if document.is_encrypted() { Err(ReadError::locked(short, passwords)) } else { Ok(document) }
}

fn is_locked(loaded: &lopdf::Result<Document>) -> bool {
    match loaded {
        Ok(document) => document.is_encrypted(),
        Err(why) => matches!(why, lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_)),
    }
}

/// The end of a file whose catalogue names no pages.
const MENDED_END: &[u8] = b"\nendstream endobj\n999999 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 999999 0 R/Size 1000000>>\nstartxref\n0\n%%EOF\n";

/// Why a file is given up while it is loaded: its table leads to the same bytes again and again.
struct OverlappingObjects;

/// What was loaded of a file so far.
#[derive(Default)]
struct Loaded {
    ids: FxHashSet<ObjectId>,
    again: usize,
    bytes: usize,
    most_bytes: usize,
}

thread_local! {
    /// The parser lets a function look at each object, and no value come along with it.
    static LOADED: RefCell<Loaded> = RefCell::default();
}

fn load(bytes: &[u8], password: Option<&str>, rebuild: bool) -> Result<lopdf::Result<Document>, OverlappingObjects> {
    LOADED.set(Loaded { most_bytes: bytes.len() + bytes.len() / 4, ..Loaded::default() });
    let options = LoadOptions {
        max_decompressed_size: Some(MOST_TABLE_BYTES),
        filter: Some(keep),
        password: password.map(str::to_owned),
        force_reconstruct: rebuild,
        ..LoadOptions::default()
    };
    // Only `keep` unwinds with this value; whatever else panics is no decision of ours.
    let result = catch_unwind(AssertUnwindSafe(|| Document::load_mem_with_options(bytes, options)));
    LOADED.set(Loaded::default());
    result.map_err(|why| if why.is::<OverlappingObjects>() { OverlappingObjects } else { resume_unwind(why) })
}

/// How many objects an object is made of.
fn parts(object: &Object) -> usize {
    let (mut open, mut count) = (vec![object], 0);
    while let Some(object) = open.pop() {
        count += 1;
        match object {
            Object::Array(items) => open.extend(items),
            Object::Dictionary(items) => open.extend(items.iter().map(|(_, item)| item)),
            _ => {}
        }
    }
    count
}

/// Drops what was there already, and the data of pictures. The parser cannot be told to stop in any other way than by
/// unwinding.
fn keep(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let (is_new, is_over) = LOADED.with_borrow_mut(|loaded| {
        let is_new = loaded.ids.insert(id);
        // Unused entries of a table may all lead to one small object.
        loaded.again += if is_new { 0 } else { parts(object) };
        if let Object::Stream(stream) = &*object {
            loaded.bytes += stream.content.len();
        }
        (is_new, loaded.again > MOST_AGAIN || loaded.bytes > loaded.most_bytes)
    });
    if is_over {
        resume_unwind(Box::new(OverlappingObjects));
    }
    if !is_new {
        return None;
    }
    if let Object::Stream(stream) = object
        && stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image")
    {
        // The parser fills a stream that is empty.
        stream.content = vec![0];
        return Some((id, Object::Null));
    }
    // Of an object in the file itself the parser keeps what it lent, of one in a table what it is given.
    Some((id, if matches!(object, Object::Stream(_)) { Object::Null } else { object.clone() }))
}

/// About how many objects the bytes can be read as.
fn words(bytes: &[u8]) -> usize {
    let is_gap = |b: u8| matches!(b, b'\0'..=b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'/');
    let begins = |pair: &[u8]| is_gap(pair[0]) && (!is_gap(pair[1]) || matches!(pair[1], b'[' | b'<' | b'/' | b'('));
    bytes.windows(2).filter(|pair| begins(pair)).count()
}

/// How many more there are in packed tables of objects.
fn packed_words(bytes: &[u8]) -> usize {
    const TABLE: &[u8] = b"/ObjStm";
    const BEGIN: &[u8] = b"stream";
    let (mut at, mut count) = (0, 0);
    while let Some(found) = find(&bytes[at..], TABLE)
        && count <= MOST_WORDS
    {
        at += found + TABLE.len();
        // The dictionary of a table is short.
        let head = &bytes[at..bytes.len().min(at + 4096)];
        let Some(begin) = find(head, BEGIN) else { continue };
        let data = &bytes[at + begin + BEGIN.len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        let mut reader = ZlibDecoder::new(data).take(MOST_TABLE_BYTES as u64);
        let mut part = [0; 1 << 14];
        while let Ok(length @ 1..) = reader.read(&mut part) {
            count += words(&part[..length]);
        }
    }
    count
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|w| w == what)
}

/// What an entry of a dictionary holds or refers to.
pub fn get<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &str) -> Option<&'a Object> {
    let object = dictionary.get(key.as_bytes()).ok()?;
    Some(document.dereference(object).ok()?.1)
}

pub fn dictionary<'a>(document: &'a Document, of: &'a Dictionary, key: &str) -> Option<&'a Dictionary> {
    match get(document, of, key)? {
        Object::Dictionary(found) => Some(found),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

pub fn stream<'a>(document: &'a Document, of: &'a Dictionary, key: &str) -> Option<&'a Stream> {
    get(document, of, key)?.as_stream().ok()
}

pub fn number(document: &Document, object: &Object) -> Option<f64> {
    match document.dereference(object).ok()?.1 {
        Object::Integer(number) => Some(*number as f64),
        Object::Real(number) => Some(f64::from(*number)),
        _ => None,
    }
}

/// What a stream unpacks to; pictures and what is damaged unpack to nothing.
///
/// # Errors
/// Where the file as a whole unpacks to more than is read.
pub fn unpack(name: &str, stream: &Stream, budget: &mut Budget) -> Result<Vec<u8>, ReadError> {
    let bytes = stream.get_plain_content_with_limit(MOST_STREAM_BYTES).unwrap_or_default();
    // Even what unpacks to nothing cost the time to see it.
    budget.spend(name, bytes.len().max(stream.content.len().min(MOST_STREAM_BYTES)))?;
    Ok(bytes)
}

/// A page, with what it takes from the nodes above it.
#[derive(Clone, Copy)]
pub struct Leaf<'a> {
    pub page: &'a Dictionary,
    pub resources: Option<&'a Dictionary>,
}

/// The pages in their order; where the tree of pages is broken, all that look like pages.
pub fn pages(document: &Document) -> Vec<Leaf<'_>> {
    let root = document.catalog().ok().and_then(|catalog| catalog.get(b"Pages").ok());
    let mut found = Vec::new();
    let mut seen: FxHashSet<ObjectId> = FxHashSet::default();
    let mut open: Vec<(&Object, Option<&Dictionary>)> = root.map(|root| (root, None)).into_iter().collect();
    while let Some((node, above)) = open.pop()
        && found.len() <= MOST_PAGES
    {
        let Ok((id, object)) = document.dereference(node) else { continue };
        // A node that is met again is a loop, or a page shown twice.
        if id.is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        let Ok(node) = object.as_dict() else { continue };
        let resources = dictionary(document, node, "Resources").or(above);
        match get(document, node, "Kids").and_then(|kids| kids.as_array().ok()) {
            Some(kids) => open.extend(kids.iter().rev().map(|kid| (kid, resources))),
            None => found.push(Leaf { page: node, resources }),
        }
    }
    if found.is_empty() {
        let pages =
            document.objects.values().filter_map(|object| object.as_dict().ok()).filter(|d| d.has_type(b"Page"));
        found.extend(
            pages.take(MOST_PAGES).map(|page| Leaf { page, resources: dictionary(document, page, "Resources") }),
        );
    }
    found
}

/// How many pages the file says that it has.
pub fn told_pages(document: &Document) -> usize {
    let nodes = document.objects.values().filter_map(|object| object.as_dict().ok()).filter(|d| d.has_type(b"Pages"));
    let counts = nodes.filter_map(|node| node.get(b"Count").ok()?.as_i64().ok());
    counts.max().and_then(|count| usize::try_from(count).ok()).unwrap_or_default().min(MOST_PAGES)
}

/// The content of a page, which may lie in several streams.
///
/// # Errors
/// As [`unpack`].
pub fn content(name: &str, document: &Document, page: &Dictionary, budget: &mut Budget) -> Result<Vec<u8>, ReadError> {
    /// A page that is cut into more streams than this is made to hinder.
    const MOST_STREAMS: usize = 10_000;
    let mut bytes = Vec::new();
    match get(document, page, "Contents") {
        Some(Object::Stream(stream)) => bytes = unpack(name, stream, budget)?,
        Some(Object::Array(parts)) => {
            for part in parts.iter().take(MOST_STREAMS) {
                let Ok((_, Object::Stream(stream))) = document.dereference(part) else { continue };
                bytes.extend(unpack(name, stream, budget)?);
                // A word never goes on in the next stream.
                bytes.push(b'\n');
            }
        }
        _ => {}
    }
    Ok(bytes)
}
