"""Bound words that bound nothing where they stand: every rule's examples."""

from rule_examples import both_ways

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


test_the_rule_decides_in_its_examples, test_it_does_not_in_its_counter_examples = both_ways(
    RULES, lambda rule, text: deciding(text, rule.group)
)
