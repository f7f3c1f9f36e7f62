//! The language server, as an editor sees it: the built program behind pipes.

#[path = "lsp/client.rs"]
mod client;
#[path = "lsp/complete.rs"]
mod complete;
#[path = "lsp/portal.rs"]
mod portal;
#[path = "lsp/protocol.rs"]
mod protocol;
#[path = "lsp/read.rs"]
mod read;
#[path = "lsp/rename.rs"]
mod rename;
