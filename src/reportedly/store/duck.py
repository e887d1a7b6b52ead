"""DuckDB: tables of figures in files (Parquet, CSV) and in DuckDB's own."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from time import sleep
from typing import TYPE_CHECKING

from reportedly.errors import LedgerError, MissingProgramError
from reportedly.store import sql
from reportedly.store.figures import OPTIONAL, REQUIRED
from reportedly.store.tables import Cells, Engine
from reportedly.transaction import beside, put_in_place

if TYPE_CHECKING:
    import duckdb

_BATCH = 10_000
_WAITS = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 2)
"""Seconds between tries to open a file that another holds: an edit holds it for a moment."""
_HELD = ("Could not set lock", "different configuration", "already attached")
"""What DuckDB says where another process, or another thread of this one, has the file open."""


@dataclass
class DuckEngine:
    """A table in DuckDB."""

    connection: duckdb.DuckDBPyConnection
    relation: str
    dialect: sql.Dialect = sql.DUCKDB

    def columns(self) -> list[str]:
        """Names of the table's columns."""
        found = self.connection.execute(f"SELECT * FROM {self.relation} LIMIT 0").description
        return [str(column[0]) for column in found]

    def units(self) -> list[str]:
        """The units that the table uses, each once; '' for none."""
        return [str(unit) for (unit,) in self.run(sql.units(self.relation, self.dialect))]

    def run(self, query: str, steps: sql.Steps = ()) -> Iterator[Cells]:
        """The rows of a result, in order, fetched as they are taken."""
        import duckdb

        try:
            result = self.connection.cursor().execute(sql.following(steps, query))
            while batch := result.fetchmany(_BATCH):
                yield from batch
        except duckdb.Error as error:
            raise LedgerError(f"{self.relation}: {str(error).splitlines()[0]}") from error

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


def open_file(path: Path, threads: int | None = None) -> DuckEngine:
    """A table of figures in a file or a folder of Parquet files.

    Args:
        path: `.parquet`, `.csv` (also `.csv.gz`), `.duckdb`, or a folder of Parquet files, whose
            parts may be named by column (`measure=killed/…`).
        threads: how many cores to use; all without it.

    Raises:
        LedgerError: it is not there, or holds no table of figures.
    """
    if not path.exists():
        raise LedgerError(f"{path} is not there")
    if path.suffix == ".duckdb":
        return _attached(path, threads)
    connection = connect(None, threads)
    name = sql.literal(str(path))
    if path.is_dir():
        files = sql.literal(str(path / "**" / "*.parquet"))
        relation = f"read_parquet({files}, hive_partitioning = true, hive_types_autocast = false)"
    elif path.suffix == ".parquet":
        relation = f"read_parquet({name})"
    else:
        # Days and names are what they look like, and not what a sniffer makes of them.
        relation = f"read_csv({name}, header = true, all_varchar = true)"
    return DuckEngine(connection, relation)


def _attached(path: Path, threads: int | None) -> DuckEngine:
    """A table in DuckDB's own file, which others may read at the same time."""
    import duckdb

    connection = connect(None, threads)
    try:
        connection.execute(f"ATTACH {sql.literal(str(path))} AS ledger (READ_ONLY)")
    except duckdb.Error as error:
        raise LedgerError(f"{path} cannot be opened: {str(error).splitlines()[0]}") from error
    return DuckEngine(connection, _figures_table(connection, path))


def connect(
    path: Path | None, threads: int | None = None, *, write: bool = False
) -> duckdb.DuckDBPyConnection:
    """A connection to a file, or to memory; for writing, the file is made where there is none.

    Raises:
        LedgerError: the file is no database, or another process writes it.
        MissingProgramError: DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise MissingProgramError("DuckDB is needed for this: pip install duckdb") from None
    only_read = path is not None and not write
    for wait in _WAITS:
        try:
            connection = duckdb.connect(str(path or ":memory:"), read_only=only_read)
            break
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            if not any(words in reason for words in _HELD):
                raise LedgerError(f"{path} cannot be opened: {reason}") from error
            sleep(wait)
    else:
        raise LedgerError(
            f"{path} is in use: while one program writes a DuckDB file no other can open it; try "
            "again when it is done (several people at once need PostgreSQL)"
        )
    connection.execute("SET preserve_insertion_order = false")
    if path is None:
        # Not the folder that a user happens to stand in.
        connection.execute(f"SET temp_directory = {sql.literal(gettempdir())}")
    # Our joins stand as they should be done; estimates of one upon another are far off.
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    if threads is not None:
        connection.execute(f"SET threads = {threads:d}")
    return connection


def _figures_table(connection: duckdb.DuckDBPyConnection, path: Path) -> str:
    """The table named `figures`, else the only one that has the columns of one."""
    columns: dict[str, set[str]] = {}
    for schema, table, column in connection.execute(
        "SELECT table_schema, table_name, column_name FROM information_schema.columns "
        "WHERE table_catalog = 'ledger'"
    ).fetchall():
        columns.setdefault(f'ledger."{schema}"."{table}"', set()).add(column)
    fit = sorted(name for name, found in columns.items() if found.issuperset(REQUIRED))
    named = [name for name in fit if name.endswith('."figures"')]
    if len(named or fit) != 1:
        raise LedgerError(
            f"{path} holds {len(fit)} tables of figures; name the one that is meant `figures`"
        )
    return (named or fit)[0]


def save(engine: Engine, path: Path) -> int:
    """Write a table of figures to a file, with every column it has; what stood there is replaced.

    Args:
        engine: the table, in any engine.
        path: `.parquet`, `.csv`, or `.duckdb`, whose table `figures` is made anew.

    Returns:
        How many rows.

    Raises:
        LedgerError: the file cannot be written.
    """
    import duckdb

    with TemporaryDirectory() as folder:
        own = isinstance(engine, DuckEngine)
        connection = engine.connection.cursor() if isinstance(engine, DuckEngine) else connect(None)
        relation = engine.relation if own else _spilled(engine, Path(folder) / "rows.csv")
        try:
            if path.suffix == ".duckdb":
                connection.execute(f"ATTACH {sql.literal(str(path))} AS target")
                connection.execute(
                    f"CREATE OR REPLACE TABLE target.figures AS SELECT * FROM {relation}"
                )
                found = connection.execute("SELECT count(*) FROM target.figures").fetchall()
                connection.execute("DETACH target")
            else:
                form = "parquet" if path.suffix == ".parquet" else "csv, HEADER"
                if path.suffix == ".gz":
                    form += ", COMPRESSION gzip"
                part = beside(path.resolve())
                found = connection.execute(
                    f"COPY (SELECT * FROM {relation}) TO {sql.literal(str(part))} (FORMAT {form})"
                ).fetchall()
                put_in_place(part, path)
        except duckdb.Error as error:
            raise LedgerError(f"{path}: {str(error).splitlines()[0]}") from error
    return int(found[0][0])


def _spilled(engine: Engine, path: Path) -> str:
    """The rows of another engine in a file that DuckDB reads, whatever their number."""
    names = [n for n in engine.columns() if n in (*REQUIRED, *OPTIONAL)]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(engine.run(f"SELECT {', '.join(names)} FROM {engine.relation}"))
    types = ", ".join(
        f"'{n}': '{'DOUBLE' if n in ('value_low', 'value_high') else 'VARCHAR'}'" for n in names
    )
    return f"read_csv({sql.literal(str(path))}, header = true, columns = {{{types}}})"
