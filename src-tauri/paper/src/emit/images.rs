//! Logos as the PDF has them: what was compressed when the logo was read is written as it is.

use std::collections::BTreeMap;
use std::sync::Arc;

use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};

use crate::logo::{Colour, Logo};
use crate::sheet::{Mark, Sheet};

/// The logos on the sheets of a file, each once.
pub(super) struct Images<'a> {
    logos: Vec<&'a Arc<Logo>>,
}

impl<'a> Images<'a> {
    pub(super) fn of(sheets: &'a [Sheet]) -> Self {
        let mut images = Images { logos: Vec::new() };
        for mark in sheets.iter().flat_map(|sheet| &sheet.marks) {
            if let Mark::Image { logo, .. } = mark
                && images.position(logo).is_none()
            {
                images.logos.push(logo);
            }
        }
        images
    }

    fn position(&self, logo: &Arc<Logo>) -> Option<usize> {
        self.logos
            .iter()
            .position(|known| Arc::ptr_eq(known, logo) || *known == logo)
    }

    /// Our own ids: printpdf's are random.
    pub(super) fn id(&self, logo: &Arc<Logo>) -> XObjectId {
        XObjectId(format!("Logo{}", self.position(logo).unwrap_or_default()))
    }

    pub(super) fn objects(&self) -> BTreeMap<XObjectId, XObject> {
        self.logos
            .iter()
            .map(|logo| (self.id(logo), image(logo)))
            .collect()
    }
}

fn image(logo: &Logo) -> XObject {
    let (filter, colour) = match logo.colour() {
        Colour::Deflated(colour) => ("FlateDecode", colour),
        Colour::Jpeg(colour) => ("DCTDecode", colour),
    };
    let mut picture = stream(logo, "DeviceRGB", filter, colour);
    if let Some(alpha) = logo.alpha() {
        let mask = stream(logo, "DeviceGray", "FlateDecode", alpha);
        picture
            .dict
            .insert("SMask".to_owned(), DictItem::Stream { stream: mask });
    }
    XObject::External(ExternalXObject {
        stream: picture,
        width: None,
        height: None,
        dpi: None,
    })
}

fn stream(logo: &Logo, space: &str, filter: &str, content: &[u8]) -> ExternalStream {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let entries = [
        ("Type", name("XObject")),
        ("Subtype", name("Image")),
        ("Width", DictItem::Int(i64::from(logo.width()))),
        ("Height", DictItem::Int(i64::from(logo.height()))),
        ("ColorSpace", name(space)),
        ("BitsPerComponent", DictItem::Int(8)),
        ("Filter", name(filter)),
    ];
    ExternalStream {
        dict: entries.map(|(key, item)| (key.to_owned(), item)).into(),
        content: content.to_vec(),
        compress: false,
    }
}
