//! What a display shows, as a picture: taken from the display itself and not by the driver, whose screenshots wait for a
//! painting that may never come where WebKit paints without OpenGL. It is also what a person would see.

use x11rb::connection::Connection as _;
use x11rb::protocol::xproto::{ConnectionExt as _, ImageFormat};

use super::Outcome;

/// One look at a display.
#[derive(PartialEq, Eq)]
pub(super) struct Picture {
    size: (u16, u16),
    /// Blue, green, red and one byte of nothing for each point, as displays of 24 bits keep them.
    points: Vec<u8>,
}

impl Picture {
    /// The whole screen of the display with this number.
    pub(super) fn of(display: &str) -> Outcome<Self> {
        let (display, number) = x11rb::connect(Some(display))?;
        let screen = display
            .setup()
            .roots
            .get(number)
            .ok_or("the display has no screen")?;
        let size = (screen.width_in_pixels, screen.height_in_pixels);
        let image = display
            .get_image(ImageFormat::Z_PIXMAP, screen.root, 0, 0, size.0, size.1, u32::MAX)?
            .reply()?;
        if image.depth != 24 || image.data.len() != usize::from(size.0) * usize::from(size.1) * 4 {
            return Err(format!("the display keeps {} bits for a point and not 24", image.depth).into());
        }
        Ok(Self {
            size,
            points: image.data,
        })
    }

    /// The picture as a PNG.
    pub(super) fn png(&self) -> Outcome<Vec<u8>> {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, self.size.0.into(), self.size.1.into());
        encoder.set_color(png::ColorType::Rgb);
        encoder.set_depth(png::BitDepth::Eight);
        let colours: Vec<u8> = self
            .points
            .chunks_exact(4)
            .flat_map(|point| [point[2], point[1], point[0]])
            .collect();
        encoder.write_header()?.write_image_data(&colours)?;
        Ok(file)
    }
}
