//! What became of each element: carried over as it was, or a line in the report.

use std::collections::BTreeSet;

use crate::bpmn::read::{Definitions, ElementId};
use crate::diag::{Lang, Text};
use crate::say;

/// Something of a file that a page does not say, or says otherwise.
#[derive(Debug, Clone)]
pub struct Loss {
    /// Index of the page it concerns.
    pub page: Option<usize>,
    pub element: Option<ElementId>,
    /// The name of the element in BPMN; empty for what the file does not have.
    pub kind: String,
    pub id: String,
    pub name: String,
    /// What happened, as the end of a sentence.
    pub what: Text,
}

impl Loss {
    /// `userTask »Modtag« (id_12): …`
    pub fn line(&self, lang: Lang) -> String {
        let mut line = self.kind.clone();
        if !self.name.is_empty() {
            let (open, close) = quotes(lang);
            line.push_str(&format!(" {open}{}{close}", self.name));
        }
        if !self.id.is_empty() {
            line.push_str(&format!(" ({})", self.id));
        }
        format!("{}: {}", line.trim_start(), self.what.get(lang))
    }

    /// One line for losses of a kind to which the same happened: `userTask »Modtag«, »Afgør« (2): …`
    pub fn lines(group: &[&Self], lang: Lang) -> String {
        let [first, _, ..] = group else { return group.iter().map(|loss| loss.line(lang)).collect() };
        let (mut names, mut seen) = (Vec::new(), BTreeSet::new());
        for loss in group.iter().filter(|loss| !loss.name.is_empty()) {
            if seen.insert(&loss.name) {
                let (open, close) = quotes(lang);
                names.push(format!("{open}{}{close}", loss.name));
            }
        }
        let (names, count, what) = (names.join(", "), group.len(), first.what.get(lang));
        let space = if names.is_empty() || first.kind.is_empty() { "" } else { " " };
        format!("{}{space}{names} ({count}): {what}", first.kind)
    }
}

fn quotes(lang: Lang) -> (char, char) {
    match lang {
        Lang::Danish => ('»', '«'),
        Lang::English => ('“', '”'),
    }
}

impl Loss {
    /// Whether it is something that no drawing shows, and that was just left out.
    pub fn is_hidden(&self) -> bool {
        const HIDDEN: [&str; 26] = [
            "auditing",
            "category",
            "categoryValue",
            "condition",
            "correlationKey",
            "correlationProperty",
            "dataInputAssociation",
            "dataObject",
            "dataOutputAssociation",
            "dataStore",
            "error",
            "escalation",
            "humanPerformer",
            "inputSet",
            "interface",
            "ioSpecification",
            "itemDefinition",
            "message",
            "monitoring",
            "operation",
            "outputSet",
            "performer",
            "potentialOwner",
            "property",
            "resource",
            "signal",
        ];
        HIDDEN.contains(&self.kind.as_str()) && self.what == left_out()
    }

    /// The lines of a report: what happened to many of a kind is one of them.
    pub fn grouped(losses: &[&Self], lang: Lang) -> Vec<String> {
        let mut groups: Vec<Vec<&Self>> = Vec::new();
        let (hidden, seen): (Vec<&Self>, Vec<&Self>) = losses.iter().copied().partition(|loss| loss.is_hidden());
        for loss in seen {
            let same = |group: &&mut Vec<&Self>| {
                group.first().is_some_and(|first| first.kind == loss.kind && first.what == loss.what)
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.push(loss),
                None => groups.push(vec![loss]),
            }
        }
        let lines = groups.iter().map(|group| Self::lines(group, lang));
        lines.chain(Self::kinds(&hidden, lang)).collect()
    }

    /// The one line for what no drawing shows: its kinds.
    pub fn kinds(hidden: &[&Self], lang: Lang) -> Option<String> {
        let kinds: BTreeSet<&str> = hidden.iter().map(|loss| loss.kind.as_str()).collect();
        let (kinds, count) = (kinds.into_iter().collect::<Vec<_>>().join(", "), hidden.len());
        let line = say!(
            "{kinds} ({count}): ses ikke i tegningen og er ikke overført",
            "{kinds} ({count}): not seen in the drawing, and left out"
        );
        (count > 0).then(|| line.get(lang).to_owned())
    }
}

fn left_out() -> Text {
    say!("er ikke overført", "is left out")
}

/// How many elements of a file were carried over, and how many are in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    pub elements: usize,
    pub kept: usize,
    pub reported: usize,
}

#[derive(Debug, Default)]
pub struct Report {
    pub losses: Vec<Loss>,
    kept: BTreeSet<ElementId>,
    /// Elements whose documentation is the text of a page.
    texts: BTreeSet<ElementId>,
    /// The page that is being made.
    pub page: Option<usize>,
}

impl Report {
    /// The element is in a page as it is in the file.
    pub fn keep(&mut self, element: ElementId) {
        self.kept.insert(element);
    }

    pub fn is_kept(&self, element: ElementId) -> bool {
        self.kept.contains(&element)
    }

    /// The documentation of an element is a page's.
    pub fn text_of(&mut self, element: ElementId) {
        self.texts.insert(element);
    }

    pub fn has_text(&self, element: ElementId) -> bool {
        self.texts.contains(&element)
    }

    /// The element is not in a page, or not as it was.
    pub fn lose(&mut self, definitions: &Definitions, element: ElementId, what: Text) {
        let found = definitions.get(element);
        self.losses.push(Loss {
            page: self.page,
            element: Some(element),
            kind: found.name.clone(),
            id: found.id().map(one_line).unwrap_or_default(),
            name: found.label().or_else(|| owner(definitions, element)).unwrap_or_default(),
            what,
        });
    }

    /// Takes back what was said of an element.
    pub fn unsay(&mut self, element: ElementId) {
        self.losses.retain(|loss| loss.element != Some(element));
    }

    /// Something of the file, or of the page, that is no element.
    pub fn note(&mut self, kind: impl Into<String>, name: impl Into<String>, what: Text) {
        let (kind, name) = (kind.into(), name.into());
        self.losses.push(Loss { page: self.page, element: None, kind, id: String::new(), name, what });
    }

    /// Every element that nobody spoke of gets its line; then all are counted.
    pub fn finish(&mut self, definitions: &Definitions, pages: &dyn Fn(ElementId) -> Option<usize>) -> Tally {
        for element in &definitions.doubles {
            self.page = pages(*element);
            self.lose(
                definitions,
                *element,
                say!(
                    "id'et står også på et tidligere element, og henvisninger går til det",
                    "an element before it has the same id, and references mean that one"
                ),
            );
        }
        let mut reported: BTreeSet<ElementId> = self.losses.iter().filter_map(|loss| loss.element).collect();
        let mut tally = Tally::default();
        for element in counted(definitions) {
            tally.elements += 1;
            let found = definitions.get(element);
            if found.name == "documentation" && found.text.trim().is_empty() {
                self.keep(element);
            }
            if !self.kept.contains(&element) && reported.insert(element) {
                self.page = pages(element);
                self.lose(definitions, element, left_out());
            }
            if found.is_cut() && self.kept.contains(&element) {
                self.page = pages(element);
                reported.insert(element);
                let what =
                    say!("navnet var for langt og er skåret af", "the name was too long, and its end is cut off");
                self.lose(definitions, element, what);
            }
            if reported.contains(&element) {
                tally.reported += 1;
            } else {
                tally.kept += 1;
            }
        }
        self.annotations(definitions, pages);
        self.page = None;
        self.foreign(definitions);
        tally
    }

    /// Notes without an id are no elements to count, but they say something.
    fn annotations(&mut self, definitions: &Definitions, pages: &dyn Fn(ElementId) -> Option<usize>) {
        for (id, element) in definitions.tree.indexed().filter(|(_, element)| element.name == "textAnnotation") {
            if element.id().is_none() && !element.ours && !self.kept.contains(&id) {
                self.page = pages(id);
                self.lose(definitions, id, left_out());
            }
        }
    }

    fn foreign(&mut self, definitions: &Definitions) {
        if let Some(mistaken) = &definitions.mistaken {
            let what = say!(
                "filen siger, at den er {mistaken}, men den er læst som UTF-8",
                "the file says that it is {mistaken}, but it was read as UTF-8"
            );
            self.note("encoding", "", what);
        }
        for (namespace, count) in &definitions.foreign {
            let what = say!("{count} elementer er ikke overført", "{count} elements are left out");
            self.note("extensionElements", one_line(namespace), what);
        }
        if definitions.has_drawing {
            let what = say!(
                "placering og farver er ikke overført; diagrammet tegnes på ny",
                "places and colours are left out; the chart is drawn anew"
            );
            self.note("BPMNDiagram", "", what);
        }
    }
}

/// What has no name is named by its text, by its ends, or by what it stands in.
fn owner(definitions: &Definitions, element: ElementId) -> Option<String> {
    let found = definitions.get(element);
    match found.name.as_str() {
        "textAnnotation" => {
            let text = definitions.tree.named(element, "text").next().map(|(_, text)| one_line(&text.text))?;
            (!text.is_empty()).then_some(text)
        }
        "sequenceFlow" => {
            let end = |name| definitions.get(definitions.target(element, name)?).label();
            Some(format!("{} → {}", end("sourceRef")?, end("targetRef")?))
        }
        _ => {
            let parent = definitions.get(found.parent?);
            parent.label().filter(|_| !matches!(parent.name.as_str(), "definitions" | "process" | "collaboration"))
        }
    }
}

/// Elements of BPMN with an id: what a modeller shows, and what that refers to.
pub fn counted(definitions: &Definitions) -> impl Iterator<Item = ElementId> {
    definitions
        .tree
        .indexed()
        .filter(|(index, element)| !element.ours && element.id().is_some() && *index != definitions.tree.root())
        .map(|(index, _)| index)
}

pub(super) fn one_line(text: &str) -> String {
    crate::bpmn::read::one_line(text)
}
