//! Guests: found, corrected, merged and forgotten; and what the owner may want to look at.

use comeback_actions::House;
use comeback_actions::dto::{Caution, GuestForm, GuestList, GuestRow, GuestStory, Sign};
use tauri::command;

use super::{Answer, TheDesk, told};

/// A part of the list.
#[command]
pub async fn guests(desk: TheDesk<'_>, search: String, offset: u32, limit: u32) -> Answer<GuestList> {
    let house = desk.house().await?;
    house.guests(&search, offset, limit).await.map_err(told)
}

/// Guests to choose from while a name or a telephone is typed.
#[command]
pub async fn find_guests(desk: TheDesk<'_>, typed: String) -> Answer<Vec<GuestRow>> {
    desk.house().await?.find_guests(&typed).await.map_err(told)
}

/// Everything the house knows of one.
#[command]
pub async fn guest(desk: TheDesk<'_>, id: String) -> Answer<GuestStory> {
    desk.house().await?.guest(&id).await.map_err(told)
}

/// Corrects what a guest is called and how to reach them.
#[command]
pub async fn change_guest(desk: TheDesk<'_>, form: GuestForm) -> Answer<GuestStory> {
    desk.house().await?.change_guest(form).await.map_err(told)
}

/// Makes two guests one.
#[command]
pub async fn merge_guests(
    desk: TheDesk<'_>,
    keep: String,
    gone: String,
    staff: String,
) -> Answer<GuestStory> {
    let house = desk.house().await?;
    house.merge_guests(&keep, &gone, &staff).await.map_err(told)
}

/// Forgets a guest for good.
#[command]
pub async fn erase_guest(desk: TheDesk<'_>, id: String, staff: String) -> Answer<GuestList> {
    desk.house().await?.erase_guest(&id, &staff).await.map_err(told)
}

/// What should not stand in a text that is being typed. Needs no house: nothing is looked up.
#[command]
pub fn cautions(text: &str) -> Vec<Caution> {
    House::cautions(text)
}

/// What the owner may want to look at.
#[command]
pub async fn signs(desk: TheDesk<'_>) -> Answer<Vec<Sign>> {
    desk.house().await?.signs().await.map_err(told)
}
