//! Settings that are there already, and those to be added: what an editor chose stays as it is.

use serde_json::{Map, Value};

/// Adds to `there` what only `new` has: fields one by one, items of lists that are not in them. Says whether
/// anything was added.
pub fn add(there: &mut Map<String, Value>, new: &Map<String, Value>) -> bool {
    let mut added = false;
    for (key, value) in new {
        match (there.get_mut(key), value) {
            (None, value) => {
                there.insert(key.clone(), value.clone());
                added = true;
            }
            (Some(Value::Object(there)), Value::Object(new)) => added |= add(there, new),
            (Some(Value::Array(there)), Value::Array(new)) => added |= add_items(there, new),
            (Some(_), _) => {}
        }
    }
    added
}

/// An item that has a name is there when one of that name is.
fn add_items(there: &mut Vec<Value>, new: &[Value]) -> bool {
    let before = there.len();
    for item in new {
        let same =
            |other: &Value| other == item || (item.get("label").is_some() && other.get("label") == item.get("label"));
        if !there.iter().any(same) {
            there.push(item.clone());
        }
    }
    there.len() > before
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn added(there: Value, new: Value) -> (bool, Value) {
        let (Value::Object(mut there), Value::Object(new)) = (there, new) else { panic!("objects") };
        let added = add(&mut there, &new);
        (added, Value::Object(there))
    }

    #[test]
    fn what_an_editor_chose_stays() {
        let there = json!({"files.eol": "\r\n", "[markdown]": {"editor.tabSize": 4}, "mine": 1});
        let new = json!({"files.eol": "\n", "[markdown]": {"editor.tabSize": 2, "editor.wordWrap": "on"}});
        let expected =
            json!({"files.eol": "\r\n", "[markdown]": {"editor.tabSize": 4, "editor.wordWrap": "on"}, "mine": 1});
        assert_eq!(added(there, new.clone()), (true, expected.clone()));
        assert_eq!(added(expected.clone(), new), (false, expected));
    }

    #[test]
    fn lists_get_what_they_lack() {
        let there = json!({"tasks": [{"label": "vejviser: check", "command": "mine"}], "r": ["a"]});
        let new = json!({"tasks": [{"label": "vejviser: check"}, {"label": "vejviser: serve"}], "r": ["a", "b"]});
        let (_, merged) = added(there, new);
        let expected = json!({
            "tasks": [{"label": "vejviser: check", "command": "mine"}, {"label": "vejviser: serve"}],
            "r": ["a", "b"]
        });
        assert_eq!(merged, expected);
    }
}
