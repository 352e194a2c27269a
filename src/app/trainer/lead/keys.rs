//! Which keys of a remote or a keyboard are for the script. Where it is not led they stay the page's own: page down scrolls, and projects nothing by surprise.

use super::{Gesture, Lead, Section, on};
use crate::app::element::{Element, element};
use crate::platform::settings_storage;
use crate::platform::windows::RemoteKey;

/// Which keys « Pilotage » takes where it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// Whether the script or the story is led there.
    led: bool,
    /// Whether the slide covers « Pilotage ».
    here: bool,
    /// Whether the keys that write do something else.
    letters: bool,
}

impl Keys {
    /// Where a session stands.
    #[must_use]
    pub fn of(lead: &Lead) -> Self {
        let led = match lead.section {
            Section::Together => true,
            // A script that is being written is not being led.
            Section::Lead => !lead.editing.open(),
            Section::Prepare | Section::Gather | Section::Close => false,
        };
        Self { led, here: lead.stage.here, letters: lead.stage.letters }
    }

    /// Whether it takes a key.
    #[must_use]
    pub fn take(self, key: RemoteKey) -> bool {
        let place = match key {
            RemoteKey::Next | RemoteKey::Previous | RemoteKey::Blank => self.led || self.here,
            RemoteKey::FullScreen | RemoteKey::Leave => self.here,
        };
        place && (self.letters || !key.writes())
    }
}

/// What a key does that was taken, in this window or in the room's. The whole screen is each window's own.
#[must_use]
pub fn gesture(key: RemoteKey) -> Option<Gesture> {
    match key {
        RemoteKey::Next => Some(Gesture::Next),
        RemoteKey::Previous => Some(Gesture::Previous),
        RemoteKey::Blank => Some(Gesture::Blank),
        RemoteKey::Leave => Some(Gesture::Here(false)),
        RemoteKey::FullScreen => None,
    }
}

/// Whether this device's trainer lets the keys that write do something else: yes, as long as nobody said no.
#[must_use]
pub fn letters() -> bool {
    settings_storage::load(settings_storage::KEYS).ok().flatten().is_none_or(|kept| kept != NO)
}

/// Keeps it for the sessions to come. A device that keeps nothing has it for this one.
pub fn keep_letters(on: bool) {
    let _ = settings_storage::save(settings_storage::KEYS, if on { YES } else { NO });
}

const YES: &str = "true";
const NO: &str = "false";

/// What the keys do, and whether those that write do it.
pub fn help(lead: &Lead) -> Element {
    let together = lead.sections().any(|section| section == Section::Together);
    let where_led = if together { "« Jouer ensemble » et « Débriefer »" } else { "« Débriefer »" };
    let turns = ["avancer et revenir, dans ", where_led, " ; partout, depuis la fenêtre de projection"].concat();
    let keys =
        [("Page suivante, page précédente", turns.as_str()), ("Échap", "revenir au pilotage, après « Projeter ici » ; ou les boutons du bas de l'écran")];
    let keys = keys.into_iter().map(|(key, does)| element("li").child(element("strong").text(key)).text(" : ").text(does));
    let input = element("input").set("type", "checkbox").id("raccourcis").checked(lead.stage.letters).on_pick(on(Gesture::Letters(!lead.stage.letters)));
    let letters = element("label").child(input).child(element("span").text("Raccourcis d'une touche (B : écran noir, F : plein écran)"));
    element("details").class("keys-help").child(element("summary").text("Télécommande et touches")).child(element("ul").each(keys)).child(letters)
}
