"""Words, digit runs and signs of a text, with their offsets: what the figure reader walks over.

One pass of one regular expression without nested repetition, so the time is linear in the text,
whatever the text is. Offsets are code points into the text as given; case is folded token by
token because folding a whole text may change its length.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable
from typing import Any, NamedTuple

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


class Tokens(list[Token]):
    """The tokens of a text in order, with peeking that is safe beyond both ends.

    Attributes:
        memo, depth: what rules have read here already, and how deep they are in one another.
    """

    __slots__ = ("depth", "memo")

    def __init__(self, tokens: Iterable[Token] = ()) -> None:
        super().__init__(tokens)
        self.memo: dict[Hashable, Any] = {}
        self.depth = 0

    def low(self, at: int) -> str:
        """The lower-case form of a token, "" where there is none."""
        return self[at].low if 0 <= at < len(self) else ""

    def touches(self, at: int) -> bool:
        """True where no white space stands between this token and the one before it."""
        return 0 < at < len(self) and self[at].glued


def split_tokens(text: str) -> Tokens:
    """All tokens of `text` in order; white space is dropped, nothing else.

    Ligatures and full-width signs ("ﬁve", "１，２００") are read as what they stand for, signs that
    nobody sees are passed over; offsets are those of the text as given.
    """
    if _COMPATIBLE.search(text) is None:
        return _split(text)
    folded, offsets = _fold(text)
    return Tokens(
        token._replace(start=offsets[token.start], end=offsets[token.end - 1] + 1)
        for token in _split(folded)
    )


def _split(text: str) -> Tokens:
    tokens = Tokens()
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
# Latin ligatures and full-width forms: what PDF readers and East Asian keyboards write for ASCII;
# soft hyphens and signs of no width, which part nothing.
_HIDDEN = "\u00ad\u200b-\u200d\u2060\ufeff"
_COMPATIBLE = re.compile(f"[\ufb00-\ufb06\uff01-\uff5e{_HIDDEN}]")
_UNSEEN = re.compile(f"[{_HIDDEN}]")


def _fold(text: str) -> tuple[str, list[int]]:
    """The text with compatibility forms written out, and where each of its signs stood."""
    folded: list[str] = []
    offsets: list[int] = []
    for at, sign in enumerate(text):
        forms = unicodedata.normalize("NFKC", sign) if _COMPATIBLE.match(sign) else sign
        forms = _UNSEEN.sub("", forms)
        folded.append(forms)
        offsets += [at] * len(forms)
    return "".join(folded), offsets
