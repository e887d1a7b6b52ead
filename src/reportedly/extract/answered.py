"""Denials put together with what they deny, where that stands in words before them.

"Two teachers said that 41 had left. The army denied that": of the 41, as the teachers gave them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import itemgetter

from reportedly.extract.deeds import is_violence
from reportedly.extract.drafts import Draft, Reading, Voice, ending_in, lies_in
from reportedly.extract.subjects import NARRATOR
from reportedly.model import (
    Act,
    Attribution,
    ClaimEntry,
    Document,
    Extraction,
    Quantity,
    Span,
    Stance,
    Standing,
    Status,
)
from reportedly.text.happenings import find_happenings
from reportedly.text.sentences import sentence_at

_TELLING = (Act.SPEECH, Act.DOCUMENT)


class Reports:
    """What a document reports, found by where its words stand.

    Args:
        extraction: of the document.
    """

    def __init__(self, extraction: Extraction) -> None:
        self._all = extraction.attributions
        told = [(n, a) for n, a in enumerate(self._all) if not a.denied]
        self._begun = sorted((a.contents[0].start, n) for n, a in told)
        self._ended = sorted((a.contents[-1].end, n) for n, a in enumerate(self._all))
        self._pieces = sorted((s.start, s.end, n) for n, a in told for s in a.contents)
        self._reach = list(accumulate((end for _, end, _ in self._pieces), max))
        numbers = (s for s in extraction.standings if not s.statement)
        self._narrated = sorted(numbers, key=lambda s: s.start)

    def denied_by(self, denial: Attribution, figures: Sequence[Quantity] = ()) -> list[Attribution]:
        """The attributions of the words that a denial denies, those of its figure if it has one."""
        begun = {
            n for span in denial.denied for _, n in _between(self._begun, span.start, span.end - 1)
        }
        found = self._in_order(begun or self._holding(denial.denied[0].start))
        return [a for a in found if not figures or lies_in(a.contents, figures[0].start)]

    def ending(self, first: int, last: int) -> list[Attribution]:
        """The attributions whose words end between two places, either of them included."""
        return self._in_order(n for _, n in _between(self._ended, first, last))

    def narrated(self, quantity: Quantity) -> Standing | None:
        """How a figure stands in the document's own voice, where words say so."""
        at = bisect_left(self._narrated, quantity.start, key=lambda s: s.start)
        near = next(iter(self._narrated[at : at + 1]), None)
        return near if near is not None and near.start < quantity.end else None

    def _in_order(self, numbers: Iterable[int]) -> list[Attribution]:
        return [self._all[n] for n in sorted(numbers)]

    def _holding(self, place: int) -> set[int]:
        """The numbers of the attributions in whose words a place lies."""
        found, at = set(), bisect_right(self._pieces, place, key=itemgetter(0))
        while at and self._reach[at - 1] > place:
            at -= 1
            if self._pieces[at][1] > place:
                found.add(self._pieces[at][2])
        return found


def _between(found: Sequence[tuple[int, int]], first: int, last: int) -> Sequence[tuple[int, int]]:
    """Those of some in order that begin with a place from `first` to `last`."""
    at = bisect_left(found, first, key=itemgetter(0))
    return found[at : bisect_right(found, last, at, key=itemgetter(0))]


def answered(
    voice: Voice, reports: Reports, reading: Reading
) -> tuple[Voice, list[Quantity]] | None:
    """A denial with what it denies where that stands in words before it: one figure, or none.

    Where several voices speak there, or the denier himself, what he denies stays open.

    Args:
        voice: of the denial.
        reports: what the document reports.
        reading: the document.

    Returns:
        The voice with the words denied among its own, and their figure; None where it denies
        nothing before it, or it stays open what.
    """
    attribution = voice.attribution
    if not attribution.denied or not attribution.voices:
        return None
    near = ending_in(voice.within(reading.figures), attribution.denied)
    figures = [q for q in near if lies_in(attribution.denied, q.start)]
    told = [s for a in reports.denied_by(attribution) for s in a.contents]
    if told:  # "Two teachers said that" counts nothing of what they said
        figures = [q for q in figures if lies_in(told, q.start)]
    if len(figures) > 1:
        return None
    found = reports.denied_by(attribution, figures)
    if any(set(a.voices) & set(attribution.voices) for a in found):
        return None
    if not found and figures and _is_of_violence(reading.document, figures[0]):
        figures = []  # "shelling killed 17; Halar denied that too": that it fired
    whole = _whole_of(voice, reading.document)
    apart = {a.voices for a in found if a.parent is None or len(found) == 1}
    if len(apart) > 1:
        return replace(voice, pieces=(whole,)), []
    within = found and lies_in(attribution.denied, found[-1].contents[0].start)
    before = found[-1].contents if within else attribution.denied
    stance = _denying(reports, found, figures)
    deed = found[-1].deed if found and attribution.deed is None else attribution.deed
    denial = replace(attribution, stance=stance, standings=(), deed=deed)
    return replace(voice, pieces=(*before, whole), attribution=denial), figures


def _is_of_violence(document: Document, quantity: Quantity) -> bool:
    """Whether a number is what an act of violence did: "shelling of the town killed 17"."""
    begin = max(document.text.rfind(mark, 0, quantity.start) for mark in ".;\n") + 1
    told = find_happenings(document.text[begin : quantity.start])
    return any(is_violence(each.kind) for each in told)


def unclaimed(voice: Voice, reports: Reports, reading: Reading) -> Iterator[Draft]:
    """What is denied as its teller says it, where it is a clause that is no claim of its own.

    "The union blamed the rail, which a driver had reported. The firm had received no such report."
    """
    (denied,) = voice.attribution.denied
    around = sentence_at(reading.sentences, denied.start)
    whole = around is None or denied.start <= around[0]
    found = reports.denied_by(voice.attribution)
    if whole or any(denied.holds(a.contents[0].start) for a in found):
        return
    ended = () if around is None else reports.ending(around[0], denied.start)
    text = reading.document.text
    told = found or [
        a for a in ended if text[a.contents[-1].end : denied.start].strip() in ("", ",")
    ]
    teller = next((a for a in reversed(told) if a.voices and a.act in _TELLING), None)
    yield Draft(
        ClaimEntry(
            id="",
            document=reading.document.id,
            source=NARRATOR if teller is None else teller.voices[0],
            quote=(denied.quote,),
            at=((denied.start, denied.end),),
            status=Status.PROPOSED.value,
            rule="narrator" if teller is None else teller.rule,
        ),
        None,
        denied.start,
    )


def _whole_of(voice: Voice, document: Document) -> Span:
    """The words of a denial with who denies: "it" alone is no quote of "The operator denied it"."""
    parts = (*voice.attribution.source, *voice.attribution.cue, *voice.pieces)
    start, end = min(s.start for s in parts), max(s.end for s in parts)
    return Span(document.id, start, end, document.text[start:end])


def _denying(
    reports: Reports, denied: Sequence[Attribution], figures: Sequence[Quantity]
) -> Stance:
    """How a figure stands for who denies what the last of some reports says of it.

    Who denies a denial asserts; a question or a doubt is denied as an assertion is.
    """
    usual = denied[-1].stance if denied else Stance.ASSERTS
    if not denied:
        own = next((s for q in figures if (s := reports.narrated(q)) is not None), None)
    elif figures:
        numbers = (s for s in denied[-1].standings if not s.statement)
        own = next((s for s in numbers if any(q.start <= s.start < q.end for q in figures)), None)
    else:
        first = denied[-1].contents[0].start
        own = next((s for s in denied[-1].standings if s.statement and s.start <= first), None)
    before = usual if own is None else own.stance
    return Stance.ASSERTS if before is Stance.DENIES else Stance.DENIES
