//! « Mes parcours »: what this device keeps; going on, keeping a file, opening one, erasing.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::app::bilan::RecapView;
use crate::app::keeper::Kept;
use crate::app::media::Loaded;
use crate::app::route::Route;
use crate::app::services::{Services, use_services};
use crate::app::text::{count, fr};
use crate::app::widgets::{Dialog, KeepRecord, RescueRecords, Trouble, heading::heading, heading::use_arrival_when, waiting};
use crate::platform::files;
use crate::record::{Journal, Play, Recap, RecordFile, UnreadableRecord, Verdict, read, salvage};

/// The most that is read of a record: a long attempt is a thousandth of it.
const RECORD_LIMIT: usize = 4 * 1024 * 1024;

/// A path of a file that was opened, or why there is none.
#[derive(Clone)]
enum Opened {
    Path { scenario: Loaded, recap: Rc<Recap>, verdict: Option<Verdict> },
    Refused { sentence: AttrValue, details: String },
}

/// « Mes parcours »
#[component]
pub fn RecordsPage() -> Html {
    let services = use_services();
    let kept = use_state(|| None::<Vec<Kept>>);
    let opened = use_state(Vec::new);
    let erasing = use_state(|| None::<Erasing>);
    use_arrival_when(fr("Mes parcours"), kept.is_some());
    let reload = {
        let (services, kept) = (services.clone(), kept.clone());
        Callback::from(move |()| {
            let (services, kept) = (services.clone(), kept.clone());
            spawn_local(async move { kept.set(Some(services.keeper.list().await)) });
        })
    };
    {
        let reload = reload.clone();
        use_effect_with((), move |()| reload.emit(()));
    }
    let choose = {
        let (services, opened) = (services.clone(), opened.clone());
        Callback::from(move |event: Event| {
            if let Some(file) = files::chosen(&event) {
                let (services, opened) = (services.clone(), opened.clone());
                spawn_local(async move { opened.set(open_file(&services, file).await) });
            }
        })
    };
    let Some(list) = &*kept else {
        return waiting("Lecture de cet appareil…");
    };
    let ask_all = {
        let erasing = erasing.clone();
        Callback::from(move |_: MouseEvent| erasing.set(Some(Erasing::All)))
    };
    html! {
        <main id="contenu" class="page records">
            { heading("Mes parcours") }
            { if services.keeper.damaged() > 0 {
                html! {
                    <div key="damaged" class="trouble" role="alert">
                        <p>{ fr("Un enregistrement de cet appareil ne peut pas être lu. Il a été laissé où il est ; les autres sont intacts.") }</p>
                        <p><RescueRecords /></p>
                    </div>
                }
            } else {
                html! { <div key="damaged" hidden=true></div> }
            } }
            <Trouble key="trouble" />
            { if list.is_empty() {
                html! { <p key="list">{ fr("Cet appareil ne garde aucun parcours.") }</p> }
            } else {
                html! { <ul key="list" class="record-list">{ for list.iter().map(|kept| record(&services, kept, &erasing)) }</ul> }
            } }
            <section key="open" class="open-file" aria-labelledby="ouvrir">
                <h2 id="ouvrir">{ "Ouvrir un fichier" }</h2>
                <p><label for="fichier">{ fr("Un parcours téléchargé ou transmis (« .bifurque.json »)") }</label></p>
                <p><input type="file" id="fichier" accept=".json,application/json" onchange={choose} /></p>
                { for opened.iter().enumerate().map(|(at, opened)| opened_view(at, opened)) }
            </section>
            <p key="all" class="onward"><button type="button" class="button quiet" id="tout-effacer" onclick={ask_all}>{ "Effacer toutes mes traces" }</button></p>
            { match &*erasing {
                None => html! { <div key="erasing"></div> },
                Some(what) => html! { <EraseDialog key="erasing" what={what.clone()} done={
                    let (erasing, reload) = (erasing.clone(), reload.clone());
                    Callback::from(move |()| { erasing.set(None); reload.emit(()); })
                } /> },
            } }
        </main>
    }
}

fn opened_view(at: usize, opened: &Opened) -> Html {
    match opened {
        Opened::Refused { sentence, details } => html! {
            <div key={["refused-", &at.to_string()].concat()} role="alert" class="trouble">
                <p>{ sentence.clone() }</p>
                <details><summary>{ "Détail technique" }</summary><p>{ details.clone() }</p></details>
            </div>
        },
        Opened::Path { scenario, recap, verdict } => html! {
            <div key={["path-", &at.to_string()].concat()}>
                { match verdict {
                    Some(verdict) => html! { <p key="verdict" role="status" class="verdict">{ fr(&verdict.sentence()) }</p> },
                    None => html! { <p key="verdict" hidden=true></p> },
                } }
                <RecapView scenario={scenario.clone()} recap={Rc::clone(recap)} />
            </div>
        },
    }
}

fn record(services: &Services, kept: &Kept, erasing: &UseStateHandle<Option<Erasing>>) -> Html {
    let id = kept.attempt.id.to_string();
    let go_on = if kept.finished { (Route::Bilan(id.clone()), "Mon bilan") } else { (Route::Play(id.clone()), "Reprendre") };
    let ask = {
        let (erasing, id) = (erasing.clone(), id.clone());
        Callback::from(move |_: MouseEvent| erasing.set(Some(Erasing::One(id.clone()))))
    };
    let state = if kept.finished { "terminé".to_owned() } else { count(kept.decisions, "décision prise", "décisions prises") };
    // On a shared device the next person may erase it, not read it.
    let where_kept = match (kept.in_memory, kept.attempt.settings.shared_device) {
        (_, true) => " · poste partagé",
        (true, false) => " · en mémoire seulement",
        (false, false) => "",
    };
    html! {
        <li key={id.clone()} class="record">
            <div><strong>{ fr(&kept.attempt.title) }</strong><span class="hint">{ fr(&[&state, where_kept].concat()) }</span></div>
            <div class="record-tools">
                { if kept.attempt.settings.shared_device {
                    html! { <span key="own"></span> }
                } else {
                    html! {
                        <span key="own" class="record-tools">
                            <a class="button quiet" href={go_on.0.href()}>{ go_on.1 }</a>
                            <KeepStored id={id.clone()} services={services.clone()} />
                        </span>
                    }
                } }
                <button type="button" class="button quiet" onclick={ask} aria-label={fr(&["Effacer : ", &kept.attempt.title].concat())}>{ "Effacer" }</button>
            </div>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct KeepStoredProps {
    id: String,
    services: Services,
}

/// « Télécharger mon parcours », once its journal is read.
#[component]
fn KeepStored(props: &KeepStoredProps) -> Html {
    let journal = use_state(|| None::<Rc<Journal>>);
    {
        let (journal, services) = (journal.clone(), props.services.clone());
        use_effect_with(props.id.clone(), move |id| {
            let id = id.clone();
            spawn_local(async move { journal.set(services.keeper.journal(&id).await.ok().map(Rc::new)) });
        });
    }
    match &*journal {
        Some(journal) => html! { <span><KeepRecord journal={Rc::clone(journal)} /></span> },
        None => html! { <span></span> },
    }
}

#[derive(Clone, PartialEq)]
enum Erasing {
    One(String),
    All,
}

#[derive(Properties, PartialEq)]
struct EraseDialogProps {
    what: Erasing,
    done: Callback<()>,
}

/// Asks before erasing, since what is erased does not come back.
#[component]
fn EraseDialog(props: &EraseDialogProps) -> Html {
    let services = use_services();
    let erase = {
        let (what, done) = (props.what.clone(), props.done.clone());
        Callback::from(move |_: MouseEvent| {
            let (services, what, done) = (services.clone(), what.clone(), done.clone());
            spawn_local(async move {
                let erased = match &what {
                    Erasing::One(id) => services.keeper.erase(id).await,
                    Erasing::All => services.keeper.erase_all().await,
                };
                services.announce.emit(match erased {
                    Ok(()) => fr("Effacé de cet appareil."),
                    Err(error) => error.sentence().into(),
                });
                done.emit(());
            });
        })
    };
    let text = match &props.what {
        Erasing::One(_) => "Ce parcours sera effacé de cet appareil. Il ne pourra pas être retrouvé.",
        Erasing::All => "Tous les parcours seront effacés de cet appareil. Ils ne pourront pas être retrouvés.",
    };
    html! {
        <Dialog title="Effacer ?" close={props.done.clone()}>
            <p>{ fr(text) }</p>
            <p class="onward"><button type="button" class="button" id="effacer" onclick={erase}>{ "Effacer" }</button></p>
        </Dialog>
    }
}

async fn open_file(services: &Services, file: files::File) -> Vec<Opened> {
    let refused = |sentence: &str, details: String| vec![Opened::Refused { sentence: fr(sentence), details }];
    let text = match files::read_text(&file, RECORD_LIMIT).await {
        Ok(text) => text,
        Err(error) => return refused(error.sentence(), error.to_string()),
    };
    match read(&text) {
        Err(error @ UnreadableRecord::Damaged(_)) => {
            let mut opened = refused(error.sentence(), error.to_string());
            opened.extend(open_journals(services, &salvage(&text)).await);
            opened
        }
        Err(error) => refused(error.sentence(), error.to_string()),
        Ok(RecordFile::HandOver(file)) => match services.scenario(&file.scenario).await {
            Err(trouble) => refused(trouble.sentence(), trouble.details().join("\n")),
            Ok(scenario) => match Recap::read(&scenario.0, &file) {
                Ok(recap) => vec![Opened::Path { verdict: None, recap: Rc::new(recap), scenario }],
                Err(fault) => refused(
                    "Ce parcours ne correspond pas au cas tel qu'il est aujourd'hui : il a été modifié, ou le cas a changé depuis. Rien n'a été changé ici.",
                    fault.to_string(),
                ),
            },
        },
        Ok(RecordFile::Journals(journals)) if journals.is_empty() => refused("Ce fichier ne contient aucun parcours.", String::new()),
        Ok(RecordFile::Journals(journals)) => open_journals(services, &journals).await,
    }
}

async fn open_journals(services: &Services, journals: &[Journal]) -> Vec<Opened> {
    let mut opened = Vec::new();
    for journal in journals {
        opened.push(open_journal(services, journal).await);
    }
    opened
}

async fn open_journal(services: &Services, journal: &Journal) -> Opened {
    let refused = |sentence: &str, details: String| Opened::Refused { sentence: fr(sentence), details };
    match services.scenario(&journal.attempt.scenario).await {
        Err(trouble) => refused(trouble.sentence(), trouble.details().join("\n")),
        Ok(scenario) => {
            let verdict = Verdict::of(&scenario.0, journal);
            match Play::replay(Rc::clone(&scenario.0), journal) {
                Ok(play) => Opened::Path { recap: Rc::new(Recap::of(&play)), verdict: Some(verdict), scenario },
                Err(fault) => refused(&verdict.sentence(), fault.to_string()),
            }
        }
    }
}
