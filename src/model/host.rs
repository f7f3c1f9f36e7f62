//! Servers that hand out the portal to readers, and what they should say along with it.

/// A server that the program can write the settings of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    Nginx,
    Apache,
    /// Microsoft's Internet Information Services.
    Iis,
    /// Azure Static Web Apps.
    Azure,
}

impl Host {
    pub const ALL: [Host; 4] = [Host::Nginx, Host::Apache, Host::Iis, Host::Azure];

    /// In `site.toml` and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Host::Nginx => "nginx",
            Host::Apache => "apache",
            Host::Iis => "iis",
            Host::Azure => "azure",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|host| host.name() == name)
    }

    /// The file that the server looks for in the portal itself; `None` when its settings stand elsewhere.
    pub const fn file(self) -> Option<&'static str> {
        match self {
            Host::Nginx => None,
            Host::Apache => Some(".htaccess"),
            Host::Iis => Some("web.config"),
            Host::Azure => Some("staticwebapp.config.json"),
        }
    }
}

/// What a page may load: nothing from elsewhere, nothing inline. `Content-Security-Policy`
pub const CONTENT_POLICY: &str =
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
