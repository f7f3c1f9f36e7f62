//! What is wrong with a file that is no well-formed XML, in words.

use quick_xml::Error;
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::events::attributes::AttrError;
use quick_xml::name::NamespaceError;

use super::tree::one_line;
use crate::diag::Text;
use crate::say;

/// The end of the sentence “The file is not well-formed XML: …”.
pub fn what(error: &Error) -> Text {
    match error {
        Error::Syntax(error) => syntax(*error),
        Error::IllFormed(error) => form(error),
        Error::InvalidAttr(error) => attribute(error),
        Error::Namespace(NamespaceError::UnknownPrefix(prefix)) => unknown_prefix(prefix),
        Error::Namespace(_) => {
            say!("en erklæring af et navnerum (xmlns) er forkert", "a declaration of a namespace (xmlns) is wrong")
        }
        Error::Escape(_) => say!("et tegn skrevet som &…; er forkert", "a character written as &…; is wrong"),
        Error::Encoding(_) | Error::Io(_) => say!("tegnene kan ikke læses", "the characters cannot be read"),
    }
}

fn syntax(error: SyntaxError) -> Text {
    match error {
        SyntaxError::UnclosedTag => say!("et mærke er åbnet med < og ikke lukket med >", "a tag opened by < has no >"),
        SyntaxError::UnclosedComment => {
            say!("en kommentar er ikke lukket med -->", "a comment is not closed by -->")
        }
        SyntaxError::UnclosedCData => say!("CDATA er ikke lukket med ]]>", "CDATA is not closed by ]]>"),
        SyntaxError::UnclosedDoctype => say!("DOCTYPE er ikke lukket med >", "DOCTYPE is not closed by >"),
        SyntaxError::UnclosedPI | SyntaxError::UnclosedXmlDecl => {
            say!("noget, der begynder med <?, er ikke lukket med ?>", "what begins with <? is not closed by ?>")
        }
        SyntaxError::UnclosedSingleQuotedAttributeValue | SyntaxError::UnclosedDoubleQuotedAttributeValue => {
            say!("værdien af en attribut mangler sit sidste anførselstegn", "an attribute's value lacks its last quote")
        }
        SyntaxError::InvalidBangMarkup => {
            say!("efter <! kommer noget, XML ikke kender", "after <! comes what XML does not know")
        }
    }
}

fn form(error: &IllFormedError) -> Text {
    match error {
        IllFormedError::MismatchedEndTag { expected, found } => {
            let (expected, found) = (one_line(expected), one_line(found));
            say!(
                "her skulle stå </{expected}>, men der står </{found}>",
                "</{expected}> should stand here, but it is </{found}>"
            )
        }
        IllFormedError::UnmatchedEndTag(found) => {
            let found = one_line(found);
            say!("</{found}> lukker noget, der ikke er åbnet", "</{found}> closes what is not open")
        }
        IllFormedError::MissingEndTag(name) => {
            let name = one_line(name);
            say!("<{name}> er ikke lukket", "<{name}> is not closed")
        }
        IllFormedError::UnclosedReference => {
            say!(
                "efter & mangler et semikolon, eller & skulle være skrevet &amp;",
                "& lacks its semicolon, or should be &amp;"
            )
        }
        IllFormedError::MissingDeclVersion(_) | IllFormedError::UnknownVersion => {
            say!("første linje siger ikke version=\"1.0\"", "the first line does not say version=\"1.0\"")
        }
        IllFormedError::MissingDoctypeName => say!("DOCTYPE har intet navn", "DOCTYPE has no name"),
        IllFormedError::DoubleHyphenInComment => {
            say!("en kommentar har -- i sig", "a comment has -- in it")
        }
    }
}

pub fn attribute(error: &AttrError) -> Text {
    match error {
        AttrError::ExpectedEq(_) => say!("en attribut mangler tegnet =", "an attribute lacks its ="),
        AttrError::ExpectedValue(_) => say!("en attribut har ingen værdi", "an attribute has no value"),
        AttrError::UnquotedValue(_) => {
            say!("værdien af en attribut står ikke i anførselstegn", "an attribute's value is not in quotes")
        }
        AttrError::ExpectedQuote(..) => {
            say!("værdien af en attribut mangler sit sidste anførselstegn", "an attribute's value lacks its last quote")
        }
        AttrError::Duplicated(..) => say!("en attribut står to gange", "an attribute stands twice"),
    }
}

pub fn unknown_prefix(prefix: &str) -> Text {
    let prefix = one_line(prefix);
    say!("forstavelsen {prefix}: er brugt uden xmlns:{prefix}", "the prefix {prefix}: is used without xmlns:{prefix}")
}
