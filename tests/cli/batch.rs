//! Many at once, from the command line.

use crate::place::{Place, text};
use crate::tools::says;

fn pages(path: &str) -> String {
    let told = says("pdfinfo", "poppler-utils", &[path]);
    let line = told.lines().find_map(|line| line.strip_prefix("Pages:"));
    line.expect("a number").trim().to_owned()
}

#[test]
fn a_list_of_guests_gets_a_code_each_and_one_file() {
    let place = Place::set_up();
    let (id, path, list) = (place.incident(), place.path("run.pdf"), place.path("guests.txt"));
    std::fs::write(&list, "\u{feff}Helen Okafor\r\n\r\nZoë Brandt\nAna Rivas").expect("written");
    let asked = [
        "batch",
        "--incident",
        &id,
        "--guests",
        &list,
        "--benefit",
        "Dinner for two",
        "--pdf",
        &path,
        "--request",
        "night-1",
    ];
    let issued = place.json(&asked);
    assert_eq!(
        (&issued["count"], &issued["pdf"]),
        (&3.into(), &path.clone().into())
    );
    assert_eq!(pages(&path), "3");
    let vouchers = issued["vouchers"].as_array().expect("a list");
    let guests: Vec<_> = vouchers.iter().map(|voucher| text(&voucher["guest"])).collect();
    assert_eq!(guests, ["Helen Okafor", "Zoë Brandt", "Ana Rivas"]);
    let words = says(
        "pdftotext",
        "poppler-utils",
        &["-layout", "-enc", "UTF-8", &path, "-"],
    );
    for voucher in vouchers {
        let code = text(&voucher["code"]);
        assert!(words.contains(&code), "each code is on the paper");
        assert_eq!(place.json(&["lookup", &code])["status"], "outstanding");
    }
    let bytes = std::fs::read(&path).expect("there");
    assert_eq!(place.json(&asked), issued, "the same request, the first answer");
    assert_eq!(std::fs::read(&path).expect("there"), bytes);
    assert_eq!(place.verified()["vouchers"], 3);
}

#[test]
fn a_number_of_guests_and_what_is_no_batch() {
    let place = Place::set_up();
    let (id, path) = (place.incident(), place.path("run.pdf"));
    let batch = |more: &[&'static str]| -> Vec<String> {
        let asked = ["batch", "--incident", &id, "--pdf", &path];
        asked
            .iter()
            .chain(more)
            .map(|argument| (*argument).to_owned())
            .collect()
    };
    let issued = batch(&["--count", "12", "--amount", "10"]);
    let issued: Vec<&str> = issued.iter().map(String::as_str).collect();
    let said = place.run(&issued);
    assert_eq!(said.exit, 0, "{}", said.err);
    assert!(
        said.out
            .starts_with("12 papers are issued.\n\n  Each      $10.00\n"),
        "{}",
        said.out
    );
    assert_eq!(pages(&path), "12");
    let size = "A run is for 1 to 1,000 guests. Write their names, a line each, or how many they are.";
    for count in ["0", "1001"] {
        let asked = [
            "batch",
            "--incident",
            &id,
            "--pdf",
            &path,
            "--amount",
            "10",
            "--count",
            count,
        ];
        place.refuses(&asked, 2, "bad_choice", size);
    }
    place.refuses(
        &[
            "batch",
            "--incident",
            "nowhere",
            "--pdf",
            &path,
            "--amount",
            "10",
            "--count",
            "2",
        ],
        4,
        "not_found",
        "There is no incident with this id. Look it up in the list of incidents.",
    );
    for more in [
        &["--count", "2"] as &[&'static str],
        &["--amount", "10"],
        &["--amount", "10", "--benefit", "Pie", "--count", "2"],
        &["--amount", "10", "--count", "2", "--guests", "x"],
    ] {
        let asked = batch(more);
        let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
        assert_eq!(place.run(&asked).exit, 2, "{more:?}");
    }
    assert_eq!(
        place.verified()["vouchers"],
        12,
        "nothing of a refused batch was issued"
    );
}

#[test]
fn a_list_that_is_no_text_gives_nobody_a_paper() {
    let place = Place::set_up();
    let (id, path, list) = (place.incident(), place.path("run.pdf"), place.path("guests.txt"));
    // As a program of the nineties writes it: one byte a letter.
    std::fs::write(&list, b"Zo\xeb Brandt\n").expect("written");
    let batch = |guests: &str| -> Vec<String> {
        let asked = [
            "batch",
            "--incident",
            &id,
            "--guests",
            guests,
            "--amount",
            "12",
            "--pdf",
            &path,
        ];
        asked.map(str::to_owned).to_vec()
    };
    for (guests, why) in [
        (list.as_str(), "it is not text in UTF-8"),
        ("/dev/zero", "it is larger than 32 MB"),
    ] {
        let asked = batch(guests);
        let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
        place.refuses(
            &asked,
            2,
            "bad_text",
            &format!("{guests} cannot be read: {why}. Write the names into a text file, a line each."),
        );
    }
    assert_eq!(place.verified()["vouchers"], 0);
}
