"""Words, digit runs and signs of a text, with their offsets: what the figure reader walks over.

One pass of one regular expression without nested repetition, so the time is linear in the text,
whatever the text is. Offsets are code points into the text as given; case is folded token by
token because folding a whole text may change its length.
"""

from __future__ import annotations

import re
from typing import NamedTuple

# Vulgar fractions are letters to `re`; they are taken out of words so that "3½" is two tokens.
_FRACTIONS = "¼-¾⅐-⅞↉"
_LETTER = rf"[^\W\d_{_FRACTIONS}]"
_TOKEN = re.compile(
    rf"(\d+(?:[.,٬٫]\d+)*)|({_LETTER}+(?:['’]{_LETTER}+)*)|([{_FRACTIONS}])|(\S)",
)

DIGITS, WORD, FRACTION, SIGN = "digits", "word", "fraction", "sign"
_KINDS = (SIGN, DIGITS, WORD, FRACTION, SIGN)


class Token(NamedTuple):
    """One word, digit run, fraction character or other sign.

    Attributes:
        kind: `DIGITS` ("1,234.5"), `WORD` ("fifty", "don't"), `FRACTION` ("½") or `SIGN`.
        start, end: offsets in code points.
        raw: the characters as written; `low` is `raw` in lower case.
        glued: True when no white space stands before it.
    """

    kind: str
    start: int
    end: int
    raw: str
    low: str
    glued: bool


def split_tokens(text: str) -> list[Token]:
    """All tokens of `text` in order; white space is dropped, nothing else."""
    tokens = []
    last = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        raw = match[0]
        kind = _KINDS[match.lastindex or 0]
        # As `Token(…)`, which takes twice the time, and a text has more tokens than anything else.
        tokens.append(_make(Token, (kind, start, end, raw, raw.lower(), start == last)))
        last = end
    return tokens


_make = tuple.__new__
