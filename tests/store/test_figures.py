"""What a table of figures says: in memory, DuckDB, PostgreSQL and Spark the same, to the order."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from figures_in_memory import find_in_memory
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reportedly.compare import Options, judge
from reportedly.model import Claim, Verdict
from reportedly.store import sql
from reportedly.store.duck import DuckEngine, open_file
from reportedly.store.figures import FigureRow
from reportedly.store.tables import Figures, Finding

Rows = Sequence[FigureRow]
Load = Callable[[Rows], Figures]

COLUMNS = (
    "source, origin, subject, measure, unit, value_low, value_high, bound, as_of, said, "
    "document, quote"
)


def row(
    source: str,
    low: float | None,
    high: float | None,
    *,
    origin: str = "",
    subject: str = "Orlo",
    measure: str = "killed",
    unit: str = "person",
    bound: str = "",
    as_of: str = "2021-03-01",
    said: str = "",
    document: str = "",
) -> FigureRow:
    low, high = (None if n is None else float(n) for n in (low, high))
    where = document or source
    return FigureRow(source, origin, subject, measure, unit, low, high, bound, as_of, said, where)


def told(finding) -> tuple:
    return (finding.kind, finding.a.id, finding.b.id, finding.claims, finding.voices)


def cells(r: FigureRow) -> tuple:
    texts = (r.source, r.origin, r.subject, r.measure, r.unit, r.low, r.high)
    return tuple(
        c if c != "" else None for c in (*texts, r.bound, r.as_of, r.said, r.document, r.quote)
    )


def used(rows: Rows) -> list[str]:
    """The columns that a table needs for these rows: an optional one that is empty is not there."""
    names = COLUMNS.split(", ")
    values = list(zip(*map(cells, rows), strict=True)) or [()] * len(names)
    optional = {"origin", "bound", "said", "quote", "document"}
    return [n for n, v in zip(names, values, strict=True) if n not in optional or any(v)]


def select(rows: Rows, names: Sequence[str]) -> list[tuple]:
    where = [COLUMNS.split(", ").index(n) for n in names]
    return [tuple(cells(r)[i] for i in where) for r in rows]


def in_duckdb(rows: Rows) -> Figures:
    connection = duckdb.connect()
    names = used(rows)
    types = ["DOUBLE" if n.startswith("value_") else "VARCHAR" for n in names]
    columns = ", ".join(f"{n} {t}" for n, t in zip(names, types, strict=True))
    connection.execute(f"CREATE TABLE figures ({columns})")
    if rows:
        marks = ", ".join("?" * len(names))
        connection.executemany(f"INSERT INTO figures VALUES ({marks})", select(rows, names))
    return Figures(DuckEngine(connection, "figures"))


@pytest.fixture(scope="session")
def in_postgres(postgres_url: str) -> Load:
    from reportedly.store import schema
    from reportedly.store.postgres import PostgresEngine, add_figures, connect

    connection = connect(postgres_url)
    schema.prepare(connection)

    def load(rows: Rows) -> Figures:
        connection.execute("TRUNCATE reportedly.figures")
        add_figures(connection, COLUMNS.split(", "), map(cells, rows))
        return Figures(PostgresEngine(connection))

    return load


@pytest.fixture(scope="session")
def in_spark(spark_master: str, tmp_path_factory: pytest.TempPathFactory) -> Load:
    from reportedly.store.spark import open_spark

    def load(rows: Rows) -> Figures:
        path = tmp_path_factory.mktemp("figures") / "figures.parquet"
        in_duckdb(rows).engine.connection.execute(f"COPY figures TO '{path}' (FORMAT parquet)")
        return Figures(open_spark(spark_master, str(path)))

    return load


@pytest.fixture(params=["duckdb", "postgresql", "spark"])
def load(request: pytest.FixtureRequest) -> Load:
    """Each engine in turn; a server or session is started when first needed."""
    if request.param == "duckdb":
        return in_duckdb
    loader: Load = request.getfixturevalue(f"in_{request.param.removesuffix('ql')}")
    return loader


def judged(rules: sql.Rules = sql.DEFAULTS) -> Callable[[Claim, Claim], Verdict]:
    options = Options(tolerance=rules.tolerance, divergence_ratio=rules.ratio)
    return lambda a, b: judge(a, b, options)


EXAMPLES = {
    "the witnesses are the extremes, and the rest is counted": (
        [row(f"Observer {n}", n, n) for n in (30, 12, 55, 41)],
        ["contradiction"],
    ),
    "at least 16 and 12 cannot both hold": (
        [row("SOHR", 16, None), row("Coalition", 12, 12)],
        ["contradiction"],
    ),
    "at least 16 and at least 12 can": ([row("SOHR", 16, None), row("Coalition", 12, None)], []),
    "at least 16 and at least 70 is a question": (
        [row("SOHR", 16, None), row("Residents", 70, None)],
        ["divergence"],
    ),
    "a floor and a ceiling frame a range": (
        [row("SOHR", 16, None), row("Coalition", None, 70)],
        [],
    ),
    "more than 16 leaves 16 out": (
        [row("SOHR", 16, None, bound="more_than"), row("Coalition", 16, 16)],
        ["contradiction"],
    ),
    "about 600 and 620 agree when rounded": (
        [row("UN", 600, 600, bound="about"), row("Coalition", 620, 620)],
        ["rounding"],
    ),
    "about 600 and 700 do not": (
        [row("UN", 600, 600, bound="about"), row("Coalition", 700, 700)],
        ["contradiction"],
    ),
    "a later word of one voice replaces the earlier": (
        [
            row("Ministry", 12, 12, said="2021-03-02"),
            row("Ministry", 16, 16, said="2021-03-03"),
            row("SOHR", 16, None, said="2021-03-02"),
        ],
        ["revision"],
    ),
    "a copy is an echo, not a second voice": (
        [row("ECDC", 40, 40), row("OWID", 40, 40, origin="ECDC")],
        ["echo"],
    ),
    "a running total may rise, but not fall": (
        [
            row("JHU", 10, 10, measure="cumulative_deaths", as_of="2021-03-01"),
            row("JHU", 14, 14, measure="cumulative_deaths", as_of="2021-03-02"),
            row("JHU", 13, 13, measure="cumulative_deaths", as_of="2021-03-03"),
        ],
        ["decrease", "update"],
    ),
    "what counts one day says nothing of the next": (
        [row("JHU", 10, 10, as_of="2021-03-01"), row("JHU", 4, 4, as_of="2021-03-02")],
        [],
    ),
    "lengths are compared in one unit, counts as numbers": (
        [
            row("Army", 10, 10, unit="kilometre", measure="gained"),
            row("Rebels", 3, 3, unit="mile", measure="gained"),
            row("SOHR", 7, 7, unit="people"),
            row("Coalition", 8, 8, unit="civilian"),
        ],
        ["contradiction", "contradiction"],
    ),
    "rows without a number, a source or ends in order make no claim": (
        [row("SOHR", None, None), row("Ministry", 9, 3), row("UN", float("nan"), None)],
        [],
    ),
    "rows for a time that cannot be read make no claim": (
        [
            row("SOHR", 16, 16, as_of="03/05/2021"),
            row("Coalition", 12, 12, as_of="03/05/2021"),
            row("UN", 14, 14, as_of="2021-13"),
            row("Red Crescent", 15, 15, as_of="2021-03-01T12:30"),
            row("Army", 15, 15, as_of="../2021-03"),
        ],
        [],
    ),
}


def test_findings(load: Load) -> None:
    """Each example on a subject of its own, all in one table: a query costs Spark seconds."""
    rows = [r._replace(subject=case) for case, (given, _) in EXAMPLES.items() for r in given]
    found: dict[str, list[Finding]] = {case: [] for case in EXAMPLES}
    for finding in load(rows).findings():
        found[finding.a.subject].append(finding)
    assert {case: [str(f.kind) for f in of] for case, of in found.items()} == {
        case: kinds for case, (_, kinds) in EXAMPLES.items()
    }
    (of_four,) = found["the witnesses are the extremes, and the rest is counted"]
    assert (of_four.a.low, of_four.b.low) == (12, 55)
    assert (of_four.claims, of_four.voices) == (4, 4)


def test_claims_come_in_order_and_by_condition(load: Load) -> None:
    rows = [row("Zeta", 3, 3), row("Ärzte", 1, None), row("alpha", 2, 2, origin="Zeta")]
    figures = load(rows)
    assert [c.source.name for c in figures.claims()] == ["Zeta", "alpha", "Ärzte"]
    assert [c.source.name for c in figures.claims("zeta")] == ["Zeta", "alpha"]
    assert [c.source.name for c in figures.claims(limit=1)] == ["Zeta"]
    assert [c.figure.as_written for c in figures.claims("Ärzte")] == ["at least 1"]


def test_rows_that_make_no_claim_are_counted(load: Load) -> None:
    rows = [row("SOHR", 16, 16), row("UN", None, None), row("A", 9, 3), row("B", 1, 1, as_of="May")]
    assert load(rows).rejected() == 3


def test_what_is_no_number_in_a_csv_makes_no_claim(tmp_path: Path) -> None:
    table = tmp_path / "figures.csv"
    table.write_text(
        "source,subject,measure,unit,value_low,value_high,as_of\n"
        "SOHR,Orlo,killed,people,16,16,2021-03-01\n"
        "UN,Orlo,killed,people,abc,,2021-03-01\n"
        "Coalition,Orlo,killed,people,12,12,2021-03-01\n"
    )
    figures = Figures(open_file(table))
    assert figures.rejected() == 1
    assert [f.kind for f in figures.findings()] == ["contradiction"]


def test_groups_are_flagged(load: Load) -> None:
    rows = [row("A", 1, 1), row("B", 2, 2), row("A", 1, 1, subject="Brix"), row("C", 5, 9)]
    figures = load(rows)
    ((subject, _, _, claims, highest_floor, lowest_ceiling),) = figures.engine.run(
        sql.flagged(figures.known)
    )
    assert (subject, claims, highest_floor, lowest_ceiling) == ("Orlo", 3, 5.0, 1.0)


# Random ledgers.

days = st.sampled_from(["", "2021-03-01", "2021-03-02", "2021-03-03", "2021-03", "2021"])
moments = st.one_of(days, st.just("2021-02-27/2021-03-02"), st.just("2021-03-02/.."))
numbers = st.one_of(
    st.integers(0, 40).map(float),
    st.sampled_from([0.1, 0.3, 2.5, 99.5, 1e6, 20_000.0, -3.0]),
)


@st.composite
def figure_rows(draw: st.DrawFn, columns: frozenset[str]) -> FigureRow:
    low, high = draw(numbers), draw(numbers)
    ends = draw(st.sampled_from(["point", "point", "range", "floor", "ceiling"]))
    if ends in ("point", "range"):
        low, high = (low, low) if ends == "point" else sorted((low, high))
    sides = {"floor": (low, None), "ceiling": (None, high)}
    bounds = ["", "about", "at_least", "more_than", "at_most", "less_than", "exact", "range"]
    return row(
        draw(st.sampled_from("ABC")),
        *sides.get(ends, (low, high)),
        origin=draw(st.sampled_from(["", "A", "D"])) if "origin" in columns else "",
        subject=draw(st.sampled_from(["Orlo", "Brix"])),
        measure=draw(st.sampled_from(["killed", "cumulative_deaths", ""])),
        unit=draw(st.sampled_from(["", "people", "kilometre", "mile", "dollar"])),
        bound=draw(st.sampled_from(bounds)) if "bound" in columns else "",
        as_of=draw(moments),
        said=draw(moments) if "said" in columns else "",
        document=draw(st.sampled_from(["", "first", "second"])),
    )


tables = st.sets(st.sampled_from(["origin", "bound", "said"])).flatmap(
    lambda columns: st.lists(figure_rows(frozenset(columns)), min_size=1, max_size=16)
)
rules = st.sampled_from(
    [sql.Rules(), sql.Rules(tolerance=Decimal("0.05")), sql.Rules(ratio=Decimal(3))]
)


def assert_agrees(figures: Figures, rows: Rows, setting: sql.Rules) -> None:
    """Kinds pair by pair as `judge` has them; findings as in memory, in the same order."""
    says = judged(setting)
    under = figures.under(setting)
    for a, b, kind in under.pairs():
        assert kind == says(under.claim(a), under.claim(b)).kind, (a, b)
    assert [told(f) for f in under.findings()] == [told(f) for f in find_in_memory(rows, says)]


# No shrinking: each try costs queries, and the first counterexample tells enough.
phases = [Phase.explicit, Phase.reuse, Phase.generate]
quick = settings(deadline=None, phases=phases, suppress_health_check=list(HealthCheck))


@given(tables, rules)
@settings(quick, max_examples=40)
def test_duckdb_agrees_with_judge(rows: Rows, setting: sql.Rules) -> None:
    assert_agrees(in_duckdb(rows), rows, setting)


@given(rows=tables, setting=rules)
@settings(quick, max_examples=15)
def test_postgresql_agrees_with_judge(in_postgres: Load, rows: Rows, setting: sql.Rules) -> None:
    assert_agrees(in_postgres(rows), rows, setting)


many = st.lists(figure_rows(frozenset({"origin", "bound", "said"})), min_size=60, max_size=90)


@given(rows=many, setting=rules)
@settings(quick, max_examples=1)
def test_spark_agrees_with_judge(in_spark: Load, rows: Rows, setting: sql.Rules) -> None:
    assert_agrees(in_spark(rows), rows, setting)


def test_one_subject_with_many_claims_is_not_compared_pair_by_pair() -> None:
    """20,000 claims have 200 million pairs: only their extremes are told, and how many they are."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE figures AS SELECT 'Observer ' || i AS source, 'Orlo' AS subject, "
        "'killed' AS measure, 'people' AS unit, CAST(i % 900 AS DOUBLE) AS value_low, "
        "CAST(i % 900 AS DOUBLE) AS value_high, '2021-03-01' AS as_of FROM range(20000) AS t(i)"
    )
    (finding,) = Figures(DuckEngine(connection, "figures")).findings()
    assert (finding.a.low, finding.b.low) == (0, 899)
    assert (finding.claims, finding.voices) == (20_000, 20_000)
