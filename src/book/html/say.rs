//! What the book tells its player to do, in sentences.

use super::{Out, list};
use crate::book::{Book, Cell, Change, Draw, LineKind, Number, Test, Way};

/// Beyond so many boxes, a track is a number that is written down.
const MOST_BOXES: u32 = 12;

/// What a box is called: « K », or « K3 » where its line has several.
pub fn cell_name(book: &Book<'_>, cell: Cell) -> String {
    let line = &book.sheet[cell.line];
    if line.last == 0 { line.name.clone() } else { format!("{}{}", line.name, u64::from(cell.at) + 1) }
}

/// Whether a line is a number that is written down, and not boxes.
pub fn is_number(book: &Book<'_>, line: usize) -> bool {
    let line = &book.sheet[line];
    line.kind == LineKind::Track && line.last >= MOST_BOXES
}

impl Out<'_> {
    /// A box, by its name.
    pub fn cell(&mut self, cell: Cell) {
        let name = cell_name(self.book, cell);
        self.code(&name);
    }

    /// The name of a box or of a line, as it is printed on the sheet.
    pub fn code(&mut self, name: &str) {
        self.raw("<b class=\"code\">");
        self.text(name);
        self.raw("</b>");
    }

    /// A number to turn to.
    pub fn number(&mut self, number: Number) {
        self.raw(&format!("<a href=\"#n{number}\">{number}</a>"));
    }

    /// What is done on the sheet, each in a sentence: on arrival, on leaving, before skipping.
    pub fn changes(&mut self, class: &str, changes: &[Change]) {
        if changes.is_empty() {
            return;
        }
        self.open("p", class);
        for (at, change) in changes.iter().enumerate() {
            self.raw(if at > 0 { " " } else { "" });
            self.change(*change, true);
            self.raw(".");
        }
        self.raw("</p>\n");
    }

    fn change(&mut self, change: Change, begins: bool) {
        let verb = |out: &mut Self, words: &str| {
            let mut letters = words.chars();
            let first = letters.next().map(|letter| if begins { letter.to_uppercase().to_string() } else { letter.to_string() });
            out.text(&first.unwrap_or_default());
            out.text(letters.as_str());
        };
        match change {
            Change::Tick(cell) => {
                let line = &self.book.sheet[cell.line];
                let name = line.name.clone();
                match line.kind {
                    LineKind::Boxes => {
                        verb(self, "cochez la case ");
                        self.cell(cell);
                    }
                    LineKind::One => {
                        verb(self, "cochez la case ");
                        self.cell(cell);
                        self.text(" et effacez les autres cases ");
                        self.code(&name);
                    }
                    LineKind::Track if is_number(self.book, cell.line) => {
                        verb(self, "le nombre ");
                        self.code(&name);
                        self.text(&format!(" devient {}", cell.at));
                    }
                    LineKind::Track => {
                        verb(self, "placez la marque ");
                        self.code(&name);
                        self.text(" sur la case ");
                        self.cell(cell);
                    }
                }
            }
            Change::Clear(cell) => {
                verb(self, "effacez la case ");
                self.cell(cell);
            }
            Change::Move { line, by } if is_number(self.book, line) => {
                let name = self.book.sheet[line].name.clone();
                verb(self, if by > 0 { "ajoutez " } else { "retirez " });
                self.text(&by.unsigned_abs().to_string());
                self.text(if by > 0 { " au nombre " } else { " du nombre " });
                self.code(&name);
            }
            Change::Move { line, by } => {
                let name = self.book.sheet[line].name.clone();
                verb(self, "déplacez la marque ");
                self.code(&name);
                self.text(&match by.unsigned_abs() {
                    1 => " d’une case vers la ".to_owned(),
                    far => format!(" de {far} cases vers la "),
                });
                self.text(if by > 0 { "droite" } else { "gauche" });
            }
        }
    }

    /// A condition, after « si ».
    pub fn test(&mut self, test: &Test) {
        match test {
            Test::Ticked(cell) => self.stands(*cell, true),
            Test::Empty(cell) => self.stands(*cell, false),
            Test::Between { line, from, to } => self.between(*line, *from, *to),
            Test::All(terms) => self.terms(terms, true),
            Test::Any(terms) => self.terms(terms, false),
        }
    }

    fn stands(&mut self, cell: Cell, ticked: bool) {
        let name = self.book.sheet[cell.line].name.clone();
        let not = if ticked { " est " } else { " n’est pas " };
        if is_number(self.book, cell.line) {
            self.text("le nombre ");
            self.code(&name);
            self.text(&format!("{not}{}", cell.at));
        } else if self.book.sheet[cell.line].kind == LineKind::Track {
            self.text("la marque ");
            self.code(&name);
            self.text(&format!("{not}sur la case "));
            self.cell(cell);
        } else {
            self.text("la case ");
            self.cell(cell);
            self.text(if ticked { " est cochée" } else { " n’est pas cochée" });
        }
    }

    fn between(&mut self, line: usize, from: u32, to: u32) {
        let name = self.book.sheet[line].name.clone();
        if is_number(self.book, line) {
            self.text("le nombre ");
            self.code(&name);
            self.text(&format!(" va de {from} à {to}"));
        } else {
            self.text("la marque ");
            self.code(&name);
            self.text(" est sur l’une des cases ");
            self.cell(Cell { line, at: from });
            self.text(" à ");
            self.cell(Cell { line, at: to });
        }
    }

    fn terms(&mut self, terms: &[Test], all: bool) {
        // Boxes that are ticked, one or all of them, are a list.
        let mut ticked: Vec<Cell> = terms.iter().filter_map(|term| self.ticked(term)).collect();
        if ticked.len() < 2 {
            ticked.clear();
        }
        let others: Vec<&Test> = terms.iter().filter(|term| self.ticked(term).is_none_or(|cell| !ticked.contains(&cell))).collect();
        if !ticked.is_empty() {
            self.text(if all { "les cases " } else { "l’une des cases " });
            list(self, &ticked, if all { " et " } else { " ou " }, |out, cell| out.cell(*cell));
            self.text(if all { " sont cochées" } else { " est cochée" });
            self.text(match (others.is_empty(), all) {
                (true, _) => "",
                (false, true) => ", et si ",
                (false, false) => ", ou si ",
            });
        }
        list(self, &others, if all { " et si " } else { " ou si " }, |out, term| match term {
            Test::All(inner) | Test::Any(inner) if !inner.iter().all(|term| out.ticked(term).is_some()) => {
                out.text("(");
                out.test(term);
                out.text(")");
            }
            term => out.test(term),
        });
    }

    /// The box that a term wants ticked, if it is that and no more.
    fn ticked(&self, term: &Test) -> Option<Cell> {
        match term {
            Test::Ticked(cell) if self.book.sheet[cell.line].kind != LineKind::Track => Some(*cell),
            _ => None,
        }
    }

    /// Where one goes, as a paragraph or a list of their own.
    pub fn way(&mut self, first: Option<Change>, way: &Way) {
        match way {
            Way::Go { .. } | Way::Back => {
                self.raw("<p class=\"go\">");
                self.go(first, way, true);
                self.raw(".</p>\n");
            }
            Way::Fork(ways) => {
                self.changes("do leave", first.as_slice());
                self.fork(ways);
            }
            Way::Draw(draw) => {
                self.changes("do leave", first.as_slice());
                self.draw(draw);
            }
        }
    }

    fn fork(&mut self, ways: &[(Test, Way)]) {
        self.raw("<ul class=\"ways\">\n");
        for (at, (when, way)) in ways.iter().enumerate() {
            self.raw("<li>");
            self.text(match (at, when.is_always()) {
                (0, _) => "Si ",
                (_, false) => "Sinon, si ",
                (_, true) => "Sinon",
            });
            self.test(when);
            self.text(", ");
            self.inside(way);
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    fn draw(&mut self, draw: &Draw) {
        self.raw("<p class=\"do\">");
        self.text(&match draw.dice {
            1 => "Lancez un dé :".to_owned(),
            dice => format!("Lancez un dé {dice} fois, et lisez les chiffres dans l’ordre :"),
        });
        self.raw("</p>\n<ul class=\"ways\">\n");
        for arm in &draw.arms {
            self.raw("<li>");
            self.text(&draw.written(arm.from));
            if arm.to > arm.from {
                self.text(if arm.to == arm.from + 1 { " ou " } else { " à " });
                self.text(&draw.written(arm.to));
            }
            self.text(" : ");
            self.inside(&arm.way);
            self.raw("</li>\n");
        }
        if !draw.is_whole() {
            self.raw("<li>");
            self.text("autre chose : relancez.");
            self.raw("</li>\n");
        }
        self.raw("</ul>\n");
    }

    /// A way inside a list.
    fn inside(&mut self, way: &Way) {
        match way {
            Way::Go { .. } | Way::Back => {
                self.go(None, way, false);
                self.raw(".");
            }
            Way::Fork(ways) => {
                self.text("suivez la première de ces lignes qui convient :\n");
                self.fork(ways);
            }
            Way::Draw(draw) => {
                self.text("tirez au sort.\n");
                self.draw(draw);
            }
        }
    }

    fn go(&mut self, before: Option<Change>, way: &Way, begins: bool) {
        let mut begins = begins;
        let own = if let Way::Go { first, .. } = way { *first } else { None };
        for change in before.into_iter().chain(own) {
            self.change(change, begins);
            self.text(", puis ");
            begins = false;
        }
        match way {
            Way::Go { note: None, to, .. } => {
                self.text(if begins { "Allez au " } else { "allez au " });
                self.number(*to);
            }
            Way::Go { note: Some(note), to, .. } => {
                self.text(if begins { "Notez le " } else { "notez le " });
                self.number(*note);
                self.text(" dans la colonne Retour et allez au ");
                self.number(*to);
            }
            Way::Back => self.text(if begins {
                "Rayez le dernier numéro de la colonne Retour et allez à ce numéro"
            } else {
                "rayez le dernier numéro de la colonne Retour et allez à ce numéro"
            }),
            Way::Fork(_) | Way::Draw(_) => {}
        }
    }
}
