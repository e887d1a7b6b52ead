"""Who carries the report of a whole sentence: "…, AFP reported", "…, according to state media"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.extract.parse import Parse
from reportedly.text.lexicon import words

_LONGEST = 8  # tokens of "the Northern Wire news agency"
_CUE = 4  # tokens of the comma and "according to"
_LONGEST_BEHIND = 6  # tokens of "on Tuesday evening"


class Carried(NamedTuple):
    """The end of a sentence that tells who reported it.

    Attributes:
        begin, end: its tokens, the comma among them.
        outlet: the head of the noun phrase for an outlet.
        cue: the verb, or "according".
    """

    begin: int
    end: int
    outlet: int
    cue: int


def find_carried(parse: Parse) -> list[Carried]:
    """The ends of the sentences of a paragraph that tell which outlet reported them, in order."""
    found, first = list[Carried](), 0
    while first < len(parse):
        after = parse.last[first] + 1
        carried = _at_end(parse, first, after)
        found += [] if carried is None else [carried]
        first = after
    return found


def _at_end(parse: Parse, first: int, after: int) -> Carried | None:
    end = after - (parse.words[after - 1] in (".", "!", "?"))
    for stop in (end, *_before_citing(parse, first, end)):
        carried = _before(parse, first, stop)
        if carried is not None:
            tail = range(stop, end)
            return carried._replace(end=next((i for i in tail if parse.words[i] == ";"), end))
    return None


def _before_citing(parse: Parse, first: int, end: int) -> list[int]:
    """The commas behind which an outlet cites another: "the Post wrote, quoting Northern Wire"."""
    return [
        i
        for i in range(first + 1, end - 1)
        if parse.words[i] == "," and parse.lower[i + 1] in words("citing")
    ]


def _before(parse: Parse, first: int, stop: int) -> Carried | None:
    nearest = stop - _LONGEST - _LONGEST_BEHIND - _CUE  # farther off no outlet can begin
    for comma in range(stop - 1, max(first, nearest), -1):
        if parse.words[comma] != ",":
            continue
        begin = comma + 1
        if parse.lower[begin : begin + 2] == ["according", "to"]:
            outlet = _outlet_from(parse, begin + 2, stop)
            behind = None if outlet is None else outlet + 1
            cue = begin
        else:
            outlet = _outlet_from(parse, begin, stop)
            cue = stop if outlet is None else outlet + 1
            says = cue < stop and parse.lower[cue] in words("carrying-report")
            behind = cue + 1 if says else None
        if outlet is not None and behind is not None and _is_bare(parse, behind, stop):
            return Carried(comma, stop, outlet, cue)
    return None


def _outlet_from(parse: Parse, begin: int, stop: int) -> int | None:
    """The head of an outlet's name or noun that begins at a token, or None."""
    heads = (k for k in range(begin, min(begin + _LONGEST, stop)) if parse.left[k] == begin)
    return next((k for k in heads if parse.is_noun(k) and is_outlet_noun(parse, k)), None)


def _is_bare(parse: Parse, begin: int, stop: int) -> bool:
    """True where nothing but a day or a place stands behind the words for who reported."""
    rest = range(begin, stop)
    return len(rest) <= _LONGEST_BEHIND and not any(
        parse.is_verb(k) or parse.words[k] in _MARKS for k in rest
    )


_MARKS = frozenset("\"“”'‘’:;(") | {"``", "''"}


def is_outlet_noun(parse: Parse, noun: int) -> bool:
    """Whether a noun phrase names a known outlet or a medium, or a word of news stands in its name.

    "AFP", "state television", "the news agency", "the Northern Wire".
    """
    phrase = parse.lower[parse.left[noun] : noun + 1]
    low, before = parse.lower[noun], phrase[-2] if len(phrase) > 1 else ""
    if outlet_name(phrase) in words("known-outlet") or low in words("known-outlet"):
        return True
    if low == "agency":
        return before in words("agency-kind")
    if low in words("medium"):
        return True
    return parse.is_name(noun) and not words("news-in-name").isdisjoint(phrase)


def outlet_name(phrase: Sequence[str]) -> str:
    """The words of a noun phrase without articles."""
    return " ".join(word for word in phrase if word not in words("a-or-the"))
