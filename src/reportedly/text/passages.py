"""Which sentences of a text changed from one version to the next.

Sentences that stand once in both versions are held fast in their longest common order (patience
diff; Cohen), so that the time goes with the length of the texts and not with its square. A sentence
that merely moved has not changed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reportedly.text.sentences import sentences

_WORDS = 400  # of longer passages the words are not compared one by one
_PASSAGES = 24  # sentences in another's place of which so many are matched by their words
_ELSEWHERE = 120  # the same of those that also moved
_ALIKE = 0.5  # share of its words that a sentence has in common with what it was


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that changed.

    Attributes:
        before, now: its words, "" where it was not there.
        at: where it begins in the earlier text, else in the later.
        words: pieces of both, each with " " for what stayed, "-" for what went, "+" for what came.
    """

    before: str
    now: str
    at: int
    words: tuple[tuple[str, str], ...]


def changed_sentences(old: str, new: str) -> list[Change]:
    """The sentences that changed, in their order; those that only moved are left out.

    >>> changes = changed_sentences("A bus fell. Ten died.", "A bus fell. Two died.")
    >>> [(change.before, change.now) for change in changes]
    [('Ten died.', 'Two died.')]
    """
    before, now = list(sentences(old)), list(sentences(new))
    a = [" ".join(old[i:j].split()) for i, j in before]
    b = [" ".join(new[i:j].split()) for i, j in now]
    moved = set(a) & set(b)
    places: list[tuple[list[int], list[int]]] = []
    for (i, j), (k, m) in gaps(a, b):
        lost = [n for n in range(i, j) if a[n] not in moved]
        came = [n for n in range(k, m) if b[n] not in moved]
        places.append((lost, came))
    home: dict[int, int] = {}
    for lost, came in places:
        home |= _matched(lost, came, a, b, _PASSAGES)
    met = set(home.values())
    lost = [n for place, _ in places for n in place if n not in home]
    came = [n for _, place in places for n in place if n not in met]
    home |= _matched(lost, came, a, b, _ELSEWHERE)  # moved and changed
    met = set(home.values())
    found: list[Change] = []
    for lost, came in places:
        for n in lost:
            words = b[home[n]] if n in home else ""
            found.append(Change(a[n], words, before[n][0], _word_by_word(a[n], words)))
        found += [Change("", b[n], now[n][0], (("+", b[n]),)) for n in came if n not in met]
    return found


def gaps(
    a: Sequence[Hashable], b: Sequence[Hashable]
) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """The stretches of two rows between what they have in common, in order.

    >>> list(gaps("abcd", "axcd"))
    [((1, 2), (1, 2))]
    """
    i = k = 0
    for m, n in [*_common(a, b), (len(a), len(b))]:
        if m > i or n > k:
            yield (i, m), (k, n)
        i, k = m + 1, n + 1


def _common(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Places of what stands once in both, in their longest common order, with equal neighbours."""
    once_a, once_b = _once(a), _once(b)
    both = [(m, once_b[x]) for x, m in once_a.items() if x in once_b]
    pairs = _increasing(sorted(both))
    found: list[tuple[int, int]] = []
    low = (0, 0)
    for m, n in [*pairs, (len(a), len(b))]:
        i, k = low
        while i < m and k < n and a[i] == b[k]:
            found.append((i, k))
            i, k = i + 1, k + 1
        tail: list[tuple[int, int]] = []
        x, y = m - 1, n - 1
        while x >= i and y >= k and a[x] == b[y]:
            tail.append((x, y))
            x, y = x - 1, y - 1
        found += reversed(tail)
        if m < len(a):
            found.append((m, n))
        low = (m + 1, n + 1)
    return found


def _once(row: Sequence[Hashable]) -> dict[Hashable, int]:
    counted = Counter(row)
    return {x: n for n, x in enumerate(row) if counted[x] == 1}


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second numbers rise."""
    tops: list[int] = []
    last: list[int] = []
    back: list[int] = []
    for n, (_, place) in enumerate(pairs):
        at = bisect_left(tops, place)
        back.append(last[at - 1] if at else -1)
        if at == len(tops):
            tops.append(place)
            last.append(n)
        else:
            tops[at], last[at] = place, n
    found = []
    n = last[-1] if last else -1
    while n >= 0:
        found.append(pairs[n])
        n = back[n]
    return found[::-1]


def _matched(
    lost: Sequence[int], came: Sequence[int], a: Sequence[str], b: Sequence[str], most: int
) -> dict[int, int]:
    """Sentences lost → those that took their place, by the words that both have."""
    if not lost or not came or max(len(lost), len(came)) > most:
        return {}
    first = {n: Counter(a[n].casefold().split()) for n in lost}
    second = {n: Counter(b[n].casefold().split()) for n in came}
    ranked = []
    for n, mine in first.items():
        for m, its in second.items():
            alike = 2 * (mine & its).total() / max(1, mine.total() + its.total())
            if alike >= _ALIKE:
                ranked.append((-alike, abs(n - m), n, m))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for *_, n, m in sorted(ranked):
        if n not in found and m not in taken:
            found[n] = m
            taken.add(m)
    return found


def _word_by_word(before: str, now: str) -> tuple[tuple[str, str], ...]:
    if not now:
        return (("-", before),)
    a, b = before.split(), now.split()
    if max(len(a), len(b)) > _WORDS:
        return ("-", before), ("+", now)
    found: list[tuple[str, str]] = []
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((" ", " ".join(a[i:j])))
            continue
        if i < j:
            found.append(("-", " ".join(a[i:j])))
        if k < m:
            found.append(("+", " ".join(b[k:m])))
    return tuple(found)
