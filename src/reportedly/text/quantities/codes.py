"""Where a text holds codes and no words: addresses, headers, telephone numbers, coordinates.

Digits in a code count nothing. `words/codes.tsv` holds their looks; a kind is looked for only where
a sign or word that it cannot do without ("@", "isbn") is in the text at all, which is found a
hundred times faster.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from reportedly.text.lexicon import codes


class Codes:
    """The codes of a text, for asking whether a stretch of it is in one."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touch(self, start: int, end: int) -> bool:
        """True when a code point from `start` to before `end` is in a code."""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._ends[at] > start


def find_codes(text: str) -> Codes:
    """Everything in `text` that is a code.

    >>> find_codes("Mail desk@example.org: 16 dead").touch(23, 25)
    False
    """
    return Codes(list(_spans(text)))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    lowered = text.lower()
    for code in codes():
        if any(sign in lowered for sign in code.signs):
            yield from (match.span() for match in code.pattern.finditer(text))
