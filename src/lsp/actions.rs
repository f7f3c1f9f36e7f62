//! Quick fixes: the corrections that problems bring along.

use lsp_types::{CodeActionParams, CodeActionResponse};

use super::state::State;
use crate::source::SourcePath;

pub fn actions(_state: &State, _path: &SourcePath, _params: &CodeActionParams) -> CodeActionResponse {
    Vec::new()
}
