"""How many documents, texts, sources and origins, in words. What is not known is not claimed.

Two that are not known to have one origin may have one all the same, so voices are independent "at
most". These are the only words for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.model import SourceKind, Told, origins_of


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
    """How many sources speak; a document's own voice is its publisher's, an open source nobody's.

    A source keeps its name however many documents quote it.
    """
    speakers = (
        c.origin if c.source is not None and c.source.kind is SourceKind.NARRATOR else c.source
        for c in claims
    )
    return len({s.id for s in speakers if s is not None})


def count_known_origins(claims: Iterable[Told]) -> int:
    """How many origins are known; see `origins_of`."""
    return len(origins_of(claims) - {None})


def counts_in_words(documents: int, texts: int, sources: int, origins: int) -> str:
    """All four in a line.

    >>> counts_in_words(5, 3, 4, 2)
    '5 documents, 3 texts, 4 sources, at most 2 independent'
    """
    told = [counted(documents, "document"), counted(texts, "text")]
    if sources:
        told += [counted(sources, "source"), at_most_independent(origins)]
    return ", ".join(told)
