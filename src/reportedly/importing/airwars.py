"""Airwars: a row an incident of civilian harm, killed and injured as lowest and highest count.

Heads are taken in the spellings that its pages and tables use ("Civilians reported killed",
`civilian_deaths_min`). The counts are those of local reports as Airwars aggregates them. One
belligerent named is held responsible; several are left to the note.
"""

from __future__ import annotations

import re

from reportedly.importing.events import Count, Event, found_of, period_of, place_of
from reportedly.importing.found import (
    Found,
    Row,
    RowError,
    cell,
    needed,
    range_words,
    source_named,
)
from reportedly.model import DocumentEntry, Location

_RANGE = re.compile(r"(\d[\d,]*)\s*(?:[-–—]|to)\s*(\d[\d,]*)")
_NUMBER = re.compile(r"\d[\d,]*")
_UNKNOWN = frozenset(("", "unknown", "n/a", "none"))
_HARM = {
    "killed": ("civilians_reported_killed", "civilian_deaths", "killed"),
    "injured": ("civilians_reported_injured", "civilian_injuries", "injured"),
}


def read_airwars(row: Row, where: Location, dataset: DocumentEntry) -> list[Found]:
    """The claims of one incident.

    Raises:
        RowError: a cell that is needed is empty or says something else.
    """
    plain = {re.sub(r"[^a-z0-9]+", "_", k.lower()).strip("_"): v for k, v in row.items()}
    code = needed(plain, "unique_reference_code", "airwars_unique_reference_code", "code", "id")
    known = cell(plain, "known_belligerents", "known_belligerent", "belligerents", "belligerent")
    suspected = cell(plain, "suspected_belligerents", "suspected_belligerent")
    named = [b.strip() for b in re.split(r"[;,]", known or suspected or "") if b.strip()]
    event = Event(
        code=code.lower(),
        prefix="airwars",
        rule="airwars",
        dataset=dataset,
        source=source_named("Airwars"),
        place=place_of(plain, "location", "location_name", "geolocation"),
        period=period_of(
            plain,
            ("incident_date", "date", "date_start"),
            ("incident_date_end", "date_end"),
        ),
        responsible=source_named(named[0], "group") if len(named) == 1 else None,
    )
    note = _facts(plain, where, named)
    counts = [
        Count(
            name=measure,
            measure=measure,
            population="civilians",
            figure=words,
            title=f"civilians {measure}, {event.place or code}",
            note=note,
        )
        for measure, columns in _HARM.items()
        if (words := _figure(plain, columns)) is not None
    ]
    return [found_of(event, counts)]


def _facts(row: Row, where: Location, belligerents: list[str]) -> str:
    """What else the row says, for the claims' notes."""
    status = cell(row, "airwars_civilian_harm_status", "civilian_harm_status", "harm_status")
    grade = cell(row, "airwars_civilian_harm_grading", "civilian_harm_grading", "grading")
    facts = [f"line {where.line}"]
    facts += [f"grading: {grade}"] if grade else []
    facts += [f"status: {status}"] if status else []
    facts += [f"belligerents: {'; '.join(belligerents)}"] if len(belligerents) > 1 else []
    return "; ".join(facts)


def _figure(row: Row, columns: tuple[str, ...]) -> str | None:
    """The count in words, from one cell ("2–5") or from two; None where it is unknown."""
    for name in columns:
        low, high = row.get(f"{name}_min", ""), row.get(f"{name}_max", "")
        if low or high:
            return range_words(_count(low, f"{name}_min"), _count(high, f"{name}_max"))
    written = cell(row, *columns)
    if written is None or written.lower() in _UNKNOWN:
        return None
    match = _RANGE.fullmatch(written)
    if match:
        return range_words(_count(match[1], columns[0]), _count(match[2], columns[0]))
    number = _count(written, columns[0])
    return range_words(number, number)


def _count(written: str, name: str) -> int | None:
    if not written:
        return None
    if not _NUMBER.fullmatch(written):
        raise RowError(f"`{name}` is {written!r}, not a count or a range like 2–5")
    return int(written.replace(",", ""))
