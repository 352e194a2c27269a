//! The page of an attempt: opening, then the story, the bilan or the hand-over.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::open::{self, Closed, Opened};
use super::session::PlayView;
use super::writer::Written;
use crate::app::bilan::BilanView;
use crate::app::pages::hand_over::HandOverView;
use crate::app::services::{Services, use_services};
use crate::app::text::fr;
use crate::app::widgets::{KeepRecord, Notice, RescueRecords, site_bar, waiting};
use crate::platform::page::report;
use crate::platform::tabs::HeldElsewhere;
use crate::record::{Play, Verdict};
use crate::store::StoreError;

type Held = Rc<Cell<Option<HeldElsewhere>>>;

/// Which side of the attempt is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The story.
    Story,
    /// « Mon bilan »
    Bilan,
    /// « Transmettre »
    HandOver,
}

/// What the page is about.
#[derive(Properties, PartialEq)]
pub struct PlayPageProps {
    /// The attempt's id.
    pub attempt: AttrValue,
    /// Which side of it.
    pub view: View,
}

enum State {
    Opening,
    Closed(Closed),
    Open(Opened),
    Lost(StoreError, Opened),
    TakenOver,
}

enum Action {
    Opened(Box<Opened>),
    Closed(Closed),
    Kept(Rc<Play>),
    Lost(StoreError),
    TakenOver,
}

/// The state and what it was made from; reducers are pure.
struct Page(State);

impl Reducible for Page {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = match (&self.0, action) {
            (_, Action::Opened(opened)) => State::Open(*opened),
            (_, Action::Closed(closed)) => State::Closed(closed),
            (State::Open(opened), Action::Kept(play)) => State::Open(Opened { play, ..opened.clone() }),
            (State::Open(opened), Action::Lost(error)) => State::Lost(error, opened.clone()),
            (State::Open(_), Action::TakenOver) => State::TakenOver,
            _ => return self,
        };
        Rc::new(Self(next))
    }
}

/// The page of an attempt.
#[component]
pub fn PlayPage(props: &PlayPageProps) -> Html {
    let services = use_services();
    let page = use_reducer(|| Page(State::Opening));
    let told = {
        let page = page.dispatcher();
        let announce = services.announce.clone();
        Callback::from(move |written| match written {
            Written::Kept(play) => page.dispatch(Action::Kept(play)),
            Written::Lost(error) => page.dispatch(Action::Lost(error)),
            Written::Refused(fault) => {
                report(&fault.to_string());
                announce.emit(fr("Ce choix n'est plus possible ici. Rechargez la page : vos choix sont gardés."));
            }
        })
    };
    let lost = {
        let page = page.dispatcher();
        Callback::from(move |()| page.dispatch(Action::TakenOver))
    };
    {
        let (services, page) = (services.clone(), page.dispatcher());
        let (told, lost) = (told.clone(), lost);
        use_effect_with(props.attempt.clone(), move |attempt| {
            let attempt = attempt.clone();
            spawn_local(async move {
                page.dispatch(match open::open(&services, &attempt, told, lost).await {
                    Ok(opened) => Action::Opened(Box::new(opened)),
                    Err(closed) => Action::Closed(closed),
                });
            });
        });
    }
    let take_over = {
        let (services, page, attempt) = (services.clone(), page.dispatcher(), props.attempt.clone());
        Callback::from(move |held| take_over(services.clone(), page.clone(), attempt.clone(), told.clone(), held))
    };
    match &page.0 {
        State::Opening => with_bar("opening", waiting("Ouverture du parcours…")),
        State::Open(opened) => match props.view {
            View::Story => html! { <PlayView key="story" opened={Snapshot::of(opened)} /> },
            View::Bilan => with_bar("bilan", html! { <BilanView opened={Snapshot::of(opened)} /> }),
            View::HandOver => {
                let erased = {
                    let page = page.dispatcher();
                    Callback::from(move |()| page.dispatch(Action::Closed(Closed::Erased)))
                };
                with_bar("hand-over", html! { <HandOverView opened={Snapshot::of(opened)} {erased} /> })
            }
        },
        State::Lost(StoreError::Missing { .. }, opened) if opened.writer.settings().shared_device => with_bar("erased", erased()),
        State::Lost(error, opened) => with_bar(
            "lost",
            html! {
                <Notice title={fr(if matches!(error, StoreError::Missing { .. }) { "Ce parcours a été effacé" } else { "Ce parcours continue ailleurs" })} text={error.sentence()}>
                    <KeepRecord journal={Rc::new(opened.writer.journal())} />
                </Notice>
            },
        ),
        State::TakenOver => with_bar(
            "taken",
            html! {
                <Notice title={fr("Ce parcours continue dans un autre onglet")}
                    text={fr("Vous l'avez repris ailleurs : cette page n'enregistre plus rien. Vous pouvez la fermer.")} />
            },
        ),
        State::Closed(closed) => with_bar("closed", closed_view(closed, &take_over)),
    }
}

/// After the hand-over from a shared device, whichever side of the attempt the back button asks for.
fn erased() -> Html {
    html! {
        <Notice key="erased" title={fr("Vos traces ont été effacées de ce poste")} text={fr("Si vous avez transmis votre parcours, le fichier est dans les téléchargements : remettez-le à la personne qui anime.")} />
    }
}

/// Everything but the story itself stands under the site's bar.
fn with_bar(key: &'static str, page: Html) -> Html {
    html! { <div {key}>{ site_bar() }{ page }</div> }
}

fn take_over(services: Services, page: UseReducerDispatcher<Page>, attempt: AttrValue, told: Callback<Written>, held: Held) {
    // A second click finds nothing left to take over.
    if let Some(held) = held.take() {
        spawn_local(async move {
            let guard = held.take_over().await;
            page.dispatch(match open::resume(&services, &attempt, told, guard).await {
                Ok(opened) => Action::Opened(Box::new(opened)),
                Err(closed) => Action::Closed(closed),
            });
        });
    }
}

fn closed_view(closed: &Closed, take_over: &Callback<Held>) -> Html {
    match closed {
        Closed::Erased => erased(),
        Closed::Store(error) => html! {
            <Notice key="store" title={fr("Ce parcours ne peut pas être ouvert")} text={error.sentence()}>
                { if matches!(error, StoreError::Unreadable { .. }) { html! { <RescueRecords key="rescue" /> } } else { html! { <span key="rescue"></span> } } }
            </Notice>
        },
        Closed::Scenario(trouble, journal) => html! {
            <Notice key="scenario" title={fr("Le cas de ce parcours ne peut pas être ouvert")} text={trouble.sentence()} details={trouble.details()}>
                <KeepRecord journal={Rc::clone(journal)} />
            </Notice>
        },
        Closed::Changed(verdict, journal) => html! {
            <Notice key="changed" title={fr(if *verdict == Verdict::Altered { "Ce parcours ne peut pas être repris" } else { "Le cas a changé depuis ce parcours" })} text={fr(&verdict.sentence())}>
                <KeepRecord journal={Rc::clone(journal)} />
            </Notice>
        },
        Closed::Elsewhere(held) => {
            let click = take_over.reform({
                let held = Rc::clone(held);
                move |_: MouseEvent| Rc::clone(&held)
            });
            html! {
                <Notice key="elsewhere" title={fr("Ce parcours est ouvert dans un autre onglet")}
                    text={fr("Deux onglets ne peuvent pas avancer sur le même parcours. Continuez dans l'autre, ou reprenez ici : l'autre s'arrêtera.")}>
                    <button type="button" class="button" onclick={click}>{ fr("Reprendre ici") }</button>
                </Notice>
            }
        }
    }
}

/// An opened attempt as a property: equal when it stands at the same event.
#[derive(Clone)]
pub struct Snapshot(Opened);

impl Snapshot {
    fn of(opened: &Opened) -> Self {
        Self(opened.clone())
    }
}

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0.play, &other.0.play) && Rc::ptr_eq(&self.0.writer, &other.0.writer)
    }
}

impl std::ops::Deref for Snapshot {
    type Target = Opened;

    fn deref(&self) -> &Opened {
        &self.0
    }
}
