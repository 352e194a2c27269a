//! The scenario format: what an author writes, how it is read, and what the engine runs.
//!
//! ```text
//! bytes ── json ──▶ spanned tree ── decode ──▶ Source (as written) ── link ──▶ Program (tables)
//!                        └── digest ──▶ what records are pinned to
//! ```
//!
//! Every step adds to one [`Report`], so that an author is told all that is wrong at once.

use std::rc::Rc;

pub use decode::is_id;
pub(crate) use detour::deepest as deepest_detour;
use diagnostic::{Diagnostic, Report, Rule, Span, told};
use digest::Digest;
use program::{ChoiceIndex, ExitCode, Program, SceneIndex};
use source::{Choice, Decision, Ending, Exit, Person, Scene, Source};

mod block;
pub mod catalogue;
pub(crate) mod decode;
mod detour;
pub mod diagnostic;
pub mod digest;
pub(crate) mod expression;
pub(crate) mod json;
pub mod labels;
pub mod library;
pub mod link;
mod meant;
pub mod place;
pub mod program;
pub mod reading;
mod route;
mod rule;
#[cfg(feature = "cli")]
pub mod schema;
pub mod source;
#[cfg(test)]
mod tests;
pub(crate) mod texts;
pub mod words;

/// The format this version writes and reads.
pub const FORMAT_CURRENT: u32 = 1;
/// The oldest format this version still reads.
pub const FORMAT_OLDEST: u32 = 1;
/// The size of the largest scenario file that is read, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A scenario that can be played: its words, its program, and what records are pinned to.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The words, as the author wrote them.
    pub source: Source,
    /// What the engine runs.
    pub program: Program,
    /// The digest of the file.
    pub digest: Digest,
    /// The tag over the ids of scenes and choices.
    pub shape: u32,
}

impl Scenario {
    /// Reads a scenario from the bytes of its file. With a library, tags and references are checked against it as well.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the file.
    pub fn load(bytes: &[u8], library: Option<&library::Library>) -> Result<Rc<Self>, Vec<Diagnostic>> {
        let mut report = Report::default();
        let Some(text) = text_of(bytes, &mut report) else {
            return Err(report.finish(sound_start(bytes), None));
        };
        let Some(root) = json::parse(text, &mut report) else {
            return Err(report.finish(text, None));
        };
        if !format_is_readable(&root, &mut report) {
            return Err(report.finish(text, Some(&root)));
        }
        let Some(source) = decode::decode::<Source>(&root, &mut report) else {
            return Err(report.finish(text, Some(&root)));
        };
        let program = link::link(&source, text, &mut report);
        texts::check(&source, text, &mut report);
        texts::check_ids(&source, &mut report);
        if let Some(library) = library {
            library.check(&source, &mut report);
        }
        if !report.is_empty() {
            return Err(report.finish(text, Some(&root)));
        }
        Ok(Rc::new(Self { shape: digest::shape_tag(&source), digest: Digest::of(&root), source, program }))
    }

    /// The scenario's id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.source.id
    }

    /// The words of a scene.
    #[must_use]
    pub fn scene(&self, index: SceneIndex) -> &Scene {
        &self.source.scenes[index.at()]
    }

    /// The scene that has this id, or that had it before it was renamed.
    #[must_use]
    pub fn find_scene(&self, id: &str) -> Option<SceneIndex> {
        let find = |id: &str| self.source.scenes.iter().position(|scene| &*scene.id == id);
        find(id).or_else(|| find(self.source.renamed.get(id)?)).and_then(|at| u32::try_from(at).ok()).map(SceneIndex)
    }

    /// Whether a scene has this id, or had it before it was renamed.
    #[must_use]
    pub fn is_named(&self, scene: SceneIndex, id: &str) -> bool {
        let now = &*self.scene(scene).id;
        now == id || self.source.renamed.get(id).is_some_and(|new| now == &**new)
    }

    /// The choice of a scene that has this id, or that had it before it was renamed.
    #[must_use]
    pub fn find_choice(&self, scene: SceneIndex, id: &str) -> Option<ChoiceIndex> {
        let ExitCode::Decision(choices) = self.program.scenes[scene.at()].exit else {
            return None;
        };
        let decision = self.decision(scene)?;
        let find = |id: &str| decision.choices.iter().position(|choice| &*choice.id == id);
        let at = find(id).or_else(|| find(self.source.renamed.get(id)?))?;
        u32::try_from(choices.range().start + at).ok().map(ChoiceIndex)
    }

    /// The decision of a scene, if it asks one.
    #[must_use]
    pub fn decision(&self, scene: SceneIndex) -> Option<&Decision> {
        match &self.scene(scene).exit {
            Exit::Decision(decision) => Some(decision),
            _ => None,
        }
    }

    /// The ending of a scene, if it is one.
    #[must_use]
    pub fn ending(&self, scene: SceneIndex) -> Option<&Ending> {
        match &self.scene(scene).exit {
            Exit::Ending(ending) => Some(ending),
            _ => None,
        }
    }

    /// The words of a choice.
    ///
    /// # Panics
    /// Never with an index of this scenario: the program and the words come from the same file.
    #[must_use]
    pub fn choice(&self, index: ChoiceIndex) -> &Choice {
        let scene = self.program.choices[index.at()].scene;
        let (Exit::Decision(decision), ExitCode::Decision(choices)) = (&self.scene(scene).exit, self.program.scenes[scene.at()].exit) else {
            unreachable!("a choice belongs to a decision");
        };
        &decision.choices[index.at() - choices.range().start]
    }

    /// The place of a choice among those of its decision, in the order of the file, from 0.
    #[must_use]
    pub fn place(&self, index: ChoiceIndex) -> u32 {
        let scene = self.program.choices[index.at()].scene;
        let first = match self.program.scenes[scene.at()].exit {
            ExitCode::Decision(choices) => choices.range().start,
            _ => index.at(),
        };
        u32::try_from(index.at() - first).unwrap_or(u32::MAX)
    }

    /// The letter of a choice: `A` for the first of its decision.
    #[must_use]
    pub fn letter(&self, index: ChoiceIndex) -> char {
        u8::try_from(self.place(index)).ok().and_then(|offset| b'A'.checked_add(offset)).map_or('?', char::from)
    }

    /// Whether a scene is the ending that has this id, or that had it before it was renamed.
    #[must_use]
    pub fn ends_as(&self, scene: SceneIndex, id: &str) -> bool {
        let renamed = self.source.renamed.get(id);
        self.ending(scene).is_some_and(|ending| *ending.id == *id || renamed.is_some_and(|new| *ending.id == **new))
    }

    /// What someone of the story is called.
    #[must_use]
    pub fn name<'s>(&'s self, id: &'s str) -> &'s str {
        match self.person(id) {
            Some(person) => &person.name,
            None if id == link::PLAYER => "Vous",
            None => id,
        }
    }

    /// Someone of the story; `None` for the player.
    #[must_use]
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.source.people.iter().find(|person| &*person.id == id)
    }
}

/// Places in the file what was found in a scenario that was read from it.
pub(crate) fn place(bytes: &[u8], report: Report) -> Vec<Diagnostic> {
    let mut none = Report::default();
    let text = text_of(bytes, &mut none).unwrap_or("");
    report.finish(text, json::parse(text, &mut none).as_ref())
}

/// The text of a file, or a report of why it is none.
pub(crate) fn text_of<'b>(bytes: &'b [u8], report: &mut Report) -> Option<&'b str> {
    if bytes.len() > MAX_BYTES {
        report.push(
            Rule::Size,
            Span::default(),
            told!("Le fichier fait {} Mo.", bytes.len() / (1024 * 1024)),
            "Un scénario fait 16 Mo au plus : sortez les médias du fichier, ou coupez le cas en deux.",
        );
        return None;
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        report.push(Rule::Encoding, Span::default(), "Le fichier est enregistré en UTF-16.", "Enregistrez-le de nouveau en UTF-8.");
        return None;
    }
    let bytes = unmarked(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let at = error.valid_up_to();
            report.push(
                Rule::Encoding,
                Span::new(at, at + 1),
                told!("Le fichier n’est pas en UTF-8 : l’octet {:02X} n’a pas de sens ici.", unmarked(bytes).get(at).copied().unwrap_or(0)),
                "Enregistrez-le de nouveau en UTF-8 (souvent, il est en « ANSI » ou « Windows-1252 »).",
            );
            None
        }
    }
}

/// The bytes after the mark that some editors put at the start of UTF-8.
fn unmarked(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

/// The text before the first byte that is none: what places are counted in.
fn sound_start(bytes: &[u8]) -> &str {
    unmarked(bytes).utf8_chunks().next().map_or("", |chunk| chunk.valid())
}

/// Whether the file was written for a format in the window; otherwise the only thing to say is that.
fn format_is_readable(root: &json::Node<'_>, report: &mut Report) -> bool {
    let json::Value::Object(members) = &root.value else { return true };
    let Some(member) = members.iter().find(|member| member.key == "format") else { return true };
    let json::Value::Number(number) = member.value.value else { return true };
    let help = match number.parse::<u32>() {
        Ok(FORMAT_OLDEST..=FORMAT_CURRENT) => return true,
        Ok(later) if later > FORMAT_CURRENT => "Ce fichier a été écrit pour une version plus récente : mettez Bifurque à jour.",
        _ => "Écrivez \"format\": 1.",
    };
    report.push(Rule::Format, member.value.span, told!("Le format {number} n’est pas lu : cette version lit le format {FORMAT_CURRENT}."), help);
    false
}
