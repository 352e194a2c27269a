//! Opening an attempt: its journal, its scenario, the verdict on both, and the agreement with other tabs.

use std::cell::Cell;
use std::rc::Rc;

use super::News;
use super::writer::{Intent, Writer};
use crate::app::mailbox::Visit;
use crate::app::message;
use crate::app::services::{Services, Trouble};
use crate::platform::tabs::{Claim, HeldElsewhere, TabGuard};
use crate::record::{Happened, Journal, Play, Verdict};
use crate::scenario::Scenario;
use crate::scenario::library::References;
use crate::store::StoreError;

/// An attempt that can be played.
pub struct Opened {
    /// Its scenario.
    pub scenario: Rc<Scenario>,
    /// The sources that its « Repères » cite, where they could be read.
    pub library: Option<Rc<References>>,
    /// Where it stands.
    pub play: Rc<Play>,
    /// Writes to it.
    pub writer: Rc<Writer>,
    /// Set when the scenario's wording changed since it began.
    pub verdict: Verdict,
    /// Keeps other tabs away.
    pub guard: TabGuard,
}

/// Why an attempt cannot be played here and now.
pub enum Closed {
    /// The store has it no more, or cannot read it.
    Store(StoreError),
    /// The scenario cannot be opened; the record can be kept.
    Scenario(Trouble, Journal),
    /// The scenario has changed too much; the record can be kept.
    Changed(Verdict, Journal),
    /// It was just erased, as on a shared device after the hand-over.
    Erased,
    /// Another tab plays it. Empty once it is being taken over.
    Elsewhere(Cell<Option<HeldElsewhere>>),
}

/// Opens an attempt for a visit, which hears when another tab takes the attempt over.
///
/// # Errors
/// [`Closed`].
pub async fn open(services: &Rc<Services>, id: &str, visit: Visit) -> Result<Opened, Closed> {
    match TabGuard::claim(id, move || visit.tell(message::News::Play(News::TakenOver))).await {
        Claim::Owned(guard) => resume(services, id, visit, guard).await,
        Claim::HeldElsewhere(held) => Err(Closed::Elsewhere(Cell::new(Some(held)))),
    }
}

/// Opens an attempt that this tab holds.
///
/// # Errors
/// [`Closed`], but for the other tab.
pub async fn resume(services: &Rc<Services>, id: &str, visit: Visit, guard: TabGuard) -> Result<Opened, Closed> {
    let journal = services.keeper.journal(id).await.map_err(Closed::Store)?;
    let scenario = match services.scenario_of(&journal.attempt).await {
        Ok(scenario) => scenario,
        Err(trouble) => return Err(Closed::Scenario(trouble, journal)),
    };
    let verdict = Verdict::of(&scenario, &journal);
    let play = match Play::replay(Rc::clone(&scenario), &journal) {
        Ok(play) if verdict.can_resume() => Rc::new(play),
        _ => return Err(Closed::Changed(verdict, journal)),
    };
    let begun_now = journal.events.iter().all(|event| !matches!(event.event, Happened::Chose(_) | Happened::Resumed)) && journal.events.len() < 4;
    let writer = Writer::new(services, journal, Rc::clone(&play), visit);
    if !begun_now {
        writer.take(Intent::Note(Happened::Resumed));
    }
    let library = services.references().await;
    Ok(Opened { scenario, library, play, writer, verdict, guard })
}
