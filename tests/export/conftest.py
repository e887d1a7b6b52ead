from datetime import date
from decimal import Decimal

import pytest

from reportedly.model import (
    Bound,
    Claim,
    Conflict,
    ConflictKind,
    Figure,
    Interval,
    Period,
    Source,
    SourceKind,
    Span,
    Status,
    Subject,
)


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
            event=day,
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
            event=day,
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
