//! Resolves names, compiles conditions, and lays the scenario out as the engine's tables.

use std::collections::{BTreeMap, BTreeSet};

use super::decode::{Id, Located};
use super::diagnostic::{Report, Rule, shown, suggestion, told};
use super::expression::{self, Declared, Domain, ExpressionError, Scope};
use super::json;
use super::program::{
    ArmCode, BranchCode, ChoiceCode, ChoiceIndex, ConditionIndex, ExitCode, ItemCode, Program, RouteCode, RouteIndex, SceneCode, SceneIndex, Stretch,
    VariableCode, VariableIndex,
};
use super::source::{Block, BlockKind, Choice, Decision, Exit, Level, Route, Source, Variable, VariableKind};

/// The id by which the player speaks in threads, e-mails and posts.
pub const PLAYER: &str = "vous";

/// Words of the expression language, which cannot name a variable.
const KEYWORDS: &[&str] = &["and", "or", "not", "true", "false", "visited", "chose"];

/// The letters that choices carry.
pub const LETTERS: usize = 26;

/// For how many ids that name nothing one that looks like it is searched: past them, a file has been cut or is another's.
const SUGGESTED: usize = 50;

/// Compiles a scenario; reports everything that does not hold together.
///
/// The program is sound only if nothing was reported.
pub fn link(source: &Source, text: &str, report: &mut Report) -> Program {
    let mut linker = Linker { text, report, scope: Scope::default(), program: empty(), people: BTreeSet::new(), lost: false, unknown: 0 };
    linker.declare(source);
    linker.compile(source);
    linker.program
}

fn empty() -> Program {
    Program {
        start: SceneIndex(0),
        skip: None,
        scenes: Vec::new(),
        choices: Vec::new(),
        variables: Vec::new(),
        routes: Vec::new(),
        branches: Vec::new(),
        arms: Vec::new(),
        effects: Vec::new(),
        conditions: Vec::new(),
        operations: Vec::new(),
        items: Vec::new(),
        resources: Vec::new(),
    }
}

struct Linker<'a, 'r> {
    text: &'a str,
    report: &'r mut Report,
    scope: Scope<'a>,
    program: Program,
    people: BTreeSet<&'a str>,
    /// Whether a scene was not found: the first then stands for it, and what follows from where routes lead means nothing.
    lost: bool,
    /// How many ids named nothing so far.
    unknown: usize,
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

impl<'a> Linker<'a, '_> {
    /// First pass: what exists.
    fn declare(&mut self, source: &'a Source) {
        if !is_version(&source.version) {
            self.report.push(
                Rule::Value,
                source.version.span,
                told!("« {} » n’est pas un numéro de version.", shown(&source.version.text)),
                "Trois nombres séparés par des points : « 1.0.0 ».",
            );
        }
        self.declare_people(source);
        for variable in &source.variables {
            self.declare_variable(variable);
        }
        let mut endings = BTreeSet::new();
        let mut choices = BTreeSet::new();
        let mut next_choice = 0;
        for (index, scene) in source.scenes.iter().enumerate() {
            let index = SceneIndex(position(index));
            if self.scope.scenes.contains_key(&*scene.id) {
                self.duplicate("La scène", &scene.id);
            } else {
                self.scope.scenes.insert(&scene.id, index);
            }
            match &scene.exit {
                Exit::Decision(decision) => {
                    for choice in &decision.choices {
                        if !choices.insert(&*choice.id) {
                            self.duplicate("Le choix", &choice.id);
                        }
                        self.scope.choices.insert((index, &choice.id), ChoiceIndex(next_choice));
                        next_choice += 1;
                    }
                }
                Exit::Ending(ending) if !endings.insert(&*ending.id) => self.duplicate("La fin", &ending.id),
                _ => {}
            }
        }
        let mut resources = BTreeSet::new();
        for resource in &source.resources {
            if !resources.insert(&*resource.id) {
                self.duplicate("La ressource", &resource.id);
            }
        }
    }

    fn declare_people(&mut self, source: &'a Source) {
        for person in &source.people {
            if &*person.id == PLAYER {
                self.report.push(
                    Rule::DuplicateId,
                    person.id.0.span,
                    "« vous » est la personne qui joue : ne la déclarez pas.",
                    "Donnez un autre identifiant à ce personnage.",
                );
            }
            if !self.people.insert(&person.id) {
                self.duplicate("La personne", &person.id);
            }
        }
        self.people.insert(PLAYER);
    }

    fn declare_variable(&mut self, variable: &'a Variable) {
        let id = &variable.id;
        if KEYWORDS.contains(&&**id) {
            self.report.push(Rule::Value, id.0.span, told!("« {} » est un mot du langage des conditions.", &**id), "Choisissez un autre nom de variable.");
        }
        let initial_word = variable.initial.as_ref();
        let code = match &variable.kind {
            VariableKind::Flag(initial) => VariableCode { min: 0, max: 1, initial: i32::from(*initial) },
            VariableKind::Level(level) => self.level(id, level),
            VariableKind::OneOf(words) => self.one_of(id, words, initial_word),
        };
        let domain = Domain::of(&variable.kind);
        if let (Some(word), false) = (initial_word, matches!(variable.kind, VariableKind::OneOf(_))) {
            self.report.push(
                Rule::Value,
                word.span,
                "« initial » à cet endroit ne vaut que pour un one-of.",
                "Un drapeau s’écrit \"flag\": false ; un niveau a son initial à côté de min et max.",
            );
        }
        let index = VariableIndex(position(self.program.variables.len()));
        self.program.variables.push(code);
        if self.scope.variables.contains_key(&**id) {
            self.duplicate("La variable", id);
        } else {
            self.scope.variables.insert(id, Declared { index, code, domain });
        }
    }

    fn level(&mut self, id: &Id, level: &Level) -> VariableCode {
        let initial = level.initial.unwrap_or(level.min);
        if level.min >= level.max || initial < level.min || initial > level.max {
            self.report.push(
                Rule::Value,
                id.0.span,
                told!("Les bornes de « {} » ne tiennent pas ensemble.", &**id),
                "Il faut min < max, et initial entre les deux.",
            );
        }
        VariableCode { min: level.min.min(level.max), max: level.max.max(level.min), initial }
    }

    fn one_of(&mut self, id: &Id, words: &[Id], initial: Option<&Located>) -> VariableCode {
        if words.len() < 2 {
            self.report.push(Rule::Value, id.0.span, told!("« {} » doit avoir au moins deux valeurs.", &**id), "Ajoutez une valeur, ou retirez la variable.");
        }
        let mut seen = BTreeSet::new();
        for word in words {
            if !seen.insert(&**word) {
                self.duplicate("La valeur", word);
            }
        }
        let start = match initial {
            None => 0,
            Some(initial) => words.iter().position(|word| **word == *initial.text).unwrap_or_else(|| {
                let known: Vec<&str> = words.iter().map(|word| &**word).collect();
                self.report.push(
                    Rule::UnknownId,
                    initial.span,
                    told!("« {} » n’est pas une valeur de cette variable.", shown(&initial.text)),
                    suggestion(&initial.text, &known),
                );
                0
            }),
        };
        let narrow = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
        VariableCode { min: 0, max: narrow(words.len().saturating_sub(1)), initial: narrow(start) }
    }

    /// Second pass: what points where.
    fn compile(&mut self, source: &'a Source) {
        if source.scenes.is_empty() {
            self.report.push(Rule::MissingKey, source.id.0.span, "Ce scénario n’a aucune scène.", "Ajoutez au moins une scène à « scenes ».");
            return;
        }
        self.program.start = self.scene(&source.start);
        if let Some(warning) = &source.content_warning {
            self.program.skip = Some(self.scene(&warning.skip));
        }
        for id in &source.note.stops {
            self.scene(id);
        }
        for person in &source.introduction.people {
            self.person(person);
        }
        for scene in &source.scenes {
            let items = self.items(&scene.blocks);
            let exit = match &scene.exit {
                Exit::Decision(decision) => self.decision(decision, &scene.id),
                Exit::Passage(passage) => ExitCode::Passage(self.route(&passage.to)),
                Exit::Return(_) => ExitCode::Return,
                Exit::Ending(_) => ExitCode::Ending,
            };
            self.program.scenes.push(SceneCode { items, exit });
        }
        for resource in &source.resources {
            let items = self.items(&resource.blocks);
            self.program.resources.push(items);
        }
        self.reasons(source);
        self.renamed(source);
        if !self.lost {
            super::detour::check(source, &self.program, self.report);
        }
    }

    fn decision(&mut self, decision: &'a Decision, scene: &Id) -> ExitCode {
        if decision.choices.is_empty() || decision.choices.len() > LETTERS {
            self.report.push(
                Rule::Value,
                decision.prompt.span,
                told!("Une décision a de 1 à {LETTERS} choix ; celle-ci en a {}.", decision.choices.len()),
                "Chaque choix porte une lettre, de A à Z.",
            );
        }
        if let Some(limit) = &decision.limit {
            let known: Vec<&str> = decision.choices.iter().map(|choice| &*choice.id).collect();
            if !known.contains(&&*limit.default) {
                self.unknown("Le choix", &limit.default.0, |_| known);
            }
        }
        let mut motives = BTreeSet::new();
        for motive in decision.ask.iter().flat_map(|ask| &ask.motives) {
            if !motives.insert(&*motive.id) {
                self.duplicate("Le motif", &motive.id);
            }
        }
        let start = self.program.choices.len();
        for choice in &decision.choices {
            let code = self.choice(choice, scene);
            self.program.choices.push(code);
        }
        ExitCode::Decision(Stretch::new(start, self.program.choices.len()))
    }

    fn choice(&mut self, choice: &'a Choice, scene: &Id) -> ChoiceCode {
        let outcome = self.items(&choice.outcome);
        let start = self.program.effects.len();
        for effect in &choice.effects {
            match expression::effect(effect, &self.scope) {
                Ok(code) => self.program.effects.push(code),
                Err(error) => self.expression_error(effect, error),
            }
        }
        let effects = Stretch::new(start, self.program.effects.len());
        if choice.positions.len() > 2 {
            self.report.push(
                Rule::Value,
                choice.positions[2].span,
                "Un choix porte deux positions au plus.",
                "Gardez la dominante d’abord, puis au plus une autre.",
            );
        }
        for tag in &choice.agency {
            self.person(&tag.who);
        }
        if let (Some(locked), None) = (&choice.locked, &choice.when) {
            self.report.push(
                Rule::MissingKey,
                locked.span,
                "« locked » dit pourquoi un choix est fermé, mais rien ne dit quand.",
                "Ajoutez « when », ou retirez « locked ».",
            );
        }
        let scene = self.scope.scenes.get(&**scene).copied().unwrap_or(SceneIndex(0));
        ChoiceCode { scene, outcome, effects, route: self.route(&choice.to), when: self.condition(choice.when.as_ref()) }
    }

    /// One entry for each block, message and comment: the order in which [`super::reading`] walks them.
    fn items(&mut self, blocks: &'a [Block]) -> Stretch {
        let start = self.program.items.len();
        for block in blocks {
            let when = self.condition(block.when.as_ref());
            self.program.items.push(ItemCode { when, within: None });
            self.block(block, when);
        }
        Stretch::new(start, self.program.items.len())
    }

    /// `within` is the condition of the block, which is that of its parts too.
    fn block(&mut self, block: &'a Block, within: Option<ConditionIndex>) {
        match &block.kind {
            BlockKind::Speech(speech) => self.person(&speech.who),
            BlockKind::Email(email) => self.person(&email.from),
            BlockKind::Thread(thread) => {
                let known: Vec<&str> = thread.messages.iter().filter_map(|message| message.id.as_deref()).collect();
                for message in &thread.messages {
                    let when = self.condition(message.when.as_ref());
                    self.program.items.push(ItemCode { when, within });
                    if let Some(from) = &message.from {
                        self.person(from);
                    }
                    if let Some(quote) = message.quote.as_ref().filter(|quote| !known.contains(&&***quote)) {
                        self.unknown("Le message cité", &quote.0, |_| known.clone());
                    }
                    let speaks = message.from.is_some() && (message.text.is_some() || message.attachment.is_some());
                    if speaks == message.notice.is_some() {
                        let ids = [&message.from, &message.quote, &message.id];
                        let some = message.text.as_ref().or(message.notice.as_ref()).or_else(|| ids.into_iter().flatten().next().map(|id| &id.0));
                        let at = some.unwrap_or(&thread.title);
                        self.report.push(
                            Rule::Value,
                            at.span,
                            "Un message a soit « from » et « text » (ou « attachment »), soit « notice ».",
                            "Gardez l’un ou l’autre.",
                        );
                    }
                }
            }
            BlockKind::Post(post) => {
                self.person(&post.from);
                for comment in &post.comments {
                    let when = self.condition(comment.when.as_ref());
                    self.program.items.push(ItemCode { when, within });
                    self.person(&comment.from);
                }
            }
            _ => {}
        }
    }

    fn route(&mut self, route: &'a Route) -> RouteIndex {
        let code = match route {
            Route::To(id) => RouteCode::To(self.scene(id)),
            Route::Detour(detour) => RouteCode::Detour { detour: self.scene(&detour.detour), then: self.scene(&detour.then) },
            Route::Branches(list) => {
                let last = list.len().saturating_sub(1);
                let branches: Vec<BranchCode> = list
                    .iter()
                    .enumerate()
                    .map(|(index, branch)| {
                        if branch.when.is_some() == (index == last) {
                            let span = branch.when.as_ref().map(|when| when.span).or_else(|| branch.to.place()).unwrap_or_default();
                            self.report.push(
                                Rule::Route,
                                span,
                                "Dans une liste de routes, toutes ont une condition sauf la dernière.",
                                "La dernière, sans « when », garantit qu’on ne reste jamais bloqué.",
                            );
                        }
                        BranchCode { when: self.condition(branch.when.as_ref()), route: self.route(&branch.to) }
                    })
                    .collect();
                let start = self.program.branches.len();
                self.program.branches.extend(branches);
                RouteCode::Branches(Stretch::new(start, self.program.branches.len()))
            }
            Route::Chance(draw) => {
                let arms: Vec<ArmCode> = draw.chance.iter().map(|arm| ArmCode { weight: arm.weight.0, route: self.route(&arm.to) }).collect();
                let start = self.program.arms.len();
                self.program.arms.extend(arms);
                RouteCode::Chance(Stretch::new(start, self.program.arms.len()))
            }
        };
        self.program.routes.push(code);
        RouteIndex(position(self.program.routes.len() - 1))
    }

    fn condition(&mut self, when: Option<&Located>) -> Option<ConditionIndex> {
        let when = when?;
        let start = self.program.operations.len();
        if let Err(error) = expression::condition(when, &self.scope, &mut self.program.operations) {
            self.expression_error(when, error);
        }
        self.program.conditions.push(Stretch::new(start, self.program.operations.len()));
        Some(ConditionIndex(position(self.program.conditions.len() - 1)))
    }

    fn expression_error(&mut self, expression: &Located, error: ExpressionError) {
        let at = json::Characters::of(self.text, expression.span).go(error.at);
        self.report.push(error.rule, super::diagnostic::Span::new(at, at + 1), error.message, error.help);
    }

    fn scene(&mut self, id: &Id) -> SceneIndex {
        if let Some(index) = self.scope.scenes.get(&**id) {
            return *index;
        }
        self.unknown("La scène", &id.0, |linker| linker.scope.scenes.keys().copied().collect());
        self.lost = true;
        SceneIndex(0)
    }

    fn person(&mut self, id: &Id) {
        if !self.people.contains(&**id) {
            self.unknown("La personne", &id.0, |linker| linker.people.iter().copied().collect());
        }
    }

    fn reasons(&mut self, source: &Source) {
        let asked = source.scenes.iter().filter_map(|scene| match &scene.exit {
            Exit::Decision(decision) => decision.ask.as_ref()?.reason.as_ref(),
            _ => None,
        });
        if let Some(third) = asked.into_iter().nth(2) {
            self.report.push(
                Rule::Value,
                third.span,
                "Une phrase de motif est demandée plus de deux fois.",
                "Gardez-la pour les deux décisions qui comptent le plus.",
            );
        }
    }

    fn renamed(&mut self, source: &'a Source) {
        if source.renamed.is_empty() {
            return;
        }
        let choices: BTreeMap<&str, ()> = self.scope.choices.keys().map(|&(_, id)| (id, ())).collect();
        for (old, new) in &source.renamed {
            let exists = |id: &str| self.scope.scenes.contains_key(id) || choices.contains_key(id);
            if !exists(new) {
                self.report.push(
                    Rule::UnknownId,
                    new.0.span,
                    told!("« {} » ne nomme ni une scène ni un choix.", &**new),
                    "« renamed » va de l’ancien identifiant au nouveau, qui existe.",
                );
            } else if exists(old) {
                self.report.push(Rule::DuplicateId, new.0.span, told!("« {old} » est encore employé."), "Un identifiant renommé ne doit plus servir.");
            }
        }
    }

    fn duplicate(&mut self, what: &str, id: &Id) {
        self.report.push(Rule::DuplicateId, id.0.span, told!("{what} « {} » apparaît deux fois.", &**id), "Donnez-leur deux identifiants différents.");
    }

    /// Tells of an id that names nothing. `known` gives those that it could have been.
    fn unknown(&mut self, what: &str, id: &Located, known: impl FnOnce(&Self) -> Vec<&'a str>) {
        let help = if self.unknown < SUGGESTED { suggestion(&id.text, &known(self)) } else { told!("Corrigez d’abord les noms inconnus qui précèdent.") };
        self.unknown += 1;
        self.report.push(Rule::UnknownId, id.span, told!("{what} « {} » n’existe pas.", id.text), help);
    }
}

/// Whether a version is three whole numbers, as records compare them.
fn is_version(version: &str) -> bool {
    let is_number = |part: &str| part.parse::<u32>().is_ok_and(|number| number.to_string() == part);
    version.split('.').count() == 3 && version.split('.').all(is_number)
}
