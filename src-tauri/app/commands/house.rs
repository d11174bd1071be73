//! The house: its settings, its sample, and the folder its papers go to.

use comeback_actions::dto::{AppState, ShopSettings};
use tauri::{AppHandle, command};

use super::{Answer, TheDesk, told};
use crate::outside;

/// What the page needs to know before anything is done; also whether the house can be opened at all.
#[command]
pub async fn app_state(desk: TheDesk<'_>) -> Answer<AppState> {
    desk.house().await?.app_state().await.map_err(told)
}

/// Sets the house up.
#[command]
pub async fn set_up(desk: TheDesk<'_>, house: ShopSettings) -> Answer<AppState> {
    desk.house().await?.set_up(house).await.map_err(told)
}

/// Changes the settings.
#[command]
pub async fn change_house(desk: TheDesk<'_>, house: ShopSettings) -> Answer<AppState> {
    desk.house().await?.change_shop(house).await.map_err(told)
}

/// Opens a sample restaurant beside the house.
#[command]
pub async fn start_sample(desk: TheDesk<'_>) -> Answer<AppState> {
    desk.start_sample().await?.app_state().await.map_err(told)
}

/// Removes the sample restaurant, and returns to the house.
#[command]
pub async fn remove_sample(desk: TheDesk<'_>) -> Answer<AppState> {
    desk.remove_sample().await?.app_state().await.map_err(told)
}

/// Has the door make sounds on this station, or not.
#[command]
pub async fn set_sounds(desk: TheDesk<'_>, on: bool) -> Answer<AppState> {
    desk.house().await?.set_sounds(on).await.map_err(told)
}

/// Shows the folder of papers and exports.
#[command]
pub async fn open_folder(desk: TheDesk<'_>) -> Answer<()> {
    let folder = desk.house().await?.save_folder().await.map_err(told)?;
    outside::show_folder(&folder)
}

/// Lets the person choose the folder of papers and exports. Changing their mind changes nothing.
#[command]
pub async fn choose_folder(app: AppHandle, desk: TheDesk<'_>) -> Answer<AppState> {
    let house = desk.house().await?;
    let now = house.save_folder().await.map_err(told)?;
    match outside::choose_folder(&app, "Where to save papers and exports", &now).await? {
        Some(folder) => house.set_save_folder(&folder).await.map_err(told),
        None => house.app_state().await.map_err(told),
    }
}
