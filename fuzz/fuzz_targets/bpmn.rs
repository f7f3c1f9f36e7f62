//! BPMN files: any bytes are read or refused; what is read becomes pages without errors, and every element is
//! accounted for.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vejviser::bpmn::import::{Known, counted, import};
use vejviser::bpmn::read::read;
use vejviser::source::FileId;
use vejviser_fuzz::{compile, tell};

fuzz_target!(|bytes: &[u8]| {
    let Ok(definitions) = read(FileId::new(0), "prøve.bpmn", bytes).result else { return };
    let Ok(import) = import(&definitions, FileId::new(0), "prøve.bpmn", &Known::default()) else { return };
    assert_eq!(import.tally.elements, counted(&definitions).count());
    assert_eq!(import.tally.elements, import.tally.kept + import.tally.reported);
    for page in &import.pages {
        tell(&compile(&[(&format!("content/gange/{}.md", page.id), &page.text)]));
    }
});
