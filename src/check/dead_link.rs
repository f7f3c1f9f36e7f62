//! Links out of the portal lead somewhere, as far as the last questions tell.
//!
//! Only what was asked in this run is told. Nothing here is an error: what others do with their pages is no mistake of
//! the portal's.

use crate::diag::{Diagnostic, Diagnostics, Doc, Fix, Rule, Severity, letters};
use crate::model::{Answer, External, Outside, Portal, Trouble};
use crate::say;

pub static RULE: Rule = Rule {
    id: "dead-link",
    severity: Severity::Warning,
    title: Doc { da: "Links ud af portalen fører til noget.", en: "Links out of the portal lead somewhere." },
    why: Doc {
        da: "Kollegen står med en tom side, når vejledningen skal bruges. `check --external` spørger adresserne; ret \
             linket, eller sæt adresser, der ikke kan spørges, på listen allow under [external] i site.toml.",
        en: "A colleague meets an empty page when the guidance is needed. `check --external` asks the addresses; mend \
             the link, or put addresses that cannot be asked on the list allow under [external] in site.toml.",
    },
    example: "",
    fixed: "",
};

pub static MOVED: Rule = Rule {
    id: "moved-link",
    severity: Severity::Notice,
    title: Doc {
        da: "Links ud af portalen går til adressen, som den er nu.",
        en: "Links out of the portal name the address as it is now.",
    },
    why: Doc {
        da: "Den gamle adresse sender videre så længe, nogen husker på det. `check --external` finder den nye.",
        en: "The old address leads on for as long as somebody remembers it. `check --external` finds the new one.",
    },
    example: "",
    fixed: "",
};

pub static UNSURE: Rule = Rule {
    id: "unsure-link",
    severity: Severity::Notice,
    title: Doc { da: "Links ud af portalen kan efterprøves.", en: "Links out of the portal can be tried." },
    why: Doc {
        da: "`check --external` fik intet brugbart svar. Det kan være værtens skyld eller netværkets; adressen prøves \
             igen næste dag.",
        en: "`check --external` got no useful answer. That may be the host's fault or the network's; the address is \
             tried again the next day.",
    },
    example: "",
    fixed: "",
};

pub fn check(portal: &Portal, external: &External, found: &mut Diagnostics) {
    if !external.told {
        return;
    }
    if external.out_of_reach > 0 {
        found.push(cut_off(external.out_of_reach));
    }
    for link in portal.outside() {
        let Some(answered) = external.answers.get(&link.url) else { continue };
        match &answered.answer {
            Answer::There => {}
            Answer::Moved { to } => found.push(moved(&link, to)),
            Answer::Gone { status } => found.push(gone(&link, *status)),
            Answer::Unsure(trouble) => found.push(unsure(&link, *trouble)),
        }
    }
}

fn cut_off(asked: usize) -> Diagnostic {
    let message = say!(
        "Ingen adresser uden for portalen kunne nås (prøvet: {asked}), så de er ikke efterprøvet.",
        "No address outside could be reached (tried: {asked}), so none is judged."
    );
    Diagnostic::global(&UNSURE, message).help(say!(
        "prøv igen, når der er forbindelse til internettet; bag en proxy skal HTTPS_PROXY være sat",
        "try again when there is a connection to the internet; behind a proxy HTTPS_PROXY must be set"
    ))
}

fn gone(link: &Outside, status: u16) -> Diagnostic {
    let url = &link.url;
    let message = say!("Der er intet på {url} (svar {status}).", "There is nothing at {url} (status {status}).");
    Diagnostic::new(&RULE, link.span, message).help(say!(
        "find den nye adresse, og ret linket; eller slet det",
        "find the new address and mend the link; or delete it"
    ))
}

fn moved(link: &Outside, to: &str) -> Diagnostic {
    let url = &link.url;
    let message = say!("{url} er flyttet for altid.", "{url} has moved for good.");
    let problem = Diagnostic::new(&MOVED, link.span, message).help(say!("skriv {to}", "write {to}"));
    // A link of a text is more than its address; a field is the address and nothing else.
    match letters(link.span, url) {
        Some(place) => problem.fix(Fix::replace(place, to)),
        None => problem,
    }
}

fn unsure(link: &Outside, trouble: Trouble) -> Diagnostic {
    let url = &link.url;
    let why = match trouble {
        Trouble::NoHost => say!("ingen vært af det navn", "no host of that name"),
        Trouble::Refused => say!("værten svarer ikke", "the host does not answer"),
        Trouble::Timeout => say!("intet svar i tide", "no answer in time"),
        Trouble::Certificate => say!("certifikatet kendes ikke", "the certificate is not known"),
        Trouble::Busy => say!("værten vil ikke spørges så tit", "the host does not want to be asked so often"),
        Trouble::Redirects => say!("for mange omdirigeringer", "too many redirects"),
        Trouble::Status(status) => say!("svar {status}", "status {status}"),
        Trouble::Broken => say!("svaret kunne ikke læses", "the answer could not be read"),
    };
    let (da, en) = (why.da, why.en);
    let message = say!("{url} kunne ikke efterprøves: {da}.", "{url} could not be tried: {en}.");
    Diagnostic::new(&UNSURE, link.span, message).help(say!(
        "åbn adressen i en browser; virker den der, så sæt den på listen allow under [external] i site.toml",
        "open the address in a browser; if it works there, put it on the list allow under [external] in site.toml"
    ))
}
