"""The candidate: one possible attribution, and how its extents are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.extract.contents import (
    Ranges,
    merged,
    trimmed,
    with_quotations,
    without,
    without_adjunct,
    without_aside,
)
from reportedly.extract.cues import Cue
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage

_INQUIT = 14  # tokens between a cue and its source within which both stay out of the content


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


def make_candidate(
    passage: Passage,
    rule: str,
    frame: str,
    cue: int,
    entry: Cue | None,
    head: int,
    ranges: Ranges,
    source: tuple[int | None, str],
    more: Sequence[int] = (),
) -> Iterator[Candidate]:
    """Trim and grow the content, gather the cue's tokens, yield at most one candidate."""
    parse = passage.parse
    tokens = _cue_tokens(parse, cue, more)
    mention, how = source
    if mention is not None and passage.inside[mention] >= 0 > passage.inside[cue]:
        # `"I am sorry," Ines said`: the parser took a quoted noun for the subject.
        mention, how = nearby_noun(passage, cue)
    if mention is None and how == "none" and frame in ("clause", "quote"):
        share = passage.quoted_share(ranges)
        if 2 * share[0] > share[1] and passage.inside[cue] < 0:
            mention, how = nearby_noun(passage, cue)
    finite = parse.tags[cue] in ("VBD", "VBZ", "VBP") and frame not in ("mark", "main")
    if finite and mention is None and how == "none":
        mention, how = noun_before(passage, cue)
    if mention is not None and any(b <= mention < e for b, e in ranges):
        if head == mention:
            return
        ranges = without(ranges, (parse.left[mention], parse.right[mention] + 1))
    clause = _cue_clause(passage, cue, mention, ranges)
    grown = with_quotations(passage, ranges, clause)
    if mention is not None:
        grown = without(grown, (mention, mention + 1))
    grown = trimmed(passage, _continued(passage, grown, cue))
    if grown:
        grown = without_adjunct(passage, grown, cue)
        if frame not in ("quote", "mark", "main"):
            grown = without_aside(passage, grown)
        yield Candidate(passage, rule, frame, cue, tokens, entry, head, grown, mention, how)


def _cue_clause(passage: Passage, cue: int, mention: int | None, ranges: Ranges) -> tuple[int, int]:
    """The stretch of the inquit ("he said"), which never belongs to the content."""
    begin, end = cue, cue + 1
    if mention is not None and abs(mention - cue) <= _INQUIT:
        first, after = min(mention, cue), max(mention, cue) + 1
        if not any(b < after and first < e for b, e in ranges):
            begin, end = first, after
    return begin, end


def _continued(passage: Passage, ranges: Ranges, cue: int) -> Ranges:
    """Add the quotation that goes on after the inquit: "…," he said. "…"."""
    parse = passage.parse
    if not ranges or ranges[-1][1] - 1 > cue or passage.inside[cue] >= 0:
        return ranges
    last_word = max((i for i in range(*ranges[-1]) if passage.is_word(i)), default=None)
    if last_word is None or passage.inside[last_word] < 0:
        return ranges
    following = _next_quotation(passage, passage.inside[last_word] + 1, cue)
    if following is None:
        return ranges
    first, after = passage.quotations[following]
    begins_sentence = _begins_sentence(passage, first, cue)
    if first <= parse.last[cue] and not begins_sentence:
        if parse.words[first - 1] not in (",", ":", "—", "–", "--", "-"):
            return ranges
        if any(parse.tags[i] in ("VBG", "VBD", "VBZ") for i in range(cue + 1, first)):
            return ranges
    if passage.is_word(after - 2) is False and parse.words[after - 2] == ",":
        return ranges
    pieces = [*ranges, (first, after)]
    for begin, end in passage.quotations[following + 1 :]:
        # Two quotations with nothing between them are one.
        if begin != pieces[-1][1] or parse.words[end - 2] == ",":
            break
        pieces.append((begin, end))
    return merged(pieces)


def _begins_sentence(passage: Passage, first: int, cue: int) -> bool:
    parse = passage.parse
    return parse.words[first - 1] in (".", "?", "!", "\n") or (
        first + 1 < len(parse) and parse.first[first + 1] > parse.first[cue]
    )


def _next_quotation(passage: Passage, number: int, cue: int) -> int | None:
    """The quotation that may go on after the cue's sentence, names in marks passed over."""
    parse = passage.parse
    for n in range(number, len(passage.quotations)):
        first, after = passage.quotations[n]
        if first <= cue or first > parse.last[cue] + 1:
            return None
        named = after - first <= 8 and parse.words[first - 1] not in (",", ":")
        if named and first <= parse.last[cue] and not _begins_sentence(passage, first, cue):
            continue  # "he said on “The Early Hour” on Friday"
        return n
    return None


def _cue_tokens(parse: Parse, cue: int, more: Sequence[int]) -> tuple[int, ...]:
    """A verb with its auxiliaries, negation and particles; whatever else the pattern names."""
    tokens = {cue, *more}
    above = parse.heads[cue]
    if parse.deps[cue] == "pcomp" and parse.lower[above] == "as":
        # "was quoted as saying", "was quoted in the statement as saying"
        verb = parse.heads[above]
        if parse.lower[verb] in ("quoted", "cited"):
            tokens |= {above, verb, *_auxiliaries(parse, verb)}
    return tuple(sorted(tokens.union(_auxiliaries(parse, cue))))


def _auxiliaries(parse: Parse, verb: int) -> list[int]:
    return [k for k in parse.kids[verb] if parse.deps[k] in ("aux", "auxpass", "neg", "prt")]


def noun_before(passage: Passage, verb: int) -> tuple[int | None, str]:
    """The noun phrase right before a finite verb whose subject the parser missed.

    It may end in an apposition or a relative clause: "Ines Varga, the town's mayor, also warned".
    """
    parse = passage.parse
    i = verb - 1
    while i >= 0 and (parse.tags[i] in ("RB", "MD") or parse.words[i] in (",", ")", "—", "–")):
        i -= 1
        if i < verb - 4:
            return None, "none"
    if i < 0 or passage.inside[i] >= 0:
        return None, "none"
    if parse.words[i + 1] in (",", ")", "—", "–"):
        return _phrase_before(passage, i, verb)
    if parse.first[i] != parse.first[verb]:
        return None, "none"
    if parse.tags[i] in ("PRP", "NN", "NNS", "NNP", "NNPS") and parse.deps[i] not in (
        "npadvmod",
        "tmod",
        "dobj",
        "pobj",
    ):
        while parse.deps[i] in ("compound", "nmod") and i < parse.heads[i] < verb:
            i = parse.heads[i]
        return i, "nearby"
    return _phrase_before(passage, i, verb)


def _phrase_before(passage: Passage, last: int, verb: int) -> tuple[int | None, str]:
    """The widest noun phrase that ends in the token `last` and that no verb before it governs."""
    parse = passage.parse
    widest = None
    for i in (last, *parse.ancestors(last)):
        if i >= verb or parse.right[i] >= verb:
            break
        if parse.tags[i] in ("NN", "NNS", "NNP", "NNPS") and passage.inside[i] < 0:
            widest = i
    if widest is None or parse.deps[widest] in ("dobj", "npadvmod", "tmod", "attr"):
        return None, "none"
    if parse.deps[widest] == "pobj" and not parse.tags[widest].startswith("NNP"):
        return None, "none"
    return widest, "nearby"


def nearby_noun(passage: Passage, verb: int) -> tuple[int | None, str]:
    """The noun phrase right beside a verb whose subject the parser missed: behind it, or before."""
    parse = passage.parse
    for stretch in (range(verb + 1, verb + 8), range(verb - 1, verb - 3, -1)):
        for i in stretch:
            if not 0 <= i < len(parse) or passage.inside[i] >= 0 or parse.words[i] in ",.;:":
                break
            noun = parse.tags[i] in ("PRP", "NN", "NNS", "NNP", "NNPS")
            if noun and parse.deps[i] not in ("compound", "amod", "npadvmod", "tmod", "poss"):
                return i, "nearby"
            if parse.tags[i] in ("IN", "TO", "VBD", "VBZ", "VBG", "MD", "WP"):
                break
    return None, "none"
