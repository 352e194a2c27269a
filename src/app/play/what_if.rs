//! « Et si… ? »: a branch of its own, after the ending, never counted; the taken and the untaken side by side.

use std::rc::Rc;

use yew::prelude::*;

use super::page::Snapshot;
use crate::app::media::{Loaded, Place, blocks};
use crate::app::route::Route;
use crate::app::services::go;
use crate::app::text::{fr, rank};
use crate::engine::Session;
use crate::engine::story::{self, Moment};

/// Says that what is played does not count, and what had been chosen.
pub fn branch_banner(opened: &Snapshot) -> Html {
    let Some(branch) = opened.play.branch() else {
        return html! { <div></div> };
    };
    let taken = opened.play.counted().path().nth(branch.decision).map(|choice| opened.scenario.choice(choice).text.text.clone()).unwrap_or_default();
    html! {
        <aside class="branch" aria-label={fr("Et si… ?")}>
            <p><strong>{ fr("Et si… ?") }</strong>{ " " }{ fr(&["Vous essayez un autre chemin à la ", &rank(branch.decision), " décision. Il ne remplace pas le vôtre."].concat()) }</p>
            <p class="branch-taken"><span>{ fr("Vous aviez choisi : ") }</span>{ fr(&taken) }</p>
            { leave_branch(opened) }
        </aside>
    }
}

/// Back to « Mon bilan », which leaves the branch, however one comes to it.
fn leave_branch(opened: &Snapshot) -> Html {
    let leave = {
        let writer = Rc::clone(&opened.writer);
        Callback::from(move |_: MouseEvent| go(&Route::Bilan(writer.attempt_id())))
    };
    html! { <button type="button" class="button quiet" onclick={leave}>{ fr("Revenir à mon bilan") }</button> }
}

/// The taken and the untaken, from where they part.
pub fn comparison(opened: &Snapshot) -> Html {
    let Some(branch) = opened.play.branch() else {
        return html! { <div></div> };
    };
    html! {
        <section class="comparison">
            <h2>{ fr("Côte à côte, depuis la décision") }</h2>
            <div class="comparison-columns">
                { column(&opened.scenario, "Votre parcours", opened.play.counted(), branch.decision) }
                { column(&opened.scenario, "Cet essai", &branch.session, branch.decision) }
            </div>
            <p class="onward">{ leave_branch(opened) }</p>
        </section>
    }
}

/// One path from its `decision`-th decision on.
fn column(scenario: &Loaded, title: &'static str, session: &Session, decision: usize) -> Html {
    let told = story::tell(Rc::clone(&scenario.0), session.seed(), session.steps());
    let moments = told.map(|story| story.moments).unwrap_or_default();
    let from = moments.iter().position(|moment| matches!(moment, Moment::Choice { decision: at, .. } if *at == decision)).unwrap_or(moments.len());
    html! {
        <section key={title} class="comparison-column" aria-label={title}>
            <h3>{ title }</h3>
            <ol>
                { for moments[from..].iter().enumerate().map(|(index, moment)| html! { <li key={index}>{ told_moment(scenario, moment, index == 0) }</li> }) }
            </ol>
        </section>
    }
}

fn told_moment(scenario: &Loaded, moment: &Moment, whole: bool) -> Html {
    match moment {
        Moment::Choice { choice, items, .. } => {
            let words = scenario.choice(*choice);
            let text = words.past.as_ref().unwrap_or(&words.text).text.clone();
            html! {
                <div key="choice">
                    <p class="comparison-choice">{ fr(&text) }</p>
                    { if whole {
                        blocks(scenario, None, Place::Outcome(*choice), items)
                    } else {
                        html! { <div key="outcome"></div> }
                    } }
                </div>
            }
        }
        Moment::Scene { scene, .. } => match scenario.ending(*scene) {
            Some(ending) => html! { <p key="ending" class="comparison-ending">{ fr(&["Fin : ", &ending.title.text].concat()) }</p> },
            None => html! { <p key="scene" class="comparison-scene">{ fr(&scenario.scene(*scene).title.text) }</p> },
        },
    }
}
