//! Tables as CSV files, one a table: [RFC 4180], in UTF-8 with a byte order mark, so that LibreOffice and Excel open the accents right.
//!
//! A cell that begins as a formula would (`=`, `+`, `-`, `@`, a tab or a carriage return) gets an apostrophe before it: a spreadsheet then shows it and runs
//! nothing. What is not shown, for the small-group rule, is an empty cell; zero is `0`.
//!
//! [RFC 4180]: https://www.rfc-editor.org/rfc/rfc4180

use super::report::{CaseReport, OptionReport, OptionsReport, Report, Size};

/// The files of a report: their names and their texts.
#[must_use]
pub fn csv(report: &Report) -> Vec<(String, String)> {
    let mut cases = Table::new(&["cas", "titre", "version", "parcours", "personnes", "autre version", "séances closes"]);
    for case in &report.cases {
        let Size { parcours, people, other_version, closed_sessions } = case.size;
        let [parcours, people, other_version, closed_sessions] = [parcours, people, other_version, closed_sessions].map(|count| count.to_string());
        cases.row([&case.scenario, &case.title, &case.version, &parcours, &people, &other_version, &closed_sessions]);
    }
    let mut files = vec![("cas.csv".to_owned(), cases.text)];
    for case in &report.cases {
        let mut table = |name: &str, table: Option<Table>| files.extend(table.map(|table| ([&case.scenario, "-", name, ".csv"].concat(), table.text)));
        table("decisions", Some(decisions(case)));
        table("motifs", motives(case));
        table("fins", Some(endings(case)));
        table("votes", votes(case));
        table("notes", notes(case));
    }
    files
}

fn decisions(case: &CaseReport) -> Table {
    let mut table = Table::new(&["scène", "titre", "question", "arrivés", "réponses", "lettre", "option", "texte", "prise", "choix", "hésitations"]);
    for decision in &case.decisions {
        for option in &decision.choices.options {
            let [letter, id, text, taken, count] = cells(option);
            let (arrived, answered, hesitated) = (number(decision.arrived), number(decision.choices.answered), number(option.hesitated));
            table.row([&decision.scene, &decision.title, &decision.prompt, &arrived, &answered, &letter, &id, &text, &taken, &count, &hesitated]);
        }
    }
    table
}

fn motives(case: &CaseReport) -> Option<Table> {
    let mut table = Table::new(&["scène", "titre", "motif", "texte", "nombre"]);
    for decision in &case.decisions {
        for motive in &decision.motives {
            table.row([&decision.scene, &decision.title, &motive.id, &motive.text, &number(motive.count)]);
        }
    }
    (table.rows > 1).then_some(table)
}

fn endings(case: &CaseReport) -> Table {
    let mut table = Table::new(&["fin", "titre", "atteinte", "nombre"]);
    for option in &case.endings.options {
        let [_, id, text, taken, count] = cells(option);
        table.row([&id, &text, &taken, &count]);
    }
    table
}

fn votes(case: &CaseReport) -> Option<Table> {
    let mut table = Table::new(&["scène", "titre", "vote", "bulletins", "lettre", "option", "texte", "prise", "nombre"]);
    for vote in &case.votes {
        let OptionsReport { answered, options, .. } = &vote.choices;
        for option in options {
            let [letter, id, text, taken, count] = cells(option);
            table.row([&vote.scene, &vote.title, &vote.round.to_string(), &number(*answered), &letter, &id, &text, &taken, &count]);
        }
    }
    (table.rows > 1).then_some(table)
}

fn notes(case: &CaseReport) -> Option<Table> {
    let mut table = Table::new(&["ce que le groupe garde"]);
    case.notes.iter().for_each(|note| table.row([note]));
    (table.rows > 1).then_some(table)
}

fn cells(option: &OptionReport) -> [String; 5] {
    let taken = option.taken.map_or("", |taken| if taken { "oui" } else { "non" });
    [option.letter.map(String::from).unwrap_or_default(), option.id.clone(), option.text.clone(), taken.to_owned(), number(option.count)]
}

fn number(count: Option<u32>) -> String {
    count.map(|count| count.to_string()).unwrap_or_default()
}

struct Table {
    text: String,
    rows: u32,
}

impl Table {
    fn new<const COLUMNS: usize>(heading: &[&str; COLUMNS]) -> Self {
        let mut table = Self { text: "\u{feff}".to_owned(), rows: 0 };
        table.write(heading.iter().copied());
        table
    }

    fn row<const COLUMNS: usize>(&mut self, cells: [&String; COLUMNS]) {
        self.write(cells.into_iter().map(String::as_str));
    }

    fn write<'c>(&mut self, cells: impl Iterator<Item = &'c str>) {
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            push_cell(&mut self.text, cell);
        }
        self.text.push_str("\r\n");
        self.rows += 1;
    }
}

fn push_cell(text: &mut String, cell: &str) {
    let quoted = cell.contains(['"', ',', ';', '\t', '\r', '\n']);
    let quote = if quoted { "\"" } else { "" };
    text.push_str(quote);
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        text.push('\'');
    }
    text.push_str(&cell.replace('"', "\"\""));
    text.push_str(quote);
}

#[cfg(test)]
mod tests {
    use super::push_cell;

    fn cell(source: &str) -> String {
        let mut text = String::new();
        push_cell(&mut text, source);
        text
    }

    #[test]
    fn a_cell_is_quoted_where_it_must_be() {
        assert_eq!(cell("Vous saluez."), "Vous saluez.");
        assert_eq!(cell("« Oui », dit-elle"), "\"« Oui », dit-elle\"");
        assert_eq!(cell("dit \"oui\"\nou non"), "\"dit \"\"oui\"\"\nou non\"");
        assert_eq!(cell(""), "");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://a\",\"b\")", "=cmd|' /C calc'!A0"] {
            let cell = cell(formula);
            assert!(cell.trim_start_matches('"').starts_with('\''), "{cell}");
        }
        assert_eq!(cell("=1,\"a\""), "\"'=1,\"\"a\"\"\"");
    }
}
