//! The kinds of block: each is drawn as its medium, because the medium is part of the case.

use super::decode::{Decode, Fields, Id, Located, kinds, record, words};
use super::diagnostic::Report;
use super::json::Node;

/// One piece of a scene, an outcome or a resource.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case", extend("unevaluatedProperties" = false)))]
pub struct Block {
    /// The block's id.
    pub id: Option<Id>,
    /// When it is shown, evaluated once, on entering the scene.
    pub when: Option<Located>,
    /// One sentence told in « Mon bilan » when the block is a later consequence.
    pub summary: Option<Located>,
    /// What it is.
    #[cfg_attr(feature = "cli", schemars(flatten))]
    pub kind: BlockKind,
}

kinds! {
    /// What a block is.
    pub enum BlockKind {
        /// What is told.
        Narration(Located) = "narration",
        /// What a person says.
        Speech(Speech) = "speech",
        /// Instant messages or SMS.
        Thread(Thread) = "thread",
        /// An e-mail.
        Email(Email) = "email",
        /// A post on a social network.
        Post(Post) = "post",
        /// A letter, a form, a charter, a note.
        Document(DocumentBlock) = "document",
        /// A screen of an online service.
        Screen(Screen) = "screen",
        /// A picture.
        Image(Image) = "image",
        /// A sound.
        Audio(Recording) = "audio",
        /// A film.
        Video(Recording) = "video",
        /// The words of a time jump.
        Ellipsis(Located) = "ellipsis",
        /// A neutral legal or ethical « Repère ».
        Reference(ReferenceBlock) = "reference",
    }
}

impl Decode for Block {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        let mut known = vec!["id", "when", "summary"];
        known.extend_from_slice(BlockKind::KEYS);
        let fields = Fields::open(node, &known, report);
        Self {
            id: fields.read("id", report),
            when: fields.read("when", report),
            summary: fields.read("summary", report),
            kind: BlockKind::read(&fields, report),
        }
    }
}

record! {
    /// What a person says.
    pub struct Speech {
        /// A person's id, or `vous`.
        pub who: Id,
        /// The words.
        pub text: Located,
        /// How it is said: « à voix basse ».
        pub manner: Option<Located>,
    }
}

record! {
    /// A conversation in messages.
    pub struct Thread {
        /// The conversation's name.
        pub title: Located,
        /// Who is in it, in words.
        pub members: Option<Located>,
        /// What kind of conversation; `group` when absent.
        pub channel: Option<Channel>,
        /// Whether the player has muted it.
        pub muted: bool = default,
        /// The messages, in order.
        pub messages: Vec<Message>,
    }
}

words! {
    /// A kind of conversation.
    pub enum Channel {
        /// Several people.
        Group = "group",
        /// Two people.
        Direct = "direct",
        /// Text messages.
        Sms = "sms",
    }
}

record! {
    /// A message, or a line of the messaging service itself (`notice`).
    pub struct Message {
        /// The message's id, for quoting it.
        pub id: Option<Id>,
        /// A person's id, or `vous`.
        pub from: Option<Id>,
        /// « 21 h 14 »
        pub time: Option<Located>,
        /// The words.
        pub text: Option<Located>,
        /// What the service says: « Bilal vous a ajouté au groupe ».
        pub notice: Option<Located>,
        /// « Vu par 14 personnes »
        pub state: Option<Located>,
        /// The id of the message quoted.
        pub quote: Option<Id>,
        /// What is attached.
        pub attachment: Option<Attachment>,
        /// When it is shown.
        pub when: Option<Located>,
    }
}

record! {
    /// Something attached: always described in words.
    pub struct Attachment {
        /// What it is.
        pub kind: AttachmentKind,
        /// What one sees or hears in it.
        pub description: Located,
    }
}

words! {
    /// What is attached.
    pub enum AttachmentKind {
        /// A photograph.
        Photo = "photo",
        /// A file to read.
        Document = "document",
        /// A sound.
        Audio = "audio",
        /// A film.
        Video = "video",
        /// A web address.
        Link = "link",
    }
}

record! {
    /// An e-mail.
    pub struct Email {
        /// A person's id, or `vous`.
        pub from: Id,
        /// To whom, in words.
        pub to: Vec<Located>,
        /// Copies, in words.
        pub cc: Vec<Located> = default,
        /// The subject.
        pub subject: Located,
        /// « mardi, 9 h 02 »
        pub time: Option<Located>,
        /// The body.
        pub text: Located,
        /// What is attached.
        pub attachments: Vec<Attachment> = default,
    }
}

record! {
    /// A post on a social network.
    pub struct Post {
        /// A person's id, or `vous`.
        pub from: Id,
        /// Who can see it: « Public ».
        pub audience: Option<Located>,
        /// « il y a 2 h »
        pub time: Option<Located>,
        /// The words.
        pub text: Located,
        /// What is attached.
        pub attachment: Option<Attachment>,
        /// « 40 réactions »
        pub reactions: Option<Located>,
        /// The comments, in order.
        pub comments: Vec<Comment> = default,
    }
}

record! {
    /// A comment under a post.
    pub struct Comment {
        /// The comment's id.
        pub id: Option<Id>,
        /// A person's id, or `vous`.
        pub from: Id,
        /// « 12 min »
        pub time: Option<Located>,
        /// The words.
        pub text: Located,
        /// When it is shown.
        pub when: Option<Located>,
    }
}

record! {
    /// Something on paper, or meant for it.
    pub struct DocumentBlock {
        /// What it is.
        pub kind: DocumentKind,
        /// Its title.
        pub title: Located,
        /// Its date, in words.
        pub date: Option<Located>,
        /// Its body.
        pub text: Option<Located>,
        /// Its fields.
        pub fields: Vec<Field> = default,
        /// Who signed.
        pub signature: Option<Located>,
    }
}

words! {
    /// A kind of document.
    pub enum DocumentKind {
        /// A letter.
        Letter = "letter",
        /// A form.
        Form = "form",
        /// A charter.
        Charter = "charter",
        /// A note.
        Note = "note",
    }
}

record! {
    /// A field of a form.
    pub struct Field {
        /// The field's id.
        pub id: Option<Id>,
        /// Its label.
        pub label: Located,
        /// What is written in it.
        pub value: Option<Located>,
        /// How the service shows it.
        pub state: Option<FieldState>,
    }
}

words! {
    /// How an online service shows a field.
    pub enum FieldState {
        /// Filled in.
        Filled = "filled",
        /// Left empty.
        Empty = "empty",
        /// Refused.
        Error = "error",
    }
}

record! {
    /// A screen of an online service.
    pub struct Screen {
        /// The page's title.
        pub title: Located,
        /// The service's address, in words.
        pub address: Option<Located>,
        /// What the page says.
        pub text: Option<Located>,
        /// What the service announces.
        pub notice: Option<Located>,
        /// What the service refuses.
        pub error: Option<Located>,
        /// The fields.
        pub fields: Vec<Field> = default,
        /// The words on the buttons: drawn, not pressed.
        pub actions: Vec<Located> = default,
    }
}

record! {
    /// A picture.
    pub struct Image {
        /// The file, in the scenario's folder.
        pub file: Located,
        /// What it shows, in words.
        pub alt: Located,
        /// What is written under it.
        pub caption: Option<Located>,
    }
}

record! {
    /// A sound or a film.
    pub struct Recording {
        /// The file, in the scenario's folder.
        pub file: Located,
        /// Its title.
        pub title: Located,
        /// All that is said and heard, in words.
        pub transcript: Located,
    }
}

record! {
    /// A neutral legal or ethical « Repère ».
    pub struct ReferenceBlock {
        /// An id of `references.json`.
        pub id: Located,
        /// One sentence; the source's own when absent.
        pub text: Option<Located>,
    }
}
