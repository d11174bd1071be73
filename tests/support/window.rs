//! The real window, driven as a person would drive it: by what is written on it, with a pointer and a keyboard.
//!
//! Nothing here waits for luck. Whatever should appear is looked for until a deadline, and when it does not appear the
//! error tells what was on the screen instead.

#[path = "window_picture.rs"]
mod picture;
#[path = "window_stage.rs"]
mod stage;
#[path = "window_steps.rs"]
mod steps;
#[path = "window_tour.rs"]
mod tour;

use std::cell::Cell;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::rc::Rc;
use std::time::Duration;

use fantoccini::actions::{Actions, InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::key::Key;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::task::LocalSet;
use tokio::time::{Instant, sleep, timeout};

use picture::Picture;
pub use stage::Folders;
use stage::{Running, Stage};
pub use steps::{COLD_DUCK, Incident, code_on, files};
pub use tour::{misread, strangers, team_tour, tour};

/// What a step of a journey gives, or why it could not be taken.
pub type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How long something may take to appear before the journey is given up. Generous, because a busy machine is no error.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often a screen is looked at while waiting.
const GLANCE: Duration = Duration::from_millis(40);
/// How often a screen that never stands still is looked at before a picture of it is kept as it is.
const MOST_LOOKS: usize = 20;
/// How long a quick hand rests between two keys. The page takes anything faster for a scanner.
const KEYSTROKE: Duration = Duration::from_millis(55);
/// More than any screen has stops for the focus.
const MOST_TABS: usize = 60;
/// How long a whole journey may take.
const JOURNEY: Duration = Duration::from_secs(240);

/// Light or dark, as the desktop asks for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark ink on warm paper.
    Light,
    /// The same room in the evening.
    Dark,
}

/// The desktop a window is opened on.
#[derive(Clone, Copy, Debug)]
pub struct Desktop {
    /// Width and height of the screen in pixels; the window fills it as far as it can.
    pub size: (u32, u32),
    /// What the desktop asks for.
    pub theme: Theme,
}

impl Default for Desktop {
    fn default() -> Self {
        Self {
            size: (1280, 800),
            theme: Theme::Light,
        }
    }
}

/// An open window of the real app. Clones drive the same window.
#[derive(Clone)]
pub struct Window {
    client: Client,
    display: String,
}

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

/// Where a journey keeps a picture for whoever wants to look at it.
pub fn kept(name: &str) -> PathBuf {
    target().join("window-pictures").join(name)
}

impl Window {
    /// The one thing on the screen with this role, or one of `several|roles`, and name. The whole name is preferred to a
    /// part of it.
    pub async fn find(&self, role: &str, name: &str) -> Outcome<Element> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let (found, names) = self.look(role, name).await?;
            match <[Element; 1]>::try_from(found) {
                Ok([one]) => return Ok(one),
                Err(_) if Instant::now() < deadline => sleep(GLANCE).await,
                Err(many) if many.is_empty() => {
                    return Err(
                        format!("no {role} \"{name}\" appeared; there was {}", names.join(", ")).into(),
                    );
                }
                Err(_) => return Err(format!("more than one {role} \"{name}\": {}", names.join(", ")).into()),
            }
        }
    }

    /// Whether something with this role and name is on the screen now.
    pub async fn has(&self, role: &str, name: &str) -> Outcome<bool> {
        Ok(!self.look(role, name).await?.0.is_empty())
    }

    /// Presses the pointer on something, once nothing lies over it any more.
    pub async fn click(&self, role: &str, name: &str) -> Outcome<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let clicked = self.find(role, name).await?.click().await;
            match clicked {
                Ok(()) => return Ok(()),
                Err(CmdError::Standard(error))
                    if error.error == ErrorStatus::ElementClickIntercepted && Instant::now() < deadline =>
                {
                    sleep(GLANCE).await;
                }
                // The driver's own words are in the debug form only.
                Err(error) => return Err(format!("the {role} \"{name}\" was not clicked: {error:?}").into()),
            }
        }
    }

    /// Replaces the text of a field, as a person who clicks into it and types.
    pub async fn fill_in(&self, label: &str, text: &str) -> Outcome<()> {
        self.click("textbox|combobox|searchbox", label).await?;
        self.press("Control+a").await?;
        self.press("Delete").await?;
        self.type_text(text).await
    }

    /// Chooses from the system's list that a field opens: as the list tells the page once it is closed.
    pub async fn choose(&self, field: &str, option: &str) -> Outcome<()> {
        let element = serde_json::to_value(&self.find("combobox", field).await?)?;
        let script = "const [field, label] = arguments;
            const option = [...field.options].find((each) => each.label === label);
            if (!option) return [...field.options].map((each) => each.label).join(', ');
            field.focus();
            field.value = option.value;
            for (const event of ['input', 'change']) field.dispatchEvent(new Event(event, { bubbles: true }));
            return null;";
        let deadline = Instant::now() + PATIENCE;
        loop {
            let told = self.execute(script, vec![element.clone(), json!(option)]).await?;
            match told {
                Value::Null => return Ok(()),
                // A long list is laid in once its field is on the screen.
                _ if Instant::now() < deadline => sleep(GLANCE).await,
                offered => return Err(format!("{field} does not offer \"{option}\", only {offered}").into()),
            }
        }
    }

    /// Goes on with Tab until what has the focus is called so.
    pub async fn tab_to(&self, name: &str) -> Outcome<()> {
        for _ in 0..MOST_TABS {
            if self.focused().await?.contains(name) {
                return Ok(());
            }
            self.press("Tab").await?;
        }
        Err(format!("no {MOST_TABS} presses of Tab led to {name}").into())
    }

    /// Types where the focus is, as fast as a quick hand.
    pub async fn type_text(&self, text: &str) -> Outcome<()> {
        self.type_keys(text, KEYSTROKE).await
    }

    /// Types where the focus is, every key at once: what a scanner does.
    pub async fn type_at_once(&self, text: &str) -> Outcome<()> {
        self.type_keys(text, Duration::ZERO).await
    }

    async fn type_keys(&self, text: &str, rest: Duration) -> Outcome<()> {
        let keys = text
            .chars()
            .fold(KeyActions::new("keyboard".into()), |keys, letter| {
                let keys = keys
                    .then(KeyAction::Down { value: letter })
                    .then(KeyAction::Up { value: letter });
                if rest.is_zero() { keys } else { keys.pause(rest) }
            });
        Ok(self.client.perform_actions(Actions::from(keys)).await?)
    }

    /// Presses one key, with the keys held down before it: `Tab`, `Control+Enter`, `Alt+c`.
    pub async fn press(&self, chord: &str) -> Outcome<()> {
        let keys = chord.split('+').map(key).collect::<Outcome<Vec<char>>>()?;
        let source = KeyActions::new("keyboard".into());
        let down = keys
            .iter()
            .fold(source, |source, &value| source.then(KeyAction::Down { value }));
        let all = keys
            .iter()
            .rev()
            .fold(down, |source, &value| source.then(KeyAction::Up { value }));
        Ok(self.client.perform_actions(Actions::from(all)).await?)
    }

    /// Role and name of what has the focus.
    pub async fn focused(&self) -> Outcome<String> {
        self.bring_axe().await?;
        let script = "axe.setup(document.documentElement); try { const at = document.activeElement;
            return `${axe.commons.aria.getRole(at)} \"${axe.commons.text.accessibleText(at)}\"`; } finally { axe.teardown(); }";
        let told = self.client.execute(script, vec![]).await?;
        Ok(told.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the text is written on the screen.
    pub async fn sees(&self, text: &str) -> Outcome<()> {
        let wanted = text.to_owned();
        let what = format!("\"{text}\" to be on the screen");
        let seen = self
            .until(&what, async |window| Ok(window.text().await?.contains(&wanted)))
            .await;
        match seen {
            Ok(()) => Ok(()),
            Err(error) => Err(format!("{error}; the screen said:\n{}", self.text().await?).into()),
        }
    }

    /// Waits until a condition holds.
    pub async fn until<Condition>(&self, what: &str, condition: Condition) -> Outcome<()>
    where
        Condition: AsyncFn(&Self) -> Outcome<bool>,
    {
        let deadline = Instant::now() + PATIENCE;
        while !condition(self).await? {
            if Instant::now() > deadline {
                return Err(format!("waited {} s in vain for {what}", PATIENCE.as_secs()).into());
            }
            sleep(GLANCE).await;
        }
        Ok(())
    }

    /// All text on the screen, with every run of white space as one space.
    pub async fn text(&self) -> Outcome<String> {
        let script = "return document.body.innerText.replace(/\\s+/g, ' ')";
        let text = self.client.execute(script, vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Runs a script in the page and gives what it returns.
    pub async fn execute(&self, script: &str, arguments: Vec<Value>) -> Outcome<Value> {
        Ok(self.client.execute(script, arguments).await?)
    }

    /// Waits for a promise of the page, named by a script: nobody looks in the meantime, so that looking takes no time of
    /// what is waited for.
    pub async fn promised(&self, promise: &str) -> Outcome<Value> {
        let script = format!("const done = arguments[arguments.length - 1]; ({promise}).then(done);");
        Ok(self.client.execute_async(&script, vec![]).await?)
    }

    /// The address of the page.
    pub async fn address(&self) -> Outcome<String> {
        Ok(self.client.current_url().await?.to_string())
    }

    /// Waits until the screen is complete: typefaces there, nothing moving, and what is drawn as it was a moment ago.
    pub async fn comes_to_rest(&self) -> Outcome<()> {
        let seen = std::cell::RefCell::new(Value::Null);
        self.until("the screen to come to rest", async |window| {
            let sees = window
                .client
                .execute_async(include_str!("window_rest.js"), vec![])
                .await?;
            let before = seen.replace(sees.clone());
            Ok(sees != Value::Null && sees == before)
        })
        .await
    }

    /// Saves a picture of what the display shows once it stands still.
    pub async fn screenshot(&self, file: &Path) -> Outcome<()> {
        let mut before = None;
        for _ in 0..MOST_LOOKS {
            // What was asked for is painted in the frame after the next.
            let frames = "const done = arguments[arguments.length - 1];
                requestAnimationFrame(() => requestAnimationFrame(() => done()));";
            self.client.execute_async(frames, vec![]).await?;
            let seen = Some(Picture::of(&self.display)?);
            if seen == before {
                break;
            }
            before = seen;
        }
        let picture = before.ok_or("nobody looked")?.png()?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        Ok(std::fs::write(file, picture)?)
    }

    /// Audits the screen with axe; gives one line for each violation.
    pub async fn violations(&self) -> Outcome<Vec<String>> {
        self.bring_axe().await?;
        let script = "const done = arguments[arguments.length - 1];
            axe.run(document, { resultTypes: ['violations'] }).then(
              (result) => done(result.violations.flatMap((one) => one.nodes.map((node) =>
                `${one.id} (${one.impact}): ${one.help}: ${node.html.slice(0, 200)} [${node.any.map((check) => check.message).join('; ')}]`))),
              (error) => done([`axe failed: ${error}`]));";
        let told = self.client.execute_async(script, vec![]).await?;
        Ok(serde_json::from_value(told)?)
    }

    /// Makes the page exactly as large as asked, whatever the desktop does around it.
    async fn fill(&self, (width, height): (u32, u32)) -> Outcome<()> {
        self.client.set_window_rect(0, 0, width, height).await?;
        let script = "return window.innerWidth === arguments[0] && window.innerHeight === arguments[1]";
        let what = format!("the page to be {width} by {height}");
        self.until(&what, async |window| {
            let fits = window
                .client
                .execute(script, vec![json!(width), json!(height)])
                .await?;
            Ok(fits == Value::Bool(true))
        })
        .await
    }

    async fn look(&self, role: &str, name: &str) -> Outcome<(Vec<Element>, Vec<String>)> {
        self.bring_axe().await?;
        let script = include_str!("window_find.js");
        let mut told = self
            .client
            .execute(script, vec![json!(role), json!(name)])
            .await?;
        let names = serde_json::from_value(told["names"].take())?;
        let elements = told["elements"].as_array().map(Vec::as_slice).unwrap_or_default();
        let found = elements
            .iter()
            .map(|reference| self.element(reference))
            .collect::<Outcome<_>>()?;
        Ok((found, names))
    }

    fn element(&self, reference: &Value) -> Outcome<Element> {
        let id = reference
            .as_object()
            .and_then(|object| object.values().next())
            .and_then(Value::as_str);
        let id = id.ok_or("the driver gave no element")?;
        Ok(Element::from_element_id(
            self.client.clone(),
            ElementRef::from(id.to_owned()),
        ))
    }

    /// Lays axe into the page, once for each page.
    async fn bring_axe(&self) -> Outcome<()> {
        let there = self
            .client
            .execute("return typeof axe === 'object'", vec![])
            .await?;
        if there == Value::Bool(true) {
            return Ok(());
        }
        let file = root().join("ui/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(&file)
            .map_err(|error| format!("{} cannot be read ({error}). Run ./dev setup.", file.display()))?;
        self.client.execute(&source, vec![]).await?;
        Ok(())
    }
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

/// The folder Cargo builds into.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

fn key(name: &str) -> Outcome<char> {
    let known = match name {
        "Enter" => Key::Enter,
        "Tab" => Key::Tab,
        "Escape" => Key::Escape,
        "Space" => Key::Space,
        "Delete" => Key::Delete,
        "Backspace" => Key::Backspace,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "Control" => Key::Control,
        "Alt" => Key::Alt,
        "Shift" => Key::Shift,
        "F1" => Key::F1,
        _ => {
            let mut letters = name.chars();
            return match (letters.next(), letters.next()) {
                (Some(letter), None) => Ok(letter),
                _ => Err(format!("no key is called {name}").into()),
            };
        }
    };
    Ok(known.into())
}
