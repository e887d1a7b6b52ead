"""What changed in a store: files since a revision, entries of one file, one entry over time.

Each answer that must be of one moment is one statement, so that no transaction is needed to read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from reportedly.model import (
    AnyEntry,
    ClaimEntry,
    DocumentEntry,
    EventEntry,
    JudgementEntry,
    LinkEntry,
    SourceEntry,
    SubjectEntry,
)

if TYPE_CHECKING:
    from reportedly.store.entries import Database

_CLASSES: Mapping[str, type[AnyEntry]] = {
    "documents": DocumentEntry,
    "claims": ClaimEntry,
    "sources": SourceEntry,
    "subjects": SubjectEntry,
    "judgements": JudgementEntry,
    "events": EventEntry,
    "links": LinkEntry,
}

_AT_ONCE = 500
"""So many values stand in one list of a statement."""

_RESOLVED = (
    *("id", "source", "source_name", "origin", "subject", "measure", "event"),
    "split_part(subject, '/', 1)",
)
"""Columns of what a claim resolves to in which a name may stand."""

_LATEST = "(SELECT number, id FROM reportedly.revision ORDER BY number DESC LIMIT 1)"


class Revision(NamedTuple):
    """A state of a store: how manyth it is, and its id, which no other store has."""

    number: int
    id: str


NO_REVISION = Revision(0, "")
"""Of a store that nobody pushed to since revisions are kept."""


class Recorded(NamedTuple):
    """A row of a store's history; `content` is what the entry held then, or, removed, last held."""

    when: datetime
    who: str
    did: str
    document: str
    content: Mapping[str, Any]


def is_latest(database: Database, revision: Revision) -> bool:
    """Whether the store has not changed since; one query, and a cheap one."""
    return database.rows(f"SELECT number, id FROM {_LATEST} AS l") == [tuple(revision)]


def read_files(database: Database) -> tuple[Revision, dict[str, bytes]]:
    """Everything that stands in the store's files, and at which revision."""
    rows = database.rows(
        f"SELECT l.number, l.id, f.path, f.bytes FROM (SELECT 1 AS one) AS o "
        f"LEFT JOIN {_LATEST} AS l ON true LEFT JOIN reportedly.file AS f ON true"
    )
    return _revision(rows), {path: bytes(data) for _, _, path, data in rows if path is not None}


def files_since(
    database: Database, revision: Revision
) -> tuple[Revision, dict[str, bytes | None]] | None:
    """What the files hold now that changed since a revision, None for those that went away.

    Returns:
        The latest revision and the files; None where the store never was at the one given.
    """
    asked = "SELECT 1 FROM reportedly.revision WHERE number = ? AND id = ?"
    if not database.rows(asked, revision):
        return None
    rows = database.rows(
        f"SELECT l.number, l.id, t.path, f.bytes FROM {_LATEST} AS l LEFT JOIN "
        "(SELECT DISTINCT path FROM reportedly.touched WHERE number > ?) AS t ON true "
        "LEFT JOIN reportedly.file AS f ON f.path = t.path",
        (revision.number,),
    )
    files = {p: None if data is None else bytes(data) for _, _, p, data in rows if p is not None}
    return _revision(rows), files


def _revision(rows: Sequence[tuple[Any, ...]]) -> Revision:
    number, id_ = rows[0][:2]
    return NO_REVISION if number is None else Revision(int(number), str(id_))


def read_some(database: Database, section: str, ids: Collection[str]) -> Iterator[AnyEntry]:
    """The entries of a section that have these ids, in order."""
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        yield from _read(database, section, f" AND id IN ({_marks(some)})", some)


def read_all(database: Database, section: str) -> Iterator[AnyEntry]:
    """The entries of a section, in order."""
    return _read(database, section, "", ())


def _read(
    database: Database, section: str, where: str, values: Sequence[str]
) -> Iterator[AnyEntry]:
    rows = database.rows(
        f"SELECT content FROM reportedly.entry WHERE section = ?{where} ORDER BY document, place",
        (section, *values),
    )
    return (entry_of(section, json.loads(content)) for (content,) in rows)


def entry_of(section: str, content: Mapping[str, Any]) -> AnyEntry:
    """An entry from its content as JSON; it stands nowhere.

    >>> entry_of("sources", {"id": "sohr", "name": "SOHR", "aliases": ["Observatory"]}).aliases
    ('Observatory',)
    """
    return _CLASSES[section](**{name: _tuples(value) for name, value in content.items()})


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def claims_resolved_by(database: Database, names: Collection[str]) -> set[str]:
    """Ids of the claims that resolve to one of these sources, subjects, measures or events.

    Those that are open between several events are always among them.
    """
    wanted = sorted(names)
    found: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        here = " OR ".join(f"{column} IN ({_marks(some)})" for column in _RESOLVED)
        rows = database.rows(
            f"SELECT id FROM reportedly.claim WHERE {here} OR strpos(subject, '|') > 0",
            some * len(_RESOLVED),
        )
        found |= {str(id_) for (id_,) in rows}
    return found


def source_names(database: Database) -> list[str]:
    """What the sources of claims are called."""
    rows = database.rows("SELECT DISTINCT source_name FROM reportedly.claim")
    return [str(name) for (name,) in rows if name is not None]


def forget_resolved(database: Database, ids: Collection[str]) -> None:
    """Remove what claims of these ids resolved to."""
    database.many("DELETE FROM reportedly.claim WHERE id = ?", [(id_,) for id_ in ids])


def read_history(database: Database, section: str, id_: str) -> list[Recorded]:
    """What was done to an entry, oldest first; that it only moved within its file is left out."""
    rows = database.rows(
        "SELECT changed_at, who, did, document, content FROM reportedly.history "
        "WHERE section = ? AND id = ? AND did <> 'moved' "
        "ORDER BY coalesce(number, 0), changed_at, did DESC",
        (section, id_),
    )
    return [Recorded(when, who, did, doc, json.loads(held)) for when, who, did, doc, held in rows]


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
