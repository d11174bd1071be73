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
//! - `sheet` collects marks (text, lines, paths) and the boxes they occupy;
//! - `layout` arranges one document on one paper size, to the measures of the paper design;
//! - `emit` writes the sheet as PDF, and is the only module that knows the PDF writer.

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
pub use model::{Business, Code, Design, Gives, Letter, PaperKind, Shift, Stub, Style, VoucherPaper};
pub use sheet::PlacedBox;
pub use typeface::{FallbackFont, OtherFonts};
pub use typesetter::{Rendered, Typesetter};
