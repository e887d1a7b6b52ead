"""The tables of a store, and the steps that bring an older one up to date.

The same SQL makes them in DuckDB and PostgreSQL. A step, once released, never changes; a new one is
added to `MIGRATIONS`, and `prepare` applies those that a store has not had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reportedly.errors import LedgerError
from reportedly.store.figures import OPTIONAL
from reportedly.store.postgres import failing

if TYPE_CHECKING:
    import psycopg

SCHEMA = "reportedly"

_FIGURES = """
CREATE TABLE reportedly.figures (
    source {text} NOT NULL, subject {text} NOT NULL, measure {text}, unit {text},
    value_low DOUBLE PRECISION, value_high DOUBLE PRECISION, as_of {text}, said {text},
    origin {text}, bound {text}, document {text}, quote {text}, dataset {text})
"""

# An entry as written, whole, in `content` (JSON); `version` names it by its content. `history`
# holds every version that an entry ever had, with who put it there and when.
_ENTRY = """
CREATE TABLE reportedly.entry (
    section {text} NOT NULL, id {text} NOT NULL, document {text} NOT NULL, place BIGINT NOT NULL,
    version {text} NOT NULL, content {text} NOT NULL, PRIMARY KEY (section, document, id))
"""
_HISTORY = """
CREATE TABLE reportedly.history (
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL, who {text} NOT NULL, did {text} NOT NULL,
    section {text} NOT NULL, document {text} NOT NULL, id {text} NOT NULL,
    version {text} NOT NULL, content {text} NOT NULL)
"""
_FILE = """
CREATE TABLE reportedly.file (
    path {text} PRIMARY KEY, sha256 {text} NOT NULL, bytes {bytes} NOT NULL)
"""
# What entries resolve to, for those who ask in SQL; made anew from the entries that change.
_CLAIM = """
CREATE TABLE reportedly.claim (
    id {text} NOT NULL, document {text} NOT NULL, source {text}, source_name {text},
    origin {text}, subject {text} NOT NULL, measure {text}, stance {text} NOT NULL,
    status {text} NOT NULL, as_written {text}, bound {text}, unit {text},
    low DOUBLE PRECISION, high DOUBLE PRECISION, low_open BOOLEAN, high_open BOOLEAN,
    event_from DATE, event_to DATE, as_of_from DATE, as_of_to DATE, said_from DATE, said_to DATE,
    words {text} NOT NULL)
"""

# A store is known by its id and by its revisions, one for each change of something: by
# them a ledger sees that under an old name another store stands, or an older state of the same.
_STORE = "CREATE TABLE reportedly.store (id {text} NOT NULL)"
_NAMED = "INSERT INTO reportedly.store SELECT CAST(gen_random_uuid() AS VARCHAR)"
_REVISION = """
CREATE TABLE reportedly.revision (
    number BIGINT PRIMARY KEY, id {text} NOT NULL,
    pushed_at TIMESTAMP WITH TIME ZONE NOT NULL, who {text} NOT NULL)
"""

# `event` came to mean what happened; the time when is `when` everywhere.
_TIMES_RENAMED = (
    "ALTER TABLE reportedly.claim RENAME COLUMN event_from TO when_from",
    "ALTER TABLE reportedly.claim RENAME COLUMN event_to TO when_to",
)

_EVENTS = (
    "ALTER TABLE reportedly.claim ADD COLUMN event {text}",
    "ALTER TABLE reportedly.claim ADD COLUMN role {text}",
)

# Files are edited one by one: an entry's place is told within its file, each revision names the
# files that it touched, so that a copy is brought up to date by these alone, and a row of the
# history names its revision, for clocks say nothing of the order of writers. What was written
# before this step has no number there.
_EDITS = (
    "UPDATE reportedly.entry SET place = 0 WHERE section = 'documents'",
    "UPDATE reportedly.entry AS e SET place = e.place - f.first FROM "
    "(SELECT document, min(place) AS first FROM reportedly.entry WHERE section = 'claims' "
    "GROUP BY document) AS f WHERE e.section = 'claims' AND e.document = f.document",
    "ALTER TABLE reportedly.history ADD COLUMN number BIGINT",
    "CREATE TABLE reportedly.touched "
    "(number BIGINT NOT NULL, path {text} NOT NULL, PRIMARY KEY (number, path))",
)

MIGRATIONS = (
    (_FIGURES,),
    (_ENTRY, _HISTORY, _FILE, _CLAIM),
    (_STORE, _NAMED, _REVISION),
    _TIMES_RENAMED,
    _EVENTS,
    _EDITS,
)
"""Each step is a few statements, with `{text}` and `{bytes}` for the names of types."""

_INDEXES = (
    # In the order of listing, so that a page needs no sort.
    "CREATE INDEX IF NOT EXISTS figures_listed ON reportedly.figures "
    "(source, subject, measure, as_of)",
    "CREATE INDEX IF NOT EXISTS figures_origin ON reportedly.figures (origin)",
    "CREATE INDEX IF NOT EXISTS figures_lower ON reportedly.figures (lower(source))",
    "CREATE INDEX IF NOT EXISTS figures_unit ON reportedly.figures (unit)",
    # Whether a column holds anything is asked before everything else: small answers to that.
    *(
        f"CREATE INDEX IF NOT EXISTS figures_has_{column} ON reportedly.figures ((1)) "
        f"WHERE {column} IS NOT NULL"
        for column in OPTIONAL
    ),
    "CREATE INDEX IF NOT EXISTS figures_subject ON reportedly.figures (subject, measure)",
    "CREATE INDEX IF NOT EXISTS history_entry ON reportedly.history (section, id, changed_at)",
    "CREATE INDEX IF NOT EXISTS entry_id ON reportedly.entry (section, id)",
    "CREATE INDEX IF NOT EXISTS claim_id ON reportedly.claim (id)",
    "CREATE INDEX IF NOT EXISTS claim_event ON reportedly.claim (event)",
    "CREATE INDEX IF NOT EXISTS claim_origin ON reportedly.claim (origin)",
    "CREATE INDEX IF NOT EXISTS claim_source ON reportedly.claim (source)",
    "CREATE INDEX IF NOT EXISTS claim_subject ON reportedly.claim (subject)",
)

_ROLES = {
    "reportedly_reader": ("SELECT",),
    "reportedly_reviewer": ("SELECT", "INSERT", "UPDATE", "DELETE"),
    "reportedly_admin": ("ALL",),
}
"""Roles to be granted to people: they read; they also push; they also change the tables."""


def steps(done: int, text: str, blob: str) -> list[tuple[int, str]]:
    """The statements that a store with `done` steps still needs, each with its step's number."""
    return [
        (number, statement.format(text=text, bytes=blob))
        for number, statements in enumerate(MIGRATIONS, 1)
        if number > done
        for statement in statements
    ]


def prepare(connection: psycopg.Connection[Any]) -> int:
    """Make the tables, indexes and roles in a PostgreSQL database, or bring them up to date.

    Several may do so at once; the second waits and finds nothing left to do.

    Returns:
        How many steps were applied.

    Raises:
        LedgerError: this user may not, or the store was made by a later version.
    """
    with failing("the database"), connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(1919250543)")
        connection.execute("CREATE SCHEMA IF NOT EXISTS reportedly")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS reportedly.migration (step INTEGER PRIMARY KEY, "
            "at TIMESTAMP WITH TIME ZONE DEFAULT now(), who TEXT DEFAULT current_user)"
        )
        row = connection.execute(
            "SELECT coalesce(max(step), 0) FROM reportedly.migration"
        ).fetchone()
        done = int(row[0]) if row else 0
        check_steps(done)
        for _, statement in steps(done, 'TEXT COLLATE "C"', "BYTEA"):
            connection.execute(statement.encode())
        for step in range(done + 1, len(MIGRATIONS) + 1):
            connection.execute("INSERT INTO reportedly.migration (step) VALUES (%s)", (step,))
        for index in _INDEXES:
            connection.execute(index.encode())
        _grant(connection)
    return len(MIGRATIONS) - done


def check_steps(done: int) -> None:
    """Refuse a store that a later version of this program made.

    Raises:
        LedgerError: it did.
    """
    if done > len(MIGRATIONS):
        raise LedgerError(
            f"the store was made by a later version (step {done}; this one knows "
            f"{len(MIGRATIONS)}): update reportedly"
        )


def refuse_older(done: int, where: object) -> None:
    """Refuse a store that an earlier or later version of this program made.

    Raises:
        LedgerError: one did.
    """
    check_steps(done)
    if done < len(MIGRATIONS):
        raise LedgerError(f"an earlier version made the store; run: reportedly init {where}")


def _grant(connection: psycopg.Connection[Any]) -> None:
    """Make the roles where this user may; a database without them works for its owner."""
    row = connection.execute(
        "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    may = bool(row and row[0])
    known = {r[0] for r in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    for role, rights in _ROLES.items():
        if role not in known:
            if not may:
                continue
            connection.execute(f"CREATE ROLE {role} NOLOGIN".encode())
        granted = ", ".join(rights)
        statements = [
            f"GRANT USAGE ON SCHEMA reportedly TO {role}",
            f"GRANT {granted} ON ALL TABLES IN SCHEMA reportedly TO {role}",
        ]
        if role == "reportedly_reviewer":
            # History is written, and never rewritten.
            statements += [
                f"REVOKE UPDATE, DELETE ON reportedly.history, reportedly.revision, "
                f"reportedly.touched FROM {role}",
                f"REVOKE INSERT, UPDATE, DELETE ON reportedly.store FROM {role}",
                f"REVOKE INSERT, UPDATE, DELETE ON reportedly.migration FROM {role}",
            ]
        if role == "reportedly_admin":
            statements.append(f"GRANT CREATE ON SCHEMA reportedly TO {role}")
        for statement in statements:
            connection.execute(statement.encode())
