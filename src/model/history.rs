//! What the version control knows of the site's pages.

use std::collections::BTreeMap;

use super::Date;
use crate::source::SourcePath;

/// When the site's pages last changed. Empty for a site that lies in no repository.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// Short name of the newest commit.
    pub revision: Option<String>,
    /// The day the newest commit that changed a page was made, in UTC. Pages whose day is not known are left out.
    pub last_changes: BTreeMap<SourcePath, Date>,
}
