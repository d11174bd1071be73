//! Where CUPS listens.

use std::env;
use std::fmt;
use std::path::{Path, PathBuf};

/// Where the system's own CUPS listens, by system.
const SOCKETS: [&str; 3] = [
    "/run/cups/cups.sock",
    "/var/run/cups/cups.sock",
    "/private/var/run/cupsd",
];
const PORT: u16 = 631;

/// A socket in the file system, or a host and port.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Address {
    Socket(PathBuf),
    Host(String),
}

impl Address {
    /// What `CUPS_SERVER` says, else the system's own socket, which also wakes a CUPS that sleeps until it is asked, else
    /// this machine's port 631.
    pub(super) fn here() -> Address {
        let named = env::var("CUPS_SERVER").ok().filter(|server| !server.is_empty());
        if let Some(server) = named {
            return Address::of(&server);
        }
        SOCKETS
            .iter()
            .map(Path::new)
            .find(|path| path.exists())
            .map_or_else(|| Address::of("localhost"), |path| Address::Socket(path.into()))
    }

    /// As `CUPS_SERVER` is written: `/path/of/socket` or `host[:port][/version=1.1]`.
    pub(super) fn of(server: &str) -> Address {
        if server.starts_with('/') {
            return Address::Socket(server.into());
        }
        let host = server.split('/').next().unwrap_or(server);
        // An IPv6 address has colons of its own, within brackets.
        let has_port = host
            .rsplit_once(':')
            .is_some_and(|(_, port)| port.parse::<u16>().is_ok());
        Address::Host(if has_port {
            host.to_owned()
        } else {
            format!("{host}:{PORT}")
        })
    }

    /// Host and port for the HTTP request. A socket is on this machine.
    pub(super) fn host(&self) -> &str {
        match self {
            Address::Socket(_) => "localhost",
            Address::Host(host) => host,
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Address::Socket(path) => write!(f, "CUPS at {}", path.display()),
            Address::Host(host) => write!(f, "CUPS at {host}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_cups_writes_it() {
        for (written, read) in [
            ("/tmp/cups.sock", "CUPS at /tmp/cups.sock"),
            ("printers", "CUPS at printers:631"),
            ("printers:8631", "CUPS at printers:8631"),
            ("printers:8631/version=1.1", "CUPS at printers:8631"),
            ("printers/version=1.1", "CUPS at printers:631"),
            ("[::1]", "CUPS at [::1]:631"),
            ("[::1]:8631", "CUPS at [::1]:8631"),
        ] {
            assert_eq!(Address::of(written).to_string(), read);
        }
    }
}
