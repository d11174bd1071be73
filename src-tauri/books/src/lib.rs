//! Comeback: books.
