"""Whose text a document prints: the agency of its dateline, byline or closing credit.

"ORLO, March 5 (Northern Wire) - …", "By Ana Kell, Northern Wire", "… were hurt. (NW)". A document
with one passes that agency's words on, its own sentences among them. "Additional reporting by …"
credits nobody with the words, which leaves them its publisher's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportedly.text.lexicon import either, words
from reportedly.text.publishers import names_outlet

_ONE = r"(?:(?:news )?agencies|[A-Z][\w.&'’-]*(?: [A-Z&][\w.&'’-]*){0,4})"
_NAME = rf"(?P<name>{_ONE})"
_AND = r"(?:\s?/\s?|, (?:and )?| and | & )"
_SMALL = r"[a-z]{3,4}"  # "dpa" writes itself so
_NAMES = rf"(?P<name>(?:{_ONE}|{_SMALL})(?:{_AND}(?:{_ONE}|{_SMALL})){{0,3}})"
_DATELINE = re.compile(rf"^(?P<place>[^\n(.:;]{{0,60}}?)\({_NAME}\)\s*(?:—|–|--|-)\s", re.MULTILINE)
_PERSON = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}"
_BYLINE = re.compile(rf"(?:By (?:{_PERSON}(?: and {_PERSON})?(?:,| of| for) )?)?{_NAME}")
_SIGNED = _NAMES.replace("name", "signed")
_BEHIND = re.compile(
    rf"[.!?][\"”’']*\s+(?:\({_NAMES}\)(?=$|\s+[\"“‘'«]?[A-Z\d])|[-–—]+ ?{_SIGNED}$)", re.MULTILINE
)
_CLOSING = re.compile(
    rf"\(?(?:(?i:{either('credit-label')}):? ?|[-–—] ?|© ?|\(c\) ?)?(?:\d{{4}} )?{_NAMES}\)?\.?"
)
BROADCAST = re.compile(
    rf"^(?P<name>[A-Z][\w.&'’-]*(?: [A-Z\d][\w.&'’-]*){{0,4}}),? (?i:(?:at )?\d{{1,2}}[:.]?\d{{2}} "
    rf"(?:{either('clock-zone')})(?: (?:{either('broadcast')}))?[^:\n]{{0,30}}):[ \t]*",
    re.MULTILINE,
)
"""The line or words above what a broadcaster aired: "NTV, 1900 gmt news:"."""
_HEAD = 1_500  # code points in which datelines and bylines stand
_LONGEST_LINE = 120


class Credit(NamedTuple):
    """An agency, and the stretch of text that is its own.

    Attributes:
        name: as the text has it.
        start, end: offsets of the stretch into the text.
    """

    name: str
    start: int
    end: int


def find_credits(text: str) -> list[Credit]:
    r"""The agencies whose words a text prints, none twice for a stretch, in its order.

    A dateline, a byline and a credit in a closing line are for all of it; one behind a sentence is
    for what stands before it, up to the credit before that. What a broadcaster aired is its own
    down to the next line that names one. Of several in one credit each has the
    same stretch.

    >>> find_credits("Bridge falls\nORLO (Northern Wire) - The bridge fell on Monday.")
    [Credit(name='Northern Wire', start=0, end=62)]
    >>> [c.name for c in find_credits("Bridge falls\nIt fell. (NW)\nThe mayor wept.")]
    ['NW']
    >>> [c.name for c in find_credits("Bridge falls\nIt fell. (NW/Reuters) The mayor wept. (AFP)")]
    ['NW', 'Reuters', 'AFP']
    >>> find_credits("Bridge falls\nNTV, 1900 gmt news: PRESENTER: It fell.")
    [Credit(name='NTV', start=13, end=52)]
    >>> find_credits("Bridge falls\nThe bridge fell.\nWith reporting by Northern Wire")
    []
    """
    whole = next(_of_all(text), None)
    if whole is not None:
        return [Credit(name, 0, len(text)) for name in whole]
    aired = [*BROADCAST.finditer(text)]
    if aired:
        ends = [*(m.start() for m in aired[1:]), len(text)]
        return [Credit(m["name"], m.start(), end) for m, end in zip(aired, ends, strict=True)]
    found, begin = [], 0
    for match in _BEHIND.finditer(text):
        names = _outlets(match["name"] or match["signed"])
        within = text[match.end() : match.end() + 1] not in ("", "\n")
        if within and not any(map(names_outlet, names)):
            continue  # in a paragraph any letters may stand in brackets: "(CEO)"
        found += [Credit(name, begin, match.end()) for name in names]
        begin = match.end() if names else begin
    stretches = {(c.start, c.end) for c in found}
    if len(stretches) == 1 and found[0].end == len(text.rstrip()):
        return [c._replace(end=len(text)) for c in found]
    return found


def _outlets(said: str) -> list[str]:
    """The outlets that a credit names, none where one of its names is no outlet's."""
    names = re.split(_AND, said)
    if all(map(is_outlet, names)):
        return names
    return [said] if not {"/", ","} & {*said} and is_outlet(said) else []


def is_outlet(name: str) -> bool:
    """Whether a name is that of an agency or another outlet: by its words, or an acronym.

    >>> is_outlet("Northern Wire"), is_outlet("Reuters"), is_outlet("NW"), is_outlet("Halar")
    (True, True, True, False)
    """
    said = name.lower().split()
    if said[-1] in words("house-people") | words("role"):
        return False
    if names_outlet(name) or name.lower() in words("unnamed-outlet"):
        return True
    if len(said) > 1 and said[0] in words("known-outlet") and said[-1] in words("outlet-desk"):
        return True  # "BBC Monitoring"
    return len(said) == 1 and name.isalpha() and name.isupper() and len(name) > 1


def _of_all(text: str) -> Iterator[list[str]]:
    for match in _DATELINE.finditer(text, 0, min(len(text), _HEAD)):
        # "TARNEH, March 5 (Meridian) -": of several words it may be a province.
        capitals = any(w.isupper() and len(w) > 1 for w in match["place"].split())
        if is_outlet(match["name"]) or (capitals and " " not in match["name"]):
            yield [match["name"]]
    lines = [line for line in text.splitlines() if line.strip()]
    signed = [(_BYLINE, line) for line in lines[1:4]]
    signed += [(_CLOSING, line) for line in lines[-1:] if len(lines) > 2]
    for pattern, line in signed:
        found = pattern.fullmatch(line.strip()) if len(line) <= _LONGEST_LINE else None
        if found is not None and (names := _outlets(found["name"])):
            yield names
