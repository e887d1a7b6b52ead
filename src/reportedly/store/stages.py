"""Work on a whole corpus as tables that are made one from the other, by SQL and by functions.

The same steps run in a file of DuckDB's on this machine, and on Spark, where every table is written
down before the next is made from it: nothing is worked out twice, what a lost executor had is done
again, and memory holds a batch of rows at a time.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Protocol

from reportedly.store import sql
from reportedly.store.duck import connect
from reportedly.store.executors import Folder, Inputs, Work, frames_of, plain, prepared, settings
from reportedly.store.tables import Cells
from reportedly.transaction import beside, put_in_place

if TYPE_CHECKING:
    import duckdb
    from pyspark.sql import DataFrame, SparkSession

_BATCH = 256
"""Rows that a function is given at a time: they hold texts."""

_ROWS = 10_000


class Stages(Protocol):
    """Tables by name, on whichever engine."""

    def make(self, name: str, query: str) -> None:
        """A table of what a query gives."""

    def work(
        self, name: str, query: str, function: Work, schema: Any, order: Sequence[str] = ()
    ) -> None:
        """A table of what a function makes of the rows of a query.

        Args:
            name: of the table.
            query: its rows.
            function: Arrow record batches → record batches.
            schema: Arrow schema of what it gives.
            order: columns; rows alike in the first come to the function together, and all that come
                to it are in this order.
        """

    def put(self, name: str, rows: Any) -> None:
        """A table of an Arrow table's rows."""

    def rows(self, query: str) -> Iterator[Cells]:
        """The rows of a query, few of them in memory at a time."""

    def save(self, query: str, out: str) -> int:
        """Write what a query gives, under its name when all of it is there; how many rows.

        Raises:
            UsageError: something else stands there.
        """


class DuckStages:
    """Tables in a file of DuckDB's."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def make(self, name: str, query: str) -> None:
        """As `Stages` has it."""
        self._connection.execute(f"CREATE TABLE {name} AS {query}")

    def take(self, name: str, batches: Iterator[Any], schema: Any) -> None:
        """A table of rows that come in batches."""
        from pyarrow import RecordBatchReader

        cursor = self._connection.cursor()
        cursor.register("incoming", RecordBatchReader.from_batches(schema, batches))
        try:
            cursor.execute(f"CREATE TABLE {name} AS SELECT * FROM incoming")
        finally:
            cursor.close()

    def work(
        self, name: str, query: str, function: Work, schema: Any, order: Sequence[str] = ()
    ) -> None:
        """As `Stages` has it."""
        reader = self._connection.cursor()
        by = f" ORDER BY {', '.join(order)}" if order else ""
        found = reader.execute(f"SELECT * FROM ({query}) AS q{by}").to_arrow_reader(_BATCH)
        self.take(name, function(iter(found)), schema)
        reader.close()

    def put(self, name: str, rows: Any) -> None:
        """As `Stages` has it."""
        self.take(name, iter(rows.to_batches()), rows.schema)

    def rows(self, query: str) -> Iterator[Cells]:
        """As `Stages` has it."""
        result = self._connection.cursor().execute(query)
        while batch := result.fetchmany(_ROWS):
            yield from batch

    def save(self, query: str, out: str) -> int:
        """Write to a file, `.parquet` or JSON lines."""
        path = Path(out)
        part = beside(path.resolve())
        if path.suffix == ".parquet":
            found = self._connection.execute(
                f"COPY ({query}) TO {sql.literal(str(part))} (FORMAT parquet)"
            ).fetchall()
            count = int(found[0][0])
        else:
            count = 0
            with part.open("w", encoding="utf-8") as file:
                for line in self.lines(query):
                    file.write(f"{line}\n")
                    count += 1
        put_in_place(part, path)
        return count

    def lines(self, query: str) -> Iterator[str]:
        """The rows of a query as JSON."""
        result = self._connection.cursor().execute(query)
        names = [str(column[0]) for column in result.description or ()]
        while batch := result.fetchmany(_ROWS):
            for row in batch:
                yield json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)


@contextmanager
def stages_here(threads: int | None = None) -> Iterator[DuckStages]:
    """Tables in a file that is removed afterwards; it stands where `TMPDIR` says.

    Args:
        threads: how many cores SQL uses; all without it.

    Raises:
        MissingProgramError: DuckDB is not installed.
    """
    with TemporaryDirectory(prefix="reportedly-") as folder:
        connection = connect(Path(folder) / "corpus.duckdb", threads, write=True)
        connection.execute("SET disabled_optimizers = ''")  # these joins are any planner's
        connection.execute("SET memory_limit = '2GB'")  # beyond it rows wait on the disk
        connection.execute("CREATE MACRO explode(list) AS unnest(list)")
        try:
            yield DuckStages(connection)
        finally:
            connection.close()


class SparkStages:
    """Tables as folders of Parquet that a Spark session writes and reads."""

    def __init__(self, session: SparkSession, folder: str) -> None:
        self._session = session
        self._folder = folder
        self._made: list[str] = []

    def make(self, name: str, query: str) -> None:
        """As `Stages` has it."""
        self._keep(name, self._session.sql(query))

    def read(self, name: str, inputs: Inputs, work: dict[str, Work], schema: Any) -> None:
        """A table of what functions make of files; `work` by the kind of input."""
        frames = [
            self._mapped(frame, work[kind], schema)
            for kind, frame in frames_of(self._session, inputs)
        ]
        whole = frames[0]
        for frame in frames[1:]:
            whole = whole.union(frame)
        self._keep(name, whole)

    def work(
        self, name: str, query: str, function: Work, schema: Any, order: Sequence[str] = ()
    ) -> None:
        """As `Stages` has it."""
        frame = self._session.sql(query)
        if order:
            frame = frame.repartition(order[0]).sortWithinPartitions(*order)
        self._keep(name, self._mapped(frame, function, schema))

    def put(self, name: str, rows: Any) -> None:
        """As `Stages` has it."""
        self._keep(name, self._session.createDataFrame(rows))

    def rows(self, query: str) -> Iterator[Cells]:
        """As `Stages` has it."""
        yield from map(tuple, self._session.sql(query).toLocalIterator())

    def save(self, query: str, out: str) -> int:
        """Write to a folder of Parquet."""
        place = Folder(self._session, out)
        place.refuse_strangers()
        rows = f"{self._folder}/rows"
        self._session.sql(query).write.mode("overwrite").parquet(rows)
        count = self._session.read.parquet(rows).count()
        place.put(rows)
        return count

    def forget(self) -> None:
        """Let go of the names of the tables; the session is shared and stays."""
        for name in self._made:
            self._session.catalog.dropTempView(name)

    def _keep(self, name: str, frame: DataFrame) -> None:
        path = f"{self._folder}/{name}"
        frame.write.parquet(path)
        written = self._session.read.schema(frame.schema).parquet(path)
        written.createOrReplaceTempView(name)
        self._made.append(name)

    def _mapped(self, frame: DataFrame, function: Work, schema: Any) -> DataFrame:
        from pyspark.sql.pandas.types import from_arrow_schema

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # on pandas, which is not used here
            return frame.mapInArrow(function, from_arrow_schema(schema))


@contextmanager
def stages_on_spark(master: str, outs: Sequence[str]) -> Iterator[SparkStages]:
    """Tables below the first of the outputs, under a temporary name that is removed afterwards.

    Args:
        master: `local[2]`, or a cluster's URL.
        outs: the folders that will be written.

    Raises:
        UsageError: something else stands there.
        MissingProgramError: PySpark or Java is missing, or on an executor what the work needs.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    session = prepared(master)
    for out in outs:
        Folder(session, out).refuse_strangers()
    place = Folder(session, outs[0])
    place.remove(place.part)
    stages = SparkStages(session, place.part)
    try:
        with settings(session):
            yield stages
    except (PySparkException, Py4JError) as error:
        raise plain(error) from None
    finally:
        stages.forget()
        place.remove(place.part)
