//! An event in plain words.

use comeback_domain::{
    Envelope, Event, Forgetting, Holder, Instant, LimitSet, MakeGood, Money, Outcome, PaperOut, Redeemed,
    Shop, Staff, StaffName, VoucherId, VoucherIssued, Window, Worth, readable_moment,
};
use comeback_store::event::Found;
use comeback_store::{Tx, staff, voucher};

use crate::ActionError;

/// So much of what somebody wrote stands in a line.
const LONGEST: usize = 90;

/// What happened, in a sentence. No guest is named, and no code is whole.
pub(super) fn says(tx: &Tx<'_>, shop: &Shop, envelope: &Envelope) -> Result<String, ActionError> {
    let code = |id: VoucherId| ending(tx, id);
    Ok(match &envelope.event {
        Event::ShopSet(_) if envelope.seq == 1 => "The house was set up.".to_owned(),
        Event::ShopSet(_) => "The settings of the house were changed.".to_owned(),
        Event::IncidentRecorded(recorded) => {
            format!("{}: {}", recorded.category.label(), short(recorded.what.as_str()))
        }
        Event::MakeGoodGiven(given) => format!(
            "{} was given.{}",
            gives(&given.gives),
            approved(given.approved_by.as_ref())
        ),
        Event::MakeGoodAsked(asked) => {
            format!("{} was asked for: {}", gives(&asked.gives), short(&asked.why))
        }
        Event::MakeGoodDeclined(declined) => {
            format!("What was asked for got a no: {}", short(declined.reason.as_str()))
        }
        Event::VoucherIssued(issued) => self::issued(tx, issued)?,
        Event::VoucherRedeemed(redeemed) => self::redeemed(redeemed, &code(redeemed.voucher)?),
        Event::VoucherReversed(reversed) => format!(
            "A redemption of {} was reversed{}: {}",
            code(reversed.voucher)?,
            reversed
                .amount
                .map_or(String::new(), |amount| format!(", {amount}")),
            short(&reversed.reason)
        ),
        Event::VoucherVoided(voided) => {
            format!("{} was voided: {}", code(voided.voucher)?, short(&voided.reason))
        }
        Event::VoucherReplaced(replaced) => format!(
            "{} was lost and replaced by {}: {}",
            code(replaced.voucher)?,
            code(replaced.by)?,
            short(&replaced.reason)
        ),
        Event::VoucherExtended(extended) => format!(
            "{} was extended until {}: {}",
            code(extended.voucher)?,
            extended.to.readable(),
            short(&extended.reason)
        ),
        Event::VoucherPrinted(out) => format!("The paper of {} was printed{}.", code(out.voucher)?, on(out)),
        Event::VoucherReprinted(again) => format!("The paper of {} was printed again.", code(again.voucher)?),
        Event::VoucherSaved(out) if out.out.to.is_some() => {
            format!("The paper of {} was saved as a file.", code(out.voucher)?)
        }
        Event::VoucherSaved(out) => format!("The paper of {} was opened to look at.", code(out.voucher)?),
        Event::VoucherPrintFailed(failed) => format!(
            "The paper of {} did not print: {}",
            code(failed.voucher)?,
            short(&failed.reason)
        ),
        Event::CodeShown(shown) => match &shown.reason {
            Some(reason) => format!(
                "The whole code of {} was looked at: {}",
                code(shown.voucher)?,
                short(reason)
            ),
            None => format!("The whole code of {} was looked at.", code(shown.voucher)?),
        },
        Event::GuestChanged(_) => "A guest was corrected.".to_owned(),
        Event::GuestsMerged(_) => "Two guests turned out to be one.".to_owned(),
        Event::GuestErased(erased) => match erased.because {
            Forgetting::Request => "A guest was forgotten, as was asked for.".to_owned(),
            Forgetting::Time => "A guest was forgotten: their time was over.".to_owned(),
            Forgetting::Again => "A guest was forgotten again, after a backup brought them back.".to_owned(),
        },
        Event::StaffSet(set) => person(set),
        Event::LimitSet(set) => limit(tx, set)?,
        Event::AccountsSet(_) => "The accounts that the books post to were set.".to_owned(),
        Event::PeriodClosed(closed) => format!(
            "The books were closed through {}, as batch {}{}.",
            closed.to.readable(),
            closed.batch.number,
            match closed.batch.revision {
                1 => String::new(),
                revision => format!(", revision {revision}"),
            }
        ),
        Event::PeriodReopened(reopened) => format!(
            "Batch {} of the books was opened again: {}",
            reopened.batch.number,
            short(&reopened.reason)
        ),
        Event::BooksExported(exported) => format!(
            "The books from {} to {} were exported as {}.",
            exported.from.readable(),
            exported.to.readable(),
            exported.form
        ),
        Event::TakingsSet(set) if set.takings.is_empty() => {
            format!(
                "The figures of the till for {} were taken away.",
                set.takings.readable()
            )
        }
        Event::TakingsSet(set) => format!("The figures of the till for {} were set.", set.takings.readable()),
        Event::TillBillsSet(set) => format!("The bills of the till for {} were set.", set.day.readable()),
        Event::SigninSet(set) if set.on => "Sign-in was switched on.".to_owned(),
        Event::SigninSet(_) => "Sign-in was switched off.".to_owned(),
        Event::PlaybookSet(set) => format!(
            "The plan for {}, {}, was {}.",
            set.category.label().to_lowercase(),
            set.severity.label().to_lowercase(),
            if set.plan.is_some() { "changed" } else { "put back" }
        ),
        Event::ConcernNoted(noted) => format!("A concern was noted: {}", short(noted.what.as_str())),
        Event::ConcernDropped(_) => "A concern was dropped.".to_owned(),
        Event::FollowUpSet(set) => format!("A call was set for {}.", set.due_on.readable()),
        Event::FollowUpSettled(settled) => match settled.outcome {
            Outcome::Recovered => "The guest was called, and came round.".to_owned(),
            Outcome::NotRecovered => "The guest was called, and is not won back yet.".to_owned(),
            Outcome::NotReached => "The guest was called, and not reached.".to_owned(),
        },
        Event::ScoreGiven(given) => format!("The guest’s score is {} now.", u8::from(given.score)),
        Event::CauseNamed(named) => format!("The cause was named: {}.", named.cause.as_str()),
        Event::PreventionPlanned(planned) => format!(
            "{} is to do something about it until {}: {}",
            planned.owner.as_str(),
            planned.due_on.readable(),
            short(planned.what.as_str())
        ),
        Event::PreventionDone(done) => format!("Something was done about it: {}", short(done.what.as_str())),
        Event::UnknownCode(unknown) => {
            format!("A code we do not know was looked up: …{}.", unknown.last_four)
        }
        Event::DoorUnlocked(_) => "This station was unlocked after unknown codes.".to_owned(),
        Event::ClockWentBack(back) => format!(
            "The clock went back. The entry before was of {}.",
            clock(shop, back.was)
        ),
        Event::BackupMade(made) => format!(
            "The books were backed up as {}, through event {}.",
            made.file, made.through
        ),
        Event::HouseRestored(restored) => match &restored.set_aside {
            Some(aside) => format!(
                "The backup {} took the place of the books. Those before it are set aside as {aside}.",
                restored.file
            ),
            None => format!("The books were restored from the backup {}.", restored.file),
        },
        Event::ClockTrusted(_) => "The clock was said to be right.".to_owned(),
    })
}

/// What is told of an event that cannot be read.
pub(super) fn unreadable(found: &Found) -> String {
    format!(
        "This entry cannot be read: it was changed from outside. It is filed as {}.",
        found.kind.replace('_', " ")
    )
}

/// The end of a code, as lists show it.
fn ending(tx: &Tx<'_>, id: VoucherId) -> Result<String, ActionError> {
    Ok(voucher::last_four(tx, id)?.map_or_else(|| "a paper".to_owned(), |four| format!("…{four}")))
}

/// The beginning of what somebody wrote, on one line, and a full stop.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() > LONGEST {
        let kept: String = line.chars().take(LONGEST).collect();
        return format!("{}…", kept.trim_end());
    }
    if line.ends_with(['.', '!', '?', '…']) {
        line
    } else {
        format!("{line}.")
    }
}

fn gives(gives: &MakeGood) -> String {
    match gives {
        MakeGood::Comp { amount } => format!("A comp of {amount}"),
        MakeGood::Check { amount, .. } => format!("A check of {amount}"),
        MakeGood::Certificate { benefit, .. } => format!("A certificate for {}", benefit.as_str()),
        MakeGood::Gesture { what, cost } => {
            let what = short(what.as_str());
            format!("A gesture of {cost}, {},", what.trim_end_matches('.'))
        }
    }
}

fn approved(by: Option<&StaffName>) -> String {
    by.map_or(String::new(), |by| format!(" {} approved it.", by.as_str()))
}

fn issued(tx: &Tx<'_>, issued: &VoucherIssued) -> Result<String, ActionError> {
    let four = issued.code.get(8..).unwrap_or_default();
    let what = match &issued.worth {
        Worth::Check { amount } => format!("Check …{four} issued for {amount}"),
        Worth::Certificate { benefit, .. } => format!("Certificate …{four} issued for {}", benefit.as_str()),
    };
    let lost = match issued.replaces {
        Some(old) => format!(" It stands for {}.", ending(tx, old)?),
        None => String::new(),
    };
    Ok(format!(
        "{what}, good until {}.{lost}{}",
        issued.expires_on.readable(),
        approved(issued.approved_by.as_ref())
    ))
}

fn redeemed(redeemed: &Redeemed, code: &str) -> String {
    let redemption = &redeemed.redemption;
    let amount = redemption
        .amount
        .map_or(String::new(), |amount| format!(", {amount}"));
    let bill = redemption
        .bill
        .as_ref()
        .map_or(String::new(), |bill| format!(" off bill {bill}"));
    let left = match redemption.amount {
        Some(amount) if redeemed.remaining > 0 => {
            format!(
                " {} is left on it.",
                Money::new(redeemed.remaining, amount.currency)
            )
        }
        _ => String::new(),
    };
    let how = if redeemed.without_paper {
        " without its paper"
    } else {
        ""
    };
    format!("{code} was redeemed{how}{amount}{bill}.{left}")
}

fn on(out: &PaperOut) -> String {
    out.out
        .to
        .as_ref()
        .map_or(String::new(), |printer| format!(" on {printer}"))
}

fn person(set: &Staff) -> String {
    if set.active {
        format!(
            "{} is in the team as {}.",
            set.name.as_str(),
            set.role.with_article().to_lowercase()
        )
    } else {
        format!("{} left the team.", set.name.as_str())
    }
}

fn limit(tx: &Tx<'_>, set: &LimitSet) -> Result<String, ActionError> {
    let whose = match set.holder {
        Holder::Role(role) => format!("each {}", role.key()),
        Holder::Staff(id) => staff::get(tx, id)?.map_or_else(
            || "somebody who is gone".to_owned(),
            |one| one.name.as_str().to_owned(),
        ),
    };
    let over = match set.window {
        Window::Incident => "an incident",
        Window::Guest => "a guest",
        Window::Day => "a day",
        Window::Month => "a month",
    };
    Ok(match set.amount {
        Some(amount) => format!("The limit of {whose} is {amount} {over} now."),
        None => format!("The limit of {whose} over {over} was taken away."),
    })
}

fn clock(shop: &Shop, at: Instant) -> String {
    readable_moment(at, shop.timezone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_stands_on_one_line_and_ends() {
        assert_eq!(short("Wrong bill"), "Wrong bill.");
        assert_eq!(short(" Wrong\n bill! "), "Wrong bill!");
        assert_eq!(short(&"ab ".repeat(60)).chars().count(), 90);
    }
}
