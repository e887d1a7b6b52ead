"""Invented tables of figures in which it is known who copies whom.

Places have totals that grow from day to day. Each table says of every source how it comes to its
figures, and which pairs share more than the truth; all of it was written before any was tried.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from random import Random

Moment = tuple[str, int]
Told = dict[Moment, float]
Telling = Callable[[Random, Told, Mapping[str, Told]], Told]
"""How a source comes to its figures, from the truth and from what others say."""

DAYS = 12


@dataclass(frozen=True)
class Invented:
    """A table and what should be found in it.

    Attributes:
        name: what is tried.
        sources: each source by name, with how it comes to its figures, in order.
        pairs: who shares more than the truth; of several that copy from one, any that tie them.
        open: pairs that would be right, but that the figures alone do not tell from honest ones.
        places: how many places it tells of.
        scale: how large the figures are.
    """

    name: str
    sources: Mapping[str, Telling]
    pairs: tuple[tuple[str, str], ...] = ()
    open: tuple[tuple[str, str], ...] = ()
    places: int = 60
    scale: int = 4000

    def right(self, found: Collection[tuple[str, str]]) -> bool:
        """Whether all was found, and nothing but what is true."""
        allowed = {*self.pairs, *self.open}
        return allowed.issuperset(found) and _tied(found).issuperset(_tied(self.pairs))


def _tied(pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Every two whom pairs tie, be it through others."""
    groups: dict[str, frozenset[str]] = {}
    for pair in pairs:
        one = frozenset(pair).union(*(groups.get(name, frozenset()) for name in pair))
        groups |= dict.fromkeys(one, one)
    return {two for one in groups.values() for two in combinations(sorted(one), 2)}


def figures_of(table: Invented, seed: int) -> dict[str, Told]:
    """What each source says of each place and day."""
    chance = Random(f"{table.name}/{seed}")
    truth: Told = {}
    for place in range(table.places):
        total = chance.randint(table.scale // 20, table.scale)
        for day in range(DAYS):
            truth[f"place {place}", day] = float(total)
            total += chance.randint(0, max(1, total // 12))
    said: dict[str, Told] = {}
    for name, tells in table.sources.items():
        said[name] = tells(chance, truth, said)
    return said


def honest(errors: float, spread: float = 0.08) -> Telling:
    """Counts for itself and errs now and then, by up to so large a part."""

    def tells(chance: Random, truth: Told, _: Mapping[str, Told]) -> Told:
        return {
            moment: _wrong(chance, value, spread) if chance.random() < errors else value
            for moment, value in truth.items()
        }

    return tells


def estimates(spread: float = 0.2) -> Telling:
    """Reckons every figure for itself."""
    return honest(1.0, spread)


def copies(of: str, since: int = 0, changes: float = 0.0, errors: float = 0.08) -> Telling:
    """Counts for itself up to a day, and from then on copies, with some changes of its own."""

    def tells(chance: Random, truth: Told, said: Mapping[str, Told]) -> Told:
        own = honest(errors)(chance, truth, said)
        return {
            moment: value
            if moment[1] >= since and chance.random() >= changes
            else own[moment]
            if moment[1] < since
            else _wrong(chance, value, 0.08)
            for moment, value in said[of].items()
        }

    return tells


def rounds(to: int, errors: float = 0.05) -> Telling:
    """Counts honestly and rounds."""

    def tells(chance: Random, truth: Told, said: Mapping[str, Told]) -> Told:
        own = honest(errors)(chance, truth, said)
        return {moment: round(value / to) * to for moment, value in own.items()}

    return tells


def lags(often: float) -> Telling:
    """Gives the figure of the day before, now and then."""

    def tells(chance: Random, truth: Told, _: Mapping[str, Told]) -> Told:
        return {
            (place, day): truth[place, day - 1] if day and chance.random() < often else value
            for (place, day), value in truth.items()
        }

    return tells


def sparse(tells: Telling, kept: float) -> Telling:
    """Says only some of it."""

    def some(chance: Random, truth: Told, said: Mapping[str, Told]) -> Told:
        whole = tells(chance, truth, said)
        return {moment: value for moment, value in whole.items() if chance.random() < kept}

    return some


def where_hard(often: float, seldom: float) -> Telling:
    """Errs often at every third place, which is hard for everybody, and seldom elsewhere."""

    def tells(chance: Random, truth: Told, _: Mapping[str, Told]) -> Told:
        return {
            moment: _wrong(chance, value, 0.08)
            if chance.random() < (often if _number(moment) % 3 == 0 else seldom)
            else value
            for moment, value in truth.items()
        }

    return tells


def copies_two(of: str, other: str) -> Telling:
    """Copies one source for every other place, and another for the rest."""

    def tells(_chance: Random, _truth: Told, said: Mapping[str, Told]) -> Told:
        return {m: said[of if _number(m) % 2 else other][m] for m in said[of]}

    return tells


def a_day_late(of: str) -> Telling:
    """Gives what another gave the day before."""

    def tells(_chance: Random, _truth: Told, said: Mapping[str, Told]) -> Told:
        return {(place, d): said[of][place, max(0, d - 1)] for place, d in said[of]}

    return tells


def rounded(tells: Telling, to: int) -> Telling:
    """Rounds whatever it tells."""

    def some(chance: Random, truth: Told, said: Mapping[str, Told]) -> Told:
        return {m: round(v / to) * to for m, v in tells(chance, truth, said).items()}

    return some


def in_tenths(tells: Telling) -> Telling:
    """Gives tenths: shares, rates and prices."""

    def some(chance: Random, truth: Told, said: Mapping[str, Told]) -> Told:
        whole = {name: {m: v * 10 for m, v in told.items()} for name, told in said.items()}
        return {m: round(v) / 10 for m, v in tells(chance, truth, whole).items()}

    return some


def _number(moment: Moment) -> int:
    return int(moment[0].split()[1])


def _wrong(chance: Random, value: float, spread: float) -> float:
    most = max(2, int(value * spread))
    return max(0.0, value + chance.choice([n for n in range(-most, most + 1) if n]))


TABLES = (
    Invented(
        "a full copier among honest counters",
        {
            "S": honest(0.12),
            "C": copies("S"),
            "H1": honest(0.06),
            "H2": honest(0.1),
            "H3": honest(0.08),
        },
        (("C", "S"),),
    ),
    Invented(
        "a copier from the middle on",
        {
            "S": honest(0.12),
            "C": copies("S", since=DAYS // 2),
            "H1": honest(0.06),
            "H2": honest(0.1),
            "H3": honest(0.08),
        },
        (("C", "S"),),
    ),
    Invented(
        "a copier with changes of its own",
        {
            "S": honest(0.15),
            "C": copies("S", changes=0.15),
            "H1": honest(0.06),
            "H2": honest(0.1),
            "H3": honest(0.08),
        },
        (("C", "S"),),
    ),
    Invented(
        "two mirrors of a registry",
        {
            "M1": honest(0.0),
            "M2": honest(0.0),
            "H1": honest(0.15),
            "H2": honest(0.15),
            "H3": honest(0.2),
        },
    ),
    Invented(
        "two mirrors of a registry, and a copier of another",
        {
            "M1": honest(0.0),
            "M2": honest(0.0),
            "H1": honest(0.15),
            "C": copies("H1", changes=0.05),
            "H2": honest(0.1),
        },
        (("C", "H1"),),
    ),
    Invented(
        "two that round alike",
        {
            "R1": rounds(100),
            "R2": rounds(100),
            "H1": honest(0.05),
            "H2": honest(0.05),
            "H3": honest(0.05),
        },
    ),
    Invented(
        "two that round to fives",
        {
            "R1": rounds(5),
            "R2": rounds(5),
            "H1": honest(0.05),
            "H2": honest(0.05),
            "H3": honest(0.05),
        },
    ),
    Invented(
        "rivals that never agree",
        {f"E{n}": estimates() for n in range(1, 6)},
    ),
    Invented(
        "a copier of one of several rivals",
        {**{f"E{n}": estimates() for n in range(1, 5)}, "F": copies("E2", changes=0.1)},
        (("E2", "F"),),
    ),
    Invented(
        "two copiers of one",
        {
            "S": honest(0.15),
            "C1": copies("S"),
            "C2": copies("S", changes=0.05),
            "H1": honest(0.05),
            "H2": honest(0.08),
            "H3": honest(0.08),
            "H4": honest(0.08),
        },
        (("C1", "S"), ("C2", "S"), ("C1", "C2")),
    ),
    Invented(
        "two copiers of one against two",
        {
            "S": honest(0.2),
            "C1": copies("S"),
            "C2": copies("S"),
            "H1": honest(0.1),
            "H2": honest(0.1),
        },
        open=(("C1", "S"), ("C2", "S"), ("C1", "C2")),
    ),
    Invented(
        "a copier of a copier",
        {
            "S": honest(0.15),
            "C": copies("S", changes=0.05),
            "D": copies("C", changes=0.05),
            "H1": honest(0.05),
            "H2": honest(0.08),
            "H3": honest(0.08),
            "H4": honest(0.08),
        },
        (("C", "S"), ("C", "D"), ("D", "S")),
    ),
    Invented(
        "too few figures",
        {
            "S": honest(0.2),
            "C": copies("S"),
            "H1": honest(0.05),
            "H2": honest(0.05),
        },
        places=2,
    ),
    Invented(
        "two against two",
        {
            "S": honest(0.15),
            "C": copies("S"),
            "H1": honest(0.05),
            "H2": honest(0.05),
        },
        (("C", "S"),),
        places=100,
    ),
    Invented(
        "two mirrors against two that often err",
        {
            "M1": honest(0.0),
            "M2": honest(0.0),
            "H1": honest(0.25, 0.03),
            "H2": honest(0.25, 0.03),
        },
        places=200,
    ),
    Invented(
        "small numbers",
        {
            "S": honest(0.3),
            "C": honest(0.3),
            "H1": honest(0.05),
            "H2": honest(0.05),
            "H3": honest(0.05),
        },
        places=200,
        scale=20,
    ),
    Invented(
        "two that lag now and then",
        {
            "L1": lags(0.2),
            "L2": lags(0.2),
            "H1": honest(0.05),
            "H2": honest(0.05),
            "H3": honest(0.05),
        },
    ),
    Invented(
        "honest counters of every kind",
        {
            "A": honest(0.02),
            "B": honest(0.3),
            "C": honest(0.1),
            "D": honest(0.4),
            "E": honest(0.05),
            "F": honest(0.2),
        },
    ),
    Invented(
        "three sources alone",
        {"S": honest(0.2), "C": copies("S"), "H": honest(0.05)},
    ),
    Invented(
        "a copier that says little",
        {
            "S": honest(0.2),
            "C": sparse(copies("S"), 0.3),
            "H1": honest(0.06),
            "H2": honest(0.1),
            "H3": honest(0.08),
        },
        (("C", "S"),),
        places=100,
    ),
    Invented(
        "two pairs of copiers",
        {
            "S": honest(0.15),
            "C": copies("S"),
            "T": honest(0.15),
            "D": copies("T", changes=0.05),
            "H1": honest(0.05),
            "H2": honest(0.08),
        },
        (("C", "S"), ("D", "T")),
    ),
)
"""What is tried."""

_SPARSE = {f"H{n}": sparse(honest(0.05 + n / 100), 0.5) for n in range(1, 11)}

FRESH = (
    Invented(
        "some places are hard for all",
        {f"H{n}": where_hard(0.5, 0.03) for n in range(1, 6)},
        places=120,
    ),
    Invented(
        "all lag now and then",
        {f"L{n}": lags(n / 12) for n in range(1, 6)},
        places=120,
    ),
    Invented(
        "a copier of two",
        {
            "S": honest(0.12),
            "T": honest(0.12),
            "C": copies_two("S", "T"),
            "H1": honest(0.06),
            "H2": honest(0.1),
        },
        (("C", "S"), ("C", "T")),
        places=120,
    ),
    Invented(
        "many sources that say half of it",
        {**_SPARSE, "S": sparse(honest(0.12), 0.6), "C": copies("S")},
        (("C", "S"),),
    ),
    Invented(
        "three mirrors, and who copies another from the middle on",
        {
            "M1": honest(0.0),
            "M2": honest(0.0),
            "M3": honest(0.0),
            "H1": honest(0.15),
            "C": copies("H1", since=DAYS // 2),
        },
        open=(("C", "H1"),),
    ),
    Invented(
        "mirrors of which one rounds",
        {
            "M1": honest(0.0),
            "M2": honest(0.0),
            "M3": rounds(10, 0.0),
            "H1": honest(0.15),
            "H2": honest(0.2),
        },
    ),
    Invented(
        "a copier of rates",
        {
            "S": in_tenths(honest(0.12)),
            "C": in_tenths(copies("S")),
            "H1": in_tenths(honest(0.06)),
            "H2": in_tenths(honest(0.1)),
            "H3": in_tenths(honest(0.08)),
        },
        (("C", "S"),),
    ),
    Invented(
        "a copier that changes much",
        {
            "S": honest(0.12),
            "C": copies("S", changes=0.4),
            "H1": honest(0.06),
            "H2": honest(0.1),
            "H3": honest(0.08),
        },
        open=(("C", "S"),),
        places=120,
    ),
    Invented(
        "two who miscount by little",
        {
            "A": honest(0.6, 0.001),
            "B": honest(0.6, 0.001),
            "H1": honest(0.05),
            "H2": honest(0.05),
            "H3": honest(0.05),
            "H4": honest(0.05),
        },
        places=120,
    ),
    Invented(
        "a copier of one who seldom errs",
        {
            "S": honest(0.06),
            "C": copies("S"),
            "H1": honest(0.06),
            "H2": honest(0.06),
            "H3": honest(0.06),
        },
        (("C", "S"),),
        places=30,
    ),
)
"""Written after the others had been tried, and before these were."""

LAST = (
    Invented(
        "a copier among many who often err",
        {"S": honest(0.2), "C": copies("S"), **{f"H{n}": honest(0.2) for n in range(1, 8)}},
        (("C", "S"),),
    ),
    Invented(
        "a copier in the last quarter alone",
        {
            "S": honest(0.15),
            "C": copies("S", since=9),
            "H1": honest(0.06),
            "H2": honest(0.1),
            "H3": honest(0.08),
        },
        (("C", "S"),),
        places=120,
    ),
    Invented(
        "three of one origin against three",
        {
            "S": honest(0.15),
            "C": copies("S", changes=0.1),
            "D": copies("S", changes=0.1),
            "H1": honest(0.08),
            "H2": honest(0.08),
            "H3": honest(0.08),
        },
        (("C", "S"), ("D", "S"), ("C", "D")),
    ),
    Invented(
        "rivals who round to tens",
        {f"E{n}": rounded(estimates(0.1), 10) for n in range(1, 6)},
    ),
    Invented(
        "two mirrors with some slips",
        {
            "M1": honest(0.01),
            "M2": honest(0.01),
            "H1": honest(0.2),
            "H2": honest(0.2),
            "H3": honest(0.2),
        },
        places=120,
    ),
    Invented(
        "errors out of all measure",
        {f"H{n}": honest(0.2, 0.9) for n in range(1, 6)},
        places=120,
    ),
    Invented(
        "a copier that is a day late",
        {
            "S": honest(0.15),
            "C": a_day_late("S"),
            "H1": honest(0.06),
            "H2": honest(0.1),
            "H3": honest(0.08),
        },
        open=(("C", "S"),),
    ),
    Invented(
        "two registries, each with two mirrors",
        {
            "A1": honest(0.1),
            "A2": copies("A1"),
            "B1": honest(0.0),
            "B2": copies("B1"),
            "H": honest(0.3),
        },
        (("A1", "A2"),),
        open=(("B1", "B2"),),
    ),
    Invented(
        "a copier where others say little",
        {
            "S": honest(0.15),
            "C": copies("S"),
            **{f"H{n}": sparse(honest(0.08), 0.3) for n in range(1, 5)},
        },
        (("C", "S"),),
        places=120,
    ),
    Invented(
        "two honest ones beside a copier of each",
        {
            "S": honest(0.1),
            "T": honest(0.1),
            "C": copies("S", changes=0.1),
            "D": copies("T", since=6),
            "H1": honest(0.1),
            "H2": honest(0.1),
            "H3": honest(0.1),
        },
        (("C", "S"), ("D", "T")),
        places=120,
    ),
)
"""Written last; nothing was changed after they were tried."""
