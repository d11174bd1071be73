//! The clock of this machine, held against what was written before. Nothing is ordered by it, but the day a thing counts
//! for is read from it, so that a wrong one is said before more is written.

use comeback_domain::{ClockJump, ClockTrusted, ClockWentBack, Deed, Event, Instant, Shop, readable_moment};
use comeback_store::{event, guard};

use crate::moment::Moment;
use crate::{ActionError, House, dto, typed};

/// Writes down that the clock went back, before the first thing that is written after that.
pub(crate) fn note(moment: &Moment<'_>) -> Result<(), ActionError> {
    let last = event::last_at(moment.tx)?;
    if last.and_then(|last| ClockJump::of(last, moment.at)) != Some(ClockJump::Back) {
        return Ok(());
    }
    if let Some(was) = guard::latest(moment.tx)? {
        moment.append(None, None, Event::ClockWentBack(ClockWentBack { was }))?;
    }
    Ok(())
}

/// What is odd about the clock, to be said where everybody sees it.
pub(crate) fn warning(shop: &Shop, latest: Instant, now: Instant) -> Option<dto::ClockWarning> {
    let shown = |at: Instant| readable_moment(at, shop.timezone);
    let jump = ClockJump::of(latest, now)?;
    let counts = shop.business_day().of(now).readable();
    Some(match jump {
        ClockJump::Back => dto::ClockWarning {
            back: true,
            says: format!(
                "The clock went back: the last entry is of {}, and now it shows {}.",
                shown(latest),
                shown(now)
            ),
            then: format!(
                "What is written now counts for {counts}. Set the clock of this machine right, or say that it is right now."
            ),
        },
        ClockJump::Ahead => dto::ClockWarning {
            back: false,
            says: format!(
                "Is it really {}? The last entry is of {}.",
                shown(now),
                shown(latest)
            ),
            then: format!(
                "What is written now counts for {counts}, and papers run out by that date. Set the clock of this machine right, or say that it is right."
            ),
        },
    })
}

impl House {
    /// Believes the clock as it is now, after it jumped. Where nothing is odd, nothing is written.
    ///
    /// # Errors
    /// [`ActionError::NotAllowed`], [`ActionError::Locked`].
    pub async fn trust_clock(&self, staff: &str) -> Result<dto::AppState, ActionError> {
        let named = typed::staff(staff)?;
        self.write(Deed::TrustClock, move |moment| {
            let latest = guard::latest(moment.tx)?;
            if latest
                .and_then(|latest| ClockJump::of(latest, moment.at))
                .is_some()
            {
                let staff = moment.by(named);
                let trusted = ClockTrusted { staff: staff.clone() };
                moment.append(staff, None, Event::ClockTrusted(trusted))?;
            }
            Ok(())
        })
        .await?;
        self.app_state().await
    }
}
