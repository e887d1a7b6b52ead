"""ACLED (codebook 2023): a row an event; fatalities are a count that its coders settled on.

Where one report is named the claim is that report's, through ACLED; where several are, nobody can
say which gave the number, and the claim is ACLED's with the reports in its note. A zero says that
no report told of deaths, so it claims nothing.
"""

from __future__ import annotations

from reportedly.importing.found import (
    Found,
    Row,
    cell,
    count_of,
    day_of,
    needed,
    source_named,
    span_of,
)
from reportedly.model import ClaimEntry, DocumentEntry, Location, SubjectEntry

_LONGEST = 300
_WEEK = "2"  # time_precision: the day stands for a week; 3 for a month


def read_acled(row: Row, where: Location, dataset: DocumentEntry) -> list[Found]:
    """The claim of one event, or nothing where no deaths were reported.

    Raises:
        RowError: a cell that is needed is empty or says something else.
    """
    event = needed(row, "event_id_cnty", "data_id")
    needed(row, "fatalities")
    dead = count_of(row, "fatalities")
    needed(row, "event_date")
    day = day_of(row, "event_date") or ""
    if not dead:
        return [Found(dataset)]
    period = day[:7] if row.get("time_precision") in (_WEEK, "3") else span_of(day, None)
    place = ", ".join(p for p in (cell(row, "location"), cell(row, "country")) if p) or None
    acled = source_named("ACLED")
    reports = [s.strip() for s in row.get("source", "").split(";") if s.strip()]
    sources, source = [acled], acled.id
    via: tuple[str, ...] = ()
    if len(reports) == 1:
        sources.append(source_named(reports[0]))
        source, via = sources[-1].id, (acled.id,)
    told = f"; reports: {'; '.join(reports)}" if len(reports) > 1 else ""
    notes = f"; {row['notes'][:_LONGEST]}" if row.get("notes") else ""
    subject = SubjectEntry(
        id=f"acled-{event.lower()}-killed",
        title=f"people killed, {cell(row, 'sub_event_type', 'event_type') or 'event'}, {place}",
        measure="killed",
        population="people",
        place=place,
        period=period,
        unit="person",
        running_total="false",
    )
    claim = ClaimEntry(
        id=f"{dataset.id}-{event.lower()}",
        document=dataset.id,
        source=source,
        via=via,
        subject=subject.id,
        figure=str(dead),
        unit="person",
        when=period,
        status="proposed",
        rule="acled",
        note=f"line {where.line}{told}{notes}",
    )
    return [Found(dataset, (claim,), tuple(sources), (subject,))]
