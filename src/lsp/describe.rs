//! What a name stands for, in a few lines: beside a completion, below the pointer.

use super::facts::{Facts, StepFact};
use super::names::{Names, Symbol};
use super::shape::FileKind;
use super::words;
use crate::diag::Lang;
use crate::model::{Duration, Kind, Page, SHARED, Unit};
use crate::parse::Fields;
use crate::pipeline::Compilation;
use crate::say;
use crate::source::SourcePath;

/// What descriptions are read from.
#[derive(Clone, Copy)]
pub struct Describer<'a> {
    pub names: &'a Names,
    pub compilation: Option<&'a Compilation>,
    pub lang: Lang,
}

impl Describer<'_> {
    /// What a symbol stands for, as Markdown.
    pub fn symbol(&self, symbol: &Symbol) -> Option<String> {
        match symbol {
            Symbol::Page(path) => self.names.good(path).map(|facts| self.page(facts)),
            Symbol::Anchor(path, id) => self.anchor(path, id),
            Symbol::Provision(path, anchor) => self.provision(path, anchor),
            Symbol::Actor(id) => self.entry(FileKind::Actors, id).map(|fields| self.actor(fields)),
            Symbol::Audience(id) => self.entry(FileKind::Audiences, id).map(|fields| titled(fields, "name", "summary")),
            Symbol::Complaint(id) => self.entry(FileKind::Complaints, id).map(|fields| self.complaint(fields)),
            Symbol::Administration(id) => {
                self.names.administration(id).map(|(_, fields)| titled(fields, "short", "name"))
            }
            Symbol::Asset(path) => Some(format!("`{path}`")),
            Symbol::Rule(_) => None,
        }
    }

    fn entry(&self, kind: FileKind, id: &str) -> Option<&Fields> {
        self.names.registry_entry(kind, id).map(|(_, fields)| fields)
    }

    fn page(&self, facts: &Facts) -> String {
        let mut text = format!("**{}**", facts.title());
        push_paragraph(&mut text, facts.summary().unwrap_or_default());
        let kind = facts.page_kind().map(|kind| words::kind(kind).get(self.lang).to_owned());
        let owner = self.owner(facts).map(|name| {
            let text = say!("Ejer: {name}", "Owner: {name}");
            text.get(self.lang).to_owned()
        });
        let lead = self.lead(facts).map(|name| {
            let text = say!("Leder: {name}", "Lead: {name}");
            text.get(self.lang).to_owned()
        });
        let about: Vec<String> = kind.into_iter().chain(owner).chain(lead).collect();
        push_paragraph(&mut text, &about.join(" · "));
        push_paragraph(&mut text, &format!("`{}`", facts.file.path));
        text
    }

    /// The title of the page's owner: its own word, else what the portal took from the folder.
    fn owner(&self, facts: &Facts) -> Option<String> {
        let slug = match facts.field("owner") {
            Some(slug) => slug.to_owned(),
            None => {
                let portal = &self.compilation?.portal;
                portal.page(self.portal_page(&facts.file.path)?.owner?).slug.clone()
            }
        };
        let path = self.names.page_of_kind(Kind::Contact, &slug)?;
        self.names.good(path).map(|facts| facts.title().to_owned())
    }

    fn lead(&self, facts: &Facts) -> Option<String> {
        let own = facts.field("lead").map(str::to_owned);
        let id = own.or_else(|| {
            let portal = &self.compilation?.portal;
            let lead = self.portal_page(&facts.file.path)?.lead?;
            Some(portal.lead_name(lead).to_owned())
        })?;
        Some(self.lead_word(&id))
    }

    /// "BIF", or what is shared is called.
    pub fn lead_word(&self, id: &str) -> String {
        if id == SHARED {
            let site = self.compilation.map(|compilation| compilation.portal.site.shared_name.clone());
            return site.unwrap_or_else(|| "Fælles".to_owned());
        }
        let short = self.names.administration(id).and_then(|(_, fields)| fields.string("short"));
        short.unwrap_or_else(|| id.to_owned())
    }

    fn portal_page(&self, path: &SourcePath) -> Option<&Page> {
        self.compilation?.portal.pages.iter().find(|page| page.source == *path)
    }

    fn anchor(&self, path: &SourcePath, id: &str) -> Option<String> {
        let facts = self.names.good(path)?;
        if let Some(step) = facts.step(id) {
            return Some(self.step(facts, &step));
        }
        let heading = facts.headings().iter().find(|heading| heading.id == id)?;
        Some(format!("**{}**\n\n{}", heading.text, facts.title()))
    }

    fn step(&self, facts: &Facts, step: &StepFact) -> String {
        let what = words::step(step.word).get(self.lang).to_owned();
        let title = self.step_title(step);
        let mut text = match step.number {
            Some(number) => format!("**{number}. {title}**"),
            None => format!("**{}**", if title.is_empty() { what.as_str() } else { &title }),
        };
        let by = step.fields.text("by").map(|at| {
            let name = self.entry(FileKind::Actors, at.value).and_then(|fields| fields.string("name"));
            let name = name.unwrap_or_else(|| at.value.to_owned());
            say!("Udføres af: {name}", "Done by: {name}").get(self.lang).to_owned()
        });
        let within = step.fields.duration("within").map(|within| {
            let within = &within.text;
            say!("Frist: {within}", "Within: {within}").get(self.lang).to_owned()
        });
        let about: Vec<String> = std::iter::once(what).chain(by).chain(within).collect();
        push_paragraph(&mut text, &about.join(" · "));
        push_paragraph(&mut text, facts.title());
        text
    }

    /// The text of a step; a sub-workflow is called by its page's title.
    pub fn step_title(&self, step: &StepFact) -> String {
        match step.word {
            "run" => {
                let path = self.names.page_of_kind(Kind::Workflow, step.title);
                let facts = path.and_then(|path| self.names.good(path));
                facts.map_or(step.title, |facts| facts.title()).to_owned()
            }
            "split" | "join" => String::new(),
            _ => step.title.to_owned(),
        }
    }

    fn provision(&self, path: &SourcePath, anchor: &str) -> Option<String> {
        let facts = self.names.good(path)?;
        let section = section_label(anchor);
        let abbr = facts.field("abbr").unwrap_or_default();
        let mut text = format!("**{abbr} {section}** · {}", facts.title());
        push_paragraph(&mut text, facts.field("full_title").unwrap_or_default());
        let headings = facts.headings();
        let heading = headings.iter().find(|heading| heading.id == anchor);
        push_paragraph(&mut text, heading.map_or("", |heading| heading.text.as_str()));
        push_paragraph(&mut text, facts.summary().unwrap_or_default());
        Some(text)
    }

    fn actor(&self, fields: &Fields) -> String {
        let mut text = format!("**{}**", fields.text("name").map_or("", |at| at.value));
        let place = match fields.text("administration") {
            Some(at) => self.lead_word(at.value),
            None if fields.bool("external") == Some(true) => {
                say!("Uden for forvaltningerne", "Outside the administrations").get(self.lang).to_owned()
            }
            None => String::new(),
        };
        push_paragraph(&mut text, &place);
        let contact = fields.text("contact").and_then(|at| self.names.page_of_kind(Kind::Contact, at.value));
        if let Some(facts) = contact.and_then(|path| self.names.good(path)) {
            let name = facts.title();
            push_paragraph(&mut text, say!("Kontakt: {name}", "Contact: {name}").get(self.lang));
        }
        text
    }

    fn complaint(&self, fields: &Fields) -> String {
        let mut text = titled(fields, "authority", "text");
        if let Some(deadline) = fields.duration("deadline") {
            let deadline = &deadline.text;
            push_paragraph(&mut text, say!("Klagefrist: {deadline}", "Deadline: {deadline}").get(self.lang));
        }
        text
    }

    /// What a deadline counts as.
    pub fn duration(&self, written: &str) -> String {
        let duration = Duration::parse(written);
        let (Some((_, unit)), Some(hours)) = (duration.amount, duration.hours()) else {
            let text = say!(
                "»{written}« er tekst: den lægges ikke sammen med andre frister.",
                "“{written}” is text: it is not added up with other times."
            );
            return text.get(self.lang).to_owned();
        };
        let (days, rest) = (hours / 24, hours % 24);
        let counted = match (days, rest) {
            (0, hours) => say!("{hours} timer", "{hours} hours"),
            (1, 0) => say!("1 dag", "1 day"),
            (days, _) => say!("{days} dage", "{days} days"),
        };
        let note = match unit {
            Unit::Workday => say!(" (en arbejdsuge er 5 hverdage)", " (a working week has 5 days)"),
            Unit::Month => say!(" (en måned tæller 30 dage)", " (a month counts 30 days)"),
            Unit::Year => say!(" (et år tæller 365 dage)", " (a year counts 365 days)"),
            Unit::Hour | Unit::Day | Unit::Week => say!("", ""),
        };
        let (counted, note) = (counted.get(self.lang), note.get(self.lang));
        say!("»{written}« tæller som {counted}{note}.", "“{written}” counts as {counted}{note}.")
            .get(self.lang)
            .to_owned()
    }
}

/// "§ 11 a" of `p11a`, "art. 12" of `art12`.
pub fn section_label(anchor: &str) -> String {
    let (sign, rest) = match anchor.strip_prefix("art") {
        Some(rest) => ("art.", rest),
        None => ("§", anchor.strip_prefix('p').unwrap_or(anchor)),
    };
    let sign = if rest.contains('-') { "§§" } else { sign };
    let mut label = String::new();
    for c in rest.chars() {
        if c.is_alphabetic() && label.ends_with(|before: char| before.is_ascii_digit()) {
            label.push(' ');
        }
        label.push(c);
    }
    format!("{sign} {label}")
}

fn titled(fields: &Fields, title: &str, text: &str) -> String {
    let mut shown = format!("**{}**", fields.text(title).map_or("", |at| at.value));
    push_paragraph(&mut shown, fields.text(text).map_or("", |at| at.value));
    shown
}

fn push_paragraph(text: &mut String, paragraph: &str) {
    if !paragraph.trim().is_empty() {
        text.push_str("\n\n");
        text.push_str(paragraph.trim());
    }
}
