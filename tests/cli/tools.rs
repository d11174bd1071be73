//! The outside judges, which know nothing of how ours is made.

use std::io::ErrorKind;
use std::process::{Command, Output};

/// Runs a program of the system, and names the package to install when it is missing.
pub fn run(program: &str, package: &str, arguments: &[&str]) -> Output {
    match Command::new(program).args(arguments).output() {
        Ok(output) => output,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            panic!("{program} is missing. Install it with: apt-get install {package}")
        }
        Err(error) => panic!("{program} does not start: {error}"),
    }
}

/// What a program says on stdout; it must succeed.
pub fn says(program: &str, package: &str, arguments: &[&str]) -> String {
    let output = run(program, package, arguments);
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}

/// What SQLite's own command line answers.
pub fn sqlite(database: &str, sql: &str) -> String {
    says("sqlite3", "sqlite3", &[database, sql]).trim_end().to_owned()
}

/// To LibreOffice: every sheet as CSV, in UTF-8 and as shown.
pub const EVERY_SHEET: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1";

/// LibreOffice without a window, with settings of its own so that several may run at once.
pub fn office(arguments: &[&str]) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let settings = format!("-env:UserInstallation=file://{}", home.path().display());
    says(
        "soffice",
        "libreoffice-calc-nogui",
        &[&["--headless", &settings] as &[&str], arguments].concat(),
    );
}
