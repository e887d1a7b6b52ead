"""Candidates: every place where a cue could report a content, from syntax and quotation marks.

A candidate costs little and most are wrong; nearly every true attribution must be among them. Which
ones count is decided later, by `score` and `select`. The link patterns follow the anatomy of
attributions in PARC and PolNeAR (Newell et al., LREC 2018).
"""

from __future__ import annotations

from reportedly.extract.adjuncts import (
    HEDGES,
    according_candidates,
    hedge_candidates,
    preposition_candidates,
)
from reportedly.extract.candidate import Candidate
from reportedly.extract.cues import Lexicon, find_cue
from reportedly.extract.nominals import adjective_candidates, noun_candidates
from reportedly.extract.passage import Passage
from reportedly.extract.quoting import mark_candidates, quotation_candidates
from reportedly.extract.verbs import (
    expression_candidates,
    phrasal_cue,
    unlisted_candidates,
    verb_candidates,
)

__all__ = ["Candidate", "find_candidates"]


def find_candidates(passage: Passage, lexicon: Lexicon) -> list[Candidate]:
    """All candidates of a passage, each cue's in a row, no two alike."""
    parse = passage.parse
    found: list[Candidate] = []
    for i, tag in enumerate(parse.tags):
        if tag[0] not in "VNJIR":
            continue
        word = parse.lower[i]
        if word == "according":
            found.extend(according_candidates(passage, i))
            continue
        if tag == "IN":
            found.extend(preposition_candidates(passage, i))
            continue
        if word in HEDGES:
            found.extend(hedge_candidates(passage, i))
            continue
        if tag[:2] == "VB":
            entry = phrasal_cue(parse, lexicon, i) or find_cue(lexicon, word, tag)
            found.extend(expression_candidates(passage, i, lexicon))
        else:
            entry = find_cue(lexicon, word, tag)
            if entry is None and tag == "JJ" and parse.child(i, "auxpass") is not None:
                entry = find_cue(lexicon, word, "VBN")  # "was unnerved by", tagged an adjective
        if entry is None:
            if tag[:2] == "VB":
                found.extend(unlisted_candidates(passage, i))
            continue
        if entry.pos == "verb":
            found.extend(verb_candidates(passage, i, entry))
        elif entry.pos == "noun":
            found.extend(noun_candidates(passage, i, entry))
        else:
            found.extend(adjective_candidates(passage, i, entry))
    found.extend(quotation_candidates(passage, lexicon))
    found.extend(mark_candidates(passage))
    return _distinct(found)


def _distinct(found: list[Candidate]) -> list[Candidate]:
    seen: set[tuple[int, tuple[tuple[int, int], ...]]] = set()
    kept = []
    for candidate in found:
        if not candidate.content:
            continue
        key = (candidate.cue, tuple(candidate.content))
        if key not in seen:
            seen.add(key)
            kept.append(candidate)
    return kept
