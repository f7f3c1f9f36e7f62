//! What an address comes to when its redirects are followed.

use url::Url;

use super::ask::{Asker, Reply};
use crate::model::{Answer, Trouble};

/// Asks an address, and those it leads on to.
pub fn ask(asker: &Asker, address: &str, redirects: usize) -> Answer {
    match Url::parse(address) {
        Ok(url) if url.has_host() => follow(url, redirects, |url| asker.ask(url)),
        _ => Answer::Unsure(Trouble::Broken),
    }
}

fn follow(mut url: Url, redirects: usize, mut ask: impl FnMut(&Url) -> Result<Reply, Trouble>) -> Answer {
    // Where the way led for good; what lies behind a redirect for now may be another tomorrow.
    let mut moved: Option<Url> = None;
    let mut for_good = true;
    for _ in 0..=redirects {
        let reply = match ask(&url) {
            Ok(reply) => reply,
            Err(trouble) => return Answer::Unsure(trouble),
        };
        let next = reply.location.filter(|_| (300..400).contains(&reply.status));
        let Some(next) = next else { return judge(reply.status, moved) };
        match url.join(&next) {
            Ok(to) if matches!(to.scheme(), "http" | "https") && to.has_host() => url = to,
            _ => return Answer::Unsure(Trouble::Broken),
        }
        for_good &= matches!(reply.status, 301 | 308);
        if for_good {
            moved = Some(url.clone());
        }
    }
    Answer::Unsure(Trouble::Redirects)
}

fn judge(status: u16, moved: Option<Url>) -> Answer {
    match status {
        404 | 410 => Answer::Gone { status },
        // Whoever asks for a password is there.
        200..=299 | 304 | 401 | 403 => match moved {
            Some(to) => Answer::Moved { to: to.into() },
            None => Answer::There,
        },
        status => Answer::Unsure(Trouble::Status(status)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `from status to` for each step; the last stands for itself.
    fn comes_to(steps: &[(&str, u16, &str)]) -> Answer {
        follow(Url::parse(steps[0].0).unwrap(), 3, |url| {
            let (_, status, to) = steps.iter().find(|(from, ..)| *from == url.as_str()).ok_or(Trouble::NoHost)?;
            Ok(Reply { status: *status, location: (!to.is_empty()).then(|| (*to).to_owned()) })
        })
    }

    #[test]
    fn chains_of_redirects() {
        let (a, b, c) = ("https://a.example/x/y", "https://a.example/b", "https://c.example/");
        let to = |url: &str| Answer::Moved { to: url.to_owned() };
        assert_eq!(comes_to(&[(a, 200, "")]), Answer::There);
        assert_eq!(comes_to(&[(a, 403, "")]), Answer::There);
        assert_eq!(comes_to(&[(a, 301, "/b"), (b, 200, "")]), to(b));
        assert_eq!(comes_to(&[(a, 302, "../b"), (b, 200, "")]), Answer::There);
        // What is for good is told as far as it is.
        assert_eq!(comes_to(&[(a, 308, "/b"), (b, 302, c), (c, 200, "")]), to(b));
        assert_eq!(comes_to(&[(a, 302, "/b"), (b, 301, c), (c, 200, "")]), Answer::There);
        assert_eq!(comes_to(&[(a, 301, "/b"), (b, 404, "")]), Answer::Gone { status: 404 });
        assert_eq!(comes_to(&[(a, 410, "")]), Answer::Gone { status: 410 });
        assert_eq!(comes_to(&[(a, 500, "")]), Answer::Unsure(Trouble::Status(500)));
        assert_eq!(comes_to(&[(a, 301, a)]), Answer::Unsure(Trouble::Redirects));
        assert_eq!(comes_to(&[(a, 301, "ftp://a.example/")]), Answer::Unsure(Trouble::Broken));
        assert_eq!(comes_to(&[(a, 301, c)]), Answer::Unsure(Trouble::NoHost));
    }
}
