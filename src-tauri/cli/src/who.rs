//! Who asks: the name of a person, with their PIN or password from standard input, never from the arguments, which every
//! other program on the machine can read.

use std::io::{self, BufRead as _, Read as _};

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use comeback_actions::{Code, House, dto};

use crate::failure::Failure;

/// Who asks.
#[derive(Debug, Args)]
pub(crate) struct Who {
    // Its id is none that a command has: a global argument shares those.
    /// Who you are, once people sign in
    #[arg(id = "signs_in", long = "as", global = true, value_name = "NAME", requires = "pin_stdin", help_heading = "Everywhere", value_parser = NonEmptyStringValueParser::new())]
    name: Option<String>,
    /// Read your PIN or password from the first line of standard input
    #[arg(long, global = true, requires = "signs_in", help_heading = "Everywhere")]
    pin_stdin: bool,
}

/// A name and what was read for it.
#[derive(Debug)]
pub(crate) struct Credentials {
    pub name: String,
    pub secret: String,
}

impl Who {
    /// Reads what they prove themselves with; `None` when nobody in particular asks.
    pub fn read(self) -> Result<Option<Credentials>, Failure> {
        let Some(name) = self.name else {
            return Ok(None);
        };
        let secret = line_of_stdin()?;
        Ok(Some(Credentials { name, secret }))
    }
}

/// More bytes than any secret has.
const LONGEST_LINE: u64 = 4096;

/// The next line of standard input, without its end.
pub(crate) fn line_of_stdin() -> Result<String, Failure> {
    let mut line = String::new();
    io::stdin()
        .lock()
        .take(LONGEST_LINE)
        .read_line(&mut line)
        .map_err(|error| {
            let message = format!("Standard input cannot be read: {error}. Write the PIN on a line of it.");
            Failure::plain(Code::BadText, message)
        })?;
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

/// Signs whoever asks in, while people sign in. Before that everybody may everything, and a script that says who it is
/// goes on.
pub(crate) async fn sign_in(house: &House, who: &Credentials) -> Result<(), Failure> {
    let session = house.app_state().await?.session;
    if !session.signin {
        return Ok(());
    }
    // Somebody who is not there is tried all the same: it takes as long and says the same.
    let id = person(&session.people, &who.name).map_or("", |person| person.id.as_str());
    house.sign_in(id, &who.secret).await?;
    Ok(())
}

/// Somebody by the name they are called by, in whatever case.
pub(crate) fn person<'a>(people: &'a [dto::Person], name: &str) -> Option<&'a dto::Person> {
    let name = name.trim().to_lowercase();
    people.iter().find(|person| person.name.to_lowercase() == name)
}
