//! Playing an attempt: opening it, writing what happens, drawing where it stands.

mod banner;
mod choices;
mod clockwork;
mod closed;
mod draft;
mod ending;
mod hand_over;
mod header;
mod open;
mod outcome;
mod page;
mod reread;
mod resources;
mod scene;
mod story;
mod what_if;
mod writer;

use crate::app::bilan::Labelled;
use crate::record::Hesitation;
use crate::scenario::program::ChoiceIndex;

pub use ending::moved;
pub use open::Opened;
pub use page::PlayPage;

/// Which side of an attempt is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The story.
    Story,
    /// « Mon bilan »
    Bilan,
    /// « Transmettre »
    HandOver,
}

/// What a person does on an attempt.
#[derive(Clone)]
pub enum Gesture {
    /// Selects a choice.
    Select(ChoiceIndex),
    /// Says whether they hesitated: nothing, « - » for no, or another choice's id.
    Hesitate(String),
    /// Says what weighed.
    Motive(String),
    /// Writes why.
    Reason(String),
    /// « Valider mon choix »
    Validate,
    /// « Ajouter une minute »
    MoreTime,
    /// « Continuer »
    GoOn,
    /// « L'échange est terminé »
    TalkOver,
    /// « Passer les scènes sensibles »
    Skip,
    /// « Relire »
    Reread,
    /// « Documents »
    Resources,
    /// Unfolds a document, or folds it.
    Unfold(usize),
    /// « Reprendre ici »
    TakeOver,
    /// « Télécharger mon parcours »
    Keep,
    /// « Et si… ? » at a decision of the path, from 0.
    Wonder(usize),
    /// « Revenir à mon bilan »
    LeaveBranch,
    /// « Voir les étiquettes »
    Labels,
    /// Ticks what is added to the hand-over.
    Share(Shared, bool),
    /// « Télécharger le fichier à transmettre »
    Give,
    /// « Copier » the path code.
    Copy(String),
    /// « C'est transmis »: by the code or the QR code.
    Given,
}

/// What can be added to a hand-over.
#[derive(Clone, Copy, Debug)]
pub enum Shared {
    /// The reasons in one's own words.
    Reasons,
    /// When each decision was made.
    Times,
    /// How often « Relire » was opened.
    Rereadings,
    /// Which resources were opened.
    Resources,
}

/// What an attempt waited for.
pub enum News {
    /// It is open.
    Opened(Box<Opened>),
    /// It cannot be played here and now.
    Closed(Box<open::Closed>),
    /// What became of an intent.
    Written(writer::Written),
    /// Another tab took it over.
    TakenOver,
    /// A second of the time limit has gone.
    Second,
    /// The shared device has forgotten it, or cannot, and why.
    Erased(Option<&'static str>),
    /// What the labels are read with.
    Labels(Labelled),
}

/// What the answer to « Avez-vous hésité ? » is in the form: nothing, « - » or an id.
fn hesitation(value: String) -> Option<Hesitation> {
    match value.as_str() {
        "" => None,
        "-" => Some(Hesitation::None),
        _ => Some(Hesitation::With(value)),
    }
}
