//! What would mend a problem: edits of the text, made by the rule that knows the remedy.
//!
//! Whoever applies them decides which: `check --fix` takes the safe ones only, an editor offers all.

use super::Text;
use crate::say;
use crate::source::Span;

/// A piece of text to be written in place of another. An empty span inserts, an empty text deletes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    pub span: Span,
    pub text: String,
}

/// One way to mend a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an offer: "Ret til »title«".
    pub title: Text,
    /// Edits that belong together; they do not overlap.
    pub edits: Vec<Edit>,
    /// Nothing else can have been meant, and nothing that was written is lost.
    pub safe: bool,
}

impl Fix {
    /// A fix that somebody should look at.
    pub fn new(title: Text, edits: Vec<Edit>) -> Self {
        Self { title, edits, safe: false }
    }

    /// Writes `text` in place of what stands at `span`.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        let title = say!("Ret til »{text}«", "Change to “{text}”");
        Self::new(title, vec![Edit { span, text }])
    }

    /// Marks the fix as one that needs no second look.
    pub fn safe(self) -> Self {
        Self { safe: true, ..self }
    }

    /// The same fix under another title.
    pub fn titled(self, title: Text) -> Self {
        Self { title, ..self }
    }
}

/// Where the letters of a value stand: within its quotes, if it has any. `None` when it is written
/// otherwise than it reads (over several lines, or with escapes), so that no edit of it is simple.
pub fn letters(span: Span, text: &str) -> Option<Span> {
    let (start, end) = (span.start, span.end);
    match (end.saturating_sub(start) as usize).checked_sub(text.len()) {
        Some(0) => Some(span),
        Some(2) => Some(Span { start: start + 1, end: end - 1, ..span }),
        _ => None,
    }
}
