"""Deeds: whether something happened, and who is held responsible for it.

"Rebels accused the army of the attack", "the army denied that it had shelled the school" and "the
shells were fired by rebels, a colonel said" are about one question, whatever their words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reportedly.extract.candidate import Candidate
from reportedly.extract.cues import verb_forms
from reportedly.extract.parse import Parse
from reportedly.model import Aspect
from reportedly.text.lexicon import event_kind, values, wider_kinds, words

_OBJECTS = ("dobj", "nsubjpass")
_HARM = "violence"


class FoundDeed(NamedTuple):
    """What a content says of an event.

    Attributes:
        aspect: whether it happened, or who did it.
        kind: the kind of event.
        actor: head of the words that name who did it; None where it is the source.
        beyond: the word behind them that names the deed, where the parser hung it on them.
    """

    aspect: Aspect
    kind: str
    actor: int | None = None
    beyond: int | None = None


def find_deed(candidate: Candidate) -> FoundDeed | None:
    """What an attribution says of an act of violence; None where it is about something else."""
    parse, cue = candidate.passage.parse, candidate.cue
    blamed = _blamed(parse, cue) or _claimed(parse, cue)
    if blamed is not None:
        return blamed
    head = candidate.head
    if parse.deps[head] in ("det", "punct") or not parse.heads_clause(head):
        begin, end = candidate.content[0]
        head = next((i for i in range(begin, end) if parse.heads_clause(i)), head)
    return _happened(parse, head) or _done(parse, head)


def _blamed(parse: Parse, cue: int) -> FoundDeed | None:
    """Whom a verb lays it on: "accused the army of the attack", "blamed the raid on rebels"."""
    way = _ways_of_blaming().get(parse.lower[cue])
    blamed = parse.child(cue, *_OBJECTS)
    if way is None or blamed is None:
        return None
    around = (*parse.kids[cue], *parse.kids[blamed], *_below(parse, parse.kids[blamed]))
    for k in around:
        deed = parse.child(k, "pobj", "pcomp") if parse.lower[k] in (*way.split(), "on") else None
        if deed is None:
            continue
        if parse.lower[k] == "on" and (kind := _kind(parse, blamed)):
            return FoundDeed(Aspect.RESPONSIBLE, kind, deed)
        if parse.lower[k] != "on" and (kind := _kind(parse, deed)):
            return FoundDeed(Aspect.RESPONSIBLE, kind, blamed, k)
    return None


def _below(parse: Parse, tokens: list[int]) -> Iterator[int]:
    return (k for token in tokens for k in parse.kids[token])


@cache
def _ways_of_blaming() -> dict[str, str]:
    """From the forms of a verb of blame to the word before the deed."""
    ways = values("blaming-verb")
    return {form: way for lemma, way in ways.items() for form in verb_forms(lemma)}


def _claimed(parse: Parse, cue: int) -> FoundDeed | None:
    """The source itself: "claimed responsibility for the attack", "denied any role in it"."""
    noun = parse.child(cue, "dobj")
    if noun is None or parse.lower[noun] not in words("responsibility"):
        return None
    deeds = (parse.child(k, "pobj") for k in (*parse.kids[noun], *parse.kids[cue]))
    kinds = (_kind(parse, deed) for deed in deeds if deed is not None)
    kind = next((k for k in kinds if k is not None), None)
    return None if kind is None else FoundDeed(Aspect.RESPONSIBLE, kind)


def _happened(parse: Parse, head: int) -> FoundDeed | None:
    """Whether it took place at all: "no such strike happened", "there was no attack"."""
    existing = parse.child(head, "expl") is not None
    happens = parse.lower[head] in words("taking-place")
    subject = parse.child(head, "attr") if existing else parse.child(head, "nsubj")
    kind = _kind(parse, subject) if subject is not None and (existing or happens) else None
    return None if kind is None else FoundDeed(Aspect.HAPPENED, kind)


def _done(parse: Parse, head: int) -> FoundDeed | None:
    """Who did it, by a clause: "the army shelled the school", "shells were fired by rebels"."""
    passive = parse.child(head, "auxpass") is not None
    agent = parse.child(head, "agent")
    actor = parse.child(agent, "pobj") if agent is not None else None
    struck = parse.child(head, "nsubjpass" if passive else "dobj")
    if passive and actor is None:
        return None
    if not passive:
        actor = parse.child(head, "nsubj")
    kind = _kind(parse, head) if struck is not None else None
    if kind is None and struck is not None and parse.lower[head] in words("carrying-out"):
        kind = _kind(parse, struck) or ("attack" if _is_weapon(parse, struck) else None)
    if kind is None:
        return None
    own = actor is None or parse.tags[actor] == "PRP"
    return FoundDeed(Aspect.RESPONSIBLE, kind, None if own else actor)


def _is_weapon(parse: Parse, noun: int) -> bool:
    return parse.lower[noun] in words("weapon")


def _kind(parse: Parse, token: int) -> str | None:
    """The kind of violence that a word names, with the word before it: "air strike"."""
    low = parse.lower[token]
    forms = sorted(verb_forms(low)) if parse.tags[token] in ("VB", "VBP") else ()
    for phrase in (" ".join(parse.lower[max(0, token - 1) : token + 1]), low, *forms):
        kind = event_kind(phrase)
        if kind is not None and _HARM in (kind.name, *wider_kinds(kind.name)):
            return kind.name
    return None
