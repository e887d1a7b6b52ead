"""Numbers that take up what a count before them counts: every rule's examples, and what is read."""

import pytest
from rule_examples import both_ways

from reportedly.text.quantities.drafts import read_drafts
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.quantities.taken_up import deciding_rule, taking_rules
from reportedly.text.tokens import split_tokens

RULES = taking_rules()


def deciding(text: str) -> set[str]:
    tokens = split_tokens(text)
    return {deciding_rule(tokens, draft)[0] for draft in read_drafts(tokens)}


test_the_rule_decides_in_its_examples, test_it_does_not_in_its_counter_examples = both_ways(
    RULES, lambda _, text: deciding(text)
)


def measures_in(text: str) -> list[str | None]:
    found = [[q, q.earlier] if q.earlier else [q] for q in find_quantities(text)]
    return [q.figure.measure for pair in found for q in pair]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("140 people were killed. The governor puts it at 95.", ["killed", "killed"]),
        ("31 soldiers died; the rebels say 90.", ["killed", "killed"]),
        ("40 people were arrested. By noon the number had risen to 71.", ["arrested"] * 2),
        ("40 people were arrested.\n\nBy noon the number had risen to 71.", ["arrested"] * 2),
        ("A list has 37 dead.\n\nOthers spoke.\n\nThe 37 comes from him.", ["killed"] * 2),
        ("Kidnappings recorded in May: 44, against 31 in April.", ["abducted"] * 2),
        # Two things are counted, and nothing says which is meant.
        ("12 people were killed and 30 wounded. He puts it at 45.", ["killed", "wounded", None]),
        # What was counted right before has no measure.
        (
            "12 people were killed. The school has 300 pupils. He puts it at 40.",
            ["killed", None, None],
        ),
        # Another paragraph: "it" is too weak a sign.
        ("40 people were arrested.\n\nIt was 14.", ["arrested", None]),
        # A number with a noun of its own takes up nothing.
        ("12 people were killed. He says 300 houses.", ["killed", None]),
        ("12 people were killed. It had 60 beds.", ["killed", None]),
        # No count, but a time or money.
        ("He was jailed for 12 years. He puts it at 40.", ["sentence", None]),
    ],
)
def test_what_is_taken_up(text: str, measures: list[str | None]) -> None:
    assert measures_in(text) == measures
