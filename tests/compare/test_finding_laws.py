"""Laws of findings: order, widening, repetition, names."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.compare.findings import find_findings
from reportedly.model import (
    Aspect,
    Behaviour,
    Claim,
    Event,
    Interval,
    Period,
    Role,
    Setting,
    Severity,
    Source,
    SourceKind,
    Span,
    Stance,
    Subject,
)
from reportedly.text.quantities.figures import read_figure

VOICES = [Source(n, n, SourceKind.ORGANISATION) for n in ("army", "monitor", "tv")]
EVENT = Event("e", kind="strike", when=Period(date(2031, 3, 3), date(2031, 3, 3)))
SETTING = Setting({"e": EVENT})
SUBJECTS = [
    Subject("e/killed", event="e", measure="killed", behaviour=Behaviour.ACCUMULATING),
    Subject("e/aboard", event="e", measure="aboard", behaviour=Behaviour.CONSTANT),
    Subject("e/missing", event="e", measure="missing", behaviour=Behaviour.LEVEL),
    Subject("e/responsible", event="e", aspect=Aspect.RESPONSIBLE),
    Subject("e/gas-used", event="e", topic=True),
    Subject("plain"),
]
WORDS = ["3", "14", "at least 14", "16", "about 20", "up to 30", "more than 40", "dozens", "no"]


@st.composite
def claim_lists(draw, stances=(Stance.ASSERTS, Stance.ASSERTS, Stance.DENIES, Stance.RETRACTS)):
    found = []
    for number in range(draw(st.integers(1, 6))):
        subject = draw(st.sampled_from(SUBJECTS))
        voice = draw(st.sampled_from(VOICES))
        day = date(2031, 3, draw(st.integers(3, 7)))
        clock = draw(st.sampled_from([None, None, "10:00", "18:00", "18:00+02:00"]))
        document = f"d{day.day}{draw(st.sampled_from('ab'))}"
        aspect = subject.aspect is not None or subject.topic
        figure = None if aspect else read_figure(draw(st.sampled_from(WORDS)), None)
        found.append(
            Claim(
                f"c{number}",
                voice,
                (voice,),
                subject,
                "words",
                document,
                draw(st.sampled_from(stances)),
                figure,
                said=Period(day, day, vague=True, clock=clock),
                event="e",
                role=draw(st.sampled_from([Role.TOTAL, Role.TOTAL, Role.EARLIER])),
                actors=(draw(st.sampled_from(VOICES)),) if subject.aspect else (),
                spans=(Span(document, number, number + 1, "w"),),
            )
        )
    return found


@given(claim_lists(), st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_order_of_claims_does_not_matter(claims, random):
    shuffled = claims[:]
    random.shuffle(shuffled)
    assert find_findings(shuffled, setting=SETTING) == find_findings(claims, setting=SETTING)


@given(claim_lists())
@settings(max_examples=150, deadline=None)
def test_distinct_findings_have_distinct_names(claims):
    ids = [f.id for f in find_findings(claims, setting=SETTING)]
    assert len(ids) == len(set(ids))


def gravest(claims):
    found = find_findings(claims, setting=SETTING)
    return min((f.severity.rank for f in found), default=Severity.NOTE.rank)


@given(claim_lists(stances=(Stance.ASSERTS,)), st.integers(0, 5), st.integers(0, 9))
@settings(max_examples=200, deadline=None)
def test_widening_never_makes_a_finding_graver(claims, which, by):
    at = which % len(claims)
    figure = claims[at].figure
    if figure is None:
        return
    extra = Interval(
        None if figure.interval.low is None else figure.interval.low - by,
        None if figure.interval.high is None else figure.interval.high + by,
    )
    wide = replace(figure, interval=figure.interval.hull(extra), rounded=figure.rounded.hull(extra))
    widened = [*claims[:at], replace(claims[at], figure=wide), *claims[at + 1 :]]
    assert gravest(widened) >= gravest(claims)


@given(claim_lists(stances=(Stance.ASSERTS, Stance.DENIES)))
@settings(max_examples=150, deadline=None)
def test_a_copy_of_a_document_changes_no_finding(claims):
    """The same text once more, declared one text: nothing but echoes may come of it."""
    copied = claims[0].document
    copies = [
        replace(c, id=f"{c.id}-copy", document="copy", spans=(Span("copy", 0, 1, "w"),))
        for c in claims
        if c.document == copied
    ]
    setting = Setting(SETTING.events, {copied: copied, "copy": copied})

    def told(given):
        found = find_findings(given, setting=setting)
        return {(f.id, f.kind, f.severity) for f in found if f.kind != "echo"}

    assert told([*claims, *copies]) == told(claims)
