//! Texts that were shaped lately.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Face, Paragraph};

/// More than a paper of each kind has, and no more than a moment's memory of names.
const MOST: usize = 500;

/// Shaped texts, by face and letterspacing and then by their words. When it is full it begins anew: what is in use is
/// back with the next paper.
#[derive(Default)]
pub(super) struct Lately {
    texts: HashMap<(Face, bool), HashMap<String, Arc<Paragraph>>>,
    count: usize,
}

impl Lately {
    pub(super) fn find(&self, text: &str, face: Face, tracked: bool) -> Option<Arc<Paragraph>> {
        self.texts.get(&(face, tracked))?.get(text).cloned()
    }

    pub(super) fn keep(&mut self, text: &str, face: Face, tracked: bool, shaped: Arc<Paragraph>) {
        if self.count >= MOST {
            self.texts.clear();
            self.count = 0;
        }
        self.count += 1;
        let texts = self.texts.entry((face, tracked)).or_default();
        texts.insert(text.to_owned(), shaped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_in_its_face_and_spacing_only() {
        let mut lately = Lately::default();
        let shaped = Arc::new(Paragraph::default());
        lately.keep("EXPIRES", Face::Bold, true, Arc::clone(&shaped));
        assert_eq!(lately.find("EXPIRES", Face::Bold, true), Some(shaped));
        assert_eq!(lately.find("EXPIRES", Face::Bold, false), None);
        assert_eq!(lately.find("EXPIRES", Face::Sans, true), None);
    }

    #[test]
    fn it_never_holds_more_than_its_most() {
        let mut lately = Lately::default();
        for i in 0..3 * MOST {
            lately.keep(&i.to_string(), Face::Sans, false, Arc::default());
            let held: usize = lately.texts.values().map(HashMap::len).sum();
            assert!(held <= MOST, "{held} after {i}");
        }
    }
}
