//! What the till took: typed in by the day or the stretch, pasted, corrected, taken away.

use comeback_actions::dto::{ActivityFilter, TakingsForm, TakingsOfPeriod, TakingsStretch};
use comeback_actions::{Code, Problem};
use comeback_tests::story::{Story, refusal, settings};

fn stretch(from: &str, to: &str, net_sales: &str, covers: &str, comps: &str) -> TakingsStretch {
    let figure = |text: &str| (text != "stays").then(|| text.to_owned());
    TakingsStretch {
        from: from.to_owned(),
        to: to.to_owned(),
        net_sales: figure(net_sales),
        covers: figure(covers),
        comps: figure(comps),
    }
}

fn form(stretches: Vec<TakingsStretch>) -> TakingsForm {
    TakingsForm {
        stretches,
        staff: "Ruth Ellery".to_owned(),
    }
}

async fn november(story: &Story) -> TakingsOfPeriod {
    story
        .house
        .takings("2026-11-01", "2026-11-30")
        .await
        .expect("read")
}

async fn set(story: &Story, stretches: Vec<TakingsStretch>) -> u32 {
    story
        .house
        .set_takings(form(stretches))
        .await
        .expect("set")
        .written
}

#[tokio::test]
async fn a_day_is_typed_in_corrected_and_taken_away_and_each_is_an_event() {
    let story = Story::set_up().await;
    let day = |net_sales, covers, comps| stretch("2026-11-20", "2026-11-20", net_sales, covers, comps);
    assert_eq!(set(&story, vec![day("4,821.50", "212", "24")]).await, 1);
    let read = november(&story).await;
    assert_eq!(
        read.net_sales.as_ref().map(|money| money.text.as_str()),
        Some("$4,821.50")
    );
    assert_eq!(
        (read.net_sales_days, read.covers, read.covers_days, read.days),
        (1, Some(212), 1, 30)
    );
    // The same again is nothing new; one figure alone leaves the others as they are.
    assert_eq!(set(&story, vec![day("4821.5", "stays", "24.00")]).await, 0);
    assert_eq!(set(&story, vec![day("stays", "214", "stays")]).await, 1);
    let read = november(&story).await;
    assert_eq!(
        (read.covers, read.comps.map(|money| money.minor)),
        (Some(214), Some(2400))
    );
    // Nought is a figure; nothing is none.
    assert_eq!(set(&story, vec![day("stays", "stays", "0")]).await, 1);
    assert_eq!(november(&story).await.comps.map(|money| money.minor), Some(0));
    assert_eq!(set(&story, vec![day("", "", "")]).await, 1);
    let read = november(&story).await;
    assert_eq!(
        (read.stretches.len(), read.net_sales, read.covers, read.comps),
        (0, None, None, None)
    );

    let activity = story
        .house
        .activity(ActivityFilter::default())
        .await
        .expect("read");
    let said: Vec<(&str, Option<&str>)> = activity
        .rows
        .iter()
        .map(|row| (row.says.as_str(), row.staff.as_deref()))
        .take(4)
        .collect();
    let (was_set, gone) = (
        "The figures of the till for 20 Nov 2026 were set.",
        "The figures of the till for 20 Nov 2026 were taken away.",
    );
    let ruth = Some("Ruth Ellery");
    assert_eq!(
        said,
        [(gone, ruth), (was_set, ruth), (was_set, ruth), (was_set, ruth)]
    );
    story.must_verify().await;
}

#[tokio::test]
async fn a_stretch_stands_for_all_its_days_and_no_day_has_two() {
    let story = Story::set_up().await;
    assert_eq!(
        set(
            &story,
            vec![stretch("2026-10-01", "2026-10-31", "118420.00", "1790", "969.50")]
        )
        .await,
        1
    );
    let within = form(vec![stretch("2026-10-31", "2026-10-31", "1", "", "")]);
    let (code, message) = refusal(story.house.set_takings(within).await);
    assert_eq!(code, Code::DateRefused);
    assert_eq!(
        message,
        "The figures of 1 Oct 2026 to 31 Oct 2026 stand for these days already. Change those, or take them away first."
    );
    let across = form(vec![
        stretch("2026-11-02", "2026-11-02", "1", "", ""),
        stretch("2026-11-01", "2026-11-07", "1", "", ""),
    ]);
    let (_, message) = refusal(story.house.set_takings(across).await);
    assert_eq!(
        message,
        "The figures of 2 Nov 2026 stand for these days already. Change those, or take them away first."
    );
    assert_eq!(november(&story).await.stretches.len(), 0, "all or nothing");
    // A week that reaches into a month cannot be split; the whole of it is known.
    assert_eq!(
        set(&story, vec![stretch("2026-10-01", "2026-10-31", "", "", "")]).await,
        1
    );
    assert_eq!(
        set(&story, vec![stretch("2026-10-26", "2026-11-01", "700", "30", "")]).await,
        1
    );
    let read = november(&story).await;
    assert_eq!(
        (read.stretches.len(), read.net_sales, read.net_sales_days),
        (1, None, 0)
    );
    let both = story
        .house
        .takings("2026-10-01", "2026-11-30")
        .await
        .expect("read");
    assert_eq!((both.covers, both.covers_days, both.days), (Some(30), 7, 61));
    story.must_verify().await;
}

#[tokio::test]
async fn what_cannot_be_is_told_with_its_day() {
    let story = Story::set_up().await;
    let ahead = form(vec![stretch("2026-11-22", "2026-11-22", "1", "", "")]);
    let (_, message) = refusal(story.house.set_takings(ahead).await);
    assert_eq!(
        message,
        "22 Nov 2026 has not come yet. Write figures up to 21 Nov 2026."
    );
    let typed = form(vec![
        stretch("2026-11-20", "2026-11-20", "10", "2", "0"),
        stretch("2026-11-21", "2026-11-21", "10", "two", "0"),
    ]);
    let error = story.house.set_takings(typed).await.expect_err("not a number");
    let problem = Problem::from(&error);
    assert_eq!(
        problem.message,
        "21 Nov 2026: Write the covers as a whole number, such as 212."
    );
    assert_eq!(
        (problem.details["field"].as_str(), problem.details["day"].as_str()),
        ("covers", "2026-11-21")
    );
    let backwards = form(vec![stretch("2026-11-21", "2026-11-20", "10", "2", "0")]);
    assert_eq!(
        refusal(story.house.set_takings(backwards).await).0,
        Code::DateRefused
    );
    assert_eq!(november(&story).await.stretches.len(), 0);
}

#[tokio::test]
async fn a_paste_is_read_first_and_set_as_a_whole() {
    let story = Story::set_up().await;
    let pasted = "Date\tNet sales\tCovers\n11/19/2026\t$4,821.50\t212\n11/20/2026\t5,010.00\tmany\n";
    let read = story.house.read_takings(pasted).await.expect("read");
    assert_eq!(read.stretches.len(), 1);
    assert_eq!(
        read.faults,
        ["Line 3: “many” under covers. Write the covers as a whole number, such as 212."]
    );
    set(
        &story,
        vec![stretch("2026-11-19", "2026-11-19", "1", "1", "24.00")],
    )
    .await;
    let read = story
        .house
        .read_takings(&pasted.replace("many", "220"))
        .await
        .expect("read");
    assert_eq!((read.stretches.len(), read.faults.len()), (2, 0));
    assert_eq!(set(&story, read.stretches).await, 2);
    let after = november(&story).await;
    assert_eq!(
        (
            after.net_sales.map(|money| money.minor),
            after.covers,
            after.comps.map(|money| money.minor)
        ),
        (Some(983_150), Some(432), Some(2_400)),
        "what is not in the paste stays"
    );
    story.must_verify().await;
}

#[tokio::test]
async fn yen_and_dinars_keep_their_own_decimals() {
    for (code, typed, minor) in [("JPY", "482,150", 482_150), ("KWD", "4,821.500", 4_821_500)] {
        let mut shop = settings();
        shop.currency = code.to_owned();
        let story = Story::set_up_as(shop).await;
        set(&story, vec![stretch("2026-11-20", "2026-11-20", typed, "3", "0")]).await;
        assert_eq!(
            november(&story).await.net_sales.map(|money| money.minor),
            Some(minor),
            "{code}"
        );
        story.must_verify().await;
    }
}

#[tokio::test]
async fn a_figure_changed_behind_the_events_is_found() {
    let story = Story::set_up().await;
    set(&story, vec![stretch("2026-11-20", "2026-11-20", "10", "2", "0")]).await;
    let database = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    database
        .execute("UPDATE takings SET covers = 3", [])
        .expect("tampered");
    let verified = story.house.verify().await.expect("looked at");
    assert_eq!(
        verified.findings.faults,
        ["The day of takings 2026-11-20 is not as its events left it."]
    );
}

#[tokio::test]
async fn a_closed_day_keeps_its_figures_until_the_owner_reopens_it() {
    let story = Story::set_up().await;
    story.check("24").await;
    set(&story, vec![stretch("2026-11-20", "2026-11-20", "10", "2", "0")]).await;
    story.clock.set("2026-12-02T20:00:00Z");
    story
        .house
        .close("2026-11-30", "Ruth Ellery")
        .await
        .expect("closed");
    for (from, to) in [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-30", "2026-12-01"),
        ("2026-10-01", "2026-10-01"),
    ] {
        let late = form(vec![stretch(from, to, "11", "2", "0")]);
        let (code, message) = refusal(story.house.set_takings(late).await);
        assert_eq!(code, Code::DateRefused);
        assert_eq!(
            message,
            "The books are closed through 30 Nov 2026, batch 1. Have the owner reopen it, or leave these figures as they are."
        );
    }
    assert_eq!(
        set(&story, vec![stretch("2026-12-01", "2026-12-01", "11", "2", "0")]).await,
        1
    );
    story
        .house
        .reopen(1, "A wrong figure of the till", "")
        .await
        .expect("reopened");
    assert_eq!(
        set(&story, vec![stretch("2026-11-20", "2026-11-20", "11", "2", "0")]).await,
        1
    );
    story.house.close("2026-11-30", "").await.expect("closed again");
    assert_eq!(
        november(&story).await.net_sales.map(|money| money.minor),
        Some(1_100)
    );
    story.must_verify().await;
}
