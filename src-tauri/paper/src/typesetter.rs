//! The door of the room: a model in, a document out.

use crate::emit;
use crate::error::PaperError;
use crate::layout::{self, Part, Refusal};
use crate::model::{Gives, VoucherPaper};
use crate::sheet::{PlacedBox, Sheet};
use crate::typeface::Typefaces;
use crate::wording;

/// No text longer than this can fit any paper; a longer one is refused before it is shaped.
const LONGEST: usize = 5_000;

/// A finished document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// The PDF file.
    pub pdf: Vec<u8>,
    /// Characters that no bundled typeface has, in order of appearance. Each is printed as a visible box, and whoever
    /// prints should be warned.
    pub missing: Vec<char>,
}

/// The bundled typefaces, parsed and ready. Make one per process and share it; it is `Send` and `Sync`.
pub struct Typesetter {
    faces: Typefaces,
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typesetter")
    }
}

impl Typesetter {
    /// Parses the bundled typefaces.
    ///
    /// # Errors
    /// [`PaperError::Typeface`] if one of them cannot be read, which means a damaged program.
    pub fn new() -> Result<Self, PaperError> {
        Ok(Typesetter {
            faces: Typefaces::new()?,
        })
    }

    /// Makes the document. The same paper always gives the same bytes.
    ///
    /// # Errors
    /// [`PaperError::TooLong`] if a text does not fit its place, [`PaperError::Qr`] if the code is not one the paper
    /// can show; the others mean a fault in Comeback.
    pub fn voucher(&self, paper: &VoucherPaper) -> Result<Rendered, PaperError> {
        let sheet = self.lay_out(paper)?;
        let document = emit::Document {
            title: format!("{}, {}", wording::kind(&paper.gives), paper.business.name.trim()),
            author: paper.business.name.trim().to_owned(),
            made_at: paper.made_at,
        };
        let pdf = emit::pdf(&self.faces, &sheet, &document)?;
        Ok(Rendered {
            pdf,
            missing: sheet.missing,
        })
    }

    /// Where every part of the document stands, for checks that nothing overlaps or leaves the page.
    ///
    /// # Errors
    /// As [`Typesetter::voucher`].
    pub fn placed(&self, paper: &VoucherPaper) -> Result<Vec<PlacedBox>, PaperError> {
        Ok(self.lay_out(paper)?.boxes)
    }

    fn lay_out(&self, paper: &VoucherPaper) -> Result<Sheet, PaperError> {
        let mut copy = paper.clone();
        if let Some(part) = Part::ALL
            .into_iter()
            .find(|part| part.length(&mut copy) > LONGEST)
        {
            return Err(self.too_long(paper, part));
        }
        layout::voucher(&self.faces, paper).map_err(|refusal| match refusal {
            Refusal::TooLong(part) => self.too_long(paper, part),
            Refusal::Qr => PaperError::Qr {
                last_four: paper
                    .code
                    .as_ref()
                    .map(|code| code.last_four.clone())
                    .unwrap_or_default(),
            },
        })
    }

    /// Says how much of a text would fit, found by trying.
    fn too_long(&self, paper: &VoucherPaper, part: Part) -> PaperError {
        let length = part.length(&mut paper.clone());
        let (mut fits, mut fails) = (0, length.min(LONGEST + 1));
        while fits + 1 < fails {
            let middle = fits.midpoint(fails);
            let mut shortened = paper.clone();
            part.shorten(&mut shortened, middle);
            match layout::voucher(&self.faces, &shortened) {
                Err(Refusal::TooLong(culprit)) if culprit == part => fails = middle,
                _ => fits = middle,
            }
        }
        PaperError::TooLong {
            part: part.name(),
            room: fits,
            length,
        }
    }
}

impl Part {
    const ALL: [Part; 9] = [
        Part::Business,
        Part::Address,
        Part::Telephone,
        Part::Amount,
        Part::Benefit,
        Part::Detail,
        Part::Guest,
        Part::Apology,
        Part::IssuedBy,
    ];

    /// What the form calls it.
    fn name(self) -> &'static str {
        match self {
            Part::Business => "business name",
            Part::Address => "address",
            Part::Telephone => "telephone number",
            Part::Amount => "amount",
            Part::Benefit => "benefit",
            Part::Detail => "detail",
            Part::Guest => "guest's name",
            Part::Apology => "apology",
            Part::IssuedBy => "name of who issued it",
        }
    }

    /// The text on `paper`, if it has this part.
    fn text(self, paper: &mut VoucherPaper) -> Option<&mut String> {
        match self {
            Part::Business => Some(&mut paper.business.name),
            Part::Address => Some(&mut paper.business.address),
            Part::Telephone => Some(&mut paper.business.telephone),
            Part::Amount => match &mut paper.gives {
                Gives::Check { amount } => Some(amount),
                Gives::Certificate { .. } => None,
            },
            Part::Benefit => match &mut paper.gives {
                Gives::Certificate { benefit, .. } => Some(benefit),
                Gives::Check { .. } => None,
            },
            Part::Detail => match &mut paper.gives {
                Gives::Certificate { detail, .. } => detail.as_mut(),
                Gives::Check { .. } => None,
            },
            Part::Guest => paper.guest.as_mut(),
            Part::Apology => paper.apology.as_mut(),
            Part::IssuedBy => Some(&mut paper.issued_by),
        }
    }

    fn length(self, paper: &mut VoucherPaper) -> usize {
        self.text(paper).map_or(0, |text| text.chars().count())
    }

    fn shorten(self, paper: &mut VoucherPaper, length: usize) {
        if let Some(text) = self.text(paper) {
            *text = text.chars().take(length).collect();
        }
    }
}
