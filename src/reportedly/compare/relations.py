"""Relations between subjects, as people write them, and what they imply.

    lost + held = whole
    killed = civilians + fighters
    rate = killed / population
    children <= civilians <= killed
    held = whole * (1 - lost)

Names are ids of subjects; `+ - * /` and the signs between the sides stand between spaces, since
ids hold hyphens. Numbers may be written `1,000`, `0.5` or `50%`.

What is implied is found by constraint propagation over intervals to a fixed point: each relation
is evaluated upwards and projected back on its names (HC4; Benhamou, Goualard, Granvilliers and
Puget, *Revising hull and box consistency*, ICLP 1999). Every end of an interval carries the claims
that it rests on, so that a violated relation can name them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from reportedly.compare.figures import below
from reportedly.model import Interval

_SIGNS = {"=": "=", "==": "=", "<=": "<=", "≤": "<=", ">=": ">=", "≥": ">=", "<": "<", ">": ">"}
_SUMS = {"+": "+", "-": "-", "−": "-", "–": "-"}
_PRODUCTS = {"*": "*", "×": "*", "·": "*", "/": "/", "÷": "/"}
_NUMBER = re.compile(r"\d[\d,]*(\.\d+)?%?")
_TOKEN = re.compile(r"[()]|[^\s()]+")
_ROUNDS = 60
_SMALLEST_STEP = Decimal("1e-9")
_LAST_DIGITS = Decimal("1e-20")
_DOWN = Context(prec=28, rounding=ROUND_FLOOR)
_UP = Context(prec=28, rounding=ROUND_CEILING)

# Parsing


class RelationError(ValueError):
    """A relation does not read; the text says where and what would."""


@dataclass(frozen=True, slots=True)
class Name:
    """A subject, by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written in the relation."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Operation:
    """Two expressions joined by `+`, `-`, `*` or `/`."""

    sign: str
    left: Expression
    right: Expression


Expression = Name | Number | Operation


@dataclass(frozen=True, slots=True)
class Constraint:
    """Two expressions and the sign between them: `=`, `<=`, `>=`, `<` or `>`."""

    left: Expression
    sign: str
    right: Expression


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation as written, and the constraints it states (a chain states several)."""

    text: str
    constraints: tuple[Constraint, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of the subjects named, each once, in order."""
        found: dict[str, None] = {}
        for constraint in self.constraints:
            for side in (constraint.left, constraint.right):
                found.update(dict.fromkeys(names_in(side)))
        return tuple(found)


def parse_relation(text: str) -> Relation:
    """Read a relation.

    >>> parse_relation("lost + held = whole").names
    ('lost', 'held', 'whole')

    Raises:
        RelationError: the text is not a relation.
    """
    parser = _Parser(_TOKEN.findall(text), text)
    sides = [parser.sum()]
    signs = []
    while (sign := _SIGNS.get(parser.peek())) is not None:
        parser.take()
        signs.append(sign)
        sides.append(parser.sum())
    if parser.peek():
        raise parser.error(f"{parser.peek()!r} is out of place")
    if not signs:
        raise parser.error("a relation needs one of = <= >= < >")
    constraints = (
        Constraint(a, s, b) for a, s, b in zip(sides[:-1], signs, sides[1:], strict=True)
    )
    relation = Relation(text, tuple(constraints))
    if not relation.names:
        raise parser.error("a relation names at least one subject")
    return relation


def within(relation: Relation, event: str) -> Relation:
    """The relation of an event, whose names are relative to it, over whole ids."""
    constraints = tuple(
        Constraint(_within(c.left, event), c.sign, _within(c.right, event))
        for c in relation.constraints
    )
    return Relation(relation.text, constraints)


def _within(expression: Expression, event: str) -> Expression:
    if isinstance(expression, Name):
        return Name(f"{event}/{expression.id}")
    if isinstance(expression, Number):
        return expression
    left, right = _within(expression.left, event), _within(expression.right, event)
    return Operation(expression.sign, left, right)


def names_in(expression: Expression) -> tuple[str, ...]:
    """Ids of the subjects in an expression, in order, repeats kept."""
    if isinstance(expression, Name):
        return (expression.id,)
    if isinstance(expression, Number):
        return ()
    return names_in(expression.left) + names_in(expression.right)


class _Parser:
    """Recursive descent over tokens: sums of products of names, numbers and brackets."""

    def __init__(self, tokens: Sequence[str], text: str) -> None:
        self._tokens = tokens
        self._text = text
        self._place = 0
        self._depth = 0

    def peek(self) -> str:
        return self._tokens[self._place] if self._place < len(self._tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self._place += 1
        return token

    def error(self, message: str) -> RelationError:
        return RelationError(f"{self._text!r}: {message}")

    def sum(self) -> Expression:
        return self._joined(self.product, _SUMS)

    def product(self) -> Expression:
        return self._joined(self.item, _PRODUCTS)

    def _joined(self, part: Callable[[], Expression], signs: Mapping[str, str]) -> Expression:
        left = part()
        while self.peek() in signs:
            sign = signs[self.take()]
            left = Operation(sign, left, part())
        return left

    def item(self) -> Expression:
        token = self.take()
        if token == "(":
            self._depth += 1
            if self._depth > 50:
                raise self.error("too many brackets")
            inner = self.sum()
            if self.take() != ")":
                raise self.error("a bracket is not closed")
            self._depth -= 1
            return inner
        if not token or token == ")" or token in _SIGNS or token in _SUMS or token in _PRODUCTS:
            raise self.error(
                "a name or a number is missing" + (f" before {token!r}" if token else "")
            )
        if _NUMBER.fullmatch(token):
            value = Decimal(token.rstrip("%").replace(",", ""))
            return Number(value / 100 if token.endswith("%") else value)
        if re.search(r"[+*×÷=<>≤≥]", token):
            raise self.error(f"put spaces around the signs in {token!r}")
        return Name(token)


# Propagation

Claims = frozenset[str]
_NOBODY: Claims = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a number, and the ids of the claims that each end rests on."""

    interval: Interval
    low_by: Claims = _NOBODY
    high_by: Claims = _NOBODY


class ContradictionError(Exception):
    """Nothing satisfies all relations; `claims` are the ids that the two ends rest on."""

    def __init__(self, claims: Claims) -> None:
        super().__init__(", ".join(sorted(claims)))
        self.claims = claims


def propagate(constraints: Sequence[Constraint], known: Mapping[str, Known]) -> dict[str, Known]:
    """Narrow what is known of each subject by the constraints, to a fixed point.

    Args:
        constraints: relations over the subjects.
        known: subject id → what is claimed of it; a subject that is missing may be anything.

    Returns:
        The same for every subject named, narrowed; never wider than given.

    Raises:
        ContradictionError: no numbers satisfy all of it.
    """
    state = {
        name: known.get(name, Known(Interval.unbounded()))
        for c in constraints
        for name in (*names_in(c.left), *names_in(c.right))
    }
    for _ in range(_ROUNDS):
        before = dict(state)
        for constraint in constraints:
            _revise(constraint, state)
        if not any(_moved(before[n].interval, state[n].interval) for n in state):
            break
    return state


def _moved(before: Interval, after: Interval) -> bool:
    """True when an end moved by more than rounding; slow crawls count as settled."""
    return _end_moved(before.low, after.low) or _end_moved(before.high, after.high)


def _end_moved(before: Decimal | None, after: Decimal | None) -> bool:
    if before is None or after is None:
        return before is not after
    return abs(after - before) > _SMALLEST_STEP * max(abs(before), abs(after), Decimal(1))


def _revise(constraint: Constraint, state: dict[str, Known]) -> None:
    left, right = _evaluate(constraint.left, state), _evaluate(constraint.right, state)
    if constraint.sign == "=":
        both = _meet(left, right)
        _project(constraint.left, both, state)
        _project(constraint.right, _meet(_evaluate(constraint.right, state), both), state)
        return
    small, large = constraint.left, constraint.right
    if constraint.sign in (">", ">="):
        small, large, left, right = large, small, right, left
    strict = constraint.sign in ("<", ">")
    ceiling = Known(
        Interval(None, right.interval.high, True, strict or right.interval.high_open),
        high_by=right.high_by,
    )
    _project(small, _meet(left, ceiling), state)
    floor = Known(
        Interval(left.interval.low, None, strict or left.interval.low_open), low_by=left.low_by
    )
    _project(large, _meet(_evaluate(large, state), floor), state)


def _evaluate(expression: Expression, state: Mapping[str, Known]) -> Known:
    if isinstance(expression, Name):
        return state[expression.id]
    if isinstance(expression, Number):
        return Known(Interval.point(expression.value))
    left, right = _evaluate(expression.left, state), _evaluate(expression.right, state)
    return _APPLY[expression.sign](left, right)


def _project(expression: Expression, wanted: Known, state: dict[str, Known]) -> None:
    """Narrow the names in `expression` so that it can be `wanted`."""
    if isinstance(expression, Name):
        state[expression.id] = _meet(state[expression.id], wanted)
        return
    if isinstance(expression, Number):
        _meet(Known(Interval.point(expression.value)), wanted)
        return
    left, right = _evaluate(expression.left, state), _evaluate(expression.right, state)
    if expression.sign == "+":
        to_left, to_right = _minus(wanted, right), _minus(wanted, left)
    elif expression.sign == "-":
        to_left, to_right = _plus(wanted, right), _minus(left, wanted)
    elif expression.sign == "*":
        to_left, to_right = _undo_times(wanted, right), _undo_times(wanted, left)
    else:
        to_left, to_right = _times(wanted, right), _undo_times(left, wanted)
    _project(expression.left, _meet(left, to_left), state)
    _project(expression.right, _meet(right, to_right), state)


def _meet(a: Known, b: Known) -> Known:
    """What both leave.

    Raises:
        ContradictionError: nothing.
    """
    x, y = a.interval, b.interval
    if below(x, y):
        return _touching(a, b)
    if below(y, x):
        return _touching(b, a)
    low = a if _is_tighter(x.low, x.low_open, y.low, y.low_open, 1) else b
    high = a if _is_tighter(x.high, x.high_open, y.high, y.high_open, -1) else b
    if low is high:
        return low
    met = x.meet(y)
    if met is None:
        raise ContradictionError(low.low_by | high.high_by)
    return Known(met, low.low_by, high.high_by)


def _touching(lower: Known, upper: Known) -> Known:
    """The end of `lower`, where only the last digits of a division part it from `upper`.

    Raises:
        ContradictionError: more than that lies between them.
    """
    high, low = lower.interval.high, upper.interval.low
    if high is not None and low is not None and high != low:
        gap, size = low - high, max(abs(low), abs(high))
        if gap <= _LAST_DIGITS * size:
            return Known(Interval.point(high), upper.low_by, lower.high_by)
    raise ContradictionError(lower.high_by | upper.low_by)


def _is_tighter(
    end: Decimal | None, is_open: bool, other: Decimal | None, other_open: bool, sign: int
) -> bool:
    """True when the first end leaves no more than the second."""
    if other is None:
        return True
    if end is None:
        return False
    if end == other:
        return is_open or not other_open
    return (end - other) * sign > 0


def _plus(a: Known, b: Known) -> Known:
    return Known(a.interval + b.interval, a.low_by | b.low_by, a.high_by | b.high_by)


def _minus(a: Known, b: Known) -> Known:
    return Known(a.interval - b.interval, a.low_by | b.high_by, a.high_by | b.low_by)


def _times(a: Known, b: Known) -> Known:
    product = a.interval * b.interval
    if _is_positive(a.interval) and _is_positive(b.interval):
        return Known(product, a.low_by | b.low_by, a.high_by | b.high_by)
    everybody = a.low_by | a.high_by | b.low_by | b.high_by
    return Known(product, everybody, everybody)


def _over(a: Known, b: Known) -> Known:
    inverse = _inverse(b.interval)
    if inverse is None:
        return Known(Interval.unbounded())
    return _times(a, Known(inverse, b.high_by, b.low_by))


def _undo_times(product: Known, factor: Known) -> Known:
    """What times `factor` can give `product`; anything when the factor may be zero and it too."""
    if factor.interval.contains(Decimal(0)) and product.interval.contains(Decimal(0)):
        return Known(Interval.unbounded())
    return _over(product, factor)


def _inverse(x: Interval) -> Interval | None:
    """One over each number of `x`, rounded outwards; None when `x` lies on both sides of zero."""
    if x.low is not None and x.low >= 0:
        if x.high == 0:
            return None
        low = Decimal(0) if x.high is None else _DOWN.divide(Decimal(1), x.high)
        high = None if x.low == 0 else _UP.divide(Decimal(1), x.low)
        return Interval(low, high, x.high is None or x.high_open, x.low_open)
    if x.high is not None and x.high <= 0:
        inverse = _inverse(-x)
        return None if inverse is None else -inverse
    return None


def _is_positive(x: Interval) -> bool:
    return x.low is not None and x.low >= 0


_APPLY = {"+": _plus, "-": _minus, "*": _times, "/": _over}
