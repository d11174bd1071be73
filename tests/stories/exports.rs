//! What leaves the house at the end of a month: the same to the byte for ever, whole or not at all.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use comeback_actions::dto::{AccountRule, CauseForm, MakeGoodRequest, MendRequest, Voucher};
use comeback_actions::{Code, ExportForm};
use comeback_tests::story::{Story, refusal, settings, to_its_end};

use crate::runs::SmallDisk;

const OCTOBER: (&str, &str) = ("2026-10-06", "2026-10-31");

fn mend(voucher: &Voucher) -> MendRequest {
    MendRequest {
        request_id: String::new(),
        voucher_id: voucher.id.clone(),
        redemption: None,
        reason: "Printed twice".to_owned(),
        staff: "Nadia Haddad".to_owned(),
    }
}

/// A house that reclasses, with an October of comps, a gesture, a redemption and papers that stay out; on 3 November.
async fn october() -> (Story, Vec<Voucher>, String) {
    let story = Story::set_up().await;
    let mut form = story.house.accounts().await.expect("read").set;
    form.mode = "reclass".to_owned();
    // Names that every program takes but Xero, which wants codes.
    form.against = "Income:Till".to_owned();
    form.rules = vec![AccountRule {
        category: None,
        kind: None,
        account: "Income:Comps".to_owned(),
    }];
    story.clock.set("2026-10-06T17:00:00Z");
    story.house.set_accounts(form).await.expect("set");
    let comp = MakeGoodRequest::Comp {
        amount: "12.50".to_owned(),
    };
    let incident = story.made_right(comp).await.incident.id;
    let gesture = MakeGoodRequest::Gesture {
        what: "=HYPERLINK(\"http://x\",\"Cookies\")".to_owned(),
        cost: "6".to_owned(),
    };
    story.made_right(gesture).await;
    story.clock.set("2026-10-20T17:00:00Z");
    let mut vouchers = Vec::new();
    for amount in ["24", "31.10", "9"] {
        vouchers.push(story.check(amount).await);
    }
    story.redeem(&vouchers[1], Some("20.05")).await.expect("redeemed");
    vouchers.push(story.certificate("Breakfast for two", None).await);
    story.clock.set("2026-11-03T17:00:00Z");
    (story, vouchers, incident)
}

/// The forms that these accounts can be written in.
fn forms() -> impl Iterator<Item = ExportForm> {
    [
        "csv",
        "summary",
        "xlsx",
        "pdf",
        "qbo",
        "iif",
        "sage50",
        "hledger",
        "beancount",
    ]
    .into_iter()
    .map(|key| ExportForm::from_key(key).expect("a form"))
}

async fn exported(story: &Story, form: ExportForm) -> Vec<u8> {
    let path = story.folder().join("export");
    let (from, to) = OCTOBER;
    story
        .house
        .export(from, to, form, &path, to_its_end)
        .await
        .expect("exported");
    std::fs::read(path).expect("there")
}

/// Everything that may change after a month was closed.
async fn everything_changes(story: &Story, vouchers: &[Voucher], incident: &str) {
    story.clock.set("2026-11-20T17:00:00Z");
    story.house.void(mend(&vouchers[0])).await.expect("voided");
    story.house.replace(mend(&vouchers[2])).await.expect("replaced");
    story.redeem(&vouchers[1], Some("5")).await.expect("redeemed");
    story.redeem(&vouchers[3], None).await.expect("redeemed");
    story
        .house
        .name_cause(CauseForm {
            request_id: String::new(),
            incident_id: incident.to_owned(),
            cause: "Oven door".to_owned(),
            whys: Vec::new(),
            staff: "Nadia Haddad".to_owned(),
        })
        .await
        .expect("named");
    let mut form = story.house.accounts().await.expect("read").set;
    form.rules[0].account = "Income:Recovery".to_owned();
    story.house.set_accounts(form).await.expect("set");
    let mut shop = settings();
    shop.name = "Bistro Nouveau".to_owned();
    story.house.change_shop(shop).await.expect("renamed");
    let guest = &story.house.find_guests("Okafor").await.expect("found")[0];
    story.house.erase_guest(&guest.id, "").await.expect("forgotten");
    story.clock.set("2027-05-01T17:00:00Z");
}

#[tokio::test]
async fn a_closed_month_comes_out_the_same_to_the_byte_in_every_form() {
    let (story, vouchers, incident) = october().await;
    story
        .house
        .close("2026-10-31", "Ruth Ellery")
        .await
        .expect("closed");
    let mut before = Vec::new();
    for form in forms() {
        before.push((form, exported(&story, form).await));
    }
    everything_changes(&story, &vouchers, &incident).await;
    for (form, bytes) in &before {
        assert!(
            exported(&story, *form).await == *bytes,
            "{} as it was kept",
            form.key()
        );
    }
    story.must_verify().await;
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    database.execute("DELETE FROM kept_export", []).expect("gone");
    for (form, bytes) in &before {
        assert!(
            exported(&story, *form).await == *bytes,
            "{} made anew",
            form.key()
        );
    }
}

#[tokio::test]
async fn what_is_kept_of_a_batch_is_what_went_out() {
    let (story, ..) = october().await;
    story.house.close("2026-10-31", "").await.expect("closed");
    let form = ExportForm::from_key("hledger").expect("a form");
    let bytes = exported(&story, form).await;
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    let kept: Vec<u8> = database
        .query_row("SELECT bytes FROM kept_export", [], |row| row.get(0))
        .expect("one");
    assert_eq!(kept, bytes);
    // As a later version of the program would find it, which writes another file.
    database
        .execute(
            "UPDATE kept_export SET bytes = CAST(bytes || '; more' AS BLOB)",
            [],
        )
        .expect("changed");
    assert_ne!(
        exported(&story, form).await,
        bytes,
        "what is kept is what goes out"
    );
    database
        .execute(
            "DELETE FROM books_export WHERE seq = (SELECT max(seq) FROM books_export)",
            [],
        )
        .expect("changed");
    let faults = story.house.verify().await.expect("readable").findings.faults;
    assert_eq!(faults, ["The register of exports is not that of the events."]);
    database
        .execute("UPDATE kept_export SET bytes = x'00'", [])
        .expect("changed");
    let faults = story.house.verify().await.expect("readable").findings.faults;
    assert_eq!(
        faults[1],
        "What is kept of batch 1 as hledger is not what was exported."
    );
}

/// Every file of a folder, by its name.
fn files_in(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(path).expect("readable"))
        })
        .collect()
}

#[tokio::test]
async fn a_bundle_is_one_folder_with_its_digests_and_the_head_of_the_chain() {
    let (story, vouchers, incident) = october().await;
    story
        .house
        .close("2026-10-31", "Ruth Ellery")
        .await
        .expect("closed");
    let folder = story.folder().join("october");
    let made = story
        .house
        .bundle(1, &[], &folder, to_its_end)
        .await
        .expect("written");
    assert_eq!(
        made.files,
        [
            "comeback-2026-10-06-to-2026-10-31.csv",
            "comeback-2026-10-06-to-2026-10-31-summary.csv",
            "comeback-2026-10-06-to-2026-10-31.xlsx",
            "comeback-2026-10-06-to-2026-10-31.pdf",
            "comeback-2026-10-06-to-2026-10-31-qbo.csv",
            "comeback-2026-10-06-to-2026-10-31-iif.iif",
            "comeback-2026-10-06-to-2026-10-31-sage50.csv",
            "comeback-2026-10-06-to-2026-10-31-hledger.journal",
            "comeback-2026-10-06-to-2026-10-31-beancount.beancount",
        ]
    );
    let left_out = &made.left_out[0];
    assert_eq!(
        (made.left_out.len(), left_out.form.as_str(), left_out.why.as_str()),
        (
            1,
            "xero",
            "Xero does not take the account “Income:Comps”: it takes account codes of at most 10 characters, not names. Write it differently under Accounts."
        )
    );
    let told = std::process::Command::new("sha256sum")
        .args(["--check", "--strict", "SHA256SUMS"])
        .current_dir(&folder)
        .output()
        .expect("sha256sum");
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stdout));
    let files = files_in(&folder);
    assert_eq!(files.len(), made.files.len() + 2);
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).expect("JSON");
    assert_eq!(
        (&manifest["business"], &manifest["batch"], &manifest["closed_by"]),
        (&"Bistro Verveine".into(), &1.into(), &"Ruth Ellery".into())
    );
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    let head: String = database
        .query_row(
            "SELECT lower(hex(hash)) FROM event WHERE seq = ?1",
            [manifest["event"].as_i64().expect("a place")],
            |row| row.get(0),
        )
        .expect("the event");
    assert_eq!(manifest["chain_head"], head.as_str());
    let closings = story.house.closings().await.expect("listed");
    assert_eq!(manifest["files"][0]["sha256"], closings.rows[0].details.as_str());

    everything_changes(&story, &vouchers, &incident).await;
    let again = story.folder().join("again");
    let made = story
        .house
        .bundle(1, &[], &again, to_its_end)
        .await
        .expect("written");
    assert!(files_in(&again) == files, "the same to the byte");
    assert_eq!(
        made.before,
        vec!["Already exported as batch 1 on 3 Nov 2026, 12:00 pm. Import it once only."; 5]
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_bundle_goes_to_the_save_folder_under_a_name_that_is_free() {
    let (story, ..) = october().await;
    story.house.close("2026-10-31", "").await.expect("closed");
    let form = ExportForm::from_key("hledger").expect("a form");
    let first = story
        .house
        .save_bundle(1, &[form], to_its_end)
        .await
        .expect("written");
    let second = story
        .house
        .save_bundle(1, &[form], to_its_end)
        .await
        .expect("written");
    assert!(first.folder.ends_with("/comeback-batch-1"), "{}", first.folder);
    assert!(
        second.folder.ends_with("/comeback-batch-1 (2)"),
        "{}",
        second.folder
    );
    assert_eq!(first.files, ["comeback-2026-10-06-to-2026-10-31-hledger.journal"]);
    assert!(first.left_out.is_empty());
}

#[tokio::test]
async fn what_cannot_be_handed_over_is_said_and_leaves_nothing() {
    let (story, ..) = october().await;
    let folder = story.folder().join("october");
    let bundled = async |forms: &[&str], folder: &Path| {
        let forms: Vec<_> = forms
            .iter()
            .map(|form| ExportForm::from_key(form).expect("a form"))
            .collect();
        refusal(story.house.bundle(1, &forms, folder, to_its_end).await)
    };
    assert_eq!(
        bundled(&[], &folder).await,
        (
            Code::NotFound,
            "There is no batch 1. Look at the list of closed periods.".to_owned()
        )
    );
    story.house.close("2026-10-31", "").await.expect("closed");
    assert_eq!(
        bundled(&["csv", "xero"], &folder).await.0,
        Code::SettingRefused,
        "it was asked for by name"
    );
    std::fs::create_dir(&folder).expect("made");
    std::fs::write(folder.join("notes.txt"), "mine").expect("written");
    assert_eq!(
        bundled(&[], &folder).await,
        (
            Code::CannotWrite,
            format!(
                "{} is there already. Name another folder, or move that one away.",
                folder.display()
            )
        )
    );
    assert_eq!(
        bundled(&[], Path::new("/proc/nowhere/october")).await,
        (
            Code::CannotWrite,
            "/proc/nowhere/october cannot be written: its folder is not there. Choose another place; nothing was lost."
                .to_owned()
        )
    );
    story
        .house
        .reopen(1, "Wrong account", "")
        .await
        .expect("reopened");
    assert_eq!(
        bundled(&[], &story.folder().join("other")).await,
        (
            Code::DateRefused,
            "Batch 1 is open already. Close it through 31 Oct 2026 when it is right.".to_owned()
        )
    );
    assert_eq!(files_in(&folder).len(), 1, "what was there stays alone");
    nothing_half_made(story.folder());
    assert!(story.house.closings().await.expect("listed").exports.is_empty());
}

fn nothing_half_made(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_string_lossy();
        assert!(!name.starts_with(".comeback-"), "{name} was left behind");
    }
}

#[tokio::test]
async fn what_a_killed_export_left_is_taken_away_by_the_next_one_and_nothing_else_is() {
    let (story, ..) = october().await;
    let folder = story.folder().join("for the accounts");
    std::fs::create_dir(&folder).expect("made");
    // The disk has a clock of its own.
    let made = std::fs::metadata(&folder).and_then(|made| made.modified());
    let now = made.expect("dated");
    let lay = |name: &str, hours: u64| {
        let path = folder.join(name);
        std::fs::write(&path, "half of it").expect("written");
        let file = std::fs::File::options().write(true).open(&path).expect("there");
        file.set_modified(now - std::time::Duration::from_secs(hours * 3_600))
            .expect("dated");
    };
    lay(".comeback-a1B2c3", 25);
    lay(".comeback-d4E5f6", 1);
    lay(".comeback-notes of mine", 900);
    lay("old.csv", 900);
    let path = folder.join("october.csv");
    story
        .house
        .export("2026-10-01", "2026-10-31", ExportForm::Details, &path, to_its_end)
        .await
        .expect("written");
    let mut left: Vec<String> = std::fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    left.sort();
    assert_eq!(
        left,
        [
            ".comeback-d4E5f6",
            ".comeback-notes of mine",
            "october.csv",
            "old.csv"
        ],
        "another export may be at work, and the rest is none of ours"
    );
}

#[tokio::test]
async fn a_full_disk_takes_no_part_of_a_bundle_nor_of_an_export() {
    let (story, ..) = october().await;
    story.house.close("2026-10-31", "").await.expect("closed");
    let Some(small) = SmallDisk::mounted(story.folder()) else {
        return;
    };
    std::fs::write(small.0.join("old.txt"), vec![b'x'; 8 * 1024]).expect("room for this");
    let folder = small.0.join("october");
    let (code, said) = refusal(story.house.bundle(1, &[], &folder, to_its_end).await);
    assert_eq!(code, Code::CannotWrite);
    assert!(
        said.starts_with(&format!("{}/", folder.display()))
            && said.ends_with("the disk is full. Choose another place; nothing was lost."),
        "{said}"
    );
    let path = small.0.join("october.xlsx");
    let export = story
        .house
        .export(OCTOBER.0, OCTOBER.1, ExportForm::Workbook, &path, to_its_end);
    assert_eq!(
        refusal(export.await),
        (
            Code::CannotWrite,
            format!(
                "{} cannot be written: the disk is full. Choose another place; nothing was lost.",
                path.display()
            )
        )
    );
    assert_eq!(files_in(&small.0).len(), 1, "the old file alone");
    assert!(
        story.house.closings().await.expect("listed").exports.is_empty(),
        "nothing went out"
    );
}

#[tokio::test]
async fn an_export_that_is_broken_off_leaves_no_file_and_no_line_in_the_register() {
    let (story, ..) = october().await;
    story.house.close("2026-10-31", "").await.expect("closed");
    let said = (
        Code::Stopped,
        "The export was stopped. No file was written.".to_owned(),
    );
    for form in forms() {
        let path = story.folder().join("stopped");
        let export = story
            .house
            .export(OCTOBER.0, OCTOBER.1, form, &path, |_| ControlFlow::Break(()));
        assert_eq!(refusal(export.await), said, "{}", form.key());
        assert!(!path.exists());
    }
    let folder = story.folder().join("october");
    let bundle = story.house.bundle(1, &[], &folder, |_| ControlFlow::Break(()));
    assert_eq!(refusal(bundle.await), said);
    assert!(!folder.exists());
    nothing_half_made(story.folder());
    assert!(story.house.closings().await.expect("listed").exports.is_empty());
}

#[tokio::test]
async fn a_long_export_tells_how_far_it_is() {
    let story = Story::before_the_first_day();
    let sample = comeback_actions::SampleRequest {
        kind: comeback_actions::SampleKind::Steady,
        days: 300,
        per_day: 6,
        seed: 11,
        until: Some("2026-11-21".to_owned()),
    };
    story.house.sample(sample, |_, _| {}).await.expect("written");
    let told = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let heard = told.clone();
    let path = story.folder().join("long.xlsx");
    story
        .house
        .export(
            "2026-01-01",
            "2026-11-21",
            ExportForm::Workbook,
            &path,
            move |far| {
                heard.lock().expect("alone").push((far.done, far.total));
                ControlFlow::Continue(())
            },
        )
        .await
        .expect("written");
    let told = told.lock().expect("alone");
    let total = told[0].1;
    assert!(total > 2_000 && told.iter().all(|far| far.1 == total), "{told:?}");
    assert!(told.is_sorted(), "{told:?}");
    assert_eq!(told.last(), Some(&(total, total)));
}
