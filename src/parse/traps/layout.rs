//! Which columns fields and hyphens may stand in, from the lines above.

use crate::parse::keys;

/// The columns that are open: where the line below may begin.
#[derive(Default)]
pub struct Layout {
    /// From the margin inwards.
    open: Vec<Column>,
    /// The field at the end has no value yet, so that its own may stand deeper.
    waiting: bool,
    /// The column of the step being read, where the page has steps.
    step: Option<usize>,
    in_steps: bool,
}

struct Column {
    at: usize,
    dash: bool,
    /// The last field in this column.
    key: String,
}

/// A field that stands where none can.
pub struct Wrong {
    /// Where it should stand.
    pub column: usize,
    /// The field it would stand below.
    pub word: String,
    /// It belongs to a step, but stands at the margin.
    pub outside: bool,
    /// It can only belong there.
    pub sure: bool,
}

impl Layout {
    /// Whether no field was read yet.
    pub fn is_new(&self) -> bool {
        self.open.is_empty()
    }

    /// Takes note of a field; says where it should stand when it cannot stand where it does.
    pub fn place(&mut self, column: usize, dash: Option<usize>, key: &str) -> Option<Wrong> {
        if dash.is_none() && column == 0 && self.in_steps && is_steps_own(key) {
            let step = self.step?;
            return Some(Wrong { column: step, word: String::new(), outside: true, sure: true });
        }
        let begins = dash.unwrap_or(column);
        let mut closed: Vec<Column> = Vec::new();
        while let Some(last) =
            self.open.pop_if(|last| last.at > begins || (last.at == begins && last.dash && dash.is_none()))
        {
            closed.push(last);
        }
        let fits = match self.open.last() {
            None => closed.is_empty(),
            Some(last) => last.at == begins || (self.waiting && closed.is_empty() && begins > last.at),
        };
        if !fits {
            let wrong = self.nearest(begins, dash.is_some(), &closed);
            while let Some(column) = closed.pop() {
                self.open.push(column);
            }
            return wrong;
        }
        self.enter(column, dash);
        None
    }

    fn enter(&mut self, column: usize, dash: Option<usize>) {
        if let Some(dash) = dash {
            self.after_item(dash);
        }
        if self.open.last().is_none_or(|last| last.at < column) {
            self.open.push(Column { at: column, dash: false, key: String::new() });
        }
        if dash.is_some() && self.in_steps && self.step.is_none() {
            self.step = Some(column);
        }
    }

    /// Takes note of a hyphen.
    pub fn after_item(&mut self, dash: usize) {
        while self.open.pop_if(|last| last.at > dash).is_some() {}
        if self.open.last().is_none_or(|last| last.at < dash || !last.dash) {
            self.open.push(Column { at: dash, dash: true, key: String::new() });
        }
        self.waiting = false;
    }

    /// Takes note of a field's name and whether its value is still to come.
    pub fn after_key(&mut self, column: usize, key: &str, value: &str) {
        if column == 0 {
            self.in_steps = key == "steps";
            self.step = None;
        }
        if let Some(last) = self.open.iter_mut().rev().find(|last| last.at == column && !last.dash) {
            last.key = key.to_owned();
        }
        self.waiting = value.is_empty() || value.starts_with('#');
    }

    /// The field that a text in this column is the value of.
    pub fn waits(&self, column: usize) -> Option<(usize, String)> {
        let last = self.open.last().filter(|last| self.waiting && column > last.at && !last.dash)?;
        Some((last.at, last.key.clone()))
    }

    /// The open column nearest to one that is not open; the deeper of two.
    fn nearest(&self, begins: usize, dash: bool, closed: &[Column]) -> Option<Wrong> {
        let all = closed.iter().chain(self.open.iter().rev()).filter(|column| column.dash == dash);
        let mut near: Vec<&Column> = all.collect();
        near.sort_by_key(|column| column.at.abs_diff(begins));
        let first = near.first()?;
        let distance = first.at.abs_diff(begins);
        let alone = near.get(1).is_none_or(|next| next.at.abs_diff(begins) > distance + 1);
        let deepest = closed.is_empty() && near.iter().all(|column| column.at < begins);
        let word = if first.dash { "-".to_owned() } else { first.key.clone() };
        Some(Wrong {
            column: first.at,
            word,
            outside: false,
            sure: near.len() == 1 || deepest || (alone && distance == 1),
        })
    }
}

/// Whether only steps have a field of this name.
fn is_steps_own(key: &str) -> bool {
    const SHARED: [&str; 3] = ["id", "law", "start"];
    keys::find(&[keys::STEP], key).is_some() && !SHARED.contains(&key)
}
