"""Figures whose verb is left out: "the mayor put the toll at 9, the rebels at 100"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportedly.extract.cues import find_cue, load_cues, ways_of
from reportedly.extract.parse import Parse
from reportedly.model import Act
from reportedly.text.lexicon import is_counted_measure, words

_JOINTS = frozenset((",", ";"))
_LONGEST = 5  # words of who speaks
_BOUND = ("IN", "RB", "JJ", "TO")  # tags of "at least", "up to"
_SPEAKERS = words("body") | words("role") | words("speaking-people")
_GRADE = 4  # of cues that report nearly always


class Gap(NamedTuple):
    """A figure of somebody else in what one reports.

    Attributes:
        begin, end: tokens that are not the first one's, the joint among them.
        first, after: tokens of the figure. cue: what stands for the verb. source: who speaks.
    """

    begin: int
    end: int
    first: int
    after: int
    cue: int
    source: int


def find_gaps(parse: Parse) -> list[Gap]:
    """Every figure in a paragraph whose verb or whose content is left out, in order."""
    found: list[Gap] = []
    for i in range(len(parse)):
        gap = _behind_joint(parse, i) if _joins(parse, i) else None
        if gap is not None:
            found.append(gap)
    return found


def _joins(parse: Parse, i: int) -> bool:
    return parse.words[i] in _JOINTS or parse.tags[i] == "CC"


def _behind_joint(parse: Parse, joint: int) -> Gap | None:
    begin = joint + 1
    last = parse.last[joint]
    if begin > last or _joins(parse, begin):
        return None  # ", and": the second joint
    if parse.tags[begin] == "CD":
        return _according(parse, joint, begin)
    if parse.lower[begin] in words("a-or-the"):
        begin += 1
    at = begin
    while at <= last and at - begin < _LONGEST and _is_nominal(parse, at):
        at += 1
    source = at - 1
    if source < begin or at > last or is_put_at_figure(parse.lower[source]):
        return None
    led = parse.lower[at] == "at"
    if not led and _SPEAKERS.isdisjoint(
        (parse.lower[source], parse.lower[source].removesuffix("s"))
    ):
        return None
    first = at + led
    number = next((n for n in range(first, min(first + 4, last + 1)) if _is_cd(parse, n)), None)
    if number is None or not all(parse.tags[n].startswith(_BOUND) for n in range(first, number)):
        return None
    ends = number == last or _joins(parse, number + 1) or parse.words[number + 1] == "."
    if not ends or not (_is_reported(parse, joint, led) or _is_said_so(parse, joint, at)):
        return None
    return Gap(joint, number + 1, first, number + 1, at if led else source, source)


def is_put_at_figure(noun: str) -> bool:
    """True for what somebody puts at a figure: "the dead" of "the toll at 9, the dead at 4"."""
    return noun in words("harmed") | words("count-word") or is_counted_measure(noun)


def _is_cd(parse: Parse, n: int) -> bool:
    return parse.tags[n] == "CD"


def _is_nominal(parse: Parse, n: int) -> bool:
    return parse.tags[n].startswith(("NN", "JJ")) and parse.lower[n] != "at"


def _is_reported(parse: Parse, joint: int, led: bool) -> bool:
    """True where a figure stands before the joint behind "put … at", or with a verb of speech."""
    before = range(parse.first[joint], joint)
    if not any(_is_cd(parse, n) for n in before):
        return False
    if led:
        return any(parse.lower[n] in _putting() for n in before)
    cues = (
        find_cue(load_cues(), parse.lower[n], parse.tags[n]) for n in before if parse.is_verb(n)
    )
    return any(c is not None and c.act is Act.SPEECH and c.grade >= _GRADE for c in cues)


def _is_said_so(parse: Parse, joint: int, at: int) -> bool:
    """True behind a verb of counting with the same small word: "speak of 18 and they of 40"."""
    before = [n for n in range(parse.first[joint], joint) if parse.is_verb(n)]
    numbered = any(_is_cd(parse, n) for n in range(parse.first[joint], joint))
    ways = (ways_of("counting-verb").get(parse.lower[n], "") for n in before)
    return numbered and any(parse.lower[at] in way.split() for way in ways)


def _putting() -> frozenset[str]:
    return frozenset(form for form, way in ways_of("counting-verb").items() if way == "at")


def _according(parse: Parse, joint: int, number: int) -> Gap | None:
    """The "100 according to the rebels" behind "9 according to the mayor,"."""
    last = parse.last[joint]
    near = range(number + 1, min(number + _LONGEST, last))
    cue = next((n for n in near if parse.lower[n] == "according"), None)
    if cue is None or "according" not in parse.lower[parse.first[joint] : joint]:
        return None
    if not all(_is_nominal(parse, n) or parse.is_verb(n) for n in range(number + 1, cue)):
        return None
    to = next((k for k in parse.kids[cue] if parse.lower[k] == "to"), None)
    source = None if to is None else parse.child(to, "pobj")
    if source is None:
        return None
    return Gap(joint, parse.right[source] + 1, number, cue, cue, source)


def outside(gaps: list[Gap], cue: int) -> Iterator[tuple[int, int]]:
    """The stretches that are not of the source of a cue."""
    return ((gap.begin, gap.end) for gap in gaps if gap.cue != cue)
