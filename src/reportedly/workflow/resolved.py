"""What the claims of a store resolve to, for those who ask in SQL, kept right edit by edit."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from reportedly.model import (
    ClaimEntry,
    DocumentEntry,
    Entries,
    EventEntry,
    LinkEntry,
    SourceEntry,
    SubjectEntry,
)
from reportedly.resolve import Resolver
from reportedly.resolve.sources import SourceIndex, read_source
from reportedly.store.entries import put_resolved, read_kept
from reportedly.store.revisions import (
    claims_resolved_by,
    entry_of,
    forget_resolved,
    read_all,
    read_some,
    source_names,
)

if TYPE_CHECKING:
    from reportedly.store.entries import Change, Database, Kept, Key

_REMARKS = frozenset("note reliability assessments coordinates precision why by on".split())
"""Fields of sources, subjects, events and links from which nothing of a claim follows."""

_MANY = 500
"""So many events are read one by one; of more, all are."""


def resolve_again(
    database: Database, changes: Sequence[Change], before: Mapping[Key, Kept]
) -> None:
    """Bring what claims resolve to up to date after an edit, without looking at all of them.

    Those are resolved that changed, whose document did, or that resolved to a source, subject or
    event that did, to what it is linked with, or to a name that a changed source answers to.

    Args:
        database: the store, its entries changed.
        changes: what was done to them.
        before: the entries of the changed files as they were.
    """
    ids = {key[2] for _, key, _ in changes if key[0] == "claims"}
    if documents := [key[2] for _, key, _ in changes if key[0] == "documents"]:
        marks = ", ".join("?" * len(documents))
        where = f"section = 'claims' AND document IN ({marks})"
        ids |= {key[2] for key in read_kept(database, where, documents)}
    links = cast("list[LinkEntry]", list(read_all(database, "links")))
    if names := set(_names(database, changes, before)):
        gone = [_entry(key, before[key]) for did, key, _ in changes if did == "removed"]
        ends = [(e.a, e.b) for e in [*links, *gone] if isinstance(e, LinkEntry)]
        ids |= claims_resolved_by(database, _joined(names, ends))
    if not ids:
        return
    forget_resolved(database, ids)
    entries = _entries_for(database, ids, links)
    wanted = [c for c in entries.claims if c.id in ids]
    put_resolved(database, Resolver(entries, lambda _: None).resolve(wanted))


def _names(
    database: Database, changes: Iterable[Change], before: Mapping[Key, Kept]
) -> Iterator[str]:
    """Names of sources, subjects and events that mean something else now."""
    sources = SourceIndex(())
    for did, key, kept in changes:
        if key[0] not in ("sources", "subjects", "events", "links"):
            continue
        found = [k for k in (kept, before.get(key)) if k is not None]
        if did == "changed" and len(set(map(_meaning, found))) == 1:
            continue
        for entry in (_entry(key, k) for k in found):
            if isinstance(entry, LinkEntry):
                yield from (end for end in (entry.a, entry.b) if end)
                continue
            yield entry.id
            yield entry.id.partition("/")[0]
            if isinstance(entry, SourceEntry):
                sources.add(read_source(entry))
    if sources.by_id:
        yield from (name for name in source_names(database) if sources.find(name))


def _meaning(kept: Kept) -> str:
    content = json.loads(kept.content)
    return f"{kept.place} { {name: content[name] for name in content if name not in _REMARKS} }"


def _entry(key: Key, kept: Kept) -> Any:
    return entry_of(key[0], json.loads(kept.content))


def _joined(names: Collection[str], ends: Iterable[tuple[str | None, str | None]]) -> set[str]:
    """The names, with all that links tie to them, directly or through others.

    >>> sorted(_joined({"a"}, [("b", "a"), ("b", "c"), ("x", "y")]))
    ['a', 'b', 'c']
    """
    beside: dict[str, set[str]] = defaultdict(set)
    for a, b in ends:
        if a and b:
            beside[a].add(b)
            beside[b].add(a)
    found, waiting = set(names), list(names)
    while waiting:
        new = beside[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def _entries_for(database: Database, ids: Collection[str], links: Sequence[LinkEntry]) -> Entries:
    """What these claims resolve through."""
    about = {end for li in links if li.kind == "subject" for end in (li.a, li.b) if end}
    claims = cast("list[ClaimEntry]", list(read_some(database, "claims", {*ids, *about})))
    sources = cast("list[SourceEntry]", list(read_all(database, "sources")))
    houses = {end for li in links if li.kind == "source" for end in (li.a, li.b) if end}
    # What a publisher without an entry is called, only its documents say.
    all_documents = not houses <= {s.id for s in sources}
    documents = cast(
        "list[DocumentEntry]",
        list(
            read_all(database, "documents")
            if all_documents
            else read_some(database, "documents", {c.document for c in claims})
        ),
    )
    events = {e for c in claims for e in c.event} | {d.event for d in documents if d.event}
    events |= {e for c in claims for e in (c.subject or "").partition("/")[0].split("|")}
    events |= {end.partition("/")[0] for end in about}
    events = _joined(events, ((li.a, li.b) for li in links if li.kind == "event"))
    many = len(events) > _MANY
    return Entries(
        tuple(documents),
        tuple(claims),
        tuple(sources),
        cast("tuple[SubjectEntry, ...]", tuple(read_all(database, "subjects"))),
        events=cast(
            "tuple[EventEntry, ...]",
            tuple(read_all(database, "events") if many else read_some(database, "events", events)),
        ),
        links=tuple(links),
    )
