//! What is shown of a play-through, and where.

use std::env;
use std::io::{IsTerminal, Write};
use std::rc::Rc;
use std::time::Instant;

use bifurque::engine::MOST_PASSAGES;
use bifurque::record::Screen;
use bifurque::scenario::Scenario;
use bifurque::scenario::library::References;
use bifurque::scenario::program::ChoiceIndex;
use bifurque::terminal::{Look, Playthrough, Teller};
use terminal_size::{Width, terminal_size};

use super::super::say;
use super::Play;

/// How wide a page is where there is no terminal, in columns.
const COLUMNS_ELSEWHERE: usize = 80;

/// Where the story goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stream {
    Output,
    /// The journal goes out, and the story beside it.
    Beside,
    /// The journal goes out, and nobody reads the story.
    Nowhere,
}

/// A play-through and its reader.
pub struct Stage<'a> {
    /// The play-through.
    pub through: Playthrough,
    teller: Teller<'a>,
    stream: Stream,
    /// When it began, where somebody plays.
    began: Option<Instant>,
}

impl<'a> Stage<'a> {
    /// Begins a play-through as the command line asks for it.
    pub fn open(scenario: &'a Rc<Scenario>, references: Option<&'a References>, arguments: &Play) -> Result<Self, String> {
        let stream = match (arguments.json, arguments.choose.is_some()) {
            (false, _) => Stream::Output,
            (true, false) => Stream::Beside,
            (true, true) => Stream::Nowhere,
        };
        let terminal = if stream == Stream::Beside { std::io::stderr().is_terminal() } else { std::io::stdout().is_terminal() };
        let columns = terminal_size().filter(|_| terminal).map_or(COLUMNS_ELSEWHERE, |(Width(columns), _)| columns.into());
        let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
        let styled = terminal && !set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb");
        let through = Playthrough::begin(scenario, arguments.seed).map_err(|fault| fault.to_string())?;
        let teller = Teller { scenario, references, look: Look::new(columns, styled) };
        Ok(Self { through, teller, stream, began: arguments.choose.is_none().then(Instant::now) })
    }

    /// The introduction, then the story until it waits.
    pub fn begin(&mut self) -> Result<(), String> {
        self.show(&self.teller.introduction());
        self.read_on()
    }

    /// Makes a choice, and goes on until the story waits again.
    pub fn choose(&mut self, choice: ChoiceIndex) -> Result<(), String> {
        let elapsed = self.elapsed();
        self.through.choose(choice, elapsed).map_err(|fault| fault.to_string())?;
        self.show(&self.teller.outcome(choice, self.through.session()));
        self.read_on()
    }

    /// Goes past the sensitive scenes, and on until the story waits again.
    pub fn skip(&mut self) -> Result<(), String> {
        let elapsed = self.elapsed();
        self.through.skip(elapsed).map_err(|fault| fault.to_string())?;
        self.note("Les scènes sensibles sont passées.");
        self.read_on()
    }

    /// Shows again where the decision before was asked; false if there is none.
    pub fn back(&mut self) -> Result<bool, String> {
        let went = self.through.back().map_err(|fault| fault.to_string())?;
        if went {
            self.show(&self.teller.scene(self.through.session()));
        }
        Ok(went)
    }

    /// Shows a document, which the journal tells; false if there is none there.
    pub fn open_resource(&mut self, at: usize) -> Result<bool, String> {
        let elapsed = self.elapsed();
        let opened = self.through.open(at, elapsed).map_err(|fault| fault.to_string())?;
        if opened {
            self.show(&self.teller.resource(at, self.through.session()));
        }
        Ok(opened)
    }

    /// Shows the list of documents.
    pub fn show_resources(&self) {
        self.show(&self.teller.resources());
    }

    /// Shows the question that waits, if one does.
    pub fn show_decision(&self) {
        if !self.through.session().is_over() {
            self.show(&self.teller.decision(self.through.session()));
        }
    }

    /// Says a sentence of our own.
    pub fn note(&self, sentence: &str) {
        self.show(&self.teller.note(sentence));
    }

    /// Writes where the story goes, without a line break.
    pub fn write(&self, words: &str) {
        // Where nobody reads any more, there is nothing left to do.
        let written = match self.stream {
            Stream::Output => std::io::stdout().write_all(words.as_bytes()).and_then(|()| std::io::stdout().flush()),
            Stream::Beside => std::io::stderr().write_all(words.as_bytes()),
            Stream::Nowhere => Ok(()),
        };
        if written.is_err() {
            std::process::exit(2);
        }
    }

    fn show(&self, page: &str) {
        match self.stream {
            Stream::Output => say(format_args!("{page}")),
            Stream::Beside => self.write(&[page, "\n"].concat()),
            Stream::Nowhere => {}
        }
    }

    /// Shows scene after scene until a decision waits or the story is over.
    fn read_on(&mut self) -> Result<(), String> {
        for _ in 0..MOST_PASSAGES {
            if !matches!(self.through.play().screen(), Screen::Outcome(_)) {
                self.show(&self.teller.scene(self.through.session()));
            }
            if self.through.waits() {
                return Ok(());
            }
            let elapsed = self.elapsed();
            if self.through.go_on(elapsed).is_err() {
                let here = &self.teller.scenario.scene(self.through.session().state().scene()).id;
                return Err(format!("rien ne mène plus loin que « {} » : « bifurque check » dit pourquoi.", &**here));
            }
        }
        Err("les passages se suivent ici par milliers sans rien demander : s’ils tournent en rond, « bifurque check » dit où.".to_owned())
    }

    fn elapsed(&self) -> u64 {
        self.began.map_or(0, |began| u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX))
    }
}
