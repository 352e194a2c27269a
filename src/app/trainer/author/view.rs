//! What « Vérifier un scénario » shows.

use super::opened::{FEW, Opened, Shown};
use super::{AuthorPage, Gesture, INPUT, State, TITLE};
use crate::app::element::{Element, button, element, plain};
use crate::app::trainer::on;
use crate::app::widgets::{Switch, heading, switch};
use crate::check::findings::grouped;
use crate::check::told::{Gravity, Role};
use crate::text::count;

/// The rule that says that not every state was seen.
const UNPROVEN: &str = "B060";

/// The page.
pub(super) fn page(page: &AuthorPage) -> Element {
    let lead = "Ouvrez le fichier d'un scénario : ce qui ne va pas s'affiche avec sa place et son remède, et le cas se joue s'il n'a pas d'erreur. Tout se passe sur cet appareil : rien n'est envoyé, rien n'est modifié.";
    element("main")
        .id("contenu")
        .class("page author")
        .on_drop(|files| on(Gesture::Open(files)))
        .child(heading(TITLE))
        .child(element("p").class("lead-in").text(lead))
        .child(picker(page))
        // Always there: a screen reader must know the line before it speaks.
        .child(element("p").class("author-summary").set("role", "status").text(&summary(page)))
        .child(element("p").class("visually-hidden").set("role", "status").text(&said(page)))
        .child(element("div").class("author-opened").maybe(opened(page)))
}

fn picker(page: &AuthorPage) -> Element {
    let input = element("input").set("type", "file").id(INPUT).set("accept", ".json,application/json").flag("multiple", true);
    let input = input.set("aria-describedby", "scenario-aide").on_files(|files| on(Gesture::Open(files)));
    let help = "Ou déposez-le sur cette page. Avec « plays.json », les parcours enregistrés sont rejoués.";
    let compare = switch(Switch {
        name: "listes",
        label: "Comparer aux listes de ce site",
        hint: "Les étiquettes, les sources et les thèmes doivent y être. Sans elles, tout nom est admis.",
        on: page.compare,
        tick: |ticked| on(Gesture::Compare(ticked)),
    });
    element("div")
        .class("author-picker")
        .child(element("p").child(element("label").set("for", INPUT).text("Le fichier du scénario (« scenario.json »)")))
        .child(element("p").child(input))
        .child(element("p").class("hint").id("scenario-aide").text(help))
        .child(compare)
        .maybe(tool(page))
}

/// « Arrêter » while there is something to stop, a way to try again else: one button, which keeps the focus whatever it becomes. What could not be read would not
/// be read the next time either: it has to be chosen again.
fn tool(page: &AuthorPage) -> Option<Element> {
    let button = match &page.state {
        State::Empty => return None,
        State::Open(opened) if opened.is_exploring() => {
            button("button quiet", "Arrêter", on(Gesture::Stop)).id("arreter").state("aria-disabled", opened.stopped)
        }
        State::Unreadable(_) => button("button quiet", "Choisir le fichier de nouveau", on(Gesture::Choose)).id("choisir").state("aria-disabled", false),
        State::Reading | State::Open(_) => button("button quiet", "Relire le fichier", on(Gesture::Again)).id("relire").state("aria-disabled", false),
    };
    Some(element("p").class("author-tool").child(button))
}

fn opened(page: &AuthorPage) -> Option<Element> {
    match &page.state {
        State::Empty | State::Reading => None,
        State::Unreadable(sentence) => Some(element("p").key("unreadable").class("trouble").set("role", "alert").text(sentence)),
        State::Open(opened) => Some(report(opened, page.starting).key("open")),
    }
}

fn report(opened: &Opened, starting: bool) -> Element {
    let name = opened.reading.given.first().map_or("", |given| given.name.as_str());
    let aside = {
        let aside = &opened.reading.aside;
        (!aside.is_empty()).then(|| element("p").class("hint").text(&["Laissé de côté : ", &aside.join(", "), "."].concat()))
    };
    element("section")
        .label(name)
        .child(element("h2").child(plain(name.to_owned().into())))
        .maybe(aside)
        .maybe(progress(opened))
        .maybe(opened.failed.as_deref().map(failed))
        .maybe(playable(opened, starting))
        .maybe(findings("Erreurs", "erreurs", Gravity::Error, &opened.errors, opened))
        .maybe(findings("Avertissements", "avertissements", Gravity::Warning, &opened.warnings, opened))
        .maybe(proved(opened))
}

/// What is known, in one line that screen readers say when it changes.
fn summary(page: &AuthorPage) -> String {
    let opened = match &page.state {
        State::Empty | State::Unreadable(_) => return String::new(),
        State::Reading => return "Lecture du fichier…".to_owned(),
        State::Open(opened) => opened,
    };
    if opened.told.is_none() {
        return if opened.failed.is_some() { "La vérification s'est arrêtée.".to_owned() } else { "Vérification…".to_owned() };
    }
    let counts = match (opened.errors.len(), opened.warnings.len()) {
        (0, 0) => "Aucune erreur, aucun avertissement".to_owned(),
        (errors, 0) => count(errors, "erreur", "erreurs"),
        (0, warnings) => ["Aucune erreur, ", &count(warnings, "avertissement", "avertissements")].concat(),
        (errors, warnings) => [count(errors, "erreur", "erreurs"), ", ".to_owned(), count(warnings, "avertissement", "avertissements")].concat(),
    };
    if opened.is_over() {
        return [&counts, "."].concat();
    }
    if opened.failed.is_some() {
        return [&counts, " à la lecture ; rien n'est prouvé."].concat();
    }
    [&counts, " à la lecture. Tous les parcours sont explorés…"].concat()
}

/// What screen readers say now and then of a long exploration.
fn said(page: &AuthorPage) -> String {
    match &page.state {
        State::Open(opened) if opened.is_exploring() && opened.said > 0 => [&states(opened.said), "."].concat(),
        _ => String::new(),
    }
}

/// How far the exploration is. It changes four times a second, too often to be said aloud.
fn progress(opened: &Opened) -> Option<Element> {
    if !opened.is_exploring() {
        return None;
    }
    Some(element("p").class("author-progress").text(&[&states(opened.states), "…"].concat()))
}

fn states(seen: u32) -> String {
    [grouped(seen as usize).as_str(), if seen < 2 { " état vu" } else { " états vus" }].concat()
}

fn failed(why: &str) -> Element {
    let words = "Ce navigateur n'a pas pu finir la vérification : la mémoire a manqué, ou le vérificateur n'a pas pu être chargé. Rechargez la page, ou essayez sur un ordinateur.";
    let details = element("details").child(element("summary").text("Détail technique")).child(element("p").child(plain(why.to_owned().into())));
    element("div").class("trouble").set("role", "alert").child(element("p").text(words)).child(details)
}

/// « Jouer ce scénario », if nothing wrong was seen in it.
fn playable(opened: &Opened, starting: bool) -> Option<Element> {
    opened.told.as_ref().filter(|_| opened.is_over() || opened.failed.is_some())?;
    let mut errors = opened.errors.iter().filter(|shown| shown.file == Role::Scenario);
    if errors.any(|shown| shown.finding.code != UNPROVEN) {
        return None;
    }
    let play = button("button", "Jouer ce scénario", on(Gesture::Play)).id("jouer-le-fichier").state("aria-disabled", starting);
    let words = "Sans trace : ce parcours reste en mémoire et disparaît quand la page est fermée ou rechargée, car ce cas n'est pas dans le catalogue. Les images et les sons, qui sont d'autres fichiers, ne s'affichent pas.";
    Some(element("div").class("author-play").child(play).child(element("p").class("hint").text(words)))
}

/// The id of the first finding that is shown only when all are.
pub(super) fn beyond(gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Error => "suite-des-erreurs",
        Gravity::Warning => "suite-des-avertissements",
    }
}

fn findings(title: &'static str, plural: &'static str, gravity: Gravity, all: &[Shown], opened: &Opened) -> Option<Element> {
    if all.is_empty() {
        return None;
    }
    let shown = opened.shown(gravity, all.len());
    let more = (shown < all.len()).then(|| {
        let words = ["Afficher les ", &all.len().to_string(), " ", plural].concat();
        element("p").child(button("button quiet", &words, on(Gesture::Whole(gravity))))
    });
    let list = element("ol").class("finding-list").each(all[..shown].iter().enumerate().map(|(at, one)| {
        // Where the focus goes when the others come.
        let item = finding(one, opened);
        if at == FEW { item.id(beyond(gravity)).set("tabindex", "-1") } else { item }
    }));
    Some(
        element("section")
            .class(if gravity == Gravity::Error { "findings errors" } else { "findings" })
            .label(title)
            .child(element("h3").text(title))
            .child(list)
            .maybe(more),
    )
}

fn finding(shown: &Shown, opened: &Opened) -> Element {
    let one = &shown.finding;
    let place = ["ligne ", &one.line.to_string(), ", colonne ", &one.column.to_string()].concat();
    let name = opened.reading.of(shown.file).filter(|given| given.role != Role::Scenario).map(|given| given.name.as_str());
    let head = element("p")
        .class("finding-head")
        .child(element("strong").child(plain(one.code.clone().into())))
        .maybe(name.map(|name| element("span").child(plain(name.to_owned().into()))))
        .child(element("span").text(&place))
        .child(element("code").child(plain(one.path.clone().into())));
    // A line of its own, so that it can be read and copied as it stands in the file.
    let excerpt = Some(&shown.excerpt).filter(|excerpt| !excerpt.meant.is_empty()).map(|excerpt| {
        element("p").class("finding-excerpt").child(
            element("code")
                .child(plain(excerpt.before.trim_start().to_owned().into()))
                .child(element("mark").child(plain(excerpt.meant.clone().into())))
                .child(plain(excerpt.after.clone().into())),
        )
    });
    // The checker has set its own sentences: those that quote JSON keep their straight quotes.
    element("li")
        .child(head)
        .child(element("p").class("finding-message").child(plain(one.message.clone().into())))
        .maybe(excerpt)
        .maybe((!one.help.is_empty()).then(|| element("p").class("finding-help").child(plain(one.help.clone().into()))))
}

fn proved(opened: &Opened) -> Option<Element> {
    let told = opened.told.as_ref()?;
    let lines = &told.lines;
    if lines.is_empty() {
        return None;
    }
    let compared = match (told.compared, opened.reading.lists.is_empty()) {
        (false, _) => "Étiquettes, sources et thèmes comparés à aucune liste.",
        (true, false) => "Étiquettes, sources et thèmes comparés aux listes de ce site.",
        (true, true) => "Étiquettes, sources et thèmes comparés aux listes que vous avez données.",
    };
    let items = lines.iter().map(|line| element("li").child(plain(line.clone().into()))).chain(std::iter::once(element("li").text(compared)));
    Some(element("section").class("findings").label("Ce qui a été vérifié").child(element("h3").text("Ce qui a été vérifié")).child(element("ul").each(items)))
}
