//! Programs of the desktop: the default browser, and the editor in which a page is written.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::process::{Command, Stdio};

use super::Place;

/// The program that opens a file for editing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Editor {
    /// What the desktop takes for files of the kind.
    #[default]
    Desktop,
    /// A program and its words, in which `{file}`, `{line}` and `{column}` are filled in.
    Command(Vec<String>),
}

impl Editor {
    /// `code --goto {file}:{line}:{column}`. Without `{file}` the file comes last.
    pub fn parse(written: &str) -> Self {
        let mut words: Vec<String> = written.split_whitespace().map(str::to_owned).collect();
        if words.is_empty() {
            return Self::Desktop;
        }
        if !words.iter().any(|word| word.contains("{file}")) {
            words.push("{file}".to_owned());
        }
        Self::Command(words)
    }

    /// Opens `path`, a file that exists, at a place. `false` when the program cannot be started.
    pub fn open(&self, path: &Path, place: &Place) -> bool {
        let Self::Command(words) = self else { return open(path.as_os_str()) };
        let mut words = words.iter().map(|word| fill(word, path, place));
        let Some(program) = words.next() else { return false };
        let mut command = Command::new(program);
        command.args(words);
        start(command)
    }
}

fn fill(word: &str, path: &Path, place: &Place) -> OsString {
    let numbers = word.replace("{line}", &place.line.to_string()).replace("{column}", &place.column.to_string());
    let Some((before, after)) = numbers.split_once("{file}") else { return numbers.into() };
    let mut filled = OsString::from(before);
    filled.push(path);
    filled.push(after);
    filled
}

/// Asks the desktop to open a URL of ours, or a file. That it cannot is no failure: both are named elsewhere.
pub fn open(what: &OsStr) -> bool {
    let mut command = if cfg!(target_os = "windows") {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    command.arg(what);
    start(command)
}

fn start(mut command: Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    // Some programs keep running as long as their window; the server must not wait.
    std::thread::spawn(move || child.wait());
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_is_filled_in_and_never_split_by_the_path() {
        let place = Place { file: "content/a b.md".into(), line: 3, column: 7 };
        let Editor::Command(words) = Editor::parse("code --goto {file}:{line}:{column}") else { panic!() };
        let filled: Vec<OsString> = words.iter().map(|word| fill(word, Path::new("/s/a {line}.md"), &place)).collect();
        assert_eq!(filled, ["code", "--goto", "/s/a {line}.md:3:7"]);
        assert_eq!(Editor::parse("gedit"), Editor::Command(vec!["gedit".into(), "{file}".into()]));
        assert_eq!(Editor::parse(" "), Editor::Desktop);
        assert!(!Editor::parse("/no/such/program").open(Path::new("/s/x.md"), &place));
    }
}
