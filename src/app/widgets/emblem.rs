//! The emblem of a case: a small drawing of ways that part, made from its id, the same everywhere.

use crate::app::element::{Element, element};
use crate::app::media::drawing;

/// How far one parting is from the next, and how many there are.
const STEP: u32 = 34;
const PARTINGS: u32 = 3;

/// Ways that part: from one point on the left to several on the right. Says nothing, so it is hidden from assistive technology.
pub fn emblem(id: &str) -> Element {
    let mut bits = seed(id);
    let mut next = |below: u32| {
        bits = bits.wrapping_mul(0x0019_660d).wrapping_add(0x3c6e_f35f);
        (bits >> 16) % below
    };
    let mut ways = Vec::new();
    let mut ends = Vec::new();
    let mut heads = vec![40];
    for parting in 0..PARTINGS {
        let left = 10 + parting * STEP;
        let spread = [18, 10, 5].get(parting as usize).copied().unwrap_or(5);
        let mut further = Vec::new();
        for head in heads {
            let alone = parting > 0 && next(3) == 0;
            let targets = if alone { vec![head] } else { vec![head - spread, head + spread] };
            for target in targets {
                ways.push(curve(left, head, left + STEP, target));
                if parting > 0 && parting + 1 < PARTINGS && next(5) == 0 {
                    ends.push((left + STEP, target));
                } else {
                    further.push(target);
                }
            }
        }
        heads = further;
    }
    ends.extend(heads.into_iter().map(|head| (10 + PARTINGS * STEP, head)));
    let taken = next(u32::try_from(ends.len()).unwrap_or(1).max(1)) as usize;
    let circle = |class: &'static str, x: u32, y: i32, radius: &'static str| {
        element("circle").class(class).set_to("cx", x.to_string()).set_to("cy", y.to_string()).set("r", radius)
    };
    let ends = ends.into_iter().enumerate().map(|(index, (x, y))| circle(if index == taken { "emblem-taken" } else { "emblem-end" }, x, y, "4"));
    drawing("emblem", "0 0 124 80")
        .child(element("g").class("emblem-ways").each(ways.into_iter().map(|way| element("path").set_to("d", way))))
        .child(circle("emblem-start", 10, 40, "4.5"))
        .child(element("g").each(ends))
}

fn curve(x: u32, y: i32, to_x: u32, to_y: i32) -> String {
    let bend = x + STEP / 2;
    let [x, y, bend, to_x, to_y] = [x.to_string(), y.to_string(), bend.to_string(), to_x.to_string(), to_y.to_string()];
    ["M", &x, " ", &y, "C", &bend, " ", &y, " ", &bend, " ", &to_y, " ", &to_x, " ", &to_y].concat()
}

/// FNV-1a over 32 bits: the same on every machine.
fn seed(id: &str) -> u32 {
    id.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
