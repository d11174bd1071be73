//! Many processes at one database, and processes that die in the middle.

use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use comeback_actions::dto::MakeGoodRequest;

use crate::place::{Place, Said, object, text, with_json};

/// A house with this many codes.
fn codes(many: usize) -> (Place, Vec<String>) {
    let place = Place::set_up();
    let id = place.incident();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime");
    let house = comeback_actions::House::open_here(place.data()).expect("opened");
    let codes = runtime.block_on(async {
        let mut codes = Vec::new();
        for _ in 0..many {
            let check = MakeGoodRequest::Check {
                amount: "5.00".to_owned(),
                expires_on: None,
            };
            let voucher = house
                .make_good(&id, check, "", None, None)
                .await
                .expect("given")
                .voucher;
            codes.push(voucher.expect("a check").code.grouped());
        }
        codes
    });
    (place, codes)
}

/// How often each code is tried, by processes that run at the same time.
const TRIES: usize = 3;

#[test]
fn eight_processes_and_three_hundred_codes_are_three_hundred_redemptions() {
    let (place, codes) = codes(300);
    let (turn, won) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                loop {
                    let turn = turn.fetch_add(1, Ordering::Relaxed);
                    // Neighbours in time try the same code.
                    let Some(code) = codes.get(turn / TRIES) else {
                        break;
                    };
                    let said = place.run(&["--json", "redeem", code]);
                    match said.exit {
                        0 => won.fetch_add(1, Ordering::Relaxed),
                        3 => {
                            assert_eq!(object(&said.err)["code"], "already_used");
                            0
                        }
                        other => panic!("exit {other}: {}", said.err),
                    };
                }
            });
        }
    });
    assert_eq!(won.into_inner(), 300, "every code once");
    assert_eq!(
        turn.into_inner(),
        300 * TRIES + 8,
        "every code was tried as often as it should"
    );
    let proof = place.verified();
    assert_eq!(proof["redemptions"], 300);
    let totals = place.json(&["totals", "--from", "2000-01-01", "--to", "2100-01-01"]);
    assert_eq!(totals["total"]["redeemed"]["amount"], 300 * 500);
}

#[test]
fn a_redemption_killed_in_the_middle_is_done_or_not_and_may_be_asked_again() {
    let (place, codes) = codes(48);
    let began = Instant::now();
    place.json(&["redeem", &codes[0], "--request", "kill-0"]);
    let whole = began.elapsed();
    let (mut killed, mut confirmed) = (0, 0);
    for (turn, code) in codes.iter().enumerate().skip(1) {
        let request = format!("kill-{turn}");
        let asked = with_json(&["redeem", code, "--request", &request]);
        let mut command = place.command(&asked);
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.expect("it starts");
        // From at once to a little after the end.
        std::thread::sleep(whole.mul_f64(turn as f64 / 40.0).min(Duration::from_millis(500)));
        child.kill().expect("killed");
        let first = child.wait_with_output().expect("it ended");
        let answered = !first.stdout.is_empty();
        killed += usize::from(first.status.code().is_none());
        confirmed += usize::from(answered);
        if answered {
            let status = &place.json(&["lookup", code])["status"];
            assert_eq!(status, "redeemed", "what was confirmed is there (turn {turn})");
        }
        let again = place.run(&asked);
        assert_eq!((again.exit, again.err.as_str()), (0, ""), "turn {turn}");
        assert_eq!(object(&again.out)["redemption"]["amount"], 500);
        if answered {
            assert_eq!(
                again.out.as_bytes(),
                first.stdout,
                "the first answer (turn {turn})"
            );
        }
        let once_more: Said = place.command(&asked).output().expect("it runs").into();
        assert_eq!(once_more.out, again.out, "turn {turn}");
    }
    assert!(killed > 0, "some were killed before their end");
    assert!(
        confirmed < codes.len(),
        "{confirmed} of {} had answered",
        codes.len()
    );
    assert_eq!(place.verified()["redemptions"], codes.len());
}

#[test]
fn new_folders_may_be_set_up_by_many_at_once() {
    let place = Place::bare();
    let setup = [
        "--json",
        "setup",
        "--name",
        "Bistro",
        "--currency",
        "USD",
        "--timezone",
        "America/Detroit",
    ];
    let done = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| match place.run(&setup) {
                Said { exit: 0, .. } => {
                    done.fetch_add(1, Ordering::Relaxed);
                }
                Said { err, .. } => assert_eq!(object(&err)["code"], "setting_refused", "{err}"),
            });
        }
    });
    assert_eq!(done.into_inner(), 1);
    assert_eq!(place.verified()["events"], 1);
    assert_eq!(
        text(&place.json(&crate::place::INCIDENT)["category"]),
        "food_quality"
    );
}
