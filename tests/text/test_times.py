"""Times in text: what the words are, when they were published, which days they mean."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model.period import Period, Precision
from reportedly.text.times import find_times, read_period

WEDNESDAY = date(2019, 2, 13)

# Sentence, the words of each time in it, and the days they mean, published on Wednesday
# 13 February 2019.
SENTENCES = [
    # weekdays
    ("Rebels left the town on Tuesday, he said.", [("Tuesday", "2019-02-12")]),
    ("The shelling began late Tuesday.", [("late Tuesday", "2019-02-12")]),
    ("He arrived on Wednesday.", [("Wednesday", "2019-02-13")]),
    ("The market was hit on Thursday.", [("Thursday", "2019-02-07")]),
    ("Two died last Friday.", [("last Friday", "2019-02-08")]),
    ("Two died last Monday.", [("last Monday", "2019-02-04")]),
    ("The convoy leaves next Monday.", [("next Monday", "2019-02-18")]),
    ("The court will rule on Friday.", [("Friday", "2019-02-15")]),
    ("On Friday the court will rule.", [("Friday", "2019-02-15")]),
    ("The envoy vowed to return on Friday.", [("Friday", "2019-02-15")]),
    (
        "The talks will resume on Sunday, the ministry said on Monday.",
        [("Sunday", "2019-02-17"), ("Monday", "2019-02-11")],
    ),
    ("It fell this past Monday.", [("this past Monday", "2019-02-11")]),
    ("The vote is this coming Monday.", [("this coming Monday", "2019-02-18")]),
    ("They met on Sat.", [("Sat.", "2019-02-09")]),
    ("They met on 3 Mar.", [("3 Mar.", "2018-03-03")]),
    ("They met half a year ago.", [("half a year ago", "2018-08-13")]),
    ("They met on Sunday night.", [("Sunday night", "2019-02-10")]),
    ("Tuesday's attack killed nine.", [("Tuesday", "2019-02-12")]),
    ("They left on Tuesday of last week.", [("Tuesday of last week", "2019-02-05")]),
    ("They meet Thursday next week.", [("Thursday next week", "2019-02-21")]),
    ("Open from Monday to Friday.", [("from Monday to Friday", "2019-02-04/2019-02-08")]),
    # today and around it
    ("Four were hurt yesterday.", [("yesterday", "2019-02-12")]),
    ("The road is closed today.", [("today", "2019-02-13")]),
    ("The bridge was bombed overnight.", [("overnight", "2019-02-12/2019-02-13")]),
    ("A curfew starts tonight.", [("tonight", "2019-02-13")]),
    ("Planes struck this morning.", [("this morning", "2019-02-13")]),
    ("Planes struck last night.", [("last night", "2019-02-12")]),
    ("It opened the day before yesterday.", [("the day before yesterday", "2019-02-11")]),
    # weeks, months, years
    ("Aid came last week.", [("last week", "2019-02-04/2019-02-10")]),
    ("Ten fled over the weekend.", [("the weekend", "2019-02-09/2019-02-10")]),
    ("Ten fled this month.", [("this month", "2019-02-01/2019-02-28")]),
    ("Ten fled last year.", [("last year", "2018-01-01/2018-12-31")]),
    ("Ten fled in the week before last.", [("the week before last", "2019-01-28/2019-02-03")]),
    ("The past three days were calm.", [("The past three days", "2019-02-10/2019-02-12")]),
    ("Nine died in the last 24 hours.", [("the last 24 hours", "2019-02-12/2019-02-13")]),
    ("He was seen two weeks ago.", [("two weeks ago", "2019-01-30")]),
    ("He was seen a year and two months ago.", [("a year and two months ago", "2017-12-13")]),
    ("He died more than two weeks ago.", [("more than two weeks ago", "../2019-01-30")]),
    ("It rained earlier this year.", [("earlier this year", "2019-01-01/2019-02-12")]),
    ("It may rain later this month.", [("later this month", "2019-02-16/2019-02-28")]),
    ("The rest of the year is open.", [("The rest of the year", "2019-02-13/2019-12-31")]),
    # months and dates without a year
    ("The dam broke in January.", [("January", "2019-01-01/2019-01-31")]),
    ("The dam broke in November.", [("November", "2018-11-01/2018-11-30")]),
    ("In November, Gov. Adeyo opened the dam.", [("November", "2018-11-01/2018-11-30")]),
    ("The dam will open in November.", [("November", "2019-11-01/2019-11-30")]),
    ("The dam broke on Jan. 3.", [("Jan. 3", "2019-01-03")]),
    ("The dam broke on Dec. 27.", [("Dec. 27", "2018-12-27")]),
    ("The dam broke on the 11th of February.", [("the 11th of February", "2019-02-11")]),
    ("The dam broke on the 11th.", [("the 11th", "2019-02-11")]),
    ("The dam broke on Monday, Feb. 11.", [("Monday, Feb. 11", "2019-02-11")]),
    ("The dam broke Friday the 13th.", [("Friday the 13th", "2018-07-13")]),
    ("The dam broke on 22/04.", [("22/04", "2018-04-22")]),
    ("The dam broke in early May.", [("early May", "2018-05-01/2018-05-15")]),
    ("The dam broke in mid-June.", [("mid-June", "2018-06-10/2018-06-20")]),
    ("It broke on 5 and 7 January.", [("5", "2019-01-05"), ("7 January", "2019-01-07")]),
    ("It broke on January 5 and 6.", [("January 5", "2019-01-05"), ("6", "2019-01-06")]),
    (
        "It broke in March and April 2017.",
        [("March", "2017-03-01/2017-03-31"), ("April 2017", "2017-04-01/2017-04-30")],
    ),
    ("The dam will open this autumn.", [("this autumn", "2019-09-01/2019-11-30")]),
    ("The dam broke this winter.", [("this winter", "2018-12-01/2019-02-28")]),
    ("Snow fell last Christmas Eve.", [("last Christmas Eve", "2018-12-24")]),
    # ranges and open sides
    (
        "No aid came from May to July.",
        [("from May to July", "2018-05-01/2018-07-31")],
    ),
    (
        "Nine died between 3 and 5 January.",
        [("between 3 and 5 January", "2019-01-03/2019-01-05")],
    ),
    ("Nine died since January.", [("since January", "2019-01-01/2019-02-13")]),
    ("Nine died since 2011.", [("since 2011", "2011-01-01/2019-02-13")]),
    ("It ran until the end of June 2018.", [("until the end of June 2018", "../2018-06-30")]),
    ("It ends by Friday.", [("by Friday", "../2019-02-15")]),
    ("It began after 3 May 2018.", [("after 3 May 2018", "2018-05-04/..")]),
    ("It fell before 2015.", [("before 2015", "../2014-12-31")]),
    (
        "It rained from late May 2018 to early June 2018.",
        [("from late May 2018 to early June 2018", "2018-05-16/2018-06-15")],
    ),
    (
        "It ran from December to February.",
        [("from December to February", "2018-12-01/2019-02-28")],
    ),
    # counted from a day that the text names
    (
        "Nine were hurt on Monday. The next day two of them died.",
        [("Monday", "2019-02-11"), ("The next day", "2019-02-12")],
    ),
    (
        "He was taken on 3 May 2018 and freed two days later.",
        [("3 May 2018", "2018-05-03"), ("two days later", "2018-05-05")],
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_times_are_resolved_against_the_published_day(
    sentence: str, expected: list[tuple[str, str]]
) -> None:
    found = find_times(sentence, WEDNESDAY)
    assert [(m.period.as_written, m.period.iso()) for m in found] == expected


ABSOLUTE = [
    ("It fell on 3 Jan 2019.", "2019-01-03"),
    ("It fell on March 3rd, 2019.", "2019-03-03"),
    ("It fell on the twenty-third of September 2018.", "2018-09-23"),
    ("It fell on 2019-02-11.", "2019-02-11"),
    ("It fell on 2/22/2019.", "2019-02-22"),
    ("It fell on 11.2.2019.", "2019-02-11"),
    ("It fell on 3-Jan-2019.", "2019-01-03"),
    ("It fell in March 2019.", "2019-03-01/2019-03-31"),
    ("It fell in 2014.", "2014-01-01/2014-12-31"),
    ("It fell in nineteen ninety-six.", "1996-01-01/1996-12-31"),
    ("Music of the 1990s.", "1990-01-01/1999-12-31"),
    ("Music of the mid-'90s.", "1994-01-01/1996-12-31"),
    ("Music of the 19th century.", "1801-01-01/1900-12-31"),
    ("Sales in Q3 2023 rose.", "2023-07-01/2023-09-30"),
    ("Sales in the third quarter of 2018 rose.", "2018-07-01/2018-09-30"),
    ("Sales in the first half of 2018 rose.", "2018-01-01/2018-06-30"),
    ("It fell in summer 2018.", "2018-06-01/2018-08-31"),
    ("It fell in the winter of 2017-18.", "2017-12-01/2018-02-28"),
    ("It fell in late 2018.", "2018-09-01/2018-12-31"),
    ("It fell in the first week of May 2019.", "2019-04-29/2019-05-05"),
    ("It fell on the last Friday of May 2019.", "2019-05-31"),
    ("It fell in the week of 16 May 2019.", "2019-05-13/2019-05-19"),
    ("The 2014-15 harvest failed.", "2014-01-01/2015-12-31"),
    ("It ran from 3 to 5 March 2018.", "2018-03-03/2018-03-05"),
    ("It ran from May to Oct 2020.", "2020-05-01/2020-10-31"),
    ("It ran from Nov. 2017 to Feb. 5, 2018.", "2017-11-01/2018-02-05"),
    ("It ran Nov-Feb 5th, 2017.", "2016-11-01/2017-02-05"),
    ("It ran from 2014 through 2018.", "2014-01-01/2018-12-31"),
    ("It fell on Easter Monday 2019.", "2019-04-22"),
    ("It fell two days before Christmas 2018.", "2018-12-23"),
    ("It has run since 2011.", "2011-01-01/.."),
]


@pytest.mark.parametrize(("sentence", "days"), ABSOLUTE)
def test_absolute_times_need_no_published_day(sentence: str, days: str) -> None:
    (found,) = find_times(sentence)
    assert found.period.iso() == days


@pytest.mark.parametrize(
    "sentence",
    [
        "He left on Tuesday.",
        "He left last week, in recent days or two weeks ago.",
        "He left in May, on 3 March, in summer and on the 4th.",
        "He left at one in the morning.",
        "He left in May last year.",
        "He left the next day.",
    ],
)
def test_relative_times_are_left_out_without_a_published_day(sentence: str) -> None:
    assert find_times(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The siege lasted for four years.",
        "It took more than a week and less than a month.",
        "It was a four-year war with a two-day truce.",
        "Killed in two days: nine people.",
        "May I go? They march on. The sun sat low.",
        "He works 24/7 and ate 3/4 of it; the vote was 10-2.",
        "Some 2014 people and 1500 troops came, with $2019 and 2,018 tents.",
        "The second half was dull; the 4th battalion was first.",
        "The fall of the town came second to none.",
        "He met Mrs May and June Okello.",
        "She is in her early 20s and comes after the first debate.",
        "See example.test/P2q3Pm for Easter Island.",
        "Hiring went from 1000 to 2000 posts.",
        "The Sunday Times reports every Friday.",
        "Call 555-2019-22 or 10.0.2018.4.",
        "It happened on 30 February 2019.",
        "The dam broke on 11/02, or on 05/03/2018.",
        "",
    ],
)
def test_what_is_no_time(sentence: str) -> None:
    assert find_times(sentence, WEDNESDAY) == []


@pytest.mark.parametrize(
    ("words", "precision", "vague"),
    [
        ("on Tuesday", Precision.DAY, False),
        ("overnight", Precision.DAYS, False),
        ("over the weekend", Precision.DAYS, False),
        ("last week", Precision.WEEK, False),
        ("last month", Precision.MONTH, False),
        ("last year", Precision.YEAR, False),
        ("since last week", Precision.MONTH, False),
        ("until Friday", Precision.YEAR, False),
        ("two weeks ago", Precision.WEEK, False),
        ("two years ago", Precision.YEAR, True),
        ("in recent days", Precision.MONTH, True),
        ("in recent weeks", Precision.MONTH, True),
        ("in the coming days", Precision.MONTH, True),
        ("in early May", Precision.MONTH, True),
        ("in the past few days", Precision.DAYS, True),
    ],
)
def test_precision_follows_the_width_of_the_words(
    words: str, precision: Precision, vague: bool
) -> None:
    (found,) = find_times(f"It happened {words}.", WEDNESDAY)
    assert (found.period.precision, found.period.vague) == (precision, vague)


@pytest.mark.parametrize(
    ("sentence", "words", "day", "clock"),
    [
        ("It fell at one in the morning.", "at one in the morning", "2019-02-13", "01:00"),
        ("It fell at 8:30 p.m. on Tuesday.", "at 8:30 p.m. on Tuesday", "2019-02-12", "20:30"),
        ("It fell on Tuesday at 3pm.", "Tuesday at 3pm", "2019-02-12", "15:00"),
        ("It fell at 15:00 GMT.", "at 15:00 GMT", "2019-02-13", "15:00"),
        ("It fell at noon on 3 May 2018.", "at noon on 3 May 2018", "2018-05-03", "12:00"),
    ],
)
def test_clock_times_keep_their_hour(sentence: str, words: str, day: str, clock: str) -> None:
    (found,) = find_times(sentence, WEDNESDAY)
    assert (found.period.as_written, found.period.iso()) == (words, day)
    assert found.period.clock == clock


def test_a_score_is_no_clock_time() -> None:
    assert find_times("They won 2:1 and then 15:12.", WEDNESDAY) == []


def test_day_first_reads_three_four_as_april() -> None:
    assert find_times("3/4/2019") == []
    assert find_times("3/4/2019", day_first=False)[0].period.iso() == "2019-03-04"
    assert find_times("3/4/2019", day_first=True)[0].period.iso() == "2019-04-03"
    assert find_times("22/4/2019")[0].period.iso() == "2019-04-22"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Dead on 22/01/2018: 4. Dead on 03/02/2018: 5.", ["2018-01-22", "2018-02-03"]),
        ("Dead on 03/02/2018: 4. Dead on 01/22/2018: 5.", ["2018-03-02", "2018-01-22"]),
        (
            "Dead on 22/01/2018: 4. On 01/23/2018: 6. On 03/02/2018: 5.",
            ["2018-01-22", "2018-01-23"],
        ),
    ],
)
def test_day_and_month_stand_as_in_the_other_dates_of_a_text(text: str, days: list[str]) -> None:
    assert [m.period.iso() for m in find_times(text)] == days


def test_preference_overrides_the_context() -> None:
    text = "They will meet on Friday."
    assert find_times(text, WEDNESDAY, prefer="past")[0].period.iso() == "2019-02-08"
    assert find_times("Met Friday.", WEDNESDAY, prefer="future")[0].period.iso() == "2019-02-15"
    with pytest.raises(ValueError, match="sideways"):
        find_times(text, WEDNESDAY, prefer="sideways")


def test_offsets_count_code_points() -> None:
    text = "🕊️🕊️ Cafe\u0301 déjà fermé — on Tuesday “late May”"
    found = find_times(text, WEDNESDAY)
    assert [text[m.start : m.end] for m in found] == ["Tuesday", "late May"]


# A time on its own -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "days", "precision"),
    [
        ("2019-02-11", "2019-02-11", Precision.DAY),
        ("2019-02", "2019-02-01/2019-02-28", Precision.MONTH),
        ("2019", "2019-01-01/2019-12-31", Precision.YEAR),
        ("2019-01-29/2019-02-12", "2019-01-29/2019-02-12", Precision.MONTH),
        ("2018-11/2019", "2018-11-01/2019-12-31", Precision.YEAR),
        ("2019-01-29/..", "2019-01-29/..", Precision.YEAR),
        ("../2019-02-12", "../2019-02-12", Precision.YEAR),
        ("early May 2019", "2019-05-01/2019-05-15", Precision.MONTH),
        (" between 3 and 5 March 2019 ", "2019-03-03/2019-03-05", Precision.DAYS),
        ("in March 2019", "2019-03-01/2019-03-31", Precision.MONTH),
        ("Tuesday", "2019-02-12", Precision.DAY),
        ("over the weekend", "2019-02-09/2019-02-10", Precision.DAYS),
    ],
)
def test_read_period(words: str, days: str, precision: Precision) -> None:
    period = read_period(words, WEDNESDAY)
    assert (period.iso(), period.precision, period.as_written) == (days, precision, words.strip())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("2019-02-30", "no day of the calendar: write a day"),
        ("0000", "no day of the calendar"),
        ("2019-02-12/2019-01-29", "write 2019-01-29/2019-02-12"),
        ("../..", "open on both sides"),
        ("Tuesday", "needs the day it was published"),
        ("Tuesday or 3 May 2019", "needs the day"),
        ("soon", "is not a time: write a day"),
        ("3 May 2019 or 4 May 2019", "is not a time"),
        ("", "is not a time"),
    ],
)
def test_read_period_says_what_would_be_right(words: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_period(words)


# Laws --------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    "on Tuesday last next this past the of May March 3 3rd 5th 2019 2018 from to between and - / "
    "week weekend month year days two ago since until early late mid Q3 1990s first second half "
    "30 31 February 29 22/04 : . , ' s 99999 0 0000 10000 century decade before after in "
    "Friday 13th noon at 8 pm Christmas Easter day later rest more than less 12/31/9999".split()
)
PUBLISHED = st.none() | st.dates()


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60), PUBLISHED)
def test_any_text_gives_ordered_spans_that_are_their_words(
    text: str, published: date | None
) -> None:
    reached = 0
    for mention in find_times(text, published):
        assert reached <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.period.as_written
        first, last = mention.period.start, mention.period.end
        assert first is not None or last is not None
        assert first is None or last is None or first <= last
        reached = mention.end


@settings(deadline=None)  # a pause of the machine is no fault
@given(st.lists(WORDS, max_size=14).map(" ".join), st.dates())
def test_what_is_found_without_a_published_day_is_found_with_one(
    text: str, published: date
) -> None:
    with_day = {(m.start, m.period.start) for m in find_times(text, published)}
    for mention in find_times(text):
        assert mention.period.start is None or (mention.start, mention.period.start) in with_day


@given(st.dates(), st.dates(), st.booleans(), st.booleans())
def test_read_period_reads_what_a_period_prints(
    low: date, high: date, open_low: bool, open_high: bool
) -> None:
    first, last = sorted((low, high))
    if open_low and open_high:
        open_high = False
    period = Period(None if open_low else first, None if open_high else last)
    again = read_period(period.iso())
    assert (again.start, again.end) == (period.start, period.end)


@pytest.mark.parametrize(
    "text",
    ["1" * 1_000_000, "1 " * 50_000, "12/" * 10_000, "the " * 50_000, "may-" * 10_000],
    ids=["digits", "numbers", "strokes", "articles", "months"],
)
def test_long_and_hostile_texts_take_time_in_proportion(text: str) -> None:
    started = time.process_time()
    find_times(text, WEDNESDAY)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("03/04/2019", "2019-04-03 or 2019-03-04"),
        ("3-4-2019", "2019-04-03 or 2019-03-04"),
        ("on 03/04/19", "2019-04-03 or 2019-03-04"),
        ("03/04", "may be 3 April or 4 March"),
    ],
)
def test_a_day_that_may_be_two_is_not_guessed(words: str, meant: str) -> None:
    with pytest.raises(ValueError, match=meant):
        read_period(words, date(2019, 6, 1))


@pytest.mark.parametrize(
    ("words", "day_first", "iso"),
    [
        ("22/04/2019", None, "2019-04-22"),
        ("04/22/2019", None, "2019-04-22"),
        ("05/05/2019", None, "2019-05-05"),
        ("3.4.2019", None, "2019-04-03"),
        ("2019/03/04", None, "2019-03-04"),
        ("2019-03-04/2019-04-05", None, "2019-03-04/2019-04-05"),
        ("between 3-5 March 2019", None, "2019-03-03/2019-03-05"),
        ("03/04/2019", True, "2019-04-03"),
        ("03/04/2019", False, "2019-03-04"),
    ],
)
def test_a_day_that_is_one_or_whose_order_is_told(
    words: str, day_first: bool | None, iso: str
) -> None:
    assert read_period(words, day_first=day_first).iso() == iso


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two died overnight on Saturday.", [("Saturday", "2019-02-09")]),
        (
            "They fled overnight from Saturday to Sunday.",
            [("from Saturday to Sunday", "2019-02-09/2019-02-10")],
        ),
        ("They fled overnight.", [("overnight", "2019-02-11/2019-02-12")]),
        ("It stopped at 2019-02-11T10:00:00Z.", [("2019-02-11", "2019-02-11")]),
        (
            "It burned in the night of 10/11 February.",
            [("10/11 February", "2019-02-10/2019-02-11")],
        ),
        ("It grew in the year to June.", [("the year to June", "2017-07-01/2018-06-30")]),
        (
            "It grew in the year ended 31 March 2018.",
            [("the year ended 31 March 2018", "2017-04-01/2018-03-31")],
        ),
        (
            "It fell in the six months to January.",
            [("the six months to January", "2018-08-01/2019-01-31")],
        ),
        ("He gave the year to charity.", []),
        ("It rained in this calendar year.", [("this calendar year", "2019-01-01/2019-12-31")]),
        (
            "It rained in the week starting on February 4.",
            [("the week starting on February 4", "2019-02-04/2019-02-10")],
        ),
        (
            "It rained on 28 January. A fortnight later it stopped.",
            [("28 January", "2019-01-28"), ("A fortnight later", "2019-02-11")],
        ),
    ],
)
def test_stretches_and_nights(text: str, found: list[tuple[str, str]]) -> None:
    times = find_times(text, date(2019, 2, 12))
    assert [(m.period.as_written, m.period.iso()) for m in times] == found
