"""Parts of a table of figures, and what it names, in every engine."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import duckdb
import pytest

from reportedly.store import parts
from reportedly.store.duck import open_file
from reportedly.store.tables import Figures

CSV = """\
source,subject,measure,unit,value_low,value_high,as_of,origin,document
SOHR,Orlo,killed,people,16,,2021-03-01,,d1
Wire,Orlo,killed,people,16,,2021-03-01,SOHR,d2
Wire,Brix's,killed,people,12,12,2021-03-02,Mayor,d2
UN,Orlo / killed,,people,12,12,2021-03-02,,d1
UN,Tarn,hurt,people,9,3,2021-03-02,,d9
"""
Load = Callable[[], Figures]


@pytest.fixture(params=["duckdb", "postgres", "spark"])
def figures(request: pytest.FixtureRequest, tmp_path: Path) -> Figures:
    path = tmp_path / "figures.csv"
    path.write_text(CSV)
    found = Figures(open_file(path))
    if request.param == "postgres":
        from reportedly.store import schema
        from reportedly.store.postgres import PostgresEngine, add_figures, connect

        connection = connect(request.getfixturevalue("postgres_url"))
        schema.prepare(connection)
        connection.execute("TRUNCATE reportedly.figures")
        names = found.engine.columns()
        rows = found.engine.run(f"SELECT {', '.join(names)} FROM {found.engine.relation}")
        add_figures(connection, names, (tuple(c or None for c in row) for row in rows))
        return Figures(PostgresEngine(connection))
    if request.param == "spark":
        from reportedly.store.spark import open_spark

        parquet = tmp_path / "figures.parquet"
        duckdb.execute(f"COPY (FROM read_csv('{path}')) TO '{parquet}' (FORMAT parquet)")
        return Figures(open_spark(request.getfixturevalue("spark_master"), str(parquet)))
    return found


def test_what_a_table_names(figures: Figures) -> None:
    """Each once, in order; a row that makes no claim names nothing."""
    assert [s.name for s in parts.sources(figures)] == ["Mayor", "SOHR", "UN", "Wire"]
    assert [s.id for s in parts.subjects(figures)] == ["Brix's / killed", "Orlo / killed"]
    assert list(parts.documents(figures)) == ["d1", "d2"]
    assert parts.count_claims(figures) == 4
    assert [(source, subject.id, n) for source, subject, n in parts.counts(figures)] == [
        ("SOHR", "Orlo / killed", 1),
        ("UN", "Orlo / killed", 1),
        ("Wire", "Brix's / killed", 1),
        ("Wire", "Orlo / killed", 1),
    ]


def test_a_part_answers_like_a_table(figures: Figures) -> None:
    """Claims, findings and parts of the part."""
    part = parts.part(figures, source="sohr")
    assert [c.source.name for c in part.claims() if c.source] == ["SOHR", "Wire"]
    assert [f.kind.value for f in part.findings()] == ["echo"]
    later = parts.part(figures, since=date(2021, 3, 2))
    assert [c.subject.id for c in later.claims()] == ["Orlo / killed", "Brix's / killed"]
    assert [c.document for c in parts.part(later, subject="brix's").claims()] == ["d2"]
    assert parts.part(figures) is figures


def test_what_is_shared_with_a_source(figures: Figures) -> None:
    """All on the subjects of a source, whoever says it."""
    shared = parts.shared(figures, "SOHR")
    assert {c.source.name for c in shared.claims() if c.source} == {"SOHR", "Wire"}
