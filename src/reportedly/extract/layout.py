"""Layout: where the paragraphs of a document begin and end, and which line is its headline."""

from __future__ import annotations

import re
from itertools import pairwise

_LONGEST = 3_000  # code points parsed at once; longer paragraphs are cut where a sentence ends
_LONGEST_WORD = 200  # a run without white space longer than this is not language
_TITLE_WORDS = 25
_MANY = 4  # lines that have another below them
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")
_BLANK = re.compile(r"\n[ \t\r]*\n")
_UNBROKEN = re.compile(rf"\S{{{_LONGEST_WORD},}}")

# "BALI RIDGE, Tarn., March 4 (TNA) — ", "Port Osmer (TNA) - ": where a report was filed.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?:,? [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][A-Za-z.]+){0,2}"
    r"|[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?(?=\s*\())"
    r"(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:\([A-Z][\w. ]{1,30}\)\s*)?"
    r"(?:—|–|--|-)\s+(?=[A-Z“\"'‘0-9])"
)


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of every paragraph, in code points, white space at the edges left out.

    A line is a paragraph, unless the text is wrapped at a fixed width: then blank lines part them.
    A dateline ("LAKEVILLE (TNA) — ") is left out, since it stands in no sentence.
    Paragraphs longer than 3,000 code points come in several pieces.
    """
    pieces: list[tuple[int, int]] = []
    splitter = _BLANK if _is_wrapped(text) else re.compile(r"[\n\r\v\f\x85\u2028\u2029]")
    begin = 0
    for match in splitter.finditer(text):
        pieces.extend(_cut(text, begin, match.start()))
        begin = match.end()
    pieces.extend(_cut(text, begin, len(text)))
    return pieces


def is_title(text: str, pieces: list[tuple[int, int]]) -> bool:
    """True when the first paragraph is a headline over a longer text."""
    if len(pieces) < 2:
        return False
    begin, end = pieces[0]
    first = text[begin:end]
    return (
        len(first.split()) <= _TITLE_WORDS
        and "\n" not in first
        and (
            not first.endswith((".", "”", '"', "''"))
            or (first.count(". ") == 0 and in_title_case(first))
        )
    )


def in_title_case(line: str) -> bool:
    """True when most longer words begin with a capital, as headlines are set."""
    words = [w for w in line.split() if len(w) > 3]
    return sum(w[:1].isupper() for w in words) * 2 > len(words)


def _is_wrapped(text: str) -> bool:
    """True when lines break in mid-sentence at about the same width: most of many, all of few."""
    inner = [
        (line, after)
        for line, after in pairwise(text[:20_000].split("\n"))
        if line.strip() and after.strip()
    ]
    wrapped = [
        after
        for line, after in inner
        if 45 <= len(line) <= 100 and line.rstrip()[-1:] not in ".!?:"
    ]
    if len(inner) >= _MANY and _BLANK.search(text):
        return 2 * len(wrapped) > len(inner)
    goes_on = any(re.match(r"\s*[a-z0-9]", after) for after in wrapped)
    return goes_on and len(wrapped) == len(inner)


def _cut(text: str, begin: int, end: int) -> list[tuple[int, int]]:
    """One paragraph in pieces that are safe to parse."""
    begin, end = _stripped(text, begin, end)
    dateline = _DATELINE.match(text, begin, end)
    if dateline is not None:
        begin = dateline.end()
    pieces = []
    while end - begin > _LONGEST:
        cut = _break_before(text, begin, begin + _LONGEST)
        pieces.append(_stripped(text, begin, cut))
        begin, _ = _stripped(text, cut, end)
    return [(b, e) for b, e in (*pieces, (begin, end)) if b < e]


def _stripped(text: str, begin: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its edges."""
    piece = text[begin:end]
    begin += len(piece) - len(piece.lstrip())
    return begin, begin + len(piece.strip())


def _break_before(text: str, begin: int, limit: int) -> int:
    ends = [m.end() for m in _SENTENCE_END.finditer(text, begin + _LONGEST // 3, limit)]
    if ends:
        return ends[-1]
    space = text.rfind(" ", begin + 1, limit)
    return space if space > begin else limit


def readable(text: str) -> str:
    """The same length of text with what would hurt a tokenizer blanked out.

    Control characters and unbroken runs of 200 characters and more become spaces, so every offset
    stays what it was.
    """
    cleaned = "".join(c if c >= " " and c != "\x7f" else " " for c in text)
    return _UNBROKEN.sub(lambda match: " " * len(match.group()), cleaned)
