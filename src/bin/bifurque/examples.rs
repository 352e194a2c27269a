//! The examples at the end of each command's help. A test parses every one of them.

pub const ALL: &str = "Examples:
  bifurque new mon-cas
  bifurque check scenarios/mon-cas
  bifurque play scenarios/mon-cas

`bifurque help COMMAND` has more for each.";

pub const CHECK: &str = "Examples:
  bifurque check
  bifurque check scenarios/premiers-pas
  bifurque check scenarios --deny warning
  bifurque check scenarios --format sarif";

pub const PLAY: &str = "Examples:
  bifurque play scenarios/premiers-pas
  bifurque play scenarios/premiers-pas --choose tasse,chaise
  bifurque play scenarios/premiers-pas --choose tasse,chat --record \"La tasse, puis le chat\"
  bifurque play scenarios/premiers-pas --choose tasse,chat --json
  bifurque play scenarios/equipe-du-soir --random 10000 --seed 7

While you play: the number of a choice, or its letter as a capital; b goes back, s skips the sensitive scenes, r lists the documents and `r 1` opens the first, q quits.";

pub const REPLAY: &str = "Examples:
  bifurque replay parcours.bifurque.json
  bifurque replay parcours.bifurque.json --scenario scenarios/premiers-pas";

pub const NEW: &str = "Examples:
  bifurque new mon-cas
  bifurque new mon-cas --folder brouillons";

pub const COMPLETIONS: &str = "Examples:
  bifurque completions bash
  bifurque completions zsh
  bifurque completions fish";

pub const CATALOGUE: &str = "Examples:
  bifurque catalogue scenarios --output catalogue.json";

pub const MAP: &str = "Examples:
  bifurque map scenarios/equipe-du-soir --output carte.svg
  bifurque map scenarios/equipe-du-soir --across --output carte.svg
  bifurque map scenarios/equipe-du-soir --format mermaid --output carte.mmd";

pub const STATS: &str = "Examples:
  bifurque stats
  bifurque stats scenarios/equipe-du-soir
  bifurque stats scenarios/equipe-du-soir --json";

pub const SCHEMA: &str = "Examples:
  bifurque schema
  bifurque schema scenarios";

pub const DEBRIEF: &str = "Examples:
  bifurque debrief parcours --format html --output bilan
  bifurque debrief parcours --format json --register registre.json --output bilan.json
  bifurque debrief seance.json --format xapi --output enonces.jsonl";

pub const EXPLAIN: &str = "Examples:
  bifurque explain
  bifurque explain B072
  bifurque explain 12 64";

pub const BOOK: &str = "Examples:
  bifurque book scenarios/equipe-du-soir --output equipe-du-soir.html
  bifurque book scenarios/equipe-du-soir --seed 7 --output equipe-du-soir.html";
