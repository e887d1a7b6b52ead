"""What one row says, and the small readings that all formats share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reportedly.errors import FigureError, UnitError
from reportedly.model import (
    ClaimEntry,
    DocumentEntry,
    Location,
    Problem,
    SourceEntry,
    SubjectEntry,
)
from reportedly.text.lexicon import full_names
from reportedly.text.quantities.figures import read_figure
from reportedly.text.slug import identify

Row = Mapping[str, str]
"""Column → cell, both without space around; an empty cell is an empty text."""

_COUNT = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.0+)?")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ][0-9:.]*(?:Z|[+-]\d{2}:?\d{2})?)?")
_DAY_IN_WORDS = re.compile(r"(\d{1,2}) ([A-Za-z]+) (\d{4})")

Record = tuple[Location, str, Any]
"""Where a record stands, the record as it came, and what a reader takes, or a `Problem`."""


@dataclass(frozen=True, slots=True)
class Found:
    """The entries that one row, or a part of it, comes to."""

    document: DocumentEntry
    claims: tuple[ClaimEntry, ...] = ()
    sources: tuple[SourceEntry, ...] = ()
    subjects: tuple[SubjectEntry, ...] = ()


class RowError(ValueError):
    """A cell does not say what its column is for; becomes the row's `Problem`."""


def problem(message: str, where: Location, code: str = "bad-row") -> Problem:
    """What is wrong with a row."""
    return Problem(code, message, where)


def cell(row: Row, *names: str) -> str | None:
    """The first of the columns that the row has and that is not empty."""
    return next((row[n] for n in names if row.get(n)), None)


def needed(row: Row, *names: str) -> str:
    """As `cell`.

    Raises:
        RowError: none of them holds anything.
    """
    found = cell(row, *names)
    if found is None:
        raise RowError(f"`{names[0]}` is empty or missing")
    return found


def count_of(row: Row, *names: str) -> int | None:
    """A whole number of at least zero, or None for an empty cell.

    Raises:
        RowError: the cell holds something else.
    """
    written = cell(row, *names)
    if written is None:
        return None
    if not _COUNT.fullmatch(written):
        raise RowError(f"`{names[0]}` is {written!r}, not a count")
    return int(written.replace(",", "").partition(".")[0])


def day_of(row: Row, *names: str) -> str | None:
    """A day as ISO 8601 writes it, its hour left away, or None for an empty cell.

    A day with its month in English words (04 March 2021, as ACLED's exports have it) is one too.

    Raises:
        RowError: the cell holds something else: 03/04/2019 is two days.
    """
    written = cell(row, *names)
    if written is None:
        return None
    match = _DAY.fullmatch(written)
    try:
        if match:
            return date.fromisoformat(match[1]).isoformat()
        if in_words := _DAY_IN_WORDS.fullmatch(written):
            month = full_names("month").index(in_words[2].lower()) + 1
            return date(int(in_words[3]), month, int(in_words[1])).isoformat()
    except ValueError:
        pass
    raise RowError(f"`{names[0]}` is {written!r}, not a day like 2019-02-11")


def span_of(first: str, last: str | None) -> str:
    """Two days as the ledger writes a period: one day, or FROM/TO.

    Raises:
        RowError: the last is before the first.
    """
    if last is None or last == first:
        return first
    if last < first:
        raise RowError(f"the period ends on {last}, before it begins on {first}")
    return f"{first}/{last}"


def range_words(low: int | None, high: int | None) -> str:
    """A lowest and a highest count in words that the ledger reads.

    Raises:
        RowError: neither is given, or the lowest is above the highest.
    """
    if low is None and high is None:
        raise RowError("neither a lowest nor a highest number is given")
    if low is None or high is None:
        return f"at least {low}" if high is None else f"at most {high}"
    if low > high:
        raise RowError(f"the lowest number, {low}, is above the highest, {high}")
    return str(low) if low == high else f"between {low} and {high}"


def readable(words: str, unit: str | None) -> str:
    """The words of a figure, which the ledger can read.

    Raises:
        RowError: it cannot.
    """
    try:
        read_figure(words, unit)
    except (FigureError, UnitError, ValueError) as error:
        raise RowError(f"the figure cannot be read: {error}") from None
    return words


def source_named(name: str, kind: str = "organisation") -> SourceEntry:
    """The entry of a source of this name."""
    return SourceEntry(id=identify(name), name=name, kind=kind)


def once(claims: Iterable[ClaimEntry]) -> tuple[ClaimEntry, ...]:
    """Claims with ids of their own: the second of an id becomes ID-2."""
    from dataclasses import replace

    seen: dict[str, int] = {}
    out = []
    for claim in claims:
        seen[claim.id] = seen.get(claim.id, 0) + 1
        number = seen[claim.id]
        out.append(claim if number == 1 else replace(claim, id=f"{claim.id}-{number}"))
    return tuple(out)
