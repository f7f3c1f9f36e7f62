//! Rules about the portal: one file each, with its reason, its messages and an example.

mod ambiguous_name;
mod branches_without_join;
mod cpr_number;
mod dead_end;
mod dead_link;
mod deadline_exceeded;
mod decision_exits;
mod duplicate_id;
pub mod duplicate_url;
mod endless_loop;
mod fall_through;
mod graph;
mod handover_without_contact;
mod image_without_alt;
mod join_without_split;
mod near_duplicate_workflow;
mod needless_allow;
mod not_valid_today;
mod raw_html;
mod review_overdue;
mod statement_old;
mod topic_owner;
mod unknown_actor;
mod unknown_administration;
mod unknown_anchor;
mod unknown_audience;
mod unknown_complaint;
mod unknown_contact;
mod unknown_file;
mod unknown_law;
mod unknown_page;
mod unknown_step;
mod unknown_term;
mod unknown_tool;
mod unknown_topic;
mod unknown_workflow;
mod unreachable_step;
mod unresolved;
mod unsafe_link;
mod unused_actor;
mod unused_audience;
mod unused_tool;
mod vague_link_text;
mod workflow_without_law;
mod workflow_without_tool;

use crate::diag::{Diagnostic, Diagnostics, Rule, Severity};
use crate::model::{Allow, Date, External, Portal};
use crate::parallel;
use crate::source::FileId;

type Check = fn(&Portal, &mut Diagnostics);

/// Every rule about the portal and its check.
static CHECKS: &[(&Rule, Check)] = &[
    (&unknown_step::RULE, unknown_step::check),
    (&unknown_actor::RULE, unknown_actor::check),
    (&unknown_tool::RULE, unknown_tool::check),
    (&unknown_law::RULE, unknown_law::check),
    (&unknown_contact::RULE, unknown_contact::check),
    (&unknown_workflow::RULE, unknown_workflow::check),
    (&unknown_audience::RULE, unknown_audience::check),
    (&unknown_complaint::RULE, unknown_complaint::check),
    (&unknown_term::RULE, unknown_term::check),
    (&unknown_topic::RULE, unknown_topic::check),
    (&unknown_administration::RULE, unknown_administration::check),
    (&unknown_page::RULE, unknown_page::check),
    (&unknown_anchor::RULE, unknown_anchor::check),
    (&unknown_file::RULE, unknown_file::check),
    (&ambiguous_name::RULE, ambiguous_name::check),
    (&unsafe_link::RULE, unsafe_link::check),
    (&unreachable_step::RULE, unreachable_step::check),
    (&dead_end::RULE, dead_end::check),
    (&decision_exits::RULE, decision_exits::check),
    (&branches_without_join::RULE, branches_without_join::check),
    (&join_without_split::RULE, join_without_split::check),
    (&fall_through::RULE, fall_through::check),
    (&endless_loop::RULE, endless_loop::check),
    (&duplicate_id::RULE, duplicate_id::check),
    (&raw_html::RULE, raw_html::check),
    (&cpr_number::RULE, cpr_number::check),
    (&image_without_alt::RULE, image_without_alt::check),
    (&deadline_exceeded::RULE, deadline_exceeded::check),
    (&workflow_without_tool::RULE, workflow_without_tool::check),
    (&workflow_without_law::RULE, workflow_without_law::check),
    (&handover_without_contact::RULE, handover_without_contact::check),
    (&unused_tool::RULE, unused_tool::check),
    (&unused_actor::RULE, unused_actor::check),
    (&unused_audience::RULE, unused_audience::check),
    (&topic_owner::RULE, topic_owner::check),
    (&vague_link_text::RULE, vague_link_text::check),
];

/// Rules that need more than the portal or than one thread, or are found by another stage.
static OTHERS: &[&Rule] = &[
    &near_duplicate_workflow::RULE,
    &duplicate_url::RULE,
    &needless_allow::RULE,
    &review_overdue::RULE,
    &not_valid_today::RULE,
    &statement_old::RULE,
    &dead_link::RULE,
    &dead_link::MOVED,
    &dead_link::UNSURE,
];

/// Rules of this stage, for `explain`.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    CHECKS.iter().map(|(rule, _)| *rule).chain(OTHERS.iter().copied())
}

/// A warning that an editor silenced, with the reason; the quality report lists them.
#[derive(Debug, Clone)]
pub struct Allowed {
    pub diagnostic: Diagnostic,
    pub why: String,
}

/// What checking found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub diagnostics: Diagnostics,
    pub allowed: Vec<Allowed>,
}

/// Checks the portal by every rule. Warnings that a page or an entry allows are set apart.
pub fn check(portal: &Portal, today: Date, external: &External) -> Report {
    let by_rule = parallel::map(CHECKS, |(_, check)| {
        let mut found = Diagnostics::default();
        check(portal, &mut found);
        found
    });
    let mut found: Diagnostics = by_rule.into_iter().flatten().collect();
    near_duplicate_workflow::check(portal, &mut found);
    review_overdue::check(portal, today, &mut found);
    not_valid_today::check(portal, today, &mut found);
    statement_old::check(portal, today, &mut found);
    dead_link::check(portal, external, &mut found);
    // Where no address was asked nobody knows whether a dead link is still allowed for a reason.
    let mut report = allow(portal, found, |rule| external.told || rule != dead_link::RULE.id);
    report.diagnostics.retain(|problem| !unresolved::follows(portal, problem));
    report
}

/// An `allow` and how far it reaches: the page's file, or the lines of a registry's entry.
struct Scope<'a> {
    allow: &'a Allow,
    file: FileId,
    /// Where the entry begins, and the next one; the whole file for a page.
    from: u32,
    to: u32,
}

impl Scope<'_> {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.severity == Severity::Warning
            && diagnostic.rule.id == self.allow.rule
            && diagnostic.span.is_some_and(|span| span.file == self.file && (self.from..self.to).contains(&span.start))
    }
}

fn scopes(portal: &Portal) -> Vec<Scope<'_>> {
    let pages = portal
        .pages
        .iter()
        .flat_map(|page| page.allow.iter().map(|allow| Scope { allow, file: page.file, from: 0, to: u32::MAX }));
    let actors = portal.actors.iter().map(|actor| (actor.span, &actor.allow));
    let audiences = portal.audiences.iter().map(|audience| (audience.span, &audience.allow));
    let entries = actors.chain(audiences).flat_map(|(span, allows)| {
        allows.iter().map(move |allow| Scope { allow, file: span.file, from: span.start, to: span.end })
    });
    pages.chain(entries).collect()
}

fn allow(portal: &Portal, found: Diagnostics, is_judged: impl Fn(&str) -> bool) -> Report {
    let scopes = scopes(portal);
    let mut used = vec![false; scopes.len()];
    let mut report = Report::default();
    for diagnostic in found {
        match scopes.iter().position(|scope| scope.covers(&diagnostic)) {
            Some(at) => {
                if let (Some(used), Some(scope)) = (used.get_mut(at), scopes.get(at)) {
                    *used = true;
                    report.allowed.push(Allowed { diagnostic, why: scope.allow.why.clone() });
                }
            }
            None => report.diagnostics.push(diagnostic),
        }
    }
    let silenceable: Vec<&str> =
        rules().filter(|rule| rule.severity == Severity::Warning).map(|rule| rule.id).collect();
    for (scope, _) in scopes.iter().zip(&used).filter(|(_, used)| !**used) {
        let name = scope.allow.rule.as_str();
        if !is_judged(name) {
            continue;
        }
        let near = crate::text::nearest(name, silenceable.iter().copied());
        report.diagnostics.push(needless_allow::problem(scope.allow, silenceable.contains(&name), near));
    }
    report
}
