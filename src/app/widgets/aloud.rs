//! « Écouter »: the text read by the browser's own voice, where it has one and the person turned it on.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::app::services::use_services;
use crate::app::text::fr;
use crate::platform::speech::{self, Reading};

/// What is read.
#[derive(Properties, PartialEq)]
pub struct AloudProps {
    /// Plain words.
    pub text: AttrValue,
}

/// « Écouter » / « Arrêter »
#[component]
pub fn Aloud(props: &AloudProps) -> Html {
    let services = use_services();
    let speaking = use_state(|| false);
    let reading: Rc<RefCell<Option<Reading>>> = use_mut_ref(|| None);
    use_effect_with((), |()| speech::stop);
    if !services.reading.aloud || !speech::available() {
        return html! { <div></div> };
    }
    let toggle = {
        let (speaking, text, announce) = (speaking.clone(), props.text.clone(), services.announce.clone());
        Callback::from(move |_: MouseEvent| {
            if *speaking {
                speech::stop();
                speaking.set(false);
                return;
            }
            let ended = {
                let speaking = speaking.clone();
                move || speaking.set(false)
            };
            match speech::speak(&text, "fr-FR", 1.0, ended) {
                Ok(started) => {
                    *reading.borrow_mut() = Some(started);
                    speaking.set(true);
                }
                Err(_) => announce.emit(fr("Cet appareil n'a pas de voix française.")),
            }
        })
    };
    html! { <div><button type="button" class="button quiet aloud" aria-pressed={speaking.to_string()} onclick={toggle}>{ if *speaking { "Arrêter la lecture" } else { "Écouter" } }</button></div> }
}
