"""Those who pass words on: through whom a statement came, and whose word it was before.

"The ministry told Northern Wire that …", "…, quoted by state television, said", "the Post, citing
police, reported": the chain of a claim beyond what is reported within a report.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.extract.candidate import Candidate
from reportedly.extract.carried import is_outlet_noun, outlet_name
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import (
    is_passive,
    may_report,
    quoting_verb,
    taken_for_object,
    whose_word,
)
from reportedly.text.lexicon import words

_OWN = words("possessive-pronoun") | words("speaker-own") | {"this"}


def relays_of(candidate: Candidate) -> list[int]:
    """The heads of those who passed a statement on, nearest to the document first.

    Who reports the whole sentence, who is told, who carried the words, who quotes whoever says
    them.
    """
    passage, cue, source = candidate.passage, candidate.cue, candidate.source
    parse = passage.parse
    found = [c.outlet for c in passage.carried if cue < c.begin <= parse.last[cue]]
    found += [k for k in _told(parse, cue) if _is_relay(passage, k, told=True)]
    found += [k for k in _carriers(parse, cue, source) if _is_relay(passage, k)]
    found += _quoters(parse, cue, source)
    return [k for k in dict.fromkeys(found) if k != source and passage.inside[k] < 0]


def cited_by(candidate: Candidate) -> list[int]:
    """Whose word a source passes on: the "police" of "the Post, citing police sources, said".

    Behind them those whom they cite in turn, the farthest last: "the Post, quoting Northern Wire,
    which cited the mayor". Nobody where it cites a thing without telling whose it is, or its own
    people: "citing security concerns", "citing its network of sources".
    """
    parse, head = candidate.passage.parse, candidate.head
    taken = taken_for_object(parse, head) if parse.is_verb(head) else None
    outlet = taken if taken is not None and is_outlet_noun(parse, taken) else None
    found = [k for k in (outlet, _first_cited(candidate)) if k is not None]
    for noun in found:
        further = _cited_in_turn(parse, noun)
        found += [k for k in [further] if k is not None and k not in found]
    return found


def _first_cited(candidate: Candidate) -> int | None:
    passage, cue, source = candidate.passage, candidate.cue, candidate.source
    parse = passage.parse
    below = parse.children(cue, "advcl", "prep", "acl", "xcomp")
    below += [] if source is None else parse.children(source, "acl", "advcl")
    below += [k for c in passage.carried if c.cue == cue for k in range(c.begin, c.end)]
    if parse.is_verb(candidate.head) and not may_report(parse, candidate.head):
        # "said it lost 14, citing an officer"
        below += parse.children(candidate.head, "advcl", "csubj")
    for k in below:
        cited = parse.child(k, "dobj", "pobj")
        if parse.lower[k] in words("citing") and cited is not None and passage.inside[k] < 0:
            return whose_word(parse, cited)
    if source is not None and (teller := _learned_from(parse, cue, source)) is not None:
        return teller
    named = [] if source is None else [source]
    for noun in named:  # "a report in the daily Watan, which cited an officer"
        inner = (parse.child(k, "pobj") for k in parse.children(noun, "prep"))
        named += [k for k in inner if k is not None]
    return next(filter(None, (_cited_in_turn(parse, noun) for noun in named)), None)


def _cited_in_turn(parse: Parse, noun: int) -> int | None:
    """Whom somebody cites by a clause of his own: "the agency, which cites the army"."""
    for k in parse.children(noun, "relcl"):
        subject, cited = parse.child(k, "nsubj"), parse.child(k, "dobj")
        relative = subject is not None and parse.is_relative(subject)
        if relative and cited is not None and parse.lower[k] in words("quoting-verb"):
            return whose_word(parse, cited)
    for k in parse.children(noun, "acl", "advcl"):
        cited = parse.child(k, "dobj")
        if parse.lower[k] in words("citing") and cited is not None:
            return whose_word(parse, cited)  # "quoting Northern Wire, itself citing the army"
    return None


def _learned_from(parse: Parse, cue: int, outlet: int) -> int | None:
    """The officer of "Northern Wire has learned from an officer that": an outlet passes it on."""
    if parse.lower[cue] not in words("learning-verb") or not is_outlet_noun(parse, outlet):
        return None
    for k in parse.children(cue, "prep"):
        teller = parse.child(k, "pobj")
        if parse.lower[k] == "from" and teller is not None:
            return whose_word(parse, teller)
    return None


def _quoters(parse: Parse, cue: int, source: int | None) -> list[int]:
    """Who quotes whoever says it, in "Northern Wire cited the Post as quoting the mayor as"."""
    quotes = source is not None and parse.deps[source] == "dobj"
    verb = parse.heads[source] if source is not None and quotes else cue
    beside = verb == cue or parse.words[cue] == ":"
    if quotes and beside and parse.lower[verb] in words("quoting-verb"):
        return parse.children(verb, "nsubj")[:1]  # "Northern Wire quoted the mayor: “…”"
    quoting, found = quoting_verb(parse, cue), list[int]()
    while quoting is not None and not is_passive(parse, quoting):
        outer = quoting_verb(parse, quoting)
        who = parse.child(quoting, "nsubj") if outer is None else parse.child(outer, "dobj")
        found = [*([] if who is None else [who]), *found]
        quoting = outer
    return found


def _told(parse: Parse, cue: int) -> Iterator[int]:
    """Who is told: "told Northern Wire that", "in an interview with it", "speaking to it"."""
    if parse.lower[cue] in words("telling"):
        yield from parse.children(cue, "dobj", "dative")
        if parse.child(cue, "agent") is not None:  # "the Post has been told by an officer that"
            yield from parse.children(cue, "nsubjpass")
    for k in parse.children(cue, "prep"):
        given = parse.child(k, "pobj")
        if given is None or parse.lower[given] not in words("interview"):
            continue
        for to in parse.children(given, "prep"):
            if parse.lower[to] in words("carrying-preposition"):
                yield from parse.children(to, "pobj")
    for k in parse.children(cue, "advcl"):
        if parse.lower[k] in words("speaking-to"):
            for to in parse.children(k, "prep"):
                yield from parse.children(to, "pobj")


def _carriers(parse: Parse, cue: int, source: int | None) -> Iterator[int]:
    """Who carried the words: "in remarks aired by", "on state television", "quoted by"."""
    for k in parse.children(cue, "prep"):
        given = parse.child(k, "pobj")
        if given is None or parse.lower[k] not in words("carrying-preposition"):
            continue
        yield given
        yield from _carried(parse, given)
    quoting = quoting_verb(parse, cue)
    for verb in (cue, *([] if quoting is None else [quoting])):
        if parse.lower[verb] in words("quoting-verb") or quoting is not None:
            yield from _by(parse, verb)
    if source is not None:
        yield from _carried(parse, source)
        for k in parse.children(source, "prep"):  # "data from the monitor cited by Northern Wire"
            yield from (c for of in parse.children(k, "pobj") for c in _carried(parse, of))
    if parse.lower[cue] == "according":  # "according to data …, and seen by the Post"
        for k in parse.children(cue, "conj"):
            if parse.lower[k] in words("carrying-verb"):
                yield from _by(parse, k)
    for above in (cue, *parse.children(cue, "ccomp")):
        for k in parse.children(above, "advcl"):  # "the ministry said, as quoted by state media,"
            if parse.mark(k) == "as" and parse.lower[k] in words("carrying-verb"):
                yield from _by(parse, k)


def _carried(parse: Parse, noun: int) -> Iterator[int]:
    """Who passes a noun on by a participle below it: "a commander quoted by state media"."""
    for k in parse.children(noun, "acl", "advcl"):
        for verb in (k, *parse.children(k, "conj")):  # "compiled by a monitor and seen by the Post"
            if parse.lower[verb] in words("carrying-verb"):
                yield from _by(parse, verb)


def _by(parse: Parse, verb: int) -> Iterator[int]:
    for k in parse.children(verb, "agent", "prep"):
        if parse.lower[k] in words("carrying-preposition"):
            yield from parse.children(k, "pobj")


def _is_relay(passage: Passage, noun: int, *, told: bool = False) -> bool:
    """True for an outlet, by its name or noun; of one who is told also for a bare name.

    Nobody passes on what is told "the council"; "told Meridian" is told to print it.
    """
    parse = passage.parse
    begin, end = parse.left[noun], noun + 1
    phrase = parse.lower[begin:end]
    if not _OWN.isdisjoint(phrase) or passage.inside[noun] >= 0:
        return False
    if is_outlet_noun(parse, noun):
        return True
    name = outlet_name(phrase)
    if not parse.is_name(noun):
        return False
    return told and _is_bare_name(parse, begin, noun, name)


def _is_bare_name(parse: Parse, begin: int, noun: int, name: str) -> bool:
    """True for the "IPW" and "Meridian" of "told IPW", one word without an article."""
    alone = begin == noun and parse.deps[parse.heads[noun]] != "appos"
    behind = parse.child(noun, "appos", "conj") is None
    return alone and behind and name not in words("told-body")
