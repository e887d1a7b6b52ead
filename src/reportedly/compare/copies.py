"""Copies that have another number: one text in several documents, which differ at one place.

A sentence that was copied wrongly is one voice's: nobody contradicts anybody. What the copy has is
asked about, and the voice holds what the others print. A later state of a story by its own
publisher is no copy: it is left to updates and revisions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from reportedly.compare.subject_findings import finding
from reportedly.compare.times import said_at
from reportedly.compare.voices import house_of
from reportedly.compare.wording import listed, quoted
from reportedly.model import Claim, Conflict, ConflictKind, Interval, event_of
from reportedly.text.lexicon import words
from reportedly.text.marks import in_marks

_WORD = re.compile(r"\d[\d.,:]*\d|\w+(?:['’]\w+)*")
_AGREE = 4  # words beside a number that must be the same, fewer where the sentence has no more
_SENTENCE = 0.7  # of the words of both sentences
_SHOWN = 40  # characters on either side of a number that a reader is shown
_NUMBER = "#"


@dataclass(frozen=True, slots=True)
class _Place:
    """A figure where it stands in its sentence, of whose other numbers only the place is kept."""

    claim: Claim
    value: Interval
    words: tuple[str, ...]
    at: int

    def is_of(self, other: _Place) -> bool:
        """Whether both stand at one place of one sentence, in different documents."""
        if self.claim.document == other.claim.document:
            return False
        before = _common(self.words[: self.at][::-1], other.words[: other.at][::-1])
        behind = _common(self.words[self.at + 1 :], other.words[other.at + 1 :])
        there = min(len(self.words), len(other.words)) - 1
        if there < 2 or before + behind < min(_AGREE, there):
            return False
        alike = SequenceMatcher(None, self.words, other.words, autojunk=False)
        return alike.ratio() >= _SENTENCE


def altered_copies(claims: Sequence[Claim], texts: Mapping[str, str]) -> Iterator[Conflict]:
    """Where documents of one text give different numbers at one place, as questions.

    Args:
        claims: live claims.
        texts: document → the first of those of which it is one text.
    """
    names: Counter[str] = Counter()
    for camps in _altered(claims, texts):
        first = camps[0][0].claim
        key = f"{first.subject.id}:{ConflictKind.ALTERED_COPY}"
        names[key] += 1
        told = [
            f"{listed(_houses(c))} {'has' if len(_houses(c)) == 1 else 'have'} "
            f"{quoted(c[0].claim.figure, c[0].claim)}"
            for c in camps
        ]
        yield finding(
            ConflictKind.ALTERED_COPY,
            key if names[key] == 1 else f"{key}-{names[key]}",
            f"At one place of one text {listed(told)}: {in_marks(_shown(first))}.",
            [[p.claim for p in camp] for camp in camps],
        )


def without_altered(claims: Iterable[Claim], texts: Mapping[str, str]) -> list[Claim]:
    """Claims without those that a copy makes which has a number wrong."""
    there = list(claims)
    gone = {p.claim.id for camps in _altered(there, texts) for c in camps[1:] for p in c}
    return [c for c in there if c.id not in gone] if gone else there


def _altered(claims: Iterable[Claim], texts: Mapping[str, str]) -> list[list[list[_Place]]]:
    """For each place that differs the claims by their number, first what is held to be right.

    That is what most documents print, and of as many what the oldest does.
    """
    groups: dict[tuple[str, str], list[_Place]] = {}
    for claim in claims if texts else ():
        text, about = texts.get(claim.document), event_of(claim) or claim.subject.id
        if text is not None and (place := _place(claim)) is not None:
            groups.setdefault((text, about), []).append(place)
    return [
        camps
        for places in groups.values()
        for one in _places(places, texts)
        if len(camps := _camps(one)) > 1
    ]


def _places(places: Sequence[_Place], texts: Mapping[str, str]) -> list[list[_Place]]:
    """What stands at one place of several documents; who says it there twice says it once."""

    def order(place: _Place) -> tuple[object, ...]:
        document = place.claim.document
        return _age(place.claim), texts[document] != document, document, place.at, place.claim.id

    ordered = sorted(places, key=order)
    found: list[list[_Place]] = []
    for place in ordered:
        homes = [one for one in found if one[0].is_of(place)]
        same = [one for one in homes if place.value in {p.value for p in one}]
        if homes:
            (same or homes)[0].append(place)
        else:
            found.append([place])
    return found


def _camps(places: Sequence[_Place]) -> list[list[_Place]]:
    """By the number, each document and each publisher with one number alone.

    A document or a publisher that has both numbers of a place has no wrong copy of it.
    """
    by_value: dict[Interval, list[_Place]] = {}
    for place in places:
        by_value.setdefault(place.value, []).append(place)
    held = Counter(name for own in by_value.values() for name in _owners(own))
    if any(times > 1 for times in held.values()):
        return []
    ranked = sorted(by_value.values(), key=lambda own: -len({p.claim.document for p in own}))
    return [sorted(own, key=lambda p: p.claim.id) for own in ranked]


def _owners(places: Iterable[_Place]) -> set[tuple[str, str]]:
    """The documents and the publishers of claims."""
    documents = {("document", p.claim.document) for p in places}
    return documents | {("house", h) for p in places if (h := house_of(p.claim)) is not None}


def _place(claim: Claim) -> _Place | None:
    """Where a claim's figure stands in its words; None where it does not, or stands there twice."""
    figure = claim.figure
    if figure is None or claim.text.count(figure.as_written) != 1:
        return None
    start = claim.text.index(figure.as_written)
    end = start + len(figure.as_written)
    said: list[str] = []
    at = None
    for match in _WORD.finditer(claim.text):
        number = match.group()[0].isdigit() or match.group().casefold() in _numerals()
        inside = start <= match.start() < end
        if number and inside and at is None:
            at = len(said)
        said.append(_NUMBER if number else match.group().casefold())
    return None if at is None else _Place(claim, figure.nominal, tuple(said), at)


def _numerals() -> frozenset[str]:
    return words("small") | words("ten")


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words two begin with in common; an end that both reach counts for one."""
    for n, (one, two) in enumerate(zip(a, b, strict=False)):
        if one != two:
            return n
    return min(len(a), len(b)) + (len(a) == len(b))


def _age(claim: Claim) -> tuple[date, str]:
    moment = said_at(claim)
    return (date.max, "") if moment is None else (moment.start, moment.clock)


def _houses(places: Iterable[_Place]) -> list[str]:
    """Who prints it: the publishers, else the documents."""
    named = (p.claim.chain[0].name if house_of(p.claim) else p.claim.document for p in places)
    return list(dict.fromkeys(named))


def _shown(claim: Claim) -> str:
    """The words around a claim's figure."""
    figure = claim.figure
    at = claim.text.find(figure.as_written) if figure is not None else 0
    start, end = max(0, at - _SHOWN), at + _SHOWN
    words_ = claim.text[start:end]
    words_ = words_.partition(" ")[2] if start else words_
    words_ = words_.rpartition(" ")[0] if end < len(claim.text) else words_
    return f"{'… ' if start else ''}{words_}{' …' if end < len(claim.text) else ''}"
