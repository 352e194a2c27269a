//! The session being led. Every change goes through here, so that it is kept.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::stage::Stage;
use super::{News, closing, gathering, script_editor, tell, together};
use crate::app::mailbox::Visit;
use crate::app::trainer::deeper;
use crate::app::trainer::sessions::Sessions;
use crate::debrief::running::{self, Showing};
use crate::debrief::script::{Place, Scripts};
use crate::debrief::{GroupSession, Ledger, Parcours, Rhythm, contributions};
use crate::platform::{clock, page};
use crate::scenario::Scenario;
use crate::scenario::catalogue::Catalogue;
use crate::scenario::library::Vocabulary;
use crate::scenario::program::SceneIndex;
use crate::store::StoreError;

/// From so many parcours on, writing the session takes longer than a frame: what the room sees goes first.
const LARGE: usize = 500;

/// What is read before a session can be led.
pub struct Parts {
    /// The session.
    pub session: GroupSession,
    /// Its case.
    pub scenario: Rc<Scenario>,
    /// The tags.
    pub vocabulary: Rc<Vocabulary>,
    /// The scripts that are shipped.
    pub scripts: Rc<Scripts>,
    /// The cases, to name those of stray codes; none where they could not be read.
    pub catalogue: Option<Rc<Catalogue>>,
    /// Where sessions are kept.
    pub sessions: Rc<Sessions>,
}

/// A part of « Pilotage ».
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The link, the rhythm, the room.
    Prepare,
    /// One story for the whole room.
    Together,
    /// Parcours come in.
    Gather,
    /// The script.
    Lead,
    /// Notes, exports, the end.
    Close,
}

impl Section {
    /// All of them, in the order of a workshop.
    pub const ALL: [Self; 5] = [Self::Prepare, Self::Together, Self::Gather, Self::Lead, Self::Close];

    /// What it is called.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Prepare => "Préparer",
            Self::Together => "Jouer ensemble",
            Self::Gather => "Recueillir",
            Self::Lead => "Débriefer",
            Self::Close => "Clore",
        }
    }
}

/// The session being led.
pub struct Lead {
    /// The visit to this page.
    pub visit: Visit,
    /// What was read.
    pub parts: Parts,
    /// The parcours walked against the case, with their numbers.
    pub parcours: Vec<(u32, Parcours)>,
    /// The section on the screen.
    pub section: Section,
    /// What is on the projector.
    pub stage: Stage,
    /// Which of the beat's showings comes next.
    pub showing: usize,
    /// What « Jouer ensemble » holds.
    pub together: together::State,
    /// What « Recueillir » holds.
    pub gathering: gathering::State,
    /// Whether the script is being changed.
    pub editing: script_editor::State,
    /// What « Aller plus loin » holds.
    pub deeper: deeper::State,
    /// What « Clore » holds.
    pub closing: closing::State,
    /// What went wrong last, for the trainer.
    pub fault: Option<String>,
    /// Why the session is not kept, if it is not.
    pub unkept: Option<StoreError>,
    keeping: bool,
    again: bool,
    next: Next,
}

/// What the parcours that are here would change: counted when they come, so that neither the room nor the page waits for it.
struct Next {
    /// What will be published at the next reveal, if that changes anything.
    ledger: Option<Ledger>,
    /// How many parcours arrived or went further since the tables were published.
    waiting: usize,
}

impl Next {
    fn of(parts: &Parts, parcours: &[(u32, Parcours)]) -> Self {
        let contributions = contributions(&parts.scenario, parcours);
        let mut ledger = parts.session.ledger.clone();
        let waiting = ledger.waiting(&contributions);
        Self { ledger: ledger.publish(&contributions).then_some(ledger), waiting }
    }
}

impl Lead {
    /// Begins to lead a session.
    pub fn new(visit: Visit, parts: Parts) -> Self {
        let session = &parts.session;
        let stage = Stage::open(session, visit);
        let section = if session.closed { Section::Close } else { Section::Prepare };
        let parcours = session.parcours(&parts.scenario);
        stage.cue();
        Self {
            visit,
            section,
            stage,
            showing: 0,
            together: together::State::default(),
            gathering: gathering::State::knowing(parts.catalogue.clone()),
            editing: script_editor::State::default(),
            deeper: deeper::State::default(),
            closing: closing::State::default(),
            fault: None,
            unkept: None,
            keeping: false,
            again: false,
            next: Next::of(&parts, &parcours),
            parcours,
            parts,
        }
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> &GroupSession {
        &self.parts.session
    }

    /// The case.
    #[must_use]
    pub fn scenario(&self) -> &Rc<Scenario> {
        &self.parts.scenario
    }

    /// Changes the session and keeps it. One at a time: what changes meanwhile is kept together afterwards.
    pub fn change(&mut self, change: impl FnOnce(&mut GroupSession)) {
        change(&mut self.parts.session);
        self.keep();
    }

    /// The gathered parcours changed: they are walked again, then kept.
    pub fn gathered(&mut self) {
        self.parcours = self.parts.session.parcours(&self.parts.scenario);
        self.next = Next::of(&self.parts, &self.parcours);
        self.keep();
    }

    fn keep(&mut self) {
        deeper::heed(self);
        if std::mem::replace(&mut self.keeping, true) {
            self.again = true;
            return;
        }
        if self.session().gathered.len() <= LARGE {
            self.write();
            return;
        }
        let visit = self.visit;
        spawn_local(async move {
            page::painted().await;
            tell(visit, News::Write);
        });
    }

    /// Writes the session as it is now.
    pub fn write(&mut self) {
        self.parts.session.revision += 1;
        let (sessions, session, visit) = (Rc::clone(&self.parts.sessions), self.parts.session.clone(), self.visit);
        spawn_local(async move { tell(visit, News::Kept(sessions.keep(&session).await)) });
    }

    /// The session was kept, or not.
    pub fn kept(&mut self, kept: Result<(), StoreError>) {
        self.keeping = false;
        let led_elsewhere = matches!(kept, Err(StoreError::Conflict { .. }));
        self.unkept = kept.err();
        if std::mem::take(&mut self.again) && !led_elsewhere {
            self.keep();
        }
    }

    /// Publishes what may be published, for whatever shows a count; keeps it if it changed.
    pub fn publish(&mut self) {
        if let Some(ledger) = self.next.ledger.take() {
            self.parts.session.ledger = ledger;
            // All that are here are in it.
            self.next.waiting = 0;
            self.keep();
        }
    }

    /// How many parcours arrived or went further since the tables were published; all of them before that.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.next.waiting
    }

    /// The sections of this workshop, in order.
    pub fn sections(&self) -> impl Iterator<Item = Section> + use<> {
        let together = self.session().rhythm == Rhythm::Together;
        Section::ALL.into_iter().filter(move |section| together || *section != Section::Together)
    }

    /// Tells one state of the page from another that is new to whoever reads it: the focus goes to its heading.
    #[must_use]
    pub fn standing(&self) -> String {
        let title = self.section.title();
        match &self.session().together {
            // A branch taken, or scenes skipped, take away the buttons that did it.
            Some(played) if self.section == Section::Together => {
                [title, &played.decisions().to_string(), if played.has_skipped() { " skipped" } else { "" }].concat()
            }
            _ => title.to_owned(),
        }
    }

    /// Where the group is in the script.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        let session = self.session();
        session.place.clone().filter(|place| session.script.at(place).is_some()).or_else(|| session.script.first())
    }

    /// What the beat shows, in order.
    #[must_use]
    pub fn showings(&self) -> Vec<Showing> {
        self.place().map_or_else(Vec::new, |place| running::showings(self.session(), self.scenario(), &place))
    }

    /// Goes to a beat: nothing is shown yet.
    pub fn enter(&mut self, place: Place) {
        self.showing = 0;
        self.stage.settle();
        self.fault = None;
        self.change(|session| {
            session.begun.get_or_insert_with(clock::now_ms);
            session.place = Some(place);
        });
    }

    /// Shows one thing of the beat.
    pub fn show(&mut self, at: usize) {
        let (Some(place), Some(showing)) = (self.place(), self.showings().get(at).copied()) else { return };
        self.fault = None;
        match showing {
            Showing::Pages => {}
            Showing::Reveal(scene) => {
                if let Err(fault) = self.publish_vote(scene, 1) {
                    self.fault = Some(fault);
                    return;
                }
            }
            Showing::Compare(scene) => {
                if let Err(fault) = self.publish_vote(scene, 1).and_then(|()| self.publish_vote(scene, 2)) {
                    self.fault = Some(fault);
                    return;
                }
            }
        }
        self.begin();
        self.showing = at + 1;
        let slides = running::slides(self.session(), self.scenario(), &place, showing);
        self.stage.show(slides);
    }

    /// Projects slides that the trainer asked for.
    pub fn project(&mut self, slides: Vec<crate::debrief::slide::Slide>) {
        self.fault = None;
        self.stage.show(slides);
    }

    fn begin(&mut self) {
        if self.session().begun.is_none() {
            self.change(|session| session.begun = Some(clock::now_ms()));
        }
    }

    fn publish_vote(&mut self, scene: SceneIndex, round: u32) -> Result<(), String> {
        self.publish();
        self.publish_ballot(scene, round)
    }

    /// Publishes a vote, if there was one, before the room sees it; keeps it if it changed.
    ///
    /// # Errors
    /// What to tell the trainer, where it may not be shown so.
    pub fn publish_ballot(&mut self, scene: SceneIndex, round: u32) -> Result<(), String> {
        let scene = (*self.scenario().scene(scene).id).to_owned();
        let room = self.session().room;
        let session = &mut self.parts.session;
        let Some(ballot) = session.ballots.iter_mut().find(|ballot| ballot.scene == scene && ballot.round == round && ballot.total() > 0) else {
            return Ok(());
        };
        let before = ballot.published.clone();
        ballot.publish(room).map_err(|fault| fault.sentence())?;
        if ballot.published != before {
            self.keep();
        }
        Ok(())
    }

    /// Whether the story comes next: a remote in the room's window is heard in « Préparer » too, before the story begins.
    fn tells(&self) -> bool {
        self.section == Section::Together || (self.section == Section::Prepare && self.session().rhythm == Rhythm::Together)
    }

    /// « Suite »: the next page, the next showing of the beat, the first of the next beat.
    pub fn next(&mut self) {
        if self.tells() {
            return together::next(self);
        }
        if self.stage.turn() {
            return;
        }
        if self.showing < self.showings().len() {
            self.show(self.showing);
        } else if let Some(next) = self.place().and_then(|place| self.session().script.next(&place)) {
            self.enter(next);
            if self.showings().is_empty() { self.stage.clear() } else { self.show(0) }
        }
    }

    /// Back: the page before, or the beat before, of which nothing is shown yet.
    pub fn previous(&mut self) {
        if self.tells() {
            return together::previous(self);
        }
        if self.stage.turn_back() {
            return;
        }
        if let Some(previous) = self.place().and_then(|place| self.session().script.previous(&place)) {
            self.stage.clear();
            self.enter(previous);
        }
    }
}
