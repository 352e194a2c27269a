//! The shortest path to an ending, by each measure: states are left in the order of their distance from the start (Dijkstra, 1959), until one is an ending.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::super::machine::Machine;
use super::super::states::States;
use super::reading::Reading;
use super::ways::Ways;
use super::{Length, SECONDS_A_DECISION, WORDS_A_MINUTE, number};
use crate::scenario::program::ExitCode;

/// The least decisions, words and minutes; none if no ending is reached.
pub fn of(machine: &Machine<'_>, reading: &Reading, states: &States) -> Option<Length> {
    let mut ways = Ways::of(machine, reading, states);
    let decisions = least(&mut ways, 1, 0)?;
    let words = least(&mut ways, 0, 1)?;
    // Whole numbers whatever the pace: in 60 × 215ths of a minute.
    let minutes = least(&mut ways, u64::from(SECONDS_A_DECISION * WORDS_A_MINUTE), 60)?;
    Some(Length { decisions: number(decisions), words: number(words), minutes: number(minutes) / f64::from(60 * WORDS_A_MINUTE) })
}

/// The least sum over a path, where a decision and a word weigh so much.
fn least(ways: &mut Ways<'_>, decision: u64, word: u64) -> Option<u64> {
    let scene = |ways: &Ways<'_>, state: u32| {
        let (words, exit) = ways.stands(state);
        u64::from(words) * word + u64::from(matches!(exit, ExitCode::Decision(_))) * decision
    };
    let mut least = vec![u64::MAX; ways.states.len()];
    least[0] = scene(ways, 0);
    let mut pending = BinaryHeap::from([Reverse((least[0], 0))]);
    let mut out = Vec::new();
    while let Some(Reverse((sum, state))) = pending.pop() {
        if sum > least[state as usize] {
            continue;
        }
        if ways.stands(state).1 == ExitCode::Ending {
            return Some(sum);
        }
        out.clear();
        ways.list(state, &mut out);
        for &(to, way) in &out {
            let sum = sum + u64::from(way.words) * word + scene(ways, to);
            if sum < least[to as usize] {
                least[to as usize] = sum;
                pending.push(Reverse((sum, to)));
            }
        }
    }
    None
}
