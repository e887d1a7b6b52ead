"""Texts in nobody's words → the time each figure takes, published on 12 March 2031, a Wednesday."""

from collections.abc import Callable
from datetime import date

import pytest

from reportedly.extract.propose import propose_entries
from reportedly.model import Document, Extraction


def dated(text: str) -> list[tuple[str | None, str | None]]:
    """Each claim's figure and time."""
    document = Document("d", text, "0", published=date(2031, 3, 12))
    return [
        (c.figure, (c.when or c.as_of)) for c in propose_entries(document, Extraction(())).claims
    ]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The toll stands at 19, up from 14 on Monday.", [("19", None), ("14", "2031-03-10")]),
        (
            "The number of dead rose to 19 from 14 on Monday.",
            [("19", None), ("14", "2031-03-10")],
        ),
        (
            "The toll rose to 19 on Wednesday from 14 on Monday.",
            [("19", "2031-03-12"), ("14", "2031-03-10")],
        ),
        ("The toll rose from 14 to 19 on Monday.", [("14", None), ("19", "2031-03-10")]),
        ("Turnout was 58.3%, up 4 points from 2027.", [("58.3%", None), ("4 points", None)]),
        ("Turnout was 58.3%, up 4 points on 2027.", [("58.3%", None), ("4 points", None)]),
        (
            "The harvest was 90 tonnes, against 80 tonnes in 2029.",
            [("90 tonnes", None), ("80 tonnes", "2029-01-01/2029-12-31")],
        ),
        (
            "Compared with 80 tonnes in 2029, farmers brought in 90 tonnes.",
            [("80 tonnes", "2029-01-01/2029-12-31"), ("90 tonnes", None)],
        ),
        (
            "They tested 36 mice, twice the 18 mice used in 2029.",
            [("36", None), ("18", "2029-01-01/2029-12-31")],
        ),
        (
            "The clinic raised its count to 19, from 14 on Monday.",
            [("19", None), ("14", "2031-03-10")],
        ),
        ("In our report on Monday we named 19 people.", [("19", None)]),
        ("The 19 people of Monday's statement died.", [("19", None)]),
        ("The clinic on Monday confirmed 19 deaths.", [("19", None)]),
        ("On Monday confirmed deaths rose to 19.", [("19", "2031-03-10")]),
        ("The toll from Friday's blast reached 19.", [("19", "2031-03-07")]),
        ("More than 19 people died on Monday.", [("More than 19", "2031-03-10")]),
        ("12 people from Orlo died on Monday.", [("12", "2031-03-10")]),
        ("Police freed 12 people from 3 villages on Monday.", [("12", "2031-03-10")]),
    ],
)
def test_a_time_compared_with_dates_its_own_figure_alone(
    text: str, claims: list[tuple[str | None, str | None]]
) -> None:
    assert [claim for claim in dated(text) if claim[0] != "3"] == claims


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("29 people died in the heaviest rain since 1987.", None),
        ("The flood killed 29 people, the worst since 2029.", None),
        ("It was the second-deadliest attack on Orlo since 2029, with 29 killed.", None),
        ("29 people died in the first strike since May.", None),
        ("The council counted 29 dead, the lowest number since records began in 1996.", None),
        ("29 people have died since the war began three weeks ago.", "2031-02-19/2031-03-12"),
        ("29 people have died since 2029.", "2029-01-01/2031-03-12"),
        ("The worst fire in Orlo has killed 29 people since Monday.", "2031-03-10/2031-03-12"),
        ("29 people were held in the protest since Monday.", "2031-03-10/2031-03-12"),
    ],
)
def test_since_when_nothing_was_like_it_dates_nothing(text: str, when: str | None) -> None:
    assert dated(text) == [("29", when)]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("The storm killed 12 people on Feb. 27 and 28.", [("12", "2031-02-27/2031-02-28")]),
        ("The storm killed 12 people on Feb. 27/28.", [("12", "2031-02-27/2031-02-28")]),
        ("Clashes on March 1, 3 and 5 killed 12 people.", [("12", "2031-03-01/2031-03-05")]),
        ("Clashes on Saturday and Sunday killed 12.", [("12", "2031-03-08/2031-03-09")]),
        ("In 2028 and 2029 12 people died.", [("12", "2028-01-01/2029-12-31")]),
        ("Planes struck on 3, 5 and 7 March.", [(None, "2031-03-03/2031-03-07")]),
        ("5 died on Monday and 7 on Tuesday.", [("5", "2031-03-10"), ("7", "2031-03-11")]),
        ("On Monday and Tuesday 5 and 7 people died.", [("7", "2031-03-11")]),
        ("12 people died on Monday; the vote is in May.", [("12", "2031-03-10")]),
    ],
)
def test_a_figure_takes_all_of_a_list_of_days(
    text: str, claims: list[tuple[str | None, str | None]]
) -> None:
    assert dated(text)[: len(claims)] == claims


def test_figures_that_and_ties_share_a_time_far_behind() -> None:
    text = "31 people died and nearly 50 others were missing after a ferry capsized late on Monday."
    assert dated(text) == [("31", "2031-03-10"), ("nearly 50", "2031-03-10")]


def test_a_time_that_a_label_shares_with_the_next_line_dates_both() -> None:
    text = "Time of incident: 09:40 local\nOn the morning of 5 March 2031 a bomb killed 9 people."
    assert dated(text) == [(None, "2031-03-05"), ("9", "2031-03-05")]


def test_a_time_in_the_next_line_of_a_sentence_cut_by_its_width_dates_its_figure() -> None:
    assert dated("Police said 4 people died\non Monday.") == [("4", "2031-03-10")]
    assert dated("Dead: 4\n\nThe vote is on Monday.")[0] == ("4", None)


def test_an_hour_that_opens_the_next_sentence_is_of_the_day_before_it() -> None:
    text = "The attack began on 5 March. At 22:30, 6 people were killed."
    assert dated(text) == [(None, "2031-03-05"), ("6", "2031-03-05")]


@pytest.mark.parametrize(
    ("text", "when", "said"),
    [
        ("6 died on 3 March. The next day, 4 more died, police said.", "2031-03-04", None),
        ("On Monday police said 4 people died.", None, "2031-03-10"),
    ],
)
def test_a_time_that_opens_the_words_before_their_cue_is_theirs(
    read: Callable[[str], Extraction], text: str, when: str | None, said: str | None
) -> None:
    document = Document("d", text, "0" * 64, published=date(2031, 3, 12))
    claim = propose_entries(document, read(text)).claims[-1]
    assert (claim.figure, (claim.when or claim.as_of), claim.said) == ("4", when, said)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("On 5 March 2013 a bomb killed 6 people.", None),
        ("A bomb killed 6 people on 4 May 1931.", None),
        ("A bomb killed 6 people on 5 March 2029.", "2029-03-05"),
        ("Ten years earlier, on 5 March 2013, a bomb killed 6 people.", "2013-03-05"),
        ("The fire of 4 May 1931 killed 6 people.", "1931-05-04"),
        ("A bomb killed 6 people on 4 May 1931. The war lasted until 1934.", "1931-05-04"),
        ("In 1931 a bomb killed 6 people.", "1931-01-01/1931-12-31"),
    ],
)
def test_a_lone_day_outside_the_decade_of_the_document_stays_open(
    text: str, when: str | None
) -> None:
    assert ("6", when) in dated(text)


def test_a_sentence_that_only_says_since_when_nothing_was_like_it_is_no_claim() -> None:
    assert dated("It was the worst fire since 1987.") == []


def test_a_day_far_away_dates_a_statement_that_has_no_figure() -> None:
    assert dated("On 7 May 1931 the bells rang.") == [(None, "1931-05-07")]


def test_an_hour_at_the_head_of_an_entry_says_when_it_was_told() -> None:
    text = "17:20 The toll stands at 19.\n\n13:10 The toll is now 11.\n\n9.05 A loud blast."
    document = Document("d", text, "0", published=date(2031, 3, 12))
    claims = propose_entries(document, Extraction(())).claims
    assert [(c.figure, c.said) for c in claims if c.figure] == [
        ("19", "2031-03-12T17:20"),
        ("11", "2031-03-12T13:10"),
    ]
