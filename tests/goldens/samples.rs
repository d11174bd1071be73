//! The sample documents of the paper design, so that what comes out can be held beside it.

use std::sync::LazyLock;

use chrono::{DateTime, NaiveDate};
use comeback_paper::{Business, Code, Design, Gives, OtherFonts, PaperKind, Stub, Typesetter, VoucherPaper};

/// Made once, as in the program, but with the bundled typefaces alone: what is installed on a machine may not matter.
pub static TYPESETTER: LazyLock<Typesetter> =
    LazyLock::new(|| Typesetter::with_other_fonts(OtherFonts::None).unwrap());

/// Both documents on both sizes, with the names their goldens have.
pub fn all() -> Vec<(&'static str, VoucherPaper)> {
    vec![
        ("check-letter", check(PaperKind::Letter)),
        ("check-a4", check(PaperKind::A4)),
        ("certificate-letter", certificate(PaperKind::Letter)),
        ("certificate-a4", certificate(PaperKind::A4)),
    ]
}

/// The PDF of a paper that is known to fit.
pub fn pdf(paper: &VoucherPaper) -> Vec<u8> {
    TYPESETTER.voucher(paper).unwrap().pdf
}

/// A code in the three forms of the paper.
pub fn code(characters: &str) -> Code {
    let groups = [&characters[..4], &characters[4..8], &characters[8..]];
    Code {
        grouped: groups.join("-"),
        qr: format!("CB1:{characters}"),
        last_four: groups[2].to_owned(),
    }
}

pub fn check(kind: PaperKind) -> VoucherPaper {
    VoucherPaper {
        kind,
        design: Design::default(),
        business: Business {
            name: "Halden & Quince".into(),
            address: "48 Harbor Street, Millbrook, Michigan 49000".into(),
            telephone: "(616) 555-0148".into(),
        },
        gives: Gives::Check { amount: "$40.00".into() },
        code: Some(code("H3WP8VZC2FM2")),
        guest: Some("Margaret Ellison".into()),
        apology: Some(
            "We missed an opportunity with your salmon tonight. It came to you drier than we would serve at our \
             own table, and you were kind to tell us. Please let the next one be ours."
                .into(),
        ),
        expires: NaiveDate::from_ymd_opt(2027, 3, 31).unwrap(),
        issued: NaiveDate::from_ymd_opt(2026, 11, 22).unwrap(),
        issued_by: "Thomas Reyes".into(),
        stub: Stub {
            category: "Overcooked dish".into(),
            table: Some("7".into()),
            given_by: "Thomas Reyes".into(),
            approved_by: Some("Ana Duarte".into()),
            when: "22 Nov 2026, 20:15".into(),
            note: "Salmon dry at the edges; guest finished half. Offered another, declined.".into(),
        },
        letter: None,
        made_at: DateTime::from_timestamp(1_795_378_500, 0).unwrap(),
    }
}

pub fn certificate(kind: PaperKind) -> VoucherPaper {
    VoucherPaper {
        gives: Gives::Certificate {
            benefit: "Breakfast for two".into(),
            detail: Some("Two breakfast plates with coffee or juice, on any morning".into()),
        },
        code: Some(code("K7TN4QXM9RBZ")),
        apology: Some(
            "We missed an opportunity with your table on Sunday. The pancakes were slow and the coffee slower, \
             and you waited with more grace than we had earned. Please come back and let us do it properly."
                .into(),
        ),
        stub: Stub {
            category: "Slow service".into(),
            table: Some("14".into()),
            given_by: "Thomas Reyes".into(),
            approved_by: None,
            when: "22 Nov 2026, 10:42".into(),
            note: "Pancakes 35 minutes, coffee refill asked for twice. Guest was kind about it.".into(),
        },
        ..check(kind)
    }
}

/// Every text at the length that makes the design's hard cases.
pub fn long(mut paper: VoucherPaper) -> VoucherPaper {
    paper.business = Business {
        name: "The Old Harbor Street Grand Café, Oyster Room & Wood-Fired Kitchen".into(),
        address:
            "10048 Old Harbor Street at the Corner of Lighthouse Promenade, Millbrook-on-the-Lake, Michigan \
                  49000-1234"
                .into(),
        telephone: "+1 (616) 555-0148 ext. 204".into(),
    };
    paper.guest =
        Some("Dr. Maximiliana Alexandrovna von Hohenstein-Featherstonehaugh and her whole family".into());
    paper.gives = match paper.gives {
        Gives::Check { .. } => Gives::Check {
            amount: "$1,250.00".into(),
        },
        Gives::Certificate { .. } => Gives::Certificate {
            benefit: "Sunday brunch for four, with a pitcher of fresh orange juice, warm pastries and the \
                      tasting of three desserts to share"
                .into(),
            detail: Some(
                "Any Sunday, 10:00 to 14:00; please call ahead so that the table by the window is yours"
                    .into(),
            ),
        },
    };
    paper
}

/// Only what a document cannot do without.
pub fn bare(mut paper: VoucherPaper) -> VoucherPaper {
    paper.business.address.clear();
    paper.business.telephone.clear();
    paper.guest = None;
    paper.apology = None;
    paper.stub.table = None;
    paper.stub.note.clear();
    if let Gives::Certificate { detail, .. } = &mut paper.gives {
        *detail = None;
    }
    paper
}
