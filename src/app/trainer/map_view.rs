//! The map of a case, with what the group may see of each choice; the same as a table and as a sentence.

use std::rc::Rc;

use crate::app::element::{Element, button, element, words};
use crate::app::media::drawing;
use crate::app::message;
use crate::map::draw::{Drawing, Shape, kind_words};
use crate::map::graph::Way;
use crate::map::layout::Area;
use crate::map::table::{Row, rows, sentence};
use crate::map::window::{Level, Tile};
use crate::map::{Direction, Graph, Layout, Weight};
use crate::platform::pan_zoom::{FRAME, GROUP, PLANE, PanZoom};
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;

/// The map of a case on the page. A page has one at most.
pub struct MapView {
    scenario: Rc<Scenario>,
    layout: Rc<Layout>,
    weights: Rc<[Weight]>,
    moving: PanZoom,
    /// The page of the table that is shown, from 0; none while it is folded.
    table: Option<usize>,
}

/// What is done with the map.
#[derive(Clone, Copy)]
pub enum Gesture {
    /// « Agrandir »
    Enlarge,
    /// « Réduire »
    Reduce,
    /// « Tout voir »
    Whole,
    /// « Tourner la carte »
    Turn,
    /// « Les mêmes données en tableau »
    Table,
    /// A page of the table.
    Page(usize),
}

/// The rows of the table that stand on a page at once: a case of thousands of scenes has too many for one.
const ROWS: usize = 200;
const HINT: &str = "carte-aide";
const TABLE: &str = "carte-tableau";

impl MapView {
    /// Lays a case out. `weights`: what may be seen of each choice, in the order of the program; nothing of those that are missing.
    pub fn new(scenario: Rc<Scenario>, weights: &[Weight]) -> Self {
        let layout = Rc::new(Layout::of(Graph::of(&scenario), Direction::Down));
        let weights: Rc<[Weight]> = weights.into();
        let moving = PanZoom::new(layout.area, drawn(&scenario, &layout, &weights));
        Self { scenario, layout, weights, moving, table: None }
    }

    /// Shows it in this direction with these weights; nothing is drawn again where they are the same.
    pub fn show(&mut self, direction: Direction, weights: &[Weight]) {
        if *self.weights == *weights && self.layout.direction == direction {
            return;
        }
        if self.layout.direction != direction {
            self.layout = Rc::new(Layout::of(self.layout.graph.clone(), direction));
        }
        self.weights = weights.into();
        self.moving.replace(self.layout.area, drawn(&self.scenario, &self.layout, &self.weights));
    }

    /// Does what the person asks of it; says whether the page looks different beside the map itself.
    pub fn act(&mut self, gesture: Gesture) -> bool {
        match gesture {
            Gesture::Enlarge => self.moving.zoom(true),
            Gesture::Reduce => self.moving.zoom(false),
            Gesture::Whole => self.moving.fit(),
            Gesture::Turn => {
                let direction = if self.layout.direction == Direction::Down { Direction::Right } else { Direction::Down };
                self.show(direction, &Rc::clone(&self.weights));
            }
            Gesture::Table => {
                self.table = if self.table.is_some() { None } else { Some(0) };
                return true;
            }
            Gesture::Page(page) => {
                self.table = Some(page);
                return true;
            }
        }
        false
    }

    /// Draws it. `to`: how its page is told of its gestures.
    #[inline(never)]
    pub fn view(&self, to: fn(Gesture) -> message::Gesture) -> Element {
        // The frame is in the page before it is painted: then the map is drawn in it.
        self.moving.shown();
        let said = sentence(&self.layout.graph, &self.weights);
        let tool = |words, gesture| button("button quiet", words, to(gesture));
        let tools = [("Agrandir", Gesture::Enlarge), ("Réduire", Gesture::Reduce), ("Tout voir", Gesture::Whole), ("Tourner la carte", Gesture::Turn)];
        let tools = element("div").class("map-tools no-print").each(tools.into_iter().map(|(words, gesture)| tool(words, gesture)));
        let frame = frame(&said).set("tabindex", "0").set("role", "group").label("Carte du cas").set("aria-describedby", HINT);
        let hint = "Glissez pour déplacer la carte. Quand elle a le focus : flèches pour la déplacer, + et - ou la molette pour l'agrandir et la réduire, 0 pour tout voir.";
        let fold = tool("Les mêmes données en tableau", Gesture::Table).state("aria-expanded", self.table.is_some()).set("aria-controls", TABLE);
        element("div")
            .class("map-view")
            .child(element("p").class("map-sentence").text(&said))
            .child(tools)
            .child(frame)
            .child(element("p").class("hint no-print").id(HINT).text(hint))
            .child(self.legend())
            .child(element("p").class("no-print").child(fold))
            .child(element("div").id(TABLE).maybe(self.table.map(|page| self.table(page, to))))
    }

    /// The part of it that is seen; none where the whole is.
    #[must_use]
    pub fn seen(&self) -> Option<Area> {
        self.moving.seen()
    }

    /// Shows a part of it, or the whole.
    pub fn look_at(&self, part: Option<Area>) {
        self.moving.look_at(part);
    }

    /// Draws it for a room: nothing to press.
    #[inline(never)]
    pub fn stage(&self) -> Element {
        self.moving.shown();
        let said = sentence(&self.layout.graph, &self.weights);
        element("div").class("map-stage").child(frame(&said)).child(self.legend())
    }

    /// What lines and signs mean: those of this map only.
    fn legend(&self) -> Element {
        let strands = || self.layout.graph.edges.iter().flat_map(|edge| &edge.strands);
        let ways = [
            (Way::Sure, "map-way", "toujours"),
            (Way::Conditional, "map-way map-way-conditional", "selon ce qui précède"),
            (Way::Chance, "map-way map-way-chance", "par tirage au sort"),
            (Way::Detour, "map-way map-way-detour", "détour, puis retour"),
        ];
        let line = |class| {
            let path = element("path").class(class).set("d", "M2 6H38").set("stroke-width", "2");
            drawing("map-key", "0 0 40 12").child(path)
        };
        let ways = ways.into_iter().filter(|(way, ..)| strands().any(|strand| strand.way == *way));
        let ways = ways.map(|(_, class, said)| element("li").child(line(class)).child(words(said)));
        let wide = self.weights.iter().any(|weight| matches!(weight, Weight::Count(_)));
        let wide = wide.then(|| element("li").text("La largeur d'un trait, et le nombre sous la lettre d'un choix : combien de parcours l'ont pris."));
        let taken = self.weights.iter().any(|weight| matches!(weight, Weight::Taken(_)));
        let taken = taken.then(|| element("li").text("✓ : au moins un parcours a pris ce choix ; le nombre n'est pas montré, le groupe est petit."));
        element("ul").class("map-legend").set("aria-label", "Légende").each(ways).maybe(wide).maybe(taken)
    }

    fn table(&self, page: usize, to: fn(Gesture) -> message::Gesture) -> Element {
        let rows = rows(&self.layout.graph, &self.weights);
        let pages = rows.len().div_ceil(ROWS);
        let shown = self.weights.iter().any(|weight| *weight != Weight::Hidden);
        let heads = ["Scène", "Choix", "Mène à"].into_iter().chain(shown.then_some("Parcours"));
        let heads = element("tr").each(heads.map(|head| element("th").set("scope", "col").text(head)));
        let body = element("tbody").each(rows.iter().skip(page * ROWS).take(ROWS).map(|row| self.row(row, shown)));
        let table = element("table").class("map-table").child(element("caption").text("Les chemins du cas")).child(element("thead").child(heads)).child(body);
        let turn = |words, page| button("button quiet", words, to(Gesture::Page(page)));
        let before = page.checked_sub(1).map(|page| turn("Lignes précédentes", page));
        let after = (page + 1 < pages).then(|| turn("Lignes suivantes", page + 1));
        let place = ["Page ", &(page + 1).to_string(), " sur ", &pages.to_string(), "."].concat();
        let turns = (pages > 1).then(|| element("p").class("map-tools no-print").set("role", "status").child(words(&place)).maybe(before).maybe(after));
        // It scrolls by itself where the screen is narrow, by the keyboard as well.
        let scrolled = element("div").class("map-table-frame").set("tabindex", "0").set("role", "region").label("Tableau des chemins du cas").child(table);
        element("div").child(scrolled).maybe(turns)
    }

    fn row(&self, row: &Row, shown: bool) -> Element {
        let title = |scene: SceneIndex| self.scenario.scene(scene).title.text.as_str();
        let choice = match row.choice {
            Some(choice) => [&self.scenario.letter(choice).to_string(), " : ", &self.scenario.choice(choice).text].concat(),
            None => self.layout.graph.scene(row.scene.at()).map_or("", |scene| kind_words(scene.kind)).to_owned(),
        };
        let to = row.to.iter().map(|(scene, way)| [title(*scene), way_words(*way)].concat()).collect::<Vec<_>>().join(" ; ");
        let weight = shown.then(|| element("td").text(&row.weight.words()));
        let scene = element("th").set("scope", "row").text(title(row.scene));
        element("tr").child(scene).child(element("td").text(&choice)).child(element("td").text(&to)).maybe(weight)
    }
}

/// The frame in which the map is drawn by [`PanZoom`].
fn frame(said: &str) -> Element {
    let group = element("g").id(GROUP);
    let svg = element("svg").class("map").set("width", "1").set("height", "1").set("role", "img").label(said).child(group);
    element("div").id(FRAME).class("map-frame").child(element("div").id(PLANE).class("map-plane").child(svg))
}

fn way_words(way: Way) -> &'static str {
    match way {
        Way::Sure => "",
        Way::Conditional => " (selon ce qui précède)",
        Way::Chance => " (par tirage au sort)",
        Way::Detour => " (détour)",
        Way::Return => " (au retour du détour)",
    }
}

fn drawn(scenario: &Rc<Scenario>, layout: &Rc<Layout>, weights: &Rc<[Weight]>) -> Box<dyn Fn(Tile) -> [Vec<Shape>; 3]> {
    let (scenario, layout, weights) = (Rc::clone(scenario), Rc::clone(layout), Rc::clone(weights));
    Box::new(move |tile| {
        let drawing = Drawing::new(&layout, &scenario, &weights);
        match tile.level {
            Level::Near => drawing.sheets(&tile.area()),
            Level::Afar => [drawing.from_afar(&tile.area()), Vec::new(), Vec::new()],
        }
    })
}
