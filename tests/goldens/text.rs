//! The words: all of them, in reading order, and nothing silently lost.

use comeback_paper::{Gives, PaperError, PaperKind, Style, VoucherPaper};

use crate::samples::{self, TYPESETTER, pdf};
use crate::tools::PdfFile;

/// Every word a paper was given to print, but for the business name, which it prints in capitals.
fn words(paper: &VoucherPaper) -> Vec<String> {
    let plain = paper.design.style == Style::Modern || samples::is_receipt(paper.kind);
    let name = &paper.business.name;
    let mut texts = vec![
        if plain { name.clone() } else { name.to_uppercase() },
        paper.business.address.replace('\n', " "),
        paper.business.telephone.clone(),
        paper.issued_by.clone(),
    ];
    texts.extend([&paper.guest, &paper.apology].into_iter().flatten().cloned());
    if let Some(letter) = &paper.letter {
        texts.extend(letter.recipient.clone());
        texts.extend([&letter.body, &letter.closing, &letter.signed_by].map(String::clone));
    } else {
        let stub = &paper.stub;
        texts.extend([&stub.category, &stub.given_by, &stub.when].map(String::clone));
        texts.extend([&stub.table, &stub.approved_by].into_iter().flatten().cloned());
    }
    if matches!(paper.kind, PaperKind::Letter | PaperKind::A4) {
        texts.push(paper.stub.note.clone());
    }
    match &paper.gives {
        Gives::Check { amount } => {
            texts.push(amount.clone());
            texts.push("good tonight or on any visit until it expires Missed Opportunity".into());
            if paper.design.legend {
                texts.push("THIS IS NOT A CHECK".into());
            }
        }
        Gives::Certificate { benefit, detail } => {
            texts.extend(
                [
                    Some(benefit.clone()),
                    detail.clone(),
                    Some("Free-visit certificate".into()),
                ]
                .into_iter()
                .flatten(),
            );
        }
    }
    texts.push("Promotional – complimentary EXPIRES 31 MAR 2027 Issued 22 Nov 2026".into());
    texts.push("No fees. No cash value except where required by law. Not for resale.".into());
    texts
        .iter()
        .flat_map(|text| text.split_whitespace())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_text_of_every_paper_is_as_it_was() {
    for (name, paper) in samples::all() {
        let text = PdfFile::new(&pdf(&paper)).text("-layout");
        // How much white stands for how much white is the reading program's affair.
        let columns = |line: &str| {
            line.split("  ")
                .map(str::trim)
                .filter(|column| !column.is_empty())
                .collect::<Vec<_>>()
                .join(" | ")
        };
        let lines: Vec<String> = text
            .lines()
            .map(columns)
            .filter(|line| !line.is_empty())
            .collect();
        insta::assert_snapshot!(name, lines.join("\n"));
    }
}

#[test]
fn every_printed_word_can_be_read_back() {
    for (name, paper) in samples::all() {
        for paper in [samples::long(paper.clone()), samples::bare(paper.clone()), paper] {
            let file = PdfFile::new(&pdf(&paper));
            // On a strip a reader that guesses the columns of the page runs the legend into the amount.
            let full = matches!(paper.kind, PaperKind::Letter | PaperKind::A4);
            for layout in if full { &["-layout", "-raw"][..] } else { &["-raw"] } {
                let text = file.text(layout);
                // At the end of a line of the address its comma is left out.
                let read: Vec<&str> = text
                    .split_whitespace()
                    .map(|word| word.trim_end_matches(','))
                    .collect();
                // A receipt is so narrow that a name is broken after its hyphen.
                let joined: String = text.split_whitespace().collect();
                let broken = |word: &str| samples::is_receipt(paper.kind) && joined.contains(word);
                for word in words(&paper) {
                    assert!(
                        read.contains(&word.trim_end_matches(',')) || broken(&word),
                        "{name} {layout} lacks `{word}`:\n{text}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_words_are_in_reading_order() {
    for (name, paper) in samples::all() {
        let check = matches!(paper.gives, Gives::Check { .. });
        let gives = if check {
            ["Missed Opportunity", "$40.00"]
        } else {
            ["Free-visit certificate", "Breakfast for two"]
        };
        let code = paper.code.as_ref().unwrap().grouped.clone();
        let mut order = vec!["48 Harbor Street", "(616) 555-0148"];
        if paper.letter.is_some() {
            order.extend([
                "1120 Birchwood Lane",
                "22 November 2026",
                "Dear Ms. Ellison",
                "With our",
                "Reyes, General",
            ]);
        }
        order.extend(gives);
        order.extend(["Promotional", "or Margaret Ellison", "We missed"]);
        // The two lines of a narrow receipt's legend come one after the other.
        order.extend(["THIS IS NOT", "A CHECK"].into_iter().filter(|_| check));
        order.extend([code.as_str(), "EXPIRES", "No fees.", "Valid at", "Issued 22 Nov"]);
        if paper.letter.is_none() {
            order.extend(["Office copy", "Given"]);
        }
        let text = PdfFile::new(&pdf(&paper)).text("-raw");
        // Where lines end is not part of the order.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut rest = text.as_str();
        for words in order {
            let at = rest
                .find(words)
                .unwrap_or_else(|| panic!("{name}: `{words}` comes too early in\n{text}"));
            rest = &rest[at + words.len()..];
        }
    }
}

#[test]
fn the_shops_fine_print_follows_the_required_sentences() {
    for (name, mut paper) in samples::all() {
        paper.design.fine_print = Some("Not valid on Mother\u{2019}s Day.".into());
        let text = PdfFile::new(&pdf(&paper)).text("-raw");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains("Not for resale. Not valid on Mother\u{2019}s Day."),
            "{name}: {text}"
        );
    }
}

#[test]
fn no_design_removes_the_required_words() {
    for (name, mut paper) in samples::all() {
        paper.design.legend = false;
        paper.design.save_ink = true;
        paper.design.accent = [0xFF, 0xEE, 0x00];
        let text = PdfFile::new(&pdf(&paper)).text("-raw");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in ["Promotional", "EXPIRES 31 MAR 2027", "No fees."] {
            assert!(text.contains(words), "{name} lacks `{words}`: {text}");
        }
        assert!(!text.contains("THIS IS NOT A CHECK"), "{name}: {text}");
    }
}

#[test]
fn a_letter_that_does_not_fit_is_refused_with_how_much_fits() {
    for kind in [PaperKind::LetterMail, PaperKind::A4Mail] {
        let mut paper = samples::certificate(kind);
        let letter = paper.letter.as_mut().unwrap();
        letter.body = "We are truly sorry that it took so long. ".repeat(90);
        let refusal = TYPESETTER.voucher(&paper).unwrap_err();
        let PaperError::TooLong {
            part: "letter", room, ..
        } = refusal
        else {
            panic!("{refusal:?}")
        };
        assert!(room > 900, "only {room} characters fit");
        let letter = paper.letter.as_mut().unwrap();
        letter.body = letter.body.chars().take(room).collect();
        TYPESETTER.voucher(&paper).unwrap();
        let letter = paper.letter.as_mut().unwrap();
        letter.recipient = vec!["A line of the address".into(); 9];
        let refusal = TYPESETTER.voucher(&paper).unwrap_err();
        assert!(
            refusal
                .to_string()
                .starts_with("The recipient's address does not fit on the paper."),
            "{refusal}"
        );
    }
}

#[test]
fn accents_of_every_latin_language_are_printed() {
    let mut paper = samples::certificate(PaperKind::Letter);
    let names = "Zoë Łukasiewicz-Þórðardóttir, Nguyễn Thị Ánh, Žižková, İpek Çağlar, Ștefan Țepeș, Œuvrard ẞ, M\u{30c}aq\u{303}e Maria";
    paper.guest = Some(names.into());
    // The same letters, written as letter and mark.
    paper.issued_by = "Zoe\u{308} N\u{303}andu\u{301}".into();
    paper.business.name = "Ærø Smørrebrød & Café".into();
    let rendered = TYPESETTER.voucher(&paper).unwrap();
    assert!(rendered.missing.is_empty());
    let text = PdfFile::new(&rendered.pdf).text("-raw");
    for word in names
        .split_whitespace()
        .chain(["Zoë", "Ñandú", "ÆRØ", "SMØRREBRØD", "CAFÉ"])
    {
        assert!(
            text.split_whitespace().any(|read| read == word),
            "`{word}` is not in\n{text}"
        );
    }
}

#[test]
fn a_character_no_face_has_is_shown_and_reported() {
    let mut paper = samples::check(PaperKind::Letter);
    paper.guest = Some("Yuki ꦗꦮ".into());
    paper.apology = Some("Sorry ꦗ \u{1F41F} \u{202e}\u{0}\u{200b}and done.".into());
    let rendered = TYPESETTER.voucher(&paper).unwrap();
    // Each once, in the order they appear; what prints nothing is not missing.
    assert_eq!(rendered.missing, ['ꦗ', 'ꦮ', '\u{1F41F}']);
    assert_eq!(rendered.fallback, []);
    let text = PdfFile::new(&rendered.pdf).text("-raw");
    assert!(text.contains("for Yuki \u{fffd}\u{fffd}"), "{text}");
    assert!(text.contains("and done."), "{text}");
}

#[test]
fn what_is_too_long_is_refused_with_how_much_fits() {
    let mut paper = samples::certificate(PaperKind::Letter);
    let apology = "We are truly sorry that it took so long. ".repeat(100);
    paper.apology = Some(apology.chars().take(4_000).collect());
    let refusal = TYPESETTER.voucher(&paper).unwrap_err();
    let PaperError::TooLong {
        part: "apology",
        room,
        length: 4_000,
    } = refusal
    else {
        panic!("{refusal:?}")
    };
    assert_eq!(
        refusal.to_string(),
        format!("The apology does not fit on the paper. Shorten it to about {room} characters; it has 4000.")
    );
    assert!(room > 600, "only {room} characters fit");
    paper.apology = Some(apology.chars().take(room).collect());
    TYPESETTER.voucher(&paper).unwrap();
}

#[test]
fn a_guests_name_of_ten_thousand_characters_is_refused_at_once() {
    let mut paper = samples::check(PaperKind::Letter);
    paper.guest = Some("x".repeat(10_000));
    let refusal = TYPESETTER.voucher(&paper).unwrap_err();
    let PaperError::TooLong {
        part: "guest's name",
        room,
        length: 10_000,
    } = refusal
    else {
        panic!("{refusal:?}")
    };
    assert!(room >= 200, "only {room} characters fit");
}

#[test]
fn a_very_long_name_stands_whole_on_every_office_copy() {
    let name =
        "Wilhelmina Konstantina von Hohenzollern-Sigmaringen und Łęczyca-Świętochłowska de la Peña y Quevedo";
    for (kind_name, kind) in samples::KINDS {
        if samples::is_mail(kind) {
            continue;
        }
        for mut paper in [samples::check(kind), samples::certificate(kind)] {
            paper.guest = Some(name.into());
            let read = PdfFile::new(&pdf(&paper)).text("-raw");
            // Once for the guest and once for the office.
            assert_eq!(read.matches("Quevedo").count(), 2, "{kind_name}\n{read}");
            assert!(!read.contains('…'), "{kind_name}\n{read}");
        }
    }
}

#[test]
fn the_stub_never_makes_a_paper_fail() {
    for (name, mut paper) in samples::full() {
        paper.stub.note = "Salmon dry at the edges; guest finished half. ".repeat(200);
        paper.stub.given_by = "Thomas ".repeat(300);
        paper.stub.approved_by = Some("x".repeat(5_000));
        let text = PdfFile::new(&pdf(&paper)).text("-raw");
        assert!(text.contains("Salmon dry at the edges"), "{name}: {text}");
        assert!(text.contains("(the record has the rest)"), "{name}: {text}");
    }
}

#[test]
fn the_stub_of_a_small_paper_ends_early_rather_than_fail() {
    for (name, mut paper) in samples::all() {
        paper.stub.given_by = "Thomas ".repeat(300);
        paper.stub.category = "Overcooked ".repeat(50);
        paper.stub.approved_by = Some("x".repeat(5_000));
        let text = PdfFile::new(&pdf(&paper)).text("-raw");
        let stub = !samples::is_mail(paper.kind);
        assert_eq!(text.contains("Thomas Thomas"), stub, "{name}: {text}");
    }
}
