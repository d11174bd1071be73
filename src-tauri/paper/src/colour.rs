//! The inks of a sheet, and the rule that accent text stays readable on white.

/// An sRGB colour, each channel 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rgb {
    pub(crate) r: f32,
    pub(crate) g: f32,
    pub(crate) b: f32,
}

/// Least contrast of accent text against white paper.
const LEAST_CONTRAST: f32 = 7.0;

/// Part of the accent in the ribbon's flat fill; the rest is white.
const TINT: f32 = 0.07;

impl Rgb {
    pub(crate) const fn from_bytes(r: u8, g: u8, b: u8) -> Self {
        Rgb {
            r: r as f32 / 255.0,
            g: g as f32 / 255.0,
            b: b as f32 / 255.0,
        }
    }

    /// Contrast ratio against white, by the WCAG formula: 1 for white, 21 for black.
    pub(crate) fn contrast_on_white(self) -> f32 {
        let linear = |c: f32| {
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        let luminance = 0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b);
        1.05 / (luminance + 0.05)
    }

    /// The colour itself if it can be read on white, else the same hue and saturation, darkened until it can.
    pub(crate) fn readable_on_white(self) -> Self {
        let (hue, saturation, mut lightness) = self.to_hsl();
        let mut colour = self;
        while colour.contrast_on_white() < LEAST_CONTRAST && lightness > 0.0 {
            lightness -= 0.01;
            colour = Rgb::from_hsl(hue, saturation, lightness.max(0.0));
        }
        colour
    }

    /// The flat fill of the ribbon.
    pub(crate) fn tint(self) -> Self {
        let mix = |c: f32| 1.0 - TINT * (1.0 - c);
        Rgb {
            r: mix(self.r),
            g: mix(self.g),
            b: mix(self.b),
        }
    }

    fn to_hsl(self) -> (f32, f32, f32) {
        let max = self.r.max(self.g).max(self.b);
        let min = self.r.min(self.g).min(self.b);
        let (chroma, lightness) = (max - min, (max + min) / 2.0);
        if chroma == 0.0 {
            return (0.0, 0.0, lightness);
        }
        let saturation = chroma / (1.0 - (2.0 * lightness - 1.0).abs());
        let sector = if max == self.r {
            ((self.g - self.b) / chroma).rem_euclid(6.0)
        } else if max == self.g {
            (self.b - self.r) / chroma + 2.0
        } else {
            (self.r - self.g) / chroma + 4.0
        };
        (sector, saturation, lightness)
    }

    fn from_hsl(sector: f32, saturation: f32, lightness: f32) -> Self {
        let chroma = (1.0 - (2.0 * lightness - 1.0).abs()) * saturation;
        let second = chroma * (1.0 - (sector.rem_euclid(2.0) - 1.0).abs());
        let (r, g, b) = match sector {
            s if s < 1.0 => (chroma, second, 0.0),
            s if s < 2.0 => (second, chroma, 0.0),
            s if s < 3.0 => (0.0, chroma, second),
            s if s < 4.0 => (0.0, second, chroma),
            s if s < 5.0 => (second, 0.0, chroma),
            _ => (chroma, 0.0, second),
        };
        let base = lightness - chroma / 2.0;
        Rgb {
            r: r + base,
            g: g + base,
            b: b + base,
        }
    }
}

/// What a mark is printed with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Ink {
    /// Pure black, for all small text, the code and the QR: grey is screened on a laser and frays.
    Black,
    /// Grey, 0 black to 1 white; only for what a preview shows in place of the code.
    Grey(f32),
    /// The shop's colour.
    Colour(Rgb),
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The accent of a shop that chose none: a deep bottle green.
    const DEFAULT_ACCENT: Rgb = Rgb::from_bytes(0x1E, 0x4D, 0x3B);

    #[test]
    fn contrast_agrees_with_the_published_ends_of_the_scale() {
        assert!((Rgb::from_bytes(0, 0, 0).contrast_on_white() - 21.0).abs() < 0.01);
        assert!((Rgb::from_bytes(255, 255, 255).contrast_on_white() - 1.0).abs() < 0.01);
        assert!((Rgb::from_bytes(0x76, 0x76, 0x76).contrast_on_white() - 4.54).abs() < 0.01);
    }

    #[test]
    fn the_default_accent_is_left_as_it_is() {
        assert_eq!(DEFAULT_ACCENT.readable_on_white(), DEFAULT_ACCENT);
    }

    #[test]
    fn a_pale_accent_is_darkened_until_it_can_be_read_and_keeps_its_hue() {
        let pale = Rgb::from_bytes(0xF2, 0xA0, 0x3D);
        let dark = pale.readable_on_white();
        assert!(pale.contrast_on_white() < 3.0);
        assert!(dark.contrast_on_white() >= LEAST_CONTRAST);
        assert!((dark.to_hsl().0 - pale.to_hsl().0).abs() < 0.02);
    }

    #[test]
    fn the_tint_of_the_default_accent_is_the_designs_flat_colour() {
        let tint = DEFAULT_ACCENT.tint();
        let byte = |c: f32| (c * 255.0).round() as u8;
        assert_eq!((byte(tint.r), byte(tint.g), byte(tint.b)), (0xEF, 0xF3, 0xF1));
    }
}
