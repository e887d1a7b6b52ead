"""The source, event or subject that a form says is new, made in one change with its claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from reportedly.errors import FieldsError
from reportedly.ledger.edit import EntryEdit, put_edits, put_entries
from reportedly.ledger.shape import EVENTS, SOURCES, SUBJECTS, Section, Shape, texts_of
from reportedly.model import Entries, EventEntry, SourceEntry, SubjectEntry
from reportedly.resolve import find_source
from reportedly.resolve.sources import read_source
from reportedly.text.slug import free_name, identify, slug
from reportedly.transaction import Transaction
from reportedly.workflow.reviewing.fields import Words

New = Mapping[str, Words]
"""`source`, `event`, `subject` → what a form says of a new one, by the keys of its entry.

A source needs a `name`, an event a `title` or its `kind`, `place` and `when`. A subject of an event
needs a `topic` (a name) and a `title` (what is asserted); any other an `id`.
"""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is made in one change with a claim.

    Attributes:
        sources, events, subjects: the new entries.
        topics: an event that gets a topic, with all that it has then.
    """

    sources: tuple[SourceEntry, ...] = ()
    events: tuple[EventEntry, ...] = ()
    subjects: tuple[SubjectEntry, ...] = ()
    topics: tuple[tuple[EventEntry, tuple[tuple[str, str], ...]], ...] = ()

    def put(self, change: Transaction) -> None:
        """Add it to its files."""
        for section, entries in ((SOURCES, self.sources), (EVENTS, self.events)):
            if entries:
                put_entries(change, section, entries)
        if self.subjects:
            put_entries(change, SUBJECTS, self.subjects)
        put_edits(change, [EntryEdit(event, {"topics": topics}) for event, topics in self.topics])


NOTHING = Beside()


def beside(
    entries: Entries, fields: Words, new: New | None, home: str | None
) -> tuple[Entries, dict[str, str | None], Beside]:
    """The ledger with what is new, the fields that name it, and what is to be written.

    Args:
        entries: the ledger.
        fields: as typed; of what is new they need not say anything.
        new: what a form says of new ones.
        home: id of the event that the claim is about unless a field says another.

    Raises:
        FieldsError: with every fault, by `new_source.name` and so on.
    """
    typed = {kind: _typed(words) for kind, words in (new or {}).items()}
    faults = {f"new_{k}": "only a source, an event or a subject can be new" for k in typed}
    for kind in ("source", "event", "subject"):
        faults.pop(f"new_{kind}", None)
    named, made = dict(fields), NOTHING
    if "source" in typed:
        faults |= _source_faults(entries, typed["source"])
        source = _entry(SOURCES, typed["source"] | {"id": _source_id(entries, typed["source"])})
        made, named["source"] = replace(made, sources=(source,)), source.id
    if "event" in typed:
        faults |= _event_faults(typed["event"])
        event = _entry(EVENTS, typed["event"] | {"id": _event_id(entries, typed["event"])})
        made, named["event"] = replace(made, events=(event,)), event.id
    if "subject" in typed:
        about = (named.get("event") or home or "").strip()
        faults |= _subject_faults(entries, typed["subject"], about)
        if not faults:
            made, named["subject"] = _with_subject(entries, typed["subject"], about, made)
    if faults:
        raise FieldsError(faults)
    topics = {event.id: replace(event, topics=own) for event, own in made.topics}
    whole = replace(
        entries,
        sources=(*entries.sources, *made.sources),
        events=(*(topics.get(e.id, e) for e in entries.events), *made.events),
        subjects=(*entries.subjects, *made.subjects),
    )
    return whole, named, made


def _typed(words: Words) -> dict[str, str]:
    return {key: told for key, value in words.items() if (told := (value or "").strip())}


def _entry(section: Section, typed: Mapping[str, str]) -> Any:
    values: dict[str, Any] = {}
    for key, words in typed.items():
        shape = section.keys.get(key, Shape.TEXT)
        several = tuple(w for part in words.split(",") if (w := part.strip()))
        values[key] = several if shape is Shape.TEXTS else words
    return section.entry(**values)


def _unknown(section: Section, typed: Mapping[str, str], prefix: str) -> dict[str, str]:
    """Faults of keys that an entry has not, and of words that its keys do not take."""
    wanted = [k for k, s in section.keys.items() if s in (Shape.TEXT, Shape.TEXTS) and k != "id"]
    faults = {}
    for key, words in typed.items():
        rule = section.rules.get(key)
        if key != "id" and key not in wanted:
            faults[f"{prefix}.{key}"] = f"no field {key!r}; fields are {', '.join(wanted)}"
        elif rule is not None and not all(map(rule.accepts, texts_of(words))):
            faults[f"{prefix}.{key}"] = f"`{key}: {words}` is not {rule.wanted}"
    return faults


def _source_faults(entries: Entries, typed: Mapping[str, str]) -> dict[str, str]:
    faults = _unknown(SOURCES, typed, "new_source")
    name = typed.get("name")
    if not name:
        faults["new_source.name"] = "a new source needs a name"
    elif known := find_source(map(read_source, entries.sources), name):
        faults["new_source.name"] = f"{name!r} is known as `{known[0].id}`: take that one"
    return faults


def _source_id(entries: Entries, typed: Mapping[str, str]) -> str:
    taken = {s.id for s in entries.sources} | {"narrator"}
    return free_name(typed.get("id") or identify(typed.get("name", "")), taken)


def _event_faults(typed: Mapping[str, str]) -> dict[str, str]:
    faults = _unknown(EVENTS, typed, "new_event")
    if not slug(_event_words(typed)):
        faults["new_event.title"] = "a new event needs a title, or its kind, place and day"
    return faults


def _event_words(typed: Mapping[str, str]) -> str:
    told = [typed.get("title") or f"{typed.get('kind', '')} {typed.get('place', '')}"]
    return " ".join([*told, typed.get("when", "")])


def _event_id(entries: Entries, typed: Mapping[str, str]) -> str:
    return free_name(
        typed.get("id") or slug(_event_words(typed), 60) or "event", {e.id for e in entries.events}
    )


def _subject_faults(entries: Entries, typed: Mapping[str, str], about: str) -> dict[str, str]:
    if "topic" not in typed:
        faults = _unknown(SUBJECTS, typed, "new_subject")
        name = typed.get("id", "")
        if not name:
            faults["new_subject.id"] = "a new subject needs an id, or a topic with its title"
        elif any(s.id == name for s in entries.subjects):
            faults["new_subject.id"] = f"`{name}` is known: take that one"
        return faults
    faults = {}
    if not about:
        faults["new_subject.topic"] = "a topic is of an event: say of which"
    if any(c.isspace() or c in "/@|" for c in typed["topic"]):
        faults["new_subject.topic"] = "a topic is a name without blanks, `/`, `@` and `|`"
    if "title" not in typed:
        faults["new_subject.title"] = "say what is asserted"
    return faults


def _with_subject(
    entries: Entries, typed: Mapping[str, str], about: str, made: Beside
) -> tuple[Beside, str]:
    """What is made, with a subject more, and how a claim names it."""
    if "topic" not in typed:
        return replace(made, subjects=(_entry(SUBJECTS, typed),)), typed["id"]
    topic = (typed["topic"], typed["title"])
    if made.events:
        event = replace(made.events[0], topics=(topic,))
        return replace(made, events=(event,)), f"{event.id}/{typed['topic']}"
    found = next((e for e in entries.events if e.id == about), None)
    if found is None:
        raise FieldsError({"event": f"`{about}` is not an event of events.yaml"})
    topics = tuple((dict(found.topics) | dict([topic])).items())
    return replace(made, topics=((found, topics),)), f"{about}/{typed['topic']}"
