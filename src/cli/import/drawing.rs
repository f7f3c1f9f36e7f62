//! A file named on the command line, as it was read.

use std::path::Path;
use std::sync::Arc;

use super::Refusal;
use crate::bpmn::read::{Definitions, MAX_BYTES, Reading, one_line, read, too_large};
use crate::cli::Exit;
use crate::cli::failure::Failure;
use crate::pipeline::Compilation;
use crate::say;
use crate::source::{FileId, SourceData, SourceFile, SourcePath, Sources, Span};
use crate::text::sha256_hex;

/// A file whose drawing can be read.
pub struct Drawing {
    /// The path as it was given.
    pub shown: String,
    /// The file's own name.
    pub name: String,
    pub file: Arc<SourceFile>,
    pub definitions: Definitions,
}

impl Drawing {
    /// Reads the `number`th file of a call.
    pub fn open(compilation: &Compilation, number: usize, path: &Path) -> Result<Self, Refusal> {
        let shown = one_line(&path.display().to_string());
        let id = FileId::new(compilation.sources.len() as u32 + number as u32);
        let Reading { file, result } = reading(id, &shown, path)?;
        let file = Arc::new(file);
        match result {
            Ok(definitions) => {
                let name = path.file_name().map(|name| one_line(&name.to_string_lossy())).unwrap_or_default();
                Ok(Self { shown, name, file, definitions })
            }
            Err(problem) => Err(Refusal::Content(Sources::from_files([file]), vec![*problem])),
        }
    }
}

/// Reads a file of at most the size that is worth reading.
fn reading(id: FileId, shown: &str, path: &Path) -> Result<Reading, Failure> {
    let unreadable = |error: std::io::Error| {
        Failure::new(
            if error.kind() == std::io::ErrorKind::NotFound { Exit::Usage } else { Exit::Environment },
            say!("»{shown}« kan ikke læses ({error}).", "“{shown}” cannot be read ({error})."),
            say!(
                "se efter, om stien er rigtig, og om du har adgang til filen",
                "see whether the path is right and you may read the file"
            ),
        )
    };
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > MAX_BYTES as u64 {
        let file = SourceFile {
            id,
            path: SourcePath::new(shown),
            data: SourceData::Text(String::new()),
            hash: sha256_hex(b""),
        };
        return Ok(Reading { file, result: Err(too_large(Span::start_of(id), size)) });
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    Ok(read(id, shown, &bytes))
}
