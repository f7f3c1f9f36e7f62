//! What we tell editors: problems as values, gathered over a whole run and printed once.
//!
//! A [`Diagnostic`] names its [`Rule`], a place, one sentence and a remedy, in Danish and English.
//! Stages return [`Checked`] values: the result and everything found on the way. `Result` is left
//! for the world (disk, ports, arguments).

mod azure;
mod concise;
mod fingerprint;
mod fix;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod printer;
mod sarif;

pub use fix::{Edit, Fix, letters};
pub use printer::{Format, Printer};

use crate::source::{Sources, Span};

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    #[default]
    Danish,
    English,
}

/// One text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text {
    pub da: String,
    pub en: String,
}

impl Text {
    pub fn new(da: impl Into<String>, en: impl Into<String>) -> Self {
        Self { da: da.into(), en: en.into() }
    }

    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Danish => &self.da,
            Lang::English => &self.en,
        }
    }
}

/// Builds a [`Text`] from a Danish and an English format string over the same names.
#[macro_export]
macro_rules! say {
    ($da:literal, $en:literal $(,)?) => {
        $crate::diag::Text::new(format!($da), format!($en))
    };
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, unless `--strict`.
    Warning,
    /// The calendar's word: shown in the page and the report, never counted by `--strict`.
    Notice,
}

impl Severity {
    /// The English word that other programs read.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Notice => "notice",
        }
    }
}

/// A kind of problem: what it is, why it matters and what to do, for `explain`.
#[derive(Debug)]
pub struct Rule {
    /// Stable, kebab-case.
    pub id: &'static str,
    pub severity: Severity,
    /// What the rule demands, one sentence.
    pub title: Doc,
    /// Why it matters to those who read the portal, and what to do.
    pub why: Doc,
    /// A piece of a page that breaks the rule; `""` when it has no place in a page.
    pub example: &'static str,
    /// The same piece as it should be.
    pub fixed: &'static str,
}

/// A fixed text in both languages.
#[derive(Debug, Clone, Copy)]
pub struct Doc {
    pub da: &'static str,
    pub en: &'static str,
}

impl Doc {
    pub fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Danish => self.da,
            Lang::English => self.en,
        }
    }
}

/// One problem.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    pub rule: &'static Rule,
    pub severity: Severity,
    /// `None` for problems without a file, such as a missing folder.
    pub span: Option<Span>,
    /// One sentence.
    pub message: Text,
    /// Other places that explain it ("first used here").
    pub labels: Vec<(Span, Text)>,
    /// What to write instead.
    pub help: Option<Text>,
    /// Ways to mend it, the likeliest first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    pub fn new(rule: &'static Rule, span: Span, message: Text) -> Self {
        Self { span: Some(span), ..Self::global(rule, message) }
    }

    /// A problem that has no place in a file.
    pub fn global(rule: &'static Rule, message: Text) -> Self {
        let (labels, fixes) = (Vec::new(), Vec::new());
        Self { rule, severity: rule.severity, span: None, message, labels, help: None, fixes }
    }

    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    pub fn label(mut self, span: Span, text: Text) -> Self {
        self.labels.push((span, text));
        self
    }

    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// The fix that may be applied without asking.
    pub fn safe_fix(&self) -> Option<&Fix> {
        self.fixes.iter().find(|fix| fix.safe)
    }

    /// Adds "mente du …" when there is a near name.
    pub fn did_you_mean(self, near: Option<&str>) -> Self {
        match near {
            Some(name) => self.help(say!("mente du »{name}«?", "did you mean “{name}”?")),
            None => self,
        }
    }
}

/// Problems of a run.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    pub fn extend(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.0.iter_mut()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn retain(&mut self, keep: impl FnMut(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Sorts by place, files by their paths in `sources`, and drops repetitions: two stages may see the same mistake.
    pub fn finish(&mut self, sources: &Sources) {
        // Ids say nothing of the order: files get theirs when they are first seen.
        let path = |one: &Diagnostic| one.span.and_then(|span| sources.file(span.file)).map(|file| &file.path);
        self.0.sort_by(|a, b| {
            let rest = |one: &Diagnostic| (one.span, one.severity, one.rule.id);
            path(a).cmp(&path(b)).then_with(|| rest(a).cmp(&rest(b))).then_with(|| a.message.cmp(&b.message))
        });
        self.0.dedup_by(|a, b| a.span == b.span && a.rule.id == b.rule.id && a.message == b.message);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// A value and everything found while making it.
#[derive(Debug, Clone, Default)]
pub struct Checked<T> {
    pub value: T,
    pub diagnostics: Diagnostics,
}

impl<T> Checked<T> {
    pub fn new(value: T, diagnostics: Diagnostics) -> Self {
        Self { value, diagnostics }
    }

    /// The value; what was found goes to `all`.
    pub fn into(self, all: &mut Diagnostics) -> T {
        all.extend(self.diagnostics);
        self.value
    }
}
