//! A screen that dies between its question and the answer: what became of it is known afterwards, and it is never taken
//! twice.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use comeback_actions::dto::Unheard;

use crate::place::{Place, text};

const SCREEN: &str = env!("CARGO_BIN_EXE_screen-under-test");

/// What the screens of this machine asked for and did not hear.
fn unheard(place: &Place) -> Vec<Unheard> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let house = comeback_actions::House::open_here(place.data()).expect("opened");
    runtime.block_on(house.unheard()).expect("read")
}

/// Starts a screen, lets it run for so long after it is open, and kills it. Whether it said that it heard the answer.
fn killed_after(place: &Place, code: &str, request: &str, pause: Duration) -> bool {
    let mut screen = Command::new(SCREEN)
        .arg(place.data())
        .args([code, request])
        .env("HOME", place.root())
        .stdout(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut said = BufReader::new(screen.stdout.take().expect("its stdout"));
    let mut line = String::new();
    said.read_line(&mut line).expect("it is open");
    std::thread::sleep(pause);
    screen.kill().expect("killed");
    screen.wait().expect("it ended");
    let mut rest = String::new();
    said.read_to_string(&mut rest).expect("read");
    rest.contains("heard true")
}

#[test]
fn a_screen_killed_between_question_and_answer_learns_what_became_of_it() {
    let place = Place::set_up();
    let codes: Vec<String> = (0..60).map(|_| text(&place.check("5.00")["code"])).collect();
    let began = Instant::now();
    assert!(killed_after(
        &place,
        &codes[0],
        "screen-0",
        Duration::from_secs(2)
    ));
    let whole = began.elapsed().min(Duration::from_millis(60));
    let (mut taken, mut not_taken, mut unasked) = (0, 0, 0);
    for (turn, code) in codes.iter().enumerate().skip(1) {
        let request = format!("screen-{turn}");
        let pause = whole.mul_f64(turn as f64 / codes.len() as f64);
        let heard = killed_after(&place, code, &request, pause);
        let open = unheard(&place);
        let noted = open.iter().find(|one| one.request_id == request);
        let became = place.json(&["became", &request]);
        let status = &place.json(&["lookup", code])["status"];
        assert_eq!(
            became["taken"],
            (status == "redeemed"),
            "turn {turn}: it tells the truth"
        );
        match (noted, became["taken"] == true) {
            (None, false) => unasked += 1,
            (None, true) => panic!("turn {turn}: it was taken without a note of it"),
            (Some(note), was_taken) => {
                assert_eq!(Some(note.last_four.as_str()), code.get(code.len() - 4..));
                assert_eq!(note.bill.as_deref(), Some("40931"));
                assert!(!heard || was_taken, "turn {turn}: what was heard is true");
                if was_taken { taken += 1 } else { not_taken += 1 }
            }
        }
        // Whoever is told that it was not taken takes it now, under a request of its own.
        let again = place.run(&["--json", "redeem", code, "--bill", "40931"]);
        assert_eq!(
            again.exit,
            if became["taken"] == true { 3 } else { 0 },
            "{}",
            again.err
        );
    }
    assert_eq!(place.verified()["redemptions"], codes.len(), "each exactly once");
    assert!(taken > 0, "some were taken: {taken}, {not_taken}, {unasked}");
}

#[test]
fn a_request_that_asked_for_something_else_is_not_told_as_a_redemption() {
    let place = Place::set_up();
    let code = text(&place.check("24.00")["code"]);
    place.json(&["redeem", &code, "--amount", "10", "--request", "r1"]);
    place.json(&["reverse", &code, "--reason", "Wrong bill", "--request", "v1"]);
    let became = place.json(&["became", "r1"]);
    assert_eq!(
        (
            &became["taken"],
            &became["undone"],
            &became["redemption"]["amount"]
        ),
        (&true.into(), &true.into(), &1000.into())
    );
    // Whoever has a request id need not hold the paper, and there is something left on it.
    assert_eq!(became["voucher"]["code"], serde_json::Value::Null);
    assert_eq!(became["voucher"]["last_four"], code[code.len() - 4..]);
    assert_eq!(place.json(&["became", "never"])["taken"], false);
    place.refuses(
        &["became", "v1"],
        3,
        "request_reused",
        "This request id was used for something else. Use a new one; nothing was changed.",
    );
}
