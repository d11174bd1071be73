//! A window with everything around it: opened, walked through, killed and closed.

use std::cell::Cell;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::rc::Rc;
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::task::LocalSet;
use tokio::time::{Instant, sleep, timeout};

use super::stage::{Folders, Running, Stage};
use super::{Desktop, GLANCE, Outcome, PATIENCE, Window, target};

/// How long a whole journey may take.
const JOURNEY: Duration = Duration::from_secs(240);

/// A window with everything around it.
pub struct Show {
    /// The window.
    pub window: Window,
    /// The folders its app was told to use.
    pub folders: Folders,
    stage: Stage,
    /// The app was killed: there is no window to close any more.
    gone: Cell<bool>,
    _driver: Running,
}

impl Show {
    /// Opens the app on a display of its own, with the given folders.
    pub async fn open(desktop: Desktop, folders: Folders) -> Outcome<Self> {
        let stage = Stage::raise(desktop.size, desktop.theme, &folders)?;
        let (driver, address) = stage.driver()?;
        let client = connect(&address, "comeback").await?;
        let window = Window {
            client,
            display: stage.display().to_owned(),
        };
        let show = Self {
            window,
            folders,
            stage,
            gone: Cell::new(false),
            _driver: driver,
        };
        show.window.fill(desktop.size).await?;
        Ok(show)
    }

    /// Starts the app a second time on the same desktop and folders, and waits for that second start to end.
    pub async fn start_again(&self) -> Outcome<ExitStatus> {
        let mut second = self.stage.command(&program("comeback")?).spawn()?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = second.try_wait()? {
                return Ok(status);
            }
            if Instant::now() > deadline {
                second.kill()?;
                return Err("the second start did not end: it must have opened a window of its own".into());
            }
            sleep(GLANCE).await;
        }
    }

    /// Runs the command line program on the same data, beside the open window.
    pub fn command_line(&self, arguments: &[&str]) -> Outcome<std::process::Output> {
        Ok(self
            .stage
            .command(&program("comeback-cli")?)
            .args(arguments)
            .output()?)
    }

    /// What is on the clipboard of the desktop, as this kind: another program's look at what the window put there.
    pub fn clipboard(&self, kind: &str) -> Outcome<Vec<u8>> {
        let told = self
            .stage
            .command(Path::new("xclip"))
            .args(["-selection", "clipboard", "-target", kind, "-out"])
            .output()?;
        if told.status.success() {
            Ok(told.stdout)
        } else {
            Err(String::from_utf8_lossy(&told.stderr).into_owned().into())
        }
    }

    /// Ends the app as a power cut would: in the middle of whatever it does.
    pub fn power_goes(&self) -> Outcome<()> {
        let mine = format!("COMEBACK_DATA={}", self.folders.data().display());
        for process in std::fs::read_dir("/proc")?.filter_map(Result::ok) {
            let Some(id) = process
                .file_name()
                .to_str()
                .and_then(|name| name.parse::<u32>().ok())
            else {
                continue;
            };
            // One that ended meanwhile, or belongs to somebody else, is not ours.
            let Ok(name) = std::fs::read_to_string(process.path().join("comm")) else {
                continue;
            };
            let environment = std::fs::read(process.path().join("environ")).unwrap_or_default();
            let is_mine = environment
                .split(|byte| *byte == 0)
                .any(|each| each == mine.as_bytes());
            if name.trim() == "comeback" && is_mine {
                self.gone.set(true);
                return match Command::new("kill")
                    .args(["-KILL", &id.to_string()])
                    .status()?
                    .success()
                {
                    true => Ok(()),
                    false => Err(format!("the app, {id}, was not ended").into()),
                };
            }
        }
        Err("the app is not running".into())
    }

    /// Closes the window as its close button would.
    pub async fn close(self) -> Outcome<Folders> {
        self.window.client.close().await?;
        Ok(self.folders)
    }
}

/// Opens the app, runs `body`, and closes it. A journey that fails leaves a picture of the window where it failed.
pub async fn journey<Body, Steps>(name: &str, desktop: Desktop, folders: Folders, body: Body) -> Outcome<()>
where
    Body: FnOnce(Rc<Show>) -> Steps,
    Steps: Future<Output = Outcome<()>> + 'static,
{
    let show = Show::open(desktop, folders).await?;
    let ((), show) = within(name, show, body).await?;
    if !show.gone.get() {
        show.window.client.clone().close().await?;
    }
    Ok(())
}

/// Runs a part of a journey, and gives the window back with what the part found. One that fails leaves a picture of the
/// window where it failed.
pub async fn within<Body, Steps, T>(name: &str, show: Show, body: Body) -> Outcome<(T, Show)>
where
    Body: FnOnce(Rc<Show>) -> Steps,
    Steps: Future<Output = Outcome<T>> + 'static,
    T: 'static,
{
    let show = Rc::new(show);
    // A task of its own, so that a failed assertion comes back here and the window can still be looked at.
    let steps = body(show.clone());
    let task = async { tokio::task::spawn_local(steps).await };
    let ended = timeout(JOURNEY, LocalSet::new().run_until(task)).await;
    let trouble = match ended {
        Ok(Ok(Ok(found))) => {
            let show = Rc::into_inner(show).ok_or("something still holds the window")?;
            return Ok((found, show));
        }
        Ok(Ok(Err(error))) => error.to_string(),
        Ok(Err(panic)) => panic.to_string(),
        Err(_) => format!("the journey took longer than {} s", JOURNEY.as_secs()),
    };
    let picture = target().join("window-failures").join(format!("{name}.png"));
    let seen = match show.window.screenshot(&picture).await {
        Ok(()) => format!("The window as it stood: {}", picture.display()),
        Err(error) => format!("No picture could be taken: {error}"),
    };
    Err(format!("{name}: {trouble}\n{seen}").into())
}

/// How long a program takes from its start until this text is on its page. The display, the bus and the driver stand
/// before the clock starts.
pub async fn opening_time(name: &str, text: &str) -> Outcome<Duration> {
    let (desktop, folders) = (Desktop::default(), Folders::new()?);
    let stage = Stage::raise(desktop.size, desktop.theme, &folders)?;
    let (_driver, address) = stage.driver()?;
    let listening = address.trim_start_matches("http://");
    while std::net::TcpStream::connect(listening).is_err() {
        sleep(Duration::from_millis(5)).await;
    }
    let start = Instant::now();
    let client = connect(&address, name).await?;
    let script = "return document.body?.innerText.includes(arguments[0]) ?? false";
    while client.execute(script, vec![json!(text)]).await? != Value::Bool(true) {
        if start.elapsed() > PATIENCE {
            return Err(format!("{name} never showed \"{text}\"").into());
        }
        sleep(Duration::from_millis(2)).await;
    }
    let taken = start.elapsed();
    client.close().await?;
    Ok(taken)
}

async fn connect(driver: &str, name: &str) -> Outcome<Client> {
    let options = json!({ "binary": program(name)?, "args": [] });
    let mut capabilities = serde_json::Map::new();
    capabilities.insert("webkitgtk:browserOptions".into(), options);
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    let deadline = Instant::now() + PATIENCE;
    loop {
        match builder.connect(driver).await {
            Ok(client) => return Ok(client),
            Err(error) if Instant::now() > deadline => {
                return Err(format!("the app did not open: {error}").into());
            }
            // The driver takes a moment before it listens.
            Err(_) => sleep(GLANCE).await,
        }
    }
}

/// A built program of this workspace, beside the test that asks for it.
fn program(name: &str) -> Outcome<PathBuf> {
    let here = std::env::current_exe()?;
    let beside = here
        .ancestors()
        .skip(1)
        .take(2)
        .map(|folder| folder.join(name))
        .find(|file| file.is_file());
    beside.ok_or_else(|| format!("{name} is not built. Run cargo build --workspace first.").into())
}
