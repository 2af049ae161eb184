//! The entries of a feed as they stand in its XML: fields by their path, text as it is meant.
//!
//! Own code and not a crate for feeds: those give dates in universal time, which may be another day than the one
//! written, and nothing at all of a feed that breaks off.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// Elements that are entries, by the element around all of them.
const ROOTS: &[(&str, &str)] =
    &[("rss", "item"), ("RDF", "item"), ("feed", "entry"), ("urlset", "url"), ("sitemapindex", "sitemap")];
/// Fields that hold the text of an entry: their elements are its markup.
pub const CONTENT: &[&str] = &["content:encoded", "content", "description", "summary", "body", "xhtml:body"];
/// The other fields that are kept, of an entry and of the whole feed.
const FIELDS: &[&str] = &[
    "title",
    "link",
    "guid",
    "id",
    "loc",
    "author",
    "author/name",
    "dc:creator",
    "pubDate",
    "published",
    "issued",
    "dc:date",
    "created",
    "updated",
    "modified",
    "lastmod",
    "language",
    "dc:language",
    "dc:publisher",
    "source",
    "source/title",
    "news:news/news:title",
    "news:news/news:publication_date",
    "news:news/news:publication/news:name",
    "news:news/news:publication/news:language",
    "image:image/image:caption",
];
/// Elements of HTML that have no end.
const VOID: &[&str] = &["br", "hr", "img", "input", "wbr", "source", "track", "link", "meta"];
/// No field lies deeper; what does is counted and not kept.
const DEEPEST: usize = 8;
/// An entry with more fields repeats itself.
const MOST_FIELDS: usize = 100;

/// Fields with their values, in order.
#[derive(Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    pub fn all<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// The first value of the first of these fields that has one.
    pub fn first<'a>(&'a self, fields: &'a [&'a str]) -> Option<&'a str> {
        fields.iter().find_map(|field| self.all(field).next())
    }

    fn keep(&mut self, field: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() && self.0.len() < MOST_FIELDS && (FIELDS.contains(&field) || CONTENT.contains(&field)) {
            self.0.push((field.to_owned(), value.to_owned()));
        }
    }
}

/// How reading a feed ended.
#[derive(Debug, PartialEq, Eq)]
pub enum End {
    Whole,
    /// In the middle, or at markup that cannot be read.
    Broken,
    /// It defines entities, with which a small file can stand for a huge one.
    Entities,
    /// The element around all is none of a feed.
    NoFeed(String),
    /// Enough was taken.
    Stopped,
}

/// A feed being read.
pub struct Feed<'a> {
    take: &'a mut dyn FnMut(&Fields, &Fields, &str) -> bool,
    /// What is open, from the outermost.
    path: Vec<String>,
    depth: usize,
    /// The element that entries are, once the root is known.
    entry_name: &'static str,
    root: &'static str,
    /// The depth of the open entry, and that of its open content.
    entry: Option<usize>,
    content: Option<usize>,
    channel: Fields,
    fields: Fields,
    text: String,
}

/// Reads a feed; `take` gets the feed's own fields, those of one entry and the root's name, and says whether it wants more.
pub fn read(xml: &str, take: &mut dyn FnMut(&Fields, &Fields, &str) -> bool) -> End {
    let mut reader = Reader::from_str(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut feed = Feed {
        take,
        path: Vec::new(),
        depth: 0,
        entry_name: "",
        root: "",
        entry: None,
        content: None,
        channel: Fields::default(),
        fields: Fields::default(),
        text: String::new(),
    };
    loop {
        let ended = match reader.read_event() {
            Ok(Event::Start(element)) => feed.start(&element),
            Ok(Event::Empty(element)) => feed.start(&element).or_else(|| feed.end(element.name().as_ref())),
            Ok(Event::End(element)) => feed.end(element.name().as_ref()),
            Ok(Event::Text(text)) => feed.push(&text.into_inner()),
            Ok(Event::CData(text)) => feed.push(&text.into_inner()),
            Ok(Event::GeneralRef(reference)) => feed.reference(&reference),
            Ok(Event::DocType(definition)) => definition.contains("<!ENTITY").then_some(End::Entities),
            Ok(Event::Eof) => Some(if feed.depth == 0 && !feed.root.is_empty() { End::Whole } else { feed.broken() }),
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => None,
            Err(_) => {
                // Text that breaks off is text all the same.
                let rest = usize::try_from(reader.error_position()).ok().and_then(|at| xml.get(at..));
                if let Some(rest) = rest.and_then(|r| r.strip_prefix("<![CDATA[")) {
                    feed.push(rest);
                }
                Some(feed.broken())
            }
        };
        if let Some(end) = ended {
            return end;
        }
    }
}

impl Feed<'_> {
    fn start(&mut self, element: &BytesStart) -> Option<End> {
        let name = plain_name(element.name().as_ref()).to_owned();
        self.depth += 1;
        if self.root.is_empty() {
            let local = name.rsplit(':').next().unwrap_or_default();
            let Some((root, entry)) = ROOTS.iter().find(|(root, _)| *root == local) else {
                return Some(End::NoFeed(name));
            };
            (self.root, self.entry_name) = (root, entry);
        }
        if let Some(language) = attribute(element, "xml:lang") {
            let fields = if self.entry.is_some() { &mut self.fields } else { &mut self.channel };
            fields.keep("language", &language);
        }
        if self.content.is_some() {
            self.text.push('<');
            self.text.push_str(element);
            self.text.push('>');
        } else {
            self.text.clear();
        }
        let is_entry = self.entry.is_none() && name == self.entry_name;
        if self.path.len() < DEEPEST {
            self.path.push(name);
        }
        if is_entry {
            self.entry = Some(self.depth);
        } else if let Some(entry) = self.entry
            && self.depth == entry + 1
        {
            self.content = self.path.last().filter(|n| CONTENT.contains(&n.as_str())).map(|_| self.depth);
            // A link of Atom is an attribute, and only the one to the page is wanted.
            if self.path.last().is_some_and(|n| n == "link")
                && attribute(element, "rel").is_none_or(|rel| rel == "alternate")
                && let Some(address) = attribute(element, "href")
            {
                self.fields.keep("link", &address);
            }
        }
        None
    }

    fn end(&mut self, name: &str) -> Option<End> {
        if self.depth == 0 {
            return None;
        }
        if self.content.is_some_and(|content| self.depth > content) {
            if !VOID.contains(&name) {
                self.text.push_str("</");
                self.text.push_str(name);
                self.text.push('>');
            }
        } else {
            self.keep();
            self.content = None;
        }
        let ended = (self.entry == Some(self.depth)).then(|| self.take_entry()).flatten();
        self.depth -= 1;
        self.path.truncate(self.depth);
        ended
    }

    /// Keeps the text that was collected for the innermost element.
    fn keep(&mut self) {
        let path = self.path.get(..self.depth).unwrap_or_default();
        match self.entry {
            Some(entry) => self.fields.keep(&path.get(entry..).unwrap_or_default().join("/"), &self.text),
            // "rss/channel/title", "feed/title": not the title of the channel's picture.
            None => {
                let path = path.get(1..).unwrap_or_default();
                let path = path.strip_prefix(&["channel".to_owned()][..]).unwrap_or(path);
                self.channel.keep(&path.join("/"), &self.text);
            }
        }
        self.text.clear();
    }

    fn take_entry(&mut self) -> Option<End> {
        self.entry = None;
        self.content = None;
        let fields = std::mem::take(&mut self.fields);
        (!(self.take)(&self.channel, &fields, self.root)).then_some(End::Stopped)
    }

    /// The entry that breaks off is taken as far as it goes.
    fn broken(&mut self) -> End {
        if self.entry.is_some() {
            self.keep_content();
            self.take_entry();
        }
        End::Broken
    }

    fn keep_content(&mut self) {
        if let Some(name) = self.content.and_then(|depth| self.path.get(depth - 1)) {
            self.fields.keep(&name.clone(), &self.text);
        }
    }

    fn push(&mut self, text: &str) -> Option<End> {
        self.text.push_str(text);
        None
    }

    /// The five entities of XML and characters by number; a name of HTML is left to who reads the text.
    fn reference(&mut self, reference: &BytesRef) -> Option<End> {
        // In markup that is really nested, what is escaped stays so.
        let nested = self.content.is_some_and(|content| self.depth > content);
        let meant = match &**reference {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        match meant.filter(|_| !nested) {
            Some(character) => self.text.push(character),
            None => {
                self.text.push('&');
                self.text.push_str(reference);
                self.text.push(';');
            }
        }
        None
    }
}

/// A name without the prefixes that some feeds give their own elements.
fn plain_name(name: &str) -> &str {
    ["rss:", "atom:", "sitemap:"].iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name)
}

fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(quick_xml::escape::unescape(&attribute.value).map_or_else(|_| attribute.value.to_string(), |v| v.into_owned()))
}
