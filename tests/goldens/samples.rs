//! The sample documents of the paper design, so that what comes out can be held beside it.

use std::sync::{Arc, LazyLock};

use chrono::{DateTime, NaiveDate};
use comeback_paper::{
    Business, Code, Design, Gives, Letter, Logo, OtherFonts, PaperKind, Stub, Style, Typesetter, VoucherPaper,
};

/// Made once, as in the program, but with the bundled typefaces alone: what is installed on a machine may not matter.
pub static TYPESETTER: LazyLock<Typesetter> =
    LazyLock::new(|| Typesetter::with_other_fonts(OtherFonts::None).unwrap());

/// Every kind of paper with the name its goldens have.
pub const KINDS: [(&str, PaperKind); 7] = [
    ("letter", PaperKind::Letter),
    ("a4", PaperKind::A4),
    ("three-up", PaperKind::ThreeUp),
    ("receipt80", PaperKind::Receipt80),
    ("receipt58", PaperKind::Receipt58),
    ("letter-mail", PaperKind::LetterMail),
    ("a4-mail", PaperKind::A4Mail),
];

/// The logo of the sample business.
pub static LOGO: LazyLock<Arc<Logo>> =
    LazyLock::new(|| Arc::new(Logo::read(include_bytes!("logo.svg")).unwrap()));

/// Both documents on every kind of paper and in both styles, with the names their goldens have. A receipt has one style.
pub fn all() -> Vec<(String, VoucherPaper)> {
    let mut all = Vec::new();
    for (kind_name, kind) in KINDS {
        for (name, paper) in [("check", check(kind)), ("certificate", certificate(kind))] {
            all.push((format!("{name}-{kind_name}"), paper.clone()));
            if !is_receipt(kind) {
                all.push((format!("{name}-{kind_name}-modern"), modern(paper)));
            }
        }
    }
    all
}

/// Both documents on both full sheets in the classic style.
pub fn full() -> Vec<(String, VoucherPaper)> {
    let full = |paper: &VoucherPaper| matches!(paper.kind, PaperKind::Letter | PaperKind::A4);
    all()
        .into_iter()
        .filter(|(_, paper)| full(paper) && paper.design.style == Style::Classic)
        .collect()
}

pub fn is_receipt(kind: PaperKind) -> bool {
    matches!(kind, PaperKind::Receipt80 | PaperKind::Receipt58)
}

pub fn is_mail(kind: PaperKind) -> bool {
    matches!(kind, PaperKind::LetterMail | PaperKind::A4Mail)
}

pub fn modern(mut paper: VoucherPaper) -> VoucherPaper {
    paper.design.style = Style::Modern;
    paper
}

pub fn with_logo(mut paper: VoucherPaper) -> VoucherPaper {
    paper.design.logo = Some(LOGO.clone());
    paper
}

fn letter(kind: PaperKind, about: &str) -> Option<Letter> {
    is_mail(kind).then(|| Letter {
        recipient: vec![
            "Ms. Margaret Ellison".into(),
            "1120 Birchwood Lane, Apartment 4".into(),
            "Millbrook, MI 49000".into(),
        ],
        body: about.into(),
        closing: "With our apologies,".into(),
        signed_by: "Thomas Reyes, General Manager".into(),
    })
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
        letter: letter(
            kind,
            "Dear Ms. Ellison,\n\nWe missed an opportunity with your salmon on Sunday. It came to you drier than we \
             would serve at our own table.\n\nThe check below is yours on any visit. Bring it with you, or read us the \
             code at the door.",
        ),
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
        letter: letter(
            kind,
            "Dear Ms. Ellison,\n\nWe missed an opportunity at your table on Sunday morning. Your pancakes took \
             thirty-five minutes, you asked twice for coffee, and nobody came to tell you why. That was ours to get \
             right, and we did not.\n\nSince then a second cook stands at the griddle on Sundays, and we go to every \
             table that has waited fifteen minutes. Thank you for telling us; we would not have seen it.\n\nThe \
             certificate below is for breakfast for two, on any morning until the end of March. Bring it with you, or \
             read us the code at the door.",
        ),
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
