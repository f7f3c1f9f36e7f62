//! Tools: the page of one, and the indexes by type and from A to Å.

use serde::Serialize;

use super::Output;
use super::frame::Head;
use super::list;
use super::place::Place;
use super::section::featured;
use super::views::{EntryView, GroupView, LetterView, LinkView, UseView};
use crate::diag::Diagnostic;
use crate::model::{Content, Kind, Page, Tool, ToolType};
use crate::routes::urls;

#[derive(Serialize)]
struct PageView {
    /// `form`, `letter` …: the end of the key `tool.type_…`.
    kind: &'static str,
    /// Where it is opened or downloaded.
    open: Option<String>,
    external: bool,
    format: Option<String>,
    /// Bytes of the file.
    size: Option<u64>,
    who: Option<String>,
    how_to_open: Option<String>,
    valid_from: Option<String>,
    /// The text below is the tool itself.
    printable: bool,
    used_in: Vec<UseView>,
    related: Vec<EntryView>,
}

pub(super) fn page(place: &Place, page: &Page, tool: &Tool) -> Result<Output, Diagnostic> {
    let file = tool.file.as_ref().and_then(|path| place.portal.assets.get(path)).map(|url| place.href(url));
    let source = tool.file.as_ref().and_then(|path| place.renderer.sources.get(path));
    let view = PageView {
        kind: tool.tool_type.name(),
        external: file.is_none() && tool.href.is_some(),
        size: source.filter(|_| file.is_some()).map(|file| file.size()),
        open: file.or_else(|| tool.href.as_ref().map(|href| href.value.clone())),
        format: tool.format.clone(),
        who: tool.who.clone(),
        how_to_open: tool.how_to_open.clone(),
        valid_from: page.valid_from.map(|date| date.to_string()),
        printable: tool.tool_type.body_is_tool(),
        used_in: place.uses(place.portal.uses.tools.get(&page.id).map_or(&[], Vec::as_slice)),
        related: place.entries(page.related.iter().copied()),
    };
    place.html("tool.html", Head::with_text(place, page), "tool", &view)
}

#[derive(Serialize)]
struct IndexView {
    /// Grouped by type; else by letter.
    by_type: bool,
    other: Option<String>,
    count: usize,
    featured: Vec<EntryView>,
    letters: Vec<LetterView>,
    groups: Vec<GroupView<RowView>>,
}

#[derive(Serialize)]
struct RowView {
    title: String,
    href: Option<String>,
    summary: Option<String>,
    kind: &'static str,
    format: Option<String>,
    /// Workflows that use it.
    uses: usize,
}

/// Grouped by type, in the order of types.
pub(super) fn index(place: &Place, page: &Page) -> Result<Output, Diagnostic> {
    let rows: Vec<RowView> = list::by_title(place, Kind::Tool).filter_map(|page| row(place, page)).collect();
    let count = rows.len();
    let mut groups: Vec<GroupView<RowView>> = ToolType::ALL
        .into_iter()
        .map(|kind| GroupView {
            id: format!("type-{}", kind.name().replace('_', "-")),
            title: place.text(&format!("tool.types_{}", kind.name())),
            entries: Vec::new(),
        })
        .collect();
    for row in rows {
        let at = ToolType::ALL.iter().position(|kind| kind.name() == row.kind);
        if let Some(group) = at.and_then(|at| groups.get_mut(at)) {
            group.entries.push(row);
        }
    }
    groups.retain(|group| !group.entries.is_empty());
    let view = IndexView {
        by_type: true,
        other: list::home(place, Kind::Tool).map(|home| place.href(&urls::tools_by_name(home))),
        count,
        featured: featured(place, page),
        letters: Vec::new(),
        groups,
    };
    place.html("tool_index.html", Head::with_text(place, page), "index", &view)
}

pub(super) fn by_name(place: &Place) -> Result<Output, Diagnostic> {
    let rows = list::by_title(place, Kind::Tool);
    let groups = list::by_letter(rows.filter_map(|page| Some((page.title.clone(), row(place, page)?))).collect());
    let home = list::home(place, Kind::Tool).map(|home| place.link(home.id));
    let title = format!("{} {}", place.text("section.tools"), place.text("index.az"));
    let view = IndexView {
        by_type: false,
        other: home.as_ref().and_then(|home: &LinkView| home.href.clone()),
        count: groups.iter().map(|group| group.entries.len()).sum(),
        featured: Vec::new(),
        letters: list::letters(&groups, ""),
        groups,
    };
    let head = Head { kind: "tool-index", ..Head::made(place, title, home.into_iter().collect()) };
    place.html("tool_index.html", head, "index", &view)
}

fn row(place: &Place, page: &Page) -> Option<RowView> {
    let Content::Tool(tool) = &page.content else { return None };
    let mut users: Vec<_> = place.portal.uses.tools.get(&page.id).into_iter().flatten().map(|at| at.page).collect();
    users.dedup();
    Some(RowView {
        title: page.title.clone(),
        href: Some(place.page_href(page.id)),
        summary: page.summary.clone(),
        kind: tool.tool_type.name(),
        format: tool.format.clone(),
        uses: users.len(),
    })
}
