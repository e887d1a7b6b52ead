"""The one sentence that explains a verdict, in words a reporter understands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

from reportedly.model import Claim, Figure, SourceKind, Subject

# Past so many digits a number is told with its exponent.
_LONG = 25


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
    """`SOHR says "at least 16" and the ministry says "12"`; documents tell one name apart.

    Where a figure was converted to be compared, the units are told.
    """
    first, second = name_of(a), name_of(b)
    x, y = quoted(fa, a), quoted(fb, b)
    if _is_converted(a, fa) or _is_converted(b, fb):
        x, y = f"{x}{_unit_of(a)}", f"{y}{_unit_of(b)}"
    if first != second:
        return f"{first} says {x} and {second} says {y}"
    if a.document != b.document:
        return f"{first} says {x} in {a.document} and {y} in {b.document}"
    return f"{first} says both {x} and {y}"


def _is_converted(claim: Claim, figure: Figure | None) -> bool:
    stated = claim.figure
    return (
        stated is not None
        and figure is not None
        and not figure.share
        and (stated.share is False and figure.unit != stated.unit)
    )


def _unit_of(claim: Claim) -> str:
    figure = claim.figure
    told = figure is None or figure.unit is None or figure.unit in figure.as_written
    return "" if told or figure is None else f" ({figure.unit})"


def times(ratio: Decimal) -> str:
    """A ratio as people write it: 4.4, 12."""
    return plain(ratio, 2)


def plain(number: Decimal, digits: int = 3) -> str:
    """A computed number to so many significant digits, whole digits kept: 1.54, 1,040."""
    size = number.adjusted()
    if not number.is_finite() or not -_LONG < size < _LONG:
        return str(number)
    shown = Context(prec=max(digits, size + 1)).plus(number).normalize()
    return f"{shown:,f}"


def title_of(subject: Subject) -> str:
    """What a reader calls the subject."""
    return subject.title or subject.id


def listed(items: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1] if items else "")))


def said_of(stated: Sequence[tuple[Claim, Figure]], most: int = 5) -> str:
    """`SOHR says "10" (north) and "8" (south)`: figures with their subjects, each name once.

    Past `most` of them the rest is counted.
    """
    phrases: list[str] = []
    speaker = ""
    for claim, figure in stated[:most]:
        name = name_of(claim)
        says = "" if name == speaker else f"{name} says "
        phrases.append(f"{says}{quoted(figure, claim)} ({title_of(claim.subject)})")
        speaker = name
    if len(stated) > most:
        phrases.append(f"{len(stated) - most:,} more")
    return listed(phrases)


def measured_in(unit: str | None) -> str:
    """A unit's name in the plural behind a number; nothing for things counted.

    >>> measured_in("square mile"), measured_in("kilometre per hour"), measured_in("civilian")
    ('square miles', 'kilometres per hour', '')
    """
    from reportedly.text.units import COUNT, dimension_of

    if unit is None or dimension_of(unit) == COUNT:
        return ""
    head, per, below = unit.partition(" per ")
    return {"foot": "feet", "inch": "inches"}.get(head, f"{head}s") + per + below
