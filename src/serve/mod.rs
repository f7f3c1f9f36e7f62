//! The editor's own server: the portal in a browser, fresh after every save.
//!
//! - [`http`] answers from the table of routes and from nothing else: no URL ever becomes a path.
//! - [`watch`] notices saves; [`live`] tells the browser, which reloads, or shows what is wrong.
//! - [`access`] keeps other web pages out: a browser will carry their requests to this machine.
//! - [`patience`] ends connections that somebody holds for nothing.
//!
//! What a portal is, only the [`Site`] knows; rendering happens there, one page when it is asked for.

mod access;
mod desktop;
mod error;
mod http;
mod live;
mod page;
mod patience;
mod watch;

pub use desktop::{Editor, open as open_on_desktop};
pub use error::ServeError;
pub use patience::PATIENCE;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::net::{IpAddr, SocketAddr, TcpListener, ToSocketAddrs};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Notify, watch as signal};

use crate::diag::Severity;
use crate::source::Changes;
use access::Access;
use live::Live;
use patience::Patient;
use watch::Watch;

/// How long requests may take to finish once the server is told to stop.
const GRACE: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// The address to listen on; anything but this machine's own is open to the network.
    pub host: String,
    /// 0 takes any free port.
    pub port: u16,
    /// Show the portal in the default browser.
    pub open: bool,
    /// Look at the files every second: network drives do not tell when a file changes.
    pub poll: bool,
    /// The site's root, where changes are looked for.
    pub root: PathBuf,
    /// How long a connection may be held to which nothing is sent: [`PATIENCE`], in tests less.
    pub patience: Duration,
}

/// What is served. Called from several threads at once.
pub trait Site: Send + Sync {
    /// Takes in what changed on disk; pages are fresh when this returns. Of a file that cannot be read the
    /// last good text stays.
    fn reload(&self, changes: &Changes);

    /// Finds out what is wrong, which may take longer than showing a page; [`Site::problems`] tells.
    fn check(&self) {}

    /// The document at a URL without its leading slash: `""`, `abc/kontanthjaelp/`, `assets/style-1a2b3c4d.css`.
    fn get(&self, url: &str) -> Option<Result<Response, Vec<Problem>>>;

    /// Whether there is a document at this URL; worth its own answer where rendering takes time.
    fn has(&self, url: &str) -> bool {
        self.get(url).is_some()
    }

    /// The file that the page at a URL is written in, below the site's root.
    fn source(&self, _url: &str) -> Option<String> {
        None
    }

    /// Opens a file of the site where people edit it. `false` when it is none of the site's.
    fn open(&self, _place: &Place) -> bool {
        false
    }

    /// What is wrong with the content as it was last checked.
    fn problems(&self) -> Vec<Problem>;

    /// Counts the portals there have been: a new number means that pages may look different.
    fn version(&self) -> u64;
}

/// A place in a file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Below the site's root.
    pub file: String,
    /// Counts from 1.
    pub line: usize,
    /// Counts characters from 1.
    pub column: usize,
}

impl Place {
    /// `content/abc/x.md:12:5`; line and column may be left out.
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, ':');
        let file = parts.next().filter(|file| !file.is_empty())?.to_owned();
        let mut number = || parts.next().map_or(Some(1), |part| part.parse().ok());
        Some(Self { file, line: number()?, column: number()? })
    }
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    pub bytes: Vec<u8>,
    pub mime: &'static str,
}

/// One thing that is wrong, in the words of the editor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub severity: Severity,
    /// Below the site's root; `None` when it has no place in a file.
    pub file: Option<String>,
    /// Counts from 1; 0 when it concerns the file as a whole.
    pub line: usize,
    /// Counts characters from 1; 0 as for `line`.
    pub column: usize,
    pub message: String,
    pub help: Option<String>,
}

/// A server that has its port and watches the site, but does not answer yet.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    options: ServeOptions,
    site: Arc<dyn Site>,
    watch: Watch,
    stop: Arc<signal::Sender<bool>>,
    refresh: Arc<Notify>,
}

/// Speaks to a server from another thread.
#[derive(Debug, Clone)]
pub struct Handle {
    stop: Arc<signal::Sender<bool>>,
    refresh: Arc<Notify>,
}

impl Handle {
    pub fn stop(&self) {
        self.stop.send_replace(true);
    }

    /// The site changed where nobody watches: look at it again.
    pub fn refresh(&self) {
        self.refresh.notify_one();
    }
}

impl Server {
    /// Takes the port and begins to watch the site.
    ///
    /// # Errors
    /// The address cannot be had, or the site cannot be watched.
    pub fn bind(options: ServeOptions, site: Arc<dyn Site>) -> Result<Self, ServeError> {
        let listener = listen(&options.host, options.port)?;
        let address = listener.local_addr().map_err(ServeError::Io)?;
        listener.set_nonblocking(true).map_err(ServeError::Io)?;
        let watch = Watch::start(&options.root, options.poll)?;
        Ok(Self {
            listener,
            address,
            options,
            site,
            watch,
            stop: Arc::new(signal::Sender::new(false)),
            refresh: Arc::default(),
        })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What to type into the browser.
    pub fn url(&self) -> String {
        let host = match self.address.ip() {
            ip if ip.is_unspecified() => "127.0.0.1".to_owned(),
            IpAddr::V6(ip) => format!("[{ip}]"),
            IpAddr::V4(ip) => ip.to_string(),
        };
        format!("http://{host}:{}/", self.address.port())
    }

    /// Whether other machines can reach the server.
    pub fn is_exposed(&self) -> bool {
        !self.address.ip().is_loopback()
    }

    pub fn handle(&self) -> Handle {
        Handle { stop: Arc::clone(&self.stop), refresh: Arc::clone(&self.refresh) }
    }

    /// Serves until Ctrl-C, or until a [`Handle`] stops it.
    ///
    /// # Errors
    /// The system cannot give us what a server needs.
    pub fn run(self) -> Result<(), ServeError> {
        // One thread is plenty for talking to one editor's browser; pages are rendered on others.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .max_blocking_threads(8)
            .build()
            .map_err(ServeError::Io)?;
        let served = runtime.block_on(self.serve());
        // A page that takes forever must not keep the program from ending.
        runtime.shutdown_timeout(GRACE);
        served
    }

    async fn serve(self) -> Result<(), ServeError> {
        let url = self.url();
        let access = Access::new(&self.options.host, self.address.ip());
        let listener = tokio::net::TcpListener::from_std(self.listener).map_err(ServeError::Io)?;
        let live = Arc::new(Live::new(self.site.as_ref(), self.stop.subscribe()));
        let identity = identity(&self.options.root);
        let app = http::router(Arc::clone(&self.site), Arc::clone(&live), access, identity);
        let fresh = Arc::new(Notify::new());
        tokio::spawn(check(Arc::clone(&fresh), Arc::clone(&self.site), Arc::clone(&live)));
        tokio::spawn(follow(self.watch, self.refresh, self.site, live, fresh));
        tokio::spawn(stop_on_signal(Arc::clone(&self.stop)));
        if self.options.open {
            desktop::open(OsStr::new(&url));
        }
        let listener = Patient { listener, patience: self.options.patience };
        let serving = axum::serve(listener, app).with_graceful_shutdown(stopped(self.stop.subscribe()));
        tokio::select! {
            served = serving => served.map_err(ServeError::Io),
            () = grace(self.stop.subscribe()) => Ok(()),
        }
    }
}

/// One reload per batch of changes; those that come meanwhile make the next batch. `fresh` is told of each.
async fn follow(mut watch: Watch, refresh: Arc<Notify>, site: Arc<dyn Site>, live: Arc<Live>, fresh: Arc<Notify>) {
    // The site was loaded before it was watched: look once for what changed in between.
    let mut changes = Changes::All;
    loop {
        watch.follow_folders();
        let reloading = {
            let (site, live) = (Arc::clone(&site), Arc::clone(&live));
            tokio::task::spawn_blocking(move || {
                site.reload(&changes);
                live.publish(site.as_ref());
            })
        };
        // A reload that panics has said so on the terminal; the next save gets another one.
        let _ = reloading.await;
        fresh.notify_one();
        changes = tokio::select! {
            changes = watch.changed() => changes,
            () = refresh.notified() => Changes::At(BTreeSet::new()),
        };
    }
}

/// One check at a time, while the browser asks for its page and the next file is saved. After several saves only
/// the last portal is checked.
async fn check(fresh: Arc<Notify>, site: Arc<dyn Site>, live: Arc<Live>) {
    loop {
        fresh.notified().await;
        let (site, live) = (Arc::clone(&site), Arc::clone(&live));
        let checking = tokio::task::spawn_blocking(move || {
            site.check();
            live.publish(site.as_ref());
        });
        // As for a reload.
        let _ = checking.await;
    }
}

/// Where a server says which site it shows.
pub const IDENTITY: &str = "/.vejviser/site";

/// Tells one site from another without telling where it lies.
pub fn identity(root: &Path) -> String {
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let site = crate::text::sha256_hex(root.as_os_str().as_encoded_bytes());
    serde_json::json!({"site": site, "version": env!("CARGO_PKG_VERSION")}).to_string()
}

async fn stop_on_signal(stop: Arc<signal::Sender<bool>>) {
    #[cfg(unix)]
    if let Ok(mut terminate) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        stop.send_replace(true);
        return;
    }
    if tokio::signal::ctrl_c().await.is_ok() {
        stop.send_replace(true);
    }
}

async fn stopped(mut stop: signal::Receiver<bool>) {
    // An error means that nobody can stop us any more; then we have been stopped.
    let _ = stop.wait_for(|stop| *stop).await;
}

async fn grace(stop: signal::Receiver<bool>) {
    stopped(stop).await;
    tokio::time::sleep(GRACE).await;
}

fn listen(host: &str, port: u16) -> Result<TcpListener, ServeError> {
    let plain = host.trim_start_matches('[').trim_end_matches(']');
    let bad_host = |error: std::io::Error| ServeError::BadHost { host: host.to_owned(), error };
    let mut addresses: Vec<SocketAddr> = (plain, port).to_socket_addrs().map_err(bad_host)?.collect();
    // Browsers try both for `localhost`, so either will do, but it should be the same every time.
    addresses.sort_by_key(SocketAddr::is_ipv6);
    let Some(address) = addresses.first() else {
        return Err(bad_host(std::io::ErrorKind::NotFound.into()));
    };
    TcpListener::bind(address).map_err(|error| ServeError::of_bind(host, *address, error))
}
