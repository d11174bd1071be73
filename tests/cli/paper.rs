//! The paper of both documents in both sizes, before outside judges.

use serde_json::Value;

use crate::place::{Place, SETUP, Said, object, text};
use crate::tools::{run, says};

const NAME: &str = "BISTRO VERVEINE";

fn pdf_words(path: &str) -> String {
    let text = says(
        "pdftotext",
        "poppler-utils",
        &["-layout", "-enc", "UTF-8", path, "-"],
    );
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The code that a scanner reads off the page at 150 dpi.
fn scanned(place: &Place, path: &str) -> String {
    let stem = place.path("page");
    says(
        "pdftoppm",
        "poppler-utils",
        &["-r", "150", "-png", "-singlefile", path, &stem],
    );
    let picture = format!("{stem}.png");
    says("zbarimg", "zbar-tools", &["--quiet", "--raw", &picture])
        .trim()
        .to_owned()
}

fn size_of(path: &str) -> String {
    let told = says("pdfinfo", "poppler-utils", &[path]);
    let line = told.lines().find_map(|line| line.strip_prefix("Page size:"));
    line.expect("a size").trim().to_owned()
}

#[test]
fn both_documents_in_both_sizes() {
    let place = Place::set_up();
    let id = place.incident();
    for (kind, gives, more) in [
        ("check", "$24.00", ["--amount", "24.00"]),
        (
            "certificate",
            "Breakfast for two",
            ["--benefit", "Breakfast for two"],
        ),
    ] {
        for (paper, points) in [("letter", "612 x 792"), ("a4", "595.28 x 841.89")] {
            let path = place.path(&format!("{kind}-{paper}.pdf"));
            let asked = [
                kind,
                "--incident",
                &id,
                more[0],
                more[1],
                "--expires",
                "2099-03-31",
                "--pdf",
                &path,
                "--paper",
                paper,
            ];
            let issued = place.json(&asked);
            assert_eq!(issued["pdf"], path.as_str());
            let code = text(&issued["code"]);

            let judged = run("qpdf", "qpdf", &["--check", &path]);
            assert!(
                judged.status.success(),
                "{}",
                String::from_utf8_lossy(&judged.stdout)
            );
            assert!(size_of(&path).starts_with(points), "{paper}: {}", size_of(&path));
            let words = pdf_words(&path);
            for word in [
                NAME,
                "27 Orchard Lane",
                "Fairhaven",
                "(616) 555-0142",
                gives,
                "Promotional",
                "Helen Okafor",
                "EXPIRES 31 MAR 2099",
                code.as_str(),
                "No fees.",
                "Not for resale.",
                "Owen Brandt",
                "Food quality",
                "The soup came cold, twice.",
            ] {
                assert!(words.contains(word), "{kind} on {paper} lacks {word:?}: {words}");
            }
            assert_eq!(words.contains("THIS IS NOT A CHECK"), kind == "check", "{words}");
            assert_eq!(
                scanned(&place, &path),
                format!("CB1:{}", code.replace('-', "")),
                "{kind} on {paper}"
            );
            assert_eq!(
                place.json(&["lookup", &scanned(&place, &path)])["code"],
                code.as_str()
            );
        }
    }
}

#[test]
fn the_paper_is_the_shops_unless_another_is_asked_for() {
    let place = Place::bare();
    place.json(&[
        "setup",
        "--name",
        "Bistro",
        "--currency",
        "EUR",
        "--timezone",
        "Europe/Paris",
        "--paper",
        "A4",
    ]);
    let (id, path) = (place.incident(), place.path("check.pdf"));
    place.json(&["check", "--incident", &id, "--amount", "24.00", "--pdf", &path]);
    assert!(size_of(&path).ends_with("(A4)"), "{}", size_of(&path));
}

#[test]
fn a_file_that_is_there_is_replaced_whole() {
    let place = Place::set_up();
    let (id, path) = (place.incident(), place.path("check.pdf"));
    std::fs::write(&path, "x".repeat(1_000_000)).expect("written");
    place.json(&["check", "--incident", &id, "--amount", "24.00", "--pdf", &path]);
    assert!(run("qpdf", "qpdf", &["--check", &path]).status.success());
    let left: Vec<_> = place.files().into_keys().collect();
    assert_eq!(
        left,
        [place.root().join("check.pdf"), place.database()],
        "nothing half-made is left"
    );
}

#[test]
fn a_reprint_is_the_same_file_to_the_byte() {
    let place = Place::set_up();
    let (id, first) = (place.incident(), place.path("first.pdf"));
    let issued = place.json(&["check", "--incident", &id, "--amount", "24.00", "--pdf", &first]);
    let code = text(&issued["code"]);
    let (again, path) = (place.path("again.pdf"), place.path("receipt.pdf"));
    let said = place.json(&["reprint", &code, "--pdf", &again, "--staff", "Owen Brandt"]);
    assert_eq!(
        (&said["code"], &said["pdf"], &said["print"]),
        (&issued["code"], &again.clone().into(), &Value::Null)
    );
    let bytes = |path: &str| std::fs::read(path).expect("there");
    assert!(bytes(&first) == bytes(&again), "a reprint is the same paper");
    place.json(&["reprint", &code, "--pdf", &path, "--paper", "a4"]);
    assert!(size_of(&path).ends_with("(A4)"), "{}", size_of(&path));
    let said = place.run(&["reprint", &code]);
    assert_eq!((said.exit, said.out.as_str()), (2, ""), "{}", said.err);
    place.refuses(
        &["reprint", "BCDF-GHJK", "--pdf", &path],
        4,
        "mistyped",
        "A code has 12 characters; this has 8. Look again at the paper.",
    );
    place.verified();
}

#[test]
fn a_printer_that_is_not_there_leaves_the_check_issued() {
    let place = Place::set_up();
    let id = place.incident();
    let nowhere = |arguments: &[&str]| -> Said {
        let mut command = place.command(arguments);
        command.env("CUPS_SERVER", "127.0.0.1:9");
        command.output().expect("the program runs").into()
    };
    let said = nowhere(&[
        "--json",
        "check",
        "--incident",
        &id,
        "--amount",
        "24",
        "--print",
        "Front",
    ]);
    let (issued, problem) = (object(&said.out), object(&said.err));
    assert_eq!((said.exit, problem["code"].as_str()), (1, Some("print_failed")));
    let told = text(&problem["message"]);
    assert!(told.starts_with("The print service does not answer"), "{told}");
    assert!(told.ends_with("The paper is issued and good."), "{told}");
    assert_eq!(
        place.json(&["lookup", &text(&issued["code"])])["status"],
        "outstanding"
    );
    let said = nowhere(&["printers"]);
    assert_eq!((said.exit, said.out.as_str()), (1, ""));
    assert!(
        said.err.starts_with("The print service does not answer"),
        "{}",
        said.err
    );
    place.verified();
}

#[test]
fn the_wording_of_a_code_is_checked() {
    let place = Place::set_up();
    let code = text(&place.check("24")["code"]);
    let said = place.run(&["wording", &code]);
    assert_eq!((said.exit, said.out.as_str()), (0, "Nothing to remark.\n"));
    assert_eq!(
        place.json(&["wording", &code]),
        serde_json::json!({"code": code, "ok": true, "remarks": []})
    );
}

#[test]
fn the_letter_of_the_house_is_read_from_a_file_of_text() {
    let place = Place::bare();
    let (letter, path) = (place.path("letter.txt"), place.path("mail.pdf"));
    let setup = [&SETUP[..], &["--letter", &letter]].concat();
    // As a program of the nineties writes it: one byte a letter.
    std::fs::write(&letter, b"Your cr\xe8me br\xfbl\xe9e was cold.").expect("written");
    // The first refusal has made the folder; after that nothing changes.
    place.run(&setup);
    place.refuses(
        &setup,
        2,
        "bad_text",
        "PLACE/letter.txt cannot be read: it is not text in UTF-8. Write the letter into a text file.",
    );
    std::fs::write(&letter, "\u{feff}Your crème brûlée was cold.").expect("written");
    place.json(&setup);
    let id = place.incident();
    place.json(&[
        "check",
        "--incident",
        &id,
        "--amount",
        "24",
        "--paper",
        "letter-mail",
        "--pdf",
        &path,
    ]);
    assert!(pdf_words(&path).contains("Your crème brûlée was cold."));
}
