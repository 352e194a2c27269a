/// « 1 décision », « 3 décisions »: a number and what is counted, singular under two as French has it.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    [number.to_string().as_str(), "\u{a0}", if number < 2 { one } else { many }].concat()
}
