//! A workflow as a BPMN 2.0 file, with the portal's words in it.

use super::Export;
use crate::bpmn::export::{Subject, Words, export as file};
use crate::model::Page;
use crate::model::chart::Chart;

/// The file of a workflow's page, whose own text is `source`; `None` for any other page.
pub fn of(export: Export, page: &Page, chart: &Chart, source: &str) -> Option<Vec<u8>> {
    let word = |key: &str| export.strings.get(key).to_owned();
    let words = Words {
        tools: word("step.tools"),
        law: word("step.law"),
        within: word("step.deadline"),
        remember: word("step.remember"),
        with: word("step.with"),
    };
    file(Subject { portal: export.portal, page, chart, source, words: &words })
}
