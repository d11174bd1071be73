//! Comeback: store.
