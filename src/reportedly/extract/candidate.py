"""The candidate: one possible attribution, and how its extents are put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.extract.contents import (
    Ranges,
    holds,
    is_contrast_alone,
    merged,
    subtree,
    trimmed,
    with_consequence,
    with_contrast,
    with_part,
    with_quotations,
    without,
    without_adjunct,
    without_aside,
    without_background,
)
from reportedly.extract.cues import Cue
from reportedly.extract.gapped import outside
from reportedly.extract.nearby import ENDS, LOOK_BACK, PRINTED, source_near
from reportedly.extract.parse import DASHES, Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import SourceHead
from reportedly.text.lexicon import full_names, words

_INQUIT = 14  # tokens between a cue and its source within which both stay out of the content
_DATES = frozenset((*full_names("weekday"), *full_names("month")))
_SHORT_NAME = 8  # tokens of a quotation that names something: "on “The Early Hour”"


@dataclass(slots=True)
class Candidate:
    """A possible attribution within one passage; positions are token indices.

    Attributes:
        rule: name of the pattern that proposed it; what stands before the first ":" is the link.
        frame: the frame of the cue list that the pattern fills ("clause", "object+of", …).
        cue: head of the cue. cue_tokens: all tokens of the cue, in order.
        entry: the cue's line in the cue list, None for a verb that is not listed.
        head: head token of the content.
        content: token ranges of the content.
        source: head of the source mention or None. how: the way it was found.
        score: probability that it is an attribution, set by `score`.
    """

    passage: Passage
    rule: str
    frame: str
    cue: int
    cue_tokens: tuple[int, ...]
    entry: Cue | None
    head: int
    content: Ranges
    source: int | None
    how: str
    score: float = 0.0
    names: list[str] = field(default_factory=list)

    def tokens(self) -> set[int]:
        """The word tokens of the content."""
        is_word = self.passage.is_word
        return {i for begin, end in self.content for i in range(begin, end) if is_word(i)}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A cue as it stands in a passage: where candidates come from.

    Attributes:
        cue: its head token. entry: its line in the cue list, None where it has none.
        source: whose word it reports, unless a pattern says otherwise.
    """

    passage: Passage
    cue: int
    entry: Cue | None
    source: SourceHead = (None, "none")

    def reports(
        self,
        rule: str,
        frame: str,
        head: int,
        ranges: Ranges | None = None,
        more: Iterable[int] = (),
        source: SourceHead | None = None,
    ) -> Iterator[Candidate]:
        """At most one candidate, its content trimmed and grown to its extent.

        Args:
            rule: name of the pattern.
            frame: the frame of the cue list that it fills.
            head: head token of the content.
            ranges: the content as the pattern has it; what stands below `head` when left out.
            more: further tokens of the cue.
            source: whose word it is, where that is not the source of the occurrence.
        """
        passage, cue = self.passage, self.cue
        ranges = subtree(passage, head) if ranges is None else ranges
        for stretch in outside(passage.gaps, cue):
            ranges = without(ranges, stretch)
        for carried in passage.carried:
            if cue < carried.begin:  # "said 9 people were killed, AFP reported"
                ranges = without(ranges, (carried.begin, carried.end))
        source = self.source if source is None else source
        mention, how = source_near(passage, cue, frame, ranges, source)
        if mention is not None and holds(ranges, mention):
            if head == mention:
                return
            ranges = without(ranges, passage.parse.within(mention))
        content = _extent(passage, cue, mention, ranges)
        if content and frame not in ("quote", *PRINTED):
            content = without_background(passage, content, cue, mention)
            content = without_aside(passage, content) if content else content
            content = with_consequence(passage, content, cue)
        if is_contrast_alone(passage, content):
            return
        content = with_part(passage, with_contrast(passage, content))
        if content and not (frame == "of" and _is_date(passage.parse, content)):
            tokens = _cue_tokens(passage.parse, cue, more)
            yield Candidate(
                passage, rule, frame, cue, tokens, self.entry, head, content, mention, how
            )


def _is_date(parse: Parse, content: Ranges) -> bool:
    """True for the day of "a report of May 14", which is no content."""
    within = [i for begin, end in content for i in range(begin, end)]
    dated = any(parse.lower[i] in _DATES for i in within)
    return dated and all(parse.lower[i] in _DATES or parse.tags[i] == "CD" for i in within)


def _extent(passage: Passage, cue: int, mention: int | None, ranges: Ranges) -> Ranges:
    """The content grown over its quotations and freed of the inquit and of what surrounds it."""
    grown = with_quotations(passage, ranges, _inquit(cue, mention, ranges))
    if mention is not None:
        grown = without(grown, (mention, mention + 1))
    grown = trimmed(passage, _continued(passage, grown, cue))
    return without_adjunct(passage, grown, cue) if grown else grown


def _inquit(cue: int, mention: int | None, ranges: Ranges) -> tuple[int, int]:
    """The stretch of "he said", which never belongs to the content."""
    if mention is not None and abs(mention - cue) <= _INQUIT:
        first, after = min(mention, cue), max(mention, cue) + 1
        if not any(b < after and first < e for b, e in ranges):
            return first, after
    return cue, cue + 1


def _continued(passage: Passage, ranges: Ranges, cue: int) -> Ranges:
    """Add the quotation that goes on after the inquit: "…," he said. "…"."""
    following = _following_quotation(passage, ranges, cue)
    if following is None:
        return ranges
    first, after = passage.quotations[following]
    if _leads_to_inquit(passage.parse, after):
        return ranges
    pieces = [*ranges, (first, after)]
    for begin, end in passage.quotations[following + 1 :]:
        # Two quotations with nothing between them are one.
        if begin != pieces[-1][1] or _leads_to_inquit(passage.parse, end):
            break
        pieces.append((begin, end))
    return merged(pieces)


def _leads_to_inquit(parse: Parse, after: int) -> bool:
    """True where a comma within the closing mark, or behind it, says that an inquit follows."""
    return parse.words[after - 2] == "," or parse.words[after : after + 1] == [","]


def _following_quotation(passage: Passage, ranges: Ranges, cue: int) -> int | None:
    """The quotation behind the inquit, where the words before the inquit are quoted as well."""
    parse = passage.parse
    if not ranges or passage.inside[cue] >= 0:
        return None
    last_word = next((i for i in reversed(range(*ranges[-1])) if passage.is_word(i)), None)
    if last_word is None:
        return None
    if passage.inside[last_word] < 0:
        return _lone_quotation(passage, cue)
    if ranges[-1][1] - 1 > cue:
        return None
    number = _next_quotation(passage, passage.inside[last_word] + 1, cue)
    if number is None:
        return None
    first, _ = passage.quotations[number]
    if first > parse.last[cue] or _begins_sentence(parse, first, cue):
        return number
    acts = any(parse.tags[i] in ("VBG", "VBD", "VBZ") for i in range(cue + 1, first))
    return number if parse.words[first - 1] in (",", ":", *DASHES) and not acts else None


def _lone_quotation(passage: Passage, cue: int) -> int | None:
    """The quotation that makes up the sentence behind a report: "He said it was late. “We lost”."""
    parse = passage.parse
    if parse.deps[cue] != "ROOT" or parse.tags[cue] not in ("VBD", "VBZ", "VBP"):
        return None
    first = parse.last[cue] + 1
    at = next((n for n, (begin, _) in enumerate(passage.quotations) if begin == first), None)
    if at is None or parse.words[first - 1] not in ENDS:
        return None
    after = passage.quotations[at][1]
    whole = parse.words[after - 2] in ENDS and after - first > _SHORT_NAME
    return at if whole and (after == len(parse) or parse.first[after] == after) else None


def _begins_sentence(parse: Parse, first: int, cue: int) -> bool:
    after_stop = parse.words[first - 1] in (".", "?", "!", "\n")
    return after_stop or (first + 1 < len(parse) and parse.first[first + 1] > parse.first[cue])


def _sentence_between(parse: Parse, cue: int, first: int) -> bool:
    """True when more than the rest of the cue's sentence stands before a quotation."""
    if parse.words[first - 1] not in ENDS or first - cue > LOOK_BACK:
        return True
    return any(parse.words[i] in ENDS for i in range(cue + 1, first - 1))


def _next_quotation(passage: Passage, number: int, cue: int) -> int | None:
    """The quotation that may go on after the cue's sentence, names in marks passed over."""
    parse = passage.parse
    for n in range(number, len(passage.quotations)):
        first, after = passage.quotations[n]
        if first <= cue or (first > parse.last[cue] + 1 and _sentence_between(parse, cue, first)):
            return None
        named = after - first <= _SHORT_NAME and parse.words[first - 1] not in (",", ":")
        if named and first <= parse.last[cue] and not _begins_sentence(parse, first, cue):
            continue  # "he said on “The Early Hour” on Friday"
        return n
    return None


# The tokens of a cue


def _cue_tokens(parse: Parse, cue: int, more: Iterable[int]) -> tuple[int, ...]:
    """A verb with its auxiliaries, negation and particles; whatever else the pattern names."""
    tokens = {cue, *more, *_auxiliaries(parse, cue)}
    above = parse.heads[cue]
    if parse.deps[cue] == "pcomp" and parse.lower[above] == "as":
        # "was quoted as saying", "was quoted in the statement as saying"
        verb = parse.heads[above]
        if parse.lower[verb] in ("quoted", "cited"):
            tokens |= {above, verb, *_auxiliaries(parse, verb)}
    return tuple(sorted(tokens))


def _auxiliaries(parse: Parse, verb: int) -> list[int]:
    return [
        k
        for k in parse.kids[verb]
        if parse.deps[k] in ("aux", "auxpass", "neg", "prt")
        or (k == verb + 1 and parse.deps[k] == "advmod" and parse.lower[k] in words("particle"))
    ]
