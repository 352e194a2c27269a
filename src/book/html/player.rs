//! What is given to players: the cover, the sheet, the booklet, the insets, the documents.

use super::Out;
use super::say::is_number;
use crate::book::{End, Line, LineKind, Number, Offer, Paragraph, Proposal, Way};
use crate::scenario::place::Place;
use crate::scenario::source::{Ask, Decision, Ending, Scene};

/// The fewest and the most lines for the player's own decisions.
const LINES: std::ops::RangeInclusive<usize> = 6..=16;
/// How many numbers can be noted to come back to, for each detour that may be under way at once.
const RETURNS: usize = 5;

impl Out<'_> {
    /// The cover: what it is, what is sensitive in it, how it is played.
    pub fn cover(&mut self) {
        let source = &self.book.scenario.source;
        self.raw("<header class=\"cover\">\n");
        let code = source.code.as_deref().map_or_else(String::new, |code| [code, " · "].concat());
        self.line("p", "kicker", &["Bifurque · ", &code, "édition papier"].concat());
        self.line("h1", "", &source.title);
        self.line("p", "lede", &source.summary);
        self.rich("role", &source.introduction.role);
        self.rich("", &source.introduction.text);
        self.people();
        if let Some(warning) = &source.content_warning {
            self.raw("<div class=\"warning\">\n");
            self.line("p", "medium-head", "Avant de commencer");
            self.rich("", &warning.text);
            if let Some(skip) = self.book.skip {
                self.raw("<p>");
                self.text("À tout moment, tant que vous n’avez pas lu le ");
                self.number(skip);
                self.text(", vous pouvez passer les scènes sensibles : ");
                self.text(if self.book.returns > 0 { "rayez tous les numéros de la colonne Retour et allez au " } else { "allez au " });
                self.number(skip);
                self.raw(".</p>\n");
            }
            self.raw("</div>\n");
        }
        self.how_to_play();
        self.contents();
        let digest = self.book.scenario.digest.to_string();
        let order = if self.book.seed == self.book.scenario.digest.number() { String::new() } else { format!(", ordre {}", self.book.seed) };
        self.line("p", "colophon", &format!("Version {} du cas ({}{order}). {}.", source.version.text, &digest[..8], source.licence));
        self.raw("</header>\n");
    }

    /// What is in the bundle, and for whom.
    fn contents(&mut self) {
        let book = self.book;
        let last = book.paragraphs.len();
        self.raw("<ul class=\"contents\">\n");
        self.line("li", "", "Feuille de jeu : une par personne ou par binôme");
        self.line("li", "", &format!("Livret : numéros 1 à {last}"));
        if !book.insets.is_empty() {
            self.line("li", "", &format!("Encarts : numéros {} à {}", last + 1, last + book.insets.len()));
        }
        if !book.annexes.is_empty() {
            self.line("li", "", "Documents : à lire quand vous voulez");
        }
        self.line("li", "", "Pour la personne qui anime : à garder à part, ne pas distribuer");
        self.raw("</ul>\n");
    }

    fn people(&mut self) {
        let scenario = self.book.scenario;
        let presented: Vec<_> = scenario.source.introduction.people.iter().filter_map(|id| scenario.person(id)).collect();
        if presented.is_empty() {
            return;
        }
        self.raw("<dl class=\"people\">\n");
        for person in presented {
            self.raw("<div>");
            self.line("dt", "", &person.name);
            self.line("dd", "", person.role.as_deref().unwrap_or_default());
            self.raw("</div>\n");
        }
        self.raw("</dl>\n");
    }

    fn how_to_play(&mut self) {
        let last = self.book.paragraphs.len();
        self.raw("<section class=\"how\" aria-labelledby=\"jouer\">\n<h2 id=\"jouer\">");
        self.text("Comment jouer");
        self.raw("</h2>\n<ol>\n");
        self.line("li", "", "Commencez au 1. Lisez, puis allez au numéro indiqué, sans lire ses voisins : l'ordre est mélangé.");
        self.line("li", "", "Cochez au crayon, sur la feuille de jeu, ce que le livret demande de cocher ; gommez ce qu'il demande d'effacer. Le nom des cases ne veut rien dire.");
        if !self.book.insets.is_empty() {
            let words = format!(
                "Un numéro au-dessus de {last} est un encart, dans le second cahier : lisez-le, puis reprenez où vous étiez. Ne le lisez que si sa condition est remplie."
            );
            self.line("li", "", &words);
        }
        self.line("li", "", "À une décision, inscrivez sur la feuille de jeu le numéro, la lettre de votre choix et celle avec laquelle vous avez hésité, avant d'aller plus loin. Aucun choix n'est le bon ; on ne revient pas en arrière.");
        self.line("li", "", "Quand vous lisez « Posez le livret », l'histoire est finie. Gardez votre feuille : elle sert à l'échange.");
        self.raw("</ol>\n");
        if self.draws() {
            self.line("p", "", "Il faut un dé à six faces, ou six papiers numérotés de 1 à 6 à tirer au sort.");
        }
        self.raw("</section>\n");
    }

    /// Whether dice are needed.
    pub fn draws(&self) -> bool {
        fn any(way: &Way) -> bool {
            match way {
                Way::Draw(_) => true,
                Way::Fork(ways) => ways.iter().any(|(_, way)| any(way)),
                Way::Go { .. } | Way::Back => false,
            }
        }
        self.book.paragraphs.iter().any(|paragraph| matches!(&paragraph.end, End::Onward { way, .. } if any(way)))
    }

    /// The player's sheet.
    pub fn sheet(&mut self) {
        let book = self.book;
        self.raw("<section class=\"part sheet\" aria-labelledby=\"feuille\">\n<h2 id=\"feuille\">");
        self.text("Feuille de jeu");
        self.raw("</h2>\n");
        self.line("p", "hint", "Une par personne ou par binôme, au crayon. Elle reste à vous : n'y écrivez rien qui permette de reconnaître quelqu'un.");
        self.raw("<div class=\"sheet-columns\">\n<div>\n");
        if !book.sheet.is_empty() {
            let any = |wanted: fn(&Line) -> bool, number| book.sheet.iter().enumerate().any(|(at, line)| wanted(line) && is_number(book, at) == number);
            let numbers = any(|_| true, true);
            if any(|line| line.start.is_some(), false) {
                // A printed cross could not be rubbed out.
                self.line("p", "", "Avant de commencer, cochez au crayon les cases qui portent un point.");
            }
            if numbers {
                self.line("p", "", "Avant de commencer, écrivez au crayon chaque nombre de départ.");
            }
            self.raw("<h3>Cases</h3>\n<table class=\"boxes\">\n<tbody>\n");
            for (at, line) in book.sheet.iter().enumerate() {
                self.boxes(at, line);
            }
            self.raw("</tbody>\n</table>\n");
            if any(|line| line.kind == LineKind::Track, false) {
                self.line("p", "hint", "Une marque qui est au bout de sa ligne y reste.");
            }
            if numbers {
                self.line("p", "hint", "Un nombre ne dépasse jamais ses bornes : il s'y arrête.");
            }
        }
        self.raw("</div>\n");
        if book.returns > 0 {
            self.raw("<div>\n<h3>Retour</h3>\n<ul class=\"returns\" aria-label=\"Numéros notés\">\n");
            (0..book.returns.saturating_mul(RETURNS).min(15)).for_each(|_| self.raw("<li></li>\n"));
            self.raw("</ul>\n</div>\n");
        }
        self.raw("</div>\n");
        self.own_path();
        self.raw("</section>\n");
    }

    fn boxes(&mut self, at: usize, line: &Line) {
        self.raw("<tr><th scope=\"row\">");
        self.text(&line.name);
        self.raw("</th><td>");
        if is_number(self.book, at) {
            let start = line.start.unwrap_or_default();
            self.raw("<span class=\"blank\"></span> ");
            self.text(&format!("un nombre de 0 à {} ; au départ {start}", line.last));
        } else {
            let class = if line.kind == LineKind::Track { "track" } else { "squares" };
            self.raw(&["<span class=\"", class, "\">"].concat());
            for cell in 0..=line.last {
                let name = if line.last == 0 { String::new() } else { format!("{}{}", line.name, u64::from(cell) + 1) };
                let ticked = line.start == Some(cell);
                self.raw(if ticked { "<span class=\"square\"><i>•</i>" } else { "<span class=\"square\"><i></i>" });
                self.text(&name);
                self.raw("</span>");
            }
            self.raw("</span>");
        }
        self.raw("</td><td class=\"rule\">");
        self.text(match line.kind {
            LineKind::One => "une seule à la fois",
            LineKind::Track if !is_number(self.book, at) => "une marque qui se déplace",
            LineKind::Track | LineKind::Boxes => "",
        });
        self.raw("</td></tr>\n");
    }

    fn own_path(&mut self) {
        let lines = self.book.decisions().count().clamp(*LINES.start(), *LINES.end());
        self.raw("<h3>Votre parcours</h3>\n<table class=\"path\">\n<thead><tr>");
        for heading in ["Numéro", "Mon choix", "J'ai hésité avec", "Pourquoi, si je veux"] {
            self.raw("<th scope=\"col\">");
            self.text(heading);
            self.raw("</th>");
        }
        self.raw("</tr></thead>\n<tbody>\n");
        (0..lines).for_each(|_| self.raw("<tr><td></td><td></td><td></td><td></td></tr>\n"));
        self.raw("</tbody>\n</table>\n");
    }

    /// The paragraphs.
    pub fn booklet(&mut self) {
        let book = self.book;
        self.raw("<section class=\"part booklet\" aria-labelledby=\"livret\">\n<h2 id=\"livret\">Livret</h2>\n<div class=\"columns\">\n");
        for (number, paragraph) in (1..).zip(&book.paragraphs) {
            self.numbered(number, "paragraph", |out| out.paragraph(paragraph));
        }
        self.raw("</div>\n</section>\n");
    }

    fn numbered(&mut self, number: Number, class: &str, inside: impl FnOnce(&mut Self)) {
        self.raw(&format!("<article class=\"{class}\" id=\"n{number}\" aria-labelledby=\"t{number}\">\n<h3 id=\"t{number}\">{number}</h3>\n"));
        inside(self);
        self.raw("</article>\n");
    }

    fn paragraph(&mut self, paragraph: &Paragraph<'_>) {
        let scenario = self.book.scenario;
        let scene = match paragraph.place {
            Place::Scene(scene) => Some(scene),
            Place::Outcome(_) | Place::Resource(_) => None,
        };
        if let Some(scene) = scene {
            self.heading(scenario.scene(scene));
        }
        self.changes("do arrive", &paragraph.on_arrival);
        self.readings(&paragraph.readings);
        match &paragraph.end {
            End::Decision(proposals) => {
                if let Some(decision) = scene.and_then(|scene| scenario.decision(scene)) {
                    self.decision(decision, proposals);
                }
            }
            End::Onward { first, way } => self.way(*first, way),
            End::Ending => {
                if let Some(ending) = scene.and_then(|scene| scenario.ending(scene)) {
                    self.ending(ending);
                }
            }
        }
        if let Some(change) = paragraph.before_skipping {
            self.line("p", "hint", "Si vous passez d'ici les scènes sensibles, faites d'abord ceci :");
            self.changes("do skip", &[change]);
        }
    }

    fn heading(&mut self, scene: &Scene) {
        let when: Vec<&str> = [scene.time.as_deref(), scene.place.as_deref()].into_iter().flatten().collect();
        self.line("p", "scene-title", &scene.title);
        if !when.is_empty() {
            self.line("p", "when", &when.join(" · "));
        }
    }

    fn decision(&mut self, decision: &Decision, proposals: &[Proposal]) {
        self.line("p", "prompt", &decision.prompt);
        let mut here: Vec<&Offer> = Vec::new();
        for proposal in proposals {
            match proposal {
                Proposal::Here(offer) => here.push(offer),
                Proposal::Inset(look) => {
                    self.offers(&std::mem::take(&mut here));
                    self.look(look);
                }
            }
        }
        self.offers(&here);
        if let Some(ask) = &decision.ask {
            self.ask(ask);
        }
    }

    /// Choices, each with its letter, its words, and where it leads.
    pub fn offers(&mut self, offers: &[&Offer]) {
        if offers.is_empty() {
            return;
        }
        self.raw("<ul class=\"choices\">\n");
        for offer in offers {
            let choice = self.book.scenario.choice(offer.choice);
            self.raw("<li><span class=\"letter\">");
            self.text(&self.book.scenario.letter(offer.choice).to_string());
            self.raw("</span> ");
            self.text(&choice.text);
            if !offer.when.is_never() {
                self.raw(" <span class=\"turn\">");
                self.text("allez au ");
                self.number(offer.to);
                self.raw("</span>");
            }
            if let (false, Some(reason)) = (offer.when.is_always(), &choice.locked) {
                self.raw(" <span class=\"closed\">");
                if offer.when.is_never() {
                    self.text("Fermé : ");
                } else {
                    self.text("Ouvert si ");
                    self.test(&offer.when);
                    self.text(". Sinon : ");
                }
                self.text(reason);
                self.raw("</span>");
            }
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    /// What else may be noted on the sheet.
    fn ask(&mut self, ask: &Ask) {
        if ask.motives.is_empty() && ask.reason.is_none() {
            return;
        }
        self.raw("<p class=\"ask\">");
        if !ask.motives.is_empty() {
            self.text("Si vous voulez dire pourquoi : ");
            let motives = ask.motives.iter().map(|motive| motive.text.trim_end_matches('.'));
            for (number, words) in (1..).zip(motives.chain(["aucune ne me convient, je prends la plus proche"])) {
                self.raw(if number > 1 { "\u{a0}; " } else { "" });
                self.text(&format!("({number})\u{a0}"));
                self.text(words);
            }
            self.raw(". ");
        }
        if let Some(reason) = &ask.reason {
            self.text(reason);
        }
        self.raw("</p>\n");
    }

    fn ending(&mut self, ending: &Ending) {
        self.line("p", "prompt", &["Fin : ", &ending.title.text].concat());
        self.raw("<dl class=\"moved\">\n");
        for (who, words) in ending.moved() {
            self.raw("<div>");
            self.line("dt", "", who);
            self.raw("<dd>");
            self.rich("", words);
            self.raw("</dd></div>\n");
        }
        self.raw("</dl>\n<div class=\"question\">\n");
        self.line("p", "medium-head", "La question qui reste");
        self.rich("", &ending.question);
        self.raw("</div>\n");
        self.line("p", "stop", "Posez le livret.");
    }

    /// The insets, in a part of their own to be kept beside the booklet.
    pub fn insets(&mut self) {
        let book = self.book;
        if book.insets.is_empty() {
            return;
        }
        self.raw("<section class=\"part insets\" aria-labelledby=\"encarts\">\n<div class=\"title-page\">\n<h2 id=\"encarts\">Encarts</h2>\n");
        let last = book.paragraphs.len();
        self.line("p", "", &format!("Numéros {} à {}. À garder à côté du livret, ouvert lui aussi.", last + 1, last + book.insets.len()));
        self.line("p", "", "Ne lisez que ceux où le livret vous envoie, puis reprenez où vous étiez.");
        self.raw("</div>\n<div class=\"columns\">\n");
        for (at, inset) in book.insets.iter().enumerate() {
            self.numbered(book.inset_number(at), "inset", |out| out.content(&inset.content));
        }
        self.raw("</div>\n</section>\n");
    }

    /// The documents that can be read at any time.
    pub fn annexes(&mut self) {
        let book = self.book;
        if book.annexes.is_empty() {
            return;
        }
        self.raw("<section class=\"part annexes\" aria-labelledby=\"documents\">\n<h2 id=\"documents\">Documents</h2>\n");
        self.line("p", "hint", "À lire quand vous voulez.");
        for (resource, readings) in book.scenario.source.resources.iter().zip(&book.annexes) {
            self.raw("<article class=\"annex\">\n");
            self.line("h3", "", &resource.title);
            self.readings(readings);
            self.raw("</article>\n");
        }
        self.raw("</section>\n");
    }
}
