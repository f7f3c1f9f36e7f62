//! Rules about the portal, one file each.

pub mod duplicate_url;
