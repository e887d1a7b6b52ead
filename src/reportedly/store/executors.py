"""Work of ours on Spark's executors: files in, a folder of Parquet out.

The rows are written under a temporary name and get their own when all of them are there, so that
nobody ever sees a half. Spark does lost tasks again by itself; a run that is killed leaves the
temporary folder, which the next run removes.
"""

from __future__ import annotations

import os
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from reportedly.errors import MissingProgramError, ReportedlyError, UsageError
from reportedly.store.spark import session_of

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Work = Callable[[Iterator[Any]], Iterator[Any]]
"""Arrow record batches of one partition → record batches of what came of it."""

_TABLE_COLUMNS = ("id", "text", "published", "publisher", "title")
_SETTINGS = {
    # Texts are long and take long: small batches, and tasks of a minute or less.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "256",
    "spark.sql.files.maxPartitionBytes": str(4 << 20),
}
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
_OURS = re.compile(r"reportedly\.errors\.(\w+): (.*)")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Files by the way in which they come to the executors, as paths or URLs.

    Attributes:
        lines: read by Spark; work gets the columns `value` (the bytes of a line) and `path`.
        tables: Parquet read by Spark; `id`, `text`, what else of an article is there, and `path`.
        opened: opened by the work itself, on whichever machine it runs; `path` and `name`.
    """

    lines: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    opened: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run wrote.

    Attributes:
        rows: how many rows were kept.
        left_out: the rows that were put aside, as mappings; read once, within `mapped`.
    """

    rows: int
    left_out: Iterator[Mapping[str, Any]]


@contextmanager
def mapped(
    master: str,
    inputs: Inputs,
    work: Mapping[str, Work],
    schema: Any,
    columns: tuple[str, ...],
    out: str,
) -> Iterator[Outcome]:
    """Work on every record, rows into a folder of Parquet; those with a `code` are put aside.

    Args:
        master: `local[2]`, or a cluster's URL.
        inputs: what to work on.
        work: "lines", "tables" and "opened" → the function for such input. Executors import it by
            its module's name.
        schema: Arrow schema of what the functions give, with a column `code`, null in rows to keep.
        columns: the columns to keep.
        out: the folder; a former output that stands there is replaced at the end.

    Raises:
        UsageError: something else stands there, or the input cannot be read.
        MissingProgramError: PySpark or Java is missing, or on an executor what the work needs.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException
    from pyspark.sql.pandas.types import from_arrow_schema

    session = prepared(master)
    place = Folder(session, out)
    place.refuse_strangers()
    place.remove(place.part)
    try:
        with settings(session):
            shape = from_arrow_schema(schema)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", FutureWarning)  # on pandas, which is not used here
                frames = [
                    frame.mapInArrow(work[name], shape)
                    for name, frame in frames_of(session, inputs)
                ]
            everything = frames[0]
            for frame in frames[1:]:
                everything = everything.union(frame)
            everything.write.parquet(f"{place.part}/all")
            written = session.read.schema(shape).parquet(f"{place.part}/all")
            kept = written.where("code IS NULL").select(*columns)
            kept.write.parquet(f"{place.part}/rows")
            count = session.read.parquet(f"{place.part}/rows").count()
        place.put(f"{place.part}/rows")
        aside = written.where("code IS NOT NULL")
        names = [name for name in schema.names if name not in columns]
        rows = aside.select(*names).toLocalIterator()
        yield Outcome(count, (row.asDict() for row in rows))
    except (PySparkException, Py4JError) as error:
        raise plain(error) from None
    finally:
        place.remove(place.part)


def files_below(master: str, url: str) -> list[str]:
    """Every file of a folder that Spark can read, or the one file there, in order.

    Raises:
        UsageError: there is nothing.
    """
    from py4j.protocol import Py4JError

    session: Any = session_of(master)
    try:
        path = session._jvm.org.apache.hadoop.fs.Path(url)
        found = path.getFileSystem(session._jsc.hadoopConfiguration()).listFiles(path, True)
        names = []
        while found.hasNext():
            names.append(str(found.next().getPath().toString()))
    except Py4JError as error:
        cause = str(getattr(error, "java_exception", error)).splitlines()[0]
        raise UsageError(f"{url} cannot be read: {cause}") from None
    return sorted(names)


def local_path(url: str) -> str:
    """The path that a `file:` URL of Spark's names; any other URL as it is."""
    parts = urlsplit(url)
    return unquote(parts.path) if parts.scheme == "file" else url


class Folder:
    """The folder that rows are written to, in any file system that Hadoop knows."""

    def __init__(self, session: SparkSession, out: str) -> None:
        inner: Any = session
        self.out = out.rstrip("/")
        self.part = f"{self.out}.part"
        self._path = inner._jvm.org.apache.hadoop.fs.Path
        self._system = self._path(out).getFileSystem(inner._jsc.hadoopConfiguration())

    def refuse_strangers(self) -> None:
        """Let only what a former run wrote be replaced.

        Raises:
            UsageError: something else stands there.
        """
        if not self._system.exists(self._path(self.out)):
            return
        if not self._system.exists(self._path(f"{self.out}/_SUCCESS")):
            raise UsageError(
                f"{self.out} exists and is no output of Spark; give another name, or remove it"
            )

    def put(self, rows: str) -> None:
        """Give the rows their name."""
        self.remove(self.out)
        if not self._system.rename(self._path(rows), self._path(self.out)):
            raise ReportedlyError(f"{self.out} cannot be written")

    def remove(self, place: str) -> None:
        """Remove a folder if it is there."""
        self._system.delete(self._path(place), True)


def prepared(master: str) -> SparkSession:
    """The session of a cluster, ready for our functions.

    Raises:
        ReportedlyError: there is no such cluster.
        MissingProgramError: PySpark or Java is missing.
    """
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        session = session_of(master)
    except (PySparkException, Py4JError) as error:
        raise ReportedlyError(f"no Spark at {master}: {str(error).splitlines()[0]}") from None
    _prepare(session, master)
    return session


def _prepare(session: SparkSession, master: str) -> None:
    """Executors on this machine run this very Python, each with one thread of algebra.

    All of them get our own variables of the environment, which name the language model.
    """
    context: Any = session.sparkContext
    if master.startswith("local"):
        context.pythonExec = sys.executable
    said = {name: value for name, value in os.environ.items() if name.startswith("REPORTEDLY_")}
    for name in [name for name in context.environment if name.startswith("REPORTEDLY_")]:
        del context.environment[name]
    context.environment.update(dict.fromkeys(_THREADS, "1") | said)


@contextmanager
def settings(session: SparkSession) -> Iterator[None]:
    """Settings for the time of a run; the session is shared."""
    before = {name: session.conf.get(name, None) for name in _SETTINGS}
    for name, value in _SETTINGS.items():
        session.conf.set(name, value)
    try:
        yield
    finally:
        for name, former in before.items():
            if former is None:
                session.conf.unset(name)
            else:
                session.conf.set(name, former)


def frames_of(session: SparkSession, inputs: Inputs) -> Iterator[tuple[str, DataFrame]]:
    """Each kind of input with its records, in as many parts as keep all cores at work."""
    many = 4 * session.sparkContext.defaultParallelism
    whole = [path for path in inputs.lines if not path.lower().endswith(".gz")]
    packed = [path for path in inputs.lines if path.lower().endswith(".gz")]
    if whole:
        yield "lines", _text_lines(session, whole)
    if packed:  # one task would have to unpack and work on the whole of it
        yield "lines", _text_lines(session, packed).repartition(many)
    if inputs.tables:
        yield "tables", _table(session, inputs.tables).repartition(many)
    if inputs.opened:
        frame = session.createDataFrame(list(inputs.opened), "path string, name string")
        yield "opened", frame.repartition(min(len(inputs.opened), many))


def _text_lines(session: SparkSession, paths: list[str]) -> DataFrame:
    from pyspark.sql.functions import col

    frame = session.read.option("lineSep", "\n").text(paths)
    return frame.select(col("value").cast("binary"), col("_metadata.file_path").alias("path"))


def _table(session: SparkSession, paths: tuple[str, ...]) -> DataFrame:
    from pyspark.sql.functions import col

    frame = session.read.parquet(*paths)
    missing = [name for name in ("id", "text") if name not in frame.columns]
    if missing:
        names = ", ".join(frame.columns)
        raise UsageError(f"{paths[0]} has no column {missing[0]!r}; it has: {names}")
    wanted = [col(name) for name in _TABLE_COLUMNS if name in frame.columns]
    return frame.select(*wanted, col("_metadata.file_path").alias("path"))


def plain(error: Exception) -> ReportedlyError:
    """What went wrong in one line: our own error on an executor as such, else Spark's."""
    if isinstance(error, ImportError):
        return MissingProgramError(
            f"{error}; install what Spark needs: pip install 'reportedly[spark,parquet,pandas]'"
        )
    text = str(error)
    ours = _OURS.search(text)
    if ours:
        sort = MissingProgramError if ours[1] == "MissingProgramError" else ReportedlyError
        return sort(ours[2])
    return ReportedlyError(f"Spark gave up: {text.strip().splitlines()[0]}")
