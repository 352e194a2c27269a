//! « Recueillir »: parcours come in by file, by code, by QR code. Nothing here says what anyone chose.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::{Lead, merging, on, tell};
use crate::app::element::{Element, button, element};
use crate::app::mailbox::send;
use crate::app::message::{self, Message};
use crate::app::text::fr;
use crate::debrief::{Brought, Carrier, FEWEST_CHANGES, FEWEST_COUNTED, FEWEST_SHOWN, Outcome, Received, Turnout, bring_file, bring_line};
use crate::platform::camera::{CameraFault, Scanner, Seen};
use crate::platform::files::{self, File};
use crate::platform::sound;
use crate::scenario::catalogue::Catalogue;
use crate::text::count;

/// The most that is read of a file: a session of a thousand parcours.
const FILE_LIMIT: usize = 32 * 1024 * 1024;
/// How many files are read between two signs of progress.
const BATCH: usize = 25;
/// How many files are read between two times that the session is kept; a multiple of [`BATCH`].
const KEPT_EVERY: usize = 250;
/// The element that shows what the camera sees.
const VIDEO: &str = "camera-image";
/// How many lines are taken from one paste.
const MOST_LINES: usize = 10_000;

/// What « Recueillir » holds.
#[derive(Default)]
pub struct State {
    /// What became of what was brought in last.
    pub(super) last: Vec<Received>,
    /// How far a pile of files is read: so many of so many.
    progress: Option<(usize, usize)>,
    pasted: String,
    /// The session files that may be merged.
    pub(super) sessions: merging::State,
    /// The number of the parcours that is to be withdrawn.
    withdrawing: Option<u32>,
    catalogue: Option<Rc<Catalogue>>,
    /// The camera at work.
    scanner: Option<Scanner>,
    /// Whether the camera is on, or was asked for.
    scanning: bool,
    /// How many codes it has read that were new.
    scanned: usize,
}

/// What a trainer does in « Recueillir ».
#[derive(Clone)]
pub enum Gesture {
    /// Files are chosen or dropped.
    Files(Vec<File>),
    /// Codes are typed or pasted.
    Typed(String),
    /// « Ajouter » the codes typed.
    Add,
    /// Merges the session file that is asked about, or leaves it.
    Merge(bool),
    /// The owner of a parcours offers to have it shown, or no longer.
    Offer(u32),
    /// The owner of a parcours takes it back: asks first.
    AskWithdraw(Option<u32>),
    /// Takes it back.
    Withdraw,
    /// The group agrees to see counts, or no longer.
    Agree(bool),
    /// Turns the camera on or off.
    Scan(bool),
}

/// What « Recueillir » waited for.
pub enum News {
    /// Files were read: their names, and their texts or why not; how many of how many are done.
    Read(Vec<(String, Result<String, &'static str>)>, usize, usize),
    /// The camera is on, or why not.
    Camera(Result<Scanner, CameraFault>),
    /// The camera saw a QR code, or sees no more.
    Seen(Seen),
}

impl State {
    /// Nothing brought in yet. `catalogue` names the cases of stray codes; without it they are only said to be stray.
    pub fn knowing(catalogue: Option<Rc<Catalogue>>) -> Self {
        Self { catalogue, ..Self::default() }
    }
}

/// A gesture of « Recueillir », as controls need it.
pub(super) fn gesture(gesture: Gesture) -> message::Gesture {
    on(super::Gesture::Gathering(gesture))
}

/// Does what the trainer asks.
pub fn act(lead: &mut Lead, gesture: Gesture) {
    match gesture {
        Gesture::Files(files) => read_files(lead, files),
        Gesture::Typed(text) => lead.gathering.pasted = text,
        Gesture::Add => {
            let text = std::mem::take(&mut lead.gathering.pasted);
            lines(lead, &text);
        }
        Gesture::Scan(on) => scan(lead, on),
        Gesture::Merge(yes) => merging::answer(lead, yes),
        Gesture::Offer(number) => lead.change(|session| {
            if let Some(one) = session.gathered.iter_mut().find(|one| one.number == number) {
                one.offered = !one.offered;
            }
        }),
        Gesture::AskWithdraw(number) => lead.gathering.withdrawing = number,
        Gesture::Withdraw => {
            if let Some(number) = lead.gathering.withdrawing.take() {
                lead.parts.session.withdraw(number);
                lead.gathered();
                send(Message::Announce(fr("Parcours retiré : il n'est plus dans la séance.")));
            }
        }
        Gesture::Agree(agreed) => {
            let now = crate::platform::clock::now_ms();
            lead.change(|session| session.agreed = agreed.then_some(now));
        }
    }
}

/// Takes in what has come.
pub fn hear(lead: &mut Lead, news: News) {
    match news {
        News::Read(files, done, total) => {
            for (name, text) in files {
                bring(lead, &name, text);
            }
            lead.gathering.progress = (done < total).then_some((done, total));
            if done == total {
                lead.gathered();
                announce(lead);
            } else if done % KEPT_EVERY == 0 {
                // Should the page vanish in the middle, what was read is kept.
                lead.change(|_| ());
            }
        }
        News::Camera(Ok(scanner)) if lead.gathering.scanning => lead.gathering.scanner = Some(scanner),
        // Turned off meanwhile.
        News::Camera(Ok(_)) => {}
        News::Camera(Err(fault)) => {
            lead.gathering.scanning = false;
            lead.fault = Some(fault.sentence().to_owned());
        }
        News::Seen(Seen::Text(text)) => {
            let before = lead.session().gathered.len();
            lines(lead, text.lines().next().unwrap_or_default());
            if lead.session().gathered.len() > before {
                lead.gathering.scanned += 1;
                sound::beep();
            }
        }
        News::Seen(Seen::Lost(fault)) => {
            lead.gathering.scanner = None;
            lead.gathering.scanning = false;
            lead.fault = Some(fault.sentence().to_owned());
        }
    }
}

fn scan(lead: &mut Lead, on: bool) {
    lead.fault = None;
    lead.gathering.scanner = None;
    lead.gathering.scanned = 0;
    if !on || lead.gathering.scanning {
        lead.gathering.scanning = false;
        return;
    }
    lead.gathering.scanning = true;
    let visit = lead.visit;
    spawn_local(async move {
        let scanner = Scanner::open(VIDEO, move |seen| tell(visit, super::News::Gathering(News::Seen(seen)))).await;
        tell(visit, super::News::Gathering(News::Camera(scanner)));
    });
}

/// Brings in what a camera read, or lines that were typed.
pub fn lines(lead: &mut Lead, text: &str) {
    let wanted = text.lines().filter(|line| !line.trim().is_empty()).take(MOST_LINES);
    let scenario = Rc::clone(&lead.parts.scenario);
    let catalogue = lead.gathering.catalogue.clone();
    let received = wanted.map(|line| bring_line(&mut lead.parts.session, &scenario, catalogue.as_deref(), line)).collect();
    lead.gathering.last = received;
    lead.gathered();
    announce(lead);
}

fn bring(lead: &mut Lead, name: &str, text: Result<String, &'static str>) {
    let scenario = Rc::clone(&lead.parts.scenario);
    let received = match text {
        Err(sentence) => Received { name: name.to_owned(), result: Err(sentence.to_owned()) },
        Ok(text) => match bring_file(&mut lead.parts.session, &scenario, name, &text) {
            Brought::Path(received) => received,
            Brought::Session(other) => {
                lead.gathering.sessions.ask(name, other);
                return;
            }
        },
    };
    lead.gathering.last.push(received);
}

fn read_files(lead: &mut Lead, files: Vec<File>) {
    if files.is_empty() || lead.gathering.progress.is_some() {
        return;
    }
    lead.gathering.last.clear();
    let (visit, total) = (lead.visit, files.len());
    lead.gathering.progress = Some((0, total));
    spawn_local(async move {
        let mut done = 0;
        for batch in files.chunks(BATCH) {
            let reading: Vec<_> = batch.iter().map(|file| (file.name(), files::read_text(file, FILE_LIMIT))).collect();
            let mut read = Vec::with_capacity(BATCH);
            for (name, text) in reading {
                read.push((name, text.await.map_err(|error| error.sentence())));
            }
            done += batch.len();
            tell(visit, super::News::Gathering(News::Read(read, done, total)));
        }
    });
}

/// Says what became of what was brought in last.
pub(super) fn announce(lead: &Lead) {
    send(Message::Announce(fr(&summary(&lead.gathering.last))));
}

/// « 12 ajoutés, 1 déjà reçu, 2 refusés. »
fn summary(received: &[Received]) -> String {
    let count_of = |wanted: fn(&Result<Outcome, String>) -> bool| received.iter().filter(|one| wanted(&one.result)).count();
    let parts = [
        (count_of(|result| matches!(result, Ok(Outcome::Added { .. }))), "ajouté", "ajoutés"),
        (count_of(|result| matches!(result, Ok(Outcome::Extended { .. }))), "complété", "complétés"),
        (count_of(|result| matches!(result, Ok(Outcome::Same))), "déjà reçu", "déjà reçus"),
        (count_of(|result| result.is_err()), "refusé", "refusés"),
    ];
    let told: Vec<String> = parts.into_iter().filter(|(number, ..)| *number > 0).map(|(number, one, many)| count(number, one, many)).collect();
    if told.is_empty() { "Rien à ajouter.".to_owned() } else { [&told.join(", "), "."].concat() }
}

/// Draws it.
pub fn view(lead: &Lead) -> Element {
    let session = lead.session();
    if session.closed {
        return element("p").text("La séance est close : elle ne reçoit plus de parcours.");
    }
    element("div")
        .child(big_count(lead))
        .child(element("div").class("lead-columns").child(files_view(lead)).child(codes_view(lead)).child(camera_view(lead)))
        .maybe(merging::view(lead))
        .maybe(results(lead))
        // While a pile is read the list would only be drawn again and again.
        .maybe((!session.gathered.is_empty() && lead.gathering.progress.is_none()).then(|| list(lead)))
        .child(next(lead))
}

fn big_count(lead: &Lead) -> Element {
    let Turnout { parcours, people } = lead.session().turnout().unwrap_or_default();
    let unfinished = lead.parcours.iter().filter(|(_, parcours)| parcours.ending.is_none()).count();
    let mut words = [count(parcours as usize, "parcours reçu", "parcours reçus"), ", ".to_owned(), count(people as usize, "personne", "personnes")].concat();
    if unfinished > 0 {
        words.push_str(&format!(", dont {unfinished} en chemin"));
    }
    element("p").class("lead-count").id("recus").child(element("strong").text(&words))
}

fn files_view(lead: &Lead) -> Element {
    let input = element("input").set("type", "file").id("fichiers").set("accept", ".json,application/json").flag("multiple", true);
    let input = input.on_files(|files| gesture(Gesture::Files(files)));
    let progress = lead.gathering.progress.map(|(done, total)| {
        let bar = element("progress").set_to("value", done.to_string()).set_to("max", total.to_string()).label("Lecture des fichiers");
        element("p").set("role", "status").child(bar).text(" ").text(&format!("{done} sur {total}"))
    });
    element("section")
        .class("drop")
        .set("aria-labelledby", "par-fichier")
        .on_drop(|files| gesture(Gesture::Files(files)))
        .child(element("h2").id("par-fichier").text("Par fichier"))
        .child(
            element("p")
                .child(element("label").set("for", "fichiers").text("Déposez ici les fichiers « .bifurque.json », autant que vous voulez, ou choisissez-les.")),
        )
        .child(element("p").child(input))
        .maybe(progress)
}

fn codes_view(lead: &Lead) -> Element {
    let area = element("textarea").id("codes").set("rows", "4").set("autocapitalize", "characters").set("spellcheck", "false").set("autocomplete", "off");
    let area = area.value(&lead.gathering.pasted).on_input(|text| gesture(Gesture::Typed(text)));
    let add =
        element("button").set("type", "submit").class("button").id("ajouter-codes").text("Ajouter").flag("disabled", lead.gathering.pasted.trim().is_empty());
    element("section").set("aria-labelledby", "par-code").child(element("h2").id("par-code").text("Par code")).child(
        element("form")
            .on_submit(gesture(Gesture::Add))
            .child(
                element("p").child(
                    element("label")
                        .set("for", "codes")
                        .text("Un code-parcours par ligne : 12 caractères, comme « K7PQ-2M4X-9RTA ». Une colonne entière peut être collée."),
                ),
            )
            .child(area)
            .child(element("p").child(add)),
    )
}

fn camera_view(lead: &Lead) -> Element {
    let state = &lead.gathering;
    let picture = state.scanning.then(|| {
        let video = element("video").id(VIDEO).class("camera").label("Ce que voit la caméra");
        element("div").child(video).child(element("p").set("role", "status").text(&count(state.scanned, "parcours lu", "parcours lus")))
    });
    let words = if state.scanning { "Arrêter la caméra" } else { "Lire les QR codes" };
    element("section")
        .set("aria-labelledby", "par-qr")
        .child(element("h2").id("par-qr").text("Par QR code"))
        .child(element("p").text("Chacun montre son QR code à la webcam, l'un après l'autre : un son dit que c'est lu."))
        .maybe(picture)
        .child(element("p").child(button("button quiet", words, gesture(Gesture::Scan(!state.scanning))).id("camera")))
}

/// What became of what was brought in last: what was refused, and why, first.
fn results(lead: &Lead) -> Option<Element> {
    let last = &lead.gathering.last;
    if last.is_empty() {
        return None;
    }
    let refused = last.iter().filter_map(|one| Some((&one.name, one.result.as_ref().err()?.clone())));
    let told = last.iter().filter_map(|one| match &one.result {
        Ok(Outcome::Added { joined } | Outcome::Extended { joined }) => Some((&one.name, joined.sentence()?)),
        _ => None,
    });
    let line = |(name, sentence): (&String, String)| {
        element("li").child(element("code").child(crate::app::element::plain(name.clone().into()))).text(" : ").text(&sentence)
    };
    Some(
        element("section")
            .class("results")
            .set("aria-labelledby", "resultat")
            .child(element("h2").id("resultat").text("Ce qui vient d'arriver"))
            .child(element("p").text(&summary(last)))
            .child(element("ul").each(refused.map(line)))
            .child(element("ul").each(told.map(line))),
    )
}

/// The parcours, by their numbers: how they came and whether they are finished, never what they chose.
fn list(lead: &Lead) -> Element {
    let row = |one: &crate::debrief::Gathered| {
        let finished = one.hand_over.ending.is_some();
        let carrier = match one.carrier {
            Carrier::File => "fichier",
            Carrier::Code => "code",
            Carrier::Qr => "QR code",
            Carrier::Room => "joué ensemble",
        };
        let number = one.number.to_string();
        let name = ["Parcours n° ", &number].concat();
        let offered = if one.offered { "Ne plus offrir" } else { "Offert par son auteur" };
        let offer =
            button("button quiet", offered, gesture(Gesture::Offer(one.number))).label(&[offered, " : ", &name].concat()).state("aria-pressed", one.offered);
        let take = if lead.gathering.withdrawing == Some(one.number) {
            element("span")
                .child(button("button", "Retirer vraiment", gesture(Gesture::Withdraw)).label(&["Retirer vraiment : ", &name].concat()))
                .child(button("button quiet", "Garder", gesture(Gesture::AskWithdraw(None))))
        } else {
            element("span").child(button("button quiet", "Retirer", gesture(Gesture::AskWithdraw(Some(one.number)))).label(&["Retirer : ", &name].concat()))
        };
        element("tr")
            .key(&number)
            .child(element("th").set("scope", "row").text(&number))
            .child(element("td").text(carrier))
            .child(element("td").text(&count(one.hand_over.players.people as usize, "personne", "personnes")))
            .child(element("td").text(if finished { "arrivé à une fin" } else { "en chemin" }))
            .child(element("td").child(offer).child(take))
    };
    let head = ["N°", "Reçu par", "Joué par", "Où", "À la demande de son auteur"].into_iter().map(|title| element("th").set("scope", "col").text(title));
    let hint = "Une personne peut offrir que son parcours soit montré, ou le reprendre. Ce qu'un parcours repris a apporté à un tableau déjà montré y reste, sans que l'on sache de qui.";
    element("details").class("details").child(element("summary").text("Les parcours, un à un")).child(element("p").class("hint").text(hint)).child(
        element("div").class("table-scroll").set("tabindex", "0").set("role", "region").label("Les parcours, un à un").child(
            element("table").child(element("thead").child(element("tr").each(head))).child(element("tbody").each(lead.session().gathered.iter().map(row))),
        ),
    )
}

/// What the size of the group lets be shown, and the next step.
fn next(lead: &Lead) -> Element {
    let session = lead.session();
    let parcours = session.turnout().unwrap_or_default().parcours;
    let agreed = session.agreed.is_some();
    let waiting = if session.ledger.tables.is_empty() { 0 } else { lead.waiting() };
    let rule = match parcours {
        0..FEWEST_SHOWN => "Moins de trois parcours : rien ne sera montré. Les votes par bulletins restent possibles.",
        FEWEST_SHOWN..FEWEST_COUNTED if !agreed => "Moins de huit parcours : la salle verra quelles options ont été prises, sans nombres.",
        FEWEST_SHOWN..FEWEST_COUNTED => "Le groupe est d'accord pour voir les nombres : ils seront montrés.",
        _ => "Huit parcours ou plus : les nombres peuvent être montrés.",
    };
    let agreement = (parcours < FEWEST_COUNTED || agreed).then(|| {
        let words = if agreed { "Retirer cet accord" } else { "Le groupe est d'accord, dit à voix haute, pour voir les nombres" };
        element("p").child(button("button quiet", words, gesture(Gesture::Agree(!agreed))).id("accord"))
    });
    let late = (waiting > 0).then(|| {
        let words = if waiting < FEWEST_CHANGES {
            format!(
                "{} depuis le dernier tableau montré : il faut {FEWEST_CHANGES} parcours nouveaux pour que les tableaux changent, afin que personne ne soit reconnu par différence.",
                count(waiting, "parcours est arrivé ou a continué", "parcours sont arrivés ou ont continué")
            )
        } else {
            format!("{waiting} parcours sont arrivés ou ont continué : ils entreront dans les tableaux au prochain dévoilement.")
        };
        element("p").class("hint").text(&words)
    });
    element("div").child(element("p").text(rule)).maybe(agreement).maybe(late).child(element("p").class("onward").child(button(
        "button",
        "Suite : débriefer",
        on(super::Gesture::Go(super::Section::Lead)),
    )))
}
