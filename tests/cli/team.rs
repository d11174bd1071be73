//! The team at the command line: who asks, what they may, and what waits for a yes.

use std::io::Write as _;
use std::process::Stdio;

use serde_json::Value;

use crate::place::{INCIDENT, Place, Said, object, text, with_json};

const PASSWORD: &str = "a long plain password";

impl Place {
    /// Runs the program with these lines on standard input.
    pub fn told(&self, lines: &[&str], arguments: &[&str]) -> Said {
        let mut command = self.command(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        let mut stdin = child.stdin.take().expect("a pipe");
        // A program that refuses its arguments reads nothing.
        let _ = stdin.write_all(format!("{}\n", lines.join("\n")).as_bytes());
        drop(stdin);
        child.wait_with_output().expect("it ends").into()
    }

    /// A house where an owner, a manager and a host sign in; gives the recovery code.
    pub fn with_team() -> (Self, String) {
        let place = Self::set_up();
        for (name, role, secret) in [
            ("Owen Brandt", "owner", PASSWORD),
            ("Nadia Haddad", "manager", "483920"),
            ("Marcus Bell", "host", "571306"),
        ] {
            let said = place.told(
                &[secret],
                &["staff", "add", "--name", name, "--role", role, "--secret-stdin"],
            );
            assert_eq!(said.exit, 0, "{}", said.err);
        }
        let said = place.told(
            &[PASSWORD],
            &with_json(&["--as", "Owen Brandt", "--pin-stdin", "signin", "on"]),
        );
        assert_eq!(said.exit, 0, "{}", said.err);
        let code = text(&object(&said.out)["recovery_code"]);
        (place, code)
    }

    /// One of the team asks.
    pub fn asks(&self, who: &str, arguments: &[&str]) -> Said {
        let (name, secret) = match who {
            "owner" => ("Owen Brandt", PASSWORD),
            "manager" => ("nadia haddad", "483920"),
            _ => ("Marcus Bell", "571306"),
        };
        self.told(
            &[secret],
            &[&["--json", "--as", name, "--pin-stdin"], arguments].concat(),
        )
    }
}

fn refused(said: &Said) -> (i32, Value) {
    assert_eq!(said.out, "");
    (said.exit, object(&said.err))
}

fn done(said: &Said) -> Value {
    assert_eq!((said.exit, said.err.as_str()), (0, ""), "{}", said.out);
    object(&said.out)
}

#[test]
fn once_people_sign_in_every_command_asks_who() {
    let (place, code) = Place::with_team();
    assert_eq!(code.len(), 24, "{code}");
    let sentence = "People sign in here. Say who you are with --as NAME and --pin-stdin.";
    for asked in [
        &INCIDENT as &[&str],
        &["lookup", "2222-2222-2222"],
        &["totals", "--from", "2026-01-01", "--to", "2026-01-31"],
        &["staff", "list"],
        &["limit", "list"],
        &["asked"],
        &["verify"],
        &["signin", "off"],
    ] {
        place.refuses(asked, 3, "locked", sentence);
    }
    let (exit, problem) =
        refused(&place.asks("host", &["totals", "--from", "2026-01-01", "--to", "2026-01-31"]));
    assert_eq!((exit, &problem["code"]), (3, &"not_allowed".into()));
    assert_eq!(
        problem["message"],
        "A host may not see totals. Ask Owen or Nadia."
    );
    assert_eq!(problem["details"]["deed"], "see_totals");
    // The name that is typed is not who did it.
    let incident = done(&place.asks("host", &INCIDENT));
    assert_eq!(incident["staff"], "Marcus Bell");
    assert_eq!(done(&place.asks("manager", &["verify"]))["ok"], true);
    assert_eq!(done(&place.asks("owner", &["signin", "off"]))["signin"], false);
    place.verified();
}

#[test]
fn a_wrong_pin_and_nobody_are_told_alike_and_the_wait_outlives_the_program() {
    let (place, _) = Place::with_team();
    let mut tries = [
        "Marcus Bell",
        "Nobody at all",
        "Nadia Haddad",
        "Marcus Bell",
        "Owen Brandt",
    ]
    .into_iter();
    let wrong = tries.all(|name| {
        let (exit, problem) =
            refused(&place.told(&["000000"], &with_json(&["--as", name, "--pin-stdin", "verify"])));
        (exit, problem["message"].as_str())
            == (
                3,
                Some("The name and the PIN or password do not go together. Try again."),
            )
    });
    assert!(wrong);
    let (exit, problem) = refused(&place.asks("owner", &["verify"]));
    assert_eq!((exit, &problem["code"]), (3, &"locked".into()));
    let told = problem["message"].as_str().expect("a sentence");
    assert!(told.starts_with("Too many wrong tries. Wait until "), "{told}");
    assert!(problem["details"]["until"].is_string(), "{problem}");
}

#[test]
fn over_the_limit_says_what_is_left_and_who_may_approve() {
    let (place, _) = Place::with_team();
    let id = text(&done(&place.asks("host", &INCIDENT))["id"]);
    let check =
        |amount: &'static str| ["check", "--incident", id.as_str(), "--amount", amount].map(str::to_owned);
    let give = |who: &str, amount: &'static str| {
        let asked = check(amount);
        place.asks(who, &asked.each_ref().map(String::as_str))
    };
    done(&give("host", "20"));
    let (exit, problem) = refused(&give("host", "31"));
    assert_eq!((exit, &problem["code"]), (3, &"over_limit".into()));
    assert_eq!(
        problem["message"],
        "That is $1 over your $50 today. Owen or Nadia can approve."
    );
    assert_eq!(problem["details"]["left"], "3000");
    assert_eq!(problem["details"]["who"], "Owen Brandt, Nadia Haddad");
    done(&place.asks(
        "owner",
        &[
            "limit",
            "set",
            "--staff",
            "Marcus Bell",
            "--window",
            "day",
            "--amount",
            "80",
        ],
    ));
    done(&give("host", "31"));
    let limits = done(&place.asks(
        "owner",
        &["limit", "set", "--role", "host", "--window", "day", "--none"],
    ));
    assert_eq!(limits["limits"].as_array().map(Vec::len), Some(1));
    assert_eq!(limits["limits"][0]["amount"], 8000);
    done(&give("manager", "400"));
}

#[test]
fn what_waits_is_listed_approved_and_declined() {
    let (place, _) = Place::with_team();
    assert_eq!(
        done(&place.asks("host", &["asked"]))["asked"],
        Value::Array(Vec::new())
    );
    ask(&place, ["56", "90"]);
    let asked = done(&place.asks("manager", &["asked"]));
    let id = |at: usize| text(&asked["asked"][at]["id"]);
    assert_eq!(asked["asked"][0]["why"], "That is $6 over your $50 today.");
    assert_eq!(
        (&asked["asked"][0]["mine"], &asked["asked"][0]["amount"]),
        (&true.into(), &5600.into())
    );
    let (exit, problem) = refused(&place.asks("host", &["approve", &id(0)]));
    assert_eq!((exit, &problem["code"]), (3, &"not_allowed".into()));
    let given = done(&place.asks("manager", &["approve", &id(0), "--request", "yes/1"]));
    assert_eq!(given["voucher"]["amount"], 5600);
    assert_eq!(given["voucher"]["issued_by"], "Marcus Bell");
    assert_eq!(
        done(&place.asks("manager", &["approve", &id(0), "--request", "yes/1"])),
        given
    );
    done(&place.asks("owner", &["decline", &id(1), "--reason", "A comp would do."]));
    let (exit, problem) = refused(&place.asks("owner", &["approve", &id(1)]));
    assert_eq!((exit, &problem["code"]), (4, &"not_found".into()));
    assert_eq!(done(&place.asks("owner", &["verify"]))["ok"], true);
}

/// The host asks for two checks, each for an incident of its own.
fn ask(place: &Place, amounts: [&str; 2]) {
    for amount in amounts {
        let id = text(&done(&place.asks("host", &INCIDENT))["id"]);
        let asked = ["check", "--incident", &id, "--amount", amount, "--ask"];
        let waits = done(&place.asks("host", &asked));
        assert_eq!(
            (&waits["incident"], &waits["kind"]),
            (&id.into(), &"check".into())
        );
        assert_eq!(
            waits["approvers"],
            serde_json::json!(["Owen Brandt", "Nadia Haddad"])
        );
    }
}

#[test]
fn a_second_person_says_yes_on_the_spot() {
    let (place, _) = Place::with_team();
    let id = text(&done(&place.asks("host", &INCIDENT))["id"]);
    let over = ["comp", "--incident", &id, "--amount", "56", "--approved-by"];
    let both = |by: &str, secret: &str| {
        let who = ["--json", "--as", "Marcus Bell", "--pin-stdin"];
        place.told(&["571306", secret], &[&who, &over as &[&str], &[by]].concat())
    };
    let (exit, problem) = refused(&both("Nadia Haddad", "000000"));
    assert_eq!((exit, &problem["code"]), (3, &"locked".into()));
    let (exit, problem) = refused(&both("Marcus Bell", "571306"));
    assert_eq!((exit, &problem["code"]), (3, &"not_allowed".into()));
    let given = done(&both("nadia haddad", "483920"));
    assert_eq!(
        (&given["amount"], &given["incident"]),
        (&5600.into(), &id.clone().into())
    );
    // It was given on Nadia's word: Marcus has his room still.
    done(&place.asks("host", &["comp", "--incident", &id, "--amount", "50"]));
    let both_at_once = [&over as &[&str], &["Nadia Haddad", "--ask"]].concat();
    let (exit, problem) = refused(&place.asks("host", &both_at_once));
    assert_eq!((exit, &problem["code"]), (2, &"usage".into()));
    assert_eq!(done(&place.asks("owner", &["verify"]))["ok"], true);
}

#[test]
fn nobody_hides_a_pin_in_the_arguments_and_a_name_alone_is_no_proof() {
    let place = Place::set_up();
    for asked in [
        &["--as", "Owen Brandt", "verify"] as &[&str],
        &["--pin-stdin", "verify"],
    ] {
        let said = place.run(&with_json(asked));
        assert_eq!(
            (said.exit, &object(&said.err)["code"]),
            (2, &"usage".into()),
            "{asked:?}"
        );
    }
    place.refuses(
        &["signin", "on"],
        3,
        "locked",
        "Sign-in is switched on by an owner with a password. Choose the owner and write the password.",
    );
    place.refuses(
        &["staff", "add", "--name", "Ruth", "--role", "cook"],
        2,
        "bad_choice",
        "“cook” is not a role. Choose owner, manager, host or bookkeeper.",
    );
    place.refuses(
        &["staff", "disable", "Ruth"],
        4,
        "not_found",
        "There is nobody with this name in the team. Look at the list of people.",
    );
    place.refuses(
        &[
            "limit", "set", "--role", "host", "--window", "week", "--amount", "5",
        ],
        2,
        "bad_choice",
        "“week” is nothing a limit counts over. Choose incident, guest, day or month.",
    );
}
