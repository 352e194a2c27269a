//! Small parts that several pages share.

pub mod dialog;
mod emblem;
pub mod heading;
mod keep_record;
mod notice;
mod qr_code;
mod reading_panel;
mod site_bar;
mod switch;
mod trouble;

pub use dialog::dialog;
pub use emblem::emblem;
pub use heading::heading;
pub use keep_record::{download, file_name, keep, keep_record, rescue_records};
pub use notice::{Notice, waiting};
pub use qr_code::qr_code;
pub use reading_panel::{reading_button, reading_panel};
pub use site_bar::site_bar;
pub use switch::{Switch, switch};
pub use trouble::trouble;
