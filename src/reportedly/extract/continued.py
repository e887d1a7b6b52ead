"""Whose words a report may go on with, as after "nine died, police said".

Newsrooms name a source once and go on: "… Twelve are missing." That sentence is the report's own,
and the text does not say that police counted the missing; nor is the report a witness of its own
beside them. So the claim stays the document's, and names who may have said it. The same goes for a
headline or a first sentence with a number that the text gives somebody further down.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from reportedly.errors import FigureError
from reportedly.extract.subjects import NARRATOR
from reportedly.model import ClaimEntry, Interval, Stance
from reportedly.text.quantities.figures import read_figure
from reportedly.text.sentences import sentence_at
from reportedly.text.subject_ids import split_subject_id

_Counted = tuple[str, Interval | None]
"""A subject, and the number that is given of it."""


def name_continued(
    claims: Sequence[ClaimEntry],
    text: str,
    bounds: Sequence[tuple[int, int]],
    names: Mapping[str, str],
) -> tuple[ClaimEntry, ...]:
    """The claims, figures of the document's own voice with whom the sentence before is given to.

    Only where that names one voice, asserts, is about the same event, and stands in the same
    paragraph, or before it where nobody else has spoken yet.

    Args:
        claims: of one document, in any order.
        text: of that document.
        bounds: where its sentences begin and end.
        names: source → its name.
    """
    lines = [n for n, sign in enumerate(text) if sign == "\n"]
    placed = [c for c in claims if c.at]
    found: dict[str, str] = {}
    voices: set[str | None] = set()
    spoken: ClaimEntry | None = None
    for _, said in groupby(sorted(placed, key=_start), lambda c: bisect(lines, _start(c))):
        if len(voices) > 1:
            spoken = None
        for _, together in groupby(said, lambda c: sentence_at(bounds, _start(c))):
            here = list(together)
            speaking = {c.source for c in here}
            if speaking == {NARRATOR}:
                for claim in here:
                    if spoken is not None and _goes_on(claim, spoken):
                        found[claim.id] = names[spoken.source or ""]
                continue
            voices |= speaking - {NARRATOR}
            spoken = here[0] if len(speaking) == 1 and here[0].source in names else None
    given = _given(placed)
    for claim in placed:  # whom the text itself gives the number to is surer than who spoke before
        counted = _counted(claim)
        if claim.source == NARRATOR and _is_plain(claim) and counted is not None:
            whose = given.get(counted, set())
            if len(whose) == 1 and whose <= names.keys():
                found[claim.id] = names[next(iter(whose))]
    return tuple(replace(c, candidates=(found[c.id],)) if c.id in found else c for c in claims)


def _given(claims: Iterable[ClaimEntry]) -> Mapping[_Counted, set[str]]:
    """What is counted → who asserts that number of it."""
    given: dict[_Counted, set[str]] = defaultdict(set)
    for claim in claims:
        counted = _counted(claim)
        if counted is not None and claim.source and claim.source != NARRATOR and _asserts(claim):
            given[counted].add(claim.source)
    return given


def _counted(claim: ClaimEntry) -> _Counted | None:
    """The subject of a claim and its number, "at least" and the like left out."""
    if claim.figure is None or claim.subject is None:
        return None
    try:
        return claim.subject, read_figure(claim.figure).nominal
    except FigureError:
        return None


def _start(claim: ClaimEntry) -> int:
    return claim.at[0][0]


def _goes_on(claim: ClaimEntry, spoken: ClaimEntry) -> bool:
    """Whether a figure of the report's own may be whose the words before are."""
    same = bool(_event(claim)) and _event(claim) == _event(spoken)
    return _is_plain(claim) and _asserts(spoken) and same


def _is_plain(claim: ClaimEntry) -> bool:
    return claim.figure is not None and claim.role is None and not claim.candidates


def _asserts(claim: ClaimEntry) -> bool:
    return (claim.stance or Stance.ASSERTS.value) == Stance.ASSERTS.value


def _event(claim: ClaimEntry) -> tuple[str, ...]:
    named = split_subject_id(claim.subject) if claim.subject else None
    return claim.event or (named[:1] if named is not None else ())
