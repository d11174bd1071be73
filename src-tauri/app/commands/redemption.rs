//! The door: looking a code up, redeeming it, who came back, and what is done to a paper afterwards.

use comeback_actions::dto::{
    Approval, Became, CameBack, ExtendRequest, FoundPapers, Ledger, MendRequest, Near, RedeemRequest,
    Redeemed, Replaced, ShownCode, Unheard, Verdict,
};
use tauri::command;

use super::{Answer, TheDesk, told};

/// What the door says to a code.
#[command]
pub async fn look_up(desk: TheDesk<'_>, typed: String) -> Answer<Verdict> {
    desk.house().await?.look_up(&typed).await.map_err(told)
}

/// Papers that were left at home.
#[command]
pub async fn find_papers(desk: TheDesk<'_>, typed: String) -> Answer<FoundPapers> {
    desk.house().await?.find_papers(&typed).await.map_err(told)
}

/// What the door says to a paper that was found without its code.
#[command]
pub async fn look_at(desk: TheDesk<'_>, voucher_id: String) -> Answer<Verdict> {
    desk.house().await?.look_at(&voucher_id).await.map_err(told)
}

/// What the door says to a code with a slip in it, held by a guest of this name.
#[command]
pub async fn look_near(desk: TheDesk<'_>, typed: String, name: String) -> Answer<Near> {
    desk.house().await?.look_near(&typed, &name).await.map_err(told)
}

/// Redeems a voucher. The request is noted first: the window may die before it hears the answer.
#[command]
pub async fn redeem(desk: TheDesk<'_>, request: RedeemRequest) -> Answer<Redeemed> {
    desk.house().await?.redeem_noted(request).await.map_err(told)
}

/// What was asked for here before the window died, and not answered.
#[command]
pub async fn unheard(desk: TheDesk<'_>) -> Answer<Vec<Unheard>> {
    desk.house().await?.unheard().await.map_err(told)
}

/// What became of a request to redeem.
#[command]
pub async fn what_became_of(desk: TheDesk<'_>, request_id: String) -> Answer<Became> {
    desk.house()
        .await?
        .what_became_of(&request_id)
        .await
        .map_err(told)
}

/// The answer to a request was shown.
#[command]
pub async fn heard(desk: TheDesk<'_>, request_id: String) -> Answer<()> {
    desk.house().await?.heard(&request_id).await.map_err(told)
}

/// Everybody who came back today.
#[command]
pub async fn came_back_today(desk: TheDesk<'_>) -> Answer<CameBack> {
    desk.house().await?.came_back_today().await.map_err(told)
}

/// Everything that moved the balance of a voucher.
#[command]
pub async fn ledger(desk: TheDesk<'_>, voucher_id: String) -> Answer<Ledger> {
    desk.house().await?.ledger(&voucher_id).await.map_err(told)
}

/// Undoes a redemption of today.
#[command]
pub async fn reverse(desk: TheDesk<'_>, request: MendRequest) -> Answer<Ledger> {
    desk.house().await?.reverse(request).await.map_err(told)
}

/// Takes a voucher back for good.
#[command]
pub async fn void_voucher(desk: TheDesk<'_>, request: MendRequest) -> Answer<Ledger> {
    desk.house().await?.void(request).await.map_err(told)
}

/// Gives a lost paper a new code.
#[command]
pub async fn replace_voucher(desk: TheDesk<'_>, request: MendRequest) -> Answer<Replaced> {
    desk.house().await?.replace(request).await.map_err(told)
}

/// Gives a voucher more time.
#[command]
pub async fn extend_voucher(desk: TheDesk<'_>, request: ExtendRequest) -> Answer<Ledger> {
    desk.house().await?.extend(request).await.map_err(told)
}

/// Lets this station look at codes again, after too many that nobody knows.
#[command]
pub async fn unlock_door(desk: TheDesk<'_>, approval: Option<Approval>) -> Answer<()> {
    desk.house().await?.unlock_door(approval).await.map_err(told)
}

/// The whole code of a voucher; that somebody looked is written down.
#[command]
pub async fn show_code(
    desk: TheDesk<'_>,
    voucher_id: String,
    reason: String,
    staff: String,
) -> Answer<ShownCode> {
    let house = desk.house().await?;
    house.show_code(&voucher_id, &reason, &staff).await.map_err(told)
}
