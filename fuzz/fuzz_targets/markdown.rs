//! Markdown to HTML: whatever a body says, nothing in its page can run.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vejviser_fuzz::{compile, documents, html::danger, tell};

const FILE: &str = "content/side.md";

fuzz_target!(|body: &str| {
    let portal = compile(&[(FILE, &format!("---\ntitle: Siden\n---\n{body}"))]);
    tell(&portal);
    for html in documents(&portal, FILE) {
        // What the theme itself says is not in question: scripts and styles of the head.
        let Some(at) = html.find("<main") else { continue };
        let main = html[at..].split("</main>").next().unwrap_or_default();
        if let Some(why) = danger(main) {
            panic!("{why}\n{body}");
        }
    }
});
