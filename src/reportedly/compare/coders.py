"""How far two people who read the same agree: Cohen's kappa, Krippendorff's alpha, an interval.

Kappa is Cohen's (A coefficient of agreement for nominal scales, Educational and Psychological
Measurement 20, 1960). Alpha is Krippendorff's (Computing Krippendorff's Alpha-Reliability, 2011),
for any number of people and for readings that are missing. Both are 1 where all agree, 0 where they
agree as often as by chance, and nothing where everybody always says the same: then agreement tells
nothing of how well the readings are defined.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import chain
from random import Random
from typing import TypeVar

Unit = TypeVar("Unit")

DRAWS = 1000
_SEED = 17


def cohens_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Agreement of two people on named values, less what chance would give; None where none varies.

    The example of Viera and Garrett (Understanding Interobserver Agreement: The Kappa Statistic,
    Family Medicine 37, 2005): of 100 lectures both find 15 helpful and 70 not, and they differ on
    10 and on 5.

    >>> both = [("yes", "yes")] * 15 + [("no", "no")] * 70
    >>> round(cohens_kappa([*both, *[("yes", "no")] * 10, *[("no", "yes")] * 5]), 2)
    0.57
    """
    if not pairs:
        return None
    count = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[value] * second[value] for value in first) / count**2
    if by_chance == 1:
        return None
    return (sum(a == b for a, b in pairs) / count - by_chance) / (1 - by_chance)


def alpha_of_names(units: Sequence[Sequence[Hashable]]) -> float | None:
    """Krippendorff's alpha of named values; None where none varies.

    His example B: two people sort twelve articles.

    >>> pairs = list(zip("aabbdcccedda", "babbbccceddd"))
    >>> round(alpha_of_names(pairs), 3)
    0.692

    Args:
        units: the values that people gave to each thing read; those of one person are left out.
    """
    read = [unit for unit in units if len(unit) > 1]
    counts = Counter(chain.from_iterable(read))
    total = counts.total()
    expected = total**2 - sum(n * n for n in counts.values())
    if not expected:
        return None
    observed = sum(
        (len(unit) ** 2 - sum(n * n for n in Counter(unit).values())) / (len(unit) - 1)
        for unit in read
    )
    return 1 - observed * (total - 1) / expected


def alpha_of_numbers(units: Sequence[Sequence[float]]) -> float | None:
    """Krippendorff's alpha of numbers, by their distances squared; None where none varies.

    His example C: four people, twelve things, some not read by all.

    >>> rows = ("123321412   ", "1233224125 3", " 3332342251 ", "12332441251 ")
    >>> units = [[int(v) for v in column if v != " "] for column in zip(*rows)]
    >>> round(alpha_of_numbers(units), 3)
    0.849

    Args:
        units: the numbers that people gave to each thing read.
    """
    read = [unit for unit in units if len(unit) > 1]
    values = list(chain.from_iterable(read))
    expected = _squares(values)
    if not expected:
        return None
    observed = sum(_squares(unit) / (len(unit) - 1) for unit in read)
    return 1 - observed * (len(values) - 1) / expected


def _squares(values: Sequence[float]) -> float:
    """The sum of the squared distances of each value from each other one."""
    if not values:
        return 0.0
    middle = sum(values) / len(values)
    return 2 * len(values) * sum((value - middle) ** 2 for value in values)


def bootstrap(
    units: Sequence[Unit],
    measure: Callable[[Sequence[Unit]], float | None],
    *,
    share: float = 0.95,
    seed: int = _SEED,
) -> tuple[float, float] | None:
    """Between what a measure lies in `share` of the samples of as many things, drawn with return.

    Percentiles of draws of what was read, as Zapf and others find them to hold their level
    (Measuring inter-rater reliability for nominal data, BMC Medical Research Methodology 16, 2016).
    The same units and seed give the same interval.

    Returns:
        None with fewer than two units, or where most draws leave nothing to measure.
    """
    if len(units) < 2:
        return None
    random = Random(seed)
    drawn = (measure(random.choices(units, k=len(units))) for _ in range(DRAWS))
    found = sorted(value for value in drawn if value is not None)
    if len(found) * 2 < DRAWS:
        return None
    out = round(len(found) * (1 - share) / 2)
    return found[out], found[-1 - out]
