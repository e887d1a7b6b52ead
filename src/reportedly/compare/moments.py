"""Claims side by side where they count for overlapping times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reportedly.compare.pairing import counting_moment
from reportedly.model import Claim


class Timeline:
    """Claims by the days they count for; a claim without a time counts for any."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._days: dict[date, list[Claim]] = {}
        self._wide: dict[tuple[date, date], list[Claim]] = {}
        for claim in claims:
            start, end = ends_of(claim)
            if start == end:
                self._days.setdefault(start, []).append(claim)
            else:
                self._wide.setdefault((start, end), []).append(claim)

    @property
    def starts(self) -> set[date]:
        """The days on which a claim begins to count."""
        return {*self._days, *(start for start, _ in self._wide)}

    def on(self, day: date) -> list[Claim]:
        """The claims that count for `day`."""
        found = list(self._days.get(day, ()))
        for (start, end), claims in self._wide.items():
            if start <= day <= end:
                found += claims
        return found


def ends_of(claim: Claim) -> tuple[date, date]:
    """First and last day that the claim counts for, open sides reaching any day."""
    period = counting_moment(claim)
    if period is None:
        return date.min, date.max
    return period.start or date.min, period.end or date.max


def shared_days(timelines: Sequence[Timeline]) -> Iterator[list[list[Claim]]]:
    """The claims of every timeline that count for one day, for each day that tells anything.

    Intervals that overlap one another all have a day in common (Helly), and the first such day is
    a first day of one of them; so only first days are looked at. Days on which fewer than two of
    the timelines have a claim are left out.
    """
    for day in sorted({start for line in timelines for start in line.starts}):
        rows = [line.on(day) for line in timelines]
        if sum(map(bool, rows)) > 1 or len(rows) == 1:
            yield rows
