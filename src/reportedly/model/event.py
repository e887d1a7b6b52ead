"""Events: what happened once, under a name given once; and what was decided about sameness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from reportedly.model.grade import Credibility, Grade
from reportedly.model.period import Period


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, was held or was measured once.

    Attributes:
        id: the name given once; it stays when date or place turn out otherwise.
        title: what it is called in a list.
        kind: a kind of the table of events (`air-strike`), or a word of its own.
        place: where, widest part last.
        when: from which to which day.
        part_of: id of the event that it is a part of (a strike of a siege).
        follows: id of the event that it came after (an aftershock).
        overlaps: ids of events of which counts may hold the same people.
        apart: ids of events declared to have no count in common, so that tolls may be added.
        aliases: other names.
        coordinates: latitude and longitude in degrees, as written.
        precision: UCDP's codes of place (1 to 7) and date (1 to 5), as written.
        topics: name → what is asserted, for statements without a figure (`tear-gas-used`).
        relations: equations over subjects of the event, with names relative to it.
    """

    id: str
    title: str | None = None
    kind: str | None = None
    place: str | None = None
    when: Period | None = None
    part_of: str | None = None
    follows: str | None = None
    overlaps: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    coordinates: str | None = None
    precision: str | None = None
    topics: tuple[tuple[str, str], ...] = ()
    relations: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Its title, else its id."""
        return self.title or self.id


class LinkKind(StrEnum):
    """What two entries are decided to be one of.

    Two sources of one voice stay two, by name and where they are compared, and count as one origin.
    """

    EVENT = "event"
    SOURCE = "source"
    TEXT = "text"
    SUBJECT = "subject"
    VOICE = "voice"


@dataclass(frozen=True, slots=True)
class Link:
    """Two ids that mean the same, or are decided to be different; withdrawn, never deleted.

    Attributes:
        kind: what they are: events, sources, documents (of one text), subjects, sources again (of
            one voice).
        a, b: the ids.
        same: True for one, False for two.
        decided: a person's decision; False for a proposal of the program.
        by, on, why, score: who, when, for what reason, how sure (0 to 1).
        withdrawn: the day it was taken back, else None.
    """

    kind: LinkKind
    a: str
    b: str
    same: bool = True
    decided: bool = True
    by: str | None = None
    on: date | None = None
    why: str | None = None
    score: float | None = None
    withdrawn: date | None = None


GRADES = (*(str(g) for g in Grade), *(str(int(c)) for c in Credibility))
"""How sure an assessment is: Airwars' grading of an incident, or the Admiralty scale's digit for
what is said, from 1 (confirmed) to 6 (cannot be judged)."""


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the recorder holds after all on one subject.

    Attributes:
        subject: its whole id.
        low, best, high: the figures; best may be open.
        grounds: why.
        grade: one of `GRADES`.
        by, on: who assessed it, when.
    """

    subject: str
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None
    grounds: str | None = None
    grade: str | None = None
    by: str | None = None
    on: date | None = None
