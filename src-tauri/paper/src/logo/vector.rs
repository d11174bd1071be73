//! SVG, drawn once at the size a logo is kept at.
//!
//! An SVG is a program of sorts. This one has no fonts, no pictures and no addresses to reach, and what it could
//! multiply itself to is counted before it is done: a file of a few lines can ask for billions of shapes.

use std::collections::HashMap;

use image::RgbaImage;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{Document, Node as Element, ParsingOptions};
use resvg::usvg::{Group, ImageHrefResolver, Node, Options, Tree};

use super::{LogoError, kept_size};

/// The most an SVG file may weigh, in bytes. Logos weigh a few KB.
const MOST_FILE: usize = 2 << 20;
/// The most work at drawing: one for a shape, and one for each hundred of its points.
const MOST_WORK: usize = 20_000;
/// The most steps from element to element, references followed as often as they are made.
const MOST_STEPS: usize = 200_000;
/// How deep elements may lie within one another, references followed.
const DEEPEST: usize = 64;
/// What markers may multiply the points of lines to, and the text that entities may stand for.
const MOST_COPIES: usize = 4 << 20;

const DAMAGED: LogoError = LogoError::Damaged { kind: "SVG" };
const TOO_MUCH: LogoError = LogoError::Unprintable {
    what: "more shapes than a logo needs",
};

/// Whether a file that is no other picture may be an SVG.
pub(super) fn looks_like_svg(file: &[u8]) -> bool {
    let head = &file[..file.len().min(4096)];
    let text = String::from_utf8_lossy(head);
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let signs = ["<svg", ":svg", "<!DOCTYPE svg"];
    start.starts_with("<?xml") || start.starts_with('<') && signs.iter().any(|sign| start.contains(sign))
}

/// The picture, upright, as large as it is kept.
pub(super) fn draw(file: &[u8]) -> Result<RgbaImage, LogoError> {
    if file.len() > MOST_FILE {
        return Err(TOO_MUCH);
    }
    let text = std::str::from_utf8(file).map_err(|_| DAMAGED)?;
    let text = text.trim_start_matches('\u{feff}');
    if entities(text) > MOST_COPIES {
        return Err(TOO_MUCH);
    }
    let options = ParsingOptions {
        // Illustrator names its namespaces in one.
        allow_dtd: true,
        nodes_limit: 10 * MOST_WORK as u32,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|_| DAMAGED)?;
    if document.root_element().tag_name().name() != "svg" {
        return Err(LogoError::Kind);
    }
    check_elements(&document)?;
    let tree = Tree::from_xmltree(&document, &closed()).map_err(|_| DAMAGED)?;
    let mut work = MOST_WORK;
    check_drawing(tree.root(), &mut work)?;
    render(&tree)
}

/// Options by which nothing outside the file is opened, and no picture inside it either.
fn closed() -> Options<'static> {
    Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

fn render(tree: &Tree) -> Result<RgbaImage, LogoError> {
    let size = tree.size();
    let (width, height) = kept_size(size.width(), size.height(), true);
    let mut drawn = Pixmap::new(width, height).ok_or(DAMAGED)?;
    let scale = Transform::from_scale(width as f32 / size.width(), height as f32 / size.height());
    resvg::render(tree, scale, &mut drawn.as_mut());
    RgbaImage::from_raw(width, height, drawn.take_demultiplied()).ok_or(DAMAGED)
}

/// At most how many bytes the entities that the text declares could stand for, all uses together.
fn entities(text: &str) -> usize {
    let Some((_, declared)) = text.split_once("<!ENTITY") else {
        return 0;
    };
    let declared = declared
        .rsplit_once("]>")
        .map_or(declared, |(declared, _)| declared);
    let declarations = declared.split("<svg").next().unwrap_or(declared);
    if declarations.contains('&') {
        // Entities made of entities grow with every step.
        return usize::MAX;
    }
    declarations.len().saturating_mul(text.matches('&').count())
}

/// Refuses what would be left out silently, and what would never be done.
fn check_elements(document: &Document) -> Result<(), LogoError> {
    let (mut markers, mut points) = (0_usize, 0_usize);
    for element in document.descendants().filter(Element::is_element) {
        match element.tag_name().name() {
            "text"
                if element
                    .descendants()
                    .any(|n| n.is_text() && n.text().is_some_and(|t| !t.trim().is_empty())) =>
            {
                return Err(LogoError::Unprintable {
                    what: "letters that are not outlines",
                });
            }
            "image" => {
                return Err(LogoError::Unprintable {
                    what: "a picture inside the picture",
                });
            }
            "marker" => markers += element.descendants().count(),
            _ => {}
        }
        points += ["d", "points"]
            .iter()
            .filter_map(|name| element.attribute(*name))
            .map(str::len)
            .sum::<usize>();
    }
    if markers.saturating_mul(points) > MOST_COPIES {
        return Err(TOO_MUCH);
    }
    References::of(document).check(document.root_element())
}

/// The elements others refer to, and the walk along those references.
struct References<'a> {
    by_id: HashMap<&'a str, Element<'a, 'a>>,
    /// What style sheets refer to: any element with a class may mean it.
    by_class: Vec<&'a str>,
    /// The ids that are being followed: what refers to itself is drawn once.
    followed: Vec<&'a str>,
    work: usize,
}

impl<'a> References<'a> {
    fn of(document: &'a Document) -> Self {
        let elements = || document.descendants().filter(Element::is_element);
        let mut by_id = HashMap::new();
        for element in elements() {
            if let Some(id) = element.attribute("id") {
                by_id.entry(id).or_insert(element);
            }
        }
        let by_class = elements()
            .filter(|element| element.tag_name().name() == "style")
            .flat_map(|style| style.descendants().filter_map(|node| node.text()))
            .flat_map(addresses)
            .collect();
        References {
            by_id,
            by_class,
            followed: Vec::new(),
            work: MOST_STEPS,
        }
    }

    /// Walks an element and what it refers to, as often as that would be copied.
    fn check(mut self, root: Element<'a, 'a>) -> Result<(), LogoError> {
        self.walk(root, 0)
    }

    fn walk(&mut self, element: Element<'a, 'a>, depth: usize) -> Result<(), LogoError> {
        self.work = self.work.checked_sub(1).ok_or(TOO_MUCH)?;
        if depth > DEEPEST {
            return Err(TOO_MUCH);
        }
        for attribute in element.attributes() {
            match attribute.name() {
                "href" => {
                    if let Some(id) = attribute.value().trim().strip_prefix('#') {
                        self.follow(id, depth)?;
                    }
                }
                "class" => {
                    for id in self.by_class.clone() {
                        self.follow(id, depth)?;
                    }
                }
                _ => {
                    for id in addresses(attribute.value()) {
                        self.follow(id, depth)?;
                    }
                }
            }
        }
        for child in element.children().filter(Element::is_element) {
            self.walk(child, depth + 1)?;
        }
        Ok(())
    }

    fn follow(&mut self, id: &'a str, depth: usize) -> Result<(), LogoError> {
        let Some(element) = self.by_id.get(id).copied() else {
            return Ok(());
        };
        if self.followed.contains(&id) {
            return Ok(());
        }
        self.followed.push(id);
        let walked = self.walk(element, depth + 1);
        self.followed.pop();
        walked
    }
}

/// The ids a text refers to as `url(#id)`.
fn addresses(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|rest| {
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || "'\"".contains(c));
        let id = rest.strip_prefix('#')?;
        id.split(|c: char| c.is_whitespace() || "'\")".contains(c)).next()
    })
}

/// Walks what would be drawn: patterns, masks and clips as often as they are used.
fn check_drawing(group: &Group, work: &mut usize) -> Result<(), LogoError> {
    if !group.filters().is_empty() {
        return Err(LogoError::Unprintable {
            what: "filter effects",
        });
    }
    for node in group.children() {
        let cost = match node {
            Node::Path(path) => 1 + path.data().len() / 100,
            _ => 1,
        };
        *work = work.checked_sub(cost).ok_or(TOO_MUCH)?;
        if let Node::Group(group) = node {
            check_drawing(group, work)?;
        }
        let mut checked = Ok(());
        node.subroots(|used| {
            if checked.is_ok() {
                checked = check_drawing(used, work);
            }
        });
        checked?;
    }
    Ok(())
}
