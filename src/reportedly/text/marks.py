"""Quotation marks around words that may have some of their own."""

from __future__ import annotations

import re

_DOUBLE = frozenset('"“”')
_PAIR = re.compile(r'"([^"]*)"')
_SINGLE = str.maketrans({"“": "‘", "”": "’", '"': "’"})


def in_marks(words: str, *, curly: bool = False) -> str:
    """Words in double quotation marks: only once, with single ones for those inside.

    Args:
        words: as they stand in a text.
        curly: whether the marks are “…”.

    >>> in_marks('“It was the army,”'), in_marks('she called it "a lie" twice', curly=True)
    ('"It was the army,"', '“she called it ‘a lie’ twice”')
    """
    told = words.strip()
    whole = len(told) > 1 and told[0] in _DOUBLE and told[-1] in _DOUBLE
    if whole and _DOUBLE.isdisjoint(told[1:-1]):
        told = told[1:-1].strip()
    told = _PAIR.sub(r"‘\1’", told).translate(_SINGLE)
    return f"“{told}”" if curly else f'"{told}"'
