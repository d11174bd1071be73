//! The program; all of it is in the library, so that the tests run what is shipped.

use std::process::ExitCode;

fn main() -> ExitCode {
    comeback_cli::main()
}
