"""`claims` over more than a person reads at once."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportedly.cli.main import main


@pytest.fixture
def ledger(tmp_path):
    (tmp_path / "claims").mkdir()
    rows = (f"  - {{id: c{i}, source: s{i % 2}, subject: lost, note: n}}\n" for i in range(503))
    (tmp_path / "claims" / "a.yaml").write_text("document:\n  url: u\nclaims:\n" + "".join(rows))
    return str(tmp_path)


def run(*words):
    return CliRunner().invoke(main, ["--ledger", *words])


@pytest.fixture
def figures(tmp_path):
    path = tmp_path / "figures.csv"
    rows = (f"s{i},lost,lost,person,{i},{i},2031-05-04\n" for i in range(503))
    path.write_text("source,subject,measure,unit,value_low,value_high,as_of\n" + "".join(rows))
    return str(path)


TERMINAL = """
import sys
from reportedly.cli.main import main
sys.stdout.isatty = lambda: True
main()
"""


@pytest.mark.parametrize("where", ["ledger", "figures"])
def test_a_terminal_is_shown_a_page_and_told_what_is_left(where, request):
    ledger = request.getfixturevalue(where)
    words = [sys.executable, "-c", TERMINAL, "--ledger", ledger, "claims"]
    environment = {**os.environ, "PAGER": "cat", "COLUMNS": "100"}
    shown = subprocess.run(words, check=False, capture_output=True, text=True, env=environment)
    assert (shown.returncode, shown.stderr) == (
        0, "… and 3 more: a pipe, a file and --format jsonl get them all\n"
    )  # fmt: skip
    assert len(re.findall("proposed|reviewed", shown.stdout)) == 500


@pytest.mark.parametrize("where", ["ledger", "figures"])
@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_pipe_gets_all(where, form, request):
    shown = run(request.getfixturevalue(where), "claims", "--format", form)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert len(re.findall("proposed|reviewed", shown.stdout)) == 503


def test_a_pipe_gets_all_conflicts_of_a_table(figures):
    path = Path(figures)
    path.write_text("".join(path.read_text().splitlines(keepends=True)[:37]))
    shown = run(figures, "conflicts", "--pairs")
    assert shown.stderr == f"{36 * 35 // 2} conflicts, 0 questions, 0 notes\n"
    assert shown.stdout.count("conflict: contradiction") == 36 * 35 // 2


def test_claims_without_words_are_shown_by_their_subjects(ledger):
    shown = run(ledger, "claims", "--source", "s1").stdout.splitlines()
    assert (shown[2].split()[:2], shown[3].split()[:2]) == (
        ["s1", "(lost)"],
        ["(lost)", "a"],
    )


@pytest.mark.parametrize("command", ["check", "review", "report -o site", "trace x", "export csv"])
def test_what_no_table_can_answer_says_what_to_do(figures, tmp_path, command):
    asked = run(figures, *command.split())
    assert asked.exit_code == 2
    assert "is a table of figures" in asked.stderr
    assert "reportedly import csv FILE" in asked.stderr


def test_programs_get_all_by_source(ledger):
    lines = run(ledger, "claims", "--format", "jsonl").stdout.splitlines()
    ids = [json.loads(line)["id"] for line in lines]
    assert ids == [f"c{i}" for i in (*range(0, 503, 2), *range(1, 503, 2))]
    assert "more" not in run(ledger, "claims", "--source", "s1").stderr


@pytest.mark.parametrize("form", ["table", "markdown"])
def test_a_table_shows_figures_in_the_words_of_the_ledger(tmp_path, form):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text(
        "document:\n  url: u\nclaims:\n"
        "  - {id: a, source: s, subject: lost, figure: about 12 people, quote: some twelve}\n"
        "  - {id: b, source: s, subject: lost, figure: nine of them, quote: nine of them}\n"
    )
    listed = run(str(tmp_path), "claims", "--format", form).stdout
    (row,) = run(str(tmp_path), "claims", "--format", "jsonl").stdout.splitlines()
    assert json.loads(row)["figure"]["as_written"] == "about 12"
    assert "about 12 people" in listed
    assert "some twelve" in listed
    assert "nine" not in listed  # what cannot be read makes no claim in a table either
