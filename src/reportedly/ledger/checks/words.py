"""Figures, units and times that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from reportedly.errors import FigureError, UnitError
from reportedly.ledger.checks.known import Known
from reportedly.ledger.read import mark_of
from reportedly.model import AnyEntry, Entries, JudgementEntry, LinkEntry, Problem
from reportedly.text.quantities.figures import read_figure
from reportedly.text.times import read_period

_TIMES = ("when", "as_of", "said")


def vet_words(entries: Entries, known: Known) -> Iterator[Problem]:
    """Problems for words that say no quantity, no time, or no day of the calendar."""
    figure, period = _figures(known), _periods(known)
    claims = entries.claims
    figures = {(c.figure, c.unit) for c in claims}
    if any(words is not None and figure(words, unit) for words, unit in figures):
        for claim in claims:
            if claim.figure is not None and (fault := figure(claim.figure, claim.unit)):
                yield Problem("bad-figure", fault, mark_of(claim, "figure"))
    times = {c.when for c in claims} | {c.as_of for c in claims} | {c.said for c in claims}
    if any(words is not None and period(words) for words in times):
        for claim in claims:
            for key in _TIMES:
                yield from _time(claim, key, getattr(claim, key), period)
    for subject in entries.subjects:
        yield from _time(subject, "period", subject.period, period)
    for document in entries.documents:
        yield from _time(document, "published", document.published, period)
    for event in entries.events:
        yield from _time(event, "when", event.when, period)
    decisions: list[JudgementEntry | LinkEntry] = [*entries.judgements, *entries.links]
    for decided in decisions:
        yield from _day(decided, "on", decided.on)
        yield from _day(decided, "withdrawn", decided.withdrawn)


def _time(
    entry: AnyEntry, key: str, words: str | None, fault_of: Callable[[str], str | None]
) -> Iterator[Problem]:
    if words is not None and (fault := fault_of(words)):
        yield Problem("bad-time", f"`{key}: {words}` is not a time: {fault}", mark_of(entry, key))


def _day(entry: AnyEntry, key: str, words: str | None) -> Iterator[Problem]:
    # What does not even look like a day was reported when the file was read.
    if words and len(words) == len("2019-02-12"):
        try:
            date.fromisoformat(words)
        except ValueError as error:
            yield Problem("bad-time", f"`{key}: {words}` is no day: {error}", mark_of(entry, key))


def _figures(known: Known) -> Callable[[str, str | None], str | None]:
    """A function that says what is wrong with a figure and its unit, each looked at once."""

    @cache
    def fault_of(words: str, unit: str | None) -> str | None:
        name = f"{words}\n{unit or ''}"
        if known.was_sound("figure", name):
            return None
        try:
            read_figure(words, unit)
        except (FigureError, UnitError) as error:
            return f"`figure: {words}` cannot be read: {error}"
        known.is_sound("figure", name)
        return None

    return fault_of


def _periods(known: Known) -> Callable[[str], str | None]:
    """A function that says what is wrong with the words for a time, each looked at once."""

    @cache
    def fault_of(words: str) -> str | None:
        if known.was_sound("time", words):
            return None
        try:
            read_period(words)
        except ValueError as error:
            return f"{error}; write a day (2019-02-11), FROM/TO, a month or a year"
        known.is_sound("time", words)
        return None

    return fault_of
