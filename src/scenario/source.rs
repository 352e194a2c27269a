//! The scenario as its author wrote it: one Rust type for each object of the format.
//!
//! These declarations are the format's definition. The JSON Schema and the decoder come from them, and `scenarios/README.md` explains them to
//! authors. Ids and expressions are still words here; [`super::link`] resolves them.

use std::collections::BTreeMap;

pub use super::block::{
    Attachment, AttachmentKind, Block, BlockKind, Channel, Comment, DocumentBlock, DocumentKind, Email, Field, FieldState, Image, Message, Post, Recording,
    ReferenceBlock, Screen, Speech, Thread,
};
use super::decode::{Decode, Fields, kinds, record, words, wrong_type};
pub use super::decode::{Id, Located};
use super::diagnostic::{Report, Rule, told};
use super::json::{Node, Value};
pub use super::meant::{Exception, Meant};
pub use super::route::{Arm, Branch, Chance, Detour, Route, Weight};

record! {
    /// A whole case: one `scenario.json`.
    pub struct Source {
        /// The version of the format: 1.
        pub format: u32,
        /// The scenario's name, the same as its folder's.
        pub id: Id,
        /// The case's number in the dossier: `S01`.
        pub code: Option<String>,
        /// Semantic version: a patch fixes wording, a major changes what a decision means.
        pub version: Located,
        /// The language of the content: `fr`.
        pub language: Language,
        /// The case's title.
        pub title: Located,
        /// One or two sentences for the catalogue.
        pub summary: Located,
        /// An id of `vocabulary.families`.
        pub family: Located,
        /// Ids of `vocabulary.audiences`.
        pub audiences: Vec<Located> = default,
        /// Ids of `vocabulary.modules`.
        pub modules: Vec<Located> = default,
        /// How long a play-through takes.
        pub duration: Minutes,
        /// The licence of the content: `CC-BY-4.0`.
        pub licence: String,
        /// Who wrote it.
        pub authors: Vec<String> = default,
        /// What the player reads before starting.
        pub introduction: Introduction,
        /// What is sensitive in the case, and where to go on without it.
        pub content_warning: Option<ContentWarning>,
        /// The trainer's note.
        pub note: Note,
        /// The people of the story; the player is `vous` and is not declared.
        pub people: Vec<Person> = default,
        /// The case's memory.
        pub variables: Vec<Variable> = default,
        /// Documents that can be opened from any scene.
        pub resources: Vec<Resource> = default,
        /// The first scene's id.
        pub start: Id,
        /// The scenes, in the order of the story.
        pub scenes: Vec<Scene>,
        /// Sources of the whole case.
        pub references: Vec<Located> = default,
        /// Themes of the whole case.
        pub themes: Vec<Located> = default,
        /// Old ids and the new ones that replace them, so that records made before a renaming still read.
        pub renamed: BTreeMap<String, Id> = default,
        /// Editorial rules that the whole case breaks on purpose, each with the reason.
        pub meant: Meant = default,
    }
}

words! {
    /// The language of a scenario's content. One for now: translations are overlays, never copies.
    pub enum Language {
        /// French.
        French = "fr",
    }
}

record! {
    /// A duration, in minutes.
    pub struct Minutes {
        /// At least.
        pub min: u32,
        /// At most.
        pub max: u32,
    }
}

record! {
    /// What the player reads before starting.
    pub struct Introduction {
        /// Who one plays: « Vous êtes assistant ou assistante de service social. »
        pub role: Located,
        /// The frame of the story.
        pub text: Located,
        /// The people presented, by id.
        pub people: Vec<Id> = default,
    }
}

record! {
    /// What is sensitive in the case.
    pub struct ContentWarning {
        /// What is sensitive, said without describing it.
        pub text: Located,
        /// The scene from which play goes on for a person who skips.
        pub skip: Id,
    }
}

record! {
    /// The trainer's note.
    pub struct Note {
        /// What the case works on.
        pub works_on: Located,
        /// Traps in leading it.
        pub traps: Vec<Located> = default,
        /// Scenes whose decision is suggested for a stop and a talk.
        pub stops: Vec<Id> = default,
        /// How long it takes with a group and a projector.
        pub group_duration: Option<Minutes>,
        /// What one must have seen before.
        pub prerequisites: Option<Located>,
        /// Questions for the debrief.
        pub debrief: Vec<Located> = default,
    }
}

record! {
    /// Someone in the story.
    pub struct Person {
        /// The person's id; `vous` is reserved for the player.
        pub id: Id,
        /// The name shown.
        pub name: Located,
        /// Who the person is, in a few words.
        pub role: Option<Located>,
        /// The argument about digital tools that this person voices: an id of `vocabulary.arguments`.
        pub argument: Option<Located>,
    }
}

/// A piece of the case's memory: always bounded, so that a scenario is a finite machine.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case", extend("unevaluatedProperties" = false)))]
pub struct Variable {
    /// The variable's id.
    pub id: Id,
    /// What it remembers, for those who read the case.
    pub meaning: Option<String>,
    /// The value a `one-of` starts with; the first when absent.
    pub initial: Option<Located>,
    /// What it can hold.
    #[cfg_attr(feature = "cli", schemars(flatten))]
    pub kind: VariableKind,
}

kinds! {
    /// What a variable can hold.
    pub enum VariableKind {
        /// Yes or no; the value it starts with.
        Flag(bool) = "flag",
        /// A whole number between two bounds.
        Level(Level) = "level",
        /// One of several words.
        OneOf(Vec<Id>) = "one-of",
    }
}

impl Decode for Variable {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        let fields = Fields::open(node, &["id", "meaning", "initial", "flag", "level", "one-of"], report);
        Self {
            id: fields.read("id", report),
            meaning: fields.read("meaning", report),
            initial: fields.read("initial", report),
            kind: VariableKind::read(&fields, report),
        }
    }
}

record! {
    /// The bounds of a level. A value assigned past a bound stays at the bound.
    pub struct Level {
        /// The least value.
        pub min: i32,
        /// The greatest value.
        pub max: i32,
        /// The value it starts with; `min` when absent.
        pub initial: Option<i32>,
    }
}

record! {
    /// A document that can be opened from any scene.
    pub struct Resource {
        /// The resource's id.
        pub id: Id,
        /// Its title.
        pub title: Located,
        /// What it shows.
        pub blocks: Vec<Block>,
    }
}

/// One screen of the story: blocks, then exactly one way on.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case", extend("unevaluatedProperties" = false)))]
pub struct Scene {
    /// The scene's id.
    pub id: Id,
    /// Its heading.
    pub title: Located,
    /// When it happens: « mardi, 10 h 20 ».
    pub time: Option<Located>,
    /// Where it happens.
    pub place: Option<Located>,
    /// What is told and shown.
    pub blocks: Vec<Block>,
    /// Editorial rules that the scene or its decision breaks on purpose, each with the reason.
    #[cfg_attr(feature = "cli", schemars(default))]
    pub meant: Meant,
    /// What follows.
    #[cfg_attr(feature = "cli", schemars(flatten))]
    pub exit: Exit,
}

kinds! {
    /// What ends a scene.
    pub enum Exit {
        /// A question and its choices.
        Decision(Decision) = "decision",
        /// On to the next scene.
        Passage(Passage) = "passage",
        /// Back from a detour: `true`.
        Return(True) = "return",
        /// The end of the story.
        Ending(Ending) = "ending",
    }
}

/// The one value of a key that is there or not.
#[derive(Clone, Copy, Debug, Default)]
pub struct True;

impl Decode for True {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        if !matches!(node.value, Value::Bool(true)) {
            wrong_type(node, "true", report);
        }
        Self
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for True {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "True".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "const": true })
    }
}

impl Decode for Scene {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        let fields = Fields::open(node, &["id", "title", "time", "place", "blocks", "meant", "decision", "passage", "return", "ending"], report);
        Self {
            id: fields.read("id", report),
            title: fields.read("title", report),
            time: fields.read("time", report),
            place: fields.read("place", report),
            blocks: fields.read("blocks", report),
            meant: fields.read_or_default("meant", report),
            exit: exit(node, &fields, report),
        }
    }
}

fn exit(node: &Node<'_>, fields: &Fields<'_, '_>, report: &mut Report) -> Exit {
    let found = fields.among(Exit::KEYS).count();
    if found == 0 && fields.misspells(Exit::KEYS) {
        report.set_aside();
        return Exit::default();
    }
    if found != 1 && matches!(node.value, Value::Object(_)) {
        let count = if found == 0 { told!("n’en a aucune") } else { told!("en a {found}") };
        report.spoil(
            Rule::Exit,
            fields.among(Exit::KEYS).nth(1).map_or(node.span, |member| member.key_span),
            told!("Une scène a exactement une issue ; celle-ci {count}."),
            "Donnez-lui une seule des clés decision, passage, return, ending.",
        );
        return Exit::default();
    }
    Exit::read(fields, report)
}

record! {
    /// The question a scene asks.
    pub struct Decision {
        /// « Que faites-vous ? »
        pub prompt: Located,
        /// What is asked besides the choice.
        pub ask: Option<Ask>,
        /// What the group is asked about this decision.
        pub discussion: Option<Located>,
        /// A time limit: off unless the trainer turns it on.
        pub limit: Option<Limit>,
        /// The possible answers, in order; they get the letters A, B, C…
        pub choices: Vec<Choice>,
    }
}

record! {
    /// What is asked besides the choice. Nothing of it is compulsory for the player.
    pub struct Ask {
        /// « Avez-vous hésité ? Avec quelle option ? »
        pub hesitation: bool = default,
        /// Why, from a short list; « Aucune ne me convient » is added.
        pub motives: Vec<Motive> = default,
        /// A reason in one sentence of at most 280 characters: the words that ask for it.
        pub reason: Option<Located>,
    }
}

record! {
    /// A reason one may have for a choice, in the author's words.
    pub struct Motive {
        /// The motive's id, unique in the decision.
        pub id: Id,
        /// Its words.
        pub text: Located,
    }
}

record! {
    /// A time limit for a decision.
    pub struct Limit {
        /// How long.
        pub seconds: Seconds,
        /// The choice that is made when the time is over.
        pub default: Id,
    }
}

/// A time to decide, in seconds: 1 or more.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(inline))]
pub struct Seconds(#[cfg_attr(feature = "cli", schemars(range(min = 1)))] pub u32);

impl Decode for Seconds {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        let seconds = u32::decode(node, report);
        // Written as a number: what is none was reported as such.
        if seconds == 0 && matches!(node.value, Value::Number("0")) {
            report.spoil(Rule::Value, node.span, "Personne ne décide en 0 seconde.", "Écrivez 1 ou plus, ou retirez « limit ».");
        }
        Self(seconds)
    }
}

record! {
    /// One possible answer to a decision.
    pub struct Choice {
        /// The choice's id, unique in the scenario.
        pub id: Id,
        /// Its words: one verb of action, at most 25 words.
        pub text: Located,
        /// The same told afterwards: « Vous avez tourné l’écran. »
        pub past: Option<Located>,
        /// What follows at once.
        pub outcome: Vec<Block> = default,
        /// What it changes in the case's memory, in order: `confiance += 1`.
        pub effects: Vec<Located> = default,
        /// Where it leads.
        pub to: Route,
        /// When it is offered.
        pub when: Option<Located>,
        /// Why it is not, shown in its place; without it the choice is hidden.
        pub locked: Option<Located>,
        /// Ids of `vocabulary.positions`, the dominant one first, two at most.
        pub positions: Vec<Located> = default,
        /// An id of `vocabulary.frames`.
        pub frame: Option<Located>,
        /// Where it moves on which tension.
        pub tensions: Vec<TensionTag> = default,
        /// Which postures it sustains or weakens.
        pub postures: Vec<PostureTag> = default,
        /// What it does to whose power to act.
        pub agency: Vec<AgencyTag> = default,
        /// What it makes possible.
        pub opens: Option<Located>,
        /// The question it leaves: not a verdict.
        pub vigilance: Option<Located>,
        /// Ids of `references.json`.
        pub references: Vec<Located> = default,
        /// Ids of `themes.json`.
        pub themes: Vec<Located> = default,
        /// Editorial rules that the choice breaks on purpose, each with the reason.
        pub meant: Meant = default,
    }
}

record! {
    /// A move along a tension.
    pub struct TensionTag {
        /// An id of `vocabulary.tensions`.
        pub axis: Located,
        /// The pole it moves toward.
        pub toward: Located,
    }
}

record! {
    /// What a choice does to a posture.
    pub struct PostureTag {
        /// An id of `vocabulary.postures`.
        pub posture: Located,
        /// An id of that posture's effects.
        pub effect: Located,
    }
}

record! {
    /// What a choice does to someone's power to act.
    pub struct AgencyTag {
        /// A person's id.
        pub who: Id,
        /// An id of `vocabulary.agency.effects`.
        pub effect: Located,
        /// An id of `vocabulary.agency.levers`.
        pub lever: Located,
    }
}

record! {
    /// A scene that leads on without a question.
    pub struct Passage {
        /// Where to.
        pub to: Route,
        /// The words on the button; « Continuer » when absent.
        pub label: Option<Located>,
    }
}

record! {
    /// A named situation in which the story stops: not a mark.
    pub struct Ending {
        /// The ending's id.
        pub id: Id,
        /// The situation's name.
        pub title: Located,
        /// What moved for the person.
        pub person: Located,
        /// What moved for the professional.
        pub professional: Located,
        /// What moved for the team.
        pub team: Located,
        /// The question left open.
        pub question: Located,
    }
}
