//! The paper of both documents in both sizes, before outside judges.

use crate::place::{Place, text};
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
