//! Generated pages as an editor would have written them.

use std::fmt::Write as _;

use vejviser::text::yaml_scalar;

use super::File;
use super::dice::Dice;
use super::words::Words;

/// The `n`th of `count` generated pages: workflows, terms and ordinary pages in turn.
pub fn page(words: &Words, dice: &mut Dice, n: usize, count: usize) -> File {
    let path = path(words, n);
    let mut text = format!("---\ntitle: {}\n", yaml_scalar(&title(words, dice, n)));
    match n % 3 {
        0 => workflow(&mut text, words, dice),
        1 => line(&mut text, "short", dice.pick(&words.sentences)),
        _ => line(&mut text, "summary", dice.pick(&words.sentences)),
    }
    let _ = writeln!(
        text,
        "lead: {}\nowner: {}\nreviewed: 2026-03-01\n---",
        dice.pick(&["bif", "sof", "faelles"]),
        dice.pick(&words.owners)
    );
    body(&mut text, words, dice, (n, count));
    (path, text)
}

fn path(words: &Words, n: usize) -> String {
    match n % 3 {
        0 => format!("{}/dannet-{n}.md", words.areas[n % words.areas.len()]),
        1 => format!("content/abc/dannet-{n}.md"),
        _ => format!("content/samarbejde/dannet-{n}.md"),
    }
}

/// A title of a workflow and a number, since no two pages are called the same.
fn title(words: &Words, dice: &mut Dice, n: usize) -> String {
    format!("{} {}", dice.pick(&words.titles), n + 1)
}

fn line(text: &mut String, key: &str, value: &str) {
    let _ = writeln!(text, "{key}: {}", yaml_scalar(value));
}

fn workflow(text: &mut String, words: &Words, dice: &mut Dice) {
    line(text, "summary", dice.pick(&words.sentences));
    let _ = writeln!(
        text,
        "audience: [{}]\ntrigger: Sagen begynder\noutcome: Sagen er afsluttet",
        dice.pick(&words.audiences)
    );
    line(text, "law", dice.pick(&words.laws));
    text.push_str("deadline: {within: 4 uger, from: sagen er begyndt}\nsteps:\n");
    let actors: Vec<&str> = (0..dice.between(2, 4)).map(|_| dice.pick(&words.actors)).collect();
    let count = dice.between(6, 14);
    for step in 0..count {
        self::step(text, words, dice, (step, count), &actors);
    }
}

/// Most are done; every fifth asks, and leads back or on, now and then one waits.
fn step(text: &mut String, words: &Words, dice: &mut Dice, (step, count): (usize, usize), actors: &[&str]) {
    let _ = writeln!(text, "  - id: t{step}");
    let last = step + 1 == count;
    if step % 5 == 2 && !last {
        line(text, "    ask", dice.pick(&words.questions));
        let _ = writeln!(text, "    answers: {{Ja: t{}, Nej: t{}}}", step + 1, step - 1);
    } else if step % 7 == 4 && !words.waits.is_empty() {
        line(text, "    wait", dice.pick(&words.waits));
        text.push_str("    within: 2 dage\n");
    } else {
        line(text, "    do", dice.pick(&words.actions));
        let _ = writeln!(text, "    tools: [{}]", dice.pick(&words.tools));
    }
    let _ = writeln!(text, "    by: {}", dice.pick(actors));
    if dice.chance(40) {
        line(text, "    law", dice.pick(&words.laws));
    }
}

/// Three parts of some sentences, with links to three other generated pages.
fn body(text: &mut String, words: &Words, dice: &mut Dice, (n, count): (usize, usize)) {
    for part in 0..3 {
        let _ = write!(text, "\n## Del {} {{#del-{part}}}\n\n", part + 1);
        for _ in 0..dice.between(3, 8) {
            let _ = write!(text, "{} ", dice.pick(&words.sentences));
        }
        let other = dice.roll(count);
        if other != n {
            let _ = write!(text, "Se [[dannet-{other}]].");
        }
        text.push('\n');
    }
}
