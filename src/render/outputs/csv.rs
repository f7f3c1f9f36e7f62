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
    let line = line.collect::<Vec<_>>().join(" ");
    let formula = line.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    let quoted = formula || line.contains([';', ',', '"', '\'']);
    if !quoted {
        return out.push_str(&line);
    }
    out.push('"');
    if formula {
        out.push('\'');
    }
    out.push_str(&line.replace('"', "\"\""));
    out.push('"');
}
