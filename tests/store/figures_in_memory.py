"""The findings over a table of figures in plain Python: what the SQL of the engines must equal.

It proposes the same pairs and asks the judge that it is given (`compare.judge.judge`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from reportedly.model import Claim, ConflictKind, Severity, Verdict
from reportedly.store import sql
from reportedly.store.figures import (
    FigureRow,
    Numbers,
    Scale,
    claim_of,
    numbers_of,
    scales_of,
)
from reportedly.store.tables import Finding

Judge = Callable[[Claim, Claim], Verdict]

_LATEST = "9999-99-99"


@dataclass(frozen=True)
class _Row:
    """A row with its numbers, its times as text, and the claim it makes."""

    row: FigureRow
    claim: Claim
    numbers: Numbers
    base: str
    low: float | None
    high: float | None

    @property
    def voice(self) -> str:
        return self.row.origin or self.row.source

    @property
    def moment(self) -> str:
        return self.row.as_of or self.row.said

    @property
    def group(self) -> tuple[str, ...]:
        return (self.row.subject, self.row.measure, self.base, self.moment)

    @property
    def series(self) -> tuple[str, ...]:
        return (self.row.subject, self.row.measure, self.base, self.voice)

    @property
    def said(self) -> tuple[str, str]:
        return _ends(self.row.said)

    @property
    def tie(self) -> tuple[object, ...]:
        r = self.row
        numbers = (*_nulls_last(self.low), *_nulls_last(self.high))
        times = (_in_time(r.as_of), _in_time(r.said))
        return (r.source, r.origin, r.document, *times, *numbers, r.bound, r.unit, r.quote)

    @property
    def place(self) -> tuple[object, ...]:
        return (_in_time(self.moment), _in_time(self.row.said), *self.tie)


def find_in_memory(
    rows: Iterable[FigureRow], judge: Judge, rules: sql.Rules = sql.DEFAULTS
) -> list[Finding]:
    """What the claims of a table are to each other, as `Figures.findings` gives it.

    Args:
        rows: the table's rows, in any order.
        judge: what says what two claims are to each other, under options that fit `rules`.
        rules: only `about` is used here.
    """
    given = list(rows)
    scales = scales_of({row.unit for row in given})
    made = [_made(row, scales[row.unit], rules.about) for row in given]
    standing = list(_standing(made))
    found = [f for group in _by(standing, lambda r: r.group) for f in _across(group, judge)]
    for series in _by(made, lambda r: r.series):
        found += _steps(series, judge, (ConflictKind.ECHO, ConflictKind.REVISION))
    for series in _by(standing, lambda r: r.series):
        found += _steps(series, judge, (ConflictKind.UPDATE, ConflictKind.DECREASE))
    return [finding for finding, *_ in _ordered(found)]


_Told = tuple[Finding, _Row, _Row]


def _made(row: FigureRow, scale: Scale, about: float) -> _Row:
    claim = claim_of(row, {row.unit: scale}, about)
    numbers = numbers_of(row, scale, about)
    return _Row(row, claim, numbers, scale.base, scale.apply(row.low), scale.apply(row.high))


def _by(rows: Iterable[_Row], key: Callable[[_Row], tuple[str, ...]]) -> Iterator[list[_Row]]:
    for _, group in groupby(sorted(rows, key=key), key):
        yield list(group)


def _standing(rows: Sequence[_Row]) -> Iterator[_Row]:
    last: dict[tuple[str, ...], str] = defaultdict(str)
    for row in rows:
        key = (*row.group, row.voice)
        last[key] = max(last[key], row.said[0])
    return (row for row in rows if row.said[1] >= last[(*row.group, row.voice)])


def _across(group: Sequence[_Row], judge: Judge) -> Iterator[_Told]:
    lowest = min(group, key=lambda r: (r.numbers.high, not r.numbers.high_open, r.tie))
    highest = min(group, key=lambda r: (-r.numbers.low, not r.numbers.low_open, r.tie))
    smallest = min(group, key=lambda r: (r.numbers.printed_high, r.tie))
    largest = min(group, key=lambda r: (-r.numbers.printed_low, r.tie))
    voices = len({row.voice for row in group})
    told = [
        (Finding(kind, a.row, b.row, len(group), voices), a, b)
        for a, b in ((lowest, highest), (smallest, largest))
        if (kind := judge(a.claim, b.claim).kind) is not None and not kind.is_step
    ]
    if told:
        yield min(told, key=lambda t: t[0].kind.rank)


def _steps(series: Sequence[_Row], judge: Judge, kinds: Sequence[ConflictKind]) -> Iterator[_Told]:
    ordered = sorted(series, key=lambda r: r.place)
    steps: dict[ConflictKind, list[tuple[_Row, _Row]]] = defaultdict(list)
    for a, b in pairwise(ordered):
        kind = judge(a.claim, b.claim).kind
        if kind in kinds and kind is not None:
            steps[kind].append((a, b))
    for kind, pairs in steps.items():
        deepest = max(_ratio(a, b) for a, b in pairs) if kind is ConflictKind.DECREASE else 0
        a, b = next(
            (a, b)
            for a, b in reversed(pairs)
            if kind is not ConflictKind.DECREASE or _ratio(a, b) == deepest
        )
        yield Finding(kind, a.row, b.row, len(pairs), 1), a, b


def _ordered(found: Iterable[_Told]) -> list[_Told]:
    """Findings by severity, the largest ratio first, then the latest, then by their words."""
    by_words = sorted(found, key=_words)
    latest = sorted(
        by_words, key=lambda t: max(_in_time(t[1].moment), _in_time(t[2].moment)), reverse=True
    )
    return sorted(latest, key=_rank)


def _rank(told: _Told) -> tuple[int, float]:
    finding, a, b = told
    severity = finding.kind.severity
    return severity.rank, 0.0 if severity is Severity.NOTE else -_ratio(a, b)


def _words(told: _Told) -> tuple[object, ...]:
    finding, a, b = told
    return (a.row.subject, a.row.measure, finding.kind.rank, _key(a.row), _key(b.row))


def _key(r: FigureRow) -> tuple[object, ...]:
    numbers = (*_nulls_last(r.low), *_nulls_last(r.high))
    return (r.source, r.origin, r.unit, *numbers, r.bound, r.as_of, r.said, r.document, r.quote)


def _nulls_last(number: float | None) -> tuple[bool, float]:
    return (number is None, number or 0.0)


def _ratio(a: _Row, b: _Row) -> float:
    x, y = a.numbers, b.numbers
    if x.printed_high < y.printed_low:
        return y.printed_low / x.printed_high if x.printed_high > 0 else 0.0
    if y.printed_high < x.printed_low:
        return x.printed_low / y.printed_high if y.printed_high > 0 else 0.0
    return 1.0


def _in_time(time: str) -> tuple[str, str, str]:
    """What puts times in order: their first day, their last, and how they are written."""
    return (*_ends(time), time)


def _ends(time: str) -> tuple[str, str]:
    """First and last day as text, unknown ones as far out as can be; as `sql` reads them."""
    first, slash, last = time.partition("/")
    last = last if slash else first
    start = "" if first == ".." else first + {4: "-01-01", 7: "-01"}.get(len(first), "")
    end = _LATEST if last in ("", "..") else last + {4: "-12-31", 7: "-31"}.get(len(last), "")
    return start, end
