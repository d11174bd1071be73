//! Which running app is this one's twin: one window for each data folder, however often it is started.

use std::path::Path;

use sha2::{Digest as _, Sha256};

/// The identifier the app runs under. The machine's own house has the plain one; any other data folder is another
/// house, with a window and a place for the webview's files of its own.
pub fn identifier(plain: &str, folder: &Path, machines_own: &Path) -> String {
    let (folder, machines_own) = (settled(folder), settled(machines_own));
    if folder == machines_own {
        return plain.to_owned();
    }
    let digest = Sha256::digest(folder.as_os_str().as_encoded_bytes());
    let short: String = digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    // A letter first: a part of a D-Bus name may not begin with a digit.
    format!("{plain}.h{short}")
}

/// The same folder by whatever name it was given. One that is not there yet has the name it will have.
fn settled(folder: &Path) -> std::path::PathBuf {
    folder
        .canonicalize()
        .or_else(|_| std::path::absolute(folder))
        .unwrap_or_else(|_| folder.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "app.comeback.desktop";

    #[test]
    fn the_machines_own_house_keeps_the_plain_name_however_it_is_reached() {
        let own = Path::new("/srv/comeback");
        assert_eq!(identifier(PLAIN, own, own), PLAIN);
        assert_eq!(identifier(PLAIN, Path::new("/srv/./comeback"), own), PLAIN);
    }

    #[test]
    fn two_data_folders_are_two_houses() {
        let own = Path::new("/srv/comeback");
        let one = identifier(PLAIN, Path::new("/srv/one"), own);
        let two = identifier(PLAIN, Path::new("/srv/two"), own);
        assert_ne!(one, two);
        assert_eq!(
            one,
            identifier(PLAIN, Path::new("/srv/one"), own),
            "the same folder is the same house"
        );
        assert!(one.starts_with("app.comeback.desktop.h"), "{one}");
    }
}
