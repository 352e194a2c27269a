//! How the person wants to read: kept on the device, applied as `data-` attributes that the styles follow.

use serde::Serialize;

use crate::platform::{page, settings_storage};
use crate::scenario::json::{self, Value};

/// What the « Lecture » panel sets. The boot script reads the same keys before anything is painted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reading {
    /// `auto`, `light`, `dark`, `contrast`
    pub theme: &'static str,
    /// `normal`, `large`, `larger`
    pub size: &'static str,
    /// `normal`, `wide`
    pub spacing: &'static str,
    /// `auto`, `none`
    pub motion: &'static str,
    /// Whether « Écouter » is offered.
    pub aloud: bool,
    /// Whether the digits select a choice.
    pub digits: bool,
}

/// A change in the panel.
#[derive(Clone, Copy, Debug)]
pub enum Change {
    /// The setting of this name takes this value, one of its group's.
    Choice(&'static str, &'static str),
    /// Whether « Écouter » is offered.
    Aloud(bool),
    /// Whether the digits select a choice.
    Digits(bool),
}

/// A setting that has one value out of several.
pub struct Group {
    /// The setting's key.
    pub name: &'static str,
    /// What it is called.
    pub legend: &'static str,
    /// Its values, the default first, with their words.
    pub values: &'static [(&'static str, &'static str)],
}

/// The settings that have one value out of several, in the order of the panel.
pub const GROUPS: [Group; 4] = [
    Group { name: "size", legend: "Taille du texte", values: &[("normal", "Normale"), ("large", "Grande"), ("larger", "Très grande")] },
    Group { name: "spacing", legend: "Espacement", values: &[("normal", "Normal"), ("wide", "Large")] },
    Group {
        name: "theme",
        legend: "Couleurs",
        values: &[("auto", "Comme l'appareil"), ("light", "Claires"), ("dark", "Sombres"), ("contrast", "Contraste renforcé")],
    },
    Group { name: "motion", legend: "Animations", values: &[("auto", "Comme l'appareil"), ("none", "Aucune")] },
];

impl Default for Reading {
    fn default() -> Self {
        Self { theme: "auto", size: "normal", spacing: "normal", motion: "auto", aloud: false, digits: false }
    }
}

impl Reading {
    /// What is kept on the device; the default for what is not, or cannot be read.
    #[must_use]
    pub fn load() -> Self {
        let mut reading = Self::default();
        let text = settings_storage::load(settings_storage::READING).ok().flatten().unwrap_or_default();
        let Some(Value::Object(members)) = json::parse(&text, &mut crate::scenario::diagnostic::Report::default()).map(|node| node.value) else {
            return reading;
        };
        for member in &members {
            match (&*member.key, &member.value.value) {
                ("aloud", Value::Bool(on)) => reading.aloud = *on,
                ("digits", Value::Bool(on)) => reading.digits = *on,
                (name, Value::String(value)) => reading.choose(name, value),
                _ => {}
            }
        }
        reading
    }

    /// The value of the setting of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> &'static str {
        match name {
            "theme" => self.theme,
            "size" => self.size,
            "spacing" => self.spacing,
            _ => self.motion,
        }
    }

    /// Gives the setting of this name this value, if it has both.
    fn choose(&mut self, name: &str, value: &str) {
        let values = GROUPS.iter().find(|group| group.name == name).map_or(&[][..], |group| group.values);
        let Some(&(value, _)) = values.iter().find(|(known, _)| *known == value) else { return };
        match name {
            "theme" => self.theme = value,
            "size" => self.size = value,
            "spacing" => self.spacing = value,
            _ => self.motion = value,
        }
    }

    /// Changes a setting, applies all of them and keeps them.
    pub fn change(&mut self, change: Change) {
        match change {
            Change::Choice(name, value) => self.choose(name, value),
            Change::Aloud(on) => self.aloud = on,
            Change::Digits(on) => self.digits = on,
        }
        for Group { name, values, .. } in &GROUPS {
            let value = self.get(name);
            let default = values.first().is_some_and(|(first, _)| *first == value);
            let _ = page::set_root_data(name, (!default).then_some(value));
        }
        // Where the device refuses to keep them, they hold until the page is closed.
        let _ = settings_storage::save(settings_storage::READING, &serde_json::to_string(self).unwrap_or_default());
    }
}
