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
from reportedly.extract.cues import PARTICLES, Cue
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage

_INQUIT = 14  # tokens between a cue and its source within which both stay out of the content

_NOUNS = ("NN", "NNS", "NNP", "NNPS", "PRP")
_ASIDES = {",": ",", ")": "(", "—": "—", "–": "–", "-": "-", "--": "--"}
_ENDS = frozenset(". ? !".split())
_LOOK_BACK = 40  # tokens within which a subject or the end of a sentence is looked for


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
    if mention is None and how == "none" and frame not in ("mark", "main"):
        if parse.tags[cue] in ("VBD", "VBZ", "VBP", "VBN"):
            mention, how = noun_before(passage, cue)
        elif parse.tags[cue] == "VBG":
            mention, how = _of_participle(passage, cue)
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


def _of_participle(passage: Passage, cue: int) -> tuple[int | None, str]:
    """Who goes on in "…, said Varga, explaining that": the name behind the verb, or its subject."""
    parse = passage.parse
    head = parse.heads[cue]
    if parse.deps[cue] == "advcl" and parse.tags[head][:2] == "VB" and head < cue:
        found = nearby_noun(passage, head)
        if found[0] is not None and head < found[0] < cue:
            return found
    return subject_before(passage, cue)


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


def _sentence_between(parse: Parse, cue: int, first: int) -> bool:
    """True when more than the rest of the cue's sentence stands before a quotation."""
    if parse.words[first - 1] not in _ENDS or first - cue > _LOOK_BACK:
        return True
    return any(parse.words[i] in _ENDS for i in range(cue + 1, first - 1))


def _next_quotation(passage: Passage, number: int, cue: int) -> int | None:
    """The quotation that may go on after the cue's sentence, names in marks passed over."""
    parse = passage.parse
    for n in range(number, len(passage.quotations)):
        first, after = passage.quotations[n]
        if first <= cue or (first > parse.last[cue] + 1 and _sentence_between(parse, cue, first)):
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
    return [
        k
        for k in parse.kids[verb]
        if parse.deps[k] in ("aux", "auxpass", "neg", "prt")
        or (k == verb + 1 and parse.deps[k] == "advmod" and parse.lower[k] in PARTICLES)
    ]


def noun_before(passage: Passage, verb: int) -> tuple[int | None, str]:
    """The noun phrase before a finite verb whose subject the parser missed.

    Asides may stand between: "Ines Varga, the town's mayor, also warned". Where no noun phrase
    leads up to the verb, it goes on from the verb before: "thanked the crew, then said".
    """
    parse = passage.parse
    i = verb - 1
    for _ in range(3):
        while i >= 0 and parse.tags[i] in ("RB", "MD"):
            i -= 1
        opening = _ASIDES.get(parse.words[i]) if i >= 0 else None
        if opening is None:
            break
        i = _aside_begins(passage, i, opening) - 1
    if i >= 0 and passage.inside[i] < 0 and parse.tags[i] in _NOUNS:
        return _leading_phrase(passage, i, verb), "nearby"
    return subject_before(passage, verb)


def _aside_begins(passage: Passage, closing: int, opening: str) -> int:
    """Where an aside opens that closes at a token; the token itself when it closes none."""
    words = passage.parse.words
    for i in range(closing - 1, max(-1, closing - _LOOK_BACK), -1):
        if words[i] == opening:
            return i
        if words[i] in _ENDS:
            break
    return closing


def _leading_phrase(passage: Passage, last: int, verb: int) -> int:
    """Head of the widest noun phrase with the noun `last` in it that opens a clause."""
    parse = passage.parse
    best = last
    while parse.deps[best] in ("compound", "nmod") and best < parse.heads[best] < verb:
        best = parse.heads[best]
    if parse.tags[best] == "PRP":
        return best
    for i in parse.ancestors(best):
        if i >= verb or parse.right[i] >= verb:
            break
        before = parse.left[i] - 1
        opens = before < parse.first[i] or parse.words[before] == "," or parse.tags[before] == "CC"
        if parse.tags[i] in _NOUNS and opens and passage.inside[i] < 0:
            best = i
    return best


def subject_before(passage: Passage, verb: int) -> tuple[int | None, str]:
    """The subject of the nearest verb before, in what is printed as one sentence."""
    parse = passage.parse
    for i in range(verb - 1, max(-1, verb - _LOOK_BACK), -1):
        if parse.words[i] in _ENDS and passage.inside[i] < 0:
            break
        head = parse.heads[i]
        main = parse.deps[head] in ("ROOT", "conj") and head < verb
        if parse.deps[i] == "nsubj" and main and passage.inside[i] < 0 and i < head:
            return i, "clause-before"
    return None, "none"


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
