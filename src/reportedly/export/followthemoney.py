"""Claims as FollowTheMoney statements in CSV (https://followthemoney.tech/docs/statements/).

One row a value of a property. Documents are `Article`s, sources `Person`, `Organization` or
`LegalEntity`, subjects `Event`s, claims `Note`s on their source and subject with the document for
proof, conflicts `Note`s on their claims. What is written here needs no library; the ids are the
hashes that the library itself would give.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha1

from reportedly.export.content import Content, sources_of, subjects_of, web_address
from reportedly.export.printable import printable
from reportedly.export.rdf.describe import documents_of
from reportedly.model import Claim, Conflict, DocumentEntry, Period, Source, SourceKind, Subject

COLUMNS = (
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
)
"""In the order of the library's own writer."""

_TYPES = {
    "alias": "name",
    "createdAt": "date",
    "description": "text",
    "endDate": "date",
    "entity": "entity",
    "fileName": "string",
    "keywords": "string",
    "language": "language",
    "location": "address",
    "member": "entity",
    "name": "name",
    "notes": "text",
    "object": "entity",
    "organization": "entity",
    "proof": "entity",
    "publishedAt": "date",
    "publisher": "string",
    "role": "string",
    "sourceUrl": "url",
    "startDate": "date",
    "subject": "entity",
    "summary": "text",
    "title": "string",
}
_SCHEMATA = {SourceKind.PERSON: "Person", SourceKind.ORGANISATION: "Organization"}
# FollowTheMoney wants ISO 639-3; the tags that ledgers meet most, others stay in the notes.
_LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "ar:ara de:deu en:eng es:spa fa:fas fr:fra he:heb it:ita ja:jpn ko:kor ku:kur nl:nld "
        "pl:pol pt:por ru:rus tr:tur uk:ukr zh:zho"
    ).split()
)


@dataclass(frozen=True, slots=True)
class _Entity:
    id: str
    schema: str
    properties: tuple[tuple[str, str | None], ...]


def to_followthemoney(content: Content, dataset: str = "reportedly") -> str:
    """The claims that stand, and what they cite, as statements; `ftm` reads the CSV."""
    out = io.StringIO(newline="")
    # The dialect of the library's writer: every cell quoted, lines ended by LF.
    writer = csv.writer(out, dialect=csv.unix_dialect)
    writer.writerow(COLUMNS)
    for entity in _entities(content.standing()):
        writer.writerows(_statements(entity, dataset))
    return out.getvalue()


def _statements(entity: _Entity, dataset: str) -> Iterator[list[str]]:
    ids = []
    values = ((name, printable(value)) for name, value in entity.properties if value)
    for name, value in dict.fromkeys(values):
        statement = _hash(f"{dataset}.{entity.id}.{name}.{value}")
        ids.append(statement)
        yield _row(entity, name, _TYPES[name], value, dataset, statement)
    # The statement that an entity exists; its value changes whenever one of the others does.
    whole = sha1("".join(sorted(ids)).encode()).hexdigest()
    yield _row(entity, "id", "id", whole, dataset, _hash(f"{dataset}.{entity.id}.id.{whole}"))


def _row(entity: _Entity, name: str, kind: str, value: str, dataset: str, id_: str) -> list[str]:
    named = {
        "canonical_id": entity.id,
        "entity_id": entity.id,
        "prop": name,
        "prop_type": kind,
        "schema": entity.schema,
        "value": value,
        "dataset": dataset,
        "external": "f",
        "id": id_,
    }
    return [named.get(column, "") for column in COLUMNS]


def _hash(key: str) -> str:
    return sha1(key.encode("utf-8", "replace")).hexdigest()


def _id(sort: str, name: str) -> str:
    """An id of an entity: a hash, for a ledger's ids may hold what theirs may not."""
    return f"rep-{_hash(f'{sort}:{name}')}"


def _entities(content: Content) -> Iterator[_Entity]:
    sources = sources_of(content)
    yield from map(_document, documents_of(content))
    yield from map(_source, sources.values())
    for source in sources.values():
        yield from (_link(source, sources[body]) for body in source.part_of if body in sources)
    yield from map(_subject, subjects_of(content).values())
    yield from map(_claim, content.claims)
    yield from map(_conflict, content.conflicts)


def _document(document: DocumentEntry) -> _Entity:
    return _Entity(
        _id("document", document.id),
        "Article",
        (
            ("fileName", document.path or document.id),
            ("title", document.title),
            ("publisher", document.publisher),
            ("publishedAt", _day(document.day)),
            ("sourceUrl", web_address(document.url)),
            ("language", _LANGUAGES.get((document.language or "").partition("-")[0].lower())),
            # Their checksums are SHA-1 and belong to a file in an archive.
            ("notes", f"sha256:{document.sha256}" if document.sha256 else None),
        ),
    )


def _source(source: Source) -> _Entity:
    return _Entity(
        _id("source", source.id),
        _SCHEMATA.get(source.kind, "LegalEntity"),
        (
            ("name", source.name or source.id),
            *(("alias", alias) for alias in source.aliases),
            ("notes", f"source: {source.kind.value}"),
            ("notes", f"reliability: {source.reliability}" if source.reliability else None),
        ),
    )


def _link(source: Source, body: Source) -> _Entity:
    ends = _id("source", source.id), _id("source", body.id)
    id_ = _id("part-of", "\0".join(ends))
    if body.kind is SourceKind.ORGANISATION:
        pairs = (("member", ends[0]), ("organization", ends[1]), ("role", "speaks for"))
        return _Entity(id_, "Membership", pairs)
    pairs = (("subject", ends[0]), ("object", ends[1]), ("role", "speaks for"))
    return _Entity(id_, "UnknownLink", pairs)


def _subject(subject: Subject) -> _Entity:
    first, last = _days(subject.period)
    return _Entity(
        _id("subject", subject.id),
        "Event",
        (
            ("name", subject.title or subject.id),
            ("location", subject.place),
            ("startDate", first),
            ("endDate", last),
            *(("keywords", w) for w in (subject.measure, subject.population, subject.unit)),
        ),
    )


def _claim(claim: Claim) -> _Entity:
    voices = [s for s in (claim.source, *claim.chain, *claim.actors) if s is not None]
    _, said = _days(claim.said)
    return _Entity(
        _id("claim", claim.id),
        "Note",
        (
            ("name", claim.id),
            ("description", claim.text),
            ("summary", claim.figure.as_written if claim.figure else None),
            ("entity", _id("source", claim.source.id) if claim.source else None),
            ("entity", _id("subject", claim.subject.id)),
            ("proof", _id("document", claim.document)),
            ("createdAt", said),
            ("keywords", claim.stance.value),
            ("keywords", claim.status.value),
            ("notes", f"happened: {claim.when.iso()}" if claim.when else None),
            ("notes", f"as of: {claim.as_of.iso()}" if claim.as_of else None),
            (
                "notes",
                f"held responsible: {', '.join(a.name for a in claim.actors)}"
                if claim.actors
                else None,
            ),
            ("notes", f"came by: {' ← '.join(s.name for s in claim.chain)}" if voices else None),
            ("notes", f"could be by: {', '.join(claim.candidates)}" if claim.candidates else None),
            *(("notes", f"words at {s.start}-{s.end}: {s.quote}") for s in claim.spans),
        ),
    )


def _conflict(conflict: Conflict) -> _Entity:
    return _Entity(
        _id("conflict", conflict.id),
        "Note",
        (
            ("name", conflict.id),
            ("description", conflict.reason),
            *(("entity", _id("claim", claim)) for claim in conflict.claims),
            ("keywords", conflict.kind.value),
            ("keywords", conflict.severity.value),
        ),
    )


def _days(period: Period | None) -> Iterable[str | None]:
    if period is None:
        return None, None
    return tuple(None if day is None else day.isoformat() for day in (period.start, period.end))


def _day(written: str | None) -> str | None:
    try:
        return date.fromisoformat(written or "").isoformat()
    except ValueError:
        return None
