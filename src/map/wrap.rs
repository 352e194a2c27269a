//! A title on a few short lines.

/// The most lines of a title.
pub const LINES: usize = 3;
/// The most letters of a line, in Unicode scalars: what a scene's box holds in the letters the map is drawn with.
pub const LETTERS: usize = 21;

/// Breaks a title at its spaces (not at those that do not break); what is left over is cut, and the cut marked.
pub fn wrap(title: &str) -> Vec<String> {
    let mut lines = lines(title, LETTERS);
    if lines.is_empty() {
        lines.push(String::new());
    }
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines[LINES - 1].push('…');
    }
    for line in &mut lines {
        if let Some((end, _)) = line.char_indices().nth(LETTERS) {
            line.truncate(end);
            line.push('…');
        }
    }
    lines
}

/// Breaks a text at its spaces into lines of so many letters, or of one word that is longer.
pub fn lines(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let fits = |line: &String| line.chars().count() + 1 + word.chars().count() <= letters;
        match lines.last_mut().filter(|line| fits(line)) {
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::wrap;

    #[test]
    fn breaks_at_spaces_and_marks_a_cut() {
        assert_eq!(wrap("Le carnet"), ["Le carnet"]);
        assert_eq!(wrap("Le carnet est ouvert devant vous"), ["Le carnet est ouvert", "devant vous"]);
        assert_eq!(wrap("Le bureau est vide\u{a0}?"), ["Le bureau est vide\u{a0}?"]);
        assert_eq!(wrap("anticonstitutionnellement-parlant"), ["anticonstitutionnelle…"]);
        let long = wrap("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize");
        assert_eq!(long.len(), 3);
        assert!(long[2].ends_with('…'), "{long:?}");
        assert_eq!(wrap(""), [""]);
    }
}
