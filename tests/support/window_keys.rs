//! The keyboard of the window.

use std::time::Duration;

use fantoccini::actions::{Actions, InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

use super::{Outcome, Window};

/// How long a quick hand rests between two keys. The page takes anything faster for a scanner.
const KEYSTROKE: Duration = Duration::from_millis(55);
/// More than any screen has stops for the focus.
const MOST_TABS: usize = 60;

impl Window {
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
