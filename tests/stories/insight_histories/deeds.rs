//! What happens in a house, one thing after the other.

use comeback_actions::House;
use comeback_actions::dto::{
    Approval, CauseForm, ExtendRequest, MakeGoodRequest, MakeItRight, MendRequest, Voucher,
};
use comeback_domain::Role;
use comeback_tests::story::{Story, cold_duck};
use proptest::prelude::*;

use crate::team::{comes, id_of, name, secret, signed_in};

/// One thing that may happen; the numbers choose what it happens to.
#[derive(Debug, Clone)]
pub(super) enum Deed {
    Paper { cents: i64, days: u8, by: Role },
    Alone { cents: i64, by: Role },
    Bare { by: Role },
    Beside { which: usize, cents: i64, gesture: bool },
    Redeem { which: usize, cents: i64 },
    Reverse { which: usize },
    Void { which: usize },
    Replace { which: usize },
    Extend { which: usize },
    Name { which: usize, cause: usize },
    Erase { which: usize },
    Close,
    Reopen,
    Wait { hours: u16 },
}

/// More than stand by themselves on the page, and two that are the same.
const CAUSES: [&str; 9] = [
    "Plates wait",
    "plates  WAIT.",
    "Order misheard",
    "No runner",
    "Old printer",
    "One server",
    "No list",
    "Late book",
    "Cold pass",
];

pub(super) fn deed() -> impl Strategy<Value = Deed> {
    let by = || prop_oneof![Just(Role::Host), Just(Role::Owner)];
    let which = any::<usize>;
    prop_oneof![
        4 => (1i64..9_000, 0u8..30, by()).prop_map(|(cents, days, by)| Deed::Paper { cents, days, by }),
        1 => (1i64..9_000, by()).prop_map(|(cents, by)| Deed::Alone { cents, by }),
        1 => by().prop_map(|by| Deed::Bare { by }),
        3 => (which(), 1i64..4_000, any::<bool>()).prop_map(|(which, cents, gesture)| Deed::Beside { which, cents, gesture }),
        5 => (which(), 1i64..9_000).prop_map(|(which, cents)| Deed::Redeem { which, cents }),
        1 => which().prop_map(|which| Deed::Reverse { which }),
        1 => which().prop_map(|which| Deed::Void { which }),
        1 => which().prop_map(|which| Deed::Replace { which }),
        1 => which().prop_map(|which| Deed::Extend { which }),
        12 => (which(), 0..CAUSES.len()).prop_map(|(which, cause)| Deed::Name { which, cause }),
        1 => which().prop_map(|which| Deed::Erase { which }),
        1 => Just(Deed::Close),
        1 => Just(Deed::Reopen),
        4 => (1u16..200).prop_map(|hours| Deed::Wait { hours }),
    ]
}

pub(super) fn typed(cents: i64) -> String {
    format!("{}.{:02}", cents / 100, cents % 100)
}

/// A house in which the deeds are done, one after the other.
pub(super) struct Teller {
    pub(super) story: Story,
    now: chrono::DateTime<chrono::Utc>,
    incidents: Vec<(String, Option<String>)>,
    papers: Vec<Voucher>,
}

impl Teller {
    pub(super) async fn new() -> Self {
        let (story, _) = signed_in().await;
        let now = "2026-11-22T00:42:00Z".parse().expect("a moment");
        Self {
            story,
            now,
            incidents: Vec::new(),
            papers: Vec::new(),
        }
    }

    fn house(&self) -> &House {
        &self.story.house
    }

    async fn today(&self) -> chrono::NaiveDate {
        let state = self.house().app_state().await.expect("a state");
        state.business_date.parse().expect("a date")
    }

    /// Somebody gives, with a manager’s yes where their limit asks for one.
    async fn gives(&mut self, by: Role, make_good: MakeGoodRequest) {
        comes(self.house(), by).await;
        let plain = MakeItRight {
            staff: name(by).to_owned(),
            ..cold_duck(make_good)
        };
        let made = match self.house().make_it_right(plain.clone()).await {
            Ok(made) => made,
            Err(_) => {
                let manager = id_of(self.house(), Role::Manager).await;
                let secret = secret(Role::Manager).to_owned();
                let approval = Some(Approval { by: manager, secret });
                let with_yes = MakeItRight { approval, ..plain };
                self.house().make_it_right(with_yes).await.expect("approved")
            }
        };
        self.incidents
            .push((made.incident.id.clone(), made.incident.guest_id.clone()));
        self.papers.extend(made.voucher);
    }

    fn incident(&self, which: usize) -> Option<(String, Option<String>)> {
        self.incidents.get(which % self.incidents.len().max(1)).cloned()
    }

    fn mend(&self, which: usize) -> Option<MendRequest> {
        let voucher = self.papers.get(which % self.papers.len().max(1))?;
        Some(MendRequest {
            request_id: String::new(),
            voucher_id: voucher.id.clone(),
            redemption: None,
            reason: "Wrong table".to_owned(),
            staff: String::new(),
        })
    }

    /// What the house refuses did not happen.
    pub(super) async fn does(&mut self, deed: Deed) {
        match deed {
            Deed::Wait { hours } => {
                self.now += chrono::TimeDelta::hours(hours.into());
                self.story.clock.set(&self.now.to_rfc3339());
            }
            Deed::Paper { cents, days, by } => {
                let until = self.today().await + chrono::Days::new(days.into());
                let good = MakeGoodRequest::Check {
                    amount: typed(cents),
                    expires_on: Some(until.to_string()),
                };
                self.gives(by, good).await;
            }
            Deed::Alone { cents, by } => {
                self.gives(by, MakeGoodRequest::Comp { amount: typed(cents) })
                    .await
            }
            Deed::Bare { by } => {
                comes(self.house(), by).await;
                let new = comeback_actions::NewIncident {
                    category: "service".to_owned(),
                    severity: 1,
                    what: "Spoken to curtly".to_owned(),
                    staff: name(by).to_owned(),
                    ..Default::default()
                };
                let made = self.house().record_incident(new).await.expect("recorded");
                self.incidents.push((made.id, made.guest_id));
            }
            other => {
                comes(self.house(), Role::Owner).await;
                self.mends(other).await;
            }
        }
    }

    async fn mends(&mut self, deed: Deed) {
        let house = self.story.house.clone();
        match deed {
            Deed::Beside {
                which,
                cents,
                gesture,
            } => {
                let Some((incident, _)) = self.incident(which) else {
                    return;
                };
                let good = if gesture {
                    MakeGoodRequest::Gesture {
                        what: "Cookies".to_owned(),
                        cost: typed(cents),
                    }
                } else {
                    MakeGoodRequest::Comp { amount: typed(cents) }
                };
                house
                    .make_good(&incident, good, "", None, None)
                    .await
                    .expect("given");
            }
            Deed::Redeem { which, cents } => {
                if let Some(voucher) = self.papers.get(which % self.papers.len().max(1)) {
                    let _ = self.story.redeem(voucher, Some(&typed(cents))).await;
                }
            }
            Deed::Reverse { which } => {
                if let Some(request) = self.mend(which) {
                    let _ = house.reverse(request).await;
                }
            }
            Deed::Void { which } => {
                if let Some(request) = self.mend(which) {
                    let _ = house.void(request).await;
                }
            }
            Deed::Replace { which } => {
                if let Some(request) = self.mend(which)
                    && let Ok(new) = house.replace(request).await
                {
                    self.papers.push(new.new);
                }
            }
            Deed::Extend { which } => {
                let Some(MendRequest {
                    voucher_id, reason, ..
                }) = self.mend(which)
                else {
                    return;
                };
                let to = (self.today().await + chrono::Days::new(20)).to_string();
                let request = ExtendRequest {
                    request_id: String::new(),
                    voucher_id,
                    to,
                    reason,
                    staff: String::new(),
                };
                let _ = house.extend(request).await;
            }
            Deed::Name { which, cause } => {
                let Some((incident_id, _)) = self.incident(which) else {
                    return;
                };
                let form = CauseForm {
                    request_id: String::new(),
                    incident_id,
                    cause: CAUSES[cause].to_owned(),
                    whys: Vec::new(),
                    staff: String::new(),
                };
                house.name_cause(form).await.expect("named");
            }
            Deed::Erase { which } => {
                if let Some((_, Some(guest))) = self.incident(which) {
                    let _ = house.erase_guest(&guest, "").await;
                }
            }
            Deed::Close => {
                let yesterday = self.today().await - chrono::Days::new(1);
                let _ = house.close(&yesterday.to_string(), "").await;
            }
            Deed::Reopen => {
                let _ = house.reopen(1, "Wrong account", "").await;
            }
            Deed::Paper { .. } | Deed::Alone { .. } | Deed::Bare { .. } | Deed::Wait { .. } => {}
        }
    }
}
