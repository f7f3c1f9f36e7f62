//! Helpers for text: slugs, Danish order, near names, sentences, hashes, media types, YAML values.

mod escape;
mod lix;
mod media;
mod near;
mod order;
mod sentence;
mod slug;
mod yaml;

pub use escape::{escaped, percent_decoded, percent_encoded, push_escaped};
pub use lix::lix;
pub use media::{MEDIA_TYPES, OTHER_MEDIA, is_text_media, media_type};
pub use near::{nearest, slip};
pub use order::{danish_key_letter, danish_order};
pub use sentence::{Gist, Gists, sentences};
pub use slug::{is_id, slug};
pub use yaml::{yaml_flow_scalar, yaml_scalar};

use sha2::{Digest, Sha256};

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
