//! Books: what the spine names, in its order, each chapter an article of its own.

use super::html;
use super::xml::{Element, Event, Xml, local};
use crate::article::budget::Budget;
use crate::article::container::archive::Archive;
use crate::article::format::file_name;
use crate::article::published::candidate;
use crate::article::{Article, Contents, DateCandidate, DateOrigin, Metadata, ReadError, decode};
use crate::time::parse_day;
use rustc_hash::{FxHashMap, FxHashSet};

/// When the book came out, or was made; below a date in its name, which somebody chose.
const PUBLISHED: f32 = 0.58;
const MODIFIED: f32 = 0.3;
/// A chapter holds a sentence of at least this many words; covers and title pages do not.
const SENTENCE: usize = 6;

/// # Errors
/// Where the book is damaged, locked, or holds no chapter that can be read.
pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Contents, ReadError> {
    let mut archive = Archive::open(name, bytes)?;
    let container = archive.text("META-INF/container.xml", budget)?.unwrap_or_default();
    let root = attributes(&container, "rootfile", "full-path").into_iter().next();
    let package = match &root {
        Some(path) => archive.text(path, budget)?,
        None => None,
    };
    let (Some(root), Some(package)) = (root, package) else {
        return Err(ReadError::new(
            format!("{} does not say where its chapters are.", file_name(name)),
            "It may be damaged; copy or download it again.",
        ));
    };
    let book = book_of(&package, &root);
    let encryption = archive.text("META-INF/encryption.xml", budget).ok().flatten().unwrap_or_default();
    let locked: FxHashSet<String> =
        attributes(&encryption, "CipherReference", "URI").iter().map(|uri| resolve("", uri)).collect();
    if book.chapters.iter().any(|path| locked.contains(path)) {
        return Err(ReadError::new(
            format!("{} is locked for the programs of its shop (DRM).", file_name(name)),
            "Read it there, and save the passages that matter as text.",
        ));
    }
    let labels = match &book.contents {
        Some(path) => archive.text(path, budget).ok().flatten().map(|text| labels_of(&text, path)).unwrap_or_default(),
        None => FxHashMap::default(),
    };
    let mut contents = Contents::default();
    let entries: FxHashMap<String, usize> = archive.entries().into_iter().map(|e| (e.name, e.index)).collect();
    for path in &book.chapters {
        let Some(index) = entries.get(path) else { continue };
        let source = format!("{name}#{}", contents.articles.len() + 1);
        let read = budget.article(name).and_then(|()| {
            let bytes = archive.read(*index, path, budget)?;
            Ok(chapter(&source, &bytes, labels.get(path).map(String::as_str)))
        });
        match read {
            Ok(Some(article)) => contents.articles.push(book.bound(article)),
            // A page without a story: the cover, a picture.
            Ok(None) => {}
            Err(problem) => contents.problems.push(problem),
        }
        if budget.is_exhausted() {
            break;
        }
    }
    if archive.breaks_off() && !contents.articles.is_empty() {
        let left = book.chapters.iter().filter(|path| entries.contains_key(*path)).count();
        let (short, all) = (file_name(name), book.chapters.len());
        contents.problems.push(ReadError::new(
            format!("{short} breaks off; {left} of its {all} parts could be read."),
            "Copy or download it again.",
        ));
    }
    contents.not_empty(name)
}

fn chapter(source: &str, bytes: &[u8], label: Option<&str>) -> Option<Article> {
    let text = decode::part(bytes);
    let mut article = html::read(source, &entitled(text, label)).ok()?;
    let body = article.blocks.iter().map(|b| b.span.of(&article.text));
    if !body.into_iter().any(has_sentence) {
        return None;
    }
    if let Some(label) = label {
        article.metadata.title = Some(label.to_owned());
    }
    Some(article)
}

fn has_sentence(paragraph: &str) -> bool {
    let ended = |part: &str| part.split_whitespace().count() >= SENTENCE;
    paragraph.rsplit_once(['.', '!', '?', '…']).is_some_and(|(head, _)| head.split(['.', '!', '?', '…']).any(ended))
}

/// Books put their own title into each page's head; the table of contents knows the chapter's.
fn entitled(text: String, label: Option<&str>) -> String {
    let Some(label) = label else { return text };
    let (Some(start), Some(end)) = (text.find("<title>"), text.find("</title>")) else { return text };
    if end < start {
        return text;
    }
    let label = label.replace('&', "&amp;").replace('<', "&lt;");
    format!("{}{label}{}", &text[..start + "<title>".len()], &text[end..])
}

/// What the package says of the book.
#[derive(Default)]
struct Book {
    metadata: Metadata,
    dates: Vec<DateCandidate>,
    /// Paths in the archive, each once.
    chapters: Vec<String>,
    /// Path of the table of contents.
    contents: Option<String>,
}

impl Book {
    /// An article with what it does not say itself.
    fn bound(&self, mut article: Article) -> Article {
        let (own, book) = (&mut article.metadata, &self.metadata);
        own.byline = own.byline.take().or_else(|| book.byline.clone());
        own.publisher = own.publisher.take().or_else(|| book.publisher.clone());
        own.language = own.language.take().or_else(|| book.language.clone());
        own.title = own.title.take().or_else(|| book.title.clone());
        article.date_candidates.extend(self.dates.iter().cloned());
        article.date_candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
        article
    }
}

struct Item {
    path: String,
    /// Whether it is the table of contents, of this version of the format or the one before.
    is_nav: bool,
    is_toc: bool,
}

fn book_of(package: &str, root: &str) -> Book {
    let folder = root.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut xml, mut book) = (Xml::new(package), Book::default());
    let mut items: FxHashMap<String, Item> = FxHashMap::default();
    let (mut spine, mut left_out) = (Vec::new(), FxHashSet::default());
    while let Ok(Some(event)) = xml.next() {
        let Event::Start(element) = event else { continue };
        match local(element.name()) {
            "item" => {
                if let (Some(id), Some(href)) = (element.attribute("id"), element.attribute("href")) {
                    let is_nav = element.attribute("properties").is_some_and(|p| p.split(' ').any(|p| p == "nav"));
                    let is_toc = element.attribute("media-type").is_some_and(|t| t == "application/x-dtbncx+xml");
                    items.insert(id, Item { path: resolve(folder, &href), is_nav, is_toc });
                }
            }
            "itemref" => spine.extend(element.attribute("idref")),
            "reference" if !is_text(&element) => {
                left_out.extend(element.attribute("href").map(|h| resolve(folder, &h)))
            }
            "title" | "creator" | "language" | "publisher" | "date" | "meta" => book.property(&mut xml, &element),
            _ => {}
        }
    }
    let mut all: Vec<&Item> = items.values().collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    let nav = all.iter().find(|i| i.is_nav).or_else(|| all.iter().find(|i| i.is_toc));
    book.contents = nav.map(|item| item.path.clone());
    // What the spine names twice is read once.
    left_out.extend(all.iter().filter(|i| i.is_nav).map(|i| i.path.clone()));
    let named = spine.iter().filter_map(|id| items.get(id)).map(|item| item.path.clone());
    book.chapters = named.filter(|path| left_out.insert(path.clone())).collect();
    book
}

/// The guide of older books names the pages that are no text.
fn is_text(reference: &Element) -> bool {
    const OTHER: &[&str] = &["cover", "title-page", "toc", "index", "copyright-page", "loi", "lot"];
    !reference.attribute("type").is_some_and(|t| OTHER.contains(&t.as_str()))
}

impl Book {
    fn property(&mut self, xml: &mut Xml, element: &Element) {
        let kind = local(element.name()).to_owned();
        let about = element.attribute("property").or_else(|| element.attribute("event"));
        let value = xml.text().ok().filter(|text| !text.is_empty());
        let Some(value) = value else { return };
        let slot = match (kind.as_str(), about.as_deref()) {
            ("title", _) => &mut self.metadata.title,
            ("creator", _) => &mut self.metadata.byline,
            ("publisher", _) => &mut self.metadata.publisher,
            ("language", _) => &mut self.metadata.language,
            ("date", Some("modification")) | ("meta", Some("dcterms:modified")) => {
                return self.date(&value, MODIFIED, "it was last changed on");
            }
            ("date", _) => return self.date(&value, PUBLISHED, "it is of"),
            _ => return,
        };
        // The first author, title, language is the main one.
        slot.get_or_insert(if kind == "language" { value.to_lowercase() } else { value });
    }

    fn date(&mut self, value: &str, score: f32, says: &str) {
        if let Some(date) = parse_day(value).filter(|date| self.dates.iter().all(|c| c.date != *date)) {
            let reason = format!("The book says {says} {date}");
            self.dates.push(candidate(date, DateOrigin::Metadata, score, reason));
        }
    }
}

/// The chapters' names by their paths, from a table of contents of either kind.
fn labels_of(text: &str, path: &str) -> FxHashMap<String, String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut xml, mut label, mut labels) = (Xml::new(text), String::new(), FxHashMap::default());
    while let Ok(Some(event)) = xml.next() {
        let Event::Start(element) = event else { continue };
        let target = match local(element.name()) {
            "a" => {
                let target = element.attribute("href");
                label = xml.text().unwrap_or_default();
                target
            }
            "navLabel" => {
                label = xml.text().unwrap_or_default();
                continue;
            }
            "content" => element.attribute("src"),
            _ => continue,
        };
        if let Some(target) = target.filter(|_| !label.is_empty()) {
            // The first of those that lead into one file stands at its top.
            let words = label.split_whitespace().collect::<Vec<_>>().join(" ");
            labels.entry(resolve(folder, &target)).or_insert(words);
        }
    }
    labels
}

fn attributes(text: &str, element: &str, attribute: &str) -> Vec<String> {
    let (mut xml, mut found) = (Xml::new(text), Vec::new());
    while let Ok(Some(event)) = xml.next() {
        if let Event::Start(e) = event
            && local(e.name()) == element
        {
            found.extend(e.attribute(attribute));
        }
    }
    found
}

/// The path in the archive that a reference leads to from a folder.
fn resolve(folder: &str, reference: &str) -> String {
    let reference = reference.split('#').next().unwrap_or_default();
    let (mut bytes, mut at) = (Vec::new(), 0);
    let raw = reference.as_bytes();
    while at < raw.len() {
        let coded = (raw[at] == b'%').then(|| reference.get(at + 1..at + 3)).flatten();
        match coded.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => bytes.push(byte),
            None => {
                bytes.push(raw[at]);
                at += 1;
                continue;
            }
        }
        at += 3;
    }
    let reference = String::from_utf8_lossy(&bytes);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(reference.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::container::archive::packed;

    const CONTAINER: &str = "<container><rootfiles><rootfile full-path='O/book.opf'/></rootfiles></container>";
    const BOOK: &str = "<package><metadata><dc:title>The Paper</dc:title><dc:creator>Jane Doe</dc:creator><dc:creator>Jo</dc:creator>\
        <dc:language>en-GB</dc:language><dc:publisher>The Press</dc:publisher><dc:date>2016-11-20</dc:date>\
        <meta property='dcterms:modified'>2016-11-22T00:00:00Z</meta></metadata><manifest>\
        <item id='n' href='nav.xhtml' properties='nav'/><item id='c' href='cover.xhtml'/><item id='a' href='a%20b.xhtml'/>\
        <item id='b' href='../b.xhtml#x'/><item id='r' href='rights.xhtml'/><item id='gone' href='gone.xhtml'/></manifest>\
        <spine><itemref idref='c'/><itemref idref='n'/><itemref idref='r'/><itemref idref='a'/><itemref idref='b'/>\
        <itemref idref='a'/><itemref idref='gone'/><itemref idref='unknown'/></spine>\
        <guide><reference type='copyright-page' href='rights.xhtml'/></guide></package>";
    const NAV: &str = "<html><body><nav><a href='a%20b.xhtml'>The council\n votes</a><a href='a%20b.xhtml#2'>Later</a></nav></body></html>";

    fn page(text: &str) -> String {
        format!("<html><head><title>The Paper</title></head><body><p>{text}</p></body></html>")
    }

    fn book(encryption: &str) -> Vec<u8> {
        let sentence = page("The council of the town met on Monday to vote.");
        let cover = page("The Paper");
        packed(&[
            ("mimetype", b"application/epub+zip"),
            ("META-INF/container.xml", CONTAINER.as_bytes()),
            ("META-INF/encryption.xml", encryption.as_bytes()),
            ("O/book.opf", BOOK.as_bytes()),
            ("O/nav.xhtml", NAV.as_bytes()),
            ("O/cover.xhtml", cover.as_bytes()),
            ("O/a b.xhtml", sentence.as_bytes()),
            ("b.xhtml", sentence.as_bytes()),
            ("O/rights.xhtml", sentence.as_bytes()),
        ])
    }

    #[test]
    fn chapters_are_articles() {
        let contents = read("in/a.epub", &book(""), &mut Budget::default()).unwrap();
        let sources: Vec<&str> = contents.articles.iter().map(|a| a.source.as_str()).collect();
        assert_eq!((sources, contents.problems.len()), (vec!["in/a.epub#1", "in/a.epub#2"], 0));
        let [first, second] = &contents.articles[..] else { panic!() };
        assert!(first.text.starts_with("The council votes\n\nThe council of the town"), "{}", first.text);
        assert_eq!(first.title(), "The council votes");
        assert_eq!(second.title(), "The Paper");
        let metadata = &first.metadata;
        let told = [&metadata.byline, &metadata.publisher, &metadata.language].map(|m| m.as_deref().unwrap_or(""));
        assert_eq!(told, ["Jane Doe", "The Press", "en-gb"]);
        assert_eq!(first.date_candidates.iter().map(|c| c.score).collect::<Vec<_>>(), [PUBLISHED, MODIFIED]);
    }

    #[test]
    fn locks_are_told_unless_only_fonts_are_hidden() {
        let lock = |path: &str| format!("<encryption><enc:CipherReference URI='{path}'/></encryption>");
        assert!(read("a.epub", &book(&lock("O/fonts/a.ttf")), &mut Budget::default()).is_ok());
        let error = read("a.epub", &book(&lock("O/a%20b.xhtml")), &mut Budget::default()).unwrap_err();
        assert!(error.message.contains("(DRM)"), "{error}");
    }

    #[test]
    fn a_book_without_chapters_says_so() {
        let error =
            |files: &[(&str, &[u8])]| read("a.epub", &packed(files), &mut Budget::default()).unwrap_err().message;
        assert_eq!(error(&[("mimetype", b"")]), "a.epub does not say where its chapters are.");
        let container = ("META-INF/container.xml", CONTAINER.as_bytes());
        assert_eq!(error(&[container]), "a.epub does not say where its chapters are.");
        assert_eq!(error(&[container, ("O/book.opf", b"<package/>")]), "a.epub holds no article.");
    }

    #[test]
    fn references_lead_to_paths() {
        assert_eq!(resolve("O/text", "../a%20b.xhtml#c"), "O/a b.xhtml");
        assert_eq!(resolve("", "../../a"), "a");
        assert_eq!(resolve("O", "50%.x%é"), "O/50%.x%é");
    }

    #[test]
    fn a_title_page_has_no_sentence() {
        assert!(has_sentence("The council of the town met on Monday. More"));
        for none in ["The Paper", "Chapter 1. In which they meet", "a. b. c. d. e. f. g.", ""] {
            assert!(!has_sentence(none), "{none}");
        }
    }
}
