//! One paper: the first of a process, which parses the faces, and the ones after it.

use std::time::Instant;

use comeback_paper::{Business, Code, Design, Gives, PaperKind, Stub, Typesetter, VoucherPaper};

use crate::{Figure, middle_and_tail, millis, ratio};

const ROUNDS: u32 = 500;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

pub fn measure() -> Outcome<Figure> {
    let start = Instant::now();
    let typesetter = Typesetter::new()?;
    typesetter.voucher(&paper(0))?;
    let first = start.elapsed();
    let mut times = Vec::new();
    for round in 1..=ROUNDS {
        let document = paper(round);
        let start = Instant::now();
        typesetter.voucher(&document)?;
        times.push(start.elapsed());
    }
    let (middle, tail) = middle_and_tail(times);
    let found = format!(
        "{} (p99 {}); the first {}, {:.1} x",
        millis(middle),
        millis(tail),
        millis(first),
        ratio(first, middle)
    );
    Ok(Figure {
        name: "one paper, warm",
        found,
        aim: "under 2 ms",
    })
}

/// Another guest, amount and code each time, so that nothing can be kept from the paper before.
fn paper(round: u32) -> VoucherPaper {
    let last_four = format!("{:04}", round % 10_000);
    VoucherPaper {
        kind: PaperKind::Letter,
        design: Design::default(),
        business: Business {
            name: "Bistro Verveine".to_owned(),
            address: "27 Orchard Lane, Fairhaven, Michigan".to_owned(),
            telephone: "(616) 555-0142".to_owned(),
        },
        gives: Gives::Check {
            amount: format!("${}.00", 10 + round % 80),
        },
        code: Some(Code {
            grouped: format!("H3WP-8VZC-{last_four}"),
            qr: format!("CB1:H3WP8VZC{last_four}"),
            last_four,
        }),
        guest: Some(format!("Helen Okafor {round}")),
        apology: Some("That was our lapse, and we are sorry. Please let us cook for you again.".to_owned()),
        expires: chrono::NaiveDate::default(),
        issued: chrono::NaiveDate::default(),
        issued_by: "Owen Brandt".to_owned(),
        stub: Stub {
            category: "Food quality".to_owned(),
            table: Some("Table 12".to_owned()),
            given_by: "Owen Brandt".to_owned(),
            approved_by: None,
            when: "21 Nov 2026, 19:42".to_owned(),
            note: format!("Duck came to the table cold, {round} minutes after the others."),
        },
        letter: None,
        made_at: chrono::DateTime::UNIX_EPOCH,
    }
}
