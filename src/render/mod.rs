//! Routes to bytes.

pub mod svg;
