//! What becomes a page: a collaboration, a process of its own, a sub-process with content.

use std::collections::{BTreeMap, BTreeSet};

use super::elements::{has_steps, is_event_sub_process, is_flow_node, is_sub_process};
use super::ours;
use super::placeholder::{is_of_pool, is_placeholder, of_file};
use crate::bpmn::names::attribute;
use crate::bpmn::read::{Definitions, ElementId};
use crate::text::{is_id, slug};

/// The longest an id is made from a title.
const LONGEST_ID: usize = 60;

/// One page to be.
#[derive(Debug, Clone)]
pub struct Scope {
    pub id: String,
    /// The id it would have, if another page did not have it.
    pub instead_of: Option<String>,
    pub title: String,
    /// The collaboration, process or sub-process.
    pub origin: ElementId,
    /// Processes, or the one sub-process, with the participants they belong to.
    pub pools: Vec<Pool>,
    /// The element of our extension, when we wrote the file.
    pub ours: Option<ElementId>,
}

#[derive(Debug, Clone, Copy)]
pub struct Pool {
    pub container: ElementId,
    pub participant: Option<ElementId>,
}

/// All pages of a file, and which process or sub-process each of them carries out.
#[derive(Debug, Default)]
pub struct Scopes {
    pub all: Vec<Scope>,
    pub page_of: BTreeMap<ElementId, String>,
}

impl Scopes {
    pub fn has(&self, id: &str) -> bool {
        self.all.iter().any(|scope| scope.id == id)
    }
}

pub fn find(definitions: &Definitions, stem: &str, taken: &BTreeSet<String>) -> Scopes {
    let mut found = Finder { definitions, stem, taken: taken.clone(), scopes: Scopes::default() };
    let mut in_collaboration = BTreeSet::new();
    for (collaboration, _) in definitions.tree.named(definitions.tree.root(), "collaboration") {
        let pools: Vec<Pool> = pools(definitions, collaboration)
            .into_iter()
            .filter(|pool| in_collaboration.insert(pool.container))
            .collect();
        if !pools.is_empty() {
            let title = found.title_of_pools(collaboration, &pools);
            found.add(collaboration, pools, title, None);
        }
    }
    for (process, _) in definitions.tree.named(definitions.tree.root(), "process") {
        if has_steps(definitions, process) && !in_collaboration.contains(&process) {
            let pools = vec![Pool { container: process, participant: None }];
            let title = found.title_of_pools(process, &pools);
            found.add(process, pools, title, None);
        }
    }
    found.sub_processes();
    found.scopes
}

/// Participants whose process has steps, as the drawing shows them from top to bottom.
fn pools(definitions: &Definitions, collaboration: ElementId) -> Vec<Pool> {
    let mut pools: Vec<Pool> = definitions
        .tree
        .named(collaboration, "participant")
        .filter_map(|(participant, _)| {
            let container = definitions.target(participant, "processRef")?;
            let is_process = definitions.get(container).name == "process";
            (is_process && has_steps(definitions, container))
                .then_some(Pool { container, participant: Some(participant) })
        })
        .collect();
    pools.sort_by_key(|pool| pool.participant.and_then(|participant| definitions.bounds(participant)));
    pools
}

struct Finder<'a> {
    definitions: &'a Definitions,
    stem: &'a str,
    taken: BTreeSet<String>,
    scopes: Scopes,
}

impl Finder<'_> {
    fn title_of_pools(&self, origin: ElementId, pools: &[Pool]) -> String {
        if let [pool] = pools
            && ours::workflow(self.definitions, pool.container).is_some()
            && let Some(title) = pool.participant.and_then(|participant| self.definitions.get(participant).label())
        {
            return title;
        }
        // The name of what has most steps says most of what it is about.
        let mut largest: Vec<&Pool> = pools.iter().collect();
        largest.sort_by_key(|pool| std::cmp::Reverse(self.steps(pool.container)));
        let own = || largest.iter().find_map(|pool| self.process_of_pool(pool));
        let named = || own().or_else(|| largest.iter().find_map(|pool| self.name(pool.participant?)));
        let called = || pools.iter().find_map(|pool| self.call_of(pool.container));
        let whole = || self.name(origin).filter(|_| self.definitions.get(origin).name == "collaboration");
        let first = if pools.len() > 1 { whole().or_else(named) } else { named() };
        let file = || self.name(self.definitions.tree.root()).unwrap_or_else(|| of_file(self.stem));
        first.or_else(called).or_else(whole).unwrap_or_else(file)
    }

    /// A name that a person gave.
    fn name(&self, element: ElementId) -> Option<String> {
        self.definitions.get(element).label().filter(|name| !is_placeholder(name))
    }

    /// The name of a process, unless it is called after its pool.
    fn process_of_pool(&self, pool: &Pool) -> Option<String> {
        let participant = pool.participant.and_then(|participant| self.name(participant));
        let after =
            |process: &String| participant.as_ref().is_some_and(|pool| pool == process || is_of_pool(process, pool));
        self.name(pool.container).filter(|process| !after(process))
    }

    fn steps(&self, container: ElementId) -> usize {
        self.definitions.tree.children(container).filter(|(_, child)| is_flow_node(child)).count()
    }

    /// The name of what calls a process.
    fn call_of(&self, process: ElementId) -> Option<String> {
        let mut calls = self.definitions.tree.indexed().filter(|(_, element)| element.name == "callActivity");
        let call = calls.find(|(id, _)| self.definitions.target(*id, "calledElement") == Some(process));
        call.and_then(|(_, element)| element.label())
    }

    fn sub_processes(&mut self) {
        let definitions = self.definitions;
        let subs: Vec<ElementId> = definitions
            .tree
            .indexed()
            .filter(|(id, element)| is_sub_process(&element.name) && !element.ours && has_steps(definitions, *id))
            .map(|(id, _)| id)
            .collect();
        for sub in subs {
            let element = definitions.get(sub);
            // Parents stand before their children in the document.
            let Some(parent) = element.parent.and_then(|parent| self.scope_with(parent)) else { continue };
            let (parent_id, parent_title) = (parent.id.clone(), parent.title.clone());
            let title = element.label().unwrap_or_else(|| {
                let what = if is_event_sub_process(element) { "hændelse" } else { "delforløb" };
                format!("{parent_title}: {what}")
            });
            self.add(sub, vec![Pool { container: sub, participant: None }], title, Some(&parent_id));
        }
    }

    fn scope_with(&self, container: ElementId) -> Option<&Scope> {
        self.scopes.all.iter().find(|scope| scope.pools.iter().any(|pool| pool.container == container))
    }

    fn add(&mut self, origin: ElementId, pools: Vec<Pool>, title: String, parent: Option<&str>) {
        let ours = match pools.as_slice() {
            [pool] => ours::workflow(self.definitions, pool.container),
            _ => None,
        };
        let wanted = ours
            .and_then(|ours| self.definitions.get(ours).attribute(attribute::ID))
            .filter(|id| is_id(id))
            .map(str::to_owned)
            .unwrap_or_else(|| self.id(&title, parent));
        let id = unique(&wanted, |id| self.taken.contains(id));
        let instead_of = (id != wanted).then_some(wanted);
        self.taken.insert(id.clone());
        // A page of several pools carries out none of their processes alone.
        if let [pool] = pools.as_slice() {
            self.scopes.page_of.insert(pool.container, id.clone());
        }
        self.scopes.all.push(Scope { id, instead_of, title, origin, pools, ours });
    }

    fn id(&self, title: &str, parent: Option<&str>) -> String {
        let stem = match parent {
            Some(parent) => format!("{parent}-{}", slug(title)),
            None => slug(title),
        };
        let stem = if stem.is_empty() { slug(self.stem) } else { stem };
        short_id(if stem.is_empty() { "arbejdsgang" } else { &stem }, LONGEST_ID)
    }
}

/// An id cut between two words.
pub fn short_id(id: &str, longest: usize) -> String {
    if id.len() <= longest {
        return id.to_owned();
    }
    let cut = id.get(..longest).unwrap_or(id);
    let whole = id.as_bytes().get(longest) == Some(&b'-');
    let cut = if whole { cut } else { cut.rsplit_once('-').map_or(cut, |(words, _)| words) };
    cut.trim_end_matches('-').to_owned()
}

/// The id, or the first of `id-2`, `id-3` … that nobody has.
pub fn unique(id: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    std::iter::once(id.to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default()
}
