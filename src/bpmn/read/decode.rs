//! Bytes to text: the byte order mark decides, else the XML declaration, else UTF-8.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::diag::Text;
use crate::say;

/// The declaration stands within the first bytes or nowhere.
const DECLARATION: usize = 256;

/// Why bytes are no text, and as much of them as can be shown.
#[derive(Debug)]
pub struct Undecodable {
    pub text: String,
    pub offset: usize,
    pub message: Text,
    pub help: Text,
}

/// The text of a file, and the encoding that it says it has and has not.
#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    pub mistaken: Option<String>,
}

pub fn decode(bytes: &[u8]) -> Result<Decoded, Undecodable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Undecodable {
            text: String::new(),
            offset: 0,
            message: say!("Filen er tom.", "The file is empty."),
            help: again(),
        });
    }
    let mut mistaken = None;
    let (encoding, rest) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, bytes.get(length..).unwrap_or_default()),
        None if is_binary(bytes) => return Err(binary()),
        None => {
            let encoding = without_mark(bytes)?;
            // Letters of other encodings are hardly ever UTF-8 by chance.
            let utf8 = encoding != UTF_8 && !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok();
            mistaken = declared(bytes).filter(|_| utf8 && !is_wide(encoding));
            (if mistaken.is_some() { UTF_8 } else { encoding }, bytes)
        }
    };
    let (text, broken) = encoding.decode_without_bom_handling(rest);
    let is_text = text.trim_start().starts_with('<') || !text.chars().any(|c| c.is_control() && !c.is_whitespace());
    if !broken && is_text {
        return Ok(Decoded { text: text.into_owned(), mistaken });
    }
    // Random bytes may begin as a byte order mark does.
    if !is_text || is_wide(encoding) {
        return Err(binary());
    }
    let offset = text.find('\u{fffd}').unwrap_or_default();
    let name = encoding.name();
    Err(Undecodable {
        text: text.into_owned(),
        offset,
        message: say!("Her er tegn, som ikke er {name}.", "Here are characters that are not {name}."),
        help: say!(
            "gem filen igen med tegnsættet UTF-8, eller ret »encoding« i første linje",
            "save the file again as UTF-8, or correct “encoding” in the first line"
        ),
    })
}

fn is_wide(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// Whether bytes have what no text has; in UTF-16 every other byte may be 0.
fn is_binary(bytes: &[u8]) -> bool {
    bytes.contains(&0) && !matches!(bytes, [b'<', 0, ..] | [0, b'<', ..])
}

/// A picture, an archive: nothing of it can be shown.
fn binary() -> Undecodable {
    Undecodable {
        text: String::new(),
        offset: 0,
        message: say!("Filen er ikke en tekstfil.", "The file is no text."),
        help: again(),
    }
}

fn again() -> Text {
    say!(
        "gem tegningen som BPMN 2.0 (.bpmn) i det program, den er lavet i",
        "save the drawing as BPMN 2.0 (.bpmn) in the program it was made with"
    )
}

/// The encoding of a file without a byte order mark.
fn without_mark(bytes: &[u8]) -> Result<&'static Encoding, Undecodable> {
    match bytes {
        [b'<', 0, ..] => return Ok(UTF_16LE),
        [0, b'<', ..] => return Ok(UTF_16BE),
        _ => {}
    }
    let Some(label) = declared(bytes) else { return Ok(UTF_8) };
    match Encoding::for_label(label.as_bytes()) {
        // The declaration could be read byte by byte, so the file is not what it says.
        Some(encoding) if is_wide(encoding) => Ok(UTF_8),
        Some(encoding) => Ok(encoding),
        None => Err(Undecodable {
            text: String::from_utf8_lossy(bytes.get(..DECLARATION).unwrap_or(bytes)).into_owned(),
            offset: 0,
            message: say!("Tegnsættet »{label}« kendes ikke.", "The encoding “{label}” is not known."),
            help: say!("gem filen igen med tegnsættet UTF-8", "save the file again as UTF-8"),
        }),
    }
}

/// The encoding named in `<?xml … encoding="…"?>`.
fn declared(bytes: &[u8]) -> Option<String> {
    let start = String::from_utf8_lossy(bytes.get(..DECLARATION).unwrap_or(bytes));
    let (declaration, _) = start.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let mark = value.chars().next().filter(|c| "\"'".contains(*c))?;
    let (label, _) = value.get(1..)?.split_once(mark)?;
    Some(label.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_by_mark_and_by_declaration() {
        let utf16: Vec<u8> =
            [0xfe, 0xff].into_iter().chain("<a>å</a>".encode_utf16().flat_map(u16::to_be_bytes)).collect();
        assert_eq!(decode(&utf16).unwrap().text, "<a>å</a>");
        assert_eq!(decode(b"\xef\xbb\xbf<a/>").unwrap().text, "<a/>");
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe6</a>";
        assert!(decode(latin).unwrap().text.ends_with("<a>æ</a>"));
        assert!(decode(b"<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>").unwrap().text.ends_with("<a/>"));
    }

    #[test]
    fn letters_that_are_utf_8_are_read_as_that() {
        let both = "<?xml version='1.0' encoding='ISO-8859-1'?><a>æ</a>";
        let decoded = decode(both.as_bytes()).unwrap();
        assert!(decoded.text.ends_with("<a>æ</a>"));
        assert_eq!(decoded.mistaken.as_deref(), Some("ISO-8859-1"));
    }

    #[test]
    fn bytes_that_are_not_what_they_say() {
        assert_eq!(decode(b"<a>\xe6</a>").unwrap_err().offset, 3);
        assert!(decode(b"<?xml version=\"1.0\" encoding=\"klingon\"?><a/>").is_err());
    }
}
