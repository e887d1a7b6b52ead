"""Candidates from nouns and adjectives: "the claim that", "is convinced that"."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.extract.candidate import Candidate, make_candidate
from reportedly.extract.contents import subtree
from reportedly.extract.cues import Cue
from reportedly.extract.passage import Passage
from reportedly.extract.sources import adjective_source, noun_source, verb_source

_BE = frozenset("be is are was were been being am 's ’s 're ’re 'm ’m".split())


def noun_candidates(passage: Passage, noun: int, entry: Cue) -> Iterator[Candidate]:
    """Candidates of a listed noun: "the claim that", "support for", "a promise to"."""
    parse = passage.parse
    source = noun_source(parse, noun)
    phrase = [t for t in range(parse.left[noun], noun) if parse.heads[t] == noun]
    phrase = [t for t in phrase if parse.deps[t] in ("det", "amod", "compound", "nummod")]
    for k in parse.kids[noun]:
        label = parse.deps[k]
        if k < noun:
            continue
        if label == "prep":
            inner = parse.child(k, "pobj", "pcomp")
            if inner is None or inner == source[0]:
                continue
            name = parse.lower[k]
            yield from make_candidate(
                passage,
                f"noun>prep:{name}",
                name,
                noun,
                entry,
                inner,
                subtree(passage, inner),
                source,
                [*phrase, k],
            )
        elif label in ("acl", "ccomp", "relcl"):
            to = parse.is_infinitive(k)
            mark = parse.child(k, "mark")
            if to:
                rule, frame = "noun>infinitive", "infinitive"
            elif mark is not None and parse.lower[mark] in ("that", "whether", "if"):
                rule, frame = "noun>that", "clause"
            elif label == "relcl" and parse.lower[parse.left[k]] == "that":
                rule, frame = "noun>relcl-that", "clause"
            elif label == "ccomp":
                rule, frame = "noun>ccomp", "clause"
            else:
                continue
            yield from make_candidate(
                passage, rule, frame, noun, entry, k, subtree(passage, k), source, phrase
            )
    yield from _received(passage, noun, entry, phrase)
    head = parse.heads[noun]
    if parse.deps[noun] == "nsubj" and parse.lower[head] in _BE:
        for k in parse.kids[head]:
            if parse.deps[k] in ("ccomp", "xcomp", "advcl") and k > head:
                yield from make_candidate(
                    passage,
                    "noun-be-clause",
                    "clause",
                    noun,
                    entry,
                    k,
                    subtree(passage, k),
                    source,
                    [*phrase, head],
                )


# Verbs of getting, and the prepositions by which praise and blame reach somebody.
_GETTING = tuple("draw drew win won receiv fac earn got get gain attract enjoy secur".split())
_TOWARDS = frozenset({"for", "of", "over", "against"})


def _received(passage: Passage, noun: int, entry: Cue, phrase: list[int]) -> Iterator[Candidate]:
    """Praise or blame that somebody gets: "the plan drew criticism from farmers"."""
    parse = passage.parse
    verb = parse.heads[noun]
    if parse.deps[noun] != "dobj" or not parse.lower[verb].startswith(_GETTING):
        return
    if entry.pos != "noun" or not entry.frames & _TOWARDS:
        return
    getter, how = verb_source(parse, verb)
    towards = next(
        (
            k
            for k in sorted((*parse.kids[noun], *parse.kids[verb]))
            if noun < k <= noun + 3 and parse.lower[k] in ("from", "of", "among")
        ),
        None,
    )
    giver = None if towards is None else parse.child(towards, "pobj")
    if getter is None or giver is None or towards is None or how == "passive":
        return
    yield from make_candidate(
        passage,
        "received",
        "received",
        noun,
        entry,
        getter,
        subtree(passage, getter),
        (giver, "giver"),
        [verb, *phrase, towards],
    )


def adjective_candidates(passage: Passage, adjective: int, entry: Cue) -> Iterator[Candidate]:
    """Candidates of a listed adjective: "is sure that", "was critical of"."""
    parse = passage.parse
    head = parse.heads[adjective]
    source = adjective_source(parse, adjective)
    more = [head] if parse.deps[adjective] in ("acomp", "oprd", "attr") else []
    if more:
        more += [k for k in parse.kids[head] if parse.deps[k] in ("aux", "neg")]
    hosts = [adjective, *([head] if more else [])]
    for host in hosts:
        for k in parse.kids[host]:
            label = parse.deps[k]
            if k < adjective:
                continue
            if label == "prep" and host == adjective:
                inner = parse.child(k, "pobj", "pcomp")
                if inner is not None:
                    yield from make_candidate(
                        passage,
                        f"adjective>prep:{parse.lower[k]}",
                        parse.lower[k],
                        adjective,
                        entry,
                        inner,
                        subtree(passage, inner),
                        source,
                        [*more, k],
                    )
            elif label in ("ccomp", "xcomp", "advcl"):
                to = parse.is_infinitive(k)
                mark = parse.child(k, "mark")
                marked = mark is not None and parse.lower[mark] in ("that", "whether", "if")
                asked = (
                    parse.tags[parse.left[k]] in ("WRB", "WP") and parse.left[k] <= adjective + 2
                )
                if label == "advcl" and not (marked or asked):
                    continue
                if label == "xcomp" and not to:
                    continue
                frame = "infinitive" if to and label != "ccomp" else "clause"
                yield from make_candidate(
                    passage,
                    f"adjective>{frame}",
                    frame,
                    adjective,
                    entry,
                    k,
                    subtree(passage, k),
                    source,
                    more,
                )
