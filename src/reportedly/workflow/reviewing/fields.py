"""The fields of a claim as a person types them, and every fault of them at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reportedly.errors import FieldsError
from reportedly.ledger import check_entries
from reportedly.ledger.shape import CLAIMS, NARRATOR, READ_FIELDS, Shape, texts_of
from reportedly.model import ClaimEntry, Entries, Location, relative_subject
from reportedly.resolve import find_source
from reportedly.resolve.sources import read_source
from reportedly.text.subject_ids import EVENT_OPEN, described_by, split_subject_id
from reportedly.workflow.findings import part_of_entries

if TYPE_CHECKING:
    from pathlib import Path

FIELDS = (*READ_FIELDS, "corrects", "revises", "credibility", "note")
"""What a reviewer may change of a claim, in the order of a form."""

Words = Mapping[str, str | None]
"""Field → what is typed into it; nothing, or an empty text, takes it out."""

_NOWHERE = Location("")


def changed_claim(entries: Entries, entry: ClaimEntry, words: Words) -> ClaimEntry:
    """A claim with the fields that a person typed: an id or a name, a subject whole or relative.

    Args:
        entries: the ledger.
        entry: the claim.
        words: of fields that hold several ids, commas part them.

    Raises:
        FieldsError: a field is none that can be changed.
    """
    if unknown := {name: _no_field(name) for name in words if name not in FIELDS}:
        raise FieldsError(unknown)
    typed = {key: (value or "").strip() for key, value in words.items()}
    values: dict[str, Any] = {key: _value(key, value) for key, value in typed.items()}
    if values.get("source"):
        values["source"] = _source_id(entries, values["source"])
        if values["source"] != NARRATOR:
            values["candidates"] = ()
    if "subject" in values or "event" in values:
        values |= _about(entries, entry, values)
    return replace(entry, **values)


def fields_between(before: ClaimEntry, after: ClaimEntry) -> dict[str, Any]:
    """The fields that differ, as an edit takes them: None takes one out."""
    pairs = ((key, getattr(before, key), getattr(after, key)) for key in CLAIMS.keys)
    return {key: None if new == () else new for key, old, new in pairs if old != new}


def refuse_faults(
    entries: Entries, root: Path, before: ClaimEntry | None, after: ClaimEntry, prefix: str = ""
) -> None:
    """Refuse a claim that would be at fault where the one before was not.

    Args:
        entries: the ledger, with what is made beside the claim.
        root: its folder.
        before: the claim as it stands; None for a new one.
        after: as it is to be.
        prefix: what stands before the names of its fields.

    Raises:
        FieldsError: with every fault by field.
    """
    known = set() if before is None else {m for _, m in _faults(entries, root, before)}
    found: dict[str, str] = {}
    for field, message in _faults(entries, root, after):
        if message not in known:
            found.setdefault(f"{prefix}{field}", message)
    if found:
        raise FieldsError(found)


def words_of(entry: ClaimEntry, field: str) -> str:
    """A field as it is typed; nothing for an empty one."""
    value = getattr(entry, field)
    return ", ".join(texts_of(value)) if value else ""


def _no_field(name: str) -> str:
    return f"no field {name!r}; fields are {', '.join(FIELDS)}"


def _value(key: str, typed: str) -> Any:
    if CLAIMS.keys[key] is Shape.TEXTS:
        return tuple(typed.replace(",", " ").split())
    return typed or None


def _source_id(entries: Entries, typed: str) -> str:
    """The id of the one source that has this id, name or alias; else what was typed."""
    if typed == NARRATOR or any(s.id == typed for s in entries.sources):
        return typed
    found = find_source(map(read_source, entries.sources), typed)
    return found[0].id if len(found) == 1 else typed


def _about(entries: Entries, entry: ClaimEntry, values: Mapping[str, Any]) -> dict[str, Any]:
    """Subject and event of a claim once either was typed: the subject follows the event."""
    home = next((d.event for d in entries.documents if d.id == entry.document), None)
    events = values.get("event", entry.event)
    own = EVENT_OPEN.join(events) or home
    subject = values.get("subject", entry.subject)
    described = described_by(entries)
    if "subject" in values:
        if subject and own and not _is_whole(entries, subject):
            subject = f"{own}/{subject}"
    elif (
        (split := split_subject_id(subject or "")) and described.is_of_event(subject or "") and own
    ):
        subject = f"{own}/{split[1]}"
    split = split_subject_id(subject or "")
    if split and described.is_of_event(subject or ""):
        own = split[0]
    told = () if own in (None, home) else tuple((own or "").split(EVENT_OPEN))
    return {"subject": subject, "event": told}


def _is_whole(entries: Entries, subject: str) -> bool:
    """True for an id in full: one of subjects.yaml, or one that begins with an event."""
    event = (split_subject_id(subject) or ("",))[0].split(EVENT_OPEN)[0]
    return any(s.id == subject for s in entries.subjects) or any(
        e.id == event for e in entries.events
    )


def _faults(entries: Entries, root: Path, entry: ClaimEntry) -> Iterator[tuple[str, str]]:
    """The faults of a claim, were it in the ledger, each with its field ("" for none)."""
    for key, rule in CLAIMS.rules.items():
        for text in texts_of(getattr(entry, key) or ()):
            if not rule.accepts(text) and not (key == "id" and not text):
                yield key, f"`{key}: {text}` is not {rule.wanted}"
    for group in CLAIMS.either:
        if not any(getattr(entry, key) for key in group):
            yield group[0], f"{' or '.join(f'`{key}`' for key in group)} is missing"
    keys = list(CLAIMS.keys)
    placed = replace(entry, location=_NOWHERE, marks={key: (n, 1) for n, key in enumerate(keys)})
    for problem in check_entries(_part(entries, placed), root):
        if problem.location.file == _NOWHERE.file:
            yield keys[problem.location.line], problem.message


def _part(entries: Entries, entry: ClaimEntry) -> Entries:
    """What is needed to check a claim: it, what it resolves through, and what it may be of."""
    named = (entry.document, entry.source, entry.of)
    ids = {entry.of, entry.corrects, entry.revises} - {None}
    near = [
        c
        for c in entries.claims
        if c.id in ids
        or (
            entry.of is not None
            and (entry.of == c.subject or (c.document, c.source, relative_subject(c)) == named)
        )
    ] if ids else []  # fmt: skip
    return part_of_entries(entries, [entry, *(c for c in near if c.id != entry.id)])
