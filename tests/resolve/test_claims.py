"""Entries to claims and problems: what is written, and what comes of it."""

from datetime import date
from decimal import Decimal

import pytest

from reportedly.model import (
    Bound,
    ClaimEntry,
    DocumentEntry,
    Entries,
    Interval,
    Location,
    Period,
    SourceEntry,
    Stance,
    Status,
    SubjectEntry,
)
from reportedly.resolve import resolve_entries

TEXT = (
    "The Observatory said on Monday that “at least 16 civilians” were killed – near the village.\n"
    "At least half the dead are children, it said. The dead were\nburied on Tuesday."
)
SOURCES = (
    SourceEntry("obs", "Valley Observatory", aliases=("the Observatory",), kind="organisation"),
    SourceEntry("army", "Valley Army", kind="organisation"),
    SourceEntry("brook", "Tom Brook", kind="person", part_of=("army",)),
)
SUBJECTS = (
    SubjectEntry("killed", unit="person", running_total="false", period="2019-02"),
    SubjectEntry("children", part_of=("killed",)),
)


def entry(id_="c", **fields):
    given = {"document": "doc", "source": "obs", "subject": "killed", **fields}
    return ClaimEntry(id_, location=Location("claims/doc.yaml", 5), **given)


def resolve(*claims, text=TEXT, sources=SOURCES, subjects=SUBJECTS):
    document = DocumentEntry("doc", published="2019-02-12", publisher="The Paper")
    return resolve_entries(Entries((document,), claims, sources, subjects), {"doc": text}.get)


def resolved(*claims, **more):
    """The claims, when nothing is wrong with them."""
    found, problems = resolve(*claims, **more)
    assert problems == []
    return found


def test_everything_is_resolved():
    (claim,) = resolved(
        entry(
            figure="at least 16",
            when="2019-02-11",
            quote=("at least 16 civilians",),
            status="reviewed",
            actors=("army",),
            score="0.5",
            rule="r",
        )
    )
    assert claim.source.name == "Valley Observatory"
    assert [s.id for s in claim.chain] == ["the-paper", "obs"]
    assert claim.origin.id == "obs"
    assert claim.subject.period.iso() == "2019-02-01/2019-02-28"
    assert claim.subject.running_total is False
    assert (claim.figure.interval, claim.figure.unit) == (Interval(Decimal(16), None), "person")
    assert claim.when.start == claim.when.end == date(2019, 2, 11)
    assert [a.id for a in claim.actors] == ["army"]
    assert (claim.status, claim.stance) == (Status.REVIEWED, Stance.ASSERTS)
    (span,) = claim.spans
    assert TEXT[span.start : span.end] == span.quote == claim.text == "at least 16 civilians"
    assert (claim.score, claim.rule) == (0.5, "r")


def test_an_unknown_day_of_saying_is_the_day_of_publication():
    day = date(2019, 2, 12)
    assert resolved(entry())[0].said == Period(day, day, vague=True, as_written="2019-02-12")
    assert resolved(entry(said="2019-02-11"))[0].said.vague is False


def test_names_and_acronyms_do_for_ids():
    assert [
        c.source.id for c in resolved(entry("a", source="VO"), entry("b", source="tom brook"))
    ] == [
        "obs",
        "brook",
    ]


def test_a_spokesman_speaks_for_his_body():
    (claim,) = resolved(entry(source="brook", via=("obs",)))
    assert [s.id for s in claim.chain] == ["the-paper", "obs", "brook", "army"]
    assert claim.source.id == "brook"
    assert claim.origin.id == "army"


def test_an_open_source_stays_open():
    (claim,) = resolved(entry(source=None, candidates=("Tom Brook", "Valley Army")))
    assert claim.source is None
    assert claim.candidates == ("Tom Brook", "Valley Army")


# Shares


@pytest.mark.parametrize(
    ("share", "whole", "interval", "bound"),
    [
        ("at least half", "at least 16", Interval(Decimal(8), None), Bound.AT_LEAST),
        ("at least half", "15", Interval(Decimal(8), Decimal(15)), Bound.RANGE),
        ("half", "16", Interval(Decimal(8), Decimal(8)), Bound.EXACT),
        ("25 percent", "16", Interval(Decimal(4), Decimal(4)), Bound.EXACT),
        ("less than half", "16", Interval(Decimal(0), Decimal(7)), Bound.AT_MOST),
        ("at least half", "up to 30", Interval(Decimal(0), Decimal(30)), Bound.AT_MOST),
    ],
)
@pytest.mark.parametrize("of", ["whole", "killed"])
def test_a_share_of_a_claim_or_subject_comes_to_a_count(share, whole, interval, bound, of):
    claims = resolved(
        entry("share", subject="children", figure=share, of=of), entry("whole", figure=whole)
    )
    assert claims[0].whole == of
    assert claims[0].implied.interval == interval
    assert claims[0].implied.bound == bound
    assert claims[0].implied.unit == "person"
    assert claims[1].implied is None


def test_a_share_of_a_subject_needs_the_same_voice_and_one_figure():
    share = entry("share", subject="children", figure="half", of="killed")
    assert resolved(share, entry("other", source="army", figure="16"))[0].implied is None
    assert resolved(share, entry("a", figure="16"), entry("b", figure="18"))[0].implied is None
    both = resolved(share, entry("other", source="army", figure="30"), entry("own", figure="16"))
    assert both[0].implied.interval == Interval.point(Decimal(8))


def test_a_share_of_words_has_no_count():
    (claim,) = resolved(entry(subject="children", figure="half", of="the dead"))
    assert (claim.whole, claim.implied, claim.figure.of) == (None, None, "the dead")


# Quotes


@pytest.mark.parametrize(
    ("quote", "at", "found"),
    [
        (("16 civilians",), (), ["16 civilians"]),
        (("The dead",), (), ["The dead"]),
        (("At least half", "buried"), (), ["At least half", "buried"]),
        (("half", "16"), (), ["half", "16"]),  # the second stands before the first
        (("16",), ((46, 48),), ["16"]),
        (("not there",), (), []),
        (("16",), ((3, 5),), []),
        (("16", "not there"), (), ["16"]),
        (("16",), ((900, 902),), []),
    ],
)
def test_quotes_are_found_exactly(quote, at, found):
    (claim,) = resolved(entry(quote=quote, at=at))
    assert [s.quote for s in claim.spans] == found
    assert all(TEXT[s.start : s.end] == s.quote for s in claim.spans)
    assert list(claim.not_found) == [q for q in quote if q not in found]
    assert claim.text == " … ".join(quote)


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        (
            '"at least 16 civilians" were killed - near',
            "“at least 16 civilians” were killed – near",
        ),
        ("The dead were buried", "The dead were\nburied"),
    ],
)
def test_other_typography_is_found_and_reported(quote, stands):
    (claim,), (problem,) = resolve(entry(quote=(quote,)))
    assert [s.quote for s in claim.spans] == [stands]
    assert problem.code == "altered-quote"
    assert claim.not_found == ()


def test_nothing_is_said_of_a_document_that_is_missing():
    (claim,) = resolved(entry(quote=("gone", "too"), at=((0, 4),)), text=None)
    assert [s.quote for s in claim.spans] == ["gone"]
    assert claim.not_found == ()


# Faults


@pytest.mark.parametrize(
    ("fields", "code", "claims"),
    [
        ({"figure": "umpteen-ish"}, "unreadable-figure", 0),
        ({"when": "the other day, maybe"}, "unreadable-time", 0),
        ({"as_of": "2019-02-30"}, "unreadable-time", 0),
        ({"said": "2019-13"}, "unreadable-time", 0),
        ({"stance": "shouts"}, "unknown-stance", 0),
        ({"status": "maybe"}, "unknown-status", 0),
        ({"source": "nobody"}, "dangling-source", 1),
        ({"via": ("nobody",)}, "dangling-source", 1),
        ({"actors": ("nobody",)}, "dangling-source", 1),
        ({"subject": "nothing"}, "dangling-subject", 1),
        ({"subject": None}, "no-subject", 1),
    ],
)
def test_faults_are_problems_at_their_line(fields, code, claims):
    key = next(iter(fields))
    found, problems = resolve(entry(marks={key: (7, 3)}, **fields))
    assert [(p.code, str(p.location)) for p in problems] == [(code, "claims/doc.yaml:7:3")]
    assert len(found) == claims


def test_an_ambiguous_name_is_reported_with_its_candidates():
    twins = (SourceEntry("a", "The Front"), SourceEntry("b", "Front"))
    (claim,), (problem,) = resolve(entry(source="front"), sources=twins)
    assert problem.code == "ambiguous-source"
    assert "a or b" in problem.message
    assert claim.source.name == "front"


def test_all_faults_are_told_and_each_dangling_name_once():
    _, problems = resolve(
        entry("a", figure="x", stance="y"), entry("b", source="nobody"), entry("c", source="nobody")
    )
    assert [p.code for p in problems] == ["unreadable-figure", "unknown-stance", "dangling-source"]


def test_a_bad_period_of_a_subject_is_a_problem_of_the_subject():
    subject = SubjectEntry("killed", period="2019-40", location=Location("claims/subjects.yaml", 9))
    found, problems = resolve(entry(), subjects=(subject,))
    assert [str(p.location) for p in problems] == ["claims/subjects.yaml:9:1"]
    assert len(found) == 1


def test_nothing_gives_nothing():
    assert resolve_entries(Entries(), {}.get) == ([], [])
