//! What a trainer brings in: files, codes, what a camera read. One bad thing never stops the others.

use std::rc::Rc;

use super::gather::{Outcome, Refusal, gather};
use super::gathered::Carrier;
use super::session::{GroupSession, read_session};
use crate::record::{Packet, PathCode, RecordFile, TransferFault, UnreadableRecord, read};
use crate::scenario::Scenario;
use crate::scenario::catalogue::Catalogue;

/// What became of one thing that was brought in.
#[derive(Clone, Debug)]
pub struct Received {
    /// The file's name, or the code.
    pub name: String,
    /// What became of it; for a refusal, the sentence to say.
    pub result: Result<Outcome, String>,
}

/// A file that was brought in.
#[derive(Clone, Debug)]
pub enum Brought {
    /// A parcours, or nothing that can be one.
    Path(Received),
    /// Another group session: to be merged, if the trainer wants.
    Session(Box<GroupSession>),
}

/// Where a QR code's letters begin.
const QR_MARK: &str = "BIFURQUE";

/// Brings a file in.
pub fn bring_file(session: &mut GroupSession, scenario: &Rc<Scenario>, name: &str, text: &str) -> Brought {
    let received = |result| Brought::Path(Received { name: name.to_owned(), result });
    match read(text) {
        Ok(RecordFile::HandOver(hand_over)) => received(gather(session, scenario, Carrier::File, *hand_over).map_err(|refusal| refusal.sentence())),
        Ok(RecordFile::Journals(_)) => received(Err(
            "Ce fichier est le journal d’une personne : il contient plus que ce qu’elle transmet, il n’a pas été lu. Demandez-lui « Transmettre ».".to_owned(),
        )),
        Err(UnreadableRecord::Unknown(_)) => match read_session(text) {
            // Nothing to ask the trainer about.
            Ok(other) if other.scenario != session.scenario => received(Err(format!("Cette séance porte sur un autre cas : « {} ».", other.title))),
            Ok(other) => Brought::Session(Box::new(other)),
            Err(error) => received(Err(error.sentence().to_owned())),
        },
        Err(error) => received(Err(error.sentence().to_owned())),
    }
}

/// Brings a line in: a code, or what a QR code says. With the catalogue, the case of a code that belongs elsewhere is named.
pub fn bring_line(session: &mut GroupSession, scenario: &Rc<Scenario>, catalogue: Option<&Catalogue>, line: &str) -> Received {
    let line = line.trim();
    let result = if line.get(..QR_MARK.len()).is_some_and(|start| start.eq_ignore_ascii_case(QR_MARK)) {
        bring_packet(session, scenario, catalogue, line)
    } else {
        bring_code(session, scenario, catalogue, line)
    };
    // What is no code may be anything, and of any length.
    Received { name: line.chars().take(20).collect(), result }
}

fn bring_code(session: &mut GroupSession, scenario: &Rc<Scenario>, catalogue: Option<&Catalogue>, line: &str) -> Result<Outcome, String> {
    let code: PathCode = line.parse().map_err(|misread: crate::record::Misread| misread.sentence())?;
    let named = |fault: TransferFault| named(fault, catalogue, |shape| code.is_of(shape));
    let hand_over = code.read(scenario, session.seed).map_err(named)?;
    gather(session, scenario, Carrier::Code, hand_over).map_err(|refusal| refusal.sentence())
}

fn bring_packet(session: &mut GroupSession, scenario: &Rc<Scenario>, catalogue: Option<&Catalogue>, line: &str) -> Result<Outcome, String> {
    let packet: Packet = line.parse().map_err(|misread: crate::record::Misread| misread.sentence())?;
    let named = |fault: TransferFault| named(fault, catalogue, |shape| packet.shape() == shape);
    let hand_over = packet.read(scenario).map_err(named)?;
    gather(session, scenario, Carrier::Qr, hand_over).map_err(|refusal| refusal.sentence())
}

fn named(fault: TransferFault, catalogue: Option<&Catalogue>, is_it: impl Fn(u32) -> bool) -> String {
    let other = matches!(fault, TransferFault::OtherCase { .. });
    let entry = catalogue.filter(|_| other).and_then(|catalogue| catalogue.scenarios.iter().find(|entry| entry.shape.is_some_and(&is_it)));
    entry.map_or_else(|| fault.sentence(), |entry| Refusal::OtherCase { title: entry.title.clone() }.sentence())
}
