//! What a window needs around it and a bare machine lacks: a display, a session bus, a driver, and folders of its own.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;

use super::{Outcome, Theme};

/// A session bus that starts no services: the desktop's own would look for a desktop that is not there.
const BUS: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>"#;

/// A program started for one window and ended with it.
pub(super) struct Running(Child);

impl Running {
    fn start(command: &mut Command, package: &str) -> Outcome<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command
            .spawn()
            .map_err(|error| format!("{name} did not start ({error}). Install {package}."))?;
        Ok(Self(child))
    }

    /// Starts a program that tells its address in its first line of output.
    fn telling(command: &mut Command, package: &str) -> Outcome<(Self, String)> {
        let mut running = Self::start(command.stdout(Stdio::piped()), package)?;
        let output = running.0.stdout.take().ok_or("the output was not kept")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        match line.trim() {
            "" => Err(format!("{:?} said nothing", command.get_program()).into()),
            told => Ok((running, told.to_owned())),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Already ended is as good as ended now.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Folders of one person on one machine; clones are the same folders, gone when the last is dropped.
#[derive(Clone)]
pub struct Folders {
    root: Rc<tempfile::TempDir>,
    /// The print service the app finds; none there unless a test brings its own.
    print_service: String,
}

impl Folders {
    /// New, empty folders.
    pub fn new() -> Outcome<Self> {
        let root = tempfile::Builder::new().prefix("comeback-window-").tempdir()?;
        for folder in ["home", "runtime", "bin", "documents"] {
            std::fs::create_dir(root.path().join(folder))?;
        }
        let print_service = root.path().join("no-cups.sock").to_string_lossy().into_owned();
        let folders = Self {
            root: Rc::new(root),
            print_service,
        };
        folders.lay_viewer()?;
        Ok(folders)
    }

    /// New, empty folders on a machine with this print service, as `CUPS_SERVER` names it.
    pub fn with_print_service(server: String) -> Outcome<Self> {
        Ok(Self {
            print_service: server,
            ..Self::new()?
        })
    }

    /// The data folder the app is told to use. It does not exist until somebody makes it.
    pub fn data(&self) -> PathBuf {
        self.root.path().join("data")
    }

    /// Where the app saves papers and exports.
    pub fn documents(&self) -> PathBuf {
        self.root.path().join("documents")
    }

    /// Every path handed to the system's viewer so far, oldest first.
    pub fn opened(&self) -> Vec<PathBuf> {
        std::fs::read_to_string(self.root.path().join("opened"))
            .map(|text| text.lines().map(PathBuf::from).collect())
            .unwrap_or_default()
    }

    /// Stands in for the system's viewer: it notes what it was asked to open.
    fn lay_viewer(&self) -> Outcome<()> {
        let viewer = self.root.path().join("bin/xdg-open");
        let note = self.root.path().join("opened");
        std::fs::write(
            &viewer,
            format!("#!/bin/sh\nprintf '%s\\n' \"$1\" >> '{}'\n", note.display()),
        )?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&viewer, std::fs::Permissions::from_mode(0o755))?;
            let private = std::fs::Permissions::from_mode(0o700);
            std::fs::set_permissions(self.root.path().join("runtime"), private)?;
        }
        Ok(())
    }
}

/// A display with a session bus, on which windows may be opened.
pub(super) struct Stage {
    display: String,
    environment: Vec<(&'static str, String)>,
    // Ended in this order: the bus first, then the display, which takes every window with it.
    _bus: Running,
    _display: Running,
}

impl Stage {
    pub(super) fn raise(size: (u32, u32), theme: Theme, folders: &Folders) -> Outcome<Self> {
        let screen = format!("{}x{}x24", size.0, size.1);
        let (display, number) = Running::telling(
            Command::new("Xvfb")
                .args([
                    "-displayfd",
                    "1",
                    "-screen",
                    "0",
                    &screen,
                    "-nolisten",
                    "tcp",
                    "-noreset",
                ])
                .stderr(Stdio::null()),
            "xvfb",
        )?;
        let rules = folders.root.path().join("bus.conf");
        std::fs::write(&rules, BUS)?;
        let (bus, address) = Running::telling(
            Command::new("dbus-daemon")
                .stderr(Stdio::null())
                .arg(format!("--config-file={}", rules.display()))
                .args(["--nofork", "--nopidfile", "--print-address=1"]),
            "dbus",
        )?;
        let display_name = format!(":{number}");
        let environment = environment(&display_name, address, theme, folders);
        Ok(Self {
            display: display_name,
            environment,
            _bus: bus,
            _display: display,
        })
    }

    /// The display, as programs that show something are told of it.
    pub(super) fn display(&self) -> &str {
        &self.display
    }

    /// A command that sees this stage and nothing of the machine's own desktop.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env_remove("WAYLAND_DISPLAY")
            .envs(self.environment.iter().cloned());
        command
    }

    /// Starts the driver; gives it and the address it listens on.
    pub(super) fn driver(&self) -> Outcome<(Running, String)> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = self.command(Path::new("WebKitWebDriver"));
        command.arg(format!("--port={port}")).arg("--host=127.0.0.1");
        let driver = Running::start(&mut command, "webkit2gtk-driver")?;
        Ok((driver, format!("http://127.0.0.1:{port}")))
    }
}

fn environment(display: &str, bus: String, theme: Theme, folders: &Folders) -> Vec<(&'static str, String)> {
    let root = folders.root.path();
    let below = |folder: &str| root.join(folder).to_string_lossy().into_owned();
    let path = std::env::var("PATH").unwrap_or_default();
    let gtk_theme = match theme {
        Theme::Light => "Adwaita",
        Theme::Dark => "Adwaita:dark",
    };
    vec![
        ("DISPLAY", display.into()),
        ("DBUS_SESSION_BUS_ADDRESS", bus),
        ("GDK_BACKEND", "x11".into()),
        ("GTK_THEME", gtk_theme.into()),
        ("GTK_A11Y", "none".into()),
        ("NO_AT_BRIDGE", "1".into()),
        ("LIBGL_ALWAYS_SOFTWARE", "1".into()),
        // The webview lets itself be driven only when asked to by this.
        ("TAURI_WEBVIEW_AUTOMATION", "true".into()),
        ("TZ", "America/Detroit".into()),
        ("LANG", "C.UTF-8".into()),
        ("HOME", below("home")),
        ("XDG_RUNTIME_DIR", below("runtime")),
        ("XDG_CONFIG_HOME", below("home/config")),
        ("XDG_CACHE_HOME", below("home/cache")),
        ("XDG_DATA_HOME", below("home/share")),
        ("CUPS_SERVER", folders.print_service.clone()),
        ("COMEBACK_DATA", below("data")),
        ("COMEBACK_DOCUMENTS", below("documents")),
        ("PATH", format!("{}:{path}", below("bin"))),
    ]
}
