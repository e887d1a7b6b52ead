"""The one sentence that explains a verdict, in words a reporter understands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal

from reportedly.model import Claim, Figure, SourceKind, Subject
from reportedly.text.tokens import split_tokens
from reportedly.text.units import COUNT, dimension_of, find_unit, plural_name

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


def says(claim: Claim, singular: str = "says", plural: str = "say") -> str:
    """`SOHR says`, `activists say`: a name in small letters that ends in -s is of several."""
    name = name_of(claim)
    last = name.rpartition(" ")[2]
    several = (
        claim.source is not None
        and claim.source.kind in _SEVERAL
        and last.islower()
        and last.endswith("s")
    )
    return f"{name} {plural if several else singular}"


_SEVERAL = frozenset({SourceKind.UNNAMED, SourceKind.GROUP})


def quoted(figure: Figure | None, claim: Claim) -> str:
    """The figure's own words in quotation marks, or the claim's where it has none.

    The unit follows where the words leave it out: `"34,000" square miles`.
    """
    if figure is None:
        return f'"{claim.text}"' if claim.text else "it"
    return f'"{figure.as_written}"{_unit_left_out(figure, claim)}'


def _unit_left_out(figure: Figure, claim: Claim) -> str:
    """The unit as claimed, whatever it was converted to; none for what is counted."""
    stated = claim.figure
    unit = stated.unit if stated is not None and stated.share == figure.share else figure.unit
    name = measured_in(unit)
    return f" {name}" if name and not _names_unit(figure.as_written) else ""


def _names_unit(words: str) -> bool:
    tokens = split_tokens(words)
    return any(find_unit(tokens, place) is not None for place in range(len(tokens)))


def both_say(a: Claim, fa: Figure | None, b: Claim, fb: Figure | None) -> str:
    """`SOHR says "at least 16" and the ministry says "12"`; documents tell one name apart."""
    x, y = quoted(fa, a), quoted(fb, b)
    if name_of(a) != name_of(b):
        return f"{says(a)} {x} and {says(b)} {y}"
    if a.document != b.document:
        return f"{says(a)} {x} in {a.document} and {y} in {b.document}"
    return f"{says(a)} both {x} and {y}"


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
        speech = "" if name == speaker else f"{says(claim)} "
        phrases.append(f"{speech}{quoted(figure, claim)} ({title_of(claim.subject)})")
        speaker = name
    if len(stated) > most:
        phrases.append(f"{len(stated) - most:,} more")
    return listed(phrases)


def measured_in(unit: str | None) -> str:
    """A unit's name in the plural behind a number; nothing for things counted.

    >>> measured_in("square mile"), measured_in("celsius"), measured_in("civilian")
    ('square miles', 'degrees celsius', '')
    """
    if unit is None or dimension_of(unit) == COUNT:
        return ""
    return plural_name(unit)
