//! A player who has the printed page alone: French sentences, boxes by their names, numbers to turn to. Each kind of sentence is read by its words, so that a
//! wrong word sends this player astray.

use std::collections::{BTreeMap, BTreeSet};

/// The numbered articles of a page, with boxes as `[K1]`, numbers as `#12`, lists of ways as `{ | … | … }`; `→` is done on arrival, `←` on
/// leaving.
pub struct Pages(BTreeMap<u32, String>);

/// A player who reads.
pub struct Reader<'p> {
    pages: &'p Pages,
    pub at: u32,
    /// The boxes that are ticked, by their names.
    pub ticked: BTreeSet<String>,
    pub noted: Vec<u32>,
    /// How many boxes each line has.
    lines: BTreeMap<String, u32>,
}

/// What is read at a number.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Read {
    pub insets: BTreeSet<u32>,
    /// Where the open choices lead.
    pub open: BTreeSet<u32>,
    pub closed: usize,
}

impl Pages {
    pub fn of(page: &str) -> Self {
        let articles = page.split("<article class=\"").skip(1).filter_map(|article| {
            let number = article.split_once(" id=\"n")?.1.split('"').next()?.parse().ok()?;
            Some((number, plain(article.split_once("</h3>")?.1.split("</article>").next()?)))
        });
        Self(articles.collect())
    }
}

/// Markup as signs: one line for each block of text.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut lists = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').unwrap();
        match tag {
            "b class=\"code\"" => text.push('['),
            "/b" => text.push(']'),
            _ if tag.starts_with("a href") => text.push('#'),
            _ if tag.starts_with("ul") => {
                lists.push(tag.contains("ways"));
                text.push_str(if tag.contains("ways") { "{" } else { "\n" });
            }
            "/ul" => text.push_str(if lists.pop() == Some(true) { "}\n" } else { "\n" }),
            "li" if lists.last() == Some(&true) => text.push('|'),
            "/p" | "/li" | "/div" | "/dd" | "/dt" => text.push('\n'),
            "span class=\"letter\"" => text.push('§'),
            "p class=\"do arrive\"" => text.push_str("→ "),
            "p class=\"do leave\"" => text.push_str("← "),
            _ => {}
        }
        text.push_str(&words.replace('\n', " "));
    }
    let text = text.replace(['\u{a0}', '\u{202f}'], " ");
    text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn number(text: &str) -> Option<u32> {
    let rest = text.split_once('#')?.1;
    rest[..rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len())].parse().ok()
}

/// The most boxes that a line of the sheet has: beyond, it is a number, and no box of it is printed.
const MOST_BOXES: u32 = 12;

/// The line of a box, and its place there from 1.
fn parts(name: &str) -> (String, u32) {
    let letters = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
    (letters.to_owned(), name[letters.len()..].parse().unwrap_or(1))
}

impl<'p> Reader<'p> {
    /// With the boxes that carry a point, and how many boxes each line has.
    pub fn new(pages: &'p Pages, points: BTreeSet<String>, lines: BTreeMap<String, u32>) -> Self {
        Self { pages, at: 1, ticked: points, noted: Vec::new(), lines }
    }

    /// The names in brackets: those of boxes are on the sheet.
    fn names(&self, text: &str) -> Vec<String> {
        let names: Vec<String> = text.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0.to_owned())).collect();
        for name in names.iter().filter(|name| name.ends_with(|letter: char| letter.is_ascii_digit())) {
            assert!(self.lines[&parts(name).0] <= MOST_BOXES, "a box that is there: {text}");
        }
        names
    }

    fn here(&self) -> &'p str {
        &self.pages.0[&self.at]
    }

    pub fn turn_to(&mut self, number: u32) {
        self.at = number;
        for line in self.here().lines().filter_map(|line| line.strip_prefix("→ ")) {
            line.split(". ").for_each(|sentence| self.change(sentence));
        }
    }

    fn change(&mut self, sentence: &str) {
        let named = self.names(sentence);
        if sentence.contains("e nombre [") {
            self.write(&named[0], number_at_the_end(sentence));
        } else if sentence.contains(" nombre [") {
            let by: u32 = sentence.split(' ').find_map(|word| word.parse().ok()).unwrap();
            let known = self.ticked.iter().find(|name| parts(name).0 == named[0]).map(|name| parts(name).1 - 1).unwrap();
            let most = self.lines[&named[0]] - 1;
            self.write(&named[0], if sentence.contains("joutez ") { (known + by).min(most) } else { known.saturating_sub(by) });
        } else if sentence.contains("ffacez la case") {
            self.ticked.remove(&named[0]);
        } else if sentence.contains("éplacez la marque") {
            let mark = self.ticked.iter().find(|name| parts(name).0 == named[0]).unwrap().clone();
            self.ticked.remove(&mark);
            let far: u32 = sentence.split_once(" de ").and_then(|(_, rest)| rest.split(' ').next()?.parse().ok()).unwrap_or(1);
            let (line, at) = parts(&mark);
            let moved = if sentence.contains("vers la droite") { at + far } else { at.saturating_sub(far) };
            let moved = moved.clamp(1, self.lines[&line]);
            self.ticked.insert(format!("{line}{moved}"));
        } else if sentence.contains("lacez la marque") {
            self.ticked.retain(|name| parts(name).0 != named[0]);
            self.ticked.insert(named[1].clone());
        } else if sentence.contains("effacez les autres cases") {
            self.ticked.retain(|name| parts(name).0 != named[1]);
            self.ticked.insert(named[0].clone());
        } else {
            assert!(sentence.contains("ochez la case"), "what is to be done: {sentence}");
            self.ticked.insert(named[0].clone());
        }
    }

    /// Writes a number down: as the box that it would be on a longer sheet.
    fn write(&mut self, line: &str, number: u32) {
        self.ticked.retain(|name| parts(name).0 != line);
        self.ticked.insert(format!("{line}{}", number + 1));
    }

    pub fn read(&self) -> Read {
        let mut read = Read::default();
        self.lines_of(self.here(), &mut read);
        read
    }

    fn lines_of(&self, text: &str, read: &mut Read) {
        for line in text.lines() {
            if line.starts_with("Si ") && line.contains(", lisez l’encart #") {
                let test = line.strip_prefix("Si ").unwrap().split(", lisez l’encart").next().unwrap();
                if self.holds(test) {
                    self.inset(number(line).unwrap(), read);
                }
            } else if line.starts_with("Lisez l’encart de") {
                for (name, pair) in self.names(line).iter().zip(line.split('[').skip(1)) {
                    if self.ticked.contains(name) {
                        self.inset(number(pair).unwrap(), read);
                    }
                }
            } else if line.starts_with('§') {
                let open = match line.split_once("Ouvert si ") {
                    Some((_, rest)) => self.holds(rest.split(". Sinon :").next().unwrap()),
                    None => !line.contains("Fermé :"),
                };
                if open {
                    read.open.insert(number(line.split_once("allez au ").unwrap().1).unwrap());
                } else {
                    read.closed += 1;
                }
            }
        }
    }

    fn inset(&self, number: u32, read: &mut Read) {
        read.insets.insert(number);
        self.lines_of(&self.pages.0[&number], read);
    }

    /// Goes on, with dice that fall so.
    pub fn go_on(&mut self, throws: &[String]) {
        let mut throws = throws.iter();
        let text = self.here();
        for line in text.lines().filter_map(|line| line.strip_prefix("← ")) {
            self.change(line);
        }
        if let Some((_, list)) = text.split_once('{') {
            let list = list.rsplit_once('}').unwrap().0;
            self.ways(list, &mut throws);
        } else {
            let line = text.lines().rfind(|line| line.contains("llez au #") || line.contains("allez à ce numéro")).unwrap();
            self.go(line);
        }
    }

    fn ways(&mut self, list: &str, throws: &mut std::slice::Iter<'_, String>) {
        let lines = split(list);
        let drawn = lines[0].trim().starts_with(|letter: char| letter.is_ascii_digit());
        let throw = if drawn { throws.next().cloned() } else { None };
        let line = lines.iter().map(|line| line.trim()).find(|line| match &throw {
            Some(throw) => {
                let range = line.split(" : ").next().unwrap();
                let (from, to) = range.split_once(" à ").or(range.split_once(" ou ")).unwrap_or((range, range));
                (from..=to).contains(&throw.as_str())
            }
            None => match line.strip_prefix("Sinon, si ").or(line.strip_prefix("Si ")) {
                Some(rest) => self.holds(test_of(rest)),
                None => line.starts_with("Sinon, "),
            },
        });
        let line = line.expect("a line that fits");
        match line.split_once('{') {
            Some((_, inner)) => self.ways(inner.rsplit_once('}').unwrap().0, throws),
            None => self.go(line),
        }
    }

    fn go(&mut self, line: &str) {
        let line = &line[line.find("lisez").unwrap_or(0)..];
        if let Some((change, _)) = line.split_once(", puis ") {
            let change = change.rsplit_once(", cochez").map_or(change.to_owned(), |(_, rest)| format!("cochez{rest}"));
            self.change(&change.replace(" : cochez", "cochez"));
        }
        if line.contains("allez à ce numéro") {
            let to = self.noted.pop().unwrap();
            return self.turn_to(to);
        }
        if let Some((_, rest)) = line.split_once("otez le #") {
            self.noted.push(number(&format!("#{rest}")).unwrap());
        }
        self.turn_to(number(line.rsplit_once("llez au ").unwrap().1).unwrap());
    }

    fn holds(&self, test: &str) -> bool {
        let terms = |separator: &str| {
            let mut terms = vec![String::new()];
            let mut depth = 0;
            let mut rest = test;
            while let Some(letter) = rest.chars().next() {
                depth += i32::from(letter == '(') - i32::from(letter == ')');
                if depth == 0 && rest.starts_with(separator) {
                    terms.push(String::new());
                    rest = &rest[separator.len()..];
                } else {
                    terms.last_mut().unwrap().push(letter);
                    rest = &rest[letter.len_utf8()..];
                }
            }
            terms
        };
        let trim = |term: &String| term.trim().trim_end_matches(',').to_owned();
        let (all, any) = (terms(" et si "), terms(" ou si "));
        match (all.len(), any.len()) {
            (1, 1) => self.term(test.trim()),
            (_, 1) => all.iter().all(|term| self.holds(&trim(term))),
            (1, _) => any.iter().any(|term| self.holds(&trim(term))),
            _ => panic!("it could be read in two ways: {test}"),
        }
    }

    fn term(&self, term: &str) -> bool {
        if let Some(inner) = term.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            return self.holds(inner);
        }
        let named = self.names(term);
        let ticked = |name: &String| self.ticked.contains(name);
        if term.starts_with("le nombre [") {
            let known = self.ticked.iter().find(|name| parts(name).0 == named[0]).map(|name| parts(name).1 - 1).unwrap();
            if let Some((_, bounds)) = term.split_once(" va de ") {
                let (from, to) = bounds.split_once(" à ").unwrap();
                return (from.parse().unwrap()..=to.parse().unwrap()).contains(&known);
            }
            return (known == number_at_the_end(term)) != term.contains("n’est pas");
        }
        if term.starts_with("l’une des cases") && term.ends_with("est cochée") {
            named.iter().any(ticked)
        } else if term.starts_with("les cases") && term.ends_with("sont cochées") {
            named.iter().all(ticked)
        } else if term.starts_with("la marque") && term.contains("est sur l’une des cases") {
            let places = parts(&named[1]).1..=parts(&named[2]).1;
            self.ticked.iter().any(|name| parts(name).0 == named[0] && places.contains(&parts(name).1))
        } else if term.contains("n’est pas") {
            !ticked(named.last().unwrap())
        } else {
            assert!(term.ends_with("est cochée") || term.contains("est sur la case"), "a condition: {term}");
            ticked(named.last().unwrap())
        }
    }
}

fn number_at_the_end(text: &str) -> u32 {
    text.trim_end_matches('.').rsplit(' ').next().unwrap().parse().unwrap()
}

/// The condition at the start of a line, before what is to be done.
fn test_of(line: &str) -> &str {
    let ends = [", allez au", ", notez le", ", rayez le", ", cochez la case", ", suivez la", ", tirez au"];
    let end = ends.iter().filter_map(|end| line.find(end)).min().unwrap();
    &line[..end]
}

/// The lines of a list, those of inner lists left in them.
fn split(list: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut depth = 0;
    for letter in list.chars() {
        depth += i32::from(letter == '{') - i32::from(letter == '}');
        if letter == '|' && depth == 0 {
            lines.push(String::new());
        } else if let Some(line) = lines.last_mut() {
            let line: &mut String = line;
            line.push(if letter == '\n' { ' ' } else { letter });
        }
    }
    lines
}
