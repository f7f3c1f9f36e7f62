//! What stands below the pointer.

use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use super::cursor::{self, Thing};
use super::describe::Describer;
use super::facts::Facts;
use super::state::State;
use super::words;
use crate::parse::keys::{Key, Type};
use crate::say;

pub fn hover(state: &State, facts: &Facts, offset: usize) -> Option<Hover> {
    let describer = state.describer();
    let thing = cursor::find_thing(facts, offset)?;
    let text = match &thing {
        Thing::Key(key, _) => field(key, state),
        Thing::Value(key, span) => value(key, facts.text().get(span.range())?, &describer)?,
        Thing::Reference(_) | Thing::Definition(..) => {
            describer.symbol(&thing.symbol(&state.names, &facts.file.path)?)?
        }
    };
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text });
    Some(Hover { contents, range: Some(state.lines(facts).range(thing.span().range())) })
}

/// A key's type, meaning and example.
fn field(key: &Key, state: &State) -> String {
    let (name, detail) = (key.name, words::key_detail(key, state.lang));
    format!("**{name}** · {detail}\n\n{}", words::key_doc(key, state.lang))
}

fn value(key: &Key, written: &str, describer: &Describer) -> Option<String> {
    match key.ty {
        Type::Duration if !written.trim().is_empty() => Some(describer.duration(written.trim())),
        Type::Date => {
            let date: crate::model::Date = written.trim().parse().ok()?;
            let day = weekday(date).get(describer.lang).to_owned();
            Some(format!("{day} {}.{}.{}\n\n{}", date.day(), date.month(), date.year(), key.doc.get(describer.lang)))
        }
        Type::Choice(_) | Type::Bool => Some(key.doc.get(describer.lang).to_owned()),
        _ => None,
    }
}

fn weekday(date: crate::model::Date) -> crate::diag::Text {
    match date.weekday().to_monday_one_offset() {
        1 => say!("mandag", "Monday"),
        2 => say!("tirsdag", "Tuesday"),
        3 => say!("onsdag", "Wednesday"),
        4 => say!("torsdag", "Thursday"),
        5 => say!("fredag", "Friday"),
        6 => say!("lørdag", "Saturday"),
        _ => say!("søndag", "Sunday"),
    }
}
