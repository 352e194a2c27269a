//! The story of a path, decision by decision: what was done, what was hesitated, what it opened, what came of it.

use std::rc::Rc;

use yew::prelude::*;

use super::labels::Labels;
use super::later::{self, Later};
use super::references::References;
use crate::app::media::Loaded;
use crate::app::play::moved;
use crate::app::text::fr;
use crate::engine::story;
use crate::record::{Answer, Hesitation, NONE_FITS, Recap};
use crate::scenario::program::ChoiceIndex;

/// A path to tell.
#[derive(Properties)]
pub struct RecapViewProps {
    /// Its scenario.
    pub scenario: Loaded,
    /// The path.
    pub recap: Rc<Recap>,
    /// « Et si… ? » at a decision; absent where nothing can be tried.
    #[prop_or_default]
    pub wonder: Option<Callback<usize>>,
}

impl PartialEq for RecapViewProps {
    fn eq(&self, other: &Self) -> bool {
        self.scenario == other.scenario && Rc::ptr_eq(&self.recap, &other.recap) && self.wonder == other.wonder
    }
}

/// The story of a path.
#[component]
pub fn RecapView(props: &RecapViewProps) -> Html {
    let labelled = use_state(|| false);
    let scenario = &props.scenario;
    let session = &props.recap.session;
    let path: Vec<ChoiceIndex> = session.path().collect();
    let told = story::tell(Rc::clone(&scenario.0), session.seed(), session.steps());
    let later = told.map(|story| later::of(scenario, &story, path.len())).unwrap_or_default();
    let ending = scenario.ending(session.state().scene()).filter(|_| session.is_over());
    let reveal = {
        let labelled = labelled.clone();
        Callback::from(move |_: MouseEvent| labelled.set(!*labelled))
    };
    html! {
        <div class="recap">
            <ol class="story">
                { for path.iter().enumerate().map(|(decision, &choice)| {
                    let answer = props.recap.answers.get(decision);
                    let later = later.get(decision).map(Vec::as_slice).unwrap_or_default();
                    html! { <li key={decision}>{ step(scenario, choice, answer, later, props.wonder.as_ref().map(|wonder| wonder.reform(move |_: MouseEvent| decision))) }</li> }
                }) }
            </ol>
            { match ending {
                Some(ending) => html! { <div key="ending">{ moved(ending) }</div> },
                None => html! { <p key="ending" class="hint">{ fr("Ce parcours s'arrête ici, avant une fin.") }</p> },
            } }
            <p key="reveal" class="onward no-print">
                <button type="button" class="button quiet" id="etiquettes" aria-expanded={labelled.to_string()} onclick={reveal}>
                    { if *labelled { fr("Cacher les étiquettes") } else { fr("Voir les étiquettes (après l'échange)") } }
                </button>
            </p>
            { if *labelled {
                html! {
                    <div key="labels" class="labels">
                        <Labels scenario={scenario.clone()} path={path.clone()} />
                        <References scenario={scenario.clone()} path={path} />
                    </div>
                }
            } else {
                html! { <div key="labels"></div> }
            } }
        </div>
    }
}

fn step(scenario: &Loaded, choice: ChoiceIndex, answer: Option<&Answer>, later: &[Later], wonder: Option<Callback<MouseEvent>>) -> Html {
    let words = scenario.choice(choice);
    let scene = scenario.scene(scenario.program.choices[choice.at()].scene);
    let pair = [("Ce que cela ouvre", &words.opens), ("La question que cela laisse", &words.vigilance)];
    html! {
        <article class="told">
            <p class="told-scene">{ fr(&scene.title.text) }</p>
            <h2 class="did">{ fr(&words.past.as_ref().unwrap_or(&words.text).text) }</h2>
            <div class="answers">{ for answer.map(|answer| in_words(scenario, choice, answer)).into_iter().flatten().enumerate().map(|(index, line)| html! { <p key={index}>{ fr(&line) }</p> }) }</div>
            { if later.is_empty() {
                html! { <div key="later"></div> }
            } else {
                html! {
                    <div key="later" class="cause">
                        <p class="cause-label">{ "Dans ce récit" }</p>
                        <ul>{ for later.iter().enumerate().map(|(index, later)| html! { <li key={index}>{ fr(&later_line(later)) }</li> }) }</ul>
                    </div>
                }
            } }
            <div class="pair">
                { for pair.into_iter().filter_map(|(label, text)| text.as_ref().map(|text| html! { <div key={label}><span class="pair-label">{ label }</span>{ fr(&text.text) }</div> })) }
            </div>
            { match wonder {
                Some(wonder) => html! { <p key="wonder" class="no-print"><button type="button" class="button quiet wonder" onclick={wonder} aria-label={fr(&["Et si… ? ", &scene.title.text].concat())}>{ fr("Et si… ?") }</button></p> },
                None => html! { <p key="wonder" hidden=true></p> },
            } }
        </article>
    }
}

/// What was answered besides the choice, a sentence each.
fn in_words(scenario: &Loaded, choice: ChoiceIndex, answer: &Answer) -> Vec<String> {
    let scene = scenario.program.choices[choice.at()].scene;
    let mut lines = Vec::new();
    if answer.timed_out {
        lines.push("Le temps indicatif était écoulé.".to_owned());
    }
    match &answer.hesitation {
        None => {}
        Some(Hesitation::None) => lines.push("Vous n'avez pas hésité.".to_owned()),
        Some(Hesitation::With(other)) => {
            let other = scenario.find_choice(scene, other).map(|other| scenario.choice(other).text.trim_end_matches('.').to_owned()).unwrap_or_default();
            lines.push(["Vous avez hésité avec « ", &other, " »."].concat());
        }
    }
    if let Some(motive) = &answer.motive {
        let ask = scenario.decision(scene).and_then(|decision| decision.ask.as_ref());
        let known = ask.and_then(|ask| ask.motives.iter().find(|known| *known.id == **motive)).map(|known| known.text.text.clone());
        let none = (motive == NONE_FITS).then(|| "aucun motif ne vous convenait, vous avez pris le choix le plus proche.".to_owned());
        if let Some(text) = known.or(none) {
            lines.push(["Ce qui a pesé : ", &lowercase(&text)].concat());
        }
    }
    if let Some(reason) = &answer.reason {
        lines.push(["Vos mots : « ", reason, " »"].concat());
    }
    lines
}

fn later_line(later: &Later) -> String {
    match &later.when {
        Some(when) => [&capitalised(when), " : ", &later.what].concat(),
        None => capitalised(&later.what),
    }
}

/// With a capital first letter, for the beginning of a line.
fn capitalised(text: &str) -> String {
    first_letter(text, |letter| match letter {
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' => shifted(letter, -32),
        _ => letter,
    })
}

/// With a small first letter, for the middle of a sentence.
fn lowercase(text: &str) -> String {
    first_letter(text, |letter| match letter {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => shifted(letter, 32),
        _ => letter,
    })
}

/// In Latin-1 the two cases are 32 apart. The full tables of Unicode weigh tens of kilobytes, for no letter that French begins a word with.
fn shifted(letter: char, by: i32) -> char {
    u32::from(letter).checked_add_signed(by).and_then(char::from_u32).unwrap_or(letter)
}

fn first_letter(text: &str, change: fn(char) -> char) -> String {
    let mut letters = text.chars();
    letters.next().map(change).into_iter().chain(letters).collect()
}
