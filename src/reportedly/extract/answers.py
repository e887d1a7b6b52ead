"""Answers: words that deny what stands before them: "41 had deserted. The army said it was untrue".

Only what is taken up without a doubt counts: a question to the same speaker, or the sentence right
before. Which figure there is meant is settled where the figures are known.
"""

from __future__ import annotations

from reportedly.extract.candidate import Candidate
from reportedly.extract.parse import Parse
from reportedly.extract.standing import head_of, is_denial, numbers_in
from reportedly.model import Stance, Standing
from reportedly.text.lexicon import words

_PRONOUNS = (["it"], ["this"], ["that"])
_LONGEST = 14  # tokens of an answer


def denied_before(candidate: Candidate, stance: Stance) -> tuple[int, int] | None:
    """The tokens `[first, after last)` before an attribution that it says are not so.

    Args:
        candidate: the attribution: "said that was untrue", "denied it".
        stance: how its content stands.
    """
    passage, parse = candidate.passage, candidate.passage.parse
    begin, end = candidate.content[0][0], candidate.content[-1][1]
    if stance is Stance.DENIES and parse.lower[slice(*candidate.content[0])] in _PRONOUNS:
        return _sentence_before(parse, min(begin, candidate.cue))
    if stance is not Stance.ASSERTS:
        return None
    if end - begin > _LONGEST or numbers_in(passage, candidate.content):
        return None
    head = head_of(parse, begin, end)
    if not _takes_up(parse, head) or _is_explained(parse, head, candidate.frame):
        return None
    return _question(parse, candidate.cue) or _sentence_before(parse, min(begin, candidate.cue))


def _takes_up(parse: Parse, head: int) -> bool:
    """Whether words deny and say of what only by a word for it: "that is false", "nonsense"."""
    subject = parse.child(head, "nsubj", "nsubjpass")
    if subject is None:
        # Who "regrets the error" calls nobody's number one.
        named = not parse.heads_clause(head) and parse.lower[parse.left[head]] != "the"
        return named and is_denial(parse, head)
    alone = parse.child(subject, "prep", "acl", "relcl") is None
    return alone and parse.lower[subject] in words("taken-up") and is_denial(parse, head)


def _is_explained(parse: Parse, head: int, frame: str) -> bool:
    """True of who "blamed a clerical error", "spoke of a mistake": he says how it came about."""
    return frame in words("explaining-frame") and parse.lower[head] in words("unwelcome")


def standing_sentence(parse: Parse, first: int, stance: Stance) -> Standing:
    """The standing of the sentence at a token; "That is a lie." answers the one before it."""
    root = next((i for i in range(first, parse.last[first] + 1) if parse.heads[i] == i), first)
    answers = stance is Stance.DENIES and _takes_up(parse, root)
    return Standing(parse.start[first], stance, statement=True, answers=answers)


def _question(parse: Parse, cue: int) -> tuple[int, int] | None:
    """What somebody was asked who answers: "asked whether 36 had died, he said it was not so"."""
    for k in parse.children(cue, "advcl"):
        if parse.tags[k] in ("VBN", "VBD") and parse.lower[k] in words("asking"):
            return k + 1, parse.right[k] + 1
    return None


def _sentence_before(parse: Parse, token: int) -> tuple[int, int] | None:
    first = parse.first[token]
    return (parse.first[first - 1], first) if first else None
