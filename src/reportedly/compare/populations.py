"""Who is among whom, of the populations that subjects name (the table is `text/words/people.tsv`).

It says what follows from the words alone; a ledger that knows better declares `part_of` or a
relation.
"""

from __future__ import annotations

from functools import lru_cache

from reportedly.text import lexicon
from reportedly.text.nouns import singular


@lru_cache(maxsize=1024)
def populations_around(population: str | None) -> tuple[str, ...]:
    """The population itself, then every wider one that the table knows; none means everybody.

    >>> populations_around("children")
    ('children', 'women-and-children', 'civilians', 'people')
    """
    known = lexicon.who(population or lexicon.PEOPLE)
    if known is None:
        return (singular(" ".join((population or "").casefold().split())),)
    return (known.name, *lexicon.wider_whos(known.name))


def are_apart(a: str | None, b: str | None) -> bool:
    """True when nobody can be in both, by the table."""
    return lexicon.are_apart(a or lexicon.PEOPLE, b or lexicon.PEOPLE)
