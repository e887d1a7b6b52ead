"""Several documents read at once: events, positions and findings."""

import json
import os
import subprocess
import sys

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


def test_saving_says_how_many_events_were_known(folder):
    CliRunner().invoke(main, ["init"])
    assert "0 of 1 event known\n" in run("a.txt", "--save").stderr
    assert "1 of 2 events known\n" in run("c.txt", "--save").stderr


def test_a_source_of_the_ledger_is_met_under_its_other_name(folder):
    CliRunner().invoke(main, ["init"])
    run("b.txt", "--save")
    (folder / "d.txt").write_text(
        "Mill blast in Orlo\n\nThe Monitoring Group said 23 people were killed at the Sarn mill in"
        " Orlo on Tuesday.\n"
    )
    found = json.loads(
        run("d.txt", "--published", "2031-03-05", "--save", "--format", "json").stdout
    )
    assert {c["source_name"] for c in found["claims"]} == {"Velora Monitoring Group"}


def groups(root: str, key: str) -> set[frozenset[str]]:
    """The words of claims, those together that have one source, or one subject."""
    rows = json.loads(
        CliRunner().invoke(main, ["--ledger", root, "claims", "--format", "json"]).stdout
    )
    return {
        frozenset(f"{r['text']}: {r['figure']}" for r in rows if r[key] == name)
        for name in {r[key] for r in rows if r["figure"]}
    }


def test_at_once_or_one_by_one_the_same_meets(folder):
    roots = []
    for number, batches in enumerate((["abc"], ["a", "b", "c"], ["c", "b", "a"])):
        roots.append(str(folder / f"ledger{number}"))
        CliRunner().invoke(main, ["init", roots[-1]])
        for batch in batches:
            CliRunner().invoke(
                main, ["--ledger", roots[-1], "read", *(f"{n}.txt" for n in batch), "--save"]
            )
    for key in ("source", "subject"):
        once, forward, backward = (groups(root, key) for root in roots)
        assert once == forward == backward
        assert any(len(group) > 3 for group in once)


def test_an_event_named_by_a_person_is_what_all_documents_are_about(folder):
    (folder / "e.txt").write_text("Families wait\n\nThe mayor said 19 people lost their lives.\n")
    files = ["a.txt", "e.txt"]
    apart = json.loads(run(*files, "--format", "json").stdout)
    assert len({d["event"] for d in apart["documents"]}) == 2
    named = json.loads(run(*files, "--event", "Sarn mill, 4 March 2031", "--format", "json").stdout)
    assert [d["event"] for d in named["documents"]] == ["sarn-mill-2031-03-04"] * 2
    event = next(e for e in named["events"] if e["id"] == "sarn-mill-2031-03-04")
    assert (event["title"], event["kind"], event["place"]) == ("Sarn mill", "explosion", "Orlo")


def test_an_event_of_the_ledger_is_named_by_its_title(folder):
    CliRunner().invoke(main, ["init"])
    run("a.txt", "--event", "Sarn mill, 2031-03-04", "--save")
    result = run("b.txt", "--event", "Sarn mill", "--save")
    assert "1 of 1 event known" in result.stderr
    assert (folder / "claims" / "events.yaml").read_text().count("title:") == 1
    assert CliRunner().invoke(main, ["check"]).exit_code == 0


@pytest.mark.parametrize("name", ["", " , ", ", 2031-03-04"])
def test_an_event_without_a_name_is_refused(folder, name):
    result = run("a.txt", "--event", name)
    assert result.exit_code == 2
    assert "names no event" in result.stderr


def test_what_is_to_be_kept_is_kept_though_nobody_reads_the_page(folder):
    CliRunner().invoke(main, ["init"])
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "reportedly", "read", "a.txt", "--save"]
    subprocess.run(command, stdout=writer, stderr=subprocess.DEVNULL, check=False)
    os.close(writer)
    assert [p.stem for p in (folder / "claims").glob("2031*")] == [
        "2031-03-04-blast-at-mill-kills-at-least-14"
    ]


def test_a_statement_of_the_ledger_joins_a_topic_that_a_later_report_makes(folder):
    CliRunner().invoke(main, ["init"])
    told = (
        "Medics said that tear gas had been fired near the station.",
        "Police said that no tear gas was used.",
    )
    for day, words in enumerate(told, 10):
        text = (
            f"March in Ostrel\n\nTwelve people were hurt on Saturday, the hospital said. {words}\n"
        )
        (folder / f"{day}.txt").write_text(text)
        run(f"{day}.txt", "--published", f"2024-03-{day}", "--save")
    found = CliRunner().invoke(main, ["conflicts", "--format", "json"]).stdout
    assert [c["kind"] for c in json.loads(found) if c["severity"] == "conflict"] == ["denial"]
    # A claim that somebody writes in front of it does not take its place.
    file = next((folder / "claims").glob("2024-03-10-*.yaml"))
    added = "claims:\n  - {source: medics, quote: Twelve people were hurt}\n"
    file.write_text(file.read_text().replace("claims:\n", added))
    assert CliRunner().invoke(main, ["check"]).exit_code == 0
    again = CliRunner().invoke(main, ["conflicts", "--format", "json"]).stdout
    assert [c["reason"] for c in json.loads(again)] == [c["reason"] for c in json.loads(found)]


def test_a_denial_of_the_sentence_before_meets_who_said_it(folder):
    (folder / "fire.txt").write_text(
        "Ferry sinks off Sello\n\n“Smoke came from the engine room,” said Ana Brill, a passenger. "
        "The operator denied it. The ferry sank on Monday.\n"
    )
    found = json.loads(run("fire.txt", "--format", "json").stdout)["conflicts"]
    assert [(c["severity"], c["kind"]) for c in found] == [("conflict", "denial")]


def test_who_received_no_warning_denies_who_warned(folder):
    (folder / "log.txt").write_text(
        "Fever in Orlo: deaths so far\n\nDeaths from fever in Orlo: 41\n\n"
        "We warned the mayor on 9 May.\n"
    )
    (folder / "log.yaml").write_text("publisher: Doctors for Orlo\npublished: 2031-05-17\n")
    (folder / "post.txt").write_text(
        "Fever kills 41 in Orlo\n\nFever has killed 41 people in Orlo, doctors said. The health "
        "ministry said it had received no warning.\n"
    )
    (folder / "post.yaml").write_text("publisher: Orlo Post\npublished: 2031-05-17\n")
    found = json.loads(run("log.txt", "post.txt", "--format", "json").stdout)["conflicts"]
    assert [(c["kind"], c["sources"]) for c in found] == [
        ("denial", ["Doctors for Orlo", "health ministry"])
    ]


def test_a_statement_that_two_reports_make_is_a_row_of_positions(folder):
    told = (
        ("a", "about 150 nautical miles off Sarrow"),
        ("b", "some 160 nautical miles from Sarrow"),
    )
    for name, where in told:
        words = f"The attack on the Mira was {where}, the guard of town {name} said."
        (folder / f"{name}.txt").write_text(f"Attack on the Mira off Sarrow\n\n{words}\n")
    shown = run("a.txt", "b.txt").stdout
    assert "“about 150 nautical miles off Sarrow …”" in shown
    assert "some 160 nautical miles" in shown


def voices(folder, *texts: tuple[str, str, str]) -> set[tuple[str | None, str]]:
    """Who said which figure of texts that are read together, each with its publisher and day."""
    for number, (publisher, day, text) in enumerate(texts):
        (folder / f"v{number}.txt").write_text(text)
        (folder / f"v{number}.yaml").write_text(f"publisher: {publisher}\npublished: {day}\n")
    names = [f"v{number}.txt" for number in range(len(texts))]
    found = json.loads(run(*names, "--format", "json").stdout)["claims"]
    return {(c["source_name"], c["figure"]["as_written"]) for c in found if c["figure"]}


def test_the_police_of_one_event_are_not_those_of_another(folder):
    crash = "Bus overturns near Sarnow\n\nTwo people have died, police in Sarnow said on Wednesday."
    again = (
        "Bus crash in Sarnow\n\nThree people died when a bus overturned near Sarnow, police said."
    )
    fire = "Mine fire at Kelm\n\nPolice said on Thursday that 12 miners had died in a fire at Kelm."
    assert voices(
        folder,
        ("Halvar Post", "2031-03-05", crash),
        ("Ostra Times", "2031-03-06", again),
        ("Ostra Times", "2031-08-14", fire),
    ) == {("police in Sarnow", "Two"), ("police in Sarnow", "Three"), ("police", "12")}


def test_who_publishes_its_own_statement_is_the_one_body_of_the_event(folder):
    own = (
        "Results of Operation Lantern\n\nOn 8 June we carried out a raid in Pell. 31 were arrested."
    )
    paper = "Raid in Pell\n\nPolice said they had arrested 31 people in the raid in Pell on 8 June."
    said = voices(
        folder, ("National Police of Jorvia", "2031-06-09", own), ("Mirror", "2031-06-10", paper)
    )
    assert ("National Police of Jorvia", "31") in said


def test_an_open_voice_is_printed_by_who_it_may_be(folder):
    text = "Fever in Pell\n\nInes Varga met Mira Holt in Pell. She said 23 had died of the fever."
    other = "Fever in Pell\n\nThe ministry said that 19 people had died of the fever in Pell."
    (folder / "o.txt").write_text(text)
    (folder / "o.yaml").write_text("publisher: Pell Courier\npublished: 2031-06-10\n")
    (folder / "p.txt").write_text(other)
    (folder / "p.yaml").write_text("publisher: Mirror\npublished: 2031-06-10\n")
    page = run("o.txt", "p.txt", "--event", "fever in Pell, 2031-06-09").stdout
    row = next(line for line in page.splitlines() if " 23 " in line and "?" in line)
    assert row.startswith("Ines Varga or Mira Holt?")


def test_reports_saved_in_another_order_disagree_about_the_same(folder):
    """A denial and a reserve that the ledger has meet the count that comes after them."""
    reports = {
        "a": "A strike on a market in Orlo on Monday killed 12 people, the health ministry said.",
        "b": "A strike hit a market in Orlo on Monday, the mayor said. The army denied any deaths.",
        "c": "A strike hit a market in Orlo on Monday, residents said. We cannot confirm the "
        "figure of 12, the UN said.",
    }
    for name, text in reports.items():
        (folder / f"{name}.txt").write_text(f"Strike on market in Orlo {name}\n\n{text}\n")
    at_once = json.loads(run("a.txt", "b.txt", "c.txt", "--format", "json").stdout)["conflicts"]
    CliRunner().invoke(main, ["init"])
    for name in ("c", "b", "a"):
        run(f"{name}.txt", "--published", "2031-03-04", "--save")
    saved = json.loads(CliRunner().invoke(main, ["conflicts", "--format", "json"]).stdout)
    kinds = [sorted((c["severity"], c["kind"]) for c in found) for found in (at_once, saved)]
    assert kinds[0] == kinds[1] == [("conflict", "denial")]
