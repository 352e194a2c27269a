//! A time limit: only when the trainer turned it on, and always extendable.

use gloo::timers::callback::Interval;
use yew::prelude::*;

use crate::app::text::{count, fr};

/// A countdown.
#[derive(Properties, PartialEq)]
pub struct CountdownProps {
    /// How long it lasts.
    pub seconds: u32,
    /// Called once, when it is over.
    pub over: Callback<()>,
}

struct Left(u32);

enum Tick {
    Second,
    Extend,
}

impl Reducible for Left {
    type Action = Tick;

    fn reduce(self: std::rc::Rc<Self>, tick: Tick) -> std::rc::Rc<Self> {
        std::rc::Rc::new(match tick {
            Tick::Second => Self(self.0.saturating_sub(1)),
            Tick::Extend => Self(self.0.saturating_add(60)),
        })
    }
}

/// The time left, and a button that adds a minute.
#[component]
pub fn Countdown(props: &CountdownProps) -> Html {
    let seconds = props.seconds;
    let left = use_reducer(move || Left(seconds));
    {
        let left = left.dispatcher();
        use_effect_with((), move |()| {
            let interval = Interval::new(1000, move || left.dispatch(Tick::Second));
            move || drop(interval)
        });
    }
    {
        let over = props.over.clone();
        use_effect_with(left.0, move |left| {
            if *left == 0 {
                over.emit(());
            }
        });
    }
    let extend = {
        let left = left.dispatcher();
        Callback::from(move |_: MouseEvent| left.dispatch(Tick::Extend))
    };
    html! {
        <p class="countdown">
            <span role="timer">{ fr(&["Temps indicatif : ", &count(left.0 as usize, "seconde", "secondes"), "."].concat()) }</span>
            <button type="button" class="button quiet" onclick={extend}>{ "Ajouter une minute" }</button>
        </p>
    }
}
