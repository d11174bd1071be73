//! What the pages of a file have alike is in it once: a page's content is a list of streams, and pages may share them.
//!
//! The frame, the head, the wording and the labels of a thousand papers are the same, and most of each. Their order stays
//! as it was laid out, so a reader meets the words of a page as if it stood alone.

use std::collections::BTreeMap;
use std::ops::Range;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use printpdf::Op;

use super::pen::{CUT, Pen};
use crate::error::PaperError;
use crate::sheet::Sheet;

/// A shorter stretch is cheaper written on every page than as a stream of its own.
const LEAST_MARKS: usize = 5;

/// A stretch of the marks of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch {
    marks: Range<usize>,
    shared: bool,
}

/// Which stretches of their marks the sheets of a file share.
pub(super) struct Shares<'a> {
    sheets: &'a [Sheet],
    /// By how many marks a sheet has: sheets of one build.
    builds: BTreeMap<usize, Build<'a>>,
}

/// Sheets with as many marks as one another, of which each shares a stretch or more with all others.
struct Build<'a> {
    first: &'a Sheet,
    stretches: Vec<Stretch>,
}

impl Build<'_> {
    fn some(&self, shared: bool) -> Vec<Range<usize>> {
        let some = self.stretches.iter().filter(|stretch| stretch.shared == shared);
        some.map(|stretch| stretch.marks.clone()).collect()
    }
}

impl<'a> Shares<'a> {
    pub(super) fn of(sheets: &'a [Sheet]) -> Self {
        let mut by_count: BTreeMap<usize, Vec<&Sheet>> = BTreeMap::new();
        for sheet in sheets {
            by_count.entry(sheet.marks.len()).or_default().push(sheet);
        }
        let builds = by_count.into_iter().filter_map(|(count, sheets)| {
            let (first, rest) = sheets.split_first()?;
            let stretches = stretches(first, rest);
            let shares = stretches.iter().any(|stretch| stretch.shared);
            (!rest.is_empty() && shares).then_some((count, Build { first, stretches }))
        });
        Shares {
            builds: builds.collect(),
            sheets,
        }
    }

    /// The operators of every page, and after them those of what the pages of each build share.
    pub(super) fn pages(
        &self,
        pen: impl Fn(&'a Sheet) -> Pen<'a>,
    ) -> impl Iterator<Item = (&'a Sheet, Result<Vec<Op>, PaperError>)> {
        let own = self
            .sheets
            .iter()
            .map(|sheet| match self.builds.get(&sheet.marks.len()) {
                Some(build) => (sheet, build.some(false)),
                None => (sheet, std::iter::once(0..sheet.marks.len()).collect()),
            });
        let shared = self.builds.values().map(|build| (build.first, build.some(true)));
        let stretches: Vec<_> = own.chain(shared).collect();
        stretches
            .into_iter()
            .map(move |(sheet, stretches)| (sheet, pen(sheet).draw(&stretches)))
    }

    /// Gives the pages what they share, and takes the pages it came in out of the file.
    pub(super) fn join(&self, file: &mut Document) -> lopdf::Result<()> {
        if self.builds.is_empty() {
            return Ok(());
        }
        let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
        let (pages, carriers) = pages.split_at(self.sheets.len().min(pages.len()));
        let mut shared = BTreeMap::new();
        for ((count, build), carrier) in self.builds.iter().zip(carriers) {
            let content = taken_out(file, *carrier)?;
            let streams: Vec<ObjectId> = cut(&content)
                .map(|part| file.add_object(Stream::new(Dictionary::new(), part)))
                .collect();
            shared.insert(*count, (build, streams));
        }
        for (sheet, page) in self.sheets.iter().zip(pages) {
            if let Some((build, streams)) = shared.get(&sheet.marks.len()) {
                put_together(file, *page, build, streams)?;
            }
        }
        let root = file.catalog()?.get(b"Pages")?.as_reference()?;
        let tree = file.get_dictionary_mut(root)?;
        tree.set("Count", i64::try_from(pages.len()).unwrap_or(i64::MAX));
        tree.set(
            "Kids",
            pages
                .iter()
                .map(|page| Object::Reference(*page))
                .collect::<Vec<_>>(),
        );
        Ok(())
    }
}

/// Where sheets are alike, mark by mark.
fn stretches(first: &Sheet, rest: &[&Sheet]) -> Vec<Stretch> {
    let alike = |i: &usize| {
        let mark = first.marks.get(*i);
        // Places are counted from the bottom.
        rest.iter()
            .all(|sheet| sheet.height == first.height && sheet.marks.get(*i) == mark)
    };
    let marks: Vec<(usize, bool)> = (0..first.marks.len()).map(|i| (i, alike(&i))).collect();
    let mut found: Vec<Stretch> = Vec::new();
    for run in marks.chunk_by(|a, b| a.1 == b.1) {
        let (Some((start, alike)), Some((end, _))) = (run.first(), run.last()) else {
            continue;
        };
        let shared = *alike && run.len() >= LEAST_MARKS;
        match found.last_mut() {
            Some(last) if !shared && !last.shared => last.marks.end = end + 1,
            _ => found.push(Stretch {
                marks: *start..end + 1,
                shared,
            }),
        }
    }
    found
}

/// The parts of a content between the cuts.
fn cut(content: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    let lines = content.split_inclusive(|byte| *byte == b'\n');
    let mut parts = vec![Vec::new()];
    for line in lines {
        if line.trim_ascii() == CUT.as_bytes() {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.extend_from_slice(line);
        }
    }
    parts.into_iter()
}

/// Takes a page out of the file, but for its place in the tree, and gives its content.
fn taken_out(file: &mut Document, page: ObjectId) -> lopdf::Result<Vec<u8>> {
    let dictionary = file.get_dictionary(page)?;
    let resources = dictionary.get(b"Resources")?.as_reference()?;
    let content = dictionary.get(b"Contents")?.as_reference()?;
    file.objects.remove(&page);
    file.objects.remove(&resources);
    match file.objects.remove(&content) {
        Some(Object::Stream(stream)) => Ok(stream.content),
        _ => Ok(Vec::new()),
    }
}

/// Gives a page its own parts and those it shares, in the order of its marks.
fn put_together(
    file: &mut Document,
    page: ObjectId,
    build: &Build<'_>,
    shared: &[ObjectId],
) -> lopdf::Result<()> {
    let content = file.get_dictionary(page)?.get(b"Contents")?.as_reference()?;
    let own = match file.objects.remove(&content) {
        Some(Object::Stream(stream)) => cut(&stream.content).collect(),
        _ => Vec::new(),
    };
    let (mut own, mut shared) = (own.into_iter(), shared.iter());
    let mut streams = Vec::with_capacity(build.stretches.len());
    for stretch in &build.stretches {
        let id = if stretch.shared {
            shared.next().copied()
        } else {
            own.next()
                .map(|part| file.add_object(Stream::new(Dictionary::new(), part)))
        };
        streams.extend(id.map(Object::Reference));
    }
    file.get_dictionary_mut(page)?.set("Contents", streams);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::Ink;
    use crate::emit::{self, tests::document};
    use crate::typeface::Typefaces;

    /// Six rules that all sheets have, `own` that only this one has, and six more; then as many besides.
    fn sheet(own: f32, besides: usize) -> Sheet {
        let mut sheet = Sheet::new(612.0, 792.0);
        let mut rule = |y: f32| sheet.rule((10.0, y), (600.0, y), 1.0, Ink::Black);
        for y in [
            10.0, 20.0, 30.0, 40.0, 50.0, 60.0, own, 110.0, 120.0, 130.0, 140.0, 150.0,
        ] {
            rule(y);
        }
        for i in 0..besides {
            rule(200.0 + i as f32);
        }
        sheet
    }

    fn contents(file: &Document) -> Vec<Vec<ObjectId>> {
        let pages = file.get_pages();
        pages
            .into_values()
            .map(|page| file.get_page_contents(page))
            .collect()
    }

    fn made(sheets: &[Sheet]) -> Document {
        let pdf = emit::pdf(
            &Typefaces::new().unwrap(),
            &emit::Cuts::default(),
            sheets,
            &document(),
        )
        .unwrap();
        Document::load_mem(&pdf).unwrap()
    }

    #[test]
    fn pages_share_what_they_have_alike_and_keep_its_order() {
        let file = made(&[sheet(70.0, 0), sheet(80.0, 0), sheet(90.0, 0)]);
        let pages = contents(&file);
        assert_eq!(pages.len(), 3, "the page that carried the shared parts is gone");
        for page in &pages {
            assert_eq!((page.len(), page[0], page[2]), (3, pages[0][0], pages[0][2]));
        }
        assert!(pages[0][1] != pages[1][1] && pages[1][1] != pages[2][1]);
        let (page, number) = (sheet(80.0, 0), 2);
        let id = file.get_pages()[&number];
        let drawn = String::from_utf8(file.get_page_content(id)).unwrap();
        let lines = drawn.lines().filter(|line| line.ends_with(" m"));
        let wanted = page.marks.iter().map(|mark| match mark {
            crate::sheet::Mark::Rule { from, .. } => format!("10 {} m", 792.0 - from.1),
            _ => String::new(),
        });
        assert_eq!(lines.collect::<Vec<_>>(), wanted.collect::<Vec<_>>());
        assert!(!drawn.contains(CUT), "{drawn}");
    }

    #[test]
    fn a_page_of_another_build_stands_for_itself() {
        let file = made(&[sheet(70.0, 0), sheet(80.0, 3), sheet(90.0, 0)]);
        let pages = contents(&file);
        let lengths: Vec<usize> = pages.iter().map(Vec::len).collect();
        assert_eq!(lengths, [3, 1, 3]);
    }

    #[test]
    fn a_single_page_is_one_stream() {
        assert_eq!(contents(&made(&[sheet(70.0, 0)]))[0].len(), 1);
    }
}
