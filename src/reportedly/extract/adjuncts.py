"""Candidates from adjuncts: "according to", "per", "in the words of", "in a poll", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.extract.candidate import Candidate, Occurrence
from reportedly.extract.contents import Ranges, subtree, without
from reportedly.extract.cues import Cue
from reportedly.extract.passage import Passage
from reportedly.extract.sources import SourceHead, noun_source
from reportedly.model import Act, Stance
from reportedly.text.lexicon import words

HEARSAY = words("hearsay-adverb")
_MAIN = frozenset({"main"})
_ACCORDING = Cue("according", "verb", Act.SPEECH, Stance.ASSERTS, 5, _MAIN)
_PER = Cue("per", "preposition", Act.SPEECH, Stance.ASSERTS, 3, _MAIN)
_WORDS = Cue("in the words of", "preposition", Act.SPEECH, Stance.ASSERTS, 4, _MAIN)
_IN_POLL = Cue("in", "preposition", Act.DOCUMENT, Stance.ASSERTS, 3, _MAIN)
_UNDER = Cue("under", "preposition", Act.PLAN, Stance.ASSERTS, 3, _MAIN)
_HEARSAY = Cue("reportedly", "adverb", Act.SPEECH, Stance.ASSERTS, 3, _MAIN)


def _of_main_clause(
    at: Occurrence, link: str, hole: tuple[int, int], more: Iterable[int] = ()
) -> Iterator[Candidate]:
    """The clause, and the whole sentence, that an adjunct such as "according to" speaks for."""
    for rule, top, ranges in _main_contents(at.passage, at.cue, hole):
        yield from at.reports(f"{link}:{rule}", "main", top, ranges, more)


def _main_contents(
    passage: Passage, token: int, hole: tuple[int, int]
) -> Iterator[tuple[str, int, Ranges]]:
    parse = passage.parse
    head = parse.heads[token]
    verb = passage.clause_of(head)
    while parse.deps[verb] == "conj" and parse.heads_clause(parse.heads[verb]):
        verb = parse.heads[verb]  # it speaks for all of "A won 37 percent and B had 36"
    tops = {token}
    for rule, top in (("clause", verb), ("head", head), ("root", parse.root(token))):
        if top not in tops:
            tops.add(top)
            yield rule, top, without(subtree(passage, top), hole)


def according_candidates(passage: Passage, token: int) -> Iterator[Candidate]:
    """The clause or sentence that "according to" somebody speaks for."""
    parse = passage.parse
    beside = [*parse.kids[token], *range(token + 1, len(parse))[:1]]
    to = next((k for k in beside if parse.lower[k] == "to"), None)
    source = None if to is None else parse.child(to, "pobj") or parse.child(token, "pobj")
    if to is None or source is None:
        return
    hole = (min(parse.left[token], token), max(parse.right[token], parse.right[to]) + 1)
    at = Occurrence(passage, token, _ACCORDING, (source, "according"))
    for gap in passage.gaps:
        if gap.cue == token:
            ranges = [(gap.first, gap.after)]
            yield from at.reports("according:clause", "main", gap.first, ranges, [to])
            return
    for candidate in _of_main_clause(at, "according", hole, [to]):
        if not hole[0] <= candidate.head < hole[1]:
            yield candidate


def hearsay_candidates(passage: Passage, token: int) -> Iterator[Candidate]:
    """Content of "reportedly", "allegedly": somebody says so, and nobody is named."""
    at = Occurrence(passage, token, _HEARSAY, (None, "hedge"))
    yield from _of_main_clause(at, "hedge", (token, token + 1))


def preposition_candidates(passage: Passage, token: int) -> Iterator[Candidate]:
    """Adjuncts that name a source: "per the ministry", "in the words of", "in her view"."""
    parse = passage.parse
    word = parse.lower[token]
    noun = parse.child(token, "pobj") if word in words("source-preposition") else None
    if noun is None:
        return
    hole = parse.within(token)
    if word == "per":
        if parse.is_name(noun) or parse.lower[parse.left[noun]] == "the":
            yield from _of_main_clause(Occurrence(passage, token, _PER, (noun, "per")), "per", hole)
    elif word == "by":
        owner = _owner(passage, noun) if parse.lower[noun] in words("counted-by") else (None, "")
        if owner[1] and parse.lower[parse.left[noun]] in words("estimating-determiner"):
            owner = (noun, "in")
        if owner[0] is not None and parse.lower[owner[0]] not in words("speaker-own"):
            at = Occurrence(passage, token, _WORDS, owner)
            yield from _of_main_clause(at, "words-of", hole, [noun])
    elif word == "under":
        owner = _owner(passage, noun) if parse.lower[noun] in words("planned") else (None, "")
        if owner[0] is not None:
            at = Occurrence(passage, token, _UNDER, owner)
            yield from _of_main_clause(at, "words-of", hole, [noun])
    elif parse.lower[noun] in words("poll"):
        at = Occurrence(passage, token, _IN_POLL, (noun, "in"))
        yield from _of_main_clause(at, "in-poll", hole)
    elif parse.lower[noun] in words("own-words"):
        owner = _owner(passage, noun)
        if owner[0] is not None:
            at = Occurrence(passage, token, _WORDS, owner)
            yield from _of_main_clause(at, "words-of", hole, [noun])


def _owner(passage: Passage, noun: int) -> SourceHead:
    """Whose words "the words of the mayor" are."""
    parse = passage.parse
    owner = noun_source(parse, noun)
    of = next((k for k in parse.kids[noun] if parse.lower[k] == "of"), None)
    return (parse.child(of, "pobj"), "words-of") if owner[0] is None and of is not None else owner
