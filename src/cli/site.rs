//! The site a command works on, and compiling it.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::args::{CompileArgs, HistoryArgs, ReportArgs};
use super::failure::Failure;
use super::{Exit, external, say_to_stderr, say_to_stdout};
use crate::diag::{Checked, Diagnostics, Format, Lang, Printer, Severity, Text};
use crate::history;
use crate::model::{Date, History};
use crate::pipeline::{self, Compilation, Options};
use crate::say;
use crate::source::{LoadError, Sources, load};

/// Where the site lies, and the language to speak.
#[derive(Debug, Clone)]
pub struct SiteFolder {
    pub root: PathBuf,
    pub lang: Lang,
}

impl SiteFolder {
    pub fn compile(&self, options: &Options) -> Result<Compilation, Vec<LoadError>> {
        let sources = load(&self.root)?;
        Ok(pipeline::compile(sources, &mut Default::default(), options))
    }

    /// The same with the dates of the pages' last changes, which are read meanwhile.
    pub fn compile_dated(&self, options: Options, args: &HistoryArgs) -> Result<Compilation, Failure> {
        is_there(args)?;
        let (sources, history) = rayon::join(|| load(&self.root), || self.history(args));
        let options = Options { history, external: external::stored(&self.root), ..options };
        Ok(pipeline::compile(sources?, &mut Default::default(), &options))
    }

    /// The folder whose repository knows when pages changed; `None` when nobody is to be asked.
    pub fn dated_by(&self, args: &HistoryArgs) -> Option<PathBuf> {
        (!args.no_history).then(|| args.history.clone().unwrap_or_else(|| self.root.clone()))
    }

    fn history(&self, args: &HistoryArgs) -> Checked<History> {
        self.dated_by(args).map(|folder| history::read(&folder)).unwrap_or_default()
    }

    /// Prints the problems of a run: to standard output where another program reads them, to
    /// standard error for people.
    pub fn report(&self, sources: &Sources, found: &Diagnostics, args: &ReportArgs) {
        let format = Format::from(args.format);
        let color = format == Format::Human && std::io::stderr().is_terminal();
        let (prefix, rules) = (self.prefix(format), super::rules());
        let printer = Printer { color, prefix: &prefix, rules: &rules, ..Printer::new(sources, self.lang, format) };
        let text = printer.print(found);
        match format {
            Format::Human => say_to_stderr(&text),
            _ => say_to_stdout(&text),
        }
        if format == Format::Github && !found.is_empty() {
            self.summarize(&printer, found);
        }
    }

    /// What stands before the site's paths for a host that knows files by their place in the repository, where
    /// CI stands when it runs the program.
    fn prefix(&self, format: Format) -> String {
        if matches!(format, Format::Human | Format::Concise | Format::Json) {
            return String::new();
        }
        let here = std::env::current_dir().and_then(|here| here.canonicalize());
        let below = here.and_then(|here| Ok(self.root.canonicalize()?.strip_prefix(here).map(Path::to_owned)));
        let names = below.ok().and_then(Result::ok).unwrap_or_default();
        names.components().fold(String::new(), |prefix, name| prefix + &name.as_os_str().to_string_lossy() + "/")
    }

    /// On the page of the run, where there is room for more than ten problems of a kind.
    fn summarize(&self, printer: &Printer, found: &Diagnostics) {
        let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) else { return };
        let title = summary(found).map_or_else(String::new, |text| format!("### {}\n\n", text.get(self.lang)));
        let text = format!("{title}{}\n", printer.summary(found));
        let file = std::fs::OpenOptions::new().append(true).create(true).open(&path);
        if let Err(error) = file.and_then(|mut file| file.write_all(text.as_bytes())) {
            let path = Path::new(&path).display();
            self.say(&say!(
                "advarsel: resuméet kunne ikke skrives i {path}: {error}",
                "warning: the summary could not be written to {path}: {error}"
            ));
        }
    }

    /// A path the user named, or one below the root, as they would write it where they stand.
    pub fn path(&self, below: impl AsRef<Path>) -> PathBuf {
        let (root, below) = (self.root.as_path(), below.as_ref());
        match (root == Path::new("."), below == Path::new(".")) {
            (true, _) => below.to_owned(),
            (_, true) => root.to_owned(),
            _ => root.join(below),
        }
    }

    /// A command for this site, ready to be copied.
    pub fn command(&self, words: &str) -> String {
        let root = self.root.display().to_string();
        match root.as_str() {
            "." => format!("vejviser {words}"),
            plain if !plain.contains(char::is_whitespace) => format!("vejviser {words} --root {plain}"),
            spaced => format!("vejviser {words} --root \"{spaced}\""),
        }
    }

    pub fn say(&self, text: &Text) {
        say_to_stderr(&format!("{}\n", text.get(self.lang)));
    }
}

/// Whoever names a folder of `--history` wants its dates: one that is not there is a slip of the pen.
pub fn is_there(args: &HistoryArgs) -> Result<(), Failure> {
    let Some(folder) = args.history.as_deref().filter(|folder| !folder.is_dir()) else { return Ok(()) };
    let name = folder.display();
    let message =
        say!("Mappen »{name}« efter --history findes ikke.", "There is no folder “{name}”, named by --history.");
    let help = say!(
        "skriv mappen med Git-arkivet, eller byg uden ændringsdatoer med --no-history",
        "name the folder of the Git repository, or build without dates of change by --no-history"
    );
    Err(Failure::new(Exit::Usage, message, help))
}

/// What the world decides, from the arguments and the clock; the history is read with the sources.
pub fn options(args: &CompileArgs) -> Options {
    let (today, revision) = (args.date.unwrap_or_else(today), args.revision.clone());
    Options { drafts: args.drafts, revision, ..Options::on(today) }
}

/// Today, as `SOURCE_DATE_EPOCH` has it for builds that are to be repeated, else the computer's.
pub fn today() -> Date {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|text| text.parse().ok());
    match epoch.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()) {
        Some(time) => time.to_zoned(jiff::tz::TimeZone::UTC).date(),
        None => jiff::Zoned::now().date(),
    }
}

/// "2 fejl, 1 advarsel"; `None` when there is nothing to count.
pub fn summary(found: &Diagnostics) -> Option<Text> {
    let count = |severity, one: (&str, &str), many: (&str, &str)| match found.count(severity) {
        0 => None,
        1 => Some(Text::new(format!("1 {}", one.0), format!("1 {}", one.1))),
        n => Some(Text::new(format!("{n} {}", many.0), format!("{n} {}", many.1))),
    };
    let parts: Vec<Text> = [
        count(Severity::Error, ("fejl", "error"), ("fejl", "errors")),
        count(Severity::Warning, ("advarsel", "warning"), ("advarsler", "warnings")),
        count(Severity::Notice, ("bemærkning", "notice"), ("bemærkninger", "notices")),
    ]
    .into_iter()
    .flatten()
    .collect();
    if parts.is_empty() {
        return None;
    }
    let join = |pick: fn(&Text) -> &str| parts.iter().map(pick).collect::<Vec<_>>().join(", ");
    Some(Text::new(join(|text| &text.da), join(|text| &text.en)))
}

/// How a run with these problems ends.
pub fn verdict(found: &Diagnostics, strict: bool) -> Exit {
    let failed = found.has_errors() || (strict && found.count(Severity::Warning) > 0);
    if failed { Exit::Content } else { Exit::Fine }
}

/// The sentence at the end of a check.
pub fn verdict_text(found: &Diagnostics, pages: usize) -> Text {
    match summary(found) {
        Some(Text { da, en }) => say!("{da} i {pages} sider.", "{en} in {pages} pages."),
        None => say!("Alt i orden: {pages} sider.", "All fine: {pages} pages."),
    }
}
