//! `backup` and `restore`, as scripts use them, and as they are killed in the middle.

use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::place::{Place, text, with_json};

/// Databases in a folder, and whatever begins as a temporary file of ours does.
fn names(folder: &Path, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| wanted(name))
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_goes_where_it_is_told_and_comes_back() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    let copy = place.path("copy.db");
    let made = place.json(&["backup", "--out", &copy, "--staff", "Owen Brandt"]);
    assert_eq!(made["path"], json!(copy));
    assert_eq!(made["bytes"], json!(fs::metadata(&copy).expect("there").len()));
    place.json(&["redeem", &code, "--bill", "40931"]);
    let restored = place.json(&["restore", &copy]);
    assert_eq!(restored["through"], made["through"]);
    assert_eq!(
        place.json(&["lookup", &code])["remaining"],
        2400,
        "as it was then"
    );
    let aside = text(&restored["set_aside"]);
    assert!(Path::new(&aside).exists(), "set aside, not deleted");
    place.verified();
    let said = place.run(&["backup"]);
    assert_eq!((said.exit, said.err.as_str()), (0, ""));
    assert!(said.out.starts_with("Backed up.\n"), "{}", said.out);
    let folder = place.root().join("documents").join("Backups");
    assert_eq!(
        names(&folder, |_| true).len(),
        1,
        "dated, in the folder of backups"
    );
    place.refuses(
        &["restore", &place.path("gone.db")],
        3,
        "bad_backup",
        "PLACE/gone.db is not there. Choose another file; nothing was changed.",
    );
}

#[test]
fn a_backup_restores_a_new_machine_and_books_that_are_damaged_or_empty() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    let copy = place.path("copy.db");
    place.json(&["backup", "--out", &copy]);

    let new = Place::bare();
    let restored = new.json(&["restore", &copy]);
    assert_eq!(restored["set_aside"], json!(null));
    assert_eq!(new.json(&["lookup", &code])["remaining"], 2400);
    new.verified();

    for damage in ["damaged", "empty"] {
        let mut bytes = fs::read(place.database()).expect("read");
        let middle = bytes.len() / 2;
        bytes[4096..middle].fill(0x5a);
        let left: &[u8] = if damage == "damaged" { &bytes } else { &[] };
        fs::write(place.database(), left).expect("written");
        let refused = place.run(&["lookup", &code]);
        assert_eq!(refused.exit, 1, "{damage}: {}", refused.err);
        let restored = place.json(&["restore", &copy]);
        let aside = text(&restored["set_aside"]);
        assert_eq!(
            fs::read(&aside).expect("set aside"),
            left,
            "{damage}: not a byte is lost"
        );
        assert_eq!(place.json(&["lookup", &code])["remaining"], 2400);
        place.verified();
    }
}

#[test]
fn a_stale_log_never_meets_the_books_that_were_restored() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    let copy = place.path("copy.db");
    place.json(&["backup", "--out", &copy]);
    // A crash leaves a log beside damaged books.
    let log = place.data().join("comeback.db-wal");
    fs::write(&log, vec![0x5a; 40_000]).expect("written");
    let mut bytes = fs::read(place.database()).expect("read");
    bytes[4096..9000].fill(0x5a);
    fs::write(place.database(), bytes).expect("written");
    let restored = place.json(&["restore", &copy]);
    let aside = text(&restored["set_aside"]);
    let logs = names(&place.data(), |name| name.ends_with("-wal"));
    assert!(
        logs.iter()
            .all(|name| aside.ends_with(name.trim_end_matches("-wal"))),
        "{logs:?}"
    );
    assert_eq!(place.json(&["lookup", &code])["remaining"], 2400);
    place.verified();
}

#[test]
fn killed_in_the_middle_there_is_always_one_whole_set_of_books_and_no_half_backup() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    let copy = place.path("copy.db");
    place.json(&["backup", "--out", &copy]);
    place.json(&["redeem", &code, "--amount", "4"]);
    let folder = place.path("backups");
    fs::create_dir(&folder).expect("made");
    let began = Instant::now();
    place.json(&["backup", "--out", &place.path("backups/whole.db")]);
    let whole = began.elapsed().min(Duration::from_millis(400));
    let turns = 24;
    let (mut old, mut new) = (0, 0);
    for turn in 0..turns {
        let out = place.path(&format!("backups/turn-{turn}.db"));
        let pause = whole.mul_f64(f64::from(turn) / f64::from(turns) * 1.5);
        for (arguments, is_restore) in [
            (vec!["restore", copy.as_str()], true),
            (vec!["backup", "--out", out.as_str()], false),
        ] {
            let mut command = place.command(&with_json(&arguments));
            let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
            let mut child = child.expect("it starts");
            std::thread::sleep(pause);
            child.kill().expect("killed");
            child.wait().expect("it ended");
            place.verified();
            if is_restore {
                let left = place.json(&["lookup", &code])["remaining"].as_i64();
                match left {
                    Some(2400) => {
                        new += 1;
                        place.json(&["redeem", &code, "--amount", "4"]);
                    }
                    Some(2000) => old += 1,
                    other => panic!("turn {turn}: {other:?} is neither before nor after"),
                }
            }
        }
    }
    assert!(old > 0 && new > 0, "killed before and after: {old}, {new}");
    for name in names(Path::new(&folder), |name| !name.starts_with('.')) {
        let elsewhere = Place::bare();
        elsewhere.json(&["restore", &format!("{folder}/{name}")]);
        elsewhere.verified();
    }
}
