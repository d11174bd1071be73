//! Names in every script the paper promises: shaped without a gap, read back word for word, and as they looked when
//! someone who can see approved them.

use comeback_paper::{OtherFonts, PaperKind, Typesetter, VoucherPaper};

use crate::look::compare;
use crate::samples::{self, TYPESETTER};
use crate::tools::PdfFile;

/// A name and an apology in one script, and what the golden is called.
const SCRIPTS: [(&str, &str, &str); 12] = [
    (
        "latin",
        "Nguyễn Thị Ánh Łukasiewicz-Þórðardóttir",
        "Ďakujeme, že ste čakali.",
    ),
    (
        "greek",
        "Ελένη Παπαδοπούλου",
        "Λυπούμαστε πολύ για την καθυστέρηση.",
    ),
    (
        "cyrillic",
        "Юлия Щербакова-Її",
        "Нам очень жаль, что вам пришлось ждать.",
    ),
    (
        "hebrew",
        "מרים כהן־לוי",
        "אנחנו מצטערים על ההמתנה הארוכה, 35 דקות, ומקווים לראות אתכם שוב אצלנו בקרוב.",
    ),
    (
        "arabic",
        "فاطمة الزهراء عبد الله علاء",
        "نعتذر عن التأخير الطويل ونتمنى أن نراكم مرة أخرى في مطعمنا، مع فطور لشخصين على حسابنا.",
    ),
    (
        "persian",
        "علی\u{200c}رضا پژمان گل\u{200c}چین",
        "ببخشید که منتظر ماندید.",
    ),
    (
        "thai",
        "สมชาย ศรีสุวรรณ ที่น้ำ",
        "เราขออภัยในความล่าช้าของอาหารเช้าในวันอาทิตย์ที่ผ่านมาและหวังเป็นอย่างยิ่งว่าท่านจะกลับมาใช้บริการของเราอีกครั้งในเร็ววันนี้ครับ",
    ),
    (
        "devanagari",
        "प्रिया क्षत्रिय श्रीनिवास किर्ति",
        "हमें देरी के लिए खेद है। कृपया फिर पधारें।",
    ),
    (
        "chinese",
        "王小明 龍鳳",
        "很抱歉让您久等了。我们周日的早餐上得太慢，咖啡也续得太慢，感谢您的耐心。请再给我们一次机会，让我们好好招待您。",
    ),
    (
        "japanese",
        "渡辺 さくら・ジョン",
        "お待たせして申し訳ございません。またのお越しをお待ちしております。",
    ),
    (
        "korean",
        "김민수 박서연",
        "오래 기다리게 해서 죄송합니다. 다시 찾아 주세요.",
    ),
    (
        "mixed",
        "Dr. מרים O’Brien 渡辺 فاطمة 김",
        "Anna said שלום to فاطمة, then 再见!",
    ),
];

fn papers(guest: &str, apology: &str) -> [VoucherPaper; 2] {
    [
        samples::check(PaperKind::Letter),
        samples::certificate(PaperKind::Letter),
    ]
    .map(|mut paper| {
        paper.guest = Some(guest.into());
        paper.apology = Some(apology.into());
        paper.issued_by = guest.into();
        paper
    })
}

/// The text of a PDF without what `pdftotext` adds to show directions, and without the joiners, which print nothing.
fn read_back(pdf: &[u8]) -> String {
    let text = PdfFile::new(pdf).text("-layout");
    text.replace(
        |c| matches!(c, '\u{202a}'..='\u{202e}' | '\u{200c}' | '\u{200d}'),
        "",
    )
}

#[test]
fn a_name_in_any_script_is_printed_whole_and_can_be_read_back() {
    for (script, guest, apology) in SCRIPTS {
        for paper in papers(guest, apology) {
            let rendered = TYPESETTER.voucher(&paper).unwrap();
            assert!(rendered.missing.is_empty(), "{script}");
            assert_eq!(rendered.fallback, [], "{script}");
            let text = read_back(&rendered.pdf);
            for word in guest.split_whitespace().map(|word| word.replace('\u{200c}', "")) {
                // By the guest, who issued it, and the stub's guest.
                assert!(
                    text.matches(&word).count() >= 3,
                    "{script}: `{word}` is missing from\n{text}"
                );
            }
        }
    }
}

#[test]
fn every_script_looks_as_approved() {
    for (script, guest, apology) in SCRIPTS {
        for (document, paper) in ["check", "certificate"].into_iter().zip(papers(guest, apology)) {
            compare(&format!("script-{script}-{document}"), &samples::pdf(&paper));
        }
    }
}

#[test]
fn what_was_printed_before_does_not_change_the_bytes() {
    let fresh = || Typesetter::with_other_fonts(OtherFonts::None).unwrap();
    let used = fresh();
    for (script, guest, apology) in SCRIPTS {
        let [check, _] = papers(guest, apology);
        let (first, again) = (used.voucher(&check).unwrap(), fresh().voucher(&check).unwrap());
        assert!(first == again, "{script} differs");
    }
}
