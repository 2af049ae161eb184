//! The articles in the file: their bytes, their text, and what was found in them.

use super::pack::{packed, unpacked, unpacked_text};
use super::{Result, Store, StoreError};
use crate::article::{Article, ArticleId, Block, DateCandidate, Metadata, PageStart};
use crate::landmark::Landmarks;
use crate::project::{Loaded, Source, TimelineReader};
use rayon::prelude::*;
use rusqlite::{OptionalExtension, Transaction, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The extraction that this program is: a hash of its code and tables, by `build.rs`.
const EXTRACTION: &str = env!("DATELINE_EXTRACTION");

/// A file as it was opened, made smaller for keeping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileBytes {
    /// The path or address as given.
    pub name: String,
    pub sha256: [u8; 32],
    packed: Vec<u8>,
}

impl FileBytes {
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), sha256: Sha256::digest(bytes).into(), packed: packed(bytes) }
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        unpacked(&self.packed).filter(|bytes| <[u8; 32]>::from(Sha256::digest(bytes)) == self.sha256)
    }
}

/// A file with the articles that were read from it and their places.
pub type FileSources<'a> = (Option<&'a FileBytes>, &'a [(usize, Source)]);

/// An article as it is kept.
#[derive(Clone, Debug)]
pub struct Stored {
    pub source: Source,
    /// In the order in which they were asked for.
    pub place: usize,
    /// The path or address of its file, as given; the article's own name is one of its parts ("mail.mbox#3").
    pub origin: String,
    /// Another version of the extraction found what was kept of it, or nothing was: it is looked at anew on demand, and
    /// is worth keeping again.
    pub anew: bool,
}

/// What is kept of an article beside its text.
#[derive(Serialize, Deserialize)]
struct About {
    source: String,
    blocks: Vec<Block>,
    metadata: Metadata,
    #[serde(default)]
    date_candidates: Vec<DateCandidate>,
    #[serde(default)]
    remarks: Vec<String>,
    #[serde(default)]
    foreign: bool,
    #[serde(default)]
    pages: Vec<PageStart>,
}

struct Row {
    article: String,
    place: i64,
    origin: String,
    text: Vec<u8>,
    about: Vec<u8>,
    version: Option<String>,
    found: Option<Vec<u8>>,
}

impl Store {
    /// Keeps articles with the file that they were read from, in one transaction. An article that is there already, by
    /// its text, stays as it is; bytes that are there already are not kept twice.
    ///
    /// # Errors
    /// Where the file cannot be written; nothing has changed then.
    pub fn add_sources(&mut self, file: Option<&FileBytes>, sources: &[(usize, Source)]) -> Result<()> {
        self.add_files(&[(file, sources)])
    }

    /// The same of many files at once.
    ///
    /// # Errors
    /// As [`Self::add_sources`].
    pub fn add_files(&mut self, files: &[FileSources]) -> Result<()> {
        let rows = files.par_iter().map(|(_, sources)| sources.par_iter().map(packed_row).collect::<Vec<_>>());
        let rows: Vec<_> = rows.collect();
        self.change(|change| {
            let mut add_file = change.prepare("INSERT OR IGNORE INTO files VALUES (?1, ?2)")?;
            let mut add = change.prepare("INSERT OR IGNORE INTO sources VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            for ((file, sources), rows) in files.iter().zip(&rows) {
                if let Some(file) = file {
                    add_file.execute((&file.sha256[..], &file.packed))?;
                }
                for ((place, source), (text, about)) in sources.iter().zip(rows) {
                    let place = i64::try_from(*place).unwrap_or(i64::MAX);
                    let origin = file.map_or(source.article.source.as_str(), |file| file.name.as_str());
                    let sha256 = file.map(|file| &file.sha256[..]);
                    add.execute(params![source.article.id.0, place, sha256, origin, text, about])?;
                }
            }
            Ok(())
        })
    }

    /// Keeps what was found in articles, in place of what was kept of them before; those that are not there are passed
    /// over. Only what the shipped calendar knowledge says is kept, since any other may change from one start to the next.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn put_analyses(&mut self, sources: &[Source]) -> Result<()> {
        let shipped = Landmarks::shipped();
        let found: Vec<(&str, Vec<u8>)> = sources
            .par_iter()
            .filter(|source| source.saw(&shipped))
            .filter_map(|source| Some((source.article.id.0.as_str(), packed(&source.to_bytes()?))))
            .collect();
        self.change(|change| {
            let mut put = change
                .prepare("INSERT OR REPLACE INTO analyses SELECT article, ?2, ?3 FROM sources WHERE article = ?1")?;
            found.iter().try_for_each(|(article, found)| put.execute((article, EXTRACTION, found)).map(drop))
        })
    }

    /// Removes an article for good, and its file where nothing else was read from it. What the user takes out of the
    /// timeline is an edit; this is for what may not stay in the project.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn remove_source(&mut self, article: &ArticleId) -> Result<()> {
        self.change(|change| {
            change.execute("DELETE FROM sources WHERE article = ?1", [&article.0])?;
            change.execute(
                "DELETE FROM files WHERE sha256 NOT IN (SELECT file FROM sources WHERE file IS NOT NULL)",
                [],
            )?;
            Ok(())
        })
    }

    /// All articles, in their places, with what is known of them; nothing is analysed that was kept.
    ///
    /// # Errors
    /// Where the file cannot be read or is damaged.
    pub fn sources(&self, landmarks: &Landmarks) -> Result<Vec<Stored>> {
        let read = || {
            let mut rows = self.db.prepare(
                "SELECT article, place, origin, text, about, version, found
                 FROM sources LEFT JOIN analyses USING (article) ORDER BY place, sources.rowid",
            )?;
            let rows = rows.query_map([], |row| {
                Ok(Row {
                    article: row.get(0)?,
                    place: row.get(1)?,
                    origin: row.get(2)?,
                    text: row.get(3)?,
                    about: row.get(4)?,
                    version: row.get(5)?,
                    found: row.get(6)?,
                })
            })?;
            rows.collect::<rusqlite::Result<Vec<Row>>>()
        };
        let rows = read().map_err(|e| self.failed(&e))?;
        let is_shipped = landmarks.same(&Landmarks::shipped());
        let path = self.path();
        let stored = rows.into_par_iter().map(|row| {
            let name = row.article.clone();
            stored(row, landmarks, is_shipped)
                .ok_or_else(|| StoreError::damaged(path, format!("the article {name} cannot be read")))
        });
        stored.collect()
    }

    /// The file that an article was read from, as it was when it was opened.
    ///
    /// # Errors
    /// Where the file cannot be read or is damaged.
    pub fn file_of(&self, article: &ArticleId) -> Result<Option<FileBytes>> {
        let row = self.db.query_row(
            "SELECT origin, sha256, bytes FROM sources JOIN files ON file = sha256 WHERE article = ?1",
            [&article.0],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        );
        let row: Option<(String, Vec<u8>, Vec<u8>)> = row.optional().map_err(|e| self.failed(&e))?;
        row.map(|(name, sha256, packed)| Some(FileBytes { name, sha256: sha256.try_into().ok()?, packed }))
            .map(|file| file.filter(|f| f.bytes().is_some()))
            .map(|file| {
                file.ok_or_else(|| StoreError::damaged(&self.path, format!("the file of {article} is not whole")))
            })
            .transpose()
    }

    /// Keeps a timeline that was opened from a file, as JSON of the export format.
    ///
    /// # Errors
    /// Where the file cannot be written.
    pub fn add_timeline(&mut self, place: usize, origin: &str, json: &str) -> Result<()> {
        let sha256: [u8; 32] = Sha256::digest(json).into();
        let (place, json) = (i64::try_from(place).unwrap_or(i64::MAX), packed(json.as_bytes()));
        self.change(|change: &Transaction| {
            let row = params![&sha256[..], place, origin, json];
            change.execute("INSERT OR IGNORE INTO timelines VALUES (?1, ?2, ?3, ?4)", row).map(drop)
        })
    }

    /// All articles and timelines with their places, for [`crate::project::Project::add_at`].
    ///
    /// # Errors
    /// Where the file cannot be read or is damaged.
    pub fn contents(&self, timelines: TimelineReader, landmarks: &Landmarks) -> Result<Vec<(usize, Loaded)>> {
        let articles = self.sources(landmarks)?.into_iter().map(|s| (s.place, Loaded::Article(s.source)));
        let mut contents: Vec<(usize, Loaded)> = articles.collect();
        for (place, origin, json) in self.timelines()? {
            let timeline = (timelines.parse)(&json)
                .map_err(|why| StoreError::damaged(&self.path, format!("its timeline {origin} {}", why.message)))?;
            contents.push((place, Loaded::Timeline(Arc::new(timeline))));
        }
        Ok(contents)
    }

    /// The timelines that were kept: place, origin and JSON of each.
    ///
    /// # Errors
    /// Where the file cannot be read or is damaged.
    pub fn timelines(&self) -> Result<Vec<(usize, String, String)>> {
        let read = || {
            let mut rows = self.db.prepare("SELECT place, origin, json FROM timelines ORDER BY place, rowid")?;
            let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.collect::<rusqlite::Result<Vec<(i64, String, Vec<u8>)>>>()
        };
        let rows = read().map_err(|e| self.failed(&e))?;
        let timelines = rows.into_iter().map(|(place, origin, packed)| {
            let json = unpacked_text(&packed)
                .ok_or_else(|| StoreError::damaged(&self.path, format!("the timeline {origin} cannot be read")))?;
            Ok((usize::try_from(place).unwrap_or(usize::MAX), origin, json))
        });
        timelines.collect()
    }
}

/// Text, and what else is kept of an article.
fn packed_row((_, source): &(usize, Source)) -> (Vec<u8>, Vec<u8>) {
    let article = &source.article;
    let about = About {
        source: article.source.clone(),
        blocks: article.blocks.clone(),
        metadata: article.metadata.clone(),
        date_candidates: article.date_candidates.clone(),
        remarks: article.remarks.clone(),
        foreign: article.foreign,
        pages: article.pages.clone(),
    };
    let about = serde_json::to_vec(&about).expect("strings and numbers");
    (packed(article.text.as_bytes()), packed(&about))
}

/// `None` where a row is no work of this program.
fn stored(row: Row, landmarks: &Landmarks, is_shipped: bool) -> Option<Stored> {
    let text = unpacked_text(&row.text)?;
    let about: About = serde_json::from_slice(&unpacked(&row.about)?).ok()?;
    let lies_in = |block: &Block| {
        let span = block.span;
        span.start <= span.end && text.is_char_boundary(span.start) && text.is_char_boundary(span.end)
    };
    if !about.blocks.iter().all(lies_in) || !about.blocks.is_sorted_by(|a, b| a.span.end <= b.span.start) {
        return None;
    }
    let mut article = Article::new(&about.source, text, about.blocks, about.metadata, about.date_candidates);
    if article.id.0 != row.article {
        return None;
    }
    (article.remarks, article.pages) = (about.remarks, about.pages);
    article.foreign = about.foreign;
    let article = Arc::new(article);
    let kept = row.found.filter(|_| is_shipped && row.version.as_deref() == Some(EXTRACTION));
    let kept = kept.and_then(|found| Source::from_bytes(article.clone(), landmarks, &unpacked(&found)?));
    let anew = kept.is_none();
    let source = kept.unwrap_or_else(|| Source::unseen(article, landmarks));
    let place = usize::try_from(row.place).unwrap_or(usize::MAX);
    Some(Stored { source, place, origin: row.origin, anew })
}
