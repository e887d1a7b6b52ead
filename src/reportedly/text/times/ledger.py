"""A time as a ledger writes it: ISO 8601 where it is ISO, English where it is not."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import date, time

from reportedly.model.period import Period
from reportedly.text.lexicon import either
from reportedly.text.times.find import find_times
from reportedly.text.times.reading import century_of
from reportedly.text.times.spans import months_days, years_days
from reportedly.text.times.timex import Fixed, period_of

_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_TWO_ENDS = re.compile(r"([0-9-]*)\.\.([0-9-]*)")
_MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?"
    r"(Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_WANTED = "write a day (2019-02-11), month (2019-02), year (2019), FROM/TO, or English words"
_LEADING = re.compile(rf"(?:{either('before-a-time')})\s+", re.IGNORECASE)


def read_period(
    words: str, published: date | None = None, *, day_first: bool | None = None
) -> Period:
    """Read a time written on its own, as in a ledger or on the command line.

    Args:
        words: `2019-02-11`, `2019-02-11T18:10+02:00`, `2019-02`, `2019`, `FROM/TO` or `FROM..TO`
            with an end left open or `..` (ISO 8601-2), or English ("early May 2019", "between 3
            and 5 March 2019").
        published: the day relative words are counted from.
        day_first: whether 3/4/2019 is the third of April; by default a day that could be another
            one with day and month exchanged is refused, because nobody would see the guess.

    Returns:
        The period, `as_written` being the given words without surrounding space.

    Raises:
        ValueError: the words say no time, several, one that needs `published`, or a day that
            may be two; the message says what would be right.

    >>> read_period("2019-01-29/2019-02-12").iso()
    '2019-01-29/2019-02-12'
    """
    written = words.strip()
    if (ends := _TWO_ENDS.fullmatch(written)) is not None:
        written = f"{ends[1] or '..'}/{ends[2] or '..'}"
    if written.count("/") == 1 and (found := _read_interval(written)) is not None:
        return found
    if moment := _MOMENT.fullmatch(written):
        return _read_moment(moment)
    days = _read_iso(written)
    if days is not None:
        return period_of(Fixed(*days), written)
    if day_first is None:
        _refuse_two_ways(written)
    return _read_english(written, published, day_first=bool(day_first))


def _read_moment(moment: re.Match[str]) -> Period:
    """A day with its time, to the minute."""
    day, clock, offset = moment.groups()
    try:
        time.fromisoformat(clock + (offset or ""))
        known = date.fromisoformat(day)
    except ValueError as error:
        raise ValueError(f"{moment[0]!r} is no time of the calendar: {error}") from None
    if offset is not None:
        offset = "+00:00" if offset == "Z" else f"{offset[:3]}:{offset[-2:]}"
    return Period(known, known, clock=clock + (offset or ""), as_written=moment[0])


# With points the day stands first wherever dates are written so.
_TWO_WAYS = re.compile(
    r"(?<![0-9/-])([0-9]{1,2})([/-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?(?![0-9/-])(?!\s*[a-z])",
    re.IGNORECASE,
)


def _refuse_two_ways(written: str) -> None:
    """Raise for 03/04/2019, which is the third of April or the fourth of March."""
    for found in _TWO_WAYS.finditer(written):
        first, second, year = int(found[1]), int(found[3]), found[4]
        is_date = year is not None or found[2] == "/"
        if not is_date or first == second or not (1 <= first <= 12 and 1 <= second <= 12):
            continue
        days = [_in_words(day, month, year) for day, month in ((first, second), (second, first))]
        raise ValueError(f"{written!r} may be {days[0]} or {days[1]}: write the one that is meant")


def _in_words(day: int, month: int, year: str | None) -> str:
    """The day in ISO form, or as `read_period` takes one without its year: "3 April"."""
    if year is None:
        return f"{day} {month_name[month]}"
    return f"{century_of(int(year)) if len(year) == 2 else year}-{month:02}-{day:02}"


def _read_interval(written: str) -> Period | None:
    """`FROM/TO`; None where it is not in ISO form (as in 22/04)."""
    low, high = (part.strip() for part in written.split("/"))
    if not all(part in ("", "..") or _ISO.fullmatch(part) for part in (low, high)):
        return None
    if low in ("", "..") and high in ("", ".."):
        raise ValueError(f"{written!r} is open on both sides and says no time: {_WANTED}")
    first, last = _read_iso(low), _read_iso(high)
    if first and last and first[0] > last[1]:
        raise ValueError(f"{written!r} ends before it starts: write {high}/{low}")
    return period_of(Fixed(first and first[0], last and last[1]), written)


def _read_iso(written: str) -> tuple[date, date] | None:
    match = _ISO.fullmatch(written)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if day is not None:
            known = date(year or 0, month or 0, day)
            return known, known
        return months_days(year or 0, month) if month is not None else years_days(year or 0)
    except (ValueError, OverflowError):
        raise ValueError(f"{written!r} is no day of the calendar: {_WANTED}") from None


def _read_english(written: str, published: date | None, *, day_first: bool) -> Period:
    """The one time that the words are, small words before it aside."""
    found = find_times(written, published, day_first=day_first)
    lead = _LEADING.match(written)
    start = lead.end() if lead else 0
    if len(found) == 1 and found[0].start in (0, start) and found[0].end == len(written):
        period = found[0].period
        return Period(
            period.start, period.end, period.precision, period.vague, period.clock, written
        )
    if published is None and len(find_times(written, date(2000, 1, 1))) > len(found):
        raise ValueError(
            f"{written!r} needs the day it was published to be counted from: "
            "give the document's published date, or write the days themselves (2019-02-11)"
        )
    raise ValueError(f"{written!r} is not a time: {_WANTED}")
