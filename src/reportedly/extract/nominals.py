"""Candidates from nouns and adjectives: "the claim that", "is convinced that"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.extract.candidate import Candidate, Occurrence
from reportedly.extract.cues import Cue, find_cue, load_cues
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import BE, adjective_source, noun_source, verb_source
from reportedly.text.lexicon import words

_GETTING = tuple(words("getting-verb"))


def noun_candidates(passage: Passage, noun: int, entry: Cue) -> Iterator[Candidate]:
    """Candidates of a listed noun: "the claim that", "support for", "a promise to"."""
    parse = passage.parse
    if parse.lower[noun] in words("hearsay") and _is_none(parse, noun):
        return
    at = Occurrence(passage, noun, entry, noun_source(parse, noun))
    if at.source == (None, "judged"):
        return  # what its verb calls true or false, that verb reports
    phrase = [k for k in parse.children(noun, "det", "amod", "compound", "nummod") if k < noun]
    for k in (*parse.kids[noun], *_stray_clauses(parse, noun)):
        if k < noun:
            continue
        inner = parse.child(k, "pobj", "pcomp") if parse.deps[k] == "prep" else None
        if inner is not None and inner != at.source[0]:
            name = parse.lower[k]
            yield from at.reports(f"noun>prep:{name}", name, inner, more=[*phrase, k])
        rule = _clause_of_noun(parse, k)
        if rule is not None:
            frame = "infinitive" if rule == "infinitive" else "clause"
            yield from at.reports(f"noun>{rule}", frame, k, more=phrase)
    yield from _received(at, phrase)
    head = parse.heads[noun]
    if parse.deps[noun] == "nsubj" and parse.lower[head] in BE:
        for k in parse.children(head, "ccomp", "xcomp", "advcl"):
            if k > head:
                yield from at.reports("noun-be-clause", "clause", k, more=[*phrase, head])


def _is_none(parse: Parse, noun: int) -> bool:
    """True for what there is not: "no reports of", "has not had any word of"."""
    above = parse.heads[noun]
    by_verb = parse.lower[above] in words("receiving") | BE
    negated = by_verb and parse.child(above, "neg") is not None
    return negated or any(parse.lower[k] in words("negation") for k in parse.kids[noun])


def _stray_clauses(parse: Parse, noun: int) -> list[int]:
    """The that-clause behind a noun which the parser hung on the verb before it.

    "Stood by his denial that 31 drowned": on "stood".
    """
    if parse.deps[noun] != "pobj" or noun + 1 >= len(parse) or parse.lower[noun + 1] != "that":
        return []
    clause = parse.heads[noun + 1]
    verb = parse.heads[parse.heads[noun]]
    hung = parse.deps[clause] == "ccomp" and parse.heads[clause] == verb
    cue = find_cue(load_cues(), parse.lower[verb], parse.tags[verb])
    reports = cue is not None and "clause" in cue.frames  # "we know from statements that"
    return [clause] if hung and not reports and parse.mark(clause) == "that" else []


def _clause_of_noun(parse: Parse, k: int) -> str | None:
    """The name of the rule by which a clause below a noun is its content, or None."""
    label = parse.deps[k]
    if label not in ("acl", "ccomp", "relcl"):
        return None
    if parse.is_infinitive(k):
        return "infinitive"
    if parse.mark(k) in words("complementiser"):
        return "that"
    if label == "relcl" and parse.lower[parse.left[k]] == "that":
        return "relcl-that"
    return "ccomp" if label == "ccomp" else None


def _received(at: Occurrence, phrase: Sequence[int]) -> Iterator[Candidate]:
    """Praise or blame that somebody gets: "the plan drew criticism from farmers"."""
    parse, noun, entry = at.passage.parse, at.cue, at.entry
    verb = parse.heads[noun]
    if parse.deps[noun] != "dobj" or not parse.lower[verb].startswith(_GETTING):
        return
    if entry is None or entry.pos != "noun" or not entry.frames & words("content-of-praise"):
        return
    getter, how = verb_source(parse, verb)
    behind = [k for k in (*parse.kids[noun], *parse.kids[verb]) if noun < k <= noun + 3]
    giving = [k for k in sorted(behind) if parse.lower[k] in words("giver-preposition")]
    giver = parse.child(giving[0], "pobj") if giving else None
    if getter is not None and giver is not None and how != "passive":
        more = [verb, *phrase, giving[0]]
        yield from at.reports("received", "received", getter, more=more, source=(giver, "giver"))


def adjective_candidates(passage: Passage, adjective: int, entry: Cue) -> Iterator[Candidate]:
    """Candidates of a listed adjective: "is sure that", "was critical of"."""
    parse = passage.parse
    at = Occurrence(passage, adjective, entry, adjective_source(parse, adjective))
    head = parse.heads[adjective]
    predicate = parse.deps[adjective] in ("acomp", "oprd", "attr")
    more = [head, *parse.children(head, "aux", "neg")] if predicate else []
    for k in parse.kids[adjective]:
        inner = parse.child(k, "pobj", "pcomp") if parse.deps[k] == "prep" else None
        if inner is not None and k > adjective:
            name = parse.lower[k]
            yield from at.reports(f"adjective>prep:{name}", name, inner, more=[*more, k])
    for k in (*parse.kids[adjective], *(parse.kids[head] if predicate else ())):
        frame = _clause_of_adjective(parse, k, adjective) if k > adjective else None
        if frame is not None:
            yield from at.reports(f"adjective>{frame}", frame, k, more=more)


def _clause_of_adjective(parse: Parse, k: int, adjective: int) -> str | None:
    """The frame that a clause below an adjective or its verb fills, or None."""
    label, infinitive = parse.deps[k], parse.is_infinitive(k)
    if label == "ccomp":
        return "clause"
    if label == "xcomp":
        return "infinitive" if infinitive else None
    opening = parse.left[k]
    asks = parse.tags[opening] in ("WRB", "WP") and opening <= adjective + 2
    if label != "advcl" or not (asks or parse.mark(k) in words("complementiser")):
        return None
    return "infinitive" if infinitive else "clause"
