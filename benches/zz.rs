use std::time::Instant;
use vejviser::diag::Diagnostics;
use vejviser::*;
fn main() {
    let n: usize = std::env::args().nth(1).and_then(|n| n.parse().ok()).unwrap_or(1000);
    let root = std::path::PathBuf::from(std::env::args().nth(2).unwrap());
    let _ = std::fs::remove_dir_all(&root);
    corpus::write_site(&root, n);
    let mut loader = source::Loader::default();
    let mut parser = parse::DocumentParser::default();
    let mut asm = assemble::Assembler::default();
    let skip = std::env::var("SKIP").is_ok();
    let today = "2026-11-22".parse().unwrap();
    let mut old = None;
    for round in 0..6 {
        let t0 = Instant::now();
        let mut last = t0;
        let mut marks = vec![];
        let mut mark = |last: &mut Instant, name: &'static str| {
            let now = Instant::now();
            marks.push((name, (now - *last).as_micros() as f64 / 1000.0));
            *last = now;
        };
        let sources = {
            let ch = if round == 0 {
                source::Changes::All
            } else {
                let f = root.join("content/samarbejde/dannet-2.md");
                let t = std::fs::read_to_string(&f).unwrap();
                std::fs::write(&f, format!("{t}\nMere.\n")).unwrap();
                last = Instant::now();
                source::Changes::At([f].into())
            };
            loader.load(&root, &ch).unwrap()
        };
        mark(&mut last, "load");
        let mut found = Diagnostics::default();
        let site = config::read(&sources).into(&mut found);
        mark(&mut last, "config");
        let documents = parser.parse(&sources).into(&mut found);
        mark(&mut last, "parse");
        let portal =
            asm.assemble(site, &documents, assemble::Options { today, drafts: false }, &model::History::default());
        mark(&mut last, "assemble");
        let report = if skip { Default::default() } else { check::check(&portal, today) };
        mark(&mut last, "check");
        if round == 0 {
            println!("{} problems, {} pages", report.diagnostics.iter().count(), portal.pages.len());
            for d in report.diagnostics.iter().take(5) {
                println!("{}", d.message.da);
            }
        }
        let theme = theme::Theme::load(&sources, &portal.site).into(&mut found);
        mark(&mut last, "theme");
        let routes = routes::Routes::collect(&portal, &theme).into(&mut found);
        mark(&mut last, "routes");
        let inputs = render::Inputs { today, revision: None };
        let memory = render::Memory::new(&portal);
        struct No(Diagnostics);
        impl render::Problems for No {
            fn problems(&self) -> &Diagnostics {
                &self.0
            }
        }
        let no = No(Diagnostics::default());
        let renderer = render::Renderer::new(&portal, &sources, &theme, &routes, &inputs, &memory, &no);
        mark(&mut last, "renderer");
        for url in [
            "samarbejde/dannet-2/",
            "arbejdsgange/kontanthjaelp/kontanthjaelp-ansoegning-afgoerelse/",
            "abc/",
            "arbejdsgange/",
            "",
        ] {
            if let Some(route) = routes.get(&source::Url::new(url)) {
                let _ = renderer.render(route);
                mark(&mut last, url);
            }
        }
        drop(renderer);
        old = Some((portal, routes, theme, inputs, documents));
        mark(&mut last, "drop");
        println!("{round}: {:.1} ms {marks:?}", t0.elapsed().as_micros() as f64 / 1000.0);
    }
    drop(old);
}
mod corpus;
