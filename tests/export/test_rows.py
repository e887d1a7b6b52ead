import json
from datetime import date
from decimal import Decimal

import pytest

from reportedly.export.rows import (
    Counts,
    claim_row,
    conflict_row,
    document_row,
    document_rows,
    number,
    period_row,
    source_row,
    source_rows,
    subject_row,
    subject_rows,
)
from reportedly.model import (
    Claim,
    Conflict,
    Document,
    DocumentEntry,
    Entries,
    Period,
    Source,
    SourceEntry,
    SourceKind,
    Subject,
    SubjectEntry,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [("16", "16"), ("16.00", "16"), ("99.5", "99.5"), ("1E+3", "1000"), ("-0.25", "-0.25")],
)
def test_a_decimal_is_the_plainest_number(value: str, text: str) -> None:
    assert json.dumps(number(Decimal(value))) == text


def test_a_claim_row_has_the_fields_that_other_programs_rely_on(claims: list[Claim]) -> None:
    assert claim_row(claims[0]) == {
        "id": "c1",
        "source": "okoro",
        "source_name": "Ada Okoro",
        "chain": ["The Daily Pier", "Harbour Council", "Ada Okoro"],
        "subject": "hurt",
        "text": "at least 16 people were hurt when the crane fell",
        "stance": "asserts",
        "figure": {
            "as_written": "at least 16",
            "low": 16,
            "high": None,
            "low_open": False,
            "high_open": True,
            "unit": "person",
            "bound": "at_least",
            "of": None,
            "measure": "hurt",
            "population": "people",
            "share": False,
        },
        "when": ["2031-05-04", "2031-05-04"],
        "as_of": None,
        "said": None,
        "document": "monday",
        "spans": [[4, 15]],
        "status": "reviewed",
        "rule": None,
        "score": None,
        "candidates": [],
        "actors": [],
        "event": None,
        "events": [],
        "role": "total",
        "of": None,
        "corrects": None,
        "revises": None,
        "answer": None,
        "whole": None,
        "implied": None,
    }


def test_a_claim_without_figure_or_settled_source(claims: list[Claim]) -> None:
    row = claim_row(Claim("x", None, (), Subject("s"), "words", "d", candidates=("A", "B")))
    assert (row["source"], row["source_name"], row["figure"]) == (None, None, None)
    assert row["candidates"] == ["A", "B"]


def test_an_open_side_of_a_period_is_null() -> None:
    assert period_row(Period(None, date(2031, 5, 4))) == [
        None,
        "2031-05-04",
    ]


def test_a_conflict_row(claims: list[Claim], conflicts: list[Conflict]) -> None:
    row = conflict_row(conflicts[0])
    assert row == {
        "id": conflicts[0].id,
        "kind": "contradiction",
        "question": "how-many",
        "subject": "hurt",
        "event": None,
        "claims": ["c1", "c2"],
        "camps": [],
        "sources": ["Ada Okoro", "residents"],
        "origins": 2,
        "reason": "“at least 16” and “twelve” cannot both hold",
        "explains": [],
        "severity": "conflict",
        "ratio": None,
        "judgements": [],
        "stale": [],
        "overtaken": 0,
    }
    whole = conflict_row(conflicts[0], {claim.id: claim for claim in claims})
    assert [said["figure"] for said in whole["statements"]] == ["at least 16", "twelve"]


def test_a_source_row_with_and_without_counts() -> None:
    row = source_row(Source("hc", "Harbour Council", SourceKind.ORGANISATION, ("HC",), ("town",)))
    assert row == {
        "id": "hc",
        "name": "Harbour Council",
        "kind": "organisation",
        "aliases": ["HC"],
        "part_of": ["town"],
        "reliability": None,
    }
    counted = source_row(Source("hc", "HC"), Counts(claims=3, origins=2, conflicts=1))
    assert (counted["claims"], counted["origins"], counted["conflicts"]) == (3, 2, 1)


@pytest.mark.parametrize(
    ("period", "row"),
    [
        ("2031-05-04", ["2031-05-04", "2031-05-04"]),
        ("2031-05-04/2031-05-06", ["2031-05-04", "2031-05-06"]),
        ("../2031-05-06", [None, "2031-05-06"]),
        (None, None),
    ],
)
def test_a_subject_as_written_has_its_period_in_two_sides(
    period: str | None, row: list[str | None] | None
) -> None:
    entry = SubjectEntry("s", period=period, running_total="true")
    assert subject_row(entry)["period"] == row
    assert subject_row(entry)["running_total"] is True


def test_a_document_row_never_holds_the_text() -> None:
    row = document_row(
        Document("d", "the text", "00ff", published=None, url="https://pier.example")
    )
    assert row["sha256"] == "00ff"
    assert "the text" not in row.values()


def test_listings_count_claims_origins_and_conflicts(
    claims: list[Claim], conflicts: list[Conflict]
) -> None:
    entries = Entries(
        documents=(DocumentEntry("monday", title="Monday"), DocumentEntry("empty")),
        sources=(SourceEntry("okoro", "Ada Okoro"), SourceEntry("council", "Harbour Council")),
        subjects=(SubjectEntry("hurt", "People hurt on the quay"), SubjectEntry("unused")),
    )

    def counts(rows: list[dict[str, object]]) -> list[tuple[object, ...]]:
        return [(r["id"], r["claims"], r["origins"], r["conflicts"]) for r in rows]

    assert counts(source_rows(entries, claims, conflicts)) == [
        ("okoro", 1, 1, 1),
        ("council", 0, 0, 0),
        ("residents", 2, 1, 1),
    ]
    assert source_rows(entries, claims, conflicts)[0]["kind"] == "person"
    assert counts(subject_rows(entries, claims, conflicts)) == [
        ("hurt", 2, 2, 1),
        ("unused", 0, 0, 0),
        ("cause", 1, 1, 0),
    ]
    assert counts(document_rows(entries, claims, conflicts)) == [
        ("monday", 3, 2, 1),
        ("empty", 0, 0, 0),
    ]
