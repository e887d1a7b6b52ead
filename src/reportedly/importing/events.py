"""What datasets of events have in common: one event, and a claim for each count of people in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.importing.found import Found, Row, cell, day_of, needed, span_of
from reportedly.model import ClaimEntry, DocumentEntry, SourceEntry, SubjectEntry


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a dataset, as all its claims have it.

    Attributes:
        code: the dataset's own id of it, as ids of the ledger hold it.
        prefix: what the ids of its subjects begin with.
        rule: the name of the format, for `rule` of its claims.
        dataset: the document that the claims are from.
        source: who claims.
        place, period: where and when, in the words of a ledger.
        responsible: who is held responsible, or None.
    """

    code: str
    prefix: str
    rule: str
    dataset: DocumentEntry
    source: SourceEntry
    place: str | None
    period: str
    responsible: SourceEntry | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """People counted in an event.

    Attributes:
        name: what the ids of this count end with.
        measure, population: what happened, and to whom.
        figure: in the words of a ledger.
        title: of its subject.
        note: of its claim.
        part_of: the name of the count that holds this one, or None.
    """

    name: str
    measure: str
    population: str
    figure: str
    title: str
    note: str
    part_of: str | None = None


def place_of(row: Row, *columns: str) -> str | None:
    """The place in the first of the columns that has one, then the country; None without both."""
    parts = (cell(row, *columns), cell(row, "country"))
    return ", ".join(part for part in parts if part) or None


def period_of(row: Row, first: Sequence[str], last: Sequence[str]) -> str:
    """The days of an event from the columns that may hold its first and its last.

    Raises:
        RowError: there is no first day, or one of the cells is no day.
    """
    needed(row, *first)
    return span_of(day_of(row, *first) or "", day_of(row, *last))


def found_of(event: Event, counts: Sequence[Count]) -> Found:
    """The claims and subjects that an event comes to."""
    sources = [event.source, *([event.responsible] if event.responsible else [])]
    return Found(
        event.dataset,
        tuple(_claim(event, count) for count in counts),
        tuple(sources),
        tuple(_subject(event, count) for count in counts),
    )


def _subject(event: Event, count: Count) -> SubjectEntry:
    return SubjectEntry(
        id=_subject_id(event, count.name),
        title=count.title,
        measure=count.measure,
        population=count.population,
        place=event.place,
        period=event.period,
        unit="person",
        running_total="false",
        part_of=() if count.part_of is None else (_subject_id(event, count.part_of),),
    )


def _claim(event: Event, count: Count) -> ClaimEntry:
    return ClaimEntry(
        id=f"{event.dataset.id}-{event.code}-{count.name}",
        document=event.dataset.id,
        source=event.source.id,
        subject=_subject_id(event, count.name),
        figure=count.figure,
        unit="person",
        when=event.period,
        actors=(event.responsible.id,) if event.responsible else (),
        status="proposed",
        rule=event.rule,
        note=count.note,
    )


def _subject_id(event: Event, name: str) -> str:
    return f"{event.prefix}-{event.code}-{name}"
