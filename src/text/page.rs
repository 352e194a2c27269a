//! A page of HTML under way: markup of ours, words of others.

/// A page.
pub(crate) struct Page(pub(crate) String);

impl Page {
    /// Markup of ours.
    pub(crate) fn raw(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    /// Words of others, which never become markup.
    pub(crate) fn text(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                // A character that HTML does not allow, or that would turn the line around.
                '\u{0}'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => self.0.push('\u{fffd}'),
                letter => self.0.push(letter),
            }
        }
    }

    pub(crate) fn paragraph(&mut self, words: &str) {
        self.raw("<p>");
        self.text(words);
        self.raw("</p>\n");
    }
}
