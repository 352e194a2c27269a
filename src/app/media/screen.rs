//! A screen of an online service. It is a picture of one: nothing in it can be pressed, and assistive technology is told so.

use yew::prelude::*;

use super::fields::fields;
use super::icon::{self, icon};
use super::line::typeset;
use super::stage::Stage;
use crate::scenario::source::{Located, Screen};

/// Draws the frame of a browser, and in it what the service shows.
pub fn screen(stage: &Stage<'_>, screen: &Screen) -> Html {
    let title = typeset(&screen.title);
    let label = AttrValue::from(["Écran\u{a0}: ", &title].concat());
    let address = screen
        .address
        .as_ref()
        .map(|address| html! { <span class="screen-address"><span class="visually-hidden">{ "Adresse\u{a0}: " }</span>{ typeset(address) }</span> });
    let actions = (!screen.actions.is_empty()).then(|| html! { <p class="drawn-buttons">{ for screen.actions.iter().enumerate().map(action) }</p> });
    html! {
        <section class="screen" role="group" aria-label={label}>
            <p class="screen-bar">{ for address }</p>
            <div class="screen-page">
                <p class="screen-title"><strong>{ title }</strong></p>
                { for screen.notice.as_ref().map(|words| said(stage, "screen-said", icon::NOTICE, "Information", words)) }
                { for screen.error.as_ref().map(|words| said(stage, "screen-said screen-refusal", icon::REFUSAL, "Message d’erreur", words)) }
                { for screen.text.as_ref().map(|text| stage.rich(text, "rich")) }
                { for fields(&screen.fields) }
                { for actions }
            </div>
        </section>
    }
}

/// What the service announces or refuses: a frame, an icon and a word, in no colour that would judge.
fn said(stage: &Stage<'_>, class: &'static str, path: &'static str, word: &'static str, words: &Located) -> Html {
    html! { <div {class}>{ icon(path) }<div><p><strong>{ word }</strong></p>{ stage.rich(words, "rich") }</div></div> }
}

fn action((key, words): (usize, &Located)) -> Html {
    let words = typeset(words);
    let label = AttrValue::from(["Bouton dessiné\u{a0}: ", &words].concat());
    html! { <span {key} class="drawn-button" role="img" aria-label={label}>{ words }</span> }
}
