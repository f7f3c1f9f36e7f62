//! The last line of a file: a hash of what stands above it. A modeller drops it and an editor breaks
//! it, so an export that carries it has no work in it but ours and may be written anew.

use crate::text::sha256_hex;

const BEGIN: &str = "<!-- sha256:";
const END: &str = " -->\n";

/// The document with its hash as a comment.
pub(super) fn sealed(mut document: Vec<u8>) -> Vec<u8> {
    let hash = sha256_hex(&document);
    document.extend_from_slice(format!("{BEGIN}{hash}{END}").as_bytes());
    document
}

/// Whether a file is an export that nobody has changed since.
pub fn is_untouched(bytes: &[u8]) -> bool {
    let Some(at) = bytes.len().checked_sub(BEGIN.len() + 64 + END.len()) else { return false };
    let (document, seal) = bytes.split_at(at);
    seal == format!("{BEGIN}{}{END}", sha256_hex(document)).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_breaks_the_seal() {
        let file = sealed(b"<a/>\n".to_vec());
        assert!(is_untouched(&file));
        assert!(!is_untouched(b"<a/>\n") && !is_untouched(b""));
        let edited = String::from_utf8(file).unwrap().replace("<a/>", "<b/>");
        assert!(!is_untouched(edited.as_bytes()) && edited.contains("sha256"));
    }
}
