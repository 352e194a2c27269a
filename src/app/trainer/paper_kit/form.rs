//! What the kit asks before it is printed. All of it has an answer already.

use super::{Gesture, Kit, VOTERS};
use crate::app::element::{Element, element};
use crate::app::message;
use crate::app::trainer;
use crate::app::widgets::{Switch, switch};
use crate::scenario::program::SceneIndex;
use crate::text::count;

fn gesture(gesture: Gesture) -> message::Gesture {
    trainer::on(gesture)
}

/// The form.
pub fn form(kit: &Kit) -> Element {
    let all = (0..).take(kit.scenario.source.scenes.len()).map(SceneIndex).filter(|scene| kit.scenario.decision(*scene).is_some());
    let boxes = all.map(|scene| {
        let words = kit.scenario.scene(scene);
        let stop = kit.scenario.source.note.stops.iter().any(|id| **id == *words.id);
        let input = element("input").set("type", "checkbox").checked(kit.decisions.contains(&scene)).on_pick(gesture(Gesture::Decision(scene)));
        let label = element("label").child(input).text(" ").text(&words.title);
        element("p").key(&words.id).child(label).maybe(stop.then(|| element("span").class("hint").text(" conseillée par la note")))
    });
    let voters = element("input").set("type", "number").id("votants").set_to("min", VOTERS.start().to_string()).set_to("max", VOTERS.end().to_string());
    let voters = voters.holding(&kit.voters.to_string(), |voters| gesture(Gesture::Voters(voters)));
    let scripts = kit
        .scripts
        .scripts
        .iter()
        .enumerate()
        .map(|(at, script)| element("option").key(&script.id).set_to("value", script.id.clone()).flag("selected", at == kit.script).text(&script.title));
    let script = element("select").id("conducteur").on_change(|id| gesture(Gesture::Script(id))).each(scripts);
    let about = kit.scripts.scripts.get(kit.script).map_or("", |script| &script.about);
    let field = |id: &'static str, words: &str, control: Element| element("p").class("field").child(element("label").set("for", id).text(words)).child(control);
    element("form")
        .class("kit-form no-print")
        .label("Ce que le kit contient")
        .child(element("fieldset").class("setting").child(element("legend").text("Décisions mises au vote")).each(boxes))
        .child(field("votants", "Combien votent (personnes ou binômes)", voters))
        .child(field("conducteur", "Déroulement", script))
        .child(element("p").class("hint").text(about))
        .child(switch(Switch {
            name: "bulletins",
            label: "Un jeu de bulletins par décision",
            hint: "Décoché : des bulletins qui servent à toutes, où l'on écrit le numéro de la décision.",
            on: kit.named,
            tick: |on| gesture(Gesture::Named(on)),
        }))
        .child(switch(Switch {
            name: "guide",
            label: "Le guide de chaque étape",
            hint: "Décoché : la feuille d'animation tient sur une à deux pages.",
            on: kit.guide,
            tick: |on| gesture(Gesture::Guide(on)),
        }))
        .child(element("p").class("kit-sum").set("role", "status").text(&sum(kit)))
}

/// What comes out of the printer, in one sentence.
fn sum(kit: &Kit) -> String {
    if kit.decisions.is_empty() {
        return "Aucune décision n'est cochée : le kit n'a ni bulletins ni grille des votes.".to_owned();
    }
    let minutes = kit.script().map_or(0, |script| script.total_minutes());
    let decisions = count(kit.decisions.len(), "décision", "décisions");
    let ballots = count(kit.decisions.len() * 2 * usize::try_from(kit.voters).unwrap_or(0), "bulletin", "bulletins");
    [&minutes.to_string(), " minutes prévues. ", &decisions, ", deux votes chacune : ", &ballots, " à découper."].concat()
}
