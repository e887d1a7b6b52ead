"""How many documents, texts, sources and origins, in words. What is not known is not claimed.

Two that are not known to have one origin may have one all the same, so voices are independent "at
most". These are the only words for it.
"""

from __future__ import annotations

from reportedly.model import Tally


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


def reports_in_words(documents: int | None, texts: int | None) -> int | str | None:
    """How many documents say it, and how many texts they are where those are fewer.

    >>> reports_in_words(3, 2), reports_in_words(2, 2), reports_in_words(0, 0)
    ('3 in 2 texts', 2, None)
    """
    if not documents or texts is None or texts >= documents:
        return documents or None
    return f"{documents} in {counted(texts, 'text')}"


def counts_in_words(behind: Tally) -> str:
    """All four in a line.

    >>> counts_in_words(Tally(5, 3, 4, 2))
    '5 documents, 3 texts, 4 sources, at most 2 independent'
    """
    told = [counted(behind.documents, "document"), counted(behind.texts, "text")]
    if behind.sources:
        told += [counted(behind.sources, "source"), at_most_independent(behind.origins)]
    return ", ".join(told)
