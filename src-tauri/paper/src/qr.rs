//! The QR code as horizontal runs of dark modules.

use fast_qr::qr::QRBuilder;
use fast_qr::{ECL, Mode, Version};

/// Modules on a side of a version 1 symbol, the only one the paper has room for.
pub(crate) const MODULES: u8 = 21;

/// Light modules that must surround the symbol on all four sides.
pub(crate) const QUIET: u8 = 4;

/// The characters of the alphanumeric mode.
const ALPHANUMERIC: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

/// Dark modules side by side in one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) row: u8,
    pub(crate) column: u8,
    pub(crate) length: u8,
}

/// The symbol for `text`, or `None` if it is not alphanumeric or does not fit version 1 at level Q.
pub(crate) fn runs(text: &str) -> Option<Vec<Run>> {
    if !text.bytes().all(|b| ALPHANUMERIC.contains(&b)) {
        return None;
    }
    let code = QRBuilder::new(text)
        .mode(Mode::Alphanumeric)
        .ecl(ECL::Q)
        .version(Version::V01)
        .build()
        .ok()?;
    let mut runs = Vec::with_capacity(130);
    for row in 0..MODULES {
        let modules = &code[usize::from(row)];
        let dark = |column: u8| {
            modules
                .get(usize::from(column))
                .is_some_and(|module| module.value())
        };
        let mut column = 0;
        while column < MODULES {
            let start = column;
            while column < MODULES && dark(column) {
                column += 1;
            }
            if column > start {
                runs.push(Run {
                    row,
                    column: start,
                    length: column - start,
                });
            } else {
                column += 1;
            }
        }
    }
    Some(runs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_hold_the_finder_patterns_and_stay_inside_the_symbol() {
        let runs = runs("CB1:H3WP8VZC2FM2").unwrap();
        assert!(runs.contains(&Run {
            row: 0,
            column: 0,
            length: 7
        }));
        assert!(runs.contains(&Run {
            row: 0,
            column: 14,
            length: 7
        }));
        assert!(runs.contains(&Run {
            row: 20,
            column: 0,
            length: 7
        }));
        assert!(
            runs.iter()
                .all(|r| r.length > 0 && r.column + r.length <= MODULES && r.row < MODULES)
        );
    }

    #[test]
    fn text_that_needs_a_larger_symbol_is_refused() {
        assert_eq!(runs("CB1:H3WP8VZC2FM2H3WP8VZC2FM2"), None);
        assert_eq!(runs("CB1:h3wp8vzc2fm2"), None);
    }
}
