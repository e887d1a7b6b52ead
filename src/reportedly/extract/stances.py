"""Stance: whether the source asserts, denies, cannot confirm, declines to comment, or asks."""

from __future__ import annotations

import re

from reportedly.extract.candidates import Candidate
from reportedly.extract.names import DOCUMENTS
from reportedly.extract.quoting import LETTER
from reportedly.model import Act, Stance

_SILENT = frozenset(
    "say comment respond answer elaborate discuss disclose specify give provide identify "
    "reply reveal return offer address explain name".split()
)
_CHECKED = frozenset(
    "confirm verify corroborate establish determine ascertain authenticate".split()
)
_REVERSED = frozenset("deny dispute rule refute contest exclude".split())
_COMMENT = re.compile(
    r"\bto (?:comment|respond|answer|say|discuss|disclose|talk|speak|elaborate|explain|reveal|"
    r"be (?:named|interviewed|identified))\b"
)
_UNCLEAR = re.compile(
    r"\b(?:not (?:immediately )?(?:clear|known|possible to (?:verify|confirm))|unclear|unverified|"
    r"unconfirmed|(?:could|can) ?not (?:immediately |independently )*be "
    r"(?:independently |immediately )*(?:verified|confirmed))\b"
)


def find_stance(candidate: Candidate, text: str) -> Stance:
    """The stance that the cue's word and its negation give; `text` is the document's."""
    parse, entry = candidate.passage.parse, candidate.entry
    if candidate.rule == LETTER:
        return Stance.ASKS if parse.lower[0].startswith("q") else Stance.ASSERTS
    base = entry.stance if entry is not None else Stance.ASSERTS
    lemma = entry.lemma if entry is not None else ""
    words = {parse.lower[i] for i in candidate.cue_tokens}
    negated = bool(words & {"not", "n't", "n’t", "never"})
    modal = bool(words & {"could", "can", "ca", "cannot", "unable"})
    content = text[_start(candidate) : _end(candidate)]
    if base is Stance.ASKS and _is_directive(candidate):
        return Stance.ASSERTS
    if lemma in _CHECKED and (negated or "unable" in words):
        return Stance.CANNOT_VERIFY
    if entry is not None and entry.pos == "noun" and _is_doubted(candidate, text):
        return Stance.CANNOT_VERIFY
    if lemma in ("clear", "known", "know") and negated:
        return Stance.CANNOT_VERIFY if candidate.source is None else Stance.ASSERTS
    if lemma in ("decline", "refuse"):
        silent = _COMMENT.search(content) or lemma == "decline"
        return Stance.DECLINES if silent else Stance.ASSERTS
    if negated and lemma in _SILENT and not modal:
        return Stance.DECLINES
    if negated and lemma in _REVERSED:
        return Stance.ASSERTS
    if negated and base is Stance.ASSERTS and lemma in _DOUBTED:
        return Stance.DENIES
    return base


_DIRECTIVE = frozenset("infinitive object+infinitive for to+infinitive on+infinitive on".split())
_DOUBTED = frozenset(
    "believe think agree accept support back endorse approve expect want plan intend "
    "recognize recognise favor favour see consider regard view".split()
)


def _is_doubted(candidate: Candidate, text: str) -> bool:
    """True when the sentence goes on to say that the reports could not be checked."""
    parse = candidate.passage.parse
    begin, end = parse.start[candidate.cue], parse.end[parse.last[candidate.cue]]
    return candidate.source is None and _UNCLEAR.search(text, begin, end) is not None


def _start(candidate: Candidate) -> int:
    return candidate.passage.parse.start[candidate.content[0][0]]


def _end(candidate: Candidate) -> int:
    return candidate.passage.parse.end[candidate.content[-1][1] - 1]


_MESSAGES = frozenset(
    "statement release post tweet message text word figures number video footage".split()
)
_PLANNED = frozenset("agree decide hope consider like choose offer".split())


def find_act(candidate: Candidate) -> Act:
    """What the source did: the act of the cue, unless its frame or its source says otherwise."""
    entry, parse = candidate.entry, candidate.passage.parse
    act = entry.act if entry is not None else Act.SPEECH
    source, frame = candidate.source, candidate.frame
    passive = candidate.rule.startswith("passive")
    if act is Act.SPEECH and not passive and _is_directive(candidate):
        return Act.PLAN
    if act is Act.BELIEF and entry is not None and entry.lemma in _PLANNED and not passive:
        return Act.PLAN if frame in ("infinitive", "gerund", "for") else act
    written = (
        source is not None
        and parse.lower[source] in DOCUMENTS
        and parse.lower[source] not in _MESSAGES
    )
    if act is Act.SPEECH and written:
        return Act.DOCUMENT
    if act is Act.DOCUMENT and source is not None and entry is not None and not written:
        spoken = parse.tags[source] in ("PRP", "NNP") and entry.grade >= 4
        return Act.SPEECH if spoken else Act.DOCUMENT
    return act


def _is_directive(candidate: Candidate) -> bool:
    """True for "asked him to", "called for", "asked that the road be opened"."""
    entry, parse = candidate.entry, candidate.passage.parse
    if entry is None or entry.stance is Stance.DECLINES or entry.lemma in ("allege", "apologize"):
        return False
    if candidate.frame in _DIRECTIVE and candidate.frame != "on":
        return True
    that = parse.lower[candidate.content[0][0]] == "that"
    return entry.lemma in ("ask", "demand", "order", "propose", "recommend") and (
        that or (candidate.frame in ("object", "gerund") and entry.lemma != "ask")
    )
