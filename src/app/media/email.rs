//! An e-mail.

use yew::prelude::*;

use super::attachment::chip;
use super::line::typeset;
use super::portrait::{PortraitSize, portrait};
use super::stage::Stage;
use crate::scenario::source::{Email, Located};

/// Draws the header, the body and what is attached.
pub fn email(stage: &Stage<'_>, email: &Email) -> Html {
    let subject = typeset(&email.subject);
    let label = AttrValue::from(["Courriel\u{a0}: ", &subject].concat());
    let copies = (!email.cc.is_empty()).then(|| row("Copie", &joined(&email.cc)));
    let date = email.time.as_ref().map(|time| row("Date", &typeset(time)));
    let attached = (!email.attachments.is_empty())
        .then(|| html! { <ul role="list" class="attachment-chips" aria-label="Pièces jointes">{ for email.attachments.iter().enumerate().map(chip) }</ul> });
    html! {
        <article class="email medium" aria-label={label}>
            <p class="email-subject"><span class="visually-hidden">{ "Objet\u{a0}: " }</span><strong>{ subject }</strong></p>
            <div class="email-head">
                { portrait(&email.from, PortraitSize::Medium) }
                <dl>
                    { row("De", &stage.name(&email.from)) }
                    { row("À", &joined(&email.to)) }
                    { for copies }
                    { for date }
                </dl>
            </div>
            { stage.rich(&email.text, "rich medium-body") }
            { for attached }
        </article>
    }
}

fn row(label: &'static str, value: &str) -> Html {
    html! { <div><dt>{ label }</dt><dd>{ value.to_owned() }</dd></div> }
}

fn joined(names: &[Located]) -> String {
    let mut joined = String::new();
    for name in names {
        if !joined.is_empty() {
            joined.push_str(", ");
        }
        joined.push_str(&typeset(name));
    }
    joined
}
