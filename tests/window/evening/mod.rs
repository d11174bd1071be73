//! A whole evening at the door: thirty scans and every verdict there is; in its middle the power goes while a paper is taken;
//! a mistake put right, a paper lost, another voided, one left at home, a photo of one. At its end the books tie out.

mod door;

use std::cell::RefCell;
use std::rc::Rc;

use comeback_tests::window::{Desktop, Folders, Outcome, Show, journey, misread, strangers};

use self::door::{Door, Evening, on_french_keys};

const WHOLE_CHECKS: &str =
    "m.kind = 'check' AND v.spent = 0 AND v.remaining = m.minor AND v.expires_on > date('now', '+3 days')";
const CERTIFICATES: &str = "m.kind = 'certificate' AND v.spent = 0 AND v.expires_on > date('now', '+3 days')";
const EXPIRED: &str = "m.kind = 'check' AND v.spent = 0 AND v.remaining = m.minor
    AND v.expires_on BETWEEN date('now', '-20 days') AND date('now', '-3 days')";

/// Good papers, used ones, and what is none of ours; and then the power.
async fn until_the_power_goes(door: &Door) -> Outcome<()> {
    let window = &door.show.window;
    let checks = door.book.papers(WHOLE_CHECKS)?;
    let [last, in_parts, plain @ ..] = &checks[..] else {
        return Err(format!("the sample has only {} checks", checks.len()).into());
    };
    window.go("Redeem").await?;
    window.click("textbox", "Scan the paper").await?;
    let [tab, french, plain @ ..] = plain else {
        return Err("the sample has too few checks".into());
    };
    door.scans_as(&format!("CB1:{}", tab.code), "Tab").await?;
    door.takes(tab.left).await?;
    let keys = on_french_keys(&format!("CB1:{}", french.code));
    door.scans_as(&keys, "Enter").await?;
    door.takes(french.left).await?;
    for paper in plain.iter().take(5) {
        door.scans_and_takes(paper).await?;
    }
    let used = plain.first().ok_or("a paper")?;
    door.evening.borrow_mut().used = Some(used.clone());
    door.scans(&used.code, "Already used").await?;
    door.scans(&misread(&used.code), "Look again").await?;
    // The fifth code that nobody knows, and nobody may look for a while.
    let [fifth, four @ ..] = &strangers();
    for code in four {
        door.scans(code, "Not known").await?;
    }
    door.scans(fifth, "Wait").await?;
    window.click("button", "Unlock it").await?;
    window.sees("No paper?").await?;
    door.scans("https://example.com/menu", "Not ours").await?;
    door.scans("LOT:40931", "Not a code").await?;
    for paper in door.book.papers(CERTIFICATES)?.iter().take(2) {
        door.scans(&paper.code, "Good").await?;
        window.fill_in("Menu value", "31.00").await?;
        door.presses("Redeem for", 3100).await?;
    }

    door.scans(&in_parts.code, "Good").await?;
    window.fill_in("Bill number", "40999").await?;
    window.fill_in("Amount", "9999.00").await?;
    window.click("button", "Take").await?;
    window.sees("is left on this check, less than $9,999").await?;
    window.fill_in("Amount", "1.00").await?;
    door.takes(100).await?;
    door.scans(&in_parts.code, "Good").await?;
    window.sees("left of").await?;
    door.takes(in_parts.left - 100).await?;

    // A scanner that reads twice, and then the power goes.
    door.evening.borrow_mut().last.clone_from(&last.code);
    door.scans(&last.code, "Good").await?;
    window.scan(&last.code).await?;
    window.find("heading", "Good").await?;
    window.fill_in("Bill number", "40999").await?;
    window.click("button", "Take").await?;
    door.show.power_goes()
}

/// Whether it was taken in the moment the power went, the book knows, and the window tells where the question was noted.
async fn after_the_power_went(door: &Door) -> Outcome<()> {
    let window = &door.show.window;
    let last = door.evening.borrow().last.clone();
    let noted = door.book.number("SELECT count(*) FROM asking")? > 0;
    let taken = door
        .book
        .numbers("SELECT minor FROM redemption WHERE bill = '40999'")?;
    assert!(taken.len() <= 1, "it was taken twice");
    window.go("Redeem").await?;
    if noted {
        let told = match taken[..] {
            [] => "Nothing came off bill 40999 with",
            _ => "It is noted once: do not take it again.",
        };
        window.sees(told).await?;
        window.click("button", "All right").await?;
    }
    if let [minor] = taken[..] {
        door.evening.borrow_mut().took(minor);
        door.scans(&last, "Already used").await?;
        return window.sees("40999").await;
    }
    let left = door.book.papers(WHOLE_CHECKS)?;
    let paper = left.iter().find(|paper| paper.code == last);
    door.scans_and_takes(paper.ok_or("the last paper is as it was")?)
        .await
}

/// A late one, a mistake, a lost paper, a voided one, a photo, and one that was left at home.
async fn the_rest_of_the_evening(door: &Door) -> Outcome<()> {
    let window = &door.show.window;
    let checks = door.book.papers(WHOLE_CHECKS)?;
    let [lost, voided, photographed, at_home, ..] = &checks[..] else {
        return Err(format!("the sample has only {} more checks", checks.len()).into());
    };
    let expired = door.book.papers(EXPIRED)?;
    let late = expired.first().ok_or("an expired paper")?;
    door.scans(&late.code, "Expired").await?;
    window.click("button", "Extend it").await?;
    window.fill_in("Why", "Was abroad").await?;
    window.click("button", "Extend it until").await?;
    window.find("heading", "Good").await?;
    door.takes(late.left).await?;

    // The wrong bill: undone on the same evening, and the paper is good again.
    let used = door.evening.borrow().used.clone().ok_or("a paper was taken")?;
    door.mends(&used, "Reverse", ("Wrong bill", "Reverse this redemption"))
        .await?;
    window.sees("“Wrong bill”").await?;
    door.evening.borrow_mut().gave_back(used.left);
    door.goes_back().await?;
    door.scans_and_takes(&used).await?;

    // A lost paper: a new code, and the old one dead.
    let coat = ("Left in a coat", "Replace it with a new paper");
    door.mends(lost, "Replace the lost paper", coat).await?;
    window.sees("The new paper is").await?;
    door.goes_back().await?;
    door.scans(&lost.code, "Replaced").await?;
    let new = format!(
        "SELECT n.code FROM voucher v JOIN voucher n ON n.replaces = v.id WHERE v.code = '{}'",
        lost.code
    );
    door.scans(&door.book.text(&new)?, "Good").await?;
    door.takes(lost.left).await?;

    let table = ("Printed for the wrong table", "Void this paper");
    door.mends(voided, "Void", table).await?;
    window.sees("“Printed for the wrong table”").await?;
    door.goes_back().await?;
    door.scans(&voided.code, "Voided").await?;
    door.drops_photo(photographed).await?;
    door.takes(photographed.left).await?;

    // Left at home: found by the name, and chosen by the last four.
    window.press("Escape").await?;
    window.sees("No paper?").await?;
    door.evening.borrow_mut().scans += 1;
    window.type_text(&at_home.guest).await?;
    window.press("Enter").await?;
    window
        .click("option", &format!("…{}", at_home.last_four()))
        .await?;
    window.find("heading", "Good").await?;
    door.takes(at_home.left).await
}

/// The house takes one paper a bill from here on, no more than the bill comes to, and extends nothing.
async fn by_stricter_rules(door: &Door) -> Outcome<()> {
    let window = &door.show.window;
    window.settings("House").await?;
    window.choose("Papers may be extended", "Never").await?;
    for switch in [
        "More than one paper may come off a bill",
        "Ask what the bill comes to",
    ] {
        window.tab_to(switch).await?;
        window.press("Space").await?;
    }
    window.click("button", "Save house").await?;
    window.sees("Saved").await?;
    window.go("Redeem").await?;
    let checks = door.book.papers(WHOLE_CHECKS)?;
    let paper = checks.first().ok_or("a check")?;
    door.scans(&paper.code, "Good").await?;
    window.fill_in("Bill number", "40901").await?;
    window.fill_in("Bill total", "0.50").await?;
    window.fill_in("Amount", "1.00").await?;
    window.click("button", "Take").await?;
    window.sees("The bill comes to $0.50, less than $1").await?;
    window.fill_in("Bill total", "100.00").await?;
    window.click("button", "Take $1.00 off").await?;
    window.sees("Bill 40901 has another paper on it already").await?;
    door.takes(100).await?;

    let expired = door.book.papers(EXPIRED)?;
    door.scans(&expired.first().ok_or("an expired paper")?.code, "Expired")
        .await?;
    assert!(
        !window.has("button", "Extend it").await?,
        "this house extends nothing"
    );
    Ok(())
}

#[tokio::test]
async fn thirty_scans_every_verdict_and_the_power_goes() -> Outcome<()> {
    let folders = Folders::new()?;
    let evening = Rc::new(RefCell::new(Evening::default()));
    let before = Rc::new(RefCell::new((0, 0)));
    let (told, first) = (evening.clone(), before.clone());
    let begins = async move |show: Rc<Show>| {
        show.window.find("heading", "Set the house").await?;
        show.window.start_the_sample().await?;
        let door = Door::at(show, told);
        *first.borrow_mut() = door.book.redeemed()?;
        until_the_power_goes(&door).await
    };
    journey("evening", Desktop::default(), folders.clone(), begins).await?;

    let goes_on = async move |show: Rc<Show>| {
        show.window.find("heading", "Make it right").await?;
        let door = Door::at(show, evening);
        after_the_power_went(&door).await?;
        the_rest_of_the_evening(&door).await?;
        by_stricter_rules(&door).await?;
        let evening = door.evening.borrow();
        assert!(evening.scans >= 30, "{} scans", evening.scans);
        let (minor, times) = *before.borrow();
        assert_eq!(
            door.book.redeemed()?,
            (minor + evening.minor, times + evening.times)
        );
        // And the books, which count in their own way, come to the same.
        let totals = door.command_line(&["totals", "--from", "2000-01-01", "--to", "2100-01-01"])?;
        assert_eq!(totals["total"]["redeemed"]["amount"], minor + evening.minor);
        assert_eq!(totals["total"]["redeemed"]["count"], times + evening.times);
        assert_eq!(door.command_line(&["verify"])?["ok"], true);
        Ok(())
    };
    journey("evening-after", Desktop::default(), folders, goes_on).await
}
