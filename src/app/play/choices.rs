//! A decision: radio buttons in a fieldset, « Valider », and what is asked besides. Nothing is preselected and nothing happens on a change: only « Valider » acts.

use super::draft::Draft;
use super::page::Screen;
use super::{Gesture, Opened};
use crate::app::Look;
use crate::app::element::{Element, element};
use crate::app::message;
use crate::engine::Offer;
use crate::record::{Hesitation, NONE_FITS, REASON_LETTERS};
use crate::scenario::program::ChoiceIndex;
use crate::scenario::source::{Ask, Decision, Motive};

/// The decision of a scene.
pub fn choices(look: &Look<'_>, opened: &Opened, screen: &Screen, decision: &Decision) -> Element {
    let draft = &screen.draft;
    let rows = shown(opened).zip(1..).map(|(offer, place)| row(opened, draft, offer, look.reading.digits.then_some(place)));
    let fieldset = element("fieldset").class("choices").child(element("legend").text(&decision.prompt)).each(rows);
    let fieldset = if draft.missing { fieldset.set("aria-describedby", "choix-manquant") } else { fieldset };
    // Nothing else is asked until a choice is picked: hesitation is « with what else? ».
    let asked = decision.ask.as_ref().zip(draft.choice).map(|(ask, chosen)| element("div").class("asked").child(asked(opened, ask, chosen, draft)));
    let missing = if draft.missing { "Choisissez d'abord une option." } else { "" };
    let validate = element("button").set("type", "submit").class("button").id("valider").text("Valider mon choix");
    element("form")
        .class("decision")
        .flag("novalidate", true)
        .on_submit(message::Gesture::Play(Gesture::Validate))
        .maybe(screen.countdown.as_ref().map(super::clockwork::Countdown::view))
        .child(fieldset)
        .maybe(asked)
        .child(element("p").class("missing").set("role", "alert").id("choix-manquant").text(missing))
        .child(element("p").class("onward").child(validate))
}

/// The choices as they stand on the page: a closed one without a reason is hidden.
fn shown(opened: &Opened) -> impl Iterator<Item = Offer> {
    opened.play.session().offers().filter(|offer| offer.open || opened.scenario.choice(offer.choice).locked.is_some())
}

/// How digits count them: `None` for one that is closed.
pub fn places(opened: &Opened) -> impl Iterator<Item = Option<ChoiceIndex>> {
    shown(opened).map(|offer| offer.open.then_some(offer.choice))
}

/// The id of a choice's radio button.
pub fn control(opened: &Opened, choice: ChoiceIndex) -> String {
    ["choix-", &*opened.scenario.choice(choice).id].concat()
}

/// One choice, with the digit that selects it while that setting is on. A closed one says why and cannot be picked.
fn row(opened: &Opened, draft: &Draft, offer: Offer, digit: Option<u32>) -> Element {
    let choice = offer.choice;
    let words = opened.scenario.choice(choice);
    let id = control(opened, choice);
    let input = element("input").set("type", "radio").set("name", "choix").set_to("id", id.clone());
    let digit = digit.filter(|digit| *digit < 10).map(|digit| element("kbd").class("choice-digit").set("aria-hidden", "true").text(&digit.to_string()));
    if offer.open {
        let input = input.set_to("value", words.id.to_string()).checked(draft.choice == Some(choice));
        let input = input.on_pick(message::Gesture::Play(Gesture::Select(choice)));
        let text = element("span").maybe(digit).text(&words.text);
        return element("label").key(&id).class("choice").set_to("for", id.clone()).child(input).child(text);
    }
    let reason_id = [&id, "-raison"].concat();
    let reason = words.locked.as_deref().unwrap_or_default();
    let text = element("div")
        .child(element("label").set_to("for", id.clone()).maybe(digit).text(&words.text))
        .child(element("p").class("choice-reason").set_to("id", reason_id.clone()).text(reason));
    let input = input.flag("disabled", true).set_to("aria-describedby", reason_id);
    element("div").key(&id).class("choice choice-locked").child(input).child(text)
}

fn asked(opened: &Opened, ask: &Ask, chosen: ChoiceIndex, draft: &Draft) -> Element {
    let free = if ask.reason.is_some() {
        "Tout cela est facultatif. La phrase reste sur cet appareil, sauf si vous la cochez en transmettant."
    } else {
        "Facultatif."
    };
    element("div")
        .class("ask")
        .maybe(ask.hesitation.then(|| hesitation(opened, chosen, draft)))
        .maybe((!ask.motives.is_empty()).then(|| motives(&ask.motives, draft)))
        .maybe(ask.reason.as_ref().map(|prompt| reason(prompt, draft)))
        .child(element("p").class("hint").text(free))
}

fn hesitation(opened: &Opened, chosen: ChoiceIndex, draft: &Draft) -> Element {
    let answered = match &draft.hesitation {
        None => "",
        Some(Hesitation::None) => "-",
        Some(Hesitation::With(other)) => other,
    };
    let option = |value: &str, words: &str| element("option").key(value).set_to("value", value.to_owned()).flag("selected", value == answered).text(words);
    let others = opened.play.session().offers().filter(|offer| offer.open && offer.choice != chosen).map(|offer| {
        let words = opened.scenario.choice(offer.choice);
        option(&words.id, &["Oui, avec « ", words.text.trim_end_matches('.'), " »"].concat())
    });
    let select = element("select")
        .id("hesitation")
        .on_change(|value| message::Gesture::Play(Gesture::Hesitate(value)))
        .child(option("", "Je ne le dis pas"))
        .child(option("-", "Non"))
        .each(others);
    element("p").class("field").child(element("label").set("for", "hesitation").text("Avez-vous hésité ?")).child(select)
}

fn motives(motives: &[Motive], draft: &Draft) -> Element {
    let none = (NONE_FITS, "Aucune ne me convient, je prends la plus proche.");
    let options = motives.iter().map(|motive| (&*motive.id, motive.text.text.as_str())).chain(std::iter::once(none)).map(|(value, words)| {
        let id = ["motif-", value].concat();
        let input = element("input").set("type", "radio").set("name", "motif").set_to("id", id.clone()).set_to("value", value.to_owned());
        let input = input.checked(draft.motive.as_deref() == Some(value)).on_pick(message::Gesture::Play(Gesture::Motive(value.to_owned())));
        element("label").class("motive").set_to("for", id).child(input).child(element("span").text(words))
    });
    element("fieldset").class("motives").child(element("legend").text("Ce qui a pesé")).each(options)
}

fn reason(prompt: &str, draft: &Draft) -> Element {
    let area = element("textarea")
        .id("raison")
        .set("rows", "2")
        .set_to("maxlength", REASON_LETTERS.to_string())
        .set("aria-describedby", "raison-aide")
        .value(&draft.reason)
        .on_input(|value| message::Gesture::Play(Gesture::Reason(value)));
    let help = "280 signes au plus. Rien qui permette de reconnaître une personne, un collègue, un service.";
    element("p")
        .class("field")
        .child(element("label").set("for", "raison").text(prompt))
        .child(area)
        .child(element("span").id("raison-aide").class("hint").text(help))
}
