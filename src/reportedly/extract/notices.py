"""Notices by which a publisher takes back or corrects a whole article, read from its words.

Only what a text says of itself counts: that an article was retracted elsewhere, or that a paragraph
was taken out of this one, retracts nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.text.lexicon import either
from reportedly.text.sentences import paragraphs, sentences

_SHORT = 600  # code points: of so short a text every sentence may be the notice
_RUBRIC = rf"(?:\W*(?:{either('note-rubric')})\b[^:.!?\n]{{0,40}}[:.—–-]\s*)"
_OPENS = r"\W*(?:(?:on|as of)\s[^,.]{3,30},\s*)?"
_DONE = rf"(?:{either('stands-now')})\s+(?:{either('taken-down')})\b"
_ENDS = rf"(?=\s*(?:$|[.,;:!)\]\n—–-]|(?:{either('after-taken-down')})\b))"
_ITSELF = re.compile(
    rf"{_RUBRIC}?{_OPENS}(?:this|our)\s+(?:[\w-]+\s)?(?:{either('whole-article')})\s+{_DONE}{_ENDS}",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    rf"(?P<rubric>{_RUBRIC})?{_OPENS}(?:this|our)\s+(?:{either('whole-document')})\s+{_DONE}{_ENDS}",
    re.IGNORECASE,
)
_AFTER_RUBRIC = re.compile(
    rf"(?:{_RUBRIC}{_OPENS}the\s+|{_OPENS}the\s+above\s+)(?:original\s+)?"
    rf"(?:{either('whole-article')})\s+{_DONE}{_ENDS}",
    re.IGNORECASE,
)
_NAMED = r"(?-i:[A-Z])[\w&’'-]*(?:\s(?-i:[A-Z])[\w&’'-]*){0,4}\s+(?:has|have)"
_PUBLISHER = re.compile(
    rf"{_RUBRIC}?{_OPENS}(?:{either('publisher-now')}|{_NAMED})\s+(?:now\s+|therefore\s+|today\s+)?"
    rf"(?:{either('takes-down')})\s+(?:this|the above)\s+(?:whole\s+|entire\s+)?"
    rf"(?:{either('whole-article')}|{either('whole-document')})\b{_ENDS}",
    re.IGNORECASE,
)
_LABEL = re.compile(
    rf"\W*(?:{either('retraction-label')})\s*(?:[:\])—–|]|-\s|\.?\s*$)", re.IGNORECASE
)
_OTHERS_DO = re.compile(r"\s*by\s+(?!us\b|the\s+(?:publisher|editors?)\b)", re.IGNORECASE)
_NOTE = re.compile(
    rf"{_RUBRIC}|\W*(?:this|our)\s+(?:{either('house-document')})\b[^.;]{{0,40}}?"
    rf"\b(?:{either('puts-right')})\b|\W*(?:{either('own-before')})\s+"
    rf"(?:{either('house-own-text')})\s+of\s+(?:this|our)\b",
    re.IGNORECASE,
)
_RUBRIC_ALONE = re.compile(rf"\W*(?:{either('note-rubric')})\s*[:.—–-]?\s*$", re.IGNORECASE)
_PUT_RIGHT = re.compile(
    rf"\b(?:{either('puts-right')}|{either('correction')}|{either('was-wrong')}|misstated"
    rf"|(?:{either('own-before')})\s+(?:{either('house-own-text')})|(?:{either('wrongly')}))\b",
    re.IGNORECASE,
)


def find_retraction(text: str) -> tuple[int, int] | None:
    r"""Where a text says that all of it is taken back by its publisher, None where it does not.

    >>> s = "Bus crash\nThis article has been withdrawn after an inquiry."
    >>> s[slice(*find_retraction(s))]
    'This article has been withdrawn after an inquiry.'
    >>> find_retraction("A quotation has been removed from this article.")

    Args:
        text: the document.
    """
    lines = list(paragraphs(text))
    for start, end in lines[:3]:
        if _LABEL.match(text, start, end):
            return start, end
    for start, end in sentences(text):
        said = text[start:end]
        if _takes_back(said, alone=len(text) < _SHORT) and not _quoted(text, start, lines):
            return start, end
    return None


def _takes_back(sentence: str, *, alone: bool) -> bool:
    """Whether a sentence takes back what it stands in; `alone`: nearly all of that is it."""
    if any(p.match(sentence) for p in (_ITSELF, _AFTER_RUBRIC, _PUBLISHER)):
        return True
    found = _DOCUMENT.match(sentence)
    own = found is not None and (alone or bool(found["rubric"]))
    return own and found is not None and not _OTHERS_DO.match(sentence, found.end())


def find_notes(text: str) -> Iterator[tuple[int, int]]:
    r"""Paragraphs in which a publisher says that something in the text was put right.

    >>> s = "Twelve died.\nCorrection: An earlier version of this article said 14 died."
    >>> [s[a:b] for a, b in find_notes(s)]
    ['Correction: An earlier version of this article said 14 died.']
    """
    headed = False
    for start, end in paragraphs(text):
        line = text[start:end]
        if headed or (_NOTE.match(line) and _PUT_RIGHT.search(line)):
            yield start, end
        headed = _RUBRIC_ALONE.match(line) is not None and _PUT_RIGHT.search(line) is not None


def _quoted(text: str, place: int, lines: list[tuple[int, int]]) -> bool:
    """Whether somebody else says it: within quotation marks that its paragraph opened."""
    begin = next((a for a, b in lines if a <= place < b), 0)
    before = text[begin : place + 1]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")
