"""An index of words in a file of SQLite's (FTS5), beside what else is kept of a ledger.

It is never the truth: it says of which state of which parts it was made, is brought up to another
state part by part, and is made anew where it is missing or damaged. Letters count without their
accents and capitals. Several processes may use it at once.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reportedly.store.cache import Cache

_FILE = "words-1.sqlite"
"""Another form of the tables has another number."""

_TOKENS = "unicode61 remove_diacritics 2"
_SCHEMA = f"""
BEGIN;
CREATE TABLE IF NOT EXISTS state (digest TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS part (
    held TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL,
    first INTEGER NOT NULL, after INTEGER NOT NULL, PRIMARY KEY (held, name)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS claims
    USING fts5(body, about, id UNINDEXED, tokenize='{_TOKENS}');
CREATE VIRTUAL TABLE IF NOT EXISTS documents
    USING fts5(body, about, id UNINDEXED, tokenize='{_TOKENS}');
PRAGMA user_version = 1;
COMMIT;
"""
_TABLES = ("claims", "documents")
_WEIGHTS = "1.0, 0.3"
"""What words in the text itself count for, and in what else is known of it."""

_MOST_RANKED = 15_000
"""What is found so often ranks nothing: it is given in the order in which it was taken up."""

_MOST_WORDS = 64
_LONGEST = 4_000
_SHOWN = 24
"""Words of a snippet."""

_PATIENCE = 30.0
"""Seconds for which another process that brings the index up is waited for."""

_PIECE = re.compile(r'"([^"]*)("\*?|$)|(\S+)')


class Text(NamedTuple):
    """What is searched.

    Attributes:
        id: of the claim or document.
        body: its words.
        about: what else it may be found by.
    """

    id: str
    body: str
    about: str


@dataclass(frozen=True, slots=True)
class Match:
    """What was found.

    Attributes:
        table: claims or documents.
        id: of the claim or document.
        pieces: the words around what was found: before, hit, between, hit … after.
        score: how well it fits, more is better.
    """

    table: str
    id: str
    pieces: tuple[str, ...]
    score: float


@dataclass(frozen=True)
class Part:
    """A piece of the index that is taken up as a whole.

    Attributes:
        table: claims or documents.
        name: which of that table.
        digest: changes when its texts do.
        texts: gives them.
    """

    table: str
    name: str
    digest: str
    texts: Callable[[], Iterable[Text]]


class Searched(NamedTuple):
    """The first matches, and how many there are."""

    matches: list[Match]
    total: int


class FullText:
    """The index of one ledger.

    >>> def told():
    ...     yield Text("c1", "Twelve people died in Jérôme's shop.", "army")
    >>> index = FullText(None)
    >>> found = index.search("jerome", "state 1", lambda: [Part("claims", "d1", "1", told)])
    >>> found.matches[0].pieces
    ('Twelve people died in ', 'Jérôme', "'s shop.")
    """

    def __init__(self, cache: Cache | None) -> None:
        self._path = None if cache is None else cache.folder / _FILE

    def search(
        self,
        words: str,
        state: str,
        parts: Callable[[], Iterable[Part]],
        tables: Sequence[str] = _TABLES,
        limit: int = 20,
        offset: int = 0,
    ) -> Searched:
        """What holds all the words, best first; the index is brought up before.

        Where the file can neither be written nor made anew all is read for this one answer.

        Args:
            words: separate words, "phrases in quotes", beginnings of words (`evacuat*`), and OR
                between them; anything else in it counts as words.
            state: of the ledger; changes when one of the parts does.
            parts: gives all parts that there are.
            tables: in which of claims and documents.
            limit: how many.
            offset: after how many.
        """
        asked = expression(words)
        if asked is None:
            return Searched([], 0)
        for place in (self._path, self._path, None):
            try:
                with _opened(place) as connection:
                    _bring_up(connection, state, parts)
                    return _searched(connection, asked, tables, limit, offset)
            except sqlite3.DatabaseError as error:
                if place is None:
                    raise
                if "locked" not in str(error):
                    _remove(place)
        raise AssertionError("memory takes what a file does not")


@contextmanager
def _opened(place: Path | None) -> Iterator[sqlite3.Connection]:
    """The file, with its tables; a place in memory where there is none."""
    if place is not None:
        with suppress(OSError):
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = ":memory:" if place is None else place
    with closing(sqlite3.connect(name, timeout=_PATIENCE, isolation_level=None)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        if connection.execute("PRAGMA user_version").fetchone() != (1,):
            connection.execute("PRAGMA journal_mode = WAL")  # who reads never waits
            connection.executescript(_SCHEMA)
        connection.execute("PRAGMA synchronous = OFF")  # what is lost is made anew
        yield connection


def _remove(place: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-journal"):
        with suppress(OSError):
            place.with_name(f"{_FILE}{suffix}").unlink(missing_ok=True)


def _bring_up(
    connection: sqlite3.Connection, state: str, parts: Callable[[], Iterable[Part]]
) -> None:
    """Take up what changed, and forget what is no more."""
    if _state(connection) == state:
        return
    connection.execute("BEGIN IMMEDIATE")
    if _state(connection) != state:
        _replace(connection, {(part.table, part.name): part for part in parts()})
        connection.execute("DELETE FROM state")
        connection.execute("INSERT INTO state VALUES (?)", (state,))
    connection.execute("COMMIT")


def expression(words: str) -> str | None:
    """What is asked, as FTS5 writes it; None where nothing is asked for.

    >>> expression('at least "market strike" evacuat* OR fled'), expression('* AND (')
    ('"at" "least" "market strike" "evacuat"* OR "fled"', '"AND"')
    """
    parts: list[str] = []
    for phrase, end, word in _PIECE.findall(words[:_LONGEST].replace("\0", " "))[:_MOST_WORDS]:
        said = phrase or word
        if word == "OR" and parts and parts[-1] != word:
            parts.append(word)
        elif any(map(str.isalnum, said)):
            starred = word.endswith("*") or end == '"*'
            bare = said.rstrip("*").replace('"', " ")
            parts.append(f'"{bare}"{"*" if starred else ""}')
    while parts and parts[-1] == "OR":
        parts.pop()
    return _sound(" ".join(parts)) or None


def _state(connection: sqlite3.Connection) -> str | None:
    found = connection.execute("SELECT digest FROM state").fetchone()
    return None if found is None else str(found[0])


def _replace(connection: sqlite3.Connection, parts: Mapping[tuple[str, str], Part]) -> None:
    known: dict[tuple[str, str], str] = {}
    for table, name, digest, first, after in connection.execute("SELECT * FROM part").fetchall():
        part = parts.get((table, name))
        if part is not None and part.digest == digest:
            known[table, name] = digest
            continue
        if table in _TABLES:
            between = (first, after)
            connection.execute(f"DELETE FROM {table} WHERE rowid >= ? AND rowid < ?", between)
        connection.execute("DELETE FROM part WHERE held = ? AND name = ?", (table, name))
    ahead = {
        table: connection.execute(f"SELECT coalesce(max(rowid), 0) + 1 FROM {table}").fetchone()[0]
        for table in _TABLES
    }
    for key, part in parts.items():
        if key in known:
            continue
        first = ahead[part.table]
        rows = [
            (n, _sound(t.body), _sound(t.about), _sound(t.id))
            for n, t in enumerate(part.texts(), first)
        ]
        connection.executemany(
            f"INSERT INTO {part.table} (rowid, body, about, id) VALUES (?, ?, ?, ?)", rows
        )
        ahead[part.table] += len(rows)
        place = (part.table, _sound(part.name), part.digest, first, ahead[part.table])
        connection.execute("INSERT INTO part VALUES (?, ?, ?, ?, ?)", place)


def _searched(
    connection: sqlite3.Connection, asked: str, tables: Sequence[str], limit: int, offset: int
) -> Searched:
    found: list[Match] = []
    total = 0
    for table in tables:
        matches, count = _matches(connection, table, asked, limit + offset)
        found += matches
        total += count
    found.sort(key=lambda match: -match.score)
    return Searched(found[offset : offset + limit], total)


def _matches(
    connection: sqlite3.Connection, table: str, asked: str, limit: int
) -> tuple[list[Match], int]:
    where = f"FROM {table} WHERE {table} MATCH ?"
    count = int(connection.execute(f"SELECT count(*) {where}", (asked,)).fetchone()[0])
    order = "rank" if count <= _MOST_RANKED else "rowid"
    sign = secrets.token_hex(8)  # no text can hold what nobody could foresee
    start, end = f"<{sign}<", f">{sign}>"
    rows = connection.execute(
        f"SELECT id, snippet({table}, 0, ?, ?, '', {_SHOWN}), -bm25({table}, {_WEIGHTS}) {where}"
        f" ORDER BY {order} LIMIT ?",
        (start, end, asked, limit),
    )
    return [
        Match(table, str(name), tuple(re.split(f"{start}|{end}", str(shown))), float(score))
        for name, shown, score in rows
    ], count


def _sound(text: str) -> str:
    """Text that SQLite takes: half a character becomes a question mark."""
    return text.encode("utf-8", "replace").decode()
