//! « Documents »: the case's resources, opened over the page from any scene.

use std::rc::Rc;

use yew::prelude::*;

use super::page::Snapshot;
use crate::app::media::{Place, blocks};
use crate::app::text::fr;
use crate::app::widgets::Dialog;

/// The resources of a case.
#[derive(Properties, PartialEq)]
pub struct ResourcesDialogProps {
    /// The opened attempt.
    pub opened: Snapshot,
    /// Called with the place of a resource each time one is unfolded.
    pub read: Callback<usize>,
    /// Called when the dialog closes.
    pub close: Callback<()>,
}

/// The resources, each unfolded on demand: opening one is an event of the journal.
#[component]
pub fn ResourcesDialog(props: &ResourcesDialogProps) -> Html {
    let opened = &props.opened;
    let unfolded = use_state(|| None::<usize>);
    html! {
        <Dialog title="Documents" close={props.close.clone()}>
            <ul class="resources">
                { for opened.scenario.source.resources.iter().enumerate().map(|(index, resource)| {
                    let open = *unfolded == Some(index);
                    let toggle = {
                        let (unfolded, read) = (unfolded.clone(), props.read.clone());
                        Callback::from(move |_: MouseEvent| {
                            if !open {
                                read.emit(index);
                            }
                            unfolded.set((!open).then_some(index));
                        })
                    };
                    let items: Rc<[bool]> = opened.play.session().resource_items(index).into();
                    html! {
                        <li key={resource.id.to_string()}>
                            <h3><button type="button" class="unfold" aria-expanded={open.to_string()} onclick={toggle}>{ fr(&resource.title.text) }</button></h3>
                            { if open {
                                blocks(&opened.scenario, opened.library.as_deref(), Place::Resource(index), &items)
                            } else {
                                html! { <div key="blocks"></div> }
                            } }
                        </li>
                    }
                }) }
            </ul>
        </Dialog>
    }
}
