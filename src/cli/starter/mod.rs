//! The portal `init` writes: one visible table of its files.
//!
//! A test compares the table with the folder, so a file that is added there must be named here.

use crate::model::Date;

macro_rules! embed {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("portal/", $path)))),*]
    };
}

/// Paths below the new site with their texts. `site.toml` comes last: a folder that has it is whole.
static FILES: &[(&str, &str)] = embed! {
    ".gitignore"
    "README.md"
    "content/_data/actors.yaml"
    "content/_data/audiences.yaml"
    "content/_data/complaints.yaml"
    "content/_data/finder.yaml"
    "content/_data/synonyms.yaml"
    "content/_index.md"
    "content/abc/_index.md"
    "content/abc/afgoerelse.md"
    "content/abc/partshoering.md"
    "content/ansvar/_index.md"
    "content/ansvar/regninger.md"
    "content/arbejdsgange/_index.md"
    "content/arbejdsgange/enkelte-udgifter/_index.md"
    "content/arbejdsgange/enkelte-udgifter/hjaelp-til-en-regning.md"
    "content/arbejdsgange/enkelte-udgifter/partshoering-foer-afgoerelse.md"
    "content/kontakt/_index.md"
    "content/kontakt/raadgivningen.md"
    "content/kontakt/ydelsesenheden.md"
    "content/laering/_index.md"
    "content/laering/ny-sagsbehandler.md"
    "content/lovgivning/_index.md"
    "content/lovgivning/forvaltningsloven.md"
    "content/nyt/_index.md"
    "content/nyt/portalen-er-begyndt.md"
    "content/om/_index.md"
    "content/om/saadan-er-portalen-lavet.md"
    "content/redskaber/_index.md"
    "content/redskaber/brev-afgoerelse.md"
    "content/redskaber/fagsystemet.md"
    "content/serviceguide/_index.md"
    "content/serviceguide/din-ansoegning.md"
    "content/ydelser/_index.md"
    "content/ydelser/hjaelp-til-enkelte-udgifter.md"
    "site.toml"
};

/// The files as they are written on `today`: every page was reviewed that day.
pub fn files(today: Date) -> impl Iterator<Item = (&'static str, String)> {
    let today = today.to_string();
    FILES.iter().map(move |(path, text)| (*path, text.replace("{{date}}", &today)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::FILES;

    #[test]
    fn the_table_names_every_file_of_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/starter/portal");
        let found: BTreeSet<String> = walkdir::WalkDir::new(&folder)
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .filter_map(|entry| Some(entry.path().strip_prefix(&folder).ok()?.to_string_lossy().replace('\\', "/")))
            .collect();
        let listed: BTreeSet<String> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        assert_eq!(listed, found);
    }
}
