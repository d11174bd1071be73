//! Which of the system's families to ask first for a script. Without it the first font that has a character may be a
//! decorative one, or one drawn for another language.

use harfrust::Script;

type Families = &'static [&'static str];

/// A script, and its families on Windows, macOS and elsewhere.
struct Row {
    script: Script,
    windows: Families,
    macos: Families,
    other: Families,
}

const fn row(script: Script, windows: Families, macos: Families, other: Families) -> Row {
    Row {
        script,
        windows,
        macos,
        other,
    }
}

const HAN: Row = row(
    Script::HAN,
    &[
        "Microsoft YaHei",
        "Microsoft JhengHei",
        "Yu Gothic",
        "SimSun",
        "SimSun-ExtB",
    ],
    &[
        "PingFang SC",
        "Hiragino Sans GB",
        "Heiti SC",
        "Hiragino Sans",
        "STHeiti",
    ],
    &[
        "Noto Sans CJK SC",
        "Source Han Sans SC",
        "Noto Sans SC",
        "WenQuanYi Zen Hei",
        "Droid Sans Fallback",
    ],
);

/// Scripts not listed, and signs of no script, take the rows of [`ANY`].
const ROWS: &[Row] = &[
    HAN,
    row(
        Script::HIRAGANA,
        &["Yu Gothic", "Meiryo", "MS Gothic"],
        &["Hiragino Sans"],
        &["Noto Sans CJK JP", "IPAGothic"],
    ),
    row(
        Script::KATAKANA,
        &["Yu Gothic", "Meiryo", "MS Gothic"],
        &["Hiragino Sans"],
        &["Noto Sans CJK JP", "IPAGothic"],
    ),
    row(Script::BOPOMOFO, HAN.windows, HAN.macos, HAN.other),
    row(
        Script::HANGUL,
        &["Malgun Gothic", "Gulim"],
        &["Apple SD Gothic Neo", "AppleGothic"],
        &["Noto Sans CJK KR", "Noto Sans KR", "NanumGothic", "UnDotum"],
    ),
    row(
        Script::HEBREW,
        &["Segoe UI", "Arial"],
        &["Arial Hebrew"],
        &["Noto Sans Hebrew", "DejaVu Sans"],
    ),
    row(
        Script::ARABIC,
        &["Segoe UI", "Arial"],
        &["Geeza Pro"],
        &["Noto Naskh Arabic", "Noto Sans Arabic", "DejaVu Sans"],
    ),
    row(Script::SYRIAC, &["Estrangelo Edessa"], &[], &["Noto Sans Syriac"]),
    row(Script::THAANA, &["MV Boli"], &[], &["Noto Sans Thaana"]),
    row(Script::NKO, &["Ebrima"], &[], &["Noto Sans NKo"]),
    row(
        Script::DEVANAGARI,
        &["Nirmala UI", "Mangal"],
        &["Kohinoor Devanagari"],
        &["Noto Sans Devanagari", "Lohit Devanagari"],
    ),
    row(
        Script::BENGALI,
        &["Nirmala UI", "Vrinda"],
        &["Kohinoor Bangla", "Bangla MN"],
        &["Noto Sans Bengali", "Lohit Bengali"],
    ),
    row(
        Script::GURMUKHI,
        &["Nirmala UI", "Raavi"],
        &["Gurmukhi MN"],
        &["Noto Sans Gurmukhi", "Lohit Gurmukhi"],
    ),
    row(
        Script::GUJARATI,
        &["Nirmala UI", "Shruti"],
        &["Kohinoor Gujarati", "Gujarati MT"],
        &["Noto Sans Gujarati", "Lohit Gujarati"],
    ),
    row(
        Script::ORIYA,
        &["Nirmala UI", "Kalinga"],
        &["Oriya MN"],
        &["Noto Sans Oriya", "Lohit Odia"],
    ),
    row(
        Script::TAMIL,
        &["Nirmala UI", "Latha"],
        &["Tamil MN", "Tamil Sangam MN"],
        &["Noto Sans Tamil", "Lohit Tamil"],
    ),
    row(
        Script::TELUGU,
        &["Nirmala UI", "Gautami"],
        &["Kohinoor Telugu", "Telugu MN"],
        &["Noto Sans Telugu", "Lohit Telugu"],
    ),
    row(
        Script::KANNADA,
        &["Nirmala UI", "Tunga"],
        &["Kannada MN"],
        &["Noto Sans Kannada", "Lohit Kannada"],
    ),
    row(
        Script::MALAYALAM,
        &["Nirmala UI", "Kartika"],
        &["Malayalam MN"],
        &["Noto Sans Malayalam", "Lohit Malayalam"],
    ),
    row(
        Script::SINHALA,
        &["Nirmala UI", "Iskoola Pota"],
        &["Sinhala MN"],
        &["Noto Sans Sinhala"],
    ),
    row(
        Script::THAI,
        &["Leelawadee UI", "Tahoma"],
        &["Thonburi"],
        &["Noto Sans Thai", "Loma"],
    ),
    row(
        Script::LAO,
        &["Leelawadee UI", "Lao UI"],
        &["Lao MN", "Lao Sangam MN"],
        &["Noto Sans Lao", "Phetsarath OT"],
    ),
    row(
        Script::KHMER,
        &["Leelawadee UI", "Khmer UI"],
        &["Khmer MN", "Khmer Sangam MN"],
        &["Noto Sans Khmer", "Khmer OS"],
    ),
    row(
        Script::MYANMAR,
        &["Myanmar Text"],
        &["Myanmar MN", "Myanmar Sangam MN"],
        &["Noto Sans Myanmar", "Padauk"],
    ),
    row(
        Script::TIBETAN,
        &["Microsoft Himalaya"],
        &["Kailasa"],
        &["Noto Serif Tibetan"],
    ),
    row(
        Script::MONGOLIAN,
        &["Mongolian Baiti"],
        &[],
        &["Noto Sans Mongolian"],
    ),
    row(
        Script::ARMENIAN,
        &["Segoe UI", "Sylfaen"],
        &["Mshtakan"],
        &["Noto Sans Armenian", "DejaVu Sans"],
    ),
    row(
        Script::GEORGIAN,
        &["Segoe UI", "Sylfaen"],
        &["Helvetica", "Arial Unicode MS"],
        &["Noto Sans Georgian", "DejaVu Sans"],
    ),
    row(
        Script::ETHIOPIC,
        &["Ebrima", "Nyala"],
        &["Kefa"],
        &["Noto Sans Ethiopic", "Abyssinica SIL"],
    ),
    row(
        Script::CHEROKEE,
        &["Gadugi"],
        &["Plantagenet Cherokee"],
        &["Noto Sans Cherokee"],
    ),
    row(
        Script::CANADIAN_SYLLABICS,
        &["Gadugi", "Euphemia"],
        &["Euphemia UCAS"],
        &["Noto Sans Canadian Aboriginal"],
    ),
];

const ANY: Row = row(
    Script::COMMON,
    &["Segoe UI", "Segoe UI Symbol", "Arial", "Segoe UI Emoji"],
    &["Helvetica", "Arial Unicode MS", "Apple Symbols"],
    &[
        "Noto Sans",
        "DejaVu Sans",
        "Noto Sans Symbols",
        "Noto Sans Symbols 2",
        "Noto Emoji",
        "Symbola",
    ],
);

/// The families to ask for `script` on this system, best first.
pub(super) fn preferred(script: Script) -> Families {
    let row = ROWS.iter().find(|row| row.script == script).unwrap_or(&ANY);
    if cfg!(target_os = "windows") {
        row.windows
    } else if cfg!(target_os = "macos") {
        row.macos
    } else {
        row.other
    }
}
