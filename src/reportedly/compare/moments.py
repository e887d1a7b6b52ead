"""Claims side by side where they count for overlapping times."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from reportedly.compare.pairing import counting_moment
from reportedly.model import Claim

Ends = tuple[date, date]

_ALWAYS: Ends = (date.min, date.max)


class Timeline:
    """Claims by the time they count for; a claim without a time counts for any."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.buckets: dict[Ends, list[Claim]] = {}
        for claim in claims:
            self.buckets.setdefault(ends_of(claim), []).append(claim)
        days = sorted(k for k in self.buckets if k[0] == k[1])
        self._days = [k[0] for k in days]
        self._wide = sorted(k for k in self.buckets if k[0] != k[1])

    def at(self, when: Ends) -> list[Claim]:
        """The claims whose time overlaps `when`, in the order of time."""
        start, end = when
        found: list[Claim] = []
        for place in range(bisect_left(self._days, start), len(self._days)):
            day = self._days[place]
            if day > end:
                break
            found += self.buckets[day, day]
        for key in self._wide:
            if key[0] <= end and start <= key[1]:
                found += self.buckets[key]
        return found


def ends_of(claim: Claim) -> Ends:
    """First and last day that the claim counts for, open sides reaching any day."""
    period = counting_moment(claim)
    if period is None:
        return _ALWAYS
    return period.start or date.min, period.end or date.max


def shared_moments(timelines: Sequence[Timeline]) -> Iterator[tuple[Ends, list[list[Claim]]]]:
    """Each time at which some claim counts, with the claims of every timeline that overlap it.

    Only times at which at least two of the timelines have a claim are given; a claim that counts
    for any time is given with each, and by itself when there is no other time.
    """
    times = sorted({key for line in timelines for key in line.buckets})
    for when in [t for t in times if t != _ALWAYS] or times:
        rows = [line.at(when) for line in timelines]
        if sum(map(bool, rows)) > 1:
            yield when, rows
