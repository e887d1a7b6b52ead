"""UCDP Georeferenced Event Dataset (GED codebook, versions 17 to 25): a row an event.

A total is claimed by UCDP as the range from its low to its high estimate; its best estimate stands
in the note, because a range is what the coders vouch for. Deaths by side are claimed where there
are any. In one-sided violence (type 3) side A is held responsible.
"""

from __future__ import annotations

from reportedly.importing.found import (
    Found,
    Row,
    RowError,
    cell,
    count_of,
    day_of,
    needed,
    range_words,
    short_id,
    source_named,
    span_of,
)
from reportedly.model import ClaimEntry, DocumentEntry, Location, SubjectEntry

_SIDES = (
    ("deaths_a", "side_a", None),
    ("deaths_b", "side_b", None),
    ("deaths_civilians", None, "civilians"),
)
_ONE_SIDED = "3"
_LONGEST = 300


def read_ged(row: Row, where: Location, dataset: DocumentEntry) -> list[Found]:
    """The claims of one event.

    Raises:
        RowError: a cell that is needed is empty or says something else.
    """
    event = needed(row, "id")
    first = needed(row, "date_start") and day_of(row, "date_start")
    period = span_of(first or "", day_of(row, "date_end"))
    best, low, high = (count_of(row, name) for name in ("best", "low", "high"))
    if best is None:
        raise RowError("`best` is empty or missing")
    if (low is not None and best < low) or (high is not None and best > high):
        raise RowError(f"the best estimate {best} is outside {low} to {high}")
    place = (
        ", ".join(p for p in (cell(row, "where_coordinates"), cell(row, "country")) if p) or None
    )
    ucdp = source_named("Uppsala Conflict Data Program")
    sources = [ucdp]
    actor = None
    if row.get("type_of_violence") == _ONE_SIDED and row.get("side_a"):
        sources.append(source_named(row["side_a"], "group"))
        actor = sources[-1].id
    claims, subjects = [], []

    def claim(name: str, population: str, figure: str, note: str) -> None:
        subject = SubjectEntry(
            id=f"ged-{event}-{name}",
            title=f"{population} killed, {row.get('conflict_name') or place or event}",
            measure="killed",
            population=population,
            place=place,
            period=period,
            unit="person",
            running_total="false",
            part_of=() if name == "total" else (f"ged-{event}-total",),
        )
        subjects.append(subject)
        claims.append(
            ClaimEntry(
                id=f"{dataset.id}-{event}-{name}",
                document=dataset.id,
                source=ucdp.id,
                subject=subject.id,
                figure=figure,
                unit="person",
                event=period,
                actor=actor,
                status="proposed",
                rule="ucdp-ged",
                note=note,
            )
        )

    line = f"line {where.line}"
    said = cell(row, "source_article", "source_original")
    from_ = f"; from: {said[:_LONGEST]}" if said else ""
    given = range_words(best if low is None else low, best if high is None else high)
    claim("total", "people", given, f"{line}; best estimate {best}{from_}")
    for column, side, whole in _SIDES:
        number = count_of(row, column)
        if number:
            who = whole or (row.get(side) if side else None) or column
            claim(short_id(column.removeprefix("deaths_")), who, str(number), f"{line}; {column}")
    return [Found(dataset, tuple(claims), tuple(sources), tuple(subjects))]
