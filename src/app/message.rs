//! Everything that changes what the app shows.

use std::any::Any;
use std::rc::Rc;

use yew::AttrValue;

use super::mailbox::Visit;
use super::pages::{catalogue, introduction, records};
use super::play;
use super::route::Route;
use super::settings::Change;

/// What the app is told.
pub enum Message {
    /// The address changed.
    Went(Route),
    /// A control was used.
    Gesture(Gesture),
    /// What a page waited for has come.
    News(Visit, Box<News>),
    /// Something is to be said in the status line.
    Announce(AttrValue),
    /// A digit key was pressed, alone, while the page itself had the keyboard.
    Digit(usize),
    /// The page went out of sight (`false`) or came back.
    Visible(bool),
    /// The voice has finished.
    Silent,
}

/// What a person does with a control.
#[derive(Clone)]
pub enum Gesture {
    /// « Aller au contenu »
    SkipToContent,
    /// Goes to the element of this id, which can take the focus: a link inside the page.
    GoTo(String),
    /// « Lecture »
    OpenReading,
    /// A reading setting.
    Read(Change),
    /// « Fermer »
    CloseDialog,
    /// The dialog is closed, by whatever way.
    DialogClosed,
    /// « Écouter », « Arrêter »
    Aloud,
    /// « Imprimer »
    Print,
    /// « Télécharger ce qui reste lisible »
    Rescue,
    /// On the catalogue.
    Catalogue(catalogue::Gesture),
    /// On an introduction.
    Introduction(introduction::Gesture),
    /// On an attempt.
    Play(play::Gesture),
    /// On « Mes parcours ».
    Records(records::Gesture),
    /// On a trainer's page.
    Trainer(Rc<dyn Any>),
}

/// What a page waited for.
pub enum News {
    /// The rest of the app has come, or does not.
    Rest(bool),
    /// For the catalogue.
    Catalogue(catalogue::News),
    /// For an introduction.
    Introduction(introduction::News),
    /// For an attempt.
    Play(play::News),
    /// For « Mes parcours ».
    Records(records::News),
    /// For a trainer's page.
    Trainer(Box<dyn Any>),
}
