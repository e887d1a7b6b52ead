"""Content extents: exactly which tokens a candidate reports, in one piece or several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from reportedly.extract.passage import QUOTE_MARKS, Passage
from reportedly.text.lexicon import full_names, words

Ranges = list[tuple[int, int]]
"""Token ranges `[first, after last)` in text order, apart from one another."""

_LEADING = frozenset(", ; : . - – — -- ) ] … ...".split())
_TRAILING = frozenset(", ; : . - – — -- ( [ ? ! … ...".split())
_KEEP_LAST = frozenset("? !".split())


def without(ranges: Ranges, hole: tuple[int, int]) -> Ranges:
    """The ranges less the tokens of `hole`."""
    kept: Ranges = []
    for begin, end in ranges:
        if hole[1] <= begin or hole[0] >= end:
            kept.append((begin, end))
            continue
        if begin < hole[0]:
            kept.append((begin, hole[0]))
        if hole[1] < end:
            kept.append((hole[1], end))
    return kept


def merged(ranges: Iterable[tuple[int, int]]) -> Ranges:
    """The same tokens, with ranges that touch joined."""
    out: Ranges = []
    for begin, end in sorted(ranges):
        if begin >= end:
            continue
        if out and begin <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((begin, end))
    return out


def trimmed(passage: Passage, ranges: Ranges) -> Ranges:
    """Ranges without the punctuation at their edges; quotation marks stay with their words."""
    out: Ranges = []
    for begin, end in ranges:
        while begin < end and not _may_begin(passage, begin, end):
            begin += 1
        while end > begin and (
            not _may_end(passage, begin, end)
            or (passage.parse.tags[end - 1] == "CC" and end - begin > 1)
        ):
            end -= 1
        if any(passage.is_word(i) for i in range(begin, end)):
            out.append((begin, end))
    return out


def _may_begin(passage: Passage, i: int, end: int) -> bool:
    word = passage.parse.words[i]
    if word in QUOTE_MARKS:
        quotation = passage.inside[i]
        return quotation >= 0 and passage.quotations[quotation][0] == i
    return word not in _LEADING and not word.isspace()


def _may_end(passage: Passage, begin: int, end: int) -> bool:
    i = end - 1
    word = passage.parse.words[i]
    quotation = passage.inside[i]
    if word in QUOTE_MARKS:
        # A closing mark stays when its opening mark is inside as well.
        return quotation >= 0 and passage.quotations[quotation][1] == end > begin + 1
    if word in _KEEP_LAST or quotation >= 0:
        return word not in (",", ";", ":", "-", "–", "—", "--") or quotation >= 0
    return word not in _TRAILING and not word.isspace()


def with_quotations(passage: Passage, ranges: Ranges, cue: tuple[int, int]) -> Ranges:
    """Ranges grown over the quotations they begin or mostly hold, the cue's clause kept out.

    A quotation of several sentences is parsed as several trees, only one of which hangs from the
    cue; the marks say how far the words of the source really go.
    """
    grown = list(ranges)
    for number, (first, after) in enumerate(passage.quotations):
        if passage.inside[cue[0]] == number:
            continue
        if not any(b < after and first < e for b, e in ranges):
            continue
        words = held = 0
        starts = False
        for i in range(first, after):
            if passage.is_word(i):
                inside = any(b <= i < e for b, e in ranges)
                starts = starts or (inside and words == 0)
                words += 1
                held += inside
        if not held:
            continue
        total = sum(passage.is_word(i) for b, e in ranges for i in range(b, e))
        if starts or 2 * held >= words or held == total:
            grown.append((first, after))
    return without(merged(grown), cue)


def subtree(passage: Passage, head: int, holes: Sequence[tuple[int, int]] = ()) -> Ranges:
    """The tokens below `head`, itself included, less the holes."""
    parse = passage.parse
    ranges: Ranges = [(parse.left[head], parse.right[head] + 1)]
    for hole in holes:
        ranges = without(ranges, hole)
    return ranges


def without_aside(passage: Passage, ranges: Ranges) -> Ranges:
    """Content less a ", who …" or ", which …" at its end, by which the writer explains a name."""
    parse = passage.parse
    begin, end = ranges[-1]
    for k in range(begin + 1, end):
        opening = parse.left[k]
        if parse.deps[k] != "relcl" or opening <= begin + 1 or parse.right[k] + 1 < end:
            continue
        wh = opening + 1 if parse.tags[opening] == "IN" else opening  # ", with whom"
        aside = parse.tags[wh] in ("WP", "WDT", "WRB", "WP$")
        unquoted = all(passage.inside[i] < 0 for i in range(opening, end))
        if aside and unquoted and parse.words[opening - 1] == ",":
            return trimmed(passage, [*ranges[:-1], (begin, opening - 1)]) or ranges
    return ranges


@cache
def _times() -> frozenset[str]:
    """Words of a time of saying."""
    return words("time-of-saying").union(full_names("month"), full_names("weekday"))


_PLACES_OF_SAYING = frozenset(
    "statement interview email e-mail tweet post telephone phone speech letter news "
    "conference briefing report message press call testimony remarks television twitter "
    "facebook".split()
)
_ADJUNCT_OPENERS = frozenset("on in late early last this by via during at earlier".split())


def without_adjunct(passage: Passage, ranges: Ranges, cue: int) -> Ranges:
    """Content less a time or place of saying that stands between cue and clause.

    "said on Tuesday it launched the strike": the parser hangs "on Tuesday" below "launched".
    """
    parse = passage.parse
    begin, end = ranges[0]
    if not cue < begin <= cue + 3 or passage.inside[begin] >= 0 or end - begin < 4:
        return ranges
    if parse.lower[begin] not in _ADJUNCT_OPENERS and parse.lower[begin] not in _times():
        return ranges
    last = None
    for i in range(begin, min(begin + 7, end - 2)):
        if parse.lower[i] in _times() or parse.lower[i] in _PLACES_OF_SAYING:
            last = i
        elif parse.tags[i] not in ("IN", "DT", "JJ", "CD", "NN", "NNP", "TO", "RB", "PRP$"):
            break
        if last is not None and i > last:
            break
    if last is None or parse.words[last + 1] == ",":
        return ranges
    following = last + 1
    if parse.tags[following] in (
        "PRP",
        "DT",
        "NNP",
        "NNPS",
        "NNS",
        "PRP$",
        "IN",
        "EX",
        "CD",
        "JJ",
        "NN",
    ):
        if parse.tags[following] == "IN" and parse.lower[following] not in (
            "that",
            "if",
            "whether",
        ):
            return ranges
        return [(following, end), *ranges[1:]]
    return ranges
