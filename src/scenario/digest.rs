//! What pins a record to the case that was really played: a digest of the file's meaning, and a shape tag of its decisions.

use std::cmp::Ordering;
use std::fmt;

use hmac_sha256::Hash;

use super::json::{Node, Value};
use super::source::{Exit, Source};

/// SHA-256 of the canonical form ([RFC 8785]) of the scenario as written, before any migration. Shown as 64 hexadecimal digits.
///
/// Two files that differ only in spaces, order of keys or escapes have the same digest.
///
/// [RFC 8785]: https://www.rfc-editor.org/rfc/rfc8785
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of a parsed file.
    #[must_use]
    pub fn of(root: &Node<'_>) -> Self {
        let mut canonical = String::with_capacity(root.span.end as usize);
        write_canonical(root, &mut canonical);
        Self(sha256(canonical.as_bytes()))
    }

    /// Its first 64 bits, where a number stands for the file.
    #[must_use]
    pub fn number(&self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        u64::from_be_bytes([a, b, c, d, e, f, g, h])
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// On a phone by the small implementation that is there for other hashes; where authors check, by the fast one.
fn sha256(bytes: &[u8]) -> [u8; 32] {
    #[cfg(target_arch = "wasm32")]
    return Hash::hash(bytes);
    #[cfg(not(target_arch = "wasm32"))]
    return <sha2::Sha256 as sha2::Digest>::digest(bytes).into();
}

/// The shape tag: 32 bits over the ids of the scenes and of their choices, in order. It changes when a path could be misread, not when words do;
/// path codes carry its 9 lowest bits.
#[must_use]
pub fn shape_tag(source: &Source) -> u32 {
    let mut hash = Hash::new();
    for scene in &source.scenes {
        hash.update(scene.id.as_bytes());
        hash.update([0]);
        if let Exit::Decision(decision) = &scene.exit {
            for choice in &decision.choices {
                hash.update(choice.id.as_bytes());
                hash.update([1]);
            }
        }
    }
    let [a, b, c, d, ..] = hash.finalize();
    u32::from_be_bytes([a, b, c, d])
}

/// Writes a value as RFC 8785 says: no space, keys sorted by UTF-16 units, strings and numbers as ECMAScript writes them.
fn write_canonical(node: &Node<'_>, out: &mut String) {
    match &node.value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => write_number(number, out),
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_canonical(item, out);
            }
            out.push(']');
        }
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by(|left, right| utf16_order(&left.key, &right.key));
            out.push('{');
            for (index, member) in sorted.into_iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_string(&member.key, out);
                out.push(':');
                write_canonical(&member.value, out);
            }
            out.push('}');
        }
    }
}

fn utf16_order(left: &str, right: &str) -> Ordering {
    left.encode_utf16().cmp(right.encode_utf16())
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    // Nearly all text needs no escape: it is copied in one piece from one escape to the next.
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
        out.push_str(&rest[..at]);
        match rest.as_bytes()[at] {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            0x8 => out.push_str("\\b"),
            0xc => out.push_str("\\f"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            control => {
                out.push_str("\\u00");
                out.push(char::from_digit(u32::from(control) >> 4, 16).unwrap_or('0'));
                out.push(char::from_digit(u32::from(control) & 15, 16).unwrap_or('0'));
            }
        }
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

/// Writes a number as ECMAScript's `Number::toString` does ([ECMA-262] § 6.1.6.1.20). The format itself has whole numbers only; keys that begin with
/// `x-` may hold any.
///
/// [ECMA-262]: https://tc39.es/ecma262/#sec-numeric-types-number-tostring
fn write_number(number: &str, out: &mut String) {
    // As nearly all are: whole, positive, and exact as they stand.
    if number.len() <= 15 && number.bytes().all(|digit| digit.is_ascii_digit()) {
        out.push_str(number);
        return;
    }
    // serde_json's reader and shortest writer, since records are written by it: the standard library's would add 25 KB to the app.
    let value: f64 = serde_json::from_str(number).unwrap_or(f64::INFINITY);
    if value == 0.0 {
        out.push('0');
        return;
    }
    if !value.is_finite() {
        // Past what ECMAScript can hold: RFC 8785 has no form for it, so it stands as written.
        out.push_str(number);
        return;
    }
    if value < 0.0 {
        out.push('-');
    }
    let (digits, point) = decimal(&serde_json::to_string(&value.abs()).unwrap_or_default());
    let length = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    if (1..=21).contains(&point) {
        if length <= point {
            out.push_str(&digits);
            out.push_str(&zeros(point - length));
        } else {
            let (whole, fraction) = digits.split_at(usize::try_from(point).unwrap_or(0));
            out.push_str(whole);
            out.push('.');
            out.push_str(fraction);
        }
    } else if (-5..=0).contains(&point) {
        out.push_str("0.");
        out.push_str(&zeros(-point));
        out.push_str(&digits);
    } else {
        let (first, fraction) = digits.split_at(1);
        out.push_str(first);
        if !fraction.is_empty() {
            out.push('.');
            out.push_str(fraction);
        }
        out.push_str(if point > 0 { "e+" } else { "e-" });
        out.push_str(&(point - 1).abs().to_string());
    }
}

/// The significant digits of a number written in any of the ways JSON allows, and the position of its decimal point counted from the first of them.
fn decimal(written: &str) -> (String, i32) {
    let (mantissa, exponent) = written.split_once(['e', 'E']).unwrap_or((written, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = [whole, fraction].concat();
    let digits = all.trim_start_matches('0');
    let skipped = i32::try_from(all.len() - digits.len()).unwrap_or(0);
    let point = i32::try_from(whole.len()).unwrap_or(0) - skipped + exponent.parse::<i32>().unwrap_or(0);
    (digits.trim_end_matches('0').to_owned(), point)
}

#[cfg(test)]
mod tests {
    use super::{super::diagnostic::Report, super::json, write_canonical};

    fn canonical(source: &str) -> String {
        let mut report = Report::default();
        let mut out = String::new();
        write_canonical(&json::parse(source, &mut report).expect(source), &mut out);
        out
    }

    /// The example of RFC 8785 § 3.2.2 and § 3.2.3, character for character.
    #[test]
    fn follows_the_rfc() {
        let source = r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        let expected = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assert_eq!(canonical(source), expected);
    }

    /// RFC 8785 § 3.2.3: keys are sorted by UTF-16 units, so a character outside the basic plane comes before U+FB33.
    #[test]
    fn sorts_keys_by_utf16_units() {
        let source = r#"{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}"#;
        assert_eq!(canonical(source), "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\u{fb33}\":3}");
    }

    /// RFC 8785 appendix B, a sample at each change of notation.
    #[test]
    fn writes_numbers_as_ecmascript_does() {
        for (source, expected) in [
            ("0", "0"),
            ("-0", "0"),
            ("9007199254740992", "9007199254740992"),
            ("295147905179352830000", "295147905179352830000"),
            ("1e21", "1e+21"),
            ("999999999999999900000", "999999999999999900000"),
            ("1e-7", "1e-7"),
            ("0.000001", "0.000001"),
            ("-123.456", "-123.456"),
            ("5e-324", "5e-324"),
            ("1.7976931348623157e308", "1.7976931348623157e+308"),
        ] {
            assert_eq!(canonical(source), expected, "{source}");
        }
    }
}
