//! The path code: a path on paper, in twelve characters.
//!
//! Sixty bits, the highest first: 10 of the attempt's id, so that two people who chose alike are two; the 9 lowest of the scenario's shape tag, so that a code
//! of another case is recognised; 31 of path; 10 of checksum, which catch any one wrong character and any two neighbours swapped.
//!
//! The path is one number in mixed radix, its first digit the least: who played, the digits of [`super::trail`], then, as far as they fit, whether the ending
//! was still to be shown and the hesitations in the order of the decisions. Writer and reader count the room that is left in the same way, so that nothing says
//! how many digits there are. The seed is not in it: reader and writer share the session's.

use std::fmt;
use std::rc::Rc;
use std::str::FromStr;

use super::answer::Hesitation;
use super::checksum::crc10;
use super::letters::{bits, is_separator, letter};
use super::trail::{Decided, Witness, walk};
use super::transfer::{DoesNotFit, Misread, TransferFault};
use super::{AttemptId, HandOver, Players, PlayersMode};
use crate::scenario::Scenario;

/// How many characters a code has.
const LETTERS: u32 = 12;
/// How many bits of it are the path.
pub(super) const PATH_BITS: u32 = 31;
const SHAPE_BITS: u32 = 9;
const SUM_BITS: u32 = 10;

/// The first digit: one person, two, or a group, whose number is the second digit.
pub(super) const PLAYERS_RADIX: u32 = 3;
/// The smallest and the largest group that a code can say.
const GROUP: std::ops::RangeInclusive<u32> = 3..=40;

/// A path in twelve characters: `K7PQ-2M4X-9RTA`.
///
/// ```
/// # use bifurque::record::{Misread, PathCode};
/// let misread = "K7PQ-2M4X-9RTA".parse::<PathCode>();
/// assert_eq!(misread, Err(Misread::Checksum));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PathCode(u64);

impl PathCode {
    /// The code of a path that is handed over.
    ///
    /// # Errors
    /// [`DoesNotFit`] if 31 bits are too few for it, or if the scenario does not have this path.
    pub fn of(given: &HandOver, scenario: &Rc<Scenario>) -> Result<Self, DoesNotFit> {
        let mut number = Written::default();
        for (radix, digit) in players_digits(given.players)? {
            number.push(radix, digit);
        }
        let mut witness = Witness::new(given, scenario);
        let mut full = false;
        let trail = walk(scenario, given.seed, &mut |question| {
            let answer = witness.answer(&question)?;
            full = !number.push(question.radix(), answer);
            Some(answer).filter(|_| !full)
        });
        let trail = trail.map_err(|_| if full { DoesNotFit::TooLong } else { DoesNotFit::NotThisScenario })?;
        let mut room = trail.ending.is_none() || number.push(2, u32::from(given.ending.is_none()));
        for (decided, given) in trail.decided.iter().zip(&given.path) {
            let radix = hesitation_radix(scenario, *decided);
            room = room && number.push(radix, hesitation_digit(scenario, *decided, given.hesitation.as_ref()).min(radix - 1));
        }
        let [first, second, ..] = given.attempt.0;
        let attempt = u64::from(first) << 2 | u64::from(second) >> 6;
        let word = (attempt << SHAPE_BITS | u64::from(shape9(scenario.shape))) << PATH_BITS | number.number;
        Ok(Self(word << SUM_BITS | u64::from(crc10(word, LETTERS * 5 - SUM_BITS))))
    }

    /// The 9 lowest bits of the shape tag of the case it is of.
    #[must_use]
    pub fn shape9(self) -> u32 {
        u32::try_from(self.0 >> (PATH_BITS + SUM_BITS) & 0x1FF).unwrap_or(0)
    }

    /// Whether it may be of the case that has this shape tag.
    #[must_use]
    pub fn is_of(self, shape: u32) -> bool {
        self.shape9() == shape9(shape)
    }

    /// Reads the path in a scenario, played with the session's seed. Of the attempt's id only the first 10 bits are known: the others are 0. A person who
    /// hesitated with nothing and one who did not answer are one.
    ///
    /// # Errors
    /// [`TransferFault`] if it is of another case, or if the scenario does not have this path.
    pub fn read(self, scenario: &Rc<Scenario>, seed: u32) -> Result<HandOver, TransferFault> {
        if !self.is_of(scenario.shape) {
            return Err(TransferFault::OtherCase { shape: self.shape9() });
        }
        let mut number = Reader { room: 1, rest: self.0 >> SUM_BITS & (ROOM - 1) };
        let players = read_players(&mut number).ok_or(TransferFault::NoSuchChoice { decisions: 0 })?;
        let trail = walk(scenario, seed, &mut |question| number.next(question.radix()))?;
        let shown = trail.ending.is_none() || number.next(2).unwrap_or(0) == 0;
        let hesitations = |number: &mut Reader, decided: &Decided| -> Option<Hesitation> {
            match number.next(hesitation_radix(scenario, *decided))? {
                0 => None,
                place => decided.other(scenario, place - 1),
            }
        };
        let hesitations: Vec<Option<Hesitation>> = trail.decided.iter().map(|decided| hesitations(&mut number, decided)).collect();
        if number.rest > 0 {
            return Err(TransferFault::LeftOver);
        }
        let mut id = [0; 16];
        let [high, low] = u16::try_from(self.0 >> (SHAPE_BITS + PATH_BITS + SUM_BITS)).unwrap_or(0).wrapping_shl(6).to_be_bytes();
        [id[0], id[1]] = [high, low];
        let mut hand_over = trail.hand_over(scenario, AttemptId(id), seed, players);
        hand_over.ending = hand_over.ending.filter(|_| shown);
        for (given, hesitation) in hand_over.path.iter_mut().zip(hesitations) {
            given.hesitation = hesitation;
        }
        Ok(hand_over)
    }

    /// The twelve characters, four by four.
    #[must_use]
    pub fn groups(self) -> [String; 3] {
        let four = |shift: u32| (0..4).rev().map(|at| letter(self.0 >> (shift + 5 * at))).collect();
        [four(40), four(20), four(0)]
    }
}

impl fmt::Display for PathCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.groups().join("-"))
    }
}

impl FromStr for PathCode {
    type Err = Misread;

    /// Small letters or capitals, O for 0, I or L for 1, spaces and dashes anywhere.
    fn from_str(text: &str) -> Result<Self, Misread> {
        let mut word: u64 = 0;
        let mut found: u32 = 0;
        for letter in text.chars().filter(|letter| !is_separator(*letter)) {
            let bits = bits(letter).ok_or(Misread::Letter { letter })?;
            found = found.saturating_add(1);
            word = word << 5 | u64::from(bits);
        }
        if found != LETTERS {
            return Err(Misread::Length { found });
        }
        let sum = crc10(word >> SUM_BITS, LETTERS * 5 - SUM_BITS);
        if u64::from(sum) == word & 0x3FF { Ok(Self(word)) } else { Err(Misread::Checksum) }
    }
}

fn shape9(shape: u32) -> u32 {
    shape & 0x1FF
}

/// How many numbers the bits of the path can say.
const ROOM: u64 = 1 << PATH_BITS;

/// A number in mixed radix under construction.
#[derive(Default)]
struct Written {
    number: u64,
    /// The product of the radices so far; 0 stands for that of none.
    weight: u64,
}

impl Written {
    /// Adds a digit, unless there is no room for all the digits of its radix.
    fn push(&mut self, radix: u32, digit: u32) -> bool {
        let weight = self.weight.max(1);
        let fits = weight.saturating_mul(u64::from(radix)) <= ROOM;
        if fits {
            self.number += weight * u64::from(digit);
            self.weight = weight * u64::from(radix);
        }
        fits
    }
}

/// The same number being read.
struct Reader {
    room: u64,
    rest: u64,
}

impl Reader {
    /// The next digit, if the writer had room for one.
    fn next(&mut self, radix: u32) -> Option<u32> {
        let room = self.room.saturating_mul(u64::from(radix));
        if radix == 0 || room > ROOM {
            // The writer stopped here: no smaller digit comes after.
            self.room = u64::MAX;
            return None;
        }
        self.room = room;
        let digit = self.rest % u64::from(radix);
        self.rest /= u64::from(radix);
        u32::try_from(digit).ok()
    }
}

fn players_digits(players: Players) -> Result<Vec<(u32, u32)>, DoesNotFit> {
    match (players.mode, players.people) {
        (PlayersMode::Alone, 1) => Ok(vec![(PLAYERS_RADIX, 0)]),
        (PlayersMode::Pair, 2) => Ok(vec![(PLAYERS_RADIX, 1)]),
        (PlayersMode::Group, people) if GROUP.contains(&people) => Ok(vec![(PLAYERS_RADIX, 2), (GROUP.end() - GROUP.start() + 1, people - GROUP.start())]),
        _ => Err(DoesNotFit::TooManyPeople),
    }
}

fn read_players(number: &mut Reader) -> Option<Players> {
    Some(match number.next(PLAYERS_RADIX)? {
        0 => Players::ALONE,
        1 => Players { mode: PlayersMode::Pair, people: 2 },
        _ => Players { mode: PlayersMode::Group, people: GROUP.start() + number.next(GROUP.end() - GROUP.start() + 1)? },
    })
}

/// None, or one of the other choices; only none where the decision does not ask.
fn hesitation_radix(scenario: &Scenario, decided: Decided) -> u32 {
    let asks = scenario.decision(decided.scene).and_then(|decision| decision.ask.as_ref()).is_some_and(|ask| ask.hesitation);
    if asks { decided.choices } else { 1 }
}

fn hesitation_digit(scenario: &Scenario, decided: Decided, hesitation: Option<&Hesitation>) -> u32 {
    match hesitation {
        Some(Hesitation::With(other)) => decided.place_among_others(scenario, other).map_or(0, |place| place + 1),
        Some(Hesitation::None) | None => 0,
    }
}
