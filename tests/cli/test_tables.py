"""Tables of figures as ledgers, from the command line."""

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from reportedly.cli import main

CSV = """\
source,subject,measure,unit,value_low,value_high,as_of,origin,remark
SOHR,Orlo,killed,people,16,,2021-03-01,,by telephone
Ministry,Orlo,killed,people,12,12,2021-03-01,,
Wire,Orlo,killed,people,16,,2021-03-01,SOHR,
UN,Brix,cumulative_dead,people,40,40,2021-03-01,,
UN,Brix,cumulative_dead,people,30,30,2021-03-02,,
UN,Brix,cumulative_dead,people,9,3,2021-03-03,,ends in the wrong order
"""


@pytest.fixture(params=["figures.csv", "figures.parquet", "figures.duckdb"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    path = tmp_path / request.param
    csv = tmp_path / "figures.csv"
    csv.write_text(CSV)
    if path.suffix == ".parquet":
        duckdb.execute(f"COPY (FROM read_csv('{csv}')) TO '{path}'")
    elif path.suffix == ".duckdb":
        with duckdb.connect(str(path)) as connection:
            connection.execute(f"CREATE TABLE figures AS FROM read_csv('{csv}')")
    return str(path)


def run(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == code, result.output
    return result.stdout


def test_claims(table: str) -> None:
    lines = run("--ledger", table, "claims", "--source", "sohr", "--format", "jsonl").splitlines()
    rows = [json.loads(line) for line in lines]
    assert [(r["source_name"], r["chain"][-1], r["figure"]["as_written"]) for r in rows] == [
        ("SOHR", "SOHR", "at least 16"),
        ("Wire", "SOHR", "at least 16"),
    ]


def test_conflicts(table: str) -> None:
    lines = run("--ledger", table, "conflicts", "--format", "jsonl").splitlines()
    rows = [json.loads(line) for line in lines]
    assert [(r["kind"], r["sources"]) for r in rows] == [
        ("contradiction", ["Ministry", "SOHR"]),
        ("decrease", ["UN"]),
        ("echo", ["SOHR", "Wire"]),
    ]
    assert rows[0]["reason"] == (
        'Ministry says "12" and SOHR says "at least 16": no number satisfies both '
        "(the extremes of 3 claims)."
    )


def test_every_pair_when_asked_for(table: str) -> None:
    lines = run(
        "--ledger", table, "conflicts", "--pairs", "--kind", "contradiction",
        "--format", "jsonl",
    ).splitlines()  # fmt: skip
    assert [json.loads(line)["sources"] for line in lines] == [
        ["Ministry", "SOHR"],
        ["Ministry", "Wire"],
    ]


def test_fail_counts_conflicts_only(table: str) -> None:
    run("--ledger", table, "conflicts", "--kind", "decrease", "--fail")
    run("--ledger", table, "conflicts", "--fail", code=1)


def test_graph(table: str) -> None:
    graph = json.loads(run("--ledger", table, "export", "node-link"))
    kinds = {node["type"] for node in graph["nodes"]}
    assert kinds == {"source", "claim", "subject"}


def test_rows_that_make_no_claim_are_counted(table: str) -> None:
    result = CliRunner().invoke(main, ["--ledger", table, "claims"])
    assert "1 row makes no claim" in result.stderr


def test_what_is_no_table_of_figures_says_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("source,value\nSOHR,16\n")
    result = CliRunner().invoke(main, ["--ledger", str(path), "claims"])
    assert result.exit_code == 2
    assert "lacks subject, measure, unit, value_low, value_high, as_of" in result.stderr


@pytest.mark.parametrize("name", ["copy.csv", "copy.parquet", "copy.duckdb"])
def test_push_and_pull_carry_every_column(table: str, name: str, tmp_path: Path) -> None:
    copy, back = str(tmp_path / name), str(tmp_path / "back.csv")
    run("--ledger", table, "push", copy)
    run("--ledger", back, "pull", copy)
    assert Path(back).read_text().splitlines()[0] == CSV.splitlines()[0]
    assert "by telephone" in Path(back).read_text()
    assert run("--ledger", copy, "conflicts") == run("--ledger", table, "conflicts")


@pytest.mark.parametrize(
    ("words", "there", "gone"),
    [
        (("--overview",), "2 claims", "claim:"),
        (("--group", "source"), "UN|subject:Brix", "subject:Nowhere"),
        (("--group", "subject"), "group:subject:Orlo", "claim:"),
        (("--around", "SOHR"), "subject:Orlo", "subject:Brix"),
        (("--source", "UN"), "subject:Brix", "subject:Orlo"),
        (("--subject", "orlo", "--since", "2021-03-01"), "source:Wire", "source:UN"),
        (("--format", "html"), "<!doctype html>", "subject:Nowhere"),
        (("--format", "mermaid"), "flowchart LR", "subject:Nowhere"),
    ],
)
@pytest.mark.parametrize("table", ["figures.csv"], indirect=True)
def test_graph_takes_of_a_table_what_it_takes_of_a_ledger(
    table: str, words: tuple[str, ...], there: str, gone: str
) -> None:
    form = () if "--format" in words else ("--format", "dot")
    written = run("--ledger", table, "graph", *form, *words)
    assert there in written
    assert gone not in written


def test_graph_of_nobody(table: str) -> None:
    result = CliRunner().invoke(main, ["--ledger", table, "graph", "--source", "nobody"])
    assert result.exit_code == 2
    assert "no claim in" in result.stderr
