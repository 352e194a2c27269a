//! How many took which choice, in one vote or two.

use super::words::cut;
use super::{BarRow, BarValue, Bars, Part, Slide};
use crate::debrief::script::PAGE_WORDS;
use crate::debrief::table::{DecisionTable, Shown, Total};
use crate::scenario::Scenario;
use crate::scenario::program::SceneIndex;
use crate::text::words;

/// What is said instead of figures for a room that is too small.
const TOO_FEW: &str = "Moins de trois réponses : rien n’est montré.";
const NO_COUNTS: &str = "Moins de huit réponses : les options prises sont montrées, sans nombres.";

/// The distribution of a decision as it was published: the choices, then, on pages of their own, hesitations and motives.
#[must_use]
pub fn distribution(scenario: &Scenario, table: &DecisionTable) -> Vec<Slide> {
    let caption = match (&table.choices, table.arrived()) {
        (Shown::Counts(_), Some(arrived)) => {
            let stopped = table.stopped.filter(|stopped| *stopped > 0).map(|stopped| format!(", dont {stopped} sans réponse")).unwrap_or_default();
            format!("{} ici{stopped}.", arrived_sentence(arrived))
        }
        (Shown::Taken(_), _) => NO_COUNTS.to_owned(),
        _ => TOO_FEW.to_owned(),
    };
    let mut slides = vec![bars(scenario, table.scene, &[("", &table.choices)], caption)];
    slides.extend(totals(scenario, table));
    Slide::numbered(slides)
}

fn arrived_sentence(arrived: u32) -> String {
    if arrived == 1 { "1 parcours est arrivé".to_owned() } else { format!("{arrived} parcours sont arrivés") }
}

/// Votes on a decision, side by side by their totals: who moved is nobody's business.
#[must_use]
pub fn votes(scenario: &Scenario, scene: SceneIndex, series: &[(&str, &Shown)]) -> Vec<Slide> {
    let says = |(name, shown): &(&str, &Shown)| {
        let total = shown
            .answered()
            .map_or_else(|| (if matches!(shown, Shown::Taken(_)) { "sans nombres" } else { "non montré" }).to_owned(), |total| total.to_string());
        if name.is_empty() { format!("{total} réponses") } else { format!("{name} : {total}") }
    };
    let caption = series.iter().map(says).collect::<Vec<_>>().join(" · ");
    let taken = series.iter().any(|(_, shown)| matches!(shown, Shown::Taken(_)));
    let rule = if taken { NO_COUNTS } else { TOO_FEW };
    let caption = match (series, series.iter().all(|(_, shown)| matches!(shown, Shown::Counts(_)))) {
        (_, true) => caption,
        // One vote alone has no name to say it of.
        ([("", _)], false) => rule.to_owned(),
        (_, false) => [caption.as_str(), ". ", rule].concat(),
    };
    vec![bars(scenario, scene, series, caption)]
}

fn bars(scenario: &Scenario, scene: SceneIndex, series: &[(&str, &Shown)], caption: String) -> Slide {
    let Some(decision) = scenario.decision(scene) else { return Slide::alone("", Vec::new()) };
    let names: Vec<String> = series.iter().map(|(name, _)| (*name).to_owned()).filter(|name| !name.is_empty()).collect();
    let title = cut(&decision.prompt, 14);
    let used = words(&title) + words(&caption) + names.iter().map(|name| words(name)).sum::<usize>();
    // Whole, they were shown when the room chose: here they are told apart.
    let each = PAGE_WORDS.saturating_sub(used) / decision.choices.len().max(1);
    let rows = decision.choices.iter().zip('A'..).enumerate().map(|(at, (choice, letter))| BarRow {
        letter: letter.to_string(),
        text: cut(&choice.text, each),
        values: series.iter().map(|(_, shown)| value(shown, at)).collect(),
    });
    Slide::alone(&title, vec![Part::Bars(Bars { series: names, rows: rows.collect() }), Part::Caption(caption)])
}

/// What may be said of one choice.
pub(super) fn value(shown: &Shown, option: usize) -> BarValue {
    BarValue { count: shown.count(option), taken: shown.taken(option) }
}

fn totals(scenario: &Scenario, table: &DecisionTable) -> Vec<Slide> {
    let Some(decision) = scenario.decision(table.scene) else { return Vec::new() };
    let hesitations = table.hesitations.iter().zip('A'..).filter_map(|(total, letter)| match total {
        Total::Many(count) => Some(format!("{count} ont hésité avec **{letter}**")),
        Total::Few => None,
    });
    let motives = decision.ask.iter().flat_map(|ask| ask.motives.iter().map(|motive| motive.text.text.clone())).chain([NONE_FITS_WORDS.to_owned()]);
    let motives = table.motives.iter().zip(motives).filter_map(|(total, motive)| match total {
        Total::Many(count) => Some(format!("**{count}** · {motive}")),
        Total::Few => None,
    });
    let mut slides = list("Les hésitations", hesitations.collect(), !table.hesitations.is_empty());
    slides.extend(list("Les motifs", motives.collect(), !table.motives.is_empty()));
    slides
}

const NONE_FITS_WORDS: &str = "Aucune ne me convient, je prends la plus proche.";

fn list(title: &str, lines: Vec<String>, asked: bool) -> Vec<Slide> {
    if !asked {
        return Vec::new();
    }
    let text = if lines.is_empty() { "Moins de trois pour chacun : rien n’est montré.".to_owned() } else { ["- ", &lines.join("\n- ")].concat() };
    let slides = super::text::pages(&[text]);
    slides.into_iter().map(|slide| Slide { title: title.to_owned(), ..slide }).collect()
}
