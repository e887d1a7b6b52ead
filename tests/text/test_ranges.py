"""The two ends of one range: every rule's examples, and what comes out."""

from itertools import pairwise

import pytest
from rule_examples import both_ways

from reportedly.text.quantities.drafts import read_drafts
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.quantities.ranges import Pair, decide, range_rules
from reportedly.text.quantities.rows import figures_row
from reportedly.text.tokens import split_tokens

RULES = range_rules()


def deciding(text: str) -> set[str]:
    """The rules that decide about neighbours among the numbers of a text."""
    tokens = split_tokens(text)
    drafts = read_drafts(tokens)
    return {decide(Pair(tokens, a, b))[1] for a, b in pairwise(drafts)}


test_the_rule_decides_in_its_examples, test_it_does_not_in_its_counter_examples = both_ways(
    RULES, lambda _, text: deciding(text)
)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("4-5,000 people marched", [[4000, 5000]]),
        ("One or two boats were lost", [[1, 2]]),
        ("an 8- to 16-metre swell", [[8, 16]]),
        ("profit rose by $3 billion to $19 billion", [3_000_000_000, 19_000_000_000]),
        ("as high as 400 to 500 metres", [[400, 500]]),
        ("it grew in 2012–13 to 934 000 t", [934_000]),
        ("in 19 in 20 children", [0.95]),
        ("one in 300 people", [1 / 300]),
    ],
)
def test_values(text: str, values: list[object]) -> None:
    row = figures_row(text, find_quantities(text))["quantities"]
    assert [q["value"] for q in row] == values  # type: ignore[attr-defined]
