//! The site as each program wants it: its theme from `themes/`, its front matter, its links.

use std::fmt::Write as _;
use std::path::Path;

use vejviser::text::yaml_scalar;

use super::description::{Page, SECTIONS, Site, Step, TOOLS, WORKFLOWS};
use super::{markdown, write};
use crate::corpus::shipped;

/// Writes every site into a folder of its own, and names them.
pub fn all(site: &Site, folder: &Path) -> [&'static str; 4] {
    ours(site, &folder.join("vejviser"));
    theme("vejviser", &folder.join("vejviser"));
    ours(site, &folder.join("vejviser-all"));
    let settings = theirs("site.toml").replace("without = [", "# without = [");
    write(&folder.join("vejviser-all/site.toml"), &settings);
    peer(site, &folder.join("zola"), &Peer { section: "sort_by: title\n", front: zola, link: "@" });
    theme("zola", &folder.join("zola"));
    peer(site, &folder.join("hugo"), &Peer { section: "", front: hugo, link: "" });
    theme("hugo", &folder.join("hugo"));
    ["vejviser", "vejviser-all", "zola", "hugo"]
}

/// A file of our own small theme.
fn theirs(name: &str) -> String {
    std::fs::read_to_string(shipped().join("benches/peers/themes/vejviser").join(name)).unwrap()
}

fn theme(program: &str, to: &Path) {
    let from = shipped().join("benches/peers/themes").join(program);
    for entry in walkdir::WalkDir::new(&from).into_iter().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
        let below = entry.path().strip_prefix(&from).expect("it lies below");
        write(&to.join(below), &std::fs::read_to_string(entry.path()).unwrap());
    }
}

/// How Zola and Hugo differ in writing.
struct Peer {
    section: &'static str,
    front: fn(&Site, &Page) -> String,
    /// What stands before the path of a page in links to it.
    link: &'static str,
}

fn peer(site: &Site, root: &Path, peer: &Peer) {
    write(&root.join("content/_index.md"), "---\ntitle: Forside\n---\nVelkommen.\n");
    for (slug, title) in SECTIONS {
        let text = format!("---\ntitle: {title}\n{}---\nOversigt.\n", peer.section);
        write(&root.join(format!("content/{slug}/_index.md")), &text);
    }
    for page in &site.pages {
        let mut text = common(page, "description");
        let _ = writeln!(text, "date: {}", page.date);
        text.push_str(&(peer.front)(site, page));
        text.push_str("---\n");
        let link = |page: &Page| format!("{}/{}/{}.md", peer.link, SECTIONS[page.section].0, page.slug);
        text.push_str(&markdown::text(site, page, link));
        write(&root.join(path(page)), &text);
    }
}

fn path(page: &Page) -> String {
    format!("content/{}/{}.md", SECTIONS[page.section].0, page.slug)
}

fn common(page: &Page, summary: &str) -> String {
    format!("---\ntitle: {}\n{summary}: {}\n", yaml_scalar(&page.title), yaml_scalar(&page.summary))
}

fn zola(site: &Site, page: &Page) -> String {
    let mut text = String::from("taxonomies:\n");
    let _ = writeln!(text, "  emner: [{}]\n  maalgrupper: [{}]", topics(site, page), groups(site, page));
    if page.section == WORKFLOWS {
        let _ = write!(text, "extra:\n  steps:\n{}", steps(site, page));
    }
    text
}

fn hugo(site: &Site, page: &Page) -> String {
    let mut text = format!("emner: [{}]\nmaalgrupper: [{}]\n", topics(site, page), groups(site, page));
    if page.section == WORKFLOWS {
        let _ = write!(text, "params:\n  steps:\n{}", steps(site, page));
    }
    text
}

fn topics(site: &Site, page: &Page) -> String {
    names(&site.topics, &page.topics)
}

fn groups(site: &Site, page: &Page) -> String {
    names(&site.groups, &page.groups)
}

fn names(of: &[String], which: &[usize]) -> String {
    which.iter().map(|n| of[*n].as_str()).collect::<Vec<_>>().join(", ")
}

/// Steps as templates of the peers read them.
fn steps(site: &Site, page: &Page) -> String {
    let mut text = String::new();
    for (number, step) in (1..).zip(&page.steps) {
        let title = yaml_scalar(&step.title);
        let _ = writeln!(text, "    - id: t{number}\n      by: {}\n      title: {title}", site.actors[step.actor]);
        let tool = |n: &usize| format!("{{id: {}, title: {}}}", site.tools[*n], yaml_scalar(&site.pages[*n].title));
        let tools: Vec<String> = step.tools.iter().map(tool).collect();
        let _ = writeln!(text, "      tools: [{}]", tools.join(", "));
        if let Some(weeks) = step.weeks {
            let _ = writeln!(text, "      within: {weeks} uger");
        }
        let next = step.next(number, page.steps.len()).into_iter().map(|(say, to)| match say {
            Some(say) => format!("{{to: t{to}, number: {to}, say: {say}}}"),
            None => format!("{{to: t{to}, number: {to}}}"),
        });
        let _ = writeln!(text, "      next: [{}]", next.collect::<Vec<_>>().join(", "));
    }
    text
}

fn ours(site: &Site, root: &Path) {
    write(&root.join("content/_index.md"), "---\ntitle: Forside\n---\nVelkommen.\n");
    registries(site, root);
    for (n, (slug, title)) in SECTIONS.iter().enumerate() {
        let kind = match n {
            WORKFLOWS => "kind: workflow\n",
            TOOLS => "kind: tool\n",
            _ => "",
        };
        write(&root.join(format!("content/{slug}/_index.md")), &format!("---\ntitle: {title}\n{kind}---\nOversigt.\n"));
    }
    for page in &site.pages {
        let mut text = common(page, "summary");
        let laws: Vec<String> = page.topics.iter().map(|n| abbreviation(*n)).collect();
        let _ = writeln!(text, "reviewed: {}\nlaw: [{}]", page.date, laws.join(", "));
        let _ = writeln!(text, "audience: [{}]", groups(site, page));
        match page.section {
            WORKFLOWS => our_steps(&mut text, site, page),
            TOOLS => text.push_str("type: method\n"),
            _ => {}
        }
        text.push_str("---\n");
        let link = |page: &Page| format!("../{}/{}.md", SECTIONS[page.section].0, page.slug);
        text.push_str(&markdown::text(site, page, link));
        write(&root.join(path(page)), &text);
    }
}

/// The taxonomies: audiences are one, statutes that pages refer to the other.
fn registries(site: &Site, root: &Path) {
    let entry = |id: &String| format!("- id: {id}\n  name: {id}\n");
    write(&root.join("content/_data/audiences.yaml"), &site.groups.iter().map(entry).collect::<String>());
    // Outside, so that nobody is missing a contact.
    let entry = |id: &String| format!("- id: {id}\n  name: {id}\n  external: true\n");
    write(&root.join("content/_data/actors.yaml"), &site.actors.iter().map(entry).collect::<String>());
    write(&root.join("content/emner/_index.md"), "---\ntitle: emner\nkind: law\n---\n");
    for (n, name) in site.topics.iter().enumerate() {
        let text = format!("---\ntitle: {name}\nabbr: {}\n---\n", abbreviation(n));
        write(&root.join(format!("content/emner/{name}.md")), &text);
    }
}

/// Of a statute; letters that are no word.
fn abbreviation(topic: usize) -> String {
    let letter = |n: usize| char::from(b'A' + u8::try_from(n).expect("fewer than 26"));
    format!("XQ{}{}", letter(topic / 20), letter(topic % 20))
}

fn our_steps(text: &mut String, site: &Site, page: &Page) {
    text.push_str("trigger: Begynd\noutcome: Slut\nsteps:\n");
    for (number, step) in (1..).zip(&page.steps) {
        our_step(text, site, step, (number, page.steps.len()));
    }
}

fn our_step(text: &mut String, site: &Site, step: &Step, (number, count): (usize, usize)) {
    let what = if step.asks { "ask" } else { "do" };
    let _ = writeln!(text, "  - id: t{number}\n    {what}: {}", yaml_scalar(&step.title));
    let _ = writeln!(text, "    by: {}\n    tools: [{}]", site.actors[step.actor], names(&site.tools, &step.tools));
    if let Some(weeks) = step.weeks {
        let _ = writeln!(text, "    within: {weeks} uger");
    }
    if step.asks {
        let answer = |(say, to): &(Option<&str>, usize)| format!("{}: t{to}", say.expect("a question has answers"));
        let answers: Vec<String> = step.next(number, count).iter().map(answer).collect();
        let _ = writeln!(text, "    answers: {{{}}}", answers.join(", "));
    }
}
