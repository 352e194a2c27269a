//! What tabs say to each other about an attempt, without the browser: a tab hears a message and reacts.

/// What this tab is to the attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// It has asked, or is about to, and waits.
    Asking,
    /// It plays the attempt.
    Holding,
    /// Another tab does.
    Out,
}

/// This tab's place in the talk about one attempt.
#[derive(Debug)]
pub(super) struct Seat {
    attempt: String,
    me: u64,
    stage: Stage,
}

/// What a tab says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    kind: Kind,
    from: u64,
    /// To whom; `None` is everyone.
    to: Option<u64>,
    attempt: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Who holds the attempt?
    Ask,
    /// I do.
    Held,
    /// I take it.
    Take,
    /// I have released it.
    Released,
}

/// What a tab does about what it heard.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Reaction {
    /// Say this.
    pub(super) reply: Option<Message>,
    /// What this tab was waiting for is settled.
    pub(super) answered: bool,
    /// This tab held the attempt and does no longer.
    pub(super) lost: bool,
}

impl Seat {
    /// A tab that wants to play `attempt`; `me` is a random number that tells tabs apart.
    pub(super) fn new(attempt: &str, me: u64) -> Self {
        Self { attempt: attempt.to_owned(), me, stage: Stage::Asking }
    }

    /// The question to begin with.
    pub(super) fn ask(&self) -> Message {
        self.message(Kind::Ask, None)
    }

    /// Ends the wait for answers: whether this tab now plays the attempt.
    pub(super) fn settle(&mut self) -> bool {
        if self.stage == Stage::Asking {
            self.stage = Stage::Holding;
        }
        self.stage == Stage::Holding
    }

    /// Plays the attempt, whoever does now.
    pub(super) fn take(&mut self) -> Message {
        self.stage = Stage::Holding;
        self.message(Kind::Take, None)
    }

    /// Reacts to what another tab said. Messages that are not for this tab, or not understood (another version of the app
    /// may run beside this one), change nothing.
    pub(super) fn hear(&mut self, message: &str) -> Reaction {
        let nothing = Reaction::default();
        let Some(heard) = Message::decode(message) else { return nothing };
        if heard.attempt != self.attempt || heard.from == self.me || heard.to.is_some_and(|to| to != self.me) {
            return nothing;
        }
        let say = |kind| Some(self.message(kind, Some(heard.from)));
        match (heard.kind, self.stage) {
            (Kind::Ask, Stage::Holding) => Reaction { reply: say(Kind::Held), ..nothing },
            // Both ask, as when a browser restores its tabs: the smaller number wins, on both sides.
            (Kind::Ask, Stage::Asking) if self.me < heard.from => Reaction { reply: say(Kind::Held), ..nothing },
            (Kind::Ask | Kind::Held | Kind::Take, Stage::Asking) => {
                self.stage = Stage::Out;
                Reaction { answered: true, ..nothing }
            }
            // Too late: that tab was asleep when this one asked. The person is here now.
            (Kind::Held, Stage::Holding) => Reaction { reply: say(Kind::Take), ..nothing },
            (Kind::Take, Stage::Holding) => {
                let reply = say(Kind::Released);
                self.stage = Stage::Out;
                Reaction { reply, lost: true, ..nothing }
            }
            (Kind::Released, Stage::Holding) => Reaction { answered: true, ..nothing },
            (Kind::Released, Stage::Asking) | (_, Stage::Out) => nothing,
        }
    }

    fn message(&self, kind: Kind, to: Option<u64>) -> Message {
        Message { kind, from: self.me, to, attempt: self.attempt.clone() }
    }
}

impl Message {
    /// Four lines; the attempt comes last, so that it may hold anything.
    pub(super) fn encode(&self) -> String {
        let kind = match self.kind {
            Kind::Ask => "ask",
            Kind::Held => "held",
            Kind::Take => "take",
            Kind::Released => "released",
        };
        let to = self.to.map_or(String::new(), |to| to.to_string());
        format!("{kind}\n{}\n{to}\n{}", self.from, self.attempt)
    }

    fn decode(text: &str) -> Option<Self> {
        let mut lines = text.splitn(4, '\n');
        let kind = match lines.next()? {
            "ask" => Kind::Ask,
            "held" => Kind::Held,
            "take" => Kind::Take,
            "released" => Kind::Released,
            _ => return None,
        };
        let from = lines.next()?.parse().ok()?;
        let to = match lines.next()? {
            "" => None,
            to => Some(to.parse().ok()?),
        };
        Some(Self { kind, from, to, attempt: lines.next()?.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Delivers a message to every seat but its sender's, then the replies, until nobody says anything more. Returns who
    /// lost the attempt on the way.
    fn deliver(seats: &mut [Seat], first: Message) -> Vec<u64> {
        let mut lost = Vec::new();
        let mut said = std::collections::VecDeque::from([first]);
        while let Some(message) = said.pop_front() {
            for seat in &mut *seats {
                let reaction = seat.hear(&message.encode());
                said.extend(reaction.reply);
                if reaction.lost {
                    lost.push(seat.me);
                }
            }
        }
        lost
    }

    fn holders(seats: &[Seat]) -> Vec<u64> {
        seats.iter().filter(|seat| seat.stage == Stage::Holding).map(|seat| seat.me).collect()
    }

    #[test]
    fn messages_survive_the_channel() {
        let message = Message { kind: Kind::Held, from: u64::MAX, to: Some(7), attempt: "a\nb".to_owned() };
        assert_eq!(Message::decode(&message.encode()), Some(message));
        for strange in ["", "ask", "ask\n1", "ask\n1\n", "shout\n1\n\na", "ask\n-1\n\na", "held\n1\nx\na"] {
            assert_eq!(Message::decode(strange), None, "{strange:?}");
        }
    }

    #[test]
    fn the_second_tab_is_told() {
        for (first, second) in [(1, 2), (2, 1)] {
            let mut seats = vec![Seat::new("a", first)];
            assert!(seats[0].settle());
            seats.push(Seat::new("a", second));
            let question = seats[1].ask();
            assert!(deliver(&mut seats, question).is_empty());
            assert!(!seats[1].settle());
            assert_eq!(holders(&seats), [first]);
        }
    }

    #[test]
    fn of_tabs_that_ask_together_one_wins_whatever_the_order_and_whoever_came_late() {
        for numbers in [[1, 2, 3], [1, 3, 2], [2, 1, 3], [2, 3, 1], [3, 1, 2], [3, 2, 1]] {
            // How many tabs listen already when each of them asks.
            for late in 0..3 {
                let mut seats: Vec<Seat> = Vec::new();
                for (index, number) in numbers.into_iter().enumerate() {
                    seats.push(Seat::new("a", number));
                    if index >= late {
                        let question = seats[index].ask();
                        deliver(&mut seats, question);
                    }
                }
                for index in 0..late {
                    let question = seats[index].ask();
                    deliver(&mut seats, question);
                }
                for seat in &mut seats {
                    seat.settle();
                }
                assert_eq!(holders(&seats).len(), 1, "{numbers:?} {late}");
            }
        }
    }

    #[test]
    fn taking_over_makes_the_other_lose() {
        let mut seats = vec![Seat::new("a", 1), Seat::new("a", 2)];
        assert!(seats[0].settle());
        let question = seats[1].ask();
        deliver(&mut seats, question);
        let taking = seats[1].take();
        assert_eq!(deliver(&mut seats, taking), [1]);
        assert_eq!(holders(&seats), [2]);
    }

    #[test]
    fn a_tab_that_wakes_up_late_loses() {
        let mut sleeper = Seat::new("a", 1);
        assert!(sleeper.settle());
        let mut seats = vec![sleeper, Seat::new("a", 2)];
        let question = seats[1].ask();
        assert!(seats[1].settle());
        assert_eq!(deliver(&mut seats, question), [1]);
        assert_eq!(holders(&seats), [2]);
    }

    #[test]
    fn another_attempt_is_another_matter() {
        let mut holder = Seat::new("a", 1);
        assert!(holder.settle());
        assert_eq!(holder.hear(&Seat::new("b", 2).ask().encode()), Reaction::default());
    }
}
