//! Goldens of what leaves the house.
