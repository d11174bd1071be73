//! The shop itself: what stands at the head of its papers, and how it counts days and money.

use chrono::NaiveTime;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{
    BusinessDate, BusinessDay, Currency, Design, Line, MoneyError, Paper, RETENTION_MONTHS, TextError,
};

/// The settings of one shop. Every change is an event; later events count by the settings of their time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shop {
    /// The business name, at the head of every paper.
    pub name: String,
    /// The address as guests should read it; may be empty.
    pub address: String,
    /// The telephone as guests should read it; may be empty.
    pub telephone: String,
    /// What all its amounts are in.
    pub currency: Currency,
    /// Its time zone.
    pub timezone: Tz,
    /// When a new business date begins.
    pub cutover: NaiveTime,
    /// The paper it prints on unless another is chosen.
    pub paper: Paper,
    /// How many days a new voucher is good for.
    pub expiry_days: u32,
    /// What the paper says to the guest, in the shop's own words; may be empty.
    pub apology: String,
    /// Whether THIS IS NOT A CHECK stands across a check.
    pub legend: bool,
    /// A data set to try things in, made by the app and never a real shop's books.
    pub sample: bool,
    /// How its papers look, and its own words on them. Events of the first version have none.
    #[serde(default)]
    pub design: Design,
    /// Guests are forgotten this many months after the last contact. Events from before it could be chosen say
    /// nothing, and mean the usual.
    #[serde(default = "usual_retention", skip_serializing_if = "is_usual_retention")]
    pub retention_months: u32,
    /// How papers are taken at the door. Events from before it could be chosen mean the usual.
    #[serde(default, skip_serializing_if = "DoorRules::is_usual")]
    pub door: DoorRules,
}

/// What the house allows at the door.
// What an event of an earlier version does not say is the usual, and what is usual is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DoorRules {
    /// By how many days a paper may be extended, once; 0 for never.
    pub extend_days: u32,
    /// Whether more than one paper may come off the same bill.
    pub stacking: bool,
    /// Whether a check keeps what is left over; otherwise its first use uses it up, and the rest is lost.
    #[serde(skip_serializing_if = "Clone::clone")]
    pub keeps_balance: bool,
    /// Whether nothing is taken before it is written what the bill comes to.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub bill_total: bool,
}

impl Default for DoorRules {
    fn default() -> Self {
        Self {
            extend_days: 30,
            // Two guests with a paper each share a table more often than anybody cheats with two.
            stacking: true,
            // The paper says an amount of money, and a guest takes it for that.
            keeps_balance: true,
            bill_total: false,
        }
    }
}

impl DoorRules {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// Takes a number of days by which a paper may be extended: up to 365.
    ///
    /// # Errors
    /// [`ShopError::ExtendDays`] above it.
    pub fn parse_extend_days(days: u32) -> Result<u32, ShopError> {
        if days <= 365 {
            Ok(days)
        } else {
            Err(ShopError::ExtendDays { days })
        }
    }
}

fn usual_retention() -> u32 {
    RETENTION_MONTHS
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_usual_retention(months: &u32) -> bool {
    *months == RETENTION_MONTHS
}

impl Shop {
    /// The apology a new shop starts with.
    pub const APOLOGY: &'static str =
        "That was our lapse, and we are sorry. Please let us cook for you again, and properly.";
    /// How many days a voucher is good for unless the shop says otherwise.
    pub const EXPIRY_DAYS: u32 = 90;

    /// How this shop tells its days apart.
    pub fn business_day(&self) -> BusinessDay {
        BusinessDay {
            zone: self.timezone,
            cutover: self.cutover,
        }
    }

    /// The expiry of a voucher issued on this date, unless another was chosen.
    pub fn expiry_from(&self, issued: BusinessDate) -> BusinessDate {
        issued.plus_days(self.expiry_days)
    }

    /// Reads a business name.
    ///
    /// # Errors
    /// [`ShopError::Text`] when it is missing or cannot be printed.
    pub fn parse_name(typed: &str) -> Result<String, ShopError> {
        Ok(Line::short("business name").required(typed)?)
    }

    /// Reads an optional line of the head: the address or the telephone.
    ///
    /// # Errors
    /// [`ShopError::Text`] when it cannot be printed.
    pub fn parse_line(name: &'static str, typed: &str) -> Result<String, ShopError> {
        Ok(Line::short(name).clean(typed)?.unwrap_or_default())
    }

    /// Reads the apology: at most 400 characters, because it has to fit on the paper.
    ///
    /// # Errors
    /// [`ShopError::Text`] when it is too long or cannot be printed.
    pub fn parse_apology(typed: &str) -> Result<String, ShopError> {
        let line = Line {
            name: "apology",
            longest: 400,
            many_lines: false,
        };
        Ok(line.clean(typed)?.unwrap_or_default())
    }

    /// Reads a time zone by its IANA name.
    ///
    /// # Errors
    /// [`ShopError::TimeZone`] when there is none of that name.
    pub fn parse_timezone(typed: &str) -> Result<Tz, ShopError> {
        let typed = typed.trim();
        typed.parse().map_err(|_| ShopError::TimeZone {
            typed: typed.chars().take(60).collect(),
        })
    }

    /// Reads the cut-over, `04:00`: on the minute, and before noon, or the evening would fall into two days.
    ///
    /// # Errors
    /// [`ShopError::Cutover`] for anything else.
    pub fn parse_cutover(typed: &str) -> Result<NaiveTime, ShopError> {
        let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
        NaiveTime::parse_from_str(typed.trim(), "%H:%M")
            .ok()
            .filter(|time| *time <= noon)
            .ok_or_else(|| ShopError::Cutover {
                typed: typed.trim().chars().take(20).collect(),
            })
    }

    /// Takes a number of months after which guests are forgotten: 1 to 24. The owner may shorten it, not lengthen it.
    ///
    /// # Errors
    /// [`ShopError::RetentionMonths`] outside it.
    pub fn parse_retention_months(months: u32) -> Result<u32, ShopError> {
        if (1..=RETENTION_MONTHS).contains(&months) {
            Ok(months)
        } else {
            Err(ShopError::RetentionMonths { months })
        }
    }

    /// Takes a number of days a voucher is good for: 1 to 3,650.
    ///
    /// # Errors
    /// [`ShopError::ExpiryDays`] outside it.
    pub fn parse_expiry_days(days: u32) -> Result<u32, ShopError> {
        if (1..=3_650).contains(&days) {
            Ok(days)
        } else {
            Err(ShopError::ExpiryDays { days })
        }
    }
}

/// Why a setting was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ShopError {
    /// A text that is missing or cannot be printed.
    #[error(transparent)]
    Text(#[from] TextError),
    /// No such currency.
    #[error(transparent)]
    Currency(#[from] MoneyError),
    /// No such time zone.
    #[error("“{typed}” is not a time zone. Choose one such as America/Detroit or Europe/Paris.")]
    TimeZone {
        /// What was typed.
        typed: String,
    },
    /// No such time, or after noon.
    #[error("“{typed}” cannot end a business day. Write a time from 00:00 to 12:00, such as 04:00.")]
    Cutover {
        /// What was typed.
        typed: String,
    },
    /// Outside 1 to 3,650.
    #[error("Paper can last from 1 to 3,650 days; {days} is outside. Choose another number.")]
    ExpiryDays {
        /// What was given.
        days: u32,
    },
    /// Above 365.
    #[error(
        "A paper can be extended by up to 365 days, and {days} is more. Choose another number, or 0 for never."
    )]
    ExtendDays {
        /// What was given.
        days: u32,
    },
    /// Outside 1 to 24.
    #[error(
        "Guests can be kept for 1 to 24 months after the last contact; {months} is outside. Choose another number."
    )]
    RetentionMonths {
        /// What was given.
        months: u32,
    },
    /// No colour.
    #[error("“{typed}” is not a colour. Write six hexadecimal digits, such as #1E4D3B.")]
    Accent {
        /// What was typed.
        typed: String,
    },
    /// More phrases than a list can show.
    #[error(
        "There are {count} benefit phrases, and {} fit. Remove some.",
        Design::MOST_BENEFITS
    )]
    TooManyBenefits {
        /// How many were given.
        count: usize,
    },
    /// A logo that was never taken, or is no digest at all.
    #[error("This logo is not kept here. Choose the picture again.")]
    NoSuchLogo,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_the_first_version_still_read() {
        let written = r##"{"name":"Bistro Verveine","address":"27 Orchard Lane","telephone":"","currency":"USD","timezone":"America/Detroit","cutover":"04:00:00","paper":"letter","expiry_days":90,"apology":"We are sorry.","legend":true,"sample":false}"##;
        let shop: Shop = serde_json::from_str(written).expect("an old payload reads");
        assert_eq!((shop.paper, &shop.design), (Paper::Letter, &Design::default()));
        assert_eq!(shop.retention_months, 24);
        assert!(
            !serde_json::to_string(&shop).expect("JSON").contains("retention"),
            "what is usual is not written, and an old event keeps its bytes"
        );
        let sooner = Shop {
            retention_months: 6,
            door: DoorRules {
                keeps_balance: false,
                ..DoorRules::default()
            },
            ..shop.clone()
        };
        let again: Shop =
            serde_json::from_str(&serde_json::to_string(&sooner).expect("JSON")).expect("reads back");
        assert_eq!(again, sooner);
        let again: Shop =
            serde_json::from_str(&serde_json::to_string(&shop).expect("JSON")).expect("and the new one");
        assert_eq!(again, shop);
    }

    #[test]
    fn door_rules_of_an_earlier_version_read_and_keep_their_bytes() {
        let written = r#"{"extend_days":10,"stacking":false}"#;
        let rules: DoorRules = serde_json::from_str(written).expect("an old payload reads");
        assert!(rules.keeps_balance && !rules.bill_total);
        assert_eq!(serde_json::to_string(&rules).expect("JSON"), written);
    }

    #[test]
    fn settings_that_cannot_be_are_refused_in_a_sentence() {
        assert_eq!(
            Shop::parse_name("").expect_err("missing").to_string(),
            "The business name is missing. Write it, then try again."
        );
        assert_eq!(
            Shop::parse_timezone("Detroit")
                .expect_err("no such zone")
                .to_string(),
            "“Detroit” is not a time zone. Choose one such as America/Detroit or Europe/Paris."
        );
        for typed in ["4", "25:00", "18:00", "04:00:30"] {
            assert_eq!(
                Shop::parse_cutover(typed).expect_err(typed).to_string(),
                format!(
                    "“{typed}” cannot end a business day. Write a time from 00:00 to 12:00, such as 04:00."
                )
            );
        }
        assert_eq!(
            Shop::parse_expiry_days(0).expect_err("none").to_string(),
            "Paper can last from 1 to 3,650 days; 0 is outside. Choose another number."
        );
        for months in [0, 25] {
            assert_eq!(
                Shop::parse_retention_months(months)
                    .expect_err("outside")
                    .to_string(),
                format!(
                    "Guests can be kept for 1 to 24 months after the last contact; {months} is outside. Choose another number."
                )
            );
        }
        assert_eq!(
            Shop::parse_apology(&"x".repeat(401))
                .expect_err("too long")
                .to_string(),
            "The apology is too long: 401 characters, and 400 fit. Shorten it."
        );
    }
}
