//! What the till took, and its comps against ours.

use comeback_actions::dto::{
    PastedBills, PastedTakings, TakingsForm, TakingsOfPeriod, TakingsWritten, Tie, TillBillsForm,
};
use tauri::command;

use super::{Answer, TheDesk, told};

/// What the till took in a period.
#[command]
pub async fn takings(desk: TheDesk<'_>, from: String, to: String) -> Answer<TakingsOfPeriod> {
    desk.house().await?.takings(&from, &to).await.map_err(told)
}

/// Sets what the till took.
#[command]
pub async fn set_takings(desk: TheDesk<'_>, form: TakingsForm) -> Answer<TakingsWritten> {
    desk.house().await?.set_takings(form).await.map_err(told)
}

/// Reads what was copied from a spreadsheet. Nothing is set by it.
#[command]
pub async fn read_takings(desk: TheDesk<'_>, pasted: String) -> Answer<PastedTakings> {
    desk.house().await?.read_takings(&pasted).await.map_err(told)
}

/// The till's comps of a period against ours.
#[command]
pub async fn tie(desk: TheDesk<'_>, from: String, to: String) -> Answer<Tie> {
    let tie = desk.house().await?.tie(&from, &to).await.map_err(told)?;
    Ok(Tie::from(&tie))
}

/// Sets the bills of the till.
#[command]
pub async fn set_till_bills(desk: TheDesk<'_>, form: TillBillsForm) -> Answer<TakingsWritten> {
    desk.house().await?.set_till_bills(form).await.map_err(told)
}

/// Reads a list of bills that was copied from a spreadsheet. Nothing is set by it.
#[command]
pub async fn read_till_bills(desk: TheDesk<'_>, pasted: String) -> Answer<PastedBills> {
    desk.house().await?.read_till_bills(&pasted).await.map_err(told)
}
