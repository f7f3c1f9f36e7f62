//! What serving adds to a page: the script of live reload, and the page shown when there is none.

use super::Problem;
use super::live::SCRIPT_URL;

/// Adds the script of live reload at the end of the body. Only what is served has it, never what
/// is built. `file` is the one that the page is written in.
pub(super) fn with_script(mut html: Vec<u8>, version: &str, file: Option<&str>) -> Vec<u8> {
    let file = file.map(|file| format!(" data-file=\"{}\"", escape(file))).unwrap_or_default();
    let script = format!("<script src=\"{SCRIPT_URL}\" data-version=\"{version}\"{file} defer></script>");
    let at = html.windows(7).rposition(|tag| tag.eq_ignore_ascii_case(b"</body>")).unwrap_or(html.len());
    html.splice(at..at, script.into_bytes());
    html
}

/// A page that could not be rendered.
pub(super) fn broken(problems: &[Problem]) -> String {
    let mut list = String::new();
    for problem in problems {
        let place = problem.place().map(|place| format!("<code>{}</code><br>", escape(&place))).unwrap_or_default();
        let help = problem.help.as_ref().map(|help| format!("<br>Hjælp: {}", escape(help))).unwrap_or_default();
        list.push_str(&format!("<li>{place}{}{help}</li>\n", escape(&problem.message)));
    }
    format!(
        "<!doctype html>\n<html lang=\"da\">\n<head><meta charset=\"utf-8\"><title>Siden kan ikke vises</title></head>\n\
         <body>\n<h1>Siden kan ikke vises</h1>\n<ul>\n{list}</ul>\n\
         <p>Ret fejlen og gem; siden vises igen af sig selv.</p>\n</body>\n</html>\n"
    )
}

impl Problem {
    /// `content/abc/x.md:12:5`
    fn place(&self) -> Option<String> {
        let file = self.file.as_ref()?;
        Some(if self.line == 0 { file.clone() } else { format!("{file}:{}:{}", self.line, self.column) })
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Severity;

    #[test]
    fn the_script_goes_before_the_last_end_of_a_body() {
        let html = |text: &str| String::from_utf8(with_script(text.into(), "a.1", None)).unwrap();
        let script = "<script src=\"/.vejviser/live.js\" data-version=\"a.1\" defer></script>";
        assert_eq!(html("<p>&lt;/body></p></BODY></html>"), format!("<p>&lt;/body></p>{script}</BODY></html>"));
        assert_eq!(html("<p>uden"), format!("<p>uden{script}"));
        assert_eq!(html(""), script);
        let named = with_script(Vec::new(), "a.1", Some("content/\"x\".md"));
        assert!(String::from_utf8(named).unwrap().contains(" data-file=\"content/&quot;x&quot;.md\" "));
    }

    #[test]
    fn problems_are_text_and_never_markup() {
        let problem = Problem {
            severity: Severity::Error,
            file: Some("templates/<b>.html".into()),
            line: 3,
            column: 9,
            message: "<script>alert(1)</script>".into(),
            help: Some("a & b".into()),
        };
        let page = broken(&[problem]);
        assert!(page.contains("templates/&lt;b&gt;.html:3:9"));
        assert!(page.contains("&lt;script&gt;alert(1)") && page.contains("a &amp; b"));
        assert!(!page.contains("<script"));
    }
}
