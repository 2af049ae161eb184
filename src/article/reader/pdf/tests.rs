//! Whole files, made here: what a page shows, and what a broken file tells.

use crate::article::budget::Budget;
use crate::article::{Article, BlockKind, ReadError, contents, contents_within, read};
use lopdf::encryption::crypt_filters::{Aes256CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions, StringFormat};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
const CATALOG: &str = "<</Type/Catalog/Pages 2 0 R>>";
const PAGE: &str = "/Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>";

/// A file of numbered objects.
fn file(objects: &[(usize, String)], trailer: &str) -> Vec<u8> {
    let mut out = String::from("%PDF-1.5\n");
    let mut places = Vec::new();
    for (number, object) in objects {
        places.push((*number, out.len()));
        let _ = write!(out, "{number} 0 obj\n{object}\nendobj\n");
    }
    let table = out.len();
    let size = objects.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
    let _ = write!(out, "xref\n0 {size}\n0000000000 65535 f \n");
    for number in 1..size {
        let at = places.iter().find(|(n, _)| *n == number).map_or(0, |(_, at)| *at);
        let _ = writeln!(out, "{at:010} {:05} {} ", 0, if at == 0 { 'f' } else { 'n' });
    }
    let _ = write!(out, "trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n");
    out.into_bytes()
}

fn stream(dictionary: &str, data: &str) -> String {
    format!("<<{dictionary}/Length {}>>\nstream\n{data}\nendstream", data.len())
}

/// A file with one page of this content, and other objects.
fn page(content: &str, others: &[(usize, String)]) -> Vec<u8> {
    let mut objects = vec![
        (1, CATALOG.to_owned()),
        (2, "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned()),
        (3, format!("<<{PAGE}/Contents 4 0 R>>")),
        (4, stream("", content)),
        (5, FONT.to_owned()),
    ];
    for (number, object) in others {
        objects.retain(|(n, _)| n != number);
        objects.push((*number, object.clone()));
    }
    file(&objects, "/Info 9 0 R")
}

const STORY: &str =
    "BT /F 11 Tf 60 700 Td 14 TL (The council closed the old bridge on Friday, and) Tj T* (nobody was hurt.) Tj ET";

fn article(content: &str, others: &[(usize, String)]) -> Article {
    read("in/story.pdf", &page(content, others)).unwrap()
}

fn refused(bytes: &[u8]) -> ReadError {
    contents("in/story.pdf", bytes).unwrap_err()
}

#[test]
fn a_page_is_read() {
    let story = article(STORY, &[]);
    assert_eq!(story.text, "The council closed the old bridge on Friday, and nobody was hurt.");
    assert_eq!(story.page_of(5), Some(1));
}

#[test]
fn all_operators_show_text() {
    let show = |content: &str| article(content, &[]).text;
    assert_eq!(show("BT /F 11 Tf 1 0 0 1 60 700 Tm [(The b)20(ridge)-400(closed)] TJ ET"), "The bridge closed");
    assert_eq!(show("BT /F 11 Tf 12 TL 60 700 Td (The bridge is) Tj (now closed.) ' ET"), "The bridge is now closed.");
    assert_eq!(
        show("BT /F 11 Tf 12 TL 60 700 Td (The bridge is) Tj 1 0 (now closed.) \" ET"),
        "The bridge is now closed."
    );
    assert_eq!(show("q .5 0 0 .5 30 300 cm BT /F 22 Tf (Half the size) Tj ET Q q Q Q Q"), "Half the size");
    assert_eq!(show("BI /W 1 /H 1 ID ((( EI BT /F 9 Tf 9 9 Td <54686520656E64> Tj ET"), "The end");
    // A page that lies on its side.
    assert_eq!(show("BT /F 11 Tf 0 1 -1 0 300 60 Tm (Upwards it goes) Tj ET"), "Upwards it goes");
}

#[test]
fn parts_of_a_page_are_followed() {
    let form = |data: &str| {
        (6, stream("/Type/XObject/Subtype/Form/Matrix[1 0 0 1 60 600]/Resources<</Font<</F 7 0 R>>>>", data))
    };
    let bold = (7, FONT.replace("Helvetica", "Helvetica-Bold"));
    let text =
        article(&format!("/X Do {STORY}"), &[form("BT /F 11 Tf (It will open again in a year.) Tj ET"), bold]).text;
    assert_eq!(
        text,
        "The council closed the old bridge on Friday, and nobody was hurt.\n\nIt will open again in a year."
    );
    // One that shows itself ends.
    let itself = (6, stream("/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>", "/X Do /X Do"));
    assert!(article(&format!("/X Do {STORY}"), &[itself]).text.starts_with("The council"));
}

#[test]
fn fonts_tell_their_letters() {
    let shown = |font: &str, codes: &str, others: &[(usize, String)]| {
        let others = [&[(5, font.to_owned())], others].concat();
        article(&format!("BT /F 11 Tf 60 700 Td <{codes}> Tj ET"), &others).text
    };
    let differences =
        "<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[65/fi/uni00E9/f_l/T.alt/nothing]>>>>";
    assert_eq!(shown(differences, "41424344", &[]), "fiéflT");
    let mapped = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[8 0 R]/ToUnicode 7 0 R>>";
    let map = "1 beginbfchar <0001> <0048> endbfchar 1 beginbfrange <0002> <0003> [<0069> <0021>] endbfrange";
    let others =
        [(7, stream("", map)), (8, "<</Type/Font/Subtype/CIDFontType2/DW 600/W[1 [700] 2 3 300]>>".to_owned())];
    assert_eq!(shown(mapped, "000100020003", &others), "Hi!");
    // The letters that a Type 1 font brings along.
    let program = stream("", "%!PS-AdobeFont\n/Encoding 256 array\ndup 1 /H put dup 2 /i put readonly def eexec ");
    let others = [(7, program), (8, "<</Type/FontDescriptor/FontFile 7 0 R>>".to_owned())];
    assert_eq!(shown("<</Type/Font/Subtype/Type1/BaseFont/X/FontDescriptor 8 0 R>>", "0102", &others), "Hi");
}

#[test]
fn properties_are_candidates() {
    let info = "<</Title(Bridge closes)/Author(Jane Doe)/CreationDate(D:20161120080000Z)/ModDate(D:20161122)>>";
    let story = article(STORY, &[(9, info.to_owned())]);
    assert_eq!(
        (story.metadata.title.as_deref(), story.metadata.byline.as_deref()),
        (Some("Bridge closes"), Some("Jane Doe"))
    );
    let reasons: Vec<_> = story.date_candidates.iter().map(|c| c.reason.as_str()).collect();
    let expected = ["made on 20 November 2016", "last changed on 22 November 2016"];
    assert!(reasons.len() == 2 && reasons.iter().zip(expected).all(|(r, e)| r.ends_with(e)), "{reasons:?}");
}

#[test]
fn pages_are_remembered() {
    let kids = "<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2/Resources<</Font<</F 5 0 R>>>>>>".to_owned();
    let second = (6, "<</Type/Page/Contents 7 0 R>>".to_owned());
    let content = (7, stream("", "BT /F 11 Tf 60 700 Td (Ferries run every hour from the harbour.) Tj ET"));
    let story = article(STORY, &[(2, kids), second, content]);
    let at = story.text.find("Ferries").unwrap();
    assert_eq!((story.page_of(0), story.page_of(at)), (Some(1), Some(2)));
    assert_eq!(story.blocks.iter().filter(|b| b.kind == BlockKind::Body).count(), 2);
}

#[test]
fn a_scan_says_that_it_has_no_text_layer() {
    let image = (6, stream("/Type/XObject/Subtype/Image/Width 1/Height 1", "x"));
    let error = refused(&page("q 595 0 0 842 0 0 cm /X Do Q", &[image]));
    assert!(error.message.contains("no text layer") && error.hint.contains("OCR"), "{error}");
    assert!(refused(&page("0 0 m 9 9 l S", &[])).message.contains("holds no text"));
}

#[test]
fn letters_without_a_meaning_are_told() {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[8 0 R]>>".to_owned();
    let error = refused(&page("BT /F 11 Tf 60 700 Td <000100020003> Tj ET", &[(5, font)]));
    assert!(error.message.contains("does not say which they are"), "{error}");
}

#[test]
fn loops_in_the_tree_of_pages_end() {
    let nothing = [(2, "<</Type/Pages/Kids[2 0 R]/Parent 2 0 R>>".to_owned()), (3, "null".to_owned())];
    assert!(refused(&page(STORY, &nothing)).message.contains("no page"));
    let around = (2, "<</Type/Pages/Kids[2 0 R 3 0 R 3 0 R]/Parent 3 0 R>>".to_owned());
    assert!(article(STORY, &[around]).text.starts_with("The council"));
}

#[test]
fn damaged_files_give_what_they_have() {
    let whole = page(STORY, &[]);
    for cut in (0..whole.len()).step_by(whole.len() / 40) {
        let _ = contents("cut.pdf", &whole[..cut]);
    }
    let table = whole.windows(4).position(|w| w == b"xref").unwrap();
    let story = read("cut.pdf", &whole[..table]).unwrap();
    assert!(story.text.starts_with("The council") && story.remarks[0].contains("damaged"), "{:?}", story.remarks);
    assert!(refused(b"%PDF-1.7\n").message.contains("damaged"));
    let garbage = [&b"%PDF-1.7\n"[..], &[b'('; 5000]].concat();
    assert!(refused(&garbage).message.contains("damaged"));
}

#[test]
fn a_file_that_leads_to_the_same_bytes_again_is_given_up() {
    let array = format!("1 0 obj\n[{}]\nendobj\n", "0 ".repeat(10_000));
    let table = 9 + array.len();
    let entries = "0000000009 00000 n \n".repeat(500);
    let file = format!(
        "%PDF-1.5\n{array}xref\n0 500\n{entries}trailer\n<</Size 500/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n"
    );
    assert!(refused(file.as_bytes()).message.contains("damaged"));
}

#[test]
fn too_many_objects_are_not_made() {
    let many = page(STORY, &[(6, format!("[{}]", "0 ".repeat(5_100_000)))]);
    assert!(refused(&many).message.contains("more parts"));
}

/// The story, locked in one of the ways that programs do it.
fn locked(how: impl FnOnce(&Document) -> EncryptionState) -> Vec<u8> {
    let mut document = Document::load_mem(&page(STORY, &[])).unwrap();
    let id = || Object::String(b"0123456789abcdef".to_vec(), StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![id(), id()]);
    let state = how(&document);
    document.encrypt(&state).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn opened(bytes: &[u8], passwords: &[&str]) -> Result<String, ReadError> {
    let passwords = passwords.iter().map(|p| (*p).to_owned()).collect();
    let mut budget = Budget::until(Arc::default(), passwords);
    contents_within("in/story.pdf", bytes, &mut budget).map(|mut contents| contents.articles.remove(0).text)
}

#[test]
fn a_locked_file_is_opened_with_its_password() {
    let permissions = Permissions::all();
    let old = |user_password| {
        locked(|document| {
            let version = EncryptionVersion::V2 {
                document,
                owner_password: "owner",
                user_password,
                key_length: 128,
                permissions,
            };
            EncryptionState::try_from(version).unwrap()
        })
    };
    let new = locked(|_| {
        let filter: Arc<dyn CryptFilter> = Arc::new(Aes256CryptFilter);
        let version = EncryptionVersion::V5 {
            encrypt_metadata: true,
            crypt_filters: BTreeMap::from([(b"StdCF".to_vec(), filter)]),
            file_encryption_key: &[7; 32],
            stream_filter: b"StdCF".to_vec(),
            string_filter: b"StdCF".to_vec(),
            owner_password: "owner",
            user_password: "ferry",
            permissions,
        };
        EncryptionState::try_from(version).unwrap()
    });
    for bytes in [&old("ferry"), &new] {
        let error = opened(bytes, &[]).unwrap_err();
        assert!(error.is_locked && error.message == "story.pdf is locked with a password.", "{error}");
        let error = opened(bytes, &["bridge", ""]).unwrap_err();
        assert!(error.is_locked && error.message.contains("no password that was given opens it"), "{error}");
        for password in ["ferry", "owner"] {
            assert!(opened(bytes, &["bridge", password]).unwrap().starts_with("The council closed the old bridge"));
        }
        // One that is cut off is no reason to ask for a password for ever, nor to stumble.
        for part in 1..20 {
            let _ = opened(&bytes[..bytes.len() * part / 20], &["ferry"]);
        }
    }
    assert!(opened(&old(""), &[]).unwrap().starts_with("The council"));
}
