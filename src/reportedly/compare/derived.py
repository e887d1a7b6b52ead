"""Declared relations held against what is claimed, by interval arithmetic to a fixed point.

Each voice's own figures are held together first; then those of all voices that do not state every
figure of a relation themselves, since whoever states them all has been heard. Where voices
contradict one another about a subject, the span of what they say is used, so that one quarrel is
not told twice. A violated relation names the fewest claims that cannot all hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from reportedly.compare.figures import apart
from reportedly.compare.groups import conflict_of
from reportedly.compare.moments import Timeline, shared_days
from reportedly.compare.relations import (
    Constraint,
    ContradictionError,
    Expression,
    Known,
    Name,
    Number,
    Operation,
    Relation,
    RelationError,
    names_in,
    parse_relation,
    propagate,
)
from reportedly.compare.voices import voice
from reportedly.compare.wording import measured_in, plain, quoted, said_of, says, title_of
from reportedly.model import (
    Claim,
    Conflict,
    ConflictKind,
    Figure,
    Interval,
    Stance,
    Subject,
    Verdict,
)
from reportedly.text.quantities.conversion import in_unit_of
from reportedly.text.quantities.units import dimension_of

# Past so many claims the fewest are not searched for among all subsets; each that can be spared
# is dropped instead, which leaves a set of which all are needed.
_SEARCHED = 10

_FROM_ZERO = Interval(Decimal(0), None)


def judge_relations(
    declared: Sequence[Relation], groups: Mapping[str, Sequence[Claim]]
) -> Iterator[Conflict]:
    """Every violation of a declared relation.

    Args:
        declared: the relations, as `declared_relations` gives them.
        groups: subject id → standing claims on it.
    """
    for relations in _components(declared):
        yield from _judge_component(relations, groups)


def declared_relations(subjects: Iterable[Subject]) -> list[Relation]:
    """The relations that subjects declare, each once, in the order of the subjects' ids.

    Those that do not read are left out; the ledger's checks report them.
    """
    ordered = sorted(subjects, key=lambda s: s.id)
    texts = dict.fromkeys(r for subject in ordered for r in subject.relations)
    relations = []
    for text in texts:
        try:
            relations.append(parse_relation(text))
        except RelationError:
            continue
    return relations


def _components(relations: Sequence[Relation]) -> list[list[Relation]]:
    """Relations that share subjects, directly or through others, together."""
    home: dict[str, list[Relation]] = {}
    for relation in relations:
        joined = [relation]
        for other in {id(home[n]): home[n] for n in relation.names if n in home}.values():
            joined += other
        for name in {n for r in joined for n in r.names}:
            home[name] = joined
    return [list(c) for c in {id(c): c for c in home.values()}.values()]


@dataclass(frozen=True, slots=True)
class _System:
    """Constraints, and the claims that bear on their subjects in one unit each dimension."""

    relations: tuple[Relation, ...]
    constraints: tuple[Constraint, ...]
    stated: tuple[tuple[Claim, Figure], ...]

    def known(self, claims: Iterable[Claim], *, exact: bool = False) -> dict[str, Known]:
        """What these claims leave of each subject; `exact` takes figures without rounding.

        Where two of them contradict each other about one subject, the span of both.
        """
        wanted = {c.id for c in claims}
        known = dict.fromkeys(_amounts(self.constraints), Known(_FROM_ZERO))
        claimed: set[str] = set()
        for claim, figure in self.stated:
            if claim.id in wanted:
                interval = figure.interval if exact else figure.rounded
                by = frozenset({claim.id})
                fact = Known(_at_least_zero(interval), by, by)
                name = claim.subject.id
                known[name] = _joined(known[name], fact) if name in claimed else fact
                claimed.add(name)
        return known

    def failing(self, claims: Iterable[Claim]) -> frozenset[str]:
        """Ids of claims that cannot all hold, or none when these can."""
        try:
            propagate(self.constraints, self.known(claims))
        except ContradictionError as fault:
            return fault.claims
        except (ArithmeticError, ValueError):  # numbers too large to calculate with say nothing
            return frozenset()
        return frozenset()


def _amounts(constraints: Iterable[Constraint]) -> set[str]:
    """Names that stand for no less than zero: all but those declared to be a difference."""
    names: set[str] = set()
    differences: set[str] = set()
    for c in constraints:
        for side, other in ((c.left, c.right), (c.right, c.left)):
            names.update(names_in(side))
            if isinstance(side, Name) and _subtracts(other):
                differences.add(side.id)
    return names - differences


def _subtracts(expression: Expression) -> bool:
    if not isinstance(expression, Operation):
        return False
    return expression.sign == "-" or _subtracts(expression.left) or _subtracts(expression.right)


def _at_least_zero(x: Interval) -> Interval:
    """Amounts start at zero where nothing lower is claimed of them."""
    if x.low is None and (x.high is None or x.high >= 0):
        return x.meet(_FROM_ZERO) or x
    return x


def _joined(a: Known, b: Known) -> Known:
    """Both where they can both hold, else everything from the one to the other."""
    x, y = a.interval, b.interval
    met = x.meet(y)
    if met is None:
        low, high = (a, b) if x.low is None or (y.low is not None and x.low <= y.low) else (b, a)
        return Known(x.hull(y), low.low_by, high.high_by)
    by_low = a.low_by if (met.low, met.low_open) == (x.low, x.low_open) else b.low_by
    by_high = a.high_by if (met.high, met.high_open) == (x.high, x.high_open) else b.high_by
    return Known(met, by_low, by_high)


def _judge_component(
    relations: Sequence[Relation], groups: Mapping[str, Sequence[Claim]]
) -> Iterator[Conflict]:
    names = sorted({n for r in relations for n in r.names if n in groups})
    if len(names) < 2 and not any(len(r.names) == 1 for r in relations):
        return
    units = _units(names, groups)
    lines = [Timeline(groups[name]) for name in names]
    told: set[frozenset[str]] = set()
    for rows in shared_days(lines):
        claims = [c for row in rows for c in row]
        alone = [_system((r,), claims, units) for r in relations]
        systems = alone if len(relations) == 1 else [*alone, _system(relations, claims, units)]
        for system in systems:
            for found in _violations(system):
                if not any(t <= found for t in told):
                    told.add(found)
                    yield _derived(system, [c for c, _ in system.stated if c.id in found])


def _units(names: Iterable[str], groups: Mapping[str, Sequence[Claim]]) -> dict[str, str | None]:
    """Dimension → the unit in which all its figures are taken."""
    units: dict[str, str | None] = {}
    for name in names:
        for claim in groups[name]:
            if claim.figure is not None and not claim.figure.share:
                unit = claim.figure.unit
                units.setdefault(dimension_of(unit or ""), unit)
    return units


def _system(
    relations: Iterable[Relation], claims: Sequence[Claim], units: Mapping[str, str | None]
) -> _System:
    used = tuple(relations)
    names = {n for r in used for n in r.names}
    stated = [
        (c, f) for c in claims if c.subject.id in names and (f := _in_units(c, units)) is not None
    ]
    wholes = _wholes(stated, claims)
    shares = {c.subject.id for c, f in stated if f.share}
    counts = {c.subject.id for c, f in stated if not f.share}
    constraints = tuple(
        c for r in used for c in (_with_shares(c, shares, counts, wholes) for c in r.constraints)
    )
    mixed = shares & counts  # a subject stated both ways: its counts are what the relation is about
    return _System(
        used, constraints, tuple(s for s in stated if not (s[1].share and s[0].subject.id in mixed))
    )


def _in_units(claim: Claim, units: Mapping[str, str | None]) -> Figure | None:
    figure = claim.figure
    if figure is None or claim.stance is not Stance.ASSERTS:
        return None
    if figure.share:
        return in_unit_of(figure, None)
    return in_unit_of(figure, units.get(dimension_of(figure.unit or ""), figure.unit))


def _wholes(stated: Sequence[tuple[Claim, Figure]], claims: Sequence[Claim]) -> dict[str, str]:
    """Subject stated as a share → the subject it is a share of, where claims say so."""
    subject_of = {c.id: c.subject.id for c in claims}
    return {
        c.subject.id: subject_of.get(c.whole, c.whole)
        for c, f in stated
        if f.share and c.whole is not None
    }


# A share among counts: "99.5 percent lost" in `lost + held = whole` is 0.995 of the whole.


def _with_shares(
    constraint: Constraint, shares: set[str], counts: set[str], wholes: Mapping[str, str]
) -> Constraint:
    """The constraint with each subject stated as a share of a whole written as share × whole.

    Only sums of names mix so: in `held = whole * (1 - lost)` the share is meant as a share. All
    that is a part of one whole is gathered, `whole * (1 - lost) = held`, since an interval that
    stands in two places is known less well than in one.
    """
    terms, right = _linear(constraint.left), _linear(constraint.right)
    if terms is None or right is None:
        return constraint
    for name, times in right.items():
        terms[name] = terms.get(name, 0) - times
    pure = [n for n in terms if n in shares and n not in counts]
    if not pure or len(pure) == len(terms):
        return constraint
    whole = _whole_of(pure, wholes, constraint)
    if whole is None or whole in pure:
        return constraint
    start = Number(Decimal(terms.pop(whole, 0)))
    factor = _summed(start, [(n, terms.pop(n)) for n in pure])
    others = _summed(Number(Decimal(0)), [(n, -times) for n, times in terms.items()])
    return Constraint(Operation("*", Name(whole), factor), constraint.sign, others)


def _summed(start: Expression, terms: Iterable[tuple[str, int]]) -> Expression:
    """`start` and so many times each name."""
    total = start
    for name, times in terms:
        if times:
            total = Operation("+" if times > 0 else "-", total, _scaled(name, times))
    return total


def _linear(expression: Expression) -> dict[str, int] | None:
    """Name → how often it is added, for sums and differences of names alone; else None."""
    if isinstance(expression, Name):
        return {expression.id: 1}
    if isinstance(expression, Number) or expression.sign not in "+-":
        return None
    left, right = _linear(expression.left), _linear(expression.right)
    if left is None or right is None:
        return None
    sign = 1 if expression.sign == "+" else -1
    for name, times in right.items():
        left[name] = left.get(name, 0) + sign * times
    return left


def _scaled(name: str, times: int) -> Expression:
    return (
        Name(name) if abs(times) == 1 else Operation("*", Number(Decimal(abs(times))), Name(name))
    )


def _whole_of(
    names: Sequence[str], wholes: Mapping[str, str], constraint: Constraint
) -> str | None:
    """The one whole of these shares: as claimed, else the side of the relation that is one name."""
    claimed = {wholes[n] for n in names if n in wholes}
    if len(claimed) == 1:
        return claimed.pop()
    sides = [s.id for s in (constraint.left, constraint.right) if isinstance(s, Name)]
    return sides[0] if not claimed and len(sides) == 1 else None


# Violations


def _violations(system: _System) -> Iterator[frozenset[str]]:
    """Sets of claims that cannot all hold: of one voice, then across voices."""
    voices: dict[str, list[Claim]] = {}
    for claim, _ in system.stated:
        voices.setdefault(voice(claim) or f"open\0{claim.id}", []).append(claim)
    names = {n for r in system.relations for n in r.names}
    incomplete: list[Claim] = []
    for own in voices.values():
        if {c.subject.id for c in own} >= names:
            failing = system.failing(own)
            if failing:
                yield _fewest(system, own, failing)
            continue
        incomplete += own
        failing = system.failing(own) if len(own) > 1 else frozenset()
        if failing:
            yield _fewest(system, own, failing)
    if len(incomplete) > 1:
        failing = system.failing(incomplete)
        if failing:
            yield _fewest(system, incomplete, failing)


def _fewest(system: _System, claims: Sequence[Claim], failing: frozenset[str]) -> frozenset[str]:
    """The smallest set among the failing claims that cannot hold with the relations."""
    pool = [c for c in claims if c.id in failing]
    if not system.failing(pool):
        pool = list(claims)
    needed = list(pool)
    for claim in pool:
        rest = [c for c in needed if c is not claim]
        if rest and system.failing(rest):
            needed = rest
    if len(pool) <= _SEARCHED:
        for size in range(1, len(needed)):
            for some in combinations(pool, size):
                if _agree(system, some) and system.failing(some):
                    return frozenset(c.id for c in some)
    return frozenset(c.id for c in needed)


def _agree(system: _System, claims: Sequence[Claim]) -> bool:
    """True when no two of the claims contradict each other about one subject."""
    figures = {c.id: f for c, f in system.stated}
    return not any(
        a.subject.id == b.subject.id and apart(figures[a.id].rounded, figures[b.id].rounded)
        for a, b in combinations(claims, 2)
    )


def _derived(system: _System, claims: Sequence[Claim]) -> Conflict:
    """The finding: what the other claims come to, and the one that does not fit it."""
    texts = " and ".join(f'"{r.text}"' for r in system.relations if _concerns(r, claims))
    odd = _odd_one(system, claims)
    places = {n: place for place, n in enumerate(n for r in system.relations for n in r.names)}
    others = sorted((c for c in claims if c is not odd), key=lambda c: (places[c.subject.id], c.id))
    said = said_of([(c, c.figure) for c in others if c.figure is not None])
    implied = _implied(system, odd, others)
    verdict = Verdict(
        ConflictKind.DERIVED,
        f"By {texts}, {said}"
        + (f", so {title_of(odd.subject)} is {implied}" if implied else "")
        + f", but {says(odd)} {quoted(odd.figure, odd)}"
        + ("." if implied else f" ({title_of(odd.subject)}): these cannot all hold."),
    )
    return conflict_of(verdict, claims, odd.subject.id)


def _concerns(relation: Relation, claims: Sequence[Claim]) -> bool:
    return len({c.subject.id for c in claims} & set(relation.names)) > 1 or len(claims) == 1


def _odd_one(system: _System, claims: Sequence[Claim]) -> Claim:
    """The claim to hold the others against: the one on a side that is a single name, if any."""
    single = [
        side.id
        for relation in system.relations
        for constraint in relation.constraints
        for side in (constraint.right, constraint.left)
        if isinstance(side, Name)
    ]
    ranks = {name: rank for rank, name in reversed(list(enumerate(single)))}
    return min(claims, key=lambda c: (ranks.get(c.subject.id, len(single)), c.id))


def _implied(system: _System, odd: Claim, others: Sequence[Claim]) -> str | None:
    """What the other claims, taken at their word, say of the odd one's subject."""
    own = next((f for c, f in system.stated if c.id == odd.id), None)
    if own is None:
        return None
    try:
        state = propagate(system.constraints, system.known(others, exact=True))
    except (ContradictionError, ArithmeticError, ValueError):
        return None
    implied = state.get(odd.subject.id)
    if implied is None or not apart(implied.interval, own.interval):
        return None
    if own.share:
        return f"{_in_words(implied.interval.scaled(Decimal(100)))} percent"
    return f"{_in_words(implied.interval)} {measured_in(own.unit)}".strip()


def _in_words(x: Interval) -> str:
    """An interval as people say it."""
    if x.low is not None and x.low == x.high:
        return plain(x.low, 6)
    high = None if x.high is None else plain(x.high, 6)
    low = None if x.low is None else plain(x.low, 6)
    if high is not None and (low is None or x.low == 0):
        return f"{'less than' if x.high_open else 'at most'} {high}"
    if high is None:
        return f"{'more than' if x.low_open else 'at least'} {low}"
    return f"between {low} and {high}"
