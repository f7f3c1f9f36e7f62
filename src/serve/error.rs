//! Why the server could not start, with the remedy, in Danish and English.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;

use crate::diag::Text;
use crate::say;

/// How far to look for a free port to suggest.
const NEAR: u16 = 50;

#[derive(Debug)]
pub enum ServeError {
    /// Somebody else listens there; `next` is free.
    PortTaken {
        port: u16,
        next: Option<u16>,
    },
    /// Low ports belong to the system.
    PortDenied {
        port: u16,
    },
    /// Not an address of this machine.
    BadHost {
        host: String,
        error: io::Error,
    },
    /// Changes in this folder would go unnoticed.
    Watch {
        path: PathBuf,
        error: notify::Error,
    },
    Io(io::Error),
}

impl ServeError {
    pub(super) fn of_bind(host: &str, address: SocketAddr, error: io::Error) -> Self {
        let port = address.port();
        match error.kind() {
            io::ErrorKind::AddrInUse => Self::PortTaken { port, next: next_free(address) },
            io::ErrorKind::PermissionDenied => Self::PortDenied { port },
            io::ErrorKind::AddrNotAvailable => Self::BadHost { host: host.to_owned(), error },
            _ => Self::Io(error),
        }
    }

    /// What is wrong, one sentence.
    pub fn message(&self) -> Text {
        match self {
            Self::PortTaken { port, .. } => say!("Port {port} er optaget.", "Port {port} is taken."),
            Self::PortDenied { port } => say!(
                "Port {port} må kun bruges af systemet selv.",
                "Port {port} may only be used by the system itself.",
            ),
            Self::BadHost { host, error } => say!(
                "»{host}« er ikke en adresse på denne maskine: {error}.",
                "“{host}” is not an address of this machine: {error}.",
            ),
            Self::Watch { path, error } => {
                let path = path.display();
                say!(
                    "Ændringer i »{path}« kan ikke følges: {error}.",
                    "Changes in “{path}” cannot be followed: {error}."
                )
            }
            Self::Io(error) => say!("Serveren kan ikke køre: {error}.", "The server cannot run: {error}."),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Text {
        match self {
            Self::PortTaken { next: Some(next), .. } => say!(
                "Port {next} er ledig: vejviser serve --port {next}",
                "Port {next} is free: vejviser serve --port {next}",
            ),
            Self::PortTaken { next: None, .. } | Self::PortDenied { .. } => {
                say!("Vælg en anden port med --port, over 1024.", "Choose another port with --port, above 1024.")
            }
            Self::BadHost { .. } => say!(
                "Udelad --host, så bruges 127.0.0.1, som kun denne maskine kan nå.",
                "Leave out --host to use 127.0.0.1, which only this machine can reach.",
            ),
            Self::Watch { .. } => say!(
                "Brug --poll, så ses der efter ændringer hvert sekund.",
                "Use --poll to look for changes every second.",
            ),
            Self::Io(_) => say!("Prøv igen, eventuelt med en anden --port.", "Try again, perhaps with another --port."),
        }
    }
}

fn next_free(taken: SocketAddr) -> Option<u16> {
    let first = taken.port().checked_add(1)?;
    (first..=first.saturating_add(NEAR)).find(|port| TcpListener::bind((taken.ip(), *port)).is_ok())
}
