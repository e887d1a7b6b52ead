"""How many documents, texts, sources and origins, in words. What is not known is not claimed.

Two that are not known to have one origin may have one all the same, so voices are independent "at
most". These are the only words for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from reportedly.model import Told, origins_of, sources_of


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number of things.

    >>> counted(1, "text"), counted(1200, "text")
    ('1 text', '1,200 texts')
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def at_most_independent(origins: int, noun: str = "") -> str:
    """How many voices are independent, as far as anybody knows.

    >>> at_most_independent(2), at_most_independent(1, "voice"), at_most_independent(0)
    ('at most 2 independent', 'at most 1 independent voice', 'none known')
    """
    if not origins:
        return f"no known {noun}" if noun else "none known"
    named = f" {noun}{'' if origins == 1 else 's'}" if noun else ""
    return f"at most {origins:,} independent{named}"


def count_sources(claims: Iterable[Told]) -> int:
    """How many sources speak; see `sources_of`."""
    return len(sources_of(claims))


def count_known_origins(claims: Iterable[Told]) -> int:
    """How many origins are known; see `origins_of`."""
    return len(origins_of(claims) - {None})


class Tally(NamedTuple):
    """How many documents, texts, sources and origins stand behind claims."""

    documents: int
    texts: int
    sources: int
    origins: int

    @property
    def words(self) -> str:
        """All four in a line."""
        return counts_in_words(*self)


def tally(
    claims: Iterable[Told],
    texts: Mapping[str, str] | None = None,
    homes: Mapping[str, str] | None = None,
) -> Tally:
    """Count what stands behind claims.

    Args:
        claims: the claims.
        texts: document → the first of those of which it is one text.
        homes: document → the first capture of its page, where it was captured again.
    """
    there = list(claims)
    documents = {(homes or {}).get(c.document, c.document) for c in there}
    return Tally(
        len(documents),
        len({(texts or {}).get(d, d) for d in documents}),
        count_sources(there),
        count_known_origins(there),
    )


def reports_in_words(documents: int, texts: int) -> str:
    """How many documents say it, and how many texts they are where those are fewer.

    >>> reports_in_words(3, 2), reports_in_words(2, 2), reports_in_words(0, 0)
    ('3 in 2 texts', '2', '')
    """
    if texts >= documents:
        return str(documents or "")
    return f"{documents} in {counted(texts, 'text')}"


def counts_in_words(documents: int, texts: int, sources: int, origins: int) -> str:
    """All four in a line.

    >>> counts_in_words(5, 3, 4, 2)
    '5 documents, 3 texts, 4 sources, at most 2 independent'
    """
    told = [counted(documents, "document"), counted(texts, "text")]
    if sources:
        told += [counted(sources, "source"), at_most_independent(origins)]
    return ", ".join(told)
