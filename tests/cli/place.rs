//! A data folder of its own, and the program to run on it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use comeback_actions::{Cost, House, Surroundings, WithoutKeychain};
use comeback_domain::FixedClock;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};
use serde_json::Value;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_comeback-cli-under-test");

/// What a run left behind.
#[derive(Debug)]
pub struct Said {
    pub exit: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            exit: output.status.code().expect("it ended by itself"),
            out: String::from_utf8(output.stdout).expect("text on stdout"),
            err: String::from_utf8(output.stderr).expect("text on stderr"),
        }
    }
}

/// A house in Detroit that counts in dollars, with nothing said that may be left out.
pub const SETUP: [&str; 7] = [
    "setup",
    "--name",
    "Bistro Verveine",
    "--currency",
    "USD",
    "--timezone",
    "America/Detroit",
];

/// A folder for the data and everything around it. Gone with the value.
pub struct Place {
    root: tempfile::TempDir,
}

impl Place {
    /// A place without a house.
    pub fn bare() -> Self {
        Self {
            root: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// A house in Detroit that counts in dollars.
    pub fn set_up() -> Self {
        Self::in_currency("USD")
    }

    /// A house in Detroit that counts in this currency.
    pub fn in_currency(currency: &str) -> Self {
        let place = Self::bare();
        place.json(&[
            "setup",
            "--name",
            "Bistro Verveine",
            "--address",
            "27 Orchard Lane, Fairhaven, Michigan",
            "--phone",
            "(616) 555-0142",
            "--currency",
            currency,
            "--timezone",
            "America/Detroit",
        ]);
        place
    }

    pub fn root(&self) -> &Path {
        self.root.path()
    }

    pub fn data(&self) -> PathBuf {
        self.root().join("data")
    }

    pub fn database(&self) -> PathBuf {
        self.data().join("comeback.db")
    }

    /// A path in the place, as an argument.
    pub fn path(&self, name: &str) -> String {
        self.root().join(name).to_str().expect("UTF-8").to_owned()
    }

    /// The program on this data, ready to be told what to do.
    pub fn command(&self, arguments: &[&str]) -> Command {
        self.command_of(PROGRAM, arguments)
    }

    /// The same, started by this program or another.
    pub fn command_of(&self, program: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(program);
        command
            .arg("--data")
            .arg(self.data())
            .args(arguments)
            .env_remove("COMEBACK_DATA")
            // The keychain of whoever runs the tests is theirs.
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env("XDG_RUNTIME_DIR", self.root())
            .env("HOME", self.root())
            .env("COMEBACK_DOCUMENTS", self.root().join("documents"));
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        self.command(arguments).output().expect("the program runs").into()
    }

    /// The one JSON object that a command answers with.
    pub fn json(&self, arguments: &[&str]) -> Value {
        let said = self.run(&with_json(arguments));
        assert_eq!(
            (said.exit, said.err.as_str()),
            (0, ""),
            "{arguments:?}: {}",
            said.out
        );
        object(&said.out)
    }

    /// Fails unless a command is refused with this exit code, code and sentence, in JSON and in text, and leaves
    /// everything as it was; of a code that nobody knows it is written down that somebody asked. `PLACE` in the sentence
    /// stands for the folder of the place.
    pub fn refuses(&self, arguments: &[&str], exit: i32, code: &str, sentence: &str) {
        let sentence = sentence.replace("PLACE", self.root().to_str().expect("UTF-8"));
        let before = self.files();
        let said = self.run(&with_json(arguments));
        assert_eq!(said.out, "", "nothing is answered to {arguments:?}");
        let problem = object(&said.err);
        let found = (said.exit, problem["code"].as_str(), problem["message"].as_str());
        assert_eq!(
            found,
            (exit, Some(code), Some(sentence.as_str())),
            "{arguments:?}"
        );
        assert!(problem["details"].is_object(), "{problem}");
        let said = self.run(arguments);
        let found = (said.exit, said.out.as_str(), said.err.as_str());
        assert_eq!(
            found,
            (exit, "", format!("{sentence}\n").as_str()),
            "{arguments:?}"
        );
        if code != "unknown_code" {
            assert_eq!(self.files(), before, "{arguments:?} leaves everything as it was");
        }
    }

    /// Every file below the place with its bytes.
    pub fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let (mut folders, mut found) = (vec![self.root().to_owned()], BTreeMap::new());
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = std::fs::read(&path).expect("readable");
                    found.insert(path, bytes);
                }
            }
        }
        found
    }

    /// The id of a new incident.
    pub fn incident(&self) -> String {
        text(&self.json(&INCIDENT)["id"])
    }

    /// A new check.
    pub fn check(&self, amount: &str) -> Value {
        self.json(&["check", "--incident", &self.incident(), "--amount", amount])
    }

    /// What `verify` says, which must be that everything fits.
    pub fn verified(&self) -> Value {
        let proof = self.json(&["verify"]);
        assert_eq!(
            (&proof["ok"], &proof["faults"]),
            (&true.into(), &Value::Array(Vec::new()))
        );
        proof
    }

    /// The same house in this process, at a moment in RFC 3339.
    pub fn house_at(&self, moment: &str) -> House {
        let surroundings = Surroundings {
            data_folder: self.data(),
            documents: self.root().join("documents"),
            station: "Front desk".to_owned(),
        };
        let clock = FixedClock(moment.parse().expect("a moment"));
        House::open(surroundings, clock, ChaCha20Rng::seed_from_u64(1))
            .expect("opened")
            .with_keychain(WithoutKeychain, Cost::LEAST)
    }
}

/// A soup came cold.
pub const INCIDENT: [&str; 15] = [
    "incident",
    "--category",
    "food_quality",
    "--what",
    "The soup came cold, twice.",
    "--where",
    "Table 4",
    "--guest",
    "Helen Okafor",
    "--contact",
    "(616) 555-0119",
    "--score",
    "3",
    "--staff",
    "Owen Brandt",
];

/// The same arguments, asking for JSON.
pub fn with_json<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [&["--json"], arguments].concat()
}

/// The one object in this text.
pub fn object(text: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text:?}"));
    assert!(value.is_object(), "{text}");
    value
}

/// The text in a JSON string.
pub fn text(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}
