//! Files that were named on the command line, and standard input, read no further than they may go.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use comeback_actions::Code;

use crate::failure::Failure;

/// The most that is read of a file, in MB: more than any photo, list or table has, and a device has no end.
const MOST: u64 = 32;

/// What stands in a file. `then` says what to do instead where it cannot be read.
///
/// # Errors
/// [`Code::BadText`] for what is not there, is no file, may not be read, or is too large.
pub(crate) fn bytes(file: &Path, then: &str) -> Result<Vec<u8>, Failure> {
    let read = File::open(file).and_then(up_to_most);
    read.map_err(|error| unread(&file.display().to_string(), &error, then))
}

/// The same of a file of text, without a mark of its encoding; `-` is standard input.
///
/// # Errors
/// As of [`bytes`], and for what is not UTF-8.
pub(crate) fn text(file: &Path, then: &str) -> Result<String, Failure> {
    let stdin = file == Path::new("-");
    let read = if stdin {
        up_to_most(io::stdin().lock())
    } else {
        File::open(file).and_then(up_to_most)
    };
    let text = read.and_then(|bytes| String::from_utf8(bytes).map_err(|_| ErrorKind::InvalidData.into()));
    let text = text.map_err(|error| {
        let name = if stdin {
            "Standard input".to_owned()
        } else {
            file.display().to_string()
        };
        unread(&name, &error, then)
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    })
}

fn up_to_most(from: impl Read) -> io::Result<Vec<u8>> {
    let most = MOST << 20;
    let mut bytes = Vec::new();
    from.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

fn unread(name: &str, error: &io::Error, then: &str) -> Failure {
    let why = match error.kind() {
        ErrorKind::NotFound => "it is not there".to_owned(),
        ErrorKind::NotADirectory => "a part of the path is a file".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::InvalidFilename => "its name is too long, or no name for a file".to_owned(),
        ErrorKind::PermissionDenied => "this user may not read it".to_owned(),
        ErrorKind::FileTooLarge => format!("it is larger than {MOST} MB"),
        ErrorKind::InvalidData => "it is not text in UTF-8".to_owned(),
        _ => error.to_string(),
    };
    Failure::plain(Code::BadText, format!("{name} cannot be read: {why}. {then}"))
}
