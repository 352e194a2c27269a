//! A native modal dialog: the browser keeps the focus inside, closes it on Escape and gives the focus back.

use yew::prelude::*;

use crate::app::text::fr;
use crate::platform::dialogs;

/// A dialog's title, content and end.
#[derive(Properties, PartialEq)]
pub struct DialogProps {
    /// Its title.
    pub title: AttrValue,
    /// Called when it closes.
    pub close: Callback<()>,
    /// What it holds.
    pub children: Html,
}

/// The id of the open dialog: there is one at a time.
const ID: &str = "dialogue";

/// A modal dialog, open as long as it is drawn.
#[component]
pub fn Dialog(props: &DialogProps) -> Html {
    use_effect_with((), |()| {
        dialogs::open(ID);
        || dialogs::close(ID)
    });
    // As Escape does: the browser closes it and gives the focus back, then says so. Taken away while open, it would keep the focus with it.
    let close = Callback::from(|_: MouseEvent| dialogs::close(ID));
    let closed = props.close.reform(|_: Event| ());
    html! {
        <dialog id={ID} class="dialog" aria-labelledby="dialogue-titre" onclose={closed}>
            <div class="dialog-bar">
                <h2 id="dialogue-titre" tabindex="-1">{ fr(&props.title) }</h2>
                <button type="button" class="button quiet" onclick={close}>{ "Fermer" }</button>
            </div>
            <div class="dialog-content">{ props.children.clone() }</div>
        </dialog>
    }
}
