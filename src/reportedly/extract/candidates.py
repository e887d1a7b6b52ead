"""Candidates: every place where a cue could report a content, from syntax and quotation marks.

A candidate costs little and most are wrong; nearly every true attribution must be among them. Which
ones count is decided later, by `score` and `select`. The link patterns follow the anatomy of
attributions in PARC and PolNeAR (Newell et al., LREC 2018).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reportedly.extract.adjuncts import (
    HEARSAY,
    according_candidates,
    hearsay_candidates,
    preposition_candidates,
)
from reportedly.extract.candidate import Candidate, Occurrence
from reportedly.extract.counting import (
    counting_candidates,
    gapped_candidates,
    given_candidates,
    owned_candidates,
    tallied_candidates,
)
from reportedly.extract.cues import Cue, Lexicon, find_cue
from reportedly.extract.nominals import adjective_candidates, noun_candidates
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.quoting import mark_candidates, quotation_candidates
from reportedly.extract.verbs import (
    expression_candidates,
    phrasal_cue,
    unlisted_candidates,
    verb_candidates,
)
from reportedly.text.lexicon import words

__all__ = ["Candidate", "find_candidates"]

_BY_POS: Mapping[str, Callable[[Passage, int, Cue], Iterator[Candidate]]] = {
    "verb": verb_candidates,
    "noun": noun_candidates,
    "adjective": adjective_candidates,
}


def find_candidates(passage: Passage, lexicon: Lexicon) -> list[Candidate]:
    """All candidates of a passage, each cue's in a row, no two alike."""
    found: list[Candidate] = []
    gapped = {gap.cue for gap in passage.gaps if passage.parse.lower[gap.cue] != "according"}
    for i, tag in enumerate(passage.parse.tags):
        if tag[0] in "VNJIR" and i not in gapped:
            found.extend(_of_token(passage, i, lexicon))
    found.extend(gapped_candidates(passage))
    found.extend(owned_candidates(passage))
    found.extend(given_candidates(passage))
    found.extend(tallied_candidates(passage))
    found.extend(quotation_candidates(passage, lexicon))
    found.extend(mark_candidates(passage))
    found.extend(_carried(passage, lexicon))
    distinct: dict[tuple[object, ...], Candidate] = {}
    for candidate in found:
        if candidate.source is not None and _is_number(passage.parse, candidate.source):
            continue
        distinct.setdefault((candidate.cue, *candidate.content), candidate)
    return list(distinct.values())


def _carried(passage: Passage, lexicon: Lexicon) -> Iterator[Candidate]:
    """The sentence before "…, the Post wrote", which the parser hung on a word in it."""
    parse = passage.parse
    for end in passage.carried:
        first, entry = parse.first[end.cue], find_cue(lexicon, parse.lower[end.cue], "VBD")
        if parse.heads[end.cue] < end.begin and entry is not None:
            at = Occurrence(passage, end.cue, entry, (end.outlet, "subject"))
            whole = [(first, end.begin)]
            yield from at.reports("ccomp", "clause", parse.root(end.cue), whole)


def _is_number(parse: Parse, source: int) -> bool:
    """True for "15", and for the "12 dead" of "says 12 dead": no number speaks."""
    if parse.words[source][0].isdigit():
        return parse.tags[source] == "CD"
    return parse.tags[source].startswith("JJ") and parse.words[parse.left[source]].isdigit()


def _takes_lives(parse: Parse, verb: int) -> bool:
    """True for "the flood claimed 12 lives", by which nothing is said."""
    taken = parse.child(verb, "dobj")
    return taken is not None and parse.lower[taken] in words("life")


def _of_token(passage: Passage, i: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """The candidates whose cue is token `i`."""
    parse = passage.parse
    word, tag = parse.lower[i], parse.tags[i]
    if word == "according":
        yield from according_candidates(passage, i)
    elif tag == "IN":
        yield from preposition_candidates(passage, i)
    elif word in HEARSAY:
        yield from hearsay_candidates(passage, i)
    else:
        entry = phrasal_cue(parse, lexicon, i) if parse.is_verb(i) else None
        entry = entry or find_cue(lexicon, word, tag)
        if entry is None and tag == "JJ" and parse.child(i, "auxpass") is not None:
            entry = find_cue(lexicon, word, "VBN")  # "was unnerved by", tagged an adjective
        if parse.is_verb(i) and _takes_lives(parse, i):
            return
        if parse.is_verb(i):
            yield from counting_candidates(passage, i)
            yield from expression_candidates(passage, i, lexicon)
        if entry is not None:
            yield from _BY_POS[entry.pos](passage, i, entry)
        elif parse.is_verb(i):
            yield from unlisted_candidates(passage, i)
