//! Dateline: article files in, a timeline out, and every date proved by its sentence.
//!
//! # The way of the data
//!
//! ```text
//! bytes    ──article::read──▶ Article          text, blocks, metadata, candidates for the publication date
//! Article  ──event::analyse──▶ Analysis        sentences, time expressions, mentions: nothing here knows
//!                                              the publication date
//! Analysis + landmarks ──publication::infer──▶ when it was published, where the file does not say
//! Analysis + publication ──event::events──▶ the events of one article, dated, with their reasons
//! events of all articles ──timeline::merge──▶ Timeline
//! Timeline + edits ──project::replay──▶ Timeline, and the edits that did not find what they are about
//! Timeline + what was typed ──query──▶ the events and articles that are meant
//! Timeline ──export──▶ RON, JSON ──▶ Timeline
//! ```
//!
//! Recognising ([`time::recognize`]) and resolving ([`time::resolve`]) are two passes. That is what lets a
//! corrected publication date re-date a whole article while the user types, and what lets an article of
//! unknown date still have a timeline ("the Sunday on or before publication").
//!
//! # Which layer may know which
//!
//! `text ← time, landmark ← article ← event ← publication, timeline ← query ← project ← export ← {cli, gui}`; `tests/architecture.rs` fails on
//! an import that runs the other way. Outside [`gui`](crate::gui) nobody names egui, eframe or rfd; only
//! `article::open`, `project`, `cli` and `gui` touch files; nobody below `cli` and `gui` asks the clock, the
//! environment or chance.
//!
//! # Invariants
//!
//! * Extraction never fails: any bytes give an article, or one error with a sentence and a hint.
//! * Every event is proved by evidence: article, characters, quote, trigger, and the reasons of its date.
//! * A date is never more precise than the text; an event without a date is given none.
//! * Ids come from content, so the same files give the same ids, and the same bytes out, with one thread or many.
//! * Edits are data with an inverse, replayed over the derived timeline.

pub mod article;
pub mod cli;
pub mod event;
pub mod export;
#[cfg(feature = "gui")]
pub mod gui;
pub mod landmark;
pub mod project;
pub mod publication;
pub mod query;
pub mod text;
pub mod time;
pub mod timeline;
