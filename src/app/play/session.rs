//! The story on the screen: which view for where the attempt stands, what is focused, what is noted beside.

use std::rc::Rc;

use yew::prelude::*;

use super::ending::ending_view;
use super::header::play_header;
use super::outcome::OutcomeView;
use super::page::Snapshot;
use super::reread::reread;
use super::resources::ResourcesDialog;
use super::scene::scene_view;
use super::what_if::branch_banner;
use super::writer::Intent;
use crate::app::services::use_services;
use crate::app::text::fr;
use crate::app::widgets::{Trouble, heading};
use crate::platform::signals;
use crate::record::{Happened, Screen, Verdict};

/// The opened attempt.
#[derive(Properties, PartialEq)]
pub struct PlayViewProps {
    /// Where it stands.
    pub opened: Snapshot,
}

/// What lies over the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    Nothing,
    Reread,
    Resources,
}

/// The story on the screen.
#[component]
pub fn PlayView(props: &PlayViewProps) -> Html {
    let services = use_services();
    let opened = &props.opened;
    let play = &opened.play;
    let scenario = &opened.scenario;
    let screen = play.screen();
    let over = use_state(|| Over::Nothing);
    // What is said of a case that was retouched is said where play goes on, once.
    let resumed_at = use_state(|| play.session().steps().len());

    let title = match screen {
        Screen::Scene(scene) | Screen::Ending(scene) => scenario.scene(scene).title.text.clone(),
        Screen::Outcome(choice) => ["Conséquence — ", &scenario.scene(scenario.program.choices[choice.at()].scene).title].concat(),
    };
    {
        let case = scenario.source.title.text.clone();
        // The scene again after « Et si… ? » is a new screen too: the number of steps tells them apart.
        let place = (screen, play.session().steps().len(), play.branch().map(|branch| branch.decision));
        use_effect_with(place, move |_| {
            heading::arrive(&fr(&[&title, " — ", &case].concat()));
        });
    }
    {
        let writer = Rc::clone(&opened.writer);
        let announce = services.announce.clone();
        let steps = play.next_number();
        use_effect_with(steps, move |steps| {
            if *steps > 2 && matches!(writer.last(), Some(Happened::Shown(_) | Happened::Chose(_))) {
                announce.emit(fr("Enregistré."));
            }
        });
    }
    {
        let writer = Rc::clone(&opened.writer);
        use_effect_with((), move |()| {
            let listener = signals::on_visibility_change(move |visible| writer.take(Intent::Note(if visible { Happened::Resumed } else { Happened::Paused })));
            move || drop(listener)
        });
    }

    let note = {
        let writer = Rc::clone(&opened.writer);
        move |happened: Happened| writer.take(Intent::Note(happened))
    };
    let open_reread = {
        let (over, note) = (over.clone(), note.clone());
        Callback::from(move |()| {
            note(Happened::Reread);
            over.set(Over::Reread);
        })
    };
    let open_resources = {
        let over = over.clone();
        Callback::from(move |()| over.set(Over::Resources))
    };
    let opened_resource = {
        let scenario = scenario.clone();
        Callback::from(move |index: usize| {
            if let Some(resource) = scenario.source.resources.get(index) {
                note(Happened::Opened(resource.id.to_string()));
            }
        })
    };
    let close = {
        let over = over.clone();
        Callback::from(move |()| over.set(Over::Nothing))
    };
    let key = screen_key(screen, play.session().steps().len());
    html! {
        <div class="play">
            { play_header(opened, &open_reread, &open_resources) }
            <Trouble key="trouble" written={play.next_number()} />
            { if opened.verdict != Verdict::Same && *resumed_at == play.session().steps().len() {
                html! { <p key="verdict" class="verdict" role="status">{ fr(&opened.verdict.sentence()) }</p> }
            } else {
                html! { <p key="verdict" hidden=true></p> }
            } }
            <div key="branch">{ branch_banner(opened) }</div>
            <main id="contenu" class="page" key={key}>
                { match screen {
                    Screen::Scene(scene) => scene_view(opened, scene),
                    Screen::Outcome(choice) => html! { <OutcomeView key="outcome" opened={opened.clone()} {choice} /> },
                    Screen::Ending(scene) => ending_view(opened, scene),
                } }
            </main>
            <div class="over" key="over">
                { match *over {
                    Over::Nothing => html! { <div key="nothing"></div> },
                    Over::Reread => html! { <div key="reread">{ reread(opened, &close) }</div> },
                    Over::Resources => html! { <ResourcesDialog key="resources" opened={opened.clone()} read={opened_resource} close={close.clone()} /> },
                } }
            </div>
        </div>
    }
}

/// A key per screen, so that nothing of the last one (a selected radio button) stays on the next.
fn screen_key(screen: Screen, steps: usize) -> String {
    let (kind, place) = match screen {
        Screen::Scene(scene) => ("s", scene.0),
        Screen::Outcome(choice) => ("o", choice.0),
        Screen::Ending(scene) => ("e", scene.0),
    };
    [kind, &place.to_string(), "-", &steps.to_string()].concat()
}
