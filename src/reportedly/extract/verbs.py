"""Candidates from verbs: their clauses, objects, infinitives, and what they stand aside of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportedly.extract.candidate import Candidate, make_candidate
from reportedly.extract.contents import Ranges, merged, subtree, without
from reportedly.extract.cues import Cue, Lexicon
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import is_passive, outer_reporter, verb_source

_ASIDE = frozenset({"parataxis", "ccomp", "advcl", "conj", "ROOT", "intj", "dep"})
_VERBAL = ("VB", "MD")
_COMPLEMENTISERS = ("that", "whether", "if")
# Prepositions of time, place and manner: content only after words that say so in the cue list.
_CIRCUMSTANCES = frozenset(
    "as at in during after before since amid by near until from into through under without "
    "within around outside than like across along behind between despite ahead because "
    "inside".split()
)


class Link(NamedTuple):
    """A way from a verb to a content.

    Attributes:
        rule: name of the pattern. frame: the frame of the cue list that it fills.
        heads: heads of the content's pieces. cue: further tokens of the cue.
    """

    rule: str
    frame: str
    heads: list[int]
    cue: list[int]


def verb_candidates(passage: Passage, verb: int, entry: Cue) -> Iterator[Candidate]:
    """Candidates of a listed verb."""
    parse = passage.parse
    source = verb_source(parse, verb)
    if is_passive(parse, verb):
        links = list(_passive_links(parse, verb))
    else:
        links = list(_active_links(parse, verb, entry.frames))
    for link in links:
        if not _is_worth_trying(link, entry):
            continue
        ranges: Ranges = [piece for head in link.heads for piece in subtree(passage, head)]
        ranges = _without_further_reports(parse, ranges, verb)
        ranges = without(merged(ranges), (verb, verb + 1))
        who = (None, "raising") if link.rule.startswith("subject+") else source
        yield from make_candidate(
            passage, link.rule, link.frame, verb, entry, link.heads[-1], ranges, who, link.cue
        )
    if "experience" in entry.frames:
        yield from _experience(passage, verb, entry)
    yield from _around(passage, verb, entry, source, bool(links))
    yield from stray_clause(passage, verb, entry)


def _experience(passage: Passage, verb: int, entry: Cue) -> Iterator[Candidate]:
    """What stirs a feeling, and whose: "the fee angered nurses", "was unnerved by a noise"."""
    parse = passage.parse
    if is_passive(parse, verb):
        by = parse.child(verb, "agent")
        cause = None if by is None else parse.child(by, "pobj", "pcomp")
        who, rule, more = parse.child(verb, "nsubjpass"), "experience:by", [by]
    else:
        cause, who = parse.child(verb, "nsubj"), parse.child(verb, "dobj")
        rule, more = "experience", []
    if cause is None or who is None:
        return
    ranges = subtree(passage, cause)
    tokens = [k for k in more if k is not None]
    source = (who, "experience")
    yield from make_candidate(
        passage, rule, "experience", verb, entry, cause, ranges, source, tokens
    )


def _without_further_reports(parse: Parse, ranges: Ranges, verb: int) -> Ranges:
    """Content less "and warned …", by which the same source goes on."""
    for begin, end in list(ranges):
        for k in range(begin, end):
            if parse.deps[k] == "conj" and outer_reporter(parse, k) == verb:
                joint = [i for i in parse.kids[parse.heads[k]] if parse.deps[i] == "cc" and i < k]
                ranges = without(
                    ranges, (joint[-1] if joint else parse.left[k], parse.right[k] + 1)
                )
    return ranges


def _is_worth_trying(link: Link, entry: Cue) -> bool:
    if link.frame in entry.frames:
        return True
    if link.frame.rpartition("+")[2] in _CIRCUMSTANCES:
        return False
    return entry.grade >= 2 or link.frame in ("clause", "infinitive")


def _active_links(parse: Parse, verb: int, frames: frozenset[str]) -> Iterator[Link]:
    kids: dict[str, list[int]] = {}
    for k in parse.kids[verb]:
        kids.setdefault(parse.deps[k], []).append(k)
    objects = [k for k in kids.get("dobj", []) if k > verb or parse.tags[k] in ("WP", "WDT")]
    if not objects and len(kids.get("nsubj", [])) > 1:
        # "whom many had backed": the parser took both for the subject.
        objects = [k for k in kids["nsubj"][:1] if parse.tags[k] in ("WP", "WDT")]
    object_ = objects[0] if objects else None
    particle = kids.get("prt", [])
    for clause in kids.get("ccomp", []):
        yield from _clause_links(parse, verb, clause, object_, particle)
    for complement in kids.get("xcomp", []):
        yield from _complement_links(parse, verb, complement, object_, particle)
    if object_ is not None:
        yield from _object_links(parse, object_, frames, particle)
    for name in kids.get("oprd", []):
        yield Link("complement", "object+complement", [*objects[:1], name], particle)
    for preposition in kids.get("prep", []):
        yield from _prep_links(parse, verb, preposition, object_, particle)
    for clause in kids.get("advcl", []):
        if clause > verb:
            yield from _adverbial_links(parse, clause, object_, particle)
    for quality in kids.get("acomp", []):
        yield from _raised(parse, verb, "subject+complement", quality, particle)
    yield from _loose_links(parse, verb, kids, particle)


def _clause_links(
    parse: Parse, verb: int, clause: int, object_: int | None, particle: list[int]
) -> Iterator[Link]:
    if object_ is None or object_ > clause:
        yield Link("ccomp", "clause", [clause], particle)
        rest = _rest_of_clause(parse, verb, clause)
        if rest:
            yield Link("ccomp:around", "clause", [clause, *rest], particle)
    elif _lacks_subject(parse, clause):
        # "warned the group could return": the parser took the subject for an object.
        yield Link("ccomp", "clause", [object_, clause], particle)
    else:
        yield Link("object+ccomp", "object+clause", [clause], particle)
        if object_ > verb:
            yield Link("ccomp:object", "clause", [object_, clause], particle)


def _rest_of_clause(parse: Parse, verb: int, clause: int) -> list[int]:
    """What goes on behind the inquit: "He may leave, aides said, because his wife is ill"."""
    before = min([verb, *(k for k in parse.kids[verb] if parse.deps[k] == "nsubj")])
    if clause > verb or before == 0 or parse.words[before - 1] != ",":
        return []
    return [
        k
        for k in parse.kids[verb]
        if k > verb
        and parse.deps[k] == "advcl"
        and parse.child(k, "mark") is not None
        and parse.words[parse.left[k] - 1] == ","
    ]


def _complement_links(
    parse: Parse, verb: int, complement: int, object_: int | None, particle: list[int]
) -> Iterator[Link]:
    objects = [] if object_ is None else [object_]
    if parse.is_infinitive(complement):
        if objects:
            yield Link("object+xcomp", "object+infinitive", [*objects, complement], particle)
            yield Link("xcomp:object", "object+infinitive", [complement], particle)
        else:
            yield Link("xcomp", "infinitive", [complement], particle)
        yield from _raised(parse, verb, "subject+xcomp", complement, particle)
    elif parse.tags[complement] == "VBG":
        yield Link("gerund", "gerund", [complement], particle)
    else:
        yield Link("complement", "complement", [*objects, complement], particle)
        yield from _raised(parse, verb, "subject+complement", complement, particle)


def _raised(
    parse: Parse, verb: int, rule: str, complement: int, particle: list[int]
) -> Iterator[Link]:
    """For "he seems to have left": the subject belongs to the content."""
    subject = parse.child(verb, "nsubj")
    if subject is not None and parse.lower[verb].startswith(_RAISING):
        yield Link(rule, "subject+infinitive", [subject, complement], particle)


_RAISING = ("seem", "appear", "look", "sound", "tend")


def _adverbial_links(
    parse: Parse, clause: int, object_: int | None, particle: list[int]
) -> Iterator[Link]:
    if parse.is_infinitive(clause):
        if object_ is not None:
            yield Link("object+advcl", "object+infinitive", [object_, clause], particle)
        else:
            yield Link("advcl", "infinitive", [clause], particle)
    elif _mark(parse, clause) in (*_COMPLEMENTISERS, "like"):
        yield Link("advcl", "clause", [clause], particle)
    elif parse.tags[clause] == "VBG":
        yield Link("gerund", "gerund", [clause], particle)


def _loose_links(
    parse: Parse, verb: int, kids: dict[str, list[int]], particle: list[int]
) -> Iterator[Link]:
    """Contents that the parser hung on loosely."""
    for adverb in kids.get("advmod", []):
        if adverb > verb and (parse.tags[adverb] == "WRB" or parse.lower[adverb] == "so"):
            yield Link("advmod", "clause", [adverb], particle)
    for loose in (*kids.get("dep", []), *kids.get("intj", []), *kids.get("nmod", [])):
        if loose > verb:
            yield Link("dep", "clause", [loose], particle)
    for clause in kids.get("conj", []):
        # "said X was late and Y …": a clause hung beside the cue.
        if parse.child(clause, "nsubj") is not None and parse.deps[verb] == "ROOT":
            yield Link("conj", "clause", [clause], particle)


def _lacks_subject(parse: Parse, clause: int) -> bool:
    finite = parse.tags[clause] in ("VBD", "VBZ", "VBP") or any(
        parse.tags[k] in ("MD", "VBD", "VBZ", "VBP")
        for k in parse.kids[clause]
        if parse.deps[k] in ("aux", "auxpass")
    )
    return finite and parse.child(clause, "nsubj", "nsubjpass", "expl", "csubj", "mark") is None


def _object_links(
    parse: Parse, object_: int, frames: frozenset[str], particle: list[int]
) -> Iterator[Link]:
    behind = [k for k in parse.kids[object_] if k > object_]
    prepositions = [k for k in behind if parse.deps[k] == "prep"]
    for k in prepositions:
        frame = f"object+{parse.lower[k]}"
        if frame in frames:
            # "accused the mayor of lying": the parser hung the charge on the mayor.
            yield Link(f"object+prep:{parse.lower[k]}", frame, [object_], particle)
    yield Link("object", "object", [object_], particle)
    for k in behind:
        if k in prepositions:
            inner = parse.child(k, "pobj", "pcomp")
            if inner is not None:
                phrase = range(parse.left[object_], k + 1)
                rule = f"object>prep:{parse.lower[k]}"
                yield Link(rule, "object>prep", [inner], [*particle, *phrase])
        elif parse.deps[k] in ("acl", "relcl", "ccomp"):
            phrase = range(parse.left[object_], object_ + 1)
            yield Link(f"object>{parse.deps[k]}", "object>clause", [k], [*particle, *phrase])


def _prep_links(
    parse: Parse, verb: int, preposition: int, object_: int | None, particle: list[int]
) -> Iterator[Link]:
    name = parse.lower[preposition]
    inner = parse.child(preposition, "pobj", "pcomp")
    if inner is None and parse.child(preposition, "prep") is None:
        return
    if object_ is not None and preposition > object_:
        yield Link(f"object+prep:{name}", f"object+{name}", [object_, preposition], particle)
    elif inner is not None:
        yield Link(f"prep:{name}", name, [inner], [*particle, preposition])
        if preposition > verb:
            yield Link(f"prep-in:{name}", name, [preposition], particle)


def _passive_links(parse: Parse, verb: int) -> Iterator[Link]:
    subject = parse.child(verb, "nsubjpass", "nsubj")
    expletive = subject is not None and parse.lower[subject] == "it"
    relative = subject is not None and parse.tags[subject] in ("WP", "WDT")
    front = [subject] if subject is not None and not expletive and not relative else []
    links = [link for k in parse.kids[verb] for link in _passive_link(parse, verb, k, front)]
    yield from links
    if front and not any(link.rule in _WITH_SUBJECT for link in links):
        yield Link("passive:subject", "object", front, [])
    if expletive:
        for k in parse.kids[verb]:
            if parse.deps[k] in ("ccomp", "nsubjpass", "csubjpass") and k > verb:
                yield Link("passive:ccomp", "clause", [k], [])


_WITH_SUBJECT = frozenset({"passive:xcomp", "passive:complement", "passive:subject+as"})


def _passive_link(parse: Parse, verb: int, k: int, front: list[int]) -> Iterator[Link]:
    label = parse.deps[k]
    if label == "ccomp":
        told = bool(front) and k > verb
        rule = "passive:subject+ccomp" if told else "passive:ccomp"
        yield Link(rule, "object+clause" if told else "clause", [k], [])
    elif label == "xcomp":
        yield Link("passive:xcomp", "object+infinitive", [*front, k], [])
        if front:
            yield Link("passive:xcomp-only", "infinitive", [k], [])
    elif label == "oprd":
        yield Link("passive:complement", "object+complement", [*front, k], [])
    elif label == "prep" and k > verb:
        name = parse.lower[k]
        inner = parse.child(k, "pobj", "pcomp")
        if inner is None or name == "by":
            return
        if name != "as":
            yield Link(f"passive:subject+prep:{name}", f"object+{name}", [*front, k], [])
            yield Link(f"passive:prep:{name}", name, [inner], [k])
        elif parse.tags[inner] != "VBG":
            yield Link("passive:subject+as", "object+as", [*front, k], [])
    elif label == "advcl" and k > verb and _mark(parse, k) in _COMPLEMENTISERS:
        yield Link("passive:advcl", "clause", [k], [])


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
    mark = _mark(parse, verb)
    bare = parse.child(verb, "ccomp", "dobj", "xcomp") is None
    if aside and "clause" in entry.frames and (not mark or (mark == "as" and bare)):
        name = "as" if mark else label
        behind = _behind_inquit(parse, verb, source[0]) if not mark else None
        hole = (own[0], behind) if behind is not None else own
        ranges = without(subtree(passage, head), hole)
        yield from make_candidate(passage, f"^{name}", "clause", verb, entry, head, ranges, source)
        root = parse.root(verb)
        if root != head:
            ranges = without(subtree(passage, root), hole)
            yield from make_candidate(
                passage, f"^^{name}", "clause", verb, entry, root, ranges, source
            )
    if label == "conj" and parse.tags[verb] == "VBN" and parse.deps[head] == "acl":
        # "a bill written in haste and opposed by the mayors"
        noun = parse.heads[head]
        if parse.tags[head] == "VBN" and parse.child(verb, "agent") is not None:
            ranges = without(subtree(passage, noun), (parse.left[head], parse.right[head] + 1))
            yield from make_candidate(passage, "^acl", "object", verb, entry, noun, ranges, source)
    if label == "acl" and parse.tags[verb] == "VBN":
        ranges = without(subtree(passage, head), own)
        yield from make_candidate(passage, "^acl", "object", verb, entry, head, ranges, source)
    if label == "amod" and parse.tags[verb] == "VBN" and parse.words[verb - 1] != "-":
        ranges = without(subtree(passage, head), (parse.left[verb], verb + 1))
        yield from make_candidate(
            passage, "^amod", "object", verb, entry, head, ranges, (None, "amod")
        )
    relative = label == "relcl" or (
        label == "ccomp" and parse.deps[head] == "relcl" and parse.deps[verb] == "ccomp"
    )
    if relative and label == "relcl" and source[1] != "relative":
        ranges = without(subtree(passage, head), own)
        yield from make_candidate(passage, "^relcl", "object", verb, entry, head, ranges, source)
    if not linked and label in ("relcl", "pcomp", "ccomp", "advcl") and source[0] is not None:
        wh = next(
            (k for k in parse.kids[verb] if parse.tags[k] in ("WP", "WDT", "WRB") and k < verb),
            None,
        )
        if wh is not None and label != "relcl":
            yield from make_candidate(
                passage, "wh", "object", verb, entry, wh, [(wh, wh + 1)], source
            )


def phrasal_cue(parse: Parse, lexicon: Lexicon, verb: int) -> Cue | None:
    """The listed cue that a verb makes with its particle: "pushed back", "weighed in"."""
    for k in parse.kids[verb]:
        if verb < k <= verb + 4 and parse.deps[k] in ("prt", "advmod", "prep"):
            found = lexicon.get((f"{parse.lower[verb]} {parse.lower[k]}", "verb"))
            if found is not None and (parse.deps[k] != "prep" or not parse.kids[k]):
                return found
    return None


def expression_candidates(passage: Passage, verb: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Candidates of a verb and its object that report together: "took issue with"."""
    parse = passage.parse
    noun = parse.child(verb, "dobj", "nsubjpass")
    entry = noun and lexicon.get((f"{parse.lower[verb]} {parse.lower[noun]}", "verb"))
    if noun is None or not entry:
        return
    source = verb_source(parse, verb)
    phrase = range(parse.left[noun], noun + 1)
    for k in sorted((*parse.kids[noun], *parse.kids[verb])):
        link = _expression_link(parse, k, entry) if k > noun else None
        if link is not None:
            ranges = subtree(passage, link.heads[0])
            more = [*phrase, *link.cue]
            yield from make_candidate(
                passage, link.rule, link.frame, verb, entry, link.heads[0], ranges, source, more
            )


def _expression_link(parse: Parse, k: int, entry: Cue) -> Link | None:
    """The way from an expression to its content through the dependent `k`, if there is one."""
    name = parse.lower[k]
    if parse.deps[k] == "prep" and name in entry.frames:
        inner = parse.child(k, "pobj", "pcomp")
        return Link(f"expression:{name}", name, [inner], [k]) if inner is not None else None
    if parse.deps[k] not in ("acl", "ccomp", "relcl", "xcomp", "advcl"):
        return None
    if parse.is_infinitive(k):
        known = "infinitive" in entry.frames
        return Link("expression:infinitive", "infinitive", [k], []) if known else None
    marked = _mark(parse, k) in _COMPLEMENTISERS or parse.lower[parse.left[k]] == "that"
    known = marked and "clause" in entry.frames
    return Link("expression:clause", "clause", [k], []) if known else None


def _behind_inquit(parse: Parse, verb: int, source: int | None) -> int | None:
    """Where the content goes on after "…, he said, because …": past the comma behind the verb."""
    after = max(verb, source or 0) + 1
    before = min(verb, verb if source is None else source)
    if source is None or abs(source - verb) > 4 or parse.words[before - 1] != ",":
        return None
    if after >= len(parse) or parse.words[after] != "," or after >= parse.right[verb]:
        return None
    return after


def stray_clause(passage: Passage, verb: int, entry: Cue) -> Iterator[Candidate]:
    """A that-clause that the parser hung on what stands between it and the cue.

    "told reporters on a visit to Lakeville on Friday that he would stay": on "Friday".
    """
    parse = passage.parse
    if not entry.frames & {"clause", "object+clause"} or entry.grade < 4:
        return
    if parse.child(verb, "ccomp", "xcomp") is not None:
        return
    for i in range(verb + 2, min(verb + 20, parse.last[verb])):
        if parse.lower[i] != "that" or passage.inside[i] >= 0:
            if parse.words[i] in (";", ":") or parse.tags[i] in ("VBD", "VBZ"):
                return
            continue
        clause = parse.heads[i]
        if parse.deps[i] != "mark" and not parse.deps[i].startswith("nsubj"):
            continue
        finite = parse.tags[clause][:2] in ("VB", "MD") and parse.left[clause] == i
        if finite and parse.heads[clause] > verb and parse.tags[parse.heads[clause]][:2] != "VB":
            source = verb_source(parse, verb)
            ranges = subtree(passage, clause)
            yield from make_candidate(
                passage, "ccomp:stray", "clause", verb, entry, clause, ranges, source
            )
            return


def unlisted_candidates(passage: Passage, verb: int) -> Iterator[Candidate]:
    """A verb outside the list counts only with a that-clause, or with quoted words."""
    parse = passage.parse
    for k in parse.kids[verb]:
        if parse.deps[k] == "ccomp":
            mark = parse.child(k, "mark")
            quoted = passage.inside[k] >= 0 and passage.inside[verb] < 0
            if quoted or (mark is not None and parse.lower[mark] == "that" and k > verb):
                ranges = subtree(passage, k)
                yield from make_candidate(
                    passage,
                    "ccomp",
                    "clause",
                    verb,
                    None,
                    k,
                    without(ranges, (verb, verb + 1)),
                    verb_source(parse, verb),
                )
