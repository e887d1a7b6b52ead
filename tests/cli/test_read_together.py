"""Several documents read at once: events, positions and findings."""

import json

import pytest
from click.testing import CliRunner

from reportedly.cli.main import main

WIRE = """Blast at mill kills at least 14
ORLO, March 4 (Nord) - An explosion tore through the Sarn mill in Orlo on Tuesday, \
killing at least 14 people, the health ministry said. Warplanes were not involved, it said.
"""
MONITOR = """Orlo mill: 22 dead
The Velora Monitoring Group (VMG) counted 22 dead in Tuesday's explosion at the Sarn mill in \
Orlo. The guards had locked the gates, it said.
"""
LATER = """Toll of Orlo mill blast rises to 26
The number of people killed in Tuesday's explosion at the mill in Orlo has risen to 26, VMG said, \
up from 22. In 2019 a fire at the mill killed three people.
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text, day in (("a", WIRE, 4), ("b", MONITOR, 5), ("c", LATER, 6)):
        (tmp_path / f"{name}.txt").write_text(text)
        side = f"published: 2031-03-0{day}\npublisher: Paper {name.upper()}\n"
        (tmp_path / f"{name}.yaml").write_text(side)
    return tmp_path


def run(*args: str):
    return CliRunner().invoke(main, ["read", *args])


def test_three_reports_are_of_one_event_with_a_position_a_voice(folder):
    found = json.loads(run("a.txt", "b.txt", "c.txt", "--format", "json").stdout)
    assert len({d["event"] for d in found["documents"]}) == 1
    event = next(e for e in found["events"] if e["id"] == found["documents"][0]["event"])
    assert (event["kind"], event["when"]) == ("explosion", ["2031-03-04", "2031-03-04"])
    held = {
        p["voice"]: p["figure"]["as_written"]
        for p in event["positions"]
        if p["subject"] == f"{event['id']}/killed"
    }
    assert held == {"health ministry": "at least 14", "Velora Monitoring Group": "26"}


def test_the_fire_of_another_year_is_an_event_of_its_own(folder):
    found = json.loads(run("c.txt", "--format", "json").stdout)
    whens = {e["when"][0] for e in found["events"] if e["when"]}
    assert whens == {"2031-03-04", "2019-01-01"}


def test_a_folder_stands_for_its_documents_and_a_bad_one_for_itself(folder):
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD.txt").write_text("ref: refs/heads/main")
    (folder / "Makefile").write_text("all:")
    (folder / "d.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe")
    result = run(".")
    assert result.exit_code == 2
    assert "d.txt" in result.stderr and "1 of 4 could not be read" in result.stderr
    assert "3 documents" in result.stdout and "killed" in result.stdout


def test_what_is_saved_meets_what_is_there(folder):
    CliRunner().invoke(main, ["init"])
    assert run("a.txt", "--save").exit_code == 0
    assert run("c.txt", "--save").exit_code == 0
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    listed = json.loads(CliRunner().invoke(main, ["events", "--format", "json"]).stdout)
    assert {(e["kind"], e["reports"]) for e in listed} == {("explosion", 2), ("fire", 1)}
