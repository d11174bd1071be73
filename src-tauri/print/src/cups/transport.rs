//! HTTP to CUPS, over a socket in the file system or over TCP.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use ipp::parser::IppParser;
use ipp::reader::IppReader;
use ipp::request::IppRequestResponse;
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, TcpConnector, Transport,
};
use ureq::{Agent, Error};

use super::address::Address;
use crate::PrintError;

/// How long an answer may take. CUPS has it at once; a thousand pages have to be handed over first.
const PATIENCE: Duration = Duration::from_secs(30);
/// What is left of a wait that is over; a socket takes none as one without end.
const SHORTEST_WAIT: Duration = Duration::from_millis(1);
/// The longest answer read, in bytes. A hundred printers tell of themselves in less than one MiB.
const LONGEST_ANSWER: u64 = 16 << 20;

/// Asks CUPS, and gives its answer whatever that says.
pub(super) fn ask(
    address: &Address,
    path: &str,
    request: &IppRequestResponse,
    document: &[u8],
) -> Result<IppRequestResponse, PrintError> {
    let mut body = request.to_bytes().to_vec();
    body.extend_from_slice(document);
    let answer = agent(address)
        .post(format!("http://{}{path}", address.host()))
        .content_type("application/ipp")
        .send(&body[..])
        .map_err(|e| trouble(&e, address))?;
    let mut read = Vec::new();
    answer
        .into_body()
        .into_reader()
        .take(LONGEST_ANSWER)
        .read_to_end(&mut read)
        .map_err(|e| broken(&e))?;
    IppParser::new(IppReader::new(io::Cursor::new(read)))
        .parse()
        .map_err(|e| broken(&e))
}

fn agent(address: &Address) -> Agent {
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        // A proxy for the web is none for a printer.
        .proxy(None)
        .max_redirects(0)
        .build();
    let resolver = DefaultResolver::default();
    match address {
        Address::Socket(path) => Agent::with_parts(config, SocketConnector(path.clone()), resolver),
        Address::Host(_) => Agent::with_parts(config, TcpConnector::default(), resolver),
    }
}

fn broken(what: &dyn std::error::Error) -> PrintError {
    PrintError::Broken {
        reason: what.to_string(),
    }
}

fn trouble(error: &Error, address: &Address) -> PrintError {
    match error {
        Error::Io(e) if never_reached(e.kind()) => no_spooler(address),
        Error::HostNotFound | Error::ConnectionFailed => no_spooler(address),
        Error::Timeout(_) => PrintError::Broken {
            reason: format!("no answer within {} seconds", PATIENCE.as_secs()),
        },
        Error::StatusCode(401 | 403) => PrintError::Forbidden,
        other => broken(other),
    }
}

fn never_reached(kind: io::ErrorKind) -> bool {
    matches!(
        kind,
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::NotFound
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::HostUnreachable
            | io::ErrorKind::NetworkUnreachable
            | io::ErrorKind::NetworkDown
            | io::ErrorKind::AddrNotAvailable
    )
}

fn no_spooler(address: &Address) -> PrintError {
    PrintError::NoSpooler {
        service: address.to_string(),
    }
}

/// Connects to a socket in the file system, whatever host a request names.
#[derive(Debug)]
struct SocketConnector(PathBuf);

impl Connector for SocketConnector {
    type Out = Socket;

    fn connect(&self, details: &ConnectionDetails, _: Option<()>) -> Result<Option<Socket>, Error> {
        let buffers = LazyBuffers::new(
            details.config.input_buffer_size(),
            details.config.output_buffer_size(),
        );
        let stream = UnixStream::connect(&self.0)?;
        Ok(Some(Socket { stream, buffers }))
    }
}

#[derive(Debug)]
struct Socket {
    stream: UnixStream,
    buffers: LazyBuffers,
}

impl Transport for Socket {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.stream.set_write_timeout(timeout.not_zero().map(|t| *t))?;
        let output = &self.buffers.output()[..amount];
        self.stream.write_all(output).map_err(|e| in_time(e, timeout))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        let begun = Instant::now();
        let amount = loop {
            let left = timeout
                .not_zero()
                .map(|whole| whole.saturating_sub(begun.elapsed()).max(SHORTEST_WAIT));
            self.stream.set_read_timeout(left)?;
            match self.stream.read(self.buffers.input_append_buf()) {
                // Linux does not take up a wait with a timeout again once the program was stopped and went on, as when a
                // machine wakes from sleep: signal(7).
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                read => break read.map_err(|e| in_time(e, timeout))?,
            }
        };
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    fn is_open(&mut self) -> bool {
        // One request each: nothing is asked twice over one connection.
        false
    }
}

/// A socket tells of a time that ran out as of one that would block.
fn in_time(error: io::Error, timeout: NextTimeout) -> Error {
    match error.kind() {
        io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Error::Timeout(timeout.reason),
        _ => Error::Io(error),
    }
}
