//! The language server: what the build knows, in the editor while somebody writes.
//!
//! - [`server`] speaks the protocol; [`state`] is what it knows; [`engine`] compiles on a thread of its own.
//! - [`facts`] is what one file defines and refers to, [`names`] all of them together: read off the tree of
//!   the build's own parser. While a file does not parse, its last tree serves.
//! - [`place`] says where the cursor stands, by lines and indentation, since that is needed exactly when the
//!   text is no YAML.
//! - [`complete`], [`hover`], [`rename`] and the others answer one request each, as pure functions.

mod actions;
mod complete;
mod cursor;
mod describe;
mod diagnostics;
mod engine;
mod facts;
mod flow;
mod greeting;
mod handlers;
mod hover;
mod locate;
mod names;
mod place;
mod position;
mod preview;
mod refer;
mod rename;
mod server;
mod shape;
mod state;
mod toml;
mod uri;
mod words;
#[allow(clippy::disallowed_methods, reason = "looks for the site's folder and for a running server")]
mod world;

pub use server::{Settings, run};
