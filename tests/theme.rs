//! Layers, texts, templates and static files of a theme.

use std::collections::BTreeSet;
use std::path::Path;

use vejviser::diag::{Checked, Diagnostics, Lang};
use vejviser::model::{Administration, Site};
use vejviser::source::Sources;
use vejviser::theme::{AssetData, Theme, embedded};

fn site(theme: &str) -> Site {
    Site { theme: theme.to_owned(), language: "da".to_owned(), ..Site::default() }
}

fn load(theme: &str, files: &[(&str, &str)]) -> Checked<Theme> {
    Theme::load(&Sources::from_texts(files.iter().copied()), &site(theme))
}

fn said(problems: &Diagnostics) -> Vec<String> {
    problems.iter().map(|d| format!("{}: {}", d.rule.id, d.message.get(Lang::English))).collect()
}

/// The bytes of an asset as text.
fn asset(theme: &Theme, name: &str) -> String {
    match theme.asset(name).and_then(|url| theme.assets().get(url)) {
        Some(AssetData::Bytes(bytes)) => String::from_utf8(bytes.clone()).unwrap(),
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn the_embedded_table_is_the_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/portal");
    let on_disk: BTreeSet<String> = walkdir::WalkDir::new(&root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/"))
        .collect();
    let table: Vec<&str> = embedded::FILES.iter().map(|(path, _)| *path).collect();
    assert!(table.is_sorted(), "the table is in order of path");
    assert_eq!(table.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<_>>(), on_disk);
    for (path, bytes) in embedded::FILES {
        assert!(std::str::from_utf8(bytes).is_ok(), "{path} is text");
    }
}

#[test]
fn the_default_theme_loads() {
    let loaded = load("portal", &[]);
    assert!(loaded.diagnostics.is_empty(), "{:?}", said(&loaded.diagnostics));
    assert_eq!(loaded.value.strings().get("header.skip"), "Spring til indhold");
}

#[test]
fn both_languages_have_the_same_keys_and_names() {
    let keys = |language: &str| {
        let site = Site { language: language.to_owned(), ..Site::default() };
        let theme = Theme::load(&Sources::default(), &site).value;
        let all: Vec<(String, String)> =
            theme.strings().iter().map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
        all
    };
    let english: std::collections::BTreeMap<_, _> = keys("en").into_iter().collect();
    let yaml = embedded::FILES.iter().find(|(path, _)| *path == "i18n/en.yaml").unwrap().1;
    let lines = |bytes: &[u8]| std::str::from_utf8(bytes).unwrap().lines().filter(|l| l.contains(": ")).count();
    let danish = embedded::FILES.iter().find(|(path, _)| *path == "i18n/da.yaml").unwrap().1;
    assert_eq!(lines(yaml), lines(danish), "English falls back to Danish where a key is missing");
    for (key, text) in keys("da") {
        let names = |text: &str| {
            text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(n, _)| n.to_owned())).collect()
        };
        let (ours, theirs): (BTreeSet<String>, BTreeSet<String>) = (names(&text), names(&english[&key]));
        assert_eq!(ours, theirs, "{key}");
    }
}

#[test]
fn a_site_replaces_texts_one_by_one() {
    let yaml = "header:\n  skip: Videre\n  menuu: Meny\nsite:\n  own: Egen\n";
    let loaded = load("portal", &[("i18n/da.yaml", yaml)]);
    let strings = loaded.value.strings();
    assert_eq!(strings.get("header.skip"), "Videre");
    assert_eq!(strings.get("header.menu"), "Menu");
    assert_eq!(strings.get("site.own"), "Egen");
    assert_eq!(strings.get("header.menuu"), "header.menuu");
    assert_eq!(said(&loaded.diagnostics), ["unknown-string: Nobody uses the text “header.menuu”."]);
    let problem = loaded.diagnostics.iter().next().unwrap();
    assert_eq!(problem.span.unwrap().range(), 25..30);
    assert_eq!(problem.help.as_ref().unwrap().en, "did you mean “header.menu”?");
    assert_eq!(strings.count("count.steps", 1276), "1.276 trin");
}

#[test]
fn texts_that_cannot_be_read_are_reported_with_their_place() {
    let loaded = load("portal", &[("i18n/da.yaml", "header:\n  skip: [a]\n")]);
    let problem = loaded.diagnostics.iter().next().unwrap();
    assert_eq!(problem.rule.id, "strings-error");
    assert_eq!(problem.span.unwrap().range().start, 10);
}

#[test]
fn a_template_of_the_site_extends_the_one_it_replaces() {
    let files = [
        ("themes/portal/templates/a.html", "[{% block b %}portal {{ x }}{% endblock %}]"),
        (
            "themes/portal/templates/c.html",
            "{% component mark(@t, x) %}{{ t.common.yes }} {{ x }}{% endcomponent mark %}",
        ),
        ("themes/portal/templates/d.html", "{% extends \"a.html\" %}{% block b %}d{% endblock %}"),
        ("templates/a.html", "{% extends \"portal/a.html\" %}{% block b %}site {{ super() }}{% endblock %}"),
        ("templates/e.html", "{{ <mark x={x}/> }}{{ t.common.no }}"),
    ];
    let mut context = tera::Context::new();
    context.insert("x", "<1>");
    let loaded = load("portal", &files);
    assert!(loaded.diagnostics.is_empty(), "{:?}", said(&loaded.diagnostics));
    let render = |name: &str| loaded.value.render(name, &context).unwrap();
    assert_eq!(render("a.html"), "[site portal &lt;1&gt;]");
    assert_eq!(render("portal/a.html"), "[portal &lt;1&gt;]");
    assert_eq!(render("d.html"), "[d]");
    assert_eq!(render("e.html"), "Ja &lt;1&gt;Nej");
}

#[test]
fn a_component_of_the_site_replaces_the_themes() {
    let files = [
        (
            "themes/portal/templates/parts/m.html",
            "{% component m() %}portal{% endcomponent m %}{% component n() %}n{% endcomponent n %}",
        ),
        ("themes/green/templates/parts/m.html", "{% component m() %}green{% endcomponent m %}"),
        ("templates/x.html", "{{ <m/> }}{{ <n/> }}"),
    ];
    let loaded = load("green", &files);
    assert!(loaded.diagnostics.is_empty(), "{:?}", said(&loaded.diagnostics));
    assert_eq!(loaded.value.render("x.html", &tera::Context::new()).unwrap(), "greenn");
}

#[test]
fn filters_speak_danish() {
    let template = "{{ '2026-10-01' | date_long }} {{ '2026-10-01' | date_short }} {{ 1276 | number }} \
                    {{ '33170000' | phone }} {{ '33 17 00 00' | tel }} {{ t.index.showing | fill(n=1, total=1300) }} \
                    {{ t.count.days | count(n=1) }}";
    let loaded = load("portal", &[("templates/f.html", template)]);
    let shown = loaded.value.render("f.html", &tera::Context::new()).unwrap();
    assert_eq!(shown, "1. oktober 2026 1.10.2026 1.276 33 17 00 00 +4533170000 Viser 1 af 1.300 1 dag");
}

#[test]
fn every_mistake_of_a_template_has_its_place() {
    let files = [("templates/a.html", "line\n{% if %}"), ("templates/b.html", "{{ x | }}"), ("templates/c.html", "ok")];
    let loaded = load("portal", &files);
    let places: Vec<_> = loaded.diagnostics.iter().map(|d| d.span.unwrap()).collect();
    assert_eq!(places.len(), 2, "{:?}", said(&loaded.diagnostics));
    assert_eq!(places[0].start, 11);

    let loaded = load("portal", &[("templates/a.html", "æ {{ x | nofilter }}\n{{ y | other }}")]);
    let said = said(&loaded.diagnostics);
    assert_eq!(
        said,
        [
            "template-error: The template has an error: Unknown filter `nofilter`.",
            "template-error: The template has an error: Unknown filter `other`."
        ]
    );
    assert_eq!(loaded.diagnostics.iter().next().unwrap().span.unwrap().start, 10);

    let loaded = load("portal", &[("templates/a.html", "{% extends \"bass.html\" %}"), ("templates/base.html", "")]);
    let problem = loaded.diagnostics.iter().next().unwrap();
    assert_eq!(problem.help.as_ref().unwrap().en, "did you mean “base.html”?");
}

#[test]
fn an_unknown_variable_names_the_nearest() {
    let loaded = load("portal", &[("templates/a.html", "{{ page.titel }}")]);
    let mut context = tera::Context::new();
    context.insert("page", &std::collections::BTreeMap::from([("title", "x"), ("summary", "y")]));
    let problem = loaded.value.render("a.html", &context).unwrap_err();
    assert_eq!(problem.message.en, "The template has an error: Field `titel` is not defined.");
    assert_eq!(problem.help.unwrap().en, "did you mean “title”?");
    assert_eq!(problem.span.unwrap().range(), 8..13);
}

#[test]
fn a_theme_that_is_not_there_is_named() {
    let loaded = load("blaa", &[("themes/blå/templates/a.html", "")]);
    let problem = loaded.diagnostics.iter().next().unwrap();
    assert_eq!(problem.rule.id, "theme-missing");
    assert_eq!(problem.help.as_ref().unwrap().en, "did you mean “blå”?");
}

#[test]
fn style_sheets_become_one_with_hashed_names() {
    let files = [
        ("themes/portal/static/css/00-a.css", "@layer base, site;\n/* out */\na { color: red }"),
        ("static/css/50-site.css", "b{background:url('../logo.svg')}"),
        ("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ];
    let mut site = site("portal");
    site.tokens.insert("link".into(), "#0A4D8F".into());
    site.tokens_dark.insert("link".into(), "#8EC5FF".into());
    site.tokens.insert("bg".into(), "red}".into());
    site.tokens.insert("job".into(), "#1F5A2E".into());
    let of = |token: &str| Administration {
        id: token.to_owned(),
        name: token.to_owned(),
        short: token.to_owned(),
        token: token.to_owned(),
    };
    site.administrations = vec![of("job"), of("sof")];
    let loaded = Theme::load(&Sources::from_texts(files), &site);
    assert_eq!(said(&loaded.diagnostics), ["bad-token: bg = \"red}\" is not a colour."]);
    let css = asset(&loaded.value, "style.css");
    let logo = loaded.value.asset("logo.svg").unwrap().as_str().strip_prefix("assets/").unwrap().to_owned();
    assert!(logo.starts_with("logo-") && logo.len() == "logo-12345678.svg".len(), "{logo}");
    assert!(css.starts_with("@layer base, site;a { color: red }@layer") && !css.contains("/*"), "{css}");
    assert!(css.contains(&format!("url({logo})")), "{css}");
    assert!(css.contains("@layer tokens{:root{--vv-job:#1F5A2E;--vv-link:#0A4D8F;}}"), "{css}");
    assert!(css.contains(":root[data-theme=dark]{--vv-link:#8EC5FF;}"), "{css}");
    // A colour of the site's own gets its classes; the theme's has them already.
    let dressed = |token: &str| css.matches(&format!(".tone-{token}{{--tone:var(--vv-{token});")).count();
    assert_eq!((dressed("job"), dressed("sof")), (1, 1), "{css}");
    let url = loaded.value.asset("style.css").unwrap().as_str();
    assert!(url.starts_with("assets/style-") && url.ends_with(".css"), "{url}");
}

#[test]
fn scripts_become_one_in_the_order_of_their_names() {
    let own = [
        ("static/js/60-own.js", "// mine\nown();"),
        ("static/js/workflow/20-chart-lanes.js", "replaced();"),
        ("static/js/a/b/deep.js", "deep();"),
    ];
    let theme = load("portal", &own).value;
    let (common, workflow) = (asset(&theme, "portal.js"), asset(&theme, "portal-workflow.js"));
    assert!(common.ends_with("own();\n") && !common.contains("replaced();"), "{common}");
    assert!(workflow.starts_with(&common) && workflow.contains("replaced();\n"), "{workflow}");
    assert!(!workflow.contains("// mine") && !workflow.contains("data-choose"), "{workflow}");
    assert!(!workflow.contains("deep();") && theme.asset("js/a/b/deep.js").is_some());
    for name in ["portal.js", "portal-workflow.js"] {
        let whole = asset(&load("portal", &[(&format!("static/{name}"), "all();")]).value, name);
        assert_eq!(whole, "all();");
    }
}

#[test]
fn the_themes_scripts_lose_their_comments() {
    // A file with backticks would be handed on as it is.
    let script = asset(&load("portal", &[]).value, "portal-workflow.js");
    assert!(!script.lines().any(|line| line.starts_with("//") || line.starts_with(' ')), "{script}");
}
