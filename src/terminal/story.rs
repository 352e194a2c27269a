//! What is on the screen of a play-through, as plain text: nothing of the tags.

use super::block::block;
use super::page::{Look, Page, bold, italic, plain};
use super::reply::visible;
use crate::engine::Session;
use crate::scenario::Scenario;
use crate::scenario::library::References;
use crate::scenario::program::{ChoiceIndex, SceneIndex};
use crate::scenario::reading::shown;
use crate::scenario::source::Block;

/// Tells a case page by page.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    /// The case.
    pub scenario: &'a Scenario,
    /// The sources, where they are known: without them, a « Repère » has its own sentence alone.
    pub references: Option<&'a References>,
    /// How it is written.
    pub look: Look,
}

impl Teller<'_> {
    /// What is read before the story: the role, the frame, the people, what is sensitive.
    #[must_use]
    pub fn introduction(&self) -> String {
        let source = &self.scenario.source;
        let mut page = Page::new(self.look);
        page.line(&[bold(&source.title)]);
        page.line(&[plain(&format!("Un cas de {} à {} minutes", source.duration.min, source.duration.max))]);
        page.gap();
        page.line(&[plain(&source.introduction.role)]);
        page.gap();
        page.rich(&[], &source.introduction.text);
        page.gap();
        for person in source.introduction.people.iter().filter_map(|id| self.scenario.person(id)) {
            let role = person.role.as_ref().map(|role| plain(&[", ", role].concat()));
            page.item("• ", &[Some(bold(&person.name)), role].into_iter().flatten().collect::<Vec<_>>());
        }
        if let Some(warning) = &source.content_warning {
            page.gap();
            page.rich(&[bold("Avertissement : ")], &warning.text);
        }
        page.end()
    }

    /// The scene where a play-through stands: its title, when and where, what it shows. An ending also says what moved, and the question left open.
    #[must_use]
    pub fn scene(&self, session: &Session) -> String {
        let at = session.state().scene();
        let scene = self.scenario.scene(at);
        let mut page = Page::new(self.look);
        page.item("── ", &[bold(&scene.title)]);
        let when: Vec<&str> = [&scene.time, &scene.place].into_iter().flatten().map(|words| words.text.as_str()).collect();
        if !when.is_empty() {
            page.item("   ", &[italic(&when.join(" · "))]);
        }
        self.blocks(&mut page, &scene.blocks, session.items());
        self.ending(&mut page, at);
        page.end()
    }

    fn ending(&self, page: &mut Page, at: SceneIndex) {
        let Some(ending) = self.scenario.ending(at) else { return };
        page.gap();
        page.line(&[bold(&["Fin : ", &ending.title.text].concat())]);
        let parts = [
            ("Pour la personne : ", &ending.person),
            ("Pour vous : ", &ending.professional),
            ("Pour l’équipe : ", &ending.team),
            ("La question qui reste : ", &ending.question),
        ];
        for (label, text) in parts {
            page.gap();
            page.rich(&[bold(label)], text);
        }
    }

    /// The question of the scene and its choices, numbered, with their letters. A closed one says why; one that is closed without a reason is not there.
    #[must_use]
    pub fn decision(&self, session: &Session) -> String {
        let mut page = Page::new(self.look);
        let Some(decision) = self.scenario.decision(session.state().scene()) else { return page.end() };
        page.line(&[bold(&decision.prompt)]);
        for (offer, number) in visible(session).zip(1..) {
            let words = self.scenario.choice(offer.choice);
            let letter = self.scenario.letter(offer.choice);
            if offer.open {
                page.item(&format!("{number:>3}. {letter}. "), &[plain(&words.text)]);
            } else {
                let reason = words.locked.as_ref().map_or("", |reason| &**reason);
                page.item(&format!("  ×  {letter}. "), &[plain(&words.text), italic(&[" (fermé : ", reason, ")"].concat())]);
            }
        }
        page.end()
    }

    /// A choice that was made, and what follows at once.
    #[must_use]
    pub fn outcome(&self, choice: ChoiceIndex, session: &Session) -> String {
        let words = self.scenario.choice(choice);
        let mut page = Page::new(self.look);
        page.item("→ ", &[bold(&words.text)]);
        self.blocks(&mut page, &words.outcome, session.outcome_items());
        page.end()
    }

    /// The documents that can be opened, numbered.
    #[must_use]
    pub fn resources(&self) -> String {
        let mut page = Page::new(self.look);
        page.line(&[bold("Documents")]);
        for (resource, number) in self.scenario.source.resources.iter().zip(1..) {
            page.item(&format!("{number:>3}. "), &[plain(&resource.title)]);
        }
        page.end()
    }

    /// A document, by its place in the case from 0, as it is now; empty if there is none there.
    #[must_use]
    pub fn resource(&self, at: usize, session: &Session) -> String {
        let mut page = Page::new(self.look);
        if let Some(resource) = self.scenario.source.resources.get(at) {
            page.line(&[bold(&["Document : ", &resource.title].concat())]);
            self.blocks(&mut page, &resource.blocks, &session.resource_items(at));
        }
        page.end()
    }

    /// A sentence of the program's own.
    #[must_use]
    pub fn note(&self, sentence: &str) -> String {
        let mut page = Page::new(self.look);
        page.line(&[plain(sentence)]);
        page.end()
    }

    fn blocks(&self, page: &mut Page, blocks: &[Block], items: &[bool]) {
        for shown in shown(blocks, items) {
            page.gap();
            block(self, page, shown);
        }
    }
}
