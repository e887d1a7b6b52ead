"""Singular and plural of English nouns."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.text.lexicon import values, words

_SINGULARS = values("singular-of")
_PLURALS = {one: many for many, one in _SINGULARS.items()} | {**values("plural-of")}
_SINGULAR_ENDS, _SIBILANTS = tuple(words("singular-ending")), tuple(words("plural-in-es"))
_HISSING = tuple(ending.removesuffix("es") for ending in _SIBILANTS)
_SAME, _IE, _E = words("same-in-plural"), words("plural-of-ie"), words("plural-of-e")


def singular(name: str) -> str:
    """The singular of an English noun or of a noun phrase (its last word).

    >>> singular("civilians"), singular("people"), singular("league games")
    ('civilian', 'person', 'league game')
    """
    head, space, last = name.rpartition(" ")
    if space:
        return f"{head} {singular(last)}"
    low = last.lower()
    if low in _SINGULARS:
        return last[:-1] if low.endswith("is") else _SINGULARS[low]  # "Somali"
    if last[:-1].isupper() and last.endswith("s") and len(low) > 2:
        return last[:-1]
    if low.endswith("men") and len(low) > 5:
        return last[:-3] + "man"
    if low in _SAME or len(low) < 4 or not low.endswith("s") or low.endswith(_SINGULAR_ENDS):
        return last
    if low.endswith("ies"):
        return last[:-3] + "y" if len(low) > 4 and low not in _IE else last[:-1]
    return last[:-2] if low.endswith(_SIBILANTS) and low not in _E else last[:-1]


def plural(name: str) -> str:
    """The plural of an English noun or of a noun phrase (its last word).

    >>> plural("square foot"), plural("century"), plural("aircraft")
    ('square feet', 'centuries', 'aircraft')
    """
    head, space, last = name.rpartition(" ")
    if last in _PLURALS:
        return head + space + _PLURALS[last]
    if last in _SAME or last.endswith("s"):
        return name
    if last.endswith("y") and last[-2:-1] not in tuple("aeiou"):
        return f"{name[:-1]}ies"
    return f"{name}es" if last.endswith(_HISSING) else f"{name}s"


def may_mean(noun: str, name: Iterable[str]) -> bool:
    """Whether "the <noun>" may be short for a name, given by its words in lower case.

    >>> may_mean("army", ["velora", "army"]), may_mean("army", ["free", "hills", "army"])
    (True, False)
    """
    return noun not in words("state-force") or words("armed-group-name").isdisjoint(name)
