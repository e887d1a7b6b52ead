"""Words that name a kind of event: "Monday's air strike", "a ferry sank".

The words are those of `words/events.tsv`; where one stands within another ("strike" in "missile
strike") the longest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reportedly.text.lexicon import either, event_phrases, wider_kinds
from reportedly.text.tokens import WORD, Tokens, split_tokens

_ATTACK, _STOPPAGE = "attack", "strike-action"
_STRIKE = re.compile(r"strikes?", re.IGNORECASE)
_LABOUR = re.compile(rf"\b(?:{either('labour-word')})\b")
_ENOUGH = 2  # words of a labour dispute


class Happening(NamedTuple):
    """Where a text names a kind of event.

    Attributes:
        start, end: offsets in code points.
        kind: a kind of the table of events.
    """

    start: int
    end: int
    kind: str


def find_happenings(text: str) -> list[Happening]:
    """Every place where a text names a kind of event.

    >>> find_happenings("The air-strikes followed a blast.")
    [Happening(start=4, end=15, kind='air-strike'), Happening(start=27, end=32, kind='explosion')]
    >>> find_happenings("The fire service spoke.")
    []
    >>> [h.kind for h in find_happenings("The union ended the strike over redundancies.")]
    ['strike-action']
    """
    found = list(_named(split_tokens(text)))
    if not _is_of_labour(text, found):
        return found
    return [
        h._replace(kind=_STOPPAGE) if _STRIKE.fullmatch(text, h.start, h.end) else h for h in found
    ]


def _is_of_labour(text: str, found: Sequence[Happening]) -> bool:
    """Whether a text is about a labour dispute: a strike that only workers go on, or two words.

    Where attacks of other kinds are told of, both: "hunger strike" stands beside air strikes too.
    """
    plainly = any(h.kind == _STOPPAGE for h in found)
    words_of_it = len({match[0] for match in _LABOUR.finditer(text)}) >= _ENOUGH
    fought = any(_ATTACK in wider_kinds(h.kind) for h in found)
    return plainly and words_of_it if fought else plainly or words_of_it


def _named(tokens: Tokens) -> Iterator[Happening]:
    phrases, at = event_phrases(), 0
    while at < len(tokens):
        end = at + 1
        for phrase, kind in phrases.get(tokens[at].low, ()):
            stop = _ends(tokens, at, phrase)
            if stop is not None:
                if kind:
                    yield Happening(tokens[at].start, tokens[stop - 1].end, kind)
                end = stop
                break
        at = end


def _ends(tokens: Tokens, at: int, phrase: tuple[str, ...]) -> int | None:
    """Where a phrase that begins here ends, hyphens between its words or none; None of others."""
    for n, word in enumerate(phrase):
        if n and tokens.low(at) in ("-", "‑") and tokens.touches(at):
            at += 1
        if tokens.low(at) != word or tokens[at].kind != WORD:
            return None
        at += 1
    return at
