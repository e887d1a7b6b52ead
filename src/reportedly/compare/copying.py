"""Who copies whose figures: sources that share errors beyond chance.

That two sources give the same right number says little: both may have counted well. That they give
the same number where others agree on another one says much, all the more where it lies far off
(Dong, Berti-Équille and Srivastava, "Integrating Conflicting Data: The Role of Source Dependence",
VLDB 2009). Nobody knows the right numbers here, so what several others agree on stands for them;
and whoever is found to copy has no vote of its own from then on.

A *vote* is one figure as several sources gave it: a tuple of its values, each a pair `(weight,
names)` of how telling the value is and who gave it. Votes are counted, for many are alike: however
long the table is, there are only so many ways in which a few sources agree and differ.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import sqrt

from reportedly.text.quantities.grain import telling

Value = tuple[int, tuple[str, ...]]
"""How telling a value is (`NEAR`, `CLOSE`, `FAR`), and who gave it, in the order of names."""

Vote = tuple[Value, ...]
"""The values that were given for one subject, measure and moment."""

Votes = Mapping[Vote, int]
"""How often the sources voted so."""

Pair = tuple[str, str]

NEAR, CLOSE, FAR = range(3)
"""The value may be rounded or is small; it lies close to another one; it lies far off."""

VOICES = 4
"""So many must give a figure: with two beside a pair, one of them that errs is seen as such."""

FEWEST = 10
"""With fewer shared errors nothing is said."""

SHARED = 0.5
"""Where both err, so often it must be by the same number."""

TAKEN = 0.3
"""So many of the one's errors the other must have too."""

ALL_TAKEN = 0.6
"""The same where only two contradict them, who may both have erred."""

LIFT = 3.0
"""So many times more often one must err where the other does than where it does not."""

ALIKE = 0.25
"""By how much the pair must be more alike than the two who contradict it."""

COINCIDENCE = 0.15
"""Two who err far off give the same number no more often than this by chance."""

SCATTER = 0.05
"""Sources of which no two agree more often than this estimate; agreeing exactly is no accident."""


@dataclass(frozen=True, slots=True)
class Copying:
    """Two sources that share figures beyond chance.

    Attributes:
        a, b: their names, in order.
        score: 0 to 1; the share of the errors of one that the other has, as far as it is sure.
        figures: how many figures both give where at least two others give one.
        errors: at how many of them both have the same number, and others agree on another.
        apart: at how many of them both are alone, each with another number.
        own: how many errors each has that the other has not, of a and of b.
        original: who was copied, where the figures tell; else None.
        rivals: two who contradict them and are as much alike, so that it may be they who copy.
        estimates: True where no other two ever agree, so that there is nothing to err from.
    """

    a: str
    b: str
    score: float
    figures: int
    errors: int
    apart: int
    own: tuple[int, int]
    original: str | None = None
    rivals: tuple[Pair, ...] = ()
    estimates: bool = False


def find_copying(votes: Votes) -> list[Copying]:
    """Pairs of sources that share figures beyond chance, best first.

    Of several that copy from one, each is named once: with the one that it shares most with.
    """
    several = {vote: n for vote, n in votes.items() if _voices(vote) >= VOICES}
    alike = _alikeness(several)
    cluster: dict[str, str] = {name: name for vote in several for _, s in vote for name in s}
    found: list[Copying] = []
    while True:
        ready = [
            (_outvoted(known[0]), pair)
            for known in _tallies(several, cluster)
            if (pair := _judged(known, alike)) is not None
        ]
        if not ready:
            break
        # Surest is who errs against three or more; two may err together by chance.
        _, best = max(ready, key=lambda one: (not one[1].rivals, one[0], _rank(one[1])))
        if best.rivals:
            # Of two against two it stays open who copies: both are told, none loses its vote.
            found.extend(pair for _, pair in ready)
            break
        found.append(best)
        first, other = cluster[best.a], cluster[best.b]
        cluster = {name: first if one == other else one for name, one in cluster.items()}
    found.extend(_estimates(several, cluster, alike))
    return sorted((_with_original(pair, several) for pair in found), key=_rank, reverse=True)


def _rank(pair: Copying) -> tuple[float, int, str, str]:
    return (pair.score, pair.errors, pair.a, pair.b)


def _voices(vote: Vote) -> int:
    return sum(len(names) for _, names in vote)


def _alikeness(votes: Votes) -> dict[Pair, float]:
    """How often each two agree on what is disputed."""
    both: Counter[Pair] = Counter()
    same: Counter[Pair] = Counter()
    for vote, n in votes.items():
        if len(vote) == 1:
            continue
        names = sorted(name for _, given in vote for name in given)
        for pair in combinations(names, 2):
            both[pair] += n
        for _, given in vote:
            for pair in combinations(given, 2):
                same[pair] += n
    return {pair: same[pair] / n for pair, n in both.items()}


@dataclass(slots=True)
class _Tally:
    """What was counted of two sources, at figures where others agree on a number.

    Attributes:
        shared: both give one other number; `many`: where three or more contradict it; `far`: where
            two do, and it lies far off.
        apart, own: see `Copying`.
        against: the pairs that contradict it where no more than two do, with how often.
        least: of where three or more do, the sum of how much alike the least alike of them are.
        scattered: both give one number, and of the others each another.
    """

    a: str
    b: str
    figures: int = 0
    shared: int = 0
    many: int = 0
    far: int = 0
    apart: int = 0
    own_a: int = 0
    own_b: int = 0
    scattered: int = 0


def _tallies(votes: Votes, cluster: Mapping[str, str]) -> Iterator[tuple[_Tally, Counter[Pair]]]:
    """What is counted of every two that are not yet known to copy."""
    tallies: dict[Pair, tuple[_Tally, Counter[Pair]]] = {}
    for vote, n in votes.items():
        place = {name: i for i, (_, given) in enumerate(vote) for name in given}
        for pair in combinations(sorted(place), 2):
            if cluster[pair[0]] != cluster[pair[1]]:
                known = tallies.get(pair)
                if known is None:
                    known = tallies[pair] = (_Tally(*pair), Counter())
                _count(known, vote, place, cluster, n)
    yield from tallies.values()


def _count(
    known: tuple[_Tally, Counter[Pair]],
    vote: Vote,
    place: Mapping[str, int],
    cluster: Mapping[str, str],
    n: int,
) -> None:
    """Add one figure, given `n` times in this way, to what is counted of two sources."""
    tally, against = known
    a, b = place[tally.a], place[tally.b]
    mates = {cluster[tally.a], cluster[tally.b]}
    others = [{cluster[name] for name in given} - mates for _, given in vote]
    held = sorted((len(one) for one in others), reverse=True)
    if a == b and len(vote) > 2 and held[0] == 1 and sum(held) > 1 and not others[a]:
        tally.scattered += n * (vote[a][0] == FAR)
    if held[0] < 2 or (len(held) > 1 and held[1] == held[0]):
        return
    right = next(i for i, one in enumerate(others) if len(one) == held[0])
    # What is rounded contradicts nobody, and nobody it.
    if any(vote[i][0] == NEAR for i in {a, b, right} if len(vote) > 1):
        return
    tally.figures += n
    if a == right:
        tally.own_b += n * (b != right)
    elif b == right:
        tally.own_a += n
    elif a != b:
        tally.apart += n
    else:
        tally.shared += n
        tally.many += n * (held[0] > 2)
        tally.far += n * (held[0] == 2 and vote[a][0] == FAR)
        for two in combinations(sorted(others[right]), 2):
            against[two] += n


def _judged(known: tuple[_Tally, Counter[Pair]], alike: Mapping[Pair, float]) -> Copying | None:
    """The pair, if it shares more errors than chance or the errors of others explain."""
    tally, against = known
    errors_a = tally.shared + tally.apart + tally.own_a
    errors_b = tally.shared + tally.apart + tally.own_b
    if tally.shared < FEWEST:
        return None
    same = at_least(tally.shared, tally.shared + tally.apart)
    taken = max(at_least(tally.shared, errors_a), at_least(tally.shared, errors_b))
    # How often one errs where the other does not: what is hard to count is so for everybody.
    alone_b = tally.own_b / max(1, tally.figures - errors_a)
    alone_a = tally.own_a / max(1, tally.figures - errors_b)
    lifted = min(
        tally.shared / errors_a / max(alone_b, 1e-9), tally.shared / errors_b / max(alone_a, 1e-9)
    )
    if same < SHARED or taken < TAKEN or lifted < LIFT:
        return None
    own = alike.get((tally.a, tally.b), 0.0)
    theirs = _least(against, alike)
    pair = Copying(
        tally.a,
        tally.b,
        round(same * taken, 3),
        tally.figures,
        tally.shared,
        tally.apart,
        (tally.own_a, tally.own_b),
    )
    if _outvoted(tally):
        return pair if theirs <= own + ALIKE else None
    if tally.far < FEWEST or tally.far < COINCIDENCE * (tally.far + tally.scattered):
        return None
    if taken < ALL_TAKEN:
        return None
    if theirs < own - ALIKE:
        return pair
    if theirs > own + ALIKE:
        return None
    return replace(pair, score=round(pair.score / 2, 3), rivals=tuple(sorted(against)))


def _outvoted(tally: _Tally) -> bool:
    """True where three or more contradict what two share, often enough."""
    return tally.many >= FEWEST


def _least(against: Counter[Pair], alike: Mapping[Pair, float]) -> float:
    """How much alike the least alike are of those who contradict a pair often."""
    often = max(against.values(), default=0) / 10
    return min((alike.get(two, 0.0) for two, n in against.items() if n >= often), default=0.0)


def _estimates(
    votes: Votes, cluster: Mapping[str, str], alike: Mapping[Pair, float]
) -> Iterator[Copying]:
    """Pairs that give one number where everybody else gives another, and no other two agree."""
    seen: Counter[Pair] = Counter()
    same: Counter[Pair] = Counter()
    all_same: Counter[Pair] = Counter()
    both: Counter[Pair] = Counter()
    for vote, n in votes.items():
        names = sorted(name for _, given in vote for name in given)
        for pair in combinations(names, 2):
            both[pair] += n
        for weight, given in vote:
            for pair in combinations(given, 2):
                all_same[pair] += n
                if weight == FAR and len(given) == 2 and len(vote) == len(names) - 1:
                    same[pair] += n
        for pair in combinations(names, 2):
            seen[pair] += n
    agree = {pair: all_same[pair] / n for pair, n in both.items()}
    for pair, n in sorted(same.items()):
        others = [rate for two, rate in agree.items() if two != pair and set(two) & set(pair)]
        rest = [rate for two, rate in agree.items() if not set(two) & set(pair)]
        sure = at_least(n, seen[pair])
        if (
            n >= FEWEST
            and cluster[pair[0]] != cluster[pair[1]]
            and sure > 2 * SCATTER
            and len(others) > 3
            and all(rate <= SCATTER for rate in (*others, *rest))
        ):
            yield Copying(*pair, round(sure, 3), seen[pair], n, 0, (0, 0), estimates=True)


def _with_original(pair: Copying, votes: Votes) -> Copying:
    """The pair with who was copied: whose number others have too, where the two differ."""
    backed = Counter[str]()
    for vote, n in votes.items():
        place = {name: given for _, given in vote for name in given}
        one, other = place.get(pair.a), place.get(pair.b)
        if one is None or other is None or pair.b in one:
            continue
        if (len(one) > 1) != (len(other) > 1):
            backed[pair.a if len(one) > 1 else pair.b] += n
    total = backed.total()
    for name in (pair.a, pair.b):
        if total >= FEWEST and at_least(backed[name], total) > 0.8:
            return replace(pair, original=name)
    return pair


def at_least(hits: int, tries: int) -> float:
    """How large a share surely is (Wilson's lower bound at 95 %); 0 without tries.

    >>> round(at_least(9, 10), 2), round(at_least(900, 1000), 2), at_least(0, 0)
    (0.6, 0.88, 0.0)
    """
    if tries == 0:
        return 0.0
    z = 1.96
    share, square = hits / tries, z * z / tries
    middle = share + square / 2
    spread = z * sqrt(share * (1 - share) / tries + square / (4 * tries))
    return max(0.0, (middle - spread) / (1 + square))


def count_votes(
    told: Iterable[tuple[Hashable, str, float, Hashable]], voices: int = VOICES
) -> Counter[Vote]:
    """Figures as they were given → in which ways sources agree and differ, and how often.

    Args:
        told: what a figure is of (subject, unit, moment), who gives it, its number, and what else
            makes two figures one (its bound, its other end). Who gives two numbers has none there.
        voices: only figures that so many give.
    """
    by_moment: dict[Hashable, dict[str, set[tuple[float, Hashable]]]] = {}
    for moment, voice, number, rest in told:
        by_moment.setdefault(moment, {}).setdefault(voice, set()).add((number, rest))
    votes: Counter[Vote] = Counter()
    for given in by_moment.values():
        values: dict[tuple[float, Hashable], list[str]] = {}
        for voice, said in sorted(given.items()):
            if len(said) == 1:
                values.setdefault(next(iter(said)), []).append(voice)
        if sum(map(len, values.values())) >= voices:
            votes[_vote(values)] += 1
    return votes


def _vote(values: Mapping[tuple[float, Hashable], Sequence[str]]) -> Vote:
    numbers = sorted(number for number, _ in values)
    vote = []
    for (number, _), names in values.items():
        others = list(numbers)
        others.remove(number)
        nearest = min((abs(number - other) for other in others), default=None)
        vote.append((telling(number, nearest), tuple(names)))
    return tuple(sorted(vote))
