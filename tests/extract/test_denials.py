"""Bare denials: who denies what stands before his words, and what stays open."""

from __future__ import annotations

import pytest

from reportedly.extract import extract_attributions
from reportedly.extract.propose import propose_entries
from reportedly.model import Document


def claims(text: str) -> list[str]:
    document = Document("d", text, "0")
    entries = propose_entries(document, extract_attributions(document))
    return [
        f"{c.source}: {' … '.join(c.quote)} [{c.stance or 'asserts'}]"
        for c in entries.claims
        if c.figure is None
    ]


@pytest.mark.parametrize(
    ("text", "denial"),
    [
        (
            "A passenger said the crew were drunk, which the company called a lie.",
            "company: the crew were drunk … which the company called a lie [denies]",
        ),
        (
            "Tenants said the alarm was off, a claim its landlord denies.",
            "its-landlord: the alarm was off … a claim its landlord denies [denies]",
        ),
        (
            "Union men said the doors were locked. The company rejects that.",
            "company: the doors were locked … The company rejects that [denies]",
        ),
        (
            "Villagers said the well was poisoned. The mayor called this absurd.",
            "mayor: the well was poisoned … The mayor called this absurd [denies]",
        ),
        (
            "Strikers say the gate was opened. That was denied by the company.",
            "company: the gate was opened … That was denied by the company [denies]",
        ),
        (
            "The rebels said the bridge was mined, but the army disputes it.",
            "army: the bridge was mined … the army disputes it [denies]",
        ),
        (
            "A bolt came loose, the inspector wrote. The maker disagrees.",
            "maker: A bolt came loose … The maker disagrees [denies]",
        ),
        (
            "Locals said the police had used dogs.\n\nThe army denied that.",
            "army: the police had used dogs … The army denied that [denies]",
        ),
    ],
)
def test_a_bare_denial_holds_the_words_that_it_denies(text: str, denial: str) -> None:
    assert denial in claims(text)


def test_what_another_said_ends_where_a_denial_stands_beside_it() -> None:
    found = claims("Pilots said the lamps were out, something the airport denies.")
    assert found[0] == "pilots: the lamps were out [asserts]"


def test_a_denial_of_a_denial_is_no_agreement() -> None:
    assert claims('The union said drills were never held. "That is not true," the firm said.') == [
        "union: drills were never held [denies]",
        'firm: drills were never held … "That is not true," the firm said [asserts]',
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The union said the doors were locked. The ferry sank. The firm rejects the accusation.",
        "The mayor said the bridge was safe. The council rejected the design.",
        "Pupils said the stairs were blocked. The school may reject the accusation.",
        "Pupils said the stairs were blocked. The school did not dispute this.",
        "The hospital said the ward was full. The director blamed a mistake.",
        "The firm said it was safe. The firm denied that.",
    ],
)
def test_what_stays_open_denies_nobody(text: str) -> None:
    assert not any(" … " in c and "[denies]" in c for c in claims(text))


def test_of_two_voices_before_it_a_denial_chooses_none() -> None:
    text = "The union said the doors were locked, while passengers said the crew fled."
    assert claims(f"{text} The firm denied this.")[-1] == "firm: The firm denied this [denies]"


def test_who_had_no_such_report_denies_the_clause_that_tells_of_one() -> None:
    text = "The union ULK said a rail broke, which a driver had reported. The operator said"
    assert claims(f"{text} it had received no such report.")[1:] == [
        "operator: which a driver had reported … The operator said it had received no such report"
        " [denies]",
        "ulk: which a driver had reported [asserts]",
    ]
