"""What two numbers are together: the ends of a range, one quantity in two units."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from reportedly.model import Bound
from reportedly.text.lexicon import words
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.units import CURRENCY, SHARE, dimension_of
from reportedly.text.tokens import Tokens

_DASHES = frozenset("-‐‑‒–—~～/")
_LOWER = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_UPPER = frozenset({Bound.AT_MOST, Bound.LESS_THAN})


def join_ranges(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Join neighbours that are the two ends of one range; the rest stays as it was."""
    joined: list[Draft] = []
    for draft in drafts:
        alone = not joined or joined[-1].last < draft.first
        if tokens[draft.first].raw == "±" and draft.is_point and alone:
            draft.low, draft.bound = -draft.high, Bound.RANGE
        if joined and (_join_share(tokens, joined[-1], draft) or _join(tokens, joined[-1], draft)):
            continue
        dated = len(joined) > 1 and _is_year_told(tokens, joined[-1])
        if dated and _join(tokens, joined[-2], draft):
            joined.pop()
            continue
        joined.append(draft)
    return joined


def _is_year_told(tokens: Tokens, draft: Draft) -> bool:
    """True for the year in "from $75 in 2019 to $45"."""
    return draft.unit is None and 1900 <= draft.low <= 2100 and tokens[draft.first - 1].low == "in"


def _join_share(tokens: Tokens, a: Draft, b: Draft) -> bool:
    """Make `a` a share when it is so many in, or out of, so many: "one in five"."""
    between = [t.low for t in tokens[a.last : b.first]]
    if between[:1] == ["-"] and between[-1:] == ["-"] and tokens[b.first].glued:
        between = between[1:-1]
    if between not in (["in"], ["out", "of"], ["in", "every"], ["out", "of", "every"]):
        return False
    plain = ("digits", "spelled")
    if a.number.form not in plain or b.number.form not in plain or a.unit or b.unit:
        return False
    if b.first != b.core:
        return False
    if not 0 < a.low < b.low or b.low > 100_000 or not (a.is_point and b.is_point):
        return False
    if between == ["in"] and not (a.low < 10 and b.low in _ROUND_WHOLES):
        return False
    a.number = a.number._replace(form="fraction", last=b.number.last)
    a.low = a.high = a.low / b.low
    a.low_step = a.high_step = Decimal("0.05") if b.low < 20 else Decimal(1) / b.low
    a.last, a.core_last = b.last, b.core_last
    if b.bounded:
        a.bound, a.soft, a.lean, a.bounded = b.bound, b.soft, b.lean, True
    return True


_ROUND_WHOLES = frozenset(
    Decimal(n) for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10_000, 100_000)
)


def _join(tokens: Tokens, a: Draft, b: Draft) -> bool:
    """Make `a` the range from `a` to `b` when the words between say so."""
    if not (a.is_point and b.is_point) or a.also:
        return False
    if a.last == b.first and tokens[b.first].raw == "±":
        a.low, a.high, a.unit = a.low - b.low, a.high + b.high, a.unit or b.unit
        a.last, a.core_last, a.bound, a.bounded = b.last, b.core_last, Bound.RANGE, True
        a.low_step = a.high_step = b.low_step
        return True
    between = [t.low for t in tokens[a.last : b.first]]
    if len(between) > 6:
        return False
    if _are_two_bounds(a, b, between):
        _merge(a, b)
        lower, upper = (a, b) if a.bound in _LOWER else (b, a)
        a.low_open = lower.bound == Bound.MORE_THAN
        a.high_open = upper.bound == Bound.LESS_THAN
        a.bound, a.soft, a.lean, a.moved = Bound.RANGE, False, 0, None
        return True
    if not _are_ends(tokens, a, b, between):
        return False
    before = tokens[a.first - 1].low if a.first else ""
    if a.number.form == "fraction" and b.number.form != "fraction":
        return False
    if before in ("by", "of") and b.low > 10 * a.low:
        return False  # "rose by 1,234 to 45,678"
    if before in ("by", *_CHANGES) and between == ["to"] and _is_from(tokens, b.last):
        return False  # "rose by 22 to 112 from 90"
    own = a.unit is not None and tokens[a.last].low == "to"
    if before in _CHANGES and own and b.low > 3 * a.high:
        return False  # "rose $500 to $12,400"
    if a.unit is None and 1900 <= a.low <= 2100 and before in ("in", "since", "of", "by"):
        return False
    if a.number.form == "ordinal" and before == "the":
        before = tokens[a.first - 2].low
        a.first -= 1
    _merge(a, b, before)
    if a.between:
        a.first -= 1
    one_sided = a.bound in (*_LOWER, *_UPPER) and b.bound != Bound.AT_MOST
    if a.between or not one_sided:  # "at least 16-20" is open upwards
        a.bound, a.soft, a.lean = Bound.RANGE, False, 0
    return True


def _is_from(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens[at].low == "from"


_CHANGES = words("change-by")


def _are_two_bounds(a: Draft, b: Draft, between: list[str]) -> bool:
    """Reads "more than 20 and at most 35": opposite bounds that leave numbers between them."""
    if [w for w in between if w not in _LINKS and w not in _HEDGES]:
        return False
    if not between or not _units_fit(a, b):
        return False
    if a.bound in _LOWER and b.bound in _UPPER:
        return a.low < b.low
    return a.bound in _UPPER and b.bound in _LOWER and b.low < a.low


_LINKS = frozenset({",", "and", "but", "yet", "also", "is", "the"})
_HEDGES = words("hedge")


def _units_fit(a: Draft, b: Draft) -> bool:
    if a.unit is None or b.unit is None or a.unit == b.unit:
        return True
    return b.unit.startswith(f"{a.unit} per ") or a.unit.startswith(f"{b.unit} per ")


def _are_ends(tokens: Tokens, a: Draft, b: Draft, between: list[str]) -> bool:
    if not _units_fit(a, b) or b.bound not in (Bound.EXACT, Bound.ABOUT, Bound.AT_MOST):
        return False
    before = tokens[a.first - 1].low if a.first else ""
    between = [word for word in between if word not in _HEDGES]
    low, high = _end_values(a, b)
    if tokens[a.first - 1].low == "the" and a.first > 1 and a.number.form == "ordinal":
        before = tokens[a.first - 2].low
        between = [word for word in between if word != "the"]
    ages = before == "of" and tokens[a.first - 2].low in ("age", "ages")
    if (before == "between" or ages) and between in (["and"], ["to"]):
        return low < high or not ages
    if b.bound == Bound.AT_MOST:
        return b.soft and between == [] and low < high and a.unit == b.unit
    if len(between) == 1 and between[0] in _DASHES:
        return _are_dashed(tokens, a, b, low < high)
    if between == ["or"]:
        near = 0 < high - low <= max(Decimal(1), low / 2)
        return near and a.unit is None and not b.bounded
    if between == ["to"] or (between[:1] == ["to"] and between[1:] in (["about"], ["around"])):
        if before == "from":
            return True
        return (a.unit is None or (_units_fit(a, b) and b.unit is not None)) and (
            low < high or (a.unit is not None and a.unit == b.unit)
        )
    if between[:1] == ["to"] and between[1:] == ["as", "many", "as"]:
        return low < high
    # "from $75 in October to $45 on December 20": a movement told with its dates.
    return (
        before == "from"
        and between[-1:] == ["to"]
        and between[:1] == ["in"]
        and (a.unit is not None or a.number.scaled or a.low >= 10_000)
        and _units_fit(a, b)
    )


def _end_values(a: Draft, b: Draft) -> tuple[Decimal, Decimal]:
    """The ends told, the scale of the second shared: "four to five thousand"."""
    scale = b.number.scale
    if scale != 1 and not a.number.scaled and abs(a.low) * scale <= abs(b.low):
        return a.low * scale, b.low
    return a.low, b.low


def _are_dashed(tokens: Tokens, a: Draft, b: Draft, rising: bool) -> bool:
    dash = tokens[a.last]
    if dash.raw == "/":
        return a.unit is not None and a.unit == b.unit and rising
    if (a.number.form == "spelled") != (b.number.form == "spelled"):
        return False  # "UPDATE 1-Five soldiers killed"
    even = dash.glued == tokens[a.last + 1].glued
    return (
        rising
        and even
        and (a.unit is None or b.unit is not None or dimension_of(a.unit) == CURRENCY)
    )


def _merge(a: Draft, b: Draft, before: str = "") -> None:
    a.ends = replace(a), replace(b)
    first, second = _end_values(a, b)
    first_step = a.low_step * b.number.scale if first != a.low else a.low_step
    if first > second:
        a.moved = (first, second)
        a.low, a.high, a.low_step, a.high_step = second, first, b.low_step, first_step
    else:
        a.low, a.high, a.low_step, a.high_step = first, second, first_step, b.high_step
    a.last, a.core_last, a.tail = b.last, b.core_last, b.tail
    a.unit = max(a.unit or "", b.unit or "", key=len) or None
    for end, value, step in zip(a.ends, (first, second), (first_step, b.high_step), strict=True):
        end.low = end.high = value
        end.low_step = end.high_step = step
        end.unit = a.unit
    a.between = before in ("between", "from")
    a.hyphenated = a.hyphenated or b.hyphenated


def join_pairs(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Give a quantity its restatement in brackets or behind a slash: "5 km (3 miles)"."""
    joined: list[Draft] = []
    for draft in drafts:
        if joined and _repeats(tokens, joined[-1], draft):
            joined[-1].last = joined[-1].core_last = draft.last + 1
            continue
        if joined and _restates(tokens, joined[-1], draft):
            _add_restatement(tokens, joined[-1], draft)
            continue
        joined.append(draft)
    return joined


def _repeats(tokens: Tokens, a: Draft, b: Draft) -> bool:
    """True for the bracket in "sixteen (16) people", which says the number again."""
    bracketed = [t.raw for t in tokens[a.last : b.first]] == ["("]
    closed = b.last < len(tokens) and tokens[b.last].raw == ")"
    same = a.low == b.low and a.high == b.high and a.is_point and b.is_point
    return bracketed and closed and same and a.unit is None and b.unit is None and not b.bounded


def _restates(tokens: Tokens, a: Draft, b: Draft) -> bool:
    latest = a.also[-1].unit if a.also else a.unit
    if latest is None or b.unit is None or not _can_restate(latest, b.unit):
        return False
    end = a.last
    between = [t.raw for t in tokens[end : b.first]]
    closed = b.last < len(tokens) and tokens[b.last].raw in ")/];,"
    if a.also:
        return between == ["/"] and closed
    opened = between[-1:] == ["("] or between[-1:] == ["["]
    return opened and len(between) <= 4 and closed and all(w[0].isalpha() for w in between[:-1])


def _can_restate(a: str, b: str) -> bool:
    if a == b:
        return False
    first, second = dimension_of(a), dimension_of(b)
    return first == second and first not in (SHARE, "count")


def _add_restatement(tokens: Tokens, a: Draft, b: Draft) -> None:
    if b.bound == Bound.EXACT and not b.bounded:
        b.bound, b.soft, b.lean = a.bound, a.soft, a.lean
        if not b.is_point:
            b.bound = Bound.RANGE
    a.also.append(b)
    closes = b.last < len(tokens) and tokens[b.last].raw in ")]"
    a.last = b.last + 1 if closes else b.last
