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
    """Each once, in order, counted; a row that makes no claim names nothing."""
    assert [(s.name, *counts) for s, *counts in parts.sources(figures)] == [
        ("Mayor", 0, 0),
        ("SOHR", 1, 1),
        ("UN", 1, 1),
        ("Wire", 2, 2),
    ]
    assert [(s.id, s.place, *counts) for s, *counts in parts.subjects(figures)] == [
        ("Brix's / killed", "Brix's", 1, 1),
        ("Orlo / killed", "Orlo", 3, 2),
    ]
    assert [(d.id, *counts) for d, *counts in parts.documents(figures)] == [
        ("d1", 2, 2),
        ("d2", 2, 2),
    ]
    assert (figures.count(), figures.count(source="sohr")) == (4, 2)
    assert [(source, subject.id, n) for source, subject, n in parts.counts(figures)] == [
        ("SOHR", "Orlo / killed", 1),
        ("UN", "Orlo / killed", 1),
        ("Wire", "Brix's / killed", 1),
        ("Wire", "Orlo / killed", 1),
    ]


def test_findings_are_counted_by_what_they_touch(figures: Figures) -> None:
    """As the next test lists them one by one; an echo is a note and touches nothing."""
    found = {(kind, *a, *b): n for kind, a, b, n in figures.count_findings("source")}
    assert found == {("echo", "SOHR", "Wire"): 1}
    assert parts.severities(figures, ["source"], str) == {}


def test_a_part_answers_like_a_table(figures: Figures) -> None:
    """Claims, findings and parts of the part."""
    part = parts.part(figures, source="sohr")
    assert [c.source.name for c in part.claims() if c.source] == ["SOHR", "Wire"]
    found = [(f.kind, f.a.source, f.b.source) for f in part.findings()]
    assert found == [("echo", "SOHR", "Wire")]
    later = parts.part(figures, since=date(2021, 3, 2))
    assert [c.subject.id for c in later.claims()] == ["Orlo / killed", "Brix's / killed"]
    assert [c.document for c in parts.part(later, subject="brix's").claims()] == ["d2"]
    assert parts.part(figures) is figures


def test_what_is_shared_with_a_source(figures: Figures) -> None:
    """All on the subjects of a source, whoever says it."""
    shared = parts.shared(figures, "SOHR")
    assert {c.source.name for c in shared.claims() if c.source} == {"SOHR", "Wire"}
