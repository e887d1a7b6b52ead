"""Every rule for times, on the examples that stand below it, published on Tuesday 4 March 2031."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.text.patterns import Rule
from reportedly.text.times import find_times
from reportedly.text.times.find import _ACTIONS, _grammar, read_rules
from reportedly.text.times.reading import Page, cut
from reportedly.text.times.timex import Aim

PUBLISHED = date(2031, 3, 4)
RULES = [rule for name, group in _grammar().groups.items() for rule in group if rule.group == name]
EXAMPLES = [(rule, line) for rule in RULES for line in rule.examples]
COUNTERS = [line for rule in RULES for line in rule.counters]


def days_in(text: str) -> str:
    return "; ".join(m.period.iso() for m in find_times(text, PUBLISHED)) or "none"


def applies(rule: Rule, text: str) -> bool:
    """Whether the rule takes words somewhere in the text."""
    tokens = cut(text)
    for aim in Aim:
        page = Page(tokens, PUBLISHED, published=True, text=text, day_first=None, aim=aim)
        for at in range(len(tokens)):
            matches = _grammar().matches(rule.group, tokens, at, page)
            if any(match.rule is rule for match in matches):
                return True
    return False


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.name}: {e}" for r, e in EXAMPLES])
def test_a_rule_reads_its_examples(rule: Rule, example: str) -> None:
    text, days = example.split(" = ")
    assert days_in(text) == days
    assert applies(rule, text)


@pytest.mark.parametrize("counter", COUNTERS)
def test_a_rule_leaves_its_counter_examples(counter: str) -> None:
    text, _, days = counter.partition(" = ")
    assert days_in(text) == (days or "none")


def test_every_rule_has_an_example() -> None:
    assert [rule.name for rule in RULES if not rule.examples] == []


def test_every_action_is_asked_for_by_a_rule() -> None:
    assert {rule.action.partition(" ")[0] for rule in RULES} == set(_ACTIONS)


def test_a_misspelt_action_is_refused_before_any_text_is_read() -> None:
    with pytest.raises(ValueError, match=r"line 2: no action is called 'todai'"):
        read_rules("[WHOLE_TIME]\nday: t:<today> = todai\n")
