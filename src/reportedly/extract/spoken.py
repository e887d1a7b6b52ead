"""What the layout says is said, as candidates: one for each turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.extract.blocks import Turn
from reportedly.extract.candidate import Candidate
from reportedly.extract.cues import Cue
from reportedly.extract.passage import Passage
from reportedly.extract.standing import is_projected, numbers_in, standing_of
from reportedly.model import Act, Stance, Standing
from reportedly.text.lexicon import words

_PRINTED = 0.9  # score of what the layout says outright: "Q: … A: …"
_MARK = Cue(":", "mark", Act.SPEECH, Stance.ASSERTS, 3, frozenset({"mark"}))


def spoken(turn: Turn, named: Passage) -> Iterator[tuple[Candidate, tuple[int, int]]]:
    """The candidate of a turn and its source as a token range of the speaker's passage."""
    parse = named.parse
    end = next((i for i in range(1, len(parse)) if parse.words[i] in (",", "(", "[")), len(parse))
    if not end:
        return
    head = _head(named, end)
    candidate = Candidate(
        named, turn.rule, "mark", head, (), _MARK, head, [], head, "layout", _PRINTED
    )
    yield candidate, (0, end)


def _head(named: Passage, end: int) -> int:
    """The noun of a name on which the rest hangs, or its last word."""
    parse = named.parse
    nouns = [i for i in range(end) if parse.is_noun(i)]
    own = [i for i in nouns if parse.heads[i] not in nouns]
    return own[0] if own else (nouns or [i for i in range(end) if named.is_word(i)] or [0])[-1]


def is_own_thought(candidate: Candidate, turns: Sequence[Turn]) -> bool:
    """True for what a speaker says for himself: "I think that", "Can you confirm that?"."""
    parse, source, cue = candidate.passage.parse, candidate.source, candidate.cue
    if not any(turn.holds(parse.start[cue]) for turn in turns):
        return False
    if source is None:
        return False
    asked = [k for k in parse.children(cue, "aux") if k < source and parse.heads[source] == cue]
    return bool(asked) or parse.lower[source] in words("speaker-self")


def standings_in(turn: Turn, stance: Stance, passages: Sequence[Passage]) -> Iterator[Standing]:
    """The numbers in a turn that do not stand as it does."""
    for passage in passages:
        parse = passage.parse
        if not len(parse) or not turn.touches(parse.start[0], parse.end[-1]):
            continue
        for number in numbers_in(passage, [(0, len(parse))]):
            if turn.holds(parse.start[number]):
                stands, projected = standing_of(passage, number), is_projected(passage, number)
                if stands is not stance or projected:
                    yield Standing(parse.start[number], stands, projected)
