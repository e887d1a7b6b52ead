"""The listing commands over the example's ledger."""

import csv
import io
import json

import pytest


@pytest.mark.parametrize(
    "name",
    [
        "SOHR",
        "sohr",
        "Syrian Observatory for Human Rights",
        "the Syrian Observatory for human rights",
    ],
)
def test_claims_are_found_by_any_name_of_their_source(ledger, run, name):
    result = run("claims", "--source", name, "--format", "json")
    assert result.exit_code == 0, result.stderr
    assert [c["id"] for c in json.loads(result.stdout)] == [
        "sohr-civilians-killed-baghouz",
        "sohr-children-killed-baghouz",
    ]


def test_claims_of_a_body_include_its_spokesmans(ledger, run):
    result = run("claims", "--source", "SDF", "--format", "jsonl")
    names = {json.loads(line)["source_name"] for line in result.stdout.splitlines()}
    assert names == {"Syrian Democratic Forces", "Mustafa Bali"}


def test_an_unknown_source_is_an_error_that_says_where_to_look(ledger, run):
    result = run("claims", "--source", "Sohrr")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no source is called 'Sohrr'; see: reportedly sources" in result.stderr


def test_claims_since_a_day_leave_out_what_is_earlier(ledger, run):
    late = json.loads(run("claims", "--since", "2019-02-12", "--format", "json").stdout)
    events = [c["when"] for c in late if c["when"]]
    assert events
    assert all(last >= "2019-02-12" for _, last in events)


@pytest.mark.parametrize("command", ["claims", "sources", "subjects", "documents", "conflicts"])
def test_every_listing_has_every_format(ledger, run, command):
    whole = json.loads(run(command, "--format", "json").stdout)
    lines = [json.loads(x) for x in run(command, "--format", "jsonl").stdout.splitlines()]
    assert lines == whole
    rows = list(csv.DictReader(io.StringIO(run(command, "--format", "csv").stdout)))
    assert [r["id"] for r in rows] == [r["id"] for r in whole]
    markdown = run(command, "--format", "markdown").stdout.splitlines()
    assert len(markdown) == len(whole) + 2
    table = run(command).stdout
    assert table.strip()
    assert "\x1b" not in table


def test_conflicts_show_the_reason_and_the_words_and_fail_when_asked(ledger, run):
    result = run("conflicts", "--fail")
    assert result.exit_code == 1
    assert "4 square kilometres" in result.stdout or "4 square kilometre" in result.stdout
    assert "1.54" in result.stdout
    assert "“the Kurdish-led alliance has made way into a patch" in result.stdout
    assert "1 conflict" in result.stderr


def test_conflicts_by_kind(ledger, run):
    assert json.loads(run("conflicts", "--kind", "denial", "--format", "json").stdout) == []


def test_a_judgement_is_signed_shown_and_taken_back(ledger, run):
    conflict = json.loads(run("conflicts", "--format", "json").stdout)[0]["id"]
    told = run("judge", conflict, "--verdict", "holds", "--by", "A. Reader", "--why", "1.54, not 1")
    assert told.exit_code == 0, told.stderr
    assert json.loads(run("conflicts", "--format", "json").stdout)[0]["judgements"]
    assert run("conflicts", "--fail").exit_code == 0
    assert run("check").exit_code == 0
    taken = run("judge", conflict, "--withdraw")
    assert taken.exit_code == 0, taken.stderr
    assert json.loads(run("conflicts", "--format", "json").stdout)[0]["judgements"] == []
    assert "1.54, not 1" in (ledger / "claims" / "judgements.yaml").read_text()


def test_a_judgement_needs_a_conflict_that_exists(ledger, run):
    result = run("judge", "rounding-00000000", "--verdict", "holds", "--by", "A", "--why", "B")
    assert result.exit_code == 2
    assert "no conflict 'rounding-00000000'" in result.stderr


def test_the_way_of_a_claim_is_told_in_every_form(ledger, run):
    def told(form):
        return run("trace", "bali-civilians-escaped", "--format", form).stdout

    assert json.loads(told("json")) == json.loads(told("jsonl"))
    assert told("jsonl").count("\n") == 1
    steps = list(csv.DictReader(io.StringIO(told("csv"))))
    assert [step["role"] for step in steps] == ["document", "carrier", "source", "origin"]
    assert len(told("markdown").splitlines()) == len(steps) + 2


def test_trace_leads_back_to_the_origin_and_the_words(ledger, run):
    result = run("trace", "bali-civilians-escaped")
    lines = [line.strip("└─ ") for line in result.stdout.splitlines() if line.strip()]
    steps = [line.partition(" (")[0] for line in lines if not line.startswith("“")]
    assert steps[:4] == [
        "Casualties reported as coalition airstrikes target IS-held Syria town",
        "The New Arab",
        "Mustafa Bali",
        "Syrian Democratic Forces",
    ]
    assert "“SDF spokesman Mustafa Bali said" in result.stdout
    assert "A group of 600 civilians escaped" in result.stdout


def test_the_ledger_is_found_upward_and_by_option(ledger, run, monkeypatch):
    inner = ledger / "seeds"
    monkeypatch.chdir(inner)
    assert run("check").exit_code == 0
    monkeypatch.chdir("/")
    assert run("--ledger", str(ledger), "check").exit_code == 0
