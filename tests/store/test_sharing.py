"""Ways in which sources agree and differ: every engine counts them as Python does."""

import csv
from collections.abc import Iterator
from pathlib import Path
from random import Random

import duckdb
import pytest

from reportedly.compare.copying import Told, count_votes
from reportedly.store import sharing
from reportedly.store.duck import open_file
from reportedly.store.figures import FigureRow, numbers_of, scales_of
from reportedly.store.tables import Figures

COLUMNS = (
    *("source", "origin", "subject", "measure", "unit", "value_low", "value_high", "bound"),
    *("as_of", "said", "document"),
)
NUMBERS = (7, 40, 1200, 1187, 1185, 1191, 12.4, 12.38, 99.5, 250.25, 0, -3, 1314, 87, 88)


def _rows() -> Iterator[FigureRow]:
    """Six sources on ten places and three days, now and then with a bound, a range or an origin."""
    chance = Random(7)
    for place in range(10):
        for day in (1, 2, 3):
            usual = chance.sample(NUMBERS, 3)
            for source in ("Nur Post", "Orlo", "Vela, News", "army", "Ämter", "monitor"):
                low = float(chance.choice(usual))
                bound = chance.choice(("", "", "", "", "about", "at_least"))
                yield FigureRow(
                    source,
                    "monitor" if source == "Orlo" and place == 4 else "",
                    f"place {place}",
                    "killed",
                    chance.choice(("people", "civilian")),
                    low,
                    low + 5 if chance.random() < 0.1 else low,
                    bound,
                    f"2031-03-0{day}",
                    f"2031-03-0{day + (source == 'army')}",
                    "",
                )


REVISED = FigureRow(
    *("army", "", "place 0", "killed", "people", 5.0, 5.0, "", "2031-03-01", "2031-03-01", "")
)
"""What the army gave up for another number a day later."""


@pytest.fixture(params=["duckdb", "postgres", "spark"])
def figures(request: pytest.FixtureRequest, tmp_path: Path) -> Figures:
    path = tmp_path / "figures.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for r in (*_rows(), REVISED):
            row = (r.source, r.origin, r.subject, r.measure, r.unit, r.low, r.high, r.bound)
            writer.writerow((*row, r.as_of, r.said, r.document))
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


def _told() -> Iterator[Told]:
    scales = scales_of({"people", "civilian"})
    for row in _rows():
        n = numbers_of(row, scales[row.unit], 0.1)
        rest = (n.bound, n.printed_high)
        yield row.subject, row.as_of, row.origin or row.source, n.printed_low, rest


def test_ways_are_counted_as_in_python(figures: Figures) -> None:
    """Round, small and late values, ranges and bounds; who gives two numbers gives none."""
    found = {tuple(sorted(vote)): way.times for vote, way in sharing.ways(figures).items()}
    assert found == count_votes(_told())
    assert {weight for vote in found for weight, _ in vote} == {0, 1, 2, 3}


def test_who_said_it_first(figures: Figures) -> None:
    """The army says everything a day after the others."""
    first = sharing.first_told(figures, "army", "monitor")
    assert first is not None
    army, monitor, both = first
    assert army == 0
    assert monitor == both > 3


def test_who_names_another_as_origin(figures: Figures) -> None:
    assert list(sharing.taken_from(figures)) == [("Orlo", "monitor", 3, 30)]


def test_a_way_is_shown_by_a_figure(figures: Figures) -> None:
    """Who gives which number there."""
    for vote, way in list(sharing.ways(figures).items())[:2]:
        told = sharing.told_at(figures, way)
        values: dict[float, list[str]] = {}
        for name, number in told:
            values.setdefault(number, []).append(name)
        assert sum(len(names) for _, names in vote) == len(told)
        assert {names for _, names in vote} >= {tuple(n) for n in values.values() if len(n) == 1}


def test_three_sources_are_not_looked_at(tmp_path: Path) -> None:
    """Of two against one nobody can tell who errs."""
    path = tmp_path / "figures.csv"
    path.write_text(
        "source,subject,measure,unit,value_low,value_high,as_of\n"
        "A,Orlo,killed,people,88,88,2031-03-01\n"
        "B,Orlo,killed,people,88,88,2031-03-01\n"
        "C,Orlo,killed,people,91,91,2031-03-01\n"
    )
    assert sharing.ways(Figures(open_file(path))) == {}
