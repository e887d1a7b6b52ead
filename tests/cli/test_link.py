"""`link`, `same` and `different` as a user runs them."""

import csv
import io
import json

import pytest
from click.shell_completion import ShellComplete

from reportedly.cli.main import main

EVENTS = """\
events:
  - {id: market, title: the shelling, kind: shelling, place: "Velora, Halar", when: 2031-03-03}
  - {id: velora, kind: shelling, place: Velora, when: 2031-03-03}
"""
LINKS = """\
links:
  - {kind: text, a: a, b: b, status: proposed, score: 0.3}
  - {kind: subject, a: market/killed, b: velora/killed, status: proposed, score: 0.2}
  - {kind: event, a: market, b: velora, status: proposed, score: 0.8, why: kind and day}
  - {kind: source, a: moh, b: health, status: proposed, score: 0.91}
"""


@pytest.fixture
def folder(empty):
    claims = empty / "claims"
    (claims / "events.yaml").write_text(EVENTS)
    (claims / "sources.yaml").write_text(
        "sources: [{id: moh, name: Health Ministry, aliases: [MoH]}, {id: health, name: The Health"
        " Office, kind: organisation}]\n"
    )
    for name, event, source, toll in (("a", "market", "moh", 14), ("b", "velora", "health", 16)):
        (empty / f"{name}.txt").write_text(f"At least {toll} people were killed.\n")
        (claims / f"{name}.yaml").write_text(
            f"document: {{path: {name}.txt, publisher: Wire, published: 2031-03-04}}\n"
            f"event: {event}\nclaims:\n"
            f"  - {{source: {source}, killed: at least {toll}, quote: At least {toll} people}}\n"
        )
    return empty


def test_proposals_are_shown_side_by_side_and_decided_one_by_one(folder, run):
    (folder / "claims/links.yaml").write_text(LINKS)
    result = run("link", "--by", "ada", "--on", "2031-03-07", input="s\nd\nk\ns\n")
    assert (result.exit_code, result.stderr) == (0, "")
    asked = [line for line in result.stdout.splitlines() if line.endswith(")") and "left" in line]
    assert asked == [
        "one source?  (4 left, score 0.91)",
        "one event?  (3 left, score 0.8)",
        "one text?  (2 left, score 0.3)",
        "one subject?  (1 left, score 0.2)",
    ]
    shown = [" ".join(line.split()) for line in result.stdout.splitlines()]
    for line in (
        "because: kind and day",
        "name Health Ministry The Health Office",
        "aliases MoH",
        "claims 1 1",
        "place Velora, Halar Velora",
        "killed at least 14 (Health Ministry) at least 16 (The Health Office)",
        "words At least 14 people were killed. At least 16 people were killed.",
        "Health Ministry at least 14",
    ):
        assert line in shown, line
    rows = json.loads(run("link", "--format", "json").stdout)
    assert [(r["kind"], r["verdict"], r["status"], r["by"], r["on"]) for r in rows] == [
        ("text", "same", "proposed", None, None),
        ("subject", "same", "decided", "ada", "2031-03-07"),
        ("event", "different", "decided", "ada", "2031-03-07"),
        ("source", "same", "decided", "ada", "2031-03-07"),
    ]
    table = list(csv.DictReader(io.StringIO(run("link", "--format", "csv").stdout)))
    assert [t["b"] for t in table] == [r["b"] for r in rows]
    assert run("check").stdout.count("links") == 0


def test_leaving_early_loses_nothing(folder, run):
    (folder / "claims/links.yaml").write_text(LINKS)
    assert run("link", input="ada\ns\nq\n").exit_code == 0
    (waiting, *_, decided) = json.loads(run("link", "--format", "json").stdout)
    assert (decided["by"], waiting["kind"]) == ("ada", "event")
    assert run("link", "--by", "ada", input="k\n").exit_code == 1, "the input ended: nobody to ask"


def test_with_nothing_to_ask_it_says_so(folder, run):
    result = run("link")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "Nothing is waiting for a decision.\n"


def test_a_decision_is_written_once_and_taken_back(folder, run):
    said = ("same", "market", "velora", "--by", "ada", "--on", "2031-03-07", "--why", "one crater")
    assert "links.yaml: event-market-is-velora" in run(*said).stderr
    assert "nothing changed, for that stands already: event-market" in run(*said).stderr
    page = json.loads(run("event", "velora", "--format", "json").stdout)
    assert (page[0]["id"], page[0]["documents"]) == ("market", ["a", "b"])
    refused = run("different", "velora", "market", "--by", "bo")
    assert refused.exit_code == 2
    assert refused.stderr == (
        "Error: `market` and `velora` are decided to be one by ada on 2031-03-07 (one crater); "
        "take that back first: reportedly same market velora --withdraw\n"
    )
    back = run("same", "velora", "market", "--withdraw", "--on", "2031-03-08")
    assert back.stderr == "withdrawn, and kept on file: event-market-is-velora\n"
    page = json.loads(run("event", "velora", "--format", "json").stdout)
    assert (page[0]["id"], page[0]["documents"]) == ("velora", ["b"])
    assert run("different", "market", "velora", input="bo\n").exit_code == 0
    (first, second) = json.loads(run("link", "--format", "json").stdout)
    assert (first["withdrawn"], second["by"], second["verdict"]) == (
        "2031-03-08",
        "bo",
        "different",
    )


def test_an_unknown_id_is_met_with_what_was_meant(folder, run):
    result = run("same", "markt", "velora", "--by", "ada")
    assert result.exit_code == 2
    assert "no event, source, document or subject has the id 'markt'; did you mean" in result.stderr


def test_ids_are_completed(folder, run):
    complete = ShellComplete(main, {}, "reportedly", "_REPORTEDLY_COMPLETE")
    found = [c.value for c in complete.get_completions(["same", "market"], "v")]
    assert found == ["velora", "velora/killed"]
    assert "a" in [c.value for c in complete.get_completions(["different"], "")]
