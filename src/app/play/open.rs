//! Opening an attempt: its journal, its scenario, the verdict on both, and the agreement with other tabs.

use std::cell::Cell;
use std::rc::Rc;

use yew::Callback;

use super::writer::{Intent, Writer, Written};
use crate::app::media::{Loaded, SharedLibrary};
use crate::app::services::{Services, Trouble};
use crate::platform::tabs::{Claim, HeldElsewhere, TabGuard};
use crate::record::{Happened, Journal, Play, Verdict};
use crate::store::StoreError;

/// An attempt that can be played.
#[derive(Clone)]
pub struct Opened {
    /// Its scenario.
    pub scenario: Loaded,
    /// The sources that its « Repères » cite, where they could be read.
    pub library: Option<SharedLibrary>,
    /// Where it stands.
    pub play: Rc<Play>,
    /// Writes to it.
    pub writer: Rc<Writer>,
    /// Set when the scenario's wording changed since it began.
    pub verdict: Verdict,
    /// Keeps other tabs away.
    #[expect(dead_code, reason = "held for as long as the attempt is open, never read")]
    pub guard: Rc<TabGuard>,
}

/// Why an attempt cannot be played here and now.
#[derive(Clone)]
pub enum Closed {
    /// The store has it no more, or cannot read it.
    Store(StoreError),
    /// The scenario cannot be opened; the record can be kept.
    Scenario(Trouble, Rc<Journal>),
    /// The scenario has changed too much; the record can be kept.
    Changed(Verdict, Rc<Journal>),
    /// It was just erased, as on a shared device after the hand-over.
    Erased,
    /// Another tab plays it.
    Elsewhere(Rc<Cell<Option<HeldElsewhere>>>),
}

/// Opens an attempt. `told` hears of what is written; `lost` is called when another tab takes the attempt over.
///
/// # Errors
/// [`Closed`].
pub async fn open(services: &Services, id: &str, told: Callback<Written>, lost: Callback<()>) -> Result<Opened, Closed> {
    match TabGuard::claim(id, move || lost.emit(())).await {
        Claim::Owned(guard) => resume(services, id, told, guard).await,
        Claim::HeldElsewhere(held) => Err(Closed::Elsewhere(Rc::new(Cell::new(Some(held))))),
    }
}

/// Opens an attempt that this tab holds.
///
/// # Errors
/// [`Closed`], but for the other tab.
pub async fn resume(services: &Services, id: &str, told: Callback<Written>, guard: TabGuard) -> Result<Opened, Closed> {
    let journal = services.keeper.journal(id).await.map_err(Closed::Store)?;
    let scenario = match services.scenario(&journal.attempt.scenario).await {
        Ok(scenario) => scenario,
        Err(trouble) => return Err(Closed::Scenario(trouble, Rc::new(journal))),
    };
    let verdict = Verdict::of(&scenario.0, &journal);
    let play = match Play::replay(Rc::clone(&scenario.0), &journal) {
        Ok(play) if verdict.can_resume() => Rc::new(play),
        _ => return Err(Closed::Changed(verdict, Rc::new(journal))),
    };
    let begun_now = journal.events.iter().all(|event| !matches!(event.event, Happened::Chose(_) | Happened::Resumed)) && journal.events.len() < 4;
    let writer = Writer::new(Rc::clone(&services.keeper), journal, Rc::clone(&play), told);
    if !begun_now {
        writer.take(Intent::Note(Happened::Resumed));
    }
    let library = services.references().await.map(SharedLibrary::from);
    Ok(Opened { scenario, library, play, writer, verdict, guard: Rc::new(guard) })
}
