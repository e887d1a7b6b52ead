"""PostgreSQL: a connection, and a table of figures in a team's database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportedly.errors import LedgerError, MissingProgramError
from reportedly.store import sql
from reportedly.store.figures import OPTIONAL, REQUIRED
from reportedly.store.tables import Cells

if TYPE_CHECKING:
    import psycopg

FIGURES = "reportedly.figures"
_BATCH = 10_000
_NUMBERS = ("value_low", "value_high")


@dataclass
class PostgresEngine:
    """A table in PostgreSQL."""

    connection: psycopg.Connection[Any]
    relation: str = FIGURES
    dialect: sql.Dialect = sql.POSTGRES

    def columns(self) -> list[str]:
        """Names of the table's columns that hold something in some row."""
        with failing(self.relation), self.connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {self.relation} LIMIT 0")
            names = [column.name for column in cursor.description or ()]
            # The table is made with every column; one that is empty throughout costs as if it
            # were not there, and an index answers that at once.
            optional = [n for n in names if n in OPTIONAL]
            used = [f"EXISTS (SELECT FROM {self.relation} WHERE {n} IS NOT NULL)" for n in optional]
            if not used:
                return names
            found = cursor.execute(f"SELECT {', '.join(used)}").fetchone() or ()
        empty = {n for n, has in zip(optional, found, strict=True) if not has}
        return [n for n in names if n not in empty]

    def run(self, query: str, steps: sql.Steps = ()) -> Iterator[Cells]:
        """The rows of a result, in order, fetched through a cursor on the server."""
        with (
            failing(self.relation),
            self.connection.transaction(),
            self.connection.cursor("reportedly") as cursor,
        ):
            cursor.itersize = _BATCH
            self.connection.execute("SET LOCAL work_mem = '256MB'")
            self.connection.execute("SET LOCAL jit = off")
            if steps:
                # What a step yields cannot be foreseen; loops within loops are never right here.
                self.connection.execute("SET LOCAL enable_nestloop = off")
            cursor.execute(sql.following(steps, query).encode())
            yield from cursor

    def units(self) -> list[str]:
        """The units that the table uses, each once, '' for none; from one entry of the index each.

        See https://wiki.postgresql.org/wiki/Loose_indexscan.
        """
        following = f"(SELECT min(unit) FROM {self.relation} WHERE unit > u.unit)"
        query = (
            f"WITH RECURSIVE u AS (SELECT min(unit) AS unit FROM {self.relation} UNION ALL "
            f"SELECT {following} FROM u WHERE unit IS NOT NULL) "
            "SELECT unit FROM u WHERE unit IS NOT NULL UNION SELECT '' "
            f"WHERE EXISTS (SELECT FROM {self.relation} WHERE unit IS NULL)"
        )
        return [str(unit) for (unit,) in self.run(query)]

    def close(self) -> None:
        """Let go of the connection."""
        self.connection.close()


class failing:  # noqa: N801
    """Turn the database's errors into ours."""

    def __init__(self, what: str) -> None:
        self.what = what

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error is None:
            return
        import psycopg

        if isinstance(error, psycopg.Error):
            text = (str(error).splitlines() or ["no reason given"])[0]
            raise LedgerError(f"{self.what}: {text}") from error


def connect(url: str) -> psycopg.Connection[Any]:
    """A connection, each statement a transaction of its own unless one is opened.

    Raises:
        LedgerError: the server is not there, or does not let this user in.
        MissingProgramError: psycopg is not installed.
    """
    try:
        import psycopg
    except ImportError:
        raise MissingProgramError(
            "psycopg is needed for this: pip install 'reportedly[postgres]'"
        ) from None
    with failing(shown(url)):
        return psycopg.connect(url, autocommit=True, application_name="reportedly")


def shown(url: str) -> str:
    """The URL without its password."""
    from urllib.parse import urlsplit, urlunsplit

    parts = urlsplit(url)
    if parts.password is None:
        return url
    place = parts.netloc.replace(f":{parts.password}@", ":…@")
    return urlunsplit(parts._replace(netloc=place))


def add_figures(
    connection: psycopg.Connection[Any], columns: list[str], rows: Iterable[Cells]
) -> int:
    """Append rows to the table of figures with COPY; all of them, or none.

    Args:
        connection: to a database that `schema.prepare` made ready.
        columns: names for the cells of a row; those the table does not have are left out.
        rows: the rows.

    Returns:
        How many.

    Raises:
        LedgerError: the database refuses them.
    """
    kept = [i for i, name in enumerate(columns) if name in (*REQUIRED, *OPTIONAL)]
    names = ", ".join(columns[i] for i in kept)
    count = 0
    with failing(FIGURES), connection.transaction(), connection.cursor() as cursor:
        with cursor.copy(f"COPY {FIGURES} ({names}) FROM STDIN".encode()) as copy:
            for row in rows:
                copy.write_row([row[i] for i in kept])
                count += 1
        cursor.execute(f"ANALYZE {FIGURES}".encode())
    return count
