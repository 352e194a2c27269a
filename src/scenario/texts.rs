//! What is checked in the words of a scenario: the text subset, and the ids of its blocks.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::decode::{Id, Located};
use super::diagnostic::{Report, Rule, Span, told};
use super::json;
use super::reading::{Owner, owned_blocks};
use super::source::{Block, BlockKind, Ending, Exit, Source};
use crate::text::{self, TextErrorKind};

/// Reports text that is outside the safe subset of Markdown, to the character.
pub fn check(source: &Source, file: &str, report: &mut Report) {
    visit(source, &mut |_, located| {
        let errors = text::errors(located);
        let more = errors.len().saturating_sub(TOLD);
        let mut characters = json::Characters::of(file, located.span);
        for (number, error) in errors.into_iter().take(TOLD).enumerate() {
            let at = characters.go(error.at);
            let (message, help) = words_of(error.kind);
            report.push(Rule::Text, Span::new(at, at + 1), if number + 1 == TOLD { and_more(message, more) } else { message.into() }, help);
        }
    });
}

/// How many faults of one kind are told of one text: past them, a sign that came with a paste is everywhere, and a list of thousands helps nobody.
pub const TOLD: usize = 20;

/// The sentence of the last fault that is told of a text, with how many more there are.
pub fn and_more(message: &str, more: usize) -> Cow<'_, str> {
    if more == 0 { message.into() } else { told!("{message} Et {} dans ce texte.", text::count(more, "autre", "autres")).into() }
}

/// A fault of a text in French, as all that authors read: what it is, and what to write instead.
fn words_of(kind: TextErrorKind) -> (&'static str, &'static str) {
    match kind {
        TextErrorKind::RawHtml => ("Le HTML n’est pas admis.", "Écrivez *mots* ou **mots** ; si le signe doit se voir, mettez une espace après « < »."),
        TextErrorKind::UnclosedEmphasis => {
            ("Cette mise en relief n’est pas refermée.", "Ajoutez « * » après son dernier mot ; pour montrer un astérisque, écrivez « \\* ».")
        }
        TextErrorKind::UnclosedStrong => {
            ("Ce passage en gras n’est pas refermé.", "Ajoutez « ** » après son dernier mot ; pour montrer des astérisques, écrivez « \\*\\* ».")
        }
        TextErrorKind::UnopenedEmphasis => {
            ("Ces astérisques ne referment rien.", "Retirez-les, ou ouvrez le passage avant son premier mot ; pour en montrer un, écrivez « \\* ».")
        }
        TextErrorKind::CrossedEmphasis => ("Un autre passage est encore ouvert dans celui-ci.", "Refermez d’abord celui qui a été ouvert en dernier."),
        TextErrorKind::EmptyEmphasis => {
            ("Il n’y a rien entre ces astérisques.", "Mettez-y des mots ; pour montrer les astérisques, écrivez « \\* » pour chacun.")
        }
        TextErrorKind::UnclosedLink => ("Ce crochet n’est pas refermé.", "Un lien s’écrit [mots](L25) ; pour montrer un crochet, écrivez « \\[ »."),
        TextErrorKind::UnopenedLink => ("Ce lien n’a pas de crochet ouvrant.", "Écrivez [mots](L25) ; pour montrer un crochet, écrivez « \\] »."),
        TextErrorKind::MissingReference => (
            "Ce lien ne mène à aucune source.",
            "Écrivez son identifiant juste après les mots, [mots](L25) ; pour montrer des crochets, écrivez « \\[mots\\] ».",
        ),
        TextErrorKind::BadReference => ("Un lien mène à une source, par son seul identifiant.", "Écrivez [mots](L25), et l’adresse dans references.json."),
        TextErrorKind::EmptyLabel => ("Ce lien n’a pas de mots.", "Écrivez entre les crochets ce qui doit se lire : [mots](L25)."),
        TextErrorKind::UnknownEscape(_) => {
            ("Cette barre oblique inverse ne protège rien.", "Elle ne va que devant * [ ] \\ et - ; pour la montrer, écrivez-la deux fois.")
        }
        TextErrorKind::TrailingBackslash => ("Rien ne suit cette barre oblique inverse.", "Retirez-la ; pour la montrer, écrivez-la deux fois."),
        TextErrorKind::Heading => ("Un texte n’a pas de titres.", "Servez-vous du titre du bloc, ou de mots en **gras** dans un paragraphe à eux."),
        TextErrorKind::Code => ("Un texte n’a pas de code.", "Retirez l’accent grave isolé ; une apostrophe s’écrit ’, des guillemets « »."),
        TextErrorKind::Image => ("Un texte n’a pas d’images.", "Servez-vous d’un bloc image ; devant un lien, mettez une espace après « ! »."),
        TextErrorKind::Quotation => ("Un texte n’a pas de blocs de citation.", "Retirez « > » et mettez la citation entre guillemets « »."),
        TextErrorKind::StarItem => {
            ("Un élément de liste commence par un trait d’union.", "Écrivez « - » au lieu de « * » ; pour montrer un astérisque, écrivez « \\* ».")
        }
        TextErrorKind::NumberedLine => ("Un texte n’a pas de listes numérotées.", "Séparez ces lignes par des lignes vides, ou commencez chacune par « - »."),
        TextErrorKind::IndentedItem => ("Une liste n’a qu’un niveau.", "Retirez les espaces avant « - » ; pour montrer un trait d’union, écrivez « \\- »."),
    }
}

/// Reports blocks, messages, comments and fields that share an id.
pub fn check_ids(source: &Source, report: &mut Report) {
    let mut seen = BTreeSet::new();
    let mut see = |id: &Option<Id>| {
        if let Some(id) = id.as_ref().filter(|id| !seen.insert(id.to_string())) {
            report.push(
                Rule::DuplicateId,
                id.0.span,
                told!("L’identifiant « {} » apparaît deux fois.", &**id),
                "Blocs, messages, commentaires et champs ont chacun le leur : changez l’un des deux.",
            );
        }
    };
    let mut see_blocks = |blocks: &[Block]| {
        for block in blocks {
            see(&block.id);
            match &block.kind {
                BlockKind::Thread(thread) => thread.messages.iter().for_each(|message| see(&message.id)),
                BlockKind::Post(post) => post.comments.iter().for_each(|comment| see(&comment.id)),
                BlockKind::Document(document) => document.fields.iter().for_each(|field| see(&field.id)),
                BlockKind::Screen(screen) => screen.fields.iter().for_each(|field| see(&field.id)),
                _ => {}
            }
        }
    };
    owned_blocks(source).for_each(|(_, blocks)| see_blocks(blocks));
}

/// Calls `see` for every text of the scenario that may hold emphasis, lists and links, with what it belongs to.
pub fn visit<'a>(source: &'a Source, see: &mut dyn FnMut(Owner, &'a Located)) {
    let warning = source.content_warning.as_ref().map(|warning| &warning.text);
    [&source.introduction.text, &source.note.works_on].into_iter().chain(warning).for_each(|text| see(Owner::Case, text));
    for (owner, blocks) in owned_blocks(source) {
        visit_blocks(blocks, &mut |text| see(owner, text));
    }
    for (at, scene) in source.scenes.iter().enumerate() {
        if let Exit::Ending(Ending { person, professional, team, question, .. }) = &scene.exit {
            [person, professional, team, question].into_iter().for_each(|text| see(Owner::Scene(at), text));
        }
    }
}

fn visit_blocks<'a>(blocks: &'a [Block], see: &mut dyn FnMut(&'a Located)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Narration(text) => see(text),
            BlockKind::Speech(speech) => see(&speech.text),
            BlockKind::Thread(thread) => thread.messages.iter().filter_map(|message| message.text.as_ref()).for_each(&mut *see),
            BlockKind::Email(email) => see(&email.text),
            BlockKind::Post(post) => {
                see(&post.text);
                post.comments.iter().for_each(|comment| see(&comment.text));
            }
            BlockKind::Document(document) => document.text.iter().for_each(&mut *see),
            BlockKind::Screen(screen) => [&screen.text, &screen.notice, &screen.error].into_iter().flatten().for_each(&mut *see),
            BlockKind::Audio(recording) | BlockKind::Video(recording) => see(&recording.transcript),
            BlockKind::Reference(reference) => reference.text.iter().for_each(&mut *see),
            BlockKind::Image(_) | BlockKind::Ellipsis(_) => {}
        }
    }
}
