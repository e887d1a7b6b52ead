"""Numbers that are no quantities: every rule's examples, and what comes out."""

import pytest
from rule_examples import both_ways

from reportedly.text.quantities.drafts import read_drafts
from reportedly.text.quantities.excluded import decide, excluding_rules
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.quantities.ranges import join_ranges
from reportedly.text.tokens import split_tokens

RULES = excluding_rules()


def deciding(text: str) -> set[str]:
    """The names of the rules that decide about the numbers of a text."""
    tokens = split_tokens(text)
    return {decide(tokens, draft)[1] for draft in join_ranges(tokens, read_drafts(tokens))}


test_the_rule_decides_in_its_examples, test_it_does_not_in_its_counter_examples = both_ways(
    RULES, lambda _, text: deciding(text)
)


def test_every_rule_has_an_example() -> None:
    assert [rule.name for rule in RULES if not rule.examples] == []


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("The 737 MAX killed 346 people", ["346"]),
        ("Flight 610 crashed and killed 189 people", ["189"]),
        ("A 2024 Toyota Hilux hit 4 people", ["4"]),
        ("A caller to 911 said nine people had died", ["nine"]),
        ("In 2013 doctors treated 40 men", ["40"]),
        ("On July 8 and 9 they won 3-1", []),
    ],
)
def test_what_is_left(text: str, quantities: list[str]) -> None:
    assert [q.figure.as_written for q in find_quantities(text)] == quantities
