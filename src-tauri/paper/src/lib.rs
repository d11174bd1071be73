//! The paper a guest holds: Missed Opportunity checks and free-visit certificates as PDF bytes.
//!
//! A caller fills in a [`VoucherPaper`], a plain model that knows neither the store nor the window, and a
//! [`Typesetter`], made once per process, turns it into a [`Rendered`] document. The same model gives the same
//! bytes, on every run and machine: the typefaces are bundled, the dates come in from outside and the document id
//! is derived from the content.
//!
//! Names may be in any script. What the bundled faces lack is taken from the fonts of the system; only then do the bytes
//! depend on the machine, and [`Rendered::fallback`] names those fonts. What no font has is printed as a box and listed in
//! [`Rendered::missing`]. Known limits: Thai, Lao, Khmer and Burmese are broken into lines at a space if one is near, else
//! between two clusters, for there is no dictionary of words; Han characters have their Chinese shapes; a PDF reader may
//! give back a Hebrew or Arabic word with vowel marks in pieces, because stating its text would reverse it in poppler.
//!
//! How the work is divided, from the text inwards:
//! - `typeface` chooses faces, works out directions and shapes text into glyphs;
//! - `text` measures, shrinks, wraps and balances shaped text;
//! - `sheet` collects marks (text, lines, paths, the logo) and the boxes they occupy;
//! - `layout` arranges one document on one kind of paper, to the measures of the paper design;
//! - `emit` writes the sheets as PDF, and is the only module that knows the PDF writer.
//!
//! # What a screen reader gets
//! The text of every document can be selected and searched, comes in reading order, and states its language, title and
//! author; a word whose letters are composed of several marks, and the legend that rises across a check, say what they
//! read as (`ActualText`). What is missing: the files are not tagged (no headings, no alternative text for the logo), and
//! so are neither PDF/UA nor PDF/A. The PDF writer has no structure tree; only another one would bring it.

mod colour;
mod emit;
mod error;
mod layout;
mod logo;
mod model;
mod qr;
mod sheet;
mod text;
mod typeface;
mod typesetter;
mod wording;

pub use emit::shifted;
pub use error::PaperError;
pub use logo::{Colour, Logo, LogoError};
pub use model::{
    Business, Code, Design, Gives, Letter, PaperKind, RecoverySheet, Report, ReportRow, ReportTable, Shift,
    Stub, Style, VoucherPaper,
};
pub use sheet::PlacedBox;
pub use typeface::{FallbackFont, OtherFonts};
pub use typesetter::{Rendered, Typesetter};
