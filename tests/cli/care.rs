//! Playbooks, concerns, calls, scores and causes, without a window.

use serde_json::json;

use crate::place::{Place, text};

#[test]
fn the_whole_chain_of_looking_after_a_guest() {
    let place = Place::set_up();
    let plans = place.json(&["playbook", "list"]);
    assert_eq!(plans["playbooks"].as_array().map(Vec::len), Some(27));
    let plan = place.json(&["playbook", "show", "--category", "food", "--severity", "3"]);
    assert_eq!(
        (&plan["follow_up_hours"], &plan["manager"]),
        (&json!(24), &json!(true))
    );

    let concern = text(&place.json(&["concern", "note", "--what", "A long ticket"])["id"]);
    assert_eq!(
        place.json(&["concern", "list"])["concerns"][0]["id"],
        json!(concern)
    );
    let incident = text(
        &place.json(&[
            "incident",
            "--category",
            "wait",
            "--what",
            "Fifty minutes",
            "--severity",
            "3",
            "--score",
            "2",
            "--concern",
            &concern,
            "--step",
            "Manager at the table",
        ])["id"],
    );
    assert_eq!(place.json(&["concern", "list"])["concerns"], json!([]));
    place.refuses(
        &["concern", "drop", &concern],
        3,
        "settled",
        "This concern became an incident. Look it up in the list of incidents.",
    );

    let lists = place.json(&["followups"]);
    let calls =
        ["overdue", "today", "tomorrow", "later"].map(|list| lists[list].as_array().map_or(0, Vec::len));
    assert_eq!(calls.iter().sum::<usize>(), 1);
    let call = ["today", "tomorrow", "later"]
        .iter()
        .find_map(|list| lists[list][0]["id"].as_str());
    let call = call.expect("a call").to_owned();
    assert_eq!(place.json(&["followups", "--due", "today"])["later"], json!([]));
    let settle = [
        "followup",
        "settle",
        &call,
        "--outcome",
        "recovered",
        "--score",
        "8",
        "--staff",
        "Nadia",
    ];
    assert_eq!(place.json(&settle)["settled"][0]["new_score"], json!(8));
    let said = place.run(&["--json", "followup", "settle", &call, "--outcome", "not-reached"]);
    assert_eq!(
        (said.exit, said.err.contains(r#""code":"settled""#)),
        (3, true),
        "{}",
        said.err
    );

    let story = place.json(&["score", "--incident", &incident, "--score", "9"]);
    assert_eq!(story["scores"][2]["standing"], json!("promoter"));
    assert_eq!(story["steps"], json!(["Manager at the table"]));
    place.json(&[
        "cause",
        "name",
        "--incident",
        &incident,
        "--cause",
        "One cook short",
        "--why",
        "Nobody called in",
    ]);
    place.json(&[
        "prevention",
        "plan",
        "--incident",
        &incident,
        "--what",
        "A list of who can come",
        "--owner",
        "Priya",
        "--due",
        "2099-01-31",
    ]);
    let causes = place.json(&["causes"]);
    assert_eq!(causes, place.json(&["cause", "list"]));
    let action = text(&causes["open"][0]["id"]);
    let done = place.json(&["prevention", "done", &action, "--staff", "Priya"]);
    assert_eq!(
        done["causes"][0]["sentence"],
        json!("One cook short since then: none. Four weeks before: one.")
    );
    place.refuses(
        &["prevention", "done", "nothing"],
        4,
        "not_found",
        "There is no action with this id. Look at the list of causes.",
    );
    place.verified();
}
