from datetime import date

import pytest

from reportedly.compare import find_findings, find_positions
from reportedly.export.report import Report
from reportedly.model import (
    Aspect,
    Behaviour,
    Claim,
    DocumentEntry,
    Entries,
    Event,
    Period,
    Setting,
    Source,
    SourceKind,
    Span,
    Stance,
    Subject,
)
from reportedly.text.quantities.figures import read_figure

EVIL = '"><script>alert(1)</script>'


@pytest.fixture(scope="session")
def struck() -> Report:
    """One event: twenty voices count its dead on two days, two say who did it; names mean harm."""
    event = Event("velora", f"Market strike {EVIL}", "air-strike", EVIL, Period.day(_day(3)))
    setting = Setting({"velora": event})
    dead = Subject(
        "velora/killed",
        f"killed: {event.title}",
        "killed",
        event="velora",
        unit="person",
        behaviour=Behaviour.CONSTANT,
    )
    blamed = Subject("velora/responsible", "who", event="velora", aspect=Aspect.RESPONSIBLE)
    voices = [Source(f"v{n}", f"Voice {n}", SourceKind.ORGANISATION) for n in range(20)]
    voices[7] = Source("evil", EVIL, SourceKind.PERSON)
    text = "".join(f"It said {20 + n} people were killed {EVIL}\n\n" for n in range(20))
    claims = [_dead(dead, voice, n, text) for n, voice in enumerate(voices)]
    claims += [
        Claim(f"b{n}", v, (v,), blamed, EVIL, "monday", stance=stance, actors=(voices[7],))
        for n, (v, stance) in enumerate(
            [(voices[0], Stance.ASSERTS), (voices[1], Stance.DENIES), (voices[7], Stance.DENIES)]
        )
    ]
    return Report(
        Entries(documents=(DocumentEntry("monday", EVIL, publisher=EVIL),)),
        claims,
        find_findings(claims, setting=setting),
        (),
        {"monday": text}.get,
        setting=setting,
        positions=find_positions(claims, setting),
    )


def _day(day: int) -> date:
    return date(2031, 3, day)


def _dead(subject: Subject, voice: Source, number: int, text: str) -> Claim:
    words = f"{20 + number} people were killed"
    start = text.index(words)
    return Claim(
        f"c{number}",
        voice,
        (voice,),
        subject,
        words,
        "monday",
        figure=read_figure(str(20 + number)),
        said=Period.day(_day(4 + number % 2)),
        spans=(Span("monday", start, start + len(words), words),),
    )
