//! The outcome as Markdown, ready for docs/speed.md.

use super::options::Options;
use super::run::{Program, Run};
use super::same::{COUNTS, Made};

pub fn print(options: &Options, programs: &[Program], made: &[Made], rounds: &[Vec<Run>]) {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{} pages, {} rounds, {cores} cores, output cold and in memory\n", options.pages, options.runs);
    work(made);
    println!("\n| program | wall s | fastest–slowest | CPU s | peak MiB | ms/page | × wall | × CPU | noise |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for (n, program) in programs.iter().enumerate() {
        let runs = |of: fn(&Run) -> f64| rounds.iter().map(move |round| of(&round[n])).collect::<Vec<f64>>();
        let against = |of: fn(&Run) -> f64| median(rounds.iter().map(|round| of(&round[n]) / of(&round[0])));
        let wall = runs(|run| run.wall);
        let (least, most) = (wall.iter().copied().fold(f64::MAX, f64::min), wall.iter().copied().fold(0.0, f64::max));
        println!(
            "| {} | {:.3} | {least:.3}–{most:.3} | {:.3} | {:.0} | {:.3} | {:.2} | {:.2} | {:.2} |",
            program.name,
            median(wall.iter().copied()),
            median(runs(|run| run.cpu)),
            median(runs(|run| run.memory)),
            median(wall) / options.pages as f64 * 1e3,
            against(|run| run.wall),
            against(|run| run.cpu),
            median(runs(|run| run.noise)),
        );
    }
    bar(programs, rounds);
}

/// What each made: the same, and what besides.
fn work(made: &[Made]) {
    println!("| program | {} | files | MB |\n|---{}|---|---|", COUNTS.join(" | "), "|---".repeat(COUNTS.len()));
    for made in made {
        let counts: Vec<String> = made.counts.iter().map(ToString::to_string).collect();
        println!("| {} | {} | {} | {:.1} |", made.name, counts.join(" | "), made.files, made.bytes as f64 / 1e6);
    }
}

/// Ours in the time of the fastest other, round by round.
fn bar(programs: &[Program], rounds: &[Vec<Run>]) {
    let others: Vec<usize> = (0..programs.len()).filter(|n| !programs[*n].name.starts_with("vejviser")).collect();
    if others.is_empty() {
        return;
    }
    let ratio = |ours: usize| {
        let fastest = |round: &Vec<Run>| others.iter().map(|n| round[*n].wall).fold(f64::MAX, f64::min);
        median(rounds.iter().map(|round| round[ours].wall / fastest(round)))
    };
    println!(
        "\nOf the fastest other's wall time: {:.2} for the same work, {:.2} with everything on.",
        ratio(0),
        ratio(1)
    );
}

fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    let (below, above) = (values[(values.len() - 1) / 2], values[values.len() / 2]);
    (below + above) / 2.0
}
