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
from dataclasses import dataclass, field, replace
from itertools import combinations
from math import sqrt
from typing import NamedTuple

from reportedly.text.quantities.grain import telling

Value = tuple[int, tuple[str, ...]]
"""How telling a value is (`NEAR`, `CLOSE`, `FAR`), and who gave it, in the order of names."""

Vote = tuple[Value, ...]
"""The values that were given for one subject, measure and moment."""

Votes = Mapping[Vote, int]
"""How often the sources voted so."""

Pair = tuple[str, str]

NEAR, LATE, CLOSE, FAR = range(4)
"""The value may be rounded or is small; others give it on another day; it lies close to another
one; it lies far off."""

FIRM = 6
"""What more than so many contradict stays contradicted when one of them is found to copy."""

VOICES = 4
"""So many must give a figure: with two beside a pair, one of them that errs is seen as such."""

MOST_PAIRS = 400_000
"""Pairs of sources are looked at no more often, however many sources there are."""

FEWEST = 10
"""With fewer shared errors nothing is said."""

LIFT = 3.0
"""So many times more often one must err where the other does than where it does not."""

ALIKE = 0.25
"""By how much the pair must be more alike than the two who contradict it."""

COINCIDENCE = 0.15
"""Two who err far off give the same number no more often than this by chance."""

SCATTER = 0.05
"""Sources of which no two agree more often than this estimate; agreeing exactly is no accident."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """What must be so of the errors of two for one to copy the other.

    Attributes:
        least: how telling a value must be to be taken for an error.
        same: where both err, so often it must be by the same number.
        taken: so many of the one's errors the other must have too.
        both: whether that holds for each of the two.
        twice: as `taken`, where only two contradict them, who may both have erred.
    """

    least: int
    same: float
    taken: float
    both: bool
    twice: float


RULES = (
    _Rule(CLOSE, same=0.5, taken=0.3, both=False, twice=0.6),
    # Whoever reports late gives what others gave the day before, and so does anybody else who
    # does: only those are one who are always late together.
    _Rule(LATE, same=0.9, taken=0.8, both=True, twice=0.8),
)
"""One of these is enough."""


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
    several = _within_reach(votes)
    alike = _alikeness(several)
    cluster: dict[str, str] = {name: name for vote in several for _, s in vote for name in s}
    found: list[Copying] = []
    while ready := list(_ready(several, cluster, alike)):
        # Surest is who errs against three or more; two may err together by chance.
        ready.sort(
            key=lambda one: (not one[1].rivals, one[0].outvoted, _rank(one[1])), reverse=True
        )
        if ready[0][1].rivals:
            # Of two against two it stays open who copies: both are told, none loses its vote.
            found.extend(pair for _, pair in ready)
            break
        # What many contradict does not hang on a vote that is lost here.
        firm = [pair for tally, pair in ready[1:] if 2 * tally.firm > tally.shared]
        for pair in (ready[0][1], *firm):
            first, other = cluster[pair.a], cluster[pair.b]
            if first != other:
                found.append(pair)
                cluster = {n: first if root == other else root for n, root in cluster.items()}
    found.extend(_estimates(several, cluster))
    return sorted((_with_original(pair, several) for pair in found), key=_rank, reverse=True)


def _within_reach(votes: Votes) -> Votes:
    """The votes that can show something, the most frequent of them as far as `MOST_PAIRS` goes."""
    left = MOST_PAIRS
    kept = {}
    for vote, n in sorted(votes.items(), key=lambda one: (-one[1], one[0])):
        count = _voices(vote)
        pairs = count * (count - 1) // 2
        if count >= VOICES and pairs <= left:
            kept[vote] = n
            left -= pairs
    return kept


def _ready(
    votes: Votes, cluster: Mapping[str, str], alike: Mapping[Pair, float]
) -> Iterator[tuple[_Tally, Copying]]:
    """What was counted of it, and the pair, for each pair that some rule finds."""
    left = set(combinations(sorted(cluster), 2))
    for rule in RULES:
        for tally in _tallies(votes, cluster, rule.least):
            if (tally.a, tally.b) in left and (pair := _judged(tally, alike, rule)) is not None:
                left.discard((tally.a, tally.b))
                yield tally, pair


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
        shared: both give one other number. many: of these, where three or more contradict it;
            firm: where so many do that one more or less is nothing.
        far: where two do, and it lies far off, or is late.
        apart, own_a, own_b: see `Copying`.
        against: the pairs that contradict what they share, with how often.
        scattered: both give one number, and of the others each another.
    """

    a: str
    b: str
    figures: int = 0
    shared: int = 0
    many: int = 0
    firm: int = 0
    far: int = 0
    apart: int = 0
    own_a: int = 0
    own_b: int = 0
    scattered: int = 0
    against: Counter[Pair] = field(default_factory=Counter)

    @property
    def outvoted(self) -> bool:
        """True where three or more contradict what two share, often enough."""
        return self.many >= FEWEST


def _tallies(votes: Votes, cluster: Mapping[str, str], least: int) -> Iterator[_Tally]:
    """What is counted of every two that are not yet known to copy."""
    tallies: dict[Pair, _Tally] = {}
    for vote, n in votes.items():
        seen = _Seen.of(vote, cluster)
        for pair in combinations(sorted(seen.place), 2):
            if cluster[pair[0]] != cluster[pair[1]]:
                tally = tallies.get(pair)
                if tally is None:
                    tally = tallies[pair] = _Tally(*pair)
                _count(tally, seen, cluster, least, n)
    yield from tallies.values()


class _Seen(NamedTuple):
    """A vote by voices: who is known to copy has none where he does.

    Attributes:
        weights: how telling each value is.
        place: who gave which value.
        voices: for each value, the voices that gave it, by the names of who spoke.
    """

    weights: tuple[int, ...]
    place: Mapping[str, int]
    voices: tuple[Mapping[str, str], ...]

    @classmethod
    def of(cls, vote: Vote, cluster: Mapping[str, str]) -> _Seen:
        """What is seen of a vote."""
        return cls(
            tuple(weight for weight, _ in vote),
            {name: i for i, (_, given) in enumerate(vote) for name in given},
            tuple({cluster[name]: name for name in given} for _, given in vote),
        )


def _count(tally: _Tally, seen: _Seen, cluster: Mapping[str, str], least: int, n: int) -> None:
    """Add one figure, given `n` times in this way, to what is counted of two sources."""
    a, b = seen.place[tally.a], seen.place[tally.b]
    mates = (cluster[tally.a], cluster[tally.b])
    held = [len(voices) for voices in seen.voices]
    for i in {a, b}:
        held[i] -= sum(mate in seen.voices[i] for mate in mates)
    most = max(held)
    telling_off = seen.weights[a] in (LATE, FAR)
    if a == b and most == 1 and len(held) > 2 and not held[a] and sum(held) > 1:
        tally.scattered += n * (telling_off and seen.weights[a] >= least)
    if most < 2 or held.count(most) > 1:
        return
    right = held.index(most)
    # A pair that may copy has one vote: with it their number must still be the rarer one.
    if any(i != right and most <= held[i] + 1 for i in (a, b)):
        return
    # What is rounded contradicts nobody, and nobody it.
    if len(held) > 1 and min(seen.weights[a], seen.weights[b], seen.weights[right]) < least:
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
        tally.many += n * (most > 2)
        tally.firm += n * (most > FIRM)
        tally.far += n * (most == 2 and telling_off)
        for two in combinations(sorted(seen.voices[right].values()), 2):
            tally.against[two] += n


def _judged(tally: _Tally, alike: Mapping[Pair, float], rule: _Rule) -> Copying | None:
    """The pair, if it shares more errors than chance or the errors of others explain."""
    errors_a = tally.shared + tally.apart + tally.own_a
    errors_b = tally.shared + tally.apart + tally.own_b
    if tally.shared < FEWEST:
        return None
    same = at_least(tally.shared, tally.shared + tally.apart)
    shares = at_least(tally.shared, errors_a), at_least(tally.shared, errors_b)
    taken = min(shares) if rule.both else max(shares)
    # How often one errs where the other does not: what is hard to count is so for everybody.
    alone_b = tally.own_b / max(1, tally.figures - errors_a)
    alone_a = tally.own_a / max(1, tally.figures - errors_b)
    lifted = min(
        tally.shared / errors_a / max(alone_b, 1e-9), tally.shared / errors_b / max(alone_a, 1e-9)
    )
    if same < rule.same or taken < rule.taken or lifted < LIFT:
        return None
    own = alike.get((tally.a, tally.b), 0.0)
    theirs = _least(tally.against, alike)
    pair = Copying(
        tally.a,
        tally.b,
        round(same * taken, 3),
        tally.figures,
        tally.shared,
        tally.apart,
        (tally.own_a, tally.own_b),
    )
    if tally.outvoted:
        return pair if theirs <= own + ALIKE else None
    by_chance = tally.far < max(FEWEST, COINCIDENCE * (tally.far + tally.scattered))
    if by_chance or taken < rule.twice or theirs > own + ALIKE:
        return None
    if theirs < own - ALIKE:
        return pair
    return replace(pair, score=round(pair.score / 2, 3), rivals=tuple(sorted(tally.against)))


def _least(against: Counter[Pair], alike: Mapping[Pair, float]) -> float:
    """How much alike the least alike are of those who contradict a pair often."""
    often = max(against.values(), default=0) / 10
    return min((alike.get(two, 0.0) for two, n in against.items() if n >= often), default=0.0)


def _estimates(votes: Votes, cluster: Mapping[str, str]) -> Iterator[Copying]:
    """Pairs that give one number where everybody else gives another, and no other two agree."""
    both: Counter[Pair] = Counter()
    same: Counter[Pair] = Counter()
    alone: Counter[Pair] = Counter()
    for vote, n in votes.items():
        names = sorted(name for _, given in vote for name in given)
        both.update(dict.fromkeys(combinations(names, 2), n))
        for weight, given in vote:
            same.update(dict.fromkeys(combinations(given, 2), n))
            if len(given) == 2 and len(vote) == len(names) - 1:
                alone[given[0], given[1]] += n * (weight == FAR)
    for pair, n in sorted(alone.items()):
        rest = [two for two in both if two != pair]
        beside = {name for two in rest if set(two) & set(pair) for name in two} - set(pair)
        sure = at_least(n, both[pair])
        if (
            n >= FEWEST
            and cluster[pair[0]] != cluster[pair[1]]
            and sure > 2 * SCATTER
            and len(beside) > 1
            and all(same[two] <= SCATTER * both[two] for two in rest)
        ):
            yield Copying(*pair, round(sure, 3), both[pair], n, 0, (0, 0), estimates=True)


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


Told = tuple[Hashable, Hashable, str, float, Hashable]
"""A figure as given: of what (a subject, a unit), for which moment, by whom, its number, and what
else makes two figures one (its bound, its other end)."""


def count_votes(told: Iterable[Told], voices: int = VOICES) -> Counter[Vote]:
    """Figures as they were given → in which ways sources agree and differ, and how often.

    Args:
        told: the figures; who gives two for one moment has none there.
        voices: only figures that so many give.
    """
    given: dict[tuple[Hashable, Hashable], dict[str, set[_Number]]] = {}
    for what, moment, voice, number, rest in told:
        given.setdefault((what, moment), {}).setdefault(voice, set()).add((number, rest))
    values: dict[tuple[Hashable, Hashable], dict[_Number, list[str]]] = {}
    ever: dict[tuple[Hashable, _Number], set[str]] = {}
    for key, by_voice in given.items():
        for voice, numbers in sorted(by_voice.items()):
            if len(numbers) == 1:
                (value,) = numbers
                values.setdefault(key, {}).setdefault(value, []).append(voice)
                ever.setdefault((key[0], value), set()).add(voice)
    votes: Counter[Vote] = Counter()
    for key, alike in values.items():
        if sum(map(len, alike.values())) >= voices:
            votes[_vote(alike, {n: len(ever[key[0], n]) for n in alike})] += 1
    return votes


_Number = tuple[float, Hashable]


def _vote(values: Mapping[_Number, Sequence[str]], ever: Mapping[_Number, int]) -> Vote:
    """The values of one moment; `ever`: how many sources give each at any moment."""
    numbers = sorted(number for number, _ in values)
    vote = []
    for value, names in values.items():
        others = list(numbers)
        others.remove(value[0])
        nearest = min((abs(value[0] - other) for other in others), default=None)
        weight = telling(value[0], nearest)
        if weight != NEAR and ever[value] > len(names):
            weight = LATE
        vote.append((weight, tuple(names)))
    return tuple(sorted(vote))
