use std::rc::Rc;

use super::{CaseReport, Detail, Report, Size, csv, html, json};
use crate::debrief::{Ballot, Decided, Ledger, Parcours, contributions, decisions};
use crate::scenario::Scenario;
use crate::scenario::program::ChoiceIndex;

/// The example, with words that would be markup and formulas elsewhere.
fn scenario() -> Rc<Scenario> {
    let mut source: serde_json::Value = serde_json::from_str(crate::example::SCENARIO).unwrap();
    source["title"] = "\\=1+1 & l’« été »".into();
    source["scenes"][0]["decision"]["choices"][0]["text"] = "\\= 2 < 3, dit-elle".into();
    let text = source.to_string().replace("\\\\=", "=");
    Scenario::load(text.as_bytes(), None).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// `first` parcours took the first choice and `second` the second one, nearly taking the first.
fn published(scenario: &Scenario, first: u32, second: u32) -> CaseReport {
    let scene = decisions(scenario).next().unwrap();
    let parcours = |number: u32| {
        let second = number >= first;
        let decided = Decided { scene, choice: ChoiceIndex(u32::from(second)), hesitation: second.then_some(ChoiceIndex(0)), motive: None };
        (number, Parcours { people: 2, decided: vec![decided], stopped: None, ending: None })
    };
    let all: Vec<_> = (0..first + second).map(parcours).collect();
    let mut ledger = Ledger::default();
    ledger.publish(&contributions(scenario, &all));
    CaseReport::of(scenario, &ledger, false, Size { parcours: u64::from(first + second), people: u64::from(2 * (first + second)), ..Size::default() })
}

#[test]
fn a_small_group_is_not_told() {
    let scenario = scenario();
    for (group, detail) in [((1, 1), Detail::Nothing), ((2, 1), Detail::Taken), ((5, 2), Detail::Taken), ((6, 2), Detail::Counts)] {
        let report = published(&scenario, group.0, group.1);
        let choices = &report.decisions[0].choices;
        assert_eq!(choices.shown, detail);
        assert_eq!(choices.options[1].count, (detail == Detail::Counts).then_some(group.1));
        assert_eq!(choices.options[1].taken, (detail != Detail::Nothing).then_some(true));
        let whole = Report::of(vec![report.clone()]);
        let told = [json(&whole), html(&report), csv(&whole).into_iter().map(|(_, text)| text).collect()].concat();
        if detail == Detail::Nothing {
            assert!(!told.contains("oui") && !told.contains("\"taken\""), "{told}");
        }
        if detail != Detail::Counts {
            assert!(!told.contains("\"count\""), "{told}");
        }
    }
}

#[test]
fn tables_are_files_that_open_right() {
    let scenario = scenario();
    let files = csv(&Report::of(vec![published(&scenario, 7, 3)]));
    assert_eq!(files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["cas.csv", "exemple-decisions.csv", "exemple-fins.csv"]);
    assert_eq!(
        files[0].1,
        "\u{feff}cas,titre,version,parcours,personnes,autre version,séances closes\r\nexemple,'=1+1 & l’«\u{a0}été\u{a0}»,1.0.0,10,20,0,0\r\n"
    );
    let expected = "\u{feff}scène,titre,question,arrivés,réponses,lettre,option,texte,prise,choix,hésitations\r\n\
        accueil,L’accueil,Que faites-vous\u{202f}?,10,10,A,saluer,\"'= 2 < 3, dit-elle\",oui,7,\r\n\
        accueil,L’accueil,Que faites-vous\u{202f}?,10,10,B,attendre,Vous attendez.,oui,3,\r\n";
    assert_eq!(files[1].1, expected);
    assert!(files.iter().all(|(_, text)| text.lines().all(|line| !line.contains(",=") && !line.starts_with('='))));
}

#[test]
fn a_page_says_how_many_took_part_where_that_is_known() {
    let mut report = published(&scenario(), 7, 3);
    for (parcours, closed_sessions, expected) in [
        (10, 0, "<p>10 parcours, 20 personnes. Version 1.0.0 du cas.</p>"),
        (10, 2, "<p>10 parcours, 20 personnes. Et les tableaux de 2 séances closes. Version 1.0.0 du cas.</p>"),
        (0, 1, "<p>Les tableaux d’une séance close. Version 1.0.0 du cas.</p>"),
    ] {
        report.size = Size { parcours, people: 2 * parcours, closed_sessions, ..Size::default() };
        assert!(html(&report).contains(expected), "{}", html(&report));
    }
}

#[test]
fn a_page_holds_words_and_no_markup_of_theirs() {
    let scenario = scenario();
    let mut report = published(&scenario, 7, 3);
    report.notes = vec!["<script>alert(1)</script>\u{202e}".to_owned()];
    let page = html(&report);
    assert!(page.contains("<title>=1+1 &amp; l’«\u{a0}été\u{a0}»"), "{page}");
    assert!(page.contains("A. = 2 &lt; 3, dit-elle</td><td class=\"n\">7</td>"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;\u{fffd}"), "{page}");
    assert!(page.contains("10 parcours, 20 personnes"), "{page}");
    for foreign in ["<script", "http:", "https:", "url(", "src=", "href=", "style=\""] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}

#[test]
fn only_votes_that_were_shown_leave() {
    let scenario = scenario();
    let ballot = |round: u32, published: Option<Vec<u32>>| Ballot { published, counts: vec![9, 9], ..Ballot::new("accueil", round, 2) };
    let report = published(&scenario, 7, 3).with_votes(&scenario, &[ballot(1, Some(vec![6, 4])), ballot(2, None), ballot(3, Some(vec![2, 2]))]);
    assert_eq!(report.votes.iter().map(|vote| (vote.round, vote.choices.shown)).collect::<Vec<_>>(), [(1, Detail::Counts), (3, Detail::Taken)]);
    let files = csv(&Report::of(vec![report]));
    let votes = &files.iter().find(|(name, _)| name == "exemple-votes.csv").unwrap().1;
    assert!(votes.contains("accueil,L’accueil,1,10,B,attendre,Vous attendez.,oui,4\r\n"), "{votes}");
}
