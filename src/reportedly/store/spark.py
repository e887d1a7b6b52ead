"""Spark: tables of figures too large for one machine, as Parquet partitioned by measure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.errors import LedgerError, MissingProgramError
from reportedly.store import sql
from reportedly.store.tables import Cells

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.adaptive.enabled": "true",
    # Our expressions stand on one another; pulled into one they take longer to plan than to run.
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.CollapseProject",
    # What a partition is named by stays the text that it is.
    "spark.sql.sources.partitionColumnTypeInference.enabled": "false",
}
_VIEW = "figures"


@dataclass
class SparkEngine:
    """Parquet files seen through a Spark session."""

    session: SparkSession
    relation: str
    dialect: sql.Dialect = sql.SPARK

    def columns(self) -> list[str]:
        """Names of the table's columns."""
        return list(self.session.table(self.relation).columns)

    def units(self) -> list[str]:
        """The units that the table uses, each once; '' for none."""
        return [str(unit) for (unit,) in self.run(sql.units(self.relation, self.dialect))]

    def run(self, query: str, steps: sql.Steps = ()) -> Iterator[Cells]:
        """The rows of a result, in order, one partition in memory at a time."""
        from pyspark.errors import PySparkException

        try:
            for name, step in steps:
                # Worked out once, on disk where memory ends, and cut off from what led to it: a
                # plan that holds all the others is planned for longer than it runs.
                made = self.session.sql(step).localCheckpoint()
                made.createOrReplaceTempView(name)
            yield from map(tuple, self.session.sql(query).toLocalIterator())
        except PySparkException as error:
            raise LedgerError(f"{self.relation}: {str(error).splitlines()[0]}") from error
        finally:
            for name, _ in steps:
                self.session.catalog.dropTempView(name)

    def close(self) -> None:
        """Forget the view; the session is shared and stays."""
        self.session.catalog.dropTempView(self.relation)


def open_spark(master: str, path: str) -> SparkEngine:
    """A table of figures in a folder of Parquet files, in any place that Spark can read.

    Args:
        master: `local[2]`, or a cluster's URL.
        path: the folder: on this machine, or a URL such as `s3a://…` or `hdfs://…`.

    Raises:
        LedgerError: there is nothing that Spark can read.
        MissingProgramError: PySpark or Java is not installed.
    """
    from pyspark.errors import PySparkException

    session = session_of(master)
    try:
        session.read.parquet(path).createOrReplaceTempView(_VIEW)
    except PySparkException as error:
        raise LedgerError(f"{path} cannot be read: {str(error).splitlines()[0]}") from error
    return SparkEngine(session, _VIEW)


def session_of(master: str) -> SparkSession:
    """The session on a cluster, or on this machine; started at the first call.

    Raises:
        MissingProgramError: PySpark or Java is not installed.
    """
    import os
    import shutil

    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise MissingProgramError(
            "Spark is needed for this: pip install 'reportedly[spark]'"
        ) from None
    if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
        raise MissingProgramError(
            "Spark needs Java 17 or later; on Debian: apt-get install default-jre-headless"
        )
    settings: dict[str, bool | float | int | str | None] = dict(_SETTINGS)
    if master.startswith("local"):
        # One machine: a few partitions, and addresses that need no network.
        cores = master.partition("[")[2].rstrip("]")
        settings["spark.sql.shuffle.partitions"] = cores if cores.isdigit() else "8"
        settings["spark.driver.host"] = settings["spark.driver.bindAddress"] = "127.0.0.1"
        settings.setdefault("spark.driver.memory", os.environ.get("SPARK_DRIVER_MEMORY", "4g"))
    builder = SparkSession.builder.master(master).appName("reportedly")
    session = builder.config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def write_parquet(source: str, master: str, path: str) -> None:
    """Write a table of figures in Parquet as a folder partitioned by measure.

    Args:
        source: a Parquet file or folder that Spark can read.
        master: `local[2]`, or a cluster's URL.
        path: the folder; what stands there is replaced.

    Raises:
        LedgerError: it cannot be read or written.
    """
    from pyspark.errors import PySparkException

    session = session_of(master)
    try:
        figures = session.read.parquet(source)
        figures.write.mode("overwrite").partitionBy("measure").parquet(path)
    except PySparkException as error:
        raise LedgerError(f"{path} cannot be written: {str(error).splitlines()[0]}") from error
