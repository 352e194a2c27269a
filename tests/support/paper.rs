//! A player with a book, a pencil and dice: it knows what is printed and nothing else.

use std::collections::BTreeSet;

use bifurque::book::{Book, Change, Content, End, LineKind, Number, Offer, Paragraph, Part, Proposal, Reading, Test, Way};
use bifurque::scenario::program::ChoiceIndex;

pub struct Player<'b, 'a> {
    pub book: &'b Book<'a>,
    pub at: Number,
    /// The boxes that are ticked in each line.
    pub sheet: Vec<BTreeSet<u32>>,
    /// The numbers noted, the last one last.
    pub noted: Vec<Number>,
}

/// What is open on a page.
#[derive(Default)]
pub struct Page {
    /// The items read, in order.
    pub items: Vec<usize>,
    pub open: Vec<(ChoiceIndex, Number)>,
    /// The insets read.
    pub insets: Vec<Number>,
    /// Choices that are shown with the reason why they are closed.
    pub closed: Vec<ChoiceIndex>,
}

/// The book does not say how to go on.
#[derive(Debug, PartialEq, Eq)]
pub struct Stuck;

impl<'b, 'a> Player<'b, 'a> {
    pub fn new(book: &'b Book<'a>) -> Self {
        let sheet = book.sheet.iter().map(|line| line.start.into_iter().collect()).collect();
        Self { book, at: 1, sheet, noted: Vec::new() }
    }

    pub fn here(&self) -> &'b Paragraph<'a> {
        &self.book.paragraphs[self.at as usize - 1]
    }

    /// Opens the book at a number, and does what is said there first.
    pub fn turn_to(&mut self, number: Number) {
        self.at = number;
        self.here().on_arrival.iter().for_each(|change| self.change(*change));
    }

    pub fn read(&self) -> Page {
        let mut page = Page::default();
        self.readings(&self.here().readings, &mut page);
        if let End::Decision(proposals) = &self.here().end {
            for proposal in proposals {
                match proposal {
                    Proposal::Here(offer) => self.offer(offer, &mut page),
                    Proposal::Inset(look) if self.holds(&look.when) => self.inset(look.inset, &mut page),
                    Proposal::Inset(_) => {}
                }
            }
        }
        page
    }

    /// The items of a resource, as it is read now.
    pub fn annex(&self, resource: usize) -> Vec<usize> {
        let mut page = Page::default();
        self.readings(&self.book.annexes[resource], &mut page);
        page.items
    }

    fn readings(&self, readings: &[Reading<'_>], page: &mut Page) {
        for reading in readings {
            match reading {
                Reading::Block { item, parts, .. } => {
                    page.items.push(*item);
                    for (at, part) in parts.iter().enumerate() {
                        match part {
                            Part::Here => page.items.push(item + 1 + at),
                            Part::Inset(look) if self.holds(&look.when) => self.inset(look.inset, page),
                            Part::Inset(_) | Part::Never => {}
                        }
                    }
                }
                Reading::Inset(look) if self.holds(&look.when) => self.inset(look.inset, page),
                Reading::Inset(_) => {}
            }
        }
    }

    fn inset(&self, number: Number, page: &mut Page) {
        page.insets.push(number);
        match &self.book.inset(number).expect("an inset that is there").content {
            Content::Blocks(readings) => self.readings(readings, page),
            Content::Part { item, .. } => page.items.push(*item),
            Content::Offer(offer) => self.offer(offer, page),
        }
    }

    fn offer(&self, offer: &Offer, page: &mut Page) {
        if self.holds(&offer.when) {
            page.open.push((offer.choice, offer.to));
        } else {
            page.closed.push(offer.choice);
        }
    }

    /// Goes on; `arms` are what the dice will say, in order.
    pub fn go_on(&mut self, arms: &[usize]) -> Result<(), Stuck> {
        let End::Onward { first, way } = &self.here().end else { return Err(Stuck) };
        first.iter().for_each(|change| self.change(*change));
        let (mut way, mut arms) = (way, arms.iter());
        loop {
            match way {
                Way::Go { first, note, to } => {
                    first.iter().for_each(|change| self.change(*change));
                    self.noted.extend(note);
                    self.turn_to(*to);
                    return Ok(());
                }
                Way::Back => {
                    let to = self.noted.pop().ok_or(Stuck)?;
                    self.turn_to(to);
                    return Ok(());
                }
                Way::Fork(ways) => way = &ways.iter().find(|(when, _)| self.holds(when)).ok_or(Stuck)?.1,
                Way::Draw(draw) => way = &draw.arms[*arms.next().ok_or(Stuck)?].way,
            }
        }
    }

    pub fn skip(&mut self) -> Result<(), Stuck> {
        let to = self.book.skip.ok_or(Stuck)?;
        self.here().before_skipping.iter().for_each(|change| self.change(*change));
        self.noted.clear();
        self.turn_to(to);
        Ok(())
    }

    fn change(&mut self, change: Change) {
        match change {
            Change::Tick(cell) => {
                if self.book.sheet[cell.line].kind != LineKind::Boxes {
                    self.sheet[cell.line].clear();
                }
                assert!(cell.at <= self.book.sheet[cell.line].last, "a box that is there");
                self.sheet[cell.line].insert(cell.at);
            }
            Change::Clear(cell) => drop(self.sheet[cell.line].remove(&cell.at)),
            Change::Move { line, by } => {
                let mark = self.sheet[line].pop_first().expect("a track has a mark");
                let moved = (i64::from(mark) + by).clamp(0, i64::from(self.book.sheet[line].last));
                self.sheet[line].insert(u32::try_from(moved).unwrap());
            }
        }
    }

    pub fn holds(&self, test: &Test) -> bool {
        match test {
            Test::Ticked(cell) => self.sheet[cell.line].contains(&cell.at),
            Test::Empty(cell) => !self.sheet[cell.line].contains(&cell.at),
            Test::Between { line, from, to } => self.sheet[*line].range(from..=to).next().is_some(),
            Test::All(terms) => terms.iter().all(|term| self.holds(term)),
            Test::Any(terms) => terms.iter().any(|term| self.holds(term)),
        }
    }
}
