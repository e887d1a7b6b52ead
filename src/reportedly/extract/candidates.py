"""Candidates: every place where a cue could report a content, from syntax and quotation marks.

A candidate costs little and most are wrong; nearly every true attribution must be among them. Which
ones count is decided later, by `score` and `select`. The link patterns follow the anatomy of
attributions in PARC and PolNeAR (Newell et al., LREC 2018).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reportedly.extract.contents import (
    Ranges,
    merged,
    subtree,
    trimmed,
    with_quotations,
    without,
    without_adjunct,
)
from reportedly.extract.cues import Cue, Lexicon, find_cue
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import (
    adjective_source,
    is_passive,
    noun_source,
    verb_source,
)
from reportedly.model import Act, Stance

_ASIDE = frozenset({"parataxis", "ccomp", "advcl", "conj", "ROOT", "intj", "dep"})
_VERBAL = ("VB", "MD")
_QUOTE_REACH = 14  # tokens between a quotation and the verb that reports it
_BE = frozenset("be is are was were been being am 's ’s 're ’re 'm ’m".split())
# Prepositions of time, place and manner: content only after words that say so in the cue list.
_CIRCUMSTANCES = frozenset(
    "as at in during after before since amid by near until from into through under without "
    "within around outside than like across along behind between despite ahead because "
    "inside".split()
)


@dataclass(slots=True)
class Candidate:
    """A possible attribution within one passage; positions are token indices.

    Attributes:
        rule: name of the pattern that proposed it; what stands before the first ":" is the link.
        frame: the frame of the cue list that the pattern fills ("clause", "object+of", …).
        cue: head of the cue. cue_tokens: all tokens of the cue, in order.
        entry: the cue's line in the cue list, None for a verb that is not listed.
        head: head token of the content.
        content: token ranges of the content.
        source: head of the source mention or None. how: the way it was found.
        score: probability that it is an attribution, set by `score`.
    """

    passage: Passage
    rule: str
    frame: str
    cue: int
    cue_tokens: tuple[int, ...]
    entry: Cue | None
    head: int
    content: Ranges
    source: int | None
    how: str
    score: float = 0.0
    names: list[str] = field(default_factory=list)

    def tokens(self) -> set[int]:
        """The word tokens of the content."""
        is_word = self.passage.is_word
        return {i for begin, end in self.content for i in range(begin, end) if is_word(i)}


_ACCORDING = Cue("according", "verb", Act.SPEECH, Stance.ASSERTS, 5, frozenset({"main"}))
_PER = Cue("per", "preposition", Act.SPEECH, Stance.ASSERTS, 3, frozenset({"main"}))
_WORDS = Cue("in the words of", "preposition", Act.SPEECH, Stance.ASSERTS, 4, frozenset({"main"}))
_IN_POLL = Cue("in", "preposition", Act.DOCUMENT, Stance.ASSERTS, 3, frozenset({"main"}))
_HEDGE = Cue("reportedly", "adverb", Act.SPEECH, Stance.ASSERTS, 3, frozenset({"main"}))
_HEDGES = frozenset("reportedly allegedly supposedly purportedly".split())
_MARK = Cue(":", "mark", Act.SPEECH, Stance.ASSERTS, 3, frozenset({"mark"}))


def find_candidates(passage: Passage, lexicon: Lexicon) -> list[Candidate]:
    """All candidates of a passage, each cue's in a row, no two alike."""
    parse = passage.parse
    found: list[Candidate] = []
    for i, tag in enumerate(parse.tags):
        if tag[0] not in "VNJIR":
            continue
        word = parse.lower[i]
        if word == "according":
            found.extend(_according(passage, i))
            continue
        if tag == "IN":
            found.extend(_prepositions(passage, i))
            continue
        if word in _HEDGES:
            found.extend(_hedge(passage, i))
            continue
        entry = find_cue(lexicon, word, tag)
        if entry is None:
            if tag[:2] == "VB":
                found.extend(_unlisted(passage, i))
            continue
        if entry.pos == "verb":
            found.extend(_verb(passage, i, entry))
        elif entry.pos == "noun":
            found.extend(_noun(passage, i, entry))
        else:
            found.extend(_adjective(passage, i, entry))
    found.extend(_quotations(passage, lexicon))
    found.extend(_marks(passage))
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


def _make(
    passage: Passage,
    rule: str,
    frame: str,
    cue: int,
    entry: Cue | None,
    head: int,
    ranges: Ranges,
    source: tuple[int | None, str],
    more: Sequence[int] = (),
) -> Iterator[Candidate]:
    """Trim and grow the content, gather the cue's tokens, yield at most one candidate."""
    parse = passage.parse
    tokens = _cue_tokens(parse, cue, more)
    mention, how = source
    if mention is not None and passage.inside[mention] >= 0 > passage.inside[cue]:
        # `"I am sorry," Ines said`: the parser took a quoted noun for the subject.
        mention, how = _nearby(passage, cue)
    if mention is None and how == "none" and frame in ("clause", "quote"):
        share = passage.quoted_share(ranges)
        if 2 * share[0] > share[1] and passage.inside[cue] < 0:
            mention, how = _nearby(passage, cue)
    if mention is not None and any(b <= mention < e for b, e in ranges):
        if head == mention:
            return
        ranges = without(ranges, (parse.left[mention], parse.right[mention] + 1))
    clause = _cue_clause(passage, cue, mention, ranges)
    grown = with_quotations(passage, ranges, clause)
    if mention is not None:
        grown = without(grown, (mention, mention + 1))
    grown = trimmed(passage, _continued(passage, grown, cue))
    if grown:
        grown = without_adjunct(passage, grown, cue)
        yield Candidate(passage, rule, frame, cue, tokens, entry, head, grown, mention, how)


def _cue_clause(passage: Passage, cue: int, mention: int | None, ranges: Ranges) -> tuple[int, int]:
    """The stretch of the inquit ("he said"), which never belongs to the content."""
    begin, end = cue, cue + 1
    if mention is not None and abs(mention - cue) <= _QUOTE_REACH:
        first, after = min(mention, cue), max(mention, cue) + 1
        if not any(b < after and first < e for b, e in ranges):
            begin, end = first, after
    return begin, end


def _continued(passage: Passage, ranges: Ranges, cue: int) -> Ranges:
    """Add the quotation that goes on after the inquit: "…," he said. "…"."""
    parse = passage.parse
    if not ranges or ranges[-1][1] - 1 > cue or passage.inside[cue] >= 0:
        return ranges
    last_word = max((i for i in range(*ranges[-1]) if passage.is_word(i)), default=None)
    if last_word is None or passage.inside[last_word] < 0:
        return ranges
    following = passage.inside[last_word] + 1
    if following >= len(passage.quotations):
        return ranges
    first, after = passage.quotations[following]
    if first <= cue or first > parse.last[cue] + 1:
        return ranges
    begins_sentence = parse.words[first - 1] in (".", "?", "!", "\n") or (
        first + 1 < len(parse) and parse.first[first + 1] > parse.first[cue]
    )
    if first <= parse.last[cue] and not begins_sentence:
        if parse.words[first - 1] not in (",", ":", "—", "–", "--", "-"):
            return ranges
        if any(parse.tags[i] in ("VBG", "VBD", "VBZ") for i in range(cue + 1, first)):
            return ranges
    if passage.is_word(after - 2) is False and parse.words[after - 2] == ",":
        return ranges
    return merged([*ranges, (first, after)])


def _cue_tokens(parse: Parse, cue: int, more: Sequence[int]) -> tuple[int, ...]:
    """A verb with its auxiliaries, negation and particles; whatever else the pattern names."""
    tokens = {cue, *more}
    above = parse.heads[cue]
    if parse.deps[cue] == "pcomp" and parse.lower[above] == "as":
        # "was quoted as saying", "was quoted in the statement as saying"
        verb = parse.heads[above]
        if parse.lower[verb] in ("quoted", "cited"):
            tokens |= {above, verb, *_auxiliaries(parse, verb)}
    return tuple(sorted(tokens.union(_auxiliaries(parse, cue))))


def _auxiliaries(parse: Parse, verb: int) -> list[int]:
    return [k for k in parse.kids[verb] if parse.deps[k] in ("aux", "auxpass", "neg", "prt")]


# Verbs ---------------------------------------------------------------------------------------


def _verb(passage: Passage, verb: int, entry: Cue) -> Iterator[Candidate]:
    parse = passage.parse
    passive = is_passive(parse, verb)
    source = verb_source(parse, verb)
    links = list(
        _passive_links(parse, verb) if passive else _active_links(parse, verb, entry.frames)
    )
    for rule, frame, heads, inner, more in links:
        if frame not in entry.frames and (
            frame.rpartition("+")[2] in _CIRCUMSTANCES
            or (entry.grade < 2 and frame not in ("clause", "infinitive"))
        ):
            continue
        ranges: Ranges = []
        for head in heads:
            ranges += subtree(passage, head)
        for token in inner:
            ranges = without(ranges, (token, token + 1))
        ranges = without(merged(ranges), (verb, verb + 1))
        who = (None, "raising") if rule.startswith("subject+") else source
        yield from _make(passage, rule, frame, verb, entry, heads[-1], ranges, who, [*more, *inner])
    yield from _around(passage, verb, entry, source, bool(links))


Link = tuple[str, str, list[int], list[int], list[int]]
"""Rule, frame, content heads, tokens taken out of the content for the cue, further cue tokens."""


def _active_links(parse: Parse, verb: int, frames: frozenset[str]) -> Iterator[Link]:
    kids: dict[str, list[int]] = {}
    for k in parse.kids[verb]:
        kids.setdefault(parse.deps[k], []).append(k)
    objects = [k for k in kids.get("dobj", []) if k > verb or parse.tags[k] in ("WP", "WDT")]
    object_ = objects[0] if objects else None
    particle = kids.get("prt", [])
    for c in kids.get("ccomp", []):
        if object_ is not None and object_ < c and _lacks_subject(parse, c):
            # "warned the group could return": the parser took the subject for an object.
            yield "ccomp", "clause", [object_, c], [], particle
        elif object_ is not None and object_ < c:
            yield "object+ccomp", "object+clause", [c], [], particle
            if object_ > verb:
                yield "ccomp:object", "clause", [object_, c], [], particle
        else:
            yield "ccomp", "clause", [c], [], particle
    for x in kids.get("xcomp", []):
        to = any(parse.deps[k] == "aux" and parse.lower[k] == "to" for k in parse.kids[x])
        if to:
            if object_ is not None:
                yield "object+xcomp", "object+infinitive", [object_, x], [], particle
                yield "xcomp:object", "object+infinitive", [x], [], particle
            else:
                yield "xcomp", "infinitive", [x], [], particle
            if verb_is_raising(parse, verb):
                subject = parse.child(verb, "nsubj")
                if subject is not None:
                    yield "subject+xcomp", "subject+infinitive", [subject, x], [], particle
        elif parse.tags[x] == "VBG":
            yield "gerund", "gerund", [x], [], particle
        else:
            yield "complement", "complement", [*objects[:1], x], [], particle
            if verb_is_raising(parse, verb):
                subject = parse.child(verb, "nsubj")
                if subject is not None:
                    yield "subject+complement", "subject+infinitive", [subject, x], [], particle
    if object_ is not None:
        for k in parse.kids[object_]:
            if parse.deps[k] == "prep" and f"object+{parse.lower[k]}" in frames and k > object_:
                # "accused the mayor of lying": the parser hung the charge on the mayor.
                yield (
                    f"object+prep:{parse.lower[k]}",
                    f"object+{parse.lower[k]}",
                    [object_],
                    [],
                    (particle),
                )
        yield "object", "object", [object_], [], particle
        yield from _object_links(parse, verb, object_, kids, particle)
    for o in kids.get("oprd", []):
        yield "complement", "object+complement", [*objects[:1], o], [], particle
    for p in kids.get("prep", []):
        yield from _prep_links(parse, verb, p, object_, particle)
    for a in kids.get("advcl", []):
        if a < verb:
            continue
        to = any(parse.deps[k] == "aux" and parse.lower[k] == "to" for k in parse.kids[a])
        mark = parse.child(a, "mark")
        if to and object_ is not None:
            yield "object+advcl", "object+infinitive", [object_, a], [], particle
        elif to:
            yield "advcl", "infinitive", [a], [], particle
        elif mark is not None and parse.lower[mark] in ("that", "whether", "if", "like"):
            yield "advcl", "clause", [a], [], particle
        elif parse.tags[a] == "VBG":
            yield "gerund", "gerund", [a], [], particle
    for a in kids.get("acomp", []):
        if verb_is_raising(parse, verb):
            subject = parse.child(verb, "nsubj")
            if subject is not None:
                yield "subject+complement", "subject+infinitive", [subject, a], [], particle
    for a in kids.get("advmod", []):
        if parse.tags[a] == "WRB" and a > verb:
            yield "advmod", "clause", [a], [], particle
    for a in [*kids.get("dep", []), *kids.get("intj", []), *kids.get("nmod", [])]:
        if a > verb:
            yield "dep", "clause", [a], [], particle
    for a in kids.get("conj", []):
        # "said X was late and Y …": a clause the parser hung beside the cue.
        if parse.child(a, "nsubj") is not None and parse.deps[verb] == "ROOT":
            yield "conj", "clause", [a], [], particle


def _lacks_subject(parse: Parse, clause: int) -> bool:
    finite = parse.tags[clause] in ("VBD", "VBZ", "VBP") or any(
        parse.tags[k] in ("MD", "VBD", "VBZ", "VBP")
        for k in parse.kids[clause]
        if parse.deps[k] in ("aux", "auxpass")
    )
    return finite and parse.child(clause, "nsubj", "nsubjpass", "expl", "csubj", "mark") is None


def _object_links(
    parse: Parse, verb: int, object_: int, kids: dict[str, list[int]], particle: list[int]
) -> Iterator[Link]:
    for k in parse.kids[object_]:
        if k < object_:
            continue
        if parse.deps[k] == "prep":
            inner = parse.child(k, "pobj", "pcomp")
            if inner is not None:
                noun = [t for t in range(parse.left[object_], k) if t < k]
                yield (
                    f"object>prep:{parse.lower[k]}",
                    "object>prep",
                    [inner],
                    [],
                    [
                        *particle,
                        *noun,
                        k,
                    ],
                )
        elif parse.deps[k] in ("acl", "relcl", "ccomp"):
            noun = list(range(parse.left[object_], object_ + 1))
            yield f"object>{parse.deps[k]}", "object>clause", [k], [], [*particle, *noun]


def _prep_links(
    parse: Parse, verb: int, p: int, object_: int | None, particle: list[int]
) -> Iterator[Link]:
    name = parse.lower[p]
    inner = parse.child(p, "pobj", "pcomp")
    if inner is None and parse.child(p, "prep") is None:
        return
    if object_ is not None and p > object_:
        yield f"object+prep:{name}", f"object+{name}", [object_, p], [], particle
        return
    if inner is not None:
        yield f"prep:{name}", name, [inner], [], [*particle, p]
        if p < verb:
            return
        yield f"prep-in:{name}", name, [p], [], particle


def verb_is_raising(parse: Parse, verb: int) -> bool:
    """Verbs whose subject belongs to the content: seem, appear."""
    return parse.lower[verb].startswith(("seem", "appear", "look", "sound", "tend"))


def _passive_links(parse: Parse, verb: int) -> Iterator[Link]:
    subject = parse.child(verb, "nsubjpass", "nsubj")
    if subject is None and parse.deps[verb] in ("acl", "relcl", "amod"):
        subject = None
    expletive = subject is not None and parse.lower[subject] == "it"
    relative = subject is not None and parse.tags[subject] in ("WP", "WDT")
    front = [subject] if subject is not None and not expletive and not relative else []
    plain = True
    for k in parse.kids[verb]:
        label = parse.deps[k]
        if label == "ccomp":
            if front and k > verb:
                yield "passive:subject+ccomp", "object+clause", [k], [], []
            elif not front:
                yield "passive:ccomp", "clause", [k], [], []
            else:
                yield "passive:ccomp", "clause", [k], [], []
        elif label == "xcomp":
            plain = False
            yield "passive:xcomp", "object+infinitive", [*front, k], [], []
            if front:
                yield "passive:xcomp-only", "infinitive", [k], [], []
        elif label == "oprd":
            plain = False
            yield "passive:complement", "object+complement", [*front, k], [], []
        elif label == "prep" and k > verb:
            name = parse.lower[k]
            inner = parse.child(k, "pobj", "pcomp")
            if inner is None:
                continue
            if name == "as":
                said = parse.tags[inner] == "VBG"
                plain = plain and said
                if not said:
                    yield "passive:subject+as", "object+as", [*front, k], [], []
            elif name != "by":
                yield f"passive:subject+prep:{name}", f"object+{name}", [*front, k], [], []
                yield f"passive:prep:{name}", name, [inner], [], [k]
        elif label == "advcl" and k > verb and _mark(parse, k) in ("that", "whether", "if"):
            yield "passive:advcl", "clause", [k], [], []
    if front and plain:
        yield "passive:subject", "object", front, [], []
    if expletive:
        for k in parse.kids[verb]:
            if parse.deps[k] in ("ccomp", "nsubjpass", "csubjpass") and k > verb:
                yield "passive:ccomp", "clause", [k], [], []


def _mark(parse: Parse, clause: int) -> str:
    """The word that opens a subordinate clause, or ""."""
    mark = parse.child(clause, "mark")
    return "" if mark is None else parse.lower[mark]


def _around(
    passage: Passage, verb: int, entry: Cue, source: tuple[int | None, str], linked: bool
) -> Iterator[Candidate]:
    """The content stands around or before the cue: parentheticals, participles, relatives."""
    parse = passage.parse
    label, head = parse.deps[verb], parse.heads[verb]
    own = (parse.left[verb], parse.right[verb] + 1)
    aside = label in _ASIDE and head != verb and parse.tags[head][:2] in _VERBAL
    if aside and "clause" in entry.frames and not parse.child(verb, "mark"):
        ranges = without(subtree(passage, head), own)
        yield from _make(passage, f"^{label}", "clause", verb, entry, head, ranges, source)
        root = _root(parse, verb)
        if root != head:
            ranges = without(subtree(passage, root), own)
            yield from _make(passage, f"^^{label}", "clause", verb, entry, root, ranges, source)
    if label == "acl" and parse.tags[verb] == "VBN":
        ranges = without(subtree(passage, head), own)
        yield from _make(passage, "^acl", "object", verb, entry, head, ranges, source)
    if label == "amod" and parse.tags[verb] == "VBN" and parse.words[verb - 1] != "-":
        ranges = without(subtree(passage, head), (parse.left[verb], verb + 1))
        yield from _make(passage, "^amod", "object", verb, entry, head, ranges, (None, "amod"))
    relative = label == "relcl" or (
        label == "ccomp" and parse.deps[head] == "relcl" and parse.deps[verb] == "ccomp"
    )
    if relative and label == "relcl" and source[1] != "relative":
        ranges = without(subtree(passage, head), own)
        yield from _make(passage, "^relcl", "object", verb, entry, head, ranges, source)
    if not linked and label in ("relcl", "pcomp", "ccomp", "advcl") and source[0] is not None:
        wh = next(
            (k for k in parse.kids[verb] if parse.tags[k] in ("WP", "WDT", "WRB") and k < verb),
            None,
        )
        if wh is not None and label != "relcl":
            yield from _make(passage, "wh", "object", verb, entry, wh, [(wh, wh + 1)], source)


def _root(parse: Parse, i: int) -> int:
    return next((top for top in reversed(list(parse.ancestors(i)))), i)


def _unlisted(passage: Passage, verb: int) -> Iterator[Candidate]:
    """A verb outside the list counts only with a that-clause, or with quoted words."""
    parse = passage.parse
    for k in parse.kids[verb]:
        if parse.deps[k] == "ccomp":
            mark = parse.child(k, "mark")
            quoted = passage.inside[k] >= 0 and passage.inside[verb] < 0
            if quoted or (mark is not None and parse.lower[mark] == "that" and k > verb):
                ranges = subtree(passage, k)
                yield from _make(
                    passage,
                    "ccomp",
                    "clause",
                    verb,
                    None,
                    k,
                    without(ranges, (verb, verb + 1)),
                    verb_source(parse, verb),
                )


# Nouns and adjectives ------------------------------------------------------------------------


def _noun(passage: Passage, noun: int, entry: Cue) -> Iterator[Candidate]:
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
            yield from _make(
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
            to = any(parse.deps[j] == "aux" and parse.lower[j] == "to" for j in parse.kids[k])
            mark = parse.child(k, "mark")
            if to:
                rule, frame = "noun>infinitive", "infinitive"
            elif mark is not None and parse.lower[mark] in ("that", "whether", "if"):
                rule, frame = "noun>that", "clause"
            elif label == "relcl" and parse.lower[parse.left[k]] == "that":
                rule, frame = "noun>relcl-that", "clause"
            elif (label == "acl" and parse.tags[k] == "VBG") or label == "acl":
                continue
            else:
                rule, frame = f"noun>{label}", "clause"
                if label == "relcl":
                    continue
            yield from _make(
                passage, rule, frame, noun, entry, k, subtree(passage, k), source, phrase
            )
    head = parse.heads[noun]
    if parse.deps[noun] == "nsubj" and parse.lower[head] in _BE:
        for k in parse.kids[head]:
            if parse.deps[k] in ("ccomp", "xcomp", "advcl") and k > head:
                yield from _make(
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


def _adjective(passage: Passage, adjective: int, entry: Cue) -> Iterator[Candidate]:
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
                    yield from _make(
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
                to = any(parse.deps[j] == "aux" and parse.lower[j] == "to" for j in parse.kids[k])
                mark = parse.child(k, "mark")
                if label == "advcl" and not (
                    mark is not None and parse.lower[mark] in ("that", "whether", "if")
                ):
                    continue
                if label == "xcomp" and not to:
                    continue
                frame = "infinitive" if to and label != "ccomp" else "clause"
                yield from _make(
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


# Prepositions, marks, quotations ---------------------------------------------------------------


def _main_content(
    passage: Passage, token: int, hole: tuple[int, int]
) -> Iterator[tuple[str, int, Ranges]]:
    """The clause, and the whole sentence, that an adjunct such as "according to" speaks for."""
    parse = passage.parse
    head = parse.heads[token]
    seen: set[int] = set()
    verb = passage.clause_of(head)
    for rule, top in (("clause", verb), ("head", head), ("root", _root(parse, token))):
        if top in seen or top == token:
            continue
        seen.add(top)
        yield rule, top, without(subtree(passage, top), hole)


def _according(passage: Passage, token: int) -> Iterator[Candidate]:
    parse = passage.parse
    to = next((k for k in parse.kids[token] if parse.lower[k] == "to"), None)
    if to is None and token + 1 < len(parse) and parse.lower[token + 1] == "to":
        to = token + 1
    if to is None:
        return
    source = parse.child(to, "pobj") or parse.child(token, "pobj")
    if source is None:
        return
    hole = (min(parse.left[token], token), max(parse.right[token], parse.right[to]) + 1)
    for rule, top, ranges in _main_content(passage, token, hole):
        if not hole[0] <= top < hole[1]:
            yield from _make(
                passage,
                f"according:{rule}",
                "main",
                token,
                _ACCORDING,
                top,
                ranges,
                (source, "according"),
                [to],
            )


_READINGS = frozenset("poll polls survey surveys average study census".split())


def _hedge(passage: Passage, token: int) -> Iterator[Candidate]:
    """Content of "reportedly", "allegedly": somebody says so, and nobody is named."""
    hole = (token, token + 1)
    for rule, top, ranges in _main_content(passage, token, hole):
        yield from _make(
            passage, f"hedge:{rule}", "main", token, _HEDGE, top, ranges, (None, "hedge")
        )


def _prepositions(passage: Passage, token: int) -> Iterator[Candidate]:
    """Adjuncts that name a source: "per the ministry", "in the words of", "in her view"."""
    parse = passage.parse
    word = parse.lower[token]
    if word not in ("per", "in", "to", "via"):
        return
    noun = parse.child(token, "pobj")
    if noun is None:
        return
    hole = (min(token, parse.left[token]), parse.right[token] + 1)
    if word == "per" and parse.tags[noun].startswith("NNP"):
        for rule, top, ranges in _main_content(passage, token, hole):
            yield from _make(
                passage, f"per:{rule}", "main", token, _PER, top, ranges, (noun, "per")
            )
    elif word == "in" and parse.lower[noun] in _READINGS:
        for rule, top, ranges in _main_content(passage, token, hole):
            yield from _make(
                passage, f"in-poll:{rule}", "main", token, _IN_POLL, top, ranges, (noun, "in")
            )
    elif word == "in" and parse.lower[noun] in ("words", "view", "opinion", "telling", "account"):
        owner, how = noun_source(parse, noun)
        if owner is None:
            of = next((k for k in parse.kids[noun] if parse.lower[k] == "of"), None)
            owner, how = (parse.child(of, "pobj") if of is not None else None), "words-of"
        if owner is not None:
            for rule, top, ranges in _main_content(passage, token, hole):
                yield from _make(
                    passage,
                    f"words-of:{rule}",
                    "main",
                    token,
                    _WORDS,
                    top,
                    ranges,
                    (owner, how),
                    [noun],
                )


def _quotations(passage: Passage, lexicon: Lexicon) -> Iterator[Candidate]:
    """A verb beside a quotation, where the parser may have seen no link."""
    for first, after in passage.quotations:
        if sum(passage.is_word(i) for i in range(first, after)) < 1:
            continue
        verb = _verb_after(passage, after)
        if verb is not None:
            yield from _quoting(passage, lexicon, "quote-after", verb, first, after)
        verb = _verb_before(passage, first)
        if verb is not None:
            yield from _quoting(passage, lexicon, "quote-before", verb, first, after)


def _quoting(
    passage: Passage, lexicon: Lexicon, rule: str, verb: int, first: int, after: int
) -> Iterator[Candidate]:
    parse = passage.parse
    entry = find_cue(lexicon, parse.lower[verb], parse.tags[verb])
    source = verb_source(parse, verb)
    if source[0] is not None and passage.inside[source[0]] >= 0:
        source = (None, "quoted")
    if source[0] is None and source[1] in ("none", "quoted"):
        source = _nearby(passage, verb)
    yield from _make(passage, rule, "quote", verb, entry, first, [(first, after)], source)
    gap = first - verb - 1
    plain = parse.child(verb, "ccomp", "dobj", "prep", "oprd", "xcomp", "dative", "agent") is None
    if rule == "quote-before" and gap >= 1 and plain and parse.words[first - 1] not in (",", ":"):
        wide = [(verb + 1, after)]
        yield from _make(passage, "quote-before-wide", "quote", verb, entry, first, wide, source)


def _nearby(passage: Passage, verb: int) -> tuple[int | None, str]:
    """The noun phrase right beside a verb whose subject the parser missed: behind it, or before."""
    parse = passage.parse
    for stretch in (range(verb + 1, verb + 8), range(verb - 1, verb - 3, -1)):
        for i in stretch:
            if not 0 <= i < len(parse) or passage.inside[i] >= 0 or parse.words[i] in ",.;:":
                break
            noun = parse.tags[i] in ("PRP", "NN", "NNS", "NNP", "NNPS")
            if noun and parse.deps[i] not in ("compound", "amod", "npadvmod", "tmod", "poss"):
                return i, "nearby"
            if parse.tags[i] in ("IN", "TO", "VBD", "VBZ", "VBG", "MD", "WP"):
                break
    return None, "none"


def _verb_after(passage: Passage, after: int) -> int | None:
    parse = passage.parse
    if after >= len(parse) or after == 0:
        return None
    limit = min(len(parse), after + _QUOTE_REACH, parse.last[after] + 1)
    nouns = 0
    for i in range(after, limit):
        if passage.inside[i] >= 0:
            return None
        tag = parse.tags[i]
        if tag in ("VBD", "VBZ", "VBP", "VBN", "VBG", "VB") and parse.deps[i] not in (
            "aux",
            "auxpass",
            "relcl",
            "acl",
            "amod",
        ):
            return i
        if tag in ("IN", "CC", "TO") and nouns == 0:
            return None
        if tag.startswith(("NN", "PRP")):
            nouns += 1
    return None


def _verb_before(passage: Passage, first: int) -> int | None:
    parse = passage.parse
    if first == 0:
        return None
    colon = parse.words[first - 1] == ":"
    begin = parse.first[first - 1] if colon else parse.first[first]
    for i in range(first - 1, max(begin, first - _QUOTE_REACH) - 1, -1):
        if passage.inside[i] >= 0:
            return None
        if parse.tags[i][:2] == "VB" and parse.deps[i] not in ("aux", "auxpass", "amod"):
            return i
    return None


def _marks(passage: Passage) -> Iterator[Candidate]:
    """Headlines ("Group: 16 killed", "16 killed: group"), and names before or after quotations."""
    parse = passage.parse
    for i, word in enumerate(parse.words):
        if word != ":" or passage.inside[i] >= 0:
            continue
        before = (parse.first[0], i)
        rest = (i + 1, len(parse))
        if passage.title or (i <= 8 and not _has_verb(parse, *before)):
            yield from _colon(passage, i, "colon-source-first", before, rest)
        if passage.title and len(parse) - i <= 8:
            yield from _colon(passage, i, "colon-source-last", rest, before)
        opened = i + 1 < len(parse) and passage.inside[i + 1] >= 0
        if opened:
            first, after = passage.quotations[passage.inside[i + 1]]
            yield from _make(
                passage,
                "colon-quote",
                "mark",
                i,
                _MARK,
                first,
                [(first, after)],
                _phrase_head(parse, *before),
            )
    for number, (first, after) in enumerate(passage.quotations):
        if 1 < first <= 9 and parse.words[first - 1] in ("—", "–", "--", "-"):
            name = (0, first - 1)
            if not _has_verb(parse, *name) and not any(
                passage.inside[i] >= 0 for i in range(*name)
            ):
                yield from _make(
                    passage,
                    "name-dash",
                    "mark",
                    first - 1,
                    _MARK,
                    first,
                    [(first, after)],
                    _phrase_head(parse, *name),
                )
        if after < len(parse) - 1 and parse.words[after] in ("—", "–", "--", "-"):
            tail = (after + 1, len(parse))
            if tail[1] - tail[0] <= 14 and not _has_verb(parse, *tail) and number >= 0:
                yield from _make(
                    passage,
                    "dash-name",
                    "mark",
                    after,
                    _MARK,
                    first,
                    [(first, after)],
                    _phrase_head(parse, *tail),
                )


def _colon(
    passage: Passage, colon: int, rule: str, who: tuple[int, int], what: tuple[int, int]
) -> Iterator[Candidate]:
    parse = passage.parse
    if who[0] >= who[1] or what[0] >= what[1] or who[1] - who[0] > 8:
        return
    source = _phrase_head(parse, *who)
    if source[0] is None or parse.lower[source[0]] in ("q", "a"):
        return
    yield from _make(passage, rule, "mark", colon, _MARK, what[0], [what], source)


def _has_verb(parse: Parse, begin: int, end: int) -> bool:
    return any(parse.tags[i] in ("VBD", "VBZ", "VBP", "MD") for i in range(begin, end))


def _phrase_head(parse: Parse, begin: int, end: int) -> tuple[int | None, str]:
    """The head of the noun phrase that a stretch consists of."""
    for i in range(begin, end):
        if parse.tags[i].startswith(("NN", "PRP")):
            head = parse.heads[i]
            if not begin <= head < end or head == i or not parse.tags[head].startswith("NN"):
                return i, "layout"
    return None, "none"
