//! What stands beside the scenarios: legal and ethical sources, the vocabulary of tags, the themes of the coverage matrix, the generated catalogue.
//!
//! The tags are data, so that another field can bring its own.

use super::decode::{Decode, Located, decode, record};
use super::diagnostic::{Diagnostic, Report, Rule, suggestion, told};
use super::labels::day;
use super::source::{Block, BlockKind, Choice, Exit, Source};
use super::{json, texts};
use crate::text;

/// The three shared files.
#[derive(Clone, Debug)]
pub struct Library {
    /// `references.json`
    pub references: References,
    /// `vocabulary.json`
    pub vocabulary: Vocabulary,
    /// `themes.json`
    pub themes: Themes,
}

record! {
    /// Legal and ethical sources: `references.json`.
    pub struct References {
        /// The version of the format: 1.
        pub format: u32,
        /// What must be said wherever sources are shown.
        pub notice: String,
        /// The sources.
        pub references: Vec<Reference>,
        /// What must never be asserted in a scenario.
        pub never: Vec<String> = default,
    }
}

record! {
    /// A source.
    pub struct Reference {
        /// `L01`
        pub id: String,
        /// Its short name.
        pub title: String,
        /// Its exact citation.
        pub citation: String,
        /// What may be said of it, no more.
        pub says: String,
        /// How well it was checked.
        pub status: Status,
        /// Where it was checked.
        pub evidence: Option<String>,
        /// When it was checked: `2026-11-21`.
        pub checked: String,
        /// The section it stands in.
        pub section: Option<String>,
    }
}

impl Reference {
    /// How well and when it was checked, in French, for readers of a « Repère ».
    #[must_use]
    pub fn checked_sentence(&self) -> String {
        let (before, after) = match self.status {
            Status::Verified => ("Vérifié le ", ""),
            Status::VerifiedSecondary => ("Vérifié le ", " dans une source secondaire, à recontrôler"),
            Status::Cited => ("Cité par les documents sources, consultés le ", ""),
            Status::Unverified => ("Non vérifié au ", ""),
        };
        [before, &day(&self.checked), after, ". Ce repère n’est pas un conseil juridique."].concat()
    }
}

super::decode::words! {
    /// How well a source was checked.
    pub enum Status {
        /// Read in a primary or several concordant sources.
        Verified = "verified",
        /// Read in a secondary source or an old version.
        VerifiedSecondary = "verified-secondary",
        /// Cited by the source documents.
        Cited = "cited",
        /// General knowledge, not verified.
        Unverified = "unverified",
    }
}

record! {
    /// The tags: `vocabulary.json`.
    pub struct Vocabulary {
        /// The version of the format: 1.
        pub format: u32,
        /// What the professional does in relation to the person.
        pub positions: Vec<Term>,
        /// How the act stands to the rules of the service.
        pub frames: Vec<Term>,
        /// Pairs of poles.
        pub tensions: Vec<Tension>,
        /// What is sustained or weakened in the way of helping.
        pub postures: Vec<Posture>,
        /// Arguments about digital tools, voiced by people of the stories.
        pub arguments: Vec<Argument>,
        /// The power to act.
        pub agency: Agency,
        /// Families of cases.
        pub families: Vec<Label>,
        /// Audiences of the professionals.
        pub audiences: Vec<Label>,
        /// Training modules.
        pub modules: Vec<Label>,
        /// The five questions asked at every decision.
        pub neutral_questions: Vec<String>,
    }
}

record! {
    /// A tag with its definition.
    pub struct Term {
        /// Its id.
        pub id: String,
        /// Its name.
        pub label: String,
        /// A working definition.
        pub definition: String,
        /// What it opens.
        pub opens: Option<String>,
        /// What to watch for.
        pub vigilance: Option<String>,
        /// Where it comes from.
        pub source: Option<String>,
    }
}

record! {
    /// Two poles between which a choice moves.
    pub struct Tension {
        /// Its id.
        pub id: String,
        /// Its name.
        pub label: String,
        /// The two poles: neither is the good one.
        pub poles: Vec<Label>,
        /// Where it comes from.
        pub source: Option<String>,
    }
}

record! {
    /// A posture and what can happen to it.
    pub struct Posture {
        /// Its id.
        pub id: String,
        /// Its name.
        pub label: String,
        /// A working definition.
        pub definition: String,
        /// What a choice can do to it.
        pub effects: Vec<Label>,
    }
}

record! {
    /// An argument about digital tools.
    pub struct Argument {
        /// Its id.
        pub id: String,
        /// Its name.
        pub label: String,
        /// The sentence that says it.
        pub sentence: String,
    }
}

record! {
    /// The power to act.
    pub struct Agency {
        /// What a choice can do to it.
        pub effects: Vec<Label>,
        /// By what.
        pub levers: Vec<Label>,
    }
}

record! {
    /// An id and its name.
    pub struct Label {
        /// The id.
        pub id: String,
        /// The name.
        pub label: String,
    }
}

record! {
    /// The coverage matrix: `themes.json`.
    pub struct Themes {
        /// The version of the format: 1.
        pub format: u32,
        /// The themes.
        pub themes: Vec<Theme>,
    }
}

record! {
    /// A theme of the source documents.
    pub struct Theme {
        /// `T001`
        pub id: String,
        /// The section it stands in.
        pub section: String,
        /// Its words.
        pub label: String,
        /// Where it stands in the sources.
        pub source: String,
        /// The cases that cover it: `S01`.
        pub cases: Vec<String>,
        /// What else covers it: `CADRE`, `DEBRIEF`.
        pub other: Vec<String> = default,
    }
}

/// A file that scenarios share.
pub trait Shared: Decode {}

impl Shared for References {}
impl Shared for Vocabulary {}
impl Shared for Themes {}

/// Reads one of the shared files.
///
/// # Errors
/// Everything that is wrong with it.
pub fn load<T: Shared>(bytes: &[u8]) -> Result<T, Vec<Diagnostic>> {
    let mut report = Report::default();
    let Some(text) = super::text_of(bytes, &mut report) else {
        return Err(report.finish(super::sound_start(bytes), None));
    };
    let root = json::parse(text, &mut report);
    let decoded = root.as_ref().and_then(|root| decode::<T>(root, &mut report));
    match decoded {
        Some(value) if report.is_empty() => Ok(value),
        _ => Err(report.finish(text, root.as_ref())),
    }
}

impl Library {
    /// The source that has this id.
    #[must_use]
    pub fn reference(&self, id: &str) -> Option<&Reference> {
        self.references.references.iter().find(|reference| reference.id == id)
    }

    /// Reports every tag, source and theme of a scenario that the shared files do not know.
    pub fn check(&self, source: &Source, report: &mut Report) {
        let known = Known::of(self);
        known.require(&known.families, &source.family, "La famille", report);
        source.audiences.iter().for_each(|id| known.require(&known.audiences, id, "Le public", report));
        source.modules.iter().for_each(|id| known.require(&known.modules, id, "Le module", report));
        source.people.iter().filter_map(|person| person.argument.as_ref()).for_each(|id| known.require(&known.arguments, id, "L’argument", report));
        source.references.iter().for_each(|id| known.require(&known.references, id, "La source", report));
        source.themes.iter().for_each(|id| known.require(&known.themes, id, "Le thème", report));
        for scene in &source.scenes {
            known.blocks(&scene.blocks, report);
            if let Exit::Decision(decision) = &scene.exit {
                for choice in &decision.choices {
                    known.blocks(&choice.outcome, report);
                    self.choice(choice, &known, report);
                }
            }
        }
        source.resources.iter().for_each(|resource| known.blocks(&resource.blocks, report));
        texts::visit(source, &mut |_, located| {
            if let Ok(document) = text::parse(located) {
                for id in document.references() {
                    let id = Located { text: id.to_owned(), span: located.span };
                    known.require(&known.references, &id, "La source", report);
                }
            }
        });
    }

    fn choice(&self, choice: &Choice, known: &Known<'_>, report: &mut Report) {
        choice.positions.iter().for_each(|id| known.require(&known.positions, id, "La position", report));
        choice.frame.iter().for_each(|id| known.require(&known.frames, id, "Le rapport au cadre", report));
        choice.references.iter().for_each(|id| known.require(&known.references, id, "La source", report));
        choice.themes.iter().for_each(|id| known.require(&known.themes, id, "Le thème", report));
        for tag in &choice.tensions {
            known.require(&known.tensions, &tag.axis, "La tension", report);
            if let Some(tension) = self.vocabulary.tensions.iter().find(|tension| tension.id == tag.axis.text) {
                known.require(&ids(&tension.poles), &tag.toward, "Le pôle", report);
            }
        }
        for tag in &choice.postures {
            known.require(&known.postures, &tag.posture, "La posture", report);
            if let Some(posture) = self.vocabulary.postures.iter().find(|posture| posture.id == tag.posture.text) {
                known.require(&ids(&posture.effects), &tag.effect, "L’effet", report);
            }
        }
        for tag in &choice.agency {
            known.require(&known.effects, &tag.effect, "L’effet", report);
            known.require(&known.levers, &tag.lever, "Le levier", report);
        }
    }
}

fn ids(labels: &[Label]) -> Vec<&str> {
    labels.iter().map(|label| label.id.as_str()).collect()
}

/// The ids of the library, gathered once for a check.
struct Known<'a> {
    references: Vec<&'a str>,
    themes: Vec<&'a str>,
    positions: Vec<&'a str>,
    frames: Vec<&'a str>,
    tensions: Vec<&'a str>,
    postures: Vec<&'a str>,
    arguments: Vec<&'a str>,
    effects: Vec<&'a str>,
    levers: Vec<&'a str>,
    families: Vec<&'a str>,
    audiences: Vec<&'a str>,
    modules: Vec<&'a str>,
}

impl<'a> Known<'a> {
    fn of(library: &'a Library) -> Self {
        let vocabulary = &library.vocabulary;
        Self {
            references: library.references.references.iter().map(|reference| reference.id.as_str()).collect(),
            themes: library.themes.themes.iter().map(|theme| theme.id.as_str()).collect(),
            positions: vocabulary.positions.iter().map(|term| term.id.as_str()).collect(),
            frames: vocabulary.frames.iter().map(|term| term.id.as_str()).collect(),
            tensions: vocabulary.tensions.iter().map(|tension| tension.id.as_str()).collect(),
            postures: vocabulary.postures.iter().map(|posture| posture.id.as_str()).collect(),
            arguments: vocabulary.arguments.iter().map(|argument| argument.id.as_str()).collect(),
            effects: ids(&vocabulary.agency.effects),
            levers: ids(&vocabulary.agency.levers),
            families: ids(&vocabulary.families),
            audiences: ids(&vocabulary.audiences),
            modules: ids(&vocabulary.modules),
        }
    }

    fn require(&self, known: &[&str], id: &Located, what: &str, report: &mut Report) {
        if !known.contains(&id.text.as_str()) {
            report.push(Rule::UnknownId, id.span, told!("{what} « {} » n’est pas dans les fichiers partagés.", id.text), suggestion(&id.text, known));
        }
    }

    fn blocks(&self, blocks: &[Block], report: &mut Report) {
        for block in blocks {
            if let BlockKind::Reference(reference) = &block.kind {
                self.require(&self.references, &reference.id, "La source", report);
            }
        }
    }
}
