//! Dateline: article files in, a timeline out, and every date proved by its sentence.

pub mod text;
