"""Tables of figures moved between files, PostgreSQL and Spark: the same claims and findings."""

import json
from pathlib import Path

from click.testing import CliRunner

from reportedly.cli import main

CSV = """\
source,subject,measure,unit,value_low,value_high,as_of,said,origin
SOHR,Orlo,killed,people,16,,2021-03-01,2021-03-02,
Ministry,Orlo,killed,people,12,12,2021-03-01,2021-03-02,
Ministry,Orlo,killed,people,14,14,2021-03-01,2021-03-04,
Wire,Orlo,killed,people,16,,2021-03-01,2021-03-02,SOHR
Army,Brix,gained,kilometre,10,10,2021-03-01,,
Rebels,Brix,gained,mile,3,3,2021-03-01,,
UN,Brix,,people,,2.5,2021-03,,
"""


def run(*words: str) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, result.output
    return result.stdout


def listed(where: str, what: str) -> list[dict[str, object]]:
    lines = run("--ledger", where, what, "--format", "jsonl").splitlines()
    return [json.loads(line) for line in lines]


def test_a_table_in_duckdb_postgresql_and_spark_answers_the_same(
    tmp_path: Path, postgres_url: str, spark_master: str
) -> None:
    table = tmp_path / "figures.csv"
    table.write_text(CSV)
    run("init", postgres_url)
    truncate(postgres_url)
    places = [postgres_url, f"spark-local:{tmp_path}/parts", str(tmp_path / "figures.duckdb")]
    listings = ("claims", "conflicts", "sources", "subjects", "documents")
    answers = {what: listed(str(table), what) for what in listings}
    claims, conflicts = answers["claims"], answers["conflicts"]
    assert len(claims) == 7
    assert [row["kind"] for row in conflicts] == [
        "contradiction",
        "contradiction",
        "echo",
        "revision",
    ]
    before = str(table)
    for place in places:
        run("--ledger", before, "push", place)
        # Spark takes half a minute for each that types findings; test_parts has its counts.
        asked = listings[:2] if place.startswith("spark") else listings
        assert {what: listed(place, what) for what in asked} == {w: answers[w] for w in asked}
        refused = CliRunner().invoke(main, ["--ledger", place, "check"])
        assert (refused.exit_code, "is a table of figures" in refused.stderr) == (2, True)
        before = place
    truncate(postgres_url)
    assert sorted(p.name for p in (tmp_path / "parts").glob("measure=*")) == [
        "measure=__HIVE_DEFAULT_PARTITION__",
        "measure=gained",
        "measure=killed",
    ]


def truncate(url: str) -> None:
    from reportedly.store.postgres import connect

    connection = connect(url)
    connection.execute("TRUNCATE reportedly.figures")
    connection.close()
