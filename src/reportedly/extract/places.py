"""Names of places in a text, told by the words before them and by datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.text.lexicon import either, full_names

_PLACE = re.compile(
    rf"\b(?:{either('place-preposition')})\s(?:the )?(?:\w+ of )?"
    r"((?:[A-Z][\w'’-]+)(?: (?:[A-Z][\w'’-]+|of(?=\s[A-Z])|al-[A-Z]\w+))*)"
)
_DATELINE = re.compile(
    r"^([A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+)*)(?=, [A-Z]| \(| [-–—] )", re.MULTILINE
)
_POSSESSIVE = re.compile(r"['’]s?$")
_TIMES = {*full_names("weekday"), *full_names("month")}


def find_places(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
    """Where a place is named behind a preposition, and its name, in the order of the text.

    >>> list(find_places("Nine died in Orlo on Monday, near the village of Old Nur."))
    [(13, 'Orlo'), (49, 'Old Nur')]
    """
    for match in _PLACE.finditer(text, start, len(text) if end is None else end):
        name = _POSSESSIVE.sub("", match[1])
        if name.split()[0].lower() not in _TIMES:
            yield match.start(1), name


def dateline_place(text: str) -> str | None:
    """The place of a dateline: "PORT AMARI, Aug 18 (ALN) - …" → "Port Amari"."""
    match = _DATELINE.search(text)
    return match[1].strip().title() if match else None
