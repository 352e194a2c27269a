//! The trainer's script (« conducteur »): ordered steps, what each shows to the room, what it tells the trainer, how long it takes.
//!
//! Scripts are data: `scenarios/scripts.json` ships some, and a group session keeps its own, which the trainer may change. A shipped script is a *template*: it
//! knows no case, its decision steps have no beats yet, and its words may hold [placeholders](Placeholder). [`Script::for_scenario`] makes a script of it that can be
//! led; [`Script::template`] goes back, so that what a trainer has changed serves for another case.
//!
//! | file | concern |
//! |---|---|
//! | `fill` | a template and a case give a script; pages for the screen |
//! | `edit` | the trainer changes steps, words and minutes |
//! | `pace` | going on and back, beat by beat; minutes planned and minutes gone |
//! | `fault` | what a shipped script must hold |

use serde::{Serialize, Serializer};

use crate::scenario::decode::{record, words};
use crate::scenario::library::Shared;

mod edit;
mod fault;
mod fill;
mod pace;
#[cfg(test)]
mod tests;

pub use edit::{Edit, MOST_STEPS};
pub use fault::ScriptFault;
pub use fill::{PAGE_WORDS, Placeholder, suggested};
pub use pace::{Pace, Standing};

record! {
    /// The scripts that are shipped: `scripts.json`. The first is the one proposed.
    pub struct Scripts {
        /// The version of the format: 1.
        pub format: u32,
        /// The scripts.
        pub scripts: Vec<Script>,
    }
}

impl Shared for Scripts {}

record! {
    /// The order of a debrief.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Script {
        /// The script's id.
        pub id: String,
        /// Its name.
        pub title: String,
        /// When to choose it, in a sentence or two.
        #[serde(skip_serializing_if = "String::is_empty")]
        pub about: String = default,
        /// The beats of a decision step: every decision of a template has these, and so has one that the trainer adds.
        pub decision: Vec<Beat>,
        /// The steps, in order.
        pub steps: Vec<Step>,
    }
}

record! {
    /// A step of a script.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Step {
        /// The step's id, unique in the script.
        pub id: String,
        /// What it is for.
        pub kind: StepKind,
        /// Its name.
        pub title: String,
        /// The scene whose decision is talked about; absent from a template, which gets the case's own.
        #[serde(skip_serializing_if = "Option::is_none")]
        pub scene: Option<String>,
        /// Its beats, in order: one, or the four of a decision; none for a decision of a template.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub beats: Vec<Beat> = default,
    }
}

record! {
    /// One moment of a step: what the room sees, what the trainer reads.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Beat {
        /// What happens.
        pub kind: BeatKind,
        /// The texts projected, one after the other, in the safe subset of Markdown.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        pub pages: Vec<String> = default,
        /// What the trainer does, and what to watch for: never projected.
        pub guide: String,
        /// Speaker notes: words that can be read aloud as they are. Never projected.
        #[serde(skip_serializing_if = "String::is_empty")]
        pub notes: String = default,
        /// How long it is planned to take, in minutes.
        pub minutes: u32,
    }
}

words! {
    /// What a step is for.
    pub enum StepKind {
        /// The rules of the talk, and who is in the room.
        Frame = "frame",
        /// The case is played now.
        Play = "play",
        /// What was felt, before any result.
        Reactions = "reactions",
        /// What happened, told together.
        Description = "description",
        /// One decision, in four beats.
        Decision = "decision",
        /// What is understood of it.
        Analysis = "analysis",
        /// From the story to one's own work.
        Transposition = "transposition",
        /// What each one, and the group, takes away.
        Keep = "keep",
        /// Anything else.
        Free = "free",
    }
}

words! {
    /// What happens in a beat.
    pub enum BeatKind {
        /// The whole of a step that has one beat.
        Whole = "whole",
        /// The scene is recalled.
        Recall = "recall",
        /// A vote, or the distribution of the paths is revealed.
        Vote = "vote",
        /// The group talks.
        Discussion = "discussion",
        /// A second vote; the two totals stand side by side.
        SecondVote = "second-vote",
    }
}

impl BeatKind {
    /// The four beats of a decision, in order.
    pub const DECISION: [Self; 4] = [Self::Recall, Self::Vote, Self::Discussion, Self::SecondVote];

    /// What a trainer calls it; nothing for the whole of a step, which has its own title.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Recall => "Rappel de la scène",
            Self::Vote => "Vote ou dévoilement",
            Self::Discussion => "Discussion",
            Self::SecondVote => "Second vote",
        }
    }
}

impl Serialize for StepKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl Serialize for BeatKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

record! {
    /// Where the trainer is in a script. By the step's id, so that moving steps leaves the trainer at the same one.
    #[derive(PartialEq, Eq, Serialize)]
    #[serde(rename_all = "kebab-case")]
    pub struct Place {
        /// The step's id.
        pub step: String,
        /// Which of its beats, from 0.
        pub beat: u32,
    }
}

impl Scripts {
    /// The script that has this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<&Script> {
        self.scripts.iter().find(|script| script.id == id)
    }
}

impl Script {
    /// The step that has this id.
    #[must_use]
    pub fn step(&self, id: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.id == id)
    }

    /// The beats of a step: in a template, a decision has those that the script gives to every decision.
    #[must_use]
    pub fn beats<'a>(&'a self, step: &'a Step) -> &'a [Beat] {
        if step.beats.is_empty() && step.kind == StepKind::Decision { &self.decision } else { &step.beats }
    }

    /// The step and the beat of a place.
    #[must_use]
    pub fn at(&self, place: &Place) -> Option<(&Step, &Beat)> {
        let step = self.step(&place.step)?;
        Some((step, self.beats(step).get(usize::try_from(place.beat).ok()?)?))
    }

    /// The decisions talked about, in order: the ids of their scenes.
    pub fn scenes(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().filter_map(|step| step.scene.as_deref())
    }
}
