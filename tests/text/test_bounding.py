"""Bound words that bound nothing where they stand: every rule's examples."""

import pytest

from reportedly.text.quantities.bounding import bounding_rules, deciding_rule
from reportedly.text.quantities.bounds import find_bound_after, find_bound_before
from reportedly.text.quantities.drafts import read_drafts
from reportedly.text.tokens import split_tokens

RULES = bounding_rules()


def deciding(text: str, group: str) -> set[str | None]:
    """The rules by which a phrase beside a number of the text does not bound it."""
    tokens = split_tokens(text)
    found: set[str | None] = set()
    for draft in read_drafts(tokens):
        before = find_bound_before(tokens, draft.core)
        behind = find_bound_after(tokens, draft.core_last)
        match = before if group == "BEFORE" else behind
        if match is not None:
            found.add(deciding_rule(group, tokens, match, draft))
    return found


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
