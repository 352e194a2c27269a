//! The map of paths: the published count of each choice on the scenes and ways of the case.

use std::rc::Rc;

use super::{Gesture, gesture, hint, project_button, published};
use crate::app::element::{Element, element};
use crate::app::message;
use crate::app::trainer::lead::Lead;
use crate::app::trainer::map_view::{self, MapView};
use crate::debrief::deeper::weights;
use crate::debrief::slide::{BarValue, MapPart, Part, Slide};
use crate::map::layout::Area;
use crate::map::{Direction, Weight};

/// Lays the map out, with what may be seen now.
pub fn open(lead: &mut Lead) {
    let weights = weights(lead.scenario(), &published(lead));
    let mut map = MapView::new(Rc::clone(lead.scenario()), &weights);
    map.show(Direction::Right, &weights);
    lead.deeper.map = Some(map);
}

/// Does what the trainer asks of it.
pub fn act(lead: &mut Lead, gesture: map_view::Gesture) {
    if let Some(map) = &mut lead.deeper.map {
        map.act(gesture);
    }
}

/// Projects it.
pub fn project(lead: &mut Lead) {
    lead.publish();
    let weights = weights(lead.scenario(), &published(lead));
    if let Some(map) = &mut lead.deeper.map {
        map.show(Direction::Right, &weights);
    }
    let value = |weight: &Weight| match weight {
        Weight::Hidden => BarValue::default(),
        Weight::Taken(taken) => BarValue { count: None, taken: Some(*taken) },
        Weight::Count(count) => BarValue { count: Some(*count), taken: Some(*count > 0) },
    };
    let part = lead.deeper.map.as_ref().and_then(MapView::seen).map_or_else(Vec::new, |area| vec![area.x, area.y, area.width, area.height]);
    let map = MapPart { scenario: lead.scenario().id().to_owned(), counts: weights.iter().map(value).collect(), part };
    lead.project(vec![Slide::alone("La carte des chemins", vec![Part::Map(map)])]);
}

/// The weights of a map that is projected.
pub fn weights_of(map: &MapPart) -> Vec<Weight> {
    let weight = |value: &BarValue| match (value.count, value.taken) {
        (Some(count), _) => Weight::Count(count),
        (None, Some(taken)) => Weight::Taken(taken),
        (None, None) => Weight::Hidden,
    };
    map.counts.iter().map(weight).collect()
}

/// The part of it that is projected.
pub fn part_of(map: &MapPart) -> Option<Area> {
    match map.part[..] {
        [x, y, width, height] => Some(Area { x, y, width, height }),
        _ => None,
    }
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    let to: fn(map_view::Gesture) -> message::Gesture = |moved| gesture(Gesture::Map(moved));
    element("div")
        .child(hint("La largeur d'un trait est le nombre de parcours qui ont pris ce choix, comme dans les tableaux. Après un choix, un trait qui se partage « selon ce qui précède » ne dit plus combien. La salle verra la partie que vous voyez ici : agrandissez, puis projetez."))
        .child(element("p").child(project_button("la carte des chemins", Gesture::ProjectMap)))
        .maybe(lead.deeper.map.as_ref().map(|map| map.view(to)))
}
