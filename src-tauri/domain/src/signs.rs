//! Signs worth a look, for the owner alone. A sign says what was seen and what it usually is; it accuses nobody, stops
//! nothing, and most of them have a plain reason.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use crate::{BusinessDate, GuestId, IncidentId, Instant, StaffName, VoucherId};

/// How many business dates back the signs look.
pub const SIGNS_LOOK_BACK_DAYS: u32 = 90;

/// What there is to see. Reversals and bursts of wrong codes leave no event yet, so nothing tells of them here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignKind {
    /// One person issued a paper and redeemed it.
    SameHands,
    /// A paper was redeemed on the day it was issued.
    SameDay,
    /// One guest, several incidents.
    OftenTheSameGuest,
    /// Many of one person's make-goods were given when the day was nearly over.
    NearTheEndOfAShift,
    /// A paper was printed again and again.
    Reprints,
}

impl SignKind {
    /// Its stable name.
    pub fn key(self) -> &'static str {
        match self {
            Self::SameHands => "same_hands",
            Self::SameDay => "same_day",
            Self::OftenTheSameGuest => "often_the_same_guest",
            Self::NearTheEndOfAShift => "near_the_end_of_a_shift",
            Self::Reprints => "reprints",
        }
    }
}

/// A make-good that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenGood {
    /// For which incident.
    pub incident: IncidentId,
    /// By whom.
    pub staff: Option<StaffName>,
    /// When it was written down.
    pub at: Instant,
    /// The day it counts for.
    pub on: BusinessDate,
}

/// A voucher that was redeemed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsedVoucher {
    /// Which.
    pub voucher: VoucherId,
    /// For which incident.
    pub incident: IncidentId,
    /// Who issued it.
    pub issued_by: Option<StaffName>,
    /// The day it was issued.
    pub issued_on: BusinessDate,
    /// Who redeemed it.
    pub redeemed_by: Option<StaffName>,
    /// The day it was redeemed.
    pub redeemed_on: BusinessDate,
}

/// An incident whose guest is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuestIncident {
    /// Whom it befell.
    pub guest: GuestId,
    /// What they are called.
    pub name: Option<String>,
    /// Which incident.
    pub incident: IncidentId,
    /// The day it counts for.
    pub on: BusinessDate,
}

/// A voucher that was printed again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedAgain {
    /// Which.
    pub voucher: VoucherId,
    /// The end of its code.
    pub last_four: String,
    /// For which incident.
    pub incident: IncidentId,
    /// How often.
    pub times: u32,
    /// The last time.
    pub on: BusinessDate,
    /// Who asked for it then.
    pub staff: Option<StaffName>,
}

/// When the first and the last thing of a business date were written down.
pub type Hours = BTreeMap<BusinessDate, (Instant, Instant)>;

/// Everything the signs are read from, of the last [`SIGNS_LOOK_BACK_DAYS`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// What was given.
    pub given: Vec<GivenGood>,
    /// What was redeemed.
    pub used: Vec<UsedVoucher>,
    /// Whom it befell.
    pub guests: Vec<GuestIncident>,
    /// What was printed again.
    pub printed_again: Vec<PrintedAgain>,
    /// From when to when something was written down.
    pub hours: Hours,
}

/// Something the owner may want to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sign {
    /// Which sign.
    pub kind: SignKind,
    /// What was seen, without blame.
    pub sentence: String,
    /// The last of it.
    pub on: BusinessDate,
    /// Who was there, where anybody was.
    pub staff: Option<StaffName>,
    /// The incidents to open, the latest first.
    pub incidents: Vec<IncidentId>,
}

/// So many incidents of one guest are worth a look.
const OFTEN: usize = 3;
/// So many reprints of one paper are.
const REPRINTS: u32 = 3;
/// The end of a day.
const LAST_OF_THE_DAY: TimeDelta = TimeDelta::minutes(30);
/// A day on which less was going on has no end that tells anything.
const A_DAY_OF_WORK: TimeDelta = TimeDelta::hours(2);
/// So many make-goods at the end of days are worth a look, if they are more than a third of that person's.
const LATE: usize = 5;

/// What is worth a look, the latest first.
pub fn signs_of(seen: &Seen) -> Vec<Sign> {
    let mut signs: Vec<Sign> = [
        same_hands(&seen.used),
        same_day(&seen.used),
        same_guest(&seen.guests),
        late(&seen.given, &seen.hours),
        reprints(&seen.printed_again),
    ]
    .concat();
    signs.sort_by(|a, b| (b.on, a.kind).cmp(&(a.on, b.kind)));
    signs
}

/// What is being put together into one sign.
#[derive(Default)]
struct Pile {
    vouchers: BTreeSet<VoucherId>,
    incidents: Vec<(BusinessDate, IncidentId)>,
}

impl Pile {
    fn add(&mut self, on: BusinessDate, incident: IncidentId) {
        self.incidents.push((on, incident));
    }

    fn sign(mut self, kind: SignKind, sentence: String, staff: Option<StaffName>) -> Option<Sign> {
        self.incidents.sort_unstable();
        let on = self.incidents.last()?.0;
        let mut incidents = Vec::new();
        for (_, incident) in self.incidents.into_iter().rev() {
            if !incidents.contains(&incident) {
                incidents.push(incident);
            }
        }
        Some(Sign {
            kind,
            sentence,
            on,
            staff,
            incidents,
        })
    }
}

fn same_hands(used: &[UsedVoucher]) -> Vec<Sign> {
    let mut piles: BTreeMap<&str, (&StaffName, Pile)> = BTreeMap::new();
    for one in used {
        if let (Some(by), true) = (&one.issued_by, one.issued_by == one.redeemed_by) {
            let (_, pile) = piles.entry(by.as_str()).or_insert_with(|| (by, Pile::default()));
            pile.vouchers.insert(one.voucher);
            pile.add(one.redeemed_on, one.incident);
        }
    }
    let sign = |(by, pile): (&StaffName, Pile)| {
        let papers = counted(pile.vouchers.len(), "paper", "papers");
        let sentence = format!(
            "{} issued {papers} and redeemed {} too. In a small team one person often does both.",
            by.as_str(),
            if pile.vouchers.len() == 1 { "it" } else { "them" },
        );
        pile.sign(SignKind::SameHands, sentence, Some(by.clone()))
    };
    piles.into_values().filter_map(sign).collect()
}

fn same_day(used: &[UsedVoucher]) -> Vec<Sign> {
    let mut piles: BTreeMap<Option<&str>, (Option<&StaffName>, Pile)> = BTreeMap::new();
    for one in used.iter().filter(|one| one.issued_on == one.redeemed_on) {
        let by = one.issued_by.as_ref();
        let (_, pile) = piles
            .entry(by.map(StaffName::as_str))
            .or_insert_with(|| (by, Pile::default()));
        pile.vouchers.insert(one.voucher);
        pile.add(one.redeemed_on, one.incident);
    }
    let sign = |(by, pile): (Option<&StaffName>, Pile)| {
        let papers = counted(pile.vouchers.len(), "paper", "papers");
        let by_whom = by.map_or(String::new(), |by| format!(" that {} issued", by.as_str()));
        let (were, day) = match pile.vouchers.len() {
            1 => ("was", "it was issued"),
            _ => ("were", "they were issued"),
        };
        // “that Owen issued were redeemed on the same day” reads better than saying it twice.
        let day = by.map_or(format!("on the day {day}"), |_| "on the same day".to_owned());
        let sentence =
            format!("{papers}{by_whom} {were} redeemed {day}. Some guests use one before they leave.");
        pile.sign(SignKind::SameDay, sentence, by.cloned())
    };
    piles.into_values().filter_map(sign).collect()
}

fn same_guest(guests: &[GuestIncident]) -> Vec<Sign> {
    let mut piles: BTreeMap<GuestId, (Option<&str>, Pile)> = BTreeMap::new();
    for one in guests {
        let (_, pile) = piles
            .entry(one.guest)
            .or_insert_with(|| (one.name.as_deref(), Pile::default()));
        pile.add(one.on, one.incident);
    }
    let sign = |(name, pile): (Option<&str>, Pile)| {
        let sentence = format!(
            "{} had {} incidents in {SIGNS_LOOK_BACK_DAYS} days. Regular guests meet our bad days more often.",
            name.unwrap_or("One guest"),
            pile.incidents.len(),
        );
        pile.sign(SignKind::OftenTheSameGuest, sentence, None)
    };
    piles
        .into_values()
        .filter(|(_, pile)| pile.incidents.len() >= OFTEN)
        .filter_map(sign)
        .collect()
}

fn late(given: &[GivenGood], hours: &Hours) -> Vec<Sign> {
    let mut people: BTreeMap<&str, (&StaffName, usize, Pile, usize)> = BTreeMap::new();
    for one in given {
        let Some(by) = &one.staff else { continue };
        let (_, all, pile, late) = people
            .entry(by.as_str())
            .or_insert_with(|| (by, 0, Pile::default(), 0));
        *all += 1;
        let at_the_end = hours.get(&one.on).is_some_and(|(first, last)| {
            *last - *first >= A_DAY_OF_WORK && *last - one.at <= LAST_OF_THE_DAY
        });
        if at_the_end {
            *late += 1;
            pile.add(one.on, one.incident);
        }
    }
    let sign = |(by, all, pile, late): (&StaffName, usize, Pile, usize)| {
        let sentence = format!(
            "{late} of the {all} make-goods of {} were given in the last half hour of a day. Some shifts write \
             everything down at the end.",
            by.as_str(),
        );
        pile.sign(SignKind::NearTheEndOfAShift, sentence, Some(by.clone()))
    };
    people
        .into_values()
        .filter(|(_, all, _, late)| *late >= LATE && late * 3 > *all)
        .filter_map(sign)
        .collect()
}

fn reprints(printed: &[PrintedAgain]) -> Vec<Sign> {
    let sign = |one: &PrintedAgain| Sign {
        kind: SignKind::Reprints,
        sentence: format!(
            "The paper …{} was printed again {} times. Printers jam; its code still redeems once.",
            one.last_four, one.times
        ),
        on: one.on,
        staff: one.staff.clone(),
        incidents: vec![one.incident],
    };
    printed
        .iter()
        .filter(|one| one.times >= REPRINTS)
        .map(sign)
        .collect()
}

fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        1 => format!("1 {one}"),
        _ => format!("{number} {many}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng as _};

    fn day(number: u32) -> BusinessDate {
        BusinessDate::parse("2026-11-01")
            .expect("a date")
            .plus_days(number)
    }

    fn at(number: u32, time: &str) -> Instant {
        format!("{}T{time}:00Z", day(number)).parse().expect("a moment")
    }

    fn staff(name: &str) -> Option<StaffName> {
        StaffName::parse(name).expect("a name")
    }

    struct Ids(ChaCha20Rng);

    impl Ids {
        fn new() -> Self {
            Self(ChaCha20Rng::seed_from_u64(1))
        }

        fn incident(&mut self) -> IncidentId {
            IncidentId::mint(at(0, "10:00"), &mut self.0)
        }

        fn used(&mut self, by: &str, redeemed_by: &str, days: (u32, u32)) -> UsedVoucher {
            UsedVoucher {
                voucher: VoucherId::mint(at(0, "10:00"), &mut self.0),
                incident: self.incident(),
                issued_by: staff(by),
                issued_on: day(days.0),
                redeemed_by: staff(redeemed_by),
                redeemed_on: day(days.1),
            }
        }

        fn given(&mut self, by: &str, on: u32, time: &str) -> GivenGood {
            GivenGood {
                incident: self.incident(),
                staff: staff(by),
                at: at(on, time),
                on: day(on),
            }
        }
    }

    fn sentences(seen: &Seen) -> Vec<String> {
        signs_of(seen).into_iter().map(|sign| sign.sentence).collect()
    }

    #[test]
    fn a_quiet_house_shows_nothing() {
        assert_eq!(signs_of(&Seen::default()), []);
    }

    #[test]
    fn one_person_who_issued_and_redeemed_is_told_of_once() {
        let mut ids = Ids::new();
        let used = vec![
            ids.used("Owen", "Owen", (1, 4)),
            ids.used("Owen", "Marcus", (1, 4)),
            ids.used("", "", (1, 4)),
            ids.used("Owen", "Owen", (2, 6)),
        ];
        let signs = signs_of(&Seen {
            used: used.clone(),
            ..Seen::default()
        });
        let [sign] = signs.as_slice() else {
            panic!("{signs:?}")
        };
        assert_eq!(
            sign.sentence,
            "Owen issued 2 papers and redeemed them too. In a small team one person often does both."
        );
        assert_eq!(
            (sign.kind.key(), sign.on, sign.staff.clone()),
            ("same_hands", day(6), staff("Owen"))
        );
        assert_eq!(
            sign.incidents,
            [used[3].incident, used[0].incident],
            "the latest first"
        );

        let one = Seen {
            used: vec![used[0].clone(), used[0].clone()],
            ..Seen::default()
        };
        assert_eq!(
            sentences(&one),
            ["Owen issued 1 paper and redeemed it too. In a small team one person often does both."],
            "a check used in two parts is one paper"
        );
    }

    #[test]
    fn papers_used_on_the_day_they_were_issued_are_told() {
        let mut ids = Ids::new();
        let used = vec![
            ids.used("Owen", "Marcus", (3, 3)),
            ids.used("Owen", "Marcus", (5, 5)),
            ids.used("", "Marcus", (4, 4)),
            ids.used("Owen", "Marcus", (5, 6)),
        ];
        assert_eq!(
            sentences(&Seen {
                used,
                ..Seen::default()
            }),
            [
                "2 papers that Owen issued were redeemed on the same day. Some guests use one before they leave.",
                "1 paper was redeemed on the day it was issued. Some guests use one before they leave.",
            ]
        );
    }

    #[test]
    fn a_guest_with_three_incidents_is_told_and_one_with_two_is_not() {
        let mut ids = Ids::new();
        let (often, seldom) = (
            GuestId::mint(at(0, "10:00"), &mut ids.0),
            GuestId::mint(at(0, "10:01"), &mut ids.0),
        );
        let mut befell = |guest, name: &str, on| GuestIncident {
            guest,
            name: Some(name.to_owned()).filter(|name| !name.is_empty()),
            incident: ids.incident(),
            on: day(on),
        };
        let mut guests = vec![
            befell(often, "Helen Okafor", 1),
            befell(often, "Helen Okafor", 20),
            befell(seldom, "Zoë", 2),
            befell(seldom, "Zoë", 3),
        ];
        assert_eq!(
            sentences(&Seen {
                guests: guests.clone(),
                ..Seen::default()
            }),
            [""; 0]
        );
        guests.push(befell(often, "Helen Okafor", 40));
        let seen = Seen {
            guests,
            ..Seen::default()
        };
        assert_eq!(
            sentences(&seen),
            ["Helen Okafor had 3 incidents in 90 days. Regular guests meet our bad days more often."]
        );
        assert_eq!(signs_of(&seen)[0].staff, None);
    }

    #[test]
    fn many_at_the_end_of_days_are_told_when_they_are_many_and_more_than_a_third() {
        let mut ids = Ids::new();
        let mut given: Vec<_> = (0..5).map(|on| ids.given("Owen", on, "22:40")).collect();
        given.extend((0..10).map(|on| ids.given("Owen", on, "19:00")));
        let hours: Hours = (0..20)
            .map(|on| (day(on), (at(on, "11:00"), at(on, "23:05"))))
            .collect();
        let seen = |given: &[GivenGood]| Seen {
            given: given.to_vec(),
            hours: hours.clone(),
            ..Seen::default()
        };
        assert_eq!(sentences(&seen(&given)), [""; 0], "5 of 15 are a third, not more");
        given.pop();
        assert_eq!(
            sentences(&seen(&given)),
            [
                "5 of the 14 make-goods of Owen were given in the last half hour of a day. Some shifts write everything \
                 down at the end."
            ]
        );
        given.remove(0);
        assert_eq!(sentences(&seen(&given)), [""; 0], "4 are few");
        let late: Vec<_> = (0..6).map(|on| ids.given("Owen", on, "22:34")).collect();
        assert_eq!(
            sentences(&seen(&late)),
            [""; 0],
            "31 minutes before the end is not the end"
        );
        let quiet: Hours = (0..20)
            .map(|on| (day(on), (at(on, "22:00"), at(on, "22:50"))))
            .collect();
        let given: Vec<_> = (0..6).map(|on| ids.given("Owen", on, "22:40")).collect();
        let seen = Seen {
            given,
            hours: quiet,
            ..Seen::default()
        };
        assert_eq!(
            sentences(&seen),
            [""; 0],
            "a day with one hour of work has no end that tells anything"
        );
    }

    #[test]
    fn a_paper_printed_again_three_times_is_told() {
        let mut ids = Ids::new();
        let mut again = |times| PrintedAgain {
            voucher: VoucherId::mint(at(0, "10:00"), &mut ids.0),
            last_four: "7XQR".to_owned(),
            incident: ids.incident(),
            times,
            on: day(times),
            staff: staff("Owen"),
        };
        let seen = Seen {
            printed_again: vec![again(2), again(3)],
            ..Seen::default()
        };
        assert_eq!(
            sentences(&seen),
            ["The paper …7XQR was printed again 3 times. Printers jam; its code still redeems once."]
        );
        assert_eq!(signs_of(&seen)[0].kind.key(), "reprints");
    }

    #[test]
    fn the_latest_stands_first() {
        let mut ids = Ids::new();
        let used = vec![
            ids.used("Owen", "Owen", (1, 4)),
            ids.used("Ana", "Marcus", (9, 9)),
            ids.used("Ana", "Ana", (3, 5)),
        ];
        let days: Vec<_> = signs_of(&Seen {
            used,
            ..Seen::default()
        })
        .iter()
        .map(|sign| sign.on)
        .collect();
        assert_eq!(days, [day(9), day(5), day(4)]);
    }
}
