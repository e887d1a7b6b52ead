"""Who publishes: news outlets, and bodies that publish their own statements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.model import DocumentEntry
from reportedly.text.lexicon import values, words
from reportedly.text.slug import identify

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ADDED = re.compile(r"\s*[,(].*")
_LONGEST_ACRONYM = 6


def houses_of(documents: Iterable[DocumentEntry]) -> dict[str, str]:
    """Publishers and agencies, by the ids that they have as sources without an entry."""
    names = (name for d in documents for name in (d.publisher, d.agency) if name)
    return {identify(name): name for name in names}


class Publisher(NamedTuple):
    """A body that publishes its own statement: its name, and that as the document's data write it.

    "River Watch" of "River Watch, social media".
    """

    name: str
    written: str


@lru_cache(maxsize=4096)
def names_outlet(name: str) -> bool:
    """Whether the words of a name are those of a news outlet.

    A credit may call one by an acronym alone (`extract.credits`), and a sentence by its grammar
    ("told Meridian", `extract.relays`).

    >>> names_outlet("Northern Wire"), names_outlet("Reuters"), names_outlet("Halar")
    (True, True, False)
    """
    said = _words(name)
    if name.lower() in words("known-outlet") or not words("news-in-name").isdisjoint(said):
        return True
    return bool(said) and said[-1] in words("medium")


@lru_cache(maxsize=4096)
def names_body(name: str) -> bool:
    """Whether a name is that of a body which speaks for itself, and of no news outlet.

    What the name does not tell stays an outlet.

    >>> names_body("Rivers Monitor"), names_body("Ministry of Health"), names_body("Orlo Gazette")
    (True, True, False)
    >>> names_body("Lake Television"), names_body("Halar")
    (False, False)
    """
    said = set(_words(name))
    outlets = words("medium") | words("maybe-news") | words("known-outlet")
    if names_outlet(name) or not said.isdisjoint(outlets):
        return False
    return not said.isdisjoint(words("body") | words("body-in-name"))


@lru_cache(maxsize=4096)
def body_publishing(written: str, headline: str) -> Publisher | None:
    """The body whose own statement a document is, or None for news.

    "Health Ministry" is one, and "Colortek" over "Colortek statement on the leak"; no newspaper is.

    Args:
        written: the publisher, as the document's data write it.
        headline: of the document.
    """
    name = _ADDED.sub("", written).strip()
    own = _words(name)
    if not own or not words("news-in-name").isdisjoint(_words(written)):
        return None
    told = _words(headline)
    named = any(told[n : n + len(own)] == own for n in range(len(told)))
    acronym = "".join(word[0] for word in own).upper()
    short = 1 < len(own) <= _LONGEST_ACRONYM and acronym in _WORD.findall(headline)
    stated = any(_is_statement_at(told, n) for n in range(len(told)))
    ours = any(values("possessive-pronoun").get(word) == "" for word in told)
    speaks = named or short or stated or ours or names_body(name)
    return Publisher(name, written) if speaks else None


def _is_statement_at(headline: Sequence[str], n: int) -> bool:
    """True in "Statement on the raid" and "Press release"; not in "Rebels release 40 men"."""
    if headline[n] not in words("statement-title"):
        return False
    return n in (0, len(headline) - 1) or headline[n + 1] in words("statement-link")


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in words("a-or-the")]
