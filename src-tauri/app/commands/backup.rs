//! Backups: a copy of the books to the folder the owner chose, and a copy in their place.

use comeback_actions::dto::{AppState, BackedUp};
use tauri::{AppHandle, command};

use super::{Answer, TheDesk, told};
use crate::outside;

/// Copies the books to the folder of backups, and proves the copy.
#[command]
pub async fn back_up(desk: TheDesk<'_>, staff: String) -> Answer<BackedUp> {
    desk.house().await?.back_up(None, &staff).await.map_err(told)
}

/// Lets the person choose the folder of backups. Changing their mind changes nothing.
#[command]
pub async fn choose_backup_folder(app: AppHandle, desk: TheDesk<'_>) -> Answer<AppState> {
    let house = desk.house().await?;
    let now = house.app_state().await.map_err(told)?;
    match outside::choose_folder(&app, "Where to keep backups", now.backup_folder.as_ref()).await? {
        Some(folder) => house.set_backup_folder(&folder).await.map_err(told),
        None => Ok(now),
    }
}

/// Lets the person choose a backup, and puts it in the place of the books. `None` when they change their mind.
#[command]
pub async fn restore_backup(app: AppHandle, desk: TheDesk<'_>, staff: String) -> Answer<Option<AppState>> {
    let Some(file) = outside::choose_backup(&app).await? else {
        return Ok(None);
    };
    let house = desk.restore(&file, &staff).await?;
    house.app_state().await.map(Some).map_err(told)
}
