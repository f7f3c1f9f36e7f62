//! What to do about a lost address: the line to write, the file it belongs in, and the edit that writes it.

use super::successor::{self, Candidates, Successor};
use crate::diag::{Diagnostic, Edit, Fix, Text};
use crate::model::{Page, Portal};
use crate::parse::{self, Fields, Registries, aliases};
use crate::say;
use crate::source::{SourceFile, SourcePath, Sources, Span, Url};

/// Who is asked for a remedy.
pub struct Ask<'a> {
    pub portal: &'a Portal,
    pub candidates: Candidates<'a>,
    pub sources: &'a Sources,
}

/// Adds help, place and fixes to the problem of a lost address.
pub fn add(ask: &Ask, lost: &Url, problem: Diagnostic) -> Diagnostic {
    let gone = accept(ask.sources, lost);
    if !lost.is_page() {
        return with(problem.help(lost_file(ask, lost)), gone);
    }
    let Some(successor) = ask.candidates.successor(lost) else {
        return with(nobody(ask, lost, problem), gone);
    };
    let Some((span, path)) = place(ask, &successor) else { return with(nobody(ask, lost, problem), gone) };
    let (name, url) = (successor.name(), successor.url());
    let line = line(&successor, lost);
    let help = say!(
        "skriv »{line}« i {path}, hvis »{name}« (/{url}) har afløst den; ellers sæt den på listen gone i site.toml: gone = [\"/{lost}\"]",
        "write “{line}” in {path} if “{name}” (/{url}) took its place; else put it on the list gone in site.toml: gone = [\"/{lost}\"]"
    );
    let problem = Diagnostic { span: Some(span), ..problem }.help(help);
    let problem = match edit(ask, &successor, lost) {
        Some(edit) => {
            problem.fix(Fix::new(say!("Lad /{lost} føre til »{name}«", "Let /{lost} lead to “{name}”"), vec![edit]))
        }
        None => problem,
    };
    with(problem, gone)
}

fn with(problem: Diagnostic, fix: Option<Fix>) -> Diagnostic {
    match fix {
        Some(fix) => problem.fix(fix),
        None => problem,
    }
}

/// The whole field as it will be.
fn line(successor: &Successor, lost: &Url) -> String {
    let written = match successor {
        Successor::Page(page) => &page.aliases,
        Successor::Actor(actor) => &actor.aliases,
        Successor::Audience(audience) => &audience.aliases,
    };
    let all: Vec<String> = written.iter().chain(std::iter::once(lost)).map(|url| format!("/{url}")).collect();
    format!("aliases: [{}]", all.join(", "))
}

fn place<'a>(ask: &Ask<'a>, successor: &Successor) -> Option<(Span, &'a SourcePath)> {
    let span = match successor {
        Successor::Page(page) => page.title_span,
        Successor::Actor(actor) => actor.span,
        Successor::Audience(audience) => audience.span,
    };
    Some((span, &ask.sources.file(span.file)?.path))
}

/// The edit that writes the alias, where it has a place.
fn edit(ask: &Ask, successor: &Successor, lost: &Url) -> Option<Edit> {
    let (span, _) = place(ask, successor)?;
    let file = ask.sources.file(span.file)?;
    let (old, now) = (format!("/{lost}"), format!("/{}", successor.url()));
    let (range, text) = match successor {
        Successor::Page(page) => page_edit(file, page, &old, &now)?,
        Successor::Actor(_) => entry_edit(file, |read| read.actors, span, &old, &now)?,
        Successor::Audience(_) => entry_edit(file, |read| read.audiences, span, &old, &now)?,
    };
    Some(Edit { span: Span::new(file.id, range), text })
}

type Place = (std::ops::Range<usize>, String);

fn page_edit(file: &SourceFile, page: &Page, old: &str, now: &str) -> Option<Place> {
    let document = parse::page(file, page.kind()).value;
    aliases::edit(file.text(), document.fields.as_ref()?, old, now)
}

fn entry_edit(
    file: &SourceFile,
    entries: impl Fn(Registries) -> Vec<Fields>,
    id: Span,
    old: &str,
    now: &str,
) -> Option<Place> {
    let mut read = Registries::default();
    parse::read_registry(file, &mut read, &mut Default::default());
    let all = entries(read);
    let fields = all.iter().find(|fields| fields.text("id").is_some_and(|at| at.span == id))?;
    aliases::edit(file.text(), fields, old, now)
}

/// Nobody took its place as far as can be told.
fn nobody(ask: &Ask, lost: &Url, problem: Diagnostic) -> Diagnostic {
    let made = ["/efter/", "roller/", "maalgrupper/", "samarbejde/kort/"].iter().any(|part| {
        part.strip_prefix('/').map_or_else(|| lost.as_str().starts_with(part), |_| lost.as_str().contains(part))
    });
    let accept = format!("gone = [\"/{lost}\"]");
    let Some(section) = successor::section_above(ask.portal, lost) else {
        return problem.help(say!(
            "skriv »aliases: [/{lost}]« på den side, der har afløst den; er den væk med vilje, så skriv »{accept}« under [output] i site.toml",
            "write “aliases: [/{lost}]” on the page that took its place; if it is gone on purpose, write “{accept}” under [output] in site.toml"
        ));
    };
    let (title, path) = (&section.title, &section.source);
    problem.help(if made {
        say!(
            "programmet lavede siden, så den har ingen fil: skriv »{accept}« under [output] i site.toml, når den er væk med vilje, eller »aliases: [/{lost}]« i {path}, så den fører til »{title}«",
            "the program made the page, so it has no file: write “{accept}” under [output] in site.toml when it is gone on purpose, or “aliases: [/{lost}]” in {path}, so that it leads to “{title}”"
        )
    } else {
        say!(
            "skriv »aliases: [/{lost}]« på den side, der har afløst den, eller i {path}, så den fører til »{title}«; er den væk med vilje, så skriv »{accept}« under [output] i site.toml",
            "write “aliases: [/{lost}]” on the page that took its place, or in {path}, so that it leads to “{title}”; if it is gone on purpose, write “{accept}” under [output] in site.toml"
        )
    })
}

/// No page can lead on from the address of a file.
fn lost_file(ask: &Ask, lost: &Url) -> Text {
    let name = lost.as_str().rsplit('/').next().unwrap_or_default();
    let ends = |url: &Url| url.as_str().rsplit('/').next() == Some(name);
    let moved = ask.portal.assets.iter().find(|(_, url)| ends(url)).map(|(path, _)| path);
    let accept = format!("gone = [\"/{lost}\"]");
    match moved {
        Some(path) => say!(
            "filen ligger nu som {path}: læg en kopi, hvor den lå, for en fil kan ikke sende videre; er den væk med vilje, så skriv »{accept}« under [output] i site.toml",
            "the file now lies at {path}: put a copy where it was, since a file cannot lead on; if it is gone on purpose, write “{accept}” under [output] in site.toml"
        ),
        None => say!(
            "læg filen tilbage, for en fil kan ikke sende videre; er den væk med vilje, så skriv »{accept}« under [output] i site.toml",
            "put the file back, since a file cannot lead on; if it is gone on purpose, write “{accept}” under [output] in site.toml"
        ),
    }
}

/// The edit of `site.toml` that accepts the loss.
fn accept(sources: &Sources, lost: &Url) -> Option<Fix> {
    let file = sources.get(&SourcePath::new("site.toml"))?;
    let (at, text) = accepting(file.text(), lost)?;
    let edit = Edit { span: Span::new(file.id, at..at), text };
    Some(Fix::new(say!("Accepter, at /{lost} er væk", "Accept that /{lost} is gone"), vec![edit]))
}

/// Where it is written and what: into the list, into its table, or with a table of its own.
fn accepting(text: &str, lost: &Url) -> Option<(usize, String)> {
    let Some(table) = line_start(text, 0, |line| line.trim_end() == "[output]") else {
        // Written in another way, such as `output = {…}`: an edit could break it.
        if text.lines().any(|line| line.trim_start().starts_with("output")) {
            return None;
        }
        let gap = if text.is_empty() || text.ends_with("\n\n") {
            ""
        } else if text.ends_with('\n') {
            "\n"
        } else {
            "\n\n"
        };
        return Some((text.len(), format!("{gap}[output]\ngone = [\"/{lost}\"]\n")));
    };
    let below = text.get(table..)?.find('\n').map_or(text.len(), |at| table + at + 1);
    let end = line_start(text, below, |line| line.starts_with('[')).unwrap_or(text.len());
    match line_start(text, below, |line| line.starts_with("gone")).filter(|at| *at < end) {
        Some(list) => {
            let open = list + text.get(list..)?.find('[')? + 1;
            let rest = text.get(open..)?.trim_start();
            let comma = if rest.starts_with(']') { "" } else { ", " };
            Some((open, format!("\"/{lost}\"{comma}")))
        }
        None => Some((
            below,
            format!("{}gone = [\"/{lost}\"]\n", if text.ends_with('\n') || below < text.len() { "" } else { "\n" }),
        )),
    }
}

/// Where the first line from `from` on begins that is wanted.
fn line_start(text: &str, from: usize, wanted: impl Fn(&str) -> bool) -> Option<usize> {
    let mut at = from;
    for line in text.get(from..)?.split_inclusive('\n') {
        if wanted(line) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_loss_is_accepted_in_the_list_its_table_or_a_new_table() {
        let after = |text: &str| {
            let (at, new) = accepting(text, &Url::new("a/")).unwrap();
            format!("{}{new}{}", &text[..at], &text[at..])
        };
        assert_eq!(after("title = \"x\"\n"), "title = \"x\"\n\n[output]\ngone = [\"/a/\"]\n");
        assert_eq!(after("[output]\nwide = true\n"), "[output]\ngone = [\"/a/\"]\nwide = true\n");
        assert_eq!(after("[output]"), "[output]\ngone = [\"/a/\"]\n");
        assert_eq!(after("[output]\ngone = [\"/b/\"]\n"), "[output]\ngone = [\"/a/\", \"/b/\"]\n");
        assert_eq!(after("[output]\ngone = []\n[menu]\n"), "[output]\ngone = [\"/a/\"]\n[menu]\n");
        assert_eq!(after("[output]\n[x]\ngone = []\n"), "[output]\ngone = [\"/a/\"]\n[x]\ngone = []\n");
        assert_eq!(accepting("output = {wide = true}\n", &Url::new("a/")), None);
    }
}
