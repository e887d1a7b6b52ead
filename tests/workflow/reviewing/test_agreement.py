"""Who reviewed how much, and how far two people agree."""

import pathlib

import pytest

from reportedly.errors import UsageError
from reportedly.workflow import open_ledger
from reportedly.workflow.reviewing import Agreement, reading_agreement, reviewers

CLAIMS = """\
document: {url: https://a.example}
event: market
claims:
  - id: one
    source: clinic
    killed: at least 12
    note: seen
    reviews:
      - {by: ada, on: 2031-03-04, verdict: rejected}
      - {by: ada, on: 2031-03-05, verdict: accepted}
      - {by: bo, on: 2031-03-06, verdict: accepted, figure: 12 or more, source: army}
  - id: two
    source: army
    killed: 30
    note: seen
    reviews:
      - {by: ada, on: 2031-03-05, verdict: accepted}
      - {by: bo, on: 2031-03-06, verdict: accepted, figure: '13', stance: denies}
  - id: three
    source: army
    wounded: 5
    note: seen
    reviews:
      - {by: ada, on: 2031-03-05, verdict: accepted}
      - {by: bo, on: 2031-03-06, verdict: rejected}
  - id: four
    source: army
    missing: 5
    note: seen
    reviews:
      - {by: cy, on: 2031-03-05, verdict: accepted, figure: '5'}
  - id: five
    source: clinic
    wounded: 7
    note: seen
    reviews:
      - {by: ada, on: 2031-03-05, verdict: accepted}
      - {by: bo, on: 2031-03-06, verdict: accepted}
"""
EVENTS = """\
events:
  - id: market
    assessments:
      - {subject: killed, low: 10, best: 12, grade: fair, by: ada, on: 2031-03-05}
      - {subject: killed, low: 10, best: 14, grade: fair, by: bo, on: 2031-03-05}
      - {subject: wounded, low: 30, grade: weak, by: ada, on: 2031-03-05}
      - {subject: wounded, low: 30, best: 31, grade: fair, by: bo, on: 2031-03-07}
"""


@pytest.fixture
def found(root: pathlib.Path) -> Agreement:
    (root / "claims/a.yaml").write_text(CLAIMS)
    (root / "claims/events.yaml").write_text(EVENTS)
    (root / "claims/report.yaml").unlink()
    ledger = open_ledger(str(root))
    assert ledger.problems == ()
    return reading_agreement(ledger, "ada", "bo")


def test_each_field_that_both_read(found: Agreement) -> None:
    told = {(f.of, f.field): (f.both, f.equal and round(f.equal, 2)) for f in found.fields}
    assert told == {
        ("claims", "verdict"): (4, 0.75),
        ("claims", "source"): (3, 0.67),
        ("claims", "subject"): (3, 1),
        ("claims", "figure"): (3, 0.67),
        ("claims", "stance"): (3, 0.67),
        ("claims", "role"): (3, 1),
        ("assessments", "grade"): (2, 0.5),
        ("assessments", "low"): (2, 1),
        ("assessments", "best"): (2, 0.0),
        ("assessments", "high"): (0, None),
    }
    by_field = {(f.of, f.field): f for f in found.fields}
    assert by_field["claims", "verdict"].kappa == 0
    # 12 and 12, 30 and 13, 7 and 7: the squares of distances are 2 * 17² within, 4338 over all.
    assert by_field["claims", "figure"].alpha == pytest.approx(1 - 5 * 578 / 4338)
    assert by_field["assessments", "low"].alpha == 1
    assert by_field["claims", "subject"].alpha == 1


def test_where_they_differ(found: Agreement) -> None:
    assert [(d.id, d.field, d.a, d.b) for d in found.differing] == [
        ("one", "source", "clinic", "army"),
        ("two", "figure", "30", "13"),
        ("two", "stance", "asserts", "denies"),
        ("three", "verdict", "accepted", "rejected"),
        ("market/wounded", "grade", "weak", "fair"),
        ("market/killed", "best", "12", "14"),
        ("market/wounded", "best", "", "31"),
    ]


def test_who_did_how_much(root: pathlib.Path, found: Agreement) -> None:
    del found
    ledger = open_ledger(str(root))
    assert [list(row.values()) for row in reviewers(ledger)] == [
        ["ada", 4, 4, 0, 0, 2, "2031-03-05", "2031-03-05"],
        ["bo", 4, 3, 1, 2, 2, "2031-03-05", "2031-03-07"],
        ["cy", 1, 1, 0, 0, 0, "2031-03-05", "2031-03-05"],
    ]
    with pytest.raises(UsageError, match="'di' has reviewed and assessed nothing; known are ada"):
        reading_agreement(ledger, "ada", "di")
    with pytest.raises(UsageError, match="name another one"):
        reading_agreement(ledger, "ada", "ada")
