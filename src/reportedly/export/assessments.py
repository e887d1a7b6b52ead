"""What the recorder holds after all, as rows of other people's datasets of events.

A row is an event with figures that somebody assessed; of several people the latest counts. Columns
of which a ledger knows nothing are left out, so that nobody takes an empty cell for an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportedly.export.content import Content
from reportedly.export.data_package import to_csv
from reportedly.export.flat import Cell, Field, Table
from reportedly.export.rows import number
from reportedly.model import Assessment, DocumentEntry, Event, Period, Status, event_of

_WEEK = 7
_ADMIRALTY = frozenset("123456")
_PAIR = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class _Assessed:
    """An event with the latest assessment of each of its subjects, relative to it."""

    event: Event
    of: dict[str, Assessment]
    documents: tuple[DocumentEntry, ...]

    def first(self, *subjects: str) -> Assessment | None:
        """The assessment of the first of these subjects that has one with a figure."""
        made = (self.of.get(s) for s in subjects)
        return next((a for a in made if a and {a.low, a.best, a.high} != {None}), None)


def to_ged(content: Content) -> str:
    """Rows as UCDP's Georeferenced Event Dataset has them: one an event whose dead have a best."""
    return _table(content, "ged", _ged, _GED)


def to_acled(content: Content) -> str:
    """Rows as ACLED has them: one an event whose dead have a best figure, or at least a low one."""
    return _table(content, "acled", _acled, _ACLED)


def to_airwars(content: Content) -> str:
    """Rows as Airwars has them: one an event whose dead or injured civilians are assessed."""
    return _table(content, "airwars", _airwars, _AIRWARS)


_GED = (
    "id", "year", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "where_prec", "where_coordinates", "latitude", "longitude", "date_prec",
    "date_start", "date_end", "deaths_civilians", "best", "high", "low",
)  # fmt: skip
_ACLED = (
    "event_id_cnty", "event_date", "year", "time_precision", "location", "latitude", "longitude",
    "source", "notes", "fatalities", "tags",
)  # fmt: skip
_AIRWARS = (
    "unique_reference_code", "incident_date", "incident_date_end", "location", "latitude",
    "longitude", "civilian_deaths_min", "civilian_deaths_max", "civilian_injuries_min",
    "civilian_injuries_max", "civilian_harm_grading", "notes", "sources",
)  # fmt: skip


def _ged(found: _Assessed) -> dict[str, Cell] | None:
    event, dead = found.event, found.first("killed")
    if dead is None or dead.best is None:
        return None
    start, end = _days(event.when)
    civilians = found.first("killed/civilians")
    place_code, day_code = _precision(event)
    latitude, longitude = _coordinates(event)
    return {
        "id": event.id,
        "year": start[:4],
        "number_of_sources": len(found.documents),
        "source_article": ";".join(
            ",".join(_quoted(part) for part in (d.publisher, d.day, d.title) if part)
            for d in found.documents
        ),
        "source_office": _joined(d.publisher for d in found.documents),
        "source_date": _joined(d.day for d in found.documents),
        "source_headline": _joined(d.title for d in found.documents),
        "where_prec": place_code,
        "where_coordinates": event.place,
        "latitude": latitude,
        "longitude": longitude,
        "date_prec": day_code,
        "date_start": start,
        "date_end": end,
        "deaths_civilians": None if civilians is None else _number(civilians.best),
        "best": _number(dead.best),
        "high": _number(dead.high),
        "low": _number(dead.low),
    }


def _acled(found: _Assessed) -> dict[str, Cell] | None:
    event, dead = found.event, found.first("killed")
    count = None if dead is None else dead.low if dead.best is None else dead.best
    if dead is None or count is None:
        return None
    start, _ = _days(event.when)
    latitude, longitude = _coordinates(event)
    ends = ", ".join(
        f"{name} {value:f}"
        for name, value in (("low", dead.low), ("best", dead.best), ("high", dead.high))
        if value is not None
    )
    return {
        "event_id_cnty": event.id,
        "event_date": start,
        "year": start[:4],
        "time_precision": _time_precision(event.when),
        "location": event.place,
        "latitude": latitude,
        "longitude": longitude,
        "source": _joined(d.publisher for d in found.documents),
        "notes": f"{event.name}. Fatalities: {ends}. {dead.grounds or ''}".strip(),
        "fatalities": _number(count),
        "tags": event.kind,
    }


def _airwars(found: _Assessed) -> dict[str, Cell] | None:
    event = found.event
    # What is held of everybody says nothing of how many of them were civilians.
    dead = found.first("killed/civilians")
    hurt = found.first("wounded/civilians")
    made = dead or hurt
    if made is None:
        return None
    start, end = _days(event.when)
    latitude, longitude = _coordinates(event)
    fewest_dead, most_dead = _least_and_most(dead)
    fewest_hurt, most_hurt = _least_and_most(hurt)
    return {
        "unique_reference_code": event.id,
        "incident_date": start,
        "incident_date_end": end,
        "location": event.place,
        "latitude": latitude,
        "longitude": longitude,
        "civilian_deaths_min": fewest_dead,
        "civilian_deaths_max": most_dead,
        "civilian_injuries_min": fewest_hurt,
        "civilian_injuries_max": most_hurt,
        "civilian_harm_grading": None if made.grade in _ADMIRALTY else made.grade,
        "notes": made.grounds,
        "sources": _joined(d.url or d.publisher for d in found.documents),
    }


def _table(
    content: Content,
    name: str,
    row: Callable[[_Assessed], dict[str, Cell] | None],
    columns: tuple[str, ...],
) -> str:
    rows = [made for found in _assessed(content) if (made := row(found)) is not None]
    cells = tuple(tuple(made[column] for column in columns) for made in rows)
    return to_csv(Table(name, tuple(Field(column) for column in columns), cells, key=columns[0]))


def _assessed(content: Content) -> Iterator[_Assessed]:
    """Every event with an assessment, in the order of events.yaml."""
    latest: dict[str, dict[str, Assessment]] = {}
    for made in content.assessments:  # oldest first
        event, _, subject = made.subject.partition("/")
        latest.setdefault(event, {})[subject] = made
    cited: dict[str, dict[str, None]] = {}
    for claim in content.claims:
        event_id = event_of(claim)
        if event_id is not None and claim.status is not Status.REJECTED:
            cited.setdefault(event_id, {})[claim.document] = None
    documents = {d.id: d for d in content.entries.documents}
    for event_id, known in content.events.items():
        if event_id in latest:
            told = (documents[d] for d in cited.get(event_id, ()) if d in documents)
            yield _Assessed(known, latest[event_id], tuple(told))


def _least_and_most(made: Assessment | None) -> tuple[Cell, Cell]:
    """The ends of an assessment; where it has but a best figure, that twice."""
    if made is None:
        return None, None
    if made.low is None and made.high is None:
        return _number(made.best), _number(made.best)
    return _number(made.low), _number(made.high)


def _number(value: Decimal | None) -> Cell:
    return None if value is None else number(value)


def _days(when: Period | None) -> tuple[str, str]:
    """First and last day, as far as they are known."""
    if when is None:
        return "", ""
    start, end = (None if day is None else day.isoformat() for day in (when.start, when.end))
    return start or end or "", end or ""


def _time_precision(when: Period | None) -> Cell:
    """ACLED's code: 1 for a day, 2 for a week, 3 for more, or where an end is not known."""
    if when is None:
        return None
    if when.start is None or when.end is None:
        return 3
    days = (when.end - when.start).days + 1
    return 1 if days == 1 else 2 if days <= _WEEK else 3


def _coordinates(event: Event) -> tuple[Cell, Cell]:
    match = _PAIR.fullmatch(event.coordinates or "")
    return (float(match[1]), float(match[2])) if match else (None, None)


def _precision(event: Event) -> tuple[Cell, Cell]:
    """UCDP's codes of place and date."""
    place, _, day = (event.precision or "").partition(",")
    return place.strip() or None, day.strip() or None


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "'") + '"'


def _joined(words: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(w.replace(";", ",") for w in words if w))
