//! What is kept, where, and how to erase it: in plain words.

use yew::prelude::*;

use crate::app::route::Route;
use crate::app::text::fr;
use crate::app::widgets::heading::{heading, use_arrival};

const PARAGRAPHS: [(&str, &str); 5] = [
    (
        "Sur cet appareil",
        "Bifurque enregistre ce que vous décidez dans le navigateur de cet appareil : les scènes vues, les choix, les hésitations, les motifs, les moments. Aucun nom, aucun compte, aucun pseudonyme.",
    ),
    (
        "Nulle part ailleurs",
        "La page ne contacte aucun autre serveur que celui qui l'a donnée, et ne lui envoie rien. Il n'y a ni mesure d'audience, ni publicité, ni cookie.",
    ),
    (
        "Ce que vous transmettez",
        "Rien ne part sans votre geste. Le fichier que vous transmettez contient le chemin, les hésitations et les motifs. Les moments, les relectures, les documents ouverts et vos phrases n'y sont que si vous les cochez.",
    ),
    ("Le texte libre", "N'écrivez rien qui permette de reconnaître une personne, un collègue, un service."),
    (
        "Effacer",
        "« Mes parcours » permet d'effacer un parcours ou tous. « Jouer sans trace » ne garde rien. « Poste partagé » efface après la transmission ou au bout de quatre heures.",
    ),
];

/// « Vie privée »
#[component]
pub fn PrivacyPage() -> Html {
    use_arrival(fr("Vie privée"));
    html! {
        <main id="contenu" class="page">
            { heading("Vie privée") }
            { for PARAGRAPHS.into_iter().map(|(title, text)| html! { <section key={title}><h2>{ fr(title) }</h2><p>{ fr(text) }</p></section> }) }
            <p class="onward"><a class="button" href={Route::Records.href()}>{ "Mes parcours" }</a></p>
        </main>
    }
}
