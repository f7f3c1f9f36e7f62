//! A client of the language server: the built program behind two pipes.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Longer than any answer takes, on any machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Client {
    dir: TempDir,
    root: PathBuf,
    child: Child,
    stdin: Option<ChildStdin>,
    inbox: Receiver<Value>,
    next: i64,
    /// The last problems of each file.
    pub problems: BTreeMap<String, Vec<Value>>,
    /// What the server told and asked.
    pub heard: Vec<Value>,
    pub greeting: Value,
}

/// A folder with spaces and Danish letters in its name.
pub fn site(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join("Mine sider æøå").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    dir
}

impl Client {
    /// A client that can do everything and counts in bytes.
    pub fn start(files: &[(&str, &str)]) -> Self {
        Self::with(files, &json!(["utf-8", "utf-16"]), json!({}))
    }

    pub fn with(files: &[(&str, &str)], encodings: &Value, options: Value) -> Self {
        let dir = site(files);
        let root = dir.path().join("Mine sider æøå");
        std::fs::create_dir_all(&root).unwrap();
        let (child, stdin, inbox) = spawn(dir.path());
        let mut client = Self {
            dir,
            root,
            child,
            stdin: Some(stdin),
            inbox,
            next: 0,
            problems: BTreeMap::new(),
            heard: Vec::new(),
            greeting: Value::Null,
        };
        client.greet(encodings, options);
        client
    }

    /// The same folder with other settings.
    pub fn restart(&mut self, options: Value) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let (child, stdin, inbox) = spawn(self.dir.path());
        (self.child, self.stdin, self.inbox) = (child, Some(stdin), inbox);
        self.greet(&json!(["utf-8"]), options);
    }

    fn greet(&mut self, encodings: &Value, options: Value) {
        let capabilities = json!({
            "general": {"positionEncodings": encodings},
            "textDocument": {
                "completion": {"completionItem": {"snippetSupport": true}},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            },
            "workspace": {
                "workspaceEdit": {"documentChanges": true, "resourceOperations": ["create", "rename", "delete"]},
                "didChangeWatchedFiles": {"dynamicRegistration": true},
            },
            "window": {"showDocument": {"support": true}},
        });
        let root = self.root_uri();
        let params = json!({
            "processId": null, "rootUri": root, "capabilities": capabilities, "initializationOptions": options,
        });
        self.greeting = self.ask("initialize", params);
        self.tell("initialized", json!({}));
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    fn root_uri(&self) -> String {
        let path = self.root.to_str().unwrap();
        let escaped = path.replace(' ', "%20").replace('æ', "%C3%A6").replace('ø', "%C3%B8").replace('å', "%C3%A5");
        format!("file://{escaped}")
    }

    pub fn uri(&self, path: &str) -> String {
        format!("{}/{path}", self.root_uri())
    }

    /// The path below the root of a URI.
    pub fn path(&self, uri: &str) -> String {
        uri.strip_prefix(&format!("{}/", self.root_uri())).unwrap_or_else(|| panic!("{uri} lies outside")).to_owned()
    }

    pub fn text(&self, path: &str) -> String {
        std::fs::read_to_string(self.root.join(path)).unwrap()
    }

    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Asks and returns what was answered.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The message of a refusal is an error.
    pub fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        let id = self.post(method, params);
        self.answer(id)
    }

    /// Sends a request without waiting for its answer.
    pub fn post(&mut self, method: &str, params: Value) -> i64 {
        self.next += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.next, "method": method, "params": params}));
        self.next
    }

    pub fn answer(&mut self, id: i64) -> Result<Value, String> {
        let end = Instant::now() + PATIENCE;
        loop {
            let message = self.receive(end);
            if message.get("method").is_none() && message["id"] == id {
                return match message.get("error") {
                    Some(error) => Err(format!("{}: {}", error["code"], error["message"].as_str().unwrap())),
                    None => Ok(message["result"].clone()),
                };
            }
        }
    }

    /// Waits until the problems of a file are as wanted.
    pub fn wait_for(&mut self, path: &str, wanted: impl Fn(&[Value]) -> bool) -> Vec<Value> {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(found) = self.problems.get(path).filter(|found| wanted(found)) {
                return found.clone();
            }
            self.receive(end);
        }
    }

    /// Waits until the server has told or asked something.
    pub fn hear(&mut self, method: &str) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.heard.iter().position(|message| message["method"] == method) {
                return self.heard.remove(at)["params"].clone();
            }
            self.receive(end);
        }
    }

    fn receive(&mut self, end: Instant) -> Value {
        let left = end.saturating_duration_since(Instant::now());
        let message = self.inbox.recv_timeout(left).expect("the server answers");
        if message["method"] == "textDocument/publishDiagnostics" {
            let params = &message["params"];
            let path = self.path(params["uri"].as_str().unwrap());
            self.problems.insert(path, params["diagnostics"].as_array().unwrap().clone());
        } else if message.get("method").is_some() {
            if let Some(id) = message.get("id") {
                self.send(&json!({"jsonrpc": "2.0", "id": id, "result": null}));
            }
            self.heard.push(message.clone());
        }
        message
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        let stdin = self.stdin.as_mut().unwrap();
        write!(stdin, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        stdin.flush().unwrap();
    }

    pub fn open(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        let document = json!({"uri": uri, "languageId": "markdown", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": document}));
    }

    /// The whole text anew.
    pub fn change(&mut self, path: &str, text: &str) {
        let uri = self.uri(path);
        self.next += 1;
        let version = self.next;
        self.tell(
            "textDocument/didChange",
            json!({"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]}),
        );
    }

    /// Opens or changes a file to the text without its `|`, and returns the place of the `|`.
    pub fn write(&mut self, path: &str, marked: &str) -> Value {
        let at = marked.find('|').expect("a cursor");
        let text = marked.replacen('|', "", 1);
        if self.text_is_open(path) {
            self.change(path, &text)
        } else {
            self.open(path, &text)
        }
        self.place(path, &text, at)
    }

    fn text_is_open(&mut self, path: &str) -> bool {
        let opened = self.dir.path().join(format!("{}.open", path.replace('/', "_")));
        let known = opened.exists();
        std::fs::write(opened, "").unwrap();
        known
    }

    /// The parameters of a request about a byte of a text.
    pub fn place(&self, path: &str, text: &str, offset: usize) -> Value {
        let before = &text[..offset];
        let line = before.matches('\n').count();
        let column = offset - before.rfind('\n').map_or(0, |at| at + 1);
        json!({"textDocument": {"uri": self.uri(path)}, "position": {"line": line, "character": column}})
    }

    /// The place of a piece of a text on disk, plus some bytes.
    pub fn at(&self, path: &str, piece: &str, plus: usize) -> Value {
        let text = self.text(path);
        let at = text.find(piece).unwrap_or_else(|| panic!("»{piece}« in {path}"));
        self.place(path, &text, at + plus)
    }

    /// Completion at the `|` of a text.
    pub fn complete(&mut self, path: &str, marked: &str) -> Vec<Value> {
        let place = self.write(path, marked);
        let answer = self.ask("textDocument/completion", place);
        answer.get("items").map_or_else(Vec::new, |items| items.as_array().unwrap().clone())
    }

    /// Applies a change of the workspace to the files on disk.
    pub fn apply(&self, change: &Value) {
        for one in change["documentChanges"].as_array().unwrap() {
            if one["kind"] == "rename" {
                let path = |key: &str| self.root.join(self.path(one[key].as_str().unwrap()));
                std::fs::rename(path("oldUri"), path("newUri")).unwrap();
                continue;
            }
            let path = self.path(one["textDocument"]["uri"].as_str().unwrap());
            let mut text = self.text(&path);
            for edit in one["edits"].as_array().unwrap().iter().rev() {
                let range = offset(&text, &edit["range"]["start"])..offset(&text, &edit["range"]["end"]);
                text.replace_range(range, edit["newText"].as_str().unwrap());
            }
            std::fs::write(self.root.join(path), text).unwrap();
        }
    }

    /// Leaves in order.
    pub fn leave(mut self) -> ExitStatus {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.child.wait().unwrap()
    }

    /// Goes away without a word.
    pub fn vanish(mut self) -> ExitStatus {
        self.stdin.take();
        self.child.wait().unwrap()
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The server in a folder, and what it says.
fn spawn(folder: &Path) -> (Child, ChildStdin, Receiver<Value>) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vejviser"))
        .args(["lsp", "--date", "2026-11-22"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let stdin = child.stdin.take().unwrap();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let (sender, inbox) = channel();
    std::thread::spawn(move || {
        let mut stdout = stdout;
        while let Some(message) = read(&mut stdout) {
            if sender.send(message).is_err() {
                return;
            }
        }
    });
    (child, stdin, inbox)
}

/// Of a position that counts bytes.
fn offset(text: &str, position: &Value) -> usize {
    let line = position["line"].as_u64().unwrap() as usize;
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    start + position["character"].as_u64().unwrap() as usize
}

fn read(stdout: &mut BufReader<impl Read>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => {
                if let Some(number) = header.strip_prefix("Content-Length: ") {
                    length = number.parse().ok()?;
                }
            }
        }
    }
    let mut body = vec![0; length];
    stdout.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
