//! Who may ask: pages that this server sent, on this machine, and nobody else.
//!
//! Any web page can make the editor's browser send requests to 127.0.0.1. Its `Origin` gives it
//! away; and when it hides behind a name of its own that leads here (DNS rebinding), its `Host` does.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::Uri;
use axum::http::header::{HOST, ORIGIN};

/// Names that always mean this machine.
const LOOPBACK: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

#[derive(Debug, Clone)]
pub(super) struct Access {
    host: String,
    /// Listening on every address, so that any address, though no name, may be the right one.
    any_address: bool,
}

impl Access {
    pub fn new(host: &str, address: IpAddr) -> Self {
        Self { host: host.to_ascii_lowercase(), any_address: address.is_unspecified() }
    }

    /// Whether a request may be answered.
    pub fn allows(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let mut hosts = headers.get_all(HOST).iter();
        let (Some(host), None) = (hosts.next().and_then(|host| host.to_str().ok()), hosts.next()) else {
            return false;
        };
        let named = uri.authority().is_none_or(|authority| self.is_ours(authority.as_str()))
            && uri.scheme_str().is_none_or(|scheme| scheme == "http");
        named && self.is_ours(host) && is_own_origin(headers, host)
    }

    fn is_ours(&self, authority: &str) -> bool {
        let Some(name) = name_of(authority) else { return false };
        let name = name.to_ascii_lowercase();
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        LOOPBACK.contains(&name.as_str())
            || name == self.host
            || bare == self.host
            || (self.any_address && bare.parse::<IpAddr>().is_ok())
    }
}

/// Requests that say where they come from must come from a page of ours.
fn is_own_origin(headers: &HeaderMap, host: &str) -> bool {
    let own = |origin: &str| origin.strip_prefix("http://").is_some_and(|from| from.eq_ignore_ascii_case(host));
    let origins = headers.get_all(ORIGIN).iter().all(|origin| origin.to_str().is_ok_and(own));
    // Also sent where there is no `Origin`, such as with images. Following a link from elsewhere
    // to one of our pages is fine: that page cannot be read from there.
    let foreign = headers.get("sec-fetch-site").is_some_and(|site| site != "same-origin" && site != "none");
    let navigates = headers.get("sec-fetch-mode").is_some_and(|mode| mode == "navigate");
    origins && (!foreign || navigates)
}

/// The name in `name:port`.
fn name_of(authority: &str) -> Option<&str> {
    let end = if authority.starts_with('[') {
        authority.find(']')? + 1
    } else {
        authority.find(':').unwrap_or(authority.len())
    };
    let (name, rest) = authority.split_at_checked(end)?;
    let port = rest.strip_prefix(':').unwrap_or(rest);
    let fine = rest.is_empty() || (rest.starts_with(':') && port.bytes().all(|byte| byte.is_ascii_digit()));
    fine.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(host: &str) -> Access {
        let ip = host.trim_matches(['[', ']']).parse().unwrap_or(IpAddr::from([127, 0, 0, 1]));
        Access::new(host, ip)
    }

    #[test]
    fn only_our_names_are_ours() {
        let local = access("127.0.0.1");
        for host in ["localhost", "LOCALHOST:4040", "127.0.0.1:4040", "[::1]:4040", "[::1]"] {
            assert!(local.is_ours(host), "{host}");
        }
        for host in [
            "evil.example",
            "evil.example:4040",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "127.0.0.1@evil",
            "localhost@evil.example",
            "localhost:80:80",
            "localhost:x",
            "[::1",
            "[::1]x",
            "",
            "192.168.1.2",
            "localhost.",
        ] {
            assert!(!local.is_ours(host), "{host}");
        }
    }

    #[test]
    fn a_host_of_ones_own_is_ours() {
        assert!(access("pc-17.kk.dk").is_ours("pc-17.kk.dk:4040"));
        assert!(!access("pc-17.kk.dk").is_ours("192.168.1.2"));
        assert!(access("0.0.0.0").is_ours("192.168.1.2:4040"));
        assert!(!access("0.0.0.0").is_ours("evil.example"));
        assert!(access("fe80::1").is_ours("[fe80::1]:4040"));
    }
}
