"""The one sentence that explains a verdict, in words a reporter understands."""

from __future__ import annotations

from decimal import Decimal

from reportedly.model import Claim, Figure, Period, SourceKind


def name_of(claim: Claim) -> str:
    """Who says it: the source's name, the publisher for a document's own voice, or who may."""
    source = claim.source
    if source is None:
        if claim.candidates:
            return f"an open source ({' or '.join(claim.candidates)})"
        return "an unknown source"
    if source.kind is SourceKind.NARRATOR and claim.origin is not None:
        return claim.origin.name
    return source.name


def quoted(figure: Figure | None, claim: Claim) -> str:
    """The figure's own words in quotation marks, or the claim's where it has none."""
    words = figure.as_written if figure is not None else claim.text
    return f'"{words}"' if words else "it"


def both_say(a: Claim, fa: Figure | None, b: Claim, fb: Figure | None) -> str:
    """`SOHR says "at least 16" and the ministry says "12"`; documents tell one name apart."""
    first, second = name_of(a), name_of(b)
    if first != second:
        return f"{first} says {quoted(fa, a)} and {second} says {quoted(fb, b)}"
    if a.document != b.document:
        return f"{first} says {quoted(fa, a)} in {a.document} and {quoted(fb, b)} in {b.document}"
    return f"{first} says both {quoted(fa, a)} and {quoted(fb, b)}"


def day_of(period: Period | None) -> str:
    """`on 2019-02-12`, or nothing."""
    return "" if period is None else f" on {period.iso()}"


def times(ratio: Decimal) -> str:
    """A ratio as people write it: 4.4, 12."""
    shown = ratio.quantize(Decimal("0.1")) if ratio < 10 else ratio.quantize(Decimal(1))
    return f"{shown.normalize():,f}"


def percent(share: Decimal) -> str:
    """`5 %` for 0.05."""
    return f"{(share * 100).normalize():f} %"


def plain(number: Decimal, digits: int = 3) -> str:
    """A computed number to so many significant digits: 1.54, 1,040."""
    if number == 0 or not number.is_finite():
        return f"{number:f}"
    places = digits - 1 - number.adjusted()
    return f"{round(number, max(places, 0)).normalize():,f}"
