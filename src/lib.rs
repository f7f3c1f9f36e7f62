//! vejviser: a static site generator for portals of public-sector procedures.
//!
//! A portal is a typed program. Pages are declarations, references between them are checked like
//! names in a compiler, and everything a reader sees is derived from one model. In order:
//!
//! 1. **Load** ([`source`], [`config`]): every file of the site as a value. The only reader of the site;
//!    [`history`] reads when its pages changed, [`mod@external`] what links out of it lead to.
//! 2. **Parse** ([`parse`]): text to [`parse::Document`]. Never fails; collects problems.
//! 3. **Assemble** ([`assemble`]): ids and references bound, to a closed [`model::Portal`].
//! 4. **Check** ([`check`]): rules about the portal, one file each.
//! 5. **Draw** ([`chart`]): the geometry of each workflow; [`bpmn`] for other modellers.
//! 6. **Routes** ([`routes`]): the one table of every URL; [`promises`]: those of a published portal that it lacks.
//! 7. **Search** ([`search`]): the index that browsers load, and the same search here.
//! 8. **Render** ([`render`], with [`markdown`] and [`theme`]): a pure function from a route to bytes.
//! 9. **Compare** ([`mod@digest`]): what changed between two states, in words.
//! 10. **Fix** ([`mod@fix`]): what `check --fix` changes in the texts.
//! 11. **Publish** ([`publish`]): into a folder, atomically; or **serve** ([`mod@serve`]): to a browser, when asked.
//! 12. **Edit** ([`lsp`]): the same, for the text that is being written.
//!
//! From parse to render there is no I/O, no clock, no environment and no randomness: today's date
//! is an input. The same sources give the same bytes on every machine.
#![forbid(unsafe_code)]

pub mod text;
pub mod parallel;
pub mod source;
pub mod diag;
pub mod model;
#[allow(clippy::disallowed_methods, reason = "reads the repository the site lies in")]
pub mod history;
#[allow(clippy::disallowed_methods, reason = "asks other hosts, and measures time between questions")]
pub mod external;
pub mod parse;
pub mod config;
pub mod assemble;
pub mod check;
pub mod chart;
pub mod bpmn;
pub mod markdown;
pub mod theme;
pub mod routes;
pub mod promises;
pub mod search;
pub mod render;
pub mod digest;
pub mod fix;
// The modules that may touch the world; clippy.toml holds every other to its values.
#[allow(clippy::disallowed_methods, reason = "the only writer of the disk")]
pub mod publish;
#[allow(clippy::disallowed_methods, reason = "a server waits, listens and measures time")]
pub mod serve;
pub mod pipeline;
pub mod workspace;
pub mod lsp;
pub mod cli;
