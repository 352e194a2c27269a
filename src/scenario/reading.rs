//! Which blocks, messages and comments are shown: the one place that walks them in the order of the program's items.

use super::source::{Block, BlockKind};

/// A block that is shown.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The block.
    pub block: &'a Block,
    /// Its place among the items of its scene, outcome or resource.
    pub item: usize,
    /// For a thread or a post: which of its messages or comments are shown.
    pub parts: &'a [bool],
}

/// How many messages or comments a block has: each is an item of its own.
#[must_use]
pub fn parts(block: &Block) -> usize {
    match &block.kind {
        BlockKind::Thread(thread) => thread.messages.len(),
        BlockKind::Post(post) => post.comments.len(),
        _ => 0,
    }
}

/// The blocks that are shown, given what the engine found for each item. Items that are missing count as hidden.
pub fn shown<'a>(blocks: &'a [Block], items: &'a [bool]) -> impl Iterator<Item = Shown<'a>> {
    let mut next = 0;
    blocks.iter().filter_map(move |block| {
        let item = next;
        next += 1 + parts(block);
        let shown = items.get(item).copied().unwrap_or(false);
        shown.then(|| Shown { block, item, parts: items.get(item + 1..next).unwrap_or(&[]) })
    })
}
