"""Which events of several documents are one.

Every two events are given a score from slots: how alike the words are that tell of them, kind,
place, day. Groups grow from the best pair down; two groups are as alike as the mean of their best
and their average pair. A day that differs keeps apart what is otherwise alike.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import heapify, heappop, heappush

from reportedly.linking.joins import Join
from reportedly.linking.profiles import Profile, likeness, sharpened
from reportedly.model import Period
from reportedly.model.period import Precision
from reportedly.text.lexicon import wider_kinds

ALL = 60
"""Events, of so many of which every pair is weighed."""

HELD = 200
"""Of those that hold a word, so many of the last are looked at."""

_LAG = timedelta(days=14)
_DAY = timedelta(days=1)
_SURE = 2.2  # log odds of nine to one, from which on two are taken to be one
_HEAVIEST = 16  # words by which one of many finds others
_UNTOLD = 1.5  # log odds against two events of which nothing is told
_UNLIKE = -6.0  # log odds of two events that nothing brings together


@dataclass(frozen=True, slots=True)
class Trace:
    """An event as one document tells of it, by what it can be told from others.

    Attributes:
        id: of the event.
        document: that tells of it.
        main: True for what the document is about.
        kind, place, when: as the document says, else None.
        published: the day of the document, or None.
        profile: the words that tell of it.
        known: True for one that the ledger has already.
    """

    id: str
    document: str
    main: bool
    kind: str | None
    place: str | None
    when: Period | None
    published: date | None
    profile: Profile
    known: bool = False


WEIGHTS: Mapping[str, float] = {
    "words": 25.0,
    "kind": 0.1,
    "other kind": -0.7,
    "place": 0.3,
    "other place": 0.0,
    "day": 2.5,
    "near day": 1.5,
    "other day": -5.0,
    "far day": -12.0,
    "background": -1.0,
}
"""What each slot adds to the log odds of two events being one."""


def join_events(traces: Sequence[Trace]) -> list[Join]:
    """What is one event over documents, and what may be, whatever the order of the traces."""
    there = sorted(traces, key=order)
    profiles = sharpened(t.profile for t in there)
    prior = prior_of(len({t.document for t in there}))
    told = {
        (i, j): slots(there[i], there[j], likeness(profiles[i], profiles[j]))
        for i, j in _candidates(profiles)
        if not are_two(there[i], there[j])
    }
    return grow_events(there, told, prior)


def order(trace: Trace) -> tuple[bool, date, str, str]:
    """By which events are ordered: what is known first, then by their day."""
    return (not trace.known, trace.published or date.max, trace.document, trace.id)


def prior_of(documents: int) -> float:
    """Log odds of two events of so many documents being one, before anything is told of them."""
    return -_UNTOLD - math.log(max(1.0, documents / 3))


def may_be_one(told: Mapping[str, float], prior: float) -> bool:
    """Whether two events can come to be one or to be asked about; others are so through none."""
    return prior + sum(told.values()) > -_SURE


def grow_events(
    traces: Sequence[Trace], told: Mapping[tuple[int, int], Mapping[str, float]], prior: float
) -> list[Join]:
    """What is one event, and what may be, by what is told of pairs.

    What no pair of `may_be_one` ties together can be given in parts, each with all its pairs.

    Args:
        traces: in their `order`.
        told: two places among them, the later first → their slots.
        prior: of all of them.
    """
    odds = {pair: prior + sum(found.values()) for pair, found in told.items()}
    return [
        Join(traces[a].id, traces[b].id, _chance(score), _reasons(told, a, b))
        for a, b, score in _grown(traces, odds)
    ]


def _candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs worth weighing, the later first: of few all, of many those that share a rare word."""
    if len(profiles) <= ALL:
        yield from ((i, j) for i in range(len(profiles)) for j in range(i))
        return
    holders: dict[str, list[int]] = {}
    for i, profile in enumerate(profiles):
        words = heaviest(profile)
        near = {j for word in words for j in holders.get(word, ())[-HELD:]}
        yield from ((i, j) for j in sorted(near))
        for word in words:
            holders.setdefault(word, []).append(i)


def heaviest(profile: Profile) -> list[str]:
    """The words of a sharpened profile by which one of many finds others."""
    return sorted(profile, key=lambda word: (-profile[word], word))[:_HEAVIEST]


def are_two(a: Trace, b: Trace) -> bool:
    """True for events that are two for certain, or whose sameness is for a person to say."""
    return a.document == b.document or (a.known and b.known) or _days_differ(a, b)


def may_meet(a: Trace, b: Trace) -> bool:
    """False for events that their days alone keep apart."""
    return not are_two(a, b) and _days(a, b) != "far day"


def _chance(score: float) -> float:
    return round(1 / (1 + math.exp(-(score + _SURE))), 2)


def _reasons(told: Mapping[tuple[int, int], Mapping[str, float]], a: int, b: int) -> str:
    found = told.get((max(a, b), min(a, b)), {})
    return ", ".join(sorted((n for n in found if found[n] > 0), key=lambda n: -found[n]))


def slots(a: Trace, b: Trace, alike: float) -> dict[str, float]:
    """What speaks for and against two events being one, in log odds."""
    found = {"words": WEIGHTS["words"] * alike}
    for name in (_kinds(a, b), _places(a, b), _days(a, b)):
        if name is not None:
            found[name] = WEIGHTS[name]
    if not a.main or not b.main:
        found["background"] = WEIGHTS["background"]
    return found


def _kinds(a: Trace, b: Trace) -> str | None:
    if a.kind is None or b.kind is None:
        return None
    one = {a.kind, *wider_kinds(a.kind)} & {b.kind, *wider_kinds(b.kind)}
    return "kind" if one else "other kind"


def _places(a: Trace, b: Trace) -> str | None:
    if a.place is None or b.place is None:
        return None
    words = set(a.place.lower().split()) & set(b.place.lower().split())
    return "place" if words else "other place"


def _days(a: Trace, b: Trace) -> str | None:
    """How the days of two events stand; against a document's day where one is not known."""
    if a.when is not None and b.when is not None:
        if a.when.overlaps(b.when):
            is_month = Precision.MONTH in (a.when.precision, b.when.precision)
            return "near day" if is_month else "day"
        return "other day" if _gap(a.when, b.when) <= _DAY else "far day"
    known, other = (a, b) if a.when is not None else (b, a)
    if known.when is None:
        if a.published is None or b.published is None:
            return None
        return "near day" if abs(a.published - b.published) <= _LAG else "far day"
    if other.published is None or known.when.start is None or not other.main:
        return None
    lag = other.published - known.when.start
    return "near day" if -_DAY <= lag <= _LAG else "far day"


def _days_differ(a: Trace, b: Trace) -> bool:
    """True for days that both documents tell and that are not one."""
    return a.when is not None and b.when is not None and not a.when.overlaps(b.when)


def _gap(a: Period, b: Period) -> timedelta:
    if a.end is not None and b.start is not None and a.end < b.start:
        return b.start - a.end
    if b.end is not None and a.start is not None and b.end < a.start:
        return a.start - b.end
    return timedelta(0)


def _grown(
    traces: Sequence[Trace], odds: Mapping[tuple[int, int], float]
) -> Iterator[tuple[int, int, float]]:
    """Joins of groups that grow from the best pair down, each under the first of its members.

    First those that are likelier one than two; then the pairs of groups that may be. Groups of
    which some two events are two are never joined.
    """
    members = {n: [trace] for n, trace in enumerate(traces)}
    near: dict[int, dict[int, tuple[float, float, int]]] = {n: {} for n in members}
    for (a, b), score in odds.items():
        near[a][b] = near[b][a] = (score, score, 1)

    def alike(a: int, b: int) -> float:
        best, total, known = near[a][b]
        pairs = len(members[a]) * len(members[b])
        return (best + (total + (pairs - known) * _UNLIKE) / pairs) / 2

    ahead = [(-alike(a, b), a, b) for a in near for b in near[a] if a < b]
    heapify(ahead)
    while ahead and ahead[0][0] < _SURE:
        negative, a, b = heappop(ahead)
        if b not in near.get(a, {}) or -negative != alike(a, b):
            continue
        if any(are_two(x, y) for x in members[a] for y in members[b]):
            del near[a][b], near[b][a]
            continue
        yield a, b, -negative
        if negative >= 0:
            continue
        members[a] += members.pop(b)
        for c, (best, total, known) in near.pop(b).items():
            del near[c][b]
            if c != a:
                one, two, three = near[a].get(c, (-math.inf, 0.0, 0))
                near[a][c] = near[c][a] = (max(one, best), two + total, three + known)
        for c in near[a]:
            heappush(ahead, (-alike(a, c), min(a, c), max(a, c)))
