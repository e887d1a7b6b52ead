"""WHERE a ledger stands: a folder, a DuckDB file, a table, PostgreSQL, or Spark."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import LedgerError, UsageError
from reportedly.store.duck import open_file
from reportedly.store.entries import DuckStore, PostgresStore
from reportedly.store.postgres import PostgresEngine, connect
from reportedly.store.spark import open_spark

if TYPE_CHECKING:
    from reportedly.store.entries import Database
    from reportedly.store.tables import Engine


class PlaceKind(StrEnum):
    """What stands there."""

    FOLDER = "folder"
    DUCKDB = "duckdb"
    TABLE = "table"
    POSTGRES = "postgresql"
    SPARK = "spark"


@dataclass(frozen=True, slots=True)
class Place:
    """A place as the command line names it.

    Attributes:
        kind: what stands there.
        where: the words given.
        path: a file or folder; of Spark, what Spark reads.
        master: Spark's master.
    """

    kind: PlaceKind
    where: str
    path: str = ""
    master: str = ""


def place_of(where: str) -> Place:
    """Read the words that name a place; nothing is opened.

    >>> place_of("spark-local:/data/figures").master
    'local[*]'

    Raises:
        UsageError: a URL that none of the stores has.
    """
    if where.startswith(("postgresql://", "postgres://")):
        return Place(PlaceKind.POSTGRES, where)
    if where.startswith("spark-local:"):
        return Place(PlaceKind.SPARK, where, where.removeprefix("spark-local:"), "local[*]")
    if where.startswith("spark://"):
        host, slash, path = where.removeprefix("spark://").partition("/")
        if not path:
            raise UsageError(
                f"{where} names a cluster and no table: write spark://HOST:7077/PATH, or "
                "spark://HOST:7077/s3a://BUCKET/PATH"
            )
        return Place(
            PlaceKind.SPARK, where, path if "://" in path else slash + path, f"spark://{host}"
        )
    if "://" in where:
        raise UsageError(f"{where} is no place for a ledger: postgresql://…, spark://… or a path")
    if where.endswith(".duckdb"):
        return Place(PlaceKind.DUCKDB, where, where)
    if where.endswith((".parquet", ".csv", ".csv.gz")):
        return Place(PlaceKind.TABLE, where, where)
    return Place(PlaceKind.FOLDER, where, where)


def open_engine(place: Place) -> Engine:
    """An engine on the table of figures that stands there.

    Raises:
        LedgerError: there is none, or it cannot be reached.
        MissingProgramError: a package that this needs is not installed.
        UsageError: a folder of files is no table.
    """
    if place.kind is PlaceKind.POSTGRES:
        return PostgresEngine(connect(place.where))
    if place.kind is PlaceKind.SPARK:
        return open_spark(place.master, place.path)
    if place.kind is PlaceKind.FOLDER:
        raise UsageError(f"{place.where} is a folder and no table of figures")
    return open_file(Path(place.path))


def open_database(place: Place, *, write: bool = False, who: str | None = None) -> Database | None:
    """The store of whole claims that stands there; None where there is none.

    Args:
        place: a DuckDB file or PostgreSQL; nothing else holds whole claims.
        write: True to push: a DuckDB file is then made where there is none.
        who: under whose name changes are kept; the database's user without it.

    Raises:
        LedgerError: it cannot be reached; or PostgreSQL was not made ready.
    """
    if place.kind is PlaceKind.DUCKDB:
        if not write and not Path(place.path).exists():
            raise LedgerError(f"{place.path} is not there")
        found: Database = DuckStore(Path(place.path), write=write, who=who)
    elif place.kind is PlaceKind.POSTGRES:
        found = PostgresStore(place.where, who)
    else:
        return None
    if found.ready():
        return found
    found.close()
    if place.kind is PlaceKind.POSTGRES:
        raise LedgerError("the database is not ready; run: reportedly init postgresql://…")
    return None
