//! Guests at the command line: found, used again, corrected, merged and forgotten.

use serde_json::{Value, json};

use crate::place::{Place, text};

fn recorded(place: &Place, guest: &[&str]) -> Value {
    let incident = [
        "incident",
        "--category",
        "service",
        "--what",
        "Nobody came for half an hour",
    ];
    place.json(&[&incident as &[&str], guest].concat())
}

const HELEN: [&str; 4] = ["--guest", "Helen Okafor", "--contact", "(616) 555-0119"];

#[test]
fn a_guest_is_found_and_used_again() {
    let place = Place::set_up();
    let id = text(&recorded(&place, &HELEN)["guest_id"]);
    for typed in ["okaf", "555-0119", "+16165550119"] {
        let found = place.json(&["guest", "find", typed]);
        assert_eq!(found["guests"][0]["id"], json!(id), "{typed}");
    }
    assert_eq!(place.json(&["guest", "find", "nobody"]), json!({"guests": []}));
    let again = recorded(&place, &["--guest-id", &id]);
    assert_eq!(
        (&again["guest"], &again["guest_id"]),
        (&json!("Helen Okafor"), &json!(id))
    );
    let check = place.json(&["check", "--incident", &text(&again["id"]), "--amount", "24"]);
    assert_eq!(check["guest"], json!("Helen Okafor"), "on the paper too");
    let page = place.json(&["guest", "show", &id]);
    assert_eq!(
        (
            &page["guest"]["incidents"],
            &page["guest"]["open"],
            &page["repeat"]["given"],
            &page["currency"]
        ),
        (&json!(2), &json!(1), &json!(2400), &json!("USD"))
    );
    assert_eq!(page["incidents"][0]["given"], json!(2400));
    place.verified();
}

#[test]
fn a_guest_is_corrected_merged_and_forgotten() {
    let place = Place::set_up();
    let keep = text(&recorded(&place, &HELEN)["guest_id"]);
    let gone = text(&recorded(&place, &["--guest", "H. Okafor"])["guest_id"]);
    let page = place.json(&["guest", "change", &gone, "--contact", "616 555 0119"]);
    assert_eq!(
        page["guest"]["name"],
        json!("H. Okafor"),
        "what was left out stays"
    );
    assert_eq!(page["doubles"][0]["id"], json!(keep));
    let merged = place.json(&["guest", "merge", &keep, &gone, "--staff", "Owen Brandt"]);
    assert_eq!(
        (&merged["guest"]["id"], &merged["guest"]["incidents"]),
        (&json!(keep), &json!(2))
    );
    let answer = place.json(&["guest", "erase", &gone]);
    assert_eq!(
        answer,
        json!({"forgotten": 1, "total": 0}),
        "whoever they turned out to be"
    );
    for (path, bytes) in place.files() {
        for trace in ["Okafor", "okafor", "555-0119", "5550119"] {
            let found = bytes
                .windows(trace.len())
                .any(|window| window == trace.as_bytes());
            assert!(!found, "{trace} in {}", path.display());
        }
    }
    place.verified();
    let not_known = "This guest is not known any more. Look at the list again.";
    place.refuses(&["guest", "show", &keep], 4, "not_found", not_known);
    place.refuses(&["guest", "show", "helen"], 4, "not_found", not_known);
    place.refuses(
        &["guest", "change", &keep, "--name", "Helen"],
        4,
        "not_found",
        not_known,
    );
    let other = text(&recorded(&place, &["--guest", "Ana"])["guest_id"]);
    place.refuses(
        &["guest", "merge", &other, &keep],
        2,
        "bad_choice",
        "One of the two is forgotten, and nobody can tell any more who it was. Leave them as they are.",
    );
    place.refuses(
        &["guest", "change", &other, "--name", ""],
        2,
        "bad_text",
        "Write a name or a way to reach them. To take both away, erase the guest.",
    );
}

#[test]
fn signs_are_told_without_blame() {
    let place = Place::set_up();
    assert_eq!(place.json(&["signs"]), json!({"signs": []}));
    let incident = text(&recorded(&place, &HELEN)["id"]);
    let check = place.json(&[
        "check",
        "--incident",
        &incident,
        "--amount",
        "24",
        "--staff",
        "Owen",
    ]);
    place.json(&["redeem", &text(&check["code"]), "--staff", "Owen"]);
    let signs = place.json(&["signs"]);
    let kinds: Vec<_> = signs["signs"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|sign| text(&sign["kind"]))
        .collect();
    assert_eq!(kinds, ["same_hands", "same_day"]);
    assert_eq!(signs["signs"][0]["incident_ids"], json!([incident]));
}
