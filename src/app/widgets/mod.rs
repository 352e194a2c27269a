//! Small parts that several pages share.

mod aloud;
mod dialog;
mod emblem;
pub mod heading;
mod keep_record;
mod notice;
mod reading_panel;
mod site_bar;
mod trouble;

pub use aloud::Aloud;
pub use dialog::Dialog;
pub use emblem::emblem;
pub use keep_record::{KeepRecord, RescueRecords, file_name};
pub use notice::{Notice, waiting};
pub use reading_panel::ReadingButton;
pub use site_bar::site_bar;
pub use trouble::Trouble;
