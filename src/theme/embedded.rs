//! The default theme as part of the program: one visible table of its files.
//!
//! A test compares the table with the folder, so a file that is added there must be named here.

macro_rules! embed {
    ($($path:literal)*) => {
        &[$(($path, include_bytes!(concat!("../../themes/portal/", $path)) as &[u8])),*]
    };
}

/// Paths below `themes/portal/` with their bytes, in order of path.
pub static FILES: &[(&str, &[u8])] = embed! {
    "i18n/da.yaml"
    "i18n/en.yaml"
    "static/css/35-chart.css"
};
