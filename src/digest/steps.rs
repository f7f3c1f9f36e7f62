//! Steps by their ids: new, gone, reworded, done by others, with another deadline, other tools, other answers.

use super::item::{Named, Told, add};
use super::pairs::Either;
use super::words::{self, and};
use super::{Both, exits};
use crate::diag::Text;
use crate::model::{ActorId, Portal, Step, StepKind, Workflow};
use crate::say;

/// Steps of both states, in the order of the new one: each with the one it was.
pub struct Pair<'a> {
    old: Option<&'a Step>,
    new: &'a Step,
}

/// Everybody who has to do with a step.
pub fn actors(portal: &Portal, step: &Step) -> Vec<Named> {
    let waited = match step.kind {
        StepKind::Wait { actor } => actor,
        _ => None,
    };
    let mut all = Vec::new();
    for id in step.by.into_iter().chain(waited).chain(step.with.iter().copied()) {
        let actor = portal.actor(id);
        add(&mut all, Named { id: actor.id.clone(), name: actor.name.clone() });
    }
    all
}

/// A step is the same by its id; one whose id alone was changed, by its words. Each is the same as one other.
pub fn pairs<'a>(old: &'a Workflow, new: &'a Workflow) -> Vec<Pair<'a>> {
    let mut left: Vec<&Step> = old.steps.iter().filter(|step| !step.implied).collect();
    let known = |id: &str| new.steps.iter().any(|step| step.id == id);
    let mut pairs: Vec<Pair> = Vec::new();
    for step in new.steps.iter().filter(|step| !step.implied) {
        let reworded = |before: &&Step| {
            let words = before.title == step.title && !step.title.is_empty();
            words && before.kind.is_numbered() == step.kind.is_numbered() && !known(&before.id)
        };
        let at = left.iter().position(|before| before.id == step.id).or_else(|| left.iter().position(reworded));
        pairs.push(Pair { old: at.map(|at| left.remove(at)), new: step });
    }
    pairs
}

/// Whether steps that stood one after the other changed places.
pub fn is_reordered(old: &Workflow, pairs: &[Pair]) -> bool {
    let at = |step: &Step| old.steps.iter().position(|before| std::ptr::eq(before, step));
    let numbered = pairs.iter().filter(|pair| pair.new.number.is_some());
    let places: Vec<usize> = numbered.filter_map(|pair| at(pair.old?)).collect();
    !places.is_sorted()
}

/// What became of each step.
pub fn told(both: Both, was: &Workflow, now: &Workflow, pairs: &[Pair]) -> Vec<Told> {
    let mut all = Vec::new();
    for pair in pairs {
        match pair.old {
            Some(old) => Compared { both, was, now, old, new: pair.new }.tell(&mut all),
            None => all.extend(arrived(both, pair.new)),
        }
    }
    let stays = |step: &Step| pairs.iter().any(|pair| pair.old.is_some_and(|old| std::ptr::eq(old, step)));
    all.extend(was.steps.iter().filter(|step| !step.implied && !stays(step)).filter_map(|step| left(both, step)));
    all
}

/// "Trin 4 »Send partshøring«"; of steps without a number what they are.
pub fn name(step: &Step) -> Text {
    let title = &step.title;
    match (step.number, step.kind) {
        (Some(number), _) => say!("Trin {number} »{title}«", "Step {number} “{title}”"),
        (None, StepKind::Start) => say!("Begyndelsen »{title}«", "The start “{title}”"),
        (None, StepKind::End { .. }) => say!("Afslutningen »{title}«", "The end “{title}”"),
        (None, _) => say!("Forgreningen", "The branching"),
    }
}

fn arrived(both: Both, step: &Step) -> Option<Told> {
    let portal = both.new.portal;
    let title = &step.title;
    let text = match (step.number, step.kind) {
        (Some(number), _) => {
            let who = step.by.map(|id| format!(" ({})", portal.actor(id).name)).unwrap_or_default();
            let within = step.within.as_ref().map(|time| time.text.as_str());
            let (da, en) =
                within.map(|time| (format!(", frist {time}"), format!(", deadline {time}"))).unwrap_or_default();
            say!("Nyt trin {number} »{title}«{who}{da}.", "New step {number} “{title}”{who}{en}.")
        }
        (None, StepKind::Start) => {
            say!("Arbejdsgangen kan nu også begynde med »{title}«.", "It can also begin with “{title}” now.")
        }
        (None, StepKind::End { .. }) => say!("Ny afslutning: »{title}«.", "A new end: “{title}”."),
        (None, StepKind::Split) => say!("Nogle trin går nu i gang samtidig.", "Some steps now begin at the same time."),
        // A join follows from its split.
        (None, _) => return None,
    };
    Some(Told { text, actors: actors(portal, step) })
}

fn left(both: Both, step: &Step) -> Option<Told> {
    let text = match step.kind {
        StepKind::Split => say!(
            "Ingen trin går længere i gang samtidig der, hvor de gjorde.",
            "Steps that began at the same time do so no more."
        ),
        StepKind::Join { .. } => return None,
        _ => {
            let Text { da, en } = name(step);
            say!("{da} er fjernet.", "{en} was removed.")
        }
    };
    // Who did it: they look for it.
    let mut who = Vec::new();
    for one in actors(both.old.portal, step) {
        add(&mut who, one);
    }
    Some(Told { text, actors: who })
}

/// A step in both states.
pub struct Compared<'a> {
    both: Both<'a>,
    pub was: &'a Workflow,
    pub now: &'a Workflow,
    pub old: &'a Step,
    pub new: &'a Step,
}

impl Compared<'_> {
    fn tell(&self, all: &mut Vec<Told>) {
        let mut texts: Vec<Text> = Vec::new();
        texts.extend(self.sort());
        texts.extend(self.title());
        texts.extend(self.by());
        texts.extend(self.with());
        texts.extend(self.within());
        texts.extend(self.tools());
        texts.extend(self.laws());
        texts.extend(self.remember());
        texts.extend(exits::told(self));
        let mut who = actors(self.both.new.portal, self.new);
        if self.old.by.map(|id| self.both.pairs.actor(id)) != self.new.by.map(Either::Now) {
            for one in actors(self.both.old.portal, self.old) {
                add(&mut who, one);
            }
        }
        all.extend(texts.into_iter().map(|text| Told { text, actors: who.clone() }));
    }

    /// The step's name, then what became of it.
    pub fn says(&self, Text { da, en }: Text) -> Text {
        let name = name(self.new);
        let (name, name_en) = (name.da, name.en);
        say!("{name} {da}", "{name_en} {en}")
    }

    fn actor(&self, id: Either<ActorId>) -> &str {
        match id {
            Either::Now(id) => &self.both.new.portal.actor(id).name,
            Either::Then(id) => &self.both.old.portal.actor(id).name,
        }
    }

    /// A decision that became an action, another workflow that is run, another one who is waited for.
    fn sort(&self) -> Option<Text> {
        let both = self.both;
        Some(self.says(match (self.old.kind, self.new.kind) {
            (StepKind::Wait { actor: old }, StepKind::Wait { actor: new }) => {
                if old.map(|id| both.pairs.actor(id)) == new.map(Either::Now) {
                    return None;
                }
                match new.map(|id| self.actor(Either::Now(id))) {
                    Some(whom) => say!("venter nu på {whom}.", "now waits for {whom}."),
                    None => say!("venter ikke længere på nogen bestemt.", "waits for nobody in particular any more."),
                }
            }
            (StepKind::Run { workflow: old }, StepKind::Run { workflow: new }) => {
                if old.map(|id| both.pairs.page(id)) == new.map(Either::Now) {
                    return None;
                }
                let title = both.title(Either::Now(new?));
                say!("gennemfører nu arbejdsgangen »{title}«.", "now carries out the workflow “{title}”.")
            }
            (StepKind::End { then: old }, StepKind::End { then: new }) => {
                if old.map(|id| both.pairs.page(id)) == new.map(Either::Now) {
                    return None;
                }
                match new.map(|id| both.title(Either::Now(id))) {
                    Some(title) => say!("fører nu videre til »{title}«.", "now leads on to “{title}”."),
                    None => say!("fører ikke længere videre.", "leads on no more."),
                }
            }
            (StepKind::Decision { many: old }, StepKind::Decision { many: new }) if old != new => match new {
                true => say!("kan nu have flere svar på én gang.", "may now have several answers at once."),
                false => say!("har nu kun ét svar ad gangen.", "now has one answer at a time."),
            },
            (StepKind::Join { any: old }, StepKind::Join { any: new }) if old != new => match new {
                true => say!("går nu videre efter den første gren.", "now goes on after the first branch."),
                false => say!("venter nu på alle grene.", "now waits for every branch."),
            },
            (old, new) if std::mem::discriminant(&old) != std::mem::discriminant(&new) => match new {
                StepKind::Action => say!("er nu en handling.", "is an action now."),
                StepKind::Decision { .. } => say!("er nu et spørgsmål.", "is a question now."),
                StepKind::Wait { .. } => say!("er nu en ventetid.", "is a wait now."),
                StepKind::Run { .. } => say!("er nu en hel arbejdsgang.", "is a whole workflow now."),
                StepKind::Split | StepKind::Join { .. } => say!("er nu en forgrening.", "is a branching now."),
                StepKind::Start => say!("er nu en begyndelse.", "is a start now."),
                StepKind::End { .. } => say!("er nu en afslutning.", "is an end now."),
            },
            _ => return None,
        }))
    }

    fn title(&self) -> Option<Text> {
        // What a sub-workflow is called is told where it changed.
        let runs = matches!((self.old.kind, self.new.kind), (StepKind::Run { .. }, StepKind::Run { .. }));
        if runs || self.old.title == self.new.title {
            return None;
        }
        let before = &self.old.title;
        Some(self.says(say!("hed før »{before}«.", "was called “{before}”.")))
    }

    fn by(&self) -> Option<Text> {
        let (old, new) = (self.old.by.map(|id| self.both.pairs.actor(id)), self.new.by.map(Either::Now));
        if old == new || self.new.number.is_none() {
            return None;
        }
        Some(self.says(match (old.map(|id| self.actor(id)), new.map(|id| self.actor(id))) {
            (Some(old), Some(new)) => say!("gøres nu af {new} (før {old}).", "is now done by {new} (was {old})."),
            (None, Some(new)) => say!("gøres nu af {new}.", "is now done by {new}."),
            (Some(old), None) => say!("gøres ikke længere af {old}.", "is no longer done by {old}."),
            (None, None) => return None,
        }))
    }

    fn with(&self) -> Vec<Text> {
        let old: Vec<Either<ActorId>> = self.old.with.iter().map(|id| self.both.pairs.actor(*id)).collect();
        let new: Vec<Either<ActorId>> = self.new.with.iter().map(|id| Either::Now(*id)).collect();
        let only = |these: &[Either<ActorId>], those: &[Either<ActorId>]| {
            let names: Vec<String> =
                these.iter().filter(|id| !those.contains(id)).map(|id| self.actor(*id).to_owned()).collect();
            (!names.is_empty()).then(|| and(&names))
        };
        let came = only(&new, &old)
            .map(|Text { da, en }| self.says(say!("har nu også deltagelse af {da}.", "now also involves {en}.")));
        let went = only(&old, &new)
            .map(|Text { da, en }| self.says(say!("har ikke længere deltagelse af {da}.", "no longer involves {en}.")));
        came.into_iter().chain(went).collect()
    }

    fn within(&self) -> Option<Text> {
        let text = |step: &Step| step.within.as_ref().map(|time| time.text.clone());
        Some(self.says(match (text(self.old), text(self.new)) {
            (Some(old), Some(new)) if old != new => {
                say!("har fået ny frist: {new} (før {old}).", "has a new deadline: {new} (was {old}).")
            }
            (None, Some(new)) => say!("har fået en frist: {new}.", "has been given a deadline: {new}."),
            (Some(old), None) => {
                say!("har ikke længere en frist (før {old}).", "has no deadline any more (was {old}).")
            }
            _ => return None,
        }))
    }

    fn tools(&self) -> Vec<Text> {
        let (came, went) = self.both.came_and_went(&self.old.tools, &self.new.tools);
        let came = came.map(|Text { da, en }| self.says(say!("bruger nu også {da}.", "now also uses {en}.")));
        let went = went.map(|Text { da, en }| self.says(say!("bruger ikke længere {da}.", "no longer uses {en}.")));
        came.into_iter().chain(went).collect()
    }

    fn laws(&self) -> Vec<Text> {
        let only = |these: &Step, those: &Step| {
            let known = |text: &str| those.law.iter().any(|law| *law.text == *text);
            let names: Vec<String> =
                these.law.iter().map(|law| law.text.to_string()).filter(|text| !known(text)).collect();
            (!names.is_empty()).then(|| and(&names))
        };
        let came = only(self.new, self.old)
            .map(|Text { da, en }| self.says(say!("henviser nu også til {da}.", "now also cites {en}.")));
        let went = only(self.old, self.new)
            .map(|Text { da, en }| self.says(say!("henviser ikke længere til {da}.", "no longer cites {en}.")));
        came.into_iter().chain(went).collect()
    }

    fn remember(&self) -> Option<Text> {
        let text = |step: &Step| step.remember.as_deref().map(words::tidied).filter(|text| !text.is_empty());
        Some(self.says(match (text(self.old), text(self.new)) {
            (Some(old), Some(new)) if old != new => say!(
                "har fået en anden ting at huske: »{new}« (før »{old}«).",
                "has another thing to remember: “{new}” (was “{old}”)."
            ),
            (None, Some(new)) => say!("har fået noget at huske: »{new}«", "has something to remember: “{new}”"),
            (Some(old), None) => say!(
                "har ikke længere noget at huske (før »{old}«).",
                "has nothing to remember any more (was “{old}”)."
            ),
            _ => return None,
        }))
    }
}
