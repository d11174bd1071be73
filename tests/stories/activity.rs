//! Everything that was written down, in its order and in plain words; and looks at what is usually hidden.

use comeback_actions::Code;
use comeback_actions::dto::{Activity, ActivityFilter, MendRequest, TimelineStep};
use comeback_domain::Role;
use comeback_tests::story::{Story, refusal};

use crate::team::{comes, signed_in};

async fn all(story: &Story) -> Activity {
    found(story, ActivityFilter::default()).await
}

async fn found(story: &Story, filter: ActivityFilter) -> Activity {
    story.house.activity(filter).await.expect("read")
}

/// A shop, a paper, a redemption, a reversal, a lost paper.
async fn evening() -> Story {
    let story = Story::set_up().await;
    let paper = story.check("24").await;
    story.redeem(&paper, Some("15")).await.expect("redeemed");
    let mend = |reason: &str| MendRequest {
        request_id: String::new(),
        voucher_id: paper.id.clone(),
        redemption: None,
        reason: reason.to_owned(),
        staff: "Nadia Haddad".to_owned(),
    };
    story.house.reverse(mend("Wrong bill")).await.expect("reversed");
    story.clock.set("2026-11-23T20:00:00Z");
    story
        .house
        .replace(mend("The guest lost it"))
        .await
        .expect("replaced");
    story
}

#[tokio::test]
async fn it_tells_everything_in_order_and_in_plain_words() {
    let story = evening().await;
    let activity = all(&story).await;
    let four = activity.rows[0].says[3..7].to_owned();
    let new = activity.rows[1].says.split('…').nth(1).expect("a code")[..4].to_owned();
    let said: Vec<String> = activity
        .rows
        .iter()
        .map(|row| row.says.replace(&four, "OLD4").replace(&new, "NEW4"))
        .collect();
    assert_eq!(
        said,
        [
            "…OLD4 was lost and replaced by …NEW4: The guest lost it.",
            "Check …NEW4 issued for $24.00, good until 19 Feb 2027. It stands for …OLD4.",
            "A redemption of …OLD4 was reversed, $15.00: Wrong bill.",
            "…OLD4 was redeemed, $15.00 off bill 40931. $9.00 is left on it.",
            "Check …OLD4 issued for $24.00, good until 19 Feb 2027.",
            "Food quality: Duck came to the table cold, twenty minutes after the other three plates.",
            "The house was set up.",
        ]
    );
    let seqs: Vec<i64> = activity.rows.iter().map(|row| row.seq).collect();
    assert_eq!(seqs, [7, 6, 5, 4, 3, 2, 1], "by the order of events");
    assert_eq!((activity.events, activity.next), (7, None));
    let row = &activity.rows[3];
    assert_eq!(
        (row.kind.as_str(), row.staff.as_deref(), row.station.as_str()),
        ("voucher_redeemed", Some("Marcus Bell"), "Front desk")
    );
    assert_eq!(
        (row.at.as_str(), row.business_date.as_str()),
        ("2026-11-22T00:42:00.000Z", "2026-11-21")
    );
    assert!(row.incident_id.is_some(), "it leads to its incident");
    assert!(activity.rows[6].incident_id.is_none());
    let leads: Vec<bool> = activity.rows.iter().map(|row| row.voucher_id.is_some()).collect();
    assert_eq!(
        leads,
        [true, true, true, true, true, false, false],
        "what is about a paper leads to its ledger"
    );
    let of = |row: usize| activity.rows[row].voucher_id.as_deref();
    assert_eq!((of(0), of(2), of(4)), (of(3), of(3), of(3)), "the lost one");
    assert_ne!(of(1), of(0), "the one in its place");
}

#[tokio::test]
async fn no_line_names_a_guest_or_tells_a_code() {
    let story = evening().await;
    let (folder, clock) = story.close();
    let story = Story::opened_in(folder, clock);
    let connection = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    let mut statement = connection.prepare("SELECT code FROM voucher").expect("prepared");
    let codes: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .expect("read")
        .collect::<Result<_, _>>()
        .expect("codes");
    assert_eq!(codes.len(), 2);
    let told = format!("{:?}", all(&story).await);
    for hidden in ["Okafor", "555-0119"]
        .into_iter()
        .chain(codes.iter().map(String::as_str))
    {
        assert!(!told.contains(hidden), "{hidden} in {told}");
    }
}

#[tokio::test]
async fn it_is_narrowed_by_topic_person_days_and_words() {
    let story = evening().await;
    let seqs = async |filter: ActivityFilter| -> Vec<i64> {
        found(&story, filter)
            .await
            .rows
            .iter()
            .map(|row| row.seq)
            .collect()
    };
    let of = |field: fn(&mut ActivityFilter)| {
        let mut filter = ActivityFilter::default();
        field(&mut filter);
        filter
    };
    assert_eq!(seqs(of(|f| f.topic = Some("mending".to_owned()))).await, [7, 5]);
    assert_eq!(seqs(of(|f| f.staff = Some("Marcus Bell".to_owned()))).await, [4]);
    assert_eq!(seqs(of(|f| f.from = Some("2026-11-22".to_owned()))).await, [7, 6]);
    assert_eq!(
        seqs(of(|f| f.to = Some("2026-11-21".to_owned()))).await,
        [5, 4, 3, 2, 1]
    );
    assert_eq!(seqs(of(|f| f.search = "BILL 40931".to_owned())).await, [4]);
    assert_eq!(seqs(of(|f| f.search = "nadia".to_owned())).await, [7, 6, 5]);
    assert_eq!(
        seqs(of(|f| f.search = "no such thing".to_owned())).await,
        [] as [i64; 0]
    );
    let topic = ActivityFilter {
        topic: Some("rumours".to_owned()),
        ..ActivityFilter::default()
    };
    assert_eq!(
        refusal(story.house.activity(topic).await),
        (
            Code::BadChoice,
            "“rumours” is nothing that activity is about. Choose incident, make_good, paper, door, mending, guest, care, team or house.".to_owned()
        )
    );
    let backwards = ActivityFilter {
        from: Some("2026-11-22".to_owned()),
        to: Some("2026-11-21".to_owned()),
        ..ActivityFilter::default()
    };
    assert_eq!(
        refusal(story.house.activity(backwards).await).0,
        Code::DateRefused
    );
}

#[tokio::test]
async fn its_pages_meet_and_what_is_written_meanwhile_moves_none() {
    let story = evening().await;
    let page = async |before| {
        let filter = ActivityFilter {
            before,
            limit: 3,
            ..ActivityFilter::default()
        };
        found(&story, filter).await
    };
    let first = page(None).await;
    story.check("5").await;
    let second = page(first.next).await;
    let third = page(second.next).await;
    let seqs: Vec<i64> = [first, second, third.clone()]
        .iter()
        .flat_map(|page| page.rows.iter().map(|row| row.seq))
        .collect();
    assert_eq!(seqs, [7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(third.next, None);
}

#[tokio::test]
async fn an_entry_that_cannot_be_read_is_told_and_not_passed_over() {
    let story = evening().await;
    let connection = rusqlite::Connection::open(story.folder().join("comeback.db")).expect("opened");
    connection
        .execute_batch("DROP TRIGGER event_is_never_changed; UPDATE event SET payload = '{}' WHERE seq = 5;")
        .expect("changed");
    let rows = all(&story).await.rows;
    assert_eq!(
        rows[2].says,
        "This entry cannot be read: it was changed from outside. It is filed as voucher reversed."
    );
    assert_eq!(rows.len(), 7);
}

#[tokio::test]
async fn a_whole_code_is_shown_to_who_may_see_it_and_that_is_written_down() {
    let (story, _) = signed_in().await;
    let paper = story.check("24").await;
    comes(&story.house, Role::Host).await;
    assert_eq!(
        refusal(story.house.show_code(&paper.id, "", "").await),
        (
            Code::NotAllowed,
            "A host may not look at a whole code. Ask Owen or Nadia.".to_owned()
        )
    );
    comes(&story.house, Role::Manager).await;
    let shown = story
        .house
        .show_code(&paper.id, "The guest reads it out on the telephone", "")
        .await
        .expect("shown");
    assert_eq!(shown.code, paper.code.grouped());
    story
        .house
        .show_code(&paper.id, " ", "")
        .await
        .expect("no reason is asked for");
    let told = story.house.incident(&paper.incident_id).await.expect("a story");
    let looks: Vec<_> = told
        .timeline
        .iter()
        .filter_map(|entry| match &entry.what {
            TimelineStep::CodeShown { last_four, reason } => {
                Some((last_four.as_str(), reason.as_deref(), entry.staff.as_deref()))
            }
            _ => None,
        })
        .collect();
    let nadia = Some("Nadia Haddad");
    assert_eq!(
        looks,
        [
            (
                paper.last_four.as_str(),
                Some("The guest reads it out on the telephone"),
                nadia
            ),
            (paper.last_four.as_str(), None, nadia),
        ]
    );
    comes(&story.house, Role::Owner).await;
    let says = all(&story).await.rows[1].says.clone();
    assert_eq!(
        says,
        format!(
            "The whole code of …{} was looked at: The guest reads it out on the telephone.",
            paper.last_four
        )
    );
    story.must_verify().await;
}
