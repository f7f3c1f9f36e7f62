//! Steps that are workflows of their own: calls, sub-processes, and ends that lead on.

use super::build::Maker;
use super::elements::has_steps;
use super::graph::{Kind, Node};
use crate::bpmn::read::{Element, ElementId, one_line};
use crate::say;

impl Maker<'_, '_> {
    pub fn call(&mut self, id: ElementId, element: &Element) -> Kind {
        let called = element.attribute("calledElement");
        let within_file = called.and_then(|called| self.definitions.find(called));
        if let Some(page) = within_file.and_then(|process| self.scopes.page_of.get(&process)) {
            self.report.keep(id);
            return Kind::Run(page.clone());
        }
        let by_title = || {
            let page = self.known.workflow_called(&element.label()?)?;
            // A step that is called as its own page is about it, not a call of it.
            (page != self.scope.id).then_some(page)
        };
        if let Some(page) = called.and_then(|called| self.known.called(called)).or_else(by_title) {
            let page = page.to_owned();
            self.report.keep(id);
            return Kind::Run(page);
        }
        let Some(called) = called.map(one_line) else {
            self.lose(
                id,
                say!(
                    "er blevet til en handling, for den siger ikke, hvilken arbejdsgang den kalder",
                    "became an action, since it does not say which workflow it calls"
                ),
            );
            return Kind::Do;
        };
        self.lose(
            id,
            say!(
                "er blevet til en handling, for den arbejdsgang, den kalder ({called}), er hverken i filerne eller i portalen",
                "became an action, since the workflow it calls ({called}) is neither in the files nor in the portal"
            ),
        );
        Kind::Do
    }

    pub fn sub_process(&mut self, id: ElementId) -> Kind {
        match self.scopes.page_of.get(&id) {
            Some(page) if has_steps(self.definitions, id) => {
                let page = page.clone();
                self.report.keep(id);
                self.special(id);
                Kind::Run(page)
            }
            _ => {
                self.lose(id, say!("er tom og er blevet til en handling", "is empty and became an action"));
                Kind::Do
            }
        }
    }

    /// What a workflow that is run does not say of its kind.
    fn special(&mut self, id: ElementId) {
        match self.definitions.get(id).name.as_str() {
            "transaction" => self
                .lose(id, say!("at det er en transaktion, er ikke overført", "that it is a transaction is left out")),
            "adHocSubProcess" => self.lose(
                id,
                say!(
                    "at trinene kan tages i vilkårlig rækkefølge (ad hoc), er ikke overført",
                    "that its steps may be taken in any order (ad hoc) is left out"
                ),
            ),
            _ => {}
        }
    }

    /// An end leads on to a workflow that is there, or says that it does not.
    pub fn leads_on(&mut self, id: ElementId, node: &mut Node) {
        let there = |then: &String| self.known.workflow(then).is_some() || self.scopes.has(then);
        if let Some(then) = node.extra.then.take_if(|then| !there(then)) {
            self.lose(
                id,
                say!(
                    "arbejdsgangen {then}, som den fører videre til, er hverken i filerne eller i portalen",
                    "the workflow {then} that it leads on to is neither in the files nor in the portal"
                ),
            );
        }
    }
}
