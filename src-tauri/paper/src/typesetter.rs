//! The door of the room: a model in, a document out.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};

use crate::emit;
use crate::error::PaperError;
use crate::layout::{self, Part, Refusal};
use crate::model::{Gives, PaperKind, RecoverySheet, Report, Shift, VoucherPaper};
use crate::sheet::{Mark, PlacedBox, Sheet};
use crate::typeface::{Face, FallbackFont, OtherFonts, Typefaces};
use crate::wording;

/// No text longer than this can fit any paper; a longer one is refused before it is shaped.
const LONGEST: usize = 5_000;

/// A finished document.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered {
    /// The PDF file.
    pub pdf: Vec<u8>,
    /// Characters that no typeface at hand has, in order of appearance. Each is printed as a visible box, and whoever
    /// prints should be warned.
    pub missing: Vec<char>,
    /// The system's fonts that were needed besides the bundled ones. Empty when the bytes are the same on every machine.
    pub fallback: Vec<FallbackFont>,
    /// Width and height of the first page in points.
    pub size: (f32, f32),
    /// How many pages it has.
    pub pages: usize,
}

/// The bundled typefaces, parsed and ready. Make one per process and share it; it is `Send` and `Sync`.
pub struct Typesetter {
    faces: Typefaces,
    /// Faces cut down for the papers before.
    cuts: emit::Cuts,
}

impl std::fmt::Debug for Typesetter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typesetter")
    }
}

impl Typesetter {
    /// Parses the bundled typefaces. What they lack is looked for among the fonts installed on this computer.
    ///
    /// # Errors
    /// [`PaperError::Typeface`] if one of them cannot be read, which means a damaged program.
    pub fn new() -> Result<Self, PaperError> {
        Self::with_other_fonts(OtherFonts::Installed)
    }

    /// As [`Typesetter::new`], with another place to look for what the bundled typefaces lack.
    ///
    /// # Errors
    /// As [`Typesetter::new`].
    pub fn with_other_fonts(other: OtherFonts) -> Result<Self, PaperError> {
        Ok(Typesetter {
            faces: Typefaces::with(other)?,
            cuts: emit::Cuts::default(),
        })
    }

    /// Makes the document. The same paper always gives the same bytes.
    ///
    /// # Errors
    /// [`PaperError::TooLong`] if a text does not fit its place, [`PaperError::Qr`] if the code is not one the paper
    /// can show; the others mean a fault in Comeback.
    pub fn voucher(&self, paper: &VoucherPaper) -> Result<Rendered, PaperError> {
        self.vouchers(std::slice::from_ref(paper))
    }

    /// Makes one file of many documents, all for the same kind of paper: three to a page on three-up stock, otherwise a
    /// page each. Typefaces are embedded once for all of them.
    ///
    /// # Errors
    /// As [`Typesetter::voucher`] for the first document that fails; [`PaperError::Mixed`] and [`PaperError::Nothing`].
    pub fn vouchers(&self, papers: &[VoucherPaper]) -> Result<Rendered, PaperError> {
        self.vouchers_with(papers, &mut |_| ControlFlow::Continue(()))?
            .ok_or(PaperError::Nothing)
    }

    /// As [`Typesetter::vouchers`], telling `progress` after each document how many are laid out. `None` if it broke
    /// off.
    ///
    /// # Errors
    /// As [`Typesetter::vouchers`].
    pub fn vouchers_with(
        &self,
        papers: &[VoucherPaper],
        progress: &mut dyn FnMut(usize) -> ControlFlow<()>,
    ) -> Result<Option<Rendered>, PaperError> {
        let first = papers.first().ok_or(PaperError::Nothing)?;
        if papers.iter().any(|paper| paper.kind != first.kind) {
            return Err(PaperError::Mixed);
        }
        let mut slots = Vec::with_capacity(papers.len());
        for (i, paper) in papers.iter().enumerate() {
            slots.push(self.lay_out(paper)?);
            if progress(i + 1).is_break() {
                return Ok(None);
            }
        }
        let sheets = pages(first.kind, slots);
        let document = emit::Document {
            title: format!("{}, {}", wording::kind(&first.gives), first.business.name.trim()),
            author: first.business.name.trim().to_owned(),
            made_at: first.made_at,
        };
        self.render(&sheets, &document).map(Some)
    }

    /// A page that shows how a printer places this kind of paper: its margins, its perforations, a ruler in millimetres
    /// and inches, and the area every printer reaches. `shift` is printed on it, not applied.
    ///
    /// # Errors
    /// None but faults in Comeback.
    pub fn test_page(
        &self,
        kind: PaperKind,
        shift: Shift,
        made_at: DateTime<Utc>,
    ) -> Result<Rendered, PaperError> {
        let sheet = layout::test_page(&self.faces, kind, shift);
        let document = emit::Document {
            title: "Test page".to_owned(),
            author: "Comeback".to_owned(),
            made_at,
        };
        self.render(&[sheet], &document)
    }

    /// The sheet that keeps a recovery code, on a full page: A4 for the kinds of paper that are, US Letter for the others.
    ///
    /// # Errors
    /// None but faults in Comeback.
    pub fn recovery_sheet(
        &self,
        kind: PaperKind,
        said: &RecoverySheet,
        made_at: DateTime<Utc>,
    ) -> Result<Rendered, PaperError> {
        let sheet = layout::recovery(&self.faces, kind, said);
        let document = emit::Document {
            title: "Recovery code".to_owned(),
            author: said.house.clone(),
            made_at,
        };
        self.render(&[sheet], &document)
    }

    /// A report on full pages: A4 for the kinds of paper that are, US Letter for the others.
    ///
    /// # Errors
    /// None but faults in Comeback.
    pub fn report(
        &self,
        kind: PaperKind,
        said: &Report,
        made_at: DateTime<Utc>,
    ) -> Result<Rendered, PaperError> {
        let document = emit::Document {
            title: format!("{}, {}", said.title, said.house.trim()),
            author: said.house.trim().to_owned(),
            made_at,
        };
        self.render(&layout::report(&self.faces, kind, said), &document)
    }

    /// Where every part of a report stands, page by page, for checks that nothing overlaps or leaves the page.
    pub fn report_placed(&self, kind: PaperKind, said: &Report) -> Vec<Vec<PlacedBox>> {
        let sheets = layout::report(&self.faces, kind, said);
        sheets.into_iter().map(|sheet| sheet.boxes).collect()
    }

    /// The system's fonts these sheets use, by name.
    fn fallback(&self, sheets: &[Sheet]) -> Vec<FallbackFont> {
        let marks = sheets.iter().flat_map(|sheet| &sheet.marks);
        let lines = marks.filter_map(|mark| match mark {
            Mark::Text { line, .. } => Some(line),
            _ => None,
        });
        let faces: BTreeSet<Face> = lines
            .flat_map(|line| line.faces())
            .filter(|face| matches!(face, Face::System(_)))
            .collect();
        let mut fonts: Vec<FallbackFont> = faces
            .into_iter()
            .filter_map(|face| self.faces.fallback(face))
            .collect();
        fonts.sort();
        fonts
    }

    fn render(&self, sheets: &[Sheet], document: &emit::Document) -> Result<Rendered, PaperError> {
        let pdf = emit::pdf(&self.faces, &self.cuts, sheets, document)?;
        let mut missing = Vec::new();
        for c in sheets.iter().flat_map(|sheet| &sheet.missing) {
            if !missing.contains(c) {
                missing.push(*c);
            }
        }
        Ok(Rendered {
            pdf,
            missing,
            fallback: self.fallback(sheets),
            size: sheets.first().map(|s| (s.width, s.height)).unwrap_or_default(),
            pages: sheets.len(),
        })
    }

    /// Where every part of the document stands, for checks that nothing overlaps or leaves the page.
    ///
    /// # Errors
    /// As [`Typesetter::voucher`].
    pub fn placed(&self, paper: &VoucherPaper) -> Result<Vec<PlacedBox>, PaperError> {
        Ok(layout::page(paper.kind, [self.lay_out(paper)?]).boxes)
    }

    fn lay_out(&self, paper: &VoucherPaper) -> Result<Sheet, PaperError> {
        let mut copy = paper.clone();
        if let Some(part) = Part::ALL
            .into_iter()
            .find(|part| part.length(&mut copy) > LONGEST)
        {
            return Err(self.too_long(paper, part));
        }
        layout::slot(&self.faces, paper).map_err(|refusal| match refusal {
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
            match layout::slot(&self.faces, &shortened) {
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

/// The laid out documents on their pages.
fn pages(kind: PaperKind, slots: Vec<Sheet>) -> Vec<Sheet> {
    let mut slots = slots.into_iter();
    let mut pages = Vec::with_capacity(slots.len().div_ceil(layout::slots(kind)));
    while slots.len() > 0 {
        pages.push(layout::page(kind, slots.by_ref().take(layout::slots(kind))));
    }
    pages
}

impl Part {
    const ALL: [Part; 14] = [
        Part::Business,
        Part::Address,
        Part::Telephone,
        Part::Amount,
        Part::Benefit,
        Part::Detail,
        Part::Guest,
        Part::Apology,
        Part::IssuedBy,
        Part::FinePrint,
        Part::Recipient,
        Part::Letter,
        Part::Closing,
        Part::SignedBy,
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
            Part::FinePrint => "fine print",
            Part::Recipient => "recipient's address",
            Part::Letter => "letter",
            Part::Closing => "closing of the letter",
            Part::SignedBy => "name under the letter",
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
            Part::FinePrint => paper.design.fine_print.as_mut(),
            Part::Recipient => None,
            Part::Letter => paper.letter.as_mut().map(|letter| &mut letter.body),
            Part::Closing => paper.letter.as_mut().map(|letter| &mut letter.closing),
            Part::SignedBy => paper.letter.as_mut().map(|letter| &mut letter.signed_by),
        }
    }

    /// The lines of the recipient, the one part that is more than a text.
    fn lines(self, paper: &mut VoucherPaper) -> Option<&mut Vec<String>> {
        match self {
            Part::Recipient => paper.letter.as_mut().map(|letter| &mut letter.recipient),
            _ => None,
        }
    }

    fn length(self, paper: &mut VoucherPaper) -> usize {
        let lines = self
            .lines(paper)
            .map_or(0, |lines| lines.join("\n").chars().count());
        lines + self.text(paper).map_or(0, |text| text.chars().count())
    }

    fn shorten(self, paper: &mut VoucherPaper, length: usize) {
        if let Some(lines) = self.lines(paper) {
            let text: String = lines.join("\n").chars().take(length).collect();
            *lines = text.lines().map(str::to_owned).collect();
        }
        if let Some(text) = self.text(paper) {
            *text = text.chars().take(length).collect();
        }
    }
}
