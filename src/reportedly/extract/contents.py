"""Content extents: exactly which tokens a candidate reports, in one piece or several."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.extract.parse import DASHES, Parse
from reportedly.extract.passage import QUOTE_MARKS, Passage
from reportedly.text.lexicon import full_names, values, words

Ranges = list[tuple[int, int]]
"""Token ranges `[first, after last)` in text order, apart from one another."""

_NEVER_LAST = frozenset((",", ";", ":", *DASHES))
_LEADING = _NEVER_LAST | set(".)]…") | {"..."}
_LONGEST_AS = 7  # tokens of "as it had first been reported"
_TRAILING = _NEVER_LAST | set(".([?!…") | {"..."}
_STOPS_PART = frozenset((",", ";", ".", ":", *DASHES))
_TIMES = words("time-of-saying") | {*full_names("weekday"), *full_names("month")}
_TALLIES = words("tally")
_ADJUNCT_OPENERS = words("adjunct-opener") | _TIMES
_LENGTH_REACH = 6  # tokens of "less than a year after"
_ADJUNCT_REACH = 7  # tokens that a time or place of saying may have


def holds(ranges: Iterable[tuple[int, int]], i: int) -> bool:
    """True when a token stands in one of the ranges."""
    return any(begin <= i < end for begin, end in ranges)


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
        while begin < end and not _may_begin(passage, begin):
            begin += 1
        while end > begin and not _may_end(passage, begin, end):
            end -= 1
        if any(passage.is_word(i) for i in range(begin, end)):
            out.append((begin, end))
    return out


def _may_begin(passage: Passage, i: int) -> bool:
    word = passage.parse.words[i]
    if word in QUOTE_MARKS:
        quotation = passage.inside[i]
        return quotation >= 0 and passage.quotations[quotation][0] == i
    return word not in _LEADING and not word.isspace()


def _may_end(passage: Passage, begin: int, end: int) -> bool:
    word, quotation = passage.parse.words[end - 1], passage.inside[end - 1]
    if passage.parse.tags[end - 1] == "CC" and end - begin > 1:
        return False
    if word in QUOTE_MARKS:
        # A closing mark stays when its opening mark is inside as well.
        return quotation >= 0 and passage.quotations[quotation][1] == end > begin + 1
    return quotation >= 0 or word in ("?", "!") or not (word in _TRAILING or word.isspace())


def with_quotations(passage: Passage, ranges: Ranges, cue: tuple[int, int]) -> Ranges:
    """Ranges grown over the quotations they begin or mostly hold, the cue's clause kept out.

    A quotation of several sentences is parsed as several trees, only one of which hangs from the
    cue; the marks say how far the words of the source really go.
    """
    grown = list(ranges)
    for number, (first, after) in enumerate(passage.quotations):
        touched = any(b < after and first < e for b, e in ranges)
        if (
            touched
            and passage.inside[cue[0]] != number
            and _takes_in(passage, ranges, first, after)
        ):
            grown.append((first, after))
    return without(merged(grown), cue)


def _takes_in(passage: Passage, ranges: Ranges, first: int, after: int) -> bool:
    """True for ranges that hold the first word of a quotation or half of it, or nothing else."""
    held = [holds(ranges, i) for i in range(first, after) if passage.is_word(i)]
    count = sum(held)
    if not count or held[0] or 2 * count >= len(held):
        return count > 0
    return count == sum(passage.is_word(i) for b, e in ranges for i in range(b, e))


def subtree(passage: Passage, head: int) -> Ranges:
    """The tokens below `head`, itself included."""
    return [passage.parse.within(head)]


def without_aside(passage: Passage, ranges: Ranges) -> Ranges:
    """Content less a ", who …" or ", which …" at its end, by which the writer explains a name."""
    parse = passage.parse
    begin, end = ranges[-1]
    for k in range(begin + 1, end):
        opening, after = parse.within(k)
        if parse.deps[k] != "relcl" or opening <= begin + 1 or after < end:
            continue
        wh = opening + 1 if parse.tags[opening] == "IN" else opening  # ", with whom"
        unquoted = all(passage.inside[i] < 0 for i in range(opening, end))
        if unquoted and parse.tags[wh][0] == "W" and parse.words[opening - 1] == ",":
            return trimmed(passage, [*ranges[:-1], (begin, opening - 1)]) or ranges
    return ranges


def without_background(passage: Passage, ranges: Ranges, cue: int, mention: int | None) -> Ranges:
    """Content less what the writer recalls behind an inquit.

    "…, police said, two days after a blaze killed 24": of the blaze police did not speak.
    """
    parse = passage.parse
    kept = [r for r in ranges if not (r[0] > cue and _recalls(passage, r[0]))]
    if kept or not ranges:
        return kept
    # The parser hung the inquit on what is recalled: "Five died, the army said, a day after …".
    inquit = min(cue, cue if mention is None else parse.left[mention])
    return trimmed(passage, [(parse.first[cue], inquit)]) or ranges


def with_consequence(passage: Passage, ranges: Ranges, cue: int) -> Ranges:
    """Content with the toll behind an inquit: "A guard died, she said, bringing the number to 3".

    Of quoted words it is the writer's sum, and stays out.
    """
    parse = passage.parse
    if not ranges or any(passage.inside[i] >= 0 for i in range(*ranges[-1])):
        return ranges
    added = [
        parse.within(k)
        for k in parse.children(cue, "advcl")
        if k > cue and parse.word_before(k) == "," and _sums_up(parse, k)
    ]
    return merged([*ranges, *added]) if added else ranges


def with_part(passage: Passage, ranges: Ranges) -> Ranges:
    """Content with a part set off by a comma: "31 people, five of them rescuers, its head says".

    The parser at times hangs "five of them" on who speaks.
    """
    parse = passage.parse
    if not ranges:
        return ranges
    begin, end = ranges[-1]
    last = parse.last[begin]
    if end + 3 > last or parse.words[end] != "," or passage.inside[end] >= 0:
        return ranges
    opens = parse.lower[end + 1 : end + 4]
    of_them = opens[1:2] == ["of"] and opens[2] in words("those-told")
    among = opens[:1] == ["among"] and opens[1] in words("those-told")
    if not (among or (of_them and parse.tags[end + 1] == "CD")):
        return ranges
    after = next((i for i in range(end + 2, last + 1) if parse.words[i] in _STOPS_PART), None)
    numbered = after is not None and any(parse.tags[i] == "CD" for i in range(end + 1, after))
    return merged([*ranges[:-1], (begin, after)]) if after and numbered else ranges


def with_contrast(passage: Passage, ranges: Ranges) -> Ranges:
    """Content with the number that it is said not to be: "now says ten were arrested, not six".

    The parser at times hangs "not six" on the verb of saying.
    """
    parse = passage.parse
    if not ranges:
        return ranges
    begin, end = ranges[-1]
    at = end + 1 if end < len(parse) and parse.words[end] == "," else end
    after = at + 2
    if after > len(parse) or parse.first[begin] != parse.first[after - 1]:
        return ranges
    if parse.lower[at] != "not" or parse.tags[at + 1] != "CD" or passage.inside[at] >= 0:
        return ranges
    after = _behind_as(parse, after)
    ends = after == len(parse) or parse.words[after] in _TRAILING
    numbered = any(parse.tags[i] == "CD" for i in range(begin, end))
    return merged([*ranges[:-1], (begin, after)]) if ends and numbered else ranges


def _behind_as(parse: Parse, at: int) -> int:
    """The token behind "as first reported" where that begins at one, else the one itself."""
    behind = at + 1
    while behind < min(at + _LONGEST_AS, len(parse)) and parse.words[behind] not in _TRAILING:
        behind += 1
    told = at < len(parse) and parse.lower[at] == "as"
    gave = any(word in words("gave-figure") for word in parse.lower[at:behind])
    return behind if told and gave else at


def is_contrast_alone(passage: Passage, ranges: Ranges) -> bool:
    """True for the "not six as first reported" that goes with the statement before it."""
    begin, end = ranges[0] if len(ranges) == 1 else (0, 0)
    parse = passage.parse
    if not 0 < begin < end - 2 or parse.words[begin - 1] != ",":
        return False
    number = parse.lower[begin] == "not" and parse.tags[begin + 1] == "CD"
    return number and _behind_as(parse, begin + 2) == end


def _sums_up(parse: Parse, participle: int) -> bool:
    """True for "bringing the toll to 3" and "leaving 11 missing"."""
    told = values("summing-participle").get(parse.lower[participle])
    begin, end = parse.within(participle)
    below = set(parse.lower[begin:end])
    numbered = any(parse.tags[i] == "CD" for i in range(begin, end))
    return numbered and (told == "any" or (told is not None and not _TALLIES.isdisjoint(below)))


def _recalls(passage: Passage, begin: int) -> bool:
    """True where "two days after", "less than a year before" opens what stands behind a comma."""
    parse = passage.parse
    if parse.words[begin - 1] not in (",", *DASHES) or passage.inside[begin] >= 0:
        return False
    for i in range(begin, min(begin + _LENGTH_REACH, len(parse) - 1)):
        if parse.lower[i] in words("recalled-unit"):
            return parse.lower[i + 1] in words("recalled-link")
        if parse.tags[i] not in ("CD", "DT", "RB", "JJ", "JJR", "IN", "RBR"):
            return False
    return False


def without_adjunct(passage: Passage, ranges: Ranges, cue: int) -> Ranges:
    """Content less a time or place of saying that stands between cue and clause.

    "said on Tuesday it launched the strike": the parser hangs "on Tuesday" below "launched".
    """
    parse = passage.parse
    begin, end = ranges[0]
    if not cue < begin <= cue + 3 or passage.inside[begin] >= 0 or end - begin < 4:
        return ranges
    if parse.lower[begin] not in _ADJUNCT_OPENERS:
        return ranges
    last = _last_of_adjunct(passage, begin, end)
    if last is None or parse.words[last + 1] == ",":
        return ranges
    clause = last + 1
    opens = parse.tags[clause] in _OPENS_CLAUSE
    if parse.tags[clause] == "IN":
        opens = parse.lower[clause] in words("complementiser")
    return [(clause, end), *ranges[1:]] if opens else ranges


_OPENS_CLAUSE = frozenset("PRP DT NNP NNPS NNS PRP$ EX CD JJ NN".split())
_IN_ADJUNCT = frozenset("IN DT JJ CD NN NNP TO RB PRP$".split())


def _last_of_adjunct(passage: Passage, begin: int, end: int) -> int | None:
    """The last token of a time or place of saying that opens a content, or None."""
    parse, last = passage.parse, None
    for i in range(begin, min(begin + _ADJUNCT_REACH, end - 2)):
        if parse.lower[i] in _TIMES or parse.lower[i] in words("occasion"):
            last = i
        elif last is not None or parse.tags[i] not in _IN_ADJUNCT:
            break
    return last
