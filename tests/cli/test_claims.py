"""`claims` over more than a person reads at once."""

import json

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


def test_people_are_shown_a_page_and_told_what_is_left(ledger):
    shown = run(ledger, "claims")
    assert shown.exit_code == 0
    assert "c500" in shown.stdout
    assert "c501" not in shown.stdout
    assert "… and 3 more: --format jsonl prints them all" in shown.stderr


def test_programs_get_all_by_source(ledger):
    lines = run(ledger, "claims", "--format", "jsonl").stdout.splitlines()
    ids = [json.loads(line)["id"] for line in lines]
    assert ids == [f"c{i}" for i in (*range(0, 503, 2), *range(1, 503, 2))]
    assert "more" not in run(ledger, "claims", "--source", "s1").stderr
