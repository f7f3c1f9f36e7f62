//! The text of a page as HTML.

use vejviser::markdown::{BodyContext, Glossary, Words, render, render_parts};
use vejviser::model::{Kind, LinkTarget, PageId, Portal, Provision, Site};
use vejviser::source::{SourcePath, Sources};
use vejviser::theme::Theme;
use vejviser::{assemble, parse};

/// A small portal around one page with this body.
struct World {
    sources: Sources,
    portal: Portal,
    glossary: Glossary,
    words: Words,
}

impl World {
    fn new(body: &str) -> Self {
        Self::with(&format!("---\ntitle: Siden\n---\n{body}"))
    }

    fn with(page: &str) -> Self {
        let sources = Sources::from_texts([
            ("content/_index.md", "---\ntitle: Forside\n---\n"),
            ("content/side.md", page),
            ("content/billede.png", ""),
            ("content/abc/_index.md", "---\ntitle: ABC\nkind: term\n---\n"),
            (
                "content/abc/jobplan.md",
                "---\ntitle: Jobplan\nshort: En aftale om \"job\".\nsynonyms: [min plan]\n---\nEn jobplan er en jobplan.\n",
            ),
            ("content/lovgivning/_index.md", "---\ntitle: Love\nkind: law\n---\n"),
            ("content/lovgivning/lab.md", "---\ntitle: LAB\nabbr: LAB\nfull_title: Lov om aktiv indsats\n---\n"),
        ]);
        let site = Site { language: "da".into(), ..Site::default() };
        let theme = Theme::load(&Sources::default(), &site).value;
        let documents = parse::parse(&sources).value;
        let portal = assemble::assemble(
            site,
            &documents,
            assemble::Options { today: jiff::civil::date(2026, 11, 22), drafts: false },
        );
        let words = Words::new(|key| theme.strings().get(key).to_owned());
        Self { glossary: Glossary::new(&portal), sources, portal, words }
    }

    fn id(&self, kind: Kind, slug: &str) -> PageId {
        self.portal.find(kind, slug).unwrap().id
    }

    fn on<T>(&self, page: PageId, shift: u8, run: impl FnOnce(&BodyContext) -> T) -> T {
        let page = self.portal.page(page);
        let link = |target: &LinkTarget| match target {
            LinkTarget::Page { page, anchor } => {
                let url = page_url(&self.portal, *page);
                Some(anchor.as_ref().map_or(url.clone(), |anchor| format!("{url}#{anchor}")))
            }
            LinkTarget::Asset(path) => Some(format!("/{}", path.file_name())),
            LinkTarget::External(href) => Some(href.clone()),
            LinkTarget::Anchor(anchor) => Some(format!("#{anchor}")),
            LinkTarget::Broken => None,
        };
        let law = |page: PageId, provision: &Provision| {
            Some(format!("{}#{}", page_url(&self.portal, page), provision.anchor()))
        };
        let term = |page: PageId| Some(page_url(&self.portal, page));
        run(&BodyContext {
            portal: &self.portal,
            page,
            source: self.sources.get(&SourcePath::new(page.source.as_str())).unwrap().text(),
            glossary: &self.glossary,
            words: &self.words,
            shift,
            link: &link,
            law_link: &law,
            term_link: &term,
        })
    }

    fn html(&self) -> String {
        self.on(self.id(Kind::Page, "side"), 0, |context| render(context, context.page.body.range.clone()))
    }
}

fn page_url(portal: &Portal, page: PageId) -> String {
    format!("/{}", portal.page(page).url)
}

#[track_caller]
fn check(body: &str, html: &str) {
    assert_eq!(World::new(body).html(), html);
}

#[test]
fn headings_keep_their_ids_below_the_title() {
    check("# A\n## B b {#x}\n### B b\n", "<h2 id=\"a\">A</h2>\n<h2 id=\"x\">B b</h2>\n<h3 id=\"b-b\">B b</h3>\n");
}

#[test]
fn links_lead_where_they_were_bound() {
    check(
        "[a](abc/jobplan.md) [b](https://x.dk/?a=1&b=2) [c](nej.md) [[jobplan]] [[jobplan|planen]] <mailto:a@b.dk>\n",
        "<p><a href=\"/abc/jobplan/\">a</a> <a href=\"https://x.dk/?a=1&amp;b=2\">b <span class=\"external\">(eksternt)\
         </span></a> c <a href=\"/abc/jobplan/\">Jobplan</a> <a href=\"/abc/jobplan/\">planen</a> \
         <a href=\"mailto:a@b.dk\">mailto:a@b.dk</a></p>\n",
    );
}

#[test]
fn images_have_their_text_or_are_text() {
    check(
        "![Et *kort*](billede.png \"Titel\") ![Væk](nej.png)\n",
        "<p><img src=\"/billede.png\" alt=\"Et kort\" title=\"Titel\" loading=\"lazy\"> Væk</p>\n",
    );
}

#[test]
fn the_first_use_of_a_term_is_linked() {
    let term = "<a class=\"term\" href=\"/abc/jobplan/\" title=\"En aftale om &quot;job&quot;.\">";
    check(
        "## Jobplan\n[Jobplan](side.md) `jobplan` jobplaner *jobplan* jobplan min\nplan\n",
        &format!(
            "<h2 id=\"jobplan\">Jobplan</h2>\n<p><a href=\"/side/\">Jobplan</a> <code>jobplan</code> jobplaner \
             <em>{term}jobplan</a></em> jobplan min\nplan</p>\n"
        ),
    );
    let off = World::with("---\ntitle: Siden\nglossary: false\n---\njobplan\n");
    assert_eq!(off.html(), "<p>jobplan</p>\n");
    let world = World::new("");
    let term = world.id(Kind::Term, "jobplan");
    let own = world.on(term, 0, |context| render(context, context.page.body.range.clone()));
    assert_eq!(own, "<p>En jobplan er en jobplan.</p>\n");
}

#[test]
fn statutes_in_text_link_to_their_sections() {
    check(
        "Efter LAB § 47, stk. 1, og\nLAB § 2. `LAB § 3` LAB gælder. LAB igen.\n",
        "<p>Efter <a class=\"law\" href=\"/lovgivning/lab/#p47-stk1\">LAB § 47, stk. 1</a>, og\n<a class=\"law\" \
         href=\"/lovgivning/lab/#p2\">LAB § 2</a>. <code>LAB § 3</code> <a class=\"law\" href=\"/lovgivning/lab/\" \
         title=\"Lov om aktiv indsats\">LAB</a> gælder. LAB igen.</p>\n",
    );
}

#[test]
fn alerts_say_what_they_are() {
    for (kind, word) in [("NOTE", "Info"), ("TIP", "Eksempel"), ("IMPORTANT", "Vigtigt"), ("CAUTION", "Advarsel")] {
        let html = World::new(&format!("> [!{kind}]\n> Husk det.\n")).html();
        assert!(html.contains(&format!("</svg> {word}</p>\n<p>Husk det.</p>\n</div>\n")), "{html}");
        assert!(html.starts_with("<div class=\"note note-") && !html.contains("style"), "{html}");
    }
    check("> Citat\n", "<blockquote>\n<p>Citat</p>\n</blockquote>\n");
}

#[test]
fn tables_scroll_and_have_heads() {
    check(
        "| | Frist |\n|---|--:|\n| A | 1 |\n",
        "<div class=\"table-box\" role=\"group\" tabindex=\"0\" aria-label=\"Tabel 1\"><table>\n<thead><tr><td></td>\
         <th scope=\"col\" class=\"right\">Frist</th></tr></thead>\n<tbody>\n<tr><td>A</td><td class=\"right\">1</td>\
         </tr>\n</tbody></table></div>\n",
    );
}

#[test]
fn tasks_are_boxes_that_are_read_aloud() {
    check(
        "- [x] Gjort\n- [ ] Ikke\n- Andet\n",
        "<ul>\n<li class=\"task\"><span class=\"task-box is-done\" role=\"img\" aria-label=\"Udført\"></span> Gjort</li>\n\
         <li class=\"task\"><span class=\"task-box\" role=\"img\" aria-label=\"Ikke udført\"></span> Ikke</li>\n\
         <li>Andet</li>\n</ul>\n",
    );
}

#[test]
fn raw_html_never_gets_through() {
    check(
        "<script>alert(1)</script>\n\nA <b onclick=\"x\">b</b> & <!-- c --> \"d\" <https://x.dk/\"onload=\">\n\n<div>\n\ninde\n\n</div>\n",
        "<p>A b &amp;  &quot;d&quot; <a href=\"https://x.dk/%22onload=%22\">https://x.dk/&quot;onload=&quot; \
         <span class=\"external\">(eksternt)</span></a></p>\n<p>inde</p>\n",
    );
    check("[a](javascript:alert(1)) [b](data:text/html,x)\n", "<p>a b</p>\n");
}

#[test]
fn code_is_coloured_and_can_be_reached() {
    check("```\na < b\n```\n", "<pre class=\"code\" tabindex=\"0\"><code>a &lt; b\n</code></pre>\n");
    assert!(World::new("```yaml\na: 1\n```\n").html().contains("<span class=\"hl-"));
}

#[test]
fn footnotes_stand_below_the_part_that_uses_them() {
    let world = World::new("Et[^a] to[^b] et[^a].\n\n## Del\nTre[^c].\n\n[^b]: To.\n[^a]: Et.\n[^c]: Tre.\n");
    let page = world.id(Kind::Page, "side");
    let parts = world.on(page, 1, |context| {
        let heading = &context.page.body.headings[0];
        let start = heading.span.start as usize;
        render_parts(context, &[context.page.body.range.start..start, heading.span.end as usize..heading.end])
    });
    let reference = |n: u8, id: &str| {
        format!("<sup><a id=\"note-{n}-{id}\" href=\"#note-{n}\" aria-label=\"Note {n}\">{n}</a></sup>")
    };
    let note = |n: u8, text: &str| {
        format!(
            "<li id=\"note-{n}\" value=\"{n}\"><p>{text}</p>\n<a href=\"#note-{n}-a\">Tilbage til teksten</a></li>\n"
        )
    };
    let notes = |items: &str| {
        format!("<div class=\"footnotes\" role=\"group\" aria-label=\"Noter\">\n<ol>\n{items}</ol>\n</div>\n")
    };
    let first = format!("<p>Et{} to{} et{}.</p>\n", reference(1, "a"), reference(2, "a"), reference(1, "a2"));
    assert_eq!(parts[0], first + &notes(&(note(1, "Et.") + &note(2, "To."))));
    assert_eq!(parts[1], format!("<p>Tre{}.</p>\n", reference(3, "a")) + &notes(&note(3, "Tre.")));
}

#[test]
fn a_part_knows_the_links_of_the_whole() {
    let world = World::new("## A\n[x][mål]\n\n## B\n### C\nb\n\n[mål]: side.md\n");
    let page = world.id(Kind::Page, "side");
    let parts = world.on(page, 1, |context| {
        let ranges: Vec<_> = context.page.body.headings[..2].iter().map(|h| h.span.end as usize..h.end).collect();
        render_parts(context, &ranges)
    });
    assert_eq!(parts, ["<p><a href=\"/side/\">x</a></p>\n", "<h4 id=\"c\">C</h4>\n<p>b</p>\n"]);
}

#[test]
fn lists_and_definitions() {
    check("3. a\n4. b\n", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n");
    check("Ord\n: Betydning\n", "<dl>\n<dt>Ord</dt>\n<dd>Betydning</dd>\n</dl>\n");
    check("a  \nb ~~c~~\n\n---\n", "<p>a<br>\nb <del>c</del></p>\n<hr>\n");
}

proptest::proptest! {
    /// Whatever an editor writes, the tags are balanced and nothing but our elements comes out.
    #[test]
    fn any_text_gives_balanced_html(body in "[-a-z \\n#*_`~<>&\"'|:!\\[\\]()^{}xX0-9§./å]{0,120}") {
        let html = World::new(&body).html();
        let mut open: Vec<&str> = Vec::new();
        for tag in html.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
            match (tag.starts_with('/'), name) {
                (_, "br" | "hr" | "img" | "path") => {}
                (true, name) => proptest::prop_assert_eq!(open.pop(), Some(name), "{}", html),
                (false, name) => open.push(name),
            }
        }
        proptest::prop_assert!(open.is_empty(), "{}", html);
        proptest::prop_assert!(!html.contains("javascript:") && !html.contains("<script"));
    }
}
