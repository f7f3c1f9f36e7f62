//! What an import did: pages, actors, and the report of what is not in them.

use crate::bpmn::import::{Import, Loss, NewPage};
use crate::cli::new::place::Place;
use crate::cli::say_to_stdout;
use crate::cli::site::SiteFolder;
use crate::diag::{Lang, Text};
use crate::say;

/// Characters of a name on the screen; the page has all of it.
const LONGEST: usize = 120;

/// Prints it to standard output, so that it can be kept in a file.
pub fn print(site: &SiteFolder, file: &str, imported: &Import, places: &[Place]) {
    let mut lines: Vec<Text> = vec![head(file, imported)];
    for (place, page) in places.iter().zip(&imported.pages) {
        let (path, steps) = (site.path(&place.path), page.steps);
        let (path, title) = (path.display(), shortened(&page.title));
        lines.push(say!("  side: {path} (»{title}«, {steps} trin)", "  page: {path} (“{title}”, {steps} steps)"));
    }
    for actor in &imported.actors {
        let (id, name) = (&actor.id, shortened(&actor.name));
        lines.push(say!("  ny aktør: {id} (»{name}«)", "  new actor: {id} (“{name}”)"));
    }
    let mut out = String::new();
    for line in lines {
        out.push_str(line.get(site.lang));
        out.push('\n');
    }
    for line in lines_of(imported, site.lang) {
        out.push_str(&format!("  - {line}\n"));
    }
    say_to_stdout(&out);
}

/// The report, many of a kind in one line.
fn lines_of(imported: &Import, lang: Lang) -> Vec<String> {
    let short = |loss: &Loss| Loss { name: shortened(&loss.name), ..loss.clone() };
    let losses: Vec<Loss> = imported.losses.iter().map(short).collect();
    Loss::grouped(&losses.iter().collect::<Vec<_>>(), lang)
}

/// A name that would fill the screen, cut.
fn shortened(name: &str) -> String {
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or(name).trim_end()),
        None => name.to_owned(),
    }
}

/// What to do next.
pub fn end<'a>(site: &SiteFolder, dry_run: bool, imports: impl Iterator<Item = &'a Import>) {
    if dry_run {
        site.say(&say!("Prøve: intet er skrevet.", "Dry run: nothing was written."));
        return;
    }
    let pages: Vec<&NewPage> = imports.flat_map(|import| &import.pages).collect();
    let drafts = pages.iter().filter(|page| page.is_draft).count();
    let state = if drafts == pages.len() {
        say!("Siderne er kladder. Læs dem igennem.", "The pages are drafts. Read them.")
    } else if drafts == 0 {
        say!(
            "Siderne er ikke kladder: de udgives, næste gang portalen bygges. Læs dem igennem først.",
            "The pages are no drafts: they are published when the portal is built next. Read them first."
        )
    } else {
        let others = pages.len() - drafts;
        say!(
            "{drafts} sider er kladder; de andre ({others}) udgives, næste gang portalen bygges. Læs dem igennem først.",
            "{drafts} pages are drafts; the others ({others}) are published when the portal is built next. Read them first."
        )
    };
    site.say(&state);
    if pages.iter().any(|page| page.text.contains("\n# import: ")) {
        site.say(&say!(
            "Slet linjerne »# import:«, når de er set efter.",
            "Delete the lines “# import:” once they are seen to."
        ));
    }
}

fn head(file: &str, imported: &Import) -> Text {
    let tally = imported.tally;
    let (pages, elements, kept, reported) = (imported.pages.len(), tally.elements, tally.kept, tally.reported);
    let lines = lines_of(imported, Lang::Danish).len();
    let (lines, lines_en) = match lines {
        1 => ("1 linje".to_owned(), "1 line".to_owned()),
        _ => (format!("{lines} linjer"), format!("{lines} lines")),
    };
    let (da, en) = if pages == 1 { ("side", "page") } else { ("sider", "pages") };
    say!(
        "{file}: {pages} {da}. {elements} elementer med id: {kept} er overført, {reported} er med i listen. Listen har {lines}.",
        "{file}: {pages} {en}. {elements} elements with an id: {kept} carried over, {reported} in the list. The list has {lines_en}."
    )
}
