//! Every text of a scenario, in reading order: whose it is, where it is read, in which voice.

pub(super) use crate::scenario::reading::Owner;
use crate::scenario::source::{Attachment, Block, BlockKind, Choice, Decision, Exit, Field, Located, Scene, Source};

/// Where a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Before the story begins.
    Before,
    /// In a scene.
    Scene(usize),
    /// After a choice of a scene.
    Outcome(usize, usize),
    /// In a document that can be opened from anywhere.
    Resource(usize),
    /// After the story, or by trainers only.
    After,
}

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// The story.
    Told,
    /// The four sentences of an ending.
    Ending,
    /// Someone of the story, aloud or in writing.
    Said,
    /// A paper, a screen or a service of the story.
    Shown,
    /// A choice.
    Choice,
    /// A title, a name, a time, a question.
    Label,
    /// The author, to those who talk about the case.
    Aside,
}

/// A text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub(super) words: &'a Located,
    pub(super) owner: Owner,
    pub(super) place: Place,
    pub(super) voice: Voice,
    /// Whether all who come by read it: it has no condition.
    pub(super) certain: bool,
}

/// All of them, as they are read: before the story, scene by scene in the order of the file, the documents, what is read afterwards.
pub(super) fn pieces(source: &Source) -> Vec<Piece<'_>> {
    let mut gatherer = Gatherer { pieces: Vec::new(), owner: Owner::Case, place: Place::Before, certain: true };
    gatherer.before(source);
    for (at, scene) in source.scenes.iter().enumerate() {
        gatherer.scene(at, scene);
    }
    for (at, resource) in source.resources.iter().enumerate() {
        gatherer.go(Owner::Case, Place::Resource(at));
        gatherer.add(Voice::Label, &resource.title);
        gatherer.blocks(&resource.blocks);
    }
    gatherer.go(Owner::Case, Place::After);
    let note = &source.note;
    gatherer.all(Voice::Aside, [&note.works_on].into_iter().chain(&note.traps).chain(&note.prerequisites).chain(&note.debrief));
    gatherer.pieces
}

struct Gatherer<'a> {
    pieces: Vec<Piece<'a>>,
    owner: Owner,
    place: Place,
    certain: bool,
}

impl<'a> Gatherer<'a> {
    fn go(&mut self, owner: Owner, place: Place) {
        (self.owner, self.place, self.certain) = (owner, place, true);
    }

    fn add(&mut self, voice: Voice, words: &'a Located) {
        self.pieces.push(Piece { words, owner: self.owner, place: self.place, voice, certain: self.certain });
    }

    fn all(&mut self, voice: Voice, words: impl IntoIterator<Item = &'a Located>) {
        words.into_iter().for_each(|words| self.add(voice, words));
    }

    /// What is read afterwards of what was met here.
    fn afterwards(&mut self, voice: Voice, words: impl IntoIterator<Item = &'a Located>) {
        let place = std::mem::replace(&mut self.place, Place::After);
        self.all(voice, words);
        self.place = place;
    }

    fn before(&mut self, source: &'a Source) {
        self.add(Voice::Label, &source.title);
        self.add(Voice::Told, &source.summary);
        self.add(Voice::Told, &source.introduction.role);
        self.add(Voice::Told, &source.introduction.text);
        for person in &source.people {
            // Presented before the story or where they first speak: their few words stand alone.
            self.add(Voice::Label, &person.name);
            self.all(Voice::Label, &person.role);
        }
        self.all(Voice::Told, source.content_warning.as_ref().map(|warning| &warning.text));
    }

    fn scene(&mut self, at: usize, scene: &'a Scene) {
        self.go(Owner::Scene(at), Place::Scene(at));
        self.add(Voice::Label, &scene.title);
        self.all(Voice::Label, scene.time.iter().chain(&scene.place));
        self.blocks(&scene.blocks);
        match &scene.exit {
            Exit::Decision(decision) => self.decision(at, decision),
            Exit::Passage(passage) => self.all(Voice::Label, &passage.label),
            Exit::Ending(ending) => {
                self.add(Voice::Label, &ending.title);
                self.all(Voice::Ending, [&ending.person, &ending.professional, &ending.team, &ending.question]);
            }
            Exit::Return(_) => {}
        }
    }

    fn decision(&mut self, at: usize, decision: &'a Decision) {
        self.add(Voice::Label, &decision.prompt);
        if let Some(ask) = &decision.ask {
            self.all(Voice::Label, ask.motives.iter().map(|motive| &motive.text).chain(&ask.reason));
        }
        self.afterwards(Voice::Aside, &decision.discussion);
        for (number, choice) in decision.choices.iter().enumerate() {
            self.go(Owner::Choice(at, number), Place::Scene(at));
            self.choice(at, number, choice);
        }
    }

    fn choice(&mut self, at: usize, number: usize, choice: &'a Choice) {
        // A choice with a condition may be hidden.
        self.certain = choice.when.is_none();
        self.all(Voice::Choice, [&choice.text].into_iter().chain(&choice.locked));
        self.afterwards(Voice::Choice, &choice.past);
        self.afterwards(Voice::Aside, choice.opens.iter().chain(&choice.vigilance));
        self.go(Owner::Choice(at, number), Place::Outcome(at, number));
        self.blocks(&choice.outcome);
    }

    fn blocks(&mut self, blocks: &'a [Block]) {
        for block in blocks {
            self.certain = block.when.is_none();
            self.block(&block.kind);
            self.certain = true;
            self.afterwards(Voice::Told, &block.summary);
        }
    }

    fn block(&mut self, kind: &'a BlockKind) {
        match kind {
            BlockKind::Narration(text) | BlockKind::Ellipsis(text) => self.add(Voice::Told, text),
            BlockKind::Speech(speech) => {
                self.all(Voice::Told, &speech.manner);
                self.add(Voice::Said, &speech.text);
            }
            BlockKind::Thread(thread) => {
                self.all(Voice::Label, [&thread.title].into_iter().chain(&thread.members));
                let certain = self.certain;
                for message in &thread.messages {
                    self.certain = certain && message.when.is_none();
                    self.all(Voice::Said, &message.text);
                    self.all(Voice::Shown, message.time.iter().chain(&message.notice).chain(&message.state));
                    self.attachments(&message.attachment);
                }
            }
            BlockKind::Email(email) => {
                self.all(Voice::Shown, email.to.iter().chain(&email.cc).chain(&email.time));
                self.all(Voice::Said, [&email.subject, &email.text]);
                self.attachments(&email.attachments);
            }
            BlockKind::Post(post) => {
                self.all(Voice::Shown, post.audience.iter().chain(&post.time).chain(&post.reactions));
                self.add(Voice::Said, &post.text);
                self.attachments(&post.attachment);
                let certain = self.certain;
                for comment in &post.comments {
                    self.certain = certain && comment.when.is_none();
                    self.all(Voice::Shown, &comment.time);
                    self.add(Voice::Said, &comment.text);
                }
            }
            BlockKind::Document(document) => {
                self.all(Voice::Shown, [&document.title].into_iter().chain(&document.date).chain(&document.text));
                self.fields(&document.fields);
                self.all(Voice::Shown, &document.signature);
            }
            BlockKind::Screen(screen) => {
                self.all(Voice::Shown, [&screen.title].into_iter().chain(&screen.text).chain(&screen.notice).chain(&screen.error));
                self.fields(&screen.fields);
                self.all(Voice::Shown, &screen.actions);
            }
            BlockKind::Image(image) => self.all(Voice::Shown, [&image.alt].into_iter().chain(&image.caption)),
            BlockKind::Audio(recording) | BlockKind::Video(recording) => self.all(Voice::Shown, [&recording.title, &recording.transcript]),
            BlockKind::Reference(reference) => self.all(Voice::Told, &reference.text),
        }
    }

    fn attachments(&mut self, attachments: impl IntoIterator<Item = &'a Attachment>) {
        self.all(Voice::Shown, attachments.into_iter().map(|attachment| &attachment.description));
    }

    fn fields(&mut self, fields: &'a [Field]) {
        for field in fields {
            self.all(Voice::Shown, [&field.label].into_iter().chain(&field.value));
        }
    }
}
