//! Pictures, sounds and films: files that stand in the scenario's folder.

use yew::prelude::*;

use super::line::typeset;
use super::stage::Stage;
use crate::scenario::source::{Image, Recording};

/// A picture, with what is written under it.
pub fn image(stage: &Stage<'_>, image: &Image) -> Html {
    let caption = image.caption.as_ref().map(|caption| html! { <figcaption>{ typeset(caption) }</figcaption> });
    html! { <figure class="picture"><img src={stage.file(&image.file)} alt={typeset(&image.alt)} loading="lazy" />{ for caption }</figure> }
}

/// A sound, with all that is heard in words.
pub fn audio(stage: &Stage<'_>, recording: &Recording) -> Html {
    let label = typeset(&recording.title);
    recorded(stage, recording, html! { <audio controls=true preload="metadata" src={stage.file(&recording.file)} aria-label={label} /> })
}

/// A film, with all that is heard and seen in words.
pub fn video(stage: &Stage<'_>, recording: &Recording) -> Html {
    let label = typeset(&recording.title);
    recorded(stage, recording, html! { <video controls=true preload="metadata" src={stage.file(&recording.file)} aria-label={label} /> })
}

fn recorded(stage: &Stage<'_>, recording: &Recording, player: Html) -> Html {
    html! {
        <figure class="picture recording">
            <figcaption><strong>{ typeset(&recording.title) }</strong></figcaption>
            { player }
            <details><summary>{ "Transcription" }</summary>{ stage.rich(&recording.transcript, "rich") }</details>
        </figure>
    }
}
