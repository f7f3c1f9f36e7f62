//! Texts as YAML values that are read as they were meant, by the parser and by colleagues.

/// Signs that mean nothing to YAML within a value.
const PLAIN: &str = " .-()/§?!–…%+=;»«’";

/// A text of one line as a value: bare where nothing in it means anything else, else in quotes.
pub fn yaml_scalar(text: &str) -> String {
    if is_bare(text, ",") { text.to_owned() } else { quoted(text) }
}

/// The same within brackets, where a comma ends a value.
pub fn yaml_flow_scalar(text: &str) -> String {
    if is_bare(text, "") { text.to_owned() } else { quoted(text) }
}

fn is_bare(text: &str, also: &str) -> bool {
    let fine = |c: char| c.is_alphanumeric() || PLAIN.contains(c) || also.contains(c);
    text.starts_with(|c: char| c.is_alphanumeric() || c == '»') && !text.ends_with(' ') && text.chars().all(fine)
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_where_yaml_would_misread_them() {
        assert_eq!(yaml_scalar("Hjælp efter § 81 (LAS), nr. 1"), "Hjælp efter § 81 (LAS), nr. 1");
        assert_eq!(yaml_flow_scalar("Ja, delvist"), "\"Ja, delvist\"");
        assert_eq!(yaml_scalar("Brev: \"afslag\""), r#""Brev: \"afslag\"""#);
        assert_eq!(yaml_scalar("- liste"), "\"- liste\"");
        assert_eq!(yaml_scalar("lokal #12"), "\"lokal #12\"");
    }
}
