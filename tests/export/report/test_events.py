"""The page of an event, from the positions on it: what it says, and what it does not."""

from datetime import date

import html5lib
import pytest

from reportedly.compare import find_findings, find_positions
from reportedly.export.chart import draw_strips, strips_of
from reportedly.export.report import Report, build_report
from reportedly.export.report.headline import blame_sentence, figures_sentence, spelled
from reportedly.export.report.record import Record, record_of
from reportedly.export.report.site import make_site
from reportedly.export.report.views import opposed
from reportedly.model import (
    Aspect,
    Behaviour,
    Claim,
    Conflict,
    ConflictKind,
    DocumentEntry,
    Entries,
    Event,
    Period,
    Setting,
    Source,
    SourceKind,
    Stance,
    Subject,
)
from reportedly.text.quantities.figures import read_figure

HTML = "{http://www.w3.org/1999/xhtml}"
EVENT = Event(
    "velora", "Velora market strike", "air-strike", "Velora", Period.day(date(2031, 3, 3))
)
SETTING = Setting({"velora": EVENT})
DEAD = Subject(
    "velora/killed",
    "killed: Velora market strike",
    "killed",
    event="velora",
    unit="person",
    behaviour=Behaviour.CONSTANT,
)
BLAMED = Subject("velora/responsible", "responsible", event="velora", aspect=Aspect.RESPONSIBLE)
PAPER = Source("paper", "Harbour Times", SourceKind.DOCUMENT)
MINISTRY, MONITOR, ARMY = (
    Source(name.lower(), name, SourceKind.ORGANISATION)
    for name in ("Ministry", "Rivers Monitor", "Army")
)


def said(voice: Source, words: str, stance: Stance = Stance.ASSERTS, day: int = 4) -> Claim:
    """What a voice says of the dead: `12`, `at least 14`."""
    return Claim(
        f"{voice.id}-{words}-{stance}",
        voice,
        (PAPER, voice),
        DEAD,
        f"{words} people were killed",
        "monday",
        stance=stance,
        figure=read_figure(words),
        said=Period.day(date(2031, 3, day)),
    )


def blames(voice: Source, party: Source, stance: Stance = Stance.ASSERTS) -> Claim:
    return Claim(
        f"{voice.id}-{party.id}-{stance}",
        voice,
        (PAPER, voice),
        BLAMED,
        "they did it",
        "monday",
        stance=stance,
        actors=(party,),
        said=Period.day(date(2031, 3, 4)),
    )


def report(*claims: Claim) -> Report:
    return Report(
        Entries(documents=(DocumentEntry("monday", "What we know"),)),
        claims,
        find_findings(claims, setting=SETTING),
        (),
        {}.get,
        setting=SETTING,
        positions=find_positions(claims, SETTING),
    )


def pages(*claims: Claim) -> dict[str, str]:
    return dict(build_report(report(*claims)))


def sentence(*claims: Claim) -> str:
    """The sentence on the dead, from these claims."""
    made = report(*claims)
    (strip,) = strips_of(DEAD, made.positions[DEAD.id], made.conflicts, SETTING)
    return figures_sentence(DEAD, strip, EVENT)


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        (
            [said(MINISTRY, "12"), said(MONITOR, "at least 14")],
            "Two voices count the dead: Ministry 12, Rivers Monitor at least 14; "
            "no number fits both.",
        ),
        (
            [said(MINISTRY, "16"), said(MONITOR, "at least 14")],
            "Two voices count the dead: Rivers Monitor at least 14, Ministry 16. 16 fits both.",
        ),
        (
            [said(MINISTRY, "12"), said(MONITOR, "12")],
            "Two voices count the dead, both at 12: Ministry and Rivers Monitor.",
        ),
        (
            [said(MINISTRY, "about 53"), said(MONITOR, "at least 50")],
            "Two voices count the dead: Rivers Monitor at least 50, Ministry about 53. "
            "50 to 58 fits both.",
        ),
        ([said(MINISTRY, "12")], "One voice counts the dead: Ministry 12."),
        (
            [said(MINISTRY, "12"), said(ARMY, "12", Stance.DENIES)],
            "One voice counts the dead: Ministry 12; Army denied 12. "
            'Ministry says "12" and Army denies "12".',
        ),
        ([said(ARMY, "12", Stance.DENIES)], ""),
    ],
)
def test_an_event_is_told_in_a_sentence_that_says_no_more_than_its_positions(
    claims: list[Claim], told: str
) -> None:
    assert sentence(*claims) == told


def test_of_many_voices_the_sentence_names_those_at_the_ends() -> None:
    voices = [Source(f"v{n}", f"Voice {n}", SourceKind.ORGANISATION) for n in range(6)]
    claims = [said(voice, str(20 + n)) for n, voice in enumerate(voices)]
    assert sentence(*claims) == (
        "Six voices count the dead, from 20 (Voice 0) to 25 (Voice 5); no number fits all."
    )


def test_blame_is_told_as_whose_it_is() -> None:
    claims = [blames(MONITOR, ARMY), blames(ARMY, ARMY, Stance.DENIES)]
    assert blame_sentence(find_positions(claims)[BLAMED.id]) == (
        "Army denied responsibility; Rivers Monitor held Army responsible."
    )
    claims = [blames(ARMY, ARMY), blames(MINISTRY, ARMY, Stance.DENIES)]
    assert blame_sentence(find_positions(claims)[BLAMED.id]) == (
        "Army took responsibility; Ministry denied that it was Army."
    )


def test_small_numbers_are_spelled() -> None:
    assert [spelled(n) for n in (1, 12, 1200)] == ["One", "Twelve", "1,200"]


def test_the_page_of_an_event_shows_its_positions_with_their_words() -> None:
    page = pages(said(MINISTRY, "12"), said(MONITOR, "at least 14"), blames(MONITOR, ARMY))[
        "events/velora.html"
    ]
    tree = html5lib.HTMLParser(strict=True).parse(page)
    text = " ".join("".join(tree.find(f".//{HTML}main").itertext()).split())
    assert "“Velora market strike” · air-strike · Velora · 2031-03-03" in text
    assert "Rivers Monitor at least 14 ≠ contradicted by 1 2031-03-04 1 report" in text
    assert "“at least 14 people were killed”" in text
    assert "Who did it" in text
    assert "1 document, 1 text, 2 sources, at most 2 independent" in text
    assert '"@type":"Event"' in page
    assert '"startDate":"2031-03-03"' in page
    assert len(list(tree.iter("{http://www.w3.org/2000/svg}svg"))) == 2  # for screens and phones


def test_the_first_page_opens_with_strips_that_lead_to_their_subject_and_event() -> None:
    page = pages(said(MINISTRY, "12"), said(MONITOR, "at least 14"))["index.html"]
    assert page.index('class="strip"') < page.index("What happened") < page.index("Who says it")
    assert 'href="events/velora.html">Velora market strike</a>' in page


def test_a_disputed_subject_is_told_by_its_voices_not_by_pairs() -> None:
    voices = [Source(f"v{n}", f"Voice {n}", SourceKind.ORGANISATION) for n in range(10)]
    page = pages(*(said(voice, str(20 + n)) for n, voice in enumerate(voices)))
    subject = next(text for path, text in page.items() if path.startswith("subjects/velora-killed"))
    assert subject.count('<section class="finding') == 1
    assert subject.count("contradicted by 9") == 20  # each voice, and each claim


def test_a_source_has_a_record() -> None:
    claims = [said(MINISTRY, "12", day=4), said(MONITOR, "at least 14"), blames(MONITOR, ARMY)]
    site = make_site(report(*claims))
    assert record_of(site, MONITOR.id) == Record(subjects=2, contradicted=1, revised=0, alone=1)
    assert record_of(site, MINISTRY.id) == Record(subjects=1, contradicted=1)


def test_who_fits_both_camps_is_against_nobody() -> None:
    clash = Conflict(
        ConflictKind.CONTRADICTION,
        "hurt",
        ("a", "b", "c"),
        (),
        3,
        "",
        camps=(("a", "c"), ("b", "c")),
    )
    assert opposed(clash, "a") == {"b"}
    assert opposed(clash, "c") == set()


def test_of_many_rows_those_at_both_ends_are_drawn() -> None:
    voices = [Source(f"v{n}", f"Voice {n}", SourceKind.ORGANISATION) for n in range(20)]
    claims = [said(voice, str(20 + n)) for n, voice in enumerate(voices)]
    made = report(*claims)
    strips = strips_of(DEAD, made.positions[DEAD.id], made.conflicts, SETTING)
    drawn = draw_strips(strips, most=4)
    shown = [n for n in range(20) if f">Voice {n}</text>" in drawn]
    assert shown == [0, 1, 18, 19]
    assert "and 16 more voices" in drawn
