//! Tables for spreadsheets: semicolons and a byte order mark, as the Danish Excel reads them.

/// Begins a file.
pub const START: &str = "\u{feff}";

/// Appends a row.
pub fn push_row(out: &mut String, cells: &[&str]) {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            out.push(';');
        }
        push_cell(out, cell);
    }
    out.push_str("\r\n");
}

/// A cell is text: it is one line, and never a formula that a spreadsheet would run.
fn push_cell(out: &mut String, cell: &str) {
    let line = cell.split(|c: char| c.is_control()).map(str::trim).filter(|part| !part.is_empty());
    let text = guarded(&line.collect::<Vec<_>>().join(" "));
    if text.contains([';', ',', '"', '\'']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&text);
    }
}

/// Puts an apostrophe before signs that would begin a formula: at the beginning, and where a spreadsheet that parts
/// lines at commas would begin another cell, which it does within quotes as well. "250,-" stays a price.
fn guarded(line: &str) -> String {
    let mut text = String::with_capacity(line.len() + 1);
    let mut begins = true;
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        let mut is_number = || letters.peek().is_none_or(|next| next.is_ascii_digit() || next.is_whitespace());
        let runs = match letter {
            '=' | '@' | '＝' | '＠' => begins,
            '+' | '-' | '＋' | '－' => begins && (text.is_empty() || !is_number()),
            _ => false,
        };
        if runs {
            text.push('\'');
        }
        begins = matches!(letter, ';' | ',') || (begins && letter == '"');
        text.push(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    fn row(cell: &str) -> String {
        let mut out = String::new();
        super::push_row(&mut out, &[cell, "b"]);
        out
    }

    #[test]
    fn no_cell_is_a_formula_however_the_line_is_parted() {
        assert_eq!(row("a\nb"), "a b;b\r\n");
        assert_eq!(row("=1+1"), "\"'=1+1\";b\r\n");
        assert_eq!(row("-5 grader"), "\"'-5 grader\";b\r\n");
        assert_eq!(row("a;+cmd|x, \",@y"), "\"a;'+cmd|x, \"\",'@y\";b\r\n");
        assert_eq!(row("x,\"=y"), "\"x,\"\"'=y\";b\r\n");
        assert_eq!(row("250,- kr., 1,-"), "\"250,- kr., 1,-\";b\r\n");
    }
}
