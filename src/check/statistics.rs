//! All that is counted of a case, in one document: for the command line, and for whoever reads its JSON.

use serde_json::{Value, json};

use super::explore::{Limits, explore};
use super::findings::{counted, grouped};
use super::further::{Further, Reader, Trace, further};
use super::lengths::{Length, Lengths, lengths};
use super::machine::Machine;
use crate::scenario::Scenario;
use crate::scenario::diagnostic::spaced;
use crate::scenario::program::{ChoiceIndex, ExitCode, SceneIndex};

/// What is counted of a case.
#[derive(Clone, Debug)]
pub struct Statistics {
    /// How long it is.
    pub lengths: Lengths,
    /// What each choice changes further on; nothing if not every state was met.
    pub further: Vec<Further>,
}

impl Statistics {
    /// Counts, looking at `budget` states at most.
    #[must_use]
    pub fn of(scenario: &Scenario, budget: usize, progress: &mut dyn FnMut(usize) -> bool) -> Self {
        let machine = Machine::of(&scenario.program, true);
        let explored = explore(&machine, Limits { states: budget, progress });
        let further = if explored.complete { further(&scenario.program, &explored) } else { Vec::new() };
        Self { lengths: lengths(scenario, budget, progress), further }
    }

    /// The document, with the case's own ids.
    #[must_use]
    pub fn json(&self, scenario: &Scenario) -> Value {
        let Lengths { states, complete, circular, paths, shortest, typical, longest } = &self.lengths;
        let length =
            |length: &Option<Length>| length.map(|Length { decisions, words, minutes }| json!({ "decisions": decisions, "words": words, "minutes": minutes }));
        let choice = |further: &Further| {
            let leads: Vec<&str> = further.leads.iter().map(|&scene| &*scenario.scene(scene).id).collect();
            let traces: Vec<Value> = further
                .traces
                .iter()
                .map(|(trace, readers)| {
                    let readers: Vec<Value> = readers.iter().map(|reader| place(scenario, *reader)).collect();
                    match trace {
                        Trace::Wrote(variable) => json!({ "variable": &*scenario.source.variables[variable.at()].id, "read-by": readers }),
                        Trace::Made => json!({ "made": true, "read-by": readers }),
                    }
                })
                .collect();
            json!({
                "scene": &*scenario.scene(scenario.program.choices[further.choice.at()].scene).id, "choice": &*scenario.choice(further.choice).id,
                "leads": leads, "traces": traces, "same-as": further.same_as.map(|same| &*scenario.choice(same).id),
            })
        };
        json!({
            "scenario": &*scenario.source.id, "version": scenario.source.version.text, "digest": scenario.digest.to_string(),
            "scenes": scenario.program.scenes.len(), "choices": scenario.program.choices.len(),
            "states": states, "complete": complete, "circular": circular,
            // More than JSON's numbers hold, as it may be.
            "paths": paths.map(|paths| paths.to_string()),
            "shortest": length(shortest), "typical": length(typical), "longest": length(longest),
            "choices-further": self.further.iter().map(choice).collect::<Vec<_>>(),
        })
    }

    /// The same in French, line by line.
    #[must_use]
    pub fn lines(&self, scenario: &Scenario) -> Vec<String> {
        self.told(scenario).iter().map(|line| spaced(line)).collect()
    }

    fn told(&self, scenario: &Scenario) -> Vec<String> {
        let mut lines = vec![contents(scenario)];
        let states = counted(self.lengths.states, "état", "états");
        if !self.lengths.complete {
            lines.push(format!("{states}, et il en reste : ni longueurs ni parcours ne sont comptés. Donnez un budget plus grand."));
            return lines;
        }
        let circles =
            if self.lengths.circular { ", avec des boucles : chaque scène d’une boucle est comptée une fois" } else { ", sans boucle : tout est exact" };
        lines.push(format!("{states} (scène, mémoire, détours en cours){circles}."));
        lines.push(match self.lengths.paths {
            Some(0) => "Aucun parcours ne mène à une fin.".to_owned(),
            Some(1) => "1 parcours mène à une fin.".to_owned(),
            Some(paths) => format!("{} parcours mènent à une fin.", thousands(paths)),
            None => "Plus de 10³⁸ parcours mènent à une fin.".to_owned(),
        });
        lines.push(format!("{:<24}{:>10}{:>8}{:>9}", "", "décisions", "mots", "minutes"));
        for (name, length) in [("le plus court", self.lengths.shortest), ("ordinaire", self.lengths.typical), ("le plus long", self.lengths.longest)] {
            if let Some(Length { decisions, words, minutes }) = length {
                let decisions = format!("{decisions:.1}").trim_end_matches(".0").replace('.', ",");
                lines.push(format!("  {name:<22}{decisions:>10}{words:>8.0}{minutes:>9.0}"));
            }
        }
        if !self.further.is_empty() {
            lines.push("Ce que chaque choix change par la suite :".to_owned());
        }
        let mut scene = None;
        for further in &self.further {
            let at = scenario.program.choices[further.choice.at()].scene;
            if scene.replace(at) != Some(at) {
                lines.push(format!("  {}", &*scenario.scene(at).id));
            }
            lines.extend(changes(scenario, further));
        }
        lines
    }
}

/// « 23 scènes : 9 décisions, 8 passages, 6 fins ; 31 choix. »
fn contents(scenario: &Scenario) -> String {
    let program = &scenario.program;
    let count = |is: fn(&ExitCode) -> bool| program.scenes.iter().filter(|scene| is(&scene.exit)).count();
    let kinds = [
        (count(|exit| matches!(exit, ExitCode::Decision(_))), "décision"),
        (count(|exit| matches!(exit, ExitCode::Passage(_))), "passage"),
        (count(|exit| matches!(exit, ExitCode::Return)), "retour"),
        (count(|exit| matches!(exit, ExitCode::Ending)), "fin"),
    ];
    let told = |(count, name): &(usize, &str)| format!("{} {name}{}", grouped(*count), if *count > 1 { "s" } else { "" });
    let kinds: Vec<String> = kinds.iter().filter(|(count, _)| *count > 0).map(told).collect();
    format!("{} : {} ; {} choix.", told(&(program.scenes.len(), "scène")), kinds.join(", "), grouped(program.choices.len()))
}

/// « connecter → le-code », then a line for each trace: « acces-connus : lu dans la-photo, l-appel »
fn changes(scenario: &Scenario, further: &Further) -> Vec<String> {
    let leads: Vec<&str> = further.leads.iter().map(|&scene| &*scenario.scene(scene).id).collect();
    let leads = if leads.is_empty() { "jamais offert".to_owned() } else { leads.join(", ") };
    let same = further.same_as.map_or_else(String::new, |same| format!(" (la même suite que {})", &*scenario.choice(same).id));
    let mut lines = vec![format!("    {} → {leads}{same}", &*scenario.choice(further.choice).id)];
    for (trace, readers) in &further.traces {
        let name = match trace {
            Trace::Wrote(variable) => &*scenario.source.variables[variable.at()].id,
            Trace::Made => "avoir fait ce choix",
        };
        lines.push(format!("      {name} : {}", read_by(scenario, readers)));
    }
    lines
}

/// How many places are named on one line.
const NAMED: usize = 12;

/// « lu dans la-photo, l-appel ; ouvre ou ferme refuser »
fn read_by(scenario: &Scenario, readers: &[Reader]) -> String {
    let (scene, choice) = (|at: SceneIndex| scenario.scene(at).id.to_string(), |at: ChoiceIndex| scenario.choice(at).id.to_string());
    let mut groups = [("lu dans", Vec::new()), ("ouvre ou ferme", Vec::new()), ("oriente", Vec::new())];
    for reader in readers {
        let (group, name) = match *reader {
            Reader::Scene(at) => (0, scene(at)),
            Reader::Outcome(at) => (0, choice(at)),
            Reader::Resource(at) => (0, scenario.source.resources[at].id.to_string()),
            Reader::Offer(at) => (1, choice(at)),
            Reader::Passage(at) => (2, scene(at)),
            Reader::Route(at) => (2, choice(at)),
        };
        groups[group].1.push(name);
    }
    let several = |names: &[String]| match names.len().saturating_sub(NAMED) {
        0 => names.join(", "),
        more => format!("{} et {} ailleurs", names[..NAMED].join(", "), grouped(more)),
    };
    let told: Vec<String> = groups.iter().filter(|(_, names)| !names.is_empty()).map(|(verb, names)| format!("{verb} {}", several(names))).collect();
    if told.is_empty() { "rien ne le lit ensuite".to_owned() } else { told.join(" ; ") }
}

fn place(scenario: &Scenario, reader: Reader) -> Value {
    let (scene, choice) = (|at: SceneIndex| &*scenario.scene(at).id, |at: ChoiceIndex| &*scenario.choice(at).id);
    match reader {
        Reader::Scene(at) => json!({ "scene": scene(at) }),
        Reader::Offer(at) => json!({ "offer": choice(at) }),
        Reader::Outcome(at) => json!({ "outcome": choice(at) }),
        Reader::Passage(at) => json!({ "passage": scene(at) }),
        Reader::Route(at) => json!({ "route": choice(at) }),
        Reader::Resource(at) => json!({ "resource": &*scenario.source.resources[at].id }),
    }
}

/// A great number with its thousands apart.
fn thousands(number: u128) -> String {
    match usize::try_from(number) {
        Ok(number) => grouped(number),
        Err(_) => {
            let (above, below) = (number / 1_000_000_000_000_000, number % 1_000_000_000_000_000);
            let below = format!("{below:015}");
            let groups: Vec<&str> = (0..5).filter_map(|group| below.get(group * 3..group * 3 + 3)).collect();
            format!("{}\u{202f}{}", thousands(above), groups.join("\u{202f}"))
        }
    }
}
