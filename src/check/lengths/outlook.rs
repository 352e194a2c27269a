//! How many paths there are, the longest and the typical one: gathered from the endings back.

use super::super::components::{Fold, walk};
use super::super::machine::Machine;
use super::super::states::States;
use super::reading::Reading;
use super::ways::{Taken, Ways};
use super::{Length, Lengths, number};
use crate::scenario::program::ExitCode;

/// What is known of the paths from a state to an ending. While its component is not finished, of those that have left it.
#[derive(Clone, Copy, Debug, Default)]
struct Outlook {
    paths: u128,
    /// The longest in decisions, and in words: two paths, as it may be.
    decisions: u64,
    words: u64,
    /// The one that takes the longest, as decisions and words.
    slowest: (u64, u64),
    /// How often a way is taken that leaves the component, and how often one from which an ending follows.
    leaves: f64,
    ends: f64,
    /// Decisions and words, each times how often.
    typical: (f64, f64),
}

impl Outlook {
    /// At an ending: one path, nothing left to do.
    const END: Self = Self { paths: 1, decisions: 0, words: 0, slowest: (0, 0), leaves: 1.0, ends: 1.0, typical: (0.0, 0.0) };

    /// This or that.
    fn or(self, other: Self) -> Self {
        let plus = |one: (f64, f64), other: (f64, f64)| (one.0 + other.0, one.1 + other.1);
        Self {
            paths: self.paths.saturating_add(other.paths),
            decisions: self.decisions.max(other.decisions),
            words: self.words.max(other.words),
            slowest: slower(self.slowest, other.slowest),
            leaves: self.leaves + other.leaves,
            ends: self.ends + other.ends,
            typical: plus(self.typical, other.typical),
        }
    }

    /// First so many decisions and words, then this.
    fn after(self, decisions: u32, words: u32) -> Self {
        if self.paths == 0 {
            return self;
        }
        let (more_decisions, more_words) = (u64::from(decisions), u64::from(words));
        Self {
            decisions: self.decisions + more_decisions,
            words: self.words + more_words,
            slowest: (self.slowest.0 + more_decisions, self.slowest.1 + more_words),
            typical: (self.typical.0 + self.ends * f64::from(decisions), self.typical.1 + self.ends * f64::from(words)),
            ..self
        }
    }

    /// The same, so often.
    fn times(self, share: f64) -> Self {
        Self { leaves: share, ends: self.ends * share, typical: (self.typical.0 * share, self.typical.1 * share), ..self }
    }

    /// What was gathered of all ways out, as one of them is taken.
    fn settled(self) -> Self {
        if self.leaves > 0.0 { self.times(1.0 / self.leaves) } else { self }
    }
}

fn slower(one: (u64, u64), other: (u64, u64)) -> (u64, u64) {
    let minutes = |(decisions, words)| Length::of(number(decisions), number(words)).minutes;
    if minutes(other) > minutes(one) { other } else { one }
}

/// The paths of a case, all states of which were met.
pub fn of(machine: &Machine<'_>, reading: &Reading, states: &States) -> Lengths {
    let mut gathering = Gathering { ways: Ways::of(machine, reading, states), outlooks: vec![Outlook::default(); states.len()], circular: false };
    walk(states.len(), &mut gathering);
    let start = gathering.outlooks.first().copied().unwrap_or_default();
    let ends = (start.paths > 0).then_some(start);
    let (slowest, typical) = (start.slowest, start.typical);
    Lengths {
        circular: gathering.circular,
        paths: (start.paths < u128::MAX).then_some(start.paths),
        longest: ends.map(|longest| Length {
            decisions: number(longest.decisions),
            words: number(longest.words),
            minutes: Length::of(number(slowest.0), number(slowest.1)).minutes,
        }),
        // An ending so seldom reached that it is lost among the decimals leaves nothing to take the mean of.
        typical: ends.filter(|start| start.ends > 0.0).map(|start| Length::of(typical.0 / start.ends, typical.1 / start.ends)),
        ..Lengths::default()
    }
}

struct Gathering<'a> {
    ways: Ways<'a>,
    outlooks: Vec<Outlook>,
    circular: bool,
}

impl Fold for Gathering<'_> {
    type Way = Taken;

    fn begin(&mut self, state: u32, ways: &mut Vec<(u32, Taken)>) {
        self.ways.list(state, ways);
    }

    fn leave(&mut self, state: u32, way: Taken, to: u32) {
        let beyond = self.outlooks[to as usize].after(0, way.words).times(way.share);
        let known = &mut self.outlooks[state as usize];
        *known = known.or(beyond);
    }

    fn finish(&mut self, members: &[u32], circular: bool) {
        self.circular |= circular;
        let mut outlook = members.iter().map(|&member| self.outlooks[member as usize]).fold(Outlook::default(), Outlook::or).settled();
        let mut pages: Vec<_> = members.iter().map(|&member| (self.scene(member), self.ways.stands(member))).collect();
        // Each scene of a circle once, with the most words that it has there.
        pages.sort_unstable_by_key(|&(scene, (words, _))| (scene, std::cmp::Reverse(words)));
        pages.dedup_by_key(|&mut (scene, _)| scene);
        for (_, (words, exit)) in pages {
            if exit == ExitCode::Ending {
                outlook = Outlook::END;
            }
            outlook = outlook.after(u32::from(matches!(exit, ExitCode::Decision(_))), words);
        }
        for &member in members {
            self.outlooks[member as usize] = outlook;
        }
    }
}

impl Gathering<'_> {
    fn scene(&self, state: u32) -> u32 {
        self.ways.machine.layout.scene_of(self.ways.states.get(state as usize)).0
    }
}
