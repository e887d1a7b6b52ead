"""What voices are to each other: one finding a subject and question, camps, updates, ids that last.

In the tables a claim is a line `source | figure | day or day and hour | more`.
"""

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from reportedly.compare.findings import find_findings, find_positions
from reportedly.model import (
    Aspect,
    Behaviour,
    Event,
    Period,
    Role,
    Setting,
    Source,
    Span,
    Stance,
    Subject,
)

STRIKE = Event("velora", kind="air-strike", when=Period(date(2031, 3, 3), date(2031, 3, 3)))
SETTING = Setting({"velora": STRIKE})
KILLED = Subject(
    "velora/killed", event="velora", measure="killed", behaviour=Behaviour.ACCUMULATING
)
ABOARD = Subject("velora/aboard", event="velora", measure="aboard", behaviour=Behaviour.CONSTANT)
MISSING = Subject("velora/missing", event="velora", measure="missing", behaviour=Behaviour.LEVEL)
WHO = Subject("velora/responsible", event="velora", aspect=Aspect.RESPONSIBLE)


def people(who, whole=KILLED):
    """A part of a count: those of it who are `who`."""
    return replace(whole, id=f"{whole.id}/{who}", population=who)


def told(text: str) -> Period:
    """`3`, `3T18:10` or `3T18:10+02:00`: a day of March 2031, and the hour."""
    day, _, clock = text.partition("T")
    on = date(2031, 3, int(day))
    return Period(on, on, vague=True, clock=clock or None)


@pytest.fixture
def claims(claim):
    """Claims from lines, on one subject unless the line names another measure."""

    def build(table, subject=KILLED):
        found = []
        for number, line in enumerate(filter(None, map(str.strip, table.splitlines()))):
            who, figure, day, *more = (cell.strip() for cell in line.split("|"))
            extra = dict(pair.split("=") for pair in (more[0].split() if more else ()))
            made = claim(
                who,
                figure or None,
                subject=subject,
                unit=None,
                id=extra.pop("id", f"{who}{number}"),
                document=extra.pop("in", f"{who}-{day}"),
            )
            actors = tuple(Source(a, a) for a in extra.pop("actors", "").split(",") if a)
            made = replace(
                made,
                said=told(day),
                event="velora",
                role=Role(extra.pop("role", "total")),
                stance=Stance(extra.pop("stance", "asserts")),
                actors=actors,
                spans=(Span(made.document, number * 10, number * 10 + 5, "words"),),
            )
            found.append(replace(made, **extra))
        return found

    return build


def shown(claims, setting=SETTING):
    """`kind severity: camp / camp` of each finding but echoes, claims by their ids."""
    return [
        f"{f.kind} {f.severity}: {' / '.join(' '.join(sorted(c)) for c in f.camps)}"
        for f in find_findings(claims, setting=setting)
        if f.kind != "echo"
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # two voices of one day: one finding, in whichever order they come
        ("tv | 14 | 3\n monitor | 22 | 3", ["contradiction conflict: tv0 / monitor1"]),
        # what fits both camps accuses nobody
        (
            "tv | 14 | 3\n monitor | 22 | 3\n ministry | at least 12 | 3",
            ["contradiction conflict: tv0 / monitor1"],
        ),
        # three camps are one finding
        (
            "tv | 14 | 3\n monitor | 22 | 3\n ministry | 18 | 3",
            ["contradiction conflict: tv0 / ministry2 / monitor1"],
        ),
        # a voice goes on counting
        ("m | 78 | 3T10:00\n m | 113 | 4\n m | 135 | 5", ["update note: m0 / m1 / m2"]),
        # what it gave before is told by the later document
        (
            "m | 27 | 4 | in=d\n m | 22 | 4 | in=d role=earlier",
            ["update note: m1 / m0"],
        ),
        # it corrects itself downwards, and says so; or it falls and nobody says why
        (
            "m | 140 | 4\n m | 131 | 5 | in=d\n m | 140 | 5 | in=d role=earlier",
            ["revision note: m0 m2 / m1"],
        ),
        ("m | 140 | 4\n m | 131 | 5", ["decrease question: m0 / m1"]),
        # upwards, where it withdraws the first count
        ("m | 12 | 3 | id=first\n m | 14 | 4 | revises=first", ["revision note: first / m1"]),
        # the earlier, lower count of another voice is older, not wrong
        ("tv | 14 | 3\n m | 26 | 5", ["outdated question: tv0 / m1"]),
        ("tv | dozens | 3\n m | 126 | 5", ["outdated note: tv0 / m1"]),
        # ... which nobody need ask about a day later, unless it is half as high again
        ("tv | 14 | 3\n m | 20 | 4", ["outdated note: tv0 / m1"]),
        ("tv | 14 | 3\n m | 26 | 4", ["outdated question: tv0 / m1"]),
        # ... which nobody need ask about where the later report tells of the rise
        (
            "tv | 14 | 3\n m | 26 | 5 | in=d\n tv | 14 | 5 | in=d role=earlier",
            ["outdated note: tv0 tv2 / m1"],
        ),
        # ... or where the hours of one day are known
        ("tv | 14 | 3T10:00Z\n m | 26 | 3T18:00Z", ["outdated note: tv0 / m1"]),
        # hours by clocks of two houses tell nothing
        ("tv | 14 | 3T10:00\n m | 26 | 3T18:00", ["contradiction conflict: tv0 / m1"]),
        # a voice that repeats its count stands by it
        (
            "tv | 14 | 3\n m | 26 | 5\n tv | 14 | 5 | in=again",
            ["contradiction conflict: tv0 tv2 / m1"],
        ),
        # and so does one that speaks when the event no longer moves
        ("tv | 14 | 8\n m | 26 | 9", ["contradiction conflict: tv0 / m1"]),
        # a later, lower count of another voice contradicts
        ("m | 26 | 3\n tv | 14 | 5", ["contradiction conflict: tv1 / m0"]),
        # at like times they were apart, and one never came round: each with what it holds now
        (
            "tv | 14 | 3\n m | 20 | 3\n m | 26 | 6",
            ["contradiction conflict: tv0 / m2", "update note: m1 / m2"],
        ),
        # ... but a count that another has passed since is the older one
        (
            "tv | 20 | 3\n m | 14 | 3\n m | 26 | 6",
            [
                "contradiction question: m1 / tv0",
                "outdated question: tv0 / m2",
                "update note: m1 / m2",
            ],
        ),
        # they were apart, and came together: worth a question
        (
            "tv | 14 | 3\n m | 20 | 3\n tv | at least 16 | 6",
            ["contradiction question: tv0 / m1", "update note: tv0 / tv2"],
        ),
        # ... and who gives two numbers on one day has taken back neither
        (
            "tv | 20 | 3\n m | 14 | 3\n m | 20 | 3 | in=e",
            ["contradiction question: m1 / tv0", "update note: m1 / m2"],
        ),
        # ... settled where they hold one number now
        (
            "tv | 14 | 3\n m | 20 | 3\n tv | 20 | 6",
            ["contradiction note: tv0 / m1", "update note: tv0 / tv2"],
        ),
        # a headline drops the bound: the voice still says at least
        ("m | 14 | 3 | in=d\n m | at least 14 | 3 | in=d\n tv | 16 | 3", []),
        # feared, threatened and partial figures are no tolls
        ("m | 14 | 3\n m | 60 | 3 | role=projection\n tv | 6 | 3 | role=addition", []),
        # a ceiling tells of no rise
        ("m | 7 | 3\n tv | up to 17 | 5", []),
        # both can hold, yet lie far apart
        ("m | at least 16 | 3\n tv | at least 70 | 3", ["divergence question: m0 / tv1"]),
    ],
)
def test_counts_that_accumulate(claims, table, expected):
    made = claims(table)
    assert shown(made) == expected
    assert shown(made[::-1]) == expected


def test_a_constant_is_compared_on_any_day(claims):
    made = claims("line | 112 | 3\n kin | more than 200 | 4\n line | 118 | 5", ABOARD)
    assert shown(made) == [
        "contradiction conflict: line2 / kin1",
        "revision note: line0 / line2",
    ]


def test_levels_are_compared_at_like_times(claims):
    made = claims("m | 90 | 3\n m | 38 | 5\n tv | 60 | 3\n paper | 40 | 4", MISSING)
    assert shown(made) == [
        "contradiction conflict: tv2 / m0",
        "update note: m0 / m1",
    ]


def test_a_publisher_puts_its_report_right(claims):
    made = claims("hospital | 41 | 3 | id=wrong\n hospital | 14 | 4 | corrects=wrong")
    assert shown(made) == []
    (position,) = find_positions(made)["velora/killed"]
    assert [s.ids for s in position.statements] == [("hospital1",)]


def test_what_is_taken_back_is_held_no_longer(claims):
    made = claims("m | 22 | 3\n tv | 14 | 3\n m | 22 | 4 | stance=retracts")
    assert shown(made) == []


def test_a_finding_keeps_its_name_when_reports_are_added(claims):
    few = claims("tv | 14 | 3\n monitor | 22 | 3")
    more = [*few, *claims("paper | 31 | 3\n monitor | 24 | 4")]
    names = [next(f.id for f in find_findings(c, setting=SETTING)) for c in (few, more)]
    assert names == ["velora/killed:how-many"] * 2


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # a denial of a number stands against whoever says it, and leaves other numbers alone
        (
            "m | 21 | 3\n tv | 24 | 3\n army | 21 | 4 | stance=denies",
            ["contradiction conflict: m0 / tv1", "denial conflict: m0 / army2"],
        ),
        # "not 40 but 14"
        (
            "m | more than 40 | 3\n army | 40 | 4 | in=d stance=denies\n army | 14 | 4 | in=d",
            ["contradiction conflict: army2 / m0", "denial conflict: m0 / army1"],
        ),
        # "that figure is false": the one told last before it in its document
        (
            "m | 21 | 3 | in=d\n tv |  | 3 | in=d stance=denies\n paper | 24 | 2",
            ["contradiction conflict: m0 / paper2", "denial conflict: m0 / tv1"],
        ),
        # "we deny that more was kept": whatever its own figure leaves no room for
        (
            "firm | 280 | 3 | in=d\n firm | | 3 | in=d stance=denies\n union | 600 | 3",
            ["contradiction conflict: firm0 / union2", "denial conflict: union2 / firm1"],
        ),
        # who confirms it in the end no longer denies it
        (
            "guards | 3 | 3\n service | 3 | 3 | stance=denies\n service | 3 | 5",
            ["denial note: guards0 / service1"],
        ),
        # ... nor who counts more in the end, while the other may count more again
        (
            "guards | 3 | 3\n service | 3 | 3 | stance=denies\n service | 5 | 5",
            ["outdated question: guards0 / service2", "denial question: guards0 / service1"],
        ),
        # what its own voice put right is nobody's to deny
        (
            "guards | 3 | 3\n army | 3 | 3 | stance=denies\n guards | 2 | 5 | in=d\n"
            "guards | 3 | 5 | in=d role=earlier stance=denies",
            ["denial note: guards0 guards3 / army1", "revision note: guards0 guards3 / guards2"],
        ),
    ],
)
def test_denials_of_figures(claims, table, expected):
    assert shown(claims(table)) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # who denies it and who lays it on him; the dead are left standing
        (
            "monitor | | 3 | actors=army\n army | | 4 | actors=army stance=denies",
            ["responsibility conflict: monitor0 / army1"],
        ),
        (
            "monitor | | 3 | actors=army\n army | | 4 | actors=rebels",
            ["responsibility conflict: monitor0 / army1"],
        ),
        # a set beside its subset is a question
        (
            "monitor | | 3 | actors=army,militia\n tv | | 3 | actors=army",
            ["responsibility question: monitor0 tv1"],
        ),
        # who admits it in the end holds what the others hold
        (
            "monitor | | 3 | actors=army\n army | | 3 | actors=army stance=denies\n"
            "army | | 5 | actors=army",
            [],
        ),
        ("monitor | | 3 | actors=army\n tv | | 3 | actors=army", []),
    ],
)
def test_responsibility(claims, table, expected):
    assert shown(claims(table, WHO)) == expected


def test_there_was_no_strike_is_one_finding_of_the_event(claims):
    happened = Subject("velora/happened", event="velora", aspect=Aspect.HAPPENED)
    made = claims("monitor | 14 | 3\n paper | 14 | 3") + claims(
        "army | | 4 | stance=denies id=no", happened
    )
    assert shown(made) == ["denial conflict: monitor0 paper1 / no"]


def test_a_topic_is_asserted_and_denied(claims):
    gas = Subject("velora/tear-gas-used", event="velora", topic=True)
    made = claims("marchers | | 3\n police | | 4 | stance=denies\n un | | 4 | stance=asks", gas)
    assert shown(made) == ["denial conflict: marchers0 / police1"]


def test_what_it_was(claims):
    what = Subject("velora/what", event="velora", aspect=Aspect.WHAT)
    a, b, c = claims("monitor | | 3\n paper | | 3\n army | | 4", what)
    a, b, c = (replace(x, answer=y) for x, y in ((a, "air strike"), (b, "airstrike"), (c, "fire")))
    assert shown([a, b, c]) == ["contradiction conflict: monitor0 paper1 / army2"]


def test_parts_of_the_hierarchy(claims):
    children = people("children")
    bodies = Subject(
        "velora/bodies-received", event="velora", measure="bodies-received",
        behaviour=Behaviour.ACCUMULATING,
    )  # fmt: skip
    made = claims("m | 12 | 3") + claims("m | 14 | 3 | id=six", children)
    assert shown(made) == ["part-exceeds-whole conflict: six / m0"]
    made = claims("m | 12 | 3") + claims("clinic | 18 | 3 | id=held", bodies)
    assert shown(made) == ["contradiction conflict: m0 / held"]
    # a toll told before the bodies came in is only the older one
    made = claims("m | 12 | 3") + claims("clinic | 18 | 5 | id=held", bodies)
    assert shown(made) == []


def test_one_text_at_two_publishers_is_one_voice(claim):
    one, two = (
        replace(claim(name, "14", subject=KILLED, unit=None, document=name), narrated=True)
        for name in ("north", "south")
    )
    assert len(find_positions([one, two])["velora/killed"]) == 2
    texts = Setting(texts={"north": "north", "south": "north"})
    assert len(find_positions([one, two], texts)["velora/killed"]) == 1


def test_the_order_of_claims_does_not_matter(claims):
    made = claims(
        "tv | 14 | 3\n m | at least 20 | 3\n m | 26 | 6\n army | 14 | 4\n"
        "army | 20 | 4 | stance=denies"
    )
    expected = find_findings(made, setting=SETTING)
    assert all(find_findings(p, setting=SETTING) == expected for p in permutations(made))


def test_who_comes_to_speak_of_the_dead_no_longer_denies_the_event(claims):
    happened = Subject("velora/happened", event="velora", aspect=Aspect.HAPPENED)
    made = claims("monitor | 14 | 3\n army | 14 | 5 | id=later") + claims(
        "army | | 4 | stance=denies id=no", happened
    )
    assert shown(made) == []


def test_who_admits_it_does_not_hold_the_denial_as_well(claims):
    made = claims("army | | 3 | actors=army stance=denies\n army | | 5 | actors=army", WHO)
    (position,) = find_positions(made)["velora/responsible"]
    assert (position.denies, [s.ids for s in position.held]) == ((), [("army1",)])


def test_a_loose_ceiling_is_not_lost_beside_a_contradiction(claims):
    made = claims("m | 17 | 3\n army | up to 12 | 3\n monitor | at least 19 | 3")
    assert shown(made) == [
        "contradiction conflict: m0 / monitor2",
        "divergence question: army1 / m0 monitor2",
    ]


def test_no_civilians_stands_against_children_told_of_later(claims):
    civilians, children = people("civilians"), people("children")
    made = claims("army | no | 3", civilians) + claims("monitor | 7 | 4 | id=seven", children)
    assert shown(made) == ["part-exceeds-whole conflict: seven / army0"]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        # one voice that blames two parties for two things is not at odds with itself
        ("x | | 3 | actors=army\n x | | 3 | actors=rebels", []),
        # its last word holds, whether it denies or takes back
        ("army | | 3 | actors=army\n army | | 4 | actors=army stance=denies", []),
        (
            "x | | 3 | actors=army\n x | | 4 | actors=army stance=retracts\n"
            "y | | 3 | actors=rebels",
            [],
        ),
    ],
)
def test_a_voice_is_held_to_its_last_word(claims, table, expected):
    assert shown(claims(table, WHO)) == expected


def test_levels_of_parts_and_wholes_are_of_one_moment(claims):
    children = people("children", MISSING)
    made = claims("m | 20 | 5", MISSING) + claims("m | 30 | 3 | id=part", children)
    assert shown(made) == []


def test_what_it_rose_from_stands_before_what_it_rose_to(claims):
    made = claims("m | 14 | 3\n m | 22 | 4\n m | 22 | 5 | in=d\n m | 18 | 5 | in=d role=earlier")
    (position,) = find_positions(made)["velora/killed"]
    assert [s.lead.figure.as_written for s in position.statements] == ["14", "18", "22"]


def test_zones_reach_over_midnight(claims):
    made = claims("m | 20 | 3T23:00Z\n m | 14 | 4T00:30+09:00")
    assert shown(made) == ["update note: m0 / m1"] or shown(made) == ["update note: m1 / m0"]


def test_many_disputes_that_are_over_take_no_time(claims):
    lines = [
        f"{who} | {n + (who == 'b') * 1000} | 3T{n // 60:02d}:{n % 60:02d}"
        for n in range(40)
        for who in "ab"
    ]
    made = claims("\n".join([*lines, "a | 5000 | 5", "b | 5000 | 5"]), ABOARD)
    assert len(find_findings(made, setting=SETTING)) < 20


def test_a_whole_told_before_its_parts_is_only_the_older(claims):
    women, men = people("women"), people("men")
    parts = claims("y | 9 | 4 | id=women", women) + claims("y | 9 | 4 | id=men", men)
    assert shown(claims("x | 12 | 3") + parts) == []
    assert shown(claims("x | 12 | 4") + parts) == ["sum-mismatch conflict: men women / x0"]


def test_a_voice_with_two_bounds_of_one_number_contradicts_itself(claims):
    """Some number fits every other voice with each of its figures, and none fits both."""
    made = claims(
        """
        border-guard | 37           | 1
        city-police  | about 37     | 1
        red-lantern  | at least 37  | 2
        port-office  | 37           | 2
        border-guard | more than 37 | 1
        relief-front | at least 37  | 2
        """
    )
    found = find_findings(made, setting=SETTING)
    assert "contradiction" in {c.kind for c in found}


def test_no_end_of_a_voice_is_lost_beside_its_about(claims):
    """What it says once as "at least 14" and once as "about 14" leaves 20 open."""
    table = """
        monitor | about 14    | 3
        monitor | at least 14 | 3
        army    | 20          | 3
        """
    found = find_findings(claims(table, ABOARD), setting=SETTING)
    assert "contradiction" not in {c.kind for c in found}
