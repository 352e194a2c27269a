//! The browser app: routes, pages, glue. What happens in a story is decided by [`crate::engine`] and kept by [`crate::record`]; here it is drawn.

mod bilan;
mod keeper;
mod media;
mod pages;
mod play;
mod route;
mod services;
mod settings;
mod text;
mod widgets;

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::{Interval, Timeout};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use keeper::Keeper;
use play::{PlayPage, View};
use route::Route;
use services::Services;
use settings::Reading;
use text::fr;
use widgets::{Notice, heading, site_bar};

use crate::platform::{location, page};

/// How often what is old is looked for on a shared device.
const PURGE_EVERY_MS: u32 = 60_000;

/// How long the status line stays: screen readers have said it by then, and it covers a little of the page.
const STATUS_MS: u32 = 4_000;

/// Starts the app: opens the storage, then draws.
pub fn run() {
    yew::set_custom_panic_hook(Box::new(|panic| page::announce_fatal(&panic.to_string())));
    spawn_local(async {
        let keeper = Rc::new(Keeper::open().await);
        keeper.purge().await;
        page::remove_boot_notice();
        match page::app_root() {
            Some(root) => drop(yew::Renderer::<App>::with_root_and_props(root, AppProps { keeper: KeeperHandle(keeper) }).render()),
            None => page::announce_fatal("the page has no #app"),
        }
    });
}

/// The keeper as a property: equal to itself.
#[derive(Clone)]
struct KeeperHandle(Rc<Keeper>);

impl PartialEq for KeeperHandle {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct AppProps {
    keeper: KeeperHandle,
}

#[component]
fn App(props: &AppProps) -> Html {
    let route = use_state(|| Route::parse(&location::hash()));
    let status = use_state(AttrValue::default);
    let reading = use_state(Reading::load);
    {
        let route = route.clone();
        use_effect_with((), move |()| {
            let listener = location::on_hash_change(move |hash| route.set(Route::parse(&hash)));
            move || drop(listener)
        });
    }
    {
        let keeper = Rc::clone(&props.keeper.0);
        use_effect_with((), move |()| {
            let interval = Interval::new(PURGE_EVERY_MS, move || {
                let keeper = Rc::clone(&keeper);
                spawn_local(async move { keeper.purge().await });
            });
            move || drop(interval)
        });
    }
    let services = {
        let (status, reading) = (status.clone(), reading.clone());
        let keeper = Rc::clone(&props.keeper.0);
        use_memo((), move |()| {
            let set_reading = Callback::from(move |next: Reading| {
                next.apply();
                reading.set(next);
            });
            let fading = RefCell::new(None);
            let announce = Callback::from(move |text: AttrValue| {
                status.set(text);
                let status = status.clone();
                *fading.borrow_mut() = Some(Timeout::new(STATUS_MS, move || status.set(AttrValue::default())));
            });
            Services::new(keeper, Reading::load(), set_reading, announce)
        })
    };
    let services = services.with_reading((*reading).clone());
    // What stands after the # is a route: the link must not change it.
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default();
        heading::focus();
    });
    html! {
        <ContextProvider<Services> context={services}>
            <a key="skip" class="skip-link" href="#contenu" onclick={skip}>{ "Aller au contenu" }</a>
            <div key="page" class="app">{ page_of(&route) }</div>
            <p key="status" class="status" role="status" id="etat">{ (*status).clone() }</p>
        </ContextProvider<Services>>
    }
}

fn page_of(route: &Route) -> Html {
    let with_bar = |page: Html| html! { <div key="site">{ site_bar() }{ page }</div> };
    let play = |attempt: &String, view| html! { <PlayPage key={attempt.clone()} attempt={attempt.clone()} {view} /> };
    match route {
        Route::Catalogue => with_bar(html! { <pages::catalogue::CataloguePage key="catalogue" /> }),
        Route::Introduction(link) => with_bar(html! { <pages::introduction::IntroductionPage key={route.href()} link={link.clone()} /> }),
        Route::Play(id) => play(id, View::Story),
        Route::Bilan(id) => play(id, View::Bilan),
        Route::HandOver(id) => play(id, View::HandOver),
        Route::Records => with_bar(html! { <pages::records::RecordsPage key="records" /> }),
        Route::Privacy => with_bar(html! { <pages::privacy::PrivacyPage key="privacy" /> }),
        Route::Unknown => with_bar(html! {
            <Notice key="unknown" title={fr("Cette adresse ne mène nulle part")} text={fr("Le lien est peut-être incomplet : demandez-le de nouveau, ou choisissez un cas dans le catalogue.")} />
        }),
    }
}
