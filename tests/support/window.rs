//! The real window, driven as a person would drive it: by what is written on it, with a pointer and a keyboard.
//!
//! Nothing here waits for luck. Whatever should appear is looked for until a deadline, and when it does not appear the
//! error tells what was on the screen instead.

#[path = "window_keys.rs"]
mod keys;
#[path = "window_picture.rs"]
mod picture;
#[path = "window_show.rs"]
mod show;
#[path = "window_stage.rs"]
mod stage;
#[path = "window_steps.rs"]
mod steps;
#[path = "window_tour.rs"]
mod tour;

use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::Client;
use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::{CmdError, ErrorStatus};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use picture::Picture;
pub use show::{Show, journey, opening_time, within};
pub use stage::Folders;
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

/// The folder Cargo builds into.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
