"""What two numbers are together: the ends of a range, one quantity in two units."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from reportedly.model import Bound
from reportedly.text.lexicon import load, words
from reportedly.text.patterns import Rule
from reportedly.text.quantities.draft import Draft
from reportedly.text.quantities.units import COUNT, CURRENCY, SHARE, dimension_of
from reportedly.text.rules import Grammar
from reportedly.text.tokens import DIGITS, Tokens

_LOWER = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
_UPPER = frozenset({Bound.AT_MOST, Bound.LESS_THAN})
_LINKS, _OUT_OF, _HEDGES = words("bound-link"), words("out-of"), words("hedge")
_FARTHEST = 6  # tokens between two ends


class Pair(NamedTuple):
    """Two drafts that follow one another, of which rules ask whether they are one range."""

    tokens: Tokens
    a: Draft
    b: Draft

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The numbers, the scale of the second shared: "four to five thousand", "4-5,000"."""
        a, b = self.a, self.b
        scale = b.number.scale
        if scale == 1 and b.low_step >= 1 and "," in self.tokens[b.number.first].raw:
            scale = Decimal(1000) if self._is_tied else scale
        if scale == 1 and self.tokens.low(b.number.last - 1) == "hundred" and a.low < 10:
            scale = Decimal(100)
        if scale != 1 and not a.number.scaled and abs(a.low) * scale <= abs(b.low):
            return a.low * scale, b.low
        return a.low, b.low

    @property
    def _is_tied(self) -> bool:
        """True where a dash touches both numbers."""
        tokens, at = self.tokens, self.a.last
        return self.b.first == at + 1 and tokens.touches(at) and tokens.touches(at + 1)


def join_ranges(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Join neighbours that are the two ends of one range; the rest stays as it was."""
    joined: list[Draft] = []
    for draft in drafts:
        alone = not joined or joined[-1].last < draft.first
        if tokens[draft.first].raw == "±" and draft.is_point and alone:
            size = abs(draft.high)  # "± -2" too
            draft.low, draft.high, draft.bound = -size, size, Bound.RANGE
        if joined and _join(Pair(tokens, joined[-1], draft)):
            continue
        year = len(joined) > 1 and tokens.low(joined[-1].first - 1) == "in"
        if year and _is_year(joined[-1]) and _join(Pair(tokens, joined[-2], draft)):
            joined.pop()  # "from $75 in 2019 to $45"
            continue
        joined.append(draft)
    return joined


def _is_year(draft: Draft) -> bool:
    return draft.unit is None and 1900 <= draft.low <= 2100


def _join(pair: Pair) -> bool:
    """Make the first draft of a pair what the two are together, if they are."""
    a, b = pair.a, pair.b
    if not (a.is_point and b.is_point) or a.also or b.first - a.last > _FARTHEST:
        return False
    return any(joins(pair) for joins in (_join_share, _join_margin, _join_bounds, _join_ends))


def _join_share(pair: Pair) -> bool:
    """Reads so many in, or out of, so many: "one in five", "three out of 40"."""
    tokens, a, b = pair
    between = [t.low for t in tokens[a.last : b.first] if t.raw != "-"]
    plain = {a.number.form, b.number.form} <= {"digits", "spelled"} and b.first == b.core
    if " ".join(between) not in _OUT_OF or not plain or a.unit or b.unit:
        return False
    if not 0 < a.low < b.low <= 100_000 or (between == ["in"] and not _is_chance(a, b)):
        return False
    a.number = a.number._replace(form="fraction", last=b.number.last)
    a.low = a.high = a.low / b.low
    a.low_step = a.high_step = Decimal("0.05") if b.low < 20 else Decimal(1) / b.low
    a.last, a.core_last = b.last, b.core_last
    if b.bounded:
        a.bound, a.soft, a.lean, a.bounded = b.bound, b.soft, b.lean, True
    return True


def _is_chance(a: Draft, b: Draft) -> bool:
    """True for "one in 300", "3 in 10", "19 in 20"; not for "2 in 2014"."""
    if a.low == 1:
        return b.low < 1000 or b.low % 100 == 0
    nearly_all = b.low - a.low == 1 and b.low >= 10
    return nearly_all or (a.low < 10 and b.low in _ROUND_WHOLES)


_ROUND_WHOLES = frozenset({*range(2, 11), 12, 20, 50, 100, 1000, 10_000, 100_000})


def _join_margin(pair: Pair) -> bool:
    """Reads "25 ± 2"."""
    tokens, a, b = pair
    if a.last != b.first or tokens[b.first].raw != "±":
        return False
    size = max(abs(b.low), abs(b.high))
    a.low, a.high, a.unit = a.low - size, a.high + size, a.unit or b.unit
    a.last, a.core_last, a.bound, a.bounded = b.last, b.core_last, Bound.RANGE, True
    a.low_step = a.high_step = b.low_step
    return True


def _join_bounds(pair: Pair) -> bool:
    """Reads "more than 20 and at most 35": opposite bounds that leave numbers between them."""
    tokens, a, b = pair
    between = [t.low for t in tokens[a.last : b.first]]
    if not between or not _LINKS.issuperset(between) or not _units_fit(a, b):
        return False
    rises = a.bound in _LOWER and b.bound in _UPPER and a.low < b.low
    falls = a.bound in _UPPER and b.bound in _LOWER and b.low < a.low
    if not (rises or falls):
        return False
    _merge(pair)
    lower, upper = (a, b) if rises else (b, a)
    a.low_open, a.high_open = lower.bound == Bound.MORE_THAN, upper.bound == Bound.LESS_THAN
    a.bound, a.soft, a.lean, a.moved = Bound.RANGE, False, 0, None
    return True


def _units_fit(a: Draft, b: Draft) -> bool:
    if a.unit is None or b.unit is None or a.unit == b.unit:
        return True
    return b.unit.startswith(f"{a.unit} per ") or a.unit.startswith(f"{b.unit} per ")


def _join_ends(pair: Pair) -> bool:
    a, b = pair.a, pair.b
    if not decide(pair)[0]:
        return False
    if a.number.form == "ordinal" and pair.tokens.low(a.first - 1) == "the":
        a.first -= 1
    _merge(pair)
    a.between = pair.tokens.low(a.first - 1) in ("between", "from")
    a.first -= a.between
    compared = pair.tokens.low(a.first) == "as" and a.soft  # "as high as 400 to 500"
    one_sided = a.bound in (*_LOWER, *_UPPER) and b.bound != Bound.AT_MOST
    if a.between or compared or not one_sided:  # "at least 16-20" is open upwards
        a.bound, a.soft, a.lean = Bound.RANGE, False, 0
    return True


def decide(pair: Pair) -> tuple[bool, str]:
    """Whether two numbers are the ends of a range, and the name of the rule that says so, or ""."""
    tokens, a, b = pair
    fits = _units_fit(a, b) and b.bound in (Bound.EXACT, Bound.ABOUT, Bound.AT_MOST)
    if not fits or (a.number.form == "fraction" and b.number.form != "fraction"):
        return False, ""
    for group in ("APART", "RANGE"):
        match = _rules().around(group, tokens, a.first, a.last, pair)
        if match is not None:
            return match.rule.action == "yes", match.rule.name
    return False, ""


def range_rules() -> list[Rule]:
    """All rules, with their examples."""
    return [rule for rules in _rules().groups.values() for rule in rules]


def _is_dashed(pair: Pair) -> bool:
    tokens, a, b = pair
    if b.first >= len(tokens) or pair.ends[0] >= pair.ends[1]:
        return False
    if tokens[a.last].raw == "/":
        return a.unit is not None and a.unit == b.unit
    if (a.number.form == "spelled") != (b.number.form == "spelled"):
        return False  # "UPDATE 1-Five soldiers killed"
    even = tokens[a.last].glued == tokens[a.last + 1].glued
    return even and (a.unit is None or b.unit is not None or dimension_of(a.unit) == CURRENCY)


def _to_fits(pair: Pair) -> bool:
    a, b = pair.a, pair.b
    own = a.unit is not None and b.unit is not None
    return (a.unit is None or own) and (pair.ends[0] < pair.ends[1] or (own and a.unit == b.unit))


def _is_near(pair: Pair) -> bool:
    low, high = pair.ends
    near = 0 < high - low <= max(Decimal(1), low / 2)
    hedged = pair.a.bound == Bound.EXACT and pair.b.bound == Bound.ABOUT
    return near and pair.a.unit is None and (hedged or not pair.b.bounded)


def _is_movement(pair: Pair) -> bool:
    """Reads "$75 in October to $45": a movement told with its dates."""
    tokens, a, b = pair
    dated = tokens.low(a.last) == "in" and tokens.low(b.first - 1) == "to"
    return dated and (a.unit is not None or a.number.scaled or a.low >= 10_000)


_ASKS: Mapping[str, Callable[[Pair], bool]] = {
    "rising": lambda pair: pair.ends[0] < pair.ends[1],
    "touching": lambda pair: pair.tokens.touches(pair.a.first),
    "year-bare": lambda pair: _is_year(pair.a),
    "threefold": lambda pair: pair.b.low > 3 * pair.a.low,
    "own-unit": lambda pair: pair.a.unit is not None and pair.b.unit is not None,
    "ordinal": lambda pair: pair.a.number.form == "ordinal",
    "second-soft": lambda pair: pair.b.bound == Bound.AT_MOST and pair.b.soft,
    "dashed": _is_dashed,
    "near": _is_near,
    "to-fits": _to_fits,
    "movement": _is_movement,
}


def _read_second(tokens: Tokens, at: int, pair: Any) -> tuple[Any, int] | None:
    """The second number, hedges before it left out: "30 or possibly 40"."""
    while at < pair.b.first and tokens.low(at) in _HEDGES:
        at += 1
    return (pair.b, pair.b.last) if at == pair.b.first else None


@cache
def _rules() -> Grammar:
    return Grammar(
        load("quantities/ranges.rules"),
        "ranges.rules",
        {
            "digits": lambda tokens, at: tokens[at].kind == DIGITS,
            "from_ahead": lambda tokens, at: tokens[at].low == "from",
        },
        {"SECOND": _read_second},
        _ASKS,
    )


def _merge(pair: Pair) -> None:
    a, b = pair.a, pair.b
    a.ends = replace(a), replace(b)
    first, second = pair.ends
    first_step = a.low_step * first / a.low if a.low else a.low_step
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
    a.hyphenated = a.hyphenated or b.hyphenated


# One quantity in two units


def join_pairs(tokens: Tokens, drafts: list[Draft]) -> list[Draft]:
    """Give a quantity its restatement in brackets or behind a slash: "5 km (3 miles)"."""
    joined: list[Draft] = []
    for draft in drafts:
        if joined and _repeats(tokens, joined[-1], draft):
            joined[-1].last = joined[-1].core_last = draft.last + 1
        elif joined and _restates(tokens, joined[-1], draft):
            _add_restatement(tokens, joined[-1], draft)
        else:
            joined.append(draft)
    return joined


def _repeats(tokens: Tokens, a: Draft, b: Draft) -> bool:
    """True for the bracket in "sixteen (16) people", which says the number again."""
    bracketed = [t.raw for t in tokens[a.last : b.first]] == ["("] and tokens.low(b.last) == ")"
    same = a.low == b.low and a.high == b.high and a.is_point and b.is_point
    return bracketed and same and a.unit is None and b.unit is None and not b.bounded


def _restates(tokens: Tokens, a: Draft, b: Draft) -> bool:
    latest = a.also[-1].unit if a.also else a.unit
    if latest is None or b.unit is None or not _can_restate(latest, b.unit):
        return False
    between = [t.raw for t in tokens[a.last : b.first]]
    closed = tokens.low(b.last) in frozenset(")/];,")
    if a.also:
        return between == ["/"] and closed
    if between == [",", "or"]:
        return True  # "400 hectares, or 988 acres"
    opened = between[-1:] == ["("] or between[-1:] == ["["]
    return opened and len(between) <= 4 and closed and all(w[0].isalpha() for w in between[:-1])


def _can_restate(a: str, b: str) -> bool:
    first, second = dimension_of(a), dimension_of(b)
    return a != b and first == second and first not in (SHARE, COUNT)


def _add_restatement(tokens: Tokens, a: Draft, b: Draft) -> None:
    if b.bound == Bound.EXACT and not b.bounded:
        b.bound, b.soft, b.lean = a.bound, a.soft, a.lean
        if not b.is_point:
            b.bound = Bound.RANGE
    a.also.append(b)
    a.last = b.last + 1 if tokens.low(b.last) in (")", "]") else b.last
