"""Pairs of claims and what they are to each other: words in, kind and reason out."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reportedly.compare import Options, judge
from reportedly.model import Figure, SourceKind, Stance, Subject

DEFAULTS = Options()
S, M = "SOHR", "the ministry"
TOTAL = Subject("deaths", running_total=True)
DAILY = Subject("deaths", running_total=False)
KM2, MI2 = "square kilometre", "square mile"


def kind_of(a, b, options=DEFAULTS):
    """The kind, checked to be the same both ways round and told in one sentence."""
    verdict = judge(a, b, options)
    assert verdict == judge(b, a, options)
    assert verdict.reason.endswith(".") and "\n" not in verdict.reason
    return verdict.kind


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        # what the numbers allow
        ("at least 16", "12", "contradiction"),
        ("at least 16", "at least 12", None),
        ("at least 16", "16", None),
        ("at least 16", "20", None),
        ("16", "12", "contradiction"),
        ("16", "16", None),
        ("more than 16", "16", "contradiction"),
        ("more than 16", "at least 16", None),
        ("more than 16", "17", None),
        ("fewer than 16", "16", "contradiction"),
        ("fewer than 16", "at least 16", "contradiction"),
        ("fewer than 16", "at least 15", None),
        ("between 30 and 40", "35", None),
        ("between 30 and 40", "41", "contradiction"),
        ("between 30 and 40", "between 40 and 50", None),
        ("30-40", "at least 41", "contradiction"),
        ("no", "at least 16", "contradiction"),
        ("no", "fewer than 5", None),
        ("sixteen", "16", None),
        ("a dozen", "12", None),
        ("1.2 million", "1,200,000", None),
        # rounding
        ("20,000", "20,134", "rounding"),
        ("more than 20,000", "20,000", "rounding"),
        ("1.2 million", "1,187,000", "rounding"),
        ("1.2 million", "1,287,000", "contradiction"),
        ("20,000", "23,000", "contradiction"),
        ("about 600", "620", "rounding"),
        ("about 600", "900", "contradiction"),
        # both can hold, but
        ("at least 16", "at least 70", "divergence"),
        ("at least 16", "70", "divergence"),
        ("more than 20,000", "at least 9,000", "divergence"),
        ("fewer than 100", "12", "divergence"),
        ("at least 16", "at least 31", None),
        ("at least 16", "at least 32", "divergence"),
        ("at least 5", "fewer than 100", None),  # a floor and a ceiling frame a range
        # loose ceilings
        ("up to 30", "40", "divergence"),
        ("up to 30", "at least 31", "divergence"),
        ("up to 30", "25", None),
        # vague numerals
        ("dozens", "16", None),
        ("dozens", "at least 200", "contradiction"),
        ("hundreds", "600", None),
        ("hundreds", "40", "contradiction"),
    ],
)
def test_two_counts_for_one_moment(claim, first, second, kind):
    assert kind_of(claim(S, first), claim(M, second)) == kind


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("4", KM2), ("fewer than 5", KM2), None),
        (("4", KM2), ("1.54", MI2), "rounding"),
        (("4", KM2), ("one", MI2), "contradiction"),
        (("1,000", "metre"), ("1", "kilometre"), None),
        (("fewer than 5", KM2), ("at least 3", MI2), "contradiction"),
        (("99.5 percent", None), ("99.4 percent", None), "contradiction"),
        (("99.5 percent", None), ("99.53 percent", None), "rounding"),
        (("half", None), ("0.5 percent", None), "contradiction"),
        (("half", None), ("50 percent", None), None),
        (("16", "civilian"), ("12", "person"), "contradiction"),
    ],
)
def test_units_are_converted_between_claims(claim, first, second, kind):
    a, b = (claim(who, f, unit=u) for who, (f, u) in ((S, first), (M, second)))
    assert kind_of(a, b) == kind


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (("4", KM2), ("12", "person"), "different things"),
        (("100", "dollar"), ("90", "euro"), "different things"),
        (("half", None), ("12", "person"), "the whole is not known"),
    ],
)
def test_other_dimensions_are_not_compared(claim, first, second, reason):
    a, b = (claim(who, f, unit=u) for who, (f, u) in ((S, first), (M, second)))
    verdict = judge(a, b)
    assert kind_of(a, b) is None
    assert not verdict.comparable
    assert reason in verdict.reason


def test_a_reason_names_sources_and_words(claim):
    verdict = judge(claim(S, "at least 16"), claim(M, "12"))
    assert verdict.reason == (
        'SOHR says "at least 16" and the ministry says "12": no number satisfies both.'
    )


def test_a_reason_tells_units_that_differ(claim):
    verdict = judge(claim(S, "4", unit=KM2), claim(M, "one", unit=MI2))
    assert '"4" square kilometres' in verdict.reason
    assert '"one" square miles' in verdict.reason


@pytest.mark.parametrize(
    ("name", "kind", "speech"),
    [
        ("US officials", SourceKind.UNNAMED, "US officials say"),
        ("activists", SourceKind.GROUP, "activists say"),
        ("an official", SourceKind.UNNAMED, "an official says"),
        ("Syrian Democratic Forces", SourceKind.GROUP, "Syrian Democratic Forces says"),
        ("the police services", SourceKind.ORGANISATION, "the police services says"),
    ],
)
def test_several_say(claim, name, kind, speech):
    assert f'{speech} "12"' in judge(claim(name, "12", kind=kind), claim(S, "16")).reason


def test_a_divergence_prints_ratio_and_threshold(claim):
    verdict = judge(claim(S, "at least 16"), claim(M, "at least 70"))
    assert verdict.ratio == Decimal("4.375")
    assert "4.4 times" in verdict.reason
    assert "from 2)" in verdict.reason


def test_the_threshold_is_an_option(claim):
    a, b = claim(S, "at least 16"), claim(M, "at least 28")
    assert kind_of(a, b) is None
    assert kind_of(a, b, Options(divergence_ratio=Decimal("1.5"))) == "divergence"


@pytest.mark.parametrize(
    ("first", "second", "profile", "kind"),
    [
        ("up to 30", "40", "press", "divergence"),
        ("up to 30", "40", "strict", "contradiction"),
        ("about 16", "17", "press", "rounding"),
        ("about 16", "17", "strict", "contradiction"),
        ("dozens", "16", "press", None),
        ("dozens", "16", "strict", "contradiction"),
        ("dozens", "12", "acled", None),
        ("dozens", "16", "acled", "contradiction"),
    ],
)
def test_profiles_read_inexact_words(claim, first, second, profile, kind):
    assert kind_of(claim(S, first), claim(M, second), Options(profile=profile)) == kind


@pytest.mark.parametrize(
    ("tolerance", "kind"), [("0", "contradiction"), ("0.05", "rounding"), ("0.04", "contradiction")]
)
def test_tolerance_is_a_part_of_the_higher_figure(claim, tolerance, kind):
    options = Options(tolerance=Decimal(tolerance))
    assert kind_of(claim(S, "119"), claim(M, "125"), options) == kind


@pytest.mark.parametrize(
    "bad", [{"profile": "x"}, {"tolerance": Decimal(1)}, {"divergence_ratio": Decimal(1)}]
)
def test_impossible_options_are_refused(bad):
    with pytest.raises(ValueError, match=next(iter(bad))):
        Options(**bad)


# Times


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        # as of
        ({"as_of": "2020-03-01"}, {"as_of": "2020-03-01"}, "contradiction"),
        ({"as_of": "2020-03-01"}, {"as_of": "2020-02-01/2020-03-31"}, "contradiction"),
        ({"as_of": "2020-03-01"}, {"as_of": "2020-03-02"}, None),
        # the event where there is no as-of, whenever it was said
        ({"when": "2020-03-01"}, {"when": "2020-03-01", "said": "2020-03-09"}, "contradiction"),
        ({"when": "2020-03-01"}, {"when": "2020-03-04"}, None),
        # the day it was said where there is neither
        ({"said": "2020-03-01"}, {"said": "2020-03-01"}, "contradiction"),
        ({"said": "2020-03-01"}, {"said": "2020-03-02"}, None),
        # one without a time
        ({"as_of": "2020-03-01"}, {}, "contradiction"),
    ],
)
def test_only_one_moment_is_compared(claim, a, b, kind):
    assert kind_of(claim(S, "16", **a), claim(M, "12", **b)) == kind


@pytest.mark.parametrize(
    ("earlier", "later", "kind"),
    [
        ("100", "120", "update"),
        ("at least 100", "at least 120", "update"),
        ("100", "100", None),
        ("100", "90", "decrease"),
        ("at least 100", "90", "decrease"),
        ("100", "at least 90", None),
        ("20,000", "19,800", None),  # within what "20,000" leaves open
    ],
)
@pytest.mark.parametrize("who", [S, M])
def test_a_running_total_over_time(claim, earlier, later, kind, who):
    a = claim(S, earlier, subject=TOTAL, as_of="2020-03-01")
    b = claim(who, later, subject=TOTAL, as_of="2020-03-08")
    assert kind_of(a, b) == kind
    if kind is not None:
        assert judge(b, a).earlier == a.id


def test_a_total_without_as_of_counts_to_the_day_it_was_said(claim):
    a = claim(S, "100", subject=TOTAL, when="2020-08-04", said="2020-08-05")
    b = claim(M, "190", subject=TOTAL, when="2020-08-04", said="2020-08-30")
    assert kind_of(a, b) == "update"


def test_days_of_a_count_that_does_not_accumulate_are_apart(claim):
    a = claim(S, "100", subject=DAILY, as_of="2020-03-01")
    b = claim(S, "90", subject=DAILY, as_of="2020-03-08")
    assert kind_of(a, b) is None
    assert not judge(a, b).comparable


def test_daily_is_not_compared_with_cumulative(claim):
    a = claim(S, "100", subject=TOTAL, as_of="2020-03-01")
    b = claim(M, "9", subject=DAILY, as_of="2020-03-01")
    assert kind_of(a, b) is None
    assert "running total" in judge(a, b).reason


# One voice


def test_one_voice_with_a_later_figure_revises(claim):
    a = claim(S, "12", when="2019-02-11", said="2019-02-11")
    b = claim(S, "at least 16", when="2019-02-11", said="2019-02-12", document="other")
    assert kind_of(a, b) == "revision"
    assert judge(a, b).earlier == a.id
    assert judge(a, b).reason == (
        'SOHR gave "12" by 2019-02-11 and "at least 16" by 2019-02-12: '
        "the later replaces the earlier."
    )


def test_what_came_by_one_origin_is_one_voice(claim):
    a = claim("AFP", "12", origin=S, when="2019-02-11", said="2019-02-11", document="a")
    b = claim("Reuters", "16", origin=S, when="2019-02-11", said="2019-02-12", document="b")
    assert kind_of(a, b) == "revision"


def test_one_voice_with_two_figures_on_one_day_contradicts_itself(claim):
    a, b = claim(S, "12", said="2019-02-11"), claim(S, "16", said="2019-02-11")
    assert kind_of(a, b) == "contradiction"
    assert "SOHR says both" in judge(a, b).reason


def test_the_hour_decides_within_a_day(claim):
    a, b = (
        replace(c, said=replace(c.said, clock=hour))
        for c, hour in (
            (claim(S, "12", when="2019-02-11", said="2019-02-11"), "09:00"),
            (claim(S, "16", when="2019-02-11", said="2019-02-11"), "17:30"),
        )
    )
    assert kind_of(a, b) == "revision"
    assert judge(b, a).earlier == a.id


@pytest.mark.parametrize(
    ("second", "document", "kind"),
    [(S, "other", "echo"), (S, "doc", None), (M, "other", None)],
)
def test_the_same_words_again(claim, second, document, kind):
    a, b = claim(S, "at least 16"), claim(second, "at least 16", document=document, id="b")
    assert kind_of(a, b) == kind


def test_unnamed_voices_of_two_documents_may_be_two(claim):
    unnamed = {"kind": SourceKind.UNNAMED, "when": "2019-02-11"}
    a = claim("activists", "12", said="2019-02-11", **unnamed)
    b = claim("activists", "16", said="2019-02-12", document="b", **unnamed)
    assert kind_of(a, b) == "contradiction"


# Denial and responsibility


@pytest.mark.parametrize(
    ("said", "denied", "kind"),
    [
        ("at least 16", None, "denial"),
        ("at least 16", "at least 16", "denial"),
        ("20", "at least 16", "denial"),
        ("12", "at least 16", None),
        ("no", None, None),
        (None, None, "denial"),
        (None, "at least 16", None),
    ],
)
def test_denial(claim, said, denied, kind):
    a, b = claim(S, said), claim(M, denied, stance=Stance.DENIES)
    assert kind_of(a, b) == kind


def test_a_denial_of_another_day_denies_nothing(claim):
    a = claim(S, "16", when="2019-02-11")
    b = claim(M, when="2019-02-14", stance=Stance.DENIES)
    assert kind_of(a, b) is None


def test_a_voice_that_takes_it_back_revises(claim):
    a = claim(S, "16", when="2019-02-11", said="2019-02-11")
    b = claim(S, when="2019-02-11", said="2019-02-13", stance=Stance.DENIES)
    assert kind_of(a, b) == "revision"


@pytest.mark.parametrize("stance", [Stance.CANNOT_VERIFY, Stance.DECLINES, Stance.ASKS])
def test_who_does_not_assert_contradicts_nobody(claim, stance):
    verdict = judge(claim(S, "16"), claim(M, "12", stance=stance))
    assert verdict.kind is None
    assert not verdict.comparable
    assert M in verdict.reason


def test_responsibility_is_apart_from_figures(claim):
    a = claim(S, "16", actors="Coalition", when="2019-02-11")
    b = claim(M, "16", actors="IS", when="2019-02-11")
    assert kind_of(a, b) == "responsibility"
    assert judge(a, b).reason == "SOHR holds Coalition responsible and the ministry holds IS."


def test_of_two_findings_the_graver_is_told(claim):
    a, b = claim(S, "16", actors="Coalition"), claim(M, "12", actors="IS")
    assert kind_of(a, b) == "contradiction"


def test_a_denial_for_oneself_does_not_deny_another(claim):
    a = claim(S, "16", actors="Coalition")
    b = claim(M, actors="IS", stance=Stance.DENIES)
    assert kind_of(a, b) is None


# What cannot be compared


def test_subjects_differ(claim):
    verdict = judge(claim(S, "16"), claim(M, "12", subject="wounded"))
    assert (verdict.kind, verdict.comparable) == (None, False)


def test_a_claim_is_itself(claim):
    assert kind_of(claim(S, "16"), claim(S, "16")) is None


def test_a_share_of_a_known_whole_is_a_count(claim):
    half = replace(claim(S, "at least half", unit=None), implied=claim(S, "at least 8").figure)
    assert isinstance(half.implied, Figure)
    assert kind_of(half, claim(M, "6")) == "contradiction"
    assert kind_of(half, claim(M, "9")) is None
