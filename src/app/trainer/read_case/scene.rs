//! A scene as it is read beforehand: all its blocks, those that depend on the path with their condition, and what ends it.

use super::Case;
use super::choice::{choice, route};
use crate::app::element::{Element, element, link_inside};
use crate::app::media::{one_block, rich};
use crate::scenario::program::SceneIndex;
use crate::scenario::reading::{Shown, parts, shown};
use crate::scenario::source::{Ask, Block, BlockKind, Decision, Ending, Exit, Limit, Located};
use crate::text::count;

/// A scene.
pub fn scene(case: &Case, index: SceneIndex) -> Element {
    let scene = case.scenario.scene(index);
    let anchor = case.anchor(index);
    let where_and_when: Vec<&str> = [&scene.time, &scene.place].into_iter().flatten().map(|words| &**words).collect();
    let stop = case.source().note.stops.iter().any(|id| **id == *scene.id);
    let exit = match &scene.exit {
        Exit::Decision(decision) => self::decision(case, index, decision),
        Exit::Passage(passage) => {
            let words = passage.label.as_deref().unwrap_or("Continuer");
            element("div").class("read-exit").child(element("p").child(element("strong").text(&["« ", words, " »"].concat()))).child(route(case, &passage.to))
        }
        Exit::Return(_) => element("div").class("read-exit").child(element("p").text("Fin du détour : le récit reprend où il en était.")),
        Exit::Ending(ending) => self::ending(ending),
    };
    let title = [&Case::number(index), ". ", &scene.title.text].concat();
    element("section")
        .class("read-scene")
        .set_to("aria-labelledby", anchor.clone())
        .child(element("h2").set_to("id", anchor).set("tabindex", "-1").text(&title))
        .maybe((!where_and_when.is_empty()).then(|| element("p").class("when").text(&where_and_when.join(" · "))))
        .maybe(stop.then(|| element("p").class("read-stop").text("Arrêt conseillé par la note")))
        .child(blocks(case, &scene.blocks))
        .child(exit)
        .child(element("p").class("no-print read-up").child(link_inside("", "Sommaire", "sommaire")))
}

/// All the blocks of a place, whatever the path; before each that depends on it, its condition.
pub fn blocks(case: &Case, blocks: &[Block]) -> Element {
    let items = vec![true; blocks.iter().map(|block| 1 + parts(block)).sum()];
    let library = case.references.as_deref();
    element("div").class("blocks").each(shown(blocks, &items).map(|Shown { block, item, parts }| {
        let drawn = one_block(&case.scenario, library, Shown { block, item, parts });
        let Some(when) = &block.when else { return drawn.each(inner(case, block).into_iter()) };
        element("div").class("read-when").key(&item.to_string()).child(case.condition(when)).child(drawn).each(inner(case, block).into_iter())
    }))
}

/// The conditions of the messages of a thread, of the comments of a post.
fn inner(case: &Case, block: &Block) -> Option<Element> {
    let told = |text: Option<&Located>, when: Option<&Located>| {
        let words = text.map_or("…", |text| text);
        when.map(|when| element("li").text(&["« ", &crate::text::cut(words, 48), " » : "].concat()).child(case.condition(when)))
    };
    let items: Vec<Element> = match &block.kind {
        BlockKind::Thread(thread) => {
            let messages = thread.messages.iter();
            messages.filter_map(|message| told(message.text.as_ref().or(message.notice.as_ref()), message.when.as_ref())).collect()
        }
        BlockKind::Post(post) => post.comments.iter().filter_map(|comment| told(Some(&comment.text), comment.when.as_ref())).collect(),
        _ => Vec::new(),
    };
    (!items.is_empty()).then(|| element("ul").class("read-inner").each(items.into_iter()))
}

fn decision(case: &Case, index: SceneIndex, decision: &Decision) -> Element {
    let choices = decision.choices.iter().filter_map(|choice| case.scenario.find_choice(index, &choice.id));
    let discussion =
        decision.discussion.as_ref().map(|words| element("p").class("read-discussion").child(element("strong").text("Pour l'échange : ")).text(words));
    element("div")
        .class("read-exit read-decision")
        .child(element("h3").text(&decision.prompt))
        .maybe(discussion)
        .maybe(decision.ask.as_ref().map(ask))
        .maybe(decision.limit.as_ref().map(|limit| self::limit(case, index, limit)))
        .each(choices.map(|index| choice(case, index)))
}

/// What is asked besides the choice.
fn ask(ask: &Ask) -> Element {
    let motives = (!ask.motives.is_empty()).then(|| {
        let motives = element("ul").each(ask.motives.iter().map(|motive| element("li").text(&motive.text)));
        element("div").child(element("p").text("Motifs proposés :")).child(motives)
    });
    element("div")
        .class("read-ask hint")
        .maybe(ask.hesitation.then(|| element("p").text("La page demande aussi avec quelle autre option on a hésité.")))
        .maybe(motives)
        .maybe(ask.reason.as_ref().map(|words| element("p").text("Une phrase libre : ").text(words)))
}

fn limit(case: &Case, scene: SceneIndex, limit: &Limit) -> Element {
    let default = case.scenario.find_choice(scene, &limit.default).map_or('?', |choice| case.scenario.letter(choice));
    let seconds = count(usize::try_from(limit.seconds.0).unwrap_or(usize::MAX), "seconde", "secondes");
    let words = ["Temps indicatif si vous l'activez : ", &seconds, " ; ensuite, l'option ", &default.to_string(), " est prise."].concat();
    element("p").class("hint").text(&words)
}

fn ending(ending: &Ending) -> Element {
    let moved = ending.moved().into_iter().map(|(who, words)| element("div").child(element("dt").text(who)).child(element("dd").child(rich(words))));
    element("div")
        .class("read-exit")
        .child(element("h3").text(&["Fin : ", &ending.title.text].concat()))
        .child(element("dl").class("read-list").each(moved))
        .child(element("p").child(element("strong").text("La question qui reste")))
        .child(rich(&ending.question))
}

/// The documents that can be opened from any scene.
pub fn resources(case: &Case) -> Option<Element> {
    let resources = &case.source().resources;
    (!resources.is_empty()).then(|| {
        let each = resources.iter().map(|resource| element("div").child(element("h3").text(&resource.title)).child(blocks(case, &resource.blocks)));
        element("section")
            .class("read-scene")
            .set("aria-labelledby", "ressources")
            .child(element("h2").id("ressources").set("tabindex", "-1").text("Documents que l'on peut ouvrir pendant le cas"))
            .each(each)
    })
}
