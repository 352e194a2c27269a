//! « Documents »: the case's resources, opened over the page from any scene.

use super::{Gesture, Opened};
use crate::app::element::{Element, element};
use crate::app::media::{Place, blocks};
use crate::app::message;
use crate::app::widgets::dialog;

/// The resources, each unfolded on demand: opening one is an event of the journal.
pub fn resources(opened: &Opened, unfolded: Option<usize>) -> Element {
    let resources = opened.scenario.source.resources.iter().enumerate().map(|(at, resource)| {
        let open = unfolded == Some(at);
        let unfold = element("button").set("type", "button").class("unfold").state("aria-expanded", open).text(&resource.title);
        let unfold = unfold.on_click(message::Gesture::Play(Gesture::Unfold(at)));
        let items = opened.play.session().resource_items(at);
        let blocks = open.then(|| blocks(&opened.scenario, opened.library.as_deref(), Place::Resource(at), &items));
        element("li").key(&resource.id).child(element("h3").child(unfold)).maybe(blocks)
    });
    dialog("Documents", element("ul").class("resources").each(resources))
}
