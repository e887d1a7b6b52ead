"""Selection: among candidates that exclude one another, the best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reportedly.extract.candidates import Candidate
from reportedly.extract.carried import is_outlet_noun
from reportedly.extract.contents import holds
from reportedly.extract.parse import Parse
from reportedly.extract.score import shifted
from reportedly.extract.sources import may_speak, quoting_verb, whose_word
from reportedly.text.lexicon import words

_SAME = 0.5  # contents that share this much (Dice) are the same statement
# Added to the log odds of what is reported at second hand.
AT_SECOND_HAND = {"cue in another content": -2.5, "cue in a quotation": -3.0}
_LIKELY = 0.5
_COUNTS = 0.3  # from here on what a candidate reports is at second hand
_DOUBTFUL = 0.1  # below this a count is nobody's, whoever passes it on
_LEAST = 0.02  # what scores less is no attribution, whatever the threshold
DIGITS = 4
"""Decimals of a score."""
_PASSING = frozenset({"according", "per"})  # "according to the Courier, the mayor said that"
_CHAIN = 0.9  # nearly the same words may both count in "said that rebels claimed that" …
_TOLD = 0.8  # … or a little less where the inner one's source is named within the outer one
_SURE = 0.95  # … and elsewhere within one another, when both are as likely as this


def select(candidates: Sequence[Candidate], threshold: float) -> list[Candidate]:
    """The candidates that count, best first: one content for each cue, one cue for each content.

    A content may lie within another (a nested attribution). What is reported inside a report, or
    inside a quotation, is reported at second hand and must be surer to count: its score is lowered.
    What is chosen, and its score, are the same for every threshold; less of it is given back.
    """
    # The reporter of a report comes first: the inner one is ranked as if it already counted less.
    candidates = [_passed_on(c, candidates) for c in candidates]
    likely = [c for c in candidates if c.score >= _COUNTS]
    possible = [c for c in candidates if c.score >= _LEAST]
    ranked = sorted(possible, key=lambda c: (-_rank(c, likely), c.cue))
    chosen: list[tuple[Candidate, set[int]]] = []
    cues: set[int] = set()
    for candidate in ranked:
        own = candidate.tokens()
        if not own or candidate.cue in cues:
            continue
        if any(_excludes(candidate, own, other, tokens) for other, tokens in chosen):
            continue
        cues.add(candidate.cue)
        chosen.append((candidate, own))
    judged = [_at_second_hand(candidate, chosen) for candidate, _ in chosen]
    return [candidate for candidate in judged if round(candidate.score, DIGITS) >= threshold]


def _passed_on(candidate: Candidate, others: Sequence[Candidate]) -> Candidate:
    """A count that an outlet passes on, surely another's: "the Post said the clinic counted 9".

    By itself a clinic that counts or confirms says so less surely.
    """
    parse, source = candidate.passage.parse, candidate.source
    if candidate.frame not in ("count", "object") or source is None or not _is_body(parse, source):
        return candidate
    begin, end = candidate.content[0][0], candidate.content[-1][1]
    if not any(tag == "CD" for tag in parse.tags[begin:end]) or candidate.score < _DOUBTFUL:
        return candidate
    passes = (
        o.source is not None and is_outlet_noun(parse, o.source)
        for o in others
        if o.head == candidate.cue and o.score >= _LIKELY
    )
    return replace(candidate, score=max(_SURE, candidate.score)) if any(passes) else candidate


def _is_body(parse: Parse, noun: int) -> bool:
    """True for a body by its noun, or a name with a word for one."""
    within = parse.lower[parse.left[noun] : noun + 1]
    return not (words("body") | words("body-in-name")).isdisjoint(within)


def _rank(candidate: Candidate, likely: Sequence[Candidate]) -> float:
    """The score, lowered where the cue stands in what a likely candidate reports.

    Who rejects or repeats "the army's claim that …" goes before the army.
    """
    if _link(candidate) in _PASSING and any(
        _accords_within(candidate, other, other.tokens()) for other in likely
    ):
        return candidate.score
    for other in likely:
        of_noun = other.head == candidate.cue and candidate.passage.parse.is_noun(candidate.cue)
        if other.score < _LIKELY and not of_noun:
            continue
        if _reports(other, candidate) and not holds(candidate.content, other.cue):
            return shifted(candidate.score, AT_SECOND_HAND["cue in another content"])
    if _carries(candidate) and any(_says_the_same(other, candidate) for other in likely):
        return shifted(candidate.score, AT_SECOND_HAND["cue in another content"])
    return candidate.score


def _says_the_same(other: Candidate, carrying: Candidate) -> bool:
    """True where somebody is named for what an outlet reports: "said 9 died, according to AFP"."""
    own, told = carrying.tokens(), other.tokens()
    speaks = other.source is not None and other.score >= _LIKELY
    return speaks and own <= told and carrying.cue not in told and not _carries(other)


def _reports(outer: Candidate, inner: Candidate) -> bool:
    """True where a cue stands in another's content."""
    return outer.cue != inner.cue and holds(outer.content, inner.cue)


def _at_second_hand(
    candidate: Candidate, chosen: Sequence[tuple[Candidate, set[int]]]
) -> Candidate:
    """The candidate, its score lowered where its cue stands in a quotation or another content."""
    if candidate.passage.parse.tags[candidate.cue] == "POS":
        return candidate  # "more than the hospital's 10", whoever says so
    if _cites_number(candidate):
        return candidate
    if _is_quoted_by_name(candidate) and candidate.passage.inside[candidate.cue] < 0:
        return candidate
    if candidate.passage.inside[candidate.cue] >= 0:
        name = "cue in a quotation"
    elif any(o.score >= _COUNTS and _reports(o, candidate) and not _carries(o) for o, _ in chosen):
        name = "cue in another content"
    else:
        return candidate
    score = shifted(candidate.score, AT_SECOND_HAND[name])
    return replace(candidate, score=score, names=[*candidate.names, name])


def _carries(outer: Candidate) -> bool:
    """True for an outlet named behind a whole sentence: "the mayor said …, AFP reported"."""
    return any(outer.cue == carried.cue for carried in outer.passage.carried)


def _cites_number(candidate: Candidate) -> bool:
    """True for "“The minister says 37. …,” she said": a quotation cites his number."""
    parse, cue = candidate.passage.parse, candidate.cue
    source = candidate.source
    if parse.heads[cue] != cue or source is None or parse.tags[source].startswith("PRP"):
        return False
    begin, end = candidate.content[0]
    return candidate.frame == "count" and parse.tags[begin:end] == ["CD"]


def _excludes(a: Candidate, a_tokens: set[int], b: Candidate, b_tokens: set[int]) -> bool:
    """True when both cannot count: nearly the same words, and not one plainly within the other."""
    if 2 * len(a_tokens & b_tokens) < _SAME * (len(a_tokens) + len(b_tokens)):
        return False
    chain = b.head == a.cue or a.head == b.cue  # "said that rebels claimed that"
    chain = chain or _accords_within(a, b, b_tokens) or _accords_within(b, a, a_tokens)
    behind = _is_behind(a, b, b_tokens) or _is_behind(b, a, a_tokens)
    passed_on = chain and (behind or not {_link(a), _link(b)}.isdisjoint(_PASSING))
    told = _names_speaker(a, b) or _names_speaker(b, a)
    if min(a.score, b.score) < (
        _LIKELY if passed_on else _TOLD if told else _CHAIN if chain else _SURE
    ):
        return True
    inner = a.cue in b_tokens and a_tokens <= b_tokens and b.cue not in a_tokens
    outer = b.cue in a_tokens and b_tokens <= a_tokens and a.cue not in b_tokens
    return not (inner or outer)


def _accords_within(inner: Candidate, outer: Candidate, told: set[int]) -> bool:
    """True for "the agency reported that, according to officials, nine died": theirs, through it.

    Not for "the ministry said that, according to its figures, …", whose word is its own.
    """
    parse, source = inner.passage.parse, inner.source
    if _link(inner) not in _PASSING or inner.head != outer.head or inner.cue not in told:
        return False
    if source is None or source == outer.source or outer.source is None:
        return False
    return whose_word(parse, source) == source and parse.child(source, "poss") is None


def _is_below(parse: Parse, verb: int, above: int) -> bool:
    """True for a verb itself, and for what is said in what it says, and so on."""
    while verb != above:
        quoting = quoting_verb(parse, verb)
        if quoting is None and parse.deps[verb] != "ccomp":
            return False
        verb = parse.heads[verb] if quoting is None else quoting
    return True


def _is_quoted_by_name(candidate: Candidate) -> bool:
    """True for the ministry of "quoted the ministry as saying", which is named in so many words."""
    parse, source = candidate.passage.parse, candidate.source
    quoting = quoting_verb(parse, candidate.cue)
    if quoting is None or source is None or parse.tags[source].startswith("PRP"):
        return False
    return parse.heads[source] == quoting and parse.deps[source] in ("dobj", "nsubjpass")


def _names_speaker(outer: Candidate, inner: Candidate) -> bool:
    """True for "Vale told Reuters the ministry said that": the outer one names the inner source."""
    source, parse = inner.source, inner.passage.parse
    if source is None or inner.frame != "clause" or not _is_below(parse, inner.cue, outer.head):
        return False
    said = parse.deps[source] == "nsubj" or _is_quoted_by_name(inner)
    return (
        outer.cue < source < inner.cue
        and said
        and may_speak(parse, source)
        and not parse.tags[source].startswith(("PRP", "W"))
    )


def _is_behind(outer: Candidate, inner: Candidate, told: set[int]) -> bool:
    """True for "The army said that it had fired, the agency reported": an inquit behind both."""
    said = inner.frame == "clause" and inner.source is not None and outer.head == inner.cue
    return said and inner.cue < min(told) and max(told) < outer.cue


def _link(candidate: Candidate) -> str:
    return candidate.rule.partition(":")[0]
