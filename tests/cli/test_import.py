"""`import` into a ledger: what is added, what is kept aside, what happens twice."""

import json

import pytest

ROWS = """source,measure,place,figure,event_date
Red Lamp,killed,Orlo,12,2021-03-01
Post,killed,Orlo,x,2021-03-01
"""


@pytest.fixture
def folder(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "tolls.csv").write_text(ROWS)
    run("init")
    return tmp_path


def test_faults_are_named_by_line_and_kept_with_their_rows(folder, run):
    result = run("import", "csv", "tolls.csv")
    assert result.exit_code == 1
    assert "tolls.csv:3: the figure cannot be read" in result.stderr
    assert "1 claim by 1 source on 1 subject added from 2 rows" in result.stderr
    (kept,) = map(json.loads, (folder / "tolls.csv.rejects.jsonl").read_text().splitlines())
    assert kept["number"] == 3
    assert json.loads(kept["record"])["source"] == "Post"
    assert run("check").exit_code == 0, run("check").stdout
    (claim,) = json.loads(run("claims", "--format", "json").stdout)
    assert (claim["source_name"], claim["figure"]["low"]) == ("Red Lamp", 12)


def test_importing_twice_adds_once_and_known_sources_keep_their_ids(folder, run):
    sources = folder / "claims" / "sources.yaml"
    sources.write_text("sources:\n  - id: lamp\n    name: The Red Lamp\n    aliases: [Red Lamp]\n")
    run("import", "csv", "tolls.csv")
    before = {p: p.read_bytes() for p in (folder / "claims").iterdir()}
    assert "    source: lamp\n" in b"".join(before.values()).decode()
    run("import", "csv", "tolls.csv")
    assert {p: p.read_bytes() for p in (folder / "claims").iterdir()} == before


def test_a_row_told_twice_is_one_claim_and_told_otherwise_a_fault(folder, run):
    heads = "event_id_cnty,event_date,time_precision,location,country,source,fatalities\n"
    rows = [
        f"{i},2021-03-04,1,Besh,Orlo,Orlo Post,{n}\n" for i, n in (("A1", 3), ("A1", 3), ("A1", 4))
    ]
    (folder / "acled.csv").write_text(heads + "".join(rows))
    result = run("import", "acled", "acled.csv")
    assert "1 claim by 2 sources on 1 subject added from 3 rows" in result.stderr
    assert "acled.csv:3" not in result.stderr
    assert "acled.csv:4: an earlier row has the id 'acled-" in result.stderr
    assert "says something else" in result.stderr


def test_json_lines_that_do_not_read_are_named_by_line(folder, run):
    (folder / "r.jsonl").write_text('{"@type": "ClaimReview"}\n\n{"@type\n')
    assert (
        "r.jsonl:3: not JSON: Unterminated string" in run("import", "claimreview", "r.jsonl").stderr
    )


def test_a_dry_run_writes_nothing(folder, run):
    files = [*(folder / "claims").iterdir(), *folder.glob("*.*")]
    before = {p: p.read_bytes() for p in files}
    result = run("import", "csv", "tolls.csv", "--dry-run")
    assert "would be added" in result.stderr
    files = [*(folder / "claims").iterdir(), *folder.glob("*.*")]
    assert {p: p.read_bytes() for p in files} == before


def test_a_changed_dataset_is_found_by_check(folder, run):
    run("import", "csv", "tolls.csv")
    (folder / "tolls.csv").write_text(ROWS.replace("12", "13"))
    assert "document-changed" in run("check").stdout


def test_a_sheet_of_a_workbook(folder, run):
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.create_sheet("Tolls")
    for row in ROWS.splitlines():
        sheet.append(row.split(","))
    book.save(folder / "tolls.xlsx")
    result = run("import", "xlsx", "tolls.xlsx", "--sheet", "Tolls")
    assert "tolls.xlsx:3: the figure cannot be read" in result.stderr
    assert run("check").exit_code == 0
    assert "no sheet 'Less'" in run("import", "xlsx", "tolls.xlsx", "--sheet", "Less").stderr


def test_names_that_differ_by_a_sign_stay_two_however_often_they_come(folder, run):
    heads = "source,measure,place,population,figure,event_date\n"
    names = ("Al-Rayat", "Al Rayat", "A/B", "A B", "people <18", "people 18+")
    rows = [f"{name},killed,Orlo,{name},{n},2021-03-01\n" for n, name in enumerate(names, 3)]
    (folder / "n.csv").write_text(heads + "".join(rows))
    assert run("import", "csv", "n.csv").exit_code == 0
    before = {p: p.read_bytes() for p in (folder / "claims").iterdir()}
    again = run("import", "csv", "n.csv")
    assert (again.exit_code, "6 of the claims known already" in again.stderr) == (0, True)
    assert {p: p.read_bytes() for p in (folder / "claims").iterdir()} == before
    (folder / "o.csv").write_text(heads + rows[0].replace("Orlo", "Besh"))
    assert run("import", "csv", "o.csv").exit_code == 0
    sources = json.loads(run("sources", "--format", "json").stdout)
    assert sorted(s["name"] for s in sources) == sorted(names)
    assert len(json.loads(run("subjects", "--format", "json").stdout)) == 7
    assert run("check").exit_code == 0, run("check").stdout
