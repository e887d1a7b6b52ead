"""UCDP Georeferenced Event Dataset (GED codebook, versions 17 to 25): a row an event.

A total is claimed by UCDP as the range from its low to its high estimate; its best estimate stands
in the note, because a range is what the coders vouch for. Deaths by side are claimed where there
are any. In one-sided violence (type 3) side A is held responsible.
"""

from __future__ import annotations

from reportedly.importing.events import Count, Event, found_of, period_of, place_of
from reportedly.importing.found import (
    Found,
    Row,
    RowError,
    cell,
    count_of,
    needed,
    range_words,
    source_named,
)
from reportedly.model import DocumentEntry, Location
from reportedly.text.slug import identify

_SIDES = (
    ("deaths_a", "side_a", None),
    ("deaths_b", "side_b", None),
    ("deaths_civilians", None, "civilians"),
)
_ONE_SIDED = "3"
_LONGEST = 300
_TOTAL = "total"


def read_ged(row: Row, where: Location, dataset: DocumentEntry) -> list[Found]:
    """The claims of one event.

    Raises:
        RowError: a cell that is needed is empty or says something else.
    """
    code = needed(row, "id")
    best, low, high = (count_of(row, name) for name in ("best", "low", "high"))
    if best is None:
        raise RowError("`best` is empty or missing")
    if (low is not None and best < low) or (high is not None and best > high):
        raise RowError(f"the best estimate {best} is outside {low} to {high}")
    one_sided = row.get("type_of_violence") == _ONE_SIDED and row.get("side_a")
    event = Event(
        code=code,
        prefix="ged",
        rule="ucdp-ged",
        dataset=dataset,
        source=source_named("Uppsala Conflict Data Program"),
        place=place_of(row, "where_coordinates"),
        period=period_of(row, ("date_start",), ("date_end",)),
        responsible=source_named(row["side_a"], "group") if one_sided else None,
    )
    about = row.get("conflict_name") or event.place or code

    def count(name: str, people: str, figure: str, note: str) -> Count:
        return Count(
            name=name,
            measure="killed",
            population=people,
            figure=figure,
            title=f"{people} killed, {about}",
            note=f"line {where.line}; {note}",
            part_of=None if name == _TOTAL else _TOTAL,
        )

    said = cell(row, "source_article", "source_original")
    from_ = f"; from: {said[:_LONGEST]}" if said else ""
    given = range_words(best if low is None else low, best if high is None else high)
    counts = [count(_TOTAL, "people", given, f"best estimate {best}{from_}")]
    for column, side, whole in _SIDES:
        number = count_of(row, column)
        if number:
            who = whole or (row.get(side) if side else None) or column
            counts.append(count(identify(column.removeprefix("deaths_")), who, str(number), column))
    return [found_of(event, counts)]
