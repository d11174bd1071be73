//! The register of exports: what went out, and whether it had gone out before.

use comeback_domain::{
    BatchRef, BooksExported, BusinessDate, Deed, Digest, Envelope, Event, Shop, readable_moment,
};
use comeback_store::closing;

use super::ExportForm;
use crate::{ActionError, House};

/// One form that goes out.
pub(super) struct Export {
    pub form: ExportForm,
    pub batch: Option<BatchRef>,
    pub files: Vec<Vec<u8>>,
}

impl Export {
    /// Whether its files are kept for the next time. The details are not: they are long, and their digest is in the
    /// closing, so they come out the same or not at all.
    fn is_kept(&self) -> bool {
        self.form != ExportForm::Details
    }
}

impl House {
    /// Notes exports, and tells of earlier ones that have the same days in them, where it matters: a journal is imported
    /// once.
    pub(super) async fn register(
        &self,
        (from, to): (BusinessDate, BusinessDate),
        exports: Vec<Export>,
    ) -> Result<Vec<String>, ActionError> {
        self.write(Deed::Export, move |moment| {
            let mut told = Vec::new();
            for export in &exports {
                let Export { form, batch, files } = export;
                let before = match form {
                    ExportForm::Journal(_) => closing::exported_before(moment.tx, from, to, form.key())?,
                    ExportForm::Details | ExportForm::Summary | ExportForm::Workbook | ExportForm::Month => {
                        None
                    }
                };
                let exported = BooksExported {
                    from,
                    to,
                    batch: *batch,
                    form: form.key().to_owned(),
                    files: files.iter().map(|bytes| Digest::of(bytes)).collect(),
                    staff: moment.by(None),
                };
                moment.append(moment.by(None), None, Event::BooksExported(exported))?;
                if let Some(batch) = batch.filter(|_| export.is_kept()) {
                    closing::keep(moment.tx, batch, form.key(), files)?;
                }
                told.extend(before.map(|before| told_before(&before, &moment.shop)));
            }
            Ok(told)
        })
        .await
    }
}

/// `Already exported as batch 7 on 2 Oct 2026, 4:12 pm, by Ruth Ellery. Import it once only.`
fn told_before(before: &Envelope, shop: &Shop) -> String {
    let at = readable_moment(before.at, shop.timezone);
    let batch = match &before.event {
        Event::BooksExported(BooksExported {
            batch: Some(batch), ..
        }) => format!(" as batch {}", batch.number),
        _ => String::new(),
    };
    let by = before
        .actor
        .as_ref()
        .map_or(String::new(), |name| format!(", by {}", name.as_str()));
    format!("Already exported{batch} on {at}{by}. Import it once only.")
}
