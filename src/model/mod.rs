//! The words of the domain: plain data without I/O, without serde and without HTML.
//!
//! A [`Portal`] is closed: every id in it names something in it.

pub mod chart;
mod contact;
mod date;
mod external;
mod guidance;
mod handover;
mod history;
mod host;
mod law;
mod page;
mod pages;
mod portal;
mod registry;
mod site;
mod workflow;

pub use contact::{Contact, Hours, Person, Phone};
pub use date::{Date, Duration, Unit};
pub use external::{Answer, Answered, External, Outside, Trouble};
pub use guidance::Guidance;
pub use handover::{Handover, HandoverRef};
pub use history::History;
pub use host::{CONTENT_POLICY, Host};
pub use law::{Citation, CitationKey, LawRef, Provision};
pub use page::{
    Allow, Body, Change, Content, Guide, GuideType, Heading, Image, Kind, Law, LearningPath, LegalCheck, Link,
    LinkTarget, News, Page, Section, Service, Status, Term, Tool, ToolType, Topic, review_due,
};
pub use pages::{ByPage, PageId, Pages};
pub use portal::{Cited, Conflict, Portal, StepRef, Unresolved, UnresolvedKind, Uses};
pub use registry::{Actor, ActorId, Audience, AudienceId, Complaint, ComplaintId, Finder, FinderEnd};
pub use site::{
    Administration, AdministrationId, Affiliation, Bucket, Extra, Lead, Location, MenuEntry, Notice, SHARED, Site,
    Statement, Target,
};
pub use workflow::{Deadline, DeadlineBasis, Exit, ExitKind, Step, StepIndex, StepKind, Workflow};
