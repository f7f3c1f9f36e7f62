//! A workflow and its chart to a BPMN 2.0 file: a pure function, the same bytes for the same input.
//!
//! 1. [`plan`]: which step becomes which element, and what each is called ([`ids`]).
//! 2. [`process`]: the semantic part, with [`node`] for a step, [`prose`] for what every modeller
//!    shows as text, [`duration`] for times, and [`extension`] and [`fields`] for what only we read again.
//! 3. [`diagram`]: where everything stands, taken from the chart; [`circle`] lets late branches leave
//!    their event, [`label`] gives names their room.
//! 4. [`seal`]: a last line by which an export that nobody has changed is known again.

mod circle;
mod diagram;
mod duration;
mod extension;
mod fields;
mod ids;
mod label;
mod node;
mod plan;
mod process;
mod prose;
mod seal;
mod xml;

pub use seal::is_untouched;

use crate::bpmn::names::{BPMN, BPMNDI, DC, DI, EXPORTER, TARGET, VEJVISER, XSI};
use crate::model::chart::Chart;
use crate::model::{Page, Portal};
use plan::Plan;
use xml::Xml;

/// What is exported.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    pub portal: &'a Portal,
    /// A page of kind workflow.
    pub page: &'a Page,
    /// Its chart: node n is step n, the edges are the exits in order.
    pub chart: &'a Chart,
    /// The text of the page's file.
    pub source: &'a str,
    pub words: &'a Words,
}

/// What stands before the lists in the documentation of a step, in the portal's language.
#[derive(Debug, Clone)]
pub struct Words {
    pub tools: String,
    pub law: String,
    pub within: String,
    pub remember: String,
    pub with: String,
}

/// The file; `None` for a page that is no workflow.
pub fn export(subject: Subject) -> Option<Vec<u8>> {
    let plan = Plan::new(subject)?;
    let mut xml = Xml::new();
    let id = plan.ids.of_page("definitions");
    let attributes = [
        ("xmlns:bpmn", BPMN),
        ("xmlns:bpmndi", BPMNDI),
        ("xmlns:dc", DC),
        ("xmlns:di", DI),
        ("xmlns:xsi", XSI),
        ("xmlns:vejviser", VEJVISER),
        ("id", &id),
        ("targetNamespace", TARGET),
        ("exporter", EXPORTER),
        ("exporterVersion", env!("CARGO_PKG_VERSION")),
    ];
    xml.element("bpmn:definitions", &attributes, |xml| {
        process::write(xml, &plan);
        diagram::write(xml, &plan);
    });
    Some(seal::sealed(xml.finish()))
}
