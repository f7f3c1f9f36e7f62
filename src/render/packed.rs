//! Copies of texts for servers that hand out what they find: packed once, not for every reader.

use std::io::Write;

use flate2::{Compression, GzBuilder};

use crate::source::Url;
use crate::text::{is_text_media, media_type};

/// What fits into one packet is not worth a copy.
const SMALL: usize = 1024;

/// A text as gzip, with no date in it: the same text gives the same bytes. `None` for what is no text, small, or
/// would not get smaller.
pub fn packed(url: &Url, bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.len() < SMALL || !is_text_media(media_type(url.as_str())) {
        return None;
    }
    let mut packer = GzBuilder::new().mtime(0).write(Vec::new(), Compression::best());
    packer.write_all(bytes).ok()?;
    packer.finish().ok().filter(|packed| packed.len() < bytes.len())
}

/// Where the copy of a file lies.
pub fn packed_path(path: &str) -> String {
    format!("{path}.gz")
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn only_texts_that_get_smaller_are_packed() {
        let page = Url::new("abc/");
        assert_eq!(packed(&page, &[b'a'; SMALL - 1]), None);
        assert_eq!(packed(&Url::new("abc/x.png"), &[b'a'; SMALL]), None);
        let noise: Vec<u8> = (0..SMALL).flat_map(|n| Sha256::digest(n.to_le_bytes())).collect();
        assert_eq!(packed(&page, &noise), None);
        let copy = packed(&page, &[b'a'; SMALL]).unwrap();
        assert_eq!(copy.get(4..8), Some(&[0; 4][..]), "no date");
        assert_eq!(packed(&page, &[b'a'; SMALL]), Some(copy));
    }
}
