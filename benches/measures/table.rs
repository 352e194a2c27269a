//! The measures side by side, with their ratios.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub struct Table {
    /// Where criterion writes its estimates.
    output: PathBuf,
    began: SystemTime,
    rows: Vec<[String; 5]>,
}

impl Table {
    pub fn new(output: &Path) -> Self {
        let heading = ["measure", "scenes", "Bifurque", "bladeink", "ratio"].map(str::to_owned);
        Self { output: output.to_owned(), began: SystemTime::now(), rows: vec![heading] }
    }

    /// Notes how long a load takes. Nothing if it was not measured in this run.
    pub fn duration(&mut self, group: &str, size: usize) {
        let [ours, theirs] = self.nanoseconds(group, size);
        let written = |time: Option<f64>| time.map(|nanoseconds| format!("{:.2} ms", nanoseconds / 1e6));
        self.row(group, size, written(ours), written(theirs), ours.zip(theirs).map(|(ours, theirs)| theirs / ours));
    }

    /// Notes how many are done in a second, given how many are done in one iteration.
    pub fn rate(&mut self, group: &str, size: usize, done: usize) {
        let rates = self.nanoseconds(group, size).map(|time| time.map(|nanoseconds| done as f64 * 1e9 / nanoseconds));
        let [ours, theirs] = rates;
        let written = |rate: Option<f64>| rate.map(|rate| format!("{}/s", grouped(rate)));
        self.row(group, size, written(ours), written(theirs), ours.zip(theirs).map(|(ours, theirs)| ours / theirs));
    }

    fn row(&mut self, group: &str, size: usize, ours: Option<String>, theirs: Option<String>, ratio: Option<f64>) {
        if ours.is_some() || theirs.is_some() {
            let absent = || "–".to_owned();
            let ratio = ratio.map_or_else(absent, |ratio| format!("{ratio:.1} ×"));
            self.rows.push([group.to_owned(), grouped(size), ours.unwrap_or_else(absent), theirs.unwrap_or_else(absent), ratio]);
        }
    }

    /// The medians of one iteration, ours and theirs, where this run has them: an older run's files are left alone.
    fn nanoseconds(&self, group: &str, size: usize) -> [Option<f64>; 2] {
        ["bifurque", "bladeink"].map(|engine| {
            let file = self.output.join(group).join(engine).join(size.to_string()).join("new/estimates.json");
            let fresh = fs::metadata(&file).and_then(|data| data.modified()).is_ok_and(|modified| modified >= self.began);
            let estimates: serde_json::Value = serde_json::from_slice(&fs::read(&file).ok().filter(|_| fresh)?).ok()?;
            estimates["median"]["point_estimate"].as_f64()
        })
    }

    /// Prints what was noted; nothing where nothing was measured, as under `cargo test`.
    pub fn print(&self) {
        if self.rows.len() == 1 {
            return;
        }
        println!("\nMedians of this run; ratio: how many times faster Bifurque is.\n");
        for [group, size, ours, theirs, ratio] in &self.rows {
            println!("{group:<16} {size:>7} {ours:>18} {theirs:>18} {ratio:>10}");
        }
    }
}

/// A number with its thousands apart.
fn grouped(number: impl Display) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
