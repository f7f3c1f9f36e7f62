//! What a theme can get wrong.

use crate::diag::{Doc, Rule, Severity};

/// Rules of this stage, for `explain`.
pub static RULES: [&Rule; 5] = [&TEMPLATE_ERROR, &THEME_MISSING, &STRINGS_ERROR, &UNKNOWN_STRING, &BAD_TOKEN];

pub static TEMPLATE_ERROR: Rule = Rule {
    id: "template-error",
    severity: Severity::Error,
    title: Doc { da: "En skabelon kan ikke bruges.", en: "A template cannot be used." },
    why: Doc {
        da: "Skabelonen bestemmer, hvordan en side ser ud. Så længe den har en fejl, kan siden ikke vises. \
             Ret skabelonen, eller slet din egen udgave, så temaets bruges.",
        en: "A template decides how a page looks. While it has an error the page cannot be shown. \
             Correct the template, or delete your own one so that the theme's is used.",
    },
    example: "<h1>{{ page.title }</h1>",
    fixed: "<h1>{{ page.title }}</h1>",
};

pub static THEME_MISSING: Rule = Rule {
    id: "theme-missing",
    severity: Severity::Error,
    title: Doc { da: "Temaet i site.toml findes ikke.", en: "The theme named in site.toml does not exist." },
    why: Doc {
        da: "`theme` er navnet på en mappe under `themes/`; `portal` følger med programmet.",
        en: "`theme` names a folder below `themes/`; `portal` comes with the program.",
    },
    example: "theme = \"potral\"",
    fixed: "theme = \"portal\"",
};

pub static STRINGS_ERROR: Rule = Rule {
    id: "strings-error",
    severity: Severity::Error,
    title: Doc {
        da: "En fil med brugerfladens tekster kan ikke læses.",
        en: "A file of texts of the user interface cannot be read.",
    },
    why: Doc {
        da: "Filer under `i18n/` er YAML med tekster: `nøgle: tekst`, gerne i grupper.",
        en: "Files below `i18n/` are YAML with texts: `key: text`, in groups if you like.",
    },
    example: "menu: [Menu]",
    fixed: "menu: Menu",
};

pub static UNKNOWN_STRING: Rule = Rule {
    id: "unknown-string",
    severity: Severity::Warning,
    title: Doc { da: "En tekst har en nøgle, som ingen bruger.", en: "A text has a key that nobody uses." },
    why: Doc {
        da: "Temaets egne nøgler står i `i18n/da.yaml`. En ukendt nøgle er oftest en slåfejl, og teksten vises aldrig. \
             Nøgler under `site` er dine egne.",
        en: "The theme's own keys are in `i18n/da.yaml`. An unknown key is most often a slip, and its text is never \
             shown. Keys below `site` are your own.",
    },
    example: "menuu: Menu",
    fixed: "menu: Menu",
};

pub static BAD_TOKEN: Rule = Rule {
    id: "bad-token",
    severity: Severity::Error,
    title: Doc {
        da: "En farve i [tokens] er ikke en farve i CSS, eller navnet er ikke et navn.",
        en: "A colour in [tokens] is not a CSS colour, or its name is not a name.",
    },
    why: Doc {
        da: "Farverne skrives ind i portalens stilark. Skriv `#0A4D8F`, et farvenavn eller `rgb(…)`, `hsl(…)`, `oklch(…)`.",
        en: "The colours are written into the portal's style sheet. Write `#0A4D8F`, the name of a colour or \
             `rgb(…)`, `hsl(…)`, `oklch(…)`.",
    },
    example: "[tokens]\nlink = \"url(x)\"",
    fixed: "[tokens]\nlink = \"#0A4D8F\"",
};
