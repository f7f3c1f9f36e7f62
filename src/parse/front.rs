//! What is wrong with the two lines `---` and what stands between them, and where the text begins all
//! the same, so that one mistake does not become many.

use std::ops::Range;

use super::traps::split_key;
use super::{keys, rules, split};
use crate::diag::{Diagnostic, Edit, Fix, Text};
use crate::say;
use crate::source::{SourceFile, Span};

/// A line and where it begins.
type Line<'a> = (usize, &'a str);

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        (start, line.trim_end_matches('\n'))
    })
}

fn is_delimiter(line: &str) -> bool {
    line.trim_end() == "---"
}

/// A line of other dashes, or of another number of them: word processors make one dash of three hyphens.
fn is_nearly_delimiter(line: &str) -> bool {
    let line = line.trim();
    let dashes = line.chars().all(|c| "-–—‐‑‒―−".contains(c));
    dashes && !line.is_empty() && line != "-" && line != "---"
}

/// Whether a line is a field of some page at the margin.
fn is_field(line: &str) -> bool {
    !line.starts_with(' ') && split_key(line).is_some_and(|(key, ..)| keys::is_known(key))
}

fn problem(span: Span, message: Text, help: Text) -> Diagnostic {
    Diagnostic::new(&rules::FRONT_MATTER, span, message).help(help)
}

fn replace(file: &SourceFile, range: Range<usize>, text: &str, title: Text) -> Fix {
    Fix::new(title, vec![Edit { span: Span::new(file.id, range), text: text.to_owned() }])
}

/// Two versions of a page that Git could not join. One for each place.
pub fn conflicts(file: &SourceFile) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if !file.text().contains("<<<<<<< ") {
        return found;
    }
    let mut open: Option<Line> = None;
    for (at, line) in lines(file.text()) {
        if line.starts_with("<<<<<<< ") {
            open = Some((at, line));
        } else if line.starts_with(">>>>>>> ")
            && let Some((start, first)) = open.take()
        {
            let span = Span::new(file.id, start..start + first.len());
            let end = Span::new(file.id, at..at + line.len());
            found.push(
                Diagnostic::new(
                    &rules::MERGE_CONFLICT,
                    span,
                    say!("Her står to udgaver af den samme tekst.", "Two versions of one text stand here."),
                )
                .label(end, say!("hertil", "up to here"))
                .help(say!(
                    "vælg den rigtige, og slet linjerne med <<<<<<<, ======= og >>>>>>>",
                    "choose the right one and delete the lines with <<<<<<<, ======= and >>>>>>>"
                )),
            );
        }
    }
    found
}

/// A page whose first line is not `---`; and where its text begins.
pub fn missing(file: &SourceFile) -> (Diagnostic, Range<usize>) {
    let text = file.text();
    let (start, first) = lines(text).find(|(_, line)| !line.trim().is_empty()).unwrap_or((0, ""));
    let first_span = Span::new(file.id, start..start + first.len());
    let delimiters: Vec<usize> = lines(text).filter(|(_, line)| is_delimiter(line)).map(|(at, _)| at).collect();
    let after = |index: usize| delimiters.get(index).map_or(text.len(), |at| at + 4).min(text.len())..text.len();
    if is_delimiter(first) {
        let message = say!("Der står tomme linjer før »---«.", "There are empty lines before “---”.");
        let help = say!("slet dem, så »---« er den første linje", "delete them, so that “---” is the first line");
        let fix = replace(file, 0..start, "", say!("Slet de tomme linjer", "Delete the empty lines"));
        return (problem(Span::new(file.id, 0..0), message, help).fix(fix.safe()), after(1));
    }
    if is_nearly_delimiter(first) {
        return (wrong_dashes(first_span), after(0));
    }
    if is_field(first) {
        let message = say!("Linjen »---« mangler før felterne.", "The line “---” before the fields is missing.");
        let help = say!("skriv »---« på en linje for sig over »{first}«", "write “---” on a line above “{first}”");
        let fix = replace(file, 0..0, "---\n", say!("Skriv »---« øverst", "Write “---” at the top"));
        let fix = if delimiters.is_empty() { fix } else { fix.safe() };
        return (problem(first_span, message, help).fix(fix), after(0));
    }
    let has_fields =
        lines(text).skip_while(|(_, line)| !is_delimiter(line)).nth(1).is_some_and(|(_, line)| is_field(line));
    if has_fields {
        let message = say!("Her står tekst før felterne.", "Text stands before the fields.");
        let help = say!(
            "flyt den ned under den anden linje »---«; filen begynder med »---«",
            "move it below the second “---” line; the file begins with “---”"
        );
        return (problem(first_span, message, help), after(1));
    }
    let message = say!("Siden begynder ikke med »---« og felter.", "The page does not begin with “---” and fields.");
    (problem(Span::start_of(file.id), message, begin()), 0..text.len())
}

fn begin() -> Text {
    say!(
        "begynd med en linje »---«, skriv »title: …« og slut felterne med en linje »---«",
        "begin with a “---” line, write “title: …” and end the fields with a “---” line"
    )
}

fn wrong_dashes(line: Span) -> Diagnostic {
    let fix = Fix::replace(line, "---").safe();
    problem(
        line,
        say!("Linjen skal være tre bindestreger.", "The line must be three hyphens."),
        say!("skriv »---«, og intet andet på linjen", "write “---” and nothing else on the line"),
    )
    .fix(fix)
}

/// A page without its second `---`; and where its text begins.
pub fn unclosed(file: &SourceFile) -> (Diagnostic, Range<usize>) {
    let text = file.text();
    let mut end = 0;
    for (at, line) in lines(text).skip(1) {
        if is_nearly_delimiter(line) {
            let span = Span::new(file.id, at..at + line.len());
            return (wrong_dashes(span), (at + line.len()).min(text.len())..text.len());
        }
        let inside = line.starts_with([' ', '\t']) || line.starts_with("- ") || split_key(line).is_some();
        if !(inside || line.trim().is_empty()) {
            break;
        }
        if inside {
            end = (at + line.len() + 1).min(text.len());
        }
    }
    let end = end.max(text.find('\n').map_or(text.len(), |first| first + 1));
    let line = if text.get(..end).is_some_and(|before| before.ends_with('\n')) { "---\n" } else { "\n---\n" };
    let fix = replace(file, end..end, line, say!("Skriv »---« her", "Write “---” here"));
    let nothing_follows = text.get(end..).is_some_and(|rest| rest.trim().is_empty());
    let problem = problem(
        Span::new(file.id, end..end),
        say!("Her mangler linjen »---«, som slutter felterne.", "The “---” line that ends the fields is missing here."),
        say!(
            "skriv »---« på en linje for sig efter det sidste felt",
            "write “---” on a line of its own after the last field"
        ),
    );
    (problem.fix(if nothing_follows { fix.safe() } else { fix }), end..text.len())
}

/// Fields that stand twice, each time between `---`; and where the text begins after the second.
pub fn twice(file: &SourceFile, body: &Range<usize>) -> Option<(Diagnostic, Range<usize>)> {
    let text = file.text().get(body.clone())?;
    let blank = text.len() - text.trim_start().len();
    let second = text.get(blank..)?;
    let split::Parts::Both { front, body: rest } = split::split(second) else { return None };
    let fields = second.get(front)?;
    let mut written = fields.lines().filter(|line| !line.trim().is_empty()).peekable();
    written.peek()?;
    if !written.all(|line| is_field(line) || line.starts_with([' ', '-', '#'])) {
        return None;
    }
    let start = body.start + blank;
    let problem = problem(
        Span::new(file.id, start..start + 3),
        say!("Felterne står to gange.", "The fields stand twice."),
        say!(
            "saml dem mellem de to første linjer »---«, og slet resten",
            "join them between the first two “---” lines, and delete the rest"
        ),
    );
    Some((problem, start + rest.start..file.text().len()))
}
