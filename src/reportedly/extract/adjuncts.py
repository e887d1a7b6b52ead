"""Candidates from adjuncts: "according to", "per", "in the words of", "in a poll", "reportedly"."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.extract.candidate import Candidate, make_candidate
from reportedly.extract.contents import Ranges, subtree, without
from reportedly.extract.cues import Cue
from reportedly.extract.passage import Passage
from reportedly.extract.sources import noun_source
from reportedly.model import Act, Stance

_ACCORDING = Cue("according", "verb", Act.SPEECH, Stance.ASSERTS, 5, frozenset({"main"}))
_PER = Cue("per", "preposition", Act.SPEECH, Stance.ASSERTS, 3, frozenset({"main"}))
_WORDS = Cue("in the words of", "preposition", Act.SPEECH, Stance.ASSERTS, 4, frozenset({"main"}))
_IN_POLL = Cue("in", "preposition", Act.DOCUMENT, Stance.ASSERTS, 3, frozenset({"main"}))
_HEDGE = Cue("reportedly", "adverb", Act.SPEECH, Stance.ASSERTS, 3, frozenset({"main"}))
HEDGES = frozenset("reportedly allegedly supposedly purportedly".split())


def _main_content(
    passage: Passage, token: int, hole: tuple[int, int]
) -> Iterator[tuple[str, int, Ranges]]:
    """The clause, and the whole sentence, that an adjunct such as "according to" speaks for."""
    parse = passage.parse
    head = parse.heads[token]
    seen: set[int] = set()
    verb = passage.clause_of(head)
    while parse.deps[verb] == "conj" and parse.tags[parse.heads[verb]][:2] in ("VB", "MD"):
        verb = parse.heads[verb]  # it speaks for all of "A won 37 percent and B had 36"
    for rule, top in (("clause", verb), ("head", head), ("root", parse.root(token))):
        if top in seen or top == token:
            continue
        seen.add(top)
        yield rule, top, without(subtree(passage, top), hole)


def according_candidates(passage: Passage, token: int) -> Iterator[Candidate]:
    """The clause or sentence that "according to" somebody speaks for."""
    parse = passage.parse
    to = next((k for k in parse.kids[token] if parse.lower[k] == "to"), None)
    if to is None and token + 1 < len(parse) and parse.lower[token + 1] == "to":
        to = token + 1
    if to is None:
        return
    source = parse.child(to, "pobj") or parse.child(token, "pobj")
    if source is None:
        return
    hole = (min(parse.left[token], token), max(parse.right[token], parse.right[to]) + 1)
    for rule, top, ranges in _main_content(passage, token, hole):
        if not hole[0] <= top < hole[1]:
            yield from make_candidate(
                passage,
                f"according:{rule}",
                "main",
                token,
                _ACCORDING,
                top,
                ranges,
                (source, "according"),
                [to],
            )


_READINGS = frozenset("poll polls survey surveys average study census".split())


def hedge_candidates(passage: Passage, token: int) -> Iterator[Candidate]:
    """Content of "reportedly", "allegedly": somebody says so, and nobody is named."""
    hole = (token, token + 1)
    for rule, top, ranges in _main_content(passage, token, hole):
        yield from make_candidate(
            passage, f"hedge:{rule}", "main", token, _HEDGE, top, ranges, (None, "hedge")
        )


def preposition_candidates(passage: Passage, token: int) -> Iterator[Candidate]:
    """Adjuncts that name a source: "per the ministry", "in the words of", "in her view"."""
    parse = passage.parse
    word = parse.lower[token]
    if word not in ("per", "in", "to", "via"):
        return
    noun = parse.child(token, "pobj")
    if noun is None:
        return
    hole = (min(token, parse.left[token]), parse.right[token] + 1)
    if word == "per" and parse.tags[noun].startswith("NNP"):
        for rule, top, ranges in _main_content(passage, token, hole):
            yield from make_candidate(
                passage, f"per:{rule}", "main", token, _PER, top, ranges, (noun, "per")
            )
    elif word == "in" and parse.lower[noun] in _READINGS:
        for rule, top, ranges in _main_content(passage, token, hole):
            yield from make_candidate(
                passage, f"in-poll:{rule}", "main", token, _IN_POLL, top, ranges, (noun, "in")
            )
    elif word == "in" and parse.lower[noun] in ("words", "view", "opinion", "telling", "account"):
        owner, how = noun_source(parse, noun)
        if owner is None:
            of = next((k for k in parse.kids[noun] if parse.lower[k] == "of"), None)
            owner, how = (parse.child(of, "pobj") if of is not None else None), "words-of"
        if owner is not None:
            for rule, top, ranges in _main_content(passage, token, hole):
                yield from make_candidate(
                    passage,
                    f"words-of:{rule}",
                    "main",
                    token,
                    _WORDS,
                    top,
                    ranges,
                    (owner, how),
                    [noun],
                )
