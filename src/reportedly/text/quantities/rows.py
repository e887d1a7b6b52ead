"""The `figures` format: one JSON object a text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from reportedly.model import Bound, Figure, Quantity


def figures_row(
    text: str,
    quantities: Iterable[Quantity],
    id: str | int | None = None,  # noqa: A002
) -> dict[str, object]:
    """Quantities in the `figures` format: one JSON object a text.

    A restatement in another unit ("(one square mile)") is an entry of its own. A change told with
    both its ends ("from 75 to 45") is one entry from end to end, whose value holds the two in the
    order told; `change` says in every entry of a change where it came from and where it got to.
    """
    entries = [entry for q in quantities for entry in _entries(text, q)]
    entries.sort(key=lambda entry: entry["start"])
    row: dict[str, object] = {} if id is None else {"id": id}
    return row | {"text": text, "quantities": entries}


def _entries(text: str, quantity: Quantity) -> Iterator[dict[str, Any]]:
    """What one quantity gives: itself, what it was before, and its restatements."""
    entry = _entry(quantity.figure, quantity.start, quantity.end, quantity.concept)
    before = quantity.earlier
    if before is not None:
        change = {"change": {"from": _value(before.figure), "to": entry["value"]}}
        if _are_told_as_span(text, before, quantity):
            value = [_value(before.figure), entry["value"]]
            entry |= {"start": before.start, "value": value, "bound": str(Bound.RANGE)}
        else:
            yield _entry(before.figure, before.start, before.end, before.concept) | change
        entry |= change
    yield entry
    at = quantity.start
    for other in quantity.figure.also:
        start = text.index(other.as_written, at)
        at = start + len(other.as_written)
        yield _entry(other, start, at, quantity.concept)


def _are_told_as_span(text: str, before: Quantity, after: Quantity) -> bool:
    """True for "from 90 to 112", where both are single numbers and nothing stands between."""
    told = (
        before.end <= after.start
        and len(text[before.end : after.start].split()) <= _LONGEST_LINK
        and all(_is_single(q.figure) for q in (before, after))
    )
    head = text[max(0, before.start - _HEAD) : before.start]
    return told and head.rstrip().casefold().endswith("from")


_LONGEST_LINK = 5  # words: "from $75 in late October to $45"
_HEAD = 20  # code points before a number in which its "from" stands


def _is_single(figure: Figure) -> bool:
    return figure.bound in (Bound.EXACT, Bound.ABOUT) and figure.nominal.is_point


def _entry(figure: Figure, start: int, end: int, concept: str | None) -> dict[str, Any]:
    return {
        "start": start,
        "end": end,
        "value": _value(figure),
        "unit": figure.unit,
        "bound": str(figure.bound),
        "concept": concept,
    }


def _value(figure: Figure) -> int | float | list[int | float]:
    low, high = figure.moved or (figure.nominal.low, figure.nominal.high)
    assert low is not None and high is not None
    return _number(low) if low == high else [_number(low), _number(high)]


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
