"""Times in sentences made from a grammar of their own, with the days computed beside them."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given, settings
from time_grammar import Case, loose_time_cases, time_cases

from reportedly.text.times import find_times

CLOSE = timedelta(days=3)


@settings(max_examples=400, deadline=None)
@given(time_cases())
def test_the_last_time_of_a_sentence_has_its_days(case: Case) -> None:
    text, published, first, last = case
    found = find_times(text, published)
    if first is None and last is None:
        assert found == []
        return
    # "Since March" reaches to the published day, where one is known.
    period = found[-1].period
    assert period.start == first
    assert period.end == last or (last is None and period.end == published)


@settings(max_examples=200, deadline=None)
@given(loose_time_cases())
def test_a_time_counted_in_weeks_and_more_is_near_its_day(case: Case) -> None:
    text, published, first, _ = case
    period = find_times(text, published)[-1].period
    assert period.start is not None and first is not None
    assert abs(period.start - first) <= CLOSE
