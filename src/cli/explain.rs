//! `explain`: what a rule demands, why, and what breaks it.

use super::args::ExplainArgs;
use super::failure::Failure;
use super::{Exit, say_to_stdout};
use crate::diag::{Lang, Rule, Severity};
use crate::say;
use crate::text::nearest;

/// Every rule of the program, in the order of the flow.
pub fn rules() -> Vec<&'static Rule> {
    let mut all: Vec<&'static Rule> = vec![&crate::config::SITE_TOML];
    all.extend(crate::history::RULES);
    all.extend(crate::parse::rules::ALL);
    all.extend(crate::check::rules());
    all.push(&crate::promises::LOST_URL);
    all.extend(crate::theme::RULES);
    all.push(&crate::bpmn::read::BPMN_FILE);
    all
}

pub fn run(args: &ExplainArgs, lang: Lang) -> Result<Exit, Failure> {
    let all = rules();
    let Some(name) = &args.rule else {
        let width = all.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
        let lines: String = all.iter().map(|rule| format!("{:width$}  {}\n", rule.id, rule.title.get(lang))).collect();
        say_to_stdout(&lines);
        return Ok(Exit::Fine);
    };
    match all.iter().find(|rule| rule.id == name) {
        Some(rule) => {
            say_to_stdout(&explanation(rule, lang));
            Ok(Exit::Fine)
        }
        None => Err(Failure::new(
            Exit::Usage,
            say!("Der er ingen regel, der hedder »{name}«.", "There is no rule called “{name}”."),
            match nearest(name, all.iter().map(|rule| rule.id)) {
                Some(near) => say!("mente du »{near}«?", "did you mean “{near}”?"),
                None => say!("»vejviser explain« viser dem alle", "“vejviser explain” lists them all"),
            },
        )),
    }
}

fn explanation(rule: &Rule, lang: Lang) -> String {
    let severity = match (rule.severity, lang) {
        (Severity::Error, Lang::Danish) => "fejl: portalen udgives ikke",
        (Severity::Warning, Lang::Danish) => "advarsel: kan slås fra på siden med »allow« og en grund",
        (Severity::Notice, Lang::Danish) => "bemærkning: vises på siden og i kvalitetsrapporten",
        (Severity::Error, Lang::English) => "error: the portal is not published",
        (Severity::Warning, Lang::English) => "warning: may be silenced on the page with “allow” and a reason",
        (Severity::Notice, Lang::English) => "notice: shown on the page and in the quality report",
    };
    let mut text = format!("{}\n{}\n\n{}\n\n{}\n", rule.id, severity, rule.title.get(lang), rule.why.get(lang));
    if !rule.example.is_empty() {
        let (broken, fixed) = match lang {
            Lang::Danish => ("Eksempel på det, reglen finder:", "Sådan skal der stå:"),
            Lang::English => ("An example of what it finds:", "As it should be:"),
        };
        for (heading, piece) in [(broken, rule.example), (fixed, rule.fixed)] {
            let lines: String = piece.lines().map(|line| format!("    {line}\n")).collect();
            text.push_str(&format!("\n{heading}\n\n{lines}"));
        }
    }
    text
}
