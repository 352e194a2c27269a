//! What a group decided, as tables: the one thing that is written as JSON, CSV and HTML.
//!
//! Made from what the ledger published and from nothing else, so the small-group rule holds here as on the screen: a key that is absent is not shown, which is not
//! the same as zero.

use serde::Serialize;

use crate::debrief::{Ballot, DecisionTable, EndingsTable, Ledger, Shown, Total};
use crate::record::NONE_FITS;
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;
use crate::text;

/// The format of a report that this version writes.
pub const REPORT_FORMAT: u32 = 1;

/// The words of the motive that is added to every list.
const NONE_FITS_WORDS: &str = "Aucune ne me convient, je prends la plus proche.";

/// The reports of several cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct Report {
    /// The format of this file: 1.
    pub format: u32,
    /// `bifurque-tableaux`
    pub kind: String,
    /// A case each.
    pub cases: Vec<CaseReport>,
}

impl Report {
    /// A report of these cases.
    #[must_use]
    pub fn of(cases: Vec<CaseReport>) -> Self {
        Self { format: REPORT_FORMAT, kind: "bifurque-tableaux".to_owned(), cases }
    }
}

/// How many took part.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct Size {
    /// Parcours: one person, a pair or a group each.
    pub parcours: u64,
    /// People.
    pub people: u64,
    /// How many of the parcours were played on another version of the case.
    pub other_version: u64,
    /// How many closed sessions are counted besides, of which only the tables are left: an older version closed them, and did not keep how many took part.
    pub closed_sessions: u64,
}

/// What a group decided in one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct CaseReport {
    /// The scenario's id.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// Its version, as it is now.
    pub version: String,
    /// Its digest.
    pub digest: String,
    /// How many took part.
    pub size: Size,
    /// Whether the group agreed aloud to see counts though it is small.
    pub agreed: bool,
    /// The decisions, in the order of the story.
    pub decisions: Vec<DecisionReport>,
    /// The endings, in the order of the story, then « en chemin ».
    pub endings: OptionsReport,
    /// The votes that were shown, in the order in which they were opened.
    pub votes: Vec<VoteReport>,
    /// What the group keeps, re-read by it.
    pub notes: Vec<String>,
}

/// What may be shown of the answers to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct OptionsReport {
    /// How much is shown.
    pub shown: Detail,
    /// How many answered, where counts are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered: Option<u32>,
    /// The options, in the order of the text.
    pub options: Vec<OptionReport>,
}

/// How much is shown of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// Nothing: fewer than three answered.
    Nothing,
    /// Which options were taken.
    Taken,
    /// How many took each.
    Counts,
}

/// An option: a choice or an ending.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct OptionReport {
    /// Its letter; absent for an ending.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter: Option<char>,
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Whether it was taken, where that is shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taken: Option<bool>,
    /// How many took it, where counts are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// How many nearly took it, where that was asked and three or more did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hesitated: Option<u32>,
}

/// A decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct DecisionReport {
    /// The scene's id.
    pub scene: String,
    /// The scene's title.
    pub title: String,
    /// The question.
    pub prompt: String,
    /// How many arrived there, answered or not, where counts are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub arrived: Option<u32>,
    /// The choices.
    pub choices: OptionsReport,
    /// The motives, where they were asked and may be shown: those that three or more gave have a count.
    pub motives: Vec<MotiveReport>,
}

/// A motive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct MotiveReport {
    /// Its id.
    pub id: String,
    /// Its words.
    pub text: String,
    /// How many gave it, if three or more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
}

/// A vote of the room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[serde(rename_all = "kebab-case")]
pub struct VoteReport {
    /// The scene's id.
    pub scene: String,
    /// The scene's title.
    pub title: String,
    /// Which vote on it: 1 before the talk, 2 after, and so on.
    pub round: u32,
    /// The choices.
    pub choices: OptionsReport,
}

impl CaseReport {
    /// What was published of a case. `agreed`: the group agreed to see counts though it is small.
    #[must_use]
    pub fn of(scenario: &Scenario, ledger: &Ledger, agreed: bool, size: Size) -> Self {
        let endings = EndingsTable::of(scenario, ledger, agreed);
        let named = endings.scenes.iter().filter_map(|scene| scenario.ending(*scene)).map(|ending| (ending.id.to_string(), plain(&ending.title)));
        let options = named.chain([(String::new(), "En chemin".to_owned())]);
        Self {
            scenario: scenario.id().to_owned(),
            title: plain(&scenario.source.title),
            version: scenario.source.version.text.clone(),
            digest: scenario.digest.to_string(),
            size,
            agreed,
            decisions: crate::debrief::decisions(scenario).map(|scene| decision(scenario, &DecisionTable::of(scenario, ledger, scene, agreed))).collect(),
            endings: options_of(options.map(|(id, text)| OptionReport { id, text, ..OptionReport::default() }), &endings.endings),
            votes: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Adds the votes that were shown to the room.
    #[must_use]
    pub fn with_votes(mut self, scenario: &Scenario, ballots: &[Ballot]) -> Self {
        let vote = |ballot: &Ballot| {
            let scene = scenario.find_scene(&ballot.scene)?;
            let shown = ballot.published.as_ref().map(|_| ballot.shown(self.agreed))?;
            let choices = options_of(choices(scenario, scene).into_iter(), &shown);
            Some(VoteReport { scene: ballot.scene.clone(), title: plain(&scenario.scene(scene).title), round: ballot.round, choices })
        };
        self.votes = ballots.iter().filter_map(vote).collect();
        self
    }
}

fn decision(scenario: &Scenario, table: &DecisionTable) -> DecisionReport {
    let scene = scenario.scene(table.scene);
    let decision = scenario.decision(table.scene);
    let mut choices = options_of(choices(scenario, table.scene).into_iter(), &table.choices);
    for (choice, total) in choices.options.iter_mut().zip(&table.hesitations) {
        choice.hesitated = count(*total);
    }
    let motives = decision.and_then(|decision| decision.ask.as_ref()).map_or(&[][..], |ask| &ask.motives);
    let named = motives.iter().map(|motive| (motive.id.to_string(), plain(&motive.text))).chain([(NONE_FITS.to_owned(), NONE_FITS_WORDS.to_owned())]);
    DecisionReport {
        scene: scene.id.to_string(),
        title: plain(&scene.title),
        prompt: decision.map(|decision| plain(&decision.prompt)).unwrap_or_default(),
        arrived: table.arrived(),
        choices,
        motives: named.zip(&table.motives).map(|((id, text), total)| MotiveReport { id, text, count: count(*total) }).collect(),
    }
}

fn choices(scenario: &Scenario, scene: SceneIndex) -> Vec<OptionReport> {
    let choices = scenario.decision(scene).map_or(&[][..], |decision| &decision.choices);
    let option = |(choice, letter): (&crate::scenario::source::Choice, char)| OptionReport {
        letter: Some(letter),
        id: choice.id.to_string(),
        text: plain(&choice.text),
        ..OptionReport::default()
    };
    choices.iter().zip('A'..).map(option).collect()
}

fn options_of(options: impl Iterator<Item = OptionReport>, shown: &Shown) -> OptionsReport {
    let detail = match shown {
        Shown::Nothing => Detail::Nothing,
        Shown::Taken(_) => Detail::Taken,
        Shown::Counts(_) => Detail::Counts,
    };
    let options = options.enumerate().map(|(at, option)| OptionReport { taken: shown.taken(at), count: shown.count(at), ..option }).collect();
    OptionsReport { shown: detail, answered: shown.answered(), options }
}

fn count(total: Total) -> Option<u32> {
    match total {
        Total::Few => None,
        Total::Many(count) => Some(count),
    }
}

/// An author's words without markup.
fn plain(source: &str) -> String {
    text::parse(source).map_or_else(|_| text::typography(source).into_owned(), |document| document.plain())
}
