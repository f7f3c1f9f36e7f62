//! A BPMN file to workflow pages: text, new actors, and what could not be carried over. Pure.

mod answers;
mod boundary;
mod build;
mod calls;
mod cast;
mod elements;
mod events;
mod fields;
mod gateways;
mod graph;
mod known;
mod lanes;
mod mend;
mod messages;
mod namesakes;
mod order;
mod ours;
mod page;
mod placeholder;
mod prose;
mod report;
mod scope;
mod unsaid;

pub use known::{Known, Outline, outline};
pub use report::{Loss, Tally, counted};

use std::collections::BTreeMap;

use build::Maker;
use cast::Cast;
use fields::Fields;
use graph::Graph;
use report::Report;
use scope::{Scope, Scopes};

use super::names::{attribute, element};
use super::read::{BPMN_FILE, Definitions, ElementId};
use crate::diag::{Diagnostic, Lang};
use crate::say;
use crate::source::{FileId, Span};

/// As many as a page may have; a drawing with more is refused rather than cut.
const MAX_STEPS: usize = 500;

/// More text than a page has room for: the site could not be loaded with it.
const MAX_TEXT: usize = 1024 * 1024;

fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// An actor that the portal does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewActor {
    pub id: String,
    pub name: String,
}

/// A workflow page.
#[derive(Debug, Clone)]
pub struct NewPage {
    pub id: String,
    pub title: String,
    /// The folder below `content/` that a file of ours names.
    pub section: Option<String>,
    pub steps: usize,
    /// Whether it is left out until its status is changed.
    pub is_draft: bool,
    pub text: String,
}

/// Everything a file became.
#[derive(Debug)]
pub struct Import {
    pub pages: Vec<NewPage>,
    pub actors: Vec<NewActor>,
    pub losses: Vec<Loss>,
    pub tally: Tally,
}

/// Makes pages of a file. `name` is the file's, for summaries and titles.
///
/// # Errors
/// The file has nothing that could be a workflow, or more steps than a page may have.
pub fn import(definitions: &Definitions, file: FileId, name: &str, known: &Known) -> Result<Import, Box<Diagnostic>> {
    let scopes = scope::find(definitions, stem(name), &known.taken);
    if scopes.all.is_empty() {
        return Err(nothing(definitions, file));
    }
    let mut report = Report::default();
    let mut cast = Cast::new(definitions, known);
    let mut drafts = Vec::new();
    for (number, scope) in scopes.all.iter().enumerate() {
        report.page = Some(number);
        renamed(scope, &mut report);
        drafts.push(draft(definitions, known, &scopes, scope, &mut cast, &mut report)?);
    }
    for (number, (scope, draft)) in scopes.all.iter().zip(&mut drafts).enumerate() {
        report.page = Some(number);
        draft.lanes = lanes::of(definitions, scope, &draft.graph, &mut cast, &mut report);
        unsaid::names(definitions, scope, &draft.lanes, &cast, &mut report);
    }
    let page_of = owners(definitions, &scopes);
    unsaid::documentation(definitions, &|element| page_of.get(&element).copied(), &mut report);
    let tally = report.finish(definitions, &|element| page_of.get(&element).copied());
    let pages = scopes.all.iter().zip(&drafts).enumerate();
    let pages: Vec<NewPage> = pages
        .map(|(number, (scope, draft))| page(definitions, scope, draft, &comments(&report, number), name))
        .collect();
    if pages.iter().any(|page| page.text.len() > MAX_TEXT) {
        return Err(refuse(
            Span::start_of(file),
            say!("Teksterne i filen er for lange til en side.", "The texts of the file are too long for a page."),
            say!("del tegningen op i flere filer", "split the drawing into several files"),
        ));
    }
    let actors = lanes::new_actors(&cast, &drafts);
    Ok(Import { pages, actors, losses: report.losses, tally })
}

/// A page whose id another page of the same call has.
fn renamed(scope: &Scope, report: &mut Report) {
    if let Some(wanted) = &scope.instead_of {
        let id = &scope.id;
        report.note(
            "",
            scope.title.as_str(),
            say!(
                "en anden side, der bliver læst ind, hedder også {wanted}; denne har fået id'et {id}",
                "another page that is imported is called {wanted} too; this one got the id {id}"
            ),
        );
    }
}

/// The steps of a page, in order.
struct Drafted {
    graph: Graph,
    order: Vec<usize>,
    lanes: Vec<String>,
}

fn draft<'a>(
    definitions: &'a Definitions,
    known: &'a Known,
    scopes: &'a Scopes,
    scope: &'a Scope,
    cast: &mut Cast<'a>,
    report: &mut Report,
) -> Result<Drafted, Box<Diagnostic>> {
    let mut maker =
        Maker { definitions, known, scopes, scope, cast, report, graph: Graph::default(), node_of: BTreeMap::new() };
    maker.build();
    limit(definitions, scope, &maker.graph)?;
    maker.messages();
    maker.events();
    maker.gateways();
    maker.mend();
    limit(definitions, scope, &maker.graph)?;
    maker.plain_ways();
    maker.unsaid_of_steps();
    let graph = std::mem::take(&mut maker.graph);
    let order = if scope.ours.is_some() { order::as_written(&graph) } else { order::along_the_flow(&graph) };
    Ok(Drafted { graph, order, lanes: Vec::new() })
}

impl Maker<'_, '_> {
    /// Ways that are no answers have no text in a workflow.
    fn plain_ways(&mut self) {
        for id in self.graph.ids() {
            let node = &self.graph.nodes[id];
            if node.is_gone() || node.has_answers() {
                continue;
            }
            for exit in node.exits.clone().iter().filter(|exit| !exit.late) {
                self.unsaid(exit);
            }
        }
    }
}

fn limit(definitions: &Definitions, scope: &Scope, graph: &Graph) -> Result<(), Box<Diagnostic>> {
    let steps = graph.which(|node| !node.is_gone()).len();
    if steps <= MAX_STEPS {
        return Ok(());
    }
    let title = &scope.title;
    Err(refuse(
        definitions.get(scope.origin).span,
        say!(
            "»{title}« har {steps} trin; en arbejdsgang kan have {MAX_STEPS}.",
            "“{title}” has {steps} steps; a workflow can have {MAX_STEPS}."
        ),
        say!("del tegningen op i flere processer", "split the drawing into several processes"),
    ))
}

fn refuse(place: Span, message: crate::diag::Text, help: crate::diag::Text) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(&BPMN_FILE, place, message).help(help))
}

/// A file without a process: what it has instead.
fn nothing(definitions: &Definitions, file: FileId) -> Box<Diagnostic> {
    let other = definitions.tree.indexed().find(|(_, element)| {
        matches!(element.name.as_str(), "choreography" | "globalChoreographyTask" | "conversation" | "callConversation")
            && !element.ours
    });
    match other {
        Some((_, element)) => {
            let name = &element.name;
            refuse(
                element.span,
                say!(
                    "Tegningen er en koreografi eller samtale ({name}), og den kan ikke blive til en arbejdsgang.",
                    "The drawing is a choreography or conversation ({name}), which cannot become a workflow."
                ),
                say!("tegn forløbet som en proces med baner", "draw it as a process with lanes"),
            )
        }
        None => refuse(
            Span::start_of(file),
            say!("Filen har ingen proces med trin.", "The file has no process with steps."),
            say!("gem tegningen med dens processer", "save the drawing with its processes"),
        ),
    }
}

/// The page that each element belongs to.
fn owners(definitions: &Definitions, scopes: &Scopes) -> BTreeMap<ElementId, usize> {
    let mut page_of: BTreeMap<ElementId, usize> = BTreeMap::new();
    for (number, scope) in scopes.all.iter().enumerate() {
        page_of.insert(scope.origin, number);
        page_of.extend(scope.pools.iter().map(|pool| (pool.container, number)));
    }
    for (id, element) in definitions.tree.indexed() {
        if let Some(owner) = element.parent.and_then(|parent| page_of.get(&parent)).copied() {
            page_of.entry(id).or_insert(owner);
        }
    }
    page_of
}

/// The report of a page as comments in its fields; what concerns no page stands in the first.
fn comments(report: &Report, page: usize) -> String {
    let losses: Vec<&Loss> = report.losses.iter().filter(|loss| loss.page.unwrap_or(0) == page).collect();
    Loss::grouped(&losses, Lang::Danish).into_iter().map(|line| format!("# import: {line}\n")).collect()
}

fn page(definitions: &Definitions, scope: &Scope, draft: &Drafted, comments: &str, file: &str) -> NewPage {
    let documentation = scope.pools.first().map(|pool| definitions.tree.documentation(pool.container));
    let documentation = documentation.unwrap_or_default();
    let fields = scope.ours.map(|ours| Fields::read(definitions, ours));
    let summary = match &fields {
        Some(_) => super::read::one_line(&documentation),
        None => prose::first_sentence(&documentation).unwrap_or_else(|| format!("Indlæst fra {file}.")),
    };
    let intro = match scope.ours {
        Some(ours) => {
            definitions.tree.ours(ours, element::BODY).map(|(_, body)| body.text.clone()).next().unwrap_or_default()
        }
        // What the summary says is not said again.
        None if super::read::one_line(&documentation) == summary => String::new(),
        None => prose::markdown(&documentation),
    };
    let text = page::write(&page::Draft {
        title: &scope.title,
        summary,
        fields,
        lanes: draft.lanes.clone(),
        graph: &draft.graph,
        order: draft.order.clone(),
        intro,
    });
    let section = scope.ours.and_then(|ours| definitions.get(ours).attribute(attribute::SECTION)).map(str::to_owned);
    NewPage {
        id: scope.id.clone(),
        title: scope.title.clone(),
        section,
        steps: text.steps,
        is_draft: text.front.contains("\nstatus: draft\n"),
        text: format!("---\n{}{comments}---\n{}", text.front, text.body),
    }
}
