//! What people do: one function each, on the open [`House`].
//!
//! An action reads what was typed with the types of the domain, opens one transaction, lets the domain decide, and
//! has the store write the event and its effect together. The window and the command line call the same functions;
//! neither of them knows a rule.

mod accounts;
mod activity;
mod asking;
mod backup;
mod books;
mod causes;
mod clock;
mod closings;
mod concerns;
mod design;
mod door;
pub mod dto;
mod error;
mod exports;
mod face;
mod files;
mod find;
mod follow_ups;
mod forget;
mod guard;
mod guests;
mod house;
mod incidents;
mod insights;
mod keychain;
mod ledger;
mod mend;
mod moment;
mod month;
mod outstanding;
mod papers;
mod playbooks;
mod printers;
mod printing;
mod problem;
mod record;
mod runs;
mod sample;
mod scan;
mod secret;
mod setup;
mod show;
mod takings;
mod team;
mod till;
mod typed;
mod verify;
mod words;

pub use error::{ActionError, Field};
pub use exports::ExportForm;
pub use files::{Destination, default_data_folder, machine_data_folder};
pub use guard::Pause;
pub use house::{House, MachineClock, MachineTicker, Surroundings, machine_dice};
pub use keychain::{Keychain, NoKeychain, Pepper, SystemKeychain, WithoutKeychain};
pub use outstanding::OutstandingAt;
pub use printing::Printing;
pub use problem::{Code, Problem};
pub use record::{Given, NewIncident};
pub use sample::{SampleKind, SampleRequest, SampleWritten};
pub use secret::Cost;
pub use verify::Verified;

#[cfg(test)]
mod tests {
    #[test]
    fn the_types_of_the_page_are_current() {
        let path = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../ui/src/lib/ipc/generated/types.ts"
        );
        let generated = crate::dto::typescript();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(std::path::Path::new(path).parent().expect("a folder")).expect("made");
            std::fs::write(path, &generated).expect("written");
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == generated,
            "ui/src/lib/ipc/generated/types.ts is stale: run this test with UPDATE=1"
        );
    }
}
