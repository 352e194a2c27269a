//! The trainer's own script, kept on the device for sessions to come.

use crate::debrief::script::Script;
use crate::platform::settings_storage;
use crate::record::read_part;

/// The script that was kept, if it can be read.
pub fn read() -> Option<Script> {
    read_part(&settings_storage::load(settings_storage::SCRIPT).ok()??).ok()
}

/// Keeps a script in place of the one before; says whether the device did.
pub fn keep(script: &Script) -> bool {
    serde_json::to_string(script).is_ok_and(|text| settings_storage::save(settings_storage::SCRIPT, &text).is_ok())
}
