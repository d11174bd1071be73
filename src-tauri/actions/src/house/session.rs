//! Who is at the screen, and how long nobody touched it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use comeback_domain::{Instant, Staff, StaffId};

use super::House;

/// Who is at the screen of this process. Shared by every handle to the same house, and gone with the process: a program
/// that starts begins locked.
#[derive(Debug, Default)]
pub(super) struct Session(Mutex<Option<Sitting>>);

#[derive(Debug, Clone)]
struct Sitting {
    staff: StaffId,
    idle: Duration,
    /// When the screen was last touched, by the ticker and by the clock: a machine that slept has a ticker that slept.
    touched: (Duration, Instant),
    locked: bool,
}

/// Who is at the screen as the gate sees it.
#[derive(Debug, Clone, Copy)]
pub(super) enum AtScreen {
    /// Nobody signed in.
    Nobody,
    /// Somebody is in.
    Open(StaffId),
    /// Somebody was in, and the screen is locked.
    Locked(StaffId),
}

impl Session {
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    fn sitting(&self) -> MutexGuard<'_, Option<Sitting>> {
        // A thread that panicked in here left a whole sitting or none.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl House {
    fn now_twice(&self) -> (Duration, Instant) {
        (self.ticker.ticked(), self.clock.now())
    }

    /// Somebody is in.
    pub(super) fn sit_down(&self, staff: &Staff) {
        *self.session.sitting() = Some(Sitting {
            staff: staff.staff,
            idle: staff.role.idle(),
            touched: self.now_twice(),
            locked: false,
        });
    }

    /// Nobody is in any more.
    pub(super) fn stand_up(&self) {
        *self.session.sitting() = None;
    }

    /// Locks the screen. What was typed stays with the page.
    pub fn lock_screen(&self) {
        if let Some(sitting) = self.session.sitting().as_mut() {
            sitting.locked = true;
        }
    }

    /// The screen was touched. One that locked in the meantime stays locked.
    pub fn stir(&self) {
        let now = self.now_twice();
        self.lock_if_idle();
        if let Some(sitting) = self.session.sitting().as_mut() {
            sitting.touched = now;
        }
    }

    /// Whether somebody was in and the screen is locked, by themselves or because nobody touched it for too long.
    pub fn screen_is_locked(&self) -> bool {
        matches!(self.at_screen(), AtScreen::Locked(_))
    }

    fn lock_if_idle(&self) {
        let (ticked, now) = self.now_twice();
        let mut sitting = self.session.sitting();
        let Some(sitting) = sitting.as_mut().filter(|sitting| !sitting.locked) else {
            return;
        };
        let ticked = ticked.saturating_sub(sitting.touched.0);
        let passed = (now - sitting.touched.1).to_std().unwrap_or_default();
        sitting.locked = ticked.max(passed) >= sitting.idle;
    }

    pub(super) fn at_screen(&self) -> AtScreen {
        self.lock_if_idle();
        match self.session.sitting().as_ref() {
            None => AtScreen::Nobody,
            Some(sitting) if sitting.locked => AtScreen::Locked(sitting.staff),
            Some(sitting) => AtScreen::Open(sitting.staff),
        }
    }
}
