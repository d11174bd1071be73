//! A photo or a screenshot of a paper in the place of a scanner: the code in it, ready to be looked up.

use comeback_domain::{Code, Deed};

use crate::{ActionError, House, dto};

impl House {
    /// Reads the code in a picture of a paper, on this machine. Nothing is looked up by it, and nothing is kept of it.
    ///
    /// # Errors
    /// [`ActionError::Scan`] for a file that is no picture, is too large, or shows no code that can be read;
    /// [`ActionError::NoneOfOurs`] and [`ActionError::SeveralCodes`] where what it shows leaves nothing to look up.
    pub async fn scan_image(&self, file: Vec<u8>) -> Result<dto::Scanned, ActionError> {
        self.allow(Deed::Redeem).await?;
        let texts = tokio::task::spawn_blocking(move || comeback_scan::codes(&file))
            .await
            .map_err(|stopped| ActionError::Stopped(stopped.to_string()))??;
        Ok(dto::Scanned {
            code: the_one(&texts)?.qr(),
        })
    }
}

/// The code among what was found. What is no code of ours, such as the address of the menu on the same table, does not
/// count; of two that are, nobody can know which was meant.
fn the_one(texts: &[String]) -> Result<Code, ActionError> {
    let mut ours: Vec<Code> = texts.iter().filter_map(|text| Code::parse(text).ok()).collect();
    ours.sort_unstable();
    ours.dedup();
    match ours[..] {
        [] => Err(ActionError::NoneOfOurs),
        [code] => Ok(code),
        _ => Err(ActionError::SeveralCodes { count: ours.len() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(texts: &[&str]) -> Result<String, String> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        the_one(&texts)
            .map(|code| code.qr())
            .map_err(|error| error.to_string())
    }

    #[test]
    fn only_codes_of_ours_count_and_each_once() {
        let menu = "https://example.com/menu";
        assert_eq!(said(&["CB1:H3WP8VZC2FM2"]), Ok("CB1:H3WP8VZC2FM2".to_owned()));
        assert_eq!(
            said(&[menu, "CB1:H3WP8VZC2FM2"]),
            Ok("CB1:H3WP8VZC2FM2".to_owned())
        );
        assert_eq!(
            said(&["CB1:H3WP8VZC2FM2", "h3wp-8vzc-2fm2"]),
            Ok("CB1:H3WP8VZC2FM2".to_owned())
        );
        assert_eq!(
            said(&[menu]),
            Err(
                "The code in this picture is not one of ours. Take a photo of our paper, or type its code."
                    .to_owned()
            )
        );
        assert_eq!(
            said(&["CB1:H3WP8VZC2FM2", "CB1:222222222222"]),
            Err(
                "This picture shows 2 of our codes. Take a photo with one paper in it, or type the code."
                    .to_owned()
            )
        );
    }
}
