//! Whole files, made here.
