//! Fields that were set on the command line.

use super::kinds::Thing;
use super::questions::FIRST;
use crate::cli::Exit;
use crate::cli::args::NewArgs;
use crate::cli::failure::Failure;
use crate::model::Kind;
use crate::parse::keys::Type;
use crate::say;

/// Each field with what was written for it, in the order of the command line.
pub struct Settings {
    fields: Vec<(String, Vec<String>)>,
    /// Who does the first step.
    pub by: Option<String>,
}

impl Settings {
    pub fn of(args: &NewArgs) -> Result<Self, Failure> {
        let mut settings = Self { fields: Vec::new(), by: args.by.clone() };
        for (field, value) in [("lead", &args.lead), ("owner", &args.owner)] {
            if let Some(value) = value {
                settings.add(field, value);
            }
        }
        for written in &args.set {
            let Some((field, value)) = written.split_once('=') else { return Err(no_sign(written)) };
            settings.add(field.trim(), value.trim());
        }
        Ok(settings)
    }

    fn add(&mut self, field: &str, value: &str) {
        match self.fields.iter_mut().find(|(name, _)| name == field) {
            Some((_, values)) => values.push(value.to_owned()),
            None => self.fields.push((field.to_owned(), vec![value.to_owned()])),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.fields.iter().map(|(field, values)| (field.as_str(), values.as_slice()))
    }

    /// Whether there is no need to ask about a field.
    pub fn has(&self, path: &str) -> bool {
        if path == FIRST { self.by.is_some() } else { self.fields.iter().any(|(field, _)| field == path) }
    }

    /// Only workflows have a first step, and only lists more than one value.
    pub fn fits(&self, thing: Thing) -> Result<(), Failure> {
        if self.by.is_some() && thing != Thing::Page(Kind::Workflow) {
            return Err(Failure::new(
                Exit::Usage,
                say!("--by hører til arbejdsgange.", "--by belongs to workflows."),
                say!("slet --by; intet er skrevet", "delete --by; nothing was written"),
            ));
        }
        let single = |path: &str| thing.key(path).is_some_and(|key| !matches!(key.ty, Type::List(_)));
        match self.iter().find(|(field, values)| values.len() > 1 && single(field)) {
            None => Ok(()),
            Some((field, _)) => Err(Failure::new(
                Exit::Usage,
                say!("»{field}« er sat flere gange.", "“{field}” is set more than once."),
                say!("skriv feltet én gang; intet er skrevet", "write it once; nothing was written"),
            )),
        }
    }
}

fn no_sign(written: &str) -> Failure {
    Failure::new(
        Exit::Usage,
        say!("»--set {written}« har intet lighedstegn.", "“--set {written}” has no equals sign."),
        say!(
            "skriv feltet, et lighedstegn og værdien: --set status=draft",
            "write the field, an equals sign and the value: --set status=draft"
        ),
    )
}
