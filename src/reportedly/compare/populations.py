"""Who is among whom: children among civilians, civilians among people.

One small table, read as casualty recorders read it (Every Casualty Counts, *Standards for Casualty
Recording*, 2016: age, sex and combatant status are recorded apart). It says what follows from the
words alone; a ledger that knows better declares `part_of` or a relation.
"""

from __future__ import annotations

from functools import lru_cache

from reportedly.text.units import singular

EVERYBODY = "person"

_WITHIN = {
    "adult": "person",
    "aid worker": "civilian",
    "baby": "child",
    "bystander": "civilian",
    "boy": "child",
    "child": "civilian",
    "civilian": "person",
    "combatant": "person",
    "doctor": "health worker",
    "fighter": "combatant",
    "girl": "child",
    "gunman": "combatant",
    "health worker": "civilian",
    "infant": "child",
    "insurgent": "fighter",
    "jihadist": "fighter",
    "journalist": "civilian",
    "man": "adult",
    "medic": "health worker",
    "militant": "fighter",
    "minor": "child",
    "non-combatant": "civilian",
    "nurse": "health worker",
    "rebel": "fighter",
    "schoolchild": "child",
    "soldier": "combatant",
    "troops": "soldier",
    "woman": "adult",
}

_APART = (("civilian", "combatant"), ("child", "adult"), ("woman", "man"))

_SAME = {"people": "person", "human": "person", "individual": "person", "men": "man"}


@lru_cache(maxsize=1024)
def populations_around(population: str | None) -> tuple[str, ...]:
    """The population itself, then every wider one that the table knows; none means everybody.

    >>> populations_around("children")
    ('child', 'civilian', 'person')
    """
    names = [_name(population)]
    while (wider := _WITHIN.get(names[-1])) is not None:
        names.append(wider)
    return tuple(names)


def are_apart(a: str | None, b: str | None) -> bool:
    """True when nobody can be in both, by the table."""
    first, second = set(populations_around(a)), set(populations_around(b))
    return any((x in first and y in second) or (y in first and x in second) for x, y in _APART)


def _name(population: str | None) -> str:
    if population is None:
        return EVERYBODY
    words = " ".join(population.casefold().split())
    name = singular(words)
    return _SAME.get(name, name)
