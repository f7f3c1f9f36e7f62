//! A server that runs, and what it answers.

use std::fs;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use vejviser::serve::{Handle, PATIENCE, ServeOptions, Server, Site};

use super::site::{FRESH, Pages};

/// A running server, stopped at the end of the test.
pub struct Running {
    pub site: Arc<Pages>,
    pub address: SocketAddr,
    pub handle: Handle,
    pub thread: Option<JoinHandle<()>>,
}

impl Running {
    pub fn start() -> Self {
        Self::start_with(|_| {})
    }

    pub fn start_with(change: impl FnOnce(&mut ServeOptions)) -> Self {
        let site = Arc::new(Pages::new());
        let mut options = options(site.root());
        change(&mut options);
        let server = Server::bind(options, Arc::clone(&site) as Arc<dyn Site>).unwrap();
        let (address, handle) = (server.address(), server.handle());
        let thread = Some(std::thread::spawn(move || server.run().unwrap()));
        Self { site, address, handle, thread }
    }

    /// Sends a request as it is, byte for byte, and reads the whole answer.
    pub fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        let mut bytes = Vec::new();
        // A server that refuses the request may close before it has read all of it.
        let _ = stream.read_to_end(&mut bytes);
        Answer::parse(&bytes)
    }

    pub fn request(&self, line: &str, headers: &[(&str, &str)]) -> Answer {
        let mut text = format!("{line} HTTP/1.1\r\nConnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "Host") {
            text.push_str(&format!("Host: {}\r\n", self.address));
        }
        for (name, value) in headers {
            text.push_str(&format!("{name}: {value}\r\n"));
        }
        self.raw(format!("{text}\r\n").as_bytes())
    }

    pub fn get(&self, url: &str) -> Answer {
        self.request(&format!("GET {url}"), &[])
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        stream
    }

    pub fn events(&self) -> Events {
        let mut stream = self.connect();
        write!(stream, "GET /.vejviser/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let mut events = Events { stream, buffer: String::new() };
        let head = events.until("\r\n\r\n");
        assert!(head.contains("200 OK") && head.contains("text/event-stream"), "{head}");
        assert!(!head.to_ascii_lowercase().contains("access-control"), "{head}");
        events
    }

    /// Saves as most editors do, in one step: no reload ever sees half a file.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.site.root().join(path);
        let fresh = path.with_file_name(FRESH);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&fresh, text).unwrap();
        fs::rename(fresh, path).unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.handle.stop();
        let ended = self.thread.take().unwrap().join();
        if !std::thread::panicking() {
            ended.unwrap();
        }
    }
}

pub fn options(root: &Path) -> ServeOptions {
    let host = "127.0.0.1".into();
    ServeOptions { host, port: 0, open: false, poll: false, root: root.to_owned(), patience: PATIENCE }
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn parse(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.into_iter().find(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// An open stream of events.
pub struct Events {
    pub stream: TcpStream,
    pub buffer: String,
}

impl Events {
    /// The state in the next event.
    pub fn next(&mut self) -> serde_json::Value {
        loop {
            let event = self.until("\n\n");
            if let Some(data) = event.lines().find_map(|line| line.strip_prefix("data: ")) {
                return serde_json::from_str(data).unwrap();
            }
        }
    }

    pub fn until(&mut self, end: &str) -> String {
        let mut bytes = [0; 4096];
        loop {
            if let Some(at) = self.buffer.find(end) {
                let rest = self.buffer.split_off(at + end.len());
                return std::mem::replace(&mut self.buffer, rest);
            }
            let read = self.stream.read(&mut bytes).expect("an event in time");
            assert_ne!(read, 0, "the stream ended");
            self.buffer.push_str(&String::from_utf8_lossy(&bytes[..read]));
        }
    }

    /// What comes until the stream ends.
    pub fn rest(&mut self) -> String {
        let mut rest = std::mem::take(&mut self.buffer);
        self.stream.read_to_string(&mut rest).unwrap();
        rest
    }

    pub fn version(&mut self) -> u64 {
        self.next()["version"].as_u64().unwrap()
    }
}
