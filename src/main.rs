//! The browser app's entry.

fn main() {
    bifurque::app::run();
}
