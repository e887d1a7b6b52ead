"""Assessments as rows of UCDP GED, ACLED and Airwars: what stands there, and that it comes back."""

import csv
import io
import json

import pytest

EVENTS = """\
events:
  - id: market
    title: the shelling of the market
    kind: shelling
    place: Velora, Halar
    when: 2031-03-03
    coordinates: 36.25, -7.5
    precision: 1, 1
    assessments:
      - {subject: killed, low: 1, best: 2, high: 3, by: ada, on: 2031-03-04}
      - {subject: killed, low: 14, best: 16, high: 18, grounds: names in a register, by: ada,
         on: 2031-04-02, grade: fair}
      - {subject: killed/civilians, low: 9, best: 11, high: 12, by: ada, grade: confirmed}
      - {subject: wounded/civilians, best: 30, by: ada}
  - id: siege
    place: Velora
    when: 2031-03-01/2031-03-09
    assessments:
      - {subject: killed, low: 100, best: 100, high: 100, by: ada}
      - {subject: killed, low: 90, best: 120, high: 400, by: bo, on: 2031-04-02, grade: 3}
      - {subject: killed/civilians, low: 80, high: 300, by: bo, on: 2031-04-02, grade: 3}
  - {id: raid, when: 2031-03-05, place: Orlo, assessments: [{subject: killed, low: 4, by: ada}]}
  - {id: quake, when: 2031-03-06, assessments: [{subject: magnitude, best: 6.5, by: ada}]}
  - {id: march, when: 2031-03-07}
"""


@pytest.fixture
def folder(empty):
    claims = empty / "claims"
    (claims / "events.yaml").write_text(EVENTS)
    (claims / "sources.yaml").write_text("sources: [{id: a, name: Amt}]\n")
    for name, publisher, status in (("d", "Post", ""), ("e", "Nord", ""), ("f", "X", "rejected")):
        mark = f", status: {status}" if status else ""
        (claims / f"{name}.yaml").write_text(
            f'document: {{url: "https://{name}.example", publisher: {publisher}, title: \'Say '
            '"dead"\', published: 2031-03-04T18:10+02:00}\nevent: market\nclaims:\n'
            f"  - {{source: a, killed: 14, note: n{mark}}}\n"
        )
    return empty


def rows(run, form):
    result = run("export", f"assessments-{form}")
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_rows_of_ged(folder, run):
    market, siege = rows(run, "ucdp-ged")
    assert market == {
        "id": "market", "year": "2031", "number_of_sources": "2",
        "source_article": '"Post","2031-03-04","Say \'dead\'";"Nord","2031-03-04","Say \'dead\'"',
        "source_office": "Post; Nord", "source_date": "2031-03-04",
        "source_headline": 'Say "dead"', "where_prec": "1", "where_coordinates": "Velora, Halar",
        "latitude": "36.25", "longitude": "-7.5", "date_prec": "1", "date_start": "2031-03-03",
        "date_end": "2031-03-03", "deaths_civilians": "11", "best": "16", "high": "18", "low": "14",
    }  # fmt: skip
    # Of two people the later assessment, whatever the order in the file.
    assert (siege["low"], siege["best"], siege["high"]) == ("90", "120", "400")


def test_rows_of_acled(folder, run):
    market, siege, raid = rows(run, "acled")
    assert market == {
        "event_id_cnty": "market", "event_date": "2031-03-03", "year": "2031",
        "time_precision": "1", "location": "Velora, Halar", "latitude": "36.25",
        "longitude": "-7.5", "source": "Post; Nord", "fatalities": "16", "tags": "shelling",
        "notes": "the shelling of the market. Fatalities: low 14, best 16, high 18. names in a "
        "register",
    }  # fmt: skip
    assert (siege["time_precision"], siege["fatalities"]) == ("3", "120")
    assert raid["fatalities"] == "4", "the least, where nobody says what is best"


def test_rows_of_airwars(folder, run):
    # of the raid nobody says how many of the dead were civilians
    market, siege = rows(run, "airwars")
    assert market == {
        "unique_reference_code": "market", "incident_date": "2031-03-03",
        "incident_date_end": "2031-03-03", "location": "Velora, Halar", "latitude": "36.25",
        "longitude": "-7.5", "civilian_deaths_min": "9", "civilian_deaths_max": "12",
        "civilian_injuries_min": "30", "civilian_injuries_max": "30",
        "civilian_harm_grading": "confirmed", "notes": "",
        "sources": "https://d.example; https://e.example",
    }  # fmt: skip
    assert siege["civilian_harm_grading"] == "", "a digit of another scale is no grading of Airwars"


BACK = {
    "ucdp-ged": {
        "market": ("Velora, Halar", ["2031-03-03"] * 2, 14, 18),
        "siege": ("Velora", ["2031-03-01", "2031-03-09"], 90, 400),
    },
    "acled": {
        "market": ("Velora, Halar", ["2031-03-03"] * 2, 16, 16),
        "siege": ("Velora", ["2031-03-01", "2031-03-31"], 120, 120),
        "raid": ("Orlo", ["2031-03-05"] * 2, 4, 4),
    },
    "airwars": {
        "market": ("Velora, Halar", ["2031-03-03"] * 2, 9, 12),
        "siege": ("Velora", ["2031-03-01", "2031-03-09"], 80, 300),
    },
}


@pytest.mark.parametrize("form", BACK)
def test_what_is_exported_is_imported_with_the_same_figures_place_and_day(
    folder, run, monkeypatch, form
):
    (folder / "new").mkdir()
    run("export", f"assessments-{form}", "-o", "new/rows.csv")
    monkeypatch.chdir(folder / "new")
    run("init")
    result = run("import", form, "rows.csv")
    assert result.exit_code == 0, result.stderr
    assert run("check").exit_code == 0, run("check").stdout
    subjects = {s["id"]: s for s in json.loads(run("subjects", "--format", "json").stdout)}
    ends = {"ucdp-ged": "-total", "acled": "-killed", "airwars": "-killed"}[form]
    found = {
        c["subject"].removeprefix(f"{form.removeprefix('ucdp-')}-").removesuffix(ends): (
            subjects[c["subject"]]["place"],
            c["when"],
            c["figure"]["low"],
            c["figure"]["high"],
        )
        for c in json.loads(run("claims", "--format", "json").stdout)
        if c["subject"].endswith(ends)
    }
    assert found == BACK[form]
    if form == "ucdp-ged":
        text = "".join(p.read_text() for p in (folder / "new/claims").iterdir())
        assert "best estimate 16;" in text
        assert "best estimate 120" in text


def test_without_assessments_there_are_columns_and_no_rows(ledger, run):
    assert [rows(run, form) for form in BACK] == [[], [], []]
