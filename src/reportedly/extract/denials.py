"""Bare denials: words that only say of others' words that they are not so.

"The operator rejects that", "which the owner called a lie", "a claim the airport denies". What they
deny stands before them; which words that are, `answers` tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from reportedly.extract.candidate import Candidate
from reportedly.extract.contents import holds, merged, trimmed, without
from reportedly.extract.cues import find_cue, load_cues
from reportedly.extract.parse import DASHES, Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import is_passive, verb_source
from reportedly.extract.standing import (
    is_no_longer,
    is_nobody,
    negator,
    rejects,
    says_of_object,
    with_neither,
)
from reportedly.text.lexicon import words

_SCORE = 0.9  # of what its few words say outright
_NAMING = ("det", "amod", "predet", "punct", "poss")


class _Named(NamedTuple):
    """Words for what is denied: their tokens, and how they mean it (a rule of this module)."""

    content: tuple[int, int]
    rule: str


ASIDE = "denial:aside"
"""The rule of a clause or noun beside the words denied: ", which the owner called a lie"."""

NAMED = "denial:named"
"""The rule of a denial of what somebody has said: "rejects the allegation"."""

TAKEN_UP = "denial:taken-up"
"""The rule of a denial of what stands before it: "denied that"."""


def with_bare_denials(passage: Passage, chosen: Sequence[Candidate]) -> list[Candidate]:
    """The chosen candidates of a paragraph with its bare denials, which stand in nobody's words.

    Args:
        passage: the paragraph.
        chosen: the candidates that count. One with the cue of a bare denial gives way to it, and
            what another reports ends where the denial begins: "said it was safe, a claim K denies".
    """
    kept = list(chosen)
    for denial in _bare_denials(passage):
        aside = denial.rule == ASIDE
        others = [c for c in kept if c.cue != denial.cue]
        if not aside and any(holds(c.content, denial.cue) for c in others):
            continue
        if aside:
            others = [_without_aside(passage, c, denial) for c in others]
        kept = [c for c in others if c.content] + [denial]
    return kept


def _without_aside(passage: Passage, candidate: Candidate, denial: Candidate) -> Candidate:
    parse, begin = passage.parse, denial.content[0][0]
    if holds(candidate.content, candidate.cue) or not holds(candidate.content, begin):
        return candidate
    end = max(parse.right[denial.head], parse.right[denial.cue]) + 1
    rest = trimmed(passage, without(candidate.content, (begin, end)))
    return replace(candidate, content=rest)


def _bare_denials(passage: Passage) -> Iterator[Candidate]:
    parse = passage.parse
    for verb in range(0 if passage.title else len(parse)):
        if not parse.is_verb(verb) or passage.inside[verb] >= 0 or _is_open(parse, verb):
            continue
        named = _of_verb(parse, verb)
        source = None if named is None else verb_source(parse, verb)[0]
        if named is None or source is None or not _may_deny(parse, source):
            continue
        (begin, end), rule = named
        if not begin <= source < end:
            entry = find_cue(load_cues(), parse.lower[verb], parse.tags[verb])
            cue = (verb,)
            told = merged([(begin, end), *_called(parse, verb, end - 1)])
            yield Candidate(
                passage, rule, "object", verb, cue, entry, end - 1, told, source, "subject", _SCORE
            )


def _called(parse: Parse, verb: int, denied: int) -> Iterator[tuple[int, int]]:
    """The tokens of what a verb calls the words denied: "a lie", "as baseless"."""
    for k in parse.children(verb, "oprd", "attr", "acomp", "dobj", "prep"):
        as_named = parse.deps[k] != "prep" or parse.lower[k] == "as"
        if k > max(verb, denied) and as_named:
            yield parse.within(k)


def _is_open(parse: Parse, verb: int) -> bool:
    """Whether a verb tells of no denial that was made: "may deny it", "did not deny that"."""
    modal = any(parse.tags[k] == "MD" for k in parse.children(verb, "aux"))
    undone = negator(parse, verb) is not None or is_no_longer(parse, verb)
    return modal or undone or with_neither(parse, verb) or parse.is_infinitive(verb)


def _may_deny(parse: Parse, source: int) -> bool:
    """False for what shows something and says nothing: "the records contradict that"."""
    speaks = parse.is_noun(source) or parse.tags[source] == "PRP"
    shows = parse.lower[source] in words("evidence") | words("others-word")
    return speaks and not shows and not is_nobody(parse, source)


def _of_verb(parse: Parse, verb: int) -> _Named | None:
    """The words for what a verb denies, where it says no more than that."""
    passive = is_passive(parse, verb)
    for k in (
        parse.children(verb, "nsubjpass", "nsubj") if passive else parse.children(verb, "dobj")
    ):
        if parse.lower[k] == "which":
            if rejects(parse, verb, k) or says_of_object(parse, verb, k):
                return _beside(parse, parse.left[k], k)
        elif parse.deps[verb] == "relcl" and k < verb and not passive:
            continue  # "an allegation that the firm denies"
        elif (rule := _word_before(parse, k)) is not None and rejects(parse, verb, k):
            return _Named(parse.within(k), rule)
    if _hangs_on_word(parse, verb):
        noun = parse.heads[verb]
        return _beside(parse, min(parse.left[noun], noun), noun)
    if not passive and parse.lower[verb] in words("disagreeing") and _is_alone(parse, verb):
        return _Named((verb, verb + 1), TAKEN_UP)
    return None


def _beside(parse: Parse, begin: int, end: int) -> _Named | None:
    """The words for what is denied where a comma or dash parts them from it."""
    before = parse.words[begin - 1] if begin else ""
    return _Named((begin, end + 1), ASIDE) if before == "," or before in DASHES else None


def _word_before(parse: Parse, noun: int) -> str | None:
    """How a noun means what stands before it: "this account", "that".

    None where it says itself what is meant: "the claim that", "its last offer".
    """
    if parse.left[noun] == parse.right[noun] and parse.lower[noun] in words("taken-up-bare"):
        return TAKEN_UP
    before = parse.children(noun, "det", "poss", "predet", "amod")
    known = any(
        parse.lower[k] in words("definite-before") or parse.deps[k] == "poss" for k in before
    )
    alone = all(parse.deps[k] in _NAMING for k in parse.kids[noun])
    return NAMED if alone and known and parse.lower[noun] in words("others-word") else None


def _hangs_on_word(parse: Parse, verb: int) -> bool:
    """True for the verb of "a claim the airport rejects", "an account dismissed by the board"."""
    noun = parse.heads[verb]
    if parse.deps[verb] not in ("relcl", "acl") or noun == verb:
        return False
    if parse.lower[noun] not in words("others-word") | words("something"):
        return False
    opened = parse.lower[parse.left[noun]] in ("a", "an", *words("something"))
    held = parse.children(verb, "dobj", "ccomp", "nsubjpass")
    alone = all(parse.is_relative(k) or parse.lower[k] == "that" for k in held)
    return opened and alone and (rejects(parse, verb, verb) or says_of_object(parse, verb, verb))


def _is_alone(parse: Parse, verb: int) -> bool:
    """Whether a verb has nothing but its subject: "The maker disagrees."."""
    return all(parse.deps[k] in ("nsubj", "punct", "aux", "advmod") for k in parse.kids[verb])
