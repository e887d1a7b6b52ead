"""Answers: words that deny what stands before them: "41 had deserted. The army said it was untrue".

Only what is taken up without a doubt counts: a question to the same speaker, the words right before
in the sentence, or the sentence before. Which figure there is meant is settled where the figures
are known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from reportedly.extract.candidate import Candidate
from reportedly.extract.denials import ASIDE, NAMED, TAKEN_UP
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.standing import head_of, is_denial, numbers_in
from reportedly.model import Act, Stance, Standing
from reportedly.text.lexicon import words

_LONGEST = 14  # tokens of an answer
_KIND = 5  # letters by which "complained" is a complaint

Stretch = tuple[int, int]
"""Where words begin and end in the text."""


def only_denies(candidate: Candidate) -> bool:
    """Whether an attribution only denies what stands before it: "The operator rejects that"."""
    return candidate.rule in (ASIDE, NAMED, TAKEN_UP)


def denied_before(
    candidate: Candidate, stance: Stance, above: Passage | None, told: Sequence[int]
) -> Stretch | None:
    """Where the words stand before an attribution that it says are not so.

    Args:
        candidate: the attribution: "said that was untrue", "rejects the allegation".
        stance: how its content stands.
        above: the paragraph right above its own, or None.
        told: where the words of all attributions of the text begin, in order.
    """
    passage, parse = candidate.passage, candidate.passage.parse
    begin, end = candidate.content[0][0], candidate.content[-1][1]
    if candidate.rule == ASIDE:
        return _stretch(parse, parse.first[begin], begin)
    if only_denies(candidate):
        opened = _opening(candidate)
        beside = _stretch(parse, parse.first[opened], opened)
        if beside is not None and _tells(beside, told):
            return beside
        before = _sentence_before(parse, opened, above)
        named = candidate.rule == NAMED
        return None if before is None or (named and not _tells(before, told)) else before
    if stance is not Stance.ASSERTS:
        return _such(parse, candidate, above) if stance is Stance.DENIES else None
    if end - begin > _LONGEST or numbers_in(passage, candidate.content):
        return None
    head = head_of(parse, begin, end)
    if not _takes_up(parse, head, candidate):
        return _such(parse, candidate, above)
    asked = _question(parse, candidate.cue)
    return asked or _sentence_before(parse, min(begin, candidate.cue), above)


def _tells(stretch: Stretch, told: Sequence[int]) -> bool:
    """Whether the words of some attribution begin in a stretch."""
    at = bisect_left(told, stretch[0])
    return at < len(told) and told[at] < stretch[1]


def _opening(candidate: Candidate) -> int:
    """The first token of a denial in its sentence: its source, its cue or what it denies."""
    parse = candidate.passage.parse
    source = candidate.cue if candidate.source is None else parse.left[candidate.source]
    return min(source, candidate.cue, candidate.content[0][0])


def _such(parse: Parse, candidate: Candidate, above: Passage | None) -> Stretch | None:
    """What "it had received no such report" denies: "which a driver had reported"."""
    begin, end = candidate.content[0][0], candidate.content[-1][1]
    such = [i for i in range(begin, end - 1) if parse.lower[i : i + 2] == ["no", "such"]]
    if len(such) != 1 or numbers_in(candidate.passage, candidate.content):
        return None
    noun = parse.heads[such[0]]
    first = parse.first[min(begin, candidate.cue)]
    if first:
        there, start, after = parse, parse.first[first - 1], first
    elif above is not None and len(above.parse):
        there = above.parse
        start, after = there.first[len(there) - 1], len(there)
    else:
        return None
    kind = parse.lower[noun].removesuffix("s")[:_KIND]
    same = [i for i in range(start, after) if there.lower[i].startswith(kind)]
    if len(same) != 1 or len(kind) < _KIND - 1:
        return None
    clause = _clause_of(there, same[0])
    return _stretch(there, *there.within(clause))


def _clause_of(parse: Parse, token: int) -> int:
    """The verb of the clause of a token: itself where it is one."""
    chain = (token, *parse.ancestors(token))
    return next((i for i in chain if parse.heads_clause(i)), token)


def _takes_up(parse: Parse, head: int, candidate: Candidate | None = None) -> bool:
    """Whether words deny and say of what only by a word for it: "that is false", "nonsense"."""
    subject = parse.child(head, "nsubj", "nsubjpass")
    if subject is None:
        # Who "regrets the error" or "blamed a slip" calls nobody's number one.
        named = not parse.heads_clause(head) and parse.lower[parse.left[head]] != "the"
        return named and is_denial(parse, head) and not _is_thing(candidate)
    alone = parse.child(subject, "prep", "acl", "relcl") is None
    return alone and parse.lower[subject] in words("taken-up") and is_denial(parse, head)


def standing_sentence(parse: Parse, first: int, stance: Stance) -> Standing:
    """The standing of the sentence at a token; "That is a lie." answers the one before it."""
    root = next((i for i in range(first, parse.last[first] + 1) if parse.heads[i] == i), first)
    answers = stance is Stance.DENIES and _takes_up(parse, root)
    return Standing(parse.start[first], stance, statement=True, answers=answers)


def _question(parse: Parse, cue: int) -> Stretch | None:
    """What somebody was asked who answers: "asked whether 36 had died, he said it was not so"."""
    for k in parse.children(cue, "advcl"):
        if parse.tags[k] in ("VBN", "VBD") and parse.lower[k] in words("asking"):
            return _stretch(parse, k + 1, parse.right[k] + 1)
    return None


def _is_thing(candidate: Candidate | None) -> bool:
    """Whether a verb does not utter what it has beside it: "blamed a slip", "spoke of an error"."""
    entry = None if candidate is None else candidate.entry
    if candidate is None or entry is None or entry.pos != "verb":
        return False
    return entry.act is not Act.SPEECH or candidate.frame not in ("quote", "clause")


def _sentence_before(parse: Parse, token: int, above: Passage | None) -> Stretch | None:
    first = parse.first[token]
    if first:
        return _stretch(parse, parse.first[first - 1], first)
    if above is None or not len(above.parse):
        return None
    last = len(above.parse)
    return _stretch(above.parse, above.parse.first[last - 1], last)


def _stretch(parse: Parse, begin: int, end: int) -> Stretch | None:
    return (parse.start[begin], parse.end[end - 1]) if begin < end else None
