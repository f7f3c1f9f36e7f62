//! Names that a drawing program gave, not a person: no title for a page, no actor.

/// Whether a name only says what kind of thing it names.
pub fn is_placeholder(name: &str) -> bool {
    const NAMES: [&str; 18] = [
        "bpmn diagram",
        "collaboration",
        "default process",
        "deltager",
        "diagram",
        "hauptprozess",
        "lane",
        "main process",
        "new process",
        "participant",
        "pool",
        "proces",
        "process",
        "prozess",
        "sub process",
        "subprocess",
        "unnamed",
        "untitled",
    ];
    let letters: String = name.to_lowercase().chars().map(|c| if c.is_alphabetic() { c } else { ' ' }).collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    NAMES.contains(&words.join(" ").as_str())
}

/// Whether a process is called after its pool: `Bank - Process`.
pub fn is_of_pool(process: &str, pool: &str) -> bool {
    process.strip_prefix(pool).is_some_and(is_placeholder)
}

/// The name of a file for people: spaces for underscores, without the number that a store of files gave it.
pub fn of_file(stem: &str) -> String {
    let words: Vec<&str> = stem.split(['_', ' ']).filter(|word| !word.is_empty()).collect();
    let kept = match words.as_slice() {
        [rest @ .., last] if !rest.is_empty() && is_number(last) => rest,
        all => all,
    };
    kept.join(" ")
}

fn is_number(word: &str) -> bool {
    const LONG: usize = 20;
    word.len() >= LONG && word.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_nothing() {
        assert!(["Pool", "Process_1", "Main Process", "Sub-process 2"].into_iter().all(is_placeholder));
        assert!(["", "Borger", "A.1.0 - Process 1", "Proces for klage"].into_iter().all(|name| !is_placeholder(name)));
        assert!(is_of_pool("Bank - Process", "Bank") && !is_of_pool("Bank - lån", "Bank"));
        assert_eq!(of_file("Sag_2_42528d54df304f9fa9c747c8d40deb35"), "Sag 2");
        assert_eq!(of_file("42528d54df304f9fa9c747c8d40deb35"), "42528d54df304f9fa9c747c8d40deb35");
    }
}
