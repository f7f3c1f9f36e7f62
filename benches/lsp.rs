//! How long the language server takes at a thousand pages: the built program behind two pipes, on the
//! shipped content and copies of its workflows under new ids.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a benchmark stops where it fails")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads and writes files")]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{LazyLock, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use tempfile::TempDir;

const PAGES: usize = 1000;
const PAGE: &str = "content/arbejdsgange/retssikkerhed/partshoering-generel.md";

fn main() {
    divan::main();
}

/// One server for all measurements, with the portal compiled and one page open.
static EDITOR: LazyLock<Mutex<Editor>> = LazyLock::new(|| Mutex::new(Editor::start()));

fn editor() -> MutexGuard<'static, Editor> {
    EDITOR.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ids of every page: the longest list there is.
#[divan::bench(sample_count = 50)]
fn complete_related(bencher: divan::Bencher) {
    let mut editor = editor();
    let at = editor.cursor("related: [", 10);
    bencher.bench_local(|| editor.ask("textDocument/completion", &at));
}

#[divan::bench(sample_count = 50)]
fn complete_keys(bencher: divan::Bencher) {
    let mut editor = editor();
    let at = editor.cursor("lead: ", 2);
    bencher.bench_local(|| editor.ask("textDocument/completion", &at));
}

#[divan::bench(sample_count = 50)]
fn complete_statutes(bencher: divan::Bencher) {
    let mut editor = editor();
    let at = editor.cursor("law: [\"FVL § ", 13);
    bencher.bench_local(|| editor.ask("textDocument/completion", &at));
}

#[divan::bench(sample_count = 50)]
fn hover(bencher: divan::Bencher) {
    let mut editor = editor();
    let at = editor.cursor("owner: ", 8);
    bencher.bench_local(|| editor.ask("textDocument/hover", &at));
}

#[divan::bench(sample_count = 20)]
fn references(bencher: divan::Bencher) {
    let mut editor = editor();
    let mut at = editor.cursor("owner: ", 8);
    at["context"] = json!({"includeDeclaration": true});
    bencher.bench_local(|| editor.ask("textDocument/references", &at));
}

#[divan::bench(sample_count = 20)]
fn rename_actor(bencher: divan::Bencher) {
    let mut editor = editor();
    let mut at = editor.cursor("by: jobkonsulent", 6);
    at["newName"] = json!("medarbejder");
    bencher.bench_local(|| editor.ask("textDocument/rename", &at));
}

/// From a letter typed to the problem it makes, and back: half of it is one keystroke.
#[divan::bench(sample_count = 10)]
fn diagnostics_of_two_keystrokes(bencher: divan::Bencher) {
    let mut editor = editor();
    bencher.bench_local(|| {
        editor.replace("by: jobkonsulent", "by: jobkonsulemt");
        editor.problems(true);
        editor.replace("by: jobkonsulemt", "by: jobkonsulent");
        editor.problems(false);
    });
}

struct Editor {
    dir: TempDir,
    child: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    text: String,
    next: i64,
}

impl Editor {
    fn start() -> Self {
        let dir = site();
        let mut child = Command::new(env!("CARGO_BIN_EXE_vejviser"))
            .args(["lsp", "--no-history"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (stdin, stdout) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let text = std::fs::read_to_string(dir.path().join(PAGE)).unwrap();
        let mut editor = Self { dir, child, stdin, stdout, text, next: 0 };
        let root = format!("file://{}", editor.dir.path().display());
        let capabilities = json!({"general": {"positionEncodings": ["utf-8"]}});
        editor.ask("initialize", &json!({"processId": null, "rootUri": root, "capabilities": capabilities}));
        editor.tell("initialized", &json!({}));
        let document = json!({"uri": editor.uri(), "languageId": "markdown", "version": 0, "text": editor.text});
        editor.tell("textDocument/didOpen", &json!({"textDocument": document}));
        let query = json!({"query": "partshøring"});
        assert_ne!(editor.ask("workspace/symbol", &query), json!([]));
        editor
    }

    fn uri(&self) -> String {
        format!("file://{}/{PAGE}", self.dir.path().display())
    }

    fn cursor(&self, piece: &str, plus: usize) -> Value {
        let offset = self.text.find(piece).unwrap() + plus;
        let before = &self.text[..offset];
        let column = offset - before.rfind('\n').map_or(0, |at| at + 1);
        let position = json!({"line": before.matches('\n').count(), "character": column});
        json!({"textDocument": {"uri": self.uri()}, "position": position})
    }

    fn replace(&mut self, from: &str, to: &str) {
        self.text = self.text.replacen(from, to, 1);
        self.next += 1;
        let document = json!({"uri": self.uri(), "version": self.next});
        self.tell(
            "textDocument/didChange",
            &json!({"textDocument": document, "contentChanges": [{"text": self.text}]}),
        );
    }

    /// Reads on until the open page has the problem, or has it no more.
    fn problems(&mut self, wanted: bool) {
        loop {
            let message = self.read();
            let params = &message["params"];
            if message["method"] == "textDocument/publishDiagnostics" && params["uri"] == self.uri() {
                let found = params["diagnostics"].as_array().unwrap();
                if found.iter().any(|one| one["code"] == "unknown-actor") == wanted {
                    return;
                }
            }
        }
    }

    fn tell(&mut self, method: &str, params: &Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    fn ask(&mut self, method: &str, params: &Value) -> Value {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}));
        loop {
            let message = self.read();
            if message["id"] == id && message.get("method").is_none() {
                assert!(message.get("error").is_none(), "{message}");
                return message["result"].clone();
            }
        }
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.stdin.flush().unwrap();
    }

    fn read(&mut self) -> Value {
        let mut length = 0;
        loop {
            let mut line = String::new();
            self.stdout.read_line(&mut line).unwrap();
            match line.trim_end().strip_prefix("Content-Length: ") {
                Some(number) => length = number.parse().unwrap(),
                None => break,
            }
        }
        let mut body = vec![0; length];
        self.stdout.read_exact(&mut body).unwrap();
        serde_json::from_slice(&body).unwrap()
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The shipped content, and copies of workflows until there are enough pages.
fn site() -> TempDir {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let dir = tempfile::tempdir().unwrap();
    let files = walkdir::WalkDir::new(root.join("content")).into_iter().map(|entry| entry.unwrap().into_path());
    let files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    std::fs::copy(root.join("site.toml"), dir.path().join("site.toml")).unwrap();
    for file in &files {
        copy(file, &dir.path().join(file.strip_prefix(&root).unwrap()));
    }
    let pages = files.iter().filter(|path| path.extension().is_some_and(|end| end == "md")).count();
    let is_workflow = |path: &&PathBuf| path.components().any(|part| part.as_os_str() == "arbejdsgange");
    let workflows: Vec<&PathBuf> =
        files.iter().filter(is_workflow).filter(|path| path.file_name().unwrap() != "_index.md").collect();
    for number in 0..PAGES.saturating_sub(pages) {
        let file = workflows[number % workflows.len()];
        let name = format!("{}-kopi-{number}.md", file.file_stem().unwrap().to_str().unwrap());
        copy(file, &dir.path().join(file.strip_prefix(&root).unwrap()).with_file_name(name));
    }
    dir
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to.parent().unwrap()).unwrap();
    std::fs::copy(from, to).unwrap();
}
