"""Names of places in a text, told by the words before them and by datelines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportedly.text.lexicon import either, full_names, words

_NAME = r"((?:[A-Z][\w'’-]+)(?: (?:[A-Z][\w'’-]+|of(?=\s[A-Z])|al-[A-Z]\w+))*)"
_KIND = rf"(?:{either('settlement')}) of "
_PLACE = re.compile(
    rf"\b(?:(?:{either('place-preposition')})\s"
    rf"(?:the (?:[\w-]+ ){{0,3}}?{_KIND}|(?:the )?(?:\w+ of )?)"
    rf"|the (?:[\w-]+ ){{0,3}}?{_KIND}){_NAME}"
)
_PLAIN_KIND = re.compile(rf"(?: [a-z-]+)? (?:{either('settlement')})\b")
_ADJECTIVE = tuple(words("adjective-of-country"))
_LABEL = re.compile(
    r"^(?:[•*–-]\s*)?([A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}) \((?:[A-Z][\w'’-]+ ?){1,3}\)"
    r"(?:[.:]|\s[–—-])\s",
    re.MULTILINE,
)
_DATELINE = re.compile(
    r"^([A-Z][A-Z'’.-]+(?: [A-Z][A-Z'’.-]+)*)(?=, [A-Z]| \(| [-–—] )", re.MULTILINE
)
_POSSESSIVE = re.compile(r"['’]s?$")
_PAPERS = words("news-in-name") - words("maybe-news")
_TIMES = {*full_names("weekday"), *full_names("month")}


def find_places(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
    """Where a place is named behind a preposition, and its name, in the order of the text.

    "In a Halarian border town" names none, and "in the Orlo Herald" neither.

    >>> list(find_places("Nine died in Orlo on Monday, near the village of Old Nur."))
    [(13, 'Orlo'), (49, 'Old Nur')]
    >>> list(find_places("Nine died in the Halarian village of Orlo."))
    [(37, 'Orlo')]
    """
    for match in _PLACE.finditer(text, start, len(text) if end is None else end):
        name = _POSSESSIVE.sub("", match[1])
        of_country = name.endswith(_ADJECTIVE) and _PLAIN_KIND.match(text, match.end())
        in_paper = name.split()[-1].lower() in _PAPERS  # "in the Orlo Herald"
        if name.split()[0].lower() not in _TIMES and not of_country and not in_paper:
            yield match.start(1), name


def place_labels(text: str) -> list[tuple[int, str]]:
    r"""Where paragraphs begin that open with their place and its country, and the place.

    >>> place_labels("Orlo (Halar). Nine were hurt.\n\nNur (Halar). Two were hurt.")
    [(0, 'Orlo'), (31, 'Nur')]
    """
    return [(match.start(), match[1]) for match in _LABEL.finditer(text)]


def dateline_place(text: str) -> str | None:
    """The place of a dateline: "PORT AMARI, Aug 18 (ALN) - …" → "Port Amari"."""
    match = _DATELINE.search(text)
    return match[1].strip().title() if match else None
