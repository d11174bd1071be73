//! Every figure of the month opens its rows, and the rows add up to the figure.

use comeback_actions::dto::{
    BehindRequest, Bucket, Flow, MakeGoodRequest, Movement, Outstanding, PapersBehind, PapersBehindRequest,
    ShopSettings, TotalsRow,
};
use comeback_actions::{Code, House};
use comeback_tests::story::{Story, refusal, settings};
use proptest::prelude::*;

use crate::books::{deed, tell_in};

/// The days of a month on a page.
#[derive(Clone, Copy)]
struct Days<'a> {
    from: &'a str,
    to: &'a str,
}

impl Days<'_> {
    /// The movements behind a figure of a line.
    async fn movements(self, house: &House, line: Option<(&str, &str)>, figure: &str) -> Vec<Movement> {
        let asked = BehindRequest {
            from: self.from.to_owned(),
            to: self.to.to_owned(),
            by: line.map(|(by, _)| by.to_owned()),
            key: line.map_or(String::new(), |(_, key)| key.to_owned()),
            figure: figure.to_owned(),
        };
        let behind = house.behind(asked).await.expect("found");
        assert_eq!(behind.rows.len(), behind.total as usize, "all of them are shown");
        behind.rows
    }

    async fn papers(self, house: &House, figure: &str, bucket: Option<u32>) -> PapersBehind {
        let asked = PapersBehindRequest {
            from: self.from.to_owned(),
            to: self.to.to_owned(),
            figure: figure.to_owned(),
            bucket,
        };
        let behind = house.papers_behind(asked).await.expect("found");
        assert_eq!(behind.rows.len(), behind.total as usize, "all of them are shown");
        assert_eq!(
            behind.rows.iter().map(|row| row.count).sum::<i64>(),
            behind.count,
            "{figure}"
        );
        behind
    }

    /// Every figure of a line against its movements.
    async fn line_adds_up(self, house: &House, line: Option<(&str, &str)>, row: &TotalsRow) {
        let sum = |rows: &[Movement]| -> i64 {
            let amounts = rows.iter().map(|row| row.amount.as_ref());
            amounts
                .map(|amount| amount.map_or(0, |amount| amount.minor))
                .sum()
        };
        let of = |rows: &[Movement], basis: &str| {
            let found = rows.iter().filter(|row| row.basis == basis).count();
            u32::try_from(found).expect("few")
        };
        let issued = self.movements(house, line, "issued").await;
        assert_eq!(
            (of(&issued, "issued"), sum(&issued)),
            (row.issued.count, row.issued.amount.minor)
        );
        let redeemed = self.movements(house, line, "redeemed").await;
        let taken = of(&redeemed, "redeemed") - of(&redeemed, "reversed");
        assert_eq!(
            (taken, sum(&redeemed)),
            (row.redeemed.count, row.redeemed.amount.minor)
        );
        let undone = self.movements(house, line, "reversed").await;
        assert_eq!(
            (of(&undone, "reversed"), -sum(&undone)),
            (row.reversed.count, row.reversed.amount.minor)
        );
        let voided = self.movements(house, line, "voided").await;
        assert_eq!(
            (of(&voided, "voided"), -sum(&voided)),
            (row.voided.count, row.voided.amount.minor)
        );
        for (figure, tally) in [("comps", &row.comps), ("gestures", &row.gestures)] {
            let given = self.movements(house, line, figure).await;
            assert_eq!(
                (of(&given, "given"), sum(&given)),
                (tally.count, tally.amount.minor),
                "{figure}"
            );
        }
        let cost = self.movements(house, line, "cost").await;
        assert_eq!(sum(&cost), row.cost.minor);
    }

    /// Every figure of what is outstanding against its papers.
    async fn outstanding_adds_up(self, house: &House, shown: &Outstanding) {
        let sum = |behind: &PapersBehind| -> i64 {
            let amounts = behind.rows.iter().map(|row| row.amount.as_ref());
            amounts
                .map(|amount| amount.map_or(0, |amount| amount.minor))
                .sum()
        };
        let flows: [(&str, &Flow); 6] = [
            ("opening", &shown.opening),
            ("issued", &shown.issued),
            ("redeemed", &shown.redeemed),
            ("expired", &shown.expired),
            ("voided", &shown.voided),
            ("closing", &shown.closing),
        ];
        for (figure, flow) in flows {
            let behind = self.papers(house, figure, None).await;
            assert_eq!(
                (behind.count, sum(&behind)),
                (flow.count, flow.amount.minor),
                "{figure}"
            );
        }
        let buckets: [(&str, &[Bucket]); 2] = [("age", &shown.by_age), ("time_left", &shown.by_time_left)];
        for (figure, buckets) in buckets {
            for bucket in buckets {
                let behind = self.papers(house, figure, Some(bucket.from)).await;
                assert_eq!(
                    (behind.count, sum(&behind)),
                    (bucket.count, bucket.amount.minor),
                    "{figure} {}",
                    bucket.from
                );
            }
        }
    }

    async fn adds_up(self, house: &House) {
        let totals = house.totals(self.from, self.to).await.expect("added up");
        let totals = comeback_actions::dto::Totals::from(&totals);
        self.line_adds_up(house, None, &totals.total).await;
        for row in &totals.categories {
            self.line_adds_up(house, Some(("category", &row.key)), row).await;
        }
        for by in ["kind", "staff", "approver", "reason", "location"] {
            for row in house.shown_by(self.from, self.to, by).await.expect("added up") {
                self.line_adds_up(house, Some((by, &row.key)), &row).await;
            }
        }
        let shown = house.outstanding_of(self.from, self.to).await.expect("counted");
        self.outstanding_adds_up(house, &shown).await;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, ..ProptestConfig::default() })]

    #[test]
    fn every_figure_of_the_month_is_the_sum_of_the_rows_behind_it(
        keeps_balance in any::<bool>(),
        deeds in prop::collection::vec(deed(), 1..40),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let (story, _) = tell_in(ShopSettings { keeps_balance, ..settings() }, deeds).await;
            // A month that goes on, one that is over, a week in the middle, and all there is.
            for (from, to) in [
                ("2026-10-01", "2026-10-31"),
                ("2026-11-01", "2026-11-30"),
                ("2026-10-26", "2026-11-01"),
                ("2026-01-01", "2028-01-01"),
            ] {
                Days { from, to }.adds_up(&story.house).await;
            }
        });
    }
}

#[tokio::test]
async fn a_figure_tells_parts_what_got_more_time_and_what_has_no_value() {
    let story = Story::set_up().await;
    let check = story.check("24").await;
    story.certificate("Breakfast for two", None).await;
    story.redeem(&check, Some("10")).await.expect("redeemed in part");
    let month = Days {
        from: "2026-11-01",
        to: "2026-11-30",
    };
    let told = |behind: &PapersBehind| -> Vec<String> {
        let rows = behind.rows.iter();
        rows.map(|row| {
            let amount = row
                .amount
                .as_ref()
                .map_or("no figure", |amount| amount.text.as_str());
            let what = row.what.as_deref().unwrap_or("");
            format!("{} {} {what}|{}|{amount}", row.day, row.kind, row.count)
        })
        .collect()
    };
    let issued = month.papers(&story.house, "issued", None).await;
    assert_eq!(
        told(&issued),
        [
            "2026-11-21 certificate Breakfast for two|1|no figure",
            "2026-11-21 check |1|$24.00"
        ]
    );
    let redeemed = month.papers(&story.house, "redeemed", None).await;
    assert_eq!(
        told(&redeemed),
        ["2026-11-21 check |0|$10.00"],
        "in use, and not used up"
    );
    let left = month.papers(&story.house, "time_left", Some(61)).await;
    assert_eq!(
        told(&left),
        [
            "2027-02-19 check |1|$14.00",
            "2027-02-19 certificate Breakfast for two|1|no figure"
        ]
    );
    let row = &left.rows[0];
    assert_eq!(
        (
            row.last_four.as_str(),
            row.incident_id.is_empty(),
            row.issued_on.as_str()
        ),
        (check.last_four.as_str(), false, "2026-11-21")
    );

    // It ran out, and was given more time a day later.
    story.clock.set("2027-02-21T20:00:00Z");
    let february = Days {
        from: "2027-02-01",
        to: "2027-02-28",
    };
    let expired = february.papers(&story.house, "expired", None).await;
    assert_eq!(expired.count, 2);
    let extended = comeback_actions::dto::ExtendRequest {
        request_id: String::new(),
        voucher_id: check.id.clone(),
        to: "2027-03-10".to_owned(),
        reason: "Snowed in".to_owned(),
        staff: String::new(),
    };
    story.house.extend(extended).await.expect("extended");
    let day = Days {
        from: "2027-02-21",
        to: "2027-02-21",
    };
    let back = day.papers(&story.house, "expired", None).await;
    assert_eq!(
        told(&back),
        ["2027-02-21 check |-1|−$14.00"],
        "it is expired no more"
    );
}

#[tokio::test]
async fn what_was_left_over_is_told_beside_what_was_voided() {
    let story = Story::set_up_as(ShopSettings {
        keeps_balance: false,
        ..settings()
    })
    .await;
    let check = story.check("24").await;
    story.redeem(&check, Some("10")).await.expect("redeemed");
    let month = Days {
        from: "2026-11-01",
        to: "2026-11-30",
    };
    let voided = month.papers(&story.house, "voided", None).await;
    let row = &voided.rows[0];
    let amount = row.amount.as_ref().expect("a figure");
    assert_eq!(
        (voided.count, row.day.as_str(), amount.text.as_str()),
        (0, "2026-11-21", "$14.00"),
        "no paper was voided"
    );
}

#[tokio::test]
async fn a_figure_that_is_none_is_refused_with_those_there_are() {
    let story = Story::set_up().await;
    story
        .made_right(MakeGoodRequest::Comp {
            amount: "5".to_owned(),
        })
        .await;
    for (figure, bucket) in [
        ("profit", None),
        ("age", None),
        ("age", Some(17)),
        ("issued", Some(0)),
    ] {
        let asked = PapersBehindRequest {
            from: "2026-11-01".to_owned(),
            to: "2026-11-30".to_owned(),
            figure: figure.to_owned(),
            bucket,
        };
        let (code, says) = refusal(story.house.papers_behind(asked).await);
        assert_eq!(code, Code::BadChoice);
        assert_eq!(
            says,
            format!(
                "“{figure}” is no figure of what is outstanding. Choose opening, issued, redeemed, expired, voided or closing; or age or time_left, with the first day of its bucket."
            )
        );
    }
}
