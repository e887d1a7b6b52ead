"""Sentence and paragraph bounds by punctuation alone, for text that nobody has parsed.

The extractor's parser has sentences of its own; these serve the stages that only need to know
which words stand together (times beside figures, the narrator's own statements).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from reportedly.text.lexicon import full_names, words

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+|$)")
_LAST_WORD = re.compile(r"[^\s(\"'“‘]{1,12}$")
_LEADS_ON = words("leads-on")
_SAFE = 20_000  # a "sentence" longer than this is a table or a dump; cut it rather than scan on


@cache
def _abbreviations() -> frozenset[str]:
    """After one of these, or a single capital, a full stop seldom ends a sentence."""
    times = (words(name) - set(full_names(name)) for name in ("month", "weekday"))
    return words("abbreviation").union(*times)


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    r"""Bounds of each line with something in it, without the blanks around it.

    >>> list(paragraphs("One.\n\n  Two. "))
    [(0, 4), (8, 12)]
    """
    for match in re.finditer(r"\S[^\n\r\u2028\u2029]*", text):
        yield match.start(), match.start() + len(match.group().rstrip())


_ITEM = re.compile(r"\s*(?:[-–—•*·▪‣]|\(?\d{1,3}[.)/]|\d{1,3}/\d{1,3})\s|[^\n.!?]{1,60}?:\s*\S?")
_ENDS = frozenset(".!?…")
_WRAPPED = 50  # code points: a shorter line without a stop at its end was not cut by its width


def stretches(text: str) -> Iterator[tuple[int, int]]:
    r"""Bounds of what is read in one go: paragraphs, headlines, labels and items of lists.

    Lines that were cut by their width go on in the next line.

    >>> s = "Four killed\nThe ministry said that\nfour died.\n- Deaths: 63\n- Injured: 412"
    >>> [s[a:b] for a, b in stretches(s)]
    ['Four killed', 'The ministry said that\nfour died.', '- Deaths: 63', '- Injured: 412']
    """
    begin = end = -1
    for start, stop in paragraphs(text):
        if begin >= 0 and not _goes_on(text, (begin, end), (start, stop)):
            yield begin, end
            begin = start
        begin, end = (start if begin < 0 else begin), stop
    if begin >= 0:
        yield begin, end


def _goes_on(text: str, before: tuple[int, int], line: tuple[int, int]) -> bool:
    """True where a line goes on with the lines before it, or begins a paragraph of the same."""
    last = text.rfind("\n", *before) + 1 or before[0]
    if _ITEM.match(text, *line) or _ITEM.match(text, last, before[1]):
        return False
    if text[last : before[1]].rstrip("\"'”’»)]")[-1:] in _ENDS:
        return True
    if text.count("\n", before[1], line[0]) > 1:
        return False
    unfinished = text[last : before[1]].split()[-1].lower() in _LEADS_ON
    return unfinished or text[line[0]].islower() or before[1] - last >= _WRAPPED


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Bounds of each sentence, in order and without overlap; across the lines that it was cut into.

    >>> s = 'Gen. Ode spoke at 9 a.m. on Friday. "Go," he said.'
    >>> [s[a:b] for a, b in sentences(s)]
    ['Gen. Ode spoke at 9 a.m. on Friday.', '"Go," he said.']
    """
    for start, end in stretches(text):
        begin = start
        for stop in _STOP.finditer(text, start, end):
            cut = stop.end()
            if cut >= end or not _is_boundary(text, begin, stop, end):
                continue
            yield begin, cut
            begin = _skip_blanks(text, cut, end)
        while end - begin > _SAFE:
            yield begin, begin + _SAFE
            begin += _SAFE
        if begin < end:
            yield begin, end


def sentence_at(bounds: Sequence[tuple[int, int]], offset: int) -> tuple[int, int] | None:
    """The pair of sorted `bounds` that holds `offset`, or None."""
    low, high = 0, len(bounds)
    while low < high:
        middle = (low + high) // 2
        if bounds[middle][1] <= offset:
            low = middle + 1
        else:
            high = middle
    return bounds[low] if low < len(bounds) and bounds[low][0] <= offset else None


def _is_boundary(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    """True when the full stop at `stop` ends the sentence that began at `begin`."""
    following = text[stop.end() : min(end, stop.end() + 40)].lstrip()
    if following[:1].islower():
        return False
    if stop.group()[0] != ".":
        return True
    word = _LAST_WORD.search(text, max(begin, stop.start() - 12), stop.start())
    if word is None:
        return True
    last = word.group().lower()
    if last in _abbreviations() or (len(last) == 1 and last.isalpha()):
        # "a.m. The" ends a sentence after all; "Gen. Ode" does not.
        return last in {"a.m", "p.m"} and following[:1].isupper()
    return True


def _skip_blanks(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start
