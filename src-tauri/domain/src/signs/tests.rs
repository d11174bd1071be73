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

fn undone(ids: &mut Ids, voucher: VoucherId, staff_name: &str, on: u32, by: Option<VoucherId>) -> Undone {
    Undone {
        voucher,
        last_four: "K7QD".to_owned(),
        incident: ids.incident(),
        replaced_by: by,
        on: day(on),
        staff: staff(staff_name),
    }
}

#[test]
fn a_paper_that_was_undone_twice_is_told_and_one_that_was_undone_once_is_not() {
    let mut ids = Ids::new();
    let mut paper = || VoucherId::mint(at(0, "10:00"), &mut ids.0);
    let (twice, once, lost, new, newer) = (paper(), paper(), paper(), paper(), paper());
    let undone = vec![
        undone(&mut ids, twice, "Owen", 1, None),
        undone(&mut ids, once, "Owen", 1, None),
        undone(&mut ids, twice, "Owen", 2, None),
        // A chain: each new paper is lost in its turn.
        undone(&mut ids, lost, "Owen", 3, Some(new)),
        undone(&mut ids, new, "Nadia", 4, None),
        undone(&mut ids, new, "Nadia", 5, Some(newer)),
    ];
    let signs = signs_of(&Seen {
        undone,
        ..Seen::default()
    });
    let told: Vec<&str> = signs.iter().map(|sign| sign.sentence.as_str()).collect();
    assert_eq!(
        told,
        [
            "The paper …K7QD was reversed once and replaced twice by 2 people. A bill that was split, or a paper that was lost twice, looks like this.",
            "The paper …K7QD was reversed twice by Owen. A bill that was split, or a paper that was lost twice, looks like this.",
        ]
    );
    assert_eq!((signs[0].staff.clone(), signs[0].incidents.len()), (None, 3));
    assert_eq!(
        (signs[1].kind.key(), signs[1].staff.clone(), signs[1].on),
        ("reversals", staff("Owen"), day(2))
    );
}

#[test]
fn five_unknown_codes_within_ten_minutes_are_a_burst_and_five_in_an_evening_are_not() {
    let wrong = |name: &str, on: u32, time: &str| WrongCode {
        at: at(on, time),
        on: day(on),
        staff: staff(name),
        station: "Front desk".to_owned(),
    };
    let mut wrong_codes: Vec<WrongCode> = ["18:00", "18:02", "18:04", "18:06", "18:10", "18:12"]
        .into_iter()
        .map(|time| wrong("Marcus", 3, time))
        .collect();
    wrong_codes.extend(["18:00", "18:20", "18:40", "19:00", "19:20"].map(|time| wrong("Ines", 4, time)));
    wrong_codes.extend(["20:00", "20:01", "20:02", "20:03", "20:04"].map(|time| wrong("", 5, time)));
    // Alone that evening: no burst.
    wrong_codes.push(wrong("Marcus", 6, "18:00"));
    let signs = signs_of(&Seen {
        wrong_codes,
        ..Seen::default()
    });
    let told: Vec<(&str, BusinessDate)> = signs
        .iter()
        .map(|sign| (sign.sentence.as_str(), sign.on))
        .collect();
    assert_eq!(
        told,
        [
            (
                "Somebody looked up 5 codes we do not know on Front desk, within minutes. Papers of another house, or a worn one that is tried again, do that.",
                day(5)
            ),
            (
                "Marcus looked up 6 codes we do not know on Front desk, within minutes. Papers of another house, or a worn one that is tried again, do that.",
                day(3)
            ),
        ]
    );
    assert_eq!(signs[1].kind.key(), "wrong_codes");
    assert_eq!(
        (signs[1].staff.clone(), signs[1].incidents.len()),
        (staff("Marcus"), 0)
    );
}
