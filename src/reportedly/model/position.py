"""Positions: what each voice holds on a subject, with what it said before behind it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reportedly.model.claim import Claim
from reportedly.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Moment:
    """When something was told, or counts: days, and where it is known the hour of the last.

    Attributes:
        start, end: first and last day.
        clock: the hour, `HH:MM` with its distance from UTC where that is written, or empty.
        house: whose clock it is: hours without a zone are compared within one house alone.
    """

    start: date
    end: date
    clock: str = ""
    house: str = ""

    def overlaps(self, other: Moment) -> bool:
        """True when a day lies in both."""
        return self.start <= other.end and other.start <= self.end

    def may_be(self, other: Moment) -> bool:
        """True when both may be of one moment: a day in common, and hours that do not differ."""
        return (
            self.overlaps(other)
            and self.order(other) == 0
            and (
                not self.clock
                or not other.clock
                or self.house == other.house
                or minute_of(self) == minute_of(other)
            )
        )

    def order(self, other: Moment) -> int:
        """-1 when this is over before the other begins, 1 for after, 0 where that stays open."""
        if self.end < other.start or other.end < self.start:
            return -1 if self.end < other.start else 1
        if not self.clock or not other.clock or self.end != other.start or self.start != other.end:
            return 0
        first, second = _minute(self.clock), _minute(other.clock)
        if (first[1] is None or second[1] is None) and self.house != other.house:
            return 0
        here, there = first[0] - (first[1] or 0), second[0] - (second[1] or 0)
        return (here > there) - (here < there)


def minute_of(moment: Moment) -> int:
    """Minute of the last day in UTC where the zone is known, else by its own clock; 0 unknown."""
    if not moment.clock:
        return 0
    minute, ahead = _minute(moment.clock)
    return minute - (ahead or 0)


def _minute(clock: str) -> tuple[int, int | None]:
    """Minute of the day, and how many of them the zone is ahead of UTC, None without one."""
    hour, minute = int(clock[:2]), int(clock[3:5])
    zone = clock[5:]
    if not zone:
        return hour * 60 + minute, None
    if zone == "Z":
        return hour * 60 + minute, 0
    ahead = int(zone[1:3]) * 60 + int(zone[-2:])
    return hour * 60 + minute, -ahead if zone[0] == "-" else ahead


@dataclass(frozen=True, slots=True)
class Statement:
    """What a voice said once, in one document or carried on by several.

    Attributes:
        claims: those that carry it, in the order in which they were made.
        lead: the claim whose words and figure stand for it.
        counts: the time that its figure counts for, None where it counts for any.
        first, last: when it was first and last told as current; None where every document tells
            of it as past.
        beside: it is held together with the statement before it: nothing says which is later.
        ids: of the claims that carry it.
    """

    claims: tuple[Claim, ...]
    lead: Claim
    counts: Moment | None
    first: Moment | None
    last: Moment | None
    beside: bool = False
    ids: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Made once: findings ask for it of every pair.
        object.__setattr__(self, "ids", tuple(c.id for c in self.claims))

    @property
    def figure(self) -> Figure | None:
        """The figure stated."""
        return self.lead.figure

    @property
    def documents(self) -> tuple[str, ...]:
        """Those that carry it, each once; of several captures of a page the first that does."""
        first: dict[str, str] = {}
        for claim in self.claims:
            first.setdefault(claim.home, claim.document)
        return tuple(first.values())


@dataclass(frozen=True, slots=True)
class Position:
    """What one voice holds on one subject.

    Attributes:
        subject: its id.
        voice: key of the origin that speaks.
        name: what it is called.
        statements: everything that it asserted, oldest first.
        held: what it holds now: one statement, several that stand side by side, or none; of a level
            of no event one for each moment.
        standing: what is compared: `held`, and of a level what it held at other moments.
        denies: claims by which it denies something, and has not come round since.
        reserves: claims by which it declines, cannot verify or asks.
        is_past: what it holds is told of as past by a later document.
        parts: what it says of less than the whole, or of what may be.
        withdrawn: what it asserted and took back. retracts: claims by which it did.
    """

    subject: str
    voice: str
    name: str
    statements: tuple[Statement, ...] = ()
    held: tuple[Statement, ...] = ()
    standing: tuple[Statement, ...] = ()
    denies: tuple[Claim, ...] = ()
    reserves: tuple[Claim, ...] = ()
    is_past: bool = False
    parts: tuple[Claim, ...] = ()
    withdrawn: tuple[Statement, ...] = ()
    retracts: tuple[Claim, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Everything behind it: asserted, denied, left open, said of a part; nothing withdrawn."""
        told = (c for s in self.statements for c in s.claims)
        return (*told, *self.denies, *self.reserves, *self.parts)

    @property
    def past(self) -> tuple[Statement, ...]:
        """What it asserted once and holds no longer."""
        held = {s.ids for s in self.held}
        return tuple(s for s in self.statements if s.ids not in held)
