"""What the layout says is said, as candidates: one for each turn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from reportedly.extract.answers import standing_sentence
from reportedly.extract.blocks import Turn
from reportedly.extract.candidate import Candidate
from reportedly.extract.cues import Cue
from reportedly.extract.passage import Passage
from reportedly.extract.standing import numbers_in, read_standing, statements_in
from reportedly.model import Act, Stance, Standing
from reportedly.text.lexicon import words

_PRINTED = 0.9  # score of what the layout says outright: "Q: … A: …"
_NEAR = 20  # stretches before an offset among which its turn is looked for
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
    own = [i for i in nouns if parse.heads[i] == i or parse.heads[i] not in nouns]
    return own[0] if own else (nouns or [i for i in range(end) if named.is_word(i)] or [0])[-1]


class Spoken:
    """The turns of a document by where they stand."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._spans = sorted((b, e, n) for n, turn in enumerate(turns) for b, e in turn.body)
        self._brackets = sorted(t.speaker for t in turns if t.rule == "bracket")

    def at(self, offset: int) -> int | None:
        """Number of the innermost turn that an offset stands in, or None."""
        after = bisect_left(self._spans, (offset + 1,))
        near = self._spans[max(0, after - _NEAR) : after]
        within = [(e - b, n) for b, e, n in near if offset < e]
        return min(within)[1] if within else None

    def is_named(self, offset: int) -> bool:
        """True where a bracket names who speaks: "61 deaths (per the hospital)"."""
        after = bisect_left(self._brackets, (offset + 1,))
        return after > 0 and offset < self._brackets[after - 1][1]


def is_own_thought(candidate: Candidate, said: Spoken) -> bool:
    """True for what a speaker says for himself: "I think that", "Can you confirm that?".

    And for words that the layout has given to their speaker.
    """
    parse, source, cue = candidate.passage.parse, candidate.source, candidate.cue
    if source is not None and said.is_named(parse.start[source]):
        return True
    if source is None or said.at(parse.start[cue]) is None:
        return False
    asked = [k for k in parse.children(cue, "aux") if k < source and parse.heads[source] == cue]
    return bool(asked) or parse.lower[source] in words("speaker-self")


def standings_in(turn: Turn, stance: Stance, passages: Sequence[Passage]) -> Iterator[Standing]:
    """The numbers in a turn that do not stand as it does."""
    first = bisect_left(passages, turn.body[0][0], key=lambda p: p.parse.offset)
    for passage in passages[max(0, first - 1) :]:
        parse = passage.parse
        if parse.offset >= turn.body[-1][1]:
            break
        if stance is Stance.ASSERTS:
            for sentence, said in statements_in(parse, 0, len(parse)):
                if turn.holds(parse.start[sentence]):
                    yield standing_sentence(parse, sentence, said)
        for number in numbers_in(passage, [(0, len(parse))]):
            if not turn.holds(parse.start[number]):
                continue
            if (stands := read_standing(passage, number, stance)) is not None:
                yield stands
