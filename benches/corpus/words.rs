//! What the shipped portal says, taken apart: titles of steps, sentences, names that can be referred to.

use vejviser::model::{Kind, Page, Portal, StepKind};
use vejviser::pipeline::{self, Options};
use vejviser::source::Sources;
use vejviser::text::sentences;

#[derive(Default)]
pub struct Words {
    pub actions: Vec<String>,
    pub questions: Vec<String>,
    pub waits: Vec<String>,
    /// Of the guidance; without markup.
    pub sentences: Vec<String>,
    pub titles: Vec<String>,
    pub actors: Vec<String>,
    pub tools: Vec<String>,
    pub laws: Vec<String>,
    pub audiences: Vec<String>,
    pub owners: Vec<String>,
    /// `content/` paths of workflows' folders.
    pub areas: Vec<String>,
}

impl Words {
    pub fn of(sources: Sources) -> Self {
        let today = "2026-11-22".parse().expect("a date");
        let portal = pipeline::compile(sources, &mut Default::default(), &Options::on(today)).portal;
        let mut words = Self {
            actors: portal.actors.iter().map(|actor| actor.id.clone()).collect(),
            audiences: portal.audiences.iter().map(|audience| audience.id.clone()).collect(),
            tools: slugs(&portal, Kind::Tool),
            owners: slugs(&portal, Kind::Contact),
            ..Self::default()
        };
        for page in &portal.pages {
            words.take(page);
        }
        words.areas.sort_unstable();
        words.areas.dedup();
        words
    }

    fn take(&mut self, page: &Page) {
        self.sentences.extend(sentences(&page.body.plain).filter(|sentence| is_plain(sentence)).map(str::to_owned));
        self.laws.extend(page.law.iter().map(|law| law.text.to_string()));
        let Some(workflow) = page.workflow() else { return };
        self.titles.push(page.title.clone());
        self.areas.push(page.source.folder().to_owned());
        for step in &workflow.steps {
            match step.kind {
                StepKind::Action => self.actions.push(step.title.clone()),
                StepKind::Decision { .. } => self.questions.push(step.title.clone()),
                StepKind::Wait { .. } => self.waits.push(step.title.clone()),
                _ => {}
            }
        }
    }
}

fn slugs(portal: &Portal, kind: Kind) -> Vec<String> {
    portal.of_kind(kind).map(|page| page.slug.clone()).collect()
}

/// Nothing that Markdown would take for more than text.
fn is_plain(sentence: &str) -> bool {
    sentence.len() > 20 && !sentence.contains(['[', ']', '*', '_', '`', '<', '#', '|', '\n'])
}
