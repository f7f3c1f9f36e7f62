//! Mistakes that come on several lines at once, and are one mistake: told once, mended together.

use std::ops::Range;

use crate::diag::{Diagnostic, Edit, Fix, Text};
use crate::parse::rules;
use crate::say;
use crate::source::Span;

/// So many lines are named.
const FEW: usize = 8;

/// What is wrong with all of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Tab,
    StrangeSpace,
    /// A list whose items begin with another sign than a hyphen.
    Marker,
    /// Lines that stand further in or out than those they belong to.
    Indent,
    /// Fields of a step that stand at the margin.
    Outside,
}

/// The lines with one kind of mistake.
pub struct Several {
    pub kind: Kind,
    /// Where the first one is.
    span: Span,
    lines: Vec<usize>,
    edits: Vec<Edit>,
    /// What the first line stands under, or what it holds: a word for the message.
    word: String,
    safe: bool,
}

impl Several {
    pub fn new(kind: Kind, span: Span, word: &str) -> Self {
        Self { kind, span, lines: Vec::new(), edits: Vec::new(), word: word.to_owned(), safe: true }
    }

    /// Adds a line, with what mends it and whether that is certain.
    pub fn add(&mut self, line: usize, edits: Vec<(Range<usize>, String)>, safe: bool) {
        if self.lines.last() != Some(&line) {
            self.lines.push(line);
        }
        let file = self.span.file;
        self.edits.extend(edits.into_iter().map(|(range, text)| Edit { span: Span::new(file, range), text }));
        self.safe &= safe;
    }

    /// The problem; `fix` replaces the edits that were gathered, with whether they are certain.
    pub fn problem(self, fix: Option<(Vec<Edit>, bool)>) -> Diagnostic {
        let (message, help, title) = self.words();
        let help = match self.lines.as_slice() {
            [] | [_] => help,
            lines => {
                let list = lines.iter().take(FEW).map(usize::to_string).collect::<Vec<_>>().join(", ");
                let more = if lines.len() > FEW { " …" } else { "" };
                let Text { da, en } = help;
                say!("{da}; det gælder linje {list}{more}", "{en}; this goes for lines {list}{more}")
            }
        };
        let problem = Diagnostic::new(&rules::YAML_TRAP, self.span, message).help(help);
        let (edits, safe) = fix.unwrap_or((self.edits, self.safe));
        match Fix::new(title, edits) {
            fix if fix.edits.is_empty() => problem,
            fix if safe => problem.fix(fix.safe()),
            fix => problem.fix(fix),
        }
    }

    fn words(&self) -> (Text, Text, Text) {
        let word = &self.word;
        match self.kind {
            Kind::Tab => (
                say!("Indrykning skal være mellemrum, ikke tabulator.", "Indent with spaces, not tabs."),
                say!("slet tabulatoren, og skriv mellemrum", "delete the tab and write spaces"),
                say!("Skriv mellemrum i stedet for tabulator", "Write spaces instead of tabs"),
            ),
            Kind::StrangeSpace => (
                say!(
                    "Her står et hårdt mellemrum, som ikke læses som et mellemrum.",
                    "This is a no-break space, which is not read as a space."
                ),
                say!("slet det, og skriv et almindeligt mellemrum", "delete it and write an ordinary space"),
                say!("Skriv almindelige mellemrum", "Write ordinary spaces"),
            ),
            Kind::Marker => (
                say!(
                    "Et punkt i en liste begynder med en bindestreg, ikke »{word}«.",
                    "An item begins with a hyphen, not “{word}”."
                ),
                say!("skriv »- « først i punktet", "write “- ” at its start"),
                say!("Skriv bindestreg", "Write a hyphen"),
            ),
            Kind::Indent => (
                say!(
                    "Linjen er ikke rykket lige så langt ind som »{word}«, den hører sammen med.",
                    "The line is not indented as far as “{word}”, which it belongs with."
                ),
                say!("ryk den, så den begynder lige under »{word}«", "move it so that it begins right below “{word}”"),
                say!("Ret indrykningen", "Mend the indentation"),
            ),
            Kind::Outside => (
                say!(
                    "»{word}« hører til trinet ovenfor, men er ikke rykket ind.",
                    "“{word}” belongs to the step above, but is not indented."
                ),
                say!(
                    "ryk linjen ind, så den står lige under trinets »id«",
                    "indent the line so that it stands right below the step's “id”"
                ),
                say!("Ryk ind under trinet", "Indent below the step"),
            ),
        }
    }
}
