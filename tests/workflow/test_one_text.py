"""Reprints: found when reading, counted as one text, and asked about where a number differs."""

import json
import re
from dataclasses import replace

import pytest
from click.testing import CliRunner

from reportedly.cli.main import main
from reportedly.documents import document_from_bytes
from reportedly.ledger import load
from reportedly.workflow import open_ledger, read_documents

WIRE = """Fire in Orlo warehouse kills at least 14

ORLO, March 5 (Wire Nord) - A fire in a warehouse in the harbour of Orlo killed at least 14 workers on Wednesday, the fire service said.

Another 37 were taken to Tarn hospital with burns, its director, Ada Venn, told Wire Nord. "We have no beds left," Venn said.

The warehouse belongs to Orlo Lines. It had been inspected in January and no fault was found, the company said. The harbour stays closed until Friday.
"""  # noqa: E501


def document(text, publisher, day="2031-03-05"):
    known = {"publisher": publisher, "published": day}
    made = document_from_bytes(text.encode(), "a.txt", known)
    return replace(made, id=f"{publisher} {day}".lower().replace(" ", "-"))


def told(*documents):
    reading = read_documents(documents)
    found = [c for c in reading.conflicts if c.kind != "echo"]
    return reading, [(c.kind.value, c.severity.value) for c in found]


@pytest.fixture
def copy():
    """A paper's print of the wire, with other numbers where asked."""

    def make(publisher="Murr Post", day="2031-03-05", **numbers):
        text = WIRE.replace("ORLO, March 5 (Wire Nord) - ", "")
        for old, new in numbers.items():
            text = text.replace(f" {old[1:]} ", f" {new} ")
        return document(text, publisher, day)

    return make


def test_a_reprint_is_one_text_and_one_voice(copy):
    reading, found = told(document(WIRE, "Wire Nord"), copy())
    first, second = reading.documents
    assert reading.setting.texts == {first.id: first.id, second.id: first.id}
    assert (reading.behind.texts, {page.behind.texts for page in reading.pages}) == (1, {1})
    (link,) = [k for k in reading.entries.links if k.kind == "text"]
    assert (link.status, float(link.score) > 0.95) == ("proposed", True)
    assert re.match(r"\d+% of the shorter stands in the other; \d+ words in a row: “", link.why)
    assert found == []


def test_another_number_in_a_copy_is_asked_about_and_contradicts_nobody(copy):
    reading, found = told(document(WIRE, "Wire Nord"), copy(_14=41))
    assert found == [("altered-copy", "question")] * len(found)
    assert found
    reasons = " ".join(c.reason for c in reading.conflicts)
    assert 'Wire Nord has "at least 14" and Murr Post has "at least 41"' in reasons
    killed = next(p for page in reading.pages for s, p in page.positions.items() if "killed" in s)
    assert {s.figure.as_written for p in killed for s in p.held} == {"at least 14"}


def test_most_prints_decide_what_the_voice_holds(copy):
    """The oldest is the odd one here: the papers may have it from a later state of the wire."""
    documents = (copy("Orlo Herald"), copy("Murr Post"), document(WIRE.replace("37", "73"), "Nord"))
    reading, found = told(*documents)
    assert set(found) == {("altered-copy", "question")}
    (asked,) = [c for c in reading.conflicts if c.kind == "altered-copy"]
    assert asked.reason.startswith(
        'At one place of one text Murr Post and Orlo Herald have "Another 37" and Nord has '
        '"Another 73": '
    )


def test_a_later_state_of_a_story_by_its_publisher_is_an_update(copy):
    _, found = told(copy(), copy(day="2031-03-06", _14=19))
    assert "altered-copy" not in {kind for kind, _ in found}
    assert "contradiction" not in {kind for kind, _ in found}
    assert "update" in {kind for kind, _ in found}


def test_two_outlets_of_their_own_still_contradict_one_another():
    other = (
        "At least 41 workers died in a fire in the harbour of Orlo on Wednesday, Nur TV reports."
    )
    reading, found = told(document(WIRE, "Wire Nord"), document(other, "Nur TV"))
    assert reading.behind.texts == 2
    assert "altered-copy" not in {kind for kind, _ in found}


def test_a_ledger_knows_the_texts_that_it_holds(tmp_path, monkeypatch, copy):
    """What is read later joins what was saved, by the text that the ledger keeps."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "ledger"
    run = CliRunner()
    assert run.invoke(main, ["init", str(root)]).exit_code == 0
    for name, made in (("wire", document(WIRE, "Wire Nord")), ("post", copy(_14=41))):
        path = tmp_path / f"{name}.txt"
        path.write_text(made.text, encoding="utf-8")
        asked = ["--publisher", made.publisher, "--published", "2031-03-05", "--save"]
        done = run.invoke(main, ["--ledger", str(root), "read", str(path), *asked])
        assert done.exit_code == 0, done.output
    entries, _ = load(root)
    assert [k.kind for k in entries.links].count("text") == 1
    rows = json.loads(
        run.invoke(main, ["--ledger", str(root), "documents", "--format", "json"]).stdout
    )
    assert [row["text_of"] is None for row in rows].count(False) == 1
    kinds = {c.kind.value for c in open_ledger(str(root)).conflicts()}
    assert "altered-copy" in kinds
    assert "contradiction" not in kinds


def test_read_says_how_many_texts_there_are(tmp_path, copy):
    for name, made in (("a", document(WIRE, "Wire Nord")), ("b", copy())):
        (tmp_path / f"{name}.txt").write_text(made.text, encoding="utf-8")
        side = f"publisher: {made.publisher}\npublished: 2031-03-05\n"
        (tmp_path / f"{name}.yaml").write_text(side, encoding="utf-8")
    run = CliRunner()
    told = run.invoke(main, ["read", str(tmp_path)]).stdout
    assert told.startswith("2 documents, 1 text, 1 event\n")
    whole = json.loads(run.invoke(main, ["read", str(tmp_path), "--format", "json"]).stdout)
    first, second = whole["documents"]
    assert (first["text_of"], second["text_of"]) == (None, first["id"])
    assert {event["texts"] for event in whole["events"]} == {1}
