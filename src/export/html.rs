//! A case's tables as one page to print: A4, in one file that fetches nothing.

use std::fmt::Write;

use super::report::{CaseReport, DecisionReport, Detail, OptionsReport};
use crate::text::page::Page;

const STYLE: &str = "@page { size: A4; margin: 18mm } body { font: 11pt/1.45 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff } \
h1 { font-size: 1.6rem; line-height: 1.2 } h2 { font-size: 1.15rem; margin: 2rem 0 .3rem } section { break-inside: avoid } p { margin: .3rem 0 } \
table { border-collapse: collapse; width: 100%; margin: .6rem 0 } caption { text-align: left; font-weight: 600; padding: .3rem 0 } \
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top } td.n, th.n { text-align: right; width: 6.5rem }";

/// The page of a case.
#[must_use]
pub fn html(case: &CaseReport) -> String {
    let mut page = Page(String::new());
    page.raw("<!doctype html>\n<html lang=\"fr\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    page.text(&case.title);
    page.raw("\u{a0}: tableaux</title>\n<style>");
    page.raw(STYLE);
    page.raw("</style>\n<h1>");
    page.text(&case.title);
    page.raw("</h1>\n");
    page.paragraph(&size(case));
    page.paragraph("Les options sont dans l’ordre du texte. Aucune n’est la bonne.");
    page.paragraph(if case.agreed {
        "Le groupe a accepté à voix haute de voir les nombres, bien qu’il soit petit."
    } else {
        "Sous trois réponses, rien n’est montré\u{202f}; sous huit, les options prises, sans nombre\u{202f}; un tiret\u{a0}: moins de trois."
    });
    for decision in &case.decisions {
        page.decision(decision);
    }
    page.raw("<section>\n<h2>Fins du récit</h2>\n");
    page.options(&case.endings, "Fin", false);
    page.raw("</section>\n");
    for vote in &case.votes {
        page.raw("<section>\n<h2>");
        page.text(&vote.title);
        page.raw("</h2>\n");
        page.paragraph(&format!("Vote {} de la salle", vote.round));
        page.options(&vote.choices, "Option", false);
        page.raw("</section>\n");
    }
    if !case.notes.is_empty() {
        page.raw("<section>\n<h2>Ce que le groupe garde</h2>\n<ul>\n");
        for note in &case.notes {
            page.raw("<li>");
            page.text(note);
            page.raw("</li>\n");
        }
        page.raw("</ul>\n</section>\n");
    }
    page.raw("</html>\n");
    page.0
}

fn size(case: &CaseReport) -> String {
    let size = case.size;
    let people = if size.people < 2 { "personne" } else { "personnes" };
    let others = match size.other_version {
        0 => String::new(),
        1 => ", dont un joué sur une autre version du cas".to_owned(),
        many => format!(", dont {many} joués sur une autre version du cas"),
    };
    let known = format!("{} parcours, {} {people}{others}.", size.parcours, size.people);
    let closed = match size.closed_sessions {
        0 | 1 => "d’une séance close".to_owned(),
        many => format!("de {many} séances closes"),
    };
    let who = match (size.parcours, size.closed_sessions) {
        (_, 0) => known,
        (0, _) => format!("Les tableaux {closed}."),
        _ => format!("{known} Et les tableaux {closed}."),
    };
    format!("{who} Version {} du cas.", case.version)
}

impl Page {
    fn decision(&mut self, decision: &DecisionReport) {
        self.raw("<section>\n<h2>");
        self.text(&decision.title);
        self.raw("</h2>\n");
        self.paragraph(&decision.prompt);
        if let Some(arrived) = decision.arrived {
            let answered = decision.choices.answered.unwrap_or(0);
            self.paragraph(&format!("{arrived} arrivés ici, {answered} réponses."));
        }
        let hesitations = decision.choices.options.iter().any(|option| option.hesitated.is_some());
        self.options(&decision.choices, "Option", hesitations);
        if !decision.motives.is_empty() {
            self.raw("<table>\n<thead><tr><th scope=\"col\">Motif</th><th scope=\"col\" class=\"n\">Nombre</th></tr></thead>\n<tbody>\n");
            for motive in &decision.motives {
                self.row(&motive.text, &[motive.count]);
            }
            self.raw("</tbody>\n</table>\n");
        }
        self.raw("</section>\n");
    }

    fn options(&mut self, options: &OptionsReport, heading: &str, hesitations: bool) {
        if options.shown == Detail::Nothing {
            self.paragraph("Moins de trois réponses\u{a0}: rien n’est montré.");
            return;
        }
        let counted = options.shown == Detail::Counts;
        let _ = write!(self.0, "<table>\n<thead><tr><th scope=\"col\">{heading}</th><th scope=\"col\" class=\"n\">");
        self.raw(if counted { "Nombre" } else { "Prise" });
        self.raw(if hesitations { "</th><th scope=\"col\" class=\"n\">Ont hésité avec" } else { "" });
        self.raw("</th></tr></thead>\n<tbody>\n");
        for option in &options.options {
            let words = option.letter.map_or_else(|| option.text.clone(), |letter| format!("{letter}. {}", option.text));
            if counted {
                let columns = [option.count, option.hesitated];
                self.row(&words, if hesitations { &columns } else { &columns[..1] });
            } else {
                self.cell(&words, if option.taken == Some(true) { "oui" } else { "non" });
            }
        }
        self.raw("</tbody>\n</table>\n");
    }

    fn cell(&mut self, words: &str, value: &str) {
        self.raw("<tr><td>");
        self.text(words);
        self.raw("</td><td class=\"n\">");
        self.text(value);
        self.raw("</td></tr>\n");
    }

    fn row(&mut self, words: &str, counts: &[Option<u32>]) {
        self.raw("<tr><td>");
        self.text(words);
        self.raw("</td>");
        for count in counts {
            self.raw("<td class=\"n\">");
            self.text(&count.map_or_else(|| "–".to_owned(), |count| count.to_string()));
            self.raw("</td>");
        }
        self.raw("</tr>\n");
    }
}
