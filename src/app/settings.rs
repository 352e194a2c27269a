//! How the person wants to read: kept on the device, applied as `data-` attributes that the styles follow.

use serde::{Deserialize, Serialize};

use crate::platform::{page, settings_storage};

/// What the « Lecture » panel sets. The boot script reads the same keys before anything is painted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Reading {
    /// `auto`, `light`, `dark`, `contrast`
    pub theme: String,
    /// `normal`, `large`, `larger`
    pub size: String,
    /// `normal`, `wide`
    pub spacing: String,
    /// `auto`, `none`
    pub motion: String,
    /// Whether « Écouter » is offered.
    pub aloud: bool,
    /// Whether the digits select a choice.
    pub digits: bool,
}

impl Default for Reading {
    fn default() -> Self {
        Self { theme: "auto".into(), size: "normal".into(), spacing: "normal".into(), motion: "auto".into(), aloud: false, digits: false }
    }
}

impl Reading {
    /// What is kept on the device, or the defaults.
    #[must_use]
    pub fn load() -> Self {
        settings_storage::load().ok().flatten().and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
    }

    /// Applies the settings to the page and keeps them. Where the device refuses to keep them, they hold until the page is closed.
    pub fn apply(&self) {
        for (name, value, default) in
            [("theme", &self.theme, "auto"), ("size", &self.size, "normal"), ("spacing", &self.spacing, "normal"), ("motion", &self.motion, "auto")]
        {
            let _ = page::set_root_data(name, (value != default).then_some(value.as_str()));
        }
        if let Ok(json) = serde_json::to_string(self) {
            let _ = settings_storage::save(&json);
        }
    }
}
