"""What happened to those who are counted: one canonical measure for each way of saying it.

The measures follow the casualty-recording standards: Every Casualty Worldwide's *Standards for
Casualty Recording* (2016) and Airwars' methodology keep killed and injured apart and count
"casualties" as both together; UCDP counts deaths only. So "killed" is not "casualties": a
casualty is somebody killed or wounded, and a report of casualties is never read as a toll of dead.
Displaced, missing, detained and captured are kept apart for the same reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# measure: verbs (past, participle, other forms) and nouns that say it
_ROWS = """
killed: kill kills killed killing slain slay slew dead died die dies dying death deaths fatality
 fatalities perished perish murdered murder murders murdering executed execute executing
 massacred massacring kia assassinated assassinating lives toll drowned
wounded: wound wounds wounded wounding injured injure injures injuring injury injuries hurt wia
 hurting maimed maiming
casualties: casualty casualties
missing: missing disappeared disappear unaccounted vanished
displaced: displaced displace displaces displacing uprooted uprooting homeless
evacuated: evacuated evacuate evacuating evacuation evacuations
fled: fled flee flees fleeing
escaped: escaped escape escapes escaping
left: left leave leaves leaving departed depart
returned: returned return returns returning
arrested: arrested arrest arrests arresting detained detain detains detaining jailed imprisoned
captured: captured capture captures capturing seized seize seizing
surrendered: surrendered surrender surrendering
abducted: abducted abduct abducting kidnapped kidnap kidnapping
hostages: hostages hostage
rescued: rescued rescue rescues rescuing saved
freed: freed free frees freeing released release releases releasing
trapped: trapped stranded
besieged: besieged
hospitalised: hospitalised hospitalized
infected: infected infections infection infecting cases
recovered: recovered recoveries
vaccinated: vaccinated vaccinating
deported: deported deporting expelled expelling
lost: lost lose loses losing
destroyed: destroyed destroy destroys destroying demolished
damaged: damaged damaging
controlled: controlled control controls controlling holding holds held
deployed: deployed deploying deploy
""".replace("\n ", " ")


def _measures() -> dict[str, str]:
    table = {}
    for line in _ROWS.strip().splitlines():
        measure, _, words = line.partition(":")
        table.update(dict.fromkeys(words.split(), measure))
    return table


_MEASURES = _measures()
_RANKS = {measure: rank for rank, measure in enumerate(dict.fromkeys(_MEASURES.values()))}

BROADER: Mapping[str, str] = MappingProxyType({"killed": "casualties", "wounded": "casualties"})
"""A measure → the one that counts it and more: those killed are among the casualties."""

# People as reports count them, in the plural, for "no civilians" and as the default population.
PEOPLE = frozenset(
    "people persons civilians children women men soldiers troops fighters militants rebels "
    "officers policemen police protesters demonstrators residents villagers refugees migrants "
    "workers students passengers patients victims prisoners detainees hostages journalists "
    "families girls boys babies infants gunmen insurgents jihadists terrorists extremists "
    "servicemen personnel survivors casualties deaths fatalities injuries dead wounded injured "
    "cases arrests infections".split()
)
PERSON = frozenset(
    "person civilian child woman man soldier fighter militant rebel officer policeman protester "
    "demonstrator resident villager refugee migrant worker student passenger patient victim "
    "prisoner detainee hostage journalist girl boy baby infant gunman insurgent survivor casualty "
    "death fatality injury".split()
)
# Nouns that already say the measure: "16 deaths" counts people.
HAPPENINGS = frozenset(
    "deaths death fatalities fatality casualties casualty injuries injury arrests arrest "
    "infections evacuations dead wounded injured missing displaced killed lives toll kia "
    "homeless".split()
)


def measure_of(word: str) -> str | None:
    """The canonical measure that a verb or noun says, or None when it says none.

    >>> measure_of("slain"), measure_of("casualties"), measure_of("said")
    ('killed', 'casualties', None)
    """
    return _MEASURES.get(word.lower())


def rank_of(measure: str) -> int:
    """Where a measure stands in the vocabulary; those that it does not hold come last.

    >>> sorted(["wounded", "killed"], key=rank_of)
    ['killed', 'wounded']
    """
    return _RANKS.get(measure, len(_RANKS))
