//! Workflows as BPMN 2.0 files: what other modellers draw, and what they can read.
//!
//! What BPMN can say is said in BPMN proper and read from there, so that a change made in another
//! modeller carries over. Only what BPMN cannot say stands in extension elements of our namespace.

pub mod export;
pub mod import;
pub mod names;
pub mod read;
