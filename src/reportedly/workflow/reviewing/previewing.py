"""What words mean while somebody types them: figures and times, and why they cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reportedly.errors import FigureError, UnitError
from reportedly.export.positions import interval_words
from reportedly.model import Aspect, Bound, Interval
from reportedly.resolve.figures import read_entry_figure
from reportedly.text.lexicon import measure
from reportedly.text.subject_ids import split_subject_id
from reportedly.text.times import read_period

MAX_LENGTH = 200
"""Code points: a figure or time that is longer is none."""

_ASPECTS = frozenset(aspect.value for aspect in Aspect)


@dataclass(frozen=True, slots=True)
class FigurePreview:
    """What a figure says as it is typed.

    Attributes:
        words: as typed.
        told: its numbers in words ("16 or more"), "" where nothing is typed or it cannot be read.
        low, high, low_open, high_open: its interval; None where nothing bounds it.
        bound: what the words say of the number, None where there is none.
        unit: what is counted or its unit.
        is_share: whether it is a part of a whole; the interval is a fraction of one then.
        is_soft: whether its end surprises rather than contradicts ("up to").
        vague: the vague numeral that was used ("dozens").
        fault: why it cannot be read or cannot stand here, and what would be right.
        hint: what is worth a second look.
    """

    words: str
    told: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    bound: Bound | None = None
    unit: str | None = None
    is_share: bool = False
    is_soft: bool = False
    vague: str | None = None
    fault: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class TimePreview:
    """What a time says as it is typed.

    Attributes:
        words: as typed.
        told: its days in words, "" where nothing is typed or it cannot be read.
        written: the same as ISO 8601, for the ledger.
        first, last: its days; None where it is open.
        fault: why it cannot be read, and what would be right.
    """

    words: str
    told: str = ""
    written: str = ""
    first: date | None = None
    last: date | None = None
    fault: str | None = None


def preview_figure(
    words: str, subject: str | None = None, document: str | None = None, unit: str | None = None
) -> FigurePreview:
    """The figure that words say, or why they say none; never raises.

    Args:
        words: any text.
        subject: what is counted, whole or relative to its event (`killed/children`).
        document: the text in which the figure should stand as typed.
        unit: the unit, where the words name none.

    >>> preview_figure("at least 16", "killed").told
    '16 or more'
    """
    typed = " ".join(words.split())
    if not typed:
        return FigurePreview(words)
    path = (split_subject_id(subject or "") or ("", subject or ""))[1].partition("@")[0]
    if path in _ASPECTS:
        return FigurePreview(words, fault=f"`{path}` takes no figure")
    if len(typed) > MAX_LENGTH:
        return FigurePreview(words, fault=f"this is longer than {MAX_LENGTH} characters: no figure")
    try:
        figure = read_entry_figure(typed, unit)
        shown = figure.interval.scaled(Decimal(100)) if figure.share else figure.interval
    except (FigureError, UnitError, ArithmeticError, ValueError) as error:
        return FigurePreview(words, fault=str(error) or "this is no figure")
    interval = figure.interval
    return FigurePreview(
        words,
        interval_words(shown) + (" percent" if figure.share else ""),
        interval.low,
        interval.high,
        interval.low_open,
        interval.high_open,
        figure.bound,
        figure.unit,
        figure.share,
        figure.soft,
        figure.vague,
        hint=_hint(typed, path.partition("/")[0], interval, document, is_share=figure.share),
    )


def preview_time(words: str, published: date | None = None) -> TimePreview:
    """The days that words say, or why they say none; never raises.

    Args:
        words: any text.
        published: the day from which "Monday" is counted.

    >>> preview_time("2031-03").told
    '2031-03-01 to 2031-03-31'
    """
    typed = words.strip()
    if not typed:
        return TimePreview(words)
    if len(typed) > MAX_LENGTH:
        return TimePreview(words, fault=f"this is longer than {MAX_LENGTH} characters: no time")
    try:
        found = read_period(typed, published)
    except (ValueError, OverflowError) as error:
        return TimePreview(words, fault=str(error))
    return TimePreview(words, found.in_words(), found.iso(), found.start, found.end)


def _hint(
    typed: str, name: str, interval: Interval, document: str | None, *, is_share: bool
) -> str | None:
    """What is worth a second look in a figure that can be read."""
    known = measure(name)
    ends = [end for end in (interval.low, interval.high) if end is not None]
    is_counted = not is_share and known is not None and known.is_counted
    if is_counted and any(end != end.to_integral_value() for end in ends):
        return f"`{name}` counts whole things"
    if document is not None and typed.casefold() not in " ".join(document.casefold().split()):
        return "these words do not stand in the document"
    return None
