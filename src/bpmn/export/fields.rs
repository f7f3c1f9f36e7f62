//! The fields of a workflow's page that have no place in BPMN, under the keys editors write.

use super::extension::own;
use super::plan::Plan;
use super::prose;
use super::xml::Xml;
use crate::bpmn::names::{attribute, element};
use crate::model::{
    Allow, Change, Date, Deadline, DeadlineBasis, LawRef, LegalCheck, Page, PageId, Portal, Status, StepKind,
};

pub(super) fn write(xml: &mut Xml, plan: &Plan) {
    let page = plan.subject.page;
    let folder = page.source.folder();
    let section = folder.strip_prefix("content/").unwrap_or(folder);
    let attributes = [(attribute::ID, page.slug.as_str()), (attribute::SECTION, section)];
    xml.element(own!(element::WORKFLOW), &attributes, |xml| {
        let mut fields = Fields { xml, portal: plan.subject.portal };
        fields.page(page);
        fields.workflow(plan);
        xml.text(own!(element::BODY), &[], &prose::body(plan));
    });
}

struct Fields<'x, 'a> {
    xml: &'x mut Xml,
    portal: &'a Portal,
}

impl Fields<'_, '_> {
    fn page(&mut self, page: &Page) {
        let portal = self.portal;
        self.text("lead", page.lead.map_or("", |lead| portal.lead_name(lead)));
        self.text("owner", page.owner.map_or("", |owner| &portal.page(owner).slug));
        self.texts("audience", page.audience.iter().map(|id| portal.audience(*id).id.as_str()));
        self.laws("law", &page.law);
        self.texts("keywords", page.keywords.iter().map(String::as_str));
        for alias in &page.aliases {
            self.text("aliases", &format!("/{alias}"));
        }
        self.date("reviewed", page.reviewed);
        self.date("updated", page.updated);
        self.text("review_every", page.review_every.as_ref().map_or("", |every| &every.text));
        self.date("valid_from", page.valid_from);
        self.date("valid_until", page.valid_until);
        // What holds without being said is left out.
        self.text("status", if page.status == Status::Current { "" } else { page.status.name() });
        self.text("legal_check", page.legal_check.map_or("", LegalCheck::name));
        self.text("kle", page.kle.as_deref().unwrap_or_default());
        self.texts("related", page.related.iter().map(|id| page_name(portal, *id)));
        for change in &page.changes {
            self.entry("changes", |fields| fields.change(change));
        }
        for allow in &page.allow {
            self.entry("allow", |fields| fields.allow(allow));
        }
        self.text("glossary", if page.glossary { "" } else { "false" });
    }

    fn workflow(&mut self, plan: &Plan) {
        let workflow = plan.workflow;
        // The start and the end that the program adds have these as their names.
        let implied = || workflow.steps.iter().filter(|step| step.implied);
        let start = implied().find(|step| step.kind == StepKind::Start);
        let end = implied().find(|step| step.kind != StepKind::Start);
        for (name, text, shown) in [("trigger", &workflow.trigger, start), ("outcome", &workflow.outcome, end)] {
            let text = text.as_deref().filter(|text| shown.is_none_or(|step| step.title != *text));
            self.text(name, text.unwrap_or_default());
        }
        if let Some(deadline) = &workflow.deadline {
            self.entry("deadline", |fields| fields.deadline(deadline));
        }
        self.text("complaint", workflow.complaint.map_or("", |id| &self.portal.complaint(id).id));
    }

    fn change(&mut self, change: &Change) {
        let portal = self.portal;
        self.date("date", Some(change.date));
        self.text("text", &change.text);
        self.texts("audience", change.audience.iter().map(|id| portal.audience(*id).id.as_str()));
    }

    fn allow(&mut self, allow: &Allow) {
        self.text("rule", &allow.rule);
        self.text("why", &allow.why);
    }

    fn deadline(&mut self, deadline: &Deadline) {
        self.text("within", &deadline.within.text);
        self.text("from", deadline.from.as_deref().unwrap_or_default());
        self.laws("law", &deadline.law);
        self.text("basis", deadline.basis.map_or("", DeadlineBasis::name));
    }

    /// One element; none for an empty text.
    fn text(&mut self, name: &str, text: &str) {
        self.xml.text(own!(element::FIELD), &[(attribute::NAME, name)], text);
    }

    /// One element per value.
    fn texts<'t>(&mut self, name: &str, texts: impl Iterator<Item = &'t str>) {
        texts.for_each(|text| self.text(name, text));
    }

    fn laws(&mut self, name: &str, law: &[LawRef]) {
        self.texts(name, law.iter().map(|reference| &*reference.text));
    }

    fn date(&mut self, name: &str, date: Option<Date>) {
        self.text(name, &date.map(|date| date.to_string()).unwrap_or_default());
    }

    /// A field that has fields of its own.
    fn entry(&mut self, name: &str, inside: impl FnOnce(&mut Fields)) {
        let portal = self.portal;
        self.xml.element(own!(element::FIELD), &[(attribute::NAME, name)], |xml| inside(&mut Fields { xml, portal }));
    }
}

/// The page's id, with its folder where another page has the same.
fn page_name(portal: &Portal, id: PageId) -> &str {
    let page = portal.page(id);
    let alone = portal.pages.iter().filter(|other| other.slug == page.slug).count() == 1;
    if alone { &page.slug } else { page.url.as_str().trim_end_matches('/') }
}
