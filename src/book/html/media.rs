//! Blocks on paper: what was a screen is told by a frame and a heading.

use super::say::is_number;
use super::{Out, list};
use crate::book::{Cell, Content, LineKind, Look, Number, Part, Reading, Test};
use crate::scenario::source::{Attachment, Block, BlockKind, Comment, DocumentBlock, Email, Field, Message, Post, Recording, ReferenceBlock, Screen, Thread};
use crate::text::quoted;

impl Out<'_> {
    /// All that is read at one place. Insets for boxes of one line, side by side, are one sentence.
    pub fn readings(&mut self, readings: &[Reading<'_>]) {
        let line = |reading: &Reading<'_>| match reading {
            Reading::Inset(Look { when: Test::Ticked(cell), .. }) => Some(cell.line).filter(|line| !is_number(self.book, *line)),
            _ => None,
        };
        for group in readings.chunk_by(|one, other| line(one).is_some() && line(one) == line(other)) {
            match group {
                [Reading::Block { block, parts, .. }] => self.block(block, parts),
                [Reading::Inset(look)] => self.look(look),
                several => self.looks(several),
            }
        }
    }

    /// « Si …, lisez l’encart 120. »
    pub fn look(&mut self, look: &Look) {
        self.raw("<p class=\"look\">");
        self.text("Si ");
        self.test(&look.when);
        self.text(", lisez l’encart ");
        self.number(look.inset);
        self.raw(".</p>\n");
    }

    /// « Lisez l’encart de chaque case cochée : L1 → 120, L2 → 134. »
    fn looks(&mut self, looks: &[Reading<'_>]) {
        let pairs = looks.iter().filter_map(|reading| match reading {
            Reading::Inset(Look { when: Test::Ticked(cell), inset }) => Some((*cell, *inset)),
            _ => None,
        });
        let mut pairs: Vec<(Cell, Number)> = pairs.collect();
        let one = pairs.iter().all(|(cell, _)| self.book.sheet[cell.line].kind != LineKind::Boxes);
        if one {
            // No two are read: they stand as on the sheet.
            pairs.sort_by_key(|(cell, _)| cell.at);
        }
        self.raw("<p class=\"look\">");
        self.text(if one { "Lisez l’encart de la case cochée, s’il y en a un :" } else { "Lisez l’encart de chaque case cochée :" });
        for (cell, inset) in pairs {
            self.raw(" <span class=\"pair\">");
            self.cell(cell);
            self.text(" → ");
            self.number(inset);
            self.raw("</span>");
        }
        self.raw("</p>\n");
    }

    /// What an inset holds, but for a choice.
    pub fn content(&mut self, content: &Content<'_>) {
        match content {
            Content::Blocks(readings) => self.readings(readings),
            Content::Part { block, part, .. } => match &block.kind {
                BlockKind::Thread(thread) => {
                    if let Some(message) = thread.messages.get(*part) {
                        self.framed("thread", &[&thread.title], |out| out.message(thread, message));
                    }
                }
                BlockKind::Post(post) => {
                    if let Some(comment) = post.comments.get(*part) {
                        self.framed("post", &["Commentaire"], |out| out.comment(comment));
                    }
                }
                _ => {}
            },
            Content::Offer(offer) => self.offers(&[offer]),
        }
    }

    fn block(&mut self, block: &Block, parts: &[Part]) {
        match &block.kind {
            BlockKind::Narration(words) => self.rich("narration", words),
            BlockKind::Speech(speech) => {
                let manner = speech.manner.as_ref().map(|manner| [", ", manner].concat()).unwrap_or_default();
                self.raw("<div class=\"speech\">\n");
                self.said(&speech.who, &manner, "", &quoted(&speech.text));
                self.raw("</div>\n");
            }
            BlockKind::Thread(thread) => self.thread(thread, parts),
            BlockKind::Email(email) => self.email(email),
            BlockKind::Post(post) => self.post(post, parts),
            BlockKind::Document(document) => self.document(document),
            BlockKind::Screen(screen) => self.screen(screen),
            BlockKind::Image(image) => self.framed("picture", &["Image"], |out| {
                out.line("p", "", &image.alt);
                out.maybe_line("p", "soft", image.caption.as_deref());
            }),
            BlockKind::Audio(recording) => self.recording("Enregistrement", recording),
            BlockKind::Video(recording) => self.recording("Vidéo", recording),
            BlockKind::Ellipsis(words) => self.line("p", "ellipsis", words),
            BlockKind::Reference(reference) => self.reference(reference),
        }
    }

    /// A frame with what it is on top.
    fn framed(&mut self, class: &str, head: &[&str], inside: impl FnOnce(&mut Self)) {
        self.raw(&["<div class=\"medium ", class, "\">\n<p class=\"medium-head\">"].concat());
        let head: Vec<&str> = head.iter().copied().filter(|words| !words.is_empty()).collect();
        list(self, &head, " · ", |out, words| out.text(words));
        self.raw("</p>\n");
        inside(self);
        self.raw("</div>\n");
    }

    /// Who says it, when, and the words.
    fn said(&mut self, who: &str, manner: &str, when: &str, words: &str) {
        self.raw("<p class=\"who\"><strong>");
        let name = self.book.scenario.name(who);
        self.text(name);
        self.raw("</strong>");
        self.text(manner);
        if !when.is_empty() {
            self.raw(" <span class=\"soft\">");
            self.text(when);
            self.raw("</span>");
        }
        self.raw("</p>\n");
        self.rich("", words);
    }

    fn thread(&mut self, thread: &Thread, parts: &[Part]) {
        let word = thread.channel.unwrap_or(crate::scenario::source::Channel::Group).label();
        let muted = if thread.muted { "Notifications coupées" } else { "" };
        self.framed("thread", &[word, &thread.title, thread.members.as_deref().unwrap_or_default(), muted], |out| {
            for (message, part) in thread.messages.iter().zip(parts) {
                match part {
                    Part::Here => out.message(thread, message),
                    Part::Inset(look) => out.look(look),
                    Part::Never => {}
                }
            }
        });
    }

    fn message(&mut self, thread: &Thread, message: &Message) {
        let Some(from) = message.from.as_deref() else {
            self.maybe_line("p", "notice", message.notice.as_deref());
            return;
        };
        self.raw("<div class=\"message\">\n");
        self.said(from, "", message.time.as_deref().unwrap_or_default(), "");
        let quoted = message.quote.as_deref().and_then(|id| thread.messages.iter().find(|other| other.id.as_deref() == Some(id)));
        if let Some(quoted) = quoted {
            let name = quoted.from.as_deref().map_or("", |from| self.book.scenario.name(from));
            self.line("p", "quote", &["En réponse à ", name, " :"].concat());
            match &quoted.text {
                Some(text) => self.rich("quote", text),
                None => {
                    let described = quoted.attachment.as_ref().map(|attachment| &attachment.description);
                    self.maybe_line("p", "quote", quoted.notice.as_ref().or(described).map(|words| words.text.as_str()));
                }
            }
        }
        self.attachments(message.attachment.as_slice());
        if let Some(text) = &message.text {
            self.rich("", text);
        }
        self.maybe_line("p", "state", message.state.as_deref());
        self.raw("</div>\n");
    }

    fn attachments(&mut self, attachments: &[Attachment]) {
        for attachment in attachments {
            self.line("p", "attachment", &[attachment.kind.label(), " : ", &attachment.description].concat());
        }
    }

    fn email(&mut self, email: &Email) {
        let joined = |names: &[crate::scenario::source::Located]| names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(", ");
        self.framed("email", &["Courriel", email.time.as_deref().unwrap_or_default()], |out| {
            let from = out.book.scenario.name(&email.from);
            let copy = if email.cc.is_empty() { String::new() } else { ["\u{a0}; copie : ", &joined(&email.cc)].concat() };
            out.line("p", "soft", &["De ", from, " à ", &joined(&email.to), &copy].concat());
            out.line("p", "medium-title", &email.subject);
            out.rich("", &email.text);
            out.attachments(&email.attachments);
        });
    }

    fn post(&mut self, post: &Post, parts: &[Part]) {
        self.framed("post", &["Publication", post.audience.as_deref().unwrap_or_default()], |out| {
            out.said(&post.from, "", post.time.as_deref().unwrap_or_default(), &post.text);
            out.attachments(post.attachment.as_slice());
            out.maybe_line("p", "state", post.reactions.as_deref());
            for (comment, part) in post.comments.iter().zip(parts) {
                match part {
                    Part::Here => out.comment(comment),
                    Part::Inset(look) => out.look(look),
                    Part::Never => {}
                }
            }
        });
    }

    fn comment(&mut self, comment: &Comment) {
        self.raw("<div class=\"message\">\n");
        self.said(&comment.from, "", comment.time.as_deref().unwrap_or_default(), &comment.text);
        self.raw("</div>\n");
    }

    fn document(&mut self, document: &DocumentBlock) {
        self.framed("document", &[document.kind.label(), document.date.as_deref().unwrap_or_default()], |out| {
            out.line("p", "medium-title", &document.title);
            if let Some(text) = &document.text {
                out.rich("", text);
            }
            out.fields(&document.fields);
            out.maybe_line("p", "signature", document.signature.as_deref());
        });
    }

    fn screen(&mut self, screen: &Screen) {
        self.framed("screen", &["Écran", screen.address.as_deref().unwrap_or_default()], |out| {
            out.line("p", "medium-title", &screen.title);
            for (word, said) in [("Information", &screen.notice), ("Message d'erreur", &screen.error)] {
                if let Some(said) = said {
                    out.line("p", "soft", word);
                    out.rich("", said);
                }
            }
            if let Some(text) = &screen.text {
                out.rich("", text);
            }
            out.fields(&screen.fields);
            if !screen.actions.is_empty() {
                out.raw("<p class=\"buttons\">");
                list(out, &screen.actions, " ", |out, words| {
                    out.raw("<span>");
                    out.text(words);
                    out.raw("</span>");
                });
                out.raw("</p>\n");
            }
        });
    }

    fn fields(&mut self, fields: &[Field]) {
        if fields.is_empty() {
            return;
        }
        self.raw("<dl class=\"fields\">\n");
        for field in fields {
            self.raw("<div>");
            self.line("dt", "", &field.label);
            self.raw("<dd>");
            self.text(field.value.as_deref().unwrap_or_default());
            if let Some(state) = field.state_label() {
                self.raw(" <span class=\"soft\">");
                self.text(state);
                self.raw("</span>");
            }
            self.raw("</dd></div>\n");
        }
        self.raw("</dl>\n");
    }

    fn recording(&mut self, word: &str, recording: &Recording) {
        self.framed("recording", &[word], |out| {
            out.line("p", "medium-title", &recording.title);
            out.rich("", &recording.transcript);
        });
    }

    fn reference(&mut self, block: &ReferenceBlock) {
        let source = self.reference_of(&block.id);
        self.framed("reference", &["Repère"], |out| {
            out.line("p", "medium-title", source.map_or(&*block.id, |source| &source.title));
            if let Some(words) = block.text.as_deref().or(source.map(|source| source.says.as_str())) {
                out.rich("", words);
            }
            if let Some(source) = source {
                out.line("p", "soft", &[&source.citation, ". ", &source.checked_sentence()].concat());
            }
        });
    }
}
