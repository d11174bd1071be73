//! The database: one file of events and the tables folded from them.
//!
//! All SQL is here. A caller says `store.write(|tx| ...)` or `store.read(|tx| ...)`; the closure has the one
//! connection for itself, inside one transaction, and uses the functions of the modules below. Nothing else can reach
//! the connection, so a border cannot be forgotten.

mod connection;
mod error;
mod open;
mod row;

pub mod accounts;
pub mod asked;
pub mod asking;
pub mod backup;
pub mod cash_back;
pub mod cause;
pub mod closing;
pub mod concern;
pub mod event;
pub mod follow_up;
pub mod given;
pub mod guard;
pub mod guest;
pub mod incident;
pub mod insights;
pub mod logo;
pub mod make_good;
pub mod playbook;
pub mod preference;
pub mod prevention;
pub mod printed;
pub mod redemption;
pub mod restore;
pub mod score;
pub mod secret;
pub mod shop;
pub mod staff;
pub mod standing;
pub mod takings;
pub mod till_bill;
pub mod totals;
pub mod verify;
pub mod voucher;

pub use connection::{Store, Tx};
pub use error::{OpenError, RestoreError, StoreError};
pub use open::{DATABASE_FILE, MIN_SQLITE_VERSION};
