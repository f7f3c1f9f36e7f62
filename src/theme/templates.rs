//! The template engine with every layer's templates, and its errors as our problems.
//!
//! A template of the site is registered by its own name, one of the site's theme as
//! `<theme>/<name>`, one of the default theme as `portal/<name>`. A name that is asked for is
//! looked up in that order, so a file of the site replaces the theme's of the same name and may
//! still extend it as `portal/<name>`. Components have no file in their name; of two with one
//! name the same order decides.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{ErrorKind, ReportError, Tera};

use super::layers::{DEFAULT, Files, Layers};
use super::rules::TEMPLATE_ERROR;
use super::{Strings, filters};
use crate::diag::{Diagnostic, Diagnostics, Text};
use crate::say;
use crate::source::{FileId, LineColumn, SourceFile, Span};
use crate::text::nearest;

const FOLDER: &str = "templates/";

/// Where a template's text lies, to point into it.
#[derive(Debug, Clone, Default)]
pub struct Origins(BTreeMap<String, Origin>);

#[derive(Debug, Clone)]
struct Origin {
    /// The site's file; `None` for an embedded one.
    file: Option<FileId>,
    text: Arc<str>,
}

/// Compiles the templates of all layers. What cannot be compiled is reported and left empty.
pub fn compile(layers: &Layers, theme: &str, strings: &Arc<Strings>, problems: &mut Diagnostics) -> (Tera, Origins) {
    let (mut texts, origins) = collect(layers, theme, problems);
    let mut syntax = Vec::new();
    loop {
        let mut tera = engine(theme, strings);
        match tera.add_raw_templates(texts.iter().map(|(name, text)| (name.as_str(), text.as_ref()))) {
            Ok(()) => {
                problems.extend(syntax.into_iter().collect());
                return (tera, origins);
            }
            Err(error) => {
                let broken = match error.kind() {
                    ErrorKind::SyntaxError(report) => texts.get_mut(report.filename()),
                    _ => None,
                };
                match broken {
                    // Emptied, so that the next template's mistake is found in the same run.
                    Some(text) if !text.is_empty() => {
                        *text = Arc::from("");
                        syntax.push(origins.problem(&error));
                    }
                    _ => {
                        // An emptied template has no blocks, so what follows from that is no news.
                        if syntax.is_empty() {
                            syntax = origins.problems(&error);
                        }
                        problems.extend(syntax.into_iter().collect());
                        return (engine(theme, strings), origins);
                    }
                }
            }
        }
    }
}

fn engine(theme: &str, strings: &Arc<Strings>) -> Tera {
    let mut tera = Tera::default();
    let mut prefixes = vec![format!("{DEFAULT}/")];
    if theme != DEFAULT {
        prefixes.insert(0, format!("{theme}/"));
    }
    // Only fails once templates are there.
    let _ = tera.set_fallback_prefixes(prefixes);
    filters::register(&mut tera, strings);
    tera.global_context().insert_value("t", strings.value());
    tera
}

fn collect(layers: &Layers, theme: &str, problems: &mut Diagnostics) -> (BTreeMap<String, Arc<str>>, Origins) {
    let mut texts = BTreeMap::new();
    let mut origins = Origins::default();
    let mut add = |files: &Files, prefix: &str, problems: &mut Diagnostics| {
        for (path, file) in files {
            let Some(name) = path.strip_prefix(FOLDER).filter(|_| file.is_text()) else { continue };
            let reserved = prefix.is_empty() && name.starts_with(&format!("{DEFAULT}/"));
            if let (true, Some(source)) = (reserved, file.source()) {
                problems.push(reserved_name(source));
                continue;
            }
            let text: Arc<str> = Arc::from(file.text());
            let name = format!("{prefix}{name}");
            origins.0.insert(name.clone(), Origin { file: file.source().map(|file| file.id), text: Arc::clone(&text) });
            texts.insert(name, text);
        }
    };
    add(&layers.portal, &format!("{DEFAULT}/"), problems);
    add(&layers.theme, &format!("{theme}/"), problems);
    add(&layers.site, "", problems);
    (texts, origins)
}

fn reserved_name(file: &SourceFile) -> Diagnostic {
    let message = say!(
        "Mappen templates/{DEFAULT}/ er navnet på temaets egne skabeloner.",
        "The folder templates/{DEFAULT}/ is the name of the theme's own templates.",
    );
    Diagnostic::new(&TEMPLATE_ERROR, Span::start_of(file.id), message).help(say!(
        "læg filen direkte i templates/ for at erstatte temaets",
        "put the file directly into templates/ to replace the theme's",
    ))
}

impl Origins {
    /// The first problem an error stands for.
    pub fn problem(&self, error: &tera::Error) -> Diagnostic {
        self.problems(error).into_iter().next().unwrap_or_else(|| global(&error.to_string()))
    }

    fn problems(&self, error: &tera::Error) -> Vec<Diagnostic> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![self.reported(report)],
            ErrorKind::MissingParent { current, parent } => vec![self.missing_parent(current, parent)],
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                vec![self.at(tpl, 0..0, &error.to_string())]
            }
            // Unknown filters, components and includes of all templates come as one printed text.
            ErrorKind::Msg(text) if text.starts_with("error: ") => {
                text.split("\n\n").filter_map(|report| self.printed(report)).collect()
            }
            _ => vec![global(&error.to_string())],
        }
    }

    fn reported(&self, report: &ReportError) -> Diagnostic {
        let (message, names) = split_candidates(report.message());
        let unknown = message.split('`').nth(1).unwrap_or_default();
        let near = nearest(unknown, names.iter().copied());
        let problem = self.at(report.filename(), report.span().range.clone(), message).did_you_mean(near);
        if near.is_none() && !names.is_empty() {
            let names = names.join(", ");
            return problem.help(say!("her findes: {names}", "what there is here: {names}"));
        }
        problem
    }

    fn missing_parent(&self, current: &str, parent: &str) -> Diagnostic {
        let text = self.0.get(current).map(|origin| Arc::clone(&origin.text)).unwrap_or_default();
        let at = text.find(parent).unwrap_or_default();
        let near = nearest(parent, self.0.keys().map(String::as_str)).map(str::to_owned);
        let message = format!("Template `{parent}` is extended but does not exist");
        self.at(current, at..at + parent.len(), &message).did_you_mean(near.as_deref())
    }

    /// `"error: <message>\n --> <name>:<line>:<column>\n …"`
    fn printed(&self, report: &str) -> Option<Diagnostic> {
        let message = report.lines().next()?.strip_prefix("error: ")?;
        let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "))?;
        let mut parts = place.rsplitn(3, ':');
        let (column, line) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        let name = parts.next()?;
        let at = self.0.get(name).map_or(0, |origin| offset(&origin.text, LineColumn { line, column }));
        Some(self.at(name, at..at + 1, message))
    }

    fn at(&self, name: &str, range: std::ops::Range<usize>, message: &str) -> Diagnostic {
        let Some(origin) = self.0.get(name) else { return global(&format!("{name}: {message}")) };
        match origin.file {
            Some(file) => Diagnostic::new(&TEMPLATE_ERROR, Span::new(file, range), sentence(message)),
            None => {
                let LineColumn { line, column } = LineColumn::of(&origin.text, range.start);
                global(&format!("{name}:{line}:{column}: {message}"))
            }
        }
    }
}

fn global(message: &str) -> Diagnostic {
    Diagnostic::global(&TEMPLATE_ERROR, sentence(message))
}

fn sentence(message: &str) -> Text {
    let message = message.trim_end_matches('.');
    say!("Skabelonen har en fejl: {message}.", "The template has an error: {message}.")
}

/// "Variable `x` is not defined. Available variables: a, b" in two.
fn split_candidates(message: &str) -> (&str, Vec<&str>) {
    for word in [" Available variables: ", " Available fields: "] {
        if let Some((message, names)) = message.split_once(word) {
            return (message, names.split(", ").collect());
        }
    }
    (message, Vec::new())
}

fn offset(text: &str, at: LineColumn) -> usize {
    let line_start: usize = text.split_inclusive('\n').take(at.line.saturating_sub(1)).map(str::len).sum();
    let line = text.get(line_start..).unwrap_or_default();
    line_start + line.char_indices().nth(at.column.saturating_sub(1)).map_or(0, |(offset, _)| offset)
}
