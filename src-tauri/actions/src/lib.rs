//! One function per thing a person does.

pub mod dto;
mod problem;

pub use problem::{Code, Problem};

#[cfg(test)]
mod tests {
    #[test]
    fn the_types_of_the_page_are_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/src/lib/ipc/generated/types.ts");
        let generated = crate::dto::typescript();
        if std::env::var_os("UPDATE").is_some() {
            std::fs::create_dir_all(std::path::Path::new(path).parent().expect("a folder")).expect("made");
            std::fs::write(path, &generated).expect("written");
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(committed == generated, "ui/src/lib/ipc/generated/types.ts is stale: run this test with UPDATE=1");
    }
}
