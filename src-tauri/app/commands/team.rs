//! The team: signing in, people and their limits, and what waits for a yes.

use comeback_actions::dto::{
    AppState, AskedAnswer, AskedFor, LimitForm, MadeRight, MakeItRight, PrintJob, Room, RoomRequest, Saved,
    SigninSwitched, StaffForm, Team, Waiting,
};
use tauri::command;

use super::{Answer, TheDesk, told};

/// The team as its settings page shows it.
#[command]
pub async fn team(desk: TheDesk<'_>) -> Answer<Team> {
    desk.house().await?.team().await.map_err(told)
}

/// Takes somebody into the team, or changes them.
#[command]
pub async fn save_staff(desk: TheDesk<'_>, form: StaffForm) -> Answer<Team> {
    desk.house().await?.save_staff(form).await.map_err(told)
}

/// Sets a limit, or takes it away.
#[command]
pub async fn set_limit(desk: TheDesk<'_>, form: LimitForm) -> Answer<Team> {
    desk.house().await?.set_limit(form).await.map_err(told)
}

/// Switches sign-in.
#[command]
pub async fn set_signin(
    desk: TheDesk<'_>,
    on: bool,
    staff_id: Option<String>,
    secret: Option<String>,
) -> Answer<SigninSwitched> {
    let house = desk.house().await?;
    let switched = house.set_signin(on, staff_id.as_deref(), secret.as_deref());
    switched.await.map_err(told)
}

/// Makes a new recovery code.
#[command]
pub async fn new_recovery_code(desk: TheDesk<'_>) -> Answer<SigninSwitched> {
    desk.house().await?.new_recovery_code().await.map_err(told)
}

/// Somebody signs in.
#[command]
pub async fn sign_in(desk: TheDesk<'_>, staff_id: String, secret: String) -> Answer<AppState> {
    desk.house()
        .await?
        .sign_in(&staff_id, &secret)
        .await
        .map_err(told)
}

/// Locks the screen.
#[command]
pub async fn lock(desk: TheDesk<'_>) -> Answer<AppState> {
    desk.house().await?.lock().await.map_err(told)
}

/// Lets the owner back in with the recovery code and a new password.
#[command]
pub async fn recover(desk: TheDesk<'_>, code: String, secret: String) -> Answer<AppState> {
    desk.house().await?.recover(&code, &secret).await.map_err(told)
}

/// Prints the recovery code.
#[command]
pub async fn print_recovery_code(desk: TheDesk<'_>, code: String) -> Answer<PrintJob> {
    desk.house().await?.print_recovery_code(&code).await.map_err(told)
}

/// Saves the recovery code.
#[command]
pub async fn save_recovery_code(desk: TheDesk<'_>, code: String) -> Answer<Saved> {
    desk.house().await?.save_recovery_code(&code).await.map_err(told)
}

/// The screen was touched.
#[command]
pub async fn stir(desk: TheDesk<'_>) -> Answer<()> {
    desk.house().await?.stir();
    Ok(())
}

/// The room left.
#[command]
pub async fn room(desk: TheDesk<'_>, request: RoomRequest) -> Answer<Option<Room>> {
    desk.house().await?.room(request).await.map_err(told)
}

/// Records an incident whose make-good waits for a yes.
#[command]
pub async fn ask_for(desk: TheDesk<'_>, request: MakeItRight) -> Answer<Waiting> {
    desk.house().await?.ask_for(request).await.map_err(told)
}

/// What waits for a yes.
#[command]
pub async fn asked_for(desk: TheDesk<'_>) -> Answer<Vec<AskedFor>> {
    desk.house().await?.asked_for().await.map_err(told)
}

/// Answers what waits.
#[command]
pub async fn answer_asked(desk: TheDesk<'_>, answer: AskedAnswer) -> Answer<Option<MadeRight>> {
    desk.house().await?.answer_asked(answer).await.map_err(told)
}
