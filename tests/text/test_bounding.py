"""Bound words that bound nothing where they stand: every rule's examples."""

import pytest
from rule_examples import both_ways

from reportedly.text.quantities.bounding import bounding_rules, deciding_rule
from reportedly.text.quantities.bounds import find_bound_after, find_bound_before
from reportedly.text.quantities.drafts import read_drafts
from reportedly.text.quantities.figures import find_quantities, read_figure
from reportedly.text.tokens import split_tokens


def read(text: str) -> list[tuple[str, str]]:
    return [(q.figure.bound.value, q.figure.as_written) for q in find_quantities(text)]


@pytest.mark.parametrize(
    ("text", "bound", "words"),
    [
        ("their number never exceeded 120", "at_most", "never exceeded 120"),
        ("casualties never topped 120", "at_most", "never topped 120"),
        ("the count did not surpass 120", "at_most", "not surpass 120"),
        ("the count didn't exceed 120", "at_most", "didn't exceed 120"),
        ("deaths never rose above 120", "at_most", "never rose above 120"),
        ("the toll has not yet passed 120", "at_most", "not yet passed 120"),
        ("the toll never reached 120", "less_than", "never reached 120"),
        ("their number exceeded 120", "more_than", "exceeded 120"),
        ("deaths rose above 120", "more_than", "above 120"),
        ("the toll passed 120", "more_than", "passed 120"),
        ("aid never reached 120 villages", "exact", "120"),
    ],
)
def test_a_verb_of_passing_that_is_negated_sets_a_ceiling(
    text: str, bound: str, words: str
) -> None:
    assert read(text) == [(bound, words)]
    assert read_figure(words).bound.value == bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("> 14 people died", "exact"),
        ("He wrote:\n> > 14 people died", "exact"),
        ("> 14", "more_than"),
        (">14 people died", "more_than"),
        ("more dead: > 14 people died", "more_than"),
    ],
)
def test_the_mark_of_quoted_mail_is_no_bound(text: str, bound: str) -> None:
    assert [b for b, _ in read(text)] == [bound]


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
