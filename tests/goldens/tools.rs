//! The outside judges: programs that read PDFs and codes, and know nothing of how ours are made.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A PDF on disk, for programs that read files. Gone with the value.
pub struct PdfFile {
    folder: TempDir,
}

impl PdfFile {
    pub fn new(pdf: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("paper.pdf"), pdf).unwrap();
        PdfFile { folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("paper.pdf")
    }

    /// Its text, as `pdftotext` reads it with `layout` (`-layout` or `-raw`).
    pub fn text(&self, layout: &str) -> String {
        let path = self.path();
        let output = run(
            "pdftotext",
            "poppler-utils",
            &[layout, "-enc", "UTF-8", text(&path), "-"],
        );
        succeeded("pdftotext", &output);
        String::from_utf8(output.stdout).unwrap()
    }

    /// Its page drawn in grey at `dpi`, as a PNG file.
    pub fn drawn(&self, dpi: u32) -> PathBuf {
        let (path, stem) = (self.path(), self.folder.path().join("page"));
        let dpi = dpi.to_string();
        let arguments = [
            "-r",
            &dpi,
            "-gray",
            "-png",
            "-singlefile",
            text(&path),
            text(&stem),
        ];
        succeeded("pdftoppm", &run("pdftoppm", "poppler-utils", &arguments));
        stem.with_extension("png")
    }

    /// Its first page in colour at 100 dpi, as a PNG file.
    pub fn pictured(&self) -> PathBuf {
        let (path, stem) = (self.path(), self.folder.path().join("picture"));
        let arguments = ["-r", "100", "-png", "-singlefile", text(&path), text(&stem)];
        succeeded("pdftoppm", &run("pdftoppm", "poppler-utils", &arguments));
        stem.with_extension("png")
    }

    /// Its first page as a receipt printer prints it: black or white, 203.2 dots to the inch.
    pub fn printed_in_dots(&self) -> PathBuf {
        let (path, stem) = (self.path(), self.folder.path().join("dots"));
        let arguments = ["-r", "203.2", "-mono", "-singlefile", text(&path), text(&stem)];
        succeeded("pdftoppm", &run("pdftoppm", "poppler-utils", &arguments));
        stem.with_extension("pbm")
    }

    /// The codes a scanner finds in a picture of the page at 150 dpi.
    pub fn scanned(&self) -> Vec<String> {
        scanned(&self.drawn(150))
    }
}

/// The codes a scanner finds in a picture.
pub fn scanned(picture: &Path) -> Vec<String> {
    let output = run("zbarimg", "zbar-tools", &["--quiet", "--raw", text(picture)]);
    // 4 says that the picture holds no code.
    if output.status.code() == Some(4) {
        return Vec::new();
    }
    succeeded("zbarimg", &output);
    String::from_utf8(output.stdout)
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect()
}

/// Runs a program; if it is missing, says which package to install.
pub fn run(program: &str, package: &str, arguments: &[&str]) -> Output {
    match Command::new(program).args(arguments).output() {
        Ok(output) => output,
        Err(e) if e.kind() == ErrorKind::NotFound => {
            panic!("These tests need `{program}`. Install it with `apt-get install {package}`.")
        }
        Err(e) => panic!("`{program}` could not be started: {e}"),
    }
}

pub fn succeeded(program: &str, output: &Output) {
    assert!(
        output.status.success(),
        "{program} failed with {}:\n{}{}",
        output.status,
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
