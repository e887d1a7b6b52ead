"""Whole ledgers in a database: entries as written, the files they stand in, what they resolve to.

A ledger of files and a store are brought together like two copies of one history. Each side is a
map from a file's path to its bytes, and from an entry's key to the digest of its content. What both
held when they last met (the *base*) tells who changed what:

- `push` writes what only the ledger changed; where the store has moved on since, it refuses, and
  the ledger must pull first. It runs under a lock, so of two writers at once the second is refused.
- `pull` (in the workflow, which writes files) takes what only the store changed.

Nothing is lost either way: every version that an entry ever had stays in `history`, with who put it
there and when.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID, uuid4

from reportedly.errors import LedgerError, StaleEntryError
from reportedly.model import (
    AnyEntry,
    Claim,
    ClaimEntry,
    Entries,
    Period,
    content_of,
)
from reportedly.store import duck, postgres, schema

Key = tuple[str, str, str]
"""Section, document (of a claim, else empty), id."""

_TABLES = (
    "SELECT 1 FROM information_schema.tables "
    "WHERE table_schema = 'reportedly' AND table_name = 'entry'"
)
_HISTORY = "INSERT INTO reportedly.history VALUES (now(), ?, ?, ?, ?, ?, ?, ?, ?)"
_NEXT = "SELECT coalesce(max(number), 0) + 1 FROM reportedly.revision"


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as a store keeps it: its content as JSON, named by its digest.

    `place` counts the entries of its sort within its file.
    """

    content: str
    version: str
    place: int


@dataclass(frozen=True, slots=True)
class Base:
    """What a ledger and a store both held when they last met.

    Attributes:
        files: path → SHA-256 (hex) of the bytes.
        entries: key → version.
        revision: the store's revision then; "" where they never met, or before its first push.
    """

    files: Mapping[str, str] = field(default_factory=dict)
    entries: Mapping[Key, str] = field(default_factory=dict)
    revision: str = ""

    def to_json(self) -> bytes:
        """As bytes of a file."""
        rows = [[*key, version] for key, version in self.entries.items()]
        return json.dumps([self.revision, dict(self.files), rows]).encode()

    @classmethod
    def from_json(cls, data: bytes) -> Base:
        """From bytes of `to_json`."""
        revision, files, rows = json.loads(data)
        return cls(files, {(r[0], r[1], r[2]): r[3] for r in rows}, revision)


@dataclass(frozen=True, slots=True)
class Holding:
    """Everything that a ledger or a store holds: files by path, entries by key."""

    files: Mapping[str, bytes]
    entries: Mapping[Key, Kept]

    def base(self, revision: str = "") -> Base:
        """What another side must hold to be the same."""
        return Base(
            {path: digest(data) for path, data in self.files.items()},
            {key: kept.version for key, kept in self.entries.items()},
            revision,
        )


Change = tuple[str, Key, Kept]
"""What was done to an entry (added, changed, moved, removed), and what it holds now, or held."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How many entries one side has that the other lacks, has otherwise, or lacks."""

    added: int = 0
    changed: int = 0
    removed: int = 0

    def __str__(self) -> str:
        return f"{self.added:,} added, {self.changed:,} changed, {self.removed:,} removed"


class Database(Protocol):
    """A connection to a store: statements with `?` for values."""

    who: str

    def ready(self) -> bool:
        """True when the tables of a store are there, as this version makes them."""

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement; its rows."""

    def many(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of the values."""

    def writing(self) -> Any:
        """A context in which this writer is alone, and which does all or nothing."""

    def close(self) -> None:
        """Let go of it."""


def holding_of(entries: Entries, files: Mapping[str, bytes]) -> Holding:
    """What a ledger holds: its entries with their digests, and its files' bytes by path."""
    kept: dict[Key, Kept] = {}
    for section, found in _sections(entries):
        places: Counter[str] = Counter()
        for entry in found:
            text = content_of(entry)
            document = entry.document if isinstance(entry, ClaimEntry) else ""
            key = (section, document, entry.id)
            place = places[entry.location.file]
            places[entry.location.file] += 1
            if key in kept:
                raise LedgerError(
                    f"the {section[:-1]} `{entry.id}` stands twice; see: reportedly check"
                )
            kept[key] = Kept(text, digest(text.encode()), place)
    return Holding(files, kept)


def _sections(entries: Entries) -> Iterator[tuple[str, Sequence[AnyEntry]]]:
    for section in fields(Entries):
        yield section.name, getattr(entries, section.name)


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal digits."""
    return sha256(data).hexdigest()


def read_holding(database: Database) -> Holding:
    """Everything that a store holds.

    Raises:
        LedgerError: it cannot be read.
    """
    files = database.rows("SELECT path, bytes FROM reportedly.file")
    return Holding({path: bytes(data) for path, data in files}, read_kept(database))


def read_kept(
    database: Database, where: str = "true", values: Sequence[Any] = ()
) -> dict[Key, Kept]:
    """The entries that a store holds, by a condition on the columns of `entry`."""
    asked = "SELECT section, document, id, content, version, place FROM reportedly.entry WHERE "
    rows = database.rows(asked + where, values)
    return {(s, d, i): Kept(c, v, int(p)) for s, d, i, c, v, p in rows}


def id_of(database: Database) -> str:
    """The store's own name, which no other store has."""
    found = database.rows("SELECT id FROM reportedly.store")
    try:
        return str(UUID(str(found[0][0])))
    except (IndexError, ValueError):
        raise LedgerError("the store has lost its id, or it was tampered with") from None


def revision_of(database: Database) -> str:
    """The store's latest revision; "" before its first push."""
    found = database.rows("SELECT id FROM reportedly.revision ORDER BY number DESC LIMIT 1")
    return str(found[0][0]) if found else ""


def knows(database: Database, revision: str) -> bool:
    """True when a store once was at this revision: it is no older state and no other copy."""
    asked = "SELECT 1 FROM reportedly.revision WHERE id = ?"
    return not revision or bool(database.rows(asked, (revision,)))


def push(database: Database, mine: Holding, seen: Holding, claims: Sequence[Claim]) -> str:
    """Make a store hold what the ledger holds; all of it, or nothing.

    Args:
        database: the store.
        mine: what the ledger holds.
        seen: what the store held when the ledger was compared with it.
        claims: what the entries resolve to, for those who ask in SQL.

    Returns:
        The store's revision afterwards.

    Raises:
        StaleEntryError: others changed the store since.
        LedgerError: the store cannot be written.
    """
    with database.writing():
        theirs = read_holding(database)
        if theirs != seen:
            raise StaleEntryError("others changed the store at this moment: push again")
        changes = list(changes_between(mine.entries, theirs.entries))
        files: dict[str, bytes | None] = {
            path: data for path, data in mine.files.items() if theirs.files.get(path) != data
        }
        files |= dict.fromkeys(theirs.files.keys() - mine.files.keys())
        if changes or not database.rows("SELECT 1 FROM reportedly.claim LIMIT 1"):
            database.rows("DELETE FROM reportedly.claim")
            put_resolved(database, claims)
        if not changes and not files:
            return revision_of(database)
        return put_changes(database, changes, files)[1]


def put_changes(
    database: Database, changes: Sequence[Change], files: Mapping[str, bytes | None]
) -> tuple[int, str]:
    """Change entries and files, with their history, as the next revision; within `writing`.

    Args:
        database: the store.
        changes: of entries; see `changes_between`.
        files: path → what it is to hold; None where it is to go away.

    Returns:
        The number and the id of the revision.
    """
    ((number,),) = database.rows(_NEXT)
    revision = int(number), str(uuid4())
    database.rows("INSERT INTO reportedly.revision VALUES (?, ?, now(), ?)",
                  (*revision, database.who))  # fmt: skip
    database.many(
        _HISTORY,
        ((database.who, did, *key, k.version, k.content, number) for did, key, k in changes),
    )
    database.many(
        "DELETE FROM reportedly.entry WHERE section = ? AND document = ? AND id = ?",
        [key for did, key, _ in changes if did != "added"],
    )
    database.many(
        "INSERT INTO reportedly.entry (section, document, id, place, version, content) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(*key, k.place, k.version, k.content) for did, key, k in changes if did != "removed"],
    )
    database.many("DELETE FROM reportedly.file WHERE path = ?", [(path,) for path in files])
    database.many(
        "INSERT INTO reportedly.file VALUES (?, ?, ?)",
        [(path, digest(data), data) for path, data in files.items() if data is not None],
    )
    database.many(
        "INSERT INTO reportedly.touched VALUES (?, ?)", [(number, path) for path in files]
    )
    return revision


def put_resolved(database: Database, claims: Iterable[Claim]) -> None:
    """Add what entries resolve to, for those who ask in SQL."""
    marks = ", ".join("?" * 25)
    database.many(f"INSERT INTO reportedly.claim VALUES ({marks})", map(_resolved, claims))


def difference(mine: Holding, theirs: Holding) -> Difference:
    """What making `theirs` hold what `mine` holds comes to."""
    counts = [did for did, _, _ in changes_between(mine.entries, theirs.entries)]
    return Difference(*(counts.count(did) for did in ("added", "changed", "removed")))


def refuse_stale(mine: Holding, theirs: Holding, base: Base) -> None:
    """Refuse to write over what others changed.

    Raises:
        StaleEntryError: a file in the store is neither what the ledger has nor what it last saw.
    """
    stale = []
    for path, data in theirs.files.items():
        now = digest(data)
        if now != base.files.get(path) and mine.files.get(path) != data:
            stale.append(path)
    stale += [
        p
        for p, sha in base.files.items()
        if p not in theirs.files and p in mine.files and digest(mine.files[p]) != sha
    ]
    if stale:
        shown = ", ".join(sorted(stale)[:3]) + (", …" if len(stale) > 3 else "")
        raise StaleEntryError(f"others changed {shown} in the store since: pull first, then push")


def changes_between(mine: Mapping[Key, Kept], theirs: Mapping[Key, Kept]) -> Iterator[Change]:
    """What makes `theirs` hold what `mine` holds."""
    for key, kept in mine.items():
        other = theirs.get(key)
        if other is None:
            yield "added", key, kept
        elif (other.version, other.place) != (kept.version, kept.place):
            yield ("changed" if other.version != kept.version else "moved"), key, kept
    for key, other in theirs.items():
        if key not in mine:
            yield "removed", key, other


def _resolved(claim: Claim) -> tuple[Any, ...]:
    figure, origin = claim.figure, claim.origin
    low = figure.interval.low if figure else None
    high = figure.interval.high if figure else None
    return (
        claim.id,
        claim.document,
        claim.source.id if claim.source else None,
        claim.source.name if claim.source else None,
        origin.id if origin else None,
        claim.subject.id,
        claim.subject.measure,
        claim.stance.value,
        claim.status.value,
        figure.as_written if figure else None,
        figure.bound.value if figure else None,
        figure.unit if figure else None,
        None if low is None else float(low),
        None if high is None else float(high),
        figure.interval.low_open if figure else None,
        figure.interval.high_open if figure else None,
        *_days(claim.when),
        *_days(claim.as_of),
        *_days(claim.said),
        claim.text,
        claim.event,
        claim.role.value,
    )


def _days(period: Period | None) -> tuple[Any, Any]:
    return (None, None) if period is None else (period.start, period.end)


@contextmanager
def _failing(path: Path) -> Iterator[None]:
    """Turn the database's errors into ours."""
    import duckdb

    try:
        yield
    except duckdb.Error as error:
        raise LedgerError(f"{path}: {str(error).splitlines()[0]}") from error


class DuckStore:
    """A store in a DuckDB file: one writer at a time, no setting up."""

    def __init__(self, path: Path, *, write: bool, who: str | None = None) -> None:
        import getpass

        self.who = who or getpass.getuser()
        self._path = path
        self._connection = duck.connect(path, write=write)
        self.steps = self._prepare() if write else 0

    def ready(self) -> bool:
        """True when the tables of a store are there."""
        if not self.rows(_TABLES):
            return False
        done = int(self.rows("SELECT coalesce(max(step), 0) FROM reportedly.migration")[0][0])
        schema.refuse_older(done, self._path)
        return True

    def _prepare(self) -> int:
        """Make the tables, or bring them up to date; how many steps that took."""
        self.rows("CREATE SCHEMA IF NOT EXISTS reportedly")
        self.rows("CREATE TABLE IF NOT EXISTS reportedly.migration (step INTEGER PRIMARY KEY)")
        done = int(self.rows("SELECT coalesce(max(step), 0) FROM reportedly.migration")[0][0])
        schema.check_steps(done)
        with self.writing():
            for _, statement in schema.steps(done, "VARCHAR", "BLOB"):
                self.rows(statement)
            for step in range(done + 1, len(schema.MIGRATIONS) + 1):
                self.rows("INSERT INTO reportedly.migration VALUES (?)", (step,))
        return len(schema.MIGRATIONS) - done

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement; its rows."""
        with _failing(self._path):
            return list(self._connection.execute(statement, values or None).fetchall())

    def many(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of the values."""
        given = list(values)
        if given:
            with _failing(self._path):
                self._connection.executemany(statement, given)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing; the file itself lets in one writer."""
        self._connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        with _failing(self._path):
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class PostgresStore:
    """A store in PostgreSQL: many readers and writers."""

    def __init__(self, url: str, who: str | None = None) -> None:
        self._connection = postgres.connect(url)
        self.who = who or str(self._connection.info.user)

    def ready(self) -> bool:
        """True when `init` made the tables of a store, and no earlier version did.

        Raises:
            LedgerError: an earlier or later version made them.
        """
        if not self.rows(_TABLES):
            return False
        done = int(self.rows("SELECT coalesce(max(step), 0) FROM reportedly.migration")[0][0])
        schema.refuse_older(done, "postgresql://…")
        return True

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement; its rows."""
        with postgres.failing("the store"):
            cursor = self._connection.execute(statement.replace("?", "%s").encode(), values)
            return cursor.fetchall() if cursor.description else []

    def many(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        """Run one statement for each of the values."""
        with postgres.failing("the store"), self._connection.cursor() as cursor:
            cursor.executemany(statement.replace("?", "%s").encode(), list(values))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing, one writer after the other; readers do not wait."""
        with postgres.failing("the store"), self._connection.transaction():
            self.rows("LOCK TABLE reportedly.entry IN SHARE ROW EXCLUSIVE MODE")
            yield

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()
