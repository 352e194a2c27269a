//! Every rule that a scenario can break: its code, and how grave that is.

/// How grave it is that a rule is broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The case can be played, and its author may have meant it so.
    Warning,
    /// The case cannot be played, or someone can be left without a way to an ending.
    Error,
}

/// Declares the rules, in the order of their codes.
macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $code:literal $severity:ident,)*) => {
        /// The rule that a diagnostic comes from. Its code never changes meaning: tools and documentation point at it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Rule {
            $($(#[$doc])* $name,)*
        }

        impl Rule {
            /// All of them.
            pub const ALL: &[Rule] = &[$(Rule::$name),*];

            /// The stable code: `B001`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self {
                    $(Rule::$name => $code,)*
                }
            }

            /// How grave it is. All that the loader reports is an error; so is what leaves someone without an ending, or an ending without anyone.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self {
                    $(Rule::$name => Severity::$severity,)*
                }
            }

            /// What an author may read of it, in Markdown: a rule without its file does not compile. `check::entry` says what is in it.
            #[cfg(feature = "cli")]
            pub(crate) fn documentation(self) -> &'static str {
                match self {
                    $(Rule::$name => include_str!(concat!("rules/", $code, ".md")),)*
                }
            }
        }
    };
}

rules! {
    /// The file is larger than 16 MB.
    Size = "B001" Error,
    /// The file is not UTF-8 text.
    Encoding = "B002" Error,
    /// The text is not JSON.
    Syntax = "B003" Error,
    /// The file was written for a format outside the window this version reads.
    Format = "B004" Error,
    /// A value is not of the kind expected at its place.
    Type = "B010" Error,
    /// A key that the format does not know.
    UnknownKey = "B011" Error,
    /// The same key twice in one object.
    DuplicateKey = "B012" Error,
    /// A key that must be there is missing.
    MissingKey = "B013" Error,
    /// A value outside what is allowed at its place.
    Value = "B014" Error,
    /// An id with letters that ids may not have.
    IdSpelling = "B020" Error,
    /// An id used twice in its scope.
    DuplicateId = "B021" Error,
    /// An id that points at nothing.
    UnknownId = "B022" Error,
    /// A condition or an effect that cannot be read.
    Expression = "B030" Error,
    /// A condition or an effect that compares or assigns things of different kinds.
    ExpressionType = "B031" Error,
    /// Text outside the safe subset of Markdown.
    Text = "B040" Error,
    /// A scene that does not hold exactly one of a decision, a passage, a return or an ending.
    Exit = "B050" Error,
    /// A list of routes that can leave someone without a way.
    Route = "B051" Error,
    /// Detours that lead into each other without end.
    DetourCycle = "B052" Error,
    /// More states than were looked at: nothing is proved.
    Unproven = "B060" Error,
    /// A scene that no path enters.
    UnreachableScene = "B061" Warning,
    /// An ending that no path reaches.
    UnreachableEnding = "B062" Error,
    /// A choice that is never open.
    ClosedChoice = "B063" Warning,
    /// A branch of a route that is never taken.
    UntakenBranch = "B064" Warning,
    /// A block, message or comment that is never shown.
    HiddenItem = "B065" Warning,
    /// A decision that can be reached with no choice open.
    NoOpenChoice = "B070" Error,
    /// A return that can be reached outside detours.
    StrayReturn = "B071" Error,
    /// Scenes between which one can turn for ever.
    Trap = "B072" Error,
    /// A time limit that can run out on a choice that is closed.
    ClosedDefault = "B073" Error,
    /// A condition that always holds where it is read.
    AlwaysTrue = "B080" Warning,
    /// An effect that can go past a bound.
    Saturation = "B090" Warning,
    /// A variable that conditions read and nothing writes.
    NeverWritten = "B091" Warning,
    /// A variable that no condition reads.
    NeverRead = "B092" Warning,
    /// A recorded play that no longer goes as it was recorded.
    Play = "B100" Error,
    /// An ending that no recorded play says it reaches.
    UnplayedEnding = "B101" Warning,
    /// A scene with fewer or more words than are read at one sitting.
    SceneWords = "B110" Warning,
    /// A choice of more than 25 words.
    ChoiceWords = "B111" Warning,
    /// Choices of one decision of which one is more than twice as long as another.
    UnevenChoices = "B112" Warning,
    /// A word in a choice that judges it beforehand.
    JudgingWord = "B113" Warning,
    /// A verdict where a consequence is told.
    Verdict = "B114" Warning,
    /// A decision whose choices all take the same position and move toward the same pole.
    OneSided = "B115" Warning,
    /// A choice that says not what it opens, or not what it costs.
    CostOrOpening = "B116" Warning,
    /// A picture, a sound or a film whose words say nothing.
    NoAlternative = "B117" Warning,
    /// A source that nobody has checked.
    UncheckedReference = "B118" Warning,
    /// An acronym that is not spelled out where it is first read.
    Acronym = "B119" Warning,
    /// A sign that French typography does not want, and that the app cannot mend.
    Typography = "B120" Warning,
    /// An exception that excuses nothing.
    UnusedException = "B121" Warning,
    /// A choice that does the same as another of its decision.
    SameChoice = "B122" Warning,
}
