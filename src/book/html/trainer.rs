//! What the trainer keeps: the note, the key of the sheet, the plan of the paragraphs with the tags, the grid of votes.

use std::collections::BTreeMap;

use super::Out;
use super::say::is_number;
use crate::book::{Content, Line, Meaning, Number, Reading};
use crate::debrief::said;
use crate::scenario::place::Place;
use crate::scenario::program::{ChoiceIndex, SceneIndex};
use crate::scenario::reading;
use crate::scenario::source::{BlockKind, Choice, Decision, Exit, Id, Located, Minutes, Route, VariableKind};
use crate::text::cut;

/// How many voters a grid has room for, in fives.
const VOTERS: usize = 20;
/// How much of an inset tells it from others, in letters.
const START: usize = 70;

/// The numbers of scenes, and of what follows from choices.
type Numbers = BTreeMap<Place, Number>;

impl Out<'_> {
    /// Everything the trainer keeps, from the front of a sheet of its own.
    pub fn trainer(&mut self) {
        let numbers: Numbers = (1..).zip(&self.book.paragraphs).map(|(number, paragraph)| (paragraph.place, number)).collect();
        self.raw("<section class=\"part trainer\" aria-labelledby=\"animer\">\n<div class=\"title-page\">\n<h2 id=\"animer\">");
        self.text("Pour la personne qui anime");
        self.raw("</h2>\n");
        self.line(
            "p",
            "",
            "À garder à part : les pages qui suivent disent où mène chaque choix et portent les étiquettes. Elles se lisent avant et après, jamais pendant.",
        );
        self.on_paper(&numbers);
        self.raw("</div>\n");
        self.note(&numbers);
        self.key();
        self.raw("</section>\n<section class=\"part trainer flowing\" aria-labelledby=\"plan\">\n<h2 id=\"plan\">");
        self.text("Plan des paragraphes");
        self.raw("</h2>\n");
        self.line("p", "hint", "Dans l'ordre du récit. Les étiquettes sont une proposition de l'auteur, à discuter ; aucune position n'est la bonne.");
        for scene in (0..).take(self.book.scenario.source.scenes.len()).map(SceneIndex) {
            self.plan(scene, &numbers);
        }
        self.raw("</section>\n<section class=\"part trainer flowing\" aria-labelledby=\"numeros\">\n<h2 id=\"numeros\">");
        self.text("Numéros");
        self.raw("</h2>\n");
        self.index();
        self.raw("</section>\n");
        self.votes(&numbers);
    }

    /// What to print, and how to lead with paper: nothing of the story.
    fn on_paper(&mut self, numbers: &Numbers) {
        let source = &self.book.scenario.source;
        let note = &source.note;
        self.raw("<ul>\n");
        self.line("li", "", "Imprimez un livret, ses encarts et une feuille de jeu par personne ou par binôme, et ces pages en un seul exemplaire.");
        if !note.stops.is_empty() {
            self.line(
                "li",
                "",
                "Annoncez le numéro d'une décision où s'arrêter : qui y arrive note son choix, pose le livret et attend les autres ; votez avec la grille.",
            );
        }
        if self.draws() {
            self.line("li", "", "Pour que tous vivent la même histoire, lancez le dé une fois pour le groupe.");
        }
        if let Some(skip) = source.content_warning.as_ref().and_then(|warning| self.called(&warning.skip, numbers)) {
            self.line("li", "", &["Qui passe les scènes sensibles reprend au ", &skip, "."].concat());
        }
        self.raw("</ul>\n");
        let minutes = |minutes: &Minutes| format!("de {} à {} minutes", minutes.min, minutes.max);
        let group = note.group_duration.as_ref().map(|group| [" ; en groupe, ", &minutes(group)].concat()).unwrap_or_default();
        self.line("p", "", &["Seul ou en binôme, ", &minutes(&source.duration), group.as_str(), "."].concat());
        if let Some(words) = &note.prerequisites {
            self.line("p", "", &["Avant de commencer : ", words].concat());
        }
    }

    fn note(&mut self, numbers: &Numbers) {
        let source = &self.book.scenario.source;
        let note = &source.note;
        self.line("h3", "", "Ce que le cas travaille");
        self.rich("", &note.works_on);
        self.points("Pièges de l'animation", note.traps.iter().map(|trap| trap.text.as_str()));
        let stops: Vec<String> = note.stops.iter().filter_map(|id| self.called(id, numbers)).collect();
        self.points("Décisions conseillées pour un arrêt", stops.iter().map(String::as_str));
        self.points("Questions pour l'échange", note.debrief.iter().map(|question| question.text.as_str()));
        let neutral = self.shared.vocabulary.map(|vocabulary| vocabulary.neutral_questions.as_slice()).unwrap_or_default();
        self.points("Les questions posées à chaque décision", neutral.iter().map(String::as_str));
    }

    fn points<'w>(&mut self, title: &str, words: impl Iterator<Item = &'w str>) {
        let mut words = words.peekable();
        if words.peek().is_none() {
            return;
        }
        self.line("h3", "", title);
        self.raw("<ul>\n");
        words.for_each(|words| self.line("li", "", words));
        self.raw("</ul>\n");
    }

    /// « 12, Le carnet »
    fn called(&self, id: &Id, numbers: &Numbers) -> Option<String> {
        let scene = self.book.scenario.find_scene(id)?;
        Some(format!("{}, {}", numbers.get(&Place::Scene(scene))?, self.book.scenario.scene(scene).title.text))
    }

    /// What the boxes of the player's sheet stand for.
    fn key(&mut self) {
        let book = self.book;
        if book.sheet.is_empty() {
            return;
        }
        self.line("h3", "", "Ce que les cases retiennent");
        self.raw("<table class=\"key\">\n<thead><tr><th scope=\"col\">Case</th><th scope=\"col\">");
        self.text("Ce qu'elle retient");
        self.raw("</th></tr></thead>\n<tbody>\n");
        for (at, line) in book.sheet.iter().enumerate() {
            self.raw("<tr><th scope=\"row\">");
            self.text(&line.name);
            self.raw("</th><td>");
            let meaning = self.meaning(at, line);
            self.text(&meaning);
            self.raw("</td></tr>\n");
        }
        self.raw("</tbody>\n</table>\n");
    }

    fn meaning(&self, at: usize, line: &Line) -> String {
        let scenario = self.book.scenario;
        let told = |variable: usize| {
            let variable = &scenario.source.variables[variable];
            variable.meaning.clone().map_or_else(|| variable.id.to_string(), |meaning| format!("{} : {meaning}", &*variable.id))
        };
        let boxes = |names: Vec<String>| {
            let names = (1..).zip(names).map(|(number, name): (u32, String)| if line.last == 0 { name } else { format!("{}{number} : {name}", line.name) });
            names.collect::<Vec<_>>().join(" ; ")
        };
        match &line.meaning {
            Meaning::Flag(variable) => told(variable.at()),
            Meaning::Level(variable, turned) => {
                let code = scenario.program.variables[variable.at()];
                let ends = if *turned { (code.max, code.min) } else { (code.min, code.max) };
                let from =
                    if is_number(self.book, at) { format!("compté depuis {}", ends.0) } else { format!("de gauche à droite, de {} à {}", ends.0, ends.1) };
                format!("{} ({from}, au départ {})", told(variable.at()), code.initial)
            }
            Meaning::OneOf(variable, values) => {
                let words = match &scenario.source.variables[variable.at()].kind {
                    VariableKind::OneOf(words) => words.as_slice(),
                    VariableKind::Flag(_) | VariableKind::Level(_) => &[],
                };
                let names = values.iter().filter_map(|value| words.get(usize::try_from(*value).ok()?)).map(|word| word.to_string());
                format!("{} {}", told(variable.at()), boxes(names.collect()))
            }
            Meaning::Choices(choices) => {
                let scene = choices.first().map(|choice| scenario.program.choices[choice.at()].scene);
                let title = scene.map_or("", |scene| &scenario.scene(scene).title);
                let names = choices.iter().map(|choice| format!("choix {}", scenario.letter(*choice)));
                format!("« {title} » : {}", boxes(names.collect()))
            }
            Meaning::Scenes(scenes) => boxes(scenes.iter().map(|scene| format!("passage par « {} »", scenario.scene(*scene).title.text)).collect()),
        }
    }

    /// A scene: its number, what is read in it on a condition, its choices and where they lead.
    fn plan(&mut self, index: SceneIndex, numbers: &Numbers) {
        let scene = self.book.scenario.scene(index);
        let place = Place::Scene(index);
        let number = numbers.get(&place).copied().unwrap_or_default();
        let stop = self.book.scenario.source.note.stops.iter().any(|id| **id == *scene.id);
        let kind = match &scene.exit {
            Exit::Decision(_) if stop => "décision, arrêt conseillé",
            Exit::Decision(_) => "décision",
            Exit::Passage(_) => "passage",
            Exit::Return(_) => "fin d'un détour",
            Exit::Ending(_) => "fin",
        };
        self.raw("<article class=\"plan\">\n<h3>");
        self.number(number);
        self.raw(" ");
        self.text(&scene.title);
        self.raw(" <span class=\"soft\">");
        self.text(kind);
        self.raw("</span></h3>\n");
        self.conditional(place);
        match &scene.exit {
            Exit::Decision(decision) => self.choices(index, decision, numbers),
            Exit::Passage(passage) => self.line("p", "", &["Mène ", &self.leads(&passage.to, numbers)].concat()),
            Exit::Return(_) => self.line("p", "", "Revient au numéro noté."),
            Exit::Ending(ending) => self.line("p", "", &ending.title),
        }
        self.raw("</article>\n");
    }

    /// The insets of a place: each with its condition and how it begins.
    fn conditional(&mut self, place: Place) {
        let book = self.book;
        let told: Vec<String> = (0..book.insets.len())
            .filter(|at| book.insets[*at].of == place)
            .filter_map(|at| {
                let (when, words) = match &book.insets[at].content {
                    Content::Blocks(readings) => {
                        let Some(Reading::Block { block, .. }) = readings.first() else { return None };
                        let shown = vec![true; 1 + reading::parts(block)];
                        (block.when.as_deref()?, reading::plain(book.scenario, std::slice::from_ref(block), &shown))
                    }
                    Content::Part { block, part, .. } => {
                        let what = if matches!(block.kind, BlockKind::Post(_)) { "commentaire" } else { "message" };
                        (reading::part_condition(block, *part)?, format!("le {what} n° {}", part + 1))
                    }
                    // The plan says it of the choice.
                    Content::Offer(_) => return None,
                };
                Some(format!("{}, si {} : {}", book.inset_number(at), said::condition(book.scenario, when), cut(&words, START)))
            })
            .collect();
        if !told.is_empty() {
            self.raw("<ul class=\"conditional\">\n");
            told.iter().for_each(|words| self.line("li", "", words));
            self.raw("</ul>\n");
        }
    }

    fn choices(&mut self, scene: SceneIndex, decision: &Decision, numbers: &Numbers) {
        self.line("p", "prompt", &decision.prompt);
        if let Some(discussion) = &decision.discussion {
            self.line("p", "", &["Pour l'échange : ", discussion].concat());
        }
        for choice in &decision.choices {
            if let Some(index) = self.book.scenario.find_choice(scene, &choice.id) {
                self.choice(index, choice, numbers);
            }
        }
    }

    fn choice(&mut self, index: ChoiceIndex, choice: &Choice, numbers: &Numbers) {
        let scenario = self.book.scenario;
        self.raw("<div class=\"plan-choice\">\n<p><span class=\"letter\">");
        self.text(&scenario.letter(index).to_string());
        self.raw("</span> ");
        self.text(&choice.text);
        self.raw("</p>\n");
        let own = numbers.get(&Place::Outcome(index)).map(|number| format!("{number}, puis ")).unwrap_or_default();
        self.line("p", "", &["Mène ", if own.is_empty() { "" } else { "au " }, &own, &self.leads(&choice.to, numbers)].concat());
        if let Some(when) = &choice.when {
            let otherwise = if choice.locked.is_some() { "fermé avec sa raison" } else { "caché" };
            self.line("p", "", &["Ouvert si ", &said::condition(scenario, when), " ; sinon ", otherwise, "."].concat());
        }
        if !choice.effects.is_empty() {
            let effects: Vec<&str> = choice.effects.iter().map(|effect| effect.text.as_str()).collect();
            self.line("p", "", &["Le récit retient : ", &effects.join(" ; "), "."].concat());
        }
        self.conditional(Place::Outcome(index));
        let tags = said::tags(scenario, self.shared.vocabulary, choice);
        if !tags.is_empty() {
            self.raw("<dl class=\"tags\">\n");
            for (name, values) in tags {
                self.raw("<div>");
                self.line("dt", "", name);
                self.line("dd", "", &values.join(" ; "));
                self.raw("</div>\n");
            }
            self.raw("</dl>\n");
        }
        self.raw("</div>\n");
    }

    /// Where a route leads, after « Mène ».
    fn leads(&self, route: &Route, numbers: &Numbers) -> String {
        let at = |id: &Id| self.called(id, numbers).unwrap_or_default();
        let last = |at: usize, length: usize| if at + 1 == length { "." } else { " ; " };
        match route {
            Route::To(id) => ["au ", &at(id), "."].concat(),
            Route::Detour(detour) => ["par un détour au ", &at(&detour.detour), ", puis au ", &at(&detour.then), "."].concat(),
            Route::Branches(branches) => branches
                .iter()
                .enumerate()
                .map(|(at, branch)| {
                    let when = branch.when.as_ref().map_or_else(|| "sinon ".to_owned(), |when| format!("si {}, ", said::condition(self.book.scenario, when)));
                    [when.as_str(), self.leads(&branch.to, numbers).trim_end_matches('.'), last(at, branches.len())].concat()
                })
                .collect(),
            Route::Chance(chance) => {
                let total: u64 = chance.chance.iter().map(|arm| u64::from(arm.weight.0)).sum();
                let arms = chance.chance.iter().enumerate().map(|(at, arm)| {
                    let odds = format!("{} fois sur {total} ", arm.weight.0);
                    [odds.as_str(), self.leads(&arm.to, numbers).trim_end_matches('.'), last(at, chance.chance.len())].concat()
                });
                arms.collect()
            }
        }
    }

    /// What each number is, in the order of numbers.
    fn index(&mut self) {
        let book = self.book;
        let scenario = book.scenario;
        let told = |place: Place| match place {
            Place::Scene(scene) => scenario.scene(scene).title.text.clone(),
            Place::Outcome(choice) => {
                let scene = scenario.program.choices[choice.at()].scene;
                format!("{} de « {} »", scenario.letter(choice), scenario.scene(scene).title.text)
            }
            Place::Resource(at) => scenario.source.resources.get(at).map(|resource| resource.title.text.clone()).unwrap_or_default(),
        };
        self.raw("<dl class=\"index\">\n");
        let insets = (0..).zip(&book.insets).map(|(at, inset)| (book.inset_number(at), ["encart : ", &told(inset.of)].concat()));
        for (number, words) in (1..).zip(book.paragraphs.iter().map(|paragraph| told(paragraph.place))).chain(insets) {
            self.raw("<div>");
            self.line("dt", "", &number.to_string());
            self.line("dd", "", &words);
            self.raw("</div>\n");
        }
        self.raw("</dl>\n");
    }

    /// A grid for the two votes of each decision.
    fn votes(&mut self, numbers: &Numbers) {
        let book = self.book;
        if book.decisions().next().is_none() {
            return;
        }
        self.raw("<section class=\"part votes\" aria-labelledby=\"votes\">\n<h2 id=\"votes\">");
        self.text("Grille des votes");
        self.raw("</h2>\n");
        self.line("p", "hint", "Une croix par vote, jusqu'à vingt. Sous trois votants, ne montrez rien. Les seconds votes se comparent par leurs totaux, jamais personne par personne.");
        for (rank, (scene, decision)) in (1..).zip(book.decisions()) {
            let number = numbers.get(&Place::Scene(scene)).copied().unwrap_or_default();
            self.grid(rank, number, &book.scenario.scene(scene).title, decision);
        }
        self.raw("</section>\n");
    }

    fn grid(&mut self, rank: u32, number: Number, title: &Located, decision: &Decision) {
        self.raw("<table class=\"vote-grid\">\n<caption><strong>");
        self.text(&format!("Décision {rank} · n° {number} · {}", title.text));
        self.raw("</strong> ");
        self.text(&decision.prompt);
        self.raw("</caption>\n<thead><tr>");
        for (class, heading) in [("", "Option"), ("tally", "Premier vote"), ("sum", "Total"), ("tally", "Second vote"), ("sum", "Total")] {
            self.raw(&["<th scope=\"col\" class=\"", class, "\">"].concat());
            self.text(heading);
            self.raw("</th>");
        }
        self.raw("</tr></thead>\n<tbody>\n");
        let tally = ["<td>", &["<span class=\"five\">", &"<i></i>".repeat(5), "</span>"].concat().repeat(VOTERS / 5), "</td><td></td>"].concat();
        for (letter, choice) in ('A'..).zip(&decision.choices) {
            self.raw("<tr><th scope=\"row\"><span class=\"letter\">");
            self.text(&letter.to_string());
            self.raw("</span> ");
            self.text(&choice.text);
            self.raw("</th>");
            self.raw(&tally);
            self.raw(&tally);
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n");
    }
}
