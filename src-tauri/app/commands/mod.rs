//! The commands of the page, one file a noun. Each reads what came, calls one action, and tells what went wrong.

pub mod activity;
pub mod backup;
pub mod books;
pub mod cause;
pub mod concern;
pub mod design;
pub mod follow_up;
pub mod guest;
pub mod house;
pub mod incident;
pub mod insights;
pub mod playbook;
pub mod printing;
pub mod redemption;
pub mod run;
pub mod scan;
pub mod takings;
pub mod team;
pub mod voucher;

use std::ops::ControlFlow;

use comeback_actions::{ActionError, House, Problem};
use tauri::State;
use tauri::ipc::{Channel, IpcResponse, Response};

use crate::desk::{Desk, Turn};

/// What a command answers.
pub type Answer<T> = Result<T, Problem>;

/// The open house, as commands are given it.
pub type TheDesk<'a> = State<'a, Desk>;

/// An action's error as it crosses to the page.
pub fn told(error: ActionError) -> Problem {
    Problem::from(&error)
}

/// A paper as it crosses to the page: its first page in pixels, `width` across.
pub async fn proof(house: &House, pdf: Vec<u8>, width: u32) -> Answer<Response> {
    Ok(Response::new(house.proof(pdf, width).await.map_err(told)?))
}

/// Tells the page how far a piece of work is, and goes on with it for as long as it is wanted.
pub fn while_wanted<P: IpcResponse + Send>(
    turn: &Turn,
    progress: Channel<P>,
) -> impl FnMut(P) -> ControlFlow<()> + Send + use<P> {
    let wanted = turn.begins();
    move |how_far| {
        // A page that is gone has nobody to tell.
        let _ = progress.send(how_far);
        if wanted() {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    include!("list.rs");

    macro_rules! names {
        ($($noun:ident::$command:ident,)*) => { [$(stringify!($command)),*] };
    }

    fn listed() -> BTreeSet<String> {
        with_commands!(names).map(str::to_owned).into()
    }

    fn read(path: &str) -> String {
        let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    }

    #[test]
    fn the_client_knows_the_same_commands() {
        let client = read("ui/src/lib/ipc/client.ts");
        let list = client
            .split_once("export const COMMANDS = [")
            .expect("the client lists its commands")
            .1;
        let list = list.split_once(']').expect("the list ends").0;
        let known: BTreeSet<String> = list.split('"').skip(1).step_by(2).map(str::to_owned).collect();
        assert_eq!(known, listed(), "left: the client; right: the shell");
    }

    #[test]
    fn the_window_may_call_these_commands_and_nothing_else() {
        let capabilities: Value =
            serde_json::from_str(&read("src-tauri/capabilities/main.json")).expect("capabilities are JSON");
        let granted: BTreeSet<&str> = capabilities["permissions"]
            .as_array()
            .expect("permissions are a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let allowed: Vec<String> = listed()
            .iter()
            .map(|name| format!("allow-{}", name.replace('_', "-")))
            .collect();
        let mut wanted: BTreeSet<&str> = allowed.iter().map(String::as_str).collect();
        wanted.insert("core:event:default");
        assert_eq!(granted, wanted, "left: capabilities/main.json; right: the shell");
    }
}
