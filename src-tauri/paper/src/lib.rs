//! Comeback: paper.
