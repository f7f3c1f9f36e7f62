//! Danish words for the fixed values of fields, as editors write them.

/// A Danish word and the value it stands for. The field decides which values it has, so one word may
/// stand for several.
static WORDS: &[(&str, &str)] = &[
    // status
    ("gældende", "current"),
    ("aktuel", "current"),
    ("udgivet", "current"),
    ("udfases", "phasing_out"),
    ("under udfasning", "phasing_out"),
    ("skal ses efter", "under_review"),
    ("til gennemsyn", "under_review"),
    ("historisk", "historical"),
    ("kladde", "draft"),
    ("udkast", "draft"),
    // legal_check
    ("verificeret", "verified"),
    ("kontrolleret", "verified"),
    ("delvis", "partly"),
    ("delvist", "partly"),
    ("ikke verificeret", "unverified"),
    ("ikke kontrolleret", "unverified"),
    // kind
    ("arbejdsgang", "workflow"),
    ("arbejdsgange", "workflow"),
    ("redskab", "tool"),
    ("redskaber", "tool"),
    ("ord", "term"),
    ("opslag", "term"),
    ("ydelse", "service"),
    ("ydelser", "service"),
    ("kontakt", "contact"),
    ("kontakter", "contact"),
    ("enhed", "contact"),
    ("lov", "law"),
    ("love", "law"),
    ("emne", "topic"),
    ("emner", "topic"),
    ("læringsforløb", "path"),
    ("forløb", "path"),
    ("nyhed", "news"),
    ("nyheder", "news"),
    ("nyt", "news"),
    ("side", "page"),
    ("sider", "page"),
    // type of a tool, type of a guide
    ("blanket", "form"),
    ("skema", "form"),
    ("formular", "form"),
    ("brev", "letter"),
    ("tjekliste", "checklist"),
    ("it-system", "it_system"),
    ("system", "it_system"),
    ("fagsystem", "it_system"),
    ("metode", "method"),
    ("skabelon", "template"),
    ("vejledning", "guide"),
    ("serviceguide", "service"),
    ("forberedelse", "preparation"),
    ("forberedelsesguide", "preparation"),
    // join, choose
    ("alle", "all"),
    ("den første", "any"),
    ("første", "any"),
    ("én", "one"),
    ("en", "one"),
    ("flere", "many"),
    ("mange", "many"),
    // basis
    ("lovbestemt", "statutory"),
    ("lov", "statutory"),
    ("lokal", "local"),
    ("intern", "internal"),
    // site.toml
    ("dansk", "da"),
    ("engelsk", "en"),
    ("mappe", "folder"),
    ("fil", "file"),
];

/// The one of `values` that a Danish word stands for.
pub fn value(values: &[&'static str], written: &str) -> Option<&'static str> {
    let lower = written.trim().to_lowercase();
    let all = WORDS.iter().filter(|(word, _)| *word == lower);
    all.filter_map(|(_, value)| values.iter().find(|known| *known == value)).next().copied()
}
