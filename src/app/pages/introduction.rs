//! What is read before starting: the role, the people, the frame; alone, in a pair or as a group; with or without a trace.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::keeper::Keeper;
use crate::app::media::{Loaded, PortraitSize, portrait, rich};
use crate::app::route::{Route, SessionLink};
use crate::app::services::{Trouble, go, use_services};
use crate::app::text::fr;
use crate::app::widgets::{Notice, Trouble as TroubleBanner, emblem, heading::heading, heading::use_arrival, waiting};
use crate::platform::{clock, forms, random};
use crate::record::{Attempt, Event as JournalEvent, Play, Players, PlayersMode};

/// Which case, and how.
#[derive(Properties, PartialEq)]
pub struct IntroductionPageProps {
    /// The case and what the session link sets.
    pub link: SessionLink,
}

/// Loads the case, then introduces it.
#[component]
pub fn IntroductionPage(props: &IntroductionPageProps) -> Html {
    let services = use_services();
    let loaded = use_state(|| None::<Result<Loaded, Trouble>>);
    {
        let loaded = loaded.clone();
        use_effect_with(props.link.scenario.clone(), move |id| {
            let id = id.clone();
            spawn_local(async move { loaded.set(Some(services.scenario(&id).await)) });
        });
    }
    match &*loaded {
        None => waiting("Ouverture du cas…"),
        Some(Err(trouble)) => html! {
            <Notice key="failed" title={fr("Ce cas ne peut pas être ouvert")} text={trouble.sentence()} details={trouble.details()} />
        },
        Some(Ok(scenario)) => html! { <Introduction key="ready" scenario={scenario.clone()} link={props.link.clone()} /> },
    }
}

#[derive(Properties, PartialEq)]
struct IntroductionProps {
    scenario: Loaded,
    link: SessionLink,
}

/// What the person sets before starting.
#[derive(Clone, PartialEq)]
struct Start {
    players: Players,
    traceless: bool,
    shared_device: bool,
    time_limits: bool,
}

#[component]
fn Introduction(props: &IntroductionProps) -> Html {
    let services = use_services();
    let source = &props.scenario.source;
    use_arrival(fr(&source.title));
    let start = use_state(|| Start {
        players: Players::ALONE,
        traceless: props.link.traceless,
        shared_device: props.link.settings.shared_device,
        time_limits: props.link.settings.time_limits,
    });
    let starting = use_state(|| false);
    let begin = {
        let (scenario, link, start, starting) = (props.scenario.clone(), props.link.clone(), start.clone(), starting.clone());
        let services = services.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *starting {
                return;
            }
            starting.set(true);
            let (scenario, link, start, starting, services) = (scenario.clone(), link.clone(), (*start).clone(), starting.clone(), services.clone());
            spawn_local(async move {
                match begin(&services.keeper, &scenario, &link, &start).await {
                    Ok(id) => go(&Route::Play(id)),
                    Err(sentence) => {
                        services.announce.emit(sentence);
                        starting.set(false);
                    }
                }
            });
        })
    };
    let people = source.introduction.people.iter().filter_map(|id| props.scenario.person(id));
    html! {
        <main id="contenu" class="page introduction">
            <TroubleBanner />
            { emblem(&source.id) }
            <p class="when">{ fr(&["Un cas de ", &source.duration.min.to_string(), " à ", &source.duration.max.to_string(), " minutes"].concat()) }</p>
            { heading(&source.title.text) }
            <p class="role">{ fr(&source.introduction.role.text) }</p>
            { rich(&source.introduction.text) }
            <ul class="people" aria-label="Les personnes">
                { for people.map(|person| html! {
                    <li key={person.id.to_string()} class="person">
                        { portrait(&person.id, PortraitSize::Large) }
                        <div><strong>{ fr(&person.name.text) }</strong>
                        { fr(&person.role.as_ref().map(|role| role.text.clone()).unwrap_or_default()) }</div>
                    </li>
                }) }
            </ul>
            { match &source.content_warning {
                Some(warning) => html! {
                    <section key="warning" class="warning" aria-label="Avertissement">
                        { rich(&warning.text) }
                        <p>{ fr("Pendant le cas, un bouton permet de passer ces scènes.") }</p>
                    </section>
                },
                None => html! { <div key="warning"></div> },
            } }
            <form class="start" onsubmit={begin}>
                { players(&start) }
                { traces(&start, &props.link) }
                <p class="onward"><button type="submit" class="button" id="commencer" aria-disabled={starting.to_string()}>{ "Commencer" }</button></p>
            </form>
        </main>
    }
}

/// Creates the attempt and writes its beginning; gives its id.
async fn begin(keeper: &Keeper, scenario: &Loaded, link: &SessionLink, start: &Start) -> Result<String, AttrValue> {
    let mut bytes = [0; 16];
    random::fill(&mut bytes).map_err(|_| fr("Ce navigateur ne donne pas de nombres au hasard : ouvrez cette page avec un navigateur récent."))?;
    let mut settings = link.settings.clone();
    settings.shared_device = start.shared_device;
    settings.time_limits = start.time_limits;
    let attempt = Attempt::new(&scenario.0, bytes, clock::now_ms(), link.seed, start.players, settings);
    let sentence = |error: crate::store::StoreError| AttrValue::from(error.sentence());
    keeper.begin(&attempt, start.traceless).await.map_err(sentence)?;
    let play = Play::new(Rc::clone(&scenario.0), link.seed);
    let mut events: Vec<JournalEvent> = Vec::new();
    for (number, event) in (0..).zip(play.beginning()) {
        let event = JournalEvent { number, elapsed: 0, event };
        keeper.append(&attempt, || events.clone(), &event).await.map_err(sentence)?;
        events.push(event);
    }
    Ok(attempt.id.to_string())
}

fn players(start: &UseStateHandle<Start>) -> Html {
    let modes = [(PlayersMode::Alone, "seul", "Seul ou seule", 1), (PlayersMode::Pair, "deux", "À deux", 2), (PlayersMode::Group, "groupe", "En groupe", 4)];
    let people = {
        let start = start.clone();
        Callback::from(move |event: Event| {
            let people = forms::value(&event).parse::<u32>().unwrap_or(4).clamp(3, 99);
            start.set(Start { players: Players { mode: PlayersMode::Group, people }, ..(*start).clone() });
        })
    };
    html! {
        <fieldset class="setting">
            <legend>{ "Vous jouez" }</legend>
            { for modes.into_iter().map(|(mode, value, label, people)| {
                let change = {
                    let start = start.clone();
                    Callback::from(move |_: Event| start.set(Start { players: Players { mode, people }, ..(*start).clone() }))
                };
                html! { <label key={value}><input type="radio" name="mode" {value} checked={start.players.mode == mode} onchange={change} />{ " " }{ fr(label) }</label> }
            }) }
            { if start.players.mode == PlayersMode::Group {
                html! { <label key="people" class="field"><span>{ "Combien de personnes" }</span><input type="number" min="3" max="99" value={start.players.people.to_string()} onchange={people} /></label> }
            } else {
                html! { <span key="people"></span> }
            } }
        </fieldset>
    }
}

fn traces(start: &UseStateHandle<Start>, link: &SessionLink) -> Html {
    let check = |name: &'static str, label: &'static str, hint: &'static str, on: bool, set: fn(&mut Start, bool)| {
        let start = start.clone();
        let change = Callback::from(move |event: Event| {
            let mut next = (*start).clone();
            set(&mut next, forms::is_checked(&event));
            start.set(next);
        });
        html! {
            <p key={name} class="switch">
                <label><input type="checkbox" {name} checked={on} onchange={change} />{ " " }{ fr(label) }</label>
                <span class="hint">{ fr(hint) }</span>
            </p>
        }
    };
    html! {
        <section class="traces" aria-labelledby="traces">
            <h2 id="traces">{ "Ce qui est enregistré" }</h2>
            <p>{ fr("Vos choix et leurs moments, sur cet appareil seulement, sans nom. Rien n'est envoyé : vous décidez, à la fin, de transmettre ou non. Vous pouvez tout effacer.") }</p>
            { check("trace", "Jouer sans trace", "Rien n'est gardé une fois la page fermée.", start.traceless, |start, on| start.traceless = on) }
            { check("poste", "Poste partagé", "Le parcours n'est pas proposé à la personne suivante ; il s'efface après la transmission, ou au bout de quatre heures.", start.shared_device, |start, on| start.shared_device = on) }
            { if link.settings.time_limits {
                check("minuteur", "Temps indicatif à certaines décisions", "Proposé par la personne qui anime. Il peut toujours être allongé, ou décoché ici.", start.time_limits, |start, on| start.time_limits = on)
            } else {
                html! { <span key="minuteur"></span> }
            } }
        </section>
    }
}
