//! Showing the portal in the default browser.

use std::process::{Command, Stdio};

/// Asks the desktop to open a URL of ours. That it cannot is no failure: the URL is on the terminal.
pub(super) fn open(url: &str) {
    let mut command = if cfg!(target_os = "windows") {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else if cfg!(target_os = "macos") {
        Command::new("open")
    } else {
        Command::new("xdg-open")
    };
    command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Ok(mut child) = command.spawn() {
        // Some desktops keep the command running as long as the browser; the server must not wait.
        std::thread::spawn(move || child.wait());
    }
}
