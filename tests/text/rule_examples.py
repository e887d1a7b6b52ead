"""The tests of every table of rules: a rule decides in its examples, and not in its counters."""

from collections.abc import Callable, Collection, Sequence

import pytest

from reportedly.text.patterns import Rule

Test = Callable[[Rule, str], None]


def both_ways(
    rules: Sequence[Rule], deciding: Callable[[Rule, str], Collection[str | None]]
) -> tuple[Test, Test]:
    """Two tests of a table.

    Args:
        rules: the table.
        deciding: a rule and a text → the names of the rules that decide there.
    """

    def each(texts: Callable[[Rule], Sequence[str]]) -> pytest.MarkDecorator:
        cases = [pytest.param(r, text, id=f"{r.name}-{text}") for r in rules for text in texts(r)]
        return pytest.mark.parametrize(("rule", "text"), cases)

    @each(lambda rule: rule.examples)
    def decides(rule: Rule, text: str) -> None:
        assert rule.name in deciding(rule, text)

    @each(lambda rule: rule.counters)
    def does_not_decide(rule: Rule, text: str) -> None:
        assert rule.name not in deciding(rule, text)

    return decides, does_not_decide
