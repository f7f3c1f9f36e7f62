//! The commands and their words. Help is Danish: editors read it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use super::choice::{DigestFormat, Format, HostName, Lang, Links, OwnersFormat};
use crate::model::Date;

const HELP: &str = "\
{about-with-newline}
Brug: {usage}

{all-args}{after-help}";

/// Bygger portaler over arbejdsgange i det offentlige.
#[derive(Debug, Parser)]
#[command(
    name = "vejviser",
    version,
    help_template = HELP,
    subcommand_help_heading = "Kommandoer",
    subcommand_value_name = "KOMMANDO",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "\nSlutkoder: 0 i orden, 1 fejl i indholdet, 2 forkert brug, 3 miljø eller disk, 4 konflikt ved udgivelse, 130 afbrudt."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    /// Mappen, hvor site.toml ligger
    #[arg(long, global = true, default_value = ".", value_name = "MAPPE", help_heading = "Tilvalg")]
    pub root: PathBuf,
    /// Sproget i beskeder
    #[arg(long, global = true, value_enum, default_value_t = Lang::Da, value_name = "SPROG", help_heading = "Tilvalg")]
    pub lang: Lang,
    /// Vis hjælp
    #[arg(short, long, global = true, action = clap::ArgAction::Help, help_heading = "Tilvalg")]
    help: Option<bool>,
    /// Vis version
    #[arg(short = 'V', long, action = clap::ArgAction::Version, help_heading = "Tilvalg")]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lav en lille portal at begynde med
    Init(InitArgs),
    /// Lav en ny side; i en terminal spørger kommandoen om det, den mangler
    New(NewArgs),
    /// Lav arbejdsgange af tegninger fra et andet program
    #[command(subcommand, help_template = HELP, subcommand_help_heading = "Formater", subcommand_value_name = "FORMAT")]
    Import(Import),
    /// Byg portalen, og vis den i browseren, mens du skriver
    Serve(ServeArgs),
    /// Hjælp editoren med felter, navne og fejl, mens du skriver (sprogserver)
    Lsp(LspArgs),
    /// Byg portalen i en mappe
    Build(BuildArgs),
    /// Kontrollér indholdet uden at bygge
    Check(CheckArgs),
    /// Byg portalen, og udgiv den til et mål fra site.toml
    Publish(PublishArgs),
    /// Gå tilbage til en tidligere udgivelse
    Rollback(RollbackArgs),
    /// Se efter, om en udgivet portal er, som den blev skrevet
    Verify(VerifyArgs),
    /// Skriv arbejdsgange eller sider til andre programmer, eller en webservers opsætning
    #[command(subcommand, help_template = HELP, subcommand_help_heading = "Formater", subcommand_value_name = "FORMAT")]
    Export(Export),
    /// Vis, hvilke sider ejerne skal gennemgå
    Report(OwnersArgs),
    /// Fortæl med ord, hvad der er ændret siden en dag eller en udgave
    Digest(DigestArgs),
    /// Forklar en regel
    Explain(ExplainArgs),
    /// Skriv JSON Schema for felterne, eller filer til en teksteditor
    Schema(SchemaArgs),
    /// Skriv kommandoerne ud til skallens autofuldførelse
    Completions(CompletionsArgs),
    /// Skriv manualsiden
    #[command(hide = true)]
    Man,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct InitArgs {
    /// Den nye mappe
    #[arg(value_name = "MAPPE", default_value = ".", help_heading = "Argumenter")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct NewArgs {
    /// workflow, tool, term, service, contact, law, topic, guide, path, news, page, section (mappe), actor
    /// (aktør) eller audience (målgruppe); de danske ord virker også
    #[arg(value_name = "SLAGS", help_heading = "Argumenter")]
    pub kind: Option<String>,
    /// Sidens titel, eller navnet
    #[arg(value_name = "TITEL", help_heading = "Argumenter")]
    pub title: Option<String>,
    /// Mappen under content/, for eksempel arbejdsgange/kontanthjaelp
    #[arg(long = "in", value_name = "MAPPE")]
    pub section: Option<String>,
    /// Den forvaltning, der leder: dens id eller faelles
    #[arg(long, value_name = "ID")]
    pub lead: Option<String>,
    /// Den enhed, der ejer siden
    #[arg(long, value_name = "ID")]
    pub owner: Option<String>,
    /// Den aktør, der gør det første trin i en arbejdsgang
    #[arg(long, value_name = "ID")]
    pub by: Option<String>,
    /// Sæt et felt, for eksempel --set short="Ret til at se sagen" eller --set deadline.within="4 uger"; kan
    /// skrives flere gange
    #[arg(long, value_name = "FELT=VÆRDI")]
    pub set: Vec<String>,
    /// Spørg ikke, heller ikke i en terminal
    #[arg(long)]
    pub no_input: bool,
    /// Åbn filen bagefter i programmet fra VISUAL eller EDITOR
    #[arg(long)]
    pub open: bool,
}

#[derive(Debug, Subcommand)]
#[command(disable_help_subcommand = true)]
pub enum Import {
    /// BPMN 2.0, som de fleste tegneprogrammer kan gemme
    Bpmn(ImportBpmnArgs),
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct ImportBpmnArgs {
    /// Filerne med tegninger
    #[arg(value_name = "FIL", required = true, help_heading = "Argumenter")]
    pub files: Vec<PathBuf>,
    /// Mappen under content/, for eksempel arbejdsgange/kontanthjaelp
    #[arg(long = "in", value_name = "MAPPE")]
    pub section: Option<String>,
    /// Vis, hvad der ville ske, og skriv intet
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct LspArgs {
    #[command(flatten)]
    pub compile: CompileArgs,
    /// Tal med editoren gennem standard ind og ud, som er det eneste, der kan vælges
    #[arg(long, hide = true)]
    pub stdio: bool,
}

/// What decides how the site is compiled.
#[derive(Debug, Args)]
pub struct CompileArgs {
    /// Dags dato; ellers computerens
    #[arg(long, value_name = "ÅÅÅÅ-MM-DD")]
    pub date: Option<Date>,
    /// Tag kladder og sider, der ikke gælder endnu, med
    #[arg(long)]
    pub drafts: bool,
    /// Udgavens navn, vist nederst på siderne; ellers arkivets nyeste ændring
    #[arg(long, value_name = "TEKST")]
    pub revision: Option<String>,
    #[command(flatten)]
    pub history: HistoryArgs,
}

/// Where the dates of the pages' last changes come from.
#[derive(Debug, Args)]
pub struct HistoryArgs {
    /// Mappen i et Git-arkiv, hvis historik siger, hvornår siderne er ændret; ellers portalens egen
    #[arg(long, value_name = "MAPPE", conflicts_with = "no_history")]
    pub history: Option<PathBuf>,
    /// Se ikke efter i et Git-arkiv, hvornår siderne er ændret
    #[arg(long)]
    pub no_history: bool,
}

impl HistoryArgs {
    /// For commands that show no dates.
    pub const NONE: Self = Self { history: None, no_history: true };
}

/// What was published before.
#[derive(Debug, Args)]
pub struct AgainstArgs {
    /// Find adresser, som den udgivne portal har, og som ikke fører nogen steder hen længere: portalens mappe eller
    /// webadresse, eller dens .vejviser-manifest.json
    #[arg(long, value_name = "PORTAL")]
    pub against: Option<String>,
}

/// How problems are reported.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Sådan vises problemer
    #[arg(long, value_enum, default_value_t = Format::Human, value_name = "FORMAT")]
    pub format: Format,
    /// Advarsler tæller som fejl
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct BuildArgs {
    /// Mappen, portalen bygges i
    #[arg(short, long, default_value = "public", value_name = "MAPPE")]
    pub output: PathBuf,
    /// Links ender på / (folder) eller /index.html (file), så en kopi på et fællesdrev kan læses
    #[arg(long, value_enum, value_name = "FORM")]
    pub links: Option<Links>,
    /// Tegn hvert diagram som plakat også: banerne ligger ned, og der læses mod højre
    #[arg(long)]
    pub wide: bool,
    /// Læg en pakket udgave (.gz) ved siden af hver tekst, til webservere, der kan sende den
    #[arg(long)]
    pub packed: bool,
    #[command(flatten)]
    pub against: AgainstArgs,
    #[command(flatten)]
    pub compile: CompileArgs,
    #[command(flatten)]
    pub report: ReportArgs,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct PublishArgs {
    /// Målets navn i site.toml; kan udelades, når der kun er ét
    #[arg(value_name = "MÅL", help_heading = "Argumenter")]
    pub target: Option<String>,
    /// Vis, hvad der ville blive skrevet og slettet, og gør intet
    #[arg(long)]
    pub dry_run: bool,
    /// Udgiv ikke, hvis flere filer end dette ville blive slettet
    #[arg(long, value_name = "ANTAL", default_value_t = 250)]
    pub max_deletes: usize,
    /// Læs alle filer hos målet, og skriv dem igen, der ikke er, som de blev skrevet
    #[arg(long)]
    pub repair: bool,
    /// Vent ikke, når en anden er ved at udgive til samme sted
    #[arg(long)]
    pub no_wait: bool,
    /// Vis de udgivelser, der kan gås tilbage til, og udgiv intet
    #[arg(long)]
    pub list: bool,
    #[command(flatten)]
    pub compile: CompileArgs,
    #[command(flatten)]
    pub report: ReportArgs,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct RollbackArgs {
    /// Udgivelsens nummer fra »publish --list«; ellers den, der stod før
    #[arg(value_name = "UDGIVELSE", help_heading = "Argumenter")]
    pub release: Option<u32>,
    /// Målets navn i site.toml; kan udelades, når der kun er ét
    #[arg(long, value_name = "MÅL")]
    pub target: Option<String>,
    /// Vis, hvad der ville blive skrevet og slettet, og gør intet
    #[arg(long)]
    pub dry_run: bool,
    /// Vent ikke, når en anden er ved at udgive til samme sted
    #[arg(long)]
    pub no_wait: bool,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct VerifyArgs {
    /// Målets navn i site.toml, eller en mappe med en portal
    #[arg(value_name = "MÅL", help_heading = "Argumenter")]
    pub target: Option<String>,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct CheckArgs {
    /// Ret det, der kun kan være ment på én måde
    #[arg(long)]
    pub fix: bool,
    /// Vis, hvad --fix ville rette, og skriv intet
    #[arg(long)]
    pub diff: bool,
    /// Spørg adresserne på links ud af portalen, om der er noget; svarene gemmes i .vejviser/external.json
    #[arg(long, conflicts_with = "diff")]
    pub external: bool,
    #[command(flatten)]
    pub against: AgainstArgs,
    #[command(flatten)]
    pub compile: CompileArgs,
    #[command(flatten)]
    pub report: ReportArgs,
}

#[derive(Debug, Subcommand)]
#[command(disable_help_subcommand = true)]
pub enum Export {
    /// BPMN 2.0 med tegning, som programmer til procestegning kan åbne
    Bpmn(ExportBpmnArgs),
    /// Siderne til en anden søgemaskine: en linje JSON til hver, med synonymer og ordliste
    Search(ExportSearchArgs),
    /// Webserverens opsætning: overskrifter, filtyper, gamle adresser og siden for det, der ikke findes
    Host(ExportHostArgs),
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct ExportHostArgs {
    /// Webserveren
    #[arg(value_enum, value_name = "SERVER", help_heading = "Argumenter")]
    pub host: HostName,
    /// Filen; ellers skrives til skærmen
    #[arg(short, long, value_name = "FIL")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub compile: CompileArgs,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct ExportSearchArgs {
    /// Filen; ved siden af lægges synonymer (.synonyms.txt) og ordliste (.words.txt)
    #[arg(short, long, value_name = "FIL")]
    pub output: PathBuf,
    #[command(flatten)]
    pub compile: CompileArgs,
    #[command(flatten)]
    pub report: ReportArgs,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct ExportBpmnArgs {
    /// Arbejdsgangenes id; uden id skrives alle
    #[arg(value_name = "ID", help_heading = "Argumenter")]
    pub ids: Vec<String>,
    /// Mappen, filerne skrives i
    #[arg(short, long, value_name = "MAPPE")]
    pub output: PathBuf,
    #[command(flatten)]
    pub compile: CompileArgs,
    #[command(flatten)]
    pub report: ReportArgs,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct ServeArgs {
    /// Adressen, der lyttes på
    #[arg(long, default_value = "127.0.0.1", value_name = "ADRESSE")]
    pub host: String,
    /// Porten
    #[arg(long, default_value_t = 4040, value_name = "PORT")]
    pub port: u16,
    /// Åbn portalen i browseren
    #[arg(long)]
    pub open: bool,
    /// Se efter ændringer med mellemrum; til netværksdrev
    #[arg(long)]
    pub poll: bool,
    /// Programmet, som »Rediger« åbner filen i, for eksempel "code --goto {file}:{line}:{column}"
    #[arg(long, value_name = "KOMMANDO", default_value = "", hide_default_value = true)]
    pub edit: String,
    #[command(flatten)]
    pub compile: CompileArgs,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct ExplainArgs {
    /// Reglens navn; uden navn vises alle
    #[arg(value_name = "REGEL", help_heading = "Argumenter")]
    pub rule: Option<String>,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct OwnersArgs {
    /// Kun sider, som denne enhed ejer; kan skrives flere gange
    #[arg(long, value_name = "ID")]
    pub owner: Vec<String>,
    /// Sider, der skal gennemgås inden for så lang tid, for eksempel 6 uger
    #[arg(long, num_args = 1..=2, default_values = ["30", "dage"], value_names = ["TAL", "ENHED"])]
    pub within: Vec<String>,
    /// Også sider uden ejer, kladder og sider, der ikke er gennemgået eller holdt op mod loven
    #[arg(long)]
    pub all: bool,
    /// Til skærmen, et regneark (csv), en kalender (ical) eller et andet program (json)
    #[arg(long, value_enum, default_value_t = OwnersFormat::Human, value_name = "FORMAT")]
    pub format: OwnersFormat,
    /// Skriv rapporten i denne fil
    #[arg(short, long, value_name = "FIL")]
    pub output: Option<PathBuf>,
    /// Dags dato; ellers computerens
    #[arg(long, value_name = "ÅÅÅÅ-MM-DD")]
    pub date: Option<Date>,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct DigestArgs {
    /// Dagen (portalen, som den var ved dens slutning), grenen, etiketten eller ændringen, der sammenlignes med
    #[arg(long, value_name = "DAG|UDGAVE")]
    pub since: String,
    /// Sammenlign med denne dag eller udgave i stedet for filerne, som de er nu
    #[arg(long, value_name = "DAG|UDGAVE")]
    pub until: Option<String>,
    /// Kun det, der gælder denne rolle, målgruppe eller forvaltning
    #[arg(long = "for", value_name = "ID")]
    pub only: Option<String>,
    /// Til en mail (markdown), et nyhedsbrev (html) eller en feedlæser (atom)
    #[arg(long, value_enum, default_value_t = DigestFormat::Markdown, value_name = "FORMAT")]
    pub format: DigestFormat,
    /// Skriv teksten i denne fil
    #[arg(short, long, value_name = "FIL")]
    pub output: Option<PathBuf>,
    /// Dags dato; ellers computerens
    #[arg(long, value_name = "ÅÅÅÅ-MM-DD")]
    pub date: Option<Date>,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct SchemaArgs {
    /// Sidens slags, site, eller et register: actors, audiences, complaints, finder, synonyms
    #[arg(value_name = "SLAGS", help_heading = "Argumenter", required_unless_present_any = ["output", "vscode"])]
    pub kind: Option<String>,
    /// Skriv alle skemaer i denne mappe
    #[arg(short, long, value_name = "MAPPE", conflicts_with = "kind")]
    pub output: Option<PathBuf>,
    /// Sæt VS Code op til portalen: skemaer, indstillinger og stumper af tekst i mappen .vscode
    #[arg(long, conflicts_with_all = ["kind", "output"])]
    pub vscode: bool,
}

#[derive(Debug, Args)]
#[command(help_template = HELP, next_help_heading = "Tilvalg")]
pub struct CompletionsArgs {
    /// Skallen
    #[arg(value_enum, value_name = "SKAL", help_heading = "Argumenter")]
    pub shell: clap_complete::Shell,
}
