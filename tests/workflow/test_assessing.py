"""What the recorder holds after all: what can be assessed, what stands, on what all could agree."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reportedly import ledger as files
from reportedly.compare.positions import common_ground
from reportedly.errors import UsageError
from reportedly.export.positions import interval_words
from reportedly.model import Assessment, LinkEntry
from reportedly.workflow import open_ledger
from reportedly.workflow.assessing import (
    assessed_subject,
    counted_subjects,
    read_number,
    record_assessment,
)
from reportedly.workflow.events import event_page, find_event

EVENTS = """\
# What happened.
events:
  - id: market
    aliases: [the market]
    topics: {gas: gas was used}
    assessments:
      # From the first lists.
      - {subject: killed, low: 10, best: 12, by: ada, on: 2031-03-05}
      - {subject: killed, best: 30, by: bo, on: 2031-03-04}
  - id: velora  # the same, perhaps
    assessments: [{subject: killed, low: 14, by: ada, on: 2031-03-08}]
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    files.init(tmp_path)
    (tmp_path / "claims/events.yaml").write_text(EVENTS)
    (tmp_path / "claims/sources.yaml").write_text(
        "sources: [{id: a, name: A}, {id: b, name: B}, {id: c, name: C}]\n"
    )
    return tmp_path


def told(root: Path, *figures: str) -> None:
    """Let A, B and C each tell how many were killed in the market."""
    claims = "".join(
        f"  - {{source: {source}, killed: {words}, note: n}}\n"
        for source, words in zip("abc", figures, strict=False)
    )
    (root / "claims/d.yaml").write_text(
        f"document: {{url: https://d.example}}\nevent: market\nclaims:\n{claims}"
    )


def assess(root: Path, name: str = "killed", **more: object) -> bool:
    now = open_ledger(str(root))
    event = find_event(now, "market")
    subject = assessed_subject(now, event, name)
    values = {"by": "ada", "on": date(2031, 4, 2)} | more
    return record_assessment(now, event, subject, Assessment("", **values))  # type: ignore[arg-type]


def test_an_assessment_is_added_and_earlier_ones_stay_on_file(root: Path) -> None:
    numbers = {"low": Decimal(14), "best": Decimal(16), "high": Decimal(18)}
    assert assess(root, "the market/killed", **numbers, grounds="the register", grade="fair")
    at = EVENTS.index("  - id: velora")
    assert (root / "claims/events.yaml").read_text() == EVENTS[:at] + (
        "      - subject: killed\n        low: 14\n        best: 16\n        high: 18\n"
        "        grounds: the register\n        grade: fair\n        by: ada\n"
        "        on: 2031-04-02\n"
    ) + EVENTS[at:]
    assert open_ledger(str(root)).problems == ()
    page = event_page(open_ledger(str(root)), "market")
    assert [(a.by, a.low, a.best) for a in page.assessments] == [("bo", None, 30), ("ada", 14, 16)]
    before = (root / "claims/events.yaml").read_bytes()
    later = {**numbers, "on": date(2031, 4, 9)}
    assert not assess(root, **later, grounds="the register", grade="fair")
    assert (root / "claims/events.yaml").read_bytes() == before
    assert assess(root, **later, grounds="the register", grade="confirmed")


def test_of_events_that_are_one_the_latest_of_each_person_stands(root: Path) -> None:
    from reportedly.ledger.edit import put_entries
    from reportedly.ledger.shape import LINKS
    from reportedly.transaction import transaction

    with transaction(root) as change:
        put_entries(change, LINKS, [LinkEntry("l", "event", "velora", "market")])
    page = event_page(open_ledger(str(root)), "velora")
    assert [(a.subject, a.by, a.low) for a in page.assessments] == [
        ("market/killed", "bo", None),
        ("market/killed", "ada", 14),
    ]
    assert [r["on"] for r in page.row["assessments"]] == ["2031-03-04", "2031-03-08"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("kiled", "is not a measure, an aspect or a topic of its event; did you mean `killed`?"),
        ("killed/people", "`killed/people` counts everybody: write `killed`"),
        ("gas", "`gas` is not counted or measured"),
        ("responsible", "`responsible` is not counted or measured"),
    ],
)  # fmt: skip
def test_only_what_is_counted_is_assessed(root: Path, name: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        assess(root, name, low=Decimal(1))
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"low": 3, "best": 2}, "low 3 is above best 2"),
        ({"best": 3, "high": 2}, "best 3 is above high 2"),
        ({"low": 3, "high": 2}, "low 3 is above high 2"),
        ({"low": -1}, "low -1 is not a count"),
        ({"best": "2.5"}, "best 2.5 is not a count"),
        ({}, "needs a figure (low, best or high) or a grade"),
    ],
)
def test_figures_that_cannot_be_are_refused(root: Path, given: dict[str, int], said: str) -> None:
    before = (root / "claims/events.yaml").read_bytes()
    with pytest.raises(UsageError) as refused:
        assess(root, **{k: Decimal(n) for k, n in given.items()})
    assert said in str(refused.value)
    with pytest.raises(UsageError, match="grade 'certain' is not one of confirmed, fair"):
        assess(root, low=Decimal(1), grade="certain")
    assert (root / "claims/events.yaml").read_bytes() == before


def test_what_is_measured_may_be_below_zero_and_a_grade_may_stand_alone(root: Path) -> None:
    assert assess(root, "price", low=Decimal("-1.5"))
    assert assess(root, grade="3", by="cy")
    assert open_ledger(str(root)).problems == ()


@pytest.mark.parametrize("written", ["x", "1,200", "NaN", "Infinity"])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="not a number such as 1200"):
        read_number("low", written)


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        (("at least 14", "16", "between 15 and 20"), "16"),
        (("at least 14", "at least 12"), "14 or more"),
        (("more than 14", "up to 30"), "more than 14 to 30"),
        (("14", "22"), ""),
        (("at least 20", "22", "14"), ""),
        (("at least half", "14"), "14"),
    ],
)
def test_the_numbers_on_which_all_could_agree(
    root: Path, figures: tuple[str, ...], words: str
) -> None:
    told(root, *figures)
    now = open_ledger(str(root))
    (positions,) = counted_subjects(now, find_event(now, "market")).values()
    assert " or ".join(map(interval_words, common_ground(positions))) == words
