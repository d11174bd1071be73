//! Printing from the command line, on a print service of the test's own.

use std::time::{Duration, Instant};

use comeback_tests::cups::Cups;
use serde_json::Value;

use crate::place::{Place, Said, object, text, with_json};

fn asked(place: &Place, cups: &Cups, arguments: &[&str]) -> Said {
    let mut command = place.command(&with_json(arguments));
    command.env("CUPS_SERVER", cups.server());
    command.output().expect("the program runs").into()
}

fn told(place: &Place, cups: &Cups, arguments: &[&str]) -> Value {
    let said = asked(place, cups, arguments);
    assert_eq!(
        (said.exit, said.err.as_str()),
        (0, ""),
        "{arguments:?}: {} {}",
        said.out,
        cups.log()
    );
    object(&said.out)
}

/// What the QR codes of the papers hold that came out, once there are so many.
fn papers(cups: &Cups, count: usize) -> Vec<String> {
    let begun = Instant::now();
    loop {
        let codes = cups.codes().expect("a folder, poppler and zbar");
        if codes.len() >= count || begun.elapsed() > Duration::from_secs(60) {
            assert_eq!(codes.len(), count, "{}", cups.log());
            return codes;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

#[test]
fn a_check_comes_out_of_the_printer_and_comes_out_again() {
    let (place, cups) = (Place::set_up(), Cups::start().expect("CUPS"));
    cups.add("Counter").expect("a printer");
    let printers = told(&place, &cups, &["printers"]);
    assert_eq!(
        (
            &printers["printers"][0]["name"],
            &printers["printers"][0]["state"]
        ),
        (&"Counter".into(), &"ready".into())
    );
    let id = place.incident();
    let issued = told(
        &place,
        &cups,
        &["check", "--incident", &id, "--amount", "24", "--print", "Counter"],
    );
    let code = text(&issued["code"]);
    assert_eq!(issued["print"]["printer"], "Counter");
    let held = format!("CB1:{}", code.replace('-', ""));
    assert_eq!(papers(&cups, 1), [held.as_str()], "the code is on the paper");
    told(&place, &cups, &["reprint", &code, "--print", "Counter"]);
    assert_eq!(papers(&cups, 2), [held.as_str(), &held], "the same paper");

    cups.reject("Counter", "out of paper").expect("closed");
    let said = asked(&place, &cups, &["reprint", &code, "--print", "Counter"]);
    assert_eq!((said.exit, said.out.as_str()), (1, ""));
    let problem = object(&said.err);
    assert_eq!(problem["code"], "print_failed");
    assert!(
        text(&problem["message"]).starts_with("The printer Counter takes no new jobs"),
        "{problem}"
    );
    let said = asked(
        &place,
        &cups,
        &["check", "--incident", &id, "--amount", "7", "--print", "Nowhere"],
    );
    assert_eq!(
        (said.exit, text(&object(&said.err)["message"])),
        (1, "There is no printer named Nowhere on this machine. Choose another one in Settings. The paper is issued and good.".to_owned())
    );
    assert_eq!(
        object(&said.out)["status"],
        "outstanding",
        "it is issued, and its code is told"
    );
    let database = place.database().display().to_string();
    let kinds = crate::tools::sqlite(
        &database,
        "SELECT group_concat(kind, ' ') FROM (SELECT kind FROM event WHERE kind LIKE 'voucher_%' ORDER BY seq)",
    );
    assert_eq!(
        kinds,
        "voucher_issued voucher_printed voucher_reprinted voucher_print_failed voucher_issued voucher_print_failed"
    );
    place.verified();
}
