//! The page of an attempt: opening, then the story, the bilan or the hand-over.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::clockwork::Countdown;
use super::draft::Draft;
use super::open::{self, Closed, Opened};
use super::writer::{Intent, Written};
use super::{Gesture, News, View, choices, closed, hand_over, outcome, reread, resources, story};
use crate::app::Look;
use crate::app::arrival::Arrival;
use crate::app::bilan::{self, Told};
use crate::app::element::Element;
use crate::app::mailbox::{Visit, send};
use crate::app::message::{self, Message};
use crate::app::route::Route;
use crate::app::services::{Services, go};
use crate::app::text::fr;
use crate::app::widgets::{Notice, keep, waiting};
use crate::platform::page::{focus, report};
use crate::record::{self, Happened, Journal, Sharing, Verdict};
use crate::scenario::program::ChoiceIndex;
use crate::store::StoreError;

/// The page of an attempt.
pub struct PlayPage {
    services: Rc<Services>,
    visit: Visit,
    attempt: String,
    view: View,
    state: State,
    screen: Screen,
    over: Over,
    /// Where play went on in this visit, so that what is said of a retouched case is said there, once.
    resumed_at: usize,
    told: Option<Told>,
    sharing: Sharing,
}

enum State {
    Opening,
    Closed(Box<Closed>),
    Open(Box<Opened>),
    Lost(StoreError, Box<Opened>),
    TakenOver,
}

/// What lies over the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    Nothing,
    Reread,
    /// The documents, one of them unfolded.
    Resources(Option<usize>),
}

/// What belongs to one screen of the story and goes with it.
#[derive(Default)]
pub struct Screen {
    /// Tells screens apart.
    pub key: String,
    /// What is filled in.
    pub draft: Draft,
    /// The time limit, where there is one and the trainer wants it.
    pub countdown: Option<Countdown>,
    /// The trainer asked for a stop here, and the talk is not over.
    pub talking: bool,
    /// What became of the case since the attempt began is said here.
    pub says_verdict: bool,
}

impl PlayPage {
    /// Begins to open an attempt.
    pub fn open(services: &Rc<Services>, visit: Visit, attempt: &str, view: View) -> Self {
        let (opening, id) = (Rc::clone(services), attempt.to_owned());
        spawn_local(async move { tell(visit, open::open(&opening, &id, visit).await) });
        Self {
            services: Rc::clone(services),
            visit,
            attempt: attempt.to_owned(),
            view,
            state: State::Opening,
            screen: Screen::default(),
            over: Over::Nothing,
            resumed_at: 0,
            told: None,
            sharing: Sharing::default(),
        }
    }

    /// The attempt's id, as addresses write it.
    pub fn attempt(&self) -> &str {
        &self.attempt
    }

    /// Shows a side of the attempt.
    pub fn turn(&mut self, view: View) {
        if view != self.view {
            self.view = view;
            self.enter();
        }
    }

    /// A side of the attempt arrives.
    fn enter(&mut self) {
        self.over = Over::Nothing;
        self.told = None;
        let State::Open(opened) = &self.state else { return };
        if self.view == View::Bilan {
            // Leaving a branch by the address bar or the back button leaves it all the same.
            if opened.play.branch().is_some() {
                opened.writer.take(Intent::Note(Happened::WhatIfLeft));
            }
            self.told = Some(Told::of(&opened.scenario, record::Recap::of(&opened.play)));
        }
    }

    /// Takes in what has come; says whether the page looks different.
    #[inline(never)]
    pub fn hear(&mut self, news: News) -> bool {
        match news {
            News::Opened(opened) => {
                self.resumed_at = opened.play.session().steps().len();
                self.state = State::Open(opened);
                self.arrive();
                self.enter();
                true
            }
            News::Closed(closed) => self.become_state(State::Closed(closed)),
            News::TakenOver if matches!(self.state, State::Open(_)) => self.become_state(State::TakenOver),
            // What is said instead, with its download, stays.
            News::TakenOver => false,
            News::Erased(None) => self.become_state(State::Closed(Box::new(Closed::Erased))),
            News::Erased(Some(sentence)) => announce(sentence),
            News::Written(written) => self.written(written),
            News::Second => self.second(),
            News::Labels(labels) => {
                if let Some(told) = &mut self.told {
                    told.label(labels);
                }
                true
            }
        }
    }

    fn become_state(&mut self, state: State) -> bool {
        self.state = state;
        self.over = Over::Nothing;
        true
    }

    fn written(&mut self, written: Written) -> bool {
        match (written, std::mem::replace(&mut self.state, State::Opening)) {
            (Written::Kept(play), State::Open(opened)) => {
                self.state = State::Open(Box::new(Opened { play, ..*opened }));
                self.kept()
            }
            (Written::Lost(error), State::Open(opened)) => self.become_state(State::Lost(error, opened)),
            (Written::Refused(fault), state) => {
                self.state = state;
                report(&fault.to_string());
                announce("Ce choix n'est plus possible ici. Rechargez la page : vos choix sont gardés.")
            }
            (_, state) => {
                self.state = state;
                false
            }
        }
    }

    /// What is written is also shown, where it shows.
    fn kept(&mut self) -> bool {
        let State::Open(opened) = &self.state else { return false };
        if opened.play.next_number() > 2 && matches!(opened.writer.last(), Some(Happened::Shown(_) | Happened::Chose(_))) {
            announce("Enregistré.");
        }
        let elsewhere = key(&opened.play) != self.screen.key;
        if elsewhere {
            self.arrive();
        }
        elsewhere || self.services.keeper.trouble().is_some() || self.view != View::Story
    }

    /// A screen of the story arrives: nothing of the last one stays.
    fn arrive(&mut self) {
        let State::Open(opened) = &self.state else { return };
        let play = &opened.play;
        let mut screen = Screen { key: key(play), ..Screen::default() };
        match play.screen() {
            record::Screen::Scene(at) => {
                let limit = opened.scenario.decision(at).and_then(|decision| decision.limit.as_ref());
                let limit = limit.filter(|_| opened.writer.settings().time_limits);
                screen.countdown = limit.map(|limit| Countdown::start(limit.seconds.0, self.visit));
            }
            record::Screen::Outcome(choice) => screen.talking = outcome::stops(opened, choice),
            record::Screen::Ending(_) => {}
        }
        screen.says_verdict = opened.verdict != Verdict::Same && self.resumed_at == play.session().steps().len();
        self.screen = screen;
        self.over = Over::Nothing;
    }

    /// The time runs while the decision is on the screen, not while one reads something else.
    fn second(&mut self) -> bool {
        if self.view != View::Story {
            return false;
        }
        let over = self.screen.countdown.as_mut().is_some_and(Countdown::tick);
        if let (true, State::Open(opened)) = (over, &self.state) {
            self.screen.countdown = None;
            if let record::Screen::Scene(scene) = opened.play.screen() {
                let limit = opened.scenario.decision(scene).and_then(|decision| decision.limit.as_ref());
                let default = limit.and_then(|limit| opened.scenario.find_choice(scene, &limit.default));
                if let Some(choice) = self.screen.draft.choice.or(default) {
                    opened.writer.take(Intent::Choose(self.screen.draft.answer(&opened.scenario, scene, choice, true)));
                }
            }
        }
        true
    }

    /// Does what the person asks; says whether the page looks different at once.
    #[inline(never)]
    pub fn act(&mut self, gesture: Gesture) -> bool {
        match gesture {
            Gesture::TakeOver => self.take_over(),
            Gesture::Keep => self.keep(),
            _ => self.act_in(gesture),
        }
    }

    /// What can be done only in an open attempt.
    fn act_in(&mut self, gesture: Gesture) -> bool {
        let State::Open(opened) = &self.state else { return false };
        let (play, writer, draft) = (&opened.play, &opened.writer, &mut self.screen.draft);
        match gesture {
            Gesture::Select(choice) => {
                draft.select(choice);
                writer.take(Intent::Note(Happened::Selected(opened.scenario.choice(choice).id.to_string())));
            }
            Gesture::Hesitate(value) => draft.hesitation = super::hesitation(value),
            Gesture::Motive(motive) => draft.motive = Some(motive),
            Gesture::Reason(reason) => draft.reason = reason,
            Gesture::Validate => {
                let record::Screen::Scene(scene) = play.screen() else { return false };
                let Some(choice) = draft.choice else {
                    draft.missing = true;
                    return true;
                };
                writer.take(Intent::Choose(draft.answer(&opened.scenario, scene, choice, false)));
                return false;
            }
            Gesture::MoreTime => {
                if let Some(countdown) = &mut self.screen.countdown {
                    countdown.extend();
                }
            }
            Gesture::GoOn => writer.take(Intent::GoOn),
            Gesture::TalkOver if play.has_outcome() => self.screen.talking = false,
            Gesture::TalkOver => writer.take(Intent::GoOn),
            Gesture::Skip => writer.take(Intent::Skip),
            Gesture::Reread => {
                writer.take(Intent::Note(Happened::Reread));
                self.over = Over::Reread;
            }
            Gesture::Resources => self.over = Over::Resources(None),
            Gesture::Unfold(at) if self.over == Over::Resources(Some(at)) => self.over = Over::Resources(None),
            Gesture::Unfold(at) => {
                if let Some(resource) = opened.scenario.source.resources.get(at) {
                    writer.take(Intent::Note(Happened::Opened(resource.id.to_string())));
                }
                self.over = Over::Resources(Some(at));
            }
            Gesture::Wonder(decision) => {
                writer.take(Intent::Wonder(decision));
                go(&Route::Play(self.attempt.clone()));
            }
            Gesture::LeaveBranch => go(&Route::Bilan(self.attempt.clone())),
            Gesture::Labels => {
                if let Some(told) = &mut self.told {
                    told.toggle(&self.services, self.visit, |labels| message::News::Play(News::Labels(labels)));
                }
            }
            Gesture::Share(what, on) => hand_over::share(&mut self.sharing, what, on),
            Gesture::Give => return hand_over::give(opened, self.sharing, &self.services, self.visit),
            Gesture::Copy(code) => return hand_over::copy(code),
            Gesture::Given => return hand_over::given(opened, &self.services, self.visit),
            Gesture::TakeOver | Gesture::Keep => {}
        }
        true
    }

    fn take_over(&mut self) -> bool {
        let State::Closed(closed) = &self.state else { return false };
        // A second click finds nothing left to take over.
        if let Closed::Elsewhere(held) = &**closed {
            if let Some(held) = held.take() {
                let (services, visit, id) = (Rc::clone(&self.services), self.visit, self.attempt.clone());
                spawn_local(async move {
                    let guard = held.take_over().await;
                    tell(visit, open::resume(&services, &id, visit, guard).await);
                });
            }
        }
        false
    }

    fn journal(&self) -> Option<Journal> {
        match &self.state {
            State::Open(opened) | State::Lost(_, opened) => Some(opened.writer.journal()),
            State::Closed(closed) => match &**closed {
                Closed::Scenario(_, journal) | Closed::Changed(_, journal) => Some(journal.clone()),
                _ => None,
            },
            State::Opening | State::TakenOver => None,
        }
    }

    fn keep(&self) -> bool {
        self.journal().is_some_and(|journal| announce(keep(journal)))
    }

    /// The dialog is closed.
    pub fn dialog_closed(&mut self) {
        self.over = Over::Nothing;
    }

    /// The page went out of sight or came back: an event of the story.
    pub fn sight(&self, visible: bool) {
        if let (State::Open(opened), View::Story) = (&self.state, self.view) {
            opened.writer.take(Intent::Note(if visible { Happened::Resumed } else { Happened::Paused }));
        }
    }

    /// Selects the choice that stands at a place, from 1, counting the closed ones that are shown.
    #[inline(never)]
    pub fn digit(&mut self, digit: usize) -> bool {
        let State::Open(opened) = &self.state else { return false };
        let asks = self.view == View::Story && matches!(opened.play.screen(), record::Screen::Scene(scene) if opened.scenario.decision(scene).is_some());
        let choice: Option<ChoiceIndex> = digit.checked_sub(1).filter(|_| asks).and_then(|at| choices::places(opened).nth(at)?);
        let Some(choice) = choice else { return false };
        // So that a screen reader says what was selected.
        let _ = focus(&choices::control(opened, choice));
        self.act_in(Gesture::Select(choice))
    }

    /// What « Écouter » reads.
    pub fn words(&self) -> Option<String> {
        match &self.state {
            State::Open(opened) if self.view == View::Story => Some(story::words(opened)),
            _ => None,
        }
    }

    /// What happens when it arrives.
    #[inline(never)]
    pub fn arrival(&self) -> Arrival {
        let State::Open(opened) = &self.state else {
            return self.notice().map_or_else(|| Arrival::waiting("Ouverture du parcours"), |notice| Arrival::at(notice.title));
        };
        let scenario = &opened.scenario;
        let case = &*scenario.source.title;
        match self.view {
            View::Bilan => Arrival::at(&["Mon bilan — ", case].concat()),
            View::HandOver => Arrival::at("Transmettre"),
            View::Story => {
                let title = match opened.play.screen() {
                    record::Screen::Scene(scene) | record::Screen::Ending(scene) => scenario.scene(scene).title.text.clone(),
                    record::Screen::Outcome(choice) => ["Conséquence — ", &scenario.scene(scenario.program.choices[choice.at()].scene).title].concat(),
                };
                let place = [self.screen.key.as_str(), if self.screen.talking { "-stop" } else { "" }].concat();
                Arrival::at(&[&title, " — ", case].concat()).place(place)
            }
        }
    }

    fn notice(&self) -> Option<Notice> {
        match &self.state {
            State::Opening | State::Open(_) => None,
            State::Closed(why) => Some(closed::closed(why)),
            State::Lost(error, opened) => Some(closed::lost(error, opened)),
            State::TakenOver => Some(closed::taken_over()),
        }
    }

    /// Whether the bar of the site stands above: everywhere but in the story, which has its own.
    pub fn has_site_bar(&self) -> bool {
        self.view != View::Story || !matches!(self.state, State::Open(_))
    }

    /// Draws it.
    #[inline(never)]
    pub fn view(&self, look: &Look<'_>) -> Element {
        let State::Open(opened) = &self.state else {
            return self.notice().map_or_else(|| waiting("Ouverture du parcours…"), Notice::view);
        };
        match (self.view, &self.told) {
            (View::Story, _) => story::story(look, opened, &self.screen),
            (View::HandOver, _) => hand_over::hand_over(opened, self.sharing),
            (View::Bilan, Some(told)) => bilan::bilan(look, opened, told),
            (View::Bilan, None) => waiting("Ouverture du bilan…"),
        }
    }

    /// Whether something lies over it.
    pub fn has_dialog(&self) -> bool {
        self.over != Over::Nothing && matches!(self.state, State::Open(_))
    }

    /// Draws what lies over it.
    #[inline(never)]
    pub fn dialog(&self) -> Option<Element> {
        match (&self.state, self.over) {
            (State::Open(opened), Over::Reread) => Some(reread::reread(opened)),
            (State::Open(opened), Over::Resources(unfolded)) => Some(resources::resources(opened, unfolded)),
            _ => None,
        }
    }
}

fn tell(visit: Visit, opened: Result<Opened, Closed>) {
    visit.tell(message::News::Play(match opened {
        Ok(opened) => News::Opened(Box::new(opened)),
        Err(closed) => News::Closed(Box::new(closed)),
    }));
}

/// Says something in the status line, which is not drawn with the page.
fn announce(sentence: &str) -> bool {
    send(Message::Announce(fr(sentence)));
    false
}

/// Tells screens apart. The scene again after « Et si… ? » is a new screen too: the branch tells them apart, and the number of steps.
fn key(play: &record::Play) -> String {
    let (kind, place) = match play.screen() {
        record::Screen::Scene(scene) => ("s", scene.0),
        record::Screen::Outcome(choice) => ("o", choice.0),
        record::Screen::Ending(scene) => ("e", scene.0),
    };
    let branch = play.branch().map(|branch| branch.decision.to_string()).unwrap_or_default();
    [kind, &place.to_string(), "-", &play.session().steps().len().to_string(), "-", &branch].concat()
}
