//! What the rules about unknown names share: the message, and the nearest name that exists.

use crate::diag::{Diagnostic, Diagnostics, Fix, Rule, Text, letters};
use crate::model::{Kind, Page, Portal, Unresolved, UnresolvedKind};
use crate::say;

/// Reports every reference of a kind that could not be bound.
pub fn report(
    rule: &'static Rule,
    portal: &Portal,
    kind: UnresolvedKind,
    found: &mut Diagnostics,
    message: impl Fn(&str) -> Text,
) {
    for reference in portal.unresolved.iter().filter(|reference| reference.kind == kind) {
        let problem = Diagnostic::new(rule, reference.span, message(&reference.name));
        found.push(with_remedy(problem, reference));
    }
}

/// Says what to write instead, where that is known.
fn with_remedy(problem: Diagnostic, reference: &Unresolved) -> Diagnostic {
    if reference.hidden {
        return problem.help(say!(
            "siden er en kladde eller gælder ikke endnu; byg med --drafts for at se den",
            "the page is a draft or does not hold yet; build with --drafts to see it"
        ));
    }
    let problem = match (reference.near.as_slice(), reference.sure) {
        ([name, ..], true) => problem.help(say!("skriv »{name}«", "write “{name}”")),
        ([name], false) => problem.did_you_mean(Some(name)),
        ([], _) => match place_of(reference.kind) {
            Some(help) => problem.help(help),
            None => problem,
        },
        (several, false) => {
            let all = several.join(", ");
            problem.help(say!("mente du en af dem: {all}", "did you mean one of them: {all}"))
        }
    };
    let Some(place) = letters(reference.span, &reference.name) else { return problem };
    reference.near.iter().map(|near| Fix::replace(place, near)).fold(problem, |problem, fix| {
        let safe = reference.sure && problem.fixes.is_empty();
        problem.fix(if safe { fix.safe() } else { fix })
    })
}

/// Where things of a kind are written down, when no name is near.
fn place_of(kind: UnresolvedKind) -> Option<Text> {
    Some(match kind {
        UnresolvedKind::Actor => {
            say!("aktørerne står i content/_data/actors.yaml", "actors stand in content/_data/actors.yaml")
        }
        UnresolvedKind::Audience => {
            say!("målgrupperne står i content/_data/audiences.yaml", "audiences stand in content/_data/audiences.yaml")
        }
        UnresolvedKind::Complaint => {
            say!(
                "klagevejledningerne står i content/_data/complaints.yaml",
                "they stand in content/_data/complaints.yaml"
            )
        }
        UnresolvedKind::Administration => {
            say!("forvaltningerne står i site.toml", "administrations stand in site.toml")
        }
        UnresolvedKind::Tool => made_by("tool"),
        UnresolvedKind::Law => say!(
            "ret forkortelsen, eller lav lovens side med »vejviser new law«",
            "correct the abbreviation, or make the statute's page by “vejviser new law”"
        ),
        UnresolvedKind::Contact => made_by("contact"),
        UnresolvedKind::Workflow => made_by("workflow"),
        UnresolvedKind::Term => made_by("term"),
        UnresolvedKind::Topic => made_by("topic"),
        UnresolvedKind::Page => say!(
            "se efter, om siden er slettet eller har fået et andet navn",
            "see whether the page was deleted or renamed"
        ),
        UnresolvedKind::Asset => {
            say!("læg filen ved siden af siden, eller ret navnet", "put the file beside the page, or correct the name")
        }
        UnresolvedKind::Anchor => say!(
            "skriv ankeret efter overskriften: ## Overskrift {{#navn}}",
            "write the anchor behind the heading: ## Heading {{#name}}"
        ),
        _ => return None,
    })
}

fn made_by(kind: &str) -> Text {
    say!(
        "ret id'et, eller lav siden med »vejviser new {kind}«",
        "correct the id, or make the page by “vejviser new {kind}”"
    )
}

/// Whether a warning that something is not used follows from another mistake: it is used under a name
/// that was reported, or perhaps on a workflow that could not be read.
pub fn follows(portal: &Portal, problem: &Diagnostic) -> bool {
    let at = |span| problem.span == Some(span);
    let (kind, id) = match problem.rule.id {
        "unused-tool" => {
            let tool = portal.of_kind(Kind::Tool).find(|tool| at(tool.title_span));
            (UnresolvedKind::Tool, tool.map(|tool| tool.slug.as_str()))
        }
        "unused-actor" => {
            let actor = portal.actors.iter().find(|actor| at(actor.span));
            (UnresolvedKind::Actor, actor.map(|actor| actor.id.as_str()))
        }
        "unused-audience" => {
            let audience = portal.audiences.iter().find(|audience| at(audience.span));
            (UnresolvedKind::Audience, audience.map(|audience| audience.id.as_str()))
        }
        _ => return false,
    };
    let meant =
        |reference: &Unresolved| reference.kind == kind && reference.near.iter().any(|near| Some(near.as_str()) == id);
    let unread = portal.pages.iter().filter_map(Page::workflow).any(|flow| flow.incomplete && flow.steps.is_empty());
    portal.unresolved.iter().any(meant) || (unread && kind != UnresolvedKind::Audience)
}
