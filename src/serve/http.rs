//! Requests and answers.
//!
//! A URL is looked up in the portal's table of routes as it was sent, undecoded: the portal's own
//! URLs are plain ASCII, so whatever needs decoding is not one of them.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderValue};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::{IntoResponse, Response as Reply};

use super::access::Access;
use super::live::{self, Live};
use super::page;
use super::{Place, Response, Site};
use crate::model::CONTENT_POLICY;

/// Longer than any URL of a portal, query included.
const MAX_URL: usize = 2048;

const HTML: &str = "text/html; charset=utf-8";

const HEADERS: [(&str, &str); 5] = [
    ("content-security-policy", CONTENT_POLICY),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
];

#[derive(Clone)]
struct App {
    site: Arc<dyn Site>,
    live: Arc<Live>,
    access: Access,
    identity: Arc<str>,
}

/// Every request goes to one handler: there are no routes but those of the portal.
pub(super) fn router(site: Arc<dyn Site>, live: Arc<Live>, access: Access, identity: String) -> Router {
    Router::new().fallback(handle).with_state(App { site, live, access, identity: identity.into() })
}

async fn handle(State(app): State<App>, request: Request) -> Reply {
    let (request, body) = request.into_parts();
    let mut reply = answer(&app, &request, body).await;
    for (name, value) in HEADERS {
        reply.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    if request.method == Method::HEAD { reply.map(|_| Body::empty()) } else { reply }
}

async fn answer(app: &App, request: &Parts, body: Body) -> Reply {
    let uri = &request.uri;
    if !app.access.allows(uri, &request.headers) {
        return plain(StatusCode::FORBIDDEN, "Kun denne maskine har adgang. / Only this machine has access.\n");
    }
    if request.method == Method::POST && uri.path() == live::OPEN {
        return open(app, request, body).await;
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        let mut reply = plain(StatusCode::METHOD_NOT_ALLOWED, "Kun GET og HEAD. / GET and HEAD only.\n");
        reply.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return reply;
    }
    if uri.path_and_query().map_or(0, |url| url.as_str().len()) > MAX_URL {
        return plain(StatusCode::URI_TOO_LONG, "Adressen er for lang. / The address is too long.\n");
    }
    match (uri.path(), request.method == Method::HEAD) {
        // The stream never ends, so there is nothing to measure for HEAD.
        (live::EVENTS, false) => app.live.stream().into_response(),
        (live::SCRIPT_URL, _) => document(StatusCode::OK, "text/javascript; charset=utf-8", live::SCRIPT.into()),
        (live::STYLE_URL, _) => document(StatusCode::OK, "text/css; charset=utf-8", live::STYLE.into()),
        (super::IDENTITY, _) => document(StatusCode::OK, "application/json", app.identity.as_bytes().to_vec()),
        (path, _) => from_portal(app, path.to_owned(), uri.query().map(str::to_owned)).await,
    }
}

/// Opens a file of the site in the editor's program. Only a page of ours may ask, so it must say where it
/// is from; and only a file of the site is opened, which is for the site to know.
async fn open(app: &App, request: &Parts, body: Body) -> Reply {
    if !request.headers.contains_key(header::ORIGIN) {
        return plain(StatusCode::FORBIDDEN, "Kun portalens egne sider. / Pages of the portal only.\n");
    }
    let place = axum::body::to_bytes(body, MAX_URL).await.ok();
    let place = place.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok()).and_then(|text| Place::parse(&text));
    let Some(place) = place else {
        return plain(StatusCode::BAD_REQUEST, "Skriv fil:linje:tegn. / Say file:line:column.\n");
    };
    let site = Arc::clone(&app.site);
    match tokio::task::spawn_blocking(move || site.open(&place)).await {
        Ok(true) => StatusCode::NO_CONTENT.into_response(),
        _ => plain(StatusCode::NOT_FOUND, "Filen kan ikke åbnes. / The file cannot be opened.\n"),
    }
}

async fn from_portal(app: &App, path: String, query: Option<String>) -> Reply {
    let (site, live) = (Arc::clone(&app.site), Arc::clone(&app.live));
    let found = tokio::task::spawn_blocking(move || look_up(site.as_ref(), &live, &path, query.as_deref()));
    // The page panicked while it was rendered; the terminal has the details.
    found.await.unwrap_or_else(|_| document(StatusCode::INTERNAL_SERVER_ERROR, HTML, page::broken(&[]).into_bytes()))
}

fn look_up(site: &dyn Site, live: &Live, path: &str, query: Option<&str>) -> Reply {
    // Taken before the page: should both change in between, the browser reloads once more.
    let version = live.stamp(site);
    let Some(url) = as_route(path) else { return not_found(site, &version) };
    let file = site.source(url);
    let file = file.as_deref();
    match site.get(url) {
        Some(Ok(response)) => found(StatusCode::OK, response, &version, file),
        Some(Err(problems)) => {
            let html = page::with_script(page::broken(&problems).into_bytes(), &version, file);
            document(StatusCode::INTERNAL_SERVER_ERROR, HTML, html)
        }
        None if !path.ends_with('/') && site.has(&format!("{url}/")) => redirect(&format!("{path}/"), query),
        None => not_found(site, &version),
    }
}

/// A path as it is written in the table of routes; `None` when it can be none of them.
fn as_route(path: &str) -> Option<&str> {
    let url = path.strip_prefix('/')?;
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'%' | b'\\');
    let mut parts = url.strip_suffix('/').unwrap_or(url).split('/');
    let fine = url.is_empty() || (url.bytes().all(plain) && parts.all(|part| !matches!(part, "" | "." | "..")));
    // Links of a portal for file shares name the file.
    let folder = url.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    fine.then_some(folder.unwrap_or(url))
}

fn found(status: StatusCode, response: Response, version: &str, file: Option<&str>) -> Reply {
    let is_html = response.mime.starts_with("text/html");
    let bytes = if is_html { page::with_script(response.bytes, version, file) } else { response.bytes };
    document(status, response.mime, bytes)
}

fn not_found(site: &dyn Site, version: &str) -> Reply {
    match site.get("404.html") {
        Some(Ok(response)) => found(StatusCode::NOT_FOUND, response, version, None),
        _ => plain(StatusCode::NOT_FOUND, "Siden findes ikke. / No such page.\n"),
    }
}

fn redirect(path: &str, query: Option<&str>) -> Reply {
    let to = query.map_or_else(|| path.to_owned(), |query| format!("{path}?{query}"));
    let Ok(to) = HeaderValue::from_str(&to) else {
        return plain(StatusCode::NOT_FOUND, "Siden findes ikke. / No such page.\n");
    };
    let mut reply = plain(StatusCode::TEMPORARY_REDIRECT, "");
    reply.headers_mut().insert(header::LOCATION, to);
    reply
}

fn plain(status: StatusCode, text: &'static str) -> Reply {
    document(status, "text/plain; charset=utf-8", text.into())
}

fn document(status: StatusCode, mime: &'static str, bytes: Vec<u8>) -> Reply {
    let mut headers = HeaderMap::new();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    (status, headers, Body::from(bytes)).into_response()
}

#[cfg(test)]
mod tests {
    use super::as_route;

    #[test]
    fn only_plain_urls_are_routes() {
        assert_eq!(as_route("/"), Some(""));
        assert_eq!(as_route("/index.html"), Some(""));
        assert_eq!(as_route("/abc/x/"), Some("abc/x/"));
        assert_eq!(as_route("/abc/x/index.html"), Some("abc/x/"));
        assert_eq!(as_route("/abc/myindex.html"), Some("abc/myindex.html"));
        assert_eq!(as_route("/assets/style-1a2b3c4d.css"), Some("assets/style-1a2b3c4d.css"));
        for path in [
            "",
            "*",
            "abc/",
            "//",
            "//abc/",
            "/abc//x/",
            "/../x",
            "/abc/../x/",
            "/abc/./x",
            "/abc/..",
            "/%2e%2e/x",
            "/%252e%252e/x",
            "/abc%2fx/",
            "/abc\\x",
            "/abc/x\0",
            "/abc/ø/",
            "/a b/",
            "///",
        ] {
            assert_eq!(as_route(path), None, "{path:?}");
        }
    }
}
