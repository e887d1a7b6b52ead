"""What is found in a whole ledger, kept for what did not change since it was last found.

Stands under `workflow` because it joins resolving and comparing. Subjects that are compared with
one another form islands; islands fall into shards by their names. A shard's conflicts are kept
under a key of everything that they depend on (its files, documents, sources and subjects, the
options, the code), so one changed file costs a few shards. Of figures it is kept that they can be
read, which depends on their words and the code alone. What is kept is never the truth: without it
everything is found again.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING, Any
from zlib import crc32

from reportedly.compare import find_findings, islands, rank_conflicts
from reportedly.model import (
    ClaimEntry,
    Conflict,
    ConflictKind,
    DocumentEntry,
    Entries,
    EventEntry,
    Judgement,
    Later,
    LinkEntry,
    Question,
    Setting,
    Severity,
    SourceEntry,
    SubjectEntry,
)
from reportedly.store.cache import code_stamp

if TYPE_CHECKING:
    from reportedly.compare import Options
    from reportedly.resolve import Outline, Resolver
    from reportedly.store.cache import Cache

_SHARDS = 4096
"""So many that a changed file of a large ledger, with claims on all sorts of subjects, costs a few
claims on each: of a hundred thousand claims a thousand are compared anew."""

_STAMPS = "stamps"
"""Where the kept conflicts say for which state of all files they were found."""

_ROOMS = (
    "reportedly.compare",
    "reportedly.model",
    "reportedly.resolve",
    "reportedly.text",
)


def part_of_entries(entries: Entries, claims: Sequence[ClaimEntry]) -> Entries:
    """These claims with all that they resolve through, and nothing else."""
    by_id = {s.id: s for s in entries.sources}
    names = {n for c in claims for n in (c.source, *c.actors, *c.via) if n}
    if not names <= by_id.keys():
        sources: Sequence[SourceEntry] = entries.sources  # named by alias: any may be meant
    else:
        sources = [by_id[n] for n in _with_bodies(names, by_id)]
    documents = {c.document for c in claims}
    publishers = {d.publisher for d in entries.documents if d.id in documents and d.publisher}
    if publishers:
        sources = [*sources, *_called(publishers, entries.sources, {s.id for s in sources})]
    subjects = {c.subject for c in claims}
    return Entries(
        tuple(d for d in entries.documents if d.id in documents),
        tuple(claims),
        tuple(sources),
        tuple(s for s in entries.subjects if s.id in subjects or s.behaviour or "/" in s.id),
        events=entries.events,
        links=entries.links,
    )


def find_kept_conflicts(
    entries: Entries,
    stamps: Mapping[str, str],
    resolver: Resolver,
    judgements: Sequence[Judgement],
    options: Options,
    setting: Setting,
    cache: Cache,
) -> list[Conflict]:
    """As `find_findings` over all claims of the ledger; only changed shards are compared anew.

    Args:
        entries: the ledger as written.
        stamps: name of a ledger file, or of a cited document by its id → what changes when it does.
        resolver: resolves the ledger's entries.
        judgements: what people decided.
        options: how figures are compared.
        setting: the events and the texts that are one.
        cache: where results are kept.
    """
    name = f"conflicts {options!r} {code_stamp(*_ROOMS)}"
    old = _read(cache, name)
    now = sha256(repr(sorted(stamps.items())).encode("utf-8", "surrogatepass")).hexdigest()
    if old.get(_STAMPS) == [[now]]:
        del old[_STAMPS]
        return _ranked(old, judgements)
    shards = _shards(entries, resolver, stamps, setting.fates)
    kept = {key: old[key] for key in (s.key for s in shards) if key in old}
    changed = [s for s in shards if s.key not in kept]
    if changed:
        claims = resolver.resolve([c for s in changed for c in s.claims])
        homes = {c.id: s.key for s in changed for c in s.claims}
        kept |= {s.key: [] for s in changed}
        for conflict in find_findings(claims, (), options, setting):
            kept[homes[conflict.claims[0]]].append(_row(conflict))
    _write(cache, name, {**kept, _STAMPS: [[now]]})
    return _ranked(kept, judgements)


def find_kept_outlines(entries: Entries, resolver: Resolver, cache: Cache | None) -> list[Outline]:
    """As `Resolver.outlines`; figures that could be read before are not read again."""
    if cache is None:
        return resolver.outlines()
    name = f"readable {code_stamp('reportedly.resolve', 'reportedly.text')}"
    before = _readable(cache, name)
    resolver.readable |= before
    found = resolver.outlines()
    if not resolver.readable <= before:
        used = {(e.figure, e.unit or o.subject.unit) for o in found if (e := o.entry).figure}
        cache.put(name, json.dumps(sorted(used, key=repr)).encode())
    return found


def _readable(cache: Cache, name: str) -> set[tuple[str, str | None]]:
    try:
        return {(str(w), u and str(u)) for w, u in json.loads(cache.get(name) or b"[]")}
    except (ValueError, TypeError):
        return set()


def _ranked(
    kept: Mapping[str, Iterable[Sequence[Any]]], judgements: Sequence[Judgement]
) -> list[Conflict]:
    return rank_conflicts((_conflict(row) for rows in kept.values() for row in rows), judgements)


@dataclass(slots=True)
class _Shard:
    """The claims of some islands, and a name for all that their conflicts depend on."""

    claims: list[ClaimEntry]
    key: str


def _shards(
    entries: Entries, resolver: Resolver, stamps: Mapping[str, str], fates: Mapping[str, Later]
) -> list[_Shard]:
    """The ledger's claims by shard, each shard with its key."""
    joined = {name: resolver.subject_id(name or "") for name in {c.subject for c in entries.claims}}
    shares = [
        (joined[c.subject], of)
        for c in entries.claims
        if c.of is not None and c.subject and (of := resolver.whole_of(c))
    ]
    subject_of = {c.id: joined[c.subject] for c in entries.claims} if shares else {}
    met = resolver.subjects_met()
    one_of = {subject.event: name for name, subject in met.items()}
    joins = [(s, subject_of.get(of, of)) for s, of in shares]
    # A part is compared with the event that it is a part of.
    joins += [
        (one_of[event], one_of[parent])
        for event in {e.id for e in resolver.events.values()} & one_of.keys()
        for parent in _parents(event, resolver)
        if parent in one_of
    ]
    # A claim may be about an event that its subject does not name; voices are compared there too.
    about = {d.id: d.event for d in entries.documents}
    event_of = {
        c.id: resolver.events[name].id
        for c in entries.claims
        if (name := (c.event[0] if c.event else about.get(c.document))) in resolver.events
    }
    joins += [
        (joined[c.subject], one_of[event_of[c.id]])
        for c in entries.claims
        if c.id in event_of and joined[c.subject] in met and event_of[c.id] in one_of
    ]
    home = islands(met, joins)
    number: dict[str | None, int] = {n: _number(island) for n, island in home.items()}
    found: dict[int, list[ClaimEntry]] = defaultdict(list)
    for claim in entries.claims:
        name = joined[claim.subject]
        if name not in met and claim.id in event_of:
            name = one_of.get(event_of[claim.id], event_of[claim.id])
        at = number.get(name)
        if at is None:
            at = number[name] = _number(name)
        found[at].append(claim)
    keys = _keys(found.values(), entries, stamps, fates)
    return [_Shard(claims, key) for claims, key in zip(found.values(), keys, strict=True)]


def _parents(event: str, resolver: Resolver) -> list[str]:
    """What an event is a part of, and so on up; a circle ends where it began."""
    found: list[str] = []
    while (known := resolver.events.get(event)) and known.part_of and known.part_of not in found:
        event = known.part_of
        found.append(event)
    return found


def _number(island: str) -> int:
    return crc32(island.encode("utf-8", "surrogatepass")) % _SHARDS


def _keys(
    shards: Iterable[Sequence[ClaimEntry]],
    entries: Entries,
    stamps: Mapping[str, str],
    fates: Mapping[str, Later],
) -> Iterator[str]:
    """A name of all that the conflicts of each shard depend on; a document stands for its file."""
    by_id = {s.id: s for s in entries.sources}
    sources: dict[str | None, str] = {
        name: "\n".join(_said(by_id[n]) for n in sorted(_with_bodies([name], by_id)))
        for name in by_id
    }
    documents = {
        d.id: f"{d.id} {stamps.get(d.location.file)} {stamps.get(d.id)} {_said(d)}"
        for d in entries.documents
    }
    subjects: dict[str | None, str] = {s.id: _said(s) for s in entries.subjects}
    # A name that is no id may be anybody's alias, so what it means depends on all sources.
    everybody = sha256("\n".join(map(_said, entries.sources)).encode("utf-8", "surrogatepass"))
    # Links may join any two sources, and what is one event decides what is one subject.
    everything = repr([*map(_said, entries.events), *map(_said, entries.links)])
    own = [_said(s) for s in entries.subjects if entries.links or s.behaviour or "/" in s.id]
    # A link may bring in any source, and the order of entries says which is the oldest.
    who = everybody.hexdigest() if entries.links else ""
    settled = sha256(f"{everything}{own}{who}".encode("utf-8", "surrogatepass")).hexdigest()
    for claims in shards:
        names = {c.source for c in claims}
        names.update(n for c in claims if c.actors or c.via for n in (*c.actors, *c.via))
        cited = {c.document for c in claims}
        about = {c.subject for c in claims}
        lines = [
            *(documents.get(d) or f"{d} {stamps.get(f'claims/{d}.yaml')}" for d in cited),
            *(sources.get(n) or f"{n} {everybody.hexdigest()}" for n in names),
            # The document's own voice is its publisher's, found by name.
            *([everybody.hexdigest()] if "narrator" in names else []),
            *(subjects.get(n) or f"{n}" for n in about),
            *(f"{c.id} {fates[c.id]!r}" for c in claims if c.id in fates),
            settled,
        ]
        text = "\n".join(sorted(lines))
        yield sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


_WRITTEN: dict[type[Any], attrgetter[Any]] = {
    kind: attrgetter(*(f.name for f in fields(kind) if f.name not in ("location", "marks")))
    for kind in (DocumentEntry, SourceEntry, SubjectEntry, EventEntry, LinkEntry)
}


def _said(entry: DocumentEntry | SourceEntry | SubjectEntry | EventEntry | LinkEntry) -> str:
    """What is written in an entry, wherever it stands in its file."""
    return repr(_WRITTEN[type(entry)](entry))


def _with_bodies(names: Iterable[str], sources: Mapping[str, SourceEntry]) -> set[str]:
    """The ids and those of all bodies they are part of."""
    found: set[str] = set()
    ahead = [n for n in names if n in sources]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += [p for p in sources[name].part_of if p in sources]
    return found


def _called(
    publishers: Iterable[str], sources: Iterable[SourceEntry], there: set[str]
) -> list[SourceEntry]:
    """Sources, not there yet, that bear the name of a publisher."""
    wanted = {p.casefold() for p in publishers}
    return [
        s
        for s in sources
        if s.id not in there and wanted & {n.casefold() for n in (s.id, s.name or "", *s.aliases)}
    ]


def _row(conflict: Conflict) -> list[Any]:
    ratio, latest = conflict.ratio, conflict.latest
    return [
        conflict.kind.value,
        conflict.subject,
        conflict.claims,
        conflict.sources,
        conflict.origins,
        conflict.reason,
        None if ratio is None else str(ratio),
        None if latest is None else latest.isoformat(),
        conflict.event,
        conflict.camps,
        conflict.explains,
        conflict.weight,
        conflict.asked,
        conflict.key,
    ]


def _conflict(row: Sequence[Any]) -> Conflict:
    kind, subject, claims, sources, origins, reason, ratio, latest, *more = row
    event, camps, explains, weight, asked, key = more
    return Conflict(
        ConflictKind(kind),
        subject,
        tuple(claims),
        tuple(sources),
        origins,
        reason,
        None if ratio is None else Decimal(ratio),
        latest=None if latest is None else date.fromisoformat(latest),
        event=event,
        camps=tuple(map(tuple, camps)),
        explains=tuple(explains),
        weight=None if weight is None else Severity(weight),
        asked=None if asked is None else Question(asked),
        key=key,
    )


def _read(cache: Cache, name: str) -> dict[str, list[list[Any]]]:
    try:
        found = json.loads(cache.get(name) or b"{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _write(cache: Cache, name: str, kept: Mapping[str, list[list[Any]]]) -> None:
    text = json.dumps(kept, ensure_ascii=False, separators=(",", ":"))
    cache.put(name, text.encode("utf-8", "surrogatepass"))
