"""A folder of claims and a table of figures with the same facts give the same answers."""

from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.errors import UsageError
from reportedly.export.rows import Row, claim_row
from reportedly.workflow import AnyLedger, open_any

CSV = """\
source,subject,measure,unit,value_low,value_high,as_of,said
SOHR,Orlo,killed,people,16,16,2021-03-01,2021-03-02
Ministry,Orlo,killed,people,12,12,2021-03-01,2021-03-03
UN,Brix,hurt,people,40,50,2021-03-01,2021-03-02
UN,Brix,hurt,people,60,60,2021-03-01,2021-03-04
Wire,Tarn,hurt,people,3,3,2021-03-01,2021-03-02
Post,Tarn,hurt,people,3,3,2021-03-01,2021-03-02
"""
# At second hand the two differ: in a folder Wire quoting SOHR is a claim of SOHR, told by Wire; in
# a table it is a row of Wire with SOHR for its origin.


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AnyLedger:
    root = tmp_path / "folder"
    root.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (root / "facts.csv").write_text(CSV)
    run("--ledger", str(root), "init", str(root))
    run("--ledger", str(root), "import", "csv", str(root / "facts.csv"))
    return open_any(str(root))


def run(*words: str) -> None:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output


@pytest.fixture(params=["csv", "duckdb"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> AnyLedger:
    path = tmp_path / "facts.csv"
    path.write_text(CSV)
    if request.param == "duckdb":
        with duckdb.connect(str(tmp_path / "facts.duckdb")) as connection:
            connection.execute(f"CREATE TABLE figures AS FROM read_csv('{path}')")
    return open_any(str(tmp_path / f"facts.{request.param}"))


def test_claims(folder: AnyLedger, table: AnyLedger) -> None:
    assert claims_of(folder) == claims_of(table)
    assert claims_of(folder, None, "sohr") == claims_of(table, None, "sohr") != claims_of(folder)
    assert folder.count_claims(subject="orlo") == table.count_claims(subject="orlo") == 2
    assert claims_of(folder, 2) == claims_of(table, 2) == claims_of(folder)[:2]


def claims_of(
    ledger: AnyLedger, limit: int | None = None, source: str | None = None
) -> list[tuple[object, ...]]:
    rows = map(claim_row, ledger.find_claims(limit, source=source))
    return [
        (r["source_name"], r["figure"]["low"], r["figure"]["high"], r["as_of"], r["said"])
        for r in rows
    ]


def test_conflicts(folder: AnyLedger, table: AnyLedger) -> None:
    found = kinds_of(folder)
    assert found == kinds_of(table)
    assert found == {("contradiction", ("Ministry", "SOHR")), ("revision", ("UN", "UN"))}


def kinds_of(ledger: AnyLedger) -> set[tuple[str, tuple[str, ...]]]:
    return {
        (c.kind.value, tuple(sorted(s["source_name"] for s in c.row["statements"])))
        for c in ledger.find_conflicts()
    }


COUNTS = ("claims", "origins", "conflicts", "questions")


def test_sources_and_pairs(folder: AnyLedger, table: AnyLedger) -> None:
    assert counted(folder.source_rows(), "name") == counted(table.source_rows(), "name")
    pairs = [
        {(r["source_name"], r["other_name"], r["conflicts"], r["questions"]) for r in rows}
        for rows in (folder.pair_rows(), table.pair_rows())
    ]
    assert pairs[0] == pairs[1]
    assert ("SOHR", "Ministry", 1, 0) in pairs[0]


def test_subjects(folder: AnyLedger, table: AnyLedger) -> None:
    assert counted(folder.subject_rows(), "measure", "title") == counted(
        table.subject_rows(), "measure", "place"
    )


def counted(rows: object, *names: str) -> set[tuple[object, ...]]:
    listed: list[Row] = list(rows)  # type: ignore[call-overload]
    return {tuple(row[name] for name in (*names, *COUNTS)) for row in listed}


def test_a_status_that_no_row_of_a_table_has_leaves_nothing(table: AnyLedger) -> None:
    assert list(table.find_claims(status="proposed")) == []
    assert table.count_claims(status="proposed") == 0


def test_a_name_that_a_folder_does_not_know(folder: AnyLedger) -> None:
    with pytest.raises(UsageError, match="no source is called 'nobody'"):
        folder.find_claims(source="nobody")
