"""Ids of subjects that are derived from an event, such as `velora-market/killed/children`.

`EVENT/measure[/who][@stretch]` counts or measures something of the event, `EVENT/responsible` and
the like assert something of it without a figure, `EVENT/topic` what was declared with the event.
The stretch is the part of the event, or the time, that is counted: a day, a month, `FROM/TO`, or
`FROM..` for "since", where only the start is identity.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from reportedly.model import Aspect, Behaviour, Entries, Period, Subject
from reportedly.text.lexicon import PEOPLE, measure, measures, who, whos
from reportedly.text.times import read_period

EVENT_OPEN = "|"
"""Between the ids of events in the id of a subject that stays open between them: `a|b/killed`."""

_STRETCH = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:\.\.|/[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)?")
_ASPECTS: Mapping[str, Aspect] = {aspect.value: aspect for aspect in Aspect}


@dataclass(frozen=True, slots=True)
class Described:
    """What ids of subjects are read against.

    Attributes:
        topics: id of each event → the names of its topics.
        own: what subjects.yaml describes: own measures, paths and whole ids, each with how it
            behaves.
    """

    topics: Mapping[str, Collection[str]]
    own: Mapping[str, Behaviour | None]

    def is_of_event(self, subject_id: str) -> bool:
        """True for the id of a subject of an event, though the event may be unknown."""
        split = split_subject_id(subject_id)
        if split is None:
            return False
        return subject_id not in self.own or any(e in self.topics for e in split[0].split("|"))

    def read(self, subject_id: str) -> Subject | str:
        """As `read_subject_id`."""
        return read_subject_id(subject_id, self.topics, self.own)


def described_by(entries: Entries) -> Described:
    """What the entries of a ledger describe."""
    behaviours = {behaviour.value: behaviour for behaviour in Behaviour}
    return Described(
        {event.id: frozenset(name for name, _ in event.topics) for event in entries.events},
        {s.id: behaviours.get(s.behaviour or "") for s in entries.subjects},
    )


def split_subject_id(subject_id: str) -> tuple[str, str] | None:
    """The event (or events, `a|b`) and what is counted or asserted of it; None of a plain id.

    >>> split_subject_id("siege/killed@2031-03-01/2031-03-04"), split_subject_id("drowned")
    (('siege', 'killed@2031-03-01/2031-03-04'), None)
    """
    event, slash, rest = subject_id.partition("/")
    return (event, rest) if slash and event and rest and "@" not in event else None


def read_subject_id(
    subject_id: str,
    topics: Mapping[str, Collection[str]],
    own: Mapping[str, Behaviour | None] | None = None,
) -> Subject | str:
    """Read the id of a subject of an event, `a|b/killed` being open between two.

    Args:
        subject_id: `EVENT/killed/children@2031-03-04`.
        topics: id of each event → the names of its topics.
        own: what subjects.yaml describes: own measures, paths (`trees/felled`) and whole ids, each
            with how it behaves.

    Returns:
        The subject, without title; or what is wrong with the id, as a sentence says it.
    """
    own = own or {}
    split = split_subject_id(subject_id)
    if split is None:
        return f"`{subject_id}` is not of the form EVENT/killed or EVENT/killed/children"
    event, rest = split
    found = event.split(EVENT_OPEN)
    for name in found:
        if name not in topics:
            return f"`{name}` is not an event of events.yaml{_or(name, topics)}"
    path, at, stretch = rest.partition("@")
    period = _read_stretch(stretch) if at else None
    if isinstance(period, str):
        return period
    known = {t for name in found for t in topics[name]}
    read = _read_path(subject_id, path, known, own)
    if isinstance(read, str):
        return read
    if period is not None and read.measure is None:
        return f"`{path}` is counted of no stretch; write `{path}` and put the time under `when`"
    return replace(read, event=event if len(found) == 1 else None, period=period)


def _read_path(
    subject_id: str, path: str, topics: Collection[str], own: Mapping[str, Behaviour | None]
) -> Subject | str:
    """The subject that the words between event and stretch say."""
    if path in _ASPECTS:
        return Subject(subject_id, aspect=_ASPECTS[path])
    if path in topics:
        return Subject(subject_id, topic=True)
    name, slash, group = path.partition("/")
    known, mine = measures().get(name), next((o for o in (path, name) if o in own), None)
    if known is None and mine is None and subject_id not in own:
        return _unknown(path, name, topics, own)
    if mine != path and subject_id not in own and slash and (fault := _fault_of_who(name, group)):
        return fault
    behaviour = Behaviour(known.behaviour.value) if known else own.get(mine or subject_id)
    counts_people = known is not None and known.counts == PEOPLE
    return Subject(
        subject_id,
        measure=name,
        population=group or None,
        unit="person" if counts_people else None,
        behaviour=behaviour or Behaviour.LEVEL,
    )


def _fault_of_who(name: str, group: str) -> str | None:
    if group == PEOPLE:
        return f"`{name}/{PEOPLE}` counts everybody: write `{name}`"
    if group in whos():
        return None
    meant = who(group)
    if meant is not None:
        wanted = name if meant.name == PEOPLE else f"{name}/{meant.name}"
        return f"`{group}` is another word for {meant.name}: write `{wanted}`"
    return f"`{group}` is not in the table of people{_or(group, whos())}"


def _unknown(
    path: str, name: str, topics: Collection[str], own: Mapping[str, Behaviour | None]
) -> str:
    meant = measure(name)
    if meant is not None:
        return f"`{name}` is another word for {meant.name}: write `{meant.name}{path[len(name) :]}`"
    names = (*measures(), *_ASPECTS, *topics, *(o for o in own if "/" not in o))
    return f"`{name}` is not a measure, an aspect or a topic of its event{_or(name, names)}"


def _read_stretch(stretch: str) -> Period | str:
    if not _STRETCH.fullmatch(stretch):
        return (
            f"`@{stretch}` is not a stretch: write a day (@2031-03-04), a month, @FROM/TO, or "
            "@2031-03.. for since"
        )
    try:
        return read_period(f"{stretch[:-2]}/.." if stretch.endswith("..") else stretch)
    except ValueError as error:
        return f"`@{stretch}` is not a stretch: {error}"


def _or(name: str, names: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(set(names)), 1, 0.7)
    return f"; did you mean `{near[0]}`?" if near else ""
