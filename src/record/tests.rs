//! What only the inside of the records shows; `tests/record.rs` tries all the rest.

use super::AttemptId;

#[test]
fn an_attempt_id_is_32_hexadecimal_digits() {
    let id = AttemptId([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xab, 0xcd, 0xef, 0xfe, 0x80, 0xff]);
    assert_eq!(id.to_string(), "00010203040506070809abcdeffe80ff");
    assert_eq!(id.to_string().parse(), Ok(id));
    assert_eq!("00010203040506070809ABCDEFFE80FF".parse(), Ok(id));
    for wrong in [
        "",
        "0",
        "00010203040506070809abcdeffe80f",
        "00010203040506070809abcdeffe80ff0",
        "00010203040506070809abcdeffe80fg",
        "+0010203040506070809abcdeffe80ff",
        "éééééééééééééééé",
    ] {
        assert!(wrong.parse::<AttemptId>().is_err(), "{wrong}");
    }
}
