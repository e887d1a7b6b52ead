"""Who reviewed how much, and how far two people agree on what they both read or assessed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.compare.coders import alpha_of_names, alpha_of_numbers, bootstrap, cohens_kappa
from reportedly.errors import FigureError, UnitError, UsageError
from reportedly.ledger.shape import READ_FIELDS
from reportedly.model import Assessment, ClaimEntry, Figure, Role, Stance
from reportedly.resolve.figures import read_entry_figure
from reportedly.workflow.reviewing.fields import words_of

if TYPE_CHECKING:
    from reportedly.workflow.ledgers import Ledger

_USUAL = {"stance": Stance.ASSERTS.value, "role": Role.TOTAL.value}
_ALWAYS = ("source", "subject", "figure", "stance")
_ASSESSED = ("low", "best", "high")


@dataclass(frozen=True, slots=True)
class Agreeing:
    """How far two people agree on one thing that they read.

    Attributes:
        of: claims or assessments.
        field: what they read: `verdict`, a field of a claim, `grade`, `low`, `best`, `high`.
        both: how many both read.
        equal: the share of these that both read alike; None where there is none.
        kappa: Cohen's, of verdicts and grades.
        alpha: Krippendorff's, of numbers by their distances.
        low, high: between what alpha lies with 95 percent.
    """

    of: str
    field: str
    both: int
    equal: float | None
    kappa: float | None = None
    alpha: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def row(self) -> dict[str, Any]:
        """As the listings print it."""
        numbers = {k: getattr(self, k) for k in ("equal", "kappa", "alpha", "low", "high")}
        told = {k: None if v is None else round(v, 3) for k, v in numbers.items()}
        return {"of": self.of, "field": self.field, "both": self.both, **told}


@dataclass(frozen=True, slots=True)
class Differing:
    """What two people read differently.

    Attributes:
        of: claims or assessments.
        id: the claim, or the subject assessed.
        field: what they read.
        a, b: how each read it, "" for nothing.
    """

    of: str
    id: str
    field: str
    a: str
    b: str

    @property
    def row(self) -> dict[str, Any]:
        """As the listings print it."""
        return {"of": self.of, "id": self.id, "field": self.field, "a": self.a, "b": self.b}


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two people agree.

    Attributes:
        a, b: the people.
        fields: by what they read, claims first.
        differing: where they differ, in the order of the ledger.
    """

    a: str
    b: str
    fields: tuple[Agreeing, ...]
    differing: tuple[Differing, ...]


Pair = tuple[str, str, str]
"""Id of what was read, and the words of each."""


def reading_agreement(ledger: Ledger, a: str, b: str) -> Agreement:
    """How far two people agree on the claims that both reviewed, and on what both assessed.

    Of each person the latest review and the latest assessment count. What a claim says is compared
    where both accept it.

    Raises:
        UsageError: somebody has reviewed and assessed nothing, or both are one.
    """
    known = {row["by"] for row in reviewers(ledger)}
    for name in (a, b):
        if name not in known:
            there = f"; known are {', '.join(sorted(known))}" if known else ""
            raise UsageError(f"{name!r} has reviewed and assessed nothing{there}")
    if a == b:
        raise UsageError("two people are compared: name another one")
    fields: list[Agreeing] = []
    differing: list[Differing] = []
    for of, field, pairs in [*_claims_read(ledger, a, b), *_assessed(ledger, a, b)]:
        fields.append(_agreeing(of, field, pairs))
        differing += [Differing(of, i, field, x, y) for i, x, y in pairs if not _same(field, x, y)]
    order = {c.id: n for n, c in enumerate(ledger.entries.claims)}
    differing.sort(key=lambda d: (d.of != "claims", order.get(d.id, len(order))))
    return Agreement(a, b, tuple(fields), tuple(differing))


def reviewers(ledger: Ledger) -> list[dict[str, Any]]:
    """Who reviewed and assessed how much: one row a person, those who did most first.

    `claims` counts claims, `accepted` and `rejected` by the latest review of each; `otherwise` is
    how many of them they read otherwise than they stand; `first` and `last` are days.
    """
    rows: dict[str, dict[str, Any]] = {}
    for claim in ledger.entries.claims:
        for by, given in latest_reviews(claim).items():
            row = _row(rows, by, given.get("on"))
            row["claims"] += 1
            if given.get("verdict") in ("accepted", "rejected"):
                row[given["verdict"]] += 1
            reads = {k: words_of(claim, k) for k in given.keys() & set(READ_FIELDS)}
            row["otherwise"] += any(given[k] != words for k, words in reads.items())
    for made in ledger.assessments:
        if made.by:
            _row(rows, made.by, made.on.isoformat() if made.on else None)["assessments"] += 1
    return sorted(rows.values(), key=lambda r: (-r["claims"], -r["assessments"], r["by"]))


def latest_reviews(claim: ClaimEntry) -> dict[str, dict[str, str]]:
    """Person → their latest review of a claim."""
    return {given["by"]: given for r in claim.reviews if (given := dict(r)).get("by")}


def reading_of(claim: ClaimEntry, review: dict[str, str]) -> dict[str, str]:
    """What a claim says as somebody read it: field → words, "" for nothing."""
    told = {field: review.get(field, words_of(claim, field)) for field in READ_FIELDS}
    return {field: words or _USUAL.get(field, "") for field, words in told.items()}


def _row(rows: dict[str, dict[str, Any]], by: str, on: str | None) -> dict[str, Any]:
    counts = dict.fromkeys(("claims", "accepted", "rejected", "otherwise", "assessments"), 0)
    row = rows.setdefault(by, {"by": by, **counts, "first": None, "last": None})
    if on:
        row["first"] = min(on, row["first"] or on)
        row["last"] = max(on, row["last"] or on)
    return row


def _claims_read(ledger: Ledger, a: str, b: str) -> Iterable[tuple[str, str, list[Pair]]]:
    """What both read of claims, by field; of a figure its words with its unit."""
    verdicts: list[Pair] = []
    read: dict[str, list[Pair]] = {field: [] for field in READ_FIELDS}
    for claim in ledger.entries.claims:
        given = latest_reviews(claim) if len(claim.reviews) > 1 else {}
        if a not in given or b not in given:
            continue
        verdict = tuple(given[by].get("verdict", "") for by in (a, b))
        verdicts.append((claim.id, verdict[0], verdict[1]))
        if verdict == ("accepted", "accepted"):
            first, second = (reading_of(claim, given[by]) for by in (a, b))
            for field in READ_FIELDS:
                x, y = (_with_unit(r, field) for r in (first, second))
                if x or y:
                    read[field].append((claim.id, x, y))
    yield "claims", "verdict", verdicts
    shown = (*_ALWAYS, *(f for f in READ_FIELDS if f not in _ALWAYS))
    yield from (("claims", f, read[f]) for f in shown if f in _ALWAYS or read[f])


def _with_unit(reading: dict[str, str], field: str) -> str:
    words, unit = reading[field], reading["unit"]
    return f"{words} {unit}" if field == "figure" and words and unit else words


def _assessed(ledger: Ledger, a: str, b: str) -> Iterable[tuple[str, str, list[Pair]]]:
    held: dict[str, dict[str, Assessment]] = {}
    for made in ledger.assessments:
        if made.by in (a, b):
            held.setdefault(made.subject, {})[made.by] = made
    both = [(subject, one[a], one[b]) for subject, one in held.items() if len(one) == 2]
    for field in ("grade", *_ASSESSED) if both else ():
        pairs = ((s, getattr(x, field), getattr(y, field)) for s, x, y in both)
        told = [(s, _told(x), _told(y)) for s, x, y in pairs if not x is y is None]
        yield "assessments", field, told


def _told(value: Any) -> str:
    return "" if value is None else str(value)


def _agreeing(of: str, field: str, pairs: Sequence[Pair]) -> Agreeing:
    equal = sum(_same(field, x, y) for _, x, y in pairs) / len(pairs) if pairs else None
    kappa = cohens_kappa([(x, y) for _, x, y in pairs]) if field in ("verdict", "grade") else None
    if field in ("figure", *_ASSESSED):
        numbers = [(_number(x), _number(y)) for _, x, y in pairs]
        return _measured(
            Agreeing(of, field, len(pairs), equal),
            [(x, y) for x, y in numbers if x is not None and y is not None],
            alpha_of_numbers,
        )
    names: list[tuple[Hashable, Hashable]] = [(x, y) for _, x, y in pairs]
    return _measured(Agreeing(of, field, len(pairs), equal, kappa), names, alpha_of_names)


def _measured(
    told: Agreeing, units: Sequence[Any], measure: Callable[[Sequence[Any]], float | None]
) -> Agreeing:
    alpha = measure(units)
    between = bootstrap(units, measure) if alpha is not None else None
    low, high = between or (None, None)
    return Agreeing(told.of, told.field, told.both, told.equal, told.kappa, alpha, low, high)


def _same(field: str, a: str, b: str) -> bool:
    if a == b or field not in ("figure", *_ASSESSED):
        return a == b
    x, y = _figure(a), _figure(b)
    return x is not None and y is not None and (x.interval, x.unit) == (y.interval, y.unit)


def _figure(words: str) -> Figure | None:
    try:
        return read_entry_figure(words, None) if words else None
    except (FigureError, UnitError):
        return None


def _number(words: str) -> float | None:
    """The number that stands in a figure, the middle of a range; None where there is none."""
    figure = _figure(words)
    if figure is None:
        return None
    ends = [float(n) for n in (figure.nominal.low, figure.nominal.high) if n is not None]
    return sum(ends) / len(ends) if ends else None
