//! Backups: a copy that is whole and proved, and the way back from one.

use std::fs;
use std::path::{Path, PathBuf};

use comeback_actions::{ActionError, Code, House};
use comeback_tests::story::{Story, ToldClock, refusal};

use crate::guests::{guest_id, made};
use crate::runs::SmallDisk;

/// What a refused action says, with the folder of the story left out of it.
fn told<T>(story: &Story, answer: Result<T, ActionError>) -> (Code, String) {
    let (code, sentence) = refusal(answer);
    (
        code,
        sentence.replace(&story.folder().display().to_string(), "DATA"),
    )
}

async fn backed_up(story: &Story) -> PathBuf {
    let made = story.house.back_up(None, "Owen Brandt").await.expect("backed up");
    made.path.into()
}

/// A copy as the database of a house of its own.
fn opened(copy: &Path) -> Story {
    let folder = tempfile::tempdir().expect("a folder");
    fs::copy(copy, folder.path().join("comeback.db")).expect("copied");
    Story::opened_in(folder, ToldClock::at("2026-11-22T01:00:00Z"))
}

/// What lies in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_backup_is_one_whole_file_named_after_the_moment_and_noted() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    assert_eq!(story.house.app_state().await.expect("read").last_backup, None);
    let made = story.house.back_up(None, "Owen Brandt").await.expect("backed up");
    let folder = story.folder().join("saved").join("Backups");
    assert_eq!(
        names(&folder),
        ["comeback-2026-11-21-194200.db"],
        "and nothing half-made"
    );
    assert_eq!(
        Path::new(&made.path),
        folder.join("comeback-2026-11-21-194200.db")
    );
    let state = story.house.app_state().await.expect("read");
    assert_eq!(state.last_backup.as_deref(), Some("2026-11-22T00:42:00.000Z"));
    assert_eq!(state.backup_folder, folder.display().to_string());
    story.must_verify().await;

    let copy = opened(Path::new(&made.path));
    copy.must_verify().await;
    let redeemed = copy.redeem(&check, None).await.expect("the copy holds the check");
    assert_eq!(redeemed.voucher.remaining.expect("a balance").minor, 0);
    assert_eq!(
        story.house.verify().await.expect("readable").findings.events,
        made.through + 1,
        "the copy ends before the event that tells of it"
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_backup_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let story = Story::set_up().await;
    let copy = backed_up(&story).await;
    let mode = fs::metadata(&copy).expect("there").permissions().mode();
    assert_eq!(mode & 0o077, 0, "guests are in it");
}

#[tokio::test]
async fn a_backup_never_takes_the_place_of_another_file() {
    let story = Story::set_up().await;
    backed_up(&story).await;
    assert_eq!(
        told(&story, story.house.back_up(None, "").await),
        (
            Code::CannotWrite,
            "DATA/saved/Backups/comeback-2026-11-21-194200.db cannot be written: it is a database. Choose another place; nothing was lost."
                .to_owned()
        ),
        "in the same second"
    );
    let live = story.folder().join("comeback.db");
    assert_eq!(
        refusal(story.house.back_up(Some(&live), "").await).0,
        Code::CannotWrite
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_place_that_takes_no_backup_is_told_and_nothing_is_left_there() {
    let story = Story::set_up().await;
    fs::write(story.folder().join("note"), "a file").expect("written");
    let below = story.folder().join("note").join("copy.db");
    assert_eq!(
        told(&story, story.house.back_up(Some(&below), "").await),
        (
            Code::CannotWrite,
            "DATA/note/copy.db cannot be written: a part of the path is a file. Choose another place; nothing was lost."
                .to_owned()
        )
    );
    let nowhere = story.folder().join("nowhere").join("copy.db");
    assert_eq!(
        told(&story, story.house.back_up(Some(&nowhere), "").await),
        (
            Code::CannotWrite,
            "DATA/nowhere/copy.db cannot be written: its folder is not there. Choose another place; nothing was lost."
                .to_owned()
        )
    );
    let Some(small) = SmallDisk::mounted(story.folder()) else {
        return;
    };
    let full = small.0.join("copy.db");
    assert_eq!(
        told(&story, story.house.back_up(Some(&full), "").await),
        (
            Code::CannotWrite,
            "DATA/small/copy.db cannot be written: the disk is full. Choose another place; nothing was lost."
                .to_owned()
        )
    );
    assert_eq!(names(&small.0), [""; 0], "no half copy");
    assert_eq!(story.house.app_state().await.expect("read").last_backup, None);
    drop(small);
    story.must_verify().await;
}

#[tokio::test]
async fn the_books_go_back_to_a_backup_and_those_before_are_set_aside() {
    let story = Story::set_up().await;
    let (before, second) = (story.check("24").await, story.check("10").await);
    let copy = backed_up(&story).await;
    story.redeem(&before, Some("9")).await.expect("redeemed since");
    let after = story.check("12").await;

    let restored = story.house.restore(&copy, "Owen Brandt").await.expect("restored");
    let aside = PathBuf::from(restored.set_aside.expect("set aside"));
    assert_eq!(
        aside,
        story
            .folder()
            .join("comeback-before-restore-2026-11-22-004200.db")
    );
    story.must_verify().await;
    assert_eq!(
        refusal(story.house.voucher_by_code(after.code.as_str()).await).0,
        Code::UnknownCode,
        "what came after the backup is not in the books"
    );
    let taken = story.redeem(&before, None).await.expect("as it was then");
    assert_eq!(taken.redemption.amount.expect("a figure").minor, 2400);
    story
        .redeem(&second, None)
        .await
        .expect("every handle goes on with the copy");

    let old = opened(&aside);
    old.must_verify().await;
    let known = old
        .house
        .voucher_by_code(after.code.as_str())
        .await
        .expect("set aside, not deleted");
    assert_eq!(known.remaining.expect("a balance").minor, 1200);
    assert!(
        !names(story.folder())
            .iter()
            .any(|name| name.starts_with(".restore-"))
    );

    let (folder, clock) = story.close();
    Story::opened_in(folder, clock).must_verify().await;
}

#[tokio::test]
async fn a_forgotten_guest_stays_so_also_on_another_machine() {
    let story = Story::set_up().await;
    let helen = made(&story, "Helen Okafor", "(616) 555-0119").await;
    made(&story, "Zoë Brandt", "zoe@example.com").await;
    let copy = backed_up(&story).await;
    story
        .house
        .erase_guest(&guest_id(&helen), "")
        .await
        .expect("forgotten");

    let known = async |house: &House, name: &str| house.find_guests(name).await.expect("found").len();
    story.house.restore(&copy, "").await.expect("restored");
    assert_eq!(known(&story.house, "Okafor").await, 0, "forgotten again");
    assert_eq!(known(&story.house, "Brandt").await, 1);
    story.must_verify().await;

    // Another machine has nothing but the folder of backups.
    let other = Story::before_the_first_day();
    let restored = other.house.restore(&copy, "").await.expect("restored");
    assert_eq!(restored.set_aside, None, "there was nothing to set aside");
    assert_eq!(
        known(&other.house, "Okafor").await,
        0,
        "the list beside the backup is heeded"
    );
    assert_eq!(known(&other.house, "Brandt").await, 1);
    other.must_verify().await;
}

#[tokio::test]
async fn what_is_no_backup_of_ours_is_refused_and_changes_nothing() {
    let story = Story::set_up().await;
    story.check("24").await;
    let copy = backed_up(&story).await;
    let place = |name: &str| story.folder().join(name);
    fs::write(place("diary.db"), "Dear diary, ".repeat(500)).expect("written");
    fs::write(place("empty.db"), "").expect("written");
    let newer = place("newer.db");
    fs::copy(&copy, &newer).expect("copied");
    let database = rusqlite::Connection::open(&newer).expect("opened");
    database.pragma_update(None, "user_version", 99).expect("set");
    drop(database);
    let mut bytes = fs::read(&copy).expect("read");
    let middle = bytes.len() / 2;
    bytes[4096..middle].fill(0x5a);
    fs::write(place("damaged.db"), bytes).expect("written");
    let changed = place("changed.db");
    fs::copy(&copy, &changed).expect("copied");
    let database = rusqlite::Connection::open(&changed).expect("opened");
    database
        .execute_batch("UPDATE voucher SET remaining = 1")
        .expect("changed");
    drop(database);
    let bare = Story::before_the_first_day();
    let nothing = bare.folder().join("comeback.db");
    fs::copy(&nothing, place("nothing.db")).expect("copied");
    // As a backup is: without the mark of a log beside it, which whoever reads it would have to make.
    let database = rusqlite::Connection::open(place("nothing.db")).expect("opened");
    database
        .pragma_update(None, "journal_mode", "DELETE")
        .expect("set");
    drop(database);

    let before = story.house.verify().await.expect("readable").findings;
    let files = names(story.folder());
    for (name, sentence) in [
        (
            "gone.db",
            "DATA/gone.db is not there. Choose another file; nothing was changed.",
        ),
        (
            "diary.db",
            "DATA/diary.db is no backup of Comeback. Choose another file; nothing was changed.",
        ),
        (
            "empty.db",
            "DATA/empty.db is no backup of Comeback. Choose another file; nothing was changed.",
        ),
        (
            "saved",
            "DATA/saved is no backup of Comeback. Choose another file; nothing was changed.",
        ),
        (
            "nothing.db",
            "Nothing was ever recorded in DATA/nothing.db. Choose another backup; nothing was changed.",
        ),
        (
            "damaged.db",
            "DATA/damaged.db is damaged. Choose an older backup; nothing was changed.",
        ),
    ] {
        let answer = story.house.restore(&place(name), "").await;
        assert_eq!(
            told(&story, answer),
            (Code::BadBackup, sentence.to_owned()),
            "{name}"
        );
    }
    let (code, sentence) = told(&story, story.house.restore(&newer, "").await);
    assert_eq!(code, Code::BadBackup);
    assert!(
        sentence
            .starts_with("DATA/newer.db was made by a newer version of Comeback (schema 99; this one knows ")
            && sentence.ends_with("). Install the newer version first; nothing was changed."),
        "{sentence}"
    );
    let (code, sentence) = told(&story, story.house.restore(&changed, "").await);
    assert_eq!(code, Code::BadBackup);
    assert!(
        sentence.starts_with("DATA/changed.db does not fit together: The voucher …")
            && sentence.ends_with(" Choose another backup; nothing was changed."),
        "{sentence}"
    );
    assert_eq!(story.house.verify().await.expect("readable").findings, before);
    assert_eq!(names(story.folder()), files, "nothing is left behind");
}

#[tokio::test]
async fn books_that_another_program_works_with_are_not_replaced() {
    let story = Story::set_up().await;
    let copy = backed_up(&story).await;
    let other = story.another_process(3);
    other.app_state().await.expect("it works with them");
    assert_eq!(
        told(&story, story.house.restore(&copy, "").await),
        (
            Code::CannotWrite,
            "Another program works with these books. Close it, then restore again; nothing was changed."
                .to_owned()
        )
    );
    let check = story.check("24").await;
    drop(other);
    story.must_verify().await;
    story
        .house
        .restore(&copy, "")
        .await
        .expect("restored once it is alone");
    assert_eq!(refusal(story.redeem(&check, None).await).0, Code::UnknownCode);
}
