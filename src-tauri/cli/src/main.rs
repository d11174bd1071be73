//! Comeback: cli.
fn main() {}
