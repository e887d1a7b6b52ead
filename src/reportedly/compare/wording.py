"""The one sentence that explains a verdict, in words a reporter understands."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from typing import NamedTuple

from reportedly.compare.times import moment
from reportedly.model import Claim, Figure, SourceKind, Subject
from reportedly.text.lexicon import words
from reportedly.text.marks import in_marks
from reportedly.text.quantities.units import COUNT, dimension_of, find_unit, plural_name
from reportedly.text.tokens import split_tokens

# Past so many digits a number is told with its exponent.
_LONG = 25


def name_of(claim: Claim) -> str:
    """Who says it, or who may; of a document's own voice its house, else the document."""
    source = claim.source
    if source is None:
        if claim.candidates:
            return f"an open source ({' or '.join(claim.candidates)})"
        return "an unknown source"
    if source.kind is SourceKind.NARRATOR and claim.origin is not None:
        return claim.origin.name
    return source.name


def voice_name(claim: Claim) -> str:
    """Whose word it finally is; of an open source who may have said it, never the publisher."""
    if claim.source is None and claim.candidates:
        return f"{' or '.join(claim.candidates)}?"
    return claim.origin.name if claim.origin is not None else name_of(claim)


def says(claim: Claim, singular: str = "says", plural: str = "say") -> str:
    """`SOHR says`, `activists say`, `Orlo police say`: a plural in small letters is of several."""
    name = name_of(claim)
    last = name.rpartition(" ")[2]
    unnamed = claim.source is not None and claim.source.kind in _SEVERAL
    named_by_number = unnamed and last.islower() and last.endswith("s")
    several = named_by_number or last.lower() in words("of-several")
    return f"{name} {plural if several else singular}"


_SEVERAL = frozenset({SourceKind.UNNAMED, SourceKind.GROUP})


def quoted(figure: Figure | None, claim: Claim) -> str:
    """The figure's own words in quotation marks, or the claim's where it has none.

    The unit follows where the words leave it out: `"34,000" square miles`.
    """
    if figure is None:
        return in_marks(claim.text) if claim.text else "it"
    return f'"{figure.as_written}"{_unit_left_out(figure, claim)}'


def measure_words(subject: Subject) -> str:
    """What a subject of an event counts: `bodies received`, `killed, children`."""
    _, _, counted = subject.id.partition("/")
    return counted.replace("-", " ").replace("/", ", ") or title_of(subject)


def _unit_left_out(figure: Figure, claim: Claim) -> str:
    """The unit as claimed, whatever it was converted to; none for what is counted."""
    stated = claim.figure
    unit = stated.unit if stated is not None and stated.share == figure.share else figure.unit
    name = measured_in(unit)
    return f" {name}" if name and not _names_unit(figure.as_written) else ""


def _names_unit(words: str) -> bool:
    tokens = split_tokens(words)
    return any(find_unit(tokens, place) is not None for place in range(len(tokens)))


class Statement(NamedTuple):
    """What a sentence tells of a claim.

    Attributes:
        name: who says it; `says` the same with its verb: `SOHR says`.
        figure: its figure in quotation marks.
        document: where it stands.
        when: to when it counts, `2019-02-11`, or empty.
    """

    name: str
    says: str
    figure: str
    document: str
    when: str


def statement(claim: Claim, figure: Figure | None) -> Statement:
    """What a sentence tells of a claim with this figure."""
    period = claim.as_of or claim.said or moment(claim)
    when = "" if period is None else period.iso()
    return Statement(name_of(claim), says(claim), quoted(figure, claim), claim.document, when)


def both_say(a: Statement, b: Statement) -> str:
    """`SOHR says "at least 16" and the ministry says "12"`; documents tell one name apart."""
    if a.name != b.name:
        return f"{a.says} {a.figure} and {b.says} {b.figure}"
    if a.document != b.document:
        return f"{a.says} {a.figure} in {a.document} and {b.figure} in {b.document}"
    return f"{a.says} both {a.figure} and {b.figure}"


def contradict(a: Statement, b: Statement) -> str:
    """Two figures for one moment that exclude each other."""
    return f"{both_say(a, b)}: no number satisfies both."


def fell(earlier: Statement, later: Statement) -> str:
    """A running total that fell."""
    return f"{_over_time(earlier, later)}: a running total cannot fall."


def rose(earlier: Statement, later: Statement) -> str:
    """A running total that rose."""
    return f"{_over_time(earlier, later)}: the running total has risen."


def _over_time(earlier: Statement, later: Statement) -> str:
    speaker = "" if earlier.name == later.name else f"{later.says} "
    before = f"{earlier.says} {earlier.figure}{_as_of(earlier)}"
    return f"{before} and {speaker}{later.figure}{_as_of(later)}"


def _as_of(stated: Statement) -> str:
    return f" as of {stated.when}" if stated.when else ""


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


def first_names(names: Sequence[str], most: int = 3) -> list[str]:
    """The first names, and how many more there are: `a`, `b`, `c`, `2 more`."""
    more = len(names) - most
    return [*names[:most], f"{more} more"] if more > 0 else list(names)


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
