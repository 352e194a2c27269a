//! « Pilotage »: the trainer's own window. It never shows one person's path, since projectors get mirrored.
//!
//! | file | concern |
//! |---|---|
//! | `page` | opening a session, what reaches it, what frames it |
//! | `workshop` | the session being led: every change goes through here and is kept |
//! | `stage`, `stage_bar`, `here` | what is on the projector, and the line to it; its controls, there and in its place |
//! | `keys` | which keys are for the script |
//! | `prepare`, `together`, `gathering`, `leading`, `closing` | its sections, in the order of a workshop |
//! | `merging` | session files brought in |
//! | `vote` | ballots, counted and typed |
//! | `script_editor` | the trainer's own script |

mod closing;
mod gathering;
mod here;
mod keys;
mod leading;
mod merging;
mod page;
mod prepare;
mod script_editor;
pub mod stage;
mod stage_bar;
mod together;
mod vote;
mod workshop;

pub use page::LeadPage;
pub use workshop::{Lead, Section};

use crate::app::mailbox::Visit;
use crate::app::message;
use crate::app::trainer::deeper;
use crate::debrief::script::Place;
use crate::platform::windows::RemoteKey;
use crate::scenario::program::SceneIndex;

/// What a trainer does in « Pilotage ».
#[derive(Clone)]
pub enum Gesture {
    /// Goes to a section.
    Go(Section),
    /// « Suite »: the next page, the next showing, the next beat.
    Next,
    /// Back.
    Previous,
    /// A blank screen, or what was there.
    Blank,
    /// The keys that write do something else, or not.
    Letters(bool),
    /// One window for both, or two.
    Here(bool),
    /// A dark room, or a light one.
    Dark(bool),
    /// Opens the room's window.
    OpenWindow,
    /// Goes to a beat of the script; nothing is shown yet.
    Enter(Place),
    /// Shows one thing of the beat, by its place.
    Show(usize),
    /// Projects a scene, to be recalled.
    Recall(SceneIndex),
    /// The session was led elsewhere: reads it again.
    TakeBack,
    /// In « Préparer ».
    Prepare(prepare::Gesture),
    /// In « Jouer ensemble ».
    Together(together::Gesture),
    /// In « Recueillir ».
    Gathering(gathering::Gesture),
    /// At a vote.
    Vote(vote::Gesture),
    /// On the script.
    Script(script_editor::Gesture),
    /// In « Aller plus loin ».
    Deeper(deeper::Gesture),
    /// In « Clore ».
    Closing(closing::Gesture),
}

/// What « Pilotage » waited for.
pub enum News {
    /// The session and its case are read, or not.
    Opened(Box<Result<workshop::Parts, page::Failure>>),
    /// The session was kept, or not.
    Kept(Result<(), crate::store::StoreError>),
    /// The room has seen: a large session can be written now.
    Write,
    /// The room's window opened or closed.
    Window(bool),
    /// A key of the remote.
    Key(RemoteKey),
    /// Time goes by.
    Tick,
    /// For « Recueillir ».
    Gathering(gathering::News),
    /// Something was downloaded or copied, or not: what to say of it.
    Said(&'static str),
}

/// Tells « Pilotage » what it waited for.
pub fn tell(visit: Visit, news: News) {
    super::tell(visit, news);
}

/// A gesture of « Pilotage », as controls need it.
pub fn on(gesture: Gesture) -> message::Gesture {
    super::on(gesture)
}
