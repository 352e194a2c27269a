//! The language of conditions and effects.
//!
//! ```text
//! condition  = all *( "or" all )
//! all        = term *( "and" term )
//! term       = "not" term / "(" condition ")" / "true" / "false"
//!            / "visited(" scene ")" / "chose(" scene "," choice ")"
//!            / variable [ relation literal ]
//! relation   = "=" / "!=" / "<" / "<=" / ">" / ">="
//! effect     = variable ( "=" / "+=" / "-=" ) literal
//! literal    = whole number / "true" / "false" / word of a one-of
//! ```
//!
//! Hyphens belong to names, so there is no binary minus. Everything is resolved, type-checked and compiled once, at load.

use std::collections::BTreeMap;

use super::Scenario;
use super::diagnostic::{Rule, shown, stray, suggestion, told};
use super::program::{Change, ChoiceIndex, EffectCode, Operation, Relation, SceneIndex, VariableCode, VariableIndex};
use super::source::VariableKind;

/// How deep parentheses and `not` may nest: the evaluator keeps its truth values in the 64 bits of one word.
const MAX_DEPTH: usize = 30;

/// What names mean where an expression stands.
#[derive(Default)]
pub struct Scope<'a> {
    /// Variables by id.
    pub variables: BTreeMap<&'a str, Declared<'a>>,
    /// Scenes by id.
    pub scenes: BTreeMap<&'a str, SceneIndex>,
    /// Choices by scene and id.
    pub choices: BTreeMap<(SceneIndex, &'a str), ChoiceIndex>,
}

/// A declared variable.
pub struct Declared<'a> {
    /// Its place.
    pub index: VariableIndex,
    /// Its bounds.
    pub code: VariableCode,
    /// What kind of literal it takes.
    pub domain: Domain<'a>,
}

/// What kind of literal a variable takes.
pub enum Domain<'a> {
    /// `true` and `false`.
    Flag,
    /// Whole numbers.
    Level,
    /// These words.
    OneOf(Vec<&'a str>),
}

impl<'a> Domain<'a> {
    /// What a variable of this kind takes.
    pub fn of(kind: &'a VariableKind) -> Self {
        match kind {
            VariableKind::Flag(_) => Self::Flag,
            VariableKind::Level(_) => Self::Level,
            VariableKind::OneOf(words) => Self::OneOf(words.iter().map(|word| &**word).collect()),
        }
    }
}

impl<'a> Scope<'a> {
    /// The names of a scenario that was loaded.
    pub fn of(scenario: &'a Scenario) -> Self {
        let position = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let (source, program) = (&scenario.source, &scenario.program);
        let declared = source.variables.iter().zip(&program.variables).enumerate();
        let variables = declared
            .map(|(at, (variable, code))| (&*variable.id, Declared { index: VariableIndex(position(at)), code: *code, domain: Domain::of(&variable.kind) }));
        let scenes = source.scenes.iter().enumerate().map(|(at, scene)| (&*scene.id, SceneIndex(position(at))));
        let choices = program.choices.iter().enumerate().map(|(at, code)| {
            let choice = ChoiceIndex(position(at));
            ((code.scene, &*scenario.choice(choice).id), choice)
        });
        Self { variables: variables.collect(), scenes: scenes.collect(), choices: choices.collect() }
    }
}

/// What is wrong in an expression.
#[derive(Debug)]
pub struct ExpressionError {
    /// The place, in Unicode scalars from the start of the expression.
    pub at: usize,
    /// The rule broken.
    pub rule: Rule,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub help: String,
}

/// Compiles a condition, appending its postfix code.
///
/// # Errors
/// The first thing that cannot be read or does not fit its type, with its place.
pub fn condition(source: &str, scope: &Scope<'_>, operations: &mut Vec<Operation>) -> Result<(), ExpressionError> {
    let mut parser = Parser::new(source, scope)?;
    parser.any(0, operations)?;
    parser.end("la fin de la condition, « and » ou « or »")
}

/// Compiles an effect.
///
/// # Errors
/// The first thing that cannot be read or does not fit its type, with its place.
pub fn effect(source: &str, scope: &Scope<'_>) -> Result<EffectCode, ExpressionError> {
    let mut parser = Parser { example: "Par exemple : « confiance += 1 ».", ..Parser::new(source, scope)? };
    let effect = parser.effect()?;
    parser.end("la fin de l’effet")?;
    Ok(effect)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'s> {
    Word(&'s str),
    Number(i32),
    Sign(&'s str),
    End,
}

struct Parser<'s, 'a> {
    tokens: Vec<(usize, Token<'s>)>,
    next: usize,
    scope: &'a Scope<'a>,
    /// How such an expression is written, for an author who wrote another.
    example: &'static str,
}

type Read<T> = Result<T, ExpressionError>;

const SIGNS: &[&str] = &["!=", "<=", ">=", "+=", "-=", "(", ")", ",", "=", "<", ">"];

impl<'s, 'a> Parser<'s, 'a> {
    fn new(source: &'s str, scope: &'a Scope<'a>) -> Read<Self> {
        Ok(Self { tokens: tokens(source)?, next: 0, scope, example: "Par exemple : « confiance >= 2 and not mandat »." })
    }

    fn peek(&self) -> Token<'s> {
        self.tokens.get(self.next).map_or(Token::End, |&(_, token)| token)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).or(self.tokens.last()).map_or(0, |&(at, _)| at)
    }

    fn advance(&mut self) -> (usize, Token<'s>) {
        let token = (self.at(), self.peek());
        self.next += 1;
        token
    }

    fn take(&mut self, wanted: Token<'_>) -> bool {
        let found = self.peek() == wanted;
        self.next += usize::from(found);
        found
    }

    fn end(&self, expected: &str) -> Read<()> {
        match self.peek() {
            Token::End => Ok(()),
            _ => Err(self.expected(expected)),
        }
    }

    fn any(&mut self, depth: usize, operations: &mut Vec<Operation>) -> Read<()> {
        self.all(depth, operations)?;
        while self.take(Token::Word("or")) {
            self.all(depth, operations)?;
            operations.push(Operation::Or);
        }
        Ok(())
    }

    fn all(&mut self, depth: usize, operations: &mut Vec<Operation>) -> Read<()> {
        self.term(depth, operations)?;
        while self.take(Token::Word("and")) {
            self.term(depth, operations)?;
            operations.push(Operation::And);
        }
        Ok(())
    }

    fn term(&mut self, depth: usize, operations: &mut Vec<Operation>) -> Read<()> {
        if depth > MAX_DEPTH {
            return Err(self.error(
                Rule::Expression,
                told!("Plus de {MAX_DEPTH} parenthèses ou « not » imbriqués."),
                "Découpez la condition avec une variable.",
            ));
        }
        let (at, token) = self.advance();
        match token {
            Token::Sign("(") => {
                self.any(depth + 1, operations)?;
                self.sign(")")
            }
            Token::Word("not") => {
                self.term(depth + 1, operations)?;
                operations.push(Operation::Not);
                Ok(())
            }
            Token::Word("true") => {
                operations.push(Operation::Constant(true));
                Ok(())
            }
            Token::Word("false") => {
                operations.push(Operation::Constant(false));
                Ok(())
            }
            Token::Word("visited") => {
                self.sign("(")?;
                let scene = self.scene()?;
                operations.push(Operation::Visited(scene));
                self.sign(")")
            }
            Token::Word("chose") => {
                self.sign("(")?;
                let scene = self.scene()?;
                self.sign(",")?;
                let choice = self.choice(scene)?;
                operations.push(Operation::Chose(choice));
                self.sign(")")
            }
            Token::Word(name) => {
                let operation = self.comparison(at, name)?;
                operations.push(operation);
                Ok(())
            }
            _ => {
                self.next -= 1;
                Err(self.expected("une variable, « not », « visited(…) », « chose(…) » ou une parenthèse"))
            }
        }
    }

    fn comparison(&mut self, at: usize, name: &str) -> Read<Operation> {
        let declared = self.variable(at, name)?;
        let relation = match self.peek() {
            Token::Sign("=") => Relation::Equal,
            Token::Sign("!=") => Relation::NotEqual,
            Token::Sign("<") => Relation::Less,
            Token::Sign("<=") => Relation::AtMost,
            Token::Sign(">") => Relation::Greater,
            Token::Sign(">=") => Relation::AtLeast,
            _ if matches!(declared.domain, Domain::Flag) => return Ok(Operation::Compare(declared.index, Relation::Equal, 1)),
            _ => return Err(self.expected("une comparaison (= != < <= > >=)")),
        };
        if !matches!(declared.domain, Domain::Level) && !matches!(relation, Relation::Equal | Relation::NotEqual) {
            return Err(self.error(
                Rule::ExpressionType,
                told!("« {name} » n’est pas un nombre : on ne peut que le comparer par = ou !=."),
                "Écrivez « = » ou « != ».",
            ));
        }
        self.next += 1;
        let value = self.literal(name, declared)?;
        Ok(Operation::Compare(declared.index, relation, value))
    }

    fn effect(&mut self) -> Read<EffectCode> {
        let (at, token) = self.advance();
        let Token::Word(name) = token else {
            self.next -= 1;
            return Err(self.expected("le nom d’une variable"));
        };
        let declared = self.variable(at, name)?;
        let (_, sign) = self.advance();
        if !matches!(sign, Token::Sign("=" | "+=" | "-=")) {
            self.next -= 1;
            return Err(self.expected("« = », « += » ou « -= »"));
        }
        if sign != Token::Sign("=") && !matches!(declared.domain, Domain::Level) {
            self.next -= 1;
            return Err(self.error(
                Rule::ExpressionType,
                told!("« {name} » n’est pas un nombre : on ne peut rien lui ajouter."),
                "Écrivez « = » et une valeur.",
            ));
        }
        let value = self.literal(name, declared)?;
        let change = match sign {
            Token::Sign("+=") => Change::Add(value),
            Token::Sign("-=") => Change::Add(value.saturating_neg()),
            _ => Change::Set(value),
        };
        Ok(EffectCode { variable: declared.index, change })
    }

    fn literal(&mut self, name: &str, declared: &Declared<'_>) -> Read<i32> {
        let token = self.peek();
        let value = match (&declared.domain, token) {
            (Domain::Flag, Token::Word("true")) => Some(1),
            (Domain::Flag, Token::Word("false")) => Some(0),
            (Domain::Level, Token::Number(number)) => Some(number),
            (Domain::OneOf(words), Token::Word(word)) => words.iter().position(|known| *known == word).and_then(|position| i32::try_from(position).ok()),
            _ => None,
        };
        if let Some(value) = value {
            self.next += 1;
            return Ok(value);
        }
        let takes = match &declared.domain {
            Domain::Flag => "true ou false".to_owned(),
            Domain::Level => told!("un nombre de {} à {}", declared.code.min, declared.code.max),
            Domain::OneOf(words) => told!("un mot parmi {}", words.join(", ")),
        };
        if !matches!(token, Token::Word(_) | Token::Number(_)) {
            return Err(self.expected(&takes));
        }
        Err(self.error(Rule::ExpressionType, told!("« {name} » prend {takes}."), "Mettez à droite une valeur que la variable peut avoir."))
    }

    fn variable(&self, at: usize, name: &str) -> Read<&'a Declared<'a>> {
        self.scope.variables.get(name).ok_or_else(|| {
            let known: Vec<&str> = self.scope.variables.keys().copied().collect();
            let help = match self.scope.choices.keys().find(|(_, id)| *id == name) {
                _ if self.scope.scenes.contains_key(name) => told!("C’est une scène : écrivez « visited({name}) »."),
                Some(&(scene, _)) => told!("C’est un choix : écrivez « chose({}, {name}) ».", self.name(scene)),
                None => suggestion(name, &known),
            };
            ExpressionError { at, rule: Rule::UnknownId, message: told!("La variable « {name} » n’est pas déclarée."), help }
        })
    }

    fn scene(&mut self) -> Read<SceneIndex> {
        let (at, token) = self.advance();
        let Token::Word(name) = token else {
            self.next -= 1;
            return Err(self.expected("l’identifiant d’une scène"));
        };
        self.scope.scenes.get(name).copied().ok_or_else(|| {
            let known: Vec<&str> = self.scope.scenes.keys().copied().collect();
            let help = match self.scope.choices.keys().find(|(_, id)| *id == name) {
                Some(&(scene, _)) => told!("C’est un choix : écrivez « chose({}, {name}) ».", self.name(scene)),
                None => suggestion(name, &known),
            };
            ExpressionError { at, rule: Rule::UnknownId, message: told!("La scène « {name} » n’existe pas."), help }
        })
    }

    /// The id of a scene.
    fn name(&self, scene: SceneIndex) -> &'a str {
        self.scope.scenes.iter().find(|(_, index)| **index == scene).map_or("", |(id, _)| *id)
    }

    fn choice(&mut self, scene: SceneIndex) -> Read<ChoiceIndex> {
        let (at, token) = self.advance();
        let Token::Word(name) = token else {
            self.next -= 1;
            return Err(self.expected("l’identifiant d’un choix"));
        };
        self.scope.choices.get(&(scene, name)).copied().ok_or_else(|| {
            let message = told!("La scène « {} » n’a pas de choix « {name} ».", self.name(scene));
            let help = match self.scope.choices.keys().find(|(_, id)| *id == name) {
                Some(&(other, _)) => told!("Ce choix est celui de la scène « {} ».", self.name(other)),
                None => suggestion(name, &self.scope.choices.keys().filter(|(of, _)| *of == scene).map(|&(_, id)| id).collect::<Vec<_>>()),
            };
            ExpressionError { at, rule: Rule::UnknownId, message, help }
        })
    }

    fn sign(&mut self, sign: &'static str) -> Read<()> {
        if self.take(Token::Sign(sign)) { Ok(()) } else { Err(self.expected(&told!("« {sign} »"))) }
    }

    fn expected(&self, what: &str) -> ExpressionError {
        let found = match self.peek() {
            Token::Word(text) | Token::Sign(text) => told!("« {text} »"),
            Token::Number(number) => told!("« {number} »"),
            Token::End => "la fin".to_owned(),
        };
        self.error(Rule::Expression, told!("Attendu ici : {what}. Trouvé : {found}."), self.example)
    }

    fn error(&self, rule: Rule, message: String, help: &str) -> ExpressionError {
        ExpressionError { at: self.at(), rule, message, help: told!("{help}") }
    }
}

/// Cuts an expression into words, numbers and signs, each with its place in Unicode scalars; ends with [`Token::End`].
fn tokens(source: &str) -> Read<Vec<(usize, Token<'_>)>> {
    let mut tokens = Vec::new();
    let mut rest = source;
    let mut at = 0;
    loop {
        let trimmed = rest.trim_start();
        at += rest.chars().count() - trimmed.chars().count();
        rest = trimmed;
        let Some(first) = rest.chars().next() else {
            tokens.push((at, Token::End));
            return Ok(tokens);
        };
        let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
        let length = if let Some(sign) = sign {
            tokens.push((at, Token::Sign(sign)));
            sign.len()
        } else {
            let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-' || *byte == b'_').count();
            let word = &rest[..length];
            let token = match first {
                'a'..='z' => Token::Word(word),
                '-' | '0'..='9' => match word.parse() {
                    Ok(number) => Token::Number(number),
                    Err(_) => {
                        let digits = word.trim_start_matches('-');
                        let help = match digits.bytes().all(|byte| byte.is_ascii_digit()) {
                            true if digits.is_empty() => {
                                "Il n’y a pas de calcul ici : dans un effet « confiance -= 1 », dans une condition « confiance >= 1 »."
                            }
                            true => "Un nombre a neuf chiffres au plus.",
                            false => "Un nombre s’écrit avec des chiffres seulement : 2 ou -1.",
                        };
                        return Err(unreadable(at, &told!("« {} »", shown(word)), help));
                    }
                },
                _ => {
                    return Err(unreadable(
                        at,
                        &stray(first),
                        "Il n’y a ici que des noms sans accent ni majuscule, des nombres, and, or, not et les signes = != < <= > >= += -= ( , et ).",
                    ));
                }
            };
            tokens.push((at, token));
            length
        };
        at += length;
        rest = &rest[length..];
    }
}

fn unreadable(at: usize, found: &str, help: &str) -> ExpressionError {
    ExpressionError { at, rule: Rule::Expression, message: told!("{found} ne peut pas être lu ici."), help: told!("{help}") }
}
