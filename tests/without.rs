//! `[output] without`: what a site leaves out is not made, nothing leads to it, and the rest is as it was.

use std::collections::BTreeSet;

use vejviser::model::Extra;
use vejviser::pipeline::{Compilation, Options, compile};
use vejviser::render::Output;
use vejviser::routes::{Route, Target};
use vejviser::source::{self, SourceFile, SourcePath, Url};

use crate::support::{TODAY, root};

/// The small portal without these.
fn portal(without: &[&str]) -> Compilation {
    let mut sources = source::load(&root().join("tests/portal")).unwrap();
    let settings = sources.get(&SourcePath::new("site.toml")).unwrap();
    let text = format!("{}\n[output]\nwithout = {without:?}\n", settings.text());
    let settings = SourceFile::of_text(settings.id, settings.path.clone(), &text);
    sources.insert(settings.into());
    let compilation = compile(sources, &mut Default::default(), &Options::on(TODAY));
    assert!(!compilation.diagnostics().has_errors());
    assert_eq!(compilation.portal.site.without, without.iter().filter_map(|name| Extra::of(name)).collect());
    compilation
}

/// What belongs to which.
fn extra(target: &Target) -> Option<&'static str> {
    use vejviser::routes::Special;
    Some(match target {
        Target::DiagramSvg(_) | Target::WideSvg(_) => "charts",
        Target::Bpmn(_) => "bpmn",
        Target::Checklist(_) => "checklists",
        Target::SearchIndex | Target::SearchShard(_) | Target::OpenSearch => "search",
        Target::Special { what: Special::Search, .. } => "search",
        Target::Facet(_) | Target::Sorted(_) => "filters",
        Target::Role(_) | Target::Handovers(_) => "roles",
        Target::Special { what: Special::Roles | Special::Map, .. } => "roles",
        Target::Special { what: Special::Quality, .. } => "quality",
        Target::Vcard(_) | Target::VcardAll | Target::ContactsCsv | Target::DeadlinesCsv => "data",
        Target::DeadlinesJson | Target::ReviewCalendar(_) | Target::PortalJson | Target::PortalSchema => "data",
        _ => return None,
    })
}

/// Old addresses go with what they led to.
fn urls(compilation: &Compilation, wanted: impl Fn(&Route) -> bool) -> BTreeSet<String> {
    let routes = compilation.routes.iter().filter(|route| !matches!(route.target, Target::Redirect { .. }));
    routes.filter(|route| wanted(route)).map(|route| route.url.to_string()).collect()
}

#[test]
fn each_can_be_left_out_alone() {
    let whole = portal(&[]);
    for name in Extra::NAMES {
        let without = urls(&portal(&[name]), |_| true);
        let gone = |route: &Route| extra(&route.target) == Some(name);
        assert!(!urls(&whole, gone).is_empty(), "the small portal has no {name}");
        // The report's data goes with either.
        let report = |route: &Route| route.target == Target::QualityJson && ["quality", "data"].contains(&name);
        assert_eq!(without, urls(&whole, |route| !gone(route) && !report(route)), "{name}");
    }
}

#[test]
fn nothing_leads_to_what_is_left_out() {
    for without in Extra::NAMES.iter().map(std::slice::from_ref).chain([&Extra::NAMES[..]]) {
        let compilation = portal(without);
        let renderer = compilation.renderer();
        for route in compilation.routes.iter().filter(|route| route.url.is_page()) {
            let Ok(Output::Bytes(html)) = renderer.render(route) else { panic!("/{}: {without:?}", route.url) };
            let html = String::from_utf8(html).unwrap();
            for link in links(&html) {
                let to = target(&route.url, link);
                assert!(compilation.routes.has(&to), "/{}: {link} leads nowhere without {without:?}", route.url);
            }
        }
    }
}

#[test]
fn a_workflow_without_chart_keeps_its_steps() {
    let compilation = portal(&["charts"]);
    let route = compilation.routes.get(&Url::new("arbejdsgange/ydelser/kontanthjaelp/")).unwrap();
    let Ok(Output::Bytes(html)) = compilation.renderer().render(route) else { panic!() };
    let html = String::from_utf8(html).unwrap();
    assert!(!html.contains("class=\"chart") && !html.contains("_diagram"), "{html}");
    assert!(html.contains("<li class=\"step ") && html.contains("kontanthjaelp.bpmn"), "{html}");
}

/// Relative addresses of links and forms, without their ends.
fn links(html: &str) -> impl Iterator<Item = &str> {
    let values = [" href=\"", " action=\""].into_iter().flat_map(|name| html.split(name).skip(1));
    let links = values.filter_map(|rest| rest.split(['"', '#', '?']).next());
    links.filter(|link| !link.is_empty() && !link.contains(':'))
}

fn target(from: &Url, link: &str) -> Url {
    let mut folders: Vec<&str> = from.as_str().split('/').collect();
    folders.pop();
    for part in link.split_inclusive('/') {
        match part {
            "./" => {}
            "../" => drop(folders.pop()),
            part => folders.push(part.trim_end_matches('/')),
        }
    }
    let end = if link.ends_with('/') && !folders.is_empty() { "/" } else { "" };
    Url::new(format!("{}{end}", folders.join("/")))
}
