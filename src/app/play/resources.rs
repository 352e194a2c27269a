//! A resource, opened over the page from any scene.

use yew::prelude::*;

use super::page::Snapshot;
use crate::app::media::{Blocks, Place};
use crate::app::text::fr;
use crate::app::widgets::Dialog;

/// A resource of the case.
#[derive(Properties, PartialEq)]
pub struct ResourceDialogProps {
    /// The opened attempt.
    pub opened: Snapshot,
    /// The resource's place in the case.
    pub index: usize,
    /// Called when the dialog closes.
    pub close: Callback<()>,
}

/// A resource, opened over the page.
#[component]
pub fn ResourceDialog(props: &ResourceDialogProps) -> Html {
    let opened = &props.opened;
    let title = opened.scenario.source.resources.get(props.index).map(|resource| fr(&resource.title)).unwrap_or_default();
    let items = opened.play.session().resource_items(props.index);
    html! {
        <Dialog {title} close={props.close.clone()}>
            <Blocks scenario={opened.scenario.clone()} place={Place::Resource(props.index)} items={std::rc::Rc::from(items)} />
        </Dialog>
    }
}
