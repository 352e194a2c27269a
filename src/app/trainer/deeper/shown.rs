//! What of somebody's own is on the projector: it goes when they take it back.

use super::reasons;
use crate::app::trainer::lead::Lead;
use crate::debrief::deeper::offered;
use crate::debrief::slide::Slide;

/// What was projected last of somebody's own.
#[derive(Default)]
pub struct State {
    slides: Vec<Slide>,
    owners: Vec<u32>,
    reason: Option<reasons::Key>,
}

impl State {
    /// Paths, by the numbers of the parcours that are in them.
    pub fn paths(slides: Vec<Slide>, owners: Vec<u32>) -> Self {
        Self { slides, owners, reason: None }
    }

    /// A reason.
    pub fn reason(slides: Vec<Slide>, reason: reasons::Key) -> Self {
        Self { slides, owners: Vec::new(), reason: Some(reason) }
    }
}

/// Someone offers their parcours no longer, or took it back: what showed it is gone, here and from the projector.
pub fn heed(lead: &mut Lead) {
    let offered = offered(lead.session());
    let gone = |owners: &[u32]| owners.iter().any(|owner| !offered.contains(owner));
    let taken_back = gone(&lead.deeper.shown.owners) || lead.deeper.shown.reason.is_some_and(|key| reasons::find(lead, key).is_none());
    if taken_back {
        let state = std::mem::take(&mut lead.deeper.shown);
        // Behind a blank screen it would come back.
        if lead.stage.is_blank() || lead.stage.shown().is_some_and(|slide| state.slides.contains(slide)) {
            lead.stage.clear();
        }
    }
    lead.deeper.compare.forget(|owner| !offered.contains(&owner));
    lead.deeper.replay.forget(|owner| !offered.contains(&owner));
}
