"""`review` and `agreement` as a user runs them."""

import json
import re

import pytest

REPORT = """\
Ferry sinks off Orlo

The coastguard said nine people had died. The operator, Blue Crane, said at least four were missing.
"""


@pytest.fixture
def saved(empty, run):
    (empty / "a.txt").write_text(REPORT, encoding="utf-8")
    assert run("read", "a.txt", "--save", "--published", "2031-03-03").exit_code == 0
    return [c["id"] for c in json.loads(run("claims", "--format", "json").stdout)]


def test_who_reviewed_stands_beside_the_claim(saved, run, empty, monkeypatch):
    first, second = saved
    assert run("review", "--accept", first, "--reject", second, "--by", "Ada").exit_code == 0
    monkeypatch.setenv("REPORTEDLY_BY", "Bo")
    assert run("review", "--accept", first, "--accept", second).exit_code == 0
    (file,) = (empty / "claims").glob("2031*.yaml")
    text = file.read_text(encoding="utf-8")
    told = re.findall(r"- \{by: (\w+), on: [0-9-]{10}, verdict: (\w+)\}", text)
    assert sorted(told) == [
        ("Ada", "accepted"), ("Ada", "rejected"), ("Bo", "accepted"), ("Bo", "accepted")
    ]  # fmt: skip
    people = json.loads(run("agreement", "--format", "json").stdout)
    assert [(p["by"], p["accepted"], p["rejected"]) for p in people] == [
        ("Ada", 1, 1), ("Bo", 2, 0)
    ]  # fmt: skip
    (verdict, *_) = json.loads(run("agreement", "Ada", "Bo", "--format", "json").stdout)
    assert (verdict["field"], verdict["both"], verdict["equal"]) == ("verdict", 2, 0.5)
    differing = json.loads(run("agreement", "Ada", "Bo", "--differing", "--format", "json").stdout)
    assert [(d["id"], d["a"], d["b"]) for d in differing] == [(second, "rejected", "accepted")]
    assert "What they read differently" in run("agreement", "Ada", "Bo").stderr


def test_agreement_of_nobody(saved, run):
    assert "Nobody has put a name" in run("agreement").stderr
    assert run("agreement", "Ada").exit_code == 2
    assert "has reviewed and assessed nothing" in run("agreement", "Ada", "Bo").stderr


def test_all_that_is_wrong_is_said_and_one_is_asked_again(saved, run):
    asked = run("review", input="e\nfigure\na lot\ns\nq\n")
    assert "states no quantity" in asked.stderr
    assert asked.stdout.count("(1 of 2)") == 2
    assert "no field 'colour'" in run("review", "--set", saved[0], "colour", "red").stderr


def test_what_is_accepted_together_is_accepted_or_not_at_all(saved, run, empty):
    (file,) = (empty / "claims").glob("2031*.yaml")
    before = file.read_bytes()
    assert run("review", "--accept", saved[0], "--accept", "nobody").exit_code == 2
    assert file.read_bytes() == before
