"""Which documents are captures of one page, and what a later capture makes of a claim.

A page that changes is captured again as another document, which names the one before it under
`supersedes`. All of them are one document wherever documents are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reportedly.model.entry import DocumentEntry
from reportedly.model.period import Period


@dataclass(frozen=True, slots=True)
class Captures:
    """The captures of one page.

    Attributes:
        ids: of its documents, oldest first.
        days: when each was captured, else published; None where neither is known.
        withdrawn: whether its publisher stands by none of it any more.
        since: the day from which that is so, None where it is not known.
    """

    ids: tuple[str, ...]
    days: tuple[date | None, ...]
    withdrawn: bool = False
    since: date | None = None

    @property
    def home(self) -> str:
        """The id of the first, which stands for all of them."""
        return self.ids[0]


class Fate(StrEnum):
    """What the captures of its page make of a claim."""

    SAME = "same"  # an earlier capture says it already
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    GONE = "gone"
    RETRACTED = "retracted"
    LATER = "later"  # said since the capture before


@dataclass(frozen=True, slots=True)
class Later:
    """What became of a claim as its page was captured again.

    Attributes:
        fate: what.
        other: id of the claim that says the same already, or that stands in its place now.
        since: the day of the capture that made it so, None where it is not known.
        told: between which days it was said first, of what an earlier capture does not have.
        kept: whether the one in its place is the same voice's on the same matter.
    """

    fate: Fate
    other: str | None = None
    since: date | None = None
    told: Period | None = None
    kept: bool = True

    @property
    def is_told(self) -> bool:
        """Whether it is said there still, as far as is known, and nowhere before."""
        return self.fate in (Fate.LATER, Fate.GONE) or (self.fate is Fate.SUPERSEDED and self.kept)

    @property
    def words(self) -> str | None:
        """For people; None of what needs no telling."""
        since = f" since {self.since.isoformat()}" if self.since else ""
        match self.fate:
            case Fate.GONE:
                return f"no longer in the document{since}"
            case Fate.SUPERSEDED:
                return f"superseded{since}"
            case Fate.CORRECTED:
                return f"corrected{since}"
            case Fate.RETRACTED:
                return f"retracted{since}"
            case Fate.SAME:
                return "unchanged"
            case _:
                return None


def captures_of(documents: Iterable[DocumentEntry]) -> dict[str, Captures]:
    """Document → the captures of its page, of pages that have several or were withdrawn.

    Captures that lead round in a circle are each a document of its own.
    """
    known = {d.id: d for d in documents}
    if not any(d.supersedes or d.withdrawn for d in known.values()):
        return {}
    depth: dict[str, tuple[str, int]] = {}
    for name in known:
        _place(name, known, depth)
    series: dict[str, list[str]] = {}
    for name, (first, _) in depth.items():
        series.setdefault(first, []).append(name)
    found: dict[str, Captures] = {}
    for names in series.values():
        ordered = sorted(names, key=lambda n: (depth[n][1], known[n].captured or "", n))
        last = known[ordered[-1]]
        if len(ordered) > 1 or last.withdrawn:
            days = tuple(_days([known[n] for n in ordered]))
            told = Captures(tuple(ordered), days, last.withdrawn is not None, _day(last.withdrawn))
            found |= dict.fromkeys(ordered, told)
    return found


def find_circles(documents: Iterable[DocumentEntry]) -> set[str]:
    """Documents whose `supersedes` leads back to themselves."""
    before = {d.id: d.supersedes for d in documents if d.supersedes}
    found: set[str] = set()
    done: set[str] = set()
    for name in before:
        way: dict[str, None] = {}
        at: str | None = name
        while at in before and at not in way and at not in done:
            way[at] = None
            at = before[at]
        if at in way:
            names = list(way)
            found.update(names[names.index(at) :])
        done.update(way)
    return found


def _place(
    name: str, known: Mapping[str, DocumentEntry], depth: dict[str, tuple[str, int]]
) -> None:
    """Enter the first capture of a document's page, and how many captures came after it."""
    way: dict[str, None] = {}
    at: str | None = name
    while at is not None and at in known and at not in depth:
        if at in way:  # a circle
            ahead = list(way)
            for each in ahead[ahead.index(at) :]:
                depth[each] = (each, 0)
                del way[each]
            break
        way[at] = None
        at = known[at].supersedes
    for each in reversed(way):
        first, steps = depth.get(known[each].supersedes or "", (each, -1))
        depth[each] = (first, steps + 1)


def _days(documents: Iterable[DocumentEntry]) -> Iterator[date | None]:
    """The day of each capture: none before its page was published, or captured before."""
    last: date | None = None
    for document in documents:
        told = [d for w in (document.captured, document.day) if (d := _day(w)) is not None]
        day = max(told, default=None)
        last = day if last is None or day is None or day > last else last
        yield None if day is None else last


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
