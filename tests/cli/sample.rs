//! The sample restaurant: the same arguments write the same data, whenever and wherever they are given.

use serde_json::json;

use crate::place::{Place, object, with_json};
use crate::tools::sqlite;

const ASKED: [&str; 9] = [
    "sample",
    "--days",
    "40",
    "--per-day",
    "6",
    "--seed",
    "11",
    "--until",
    "2026-07-01",
];

fn dump(place: &Place) -> String {
    sqlite(place.database().to_str().expect("UTF-8"), ".dump")
}

#[test]
fn the_same_arguments_write_the_same_data() {
    let first = Place::bare();
    let written = first.json(&ASKED);
    assert_eq!(
        (&written["incidents"], &written["until"]),
        (&json!(240), &json!("2026-07-01"))
    );
    assert_eq!(written["from"], "2026-05-23");
    // Later, and on a machine that stands elsewhere.
    std::thread::sleep(std::time::Duration::from_millis(20));
    let second = Place::bare();
    let output = second
        .command(&with_json(&ASKED))
        .env("TZ", "Asia/Tokyo")
        .output()
        .expect("it runs");
    assert_eq!(object(&String::from_utf8_lossy(&output.stdout)), written);
    assert_eq!(first.verified(), second.verified());
    let (one, other) = (dump(&first), dump(&second));
    assert!(one == other, "the dumps differ");

    let third = Place::bare();
    let other_seed = [
        "sample",
        "--days",
        "40",
        "--per-day",
        "6",
        "--seed",
        "12",
        "--until",
        "2026-07-01",
    ];
    third.json(&other_seed);
    assert_ne!(third.verified()["head"], first.verified()["head"]);
}

#[test]
fn it_is_written_only_where_nothing_is() {
    let place = Place::set_up();
    place.incident();
    place.refuses(
        &ASKED,
        3,
        "not_empty",
        "This data folder holds incidents already. Choose an empty folder for sample data; nothing was changed.",
    );
}

#[test]
fn what_cannot_be_leaves_no_half_a_sample() {
    let place = Place::bare();
    assert_eq!(place.verified()["events"], 0);
    let sample = |days, until| {
        [
            "sample",
            "--days",
            days,
            "--per-day",
            "1",
            "--seed",
            "1",
            "--until",
            until,
        ]
    };
    let size =
        "A sample has 1 to 20000 days and 1 to 100000 incidents a day, a million in all. Ask for less.";
    place.refuses(&sample("0", "2026-07-01"), 2, "bad_choice", size);
    place.refuses(&sample("20001", "2026-07-01"), 2, "bad_choice", size);
    let date = "“tomorrow” is not a date. Write it as 2027-03-31.";
    place.refuses(&sample("3", "tomorrow"), 2, "bad_date", date);
    // Nothing is set up, so a real shop can still move in.
    place.json(&[
        "setup",
        "--name",
        "Bistro",
        "--currency",
        "EUR",
        "--timezone",
        "Europe/Paris",
    ]);
}

#[test]
fn a_kind_says_which_way_it_goes() {
    let steady = Place::bare();
    steady.json(&ASKED);
    let as_ever = Place::bare();
    as_ever.json(&[&ASKED[..], &["--kind", "steady"]].concat());
    assert_eq!(steady.verified(), as_ever.verified());

    let mut heads = vec![steady.verified()["head"].clone()];
    for kind in ["improving", "worsening"] {
        let place = Place::bare();
        let written = place.json(&[&ASKED[..], &["--kind", kind]].concat());
        assert_eq!(written["incidents"], 240);
        heads.push(place.verified()["head"].clone());
    }
    let new = Place::bare();
    let written = new.json(&[&ASKED[..], &["--kind", "new"]].concat());
    assert_eq!(written["incidents"], 9);
    heads.push(new.verified()["head"].clone());
    heads.dedup();
    assert_eq!(heads.len(), 4, "each kind is a history of its own");
}
