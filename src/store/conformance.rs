//! Checks that every [`Store`] must pass, written to run natively on the memory store and inside a browser page on the
//! IndexedDB store: a broken promise is a returned sentence, never a panic.

use super::{Store, StoreError, StoredAttempt};

/// Runs every check on `store`, **erasing all it holds**, and says what the store did instead of what it promises; empty
/// when it keeps all its promises.
pub async fn broken_promises(store: &impl Store) -> Vec<String> {
    let mut broken = Vec::new();
    macro_rules! run {
        ($($check:ident),* $(,)?) => {$(
            let outcome = match store.erase_all().await {
                Ok(()) => $check(store).await,
                Err(error) => Err(error.into()),
            };
            match outcome {
                Ok(()) => {}
                Err(Broken::Store(error)) => broken.push(format!("{}: unexpected error: {error}", stringify!($check))),
                Err(Broken::Promise(what)) => broken.push(format!("{}: {what}", stringify!($check))),
            }
        )*};
    }
    run!(
        attempts_are_kept,
        events_come_back_in_order,
        a_number_is_written_once,
        an_attempt_is_created_once,
        several_events_are_written_all_or_none,
        an_unknown_attempt_takes_no_event,
        erasing_one_leaves_the_others,
        an_erased_attempt_stays_erased,
        a_hole_is_named,
    );
    broken
}

/// Why a check did not pass.
enum Broken {
    Store(StoreError),
    Promise(String),
}

impl From<StoreError> for Broken {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

type Outcome = Result<(), Broken>;

fn expect<T: PartialEq + std::fmt::Debug>(what: &str, found: T, wanted: T) -> Outcome {
    if found == wanted { Ok(()) } else { Err(Broken::Promise(format!("{what}: {found:?} instead of {wanted:?}"))) }
}

/// The events of an attempt as texts; any damage breaks the check.
async fn texts(store: &impl Store, id: &str) -> Result<Vec<String>, Broken> {
    let events = store.events(id).await?.whole()?;
    Ok(events.into_iter().map(|event| event.json).collect())
}

fn attempt(id: &str, meta: &str) -> StoredAttempt {
    StoredAttempt { id: id.to_owned(), meta: meta.to_owned() }
}

async fn append(store: &impl Store, id: &str, number: u32, event: &str) -> Result<(), StoreError> {
    store.append(id, number, &[event.to_owned()]).await
}

async fn attempts_are_kept(store: &impl Store) -> Outcome {
    expect("attempts at first", store.attempts().await?.whole()?, vec![])?;
    store.create_attempt("b", r#"{"label":"Équipe du soir, 20\u202fh"}"#).await?;
    store.create_attempt("a", "").await?;
    expect("attempts", store.attempts().await?.whole()?, vec![attempt("a", ""), attempt("b", r#"{"label":"Équipe du soir, 20\u202fh"}"#)])
}

async fn events_come_back_in_order(store: &impl Store) -> Outcome {
    store.create_attempt("a", "{}").await?;
    expect("events at first", texts(store, "a").await?, vec![])?;
    let written: Vec<String> = (0..12).map(|number| format!("événement {number} 🐦\u{202f}!")).collect();
    for (number, json) in (0..).zip(&written) {
        append(store, "a", number, json).await?;
    }
    expect("events", texts(store, "a").await?, written)
}

async fn a_number_is_written_once(store: &impl Store) -> Outcome {
    store.create_attempt("a", "{}").await?;
    append(store, "a", 0, "first").await?;
    let again = append(store, "a", 0, "fork").await;
    expect("the second writer", again, Err(StoreError::Conflict { number: 0 }))?;
    expect("events", texts(store, "a").await?, vec!["first".to_owned()])?;
    append(store, "a", 1, "the store still works").await?;
    store.create_attempt("b", "{}").await?;
    append(store, "b", 0, "another attempt has its own numbers").await?;
    Ok(())
}

async fn an_attempt_is_created_once(store: &impl Store) -> Outcome {
    store.create_attempt("a", "first").await?;
    let again = store.create_attempt("a", "second").await;
    expect("the second creation", again, Err(StoreError::Exists { id: "a".to_owned() }))?;
    expect("attempts", store.attempts().await?.whole()?, vec![attempt("a", "first")])
}

async fn several_events_are_written_all_or_none(store: &impl Store) -> Outcome {
    let several = |texts: [&str; 2]| texts.map(str::to_owned);
    store.create_attempt("a", "{}").await?;
    store.append("a", 0, &several(["zero", "one"])).await?;
    let forked = store.append("a", 1, &several(["fork", "two"])).await;
    expect("a second writer", forked, Err(StoreError::Conflict { number: 1 }))?;
    expect("events", texts(store, "a").await?, several(["zero", "one"]).to_vec())?;
    store.append("a", 2, &[]).await?;
    store.append("a", 2, &several(["two", "three"])).await?;
    expect("the events that follow", texts(store, "a").await?.len(), 4)
}

async fn an_unknown_attempt_takes_no_event(store: &impl Store) -> Outcome {
    let unknown = append(store, "z", 0, "orphan").await;
    expect("appending to an unknown attempt", unknown, Err(StoreError::Missing { id: "z".to_owned() }))?;
    store.create_attempt("z", "{}").await?;
    expect("events", texts(store, "z").await?, vec![])
}

async fn erasing_one_leaves_the_others(store: &impl Store) -> Outcome {
    // Ids of which one begins with the other: a key range must not reach too far.
    for id in ["a", "ab", "b"] {
        store.create_attempt(id, id).await?;
        append(store, id, 0, id).await?;
        append(store, id, u32::MAX, id).await?;
    }
    store.erase("a").await?;
    store.erase("never there").await?;
    expect("attempts", store.attempts().await?.whole()?, vec![attempt("ab", "ab"), attempt("b", "b")])?;
    expect("events of the erased", store.events("a").await?.items.len(), 0)?;
    expect("events of the others", store.events("ab").await?.items.len(), 2)?;
    expect("events of the others", store.events("b").await?.items.len(), 2)
}

async fn an_erased_attempt_stays_erased(store: &impl Store) -> Outcome {
    store.create_attempt("a", "{}").await?;
    append(store, "a", 0, "first").await?;
    store.erase("a").await?;
    let late = append(store, "a", 1, "late").await;
    expect("a late append", late, Err(StoreError::Missing { id: "a".to_owned() }))?;
    expect("attempts", store.attempts().await?.whole()?, vec![])?;
    expect("events", store.events("a").await?.items.len(), 0)
}

async fn a_hole_is_named(store: &impl Store) -> Outcome {
    store.create_attempt("a", "{}").await?;
    append(store, "a", 0, "zero").await?;
    append(store, "a", 2, "two").await?;
    let recovered = store.events("a").await?;
    expect("numbers", recovered.items.iter().map(|event| event.number).collect(), vec![0, 2])?;
    let named = recovered.whole();
    expect("the damage", named, Err(StoreError::Unreadable { what: "event 1 is missing".to_owned() }))
}
