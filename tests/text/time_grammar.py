"""Sentences with one time to be read, made from a grammar, with the right interval beside them.

A case is ``(text, published, first, last)``: ``[first, last]`` is the interval of days, both
included, of the **last** time in the text (a text-relative time hangs on the one in the sentence
before it); an open end is ``None``; both ``None``: the text has no time that can be resolved.
Computed with ``datetime`` alone; nothing is imported from the program. Conventions: weeks run
Monday to Sunday; "last/next Friday" lie in the calendar week before/after; a bare weekday is the
latest up to and including publication, the next one after it if the clause looks ahead; "the past
N days" end the day before publication, "the next N" begin the day after. ``loose_time_cases``:
times that name a day but mean a week, a month or a year around it.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from hypothesis import strategies as st

Case = tuple[str, date, date | None, date | None]
Time = tuple[str, str, date | None, date | None]  # its words, the tense they fit, the interval
STEP, WEEK = timedelta(1), timedelta(7)
MONTHS, DAYS = [*calendar.month_name], [*calendar.day_name]
SHORT = "_ Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
ONES = "zero one two three four five six seven eight nine ten eleven twelve".split()
ONES += [f"{stem}teen" for stem in "thir four fif six seven eigh nine".split()]
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
ODD = dict(zip("one two three five eight nine twelve twenty thirty".split(), (
    "first second third fifth eighth ninth twelfth twentieth thirtieth"
).split(), strict=True))  # fmt: skip
CLOCKS = ["1400 GMT", "0630Z", "14:05 (UTC+3)", "2015 hours", "11:40 p.m.", "5.26 am", "0945 local"]

CARRIERS = {  # what each tense of time fits into, free of other times
    "past": [
        "The bridge at Orlo gave way {}.",
        "Gate 14 was blown open {}, Mrs May told reporters.",
        "Flight 610 was lost {} with everyone aboard.",
        "{}, soldiers found 1,984 shells in Room 2014.",
    ],
    "future": ["The council will meet {}.", "{}, engineers will open the second lock."],
    "span": ["Fighting went on {}.", "{}, the port was shut."],
    "since": ["The road has been closed {}.", "No lorry has passed the ford {}."],
    "until": ["The road was closed {}.", "Boats were kept in harbour {}."],
}
NO_TIME = [
    "Some 1984 people marched past the 300 block, said the Sunday Times.",
    "April Dawes sat down for a second; Mr May may march on to Room 2014.",
    "She was held for {} days and never charged.",
    "The {}-day visit ended in a quarrel.",
    "{} days later, the search was called off.",
]


def spell(number: int) -> str:
    """Write a number below 10,000 in words."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    tail = "" if not rest else (" and " if rest < 100 else " ") + spell(rest)
    return f"{spell(number // size)} {name}{tail}"


def ordinal(number: int, in_words: bool = False) -> str:
    """Write 1st, 22nd, 13th; or first, twenty-second, thirteenth."""
    if in_words:
        head, joint, tail = spell(number).rpartition("-")
        return head + joint + ODD.get(tail, tail + "th")
    end = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number < 14 else end}"


def shift(day: date, months: int) -> date:
    """Move by calendar months, to the month's last day where the day is missing."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_from(day: date, count: int = 1) -> tuple[date, date]:
    """Give the interval of ``count`` calendar months, the first being the day's."""
    return day.replace(day=1), shift(day.replace(day=1), count) - STEP


counts = st.one_of(st.integers(1, 40), st.sampled_from([12, 24, 100, 120, 365, 999, 1000]))
publications = st.dates(date(1998, 1, 1), date(2031, 12, 31))


@st.composite
def counted(draw: st.DrawFn, count: int, unit: str) -> str:
    """Write a count of a unit in any of the ways that English has for it."""
    forms = [str(count), f"{count:,}", spell(count)]
    forms += {1: ["a"], 12: ["a dozen"], 24: ["two dozen"], 100: ["a hundred"]}.get(count, [])
    return f"{draw(st.sampled_from(forms))} {unit}{'s' if count > 1 else ''}"


@st.composite
def dated(draw: st.DrawFn, day: date, year: bool = True, spaced: bool = False) -> str:
    """Write a day in one of the orders of English; ``spaced``: as an adverbial, or by a clock."""
    long, short, number = MONTHS[day.month], SHORT[day.month], day.day
    tail, comma = (f" {day.year}", f", {day.year}") if year else ("", "")
    forms = [f"{number} {long}{tail}", f"{number} {short}{tail}", f"{long} {number}{comma}"]
    forms += [f"{short} {number}{comma}", f"{long} {ordinal(number)}{comma}"]
    forms += [f"{ordinal(number)} {long}{tail}", f"the {ordinal(number, True)} of {long}{tail}"]
    forms += [f"{DAYS[day.weekday()]}, {long} {number}{comma}"]
    forms += [day.isoformat(), f"{number:02d}-{long[:3]}-{day.year}"] if year else []
    words, clock = draw(st.sampled_from(forms)), draw(st.sampled_from(CLOCKS))
    beside = [f"on {words}", f"late on {words}", f"on the morning of {words}"]
    beside += [f"at {clock} on {words}", f"on {words}, {clock},"]
    return draw(st.sampled_from(beside)) if spaced else words


@st.composite
def absolute(draw: st.DrawFn, published: date) -> Time:
    """Draw a day, month, quarter, half, year or decade named by itself."""
    ago, kind = draw(st.integers(0, 9000)), draw(st.integers(0, 5))
    day = published - timedelta(draw(st.sampled_from([ago, ago % 90])))
    if kind < 2:
        with_year = day < published - timedelta(90) or draw(st.booleans())
        return draw(dated(day, with_year, spaced=True)), "past", day, day
    year, month = min(day.year, published.year - 1), day.month
    if kind == 2:
        name = draw(st.sampled_from([MONTHS[month], SHORT[month]]))
        return f"in {name} {year}", "past", *months_from(date(year, month, 1))
    if kind == 3:
        size, name, letter = draw(st.sampled_from([(3, "quarter", "Q"), (6, "half", "H")]))
        part = (month - 1) // size + 1
        words = [f"in the {ordinal(part, True)} {name} of {year}", f"in {letter}{part} {year}"]
        span = months_from(date(year, size * (part - 1) + 1, 1), size)
        return draw(st.sampled_from(words)), "span", *span
    if kind == 4:
        year = draw(st.integers(191, 198)) * 10
        return f"in the {year}s", "past", date(year, 1, 1), date(year + 9, 12, 31)
    aloud = spell(year) if 2000 <= year < 2010 else f"{spell(year // 100)} {spell(year % 100)}"
    return (
        f"in {draw(st.sampled_from([str(year), aloud]))}",
        "past",
        date(year, 1, 1),
        date(year, 12, 31),
    )


@st.composite
def ranged(draw: st.DrawFn, published: date) -> Time:
    """Draw a range with both ends, or a bound with one."""
    last = published - timedelta(draw(st.integers(1, 3000)))
    first = last - timedelta(draw(st.one_of(st.integers(1, 20), st.integers(1, 500))))
    one, two = draw(dated(first)), draw(dated(last))
    spans = [f"from {one} to {two}", f"from {one} until {two}", f"between {one} and {two}"]
    months = [f"{MONTHS[day.month]} {day.year}" for day in (first, last)]
    forms = [
        (f"since {two}", "since", last, None),
        (f"until {two}", "until", None, last),
        (f"before {two}", "past", None, last - STEP),
        (f"after {two}", "past", last + STEP, None),
        (draw(st.sampled_from(spans)), "span", first, last),
        (f"from {first.day} to {last.day} {months[1]}", "span", first, last),
    ]
    if months[0] != months[1]:
        ends = months_from(first)[0], months_from(last)[1]
        forms[-1] = (f"from {months[0]} to {months[1]}", "span", *ends)
    return draw(st.sampled_from(forms))


@st.composite
def deictic(draw: st.DrawFn, published: date) -> Time:
    """Draw a time told from the day of publication."""
    count, wanted = draw(counts), draw(st.integers(0, 6))
    number, days = draw(counted(count, "day")), timedelta(count)
    monday, into = published - timedelta(published.weekday()), wanted - published.weekday()
    weekday, ahead = DAYS[wanted], (into - 1) % 7 + 1
    part = draw(st.sampled_from(["", " morning", " afternoon", " evening"]))
    month, year = published.replace(day=1), published.year
    past = {f"{number} ago": -count, f"on {weekday}{part}": ahead - 7, f"yesterday{part}": -1}
    past |= {f"last {weekday}": into - 7, "the day before yesterday": -2, "today": 0}
    future = {f"{number} from now": count, f"next {weekday}": into + 7, f"tomorrow{part}": 1}
    future |= {f"in {number}": count} if count > 1 else {}  # "in a day" might be a duration
    future |= {f"on {weekday}{part}": ahead} if ahead < 7 else {}  # else it might be today
    future |= {"the day after tomorrow": 2}
    spans = [
        ("last week", "past", monday - WEEK, monday - STEP),
        ("next week", "future", monday + WEEK, monday + 2 * WEEK - STEP),
        ("the week before last", "past", monday - 2 * WEEK, monday - WEEK - STEP),
        ("last month", "past", *months_from(shift(month, -1))),
        ("next month", "future", *months_from(shift(month, 1))),
        ("last quarter", "span", *months_from(shift(month, -3 - (month.month - 1) % 3), 3)),
        ("last year", "past", date(year - 1, 1, 1), date(year - 1, 12, 31)),
        ("next year", "future", date(year + 1, 1, 1), date(year + 1, 12, 31)),
        (f"in the past {spell(count + 1)} days", "span", published - days - STEP, published - STEP),
        (f"in the next {count + 1} days", "future", published + STEP, published + days + STEP),
    ]
    if draw(st.booleans()):
        return draw(st.sampled_from(spans))
    tense, offsets = draw(st.sampled_from([("past", past), ("future", future)]))
    words, offset = draw(st.sampled_from(sorted(offsets.items())))
    return words, tense, published + offset * STEP, published + offset * STEP


def sentence(draw: st.DrawFn, time: Time) -> str:
    """Put a time into a clause of its tense."""
    text = draw(st.sampled_from(CARRIERS[time[1]])).format(time[0]).replace(",,", ",")
    text = text.replace(",.", ".").replace("..", ".")
    return text[0].upper() + text[1:]


@st.composite
def text_relative(draw: st.DrawFn, published: date, loose: bool = False) -> Case:
    """Draw a day and, in the next sentence, a time told from it."""
    day, count = published - timedelta(draw(st.integers(60, 3000))), draw(st.integers(1, 30))
    number, monday = draw(counted(count, "day")), day - timedelta(day.weekday())
    offsets = {f"{number} later": count, f"{number} earlier": -count, "the same day": 0}
    offsets |= {"the next day": 1, "the following day": 1, "a day later": 1}
    offsets |= {"the day before": -1, "the previous day": -1, "the night before": -1}
    relations = [(words, day + n * STEP, day + n * STEP) for words, n in offsets.items()]
    relations += [("the following week", monday + WEEK, monday + 2 * WEEK - STEP)]
    relations += [("the following month", *months_from(shift(day, 1)))]
    if loose:
        back = {"week": day - count * WEEK, "month": shift(day, -count)}
        relations = [(f"{draw(counted(count, u))} earlier", d, d) for u, d in back.items()]
    words, first, last = draw(st.sampled_from(relations))
    lead = sentence(draw, (f"on {draw(dated(day))}", "past", day, day))
    return f"{lead} {words[0].upper()}{words[1:]}, a siren was heard.", published, first, last


@st.composite
def time_cases(draw: st.DrawFn) -> Case:
    """Draw a text, its day of publication, and the exact interval of its last time."""
    published, kind = draw(publications), draw(st.integers(0, 5))
    if kind == 0:
        text = draw(st.sampled_from(NO_TIME)).format(draw(st.sampled_from(["two", "14", "ninety"])))
        return text[0].upper() + text[1:], published, None, None
    if kind == 1:
        return draw(text_relative(published))
    time = draw([absolute, ranged, deictic, deictic][kind - 2](published))
    return sentence(draw, time), published, *time[2:]


@st.composite
def loose_time_cases(draw: st.DrawFn) -> Case:
    """Draw a time that names one day and means a week, a month or a year around it."""
    published, count = draw(publications), draw(st.integers(1, 12))
    if draw(st.booleans()):
        return draw(text_relative(published, loose=True))
    units = {"month": shift(published, -count), "year": shift(published, -12 * count)}
    units["week"], half = published - count * WEEK, shift(published, -12 * count - 6)
    forms = [(draw(counted(count, unit)), day) for unit, day in units.items()]
    forms += [(f"{count}.5 years", half), (f"{spell(count)} and a half years", half)]
    words, day = draw(st.sampled_from(forms))
    return sentence(draw, (f"{words} ago", "past", day, day)), published, day, day
