//! One question and its answer over HTTP: `HEAD`, and `GET` where a server does not take `HEAD` for an answer.

use std::time::Duration;

use ureq::http::{HeaderMap, Response};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error};
use url::Url;

use super::Manner;
use super::gate::{Gates, pass};
use crate::model::Trouble;

/// What an address answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    /// Where it leads, as it was written.
    pub location: Option<String>,
}

/// Asks addresses, minding their hosts.
pub struct Asker {
    agent: Agent,
    manner: Manner,
    gates: Gates,
}

/// A client that says who it is and trusts whom this machine trusts.
pub fn agent(timeout: Duration, redirects: u32) -> Agent {
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = Agent::config_builder()
        .user_agent(concat!("vejviser/", env!("CARGO_PKG_VERSION"), " (static site generator)"))
        .timeout_global(Some(timeout))
        .timeout_connect(Some(timeout.min(Duration::from_secs(10))))
        .max_redirects(redirects)
        .max_redirects_will_error(false)
        .tls_config(tls);
    Agent::new_with_config(config.build())
}

impl Asker {
    pub fn new(manner: Manner) -> Self {
        // An answer in the 400s is an answer, and redirects are followed by whoever minds the hosts.
        Self { agent: agent(manner.timeout, 0), manner, gates: Gates::default() }
    }

    /// What an address answers. A busy host is given the time it asks for, once.
    ///
    /// # Errors
    /// Why there is no answer.
    pub fn ask(&self, url: &Url) -> Result<Reply, Trouble> {
        let reply = self.patiently(url, false)?;
        // Some servers know nothing of HEAD, and say so in many ways.
        let unsure = reply.status >= 400 && !matches!(reply.status, 401 | 403);
        if unsure { self.patiently(url, true) } else { Ok(reply) }
    }

    fn patiently(&self, url: &Url, get: bool) -> Result<Reply, Trouble> {
        match self.send(url, get)? {
            (reply, None) => Ok(reply),
            (_, Some(_)) => match self.send(url, get)? {
                (reply, None) => Ok(reply),
                (_, Some(_)) => Err(self.busy(url)),
            },
        }
    }

    /// The answer, and how long a busy host rests now before it is asked again.
    fn send(&self, url: &Url, get: bool) -> Result<(Reply, Option<Duration>), Trouble> {
        let gate = self.gates.of(url.host_str().unwrap_or_default());
        let mut gate = pass(&gate)?;
        let sent = self.call(url, get);
        gate.rest(self.manner.pause);
        let answer = sent.inspect_err(|trouble| gate.note(*trouble))?;
        let reply = Reply { status: answer.status().as_u16(), location: header(answer.headers(), "location") };
        if !matches!(reply.status, 429 | 503) {
            return Ok((reply, None));
        }
        let wait =
            header(answer.headers(), "retry-after").and_then(|text| seconds(&text)).unwrap_or(self.manner.pause * 5);
        if wait > self.manner.patience {
            gate.close(Trouble::Busy);
            return Err(Trouble::Busy);
        }
        gate.rest(wait.max(self.manner.pause));
        Ok((reply, Some(wait)))
    }

    fn busy(&self, url: &Url) -> Trouble {
        let gate = self.gates.of(url.host_str().unwrap_or_default());
        if let Ok(mut gate) = pass(&gate) {
            gate.close(Trouble::Busy);
        }
        Trouble::Busy
    }

    fn call(&self, url: &Url, get: bool) -> Result<Response<Body>, Trouble> {
        let request = if get { self.agent.get(url.as_str()) } else { self.agent.head(url.as_str()) };
        request.config().http_status_as_error(false).build().call().map_err(|error| trouble(&error))
    }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// `Retry-After` as a number of seconds or as a moment.
fn seconds(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let moment = jiff::fmt::rfc2822::parse(text.trim()).ok()?.timestamp();
    let wait = moment.as_second() - jiff::Timestamp::now().as_second();
    Some(Duration::from_secs(u64::try_from(wait).unwrap_or(0)))
}

fn trouble(error: &Error) -> Trouble {
    use std::io::ErrorKind;
    match error {
        Error::HostNotFound => Trouble::NoHost,
        Error::Timeout(_) => Trouble::Timeout,
        Error::ConnectionFailed => Trouble::Refused,
        Error::Tls(_) | Error::Rustls(_) => Trouble::Certificate,
        Error::Io(io) => match io.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::NetworkDown
            | ErrorKind::AddrNotAvailable => Trouble::Refused,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Trouble::Timeout,
            // The certificate's judge speaks through the connection.
            ErrorKind::InvalidData => Trouble::Certificate,
            // The resolver has no kind of its own: "failed to lookup address information".
            _ if io.to_string().contains("lookup address") => Trouble::NoHost,
            _ => Trouble::Broken,
        },
        _ => Trouble::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_a_number_or_a_moment() {
        assert_eq!(seconds(" 120 "), Some(Duration::from_secs(120)));
        assert_eq!(seconds("Wed, 21 Oct 2015 07:28:00 GMT"), Some(Duration::ZERO));
        assert!(seconds("Fri, 21 Oct 2095 07:28:00 GMT").is_some_and(|wait| wait > Duration::from_secs(60)));
        assert_eq!(seconds("soon"), None);
    }
}
