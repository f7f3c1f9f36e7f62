//! The order in which files become visible where a portal cannot be swapped in one step.
//!
//! What a page needs is there before the page, and what a link leads to before the link: assets and
//! drawings, pages that are new, pages that changed, and last what lists them. Readers never meet a link
//! to nothing, though for a while they may meet a page of the old portal beside one of the new.

/// When a file comes; those of one rank in any order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Asset,
    NewPage,
    ChangedPage,
    /// The front page, feeds, lists of addresses.
    List,
}

impl Rank {
    /// In the order in which they come.
    pub const ALL: [Self; 4] = [Self::Asset, Self::NewPage, Self::ChangedPage, Self::List];

    /// `is_new`: no file stood under this path before.
    pub fn of(path: &str, is_new: bool) -> Self {
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        match extension {
            _ if path.starts_with("assets/") => Self::Asset,
            "html" if path == "index.html" => Self::List,
            "html" if is_new => Self::NewPage,
            "html" => Self::ChangedPage,
            "json" | "xml" | "csv" | "ics" | "txt" => Self::List,
            _ => Self::Asset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rank;

    #[test]
    fn a_page_comes_after_what_it_needs_and_before_what_leads_to_it() {
        let mut files = [
            ("index.html", false),
            ("abc/old/index.html", false),
            ("sitemap.xml", false),
            ("abc/new/index.html", true),
            ("assets/s-1.css", true),
            ("b/diagram.svg", false),
        ];
        files.sort_by_key(|(path, is_new)| (Rank::of(path, *is_new), *path));
        let paths = files.map(|(path, _)| path);
        let expected = [
            "assets/s-1.css",
            "b/diagram.svg",
            "abc/new/index.html",
            "abc/old/index.html",
            "index.html",
            "sitemap.xml",
        ];
        assert_eq!(paths, expected);
    }
}
