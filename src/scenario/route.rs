//! Where a scene or a choice leads.

use super::decode::{Decode, Id, Located, record, wrong_type};
use super::diagnostic::{Report, Rule, Span};
use super::json::{Node, Value};

/// Where a passage or a choice leads.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Route {
    /// A scene.
    To(Id),
    /// The first branch whose condition holds; the last has none.
    Branches(Vec<Branch>),
    /// One branch drawn by lot.
    Chance(Chance),
    /// Into a detour, then on.
    Detour(Detour),
}

impl Route {
    /// Some place inside it, to point at.
    pub(crate) fn place(&self) -> Option<Span> {
        match self {
            Self::To(id) => Some(id.0.span),
            Self::Detour(detour) => Some(detour.detour.0.span),
            Self::Branches(list) => list.first()?.to.place(),
            Self::Chance(draw) => draw.chance.first()?.to.place(),
        }
    }
}

record! {
    /// One branch of a conditional route.
    pub struct Branch {
        /// Its condition; none for the last.
        pub when: Option<Located>,
        /// Where it leads.
        pub to: Route,
    }
}

record! {
    /// A route drawn by lot: always the same draw for the same seed, route and visit.
    pub struct Chance {
        /// The branches.
        pub chance: Vec<Arm>,
    }
}

record! {
    /// One branch of a draw.
    pub struct Arm {
        /// How much it weighs among the others: 1 or more.
        pub weight: Weight,
        /// Where it leads.
        pub to: Route,
    }
}

record! {
    /// A sub-scene that comes back.
    pub struct Detour {
        /// The scene in which the detour begins.
        pub detour: Id,
        /// The scene that follows the detour's `return`.
        pub then: Id,
    }
}

/// How much an arm weighs: 1 or more.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema), schemars(inline))]
pub struct Weight(#[cfg_attr(feature = "cli", schemars(range(min = 1)))] pub u32);

impl Default for Route {
    fn default() -> Self {
        Self::To(Id::default())
    }
}

impl Decode for Weight {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        let weight = u32::decode(node, report);
        // Written as a number: what is none was reported as such.
        if weight == 0 && matches!(node.value, Value::Number("0")) {
            report.spoil(Rule::Route, node.span, "Un poids de 0 : cette branche ne sortirait jamais.", "Écrivez 1 ou plus, ou retirez la branche.");
        }
        Self(weight)
    }
}

impl Decode for Route {
    fn decode(node: &Node<'_>, report: &mut Report) -> Self {
        match &node.value {
            Value::String(_) => return Self::To(Id::decode(node, report)),
            Value::Array(branches) if branches.is_empty() => {
                report.spoil(Rule::Route, node.span, "Une liste de routes ne peut pas être vide.", "Écrivez au moins { \"to\": \"scène\" }.");
            }
            Value::Array(_) => return Self::Branches(Vec::decode(node, report)),
            Value::Object(members) => match members.iter().find(|member| member.key == "chance").map(|member| &member.value.value) {
                Some(Value::Array(arms)) if arms.is_empty() => {
                    let help = "Écrivez au moins { \"weight\": 1, \"to\": \"scène\" }.";
                    report.spoil(Rule::Route, node.span, "Un tirage ne peut pas être vide.", help);
                }
                Some(_) => return Self::Chance(Chance::decode(node, report)),
                None => return Self::Detour(Detour::decode(node, report)),
            },
            _ => wrong_type(node, "une route (une scène, une liste, un tirage ou un détour)", report),
        }
        Self::default()
    }
}
