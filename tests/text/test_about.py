"""Ages, crowds and labels: every rule's examples, and what is counted."""

import pytest

from reportedly.text.quantities.about import about_rules, deciding_rule
from reportedly.text.quantities.drafts import read_drafts
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.tokens import split_tokens

RULES = about_rules()


def deciding(text: str, group: str) -> set[str | None]:
    tokens = split_tokens(text)
    return {deciding_rule(group, tokens, draft) for draft in read_drafts(tokens)}


@pytest.mark.parametrize(
    ("name", "group", "text"), [(r.name, r.group, text) for r in RULES for text in r.examples]
)
def test_the_rule_decides_in_its_examples(name: str, group: str, text: str) -> None:
    assert name in deciding(text, group)


@pytest.mark.parametrize(
    ("name", "group", "text"), [(r.name, r.group, text) for r in RULES for text in r.counters]
)
def test_the_rule_does_not_decide_in_its_counter_examples(name: str, group: str, text: str) -> None:
    assert name not in deciding(text, group)


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Reported killed: 9\nReported injured: 20+", ["9 person killed", "20+ person wounded"]),
        (
            "- Deaths: 63\n- Injured: 412\n- Missing: about 90",
            ["63 person killed", "412 person wounded", "about 90 person missing"],
        ),
        ("Killed: 9 Houses destroyed: 418", ["9 person killed", "418 house destroyed"]),
        ("Cumulative cases: 512", ["512 case infected"]),
        ("Officials: 14 killed in strike", ["14 person killed"]),
        ("Air strikes: 14 people killed", ["14 person killed"]),
        ("Casualties: 14 KIA", ["14 person killed"]),
        ("Six of the 22 were children", ["Six child -", "22 person -"]),
        ("12 of the 30 dead were women", ["12 woman killed", "30 person killed"]),
        ("Four children among 11 killed", ["Four child killed", "11 person killed"]),
        ("It claimed the lives of 13 people", ["13 person killed"]),
        ("Four men have lost their lives", ["Four man killed"]),
        ("more than 300 marched in Orlo", ["more than 300 person took-part"]),
        ("The death toll neared 80", ["neared 80 person killed"]),
    ],
)
def test_what_is_counted(text: str, figures: list[str]) -> None:
    found = [q.figure for q in find_quantities(text)]
    assert [f"{f.as_written} {f.unit or '-'} {f.measure or '-'}" for f in found] == figures
