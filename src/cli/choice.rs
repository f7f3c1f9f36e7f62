//! The words that options take, where they are a choice of a few.

use clap::ValueEnum;

use crate::diag;
use crate::model::Host;

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    Da,
    En,
}

impl From<Lang> for diag::Lang {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::Da => Self::Danish,
            Lang::En => Self::English,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Linjen, et mærke og et forslag
    Human,
    /// En linje til hver
    Concise,
    /// Et JSON-dokument
    Json,
    /// SARIF 2.1.0 til programmer, der viser fund
    Sarif,
    /// Mærker i GitHub Actions
    Github,
    /// Rapport til GitLab Code Quality
    Gitlab,
    /// Mærker i Azure Pipelines
    Azure,
    /// En testrapport: hvert problem er en fejlet test
    Junit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OwnersFormat {
    /// Til at læse
    Human,
    /// Til et dansk Excel: semikolon og mærke for UTF-8
    Csv,
    /// Én begivenhed for hver side
    Ical,
    /// Et JSON-dokument
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DigestFormat {
    /// Tekst med overskrifter og punkter
    Markdown,
    /// Et stykke HTML uden udseende, til at sætte ind
    Html,
    /// Et feed med et indslag til hver side
    Atom,
}

impl From<Format> for diag::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Human => Self::Human,
            Format::Concise => Self::Concise,
            Format::Json => Self::Json,
            Format::Sarif => Self::Sarif,
            Format::Github => Self::Github,
            Format::Gitlab => Self::Gitlab,
            Format::Azure => Self::Azure,
            Format::Junit => Self::Junit,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HostName {
    /// Blokke, som serverens egen opsætning henter ind
    Nginx,
    /// .htaccess
    Apache,
    /// web.config
    Iis,
    /// staticwebapp.config.json
    Azure,
}

impl From<HostName> for Host {
    fn from(host: HostName) -> Self {
        match host {
            HostName::Nginx => Self::Nginx,
            HostName::Apache => Self::Apache,
            HostName::Iis => Self::Iis,
            HostName::Azure => Self::Azure,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Links {
    Folder,
    File,
}
