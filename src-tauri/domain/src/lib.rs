//! Comeback: domain.
