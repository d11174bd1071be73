//! Papers: the first of a process, which parses the faces, the ones after it, a thousand one by one and in one file,
//! and what one weighs.

use std::sync::Arc;
use std::time::Instant;

use comeback_paper::{Business, Code, Design, Gives, Logo, PaperKind, Stub, Typesetter, VoucherPaper};

use crate::{Figure, middle_and_tail, millis, ratio};

const ROUNDS: u32 = 1_000;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Measures and tells each figure as soon as it is known.
pub fn measure(tell: &mut dyn FnMut(Figure)) -> Outcome<()> {
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
    let total = times.iter().sum();
    let (middle, tail) = middle_and_tail(times);
    tell(Figure {
        name: "one paper, warm",
        found: format!(
            "{} (p99 {}); the first {}, {:.1} x",
            millis(middle),
            millis(tail),
            millis(first),
            ratio(first, middle)
        ),
        aim: "under 2 ms, and so far under the 50 ms of a preview",
    });
    let papers: Vec<VoucherPaper> = (1..=ROUNDS).map(paper).collect();
    let start = Instant::now();
    let file = typesetter.vouchers(&papers)?;
    let together = start.elapsed();
    tell(Figure {
        name: "1,000 pages in one file",
        found: format!(
            "{}, {} KB; {:.2} x 1,000 papers one by one, {}",
            millis(together),
            file.pdf.len().div_ceil(1024),
            ratio(together, total),
            millis(total)
        ),
        aim: "under 0.6 x",
    });
    tell(weight(&typesetter)?);
    Ok(())
}

/// What a certificate with a logo weighs, beside one without.
fn weight(typesetter: &Typesetter) -> Outcome<Figure> {
    let mut certificate = VoucherPaper {
        gives: Gives::Certificate {
            benefit: "Breakfast for two".to_owned(),
            detail: None,
        },
        ..paper(1)
    };
    let plain = typesetter.voucher(&certificate)?.pdf.len();
    let start = Instant::now();
    certificate.design.logo = Some(Arc::new(Logo::read(LOGO.as_bytes())?));
    let read = start.elapsed();
    let with_logo = typesetter.voucher(&certificate)?.pdf.len();
    Ok(Figure {
        name: "certificate with logo",
        found: format!(
            "{:.1} KB; {:.1} KB without; the logo was read in {}",
            with_logo as f64 / 1024.0,
            plain as f64 / 1024.0,
            millis(read)
        ),
        aim: "under 45 KB",
    })
}

/// A logo with curves, clear parts and a gradient.
const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80">
  <linearGradient id="leaf"><stop stop-color="#1e4d3b"/><stop offset="1" stop-color="#7fb069"/></linearGradient>
  <path d="M60 4C92 10 104 44 60 76C16 44 28 10 60 4z" fill="url(#leaf)"/>
  <path d="M60 16V70M60 36L44 26M60 48L78 36" stroke="#fff" stroke-width="3" fill="none"/>
</svg>"##;

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
