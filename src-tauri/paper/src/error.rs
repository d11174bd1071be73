//! Why a document could not be made, in sentences a person can act on.

use thiserror::Error;

/// Why a document could not be made.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
pub enum PaperError {
    /// A text does not fit its place on the paper, even at the smallest size that can be read.
    #[error("The {part} does not fit on the paper. Shorten it to about {room} characters; it has {length}.")]
    TooLong {
        /// Which text, in the words of the form: `apology`, `guest's name` ...
        part: &'static str,
        /// How many characters of this text would fit.
        room: usize,
        /// How many it has.
        length: usize,
    },
    /// The code cannot be drawn as the small QR code the paper has room for.
    #[error("The code ending in {last_four} cannot be drawn as a QR code. Issue it again.")]
    Qr {
        /// The last four characters; the whole code is never put into a message.
        last_four: String,
    },
    /// A typeface built into the program cannot be read.
    #[error("The typeface {face} inside Comeback is damaged. Install Comeback again.")]
    Typeface {
        /// The typeface's name.
        face: String,
    },
    /// A position or size came out as infinite or not a number; writing it would break the file.
    #[error(
        "The page could not be laid out: a measure of its {mark} is not a number. Report this with the text you typed."
    )]
    NotFinite {
        /// Which mark on the page.
        mark: &'static str,
    },
    /// Several documents in one file are printed on one kind of paper.
    #[error("The papers of one file are not all for the same kind of paper. Print each kind by itself.")]
    Mixed,
    /// A file without a page.
    #[error("There is nothing to print. Choose at least one voucher.")]
    Nothing,
    /// A PDF that was to be moved cannot be read.
    #[error("The PDF could not be read: {reason}. Make it again from the voucher.")]
    Unreadable {
        /// What the reader said.
        reason: String,
    },
    /// The PDF writer refused.
    #[error("The PDF could not be written: {reason}. Report this with the text you typed.")]
    Writing {
        /// What the writer said.
        reason: String,
    },
}
