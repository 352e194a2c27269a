//! What is kept, where, and how to erase it: in plain words.

use crate::app::element::{Element, element, link};
use crate::app::route::Route;
use crate::app::widgets::heading;

const PARAGRAPHS: [(&str, &str); 5] = [
    (
        "Sur cet appareil",
        "Bifurque enregistre ce que vous décidez dans le navigateur de cet appareil : les scènes vues, les choix, les hésitations, les motifs, les moments. Aucun nom, aucun compte, aucun pseudonyme. Le navigateur y garde aussi l'application elle-même, pour qu'elle s'ouvre sans réseau.",
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
pub fn privacy() -> Element {
    let sections = PARAGRAPHS.iter().map(|(title, text)| element("section").child(element("h2").text(title)).child(element("p").text(text)));
    element("main").id("contenu").class("page").child(heading("Vie privée")).each(sections).child(element("p").class("onward").child(link(
        "button",
        "Mes parcours",
        Route::Records.href(),
    )))
}
