"""Findings over a whole ledger."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reportedly.compare import (
    Options,
    find_conflicts,
)
from reportedly.model import Judgement, SourceKind, Status, Subject, tally

S, M, U = "SOHR", "the ministry", "the UN"
DEATHS = Subject("deaths", running_total=True)


def told(conflicts):
    """Kind and claims of each finding."""
    return [(c.kind.value, tuple(sorted(c.claims))) for c in conflicts]


def test_claims_that_agree_give_nothing(claim):
    assert find_conflicts([claim(S, "at least 16"), claim(M, "at least 12"), claim(U, "17")]) == []


def test_nothing_gives_nothing():
    assert find_conflicts([]) == []


def test_each_contradicting_pair_is_told(claim):
    a, b, c = claim(S, "at least 16"), claim(M, "12"), claim(U, "20")
    assert sorted(told(find_conflicts([a, b, c]))) == [
        ("contradiction", (a.id, b.id)),
        ("contradiction", (c.id, b.id)),
    ]


def test_a_finding_carries_sources_origins_reason_and_day(claim):
    (found,) = find_conflicts([claim(S, "at least 16", said="2019-02-12"), claim(M, "12")])
    assert found.subject == "killed"
    assert found.sources == (S, M)
    assert found.origins == 2
    assert "no number satisfies both" in found.reason
    assert found.latest == date(2019, 2, 12)


def test_rejected_claims_are_left_out(claim):
    rejected = claim(M, "12", status=Status.REJECTED, missing=("gone",))
    assert find_conflicts([claim(S, "at least 16"), rejected]) == []


def test_worst_first_then_ratio_then_recency_then_subject(claim):
    ledger = [
        claim(S, "10", subject="b"), claim(M, "11", subject="b"),
        claim(S, "10", subject="a"), claim(M, "11", subject="a"),
        claim(S, "10", subject="c"), claim(M, "90", subject="c"),
        claim(S, "10", subject="d", said="2020-01-02"), claim(M, "11", subject="d"),
        claim(S, "at least 10", subject="e"), claim(M, "at least 900", subject="e"),
        claim(S, "20,000", subject="f"), claim(M, "20,100", subject="f"),
    ]  # fmt: skip
    found = find_conflicts(ledger)
    assert [c.subject for c in found] == ["c", "d", "a", "b", "e", "f"]
    assert [c.severity for c in found] == ["conflict"] * 4 + ["question", "note"]


# One voice in many documents


def test_echoes_are_one_voice_and_one_finding(claim):
    wire = [claim(S, "at least 16", document=f"paper-{n}", id=f"c{n}") for n in range(5)]
    other = claim(M, "12", id="m")
    found = find_conflicts([*wire, other])
    assert told(found) == [
        ("contradiction", ("c0", "m")),
        ("echo", ("c0", "c1", "c2", "c3", "c4")),
    ]
    assert found[1].origins == 1
    assert found[1].reason == (
        "5 documents (paper-0, paper-1, paper-2, …) carry what SOHR says: one voice, not 5."
    )


def test_corroboration_counts_origins(claim):
    ledger = [
        claim("AFP", "16", origin=S, document="a"),
        claim("Reuters", "16", origin=S, document="b"),
        claim(S, "16", document="c"),
        claim(U, "16", document="d"),
        claim("activists", "16", kind=SourceKind.UNNAMED, document="e"),
        claim("activists", "16", kind=SourceKind.UNNAMED, document="f"),
    ]
    assert tally(ledger).origins == 3


# Over time


def test_revisions_are_told_step_by_step_and_the_last_counts(claim):
    event = "2019-02-11"
    ledger = [
        claim(S, "12", when=event, said="2019-02-11", id="s1"),
        claim(S, "14", when=event, said="2019-02-12", id="s2"),
        claim(S, "16", when=event, said="2019-02-13", id="s3"),
        claim(M, "16", when=event, said="2019-02-13", id="m"),
    ]
    assert sorted(told(find_conflicts(ledger))) == [
        ("revision", ("s1", "s2")),
        ("revision", ("s2", "s3")),
    ]


def test_vintages_of_a_table_are_superseded_not_contradicted(claim):
    ledger = [
        claim("JHU", str(1000 + 7 * state), subject=DEATHS, as_of="2020-04-01",
              said=f"2021-{state:02d}-01", id=f"v{state:02d}")
        for state in range(1, 13)
    ]  # fmt: skip
    found = find_conflicts(ledger)
    assert {c.kind.value for c in found} == {"revision"}
    assert len(found) == 11
    assert found == find_conflicts(ledger, options=Options(pairs=2))


def test_a_running_total_is_followed_by_voice(claim):
    ledger = [
        claim(who, str(count), subject=DEATHS, as_of=f"2020-03-0{day}", id=f"{who[:1]}{day}")
        for who, counts in (("WHO", (10, 20, 30)), ("ECDC", (10, 20, 15)))
        for day, count in enumerate(counts, 1)
    ]
    assert sorted(told(find_conflicts(ledger))) == [
        ("contradiction", ("E3", "W3")),
        ("decrease", ("E2", "E3")),
        ("decrease", ("E3", "W2")),
        ("update", ("E1", "E2")),
        ("update", ("W1", "W2")),
        ("update", ("W2", "W3")),
    ]


def test_a_rise_is_told_across_voices_where_a_voice_is_new(claim):
    ledger = [
        claim("WHO", "10", subject=DEATHS, as_of="2020-03-01", id="w1"),
        claim("WHO", "20", subject=DEATHS, as_of="2020-03-02", id="w2"),
        claim("ECDC", "30", subject=DEATHS, as_of="2020-03-03", id="e3"),
    ]
    assert sorted(told(find_conflicts(ledger))) == [
        ("update", ("e3", "w2")),
        ("update", ("w1", "w2")),
    ]


# Many claims on one subject


def test_output_stays_linear_on_one_subject(claim):
    ledger = [claim(f"Source {n}", str(100 + n % 50), id=f"c{n:04d}") for n in range(2000)]
    found = find_conflicts(ledger)
    assert any(c.kind == "contradiction" for c in found)
    assert len(found) < 5 * len(ledger)
    lows = {c.claims for c in found}
    assert any("c0000" in pair for pair in lows)  # 100, the lowest of all


def test_many_days_of_many_sources_are_compared_day_by_day(claim):
    ledger = [
        claim(f"S{s}", str(100 * day + (7 if (day, s) == (5, 3) else 0)), subject=DEATHS,
              as_of=f"2020-03-{day:02d}", id=f"s{s}d{day:02d}")
        for day in range(1, 11) for s in range(5)
    ]  # fmt: skip
    bad = [c for c in find_conflicts(ledger) if c.severity == "conflict"]
    assert bad
    assert all(i.endswith("d05") for c in bad for i in c.claims)
    assert all("s3d05" in c.claims for c in bad)


# Several findings on one pair


def test_responsibility_is_told_beside_the_figures(claim):
    ledger = [claim(S, "16", actors="Coalition"), claim(M, "12", actors="IS")]
    assert [c.kind.value for c in find_conflicts(ledger)] == ["contradiction", "responsibility"]


# By itself


@pytest.mark.parametrize(
    ("words", "is_flagged"),
    [
        ("four square kilometres (one square mile)", True),
        ("fewer than 5 square kilometres (less than 2 square miles)", False),
        ("100 kilometres (62 miles)", False),
        ("62 miles (100 kilometres)", False),
        ("100 kilometres (52 miles)", True),
        ("30 metres (100 feet)", False),
        ("10 miles (16 km)", False),
        ("6 feet (1.83 metres)", False),
        ("6 feet (1.38 metres)", True),
        ("5 kg (11 pounds)", False),
    ],
)
def test_a_conversion_must_print(claim, words, is_flagged):
    found = find_conflicts([claim("the paper", words, unit=None)])
    assert [c.kind.value for c in found] == ["conversion"] * is_flagged


def test_the_reason_for_a_conversion_shows_the_sum(claim):
    words = "four square kilometres (one square mile)"
    (found,) = find_conflicts([claim("the paper", words, unit=None)])
    assert "4 square kilometres is 1.54 square miles" in found.reason
    assert found.origins == 1


def test_lost_words_are_flagged(claim):
    (found,) = find_conflicts([claim(S, "16", missing=("killed sixteen",), document="paper")])
    assert found.kind == "not-in-document"
    assert found.reason == 'The words "killed sixteen" are not at the cited place in paper.'


# Judgements


def judgement(number, conflict, withdrawn=None):
    return Judgement(
        f"j{number}", conflict, "explained", "me", date(2020, 1, 1), "why", None, withdrawn
    )


def test_standing_judgements_are_attached(claim):
    ledger = [claim(S, "at least 16"), claim(M, "12")]
    (found,) = find_conflicts(ledger)
    decided = [
        judgement(2, found.id),
        judgement(1, found.id),
        judgement(3, found.id, withdrawn=date(2020, 1, 2)),
        judgement(4, "contradiction-00000000"),
    ]
    (found,) = find_conflicts(ledger, decided)
    assert found.judgements == ("j1", "j2")


def test_tolerance_reaches_every_comparison(claim):
    whole, part = Subject("all"), Subject("some", part_of=("all",))
    ledger = [
        claim(S, "101"), claim(M, "103"),
        claim(S, "103", subject=part), claim(S, "101", subject=whole),
    ]  # fmt: skip
    assert [c.kind.value for c in find_conflicts(ledger)] == ["part-exceeds-whole", "contradiction"]
    found = find_conflicts(ledger, options=Options(tolerance=Decimal("0.05")))
    assert [c.kind.value for c in found] == ["rounding"]


def test_a_profile_is_applied_over_a_ledger(claim):
    ledger = [claim(S, "dozens"), claim(M, "16")]
    assert find_conflicts(ledger) == []
    (found,) = find_conflicts(ledger, options=Options(profile="strict"))
    assert found.kind == "contradiction"


def test_an_open_source_is_named_as_open(claim):
    a = replace(claim(S, "at least 16"), source=None, chain=(), candidates=("Bali", "Ghika"))
    (found,) = find_conflicts([a, claim(M, "12")])
    assert "an open source (Bali or Ghika)" in found.sources
