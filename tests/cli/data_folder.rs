//! Data folders that cannot be used: each is named, left as it is, and told what to do with.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::place::{PROGRAM, Place, Said, object, text, with_json};
use crate::tools::{run, sqlite};

/// Every command is refused in the same words; one that reads and one that writes stand for all.
fn refuses(place: &Place, exit: i32, code: &str, sentence: &str) {
    place.refuses(&["verify"], exit, code, sentence);
    place.refuses(&["redeem", "2222-2222-2222"], exit, code, sentence);
    let setup = [
        "setup",
        "--name",
        "Bistro",
        "--currency",
        "USD",
        "--timezone",
        "America/Detroit",
    ];
    place.refuses(&setup, exit, code, sentence);
}

#[test]
fn a_file_that_is_not_ours() {
    let sentence = "The file PLACE/data/comeback.db is not a Comeback database. Move it away, or choose another data folder; it was not touched.";
    let diary = Place::bare();
    fs::create_dir(diary.data()).expect("made");
    fs::write(diary.database(), "Dear diary, ".repeat(500)).expect("written");
    refuses(&diary, 1, "data_folder", sentence);

    let other = Place::bare();
    fs::create_dir(other.data()).expect("made");
    sqlite(
        other.database().to_str().expect("UTF-8"),
        "CREATE TABLE notes (text); INSERT INTO notes VALUES ('mine')",
    );
    refuses(&other, 1, "data_folder", sentence);
}

#[test]
fn an_empty_file() {
    let place = Place::bare();
    fs::create_dir(place.data()).expect("made");
    fs::write(place.database(), "").expect("written");
    refuses(
        &place,
        1,
        "data_folder",
        "The file PLACE/data/comeback.db is empty. Put a backup in its place, or move it away to start anew; it was not touched.",
    );
}

#[test]
fn a_newer_database() {
    let place = Place::set_up();
    let database = place.database();
    let database = database.to_str().expect("UTF-8");
    let known = sqlite(database, "PRAGMA user_version");
    sqlite(database, "PRAGMA user_version = 99");
    refuses(
        &place,
        1,
        "data_folder",
        &format!(
            "The file PLACE/data/comeback.db was written by a newer version of Comeback (schema 99; this one knows {known}). Install the newer version; the file was not touched."
        ),
    );
}

#[test]
fn a_damaged_database() {
    let place = Place::set_up();
    place.check("24.00");
    let mut bytes = fs::read(place.database()).expect("readable");
    // The first page stays, so that it is still ours.
    for byte in &mut bytes[4096..] {
        *byte ^= 0x5a;
    }
    fs::write(place.database(), bytes).expect("written");
    refuses(
        &place,
        1,
        "damaged",
        "The file PLACE/data/comeback.db is damaged. Do not work on with it: keep a copy of the folder, and put a backup in its place.",
    );
}

#[test]
fn a_path_that_is_a_file() {
    let place = Place::bare();
    fs::write(place.data(), "mine").expect("written");
    let said = place.run(&["--json", "verify"]);
    assert_eq!(
        (said.exit, object(&said.err)["code"].as_str()),
        (1, Some("data_folder"))
    );
    assert_eq!(fs::read_to_string(place.data()).expect("readable"), "mine");
}

/// A change behind our back that leaves the file whole is found by the chain, and told with what was checked.
#[test]
fn a_changed_event_is_found() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    place.json(&["redeem", &code, "--amount", "10.00"]);
    assert_eq!(place.verified()["ok"], true);
    sqlite(
        place.database().to_str().expect("UTF-8"),
        "DROP TRIGGER event_is_never_changed;
         UPDATE event SET payload = replace(payload, '\"minor\":2400', '\"minor\":9400') WHERE kind = 'voucher_issued';",
    );
    let sentence = "Stop working with this data folder, keep a copy of it, and put a backup in its place.";
    let said = place.run(&["--json", "verify"]);
    let (proof, problem) = (object(&said.out), object(&said.err));
    assert_eq!((said.exit, &problem["code"]), (1, &json!("damaged")));
    assert_eq!(proof["ok"], false);
    let faults: Vec<&str> = proof["faults"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|fault| fault.as_str())
        .collect();
    assert_eq!(
        faults[0], "Event 3 (voucher issued) does not fit the chain: it, or one before it, was changed.",
        "{faults:?}"
    );
    let count = if faults.len() == 1 {
        "1 fault".to_owned()
    } else {
        format!("{} faults", faults.len())
    };
    assert_eq!(
        problem["message"],
        format!("The database has {count}. {sentence}")
    );
    assert_eq!(problem["details"]["faults"], faults.len().to_string());
    let said = place.run(&["verify"]);
    assert!(said.out.starts_with("Not everything fits.\n"), "{}", said.out);
    assert!(said.out.contains(faults[0]), "{}", said.out);
    assert_eq!(
        (said.exit, said.err),
        (1, format!("The database has {count}. {sentence}\n"))
    );
}

#[test]
fn a_row_changed_without_an_event_is_found() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    sqlite(
        place.database().to_str().expect("UTF-8"),
        "UPDATE voucher SET remaining = 99900",
    );
    let said = place.run(&["--json", "verify"]);
    let proof = object(&said.out);
    assert_eq!((said.exit, &proof["ok"]), (1, &json!(false)));
    let told = format!("The voucher …{} is not as its events left it.", &code[10..]);
    assert_eq!(proof["faults"][0], told);
}

#[test]
fn a_database_that_another_program_holds() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    let holder = rusqlite::Connection::open(place.database()).expect("opened");
    holder.execute_batch("BEGIN IMMEDIATE").expect("held");
    let said = place.run(&["--json", "redeem", &code]);
    let problem = object(&said.err);
    assert_eq!(
        (said.exit, &problem["code"], &problem["message"]),
        (
            1,
            &json!("busy"),
            &json!("Another program holds the database. Close it, then try again; nothing was changed.")
        )
    );
    drop(holder);
    assert_eq!(place.json(&["redeem", &code])["redemption"]["amount"], 2400);
}

/// Runs the program as somebody who may not write where others may not: root may write anywhere.
fn as_nobody(place: &Place, arguments: &[&str]) -> Said {
    as_nobody_in(place, &place.data(), arguments)
}

/// The same with another data folder.
fn as_nobody_in(place: &Place, data: &Path, arguments: &[&str]) -> Said {
    let data = ["--data", data.to_str().expect("UTF-8")];
    let me = fs::metadata(place.root()).expect("there").uid();
    if me != 0 {
        let mut command = Command::new(PROGRAM);
        return command
            .args(data)
            .args(arguments)
            .output()
            .expect("it runs")
            .into();
    }
    fs::set_permissions(place.root(), Permissions::from_mode(0o755)).expect("allowed");
    let program = place.path("program");
    if !Path::new(&program).exists() {
        fs::copy(PROGRAM, &program).expect("copied");
        fs::set_permissions(&program, Permissions::from_mode(0o755)).expect("allowed");
    }
    let nobody = ["--reuid=65534", "--regid=65534", "--clear-groups", &program];
    run(
        "setpriv",
        "util-linux",
        &[&nobody, &data as &[&str], arguments].concat(),
    )
    .into()
}

#[test]
fn a_folder_that_is_read_only() {
    let place = Place::set_up();
    let incident = place.incident();
    let sentence = format!(
        "The data folder {} cannot be written to. Give this user the right to write there, or choose another folder; nothing was changed.",
        place.data().display()
    );
    // The file may be read by all: what is missing is the right to write.
    fs::set_permissions(place.database(), Permissions::from_mode(0o444)).expect("allowed");
    fs::set_permissions(place.data(), Permissions::from_mode(0o555)).expect("allowed");
    let before = fs::read(place.database()).expect("readable");
    for asked in [
        &["verify"] as &[&str],
        &["check", "--incident", &incident, "--amount", "5"],
        &["redeem", "2222-2222-2222"],
    ] {
        let said = as_nobody(&place, &with_json(asked));
        let problem = object(&said.err);
        assert_eq!((said.exit, said.out.as_str()), (1, ""), "{asked:?}");
        assert_eq!(
            (&problem["code"], &problem["message"]),
            (&json!("data_folder"), &json!(sentence))
        );
    }
    assert_eq!(fs::read(place.database()).expect("readable"), before);
    fs::set_permissions(place.data(), Permissions::from_mode(0o755)).expect("allowed");
}

#[test]
fn a_new_folder_where_nothing_may_be_made() {
    let place = Place::bare();
    let closed = place.root().join("closed");
    fs::create_dir(&closed).expect("made");
    fs::set_permissions(&closed, Permissions::from_mode(0o555)).expect("allowed");
    let said = as_nobody_in(&place, &closed.join("data"), &["--json", "verify"]);
    let problem = object(&said.err);
    assert_eq!(
        (said.exit, &problem["code"]),
        (1, &json!("data_folder")),
        "{problem}"
    );
    assert_eq!(
        problem["message"],
        format!(
            "The data folder {} cannot be written to. Give this user the right to write there, or choose another folder; nothing was changed.",
            place.path("closed/data")
        )
    );
    fs::set_permissions(&closed, Permissions::from_mode(0o755)).expect("allowed");
}

/// A paper that fails after all, here because the old file belongs to somebody else in a folder shared like `/tmp`:
/// the check stands, its code is told, and so is the problem.
#[test]
#[allow(clippy::print_stderr, reason = "a test that leaves something out says so")]
fn a_paper_that_fails_after_the_check_is_issued() {
    let place = Place::set_up();
    if fs::metadata(place.root()).expect("there").uid() != 0 {
        eprintln!("left out: only root can put down a file of somebody else");
        return;
    }
    let incident = place.incident();
    let shared = place.root().join("shared");
    fs::create_dir(&shared).expect("made");
    fs::set_permissions(&shared, Permissions::from_mode(0o1777)).expect("allowed");
    let paper = shared.join("paper.pdf");
    fs::write(&paper, "theirs").expect("written");
    fs::set_permissions(&paper, Permissions::from_mode(0o666)).expect("allowed");
    for path in [place.data(), place.database()] {
        std::os::unix::fs::chown(path, Some(65534), Some(65534)).expect("given away");
    }
    let path = paper.to_str().expect("UTF-8");
    let said = as_nobody(
        &place,
        &[
            "--json",
            "check",
            "--incident",
            &incident,
            "--amount",
            "5",
            "--pdf",
            path,
        ],
    );
    let (check, problem) = (object(&said.out), object(&said.err));
    assert_eq!((said.exit, &problem["code"]), (1, &json!("cannot_write")));
    assert_eq!(check["pdf"], json!(null));
    assert_eq!(fs::read_to_string(&paper).expect("readable"), "theirs");
    let code = text(&check["code"]);
    assert_eq!(place.json(&["lookup", &code])["status"], "outstanding");
}
