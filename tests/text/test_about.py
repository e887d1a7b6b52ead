"""Ages, crowds and labels: every rule's examples, and what is counted."""

import pytest
from rule_examples import both_ways

from reportedly.text.quantities.about import about_rules, deciding_rule
from reportedly.text.quantities.drafts import read_drafts
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.tokens import split_tokens

RULES = about_rules()


def deciding(text: str, group: str) -> set[str | None]:
    tokens = split_tokens(text)
    return {deciding_rule(group, tokens, draft) for draft in read_drafts(tokens)}


test_the_rule_decides_in_its_examples, test_it_does_not_in_its_counter_examples = both_ways(
    RULES, lambda rule, text: deciding(text, rule.group)
)


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
        ("Killed – 12; wounded (30)", ["12 person killed", "30 person wounded"]),
        ("brothers aged 6, 9 and 12", ["6 year of age -", "9 year of age -", "12 year of age -"]),
        ("5 deaths and 17 patients", ["5 death killed", "17 patient -"]),
        ("5 killed and 3 vehicles burned", ["5 person killed", "3 vehicle -"]),
        ("The toll, which stood at 22, rose to 31", ["22 person killed", "31 person killed"]),
        ("28 new deaths", ["28 death killed"]),
        ("killed 16 and captured four", ["16 person killed", "four person captured"]),
        (
            "It killed eight in Orlo, five in Nur and one in Beta",
            ["eight person killed", "five person killed", "one person killed"],
        ),
        ("Ald 214,500 votes, Beren 98,030", ["214,500 vote -", "98,030 vote -"]),
        (
            "It ordered 36 jets for $4 billion and 14 more",
            ["36 jet -", "$4 billion dollar -", "14 jet -"],
        ),
        ("The number who drowned rose to 40 and bodies were recovered", ["40 person killed"]),
        ("It claimed the lives of 13 people", ["13 person killed"]),
        ("Four men have lost their lives", ["Four man killed"]),
        ("more than 300 marched in Orlo", ["more than 300 person took-part"]),
        ("The death toll neared 80", ["neared 80 person killed"]),
    ],
)
def test_what_is_counted(text: str, figures: list[str]) -> None:
    found = [q.figure for q in find_quantities(text)]
    assert [f"{f.as_written} {f.unit or '-'} {f.measure or '-'}" for f in found] == figures


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("Three children, two nurses and six soldiers died.", ["killed", "killed", "killed"]),
        ("Two pilots, a nurse, and five passengers were injured.", ["wounded", "wounded"]),
        ("The blast killed 12 people and two officers of the base.", ["killed", "killed"]),
        ("The blast killed 12 people, and two officers resigned.", ["killed", None]),
        ("The blast killed 12 people and two officers were promoted.", ["killed", None]),
        ("The blast killed 12 people and 300 families need shelter.", ["killed", None]),
    ],
)
def test_shares_what_happened_within_a_clause(text: str, measured: list[str | None]) -> None:
    assert [f.measure for f in (q.figure for q in find_quantities(text))] == measured


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("12 planning bodies objected.", None),
        ("12 teaching posts collapsed.", None),
        ("12 bodies were found.", "bodies-recovered"),
    ],
)
def test_a_word_that_may_be_of_anything_is_no_measure(text: str, measured: str | None) -> None:
    assert [q.figure.measure for q in find_quantities(text)] == [measured]
