"""Stance: whether the source asserts, denies, cannot confirm, declines to comment, or asks."""

from __future__ import annotations

import re

from reportedly.extract.candidates import Candidate
from reportedly.extract.cues import Cue
from reportedly.extract.parse import Parse
from reportedly.extract.sources import is_passive
from reportedly.extract.standing import (
    is_no_longer,
    is_nobody,
    is_scorned,
    is_unsaid,
    over,
    said_above,
    said_of_cue,
    unmade,
    with_neither,
    withheld,
    withheld_statement,
)
from reportedly.model import Act, Stance
from reportedly.text.lexicon import either, values, words

_WRITTEN = words("document") - words("message")
_COMMENT = re.compile(rf"\bto (?:{either('refused-comment')})\b")
_UNVERIFIED = re.compile(
    rf"\b(?:{either('unverified')}|(?:could|can) ?not (?:immediately |independently )*be "
    r"(?:independently |immediately )*(?:verified|confirmed))\b"
)


def find_stance(candidate: Candidate, text: str) -> Stance:
    """The stance by the cue, its negation and what stands above it; `text` is the document's."""
    parse, source = candidate.passage.parse, candidate.source
    if with_neither(parse, candidate.cue):
        return withheld(parse, candidate.cue)
    if is_said_by_nobody(candidate):
        return Stance.CANNOT_VERIFY
    if is_scorned(parse, candidate.cue):
        return Stance.DENIES
    above = said_of_cue(parse, candidate.cue, sourced=source is not None)
    return over(above, unmade(parse, candidate.cue, _by_cue(candidate, text)))


def is_said_by_nobody(candidate: Candidate) -> bool:
    """Whether nobody says so, or the source never did: "no one said that", "never claimed that"."""
    parse, source = candidate.passage.parse, candidate.source
    nobody = source is not None and is_nobody(parse, source)
    return nobody or is_unsaid(parse, candidate.cue)


def is_narrated(candidate: Candidate, stance: Stance) -> bool:
    """Whether nobody is named and the document says how it stands: "reports of 14 are false".

    "Reports of 14 were dismissed" tells of somebody else, whoever that is.
    """
    if candidate.source is not None or stance is Stance.ASKS:
        return False
    entry, parse = candidate.entry, candidate.passage.parse
    own = entry is None or entry.pos == "noun"
    return own and not is_passive(parse, candidate.passage.clause_of(candidate.cue))


def _by_cue(candidate: Candidate, text: str) -> Stance:
    entry, parse = candidate.entry, candidate.passage.parse
    if entry is None and parse.heads[candidate.head] == candidate.cue:
        return said_above(parse, candidate.cue, candidate.head)  # "it is not true that"
    if entry is None or (entry.stance is Stance.ASKS and _is_directive(candidate, entry)):
        return Stance.ASSERTS
    if entry.pos == "noun" and _is_unverified(candidate, text):
        return Stance.CANNOT_VERIFY
    if entry.lemma == "refuse":
        return Stance.DECLINES if _COMMENT.search(_content(candidate, text)) else Stance.ASSERTS
    if parse.deps[candidate.cue] == "advcl" and parse.is_infinitive(candidate.cue):
        above = withheld_statement(parse, parse.heads[candidate.cue])  # "it is not for us to say"
        return above or entry.stance
    return _negated(candidate, entry) or entry.stance


def _negated(candidate: Candidate, entry: Cue) -> Stance | None:
    """The stance that "not" gives a word ("did not comment"), None where it has its own."""
    cue = {candidate.passage.parse.lower[i] for i in candidate.cue_tokens}
    value = values("negated-verb").get(entry.lemma)
    stance = Stance(value) if value is not None else None
    if entry.stance is Stance.DENIES and is_no_longer(candidate.passage.parse, candidate.cue):
        return Stance.ASSERTS
    if entry.stance is Stance.RETRACTS and not words("negation").isdisjoint(cue):
        return Stance.ASSERTS
    if words("negation").isdisjoint(cue):
        return stance if stance is Stance.CANNOT_VERIFY and "unable" in cue else None
    if stance is Stance.DECLINES and not words("disability").isdisjoint(cue):
        return None  # "could not say" does not decline
    if stance is Stance.DENIES and entry.stance is not Stance.ASSERTS:
        return None
    if entry.lemma in words("known"):
        return Stance.CANNOT_VERIFY if candidate.source is None else Stance.ASSERTS
    return stance


def _is_unverified(candidate: Candidate, text: str) -> bool:
    """True when the sentence goes on to say that the reports could not be checked."""
    parse = candidate.passage.parse
    begin, end = parse.start[candidate.cue], parse.end[parse.last[candidate.cue]]
    return candidate.source is None and _UNVERIFIED.search(text, begin, end) is not None


def _content(candidate: Candidate, text: str) -> str:
    parse, content = candidate.passage.parse, candidate.content
    return text[parse.start[content[0][0]] : parse.end[content[-1][1] - 1]]


def find_act(candidate: Candidate) -> Act:
    """What the source did: the act of the cue, unless its frame or its source says otherwise."""
    entry = candidate.entry
    act = entry.act if entry is not None else Act.SPEECH
    passive = candidate.rule.startswith("passive")
    if entry is not None and not passive:
        if act is Act.SPEECH and _is_directive(candidate, entry):
            return Act.PLAN
        if act is Act.BELIEF and entry.lemma in words("planning-belief"):
            return Act.PLAN if candidate.frame in words("planning-frame") else act
    if candidate.source is None or act not in (Act.SPEECH, Act.DOCUMENT):
        return act
    return _by_source(candidate.passage.parse, candidate.source, entry) or act


def _by_source(parse: Parse, source: int, entry: Cue | None) -> Act | None:
    """A document states in writing; who is named, beside a plain word of reporting, speaks."""
    if parse.lower[source] in _WRITTEN:
        return Act.DOCUMENT
    speaks = parse.tags[source] in ("PRP", "NNP") and entry is not None and entry.grade >= 4
    return Act.SPEECH if speaks else None


def _is_directive(candidate: Candidate, entry: Cue) -> bool:
    """True for "asked him to", "called for", "asked that the road be opened"."""
    frame = candidate.frame
    if entry.stance is Stance.DECLINES or entry.lemma in words("never-directive"):
        return False
    if frame in words("directive-frame"):
        return True
    that = candidate.passage.parse.lower[candidate.content[0][0]] == "that"
    order = frame in ("object", "gerund") and entry.lemma != "ask"
    return entry.lemma in words("directive-verb") and (that or order)
