//! Who is slowed down at the door, and how far the clock is believed, as the events left it.

use std::collections::BTreeMap;

use crate::{Envelope, Event, Guesser, Guesses, Instant, StationGuesses};

/// What the events say of unknown codes and of the clock.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct GuardState {
    /// The unknown codes of each guesser who had any.
    pub guesses: BTreeMap<Guesser, Guesses>,
    /// The unknown codes at each station that had any.
    pub stations: BTreeMap<String, StationGuesses>,
    /// The latest moment an event was written at before the clock went back, until somebody says that it is right.
    pub clock_was: Option<Instant>,
}

impl GuardState {
    /// Takes in a fact about the guard at the door.
    pub(super) fn apply(&mut self, envelope: &Envelope) {
        match &envelope.event {
            Event::UnknownCode(unknown) => {
                let guesses = self.guesses.entry(unknown.guesser(envelope)).or_default();
                *guesses = std::mem::take(guesses).one_more(envelope.at);
                let station = self.stations.entry(envelope.station.clone()).or_default();
                *station = std::mem::take(station).one_more(envelope.at);
            }
            Event::DoorUnlocked(unlocked) => {
                self.guesses.remove(&unlocked.guesser(envelope));
                self.stations.remove(&envelope.station);
            }
            Event::ClockWentBack(back) => {
                self.clock_was = Some(back.was);
                for guesses in self.guesses.values_mut() {
                    *guesses = std::mem::take(guesses).as_of(envelope.at);
                }
                for station in self.stations.values_mut() {
                    *station = std::mem::take(station).as_of(envelope.at);
                }
            }
            Event::ClockTrusted(_) => self.clock_was = None,
            _ => {}
        }
    }
}
