"""Sources that the parser missed: the noun phrase that stands beside a cue."""

from __future__ import annotations

from reportedly.extract.contents import Ranges
from reportedly.extract.cues import load_cues
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import SourceHead
from reportedly.text.lexicon import words

LOOK_BACK = 40  # tokens within which a subject or the end of a sentence is looked for
ENDS = frozenset(".?!")
PRINTED = ("mark", "main")  # frames that layout or an adjunct fills: their source is what it is
_OPENING = frozenset(".;:,–—|•")
_ASIDES = {",": ",", ")": "(", "—": "—", "–": "–", "-": "-", "--": "--"}


def source_near(
    passage: Passage, cue: int, frame: str, ranges: Ranges, source: SourceHead
) -> SourceHead:
    """The source; looked for beside the cue where the parser saw none, or took a quoted noun."""
    mention, how = source
    unquoted = passage.inside[cue] < 0
    if mention is not None and unquoted and passage.inside[mention] >= 0:
        mention, how = nearby_noun(passage, cue)  # `"I am sorry," Ines said`
    if mention is not None or how != "none":
        return mention, how
    if unquoted and frame in ("clause", "quote") and passage.is_mostly_quoted(ranges):
        mention, how = nearby_noun(passage, cue)
    if mention is None and frame not in PRINTED:
        if passage.parse.tags[cue] == "VBG":
            return _of_participle(passage, cue)
        if passage.parse.is_finite(cue) or passage.parse.tags[cue] == "VBN":
            return noun_before(passage, cue)
    return mention, how


def _of_participle(passage: Passage, cue: int) -> SourceHead:
    """Who goes on in "…, said Varga, explaining that": the name behind the verb, or its subject."""
    parse = passage.parse
    head = parse.heads[cue]
    if parse.deps[cue] == "csubj":  # "…, says ministry, adding": a verb behind was taken as its
        head = max((v for v in range(cue) if parse.is_finite(v)), default=head)
    if parse.deps[cue] in ("advcl", "csubj") and parse.is_verb(head) and head < cue:
        found = nearby_noun(passage, head)
        if found[0] is not None and head < found[0] < cue:
            return found
    return subject_before(passage, cue)


def noun_before(passage: Passage, verb: int) -> SourceHead:
    """The noun phrase before a finite verb whose subject the parser missed.

    Asides may stand between: "Ines Varga, the town's mayor, also warned". Where no noun phrase
    leads up to the verb, it goes on from the verb before: "thanked the crew, then said".
    """
    parse = passage.parse
    i = verb - 1
    for _ in range(3):
        while i >= 0 and parse.tags[i] in ("RB", "MD"):
            i -= 1
        opening = _ASIDES.get(parse.words[i]) if i >= 0 else None
        if opening is None:
            break
        begins = _aside_begins(passage, i, opening)
        if begins == i and opening == ",":  # it parts "Army denies strike, says eight died"
            goes_on = subject_before(passage, verb)
            if goes_on[0] is not None:
                return goes_on
        i = begins - 1
    if i >= 0 and passage.inside[i] < 0 and _may_speak(parse, i):
        return _leading_phrase(passage, i, verb), "nearby"
    return subject_before(passage, verb)


def _may_speak(parse: Parse, i: int) -> bool:
    return parse.is_noun(i) or parse.tags[i] == "PRP"


def _aside_begins(passage: Passage, closing: int, opening: str) -> int:
    """Where an aside opens that closes at a token; the token itself when it closes none."""
    words = passage.parse.words
    for i in range(closing - 1, max(-1, closing - LOOK_BACK), -1):
        if words[i] == opening:
            return i
        if words[i] in ENDS:
            break
    return closing


def _leading_phrase(passage: Passage, last: int, verb: int) -> int:
    """Head of the widest noun phrase with the noun `last` in it that opens a clause."""
    parse = passage.parse
    best = last
    while parse.deps[best] in ("compound", "nmod") and best < parse.heads[best] < verb:
        best = parse.heads[best]
    if parse.tags[best] == "PRP":
        return best
    for i in parse.ancestors(best):
        if i >= verb or parse.right[i] >= verb:
            break
        if _may_speak(parse, i) and _opens_clause(parse, i) and passage.inside[i] < 0:
            best = i
    return best


def _opens_clause(parse: Parse, i: int) -> bool:
    before = parse.left[i] - 1
    return before < parse.first[i] or parse.words[before] == "," or parse.tags[before] == "CC"


def subject_before(passage: Passage, verb: int) -> SourceHead:
    """The subject of the nearest verb before, in what is printed as one sentence."""
    parse = passage.parse
    for i in range(verb - 1, max(-1, verb - LOOK_BACK), -1):
        if passage.inside[i] >= 0:
            continue
        if parse.words[i] in ENDS:
            break
        found = headline_subject(passage, i)
        if found is not None:
            return found, "clause-before"
        head = parse.heads[i]
        chained = parse.deps[head] in ("ROOT", "conj") or parse.heads[head] == verb
        if parse.deps[i] == "nsubj" and chained and i < head < verb:
            return i, "clause-before"
    return None, "none"


def headline_subject(passage: Passage, verb: int) -> int | None:
    """Who speaks before a verb that the parser took for a noun: "Ministry disputes count".

    Only a line without a stop is set so; the noun names a body, an official, or has a capital.
    """
    parse = passage.parse
    if parse.tags[verb] not in ("NNS", "NNPS") or parse.words[-1] in ENDS or verb == 0:
        return None
    cue, who = load_cues().get((parse.lower[verb], "verb")), parse.lower[verb - 1]
    if cue is None or (parse.lower[verb], "noun") in load_cues():
        return None
    known = not words("body").union(words("role"), words("speaking-people")).isdisjoint((who,))
    first = next((i for i in range(verb - 1, -1, -1) if parse.tags[i][0] not in "NJDP"), -1)
    opens = first < 0 or parse.words[first] in _OPENING
    return verb - 1 if opens and (known or parse.is_name(verb - 1)) else None


def nearby_noun(passage: Passage, verb: int) -> SourceHead:
    """The noun phrase right beside a verb whose subject the parser missed: behind it, or before."""
    parse = passage.parse
    for stretch in (range(verb + 1, verb + 8), range(verb - 1, verb - 3, -1)):
        for i in stretch:
            if not 0 <= i < len(parse) or passage.inside[i] >= 0 or parse.words[i] in ",.;:":
                break
            if _may_speak(parse, i) and parse.deps[i] not in _WITHIN_PHRASE:
                return i, "nearby"
            if parse.tags[i] in _ENDS_SEARCH:
                break
    return None, "none"


_WITHIN_PHRASE = frozenset("compound amod npadvmod tmod poss".split())
_ENDS_SEARCH = frozenset("IN TO VBD VBZ VBG MD WP".split())
