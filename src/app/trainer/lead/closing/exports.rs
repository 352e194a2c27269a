//! What leaves the device: tables, which the small-group rule has passed; and, behind a warning, paths one by one.

use super::{Gesture, gesture};
use crate::app::element::{Element, button, element};
use crate::app::trainer::lead::Lead;
use crate::app::widgets::file_name;
use crate::debrief::Turnout;
use crate::export::xapi::{Exporter, XapiOptions};
use crate::export::{CaseReport, Report, Size, csv, json};
use crate::platform::files::download;

/// What can be exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Export {
    /// All tables, as JSON.
    Json,
    /// One table, as CSV, by its place.
    Csv(usize),
    /// The session: individual, not anonymous.
    Session,
    /// Statements for a learning record store: individual, not anonymous.
    Xapi,
}

/// How many take part in what was published, not those that wait: the report changes when the tables do. Of a closed session, as many as there were.
pub fn turnout(lead: &Lead) -> Option<Turnout> {
    let session = lead.session();
    session.turnout_of(|number| session.ledger.admitted.contains_key(&number.to_string()))
}

/// The report of what was published, with the notes that the group re-read.
pub fn report(lead: &Lead) -> CaseReport {
    let session = lead.session();
    let turnout = turnout(lead);
    let Turnout { parcours, people } = turnout.unwrap_or_default();
    let size = Size { parcours: parcours.into(), people: people.into(), closed_sessions: u64::from(turnout.is_none()), ..Size::default() };
    let mut report = CaseReport::of(lead.scenario(), &session.ledger, session.agreed.is_some(), size).with_votes(lead.scenario(), &session.ballots);
    report.notes = session.notes.iter().filter(|note| note.reread).map(|note| note.text.clone()).collect();
    report
}

/// Exports; gives the sentence that says what became of it.
pub fn export(lead: &mut Lead, what: &Export) -> String {
    lead.publish();
    let tables = || Report::of(vec![report(lead)]);
    let session = lead.session();
    let id = session.id.to_string();
    let name = |what: &str, ending: &str| [&session.scenario, "-", id.get(..8).unwrap_or(&id), "-", what, ending].concat();
    let file = match what {
        Export::Json => Some((name("tableaux", ".json"), "application/json", json(&tables()))),
        Export::Csv(at) => csv(&tables()).into_iter().nth(*at).map(|(name, text)| (name, "text/csv", text)),
        Export::Session => Some((file_name(&session.scenario, &id, "seance-individuel-non-anonyme"), "application/json", session.write())),
        Export::Xapi => match statements(lead) {
            Ok(text) => Some((name("xapi-individuel-non-anonyme", ".json"), "application/json", text)),
            Err(sentence) => return sentence,
        },
    };
    let Some((name, kind, text)) = file else { return "Ce tableau n'existe plus.".to_owned() };
    match download(&name, kind, &text) {
        Ok(()) => "Le fichier est dans vos téléchargements.".to_owned(),
        Err(_) => "Le téléchargement n'a pas pu commencer : réessayez.".to_owned(),
    }
}

fn statements(lead: &Lead) -> Result<String, String> {
    let session = lead.session();
    let base = lead.closing.base.trim();
    let options = if base.is_empty() { XapiOptions::default() } else { XapiOptions::with_base(base).map_err(|error| error.to_string())? };
    let mut options = options.of_session(session.id);
    options.reasons = lead.closing.reasons;
    let exporter = Exporter::new(lead.scenario(), options);
    // A parcours of another version of the case may say what this one cannot tell: the others are written.
    let told: Vec<_> = session.gathered.iter().filter_map(|one| exporter.statements(&one.hand_over).ok()).flatten().collect();
    serde_json::to_string_pretty(&told).map_err(|error| error.to_string())
}

/// The exports.
pub fn view(lead: &Lead) -> Element {
    let names = csv(&Report::of(vec![report(lead)])).into_iter().map(|(name, _)| name).enumerate();
    let tables = names.map(|(at, name)| {
        let words = name.rsplit('/').next().unwrap_or(&name).to_owned();
        element("li").key(&name).child(button("button quiet", &words, gesture(Gesture::Export(Export::Csv(at)))))
    });
    let tables = element("section")
        .set("aria-labelledby", "tableaux-titre")
        .child(element("h2").id("tableaux-titre").text("Exporter les tableaux"))
        .child(element("p").text(
            "Des totaux seulement, selon la règle des petits groupes. Un tableau exporté est montré : il ne change ensuite que de trois parcours ou plus.",
        ))
        .child(element("p").child(button("button quiet", "Tous les tableaux (JSON)", gesture(Gesture::Export(Export::Json))).id("export-json")))
        .child(
            element("details")
                .class("details")
                .child(element("summary").text("Un tableau à la fois, pour un tableur (CSV)"))
                .child(element("ul").class("plain-list").each(tables)),
        );
    element("div").child(tables).maybe((!lead.session().closed).then(|| individual(lead)))
}

fn individual(lead: &Lead) -> Element {
    let base = element("input").id("xapi-base").set("type", "url").set("placeholder", "https://formation.example/").value(&lead.closing.base);
    let base = base.on_input(|base| gesture(Gesture::Base(base)));
    let reasons = element("input").set("type", "checkbox").checked(lead.closing.reasons).on_pick(gesture(Gesture::Reasons));
    element("details")
        .class("details")
        .id("individuel")
        .child(element("summary").text("Individuel, non anonyme"))
        .child(element("p").class("trouble").text(
            "Ces fichiers contiennent les parcours un à un. Ils servent à reprendre la séance ailleurs, à la réunir à une autre, ou à nourrir un registre d'apprentissage. Ne les donnez qu'à qui a le droit de les lire.",
        ))
        .child(element("p").child(button("button quiet", "Télécharger la séance", gesture(Gesture::Export(Export::Session))).id("telecharger-seance")))
        .child(element("p").class("field").child(element("label").set("for", "xapi-base").text("Adresse de base des identifiants xAPI")).child(base))
        .child(element("p").child(element("label").child(reasons).text(" ").text("Avec les phrases libres, pour qui les a transmises")))
        .child(element("p").child(button("button quiet", "Énoncés xAPI 1.0.3 (JSON)", gesture(Gesture::Export(Export::Xapi))).id("export-xapi")))
}
