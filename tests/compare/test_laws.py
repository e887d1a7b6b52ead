"""What holds of `judge` and `find_conflicts` for any claims whatever."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.compare import Options, find_conflicts, judge
from reportedly.model import (
    Bound,
    Claim,
    ConflictKind,
    Figure,
    Interval,
    Period,
    Source,
    SourceKind,
    Stance,
    Status,
    Subject,
)
from reportedly.text.quantities.conversion import convert

NUMBERS = st.integers(0, 40).map(Decimal)
EXTREMES = st.sampled_from([Decimal(x) for x in ("1E+40", "1E-40", "-7", "9E+999999", "Infinity")])
ANY_NUMBER = NUMBERS | EXTREMES
SOURCES = [Source(n, n.upper(), k) for n, k in zip("abcd", SourceKind, strict=False)]
DAYS = st.integers(0, 3).map(lambda n: date(2020, 3, 1) + timedelta(n))
SUBJECTS = [
    Subject("x", running_total=None, relations=("x + y = z", "nonsense")),
    Subject("y", running_total=True, part_of=("z",)),
    Subject("z", running_total=False),
]


@st.composite
def intervals(draw, numbers=NUMBERS):
    low, high = sorted((draw(numbers), draw(numbers)))
    if low == high:
        return Interval.point(low)
    low_open, high_open = draw(st.booleans()), draw(st.booleans())
    return Interval(
        draw(st.sampled_from([low, None])), draw(st.sampled_from([high, None])), low_open, high_open
    )


@st.composite
def figures(draw, numbers=NUMBERS):
    interval = draw(intervals(numbers))
    nominal = Interval.point(draw(numbers))
    rounded = interval.hull(draw(st.sampled_from([interval, nominal])))
    return Figure(
        "some words",
        nominal,
        draw(st.sampled_from(Bound)),
        interval,
        rounded,
        unit=draw(st.sampled_from([None, "person", "mile", "kilometre", "dollar", "ton"])),
        share=draw(st.booleans()),
        soft=draw(st.booleans()),
    )


PERIODS = st.none() | st.builds(
    lambda a, b, vague: Period(min(a, b), max(a, b), vague=vague), DAYS, DAYS, st.booleans()
)


@st.composite
def claims(draw, numbers=NUMBERS):
    source = draw(st.sampled_from([None, *SOURCES]))
    via = draw(st.sampled_from([(), (SOURCES[0],)]))
    return Claim(
        id=f"c{draw(st.integers(0, 10**6))}",
        source=source,
        chain=(*via, source) if source else via,
        subject=draw(st.sampled_from(SUBJECTS)),
        text="words",
        document=draw(st.sampled_from(["d1", "d2"])),
        stance=draw(st.sampled_from([Stance.ASSERTS, Stance.ASSERTS, *Stance])),
        figure=draw(st.none() | figures(numbers)),
        implied=draw(st.none() | figures(numbers)),
        when=draw(PERIODS),
        as_of=draw(PERIODS),
        said=draw(PERIODS),
        actors=draw(st.sampled_from([(), *((s,) for s in SOURCES)])),
        status=draw(st.sampled_from(Status)),
        candidates=draw(st.sampled_from([(), ("A", "B")])),
    )


@given(claims(ANY_NUMBER), claims(ANY_NUMBER), st.sampled_from(["strict", "press", "acled"]))
@settings(max_examples=150, deadline=None)
def test_judge_is_total_and_the_same_both_ways(a, b, profile):
    # "about" and vague figures are read again from their words, which these have none of
    if profile != "press":
        a, b = (
            replace(c, figure=None, implied=None)
            if any(f and f.bound is Bound.ABOUT for f in (c.figure, c.implied))
            else c
            for c in (a, b)
        )
    verdict = judge(a, b, Options(profile=profile))
    assert verdict == judge(b, a, Options(profile=profile))
    assert verdict.reason.endswith(".")
    assert verdict.earlier in (None, a.id, b.id)
    assert verdict.comparable or verdict.kind is None


def plain(id_, figure, source, **more):
    return Claim(id_, source, (source,), Subject("s"), "", "d", figure=figure, **more)


@given(figures(), figures(), intervals(), st.sampled_from(["0", "0.05", "0.5"]))
@settings(max_examples=150, deadline=None)
def test_widening_never_creates_a_contradiction(f, g, wider, tolerance):
    a, b = plain("a", f, SOURCES[1]), plain("b", g, SOURCES[2])
    wide = replace(f, interval=f.interval.hull(wider), rounded=f.rounded.hull(wider))
    options = Options(tolerance=Decimal(tolerance))
    if judge(a, b, options).kind is not ConflictKind.CONTRADICTION:
        widened = judge(replace(a, figure=wide), b, options)
        assert widened.kind is not ConflictKind.CONTRADICTION


def in_unit(figure, unit):
    return replace(
        figure,
        nominal=convert(figure.nominal, "kilometre", unit),
        interval=convert(figure.interval, "kilometre", unit),
        rounded=convert(figure.rounded, "kilometre", unit),
        unit=unit,
    )


@given(figures(), figures(), st.sampled_from(["mile", "metre", "nautical mile", "foot"]))
@settings(max_examples=60, deadline=None)
def test_units_do_not_matter(f, g, unit):
    f, g = (replace(x, unit="kilometre", share=False) for x in (f, g))
    a, b = plain("a", f, SOURCES[1]), plain("b", g, SOURCES[2])
    assert judge(a, b).kind == judge(a, replace(b, figure=in_unit(g, unit))).kind
    assert (
        judge(a, b).kind
        == judge(replace(a, figure=in_unit(f, unit)), replace(b, figure=in_unit(g, unit))).kind
    )


@given(st.lists(claims(), max_size=30, unique_by=lambda c: c.id), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_findings_do_not_depend_on_the_order_of_claims(ledger, random):
    found = find_conflicts(ledger)
    shuffled = ledger[:]
    random.shuffle(shuffled)
    assert find_conflicts(shuffled) == found
    assert len({c.id for c in found}) == len(found)
    rejected = {c.id for c in ledger if c.status is Status.REJECTED}
    assert not rejected & {i for c in found for i in c.claims}


@given(st.lists(figures(), min_size=2, max_size=40), st.integers(1, 50))
@settings(max_examples=60, deadline=None)
def test_the_sweep_misses_no_subject_that_contradicts(many, few):
    """However few pairs are looked at, a contradiction is found exactly where a pair has one."""
    many = [replace(f, unit="person", share=False) for f in many]
    ledger = [
        plain(f"c{n:02d}", f, Source(f"s{n}", f"S{n}", SourceKind.ORGANISATION))
        for n, f in enumerate(many)
    ]
    by_pairs = any(
        judge(a, b).kind is ConflictKind.CONTRADICTION
        for n, a in enumerate(ledger)
        for b in ledger[n + 1 :]
    )
    found = find_conflicts(ledger, options=Options(pairs=few))
    assert by_pairs == any(c.kind is ConflictKind.CONTRADICTION for c in found)
