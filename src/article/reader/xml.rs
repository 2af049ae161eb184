//! XML as documents and books use it: elements, attributes and text. Nothing is fetched, and of entities only those
//! that XML itself defines are read: what a document declares may unfold without end.

use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::{Reader, XmlVersion};
use std::borrow::Cow;

/// Word nests some ten elements a level of table or text box; deeper than this no document goes.
const DEEPEST: usize = 2_000;

pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

pub enum Event<'a> {
    /// Every start has its end, that of an empty element follows at once.
    Start(Element<'a>),
    End(String),
    Text(Cow<'a, str>),
}

/// Why a document cannot be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is no XML from here on, or ends before its time.
    Broken,
    TooDeep,
}

pub struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// With its prefix, as the format's own programs write it: "w:p".
    pub fn name(&self) -> &str {
        self.0.name().into_inner()
    }

    pub fn is(&self, names: &[&str]) -> bool {
        names.contains(&self.name())
    }

    /// The value of an attribute, whatever its prefix.
    pub fn attribute(&self, local: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().into_inner() == local)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
    }
}

/// A name without its prefix.
pub fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

impl<'a> Xml<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// The next event; none at the end.
    pub fn next(&mut self) -> Result<Option<Event<'a>>, Fault> {
        loop {
            return Ok(Some(match self.reader.read_event().map_err(|_| Fault::Broken)? {
                Raw::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(Fault::TooDeep);
                    }
                    Event::Start(Element(start))
                }
                Raw::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::End(end.name().into_inner().to_owned())
                }
                Raw::Text(text) => Event::Text(text.into_inner()),
                Raw::CData(text) => Event::Text(text.into_inner()),
                Raw::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(c)) => Event::Text(Cow::Owned(c.to_string())),
                    Ok(None) => match quick_xml::escape::resolve_predefined_entity(&name) {
                        Some(text) => Event::Text(Cow::Borrowed(text)),
                        None => continue,
                    },
                    Err(_) => continue,
                },
                Raw::Eof if self.depth > 0 => return Err(Fault::Broken),
                Raw::Eof => return Ok(None),
                Raw::Empty(_) | Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) => continue,
            }));
        }
    }

    /// Passes over what the element holds that has just begun, its end included.
    pub fn skip(&mut self) -> Result<(), Fault> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            if self.next()?.is_none() {
                return Err(Fault::Broken);
            }
        }
        Ok(())
    }

    /// The text that the element holds that has just begun, its end included.
    pub fn text(&mut self) -> Result<String, Fault> {
        let outside = self.depth.saturating_sub(1);
        let mut text = String::new();
        while self.depth > outside {
            match self.next()? {
                Some(Event::Text(part)) => text.push_str(&part),
                Some(_) => {}
                None => return Err(Fault::Broken),
            }
        }
        Ok(text.trim().to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> (String, Result<(), Fault>) {
        let (mut xml, mut told) = (Xml::new(text), String::new());
        loop {
            match xml.next() {
                Ok(Some(Event::Start(e))) => told += &format!("<{}>", e.name()),
                Ok(Some(Event::End(name))) => told += &format!("</{name}>"),
                Ok(Some(Event::Text(text))) => told += &text,
                Ok(None) => return (told, Ok(())),
                Err(fault) => return (told, Err(fault)),
            }
        }
    }

    #[test]
    fn elements_text_and_the_five_entities() {
        let (text, end) = told("<?xml version='1.0'?><a:b c='1'>x &amp; &#8212;<d/><![CDATA[<]]></a:b>");
        assert_eq!((text.as_str(), end), ("<a:b>x & —<d></d><</a:b>", Ok(())));
        let mut xml = Xml::new("<a w:val='1 &lt; 2'/>");
        let Ok(Some(Event::Start(a))) = xml.next() else { panic!() };
        assert_eq!((a.attribute("val").as_deref(), a.attribute("w")), (Some("1 < 2"), None));
    }

    #[test]
    fn declared_entities_unfold_to_nothing() {
        let laughs =
            "<!DOCTYPE a [<!ENTITY x 'ha'><!ENTITY y '&x;&x;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]><a>1&y;&f;2</a>";
        assert_eq!(told(laughs).0, "<a>12</a>");
    }

    #[test]
    fn what_is_broken_says_so_behind_what_was_whole() {
        assert_eq!(told("<a><b>one</b><b>tw"), ("<a><b>one</b><b>tw".to_owned(), Err(Fault::Broken)));
        assert_eq!(told("<a>one</b>").1, Err(Fault::Broken));
        assert_eq!(told(&"<a>".repeat(DEEPEST + 1)).1, Err(Fault::TooDeep));
    }

    #[test]
    fn skipping_ends_behind_the_element() {
        let mut xml = Xml::new("<a><b>x<b>y</b></b><c>z</c></a>");
        assert!(xml.next().is_ok() && xml.next().is_ok());
        xml.skip().unwrap();
        let Ok(Some(Event::Start(c))) = xml.next() else { panic!() };
        assert_eq!(c.name(), "c");
        assert_eq!(xml.text().unwrap(), "z");
    }
}
