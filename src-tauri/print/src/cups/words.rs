//! The keywords of IPP as a person would say them.

/// What is wrong with a printer, as a clause. None for what is no trouble, or what no words are known for.
pub(super) fn printer_reason(keyword: &str) -> Option<&'static str> {
    // CUPS appends how bad it is.
    let reason = ["-error", "-warning", "-report"]
        .iter()
        .find_map(|suffix| keyword.strip_suffix(suffix))
        .unwrap_or(keyword);
    Some(match reason {
        "paused" | "moving-to-paused" => "The printer is paused",
        "media-empty" | "media-needed" => "It is out of paper",
        "media-low" => "It is low on paper",
        "media-jam" => "Paper is jammed in it",
        "toner-empty" | "marker-supply-empty" => "It is out of ink or toner",
        "toner-low" | "marker-supply-low" => "It is low on ink or toner",
        "marker-waste-full" | "marker-waste-almost-full" => "Its waste container is full",
        "cover-open" | "door-open" | "interlock-open" => "Its cover is open",
        "input-tray-missing" => "Its paper tray is missing",
        "output-tray-missing" | "output-area-full" => "Its output tray is full or missing",
        "offline" | "shutdown" | "timed-out" => "It is switched off or not connected",
        "connecting-to-device" => "It is being connected to",
        "spool-area-full" => "The disk of the print service is full",
        "cups-missing-filter" | "cups-insecure-filter" => "Its driver is not installed completely",
        _ => return None,
    })
}

/// Why a job is where it is, as a clause.
pub(super) fn job_reason(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "printer-stopped" | "printer-stopped-partly" => "The printer is paused",
        "job-hold-until-specified" => "It is held until somebody releases it",
        "resources-are-not-ready" => "The paper it needs is not in the printer",
        "job-canceled-by-user" => "Somebody at this machine cancelled it",
        "job-canceled-by-operator" | "job-canceled-at-device" => "Somebody cancelled it at the printer",
        "aborted-by-system" | "job-aborted-by-system" => "The print service gave up on it",
        "document-format-error" | "unsupported-document-format" => "The printer cannot read PDF",
        "document-access-error" => "The print service lost the document",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_become_words() {
        assert_eq!(printer_reason("media-empty-error"), Some("It is out of paper"));
        assert_eq!(printer_reason("paused"), Some("The printer is paused"));
        assert_eq!(printer_reason("none"), None);
        assert_eq!(printer_reason("org.example-odd"), None);
        assert_eq!(job_reason("job-printing"), None);
        assert_eq!(
            job_reason("aborted-by-system"),
            Some("The print service gave up on it")
        );
    }
}
