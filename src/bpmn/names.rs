//! Names that reading and writing BPMN share: namespaces, and the elements and attributes of our
//! extension. Elements of BPMN itself are written where they are used; the standard fixes them.
//!
//! What BPMN says is not said again by the extension, so that a change in another modeller holds:
//! names, lanes and who is in them, flows, conditions, calls, the kind of a gateway, the name of the
//! start and of the end.
//! Where BPMN says less than we do, the extension notes what it stood beside when it was written
//! ([`attribute::OF`], and the name in [`element::ACTOR`]). What is noted and what the file says now
//! differ: somebody has edited the file, and BPMN is right.
//!
//! An actor is written in one way wherever it is named ([`element::ACTOR`], [`element::WITH`],
//! [`element::FOR`]): its id and where it belongs as attributes, its name as text. So a portal that
//! lacks the actor can make it.

use crate::text::sha256_hex;

/// BPMN 2.0: processes, collaborations and everything in them.
pub const BPMN: &str = "http://www.omg.org/spec/BPMN/20100524/MODEL";
/// BPMN diagram interchange: shapes and edges.
pub const BPMNDI: &str = "http://www.omg.org/spec/BPMN/20100524/DI";
/// Diagram interchange of all OMG languages: waypoints.
pub const DI: &str = "http://www.omg.org/spec/DD/20100524/DI";
/// Bounds and points.
pub const DC: &str = "http://www.omg.org/spec/DD/20100524/DC";
/// `xsi:type` of expressions.
pub const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// What BPMN cannot say.
pub const VEJVISER: &str = "urn:vejviser:bpmn:1";
/// The prefix we write for [`VEJVISER`]; a reader goes by the namespace.
pub const PREFIX: &str = "vejviser";
/// `exporter` of `definitions`.
pub const EXPORTER: &str = "vejviser";
/// `targetNamespace` of `definitions`.
pub const TARGET: &str = "urn:vejviser:portal";

/// Elements in [`VEJVISER`].
pub mod element {
    /// In a process: `id`, `section`; holds [`FIELD`]s.
    pub const WORKFLOW: &str = "workflow";
    /// A field of the front matter: `name`; holds text, or the fields of an entry.
    pub const FIELD: &str = "field";
    /// The text of the page that belongs to no step, Markdown as written; in [`WORKFLOW`].
    pub const BODY: &str = "body";
    /// In a flow node: `id`, `by`, `implied`, `for`, `then`; holds what follows.
    pub const STEP: &str = "step";
    /// In a lane: `id`, `administration` or `external`; the actor's name as text. A lane with another
    /// name has been renamed, and is another actor's.
    pub const ACTOR: &str = "actor";
    /// Who takes part: `actor`, `administration` or `external`; the actor's name as text.
    pub const WITH: &str = "with";
    /// Whom a wait is for, whose id stands in the step's `for`: as [`WITH`].
    pub const FOR: &str = "for";
    /// A tool: `id`, and its title as text.
    pub const TOOL: &str = "tool";
    /// A reference to a statute, as written.
    pub const LAW: &str = "law";
    /// The time of a step, in words; `of`: the `timeDuration` they stand for, when there is one.
    pub const WITHIN: &str = "within";
    pub const REMEMBER: &str = "remember";
    /// The text below the heading with the step's id, Markdown as written; `heading`: the heading's
    /// own text, when it is not the step's title; `of`: the [`digest`](super::digest) of the step's
    /// `documentation`. Without text when only the other lines of the documentation are to be known.
    pub const GUIDANCE: &str = "guidance";
    /// In a sequence flow that is an answer; holds [`LAW`]s.
    pub const ANSWER: &str = "answer";
    /// In the boundary event of a late branch.
    pub const LATE: &str = "late";
}

/// Attributes of the elements in [`VEJVISER`]; they stand in no namespace.
pub mod attribute {
    pub const ID: &str = "id";
    /// The folder of the page below `content/`.
    pub const SECTION: &str = "section";
    pub const NAME: &str = "name";
    /// The actor of a step, when its lane is not the actor's.
    pub const BY: &str = "by";
    /// `true` for what the program added: the start with the trigger, the end with the outcome.
    pub const IMPLIED: &str = "implied";
    /// Whom a wait is for.
    pub const FOR: &str = "for";
    /// The workflow an end leads on to.
    pub const THEN: &str = "then";
    pub const ACTOR: &str = "actor";
    /// The administration of an actor, as front matter names it.
    pub const ADMINISTRATION: &str = "administration";
    /// `true` for an actor outside the administrations.
    pub const EXTERNAL: &str = "external";
    /// What BPMN said when an element of ours was written.
    pub const OF: &str = "of";
    /// The text of the heading above a guidance.
    pub const HEADING: &str = "heading";
}

/// What stands before a page's id in the id of its process.
pub const PROCESS: &str = "p-";

/// The id of the process of a workflow page.
pub fn process_id(page: &str) -> String {
    format!("{PROCESS}{page}")
}

/// The id of the flow node of a step.
pub fn step_id(step: &str) -> String {
    format!("s-{step}")
}

/// The id of the `number`th exit of a step, from 1.
pub fn flow_id(step: &str, number: usize) -> String {
    format!("f-{step}-{number}")
}

/// The id of an actor's lane.
pub fn lane_id(actor: &str) -> String {
    format!("l-{actor}")
}

/// By this a change of a text is known: the first 16 hexadecimal digits of the SHA-256 of its words
/// with one space between them. Programs break lines and indent anew; that is no change.
pub fn digest(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    sha256_hex(words.as_bytes()).chars().take(16).collect()
}
