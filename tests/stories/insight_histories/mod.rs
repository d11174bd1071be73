//! The insights, held against the events alone, for any history: with comps and gestures beside papers, causes named and
//! changed, limits that were gone over, guests erased, and periods closed and opened again.

mod deeds;
mod told;

use std::collections::BTreeSet;

use comeback_actions::House;
use comeback_actions::dto::{HandRow, InsightBehindRequest, Insights, InsightsRequest};
use comeback_domain::Role;
use comeback_tests::story::Story;
use proptest::prelude::*;

use crate::team::comes;
use deeds::{Teller, deed, typed};
use told::{Paper, Told};

const FROM: &str = "2026-01-01";
const TO: &str = "2028-01-01";

async fn behind(house: &House, of: &str, key: &str) -> (u32, Vec<i64>) {
    let asked = InsightBehindRequest {
        from: FROM.to_owned(),
        to: TO.to_owned(),
        of: of.to_owned(),
        key: key.to_owned(),
    };
    let found = house.insights_behind(asked).await.expect("found");
    let amounts = found
        .rows
        .iter()
        .filter_map(|row| Some(row.amount.as_ref()?.minor));
    (found.total, amounts.collect())
}

async fn causes_agree(house: &House, page: &Insights, told: &Told) {
    let named = page.causes.rows.iter().map(|row| row.incidents).sum::<u32>();
    assert_eq!(named as usize, told.causes.len());
    let costs = told.costs();
    let mut seen = 0;
    for row in &page.causes.rows {
        let of = if row.key.is_empty() {
            "other_causes"
        } else {
            "cause"
        };
        assert_eq!(
            behind(house, of, &row.key).await.0,
            row.incidents,
            "{}",
            row.label
        );
        if row.key.is_empty() {
            continue;
        }
        let times = told.causes.values().filter(|cause| **cause == row.key).count();
        assert_eq!(row.incidents as usize, times, "{}", row.label);
        assert_eq!(
            row.cost.minor,
            costs.get(&row.key).copied().unwrap_or(0),
            "{}",
            row.label
        );
        seen += row.cost.minor;
    }
    let rest: i64 = page
        .causes
        .rows
        .iter()
        .filter(|row| row.key.is_empty())
        .map(|row| row.cost.minor)
        .sum();
    let without = costs.get("").copied().unwrap_or(0);
    assert_eq!(
        seen + rest + without,
        page.cost.minor,
        "the causes and what has none add up"
    );
}

async fn hand_agrees(house: &House, hand: &HandRow, told: &Told) {
    let of = |asked: bool| {
        told.given
            .get(&(hand.name.clone(), asked))
            .copied()
            .unwrap_or_default()
    };
    let ((gave, worth), (asked, _)) = (of(false), of(true));
    assert_eq!(
        (hand.gave, hand.amount.minor, hand.asked),
        (gave, worth, asked),
        "{}",
        hand.name
    );
    let bare = told
        .incidents
        .iter()
        .filter(|(id, staff)| **staff == hand.name && !told.helped.contains(*id))
        .count();
    assert_eq!(hand.bare as usize, bare, "{}", hand.name);
    let (total, amounts) = behind(house, "gave", &hand.id).await;
    assert_eq!((total, amounts.iter().sum()), (gave, worth), "{}", hand.name);
    assert_eq!(behind(house, "asked", &hand.id).await.0, asked, "{}", hand.name);
    assert_eq!(
        behind(house, "bare", &hand.id).await.0 as usize,
        bare,
        "{}",
        hand.name
    );
}

async fn agrees(story: &Story) {
    let house = &story.house;
    comes(house, Role::Owner).await;
    let asked = InsightsRequest {
        from: FROM.to_owned(),
        to: TO.to_owned(),
        against: String::new(),
    };
    let page = house.insights(asked).await.expect("read");
    let told = Told::by(story);
    let today = house.app_state().await.expect("a state").business_date;
    let books = house.totals(FROM, TO).await.expect("added up");
    assert_eq!(
        (page.incidents as usize, page.incidents),
        (told.incidents.len(), books.incidents)
    );
    assert_eq!(
        (page.cost.minor, page.cost.minor),
        (told.costs().values().sum(), books.total.cost())
    );

    let ran = told.ran(&today);
    let back = ran.iter().filter(|paper| !paper.uses.is_empty()).count();
    assert_eq!(page.days_by_week.iter().sum::<u32>() as usize, back);
    if back > 0 {
        let each = (told.won(&today) * 2 + back as i64).div_euclid(back as i64 * 2);
        let figure = page.won.figure.as_ref().map(|figure| figure.replace(',', ""));
        assert_eq!(figure, Some(format!("${}", typed(each))));
    }
    let of_incidents = |papers: Vec<&&Paper>| {
        papers
            .iter()
            .map(|paper| &paper.incident)
            .collect::<BTreeSet<_>>()
            .len()
    };
    assert_eq!(
        behind(house, "ran", "").await.0 as usize,
        of_incidents(ran.iter().collect())
    );
    let unused = ran.iter().filter(|paper| paper.uses.is_empty()).collect();
    assert_eq!(behind(house, "unused", "").await.0 as usize, of_incidents(unused));

    causes_agree(house, &page, &told).await;
    for hand in page.hands.as_deref().expect("the owner asks") {
        hand_agrees(house, hand, &told).await;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn they_agree_with_the_events_alone(deeds in prop::collection::vec(deed(), 1..80)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let mut teller = Teller::new().await;
            for deed in deeds {
                teller.does(deed).await;
            }
            agrees(&teller.story).await;
            teller.story.must_verify().await;
        });
    }
}
