//! A decision: radio buttons in a fieldset, « Valider », and what is asked besides. Nothing is preselected and nothing happens on a change: only « Valider » acts.

use std::rc::Rc;

use yew::prelude::*;

use super::clockwork::Countdown;
use super::page::Snapshot;
use super::writer::Intent;
use crate::app::services::use_services;
use crate::app::text::fr;
use crate::platform::{forms, page, signals};
use crate::record::{Answer, Happened, Hesitation, NONE_FITS, REASON_LETTERS};
use crate::scenario::program::{ChoiceIndex, SceneIndex};
use crate::scenario::source::{Ask, Decision};

/// The decision of a scene.
#[derive(Properties, PartialEq)]
pub struct ChoicesProps {
    /// The opened attempt.
    pub opened: Snapshot,
    /// The scene that asks.
    pub scene: SceneIndex,
}

/// What is filled in and not yet validated.
#[derive(Clone, Default, PartialEq)]
struct Draft {
    choice: Option<ChoiceIndex>,
    hesitation: Option<Hesitation>,
    motive: Option<String>,
    reason: String,
    /// « Valider » was pressed without a choice.
    missing: bool,
}

enum Fill {
    Choice(ChoiceIndex),
    Hesitation(Option<Hesitation>),
    Motive(Option<String>),
    Reason(String),
    Missing,
}

impl Reducible for Draft {
    type Action = Fill;

    fn reduce(self: Rc<Self>, fill: Fill) -> Rc<Self> {
        let mut draft = (*self).clone();
        match fill {
            Fill::Choice(choice) => {
                draft.choice = Some(choice);
                draft.missing = false;
                // One cannot hesitate with what one has just picked.
                draft.hesitation = None;
            }
            Fill::Hesitation(hesitation) => draft.hesitation = hesitation,
            Fill::Motive(motive) => draft.motive = motive,
            Fill::Reason(reason) => draft.reason = reason,
            Fill::Missing => draft.missing = true,
        }
        Rc::new(draft)
    }
}

/// The decision of a scene.
#[component]
pub fn Choices(props: &ChoicesProps) -> Html {
    let services = use_services();
    let draft = use_reducer(Draft::default);
    let opened = &props.opened;
    let scenario = &opened.scenario;
    let select = {
        let (draft, writer, scenario) = (draft.dispatcher(), Rc::clone(&opened.writer), scenario.clone());
        Callback::from(move |choice: ChoiceIndex| {
            draft.dispatch(Fill::Choice(choice));
            writer.take(Intent::Note(Happened::Selected(scenario.choice(choice).id.to_string())));
        })
    };
    use_digits(opened, services.reading.digits, &select);
    let Some(decision) = scenario.decision(props.scene) else {
        return html! { <div></div> };
    };
    let scene_id = scenario.scene(props.scene).id.to_string();
    let answer = {
        let (draft, scenario, scene) = (draft.clone(), scenario.clone(), scene_id.clone());
        move |choice: ChoiceIndex, timed_out: bool| Answer {
            scene: scene.clone(),
            choice: scenario.choice(choice).id.to_string(),
            hesitation: draft.hesitation.clone(),
            motive: draft.motive.clone(),
            reason: Some(draft.reason.trim().chars().take(REASON_LETTERS).collect::<String>()).filter(|reason| !reason.is_empty()),
            timed_out,
        }
    };
    let validate = {
        let (draft, writer, answer) = (draft.clone(), Rc::clone(&opened.writer), answer.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            match draft.choice {
                Some(choice) => writer.take(Intent::Choose(answer(choice, false))),
                None => draft.dispatch(Fill::Missing),
            }
        })
    };
    let timed_out = {
        let (draft, writer, scenario, scene) = (draft.clone(), Rc::clone(&opened.writer), scenario.clone(), props.scene);
        let default = decision.limit.as_ref().map(|limit| limit.default.to_string());
        Callback::from(move |()| {
            let choice = draft.choice.or_else(|| scenario.find_choice(scene, default.as_ref()?));
            if let Some(choice) = choice {
                writer.take(Intent::Choose(answer(choice, true)));
            }
        })
    };
    html! {
        <form class="decision" onsubmit={validate} novalidate=true>
            { match decision.limit.as_ref().filter(|_| opened.writer.settings().time_limits) {
                Some(limit) => html! { <Countdown key="limit" seconds={limit.seconds} over={timed_out} /> },
                None => html! { <div key="limit"></div> },
            } }
            <fieldset key="choices" class="choices" aria-describedby={draft.missing.then_some("choix-manquant")}>
                <legend>{ fr(&decision.prompt.text) }</legend>
                { for opened.play.session().offers().map(|offer| choice_row(opened, &draft, offer.choice, offer.open, &select)) }
            </fieldset>
            { match &decision.ask {
                Some(ask) => html! { <div key="ask" class="asked">{ asked(opened, decision, ask, &draft) }</div> },
                None => html! { <div key="ask"></div> },
            } }
            <p key="missing" class="missing" role="alert" id="choix-manquant">{ if draft.missing { fr("Choisissez d'abord une option.") } else { AttrValue::default() } }</p>
            <p key="validate" class="onward"><button type="submit" class="button" id="valider">{ "Valider mon choix" }</button></p>
        </form>
    }
}

/// While the setting is on, a digit selects the choice that stands at that place, counting the closed ones that are shown.
#[hook]
fn use_digits(opened: &Snapshot, on: bool, select: &Callback<ChoiceIndex>) {
    let scenario = opened.scenario.clone();
    let shown = opened.play.session().offers().filter(|offer| offer.open || scenario.choice(offer.choice).locked.is_some());
    let places: Vec<Option<ChoiceIndex>> = shown.filter(|_| on).map(|offer| offer.open.then_some(offer.choice)).collect();
    let select = select.clone();
    use_effect_with(places, move |places| {
        let places = places.clone();
        let listener = (!places.is_empty()).then(|| {
            signals::on_digit(move |digit| {
                if let Some(choice) = digit.checked_sub(1).and_then(|at| *places.get(at)?) {
                    select.emit(choice);
                    // So that a screen reader says what was selected.
                    let _ = page::focus(&["choix-", &*scenario.choice(choice).id].concat());
                }
            })
        });
        move || drop(listener)
    });
}

/// One choice. A closed one with a reason is shown and cannot be picked; a closed one without is hidden.
fn choice_row(opened: &Snapshot, draft: &UseReducerHandle<Draft>, choice: ChoiceIndex, open: bool, select: &Callback<ChoiceIndex>) -> Html {
    let words = opened.scenario.choice(choice);
    let id = ["choix-", &*words.id].concat();
    match (open, &words.locked) {
        (true, _) => {
            let change = select.reform(move |_: Event| choice);
            html! {
                <label key={id.clone()} class="choice" for={id.clone()}>
                    <input type="radio" name="choix" {id} value={words.id.to_string()} checked={draft.choice == Some(choice)} onchange={change} />
                    { fr(&words.text) }
                </label>
            }
        }
        (false, Some(reason)) => html! {
            <div key={id.clone()} class="choice choice-locked">
                <input type="radio" name="choix" id={id.clone()} disabled=true aria-describedby={[&id, "-raison"].concat()} />
                <div>
                    <label for={id.clone()}>{ fr(&words.text) }</label>
                    <p class="choice-reason" id={[&id, "-raison"].concat()}>{ fr(&reason.text) }</p>
                </div>
            </div>
        },
        (false, None) => html! { <div key={id} hidden=true></div> },
    }
}

fn asked(opened: &Snapshot, decision: &Decision, ask: &Ask, draft: &UseReducerHandle<Draft>) -> Html {
    // Nothing else is asked until a choice is picked: hesitation is « with what else? ».
    let Some(chosen) = draft.choice else {
        return html! { <div></div> };
    };
    html! {
        <div class="ask">
            { if ask.hesitation { hesitation(opened, chosen, draft) } else { html! { <div key="hesitation"></div> } } }
            { if ask.motives.is_empty() { html! { <div key="motive"></div> } } else { motive(ask, draft) } }
            { match &ask.reason {
                Some(prompt) => reason(&prompt.text, draft),
                None => html! { <div key="reason"></div> },
            } }
            <p key="free" class="hint">{ fr(if decision.ask.as_ref().is_some_and(|ask| ask.reason.is_some()) {
                "Tout cela est facultatif. La phrase reste sur cet appareil, sauf si vous la cochez en transmettant."
            } else {
                "Facultatif."
            }) }</p>
        </div>
    }
}

fn hesitation(opened: &Snapshot, chosen: ChoiceIndex, draft: &UseReducerHandle<Draft>) -> Html {
    let change = {
        let draft = draft.dispatcher();
        Callback::from(move |event: Event| {
            draft.dispatch(Fill::Hesitation(match forms::value(&event).as_str() {
                "" => None,
                "-" => Some(Hesitation::None),
                other => Some(Hesitation::With(other.to_owned())),
            }));
        })
    };
    let picked = |value: &str| match &draft.hesitation {
        None => value.is_empty(),
        Some(Hesitation::None) => value == "-",
        Some(Hesitation::With(other)) => value == other,
    };
    html! {
        <p key="hesitation" class="field">
            <label for="hesitation">{ fr("Avez-vous hésité ?") }</label>
            <select id="hesitation" onchange={change}>
                <option key="" value="" selected={picked("")}>{ fr("Je ne le dis pas") }</option>
                <option key="-" value="-" selected={picked("-")}>{ fr("Non") }</option>
                { for opened.play.session().offers().filter(|offer| offer.open && offer.choice != chosen).map(|offer| {
                    let words = opened.scenario.choice(offer.choice);
                    let id = words.id.to_string();
                    let label = ["Oui, avec « ", words.text.trim_end_matches('.'), " »"].concat();
                    html! { <option key={id.clone()} value={id.clone()} selected={picked(&id)}>{ fr(&label) }</option> }
                }) }
            </select>
        </p>
    }
}

fn motive(ask: &Ask, draft: &UseReducerHandle<Draft>) -> Html {
    let change = {
        let draft = draft.dispatcher();
        Callback::from(move |event: Event| draft.dispatch(Fill::Motive(Some(forms::value(&event)))))
    };
    let none = (NONE_FITS.to_owned(), fr("Aucune ne me convient, je prends la plus proche."));
    let options = ask.motives.iter().map(|motive| (motive.id.to_string(), fr(&motive.text))).chain(std::iter::once(none));
    html! {
        <fieldset key="motive" class="motives">
            <legend>{ fr("Ce qui a pesé") }</legend>
            { for options.map(|(value, label)| {
                let id = ["motif-", &value].concat();
                html! {
                    <label key={id.clone()} for={id.clone()} class="motive">
                        <input type="radio" name="motif" {id} value={value.clone()} checked={draft.motive.as_deref() == Some(&*value)} onchange={change.clone()} />
                        <span>{ label }</span>
                    </label>
                }
            }) }
        </fieldset>
    }
}

fn reason(prompt: &str, draft: &UseReducerHandle<Draft>) -> Html {
    let input = {
        let draft = draft.dispatcher();
        Callback::from(move |event: InputEvent| draft.dispatch(Fill::Reason(forms::value(&event))))
    };
    html! {
        <p key="reason" class="field">
            <label for="raison">{ fr(prompt) }</label>
            <textarea id="raison" rows="2" maxlength={REASON_LETTERS.to_string()} aria-describedby="raison-aide" value={draft.reason.clone()} oninput={input} />
            <span id="raison-aide" class="hint">{ fr("280 signes au plus. Rien qui permette de reconnaître une personne, un collègue, un service.") }</span>
        </p>
    }
}
