//! Word documents: the paragraphs of the body with their styles, then the notes, and the properties of the file.

use super::manuscript::{Manuscript, damaged};
use super::properties::Properties;
use super::style::Style;
use crate::article::budget::Budget;
use crate::article::container::archive::{Archive, BREAKS_OFF};
use crate::article::reader::xml::{Element, Event, Fault, Xml, local};
use crate::article::{Article, ReadError};
use rustc_hash::FxHashMap;

/// Styles are based on styles; a chain this long is a loop.
const LONGEST_CHAIN: usize = 16;

/// # Errors
/// Where the document is damaged before its text begins, or holds none.
pub fn read(name: &str, bytes: &[u8], budget: &mut Budget) -> Result<Article, ReadError> {
    let mut archive = Archive::open(name, bytes)?;
    let package = relations(&mut archive, "", budget);
    let of = |relations: &[(String, String)], kind: &str, usual: &str| {
        relations.iter().find(|(k, _)| k == kind).map_or_else(|| usual.to_owned(), |(_, path)| path.clone())
    };
    let main = of(&package, "officeDocument", "word/document.xml");
    let parts = relations(&mut archive, &main, budget);
    // Styles and properties that cannot be read cost only themselves.
    let styles = archive.text(&of(&parts, "styles", "word/styles.xml"), budget).ok().flatten();
    let styles = styles.map(|text| styles_of(&text)).unwrap_or_default();
    let core = archive.text(&of(&package, "core-properties", "docProps/core.xml"), budget).ok().flatten();
    let properties = core.map(|text| properties_of(&text)).unwrap_or_default();
    let text = archive.text(&main, budget)?.ok_or_else(|| damaged(name))?;
    let mut manuscript = Manuscript::default();
    let result = Body::new(&text, &styles, &mut manuscript).read();
    manuscript.end(result);
    for kind in ["footnotes", "endnotes"] {
        if let Some(text) = archive.text(&of(&parts, kind, &format!("word/{kind}.xml")), budget).ok().flatten() {
            let result = Body::new(&text, &styles, &mut manuscript).read();
            manuscript.end(result);
        }
    }
    let mut article = manuscript.into_article(name, &properties)?;
    article.remarks.extend(archive.breaks_off().then(|| BREAKS_OFF.to_owned()));
    Ok(article)
}

/// What a part refers to, as far as that can be read: the last word of each relation's kind, and the path of its target.
fn relations(archive: &mut Archive, part: &str, budget: &mut Budget) -> Vec<(String, String)> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let path = |folder: &str, rest: &str| if folder.is_empty() { rest.to_owned() } else { format!("{folder}/{rest}") };
    let Ok(Some(text)) = archive.text(&path(folder, &format!("_rels/{file}.rels")), budget) else { return Vec::new() };
    let (mut xml, mut found) = (Xml::new(&text), Vec::new());
    while let Ok(Some(event)) = xml.next() {
        let Event::Start(element) = event else { continue };
        if local(element.name()) == "Relationship"
            && let (Some(kind), Some(target)) = (element.attribute("Type"), element.attribute("Target"))
        {
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            found.push((kind, target.strip_prefix('/').map_or_else(|| path(folder, &target), str::to_owned)));
        }
    }
    found
}

/// The paragraph styles by their ids.
fn styles_of(text: &str) -> FxHashMap<String, Style> {
    #[derive(Default)]
    struct Told {
        own: Option<Style>,
        parent: Option<String>,
    }
    let mut all: FxHashMap<String, Told> = FxHashMap::default();
    let (mut xml, mut id) = (Xml::new(text), String::new());
    while let Ok(Some(event)) = xml.next() {
        let Event::Start(element) = event else { continue };
        if element.name() == "w:style" {
            id = element.attribute("styleId").unwrap_or_default();
            all.insert(id.clone(), Told::default());
            continue;
        }
        let (Some(style), value) = (all.get_mut(&id), || element.attribute("val")) else { continue };
        match element.name() {
            "w:name" => style.own = value().and_then(|name| Style::named(&name)),
            "w:basedOn" => style.parent = value(),
            "w:outlineLvl" => style.own = style.own.or_else(|| outline(&element)),
            "w:numId" if numbered(&element) => style.own = style.own.or(Some(Style::Item)),
            _ => {}
        }
    }
    let resolved = |id: &String| {
        let mut told = all.get(id);
        for _ in 0..LONGEST_CHAIN {
            let style = told?;
            if style.own.is_some() {
                return style.own;
            }
            told = all.get(style.parent.as_ref()?);
        }
        None
    };
    all.keys().filter_map(|id| Some((id.clone(), resolved(id)?))).collect()
}

fn outline(element: &Element) -> Option<Style> {
    element.attribute("val")?.parse::<u8>().ok().and_then(|level| Style::outline(level.checked_add(1)?))
}

/// List number 0 takes a paragraph out of the list of its style.
fn numbered(element: &Element) -> bool {
    element.attribute("val").is_some_and(|v| v != "0")
}

fn properties_of(text: &str) -> Properties {
    let (mut xml, mut properties) = (Xml::new(text), Properties::default());
    while let Ok(Some(event)) = xml.next() {
        let Event::Start(element) = event else { continue };
        let slot = match local(element.name()) {
            "title" => &mut properties.title,
            "creator" => &mut properties.creator,
            "created" => &mut properties.created,
            "modified" => &mut properties.modified,
            "language" => &mut properties.language,
            _ => continue,
        };
        *slot = xml.text().ok().filter(|text| !text.is_empty());
    }
    properties
}

/// What is no text of the document as it stands: what was deleted or moved away, how it was before a change, the
/// pronunciation above a word.
const SKIPPED: &[&str] =
    &["w:del", "w:moveFrom", "w:rPrChange", "w:pPrChange", "w:tblPrChange", "w:sectPrChange", "w:rt"];

/// The main part, or one of notes.
struct Body<'a> {
    xml: Xml<'a>,
    styles: &'a FxHashMap<String, Style>,
    manuscript: &'a mut Manuscript,
    /// Inside `w:t`: other text is codes of fields and the like.
    in_text: bool,
    /// Inside the properties of a paragraph, where tabs are set and not typed.
    in_properties: bool,
    is_hidden: bool,
    /// For each alternative that is open, whether one of its choices was taken.
    chosen: Vec<bool>,
}

impl<'a> Body<'a> {
    fn new(text: &'a str, styles: &'a FxHashMap<String, Style>, manuscript: &'a mut Manuscript) -> Self {
        let xml = Xml::new(text);
        Self { xml, styles, manuscript, in_text: false, in_properties: false, is_hidden: false, chosen: Vec::new() }
    }

    fn read(mut self) -> Result<(), Fault> {
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Start(element) if self.is_skipped(&element) => self.xml.skip()?,
                Event::Start(element) => self.start(&element),
                Event::Text(text) if self.in_text && !self.is_hidden => self.manuscript.push(&text),
                Event::Text(_) => {}
                Event::End(name) => self.end(&name),
            }
        }
        Ok(())
    }

    fn is_skipped(&mut self, element: &Element) -> bool {
        match element.name() {
            // In properties it is a mark on the paragraph's end.
            "w:del" if self.in_properties => false,
            "mc:Choice" => self.chosen.last_mut().is_some_and(|chosen| std::mem::replace(chosen, true)),
            "mc:Fallback" => self.chosen.last().is_some_and(|chosen| *chosen),
            // Lines above the notes.
            "w:footnote" | "w:endnote" => element.attribute("type").is_some_and(|t| t != "normal"),
            name => SKIPPED.contains(&name),
        }
    }

    fn start(&mut self, element: &Element) {
        match element.name() {
            "w:p" => self.manuscript.open_paragraph(Style::Text),
            "w:pPr" => self.in_properties = true,
            _ if self.in_properties => self.property(element),
            "w:tr" => self.manuscript.open_row(),
            "w:tc" => self.manuscript.open_cell(),
            "w:r" => self.is_hidden = false,
            "w:vanish" => self.is_hidden = is_on(element),
            "w:t" | "m:t" | "a:t" => self.in_text = true,
            "w:tab" | "w:ptab" => self.manuscript.push(" "),
            "w:br" | "w:cr" => self.manuscript.break_line(),
            "w:noBreakHyphen" => self.manuscript.push("-"),
            "mc:AlternateContent" => self.chosen.push(false),
            _ => {}
        }
    }

    fn property(&mut self, element: &Element) {
        let style = match element.name() {
            "w:pStyle" => element.attribute("val").and_then(|id| self.styles.get(&id).copied()),
            "w:outlineLvl" => outline(element),
            // A numbered heading is a heading still.
            "w:numId" if numbered(element) => {
                self.manuscript.style().filter(|s| *s == Style::Text).map(|_| Style::Item)
            }
            "w:numId" => self.manuscript.style().filter(|s| *s == Style::Item).map(|_| Style::Text),
            "w:del" => {
                self.manuscript.join_next();
                None
            }
            _ => None,
        };
        if let Some(style) = style {
            self.manuscript.set_style(style);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "w:p" | "w:tr" => self.manuscript.close(),
            "w:pPr" => self.in_properties = false,
            "w:t" | "m:t" | "a:t" => self.in_text = false,
            "mc:AlternateContent" => {
                self.chosen.pop();
            }
            _ => {}
        }
    }
}

fn is_on(element: &Element) -> bool {
    element.attribute("val").is_none_or(|v| !matches!(v.as_str(), "0" | "false" | "off"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;
    use crate::article::container::archive::packed;

    const STYLES: &str = "<w:styles><w:style w:styleId='T'><w:name w:val='Title'/></w:style>\
        <w:style w:styleId='Zitat'><w:name w:val='Quote'/></w:style>\
        <w:style w:styleId='Mein'><w:name w:val='Mine'/><w:basedOn w:val='Zitat'/></w:style>\
        <w:style w:styleId='Loop'><w:name w:val='x'/><w:basedOn w:val='Loop'/></w:style>\
        <w:style w:styleId='H'><w:name w:val='y'/><w:pPr><w:outlineLvl w:val='1'/></w:pPr></w:style></w:styles>";

    fn document(body: &str) -> Vec<u8> {
        let body = format!("<?xml version='1.0'?><w:document><w:body>{body}</w:body></w:document>");
        let core = "<c><dc:title>The vote</dc:title><dc:creator>Jane Doe</dc:creator>\
            <dcterms:created>2016-11-20T08:00:00Z</dcterms:created></c>";
        let notes = "<w:footnotes><w:footnote w:type='separator'><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>\
            <w:footnote w:id='2'><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        packed(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("word/document.xml", body.as_bytes()),
            ("word/styles.xml", STYLES.as_bytes()),
            ("word/footnotes.xml", notes.as_bytes()),
            ("docProps/core.xml", core.as_bytes()),
        ])
    }

    fn read_body(body: &str) -> Article {
        read("a.docx", &document(body), &mut Budget::default()).unwrap()
    }

    /// The text without the note that each of these documents ends with.
    fn text(body: &str) -> String {
        read_body(body).text.strip_suffix("\n\nA note.").unwrap().to_owned()
    }

    fn p(style: &str, text: &str) -> String {
        format!("<w:p><w:pPr>{style}<w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn styles_notes_and_properties() {
        let style = |id: &str| format!("<w:pStyle w:val='{id}'/>");
        let numbered = "<w:numPr><w:numId w:val='3'/></w:numPr>";
        let parts = [
            p(&style("T"), "The council votes"),
            p("", "The council met on Monday to vote."),
            p(numbered, "First it ate."),
            p(&style("Mein"), "They were glad."),
            p(&style("Loop"), "Then it went home."),
            p(&style("H"), "What comes next"),
            p(&format!("{}{numbered}", style("H")), "A numbered one"),
        ];
        let article = read_body(&parts.concat());
        use BlockKind::{Body, Bullet, Heading, Headline, Quote};
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(kinds, [Headline, Body, Bullet, Quote, Body, Heading, Heading, Body]);
        assert!(article.text.ends_with("A numbered one\n\nA note."));
        assert_eq!(article.metadata.byline.as_deref(), Some("Jane Doe"));
        assert_eq!(article.published().date, chrono::NaiveDate::from_ymd_opt(2016, 11, 20));
    }

    #[test]
    fn changes_are_read_as_accepted() {
        let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
        let deleted = "<w:del><w:r><w:delText>all </w:delText><w:t>all </w:t></w:r></w:del>";
        let moved = format!("<w:moveFrom>{}</w:moveFrom>", run("went "));
        let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secretly </w:t></w:r>";
        let shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>openly </w:t></w:r>";
        let inserted = format!("<w:ins>{}</w:ins>", run("voted."));
        let joined = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>The council </w:t></w:r></w:p>";
        let body = format!("{joined}<w:p>{deleted}{moved}{hidden}{shown}{inserted}</w:p>");
        assert_eq!(text(&body), "The council openly voted.");
    }

    #[test]
    fn a_text_box_is_read_once() {
        let text_box = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p("", text));
        let both = format!(
            "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
            text_box("In a box."),
            text_box("In a box.")
        );
        let old = format!("<mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>", text_box("Old."));
        let body = format!("<w:p><w:r><w:t>It </w:t>{both}{old}<w:t>met.</w:t></w:r></w:p>");
        assert_eq!(text(&body), "It met.\n\nIn a box.\n\nOld.");
    }

    #[test]
    fn marks_of_fields_and_symbols_are_no_text() {
        let body = "<w:p><w:r><w:instrText> DATE </w:instrText><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>co</w:t>\
            <w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/><w:t>er</w:t></w:r></w:p>";
        assert_eq!(text(body), "One two coop-er");
    }

    #[test]
    fn damage_is_told_and_costs_what_follows() {
        let broken = [p("", "The council met."), "<w:p></w:r>".to_owned()].concat();
        let article = read_body(&broken);
        assert!(article.text.starts_with("The council met.") && article.remarks.len() == 1, "{:?}", article.remarks);
        let error = |bytes: &[u8]| read("a.docx", bytes, &mut Budget::default()).unwrap_err().message;
        assert_eq!(error(&packed(&[("[Content_Types].xml", b"")])), "a.docx is damaged or incomplete.");
        assert_eq!(error(&packed(&[("word/document.xml", b"<w:document/>")])), "a.docx holds no text.");
        let whole = document(&p("", "x"));
        for end in (0..whole.len()).step_by(97) {
            let left = read("a.docx", &whole[..end], &mut Budget::default());
            assert!(left.map_or(true, |article| article.remarks.contains(&BREAKS_OFF.to_owned())), "{end}");
        }
    }

    #[test]
    fn parts_lie_where_the_relations_say() {
        let relations =
            "<Relationships><Relationship Type='http://x/officeDocument' Target='/w/d2.xml'/></Relationships>";
        let body = format!("<w:document>{}</w:document>", p("", "Here it is."));
        let bytes = packed(&[("_rels/.rels", relations.as_bytes()), ("w/d2.xml", body.as_bytes())]);
        assert_eq!(read("a.docx", &bytes, &mut Budget::default()).unwrap().text, "Here it is.");
    }
}
