//! Comeback: actions.
