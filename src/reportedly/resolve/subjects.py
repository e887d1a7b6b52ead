"""Ids of subjects → subjects: derived from their events, or as subjects.yaml has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reportedly.model import Behaviour, Event, Period, Subject, SubjectEntry
from reportedly.text.subject_ids import EVENT_OPEN, Described, split_subject_id

_TRUE = {"true": True, "yes": True, "false": False, "no": False}
_BEHAVIOURS = {behaviour.value: behaviour for behaviour in Behaviour}


def plain_subject(entry: SubjectEntry, period: Period | None) -> Subject:
    """The subject of no event that an entry describes."""
    return Subject(
        id=entry.id,
        title=entry.title,
        measure=entry.measure,
        population=entry.population,
        place=entry.place,
        period=period,
        unit=entry.unit,
        running_total=_TRUE.get((entry.running_total or "").casefold()),
        part_of=entry.part_of,
        relations=entry.relations,
        behaviour=_BEHAVIOURS.get(entry.behaviour or ""),
    )


def derived_subject(
    subject_id: str,
    known: Described,
    events: Mapping[str, Event],
    written: Mapping[str, SubjectEntry],
) -> Subject | str:
    """The subject of an event under its id, with what subjects.yaml adds; or what is wrong with it.

    Args:
        subject_id: whole, its event the one that stands for all that are one.
        known: what ids are read against.
        events: id → event.
        written: id → entry of subjects.yaml.
    """
    read = known.read(subject_id)
    if isinstance(read, str):
        return read
    names, path = split_subject_id(subject_id) or ("", "")
    met = [events[name].name for name in names.split(EVENT_OPEN) if name in events]
    subject = replace(read, title=f"{_words(read, path, events)}: {' or '.join(met)}")
    for entry in (written.get(read.measure or ""), written.get(subject_id)):
        if entry is not None:
            subject = replace(
                subject,
                title=entry.title if entry.id == subject_id and entry.title else subject.title,
                unit=entry.unit or subject.unit,
                behaviour=_BEHAVIOURS.get(entry.behaviour or "", subject.behaviour),
                place=entry.place or subject.place,
                running_total=_TRUE.get(
                    (entry.running_total or "").casefold(), subject.running_total
                ),
                part_of=(*subject.part_of, *entry.part_of),
                relations=(*subject.relations, *entry.relations),
            )
    return subject


def _words(subject: Subject, path: str, events: Mapping[str, Event]) -> str:
    """What is counted or asserted, as a list calls it: `children killed, 2031-03-04`."""
    if subject.topic and subject.event is not None and subject.event in events:
        return dict(events[subject.event].topics).get(path, path)
    if subject.measure is None:
        return path
    measured = subject.measure.replace("-", " ")
    counted = (subject.population or "").replace("-", " ")
    said = measured if counted in measured.split() else f"{counted} {measured}".strip()
    stretch = path.partition("@")[2]
    return f"{said}, {stretch}" if stretch else said
