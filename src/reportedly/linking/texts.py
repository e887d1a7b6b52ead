"""Which documents are one text: a wire, its reprints and its rewritten copies.

Candidates come from sketches: of a text's grams the least in each of so many parts of their
range (MinHash with one permutation: Li, Owen and Zhang 2012), each part a band of one row. Bands
are plain integers, the same on any machine, so that a database finds the same candidates by one
join. What shares bands is then aligned word by word, and the alignment alone decides.

Two texts are one where most of the shorter stands in the other, in running text and not in quotes
alone. A form that was filled in anew (bulletins, results, daily reports) is another text, however
many words it shares; so are two stories over one background, and a digest and what it holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from reportedly.linking.alignment import (
    Alignment,
    Words,
    align,
    grams,
    read_words,
)
from reportedly.linking.joins import Join

BANDS = 256
"""Bands of a sketch."""

CROWD = 24
"""Documents of one band: of more, each is held against those beside it alone."""

BESIDE = 2
"""How many of these."""

RARE = 4
"""What a band of few documents counts, and one of a crowd counts 1."""

MEETINGS = 24
"""What two must come to, to be looked at."""

SCRAP = 0.08
"""The share of the longer, below which nothing is a cut."""

_GRAMS = 0.05  # of the shorter text's grams that the other must have, to be aligned
_SHORTEST = 12  # words of a text that can be another's copy
_LEAST = 20  # words that two must share, unless they are all of both
_HELD = 2048  # texts whose words are kept in mind
_TITLE = 12  # words of a headline and a dateline
_LEAD = 60  # words within which a copy's first passage begins, fewer in a short text
_LEAD_SHARED = 12  # words of that passage

_WITH_LEAD = 0.55  # of the shorter, where the beginning is the same
_ANY = 0.7  # where it is not: a rewritten lead, and not two stories over one background
_CREDITED = 0.3  # where the beginning is the same and one names the other's publisher
_DIGEST = 0.3  # of the longer: where less is shared it is a cut, which begins at the beginning
_SCANNED = 0.7  # so much of these shares where every tenth letter may be spoiled
_KEPT = 4  # numbers and names that a scanned copy keeps; a form has none
_OPEN = 0.9  # so much of the same outside quotation marks, where two at one conference differ
_STRETCH = 20  # words in a row, below which two texts that share little are a rewriting at most
_ASKED = 0.35  # of the shorter, from which on a person is asked
_APART = 0.25  # of the shorter: below, two that are each one text with a third are two
_ROLLING = 0.9  # of the longer, from which on two states of a live page are one text
_STAMPED = re.compile(r"^\W*\d{1,2}[:.]\d\d\b", re.MULTILINE)
_STAMPS = 4  # lines that begin with a time of day make a live page


@dataclass(frozen=True, slots=True)
class Text:
    """A document as its text is told from others.

    Attributes:
        id: of the document.
        text: its text.
        published: the day, or None.
        publisher: or None.
        known: True for one that the ledger has already; two of these are never joined.
    """

    id: str
    text: str
    published: date | None = None
    publisher: str | None = None
    known: bool = False


class Copy(NamedTuple):
    """Two documents that are, or may be, one text.

    Attributes:
        a, b: their ids, the older in front.
        score: how sure, 0 to 1; from `reportedly.resolve.CERTAIN` on they are taken to be one.
        share: the share of the shorter that stands in the other, 0 to 1.
        longest: the longest run of words that both have.
        older: the id of the one published earlier, None where that is not known.
    """

    a: str
    b: str
    score: float
    share: float
    longest: str
    older: str | None

    @property
    def why(self) -> str:
        """The evidence, for a person."""
        many = len(self.longest.split())
        first = " ".join(self.longest.split()[:8])
        told = f"{self.share:.0%} of the shorter stands in the other"
        return f"{told}; {many} words in a row: “{first}{' …' if many > 8 else ''}”"


def join_texts(texts: Iterable[Text]) -> list[Join]:
    """What is one text, and what may be, whatever the order of the texts."""
    return [Join(c.a, c.b, c.score, c.why) for c in find_copies(texts)]


def find_copies(texts: Iterable[Text]) -> list[Copy]:
    """Pairs that are one text or may be, the surest first, whatever the order of the texts.

    Of a group of many not every pair is given: those that tie it together are. A pair that would
    make one text of two that have nothing in common is no longer certain.
    """
    there = sorted(texts, key=age)
    words_of = _remembering(there)
    by_id = {t.id: t for t in there}
    found = []
    for group in _the_same(there):
        first, *others = group
        found += [made_again(first, other) for other in others]
    firsts = [group[0] for group in _the_same(there, alone=True)]
    pairs = ((one.id, two.id) for one, two in _candidates(firsts) if not (one.known and two.known))
    found += untied(pairs, lambda a, b: weigh(by_id[a], by_id[b], words_of))
    return without_bridges(found, lambda a, b: align(words_of(by_id[a]), words_of(by_id[b])).share)


def weigh(one: Text, two: Text, words_of: Callable[[Text], Words]) -> Copy | None:
    """Two texts as a copy, or None where they are two.

    Args:
        one: a text.
        two: one that is not as old.
        words_of: a text → its words.
    """
    ours, its = words_of(one), words_of(two)
    if len(ours.places.keys() & its.places.keys()) < _GRAMS * min(len(ours), len(its)):
        return None
    told = align(ours, its)
    score = one_text(told, one, two)
    return None if score is None else _copy(one, two, score, told.share, told.longest)


def made_again(first: Text, other: Text) -> Copy:
    """A text and one that has the same words in the same order."""
    return _copy(first, other, 1.0, 1.0, " ".join(first.text.split()))


def untied(
    pairs: Iterable[tuple[str, str]], weighed: Callable[[str, str], Copy | None]
) -> Iterator[Copy]:
    """What pairs come to, those within one crowd left out once it is tied together.

    Args:
        pairs: of ids, in the order of age.
        weighed: two ids → the copy that they are, or None.
    """
    tied: dict[str, list[str]] = {}
    for a, b in pairs:
        crowd = tied.get(a, ())
        if len(crowd) > CROWD and b in tied and tied[b] is crowd:
            continue
        copy = weighed(a, b)
        if copy is None:
            continue
        yield copy
        if copy.score >= _SURE:
            _tie(tied, a, b)


def one_text(told: Alignment, a: Text, b: Text) -> float | None:
    """How sure it is that two texts are one, by what they share; None where they are two."""
    held, length = told.share, min(told.length_a, told.length_b)
    shared = min(told.a, told.b)
    if shared < min(_LEAST, length) or length < _SHORTEST or is_filled_in_anew(told):
        return None
    if _is_of_a_row(a, b) and told.new_numbers:
        return None
    if _is_live(a.text) and _is_live(b.text) and told.share_of_longer < _ROLLING:
        return None
    begins = _has_one_lead(told)
    if told.share_of_longer < (SCRAP if begins else _DIGEST):
        return None
    credited = begins and _is_credited(a, b)
    least = _CREDITED if credited else _WITH_LEAD if begins else _ANY
    if told.is_scanned and not credited:
        least *= _SCANNED
    copied = held >= _ANY or told.stretch >= _STRETCH or credited or told.is_scanned
    if copied and held >= least and told.open_share >= least * _OPEN:
        return round(0.9 + 0.1 * held, 3)
    if begins and held >= _ASKED and told.open_share >= _ASKED * _OPEN:
        return round(min(_DOUBTED, 0.9 * held / least), 3)
    return None


def _is_of_a_row(a: Text, b: Text) -> bool:
    """Whether one house published both, on two days: the next bulletin with other figures."""
    days = {a.published, b.published}
    return a.publisher is not None and a.publisher == b.publisher and len(days - {None}) == 2


def is_filled_in_anew(told: Alignment) -> bool:
    """Whether texts differ as a form does that is filled in on another day or for another thing.

    A copy that has a number wrong leaves the others as they were, and even one that was badly
    scanned keeps a third of them. One number is not enough, unless a day differs as well.
    """
    new, same = len(told.new_numbers), len(told.same_numbers)
    days, kept = len(told.new_days), len(told.same_days)
    names, known = len(told.new_names), len(told.same_names)
    there, both = told.digits
    if told.is_scanned:  # words that were run together look like names
        if known + both < _KEPT:
            return True
        names = 0
    return (
        (new >= 2 and 2 * new >= same)
        or (there > 1 and 3 * both < there)
        or (days >= 1 and (new >= 1 or days > kept))
        or (names >= 3 and 3 * names >= known)
        or (new >= 1 and names >= 2 and 2 * (new + names) >= same + known)
    )


def _has_one_lead(told: Alignment) -> bool:
    """Whether two texts begin with the same words, a headline or two aside."""
    first, second = (min(_LEAD, _TITLE + length // 7) for length in (told.length_a, told.length_b))
    return any(
        a < first and b < second and min(end - a, stop - b) >= _LEAD_SHARED
        for a, end, b, stop in told.stretches
    )


def _is_credited(a: Text, b: Text) -> bool:
    """Whether one names the other's publisher: "(Wire Nord)", "told Wire Nord"."""
    return _names(a.text, b.publisher) or _names(b.text, a.publisher)


def _names(text: str, publisher: str | None) -> bool:
    return bool(publisher) and re.search(rf"\b{re.escape(publisher or '')}\b", text) is not None


def _is_live(text: str) -> bool:
    """Whether a page grows by the hour: lines that begin with a time of day."""
    return sum(1 for _ in _STAMPED.finditer(text)) >= _STAMPS


# --- candidates


def sketch(found: Iterable[str], bands: int = BANDS) -> dict[int, int]:
    """The least number of a text's grams in each band, those without one left out.

    A gram's number is its CRC-32, mixed: any database can give it.

    Args:
        found: the grams.
        bands: how many at most.
    """
    least: dict[int, int] = {}
    for gram in found:
        number = crc32(gram.encode(errors="replace")) * _MIX & _BITS
        band = number % bands
        held = least.get(band)
        if held is None or number < held:
            least[band] = number
    return least


_MIX, _BITS = 0x9E3779B1, 0xFFFFFFFF


def _candidates(texts: Sequence[Text]) -> Iterator[tuple[Text, Text]]:
    """Pairs worth aligning: those that share bands which few others have.

    Of a crowd that shares a band each is held against those beside it in age, which ties true
    copies together without weighing every two of them.
    """
    bands: list[list[tuple[int, int]]] = [[] for _ in range(BANDS)]
    lengths = []
    for n, text in enumerate(texts):
        found = grams(text.text)
        lengths.append(len(found))
        for band, least in sketch(found).items():
            bands[band].append((least, n))
    met: Counter[int] = Counter()
    size = len(texts)
    for held in bands:
        held.sort()
        start = 0
        while start < len(held):
            stop = start + 1
            while stop < len(held) and held[stop][0] == held[start][0]:
                stop += 1
            if stop - start > 1:
                few = stop - start <= CROWD
                reach, weight = (stop, RARE) if few else (BESIDE, 1)
                for i in range(start, stop):
                    for j in range(i + 1, min(stop, i + 1 + reach)):
                        met[held[i][1] * size + held[j][1]] += weight
            start = stop
        held.clear()
    for pair in sorted(p for p, times in met.items() if times >= MEETINGS):
        a, b = divmod(pair, size)
        if min(lengths[a], lengths[b]) >= SCRAP * max(lengths[a], lengths[b]):
            yield texts[a], texts[b]


def _the_same(texts: Sequence[Text], *, alone: bool = False) -> list[list[Text]]:
    """Texts that have the same words in the same order, the oldest of each first.

    Args:
        texts: by age.
        alone: True for those too that have no other.
    """
    groups: dict[str, list[Text]] = {}
    for text in texts:
        groups.setdefault(bare_words(text.text), []).append(text)
    return [
        group
        for words, group in groups.items()
        if alone or (len(group) > 1 and can_be_copied(words))
    ]


def bare_words(text: str) -> str:
    """The words of a text in their order, which one that is the same has too."""
    return " ".join(text.split()).casefold()


def can_be_copied(words: str) -> bool:
    """Whether a text has as many words as another's copy has."""
    return len(words.split(None, _SHORTEST)) >= _SHORTEST


def _remembering(texts: Sequence[Text]) -> Callable[[Text], Words]:
    by_id = {t.id: t for t in texts}

    @lru_cache(maxsize=_HELD)
    def words_of(name: str) -> Words:
        return read_words(by_id[name].text)

    return lambda text: words_of(text.id)


# --- groups


def without_bridges(found: Iterable[Copy], share: Callable[[str, str], float]) -> list[Copy]:
    """The pairs, a bridge between two texts that share nothing being no longer certain.

    Groups grow from the surest pair down. Two join where their oldest and their last members are
    alike too: a digest of two wires makes them no copies of one another. What no pair ties together
    can be given in parts.

    Args:
        found: the pairs, in any order.
        share: two ids → the share of the shorter that stands in the other.
    """
    ranked = sorted(found, key=lambda c: (-c.score, -c.share, c.a, c.b))
    members: dict[str, list[str]] = {}
    kept = []
    for copy in ranked:
        ours, its = members.get(copy.a, [copy.a]), members.get(copy.b, [copy.b])
        if copy.score < _SURE or ours is its:
            kept.append(copy)
            continue
        crossed = {(ours[0], its[0]), (ours[-1], its[-1])} - {(copy.a, copy.b)}
        if any(share(a, b) < _APART for a, b in sorted(crossed)):
            kept.append(copy._replace(score=_DOUBTED))
            continue
        _tie(members, copy.a, copy.b)
        kept.append(copy)
    return sorted(kept, key=lambda c: (-c.score, -c.share, c.a, c.b))


_SURE = 0.9  # as `reportedly.resolve.CERTAIN`
_DOUBTED = 0.8


def _tie(groups: dict[str, list[str]], a: str, b: str) -> None:
    """Make one group of two, the larger taking up the smaller, so that crowds stay cheap."""
    ours, its = groups.setdefault(a, [a]), groups.setdefault(b, [b])
    if ours is its:
        return
    large, small = (ours, its) if len(ours) >= len(its) else (its, ours)
    large.extend(small)
    groups.update(dict.fromkeys(small, large))


def age(text: Text) -> tuple[date, int, str]:
    """The oldest first; of one day the longest, which is likelier what the others were cut from."""
    return (text.published or date.max, -len(text.text), text.id)


def _copy(one: Text, two: Text, score: float, share: float, longest: str) -> Copy:
    first, second = sorted((one, two), key=age)
    days = first.published, second.published
    older = first.id if None not in days and days[0] != days[1] else None
    return Copy(first.id, second.id, score, round(share, 3), longest, older)
