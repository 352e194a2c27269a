//! What is wrong, for people: the sentence, the place, the line of the file with a mark under it, and the remedy.

use std::io::IsTerminal;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str};
use bifurque::check::excerpt::{Excerpt, Places};
use bifurque::scenario::diagnostic::{Diagnostic, Rule, Severity};

/// Wider than any excerpt: the library cuts none.
const WIDEST: usize = 1_000;

/// The word for how grave a finding is.
pub fn gravity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "erreur",
        Severity::Warning => "avertissement",
    }
}

/// Whether what is printed is coloured: on a terminal that can, for someone who did not refuse.
pub fn colours() -> bool {
    let told = |name: &str| std::env::var_os(name).unwrap_or_default();
    std::io::stdout().is_terminal() && told("NO_COLOR").is_empty() && told("TERM") != "dumb"
}

/// Draws every finding of a file. `--> file:line:column: CODE path` is a line of its own, for editors and for `grep`.
pub fn excerpts(file: &str, bytes: &[u8], diagnostics: &[Diagnostic], colours: bool) -> Vec<String> {
    let mut places = Places::of(bytes);
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() }.term_width(WIDEST);
    let draw = |diagnostic: &Diagnostic| {
        let Diagnostic { rule, line, column, path, .. } = diagnostic;
        let drawn = renderer.render(&[group(&mut places, diagnostic)]);
        let (title, rest) = drawn.split_once('\n').unwrap_or((&drawn, ""));
        let margin = line.to_string().len();
        let place = format!("{file}:{line}:{column}: {} {path}", rule.code());
        format!("{title}\n{:margin$}--> {}\n{rest}", "", normalize_untrusted_str(&place))
    };
    diagnostics.iter().map(draw).collect()
}

/// A finding as the library draws it.
fn group<'a>(places: &mut Places<'_>, diagnostic: &'a Diagnostic) -> Group<'a> {
    let severity = diagnostic.rule.severity();
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut first = diagnostic.line as usize;
    let Excerpt { mut before, meant, after } = places.excerpt(diagnostic.line, diagnostic.column);
    // Where a comma is missing, the fault shows at the first sign after it.
    if diagnostic.rule == Rule::Syntax && first > 1 && before.trim().is_empty() {
        before = [&places.above().before, "\n", &before].concat();
        first -= 1;
    }
    let marks = before.len()..before.len() + meant.len();
    let snippet = Snippet::source([before, meant, after].concat()).line_start(first).fold(false).annotation(AnnotationKind::Primary.span(marks));
    // No-break spaces, since the library sets a colon right after the words.
    level
        .with_name(format!("{} {}\u{a0}", gravity(severity), diagnostic.rule.code()))
        .primary_title(&diagnostic.message)
        .element(snippet)
        .element(Level::HELP.with_name("remède\u{a0}").message(normalize_untrusted_str(&diagnostic.help)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One finding of a line, drawn.
    fn drawn(rule: Rule, source: &str, line: u32, column: u32) -> String {
        let diagnostic = Diagnostic { rule, line, column, path: "$.a".into(), message: "C’est faux.".into(), help: "Changez.".into() };
        excerpts("cas.json", source.as_bytes(), &[diagnostic], false).concat()
    }

    /// What stands above the marks.
    fn under(source: &str, line: u32, column: u32) -> String {
        let drawn = drawn(Rule::Type, source, line, column);
        let lines: Vec<&str> = drawn.lines().collect();
        let at = lines.iter().position(|line| line.contains('^')).unwrap();
        let (above, marks) = (lines[at - 1], lines[at]);
        let start = marks.chars().take_while(|letter| *letter != '^').count();
        above.chars().skip(start).take(marks.chars().filter(|letter| *letter == '^').count()).collect()
    }

    #[test]
    fn a_finding_has_its_words_its_place_its_line_and_its_remedy() {
        let source = "{\n  \"titre\": 3\n}";
        assert_eq!(
            drawn(Rule::Type, source, 2, 12),
            "erreur B010\u{a0}: C’est faux.\n --> cas.json:2:12: B010 $.a\n  |\n2 |   \"titre\": 3\n  |            ^\n  |\n  = remède\u{a0}: Changez."
        );
    }

    #[test]
    fn what_is_marked_is_a_string_a_word_a_number_or_a_sign() {
        assert_eq!(under(r#"{ "a\"b": [-12.5, true] }"#, 1, 3), r#""a\"b""#);
        assert_eq!(under(r#"{ "a": [-12.5, true] }"#, 1, 8), "[");
        assert_eq!(under(r#"{ "a": [-12.5, true] }"#, 1, 9), "-12.5");
        assert_eq!(under(r#"{ "a": "force += zéro" }"#, 1, 18), "zéro");
        assert_eq!(under(r#"{ "\\": "", "a": "force +=" }"#, 1, 27), "\"");
    }

    #[test]
    fn a_line_that_ends_too_soon_is_marked_after_its_end() {
        for (source, line, column) in [("", 1, 1), ("{", 1, 2), ("{\n", 2, 1), ("{\r\n\"a\"\r\n}", 9, 9)] {
            let drawn = drawn(Rule::Type, source, line, column);
            assert!(drawn.contains('^') && drawn.contains(&format!("cas.json:{line}:{column}: B010")), "{drawn}");
        }
    }

    #[test]
    fn marks_stand_under_wide_letters_tabs_and_letters_with_marks() {
        assert!(drawn(Rule::Type, "\t\t3", 1, 3).contains("1 |         3\n  |         ^"));
        assert!(drawn(Rule::Type, "「日本」 3", 1, 6).contains("1 | 「日本」 3\n  |          ^"));
        assert!(drawn(Rule::Type, "e\u{301}te\u{301} 3", 1, 7).contains("1 | e\u{301}te\u{301} 3\n  |     ^"));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let source = format!("{{ \"x\": \"{}\", \"é\": 34, \"y\": \"{}\" }}", "à".repeat(400), "b".repeat(400));
        let column = u32::try_from(source.chars().position(|letter| letter == '3').unwrap() + 1).unwrap();
        let text = drawn(Rule::Type, &source, 1, column);
        assert_eq!(under(&source, 1, column), "34");
        let shown = text.lines().find(|line| line.starts_with("1 | ")).unwrap();
        assert!(shown.starts_with("1 | …à") && shown.ends_with("b…") && shown.chars().count() < 140, "{shown}");
        // A string that is too long itself is marked in part.
        let marks = drawn(Rule::Type, &source, 1, 8).lines().find(|line| line.contains('^')).unwrap().matches('^').count();
        assert_eq!(marks, 40);
    }

    #[test]
    fn where_a_comma_may_be_missing_the_line_above_is_shown() {
        let text = drawn(Rule::Syntax, "{\n  \"a\": 1\n  \"b\": 2\n}", 3, 3);
        assert!(text.contains("2 |   \"a\": 1\n3 |   \"b\": 2\n  |   ^^^\n"), "{text}");
        assert!(!drawn(Rule::Type, "{\n  \"a\": 1\n  \"b\": 2\n}", 3, 3).contains("\"a\""));
    }

    /// What a file holds moves no cursor and changes no colour.
    #[test]
    fn control_characters_are_not_printed() {
        let diagnostic = Diagnostic { rule: Rule::Type, line: 1, column: 1, path: "$.\u{1b}[2J".into(), message: "\u{1b}[2J".into(), help: "\u{1b}[2J".into() };
        let text = excerpts("cas.json", "\u{1b}[2J \u{202e} 3".as_bytes(), &[diagnostic], false).concat();
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\r']), "{text:?}");
    }

    #[test]
    fn colours_are_there_where_they_are_wanted() {
        let diagnostic = Diagnostic { rule: Rule::NeverRead, line: 1, column: 1, path: "$".into(), message: "M.".into(), help: "H.".into() };
        let text = |colours| excerpts("cas.json", b"{}", std::slice::from_ref(&diagnostic), colours).concat();
        assert!(text(true).contains("\u{1b}[") && !text(false).contains('\u{1b}'));
        assert!(text(true).contains("avertissement B092"), "{}", text(true));
    }
}
