//! The page of insights on paper: its sentences, and its charts as tables.

use std::path::{Path, PathBuf};

use comeback_domain::{BusinessDate, Deed, readable_moment, stretch};
use comeback_paper::{Rendered, Report, ReportRow, ReportTable};

use crate::face::paper_kind;
use crate::{ActionError, Destination, House, dto, typed};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

impl House {
    /// The page of insights as a PDF.
    ///
    /// # Errors
    /// As [`House::insights`]; [`ActionError::Paper`].
    pub async fn insights_pdf(&self, asked: dto::InsightsRequest) -> Result<Vec<u8>, ActionError> {
        Ok(self.insights_page(asked).await?.1.pdf)
    }

    /// Prints the page of insights on the printer for full pages.
    ///
    /// # Errors
    /// As [`House::insights_pdf`]; [`ActionError::NoPrinter`], [`ActionError::NotPrinted`].
    pub async fn print_insights(&self, asked: dto::InsightsRequest) -> Result<dto::PrintJob, ActionError> {
        let (paper, page) = self.insights_page(asked).await?;
        let choice = self
            .printer_for(paper, None)
            .await?
            .map_err(ActionError::NotPrinted)?;
        self.print_page(choice, "Comeback, Insights", (paper, page)).await
    }

    /// Writes the page of insights to a folder, to be opened there.
    ///
    /// # Errors
    /// As [`House::insights_pdf`], and [`ActionError::CannotWrite`].
    pub async fn insights_to_open(
        &self,
        asked: dto::InsightsRequest,
        folder: &Path,
    ) -> Result<PathBuf, ActionError> {
        let (_, page) = self.insights_page(asked).await?;
        Destination::reserve_in(folder, "Insights.pdf")?.finish(&page.pdf)
    }

    async fn insights_page(
        &self,
        asked: dto::InsightsRequest,
    ) -> Result<(comeback_domain::Paper, Rendered), ActionError> {
        let period = typed::period(&asked.from, &asked.to)?;
        let found = self.insights(asked).await?;
        let now = self.clock.now();
        let (paper, report) = self
            .read(Deed::SeeTotals, move |_, shop, _| {
                let report = Report {
                    house: shop.name.clone(),
                    title: format!("Insights, {}", stretch(period.0, period.1)),
                    words: words(&found),
                    state: format!("As they stood on {}.", readable_moment(now, shop.timezone)),
                    tables: tables(&found),
                };
                Ok((shop.paper.full_page(), report))
            })
            .await?;
        let page = self.typesetter()?.report(paper_kind(paper), &report, now)?;
        Ok((paper, page))
    }
}

fn words(found: &dto::Insights) -> Vec<String> {
    if let Some(nothing) = &found.nothing {
        return vec![nothing.clone()];
    }
    let of = |head: &dto::Headline| {
        let figure = head
            .figure
            .as_ref()
            .map_or(String::new(), |figure| format!("{figure} "));
        format!("{figure}{}. {}", head.label, head.says)
    };
    let mut words = vec![found.sum.clone()];
    words.extend([&found.back, &found.won, &found.days].map(of));
    words.push(found.fix.says.clone());
    words
}

fn tables(found: &dto::Insights) -> Vec<ReportTable> {
    if found.nothing.is_some() {
        return Vec::new();
    }
    let all = [
        causes(&found.causes),
        weeks(&found.weeks),
        felt(&found.felt),
        hours(&found.hours),
        channels(&found.channels),
        done(&found.done),
        hands(found.hands.as_deref().unwrap_or_default()),
    ];
    all.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn table(
    heading: &str,
    columns: &[&str],
    says: &str,
    rows: impl Iterator<Item = Vec<String>>,
) -> ReportTable {
    ReportTable {
        heading: heading.to_owned(),
        columns: columns.iter().map(|&column| column.to_owned()).collect(),
        rows: rows.map(|cells| ReportRow { cells, sum: false }).collect(),
        note: Some(says.to_owned()).filter(|says| !says.is_empty()),
    }
}

fn causes(chart: &dto::CausesChart) -> ReportTable {
    let rows = chart.rows.iter().map(|bar| {
        vec![
            bar.label.clone(),
            bar.incidents.to_string(),
            bar.cost.text.clone(),
            format!("{}%", bar.share),
        ]
    });
    let columns = ["", "Incidents", "Cost", "With those above"];
    table("What went wrong", &columns, &chart.says, rows)
}

fn weeks(chart: &dto::WeeksChart) -> ReportTable {
    let rows = chart.rows.iter().map(|week| {
        vec![
            format!("{} to {}", readable(&week.from), readable(&week.to)),
            week.incidents.to_string(),
            week.covers.map_or("–".to_owned(), |covers| covers.to_string()),
            in_tenths(week.per_thousand_tenths),
        ]
    });
    let columns = ["", "Incidents", "Covers", "For 1,000 covers"];
    table(&chart.title, &columns, &chart.says, rows)
}

fn felt(chart: &dto::FeltChart) -> ReportTable {
    let rows = chart.rows.iter().map(|felt| {
        vec![
            felt.label.clone(),
            in_tenths(felt.before_tenths),
            in_tenths(felt.after_tenths),
            felt.both.to_string(),
            felt.not_asked.to_string(),
        ]
    });
    let columns = ["", "Then", "After", "Asked twice", "Not asked"];
    table("How they felt, then and after", &columns, &chart.says, rows)
}

/// By weekday, every hour in which anything happened.
fn hours(chart: &dto::HoursChart) -> ReportTable {
    let often = |weekday: usize, hour: u8| {
        let cell = chart
            .cells
            .iter()
            .find(|cell| usize::from(cell.weekday) == weekday && cell.hour == hour);
        cell.map_or("–".to_owned(), |cell| cell.incidents.to_string())
    };
    let rows = WEEKDAYS.iter().enumerate().map(|(weekday, name)| {
        let mut cells = vec![(*name).to_owned()];
        cells.extend(chart.hours.iter().map(|&hour| often(weekday, hour)));
        cells
    });
    let names: Vec<String> = chart.hours.iter().map(|hour| format!("{hour}:00")).collect();
    let mut columns = vec![""];
    columns.extend(names.iter().map(String::as_str));
    let rows = rows.filter(|_| !chart.cells.is_empty());
    table("When it happens", &columns, &chart.says, rows)
}

fn channels(chart: &dto::ChannelsChart) -> ReportTable {
    let rows = chart
        .rows
        .iter()
        .map(|bar| vec![bar.label.clone(), bar.incidents.to_string()]);
    table("Where it happens", &["", "Incidents"], &chart.says, rows)
}

fn done(rows: &[dto::DoneRow]) -> ReportTable {
    let says: Vec<String> = rows
        .iter()
        .map(|done| format!("{}: {}", done.what, done.says))
        .collect();
    let rows = rows.iter().map(|done| {
        vec![
            format!("{}, against “{}”", done.what, done.cause),
            done.before.to_string(),
            done.after.to_string(),
            done.days.to_string(),
        ]
    });
    let columns = ["", "Four weeks before", "Since", "Days since"];
    table("Did it help", &columns, &says.join(" "), rows)
}

fn hands(rows: &[dto::HandRow]) -> ReportTable {
    let says: Vec<&str> = rows.iter().filter_map(|hand| hand.remark.as_deref()).collect();
    let rows = rows.iter().map(|hand| {
        vec![
            hand.name.clone(),
            hand.gave.to_string(),
            hand.amount.text.clone(),
            hand.asked.to_string(),
            hand.bare.to_string(),
        ]
    });
    let columns = ["", "Gave", "Worth", "Asked", "Gave nothing"];
    table("Who gave how much", &columns, &says.join(" "), rows)
}

/// A date as people read it.
fn readable(date: &str) -> String {
    BusinessDate::parse(date).map_or_else(|_| date.to_owned(), BusinessDate::readable)
}

fn in_tenths(tenths: Option<u32>) -> String {
    tenths.map_or("–".to_owned(), |tenths| {
        format!("{}.{}", tenths / 10, tenths % 10)
    })
}
