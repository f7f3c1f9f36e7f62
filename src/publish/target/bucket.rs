//! Requests to a store that speaks S3: signed by rusty-s3, sent by ureq, tried again when they fail for
//! reasons that pass.

use std::collections::BTreeMap;
use std::time::Duration;

use rusty_s3::actions::{DeleteObject, GetObject, HeadObject, ListObjectsV2, PutObject, S3Action};
use rusty_s3::{Bucket as Signer, UrlStyle};
use ureq::http::{HeaderMap, Request, Response};
use ureq::{Agent, Body};

use super::super::error::PublishError;
use super::super::kept::is_hashed_asset;
use super::super::manifest::OWN_PREFIX;
use super::store::{Key, Store};
use super::trouble::Trouble;
use crate::model;
use crate::text::{media_type, percent_encoded, sha256_hex};

/// Signed addresses are used at once; a slow line needs some of this.
const SIGNED_FOR: Duration = Duration::from_secs(15 * 60);
const TIMEOUT: Duration = Duration::from_secs(120);
/// Waits before a request is tried again.
const AGAIN: [Duration; 4] =
    [Duration::from_millis(200), Duration::from_millis(600), Duration::from_secs(2), Duration::from_secs(5)];
/// The most that is read of an answer: more than any file of a portal.
const LARGEST: u64 = 256 * 1024 * 1024;
/// Carries the hash of what an object holds, so that it can be told without reading it.
const HASH: &str = "x-amz-meta-sha256";

/// With whose rights to write.
#[derive(Clone)]
pub struct Credentials {
    pub key: String,
    pub secret: String,
    /// Of rights lent for a while.
    pub token: Option<String>,
}

/// Whether a file may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum When {
    Always,
    /// Only if there is none.
    New,
    /// Only if it still is the one with this tag.
    Tagged(Option<String>),
}

/// What became of a file that was to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Put {
    /// It is there; with its tag, which changes with its content.
    Written(Option<String>),
    /// It was not as the condition wants it, and is as it was.
    Refused,
}

/// A file, and what the store says of it.
#[derive(Debug)]
pub(super) struct Fetched {
    pub bytes: Vec<u8>,
    pub tag: Option<String>,
    /// How long ago it was written, by the store's clock.
    pub age: Option<Duration>,
}

/// The part of a bucket that is the portal's.
pub(super) struct Bucket {
    agent: Agent,
    signer: Signer,
    credentials: rusty_s3::Credentials,
    prefix: String,
    archive: String,
    name: String,
}

impl std::fmt::Debug for Bucket {
    /// Without the credentials.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Bucket").field(&self.name).finish()
    }
}

impl Bucket {
    pub fn open(settings: &model::Bucket, credentials: Option<Credentials>) -> Result<Self, PublishError> {
        let prefix = folder_name(&settings.prefix);
        let name = format!("s3://{}/{prefix}", settings.name);
        let bad = |why: &dyn std::fmt::Display| Trouble::BadAddress(why.to_string()).at(&settings.endpoint);
        let endpoint = settings.endpoint.parse().map_err(|error| bad(&error))?;
        let style = if settings.host_style { UrlStyle::VirtualHost } else { UrlStyle::Path };
        let signer = Signer::new(endpoint, style, settings.name.clone(), settings.region.clone())
            .map_err(|error| bad(&error))?;
        let Some(Credentials { key, secret, token }) = credentials else {
            return Err(Trouble::NoCredentials.at(&name));
        };
        let credentials = match token {
            Some(token) => rusty_s3::Credentials::new_with_token(key, secret, token),
            None => rusty_s3::Credentials::new(key, secret),
        };
        let archive = settings.archive.as_deref().map_or_else(|| format!("{prefix}{OWN_PREFIX}archive/"), folder_name);
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(TIMEOUT))
            .user_agent(concat!("vejviser/", env!("CARGO_PKG_VERSION")))
            .tls_config(ureq::tls::TlsConfig::builder().root_certs(ureq::tls::RootCerts::PlatformVerifier).build())
            .build();
        Ok(Self { agent: agent.into(), signer, credentials, prefix, archive, name })
    }

    /// As people would write it: `s3://portal/bif-sof/`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Reads a file; `None` when it is not there.
    pub fn fetch(&self, key: &Key) -> Result<Option<Fetched>, PublishError> {
        let object = self.object(key);
        let action = GetObject::new(&self.signer, Some(&self.credentials), &object);
        let mut answer = self.send(action, &[], &[])?;
        match answer.status().as_u16() {
            200 => {
                let (tag, age) = (header(answer.headers(), "etag"), age(answer.headers()));
                let read = answer.body_mut().with_config().limit(LARGEST).read_to_vec();
                let bytes = read.map_err(|error| Trouble::Unreachable(error.to_string()).at(&self.name))?;
                Ok(Some(Fetched { bytes, tag, age }))
            }
            404 => self.none_unless_no_bucket(answer),
            _ => Err(self.refused(answer)),
        }
    }

    /// Writes a file if `when` allows.
    pub fn put(&self, key: &Key, bytes: &[u8], when: &When) -> Result<Put, PublishError> {
        let object = self.object(key);
        let mut action = PutObject::new(&self.signer, Some(&self.credentials), &object);
        let hash = sha256_hex(bytes);
        action.headers_mut().insert(HASH, hash.clone());
        let mut headers = describe(key);
        headers.push((HASH, hash.clone()));
        match when {
            When::Always | When::Tagged(None) => {}
            When::New => headers.push(("if-none-match", "*".to_owned())),
            When::Tagged(Some(tag)) => headers.push(("if-match", tag.clone())),
        }
        let answer = self.send(action, &headers, bytes)?;
        match answer.status().as_u16() {
            200 | 201 | 204 => Ok(Put::Written(header(answer.headers(), "etag"))),
            // The answer to an earlier try may have been lost: then the file is ours.
            409 | 412 => {
                let ours = self.fetch(key)?.filter(|found| found.bytes == bytes);
                Ok(ours.map_or(Put::Refused, |found| Put::Written(found.tag)))
            }
            // What was to be replaced is gone.
            404 if matches!(when, When::Tagged(_)) => Ok(self.none_unless_no_bucket(answer)?.unwrap_or(Put::Refused)),
            _ => Err(self.refused(answer)),
        }
    }

    /// Makes `to` what `from` is, within the store.
    pub fn duplicate(&self, from: &Key, to: &Key, sha256: &str) -> Result<(), PublishError> {
        let (source, object) = (self.object(from), self.object(to));
        let mut headers = describe(to);
        headers.push(("x-amz-copy-source", self.copy_source(&source)));
        headers.push(("x-amz-metadata-directive", "REPLACE".to_owned()));
        headers.push((HASH, sha256.to_owned()));
        let mut action = PutObject::new(&self.signer, Some(&self.credentials), &object);
        for (name, value) in headers.iter().filter(|(name, _)| name.starts_with("x-amz-")) {
            action.headers_mut().insert(*name, value.clone());
        }
        let answer = self.send(action, &headers, &[])?;
        match answer.status().as_u16() {
            200 => Ok(()),
            404 => Err(Trouble::Lost.at(&source)),
            _ => Err(self.refused(answer)),
        }
    }

    /// The hash of a file that we wrote, as its object says; `None` when it is not there or not ours.
    pub fn hash_of(&self, key: &Key) -> Result<Option<String>, PublishError> {
        let object = self.object(key);
        let answer = self.send(HeadObject::new(&self.signer, Some(&self.credentials), &object), &[], &[])?;
        match answer.status().as_u16() {
            200 => Ok(header(answer.headers(), HASH)),
            404 => Ok(None),
            _ => Err(self.refused(answer)),
        }
    }

    /// Deletes a file, should it be there.
    pub fn delete(&self, key: &Key) -> Result<(), PublishError> {
        let object = self.object(key);
        let answer = self.send(DeleteObject::new(&self.signer, Some(&self.credentials), &object), &[], &[])?;
        match answer.status().as_u16() {
            200 | 204 | 404 => Ok(()),
            _ => Err(self.refused(answer)),
        }
    }

    /// The files of the portal with their sizes, as they are; nothing of our own.
    pub fn files(&self) -> Result<BTreeMap<String, u64>, PublishError> {
        let mut files = self.below(&self.prefix)?;
        files.retain(|path, _| !path.starts_with(OWN_PREFIX));
        if let Some(own) = self.archive.strip_prefix(&self.prefix) {
            files.retain(|path, _| !path.starts_with(own));
        }
        Ok(files)
    }

    /// Objects whose names begin so, by the rest of their names.
    fn below(&self, prefix: &str) -> Result<BTreeMap<String, u64>, PublishError> {
        let mut found = BTreeMap::new();
        let mut token: Option<String> = None;
        loop {
            let mut action = ListObjectsV2::new(&self.signer, Some(&self.credentials));
            action.with_prefix(prefix);
            if let Some(token) = token.take() {
                action.with_continuation_token(token);
            }
            let mut answer = self.send(action, &[], &[])?;
            if answer.status().as_u16() != 200 {
                return Err(self.refused(answer));
            }
            let failed = |why: String| Trouble::Unreachable(why).at(&self.name);
            let text = answer.body_mut().with_config().limit(LARGEST).read_to_string();
            let text = text.map_err(|error| failed(error.to_string()))?;
            let list = ListObjectsV2::parse_response(&text).map_err(|error| failed(error.to_string()))?;
            for object in list.contents {
                if let Some(path) = object.key.strip_prefix(prefix).filter(|path| !path.is_empty()) {
                    found.insert(path.to_owned(), object.size.unwrap_or_default());
                }
            }
            match list.next_continuation_token {
                Some(next) => token = Some(next),
                None => return Ok(found),
            }
        }
    }

    /// `/bucket/key`, as the header for copies wants it.
    fn copy_source(&self, object: &str) -> String {
        let path = percent_encoded(object);
        format!("/{}/{path}", self.signer.name())
    }

    fn object(&self, key: &Key) -> String {
        match key {
            Key::Portal(path) => format!("{}{path}", self.prefix),
            Key::Own(path) => format!("{}{path}", self.archive),
        }
    }

    /// Sends a request; anew when it fails for a reason that may pass.
    fn send<'a, A: S3Action<'a>>(
        &self,
        action: A,
        headers: &[(&'static str, String)],
        body: &[u8],
    ) -> Result<Response<Body>, PublishError> {
        let mut waits = AGAIN.iter();
        loop {
            let answer = self.send_once(&action, headers, body);
            let passes = match &answer {
                Ok(answer) => matches!(answer.status().as_u16(), 429 | 500 | 502..=504),
                Err(_) => true,
            };
            match waits.next().filter(|_| passes) {
                Some(wait) => std::thread::sleep(*wait),
                None => return answer.map_err(|error| Trouble::Unreachable(plain(&error)).at(&self.name)),
            }
        }
    }

    fn send_once<'a, A: S3Action<'a>>(
        &self,
        action: &A,
        headers: &[(&'static str, String)],
        body: &[u8],
    ) -> Result<Response<Body>, ureq::Error> {
        let url = action.sign(SIGNED_FOR);
        let mut request = Request::builder().method(A::METHOD.to_str()).uri(url.as_str());
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        match A::METHOD {
            rusty_s3::Method::Put => self.agent.run(request.body(body)?),
            _ => self.agent.run(request.body(())?),
        }
    }

    fn none_unless_no_bucket<T>(&self, answer: Response<Body>) -> Result<Option<T>, PublishError> {
        match code(answer).1.as_str() {
            "NoSuchBucket" => Err(Trouble::NoBucket.at(&self.name)),
            _ => Ok(None),
        }
    }

    fn refused(&self, answer: Response<Body>) -> PublishError {
        match code(answer) {
            (_, code) if code == "NoSuchBucket" => Trouble::NoBucket,
            (status @ (401 | 403), code) => Trouble::Denied { status, code },
            (status, code) => Trouble::Answer { status, code },
        }
        .at(&self.name)
    }
}

impl Store for Bucket {
    fn read(&self, key: &Key) -> Result<Option<Vec<u8>>, PublishError> {
        Ok(self.fetch(key)?.map(|found| found.bytes))
    }

    fn write(&self, key: &Key, bytes: &[u8]) -> Result<(), PublishError> {
        self.put(key, bytes, &When::Always).map(|_| ())
    }

    /// Objects cannot grow; the lock keeps others from adding a line meanwhile.
    fn append(&self, key: &Key, line: &str) -> Result<(), PublishError> {
        let mut bytes = self.read(key)?.unwrap_or_default();
        bytes.extend_from_slice(format!("{line}\n").as_bytes());
        self.write(key, &bytes)
    }

    fn copy(&self, from: &Key, to: &Key, sha256: &str) -> Result<(), PublishError> {
        self.duplicate(from, to, sha256)
    }

    fn remove(&self, key: &Key) -> Result<(), PublishError> {
        self.delete(key)
    }

    fn list(&self, folder: &str) -> Result<Vec<String>, PublishError> {
        Ok(self.below(&format!("{}{folder}/", self.archive))?.into_keys().collect())
    }
}

/// What browsers are to be told of a file.
fn describe(key: &Key) -> Vec<(&'static str, String)> {
    let Key::Portal(path) = key else { return vec![("content-type", "application/octet-stream".to_owned())] };
    let cache = if is_hashed_asset(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    vec![("content-type", media_type(path).to_owned()), ("cache-control", cache.to_owned())]
}

/// `portal` and `portal/` are one folder.
fn folder_name(prefix: &str) -> String {
    match prefix.trim_matches('/') {
        "" => String::new(),
        name => format!("{name}/"),
    }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn age(headers: &HeaderMap) -> Option<Duration> {
    let time = |name| jiff::fmt::rfc2822::parse(&header(headers, name)?).ok().map(|time| time.timestamp());
    Duration::try_from(time("date")?.duration_since(time("last-modified")?)).ok()
}

/// The status and the store's own word for what is wrong.
fn code(mut answer: Response<Body>) -> (u16, String) {
    let text = answer.body_mut().with_config().limit(64 * 1024).read_to_string().unwrap_or_default();
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map_or("", |(code, _)| code);
    (answer.status().as_u16(), code.to_owned())
}

/// The error without the address, which is signed: whoever has it may do as we may.
fn plain(error: &ureq::Error) -> String {
    match error {
        ureq::Error::BadUri(_) => "bad address".to_owned(),
        error => error.to_string(),
    }
}
