//! What an import did: pages, actors, and the report of what is not in them.

use crate::bpmn::import::Import;
use crate::cli::new::place::Place;
use crate::cli::say_to_stdout;
use crate::cli::site::SiteFolder;
use crate::diag::Text;
use crate::say;

/// Prints it to standard output, so that it can be kept in a file.
pub fn print(site: &SiteFolder, file: &str, imported: &Import, places: &[Place]) {
    let mut lines: Vec<Text> = vec![head(file, imported)];
    for (place, page) in places.iter().zip(&imported.pages) {
        let (path, steps) = (site.path(&place.path), page.steps);
        let (path, title) = (path.display(), &page.title);
        lines.push(say!("  side: {path} (»{title}«, {steps} trin)", "  page: {path} (“{title}”, {steps} steps)"));
    }
    for actor in &imported.actors {
        let (id, name) = (&actor.id, &actor.name);
        lines.push(say!("  ny aktør: {id} (»{name}«)", "  new actor: {id} (“{name}”)"));
    }
    let mut out = String::new();
    for line in lines {
        out.push_str(line.get(site.lang));
        out.push('\n');
    }
    for loss in &imported.losses {
        out.push_str(&format!("  - {}\n", loss.line(site.lang)));
    }
    say_to_stdout(&out);
}

/// What to do next.
pub fn end(site: &SiteFolder, dry_run: bool) {
    let end = match dry_run {
        true => say!("Prøve: intet er skrevet.", "Dry run: nothing was written."),
        false => say!(
            "Siderne er kladder. Læs dem igennem, og slet linjerne »# import:«, når de er set efter.",
            "The pages are drafts. Read them, and delete the lines “# import:” once they are seen to."
        ),
    };
    site.say(&end);
}

fn head(file: &str, imported: &Import) -> Text {
    let tally = imported.tally;
    let (pages, elements, kept, reported) = (imported.pages.len(), tally.elements, tally.kept, tally.reported);
    let (da, en) = if pages == 1 { ("side", "page") } else { ("sider", "pages") };
    say!(
        "{file}: {pages} {da}. {elements} elementer: {kept} er overført, {reported} står i listen.",
        "{file}: {pages} {en}. {elements} elements: {kept} carried over, {reported} in the list."
    )
}
