//! « Jouer ensemble »: one story on the projector; the room votes, the trainer takes a branch, and may look at another.

use super::{Lead, Section, on, vote};
use crate::app::element::{Element, button, element, spoken};
use crate::app::mailbox::send;
use crate::app::media::rich;
use crate::app::message::{self, Message};
use crate::app::text::fr;
use crate::debrief::slide::{Part, Slide};
use crate::debrief::telling::{self, Telling, tellings};
use crate::debrief::{Together, TogetherFault};
use crate::engine::Session;
use crate::platform::random;
use crate::scenario::program::{ChoiceIndex, SceneIndex};

/// What « Jouer ensemble » holds.
#[derive(Default)]
pub struct State {
    /// How many things were told where the story stands.
    told: usize,
    /// The branch that is told to compare.
    comparing: Option<ChoiceIndex>,
}

/// What a trainer does in « Jouer ensemble ».
#[derive(Clone)]
pub enum Gesture {
    /// Takes a branch.
    Take(ChoiceIndex),
    /// Shows another branch of the last decision, to compare.
    Compare(ChoiceIndex),
    /// Shows again what was shown before, from its first page.
    Again(usize),
    /// Goes on past the sensitive scenes.
    Skip,
    /// Stops here: what was played becomes a parcours.
    Stop,
    /// Begins the story again, where it cannot be told any more.
    Restart,
}

fn gesture(gesture: Gesture) -> message::Gesture {
    on(super::Gesture::Together(gesture))
}

/// Where the story stands; at its beginning as long as nobody has begun it.
fn story(lead: &Lead) -> Result<Session, TogetherFault> {
    let seed = lead.session().seed;
    lead.session().together.clone().unwrap_or_else(|| Together::begin([0; 16], seed)).replay(lead.scenario())
}

/// What is told there, in order.
fn here(lead: &Lead) -> (Vec<Telling>, Option<Session>) {
    match story(lead) {
        Ok(story) => (tellings(lead.session(), &story), Some(story)),
        Err(_) => (Vec::new(), None),
    }
}

/// Does what the trainer asks.
pub fn act(lead: &mut Lead, gesture: Gesture) {
    lead.fault = None;
    match gesture {
        Gesture::Take(choice) => {
            if change(lead, |together, scenario| together.take(scenario, choice)) {
                let words = ["Branche ", &lead.scenario().letter(choice).to_string(), " prise."].concat();
                send(Message::Announce(fr(&words)));
                tell(lead, 0);
            }
        }
        Gesture::Compare(choice) => compare(lead, choice),
        Gesture::Again(at) => {
            lead.together.comparing = None;
            show(lead, at);
        }
        Gesture::Skip => {
            if change(lead, Together::skip) {
                send(Message::Announce(fr("Scènes sensibles passées.")));
                tell(lead, 0);
            }
        }
        Gesture::Stop => {
            if keep(lead) {
                lead.section = Section::Gather;
            }
        }
        Gesture::Restart => {
            lead.together = State::default();
            lead.stage.clear();
            lead.change(|session| session.together = None);
        }
    }
}

/// « Suite »: the next page, the next thing told here, then on with the story. What is done next is what the button says.
pub fn next(lead: &mut Lead) {
    if lead.stage.turn() {
        return;
    }
    lead.fault = None;
    if lead.session().closed {
        return;
    }
    if lead.together.comparing.take().is_some() {
        show(lead, lead.together.told.saturating_sub(1));
        return;
    }
    let (tellings, Some(story)) = here(lead) else { return };
    if lead.together.told < tellings.len() {
        tell(lead, lead.together.told);
    } else if story.is_over() {
        if keep(lead) {
            lead.section = Section::Lead;
        }
    } else if telling::waiting(&story).is_none() && change(lead, Together::go_on) {
        tell(lead, 0);
    }
}

/// Back: the page before, or what was told before here. The story itself does not go back.
pub fn previous(lead: &mut Lead) {
    if lead.stage.turn_back() {
        return;
    }
    if lead.together.comparing.take().is_some() {
        show(lead, lead.together.told.saturating_sub(1));
    } else if lead.together.told > 1 {
        show(lead, lead.together.told - 2);
    }
}

/// Begins if the room has not, then changes the list; says whether it could. At an ending, what was played is a parcours at once.
fn change(lead: &mut Lead, change: impl FnOnce(&mut Together, &std::rc::Rc<crate::scenario::Scenario>) -> Result<(), TogetherFault>) -> bool {
    let scenario = std::rc::Rc::clone(lead.scenario());
    if !begin(lead) {
        return false;
    }
    let Some(together) = &mut lead.parts.session.together else { return false };
    if let Err(fault) = change(together, &scenario) {
        lead.fault = Some(fault.sentence());
        return false;
    }
    lead.together = State::default();
    lead.change(|_| {});
    if story(lead).is_ok_and(|story| story.is_over()) {
        keep(lead);
    }
    true
}

fn begin(lead: &mut Lead) -> bool {
    if lead.session().together.is_some() {
        return true;
    }
    let mut bytes = [0; 16];
    if random::fill(&mut bytes).is_err() {
        lead.fault = Some("Ce navigateur ne donne pas de nombres au hasard : ouvrez cette page avec un navigateur récent.".to_owned());
        return false;
    }
    lead.change(|session| session.together = Some(Together::begin(bytes, session.seed)));
    true
}

/// What was played becomes a parcours of the session; says whether it did.
fn keep(lead: &mut Lead) -> bool {
    let scenario = std::rc::Rc::clone(lead.scenario());
    match lead.parts.session.keep_together(&scenario) {
        Ok(_) => {
            lead.gathered();
            true
        }
        Err(fault) => {
            lead.fault = Some(fault.sentence());
            false
        }
    }
}

/// Tells one thing more.
fn tell(lead: &mut Lead, at: usize) {
    if !begin(lead) {
        return;
    }
    if show(lead, at) {
        lead.together.told = lead.together.told.max(at + 1);
    }
}

/// Shows one of the things told here; says whether it could.
fn show(lead: &mut Lead, at: usize) -> bool {
    let (tellings, Some(story)) = here(lead) else { return false };
    let Some(telling) = tellings.get(at).copied() else { return false };
    if let Telling::Vote(scene) = telling {
        if let Err(fault) = lead.publish_ballot(scene, 1) {
            lead.fault = Some(fault);
            return false;
        }
    }
    let slides = telling::slides(lead.session(), &story, telling);
    lead.project(slides);
    true
}

fn compare(lead: &mut Lead, choice: ChoiceIndex) {
    let Some(together) = &lead.session().together else { return };
    let Ok(Some((before, _))) = together.last_decision(lead.scenario()) else { return };
    if let Ok(slides) = telling::what_if(&before, choice) {
        lead.together.comparing = Some(choice);
        lead.project(slides);
    }
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    if lead.session().closed {
        return element("p").text("La séance est close : le récit joué ensemble n'y est plus.");
    }
    let story = match story(lead) {
        Ok(story) => story,
        Err(fault) => return damaged(&fault),
    };
    let scene = story.state().scene();
    let (title, kind) = (&lead.scenario().scene(scene).title, standing(&story));
    let decision = telling::waiting(&story).filter(|scene| asked(lead, &story, *scene));
    element("div")
        .class("together")
        .child(element("h2").text(title).child(element("span").class("minutes").text(kind)))
        .child(onward(lead, &story))
        .maybe(again(lead))
        .maybe(decision.map(|scene| deciding(lead, &story, scene)))
        .maybe(others(lead))
        .child(element("div").class("lead-columns").maybe(discussion(lead, &story)).maybe(lead.stage.shown().map(on_screen)))
}

fn damaged(fault: &TogetherFault) -> Element {
    element("div")
        .class("trouble")
        .set("role", "alert")
        .child(element("p").text(&fault.sentence()))
        .child(element("p").child(button("button", "Recommencer le récit", gesture(Gesture::Restart)).id("recommencer")))
}

fn standing(story: &Session) -> &'static str {
    match story.state().phase() {
        crate::engine::Phase::Outcome(_) => "ce qui suit",
        _ if story.is_over() => "fin du récit",
        _ if telling::waiting(story).is_some() => "décision",
        _ => "passage",
    }
}

/// Whether the room was asked: its options were projected, or it votes already.
fn asked(lead: &Lead, story: &Session, scene: SceneIndex) -> bool {
    let projected = tellings(lead.session(), story).iter().take(lead.together.told).any(|telling| matches!(telling, Telling::Choices(_)));
    projected || lead.session().ballot(&lead.scenario().scene(scene).id, 1).is_some_and(|ballot| ballot.total() > 0)
}

/// « Suite » says what it will do.
fn onward(lead: &Lead, story: &Session) -> Element {
    let more_pages = lead.stage.shown().is_some_and(|slide| slide.page < slide.pages);
    let next = tellings(lead.session(), story).get(lead.together.told).copied();
    let words = match (more_pages, lead.together.comparing, next) {
        (true, ..) => "page suivante",
        (_, Some(_), _) => "revenir à notre récit",
        (_, None, Some(next)) => next.label(),
        (_, None, None) if story.is_over() => "débriefer",
        (_, None, None) if telling::waiting(story).is_some() => "prenez une branche",
        (_, None, None) => "continuer le récit",
    };
    let next = button("button", &["Suite : ", words].concat(), on(super::Gesture::Next)).id("suite").flag("disabled", words == "prenez une branche");
    let played = lead.session().together.as_ref().is_some_and(|together| together.decisions() > 0);
    let skip = story.can_skip().then(|| button("button quiet", "Passer les scènes sensibles", gesture(Gesture::Skip)).id("passer"));
    let stop = played.then(|| {
        let words = if story.is_over() { "Recueillir d'autres parcours" } else { "S'arrêter ici et recueillir" };
        button("button quiet", words, gesture(Gesture::Stop)).id("arreter")
    });
    element("p")
        .class("onward")
        .child(button("button quiet", "Revenir", on(super::Gesture::Previous)).id("revenir"))
        .child(next)
        .maybe(stop)
        .maybe(skip)
        .child(spoken("Page suivante et page précédente font de même, depuis une télécommande aussi."))
}

/// What was told here already, to be shown again.
fn again(lead: &Lead) -> Option<Element> {
    let (tellings, _) = here(lead);
    let shows = tellings.into_iter().take(lead.together.told).enumerate().map(|(at, telling)| {
        let words = match telling {
            Telling::Introduction => "Le cas",
            Telling::Scene(_) => "La scène",
            Telling::Choices(_) => "Les options",
            Telling::Vote(_) => "Le vote",
            Telling::Outcome(_) => "Ce qui suit",
            Telling::Ending(_) => "La fin",
        };
        button("button quiet", words, gesture(Gesture::Again(at))).key(words)
    });
    (lead.together.told > 0).then(|| element("p").class("showings").child(element("span").key("again").class("hint").text("Montrer de nouveau :")).each(shows))
}

/// The vote, and the branches that can be taken.
fn deciding(lead: &Lead, story: &Session, scene: SceneIndex) -> Element {
    let open: Vec<u32> = story.offers().filter(|offer| offer.open).map(|offer| lead.scenario().place(offer.choice)).collect();
    let votes = if telling::votes_here(story) {
        vote::keys(lead, scene, 1, &open)
    } else {
        element("p").class("hint").text("La salle a déjà voté à cette décision : c'est son premier vote qui compte. Prenez une branche à mains levées.")
    };
    let branches = telling::visible(story).map(|offer| {
        let (letter, words) = (lead.scenario().letter(offer.choice).to_string(), lead.scenario().choice(offer.choice));
        let take = ["Prendre ", &letter].concat();
        let row = element("li").key(&letter);
        if offer.open {
            let name = [&take, " : ", &words.text].concat();
            return row
                .child(button("button quiet", &take, gesture(Gesture::Take(offer.choice))).label(&name).set_to("data-take", letter))
                .child(element("span").text(&words.text));
        }
        let reason = words.locked.as_deref().unwrap_or_default();
        let text = element("span").text(&words.text).child(element("span").class("hint").text(&[" Fermée ici : ", reason].concat()));
        row.child(element("strong").class("closed-letter").text(&letter)).child(text)
    });
    element("div").key(&lead.scenario().scene(scene).id).child(votes).child(
        element("section")
            .class("ballots")
            .set("aria-labelledby", "branches-titre")
            .child(element("h3").id("branches-titre").text("La branche que le groupe prend"))
            .child(element("p").class("hint").text("À vous de la prendre, que le vote soit montré ou non. Le récit ne revient pas en arrière."))
            .child(element("ul").class("branches").each(branches)),
    )
}

/// « Voir aussi »: the other branches of the last decision.
fn others(lead: &Lead) -> Option<Element> {
    let together = lead.session().together.as_ref()?;
    let (before, taken) = together.last_decision(lead.scenario()).ok()??;
    let title = &lead.scenario().scene(before.state().scene()).title;
    let mut open = before.offers().filter(|offer| offer.open && offer.choice != taken).peekable();
    open.peek()?;
    let buttons = open.map(|offer| {
        let letter = lead.scenario().letter(offer.choice).to_string();
        let words = ["Voir aussi ", &letter].concat();
        let name = [&words, " : ", &lead.scenario().choice(offer.choice).text].concat();
        button("button quiet", &words, gesture(Gesture::Compare(offer.choice)))
            .key(&letter)
            .label(&name)
            .state("aria-pressed", lead.together.comparing == Some(offer.choice))
    });
    let hint = ["Pour comparer, « ", title, " », sans rien compter :"].concat();
    Some(element("p").class("showings").id("comparer").child(element("span").key("hint").class("hint").text(&hint)).each(buttons))
}

/// What the group is asked about the decision: for the trainer alone.
fn discussion(lead: &Lead, story: &Session) -> Option<Element> {
    let words = lead.scenario().decision(story.state().scene())?.discussion.as_ref()?;
    Some(element("section").class("guide").child(element("h3").text("Pour vous : à discuter avant ou après le vote")).child(rich(words)))
}

/// The words that the room reads now.
fn on_screen(slide: &Slide) -> Element {
    let parts = slide.parts.iter().filter_map(|part| match part {
        Part::Text(words) => Some(rich(words)),
        Part::Caption(words) => Some(element("p").class("hint").text(words)),
        Part::Choices(choices) => {
            let line = |choice: &crate::debrief::slide::Lettered| element("li").key(&choice.letter).text(&[&choice.letter, " : ", &choice.text].concat());
            Some(element("ul").each(choices.iter().map(line)))
        }
        _ => None,
    });
    element("section").class("say").child(element("h3").text(&["La salle lit : ", &slide.title].concat())).child(element("div").each(parts))
}
