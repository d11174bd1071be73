//! A print service of a test's own: a real `cupsd` with its own folder and socket, whose printers write what they print
//! as PDF files into that folder. Nothing of the machine's own print service is touched.
//!
//! ```no_run
//! # use comeback_tests::cups::{Cups, Outcome};
//! # fn test() -> Outcome<()> {
//! let cups = Cups::start()?;
//! cups.add("Counter")?;
//! // Programs print there with `CUPS_SERVER` set to `cups.server()`; in the same process it is
//! // `comeback_print::Spooler::at(&cups.server())`.
//! cups.pause("Counter")?;
//! cups.resume("Counter")?;
//! let printed = cups.printed()?;
//! # Ok(())
//! # }
//! ```
//!
//! A queue is as slow as it is: wait for the state of the job, with [`until`], and never for a while. Once a job is done
//! its file is whole.
//!
//! As root the printers are those of `printer-driver-cups-pdf`. That backend insists on root, so that for anybody else
//! one of the same name stands in, which hands the same `PostScript` to the same Ghostscript.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// What a step gives, or why it could not be taken.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How long something may take before it is given up. Generous, because a busy machine is no error.
const PATIENCE: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(30);
/// Where Debian keeps what CUPS is made of.
const PARTS: &str = "/usr/lib/cups";
const DRIVER: &str = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd";
/// Where the backend of cups-pdf looks for the settings of a queue.
const SETTINGS: &str = "/etc/cups";

/// A print service of a test's own. Gone with the value.
pub struct Cups {
    folder: TempDir,
    running: Option<Child>,
    root: bool,
}

impl Cups {
    /// Starts it, with no printers, and waits until it answers.
    ///
    /// # Errors
    /// When CUPS is not installed or does not start; the error holds what it wrote.
    pub fn start() -> Outcome<Cups> {
        let folder = tempfile::Builder::new().prefix("cups").tempdir()?;
        let root = Command::new("id").arg("-u").output()?.stdout == b"0\n";
        let mut cups = Cups {
            folder,
            running: None,
            root,
        };
        cups.furnish()?;
        let log = fs::File::create(cups.path("log/said"))?;
        let running = Command::new(program("cupsd"))
            .args([
                OsStr::new("-f"),
                OsStr::new("-c"),
                cups.path("root/cupsd.conf").as_os_str(),
            ])
            .args([OsStr::new("-s"), cups.path("root/cups-files.conf").as_os_str()])
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .map_err(|e| {
                format!("cupsd does not start ({e}): apt-get install cups printer-driver-cups-pdf")
            })?;
        cups.running = Some(running);
        let socket = cups.path("cups.sock");
        until("CUPS answers", || UnixStream::connect(&socket).ok())
            .map_err(|e| format!("{e}; {}", cups.log()))?;
        Ok(cups)
    }

    /// Where it listens, as the environment variable `CUPS_SERVER` names it.
    pub fn server(&self) -> String {
        self.path("cups.sock").display().to_string()
    }

    /// Sets up a printer that writes PDF files.
    ///
    /// # Errors
    /// When CUPS refuses.
    pub fn add(&self, printer: &str) -> Outcome<()> {
        let device = format!("cups-pdf:/{}", self.instance());
        self.admin("lpadmin", &["-p", printer, "-E", "-v", &device, "-P", DRIVER])
    }

    /// Sets up a printer that fails with every job, saying so. What CUPS does then is its policy: `stop-printer` or
    /// `abort-job`.
    ///
    /// # Errors
    /// When CUPS refuses.
    pub fn add_broken(&self, printer: &str, policy: &str) -> Outcome<()> {
        let policy = format!("printer-error-policy={policy}");
        self.admin(
            "lpadmin",
            &["-p", printer, "-E", "-v", "broken:/", "-P", DRIVER, "-o", &policy],
        )
    }

    /// Takes a printer away, with its jobs.
    ///
    /// # Errors
    /// When CUPS refuses.
    pub fn remove(&self, printer: &str) -> Outcome<()> {
        self.admin("lpadmin", &["-x", printer])
    }

    /// Makes a printer the system's default.
    ///
    /// # Errors
    /// When CUPS refuses.
    pub fn set_default(&self, printer: &str) -> Outcome<()> {
        self.admin("lpadmin", &["-d", printer])
    }

    /// What people call a printer, and where it stands.
    ///
    /// # Errors
    /// When CUPS refuses.
    pub fn describe(&self, printer: &str, label: &str, place: &str) -> Outcome<()> {
        self.admin("lpadmin", &["-p", printer, "-D", label, "-L", place])
    }

    /// Pauses a printer: it takes jobs and prints none.
    ///
    /// # Errors
    /// When CUPS refuses.
    pub fn pause(&self, printer: &str) -> Outcome<()> {
        self.admin("cupsdisable", &[printer])
    }

    /// Lets a paused printer go on.
    ///
    /// # Errors
    /// When CUPS refuses.
    pub fn resume(&self, printer: &str) -> Outcome<()> {
        self.admin("cupsenable", &[printer])
    }

    /// Closes a printer for new jobs.
    ///
    /// # Errors
    /// When CUPS refuses.
    pub fn reject(&self, printer: &str, reason: &str) -> Outcome<()> {
        self.admin("cupsreject", &["-r", reason, printer])
    }

    /// The PDF files printed so far, by name: `title-job_1.pdf` and so on.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn printed(&self) -> Outcome<Vec<PathBuf>> {
        let mut files = Vec::new();
        for entry in fs::read_dir(self.path("printed"))? {
            let path = entry?.path();
            if path.extension() == Some(OsStr::new("pdf")) {
                files.push(path);
            }
        }
        files.sort();
        Ok(files)
    }

    /// What the QR codes of the papers printed so far hold, in their order. A printer's own file need not keep the text,
    /// so the page is drawn and scanned; one that has no code, or is still being written, is left out.
    ///
    /// # Errors
    /// When the folder cannot be read, or poppler or zbar is missing.
    pub fn codes(&self) -> Outcome<Vec<String>> {
        let mut codes = Vec::new();
        for paper in self.printed()? {
            let stem = paper.with_extension("");
            let mut draw = Command::new("pdftoppm");
            draw.args(["-r", "150", "-gray", "-png", "-singlefile"])
                .arg(&paper)
                .arg(&stem);
            if !draw.output()?.status.success() {
                continue;
            }
            let mut scan = Command::new("zbarimg");
            scan.args(["--quiet", "--raw"]).arg(stem.with_extension("png"));
            let found = String::from_utf8_lossy(&scan.output()?.stdout).trim().to_owned();
            if !found.is_empty() {
                codes.push(found);
            }
        }
        Ok(codes)
    }

    /// The end of what CUPS wrote about its work, for the message of a test that failed.
    pub fn log(&self) -> String {
        let read = |name: &str| fs::read(self.path(name)).unwrap_or_default();
        let (mut log, said) = (read("log/error"), read("log/said"));
        log.extend(said);
        let text = String::from_utf8_lossy(&log);
        let lines: Vec<&str> = text.lines().rev().take(40).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }

    /// Ends it, as a machine does whose print service crashed. Its folder stays until the value goes.
    ///
    /// # Errors
    /// When it cannot be ended.
    pub fn stop(&mut self) -> io::Result<()> {
        let Some(mut running) = self.running.take() else {
            return Ok(());
        };
        // Asked first, so that it ends what it started.
        Command::new("kill").arg(running.id().to_string()).status()?;
        let asked = Instant::now();
        while running.try_wait()?.is_none() {
            if asked.elapsed() > Duration::from_secs(5) {
                running.kill()?;
            }
            sleep(GLANCE);
        }
        Ok(())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A name no other test has: that of the folder.
    fn instance(&self) -> String {
        let name = self.folder.path().file_name().unwrap_or_default();
        name.to_string_lossy().replace('.', "")
    }

    fn settings(&self) -> PathBuf {
        Path::new(SETTINGS).join(format!("cups-pdf-{}.conf", self.instance()))
    }

    /// Makes the folders, the backends and the settings.
    fn furnish(&self) -> Outcome<()> {
        for folder in [
            "root/ppd",
            "spool/temp",
            "cache",
            "state",
            "log",
            "parts/backend",
            "printed",
        ] {
            fs::create_dir_all(self.path(folder))?;
        }
        for entry in fs::read_dir(PARTS)? {
            let part = entry?;
            if part.file_name() != "backend" {
                symlink(part.path(), self.path("parts").join(part.file_name()))?;
            }
        }
        self.script("broken", "echo 'ERROR: The fuser is too hot.' >&2\nexit 1\n")?;
        let printed = self.path("printed").display().to_string();
        if self.root {
            symlink(
                Path::new(PARTS).join("backend/cups-pdf"),
                self.path("parts/backend/cups-pdf"),
            )?;
            fs::write(
                self.settings(),
                format!(
                    "Out {printed}\nAnonDirName {printed}\nSpool {0}/raw\nLog {0}/log\nLabel 2\nGrp lp\n",
                    self.folder.path().display()
                ),
            )?;
        } else {
            let ghostscript = "gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=pdfwrite";
            let body = format!("exec {ghostscript} -sOutputFile='{printed}'/job-job_$1.pdf ${{6:--}}\n");
            self.script("cups-pdf", &body)?;
        }
        self.configure()?;
        // CUPS does its filtering as another user, who has to get in.
        fs::set_permissions(self.folder.path(), Permissions::from_mode(0o755))?;
        fs::set_permissions(self.path("printed"), Permissions::from_mode(0o777))?;
        if self.root {
            let folder = self.folder.path().as_os_str();
            succeed(Command::new("chgrp").args([OsStr::new("-R"), OsStr::new("lp"), folder]))?;
            fs::set_permissions(self.path("spool/temp"), Permissions::from_mode(0o770))?;
        }
        Ok(())
    }

    fn configure(&self) -> io::Result<()> {
        let here = self.folder.path().display();
        let mut files = format!(
            "ServerRoot {here}/root\nServerBin {here}/parts\nCacheDir {here}/cache\nStateDir {here}/state\n\
             RequestRoot {here}/spool\nTempDir {here}/spool/temp\nAccessLog {here}/log/access\n\
             ErrorLog {here}/log/error\nPageLog {here}/log/page\nServerKeychain {here}/root/ssl\n"
        );
        if self.root {
            files.push_str("User lp\nGroup lp\nSystemGroup root\n");
        }
        fs::write(self.path("root/cups-files.conf"), files)?;
        let anybody = "Order allow,deny\nAllow all\n";
        fs::write(
            self.path("root/cupsd.conf"),
            format!(
                "Listen {here}/cups.sock\nLogLevel debug\nBrowsing No\nWebInterface No\nDefaultAuthType None\n\
                 <Location />\n{anybody}</Location>\n<Policy default>\n<Limit All>\n{anybody}</Limit>\n</Policy>\n"
            ),
        )
    }

    fn script(&self, backend: &str, body: &str) -> io::Result<()> {
        // Asked without arguments, a backend tells what it finds. This one finds nothing.
        let text = format!("#!/bin/sh\n[ $# -gt 0 ] || exit 0\n{body}");
        let path = self.path("parts/backend").join(backend);
        fs::write(&path, text)?;
        fs::set_permissions(path, Permissions::from_mode(0o755))
    }

    fn admin(&self, name: &str, arguments: &[&str]) -> Outcome<()> {
        succeed(
            Command::new(program(name))
                .args(arguments)
                .env("CUPS_SERVER", self.server()),
        )
    }
}

impl Drop for Cups {
    fn drop(&mut self) {
        // Whatever fails here is a temporary folder left behind.
        let _ = self.stop();
        if self.root {
            let _ = fs::remove_file(self.settings());
        }
    }
}

/// Looks until there is something, or the time is up.
///
/// # Errors
/// When it did not come, naming `what` was waited for.
pub fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> Outcome<T> {
    let start = Instant::now();
    loop {
        if let Some(found) = look() {
            return Ok(found);
        }
        if start.elapsed() > PATIENCE {
            return Err(format!("not within {} seconds: {what}", PATIENCE.as_secs()).into());
        }
        sleep(GLANCE);
    }
}

/// Not everybody has the administrator's programs on the path.
fn program(name: &str) -> PathBuf {
    ["/usr/sbin", "/usr/bin"]
        .iter()
        .map(|folder| Path::new(folder).join(name))
        .find(|path| path.exists())
        .unwrap_or_else(|| name.into())
}

fn succeed(command: &mut Command) -> Outcome<()> {
    let output = command.output()?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{command:?} failed: {said}").into())
}
