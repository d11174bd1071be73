//! Papers, beside the same page made with krilla and beside the least it can take: the first of a process, which parses
//! the faces, the ones after it, a thousand one by one and in one file, and what they weigh.
//!
//! All three print the same words in the same faces at the same places, the same QR code as vectors, the same frames,
//! ribbon and rules, and the same logo. Names and codes are drawn at random. Each shapes its words for every document,
//! except that ours keeps the texts it shaped and the faces it cut down lately, as it does in the app, and writes once what
//! the pages of a file have alike. On the other side only ours
//! works out where everything goes, and krilla does not state what the rising legend reads as, for it does so only in
//! tagged files.

mod faces;
mod floor;
mod page;
mod with_krilla;

use std::sync::Arc;
use std::time::{Duration, Instant};

use comeback_paper::{
    Business, Code, Colour, Design, Gives, Logo, PaperKind, Stub, Typesetter, VoucherPaper,
};
use rand_chacha::{
    ChaCha20Rng,
    rand_core::{Rng as _, SeedableRng as _},
};

use crate::{Figure, Outcome, middle_and_tail, millis, ratio};
use floor::Floor;
use page::Words;
use with_krilla::Krilla;

const ROUNDS: u32 = 1_000;
/// How often the thousand pages are made.
const FILES: usize = 5;
const BUSINESS: &str = "Bistro Verveine";
const TITLE: &str = "Missed Opportunity check, Bistro Verveine";

/// The three, in the order in which their figures stand.
const OURS: usize = 0;
const KRILLA: usize = 1;
const FLOOR: usize = 2;

/// Every order of the three. Each round takes another, so that what slows the machine for a while slows them all alike.
const ORDERS: [[usize; 3]; 6] = [
    [OURS, KRILLA, FLOOR],
    [OURS, FLOOR, KRILLA],
    [KRILLA, OURS, FLOOR],
    [KRILLA, FLOOR, OURS],
    [FLOOR, OURS, KRILLA],
    [FLOOR, KRILLA, OURS],
];

/// Makes the documents it is given, ready to be timed.
type Maker<'a> = Box<dyn Fn() -> Outcome<Vec<u8>> + 'a>;

/// Measures and tells each figure as soon as it is known.
pub fn measure(tell: &mut dyn FnMut(Figure)) -> Outcome<()> {
    let logo = Arc::new(Logo::read(LOGO.as_bytes())?);
    let (typesetter, ours_first) = first(Typesetter::new, |made| ours(made, &[paper(0, &logo)]))?;
    let (krilla, krilla_first) = first(|| Krilla::new(&logo), |made| made.file(&[Words::of(0)]))?;
    let floor = Floor::new(&logo)?;
    let mut rng = ChaCha20Rng::seed_from_u64(29);
    let mut order = || ORDERS[rng.next_u32() as usize % ORDERS.len()];

    let mut times: [Vec<Duration>; 3] = Default::default();
    let mut sizes = [0; 3];
    for round in 1..=ROUNDS {
        let (papers, words) = ([paper(round, &logo)], [Words::of(round)]);
        let makers = makers(&typesetter, &krilla, &floor, &papers, &words);
        run(&makers, order(), &mut times, &mut sizes)?;
    }
    tell_single(tell, times, sizes, [ours_first, krilla_first]);

    let papers: Vec<VoucherPaper> = (1..=ROUNDS).map(|round| paper(round, &logo)).collect();
    let words: Vec<Words> = (1..=ROUNDS).map(Words::of).collect();
    let makers = makers(&typesetter, &krilla, &floor, &papers, &words);
    let mut times: [Vec<Duration>; 3] = Default::default();
    for _ in 0..FILES {
        run(&makers, order(), &mut times, &mut sizes)?;
    }
    tell_together(tell, times, sizes);
    tell(weight(&typesetter, &logo)?);
    Ok(())
}

/// How the three make the same documents.
fn makers<'a>(
    typesetter: &'a Typesetter,
    krilla: &'a Krilla,
    floor: &'a Floor,
    papers: &'a [VoucherPaper],
    words: &'a [Words],
) -> [Maker<'a>; 3] {
    [
        Box::new(|| ours(typesetter, papers)),
        Box::new(|| krilla.file(words)),
        Box::new(|| floor.file(words)),
    ]
}

fn ours(typesetter: &Typesetter, papers: &[VoucherPaper]) -> Outcome<Vec<u8>> {
    Ok(typesetter.vouchers(papers)?.pdf)
}

/// Makes the documents once with each, in this order.
fn run(
    makers: &[Maker; 3],
    order: [usize; 3],
    times: &mut [Vec<Duration>; 3],
    sizes: &mut [usize; 3],
) -> Outcome<()> {
    for which in order {
        let start = Instant::now();
        let pdf = makers[which]()?;
        times[which].push(start.elapsed());
        sizes[which] = pdf.len();
    }
    Ok(())
}

/// What makes documents, and how long it took to come to its first.
fn first<T, E: Into<Box<dyn std::error::Error + Send + Sync>>>(
    set_up: impl FnOnce() -> Result<T, E>,
    make: impl FnOnce(&T) -> Outcome<Vec<u8>>,
) -> Outcome<(T, Duration)> {
    let start = Instant::now();
    let made = set_up().map_err(Into::into)?;
    make(&made)?;
    Ok((made, start.elapsed()))
}

fn tell_single(
    tell: &mut dyn FnMut(Figure),
    times: [Vec<Duration>; 3],
    sizes: [usize; 3],
    [first, krilla_first]: [Duration; 2],
) {
    let totals: [Duration; 3] = times.each_ref().map(|times| times.iter().sum());
    let [(middle, tail), (krilla, _), (floor, _)] = times.map(middle_and_tail);
    tell(Figure {
        name: "one paper, warm",
        found: format!(
            "{} (p99 {}), {}",
            millis(middle),
            millis(tail),
            beside([middle, krilla, floor])
        ),
        aim: "at most 0.85 x krilla and 2 x the floor; a preview is one paper, and has 50 ms",
    });
    tell(Figure {
        name: "the first paper",
        found: format!(
            "{}, {:.1} x a warm one; krilla's first {}",
            millis(first),
            ratio(first, middle),
            millis(krilla_first)
        ),
        aim: "none; faces are parsed and texts shaped that later papers share",
    });
    tell(Figure {
        name: "1,000 papers one by one",
        found: format!("{}, {}", millis(totals[OURS]), beside(totals)),
        aim: "as for one",
    });
    tell(Figure {
        name: "size of one paper",
        found: weights(sizes),
        aim: "no larger than krilla's",
    });
}

fn tell_together(tell: &mut dyn FnMut(Figure), times: [Vec<Duration>; 3], sizes: [usize; 3]) {
    let middles = times.map(|times| middle_and_tail(times).0);
    tell(Figure {
        name: "1,000 pages in one file",
        found: format!("{}, {}", millis(middles[OURS]), beside(middles)),
        aim: "under 0.6 x krilla",
    });
    tell(Figure {
        name: "size of 1,000 pages",
        found: weights(sizes),
        aim: "no larger than krilla's",
    });
}

/// Ours as a multiple of the others.
fn beside([ours, krilla, floor]: [Duration; 3]) -> String {
    format!(
        "{:.2} x krilla ({}), {:.2} x the floor ({})",
        ratio(ours, krilla),
        millis(krilla),
        ratio(ours, floor),
        millis(floor)
    )
}

fn weights(sizes: [usize; 3]) -> String {
    let [ours, krilla, floor] = sizes.map(|bytes| bytes as f64 / 1024.0);
    format!(
        "{ours:.1} KB, {:.2} x krilla ({krilla:.1} KB), {:.2} x the floor ({floor:.1} KB)",
        ours / krilla,
        ours / floor
    )
}

/// What a certificate with a logo weighs, beside one without.
fn weight(typesetter: &Typesetter, logo: &Arc<Logo>) -> Outcome<Figure> {
    let mut certificate = VoucherPaper {
        gives: Gives::Certificate {
            benefit: "Breakfast for two".to_owned(),
            detail: None,
        },
        ..paper(1, logo)
    };
    let with_logo = typesetter.voucher(&certificate)?.pdf.len();
    certificate.design.logo = None;
    let plain = typesetter.voucher(&certificate)?.pdf.len();
    Ok(Figure {
        name: "certificate with logo",
        found: format!(
            "{:.1} KB; {:.1} KB without",
            with_logo as f64 / 1024.0,
            plain as f64 / 1024.0
        ),
        aim: "under 45 KB",
    })
}

/// The pixels of the logo as red, green, blue and alpha.
fn pixels(logo: &Logo) -> Outcome<Vec<u8>> {
    let Colour::Deflated(colour) = logo.colour() else {
        return Err("the logo is no drawing".into());
    };
    let count = logo.width() as usize * logo.height() as usize;
    let mut inflate = libdeflater::Decompressor::new();
    let (mut rgb, mut alpha) = (vec![0; 3 * count], vec![255; count]);
    inflate.zlib_decompress(colour, &mut rgb)?;
    if let Some(deflated) = logo.alpha() {
        inflate.zlib_decompress(deflated, &mut alpha)?;
    }
    let pixels = rgb.chunks_exact(3).zip(alpha);
    Ok(pixels
        .flat_map(|(rgb, alpha)| [rgb[0], rgb[1], rgb[2], alpha])
        .collect())
}

/// A logo with curves, clear parts and a gradient.
const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 80">
  <linearGradient id="leaf"><stop stop-color="#1e4d3b"/><stop offset="1" stop-color="#7fb069"/></linearGradient>
  <path d="M60 4C92 10 104 44 60 76C16 44 28 10 60 4z" fill="url(#leaf)"/>
  <path d="M60 16V70M60 36L44 26M60 48L78 36" stroke="#fff" stroke-width="3" fill="none"/>
</svg>"##;

fn paper(round: u32, logo: &Arc<Logo>) -> VoucherPaper {
    let words = Words::of(round);
    VoucherPaper {
        kind: PaperKind::Letter,
        design: Design {
            logo: Some(Arc::clone(logo)),
            ..Design::default()
        },
        business: Business {
            name: BUSINESS.to_owned(),
            address: "27 Orchard Lane, Fairhaven, Michigan".to_owned(),
            telephone: "(616) 555-0142".to_owned(),
        },
        gives: Gives::Check { amount: words.amount },
        code: Some(Code {
            grouped: words.code,
            qr: words.qr,
            last_four: words.last_four,
        }),
        guest: Some(words.guest),
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
            note: words.note,
        },
        letter: None,
        made_at: chrono::DateTime::UNIX_EPOCH,
    }
}
