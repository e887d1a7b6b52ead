from datetime import date
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest

from reportedly.compare import find_conflicts
from reportedly.export.content import Content
from reportedly.graph.build import build_graph
from reportedly.model import (
    Bound,
    Claim,
    Conflict,
    ConflictKind,
    DocumentEntry,
    Entries,
    Figure,
    Interval,
    JudgementEntry,
    Period,
    Source,
    SourceKind,
    Span,
    Stance,
    Status,
    Subject,
)
from reportedly.workflow import content_of, open_ledger


@pytest.fixture
def claims() -> list[Claim]:
    """Two sources on one subject, and one with no figure on another."""
    council = Source("council", "Harbour Council", SourceKind.ORGANISATION, ("HC",))
    okoro = Source("okoro", "Ada Okoro", SourceKind.PERSON, part_of=("council",))
    residents = Source("residents", "residents", SourceKind.UNNAMED)
    paper = Source("paper", "The Daily Pier", SourceKind.DOCUMENT)
    hurt = Subject("hurt", "People hurt on the quay", "hurt", "people", "the quay")
    cause = Subject("cause", "Cause of the fire")
    day = Period.day(date(2031, 5, 4))

    def figure(words: str, low: str, high: str | None, bound: Bound) -> Figure:
        interval = Interval(Decimal(low), None if high is None else Decimal(high))
        return Figure(words, interval, bound, interval, interval, unit="person")

    return [
        Claim(
            "c1",
            okoro,
            (paper, council, okoro),
            hurt,
            "at least 16 people were hurt when the crane fell",
            "monday",
            figure=figure("at least 16", "16", None, Bound.AT_LEAST),
            when=day,
            spans=(Span("monday", 4, 15, "at least 16"),),
            status=Status.REVIEWED,
        ),
        Claim(
            "c2",
            residents,
            (paper, residents),
            hurt,
            "twelve were hurt",
            "monday",
            figure=figure("twelve", "12", "12", Bound.EXACT),
            when=day,
        ),
        Claim("c3", residents, (residents,), cause, "the crane had not been inspected", "monday"),
    ]


@pytest.fixture
def conflicts() -> list[Conflict]:
    return [
        Conflict(
            ConflictKind.CONTRADICTION,
            "hurt",
            ("c1", "c2"),
            ("Ada Okoro", "residents"),
            2,
            "“at least 16” and “twelve” cannot both hold",
        )
    ]


HOSTILE = [
    'He said "</script><script>alert(1)</script>" <!-- ]]> & more',
    "=HYPERLINK(\"http://bad.example\"; 'x')",
    "-1+1|cmd",
    "red\x1b[31m\x00\x07 bell \u202etxt.exe\u202c \ufffe \x85 end",
    "first line\nsecond; line\r\nthird\rfourth\tand tab",
    "\\input{/etc/passwd} $x_1^2$ 50% #1 {a} ~ & } \\end{longtable} ``q'' -- \\",
    "Grüße, 東京, مرحبا بالعالم, 🙂 e\u0301",
    "' OR 1=1; -- `id` $(id) ${x} {{7*7}} %s %n",
    '"""; . <http://x> a "b"@en ^^<c> \\u0041 \\',
    "@misc{x, title = {y}} |---| [a](javascript:alert(1)) <b>",
]


def synthetic(count: int) -> Content:
    """Claims on several subjects by sources of every kind, with words that mean to do harm."""
    kinds = list(SourceKind)
    sources = [
        Source(
            f"s{n} <{n}>&\"'",
            HOSTILE[n % len(HOSTILE)] if n % 3 == 0 else f"Voice {n}",
            kinds[n % len(kinds)],
            (HOSTILE[(n + 1) % len(HOSTILE)],),
            part_of=(f"s{n - 1} <{n - 1}>&\"'",) if n % 5 == 4 else (),
            reliability="ABCDEF"[n % 6] if n % 2 else None,
        )
        for n in range(20)
    ]
    documents = [
        DocumentEntry(
            f"d{n}é {{}}",
            title=HOSTILE[n % len(HOSTILE)],
            path=f"captures/{n}.txt",
            sha256=f"{n:064x}",
            url="javascript:alert(1)" if n % 4 == 3 else f"https://paper.example/{n}?a={{b}} c|%d",
            publisher=HOSTILE[-n % len(HOSTILE)] if n % 3 else None,
            published=f"2031-05-{n + 1:02}" if n % 5 else "last spring",
            language="en" if n % 2 else None,
        )
        for n in range(20)
    ]
    subjects = [
        Subject(
            f"t{n}#;",
            HOSTILE[n % len(HOSTILE)] if n % 2 else None,
            "hurt",
            "people",
            f"Pier {n}",
            Period(date(2031, 5, 1), None if n % 3 else date(2031, 5, 31)),
            unit="person",
            running_total=(True, False, None)[n % 3],
        )
        for n in range(40)
    ]
    claims = []
    for n in range(count):
        words, document = HOSTILE[n % len(HOSTILE)], documents[n % 20]
        low = Decimal(n % 7 + 1)
        ends = ((low, low), (low, None), (low / 4, low), (None, low))[n % 4]
        interval = Interval(*ends)
        bound = (Bound.EXACT, Bound.AT_LEAST, Bound.RANGE, Bound.AT_MOST)[n % 4]
        figure = Figure(f"{low} or so {words}", interval, bound, interval, interval, unit="person")
        voice, paper = sources[n % 20], sources[(n + 7) % 20]
        claims.append(
            Claim(
                f"c{n} é;<\"'&>",
                None if n % 11 == 10 else voice,
                () if n % 11 == 10 else (paper, voice) if paper is not voice else (voice,),
                subjects[n % 40],
                f"{n}: {words}",
                document.id,
                stance=list(Stance)[n % 5],
                figure=figure if n % 3 else None,
                when=Period.day(date(2031, 5, n % 28 + 1)) if n % 2 else None,
                said=Period(None, date(2031, 5, n % 28 + 1)) if n % 4 == 1 else None,
                actors=(sources[3],) if n % 9 == 8 else (),
                spans=(Span(document.id, n, n + len(words), words),) if n % 6 else (),
                status=list(Status)[n % 3],
                candidates=(words, "she") if n % 11 == 10 else (),
                score=0.1 if n % 2 else None,
            )
        )
    conflicts = tuple(find_conflicts(claims))
    judgement = JudgementEntry(
        "j1",
        conflicts[0].id,
        "prefer",
        conflicts[0].claims[0],
        HOSTILE[0],
        "2031-06-01",
        HOSTILE[4],
    )
    entries = Entries(documents=tuple(documents), judgements=(judgement,))
    return Content(tuple(claims), conflicts, entries, text_of={documents[1].id: "x" * 2000}.get)


@pytest.fixture(scope="session")
def thousand() -> Content:
    """A ledger of a thousand claims."""
    return synthetic(1_000)


@pytest.fixture(scope="session", params=["seed", "thousand"])
def content(request: pytest.FixtureRequest, thousand: Content) -> Content:
    """The example's ledger, and one of a thousand claims."""
    if request.param == "seed":
        return content_of(open_ledger(str(Path(__file__).parent.parent.parent)))
    return thousand


@pytest.fixture(scope="session")
def graph(content: Content) -> nx.MultiDiGraph:
    """The attribution graph of `content`."""
    standing = content.standing()
    return build_graph(standing.claims, standing.conflicts, standing.entries.documents)
