//! What a QR code carries: all that is handed over by default, in the letters that a QR code packs best.
//!
//! `BIFURQUE1:` then base 32 of: the version (1), the attempt's id (16 bytes), the shape tag (4), the first 8 bytes of the digest, a stream of bits, and the
//! CRC-32 of all that (4). The stream holds the seed, the engine's version, the scenario's version, who played, the digits of [`super::trail`], whether the
//! ending was still to be shown, then for each decision its hesitation and its motive. Reasons, times, re-readings and resources are only in the file.

mod stream;

use std::fmt;
use std::rc::Rc;
use std::str::FromStr;

use stream::{BitReader, BitWriter};

use super::answer::Hesitation;
use super::checksum::crc32;
use super::letters::{bits, is_separator, letter};
use super::trail::{Decided, Witness, walk};
use super::transfer::{DoesNotFit, Misread, TransferFault};
use super::{AttemptId, HandOver, NONE_FITS, Players, PlayersMode};
use crate::scenario::Scenario;
use crate::scenario::source::Motive;

/// What stands before the letters. The digit is not the version: it tells apart what is not even written in base 32.
const MARK: &str = "BIFURQUE1:";
const VERSION: u8 = 1;
/// The bytes before the stream, and after it.
const HEAD: usize = 1 + 16 + 4 + DIGEST;
const DIGEST: usize = 8;
const SUM: usize = 4;

/// The most letters that are written or read: a QR code of version 15, which a webcam still makes out on a phone.
pub const MOST_LETTERS: usize = 600;
const MOST_BYTES: usize = (MOST_LETTERS - MARK.len()) * 5 / 8;

/// A path as a QR code carries it. `Display` writes the text of the code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    bytes: Vec<u8>,
}

impl Packet {
    /// Packs a path that is handed over.
    ///
    /// # Errors
    /// [`DoesNotFit`] if it is too long for a QR code that a webcam reads, or if the scenario does not have this path.
    pub fn of(given: &HandOver, scenario: &Rc<Scenario>) -> Result<Self, DoesNotFit> {
        let mut stream = BitWriter::default();
        stream.number(u64::from(given.seed));
        stream.number(u64::from(given.engine));
        stream.text(&given.version);
        stream.digit(3, given.players.mode as u32);
        // A file that was changed may say nobody; somebody played.
        stream.number(u64::from(given.players.people.max(1)));
        let mut witness = Witness::new(given, scenario);
        let mut full = false;
        let trail = walk(scenario, given.seed, &mut |question| {
            let answer = witness.answer(&question)?;
            stream.digit(question.radix(), answer);
            full = stream.len() > MOST_BYTES;
            Some(answer).filter(|_| !full)
        });
        let trail = trail.map_err(|_| if full { DoesNotFit::TooLong } else { DoesNotFit::NotThisScenario })?;
        if trail.ending.is_some() {
            stream.digit(2, u32::from(given.ending.is_none()));
        }
        for (decided, given) in trail.decided.iter().zip(&given.path) {
            stream.digit(decided.choices + 1, hesitation_digit(scenario, *decided, given.hesitation.as_ref()));
            let motives = motives(scenario, *decided);
            stream.digit(motive_radix(motives), motive_digit(motives, given.motive.as_deref()));
        }
        let mut bytes = vec![VERSION];
        bytes.extend(given.attempt.0);
        bytes.extend(scenario.shape.to_be_bytes());
        bytes.extend(first_bytes(&given.digest));
        bytes.extend(stream.finish());
        bytes.extend(crc32(&bytes).to_be_bytes());
        if bytes.len() > MOST_BYTES { Err(DoesNotFit::TooLong) } else { Ok(Self { bytes }) }
    }

    /// The shape tag of the case it is of.
    #[must_use]
    pub fn shape(&self) -> u32 {
        self.part(17).map_or(0, u32::from_be_bytes)
    }

    /// The attempt it is of.
    #[must_use]
    pub fn attempt(&self) -> AttemptId {
        self.part(1).map(AttemptId).unwrap_or_default()
    }

    fn part<const N: usize>(&self, from: usize) -> Option<[u8; N]> {
        self.bytes.get(from..from + N)?.try_into().ok()
    }

    /// Reads the path in a scenario. Where the person played another version of it, the hand-over says which, and its digest is known by its first 8 bytes
    /// alone: the others are 0.
    ///
    /// # Errors
    /// [`TransferFault`] if it is of another case, or if the scenario does not have this path.
    pub fn read(&self, scenario: &Rc<Scenario>) -> Result<HandOver, TransferFault> {
        if self.shape() != scenario.shape {
            return Err(TransferFault::OtherCase { shape: self.shape() });
        }
        let nothing = TransferFault::NoSuchChoice { decisions: 0 };
        let mut stream = BitReader::new(self.bytes.get(HEAD..self.bytes.len().saturating_sub(SUM)).unwrap_or_default());
        let narrow = |number: u64| u32::try_from(number).ok();
        let seed = stream.number().and_then(narrow).ok_or(nothing)?;
        let engine = stream.number().and_then(narrow).ok_or(nothing)?;
        let version = stream.text().ok_or(nothing)?;
        let mode = match stream.digit(3).ok_or(nothing)? {
            0 => PlayersMode::Alone,
            1 => PlayersMode::Pair,
            _ => PlayersMode::Group,
        };
        let people = stream.number().and_then(narrow).filter(|people| *people > 0).ok_or(nothing)?;
        let trail = walk(scenario, seed, &mut |question| stream.digit(question.radix()))?;
        let all = TransferFault::NoSuchChoice { decisions: u32::try_from(trail.decided.len()).unwrap_or(u32::MAX) };
        let shown = trail.ending.is_none() || stream.digit(2).ok_or(all)? == 0;
        let mut answers = Vec::new();
        for decided in &trail.decided {
            let hesitation = read_hesitation(scenario, *decided, stream.digit(decided.choices + 1).ok_or(all)?);
            let motives = motives(scenario, *decided);
            answers.push((hesitation, read_motive(motives, stream.digit(motive_radix(motives)).ok_or(all)?)));
        }
        if !stream.is_spent() {
            return Err(TransferFault::LeftOver);
        }
        let mut hand_over = trail.hand_over(scenario, self.attempt(), seed, Players { mode, people });
        hand_over.engine = engine;
        hand_over.version = version;
        hand_over.ending = hand_over.ending.filter(|_| shown);
        let digest = self.part::<DIGEST>(21).unwrap_or_default();
        if digest != first_bytes(&hand_over.digest) {
            hand_over.digest = digest.iter().map(|byte| format!("{byte:02x}")).chain(std::iter::repeat_n("00".to_owned(), 32 - DIGEST)).collect();
        }
        for (given, (hesitation, motive)) in hand_over.path.iter_mut().zip(answers) {
            (given.hesitation, given.motive) = (hesitation, motive);
        }
        Ok(hand_over)
    }
}

impl fmt::Display for Packet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut stream = BitReader::new(&self.bytes);
        formatter.write_str(MARK)?;
        (0..(self.bytes.len() * 8).div_ceil(5)).try_for_each(|_| fmt::Write::write_char(formatter, letter(stream.padded(5))))
    }
}

impl FromStr for Packet {
    type Err = Misread;

    fn from_str(text: &str) -> Result<Self, Misread> {
        let text = text.trim();
        // Half of it on the way to the eye of a camera would be refused by the sum; a book, by its length.
        let letters = text.get(..MARK.len()).filter(|mark| mark.eq_ignore_ascii_case(MARK)).and(text.get(MARK.len()..)).ok_or(Misread::NotOurs)?;
        if text.len() > MOST_LETTERS {
            return Err(Misread::NotOurs);
        }
        let mut stream = BitWriter::default();
        for letter in letters.chars().filter(|letter| !is_separator(*letter)) {
            stream.bits(u64::from(bits(letter).ok_or(Misread::Letter { letter })?), 5);
        }
        let bytes = stream.whole_bytes().ok_or(Misread::Checksum)?;
        let Some((content, sum)) = bytes.split_last_chunk::<SUM>().filter(|(content, _)| content.len() >= HEAD) else { return Err(Misread::Checksum) };
        if crc32(content) != u32::from_be_bytes(*sum) {
            return Err(Misread::Checksum);
        }
        match content.first() {
            Some(&VERSION) => Ok(Self { bytes }),
            Some(&version) => Err(Misread::Newer(u32::from(version))),
            None => Err(Misread::Checksum),
        }
    }
}

/// The first bytes of a digest written in hexadecimal; zeros for what is none.
fn first_bytes(digest: &str) -> [u8; DIGEST] {
    let number = digest.get(..2 * DIGEST).and_then(|digits| u64::from_str_radix(digits, 16).ok()).unwrap_or(0);
    number.to_be_bytes()
}

/// 0 for no answer, 1 for « no », then the other choices.
fn hesitation_digit(scenario: &Scenario, decided: Decided, hesitation: Option<&Hesitation>) -> u32 {
    match hesitation {
        None => 0,
        Some(Hesitation::None) => 1,
        Some(Hesitation::With(other)) => decided.place_among_others(scenario, other).map_or(0, |place| place + 2),
    }
}

fn read_hesitation(scenario: &Scenario, decided: Decided, digit: u32) -> Option<Hesitation> {
    match digit {
        0 => None,
        1 => Some(Hesitation::None),
        place => decided.other(scenario, place - 2),
    }
}

fn motives(scenario: &Scenario, decided: Decided) -> &[Motive] {
    scenario.decision(decided.scene).and_then(|decision| decision.ask.as_ref()).map_or(&[], |ask| &ask.motives)
}

/// None, [`NONE_FITS`], or one of the author's.
fn motive_radix(motives: &[Motive]) -> u32 {
    u32::try_from(motives.len()).unwrap_or(0).saturating_add(2)
}

fn motive_digit(motives: &[Motive], motive: Option<&str>) -> u32 {
    match motive {
        None => 0,
        Some(NONE_FITS) => 1,
        Some(motive) => motives.iter().position(|known| *known.id == *motive).and_then(|at| u32::try_from(at).ok()).map_or(0, |at| at + 2),
    }
}

fn read_motive(motives: &[Motive], digit: u32) -> Option<String> {
    match digit {
        0 => None,
        1 => Some(NONE_FITS.to_owned()),
        at => motives.get(at as usize - 2).map(|motive| motive.id.to_string()),
    }
}
