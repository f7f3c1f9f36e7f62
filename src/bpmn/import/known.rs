//! What an import goes by beside the file: what the portal has, and the other files of the call.

use std::collections::{BTreeMap, BTreeSet};

use super::scope::{self, Scope};
use super::stem;
use crate::bpmn::names;
use crate::bpmn::read::Definitions;

/// What the portal has already.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Ids and names.
    pub actors: Vec<(String, String)>,
    /// Ids and titles.
    pub workflows: Vec<(String, String)>,
    /// Pages of the files that are imported together, by the process each was made from; `None` where
    /// two files have a process of that id.
    pub processes: BTreeMap<String, Option<String>>,
    /// Ids that a new page cannot have.
    pub taken: BTreeSet<String>,
}

impl Known {
    pub(super) fn workflow(&self, id: &str) -> Option<&str> {
        self.workflows.iter().find(|(known, _)| known == id).map(|(id, _)| id.as_str())
    }

    pub(super) fn workflow_called(&self, title: &str) -> Option<&str> {
        let title = title.to_lowercase();
        self.workflows.iter().find(|(_, known)| known.to_lowercase() == title).map(|(id, _)| id.as_str())
    }

    /// The page that `calledElement` names: by its process, its id, or its title.
    pub(super) fn called(&self, reference: &str) -> Option<&str> {
        let name = reference.rsplit_once(':').map_or(reference, |(_, local)| local);
        let process = || self.processes.get(name)?.as_deref();
        let page = name.strip_prefix(names::PROCESS).and_then(|id| self.workflow(id));
        process().or(page).or_else(|| self.workflow(name)).or_else(|| self.workflow_called(reference))
    }
}

/// A page that a file will become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    pub id: String,
    pub title: String,
    /// The id of its process in the file, when it is made from just one.
    pub process: Option<String>,
}

/// The pages that [`super::import`] will make of a file, so that files imported together can name each other's.
pub fn outline(definitions: &Definitions, name: &str, taken: &BTreeSet<String>) -> Vec<Outline> {
    let scopes = scope::find(definitions, stem(name), taken);
    let process = |scope: &Scope| match scope.pools.as_slice() {
        [pool] => definitions.get(pool.container).id().map(str::to_owned),
        _ => None,
    };
    let outlines = scopes.all.iter().map(|scope| Outline {
        id: scope.id.clone(),
        title: scope.title.clone(),
        process: process(scope),
    });
    outlines.collect()
}
