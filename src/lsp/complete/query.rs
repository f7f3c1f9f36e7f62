//! Which candidates answer to what was typed: by the words of the title as well as by the id.

/// What was typed, without regard to case and to how æ, ø and å are written.
#[derive(Debug)]
pub struct Query {
    words: Vec<String>,
}

impl Query {
    pub fn new(typed: &str) -> Self {
        let folded = fold(typed);
        Self {
            words: folded
                .split(|c: char| !c.is_alphanumeric() && c != '§')
                .map(str::to_owned)
                .filter(|word| !word.is_empty())
                .collect(),
        }
    }

    /// How well a candidate answers, 0 being best; `None` when it does not.
    pub fn rank(&self, id: &str, title: &str) -> Option<u8> {
        let Some(first) = self.words.first() else { return Some(0) };
        let all = format!("{} {}", fold(id), fold(title));
        if !self.words.iter().all(|word| all.contains(word.as_str())) {
            return None;
        }
        let begins_word = |(at, _): (usize, &str)| {
            at == 0 || all.get(..at).is_some_and(|before| before.ends_with(|c: char| !c.is_alphanumeric()))
        };
        Some(if all.starts_with(first.as_str()) || fold(title).starts_with(first.as_str()) {
            0
        } else if all.match_indices(first.as_str()).any(begins_word) {
            1
        } else {
            2
        })
    }
}

fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'æ' => out.push_str("ae"),
            'ø' => out.push_str("oe"),
            'å' => out.push_str("aa"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::Query;

    #[test]
    fn ids_and_titles_answer() {
        let rank = |typed: &str| Query::new(typed).rank("ansoegning-kontanthjaelp", "Ansøgning om kontanthjælp");
        assert_eq!(rank(""), Some(0));
        assert_eq!(rank("ansø"), Some(0));
        assert_eq!(rank("kontanthj"), Some(1));
        assert_eq!(rank("kontanthjæ"), Some(1));
        assert_eq!(rank("om kontant"), Some(1));
        assert_eq!(rank("hjælp"), Some(2));
        assert_eq!(rank("sygedag"), None);
    }
}
