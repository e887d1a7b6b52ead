"""Which figure of a text takes the place of which: "not two as it first said", "That was wrong".

Words alone are read here; whose figures they are is for the claims to say, and only where both are
of one voice is the one a correction of the other.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from reportedly.model import Quantity
from reportedly.text.lexicon import either

_REACH = 140  # code points between "4 were taken" and ", not two as it first said"
_LEAD = 24  # code points before a sentence that may call it a correction
_HEAD = 120  # code points: the first words of a text, where it calls itself a correction

_SAID = rf"(?:{either('gave-figure')})"
_NOT = re.compile(rf"\b(?:{either('instead-of')})\s+$", re.IGNORECASE)
_AS_SAID = re.compile(
    rf"(?:\s[\w-]+)?,?\s+as\s+(?:(?:{either('speaker-pronoun')})\s+)?(?:had\s+|was\s+|were\s+)?"
    rf"(?:(?:{either('earlier')})\s+(?:been\s+)?{_SAID}|{_SAID}\s+(?:{either('earlier')}|on\b))",
    re.IGNORECASE,
)
_AS_OTHERS = re.compile(r"(?:\s[\w-]+)?,?\s+as\b", re.IGNORECASE)
_WRONGLY = re.compile(
    rf"\b(?:(?:{either('wrongly')})\s+{_SAID}|{_SAID}\s+(?:{either('wrongly')})"
    rf"|corrected\s+(?:\w+\s+)?(?:{either('earlier-toll')})\s+(?:{either('content-noun')}))\b",
    re.IGNORECASE,
)
_TURN = re.compile(rf"[;:—–]|\b(?:{either('turn-to-right')})\b", re.IGNORECASE)
_TAKEN_UP = re.compile(
    rf"\W*(?:(?:the|our)\s)?(?:[\w-]+\s){{0,2}}?(?:{either('taken-up')}|{either('taken-up-text')})"
    rf"\s+(?:(?!not\b|never\b)[\w-]+\s+){{0,3}}?(?:{either('was-wrong')})\b(?=\W*[.:;,—–])",
    re.IGNORECASE,
)
_WRONG = re.compile(rf"\b(?:{either('was-wrong')})\b", re.IGNORECASE)
_OWN = re.compile(rf"\b(?:{either('own-report')})\b", re.IGNORECASE)
_RIGHT = re.compile(
    rf"\b(?:{either('right-number')})\s+(?:{either('tally')})\b|\b(?:{either('should-have')})\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"\W*(?:$|[.,;!?\n])")
_GOES_ON = re.compile(rf"\W*(?:{either('opens-correction')})\b", re.IGNORECASE)
_GAVE = re.compile(rf"\b(?:{_SAID}|{either('told-in')})\b", re.IGNORECASE)
_WITHDREW = re.compile(rf"\b(?:{either('withdrew')})\b", re.IGNORECASE)
_PUTS_RIGHT = re.compile(rf"\b(?:{either('puts-right')})\b", re.IGNORECASE)
_CORRECTION = re.compile(rf"\b(?:{either('correction')})\b", re.IGNORECASE)


_EARLIER_OWN = re.compile(
    rf"\b(?:(?P<before>{either('own-before')})\s+(?:[\w’'-]+\s+){{0,2}}?)?(?:{either('house-document')})\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"\b({either('house-document')})\s+(?:no\.?\s+)?(\d{{1,4}})\b", re.IGNORECASE
)
_HAD = re.compile(
    rf"(?:,[^,;.]{{1,40}},|\s+of\s+[^,;.]{{1,20}}?)?\s+(?:{either('document-gave')})\s+"
)
_IT_WAS = re.compile(rf"\W*(?:{either('it-was')})\s+(?:[\w-]+\s+){{0,2}}?$", re.IGNORECASE)
_GIVEN_AS = re.compile(
    rf"\b(?:(?:{either('it-was')})|(?:{either('tally')})\s+(?:{either('number-link')}))\s+$",
    re.IGNORECASE,
)
_NOW_SAYS = re.compile(rf"\b(?:{either('now-says')})\b", re.IGNORECASE)
_PUTTING_RIGHT = re.compile(
    rf"\b(?:{either('putting-right')})\s+(?:(?P<own>{either('own-earlier')})\s+)?(?:[\w-]+\s+){{0,2}}?"
    rf"(?:{either('tally')})\s+of\s+$",
    re.IGNORECASE,
)
_HE_GAVE = re.compile(
    rf"\s+(?:[\w-]+\s+)?(?:that\s+|which\s+)?(?:{either('speaker-pronoun')})\s+(?:had\s+)?"
    rf"(?:(?:{either('earlier')})\s+)?{_SAID}\b",
    re.IGNORECASE,
)
_LEFT_OUT = re.compile(rf"[^.,;!?]*\b(?:{either('left-out-of-count')})\b", re.IGNORECASE)
_TOO_MANY = re.compile(rf"[^.,;!?]*\b(?:{either('wrongly-counted')})\b", re.IGNORECASE)


_Place = tuple[int, Quantity]
"""A figure, and the number of its sentence."""

_Sentence = tuple[tuple[int, int], Sequence[Quantity]]
"""Where a sentence begins and ends, and the figures in it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A figure that stands in the place of another, each by where it starts in the text.

    Attributes:
        old, new: the two figures; one and the same where the words give no other.
        named: the figure that says what both count.
        owner: whose figure is put right, "its" or "his", where the words say so.
        house: whether the text puts its own house right, be the new figure another's.
        unless_given: whether it denies a number all the same where somebody else gives that.
    """

    old: int
    new: int
    named: int
    owner: str | None = None
    house: bool = False
    unless_given: bool = False


def find_corrections(
    text: str, sentences: Sequence[tuple[int, int]], figures: Sequence[Quantity]
) -> list[Correction]:
    """What the words of a text put right.

    Args:
        text: the document.
        sentences: where its sentences begin and end.
        figures: the figures in it, in order.
    """
    found: dict[int, Correction] = {}
    starts = [q.start for q in figures]
    inside = [figures[bisect_left(starts, a) : bisect_left(starts, b)] for a, b in sentences]
    house = _Issues(text, sentences, inside)
    for n, (bounds, own) in enumerate(zip(sentences, inside, strict=True)):
        before = _told_before(text, n, sentences, inside)
        behind = (sentences[n + 1], inside[n + 1]) if n + 1 < len(sentences) else None
        for each in (
            *_instead(text, bounds, own),
            *_withdrawn(text, before, own),
            *_taken_back(text, bounds, own),
            *_set_right_beside(text, own),
            *_reported(text, bounds, own, behind),
            *_called_wrong(text, bounds, own, before, behind),
            *_told_then(text, bounds, own, behind),
            *house.corrected(n),
        ):
            found.setdefault(each.new, each)
    return list(found.values())


def is_correction(text: str, place: int) -> bool:
    """Whether the paragraph of a place calls itself a correction before it comes there."""
    begin = text.rfind("\n", 0, place) + 1
    return _CORRECTION.search(text, begin, min(place, begin + _LEAD + _REACH)) is not None


def opens_correction(text: str, start: int) -> bool:
    """Whether a sentence begins with the word that calls it one."""
    return _CORRECTION.match(text, start) is not None


def find_explained(
    text: str,
    sentences: Sequence[tuple[int, int]],
    figures: Sequence[Quantity],
    found: Sequence[Correction],
) -> dict[int, int]:
    """Figures that only tell why another was wrong → the figure that they are a part of.

    "Four held at a second gate had not been included" are among the new number, "three had been
    counted twice" among the old. Each by where it starts in the text.

    Args:
        text: the document.
        sentences: where its sentences begin and end.
        figures: the figures in it, in order.
        found: its corrections.
    """
    parts: dict[int, int] = {}
    taken = {place for each in found for place in (each.old, each.new)}
    begins = [start for start, _ in sentences]
    for each in found:
        place = bisect_right(begins, each.new) - 1
        if place < 0 or each.new >= sentences[place][1]:
            continue
        for start, end in sentences[max(0, place - 1) : place + 2]:
            first = bisect_left(figures, start, key=_start)
            for q in figures[first : bisect_left(figures, end, key=_start)]:
                if q.start in taken or q.start in parts:
                    continue
                if _LEFT_OUT.match(text, q.end, end):
                    parts[q.start] = each.new
                elif _TOO_MANY.match(text, q.end, end):
                    parts[q.start] = each.old
    return parts


def _told_before(
    text: str,
    n: int,
    sentences: Sequence[tuple[int, int]],
    inside: Sequence[Sequence[Quantity]],
) -> _Sentence | None:
    """The sentence before one; where that only tells why a number was wrong, the one before it."""
    for m in (n - 1, n - 2):
        if m < 0:
            return None
        start, end = sentences[m]
        if not _LEFT_OUT.match(text, start, end) and not _TOO_MANY.match(text, start, end):
            return sentences[m], inside[m]
    return None


def _instead(
    text: str, bounds: tuple[int, int], figures: Sequence[Quantity]
) -> Iterator[Correction]:
    """Reads "four were taken, not two as it first said", and "12, not 14" of a correction."""
    own = _PUTS_RIGHT.search(text, *bounds)
    admits = own or _CORRECTION.search(text, 0, _HEAD) or is_correction(text, bounds[0])
    owner = own.group().split()[-1].lower() if own is not None else None
    for new, old in _contrasted(text, figures):
        if _AS_SAID.match(text, old.end) or (admits and not _AS_OTHERS.match(text, old.end)):
            yield Correction(old.start, new.start, new.start, owner)
        elif _NOW_SAYS.search(text, bounds[0], new.start) and _ALONE.match(text, old.end):
            yield Correction(old.start, new.start, new.start, unless_given=True)


def _contrasted(text: str, figures: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Each figure with the one that it is said not to be: "four were taken, not two"."""
    for new, old in pairwise(figures):
        near = old.start - new.end <= _REACH and _differ(new, old)
        if near and _NOT.search(text, new.end, old.start):
            yield new, old


def _withdrawn(
    text: str, before: _Sentence | None, figures: Sequence[Quantity]
) -> Iterator[Correction]:
    """Reads "withdrew his statement that four were shot. 'One body was found, not four'"."""
    if before is None or not _WITHDREW.search(text, *before[0]):
        return
    for new, old in _contrasted(text, figures):
        named = [q for q in before[1] if not _differ(q, old)]
        if len(named) == 1:
            yield Correction(old.start, new.start, named[0].start)


def _taken_back(
    text: str, bounds: tuple[int, int], figures: Sequence[Quantity]
) -> Iterator[Correction]:
    """Reads "withdrew a claim that 12 had been killed, saying the number was eight"."""
    cue = _WITHDREW.search(text, *bounds)
    if cue is None:
        return
    for old, new in pairwise(q for q in figures if q.start >= cue.end()):
        near = new.start - old.end <= _REACH and _differ(new, old)
        if near and _GIVEN_AS.search(text, old.end, new.start) and _ALONE.match(text, new.end):
            yield Correction(old.start, new.start, old.start)


def _set_right_beside(text: str, figures: Sequence[Quantity]) -> Iterator[Correction]:
    """Reads "34 shells had landed, correcting the number of 30 he gave on Saturday"."""
    if len(figures) < 2 or not _differ(*figures[:2]):
        return
    new, old = figures[:2]
    cue = _PUTTING_RIGHT.search(text[new.end : old.start])
    if cue is not None and (cue["own"] or _HE_GAVE.match(text, old.end)):
        yield Correction(old.start, new.start, new.start)


def _reported(
    text: str,
    bounds: tuple[int, int],
    figures: Sequence[Quantity],
    behind: _Sentence | None,
) -> Iterator[Correction]:
    """Reads "wrongly reported that it has 80 beds; it has 60"."""
    cue = _WRONGLY.search(text, *bounds)
    if cue is None:
        return
    told = [q for q in figures if q.start >= cue.end()]
    olds, new = told, None
    for n in range(1, len(told)):
        if new is None and _TURN.search(text, told[n - 1].end, told[n].start):
            olds, new = told[:n], told[n]
    if new is None and behind is not None and _GOES_ON.match(text, *behind[0]):
        new = next(iter(behind[1]), None)
    if new is not None and _ALONE.match(text, new.end):
        # "…, where 17 have died, has 80 beds; it has 60": of what was named last.
        yield from (Correction(q.start, new.start, q.start) for q in olds[-1:] if _differ(q, new))
    elif new is not None:
        yield from _pair(text, olds, new)


def _called_wrong(
    text: str,
    bounds: tuple[int, int],
    figures: Sequence[Quantity],
    before: _Sentence | None,
    behind: _Sentence | None,
) -> Iterator[Correction]:
    """Reads "We said seven. That was wrong: nine …", "The 14 of our report was wrong; it is 12"."""
    olds = before[1] if before is not None else ()
    taken_up = wrong = _TAKEN_UP.match(text, *bounds) if olds else None
    if wrong is None and before is not None and _GAVE.search(text, *before[0]):
        wrong = _RIGHT.search(text, *bounds) if olds else None
    beside = wrong is None
    if wrong is None:
        wrong = _WRONG.search(text, *bounds)
        if wrong is None or not _OWN.search(text, bounds[0], wrong.start()):
            return
        olds = [q for q in figures if q.end <= wrong.start()]
    news = [q for q in figures if q.start >= wrong.end()]
    if beside and news and not _TURN.search(text, wrong.end(), news[0].start):
        return
    if not news and behind is not None:
        goes_on = _GOES_ON.match(text, *behind[0])
        news = [q for q in behind[1][:1] if goes_on or any(_alike(o, q) for o in olds)]
    if news:
        yield from _pair(text, olds, news[0])
    elif taken_up is not None and len(olds) == 1:
        yield Correction(olds[0].start, olds[0].start, olds[0].start)


def _told_then(
    text: str, bounds: tuple[int, int], figures: Sequence[Quantity], behind: _Sentence | None
) -> Iterator[Correction]:
    """Reads "Correction: At 10:20 we wrote that six had left the rails. It was four."."""
    if behind is None or not figures or not behind[1]:
        return
    own, gave = _OWN.search(text, *bounds), _GAVE.search(text, *bounds)
    new = behind[1][0]
    admits = _CORRECTION.search(text, max(0, bounds[0] - _LEAD), figures[0].start) is not None
    lead = text[behind[0][0] : new.start]
    given = _IT_WAS.match(lead) or (admits and _GIVEN_AS.search(lead))
    plain = given and _ALONE.match(text, new.end)
    if gave is None or not (admits or (own is not None and own.start() < gave.start())):
        return
    told = [q for q in figures if q.start >= gave.end()]
    if plain:
        yield from (replace(each, house=admits) for each in _pair(text, told, new))
    elif admits and len(told) == 1 and _named_otherwise(told[0], new):
        # "800 litres. They seized 800 bottles": the new number is of something else.
        yield Correction(told[0].start, told[0].start, told[0].start)


def _named_otherwise(old: Quantity, new: Quantity) -> bool:
    """Whether one number is given of another thing."""
    a, b = old.figure, new.figure
    return not _differ(old, new) and (a.population or a.unit) != (b.population or b.unit)


class _Issues:
    """What a house published before, in a text: "Our first list had 14", "Update 3 gave 43 deaths".

    Its words are read once, and its figures by what they count, so that a long list takes no
    longer than its parts.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[tuple[int, int]],
        inside: Sequence[Sequence[Quantity]],
    ) -> None:
        self._text, self._sentences, self._inside = text, sentences, inside
        self._last: dict[str, tuple[list[int], list[int]]] = {}
        for m in _NUMBERED.finditer(text):
            ends, highest = self._last.setdefault(m[1].lower(), ([], []))
            ends.append(m.end())
            highest.append(max(int(m[2]), highest[-1] if highest else 0))

    def corrected(self, n: int) -> Iterator[Correction]:
        """The first figure in a sentence that an earlier issue gave, and what holds now.

        That is the nearest figure that may count the same.
        """
        old = min(self._given_before(n), key=lambda q: q.start, default=None)
        new = None if old is None else self._now(old, n)
        if old is not None and new is not None and _differ(old, new):
            yield Correction(old.start, new.start, new.start)

    def _given_before(self, n: int) -> Iterator[Quantity]:
        """The figures in a sentence that an earlier issue of the text is said to have had."""
        own = self._inside[n]
        if not own:
            return
        start, last = self._sentences[n][0], own[-1].start
        issues = [m for m in _EARLIER_OWN.finditer(self._text, start, last) if m["before"]]
        issues += [
            m for m in _NUMBERED.finditer(self._text, start, last) if self._is_followed(m, start)
        ]
        for issue in issues:
            had = _HAD.match(self._text, issue.end())
            if had is not None:
                behind = bisect_left(own, issue.end(), key=_start)
                yield from own[behind : bisect_right(own, had.end() + 1, key=_start)]

    def _is_followed(self, issue: re.Match[str], start: int) -> bool:
        """Whether a later issue is named before a sentence."""
        ends, highest = self._last[issue[1].lower()]
        before = bisect_right(ends, start)
        return before > 0 and highest[before - 1] > int(issue[2])

    def _now(self, old: Quantity, n: int) -> Quantity | None:
        """The nearest figure of another sentence that may count what one of an earlier issue did.

        Those before it count as nearer than those behind it.
        """
        bare = _ALONE.match(self._text, old.end) is not None
        kinds = (_any_kind(old),) if bare else _kinds(old)
        known = [self._by_kind.get(kind, []) for kind in kinds]
        before = [told[at - 1] for told in known if (at := bisect_left(told, n, key=_sentence))]
        behind = [
            told[at] for told in known if (at := bisect_right(told, n, key=_sentence)) < len(told)
        ]
        if before:
            return min(before, key=lambda place: (-place[0], place[1].start))[1]
        return min(behind, key=lambda place: place[1].start)[1] if behind else None

    @cached_property
    def _by_kind(self) -> dict[_Kind, list[_Place]]:
        """The first figure of each kind in each sentence, in order."""
        found: dict[_Kind, list[_Place]] = {}
        for n, own in enumerate(self._inside):
            for q in own:
                for kind in (_any_kind(q), *_kinds(q)) if q.figure.measure else ():
                    told = found.setdefault(kind, [])
                    if not told or told[-1][0] != n:
                        told.append((n, q))
        return found


_Kind = tuple[object, ...]
"""What figures have in common that may count the same."""


def _any_kind(quantity: Quantity) -> _Kind:
    return (quantity.figure.share,)


def _kinds(quantity: Quantity) -> tuple[_Kind, ...]:
    """What another figure that counts the same has in common with one: whose, and what."""
    figure = quantity.figure
    told = figure.share, figure.population
    named = figure.population or figure.unit
    measured = [(*told, "measure", figure.measure)] if figure.measure is not None else []
    return (*measured, *([(*told, "name", named)] if named is not None else []))


def _sentence(place: _Place) -> int:
    return place[0]


def _start(quantity: Quantity) -> int:
    return quantity.start


def _pair(text: str, olds: Sequence[Quantity], new: Quantity) -> Iterator[Correction]:
    """The one of some figures that another replaces; none where it may be several."""
    wholes = {q.whole for q in olds}
    fitting = [q for q in olds if q.start not in wholes and _differ(q, new)]
    fitting = [q for q in fitting if _fit(text, q, new)]
    if len(fitting) > 1:
        fitting = [q for q in fitting if q.figure.measure == new.figure.measure is not None]
    if len(fitting) == 1:
        old = fitting[0]
        named = new if _ALONE.match(text, old.end) else old
        yield Correction(old.start, new.start, named.start)


def _differ(a: Quantity, b: Quantity) -> bool:
    return a.figure.nominal != b.figure.nominal


def _fit(text: str, old: Quantity, new: Quantity) -> bool:
    """Whether two figures may count one thing: so may a number that names nothing."""
    bare = _ALONE.match(text, old.end) or _ALONE.match(text, new.end)
    return old.figure.share == new.figure.share and (bare is not None or _alike(old, new))


def _alike(old: Quantity, new: Quantity) -> bool:
    """Whether two figures say that they count one thing."""
    a, b = old.figure, new.figure
    if a.measure is not None and a.measure == b.measure:
        return True
    return (a.population or a.unit) == (b.population or b.unit) is not None
