"""Candidates from verbs: their clauses, objects, infinitives, and what they stand aside of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from reportedly.extract.candidate import Candidate, Occurrence
from reportedly.extract.contents import Ranges, merged, subtree, without
from reportedly.extract.counting import counts
from reportedly.extract.cues import Cue, Lexicon, find_cue, load_cues
from reportedly.extract.nearby import headline_subject
from reportedly.extract.parse import FINITE, Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import (
    SUBJECTS,
    is_passive,
    may_report,
    may_speak,
    outer_reporter,
    quoted_speaker,
    quoting_verb,
    second_subject,
    verb_source,
    whose_word,
)
from reportedly.model import Act
from reportedly.text.lexicon import full_names, words

_ASIDE = frozenset({"parataxis", "ccomp", "advcl", "conj", "ROOT", "intj", "dep"})
_RAISING = tuple(words("raising-verb"))
_PARTING = frozenset(",;:.?!–—|")
_STRAYS = 20  # tokens between a cue and a clause that the parser hung elsewhere


class Link(NamedTuple):
    """A way from a verb to a content.

    Attributes:
        rule: name of the pattern. frame: the frame of the cue list that it fills.
        heads: heads of the content's pieces. cue: further tokens of the cue.
    """

    rule: str
    frame: str
    heads: Sequence[int]
    cue: Sequence[int] = ()


Links = Iterator[Link]


def verb_candidates(passage: Passage, verb: int, entry: Cue) -> Iterator[Candidate]:
    """Candidates of a listed verb."""
    parse = passage.parse
    if _is_of_label(parse, verb) or _is_misread(parse, verb):
        return
    if _quotes_as_saying(parse, verb) or _cites_speaker(parse, verb):
        return
    if quoted_speaker(parse, verb) is not None and _opens_quotation(passage, verb):
        return
    quoted = quoted_speaker(parse, verb) if parse.child(verb, "ccomp") is not None else None
    at = Occurrence(passage, verb, entry, quoted or verb_source(parse, verb))
    passive = is_passive(parse, verb)
    links = list(_passive_links(parse, verb) if passive else _active_links(parse, verb, entry))
    links += _said_before(parse, verb)
    spelled_out = () if passive else tuple(_behind_colon(at, entry))
    for link in links:
        if _is_worth_trying(link, entry) and not spelled_out:
            ranges: Ranges = [parse.within(head) for head in link.heads]
            ranges = _without_further_reports(parse, ranges, verb)
            ranges = without(merged(ranges), (verb, verb + 1))
            source = (None, "raising") if link.rule.startswith("subject+") else None
            yield from at.reports(link.rule, link.frame, link.heads[-1], ranges, link.cue, source)
    if "experience" in entry.frames:
        yield from _experience(at, passive)
    yield from spelled_out
    yield from _spliced(at, entry)
    yield from _aside(at, entry)
    yield from _modified(at)
    if not links:
        yield from _asked(at)
        yield from _in_headline(at)
    yield from _stray_clause(at, entry)


def _is_of_label(parse: Parse, verb: int) -> bool:
    """True for the participle of "Breaches noted: 212" and "Persons reported missing: 12"."""
    opens = parse.first[verb]
    if parse.tags[verb] not in ("VBN", "VBD") or ":" not in parse.words[verb + 1 : verb + 3]:
        return False
    named = range(opens, verb)
    return opens < verb and not any(
        may_speak(parse, i) or not parse.tags[i].startswith(("NN", "JJ", "HYPH", ":"))
        for i in named
    )


def _is_misread(parse: Parse, verb: int) -> bool:
    """True for the "express" of "as express train derails": behind "as" no plain form stands."""
    return (
        parse.tags[verb] == "VB"
        and parse.deps[verb] == "pcomp"
        and (parse.lower[parse.heads[verb]] == "as" and parse.heads[verb] == verb - 1)
    )


def _quotes_as_saying(parse: Parse, verb: int) -> bool:
    """True for the "quoted" of "quoted him as saying", where "saying" is the cue."""
    if parse.lower[verb] not in words("quoting-verb"):
        return False
    below = (k for k in range(verb + 1, parse.last[verb] + 1) if parse.deps[k] == "pcomp")
    return any(quoting_verb(parse, k) == verb for k in below)


def _opens_quotation(passage: Passage, verb: int) -> bool:
    """True for "cites an officer: “…”", in which a quotation is what is reported."""
    parse = passage.parse
    first = (b for b, _ in passage.quotations if verb < b <= parse.last[verb] + 1)
    begin = next(first, None)
    return begin is not None and parse.words[begin - 1] == ":"


def _cites_speaker(parse: Parse, verb: int) -> bool:
    """True for ", citing police": whose word it is that a report passes on."""
    low = parse.lower[verb]
    cites = low in words("citing") or (low in words("quoting-verb") and parse.deps[verb] == "relcl")
    cited = parse.child(verb, "dobj", "pobj") if cites else None
    if cited is None:
        return False
    return whose_word(parse, cited) is not None or _gives_reason(parse, verb)


def _gives_reason(parse: Parse, citing: int) -> bool:
    """True for ", citing safety concerns," beside a report: why or whence, and nothing told.

    A number in it is told: "police, citing 14 deaths, said".
    """
    begin, end = parse.within(citing)
    head = parse.heads[citing]
    saying = parse.is_verb(head) and may_report(parse, head)
    counted = any(parse.tags[i] == "CD" for i in range(begin, end))
    clausal = any(parse.deps[i] in ("ccomp", "acl", "relcl") for i in range(begin, end))
    return saying and parse.tags[citing] == "VBG" and not counted and not clausal


def _said_before(parse: Parse, verb: int) -> Links:
    """The clause before "…, the mayor was quoted as saying"."""
    quoting = quoting_verb(parse, verb)
    if quoting is not None and parse.child(verb, "ccomp", "xcomp", "dobj") is None:
        for clause in parse.children(quoting, "ccomp")[:1]:
            if clause < quoting:
                yield Link("ccomp", "clause", [clause])


def _is_worth_trying(link: Link, entry: Cue) -> bool:
    if link.frame in entry.frames:
        return True
    if link.frame.rpartition("+")[2] in words("circumstance"):
        return False
    return entry.grade >= 2 or link.frame in ("clause", "infinitive")


def _without_further_reports(parse: Parse, ranges: Ranges, verb: int) -> Ranges:
    """Content less the next reports: "and warned …", ", adding …", "while B said …"."""
    ranges = _without_what_is_set_apart(parse, ranges)
    for k in [k for begin, end in ranges for k in range(begin, end) if parse.deps[k] == "advcl"]:
        if k > verb and _adds(parse, k):
            comma = parse.left[k] - (parse.words[parse.left[k] - 1] == ",")
            ranges = without(ranges, (comma, parse.right[k] + 1))
    for k in [k for begin, end in ranges for k in range(begin, end) if parse.deps[k] == "conj"]:
        if outer_reporter(parse, k) == verb:
            joint = [i for i in parse.children(parse.heads[k], "cc") if i < k]
            ranges = without(ranges, (joint[-1] if joint else parse.left[k], parse.right[k] + 1))
    return ranges


def _without_what_is_set_apart(parse: Parse, ranges: Ranges) -> Ranges:
    for k in [k for begin, end in ranges for k in range(begin, end) if parse.deps[k] == "advcl"]:
        if _sets_apart(parse, k):
            comma = parse.left[k] - (parse.words[parse.left[k] - 1] == ",")
            ranges = without(ranges, (comma, parse.right[k] + 1))
    return ranges


def _adds(parse: Parse, clause: int) -> bool:
    """True for ", adding that more were missing", the next report of the same source."""
    if parse.tags[clause] != "VBG" or parse.word_before(clause) != ",":
        return False
    cue = load_cues().get((parse.lower[clause], "verb"))
    reports = cue is not None and cue.act is Act.SPEECH and cue.grade >= 4
    subject = parse.child(parse.heads[clause], *SUBJECTS)
    another = subject is not None and parse.tags[subject] != "PRP" and may_speak(parse, subject)
    return reports and not another and parse.child(clause, "ccomp") is not None


def _sets_apart(parse: Parse, clause: int) -> bool:
    """True for "while local media reported 400", in which somebody else speaks."""
    if parse.mark(clause) not in words("setting-apart") or not parse.children(clause, "nsubj"):
        return False
    cue = find_cue(load_cues(), parse.lower[clause], parse.tags[clause])
    return counts(parse, clause) or (cue is not None and cue.act is Act.SPEECH)


def _in_headline(at: Occurrence) -> Iterator[Candidate]:
    """What a verb says that the parser took for a noun: "Ministry disputes count"."""
    passage, parse, verb = at.passage, at.passage.parse, at.cue
    who = headline_subject(passage, verb)
    if who is None or verb + 1 >= len(parse):
        return
    tag, said = parse.tags[verb + 1], parse.lower[verb + 1]
    if tag[0] not in "NCDJ$" and said not in words("content-noun"):
        return
    ends = (i for i in range(verb + 1, len(parse)) if parse.words[i] in _PARTING)
    stop = next(ends, len(parse))
    if stop > verb + 1 and tag != "CC":
        source = (who, "headline")
        yield from at.reports("headline", "object", verb + 1, [(verb + 1, stop)], source=source)


# Contents below an active verb


def _active_links(parse: Parse, verb: int, entry: Cue) -> Links:
    object_ = _object(parse, verb)
    if second_subject(parse, verb) is not None:
        yield Link("ccomp", "clause", parse.children(verb, "nsubj")[:1])
    for k in parse.children(verb, "ccomp"):
        yield from _clause(parse, verb, k, object_)
    for k in parse.children(verb, "xcomp"):
        yield from _complement(parse, verb, k, object_)
    if object_ is not None:
        yield from _object_links(parse, object_, entry.frames)
    for label, links_of in _BY_LABEL.items():
        for k in parse.children(verb, label):
            yield from links_of(parse, verb, k, object_)


def _object(parse: Parse, verb: int) -> int | None:
    """The object behind a verb, or the "whom" before it."""
    objects = [k for k in parse.children(verb, "dobj") if k > verb or parse.is_relative(k)]
    subjects = parse.children(verb, "nsubj")
    if not objects and len(subjects) > 1 and parse.is_relative(subjects[0]):
        return subjects[0]  # "whom many had backed": the parser took both for the subject
    return objects[0] if objects else None


def _clause(parse: Parse, verb: int, clause: int, object_: int | None) -> Links:
    if clause < verb and object_ is not None and ";" in parse.words[clause:verb]:
        return  # "The ministry raised the toll; on Monday it had said nine."
    if object_ is None or object_ > clause:
        rest = _rest_of_clause(parse, verb)
        if clause not in rest:
            yield Link("ccomp", "clause", [clause])
        if rest and clause < verb:
            yield Link("ccomp:around", "clause", [clause, *rest])
    elif _lacks_subject(parse, clause):
        # "warned the group could return": the parser took the subject for an object.
        yield Link("ccomp", "clause", [object_, clause])
    else:
        yield Link("object+ccomp", "object+clause", [clause])
        if object_ > verb:
            yield Link("ccomp:object", "clause", [object_, clause])


def _rest_of_clause(parse: Parse, verb: int) -> list[int]:
    """What goes on behind the inquit: "He may leave, aides said, because his wife is ill".

    So does what follows its colon, and a time: "He left, aides said, a day after his wife had".
    """
    clauses = parse.children(verb, "ccomp")
    before = min([verb, *(parse.left[k] for k in parse.children(verb, "nsubj"))])
    if not clauses or clauses[0] > verb or before == 0 or parse.words[before - 1] != ",":
        return []
    reasons = [k for k in parse.children(verb, "advcl") if parse.mark(k)]
    found = [k for k in reasons if k > verb and parse.word_before(k) == ","]
    clauses = [k for k in clauses if k > verb]
    return found + [k for k in clauses if parse.word_before(k) == ":" or _dates(parse, k)]


def _dates(parse: Parse, clause: int) -> bool:
    """True for a clause that only tells when: ", a day after at least 21 had died"."""
    opening = parse.lower[parse.left[clause] : clause]
    subject = parse.child(clause, *SUBJECTS)
    before = opening if subject is None else opening[: parse.left[subject] - parse.left[clause]]
    return parse.word_before(clause) == "," and not {"after", "before"}.isdisjoint(before)


def _lacks_subject(parse: Parse, clause: int) -> bool:
    auxiliaries = parse.children(clause, "aux", "auxpass")
    finite = any(parse.tags[k] in ("MD", *FINITE) for k in auxiliaries) or parse.is_finite(clause)
    return finite and parse.child(clause, *SUBJECTS, "expl", "mark") is None


def _complement(parse: Parse, verb: int, complement: int, object_: int | None) -> Links:
    objects = [] if object_ is None else [object_]
    if parse.is_infinitive(complement):
        if objects:
            yield Link("object+xcomp", "object+infinitive", [*objects, complement])
            yield Link("xcomp:object", "object+infinitive", [complement])
        else:
            yield Link("xcomp", "infinitive", [complement])
        yield from _raised(parse, verb, "subject+xcomp", complement)
    elif parse.tags[complement] == "VBG":
        yield Link("gerund", "gerund", [complement])
    else:
        yield Link("complement", "complement", [*objects, complement])
        yield from _raised(parse, verb, "subject+complement", complement)


def _raised(parse: Parse, verb: int, rule: str, complement: int) -> Links:
    """For "he seems to have left": the subject belongs to the content."""
    subject = parse.child(verb, "nsubj")
    if subject is not None and parse.lower[verb].startswith(_RAISING):
        yield Link(rule, "subject+infinitive", [subject, complement])


def _object_links(parse: Parse, object_: int, frames: frozenset[str]) -> Links:
    behind = [k for k in parse.kids[object_] if k > object_]
    prepositions = [k for k in behind if parse.deps[k] == "prep"]
    for k in prepositions:
        frame = f"object+{parse.lower[k]}"
        if frame in frames:
            # "accused the mayor of lying": the parser hung the charge on the mayor.
            yield Link(f"object+prep:{parse.lower[k]}", frame, [object_])
    yield Link("object", "object", [object_])
    for k in behind:
        phrase = range(parse.left[object_], object_ + 1)
        inner = parse.child(k, "pobj", "pcomp") if k in prepositions else None
        if inner is not None:
            more = range(parse.left[object_], k + 1)
            yield Link(f"object>prep:{parse.lower[k]}", "object>prep", [inner], more)
        elif parse.deps[k] in ("acl", "relcl", "ccomp"):
            yield Link(f"object>{parse.deps[k]}", "object>clause", [k], phrase)


def _named(parse: Parse, verb: int, name: int, object_: int | None) -> Links:
    """The name that a thing is given: "called the plan a fraud"."""
    yield Link("complement", "object+complement", [name] if object_ is None else [object_, name])


def _preposition(parse: Parse, verb: int, preposition: int, object_: int | None) -> Links:
    name = parse.lower[preposition]
    inner = parse.child(preposition, "pobj", "pcomp")
    if inner is None and parse.child(preposition, "prep") is None:
        return
    if object_ is not None and preposition > object_:
        if inner is not None and _is_day(parse, inner):
            return  # "warned the office on 9 May"
        yield Link(f"object+prep:{name}", f"object+{name}", [object_, preposition])
    elif inner is not None:
        yield Link(f"prep:{name}", name, [inner], [preposition])
        if preposition > verb:
            yield Link(f"prep-in:{name}", name, [preposition])


def _is_day(parse: Parse, noun: int) -> bool:
    """True for the name of a day or month: when it was said, not on what."""
    return parse.lower[noun] in {*full_names("weekday"), *full_names("month")}


def _adverbial(parse: Parse, verb: int, clause: int, object_: int | None) -> Links:
    if clause < verb:
        return
    if parse.is_infinitive(clause):
        if object_ is not None:
            yield Link("object+advcl", "object+infinitive", [object_, clause])
        else:
            yield Link("advcl", "infinitive", [clause])
    elif parse.mark(clause) in words("complementiser") | {"like"}:
        yield Link("advcl", "clause", [clause])
    elif parse.tags[clause] == "VBG" and not _cites_speaker(parse, clause):
        yield Link("gerund", "gerund", [clause])


def _quality(parse: Parse, verb: int, quality: int, object_: int | None) -> Links:
    yield from _raised(parse, verb, "subject+complement", quality)


def _adverb(parse: Parse, verb: int, adverb: int, object_: int | None) -> Links:
    if adverb > verb and (parse.tags[adverb] == "WRB" or parse.lower[adverb] == "so"):
        yield Link("advmod", "clause", [adverb])


def _loose(parse: Parse, verb: int, loose: int, object_: int | None) -> Links:
    """What the parser hung on loosely."""
    if loose > verb:
        yield Link("dep", "clause", [loose])


def _beside(parse: Parse, verb: int, clause: int, object_: int | None) -> Links:
    """A clause hung beside the cue: "said X was late and Y …"."""
    if parse.child(clause, "nsubj") is not None and parse.deps[verb] == "ROOT":
        yield Link("conj", "clause", [clause])


_BY_LABEL: dict[str, Callable[[Parse, int, int, int | None], Links]] = {
    "oprd": _named,
    "prep": _preposition,
    "advcl": _adverbial,
    "acomp": _quality,
    "advmod": _adverb,
    "dep": _loose,
    "intj": _loose,
    "nmod": _loose,
    "conj": _beside,
}


# Contents of a passive verb


def _passive_links(parse: Parse, verb: int) -> Links:
    subjects = parse.children(verb, "nsubjpass", "nsubj")[:1]
    expletive = [parse.lower[k] for k in subjects] == ["it"]
    front = [] if expletive else [k for k in subjects if not parse.is_relative(k)]
    links = [link for k in parse.kids[verb] for link in _passive_link(parse, verb, k, front)]
    yield from links
    whole = any(link.rule in _WITH_SUBJECT for link in links)
    if front and not whole and not _is_none_reported(parse, verb, front[0]):
        yield Link("passive:subject", "object", front)
    for k in parse.children(verb, "nsubjpass", "csubjpass") if expletive else ():
        if k > verb:
            yield Link("passive:ccomp", "clause", [k])


def _is_none_reported(parse: Parse, verb: int, subject: int) -> bool:
    """True in "reports that no warning was issued": what is said is all of it."""
    none = any(parse.lower[k] == "no" for k in parse.children(subject, "det"))
    return none and parse.lower[parse.heads[verb]] in words("content-noun")


_WITH_SUBJECT = frozenset({"passive:xcomp", "passive:complement", "passive:subject+as"})


def _passive_link(parse: Parse, verb: int, k: int, front: list[int]) -> Links:
    label = parse.deps[k]
    if label == "ccomp":
        if front and k > verb:
            yield Link("passive:subject+ccomp", "object+clause", [k])
        else:
            yield Link("passive:ccomp", "clause", [k])
    elif label == "xcomp":
        yield Link("passive:xcomp", "object+infinitive", [*front, k])
        if front:
            yield Link("passive:xcomp-only", "infinitive", [k])
    elif label == "oprd":
        yield Link("passive:complement", "object+complement", [*front, k])
    elif label == "prep" and k > verb:
        yield from _passive_preposition(parse, k, front)
    elif label == "advcl" and k > verb and parse.mark(k) in words("complementiser"):
        yield Link("passive:advcl", "clause", [k])


def _passive_preposition(parse: Parse, k: int, front: list[int]) -> Links:
    name, inner = parse.lower[k], parse.child(k, "pobj", "pcomp")
    if inner is None or name == "by":
        return
    if name != "as":
        yield Link(f"passive:subject+prep:{name}", f"object+{name}", [*front, k])
        yield Link(f"passive:prep:{name}", name, [inner], [k])
    elif parse.tags[inner] != "VBG":
        yield Link("passive:subject+as", "object+as", [*front, k])


# Contents elsewhere


def _experience(at: Occurrence, passive: bool) -> Iterator[Candidate]:
    """What stirs a feeling, and whose: "the fee angered nurses", "was unnerved by a noise"."""
    parse, verb = at.passage.parse, at.cue
    by = parse.children(verb, "agent")[:1] if passive else []
    if passive:
        who = parse.child(verb, "nsubjpass")
        cause = parse.child(by[0], "pobj", "pcomp") if by else None
    else:
        who, cause = parse.child(verb, "dobj"), parse.child(verb, "nsubj")
    if cause is not None and who is not None:
        rule = "experience:by" if passive else "experience"
        yield from at.reports(rule, "experience", cause, more=by, source=(who, "experience"))


def _aside(at: Occurrence, entry: Cue, *, whole: bool = False) -> Iterator[Candidate]:
    """The clause that an inquit stands in or behind: "The buoy, he said, has drifted".

    `whole` where the cue has its object within it: "as she puts it".
    """
    passage, parse, verb = at.passage, at.passage.parse, at.cue
    label, head, mark = parse.deps[verb], parse.heads[verb], parse.mark(verb)
    if label not in _ASIDE or head == verb or not parse.heads_clause(head):
        return
    told = "object+clause" in entry.frames  # "as she told the Courier"
    held = ("ccomp", "xcomp") if told else ("ccomp", "dobj", "xcomp")
    bare = mark == "as" and (whole or parse.child(verb, *held) is None)
    if "clause" not in entry.frames or (mark and not bare):
        return
    comma = "," in (parse.words[parse.left[verb]], parse.word_before(verb))
    spliced = label == "advcl" and head < verb and comma
    name = "as" if mark else "parataxis" if spliced and parse.is_finite(verb) else label
    hole = parse.within(verb)
    behind = None if mark else _behind_inquit(parse, verb, at.source[0])
    if behind is not None:
        hole = (hole[0], behind)
    below = _without_what_is_set_apart(parse, without(subtree(passage, head), hole))
    yield from at.reports(f"^{name}", "clause", head, below)
    root = parse.root(verb)
    if root != head:
        yield from at.reports(f"^^{name}", "clause", root, without(subtree(passage, root), hole))


def _behind_inquit(parse: Parse, verb: int, source: int | None) -> int | None:
    """Where the content goes on after "…, he said, because …": past the comma behind the verb."""
    if source is None or abs(source - verb) > 4:
        return None
    before, after = min(verb, source) - 1, max(verb, source) + 1
    framed = after < parse.right[verb] and parse.words[before] == "," == parse.words[after]
    return after if framed else None


def _modified(at: Occurrence) -> Iterator[Candidate]:
    """The noun that a participle or a relative clause speaks of: "a bill opposed by the mayors"."""
    parse, verb = at.passage.parse, at.cue
    label, noun, hole, source = parse.deps[verb], parse.heads[verb], parse.within(verb), at.source
    below = {parse.deps[k] for k in parse.kids[verb]}
    if label == "relcl":
        if source[1] == "relative":
            return
    elif parse.tags[verb] != "VBN":
        return
    elif label == "amod" and parse.words[verb - 1] != "-":
        hole, source = (hole[0], verb + 1), (None, "amod")
    elif label == "conj" and _is_participle_of_noun(parse, noun) and "agent" in below:
        # "a bill written in haste and opposed by the mayors"
        label, hole, noun = "acl", parse.within(noun), parse.heads[noun]
    elif label != "acl":
        return
    ranges = without(subtree(at.passage, noun), hole)
    yield from at.reports(f"^{label}", "object", noun, ranges, source=source)


def _behind_colon(at: Occurrence, entry: Cue) -> Iterator[Candidate]:
    """What is spelled out behind a colon: "confirmed what they had feared: four were dead"."""
    passage, parse, verb = at.passage, at.passage.parse, at.cue
    asked = [k for k in parse.children(verb, "ccomp", "dobj") if k > verb]
    opens = parse.left[asked[0]] if asked else -1
    if "clause" not in entry.frames or entry.act is not Act.SPEECH:
        return
    if opens != verb + 1 or parse.lower[opens] != "what":
        return
    colon, last = parse.right[asked[0]] + 1, parse.last[verb]
    if colon < last and parse.words[colon] == ":" and passage.inside[colon] < 0:
        said = range(colon + 1, last + 1)
        head = next((i for i in said if parse.heads[i] == i or parse.heads[i] <= colon), said[0])
        yield from at.reports("ccomp:colon", "clause", head, [(colon + 1, last + 1)])


def _is_participle_of_noun(parse: Parse, verb: int) -> bool:
    return parse.deps[verb] == "acl" and parse.tags[verb] == "VBN"


def _asked(at: Occurrence) -> Iterator[Candidate]:
    """The question word before a verb without any content: "what he knew"."""
    parse, verb = at.passage.parse, at.cue
    if at.source[0] is None or parse.deps[verb] not in ("pcomp", "ccomp", "advcl"):
        return
    asking = (k for k in parse.kids[verb] if parse.tags[k] in ("WP", "WDT", "WRB") and k < verb)
    wh = next(asking, None)
    if wh is not None:
        yield from at.reports("wh", "object", wh, [(wh, wh + 1)])


def _stray_clause(at: Occurrence, entry: Cue) -> Iterator[Candidate]:
    """A that-clause that the parser hung on what stands between it and the cue.

    "told reporters on a visit to Lakeville on Friday that he would stay": on "Friday".
    """
    passage, parse, verb = at.passage, at.passage.parse, at.cue
    if not entry.frames & {"clause", "object+clause"} or entry.grade < 3:
        return
    if parse.child(verb, "ccomp", "xcomp") is not None:
        return
    yield from _swallowed_by_clause(at)
    for i in range(verb + 2, min(verb + _STRAYS, parse.last[verb])):
        if parse.lower[i] == "that" and passage.inside[i] < 0:
            clause = parse.heads[i]
            if _opens_stray(parse, i, clause, verb):
                yield from at.reports("ccomp:stray", "clause", clause)
                return
        elif parse.words[i] in (";", ":") or parse.tags[i] in ("VBD", "VBZ"):
            return


def _spliced(at: Occurrence, entry: Cue) -> Iterator[Candidate]:
    """An inquit that the parser took for a second clause behind a comma.

    "Six were children, its director, Ana Korr, told the Herald", "…, Captain Korr told the Herald".
    """
    parse, verb = at.passage.parse, at.cue
    clause = parse.heads[verb]
    if parse.deps[verb] != "conj" or entry.act is not Act.SPEECH or entry.grade < 4:
        return
    if not (parse.is_verb(clause) and parse.is_finite(verb)):
        return
    if parse.child(verb, "ccomp", "xcomp") is not None or parse.children(clause, "cc"):
        return
    speaker = parse.child(verb, "nsubj")
    if speaker is None:
        speaker = _presented_before(parse, clause, verb)
    if speaker is not None and clause < parse.left[speaker] and parse.word_before(speaker) == ",":
        told = [(parse.left[clause], parse.left[speaker] - 1)]
        yield from at.reports("ccomp", "clause", clause, told, source=(speaker, "spliced"))


def _presented_before(parse: Parse, clause: int, verb: int) -> int | None:
    """The "director" of ", its director, Ana Korr, told": a role and a name between commas."""
    if parse.words[verb - 1] != ",":
        return None
    for noun in range(clause + 1, verb):
        if parse.lower[noun] in words("role") and parse.word_before(noun) == ",":
            names = parse.children(noun, "appos")
            if names and parse.is_name(names[0]) and parse.right[names[0]] == verb - 2:
                return noun
    return None


def _swallowed_by_clause(at: Occurrence) -> Iterator[Candidate]:
    """A report that the parser took for a part of what is reported.

    "Lawyers alleged at a hearing that 14 were beaten": "Lawyers" were beaten. "…, with residents
    saying 14 were beaten": they were beaten with residents.
    """
    parse, verb = at.passage.parse, at.cue
    noun = parse.heads[verb]
    if parse.deps[verb] != "acl":
        return
    if parse.tags[verb] == "VBG" and parse.lower[parse.heads[noun]] == "with":
        clause = parse.heads[parse.heads[noun]]
        subject = parse.child(clause, *SUBJECTS)
        if parse.is_verb(clause) and subject is not None and verb < parse.left[subject]:
            ranges = [(verb + 1, parse.right[clause] + 1)]
            yield from at.reports("ccomp:stray", "clause", clause, ranges, source=(noun, "acl"))
        return
    if parse.tags[verb] not in ("VBN", "VBD"):
        return
    for clause in filter(parse.is_verb, parse.ancestors(verb)):
        that = [k for k in parse.children(clause, "mark") if parse.lower[k] == "that"]
        subject = next((k for k in parse.children(clause, *SUBJECTS) if k < verb), None)
        if that and subject is not None and verb < that[0] < clause:
            ranges = [(that[0], parse.right[clause] + 1)]
            source = (subject, "subject")
            yield from at.reports("ccomp:stray", "clause", clause, ranges, source=source)
        return


def _opens_stray(parse: Parse, that: int, clause: int, verb: int) -> bool:
    """True for the "that" of a clause which hangs on a noun behind the verb."""
    bare = parse.child(verb, "dobj") is None and parse.child(clause, *SUBJECTS) is not None
    if parse.deps[that] not in ("mark", *SUBJECTS) and not (bare and parse.deps[that] == "dobj"):
        return False
    if not set(parse.children(verb, *SUBJECTS)).isdisjoint(parse.ancestors(clause)):
        return False
    opens = parse.heads_clause(clause) and parse.left[clause] == that
    above = parse.heads[clause]
    return opens and above > verb and not parse.is_verb(above)


# Verbs of two words, and verbs that are not listed


def phrasal_cue(parse: Parse, lexicon: Lexicon, verb: int) -> Cue | None:
    """The listed cue that a verb makes with its particle: "pushed back", "weighed in"."""
    for k in parse.children(verb, "prt", "advmod", "prep"):
        # "laughed off a claim": the parser took the particle for a preposition.
        loose = parse.deps[k] != "prep" or not parse.kids[k] or parse.lower[k] == "off"
        if verb < k <= verb + 4 and loose:
            found = lexicon.get((f"{parse.lower[verb]} {parse.lower[k]}", "verb"))
            if found is not None:
                return found
    return None


def expression_candidates(passage: Passage, verb: int, lexicon: Lexicon) -> Iterator[Candidate]:
    """Candidates of a verb and its object that report together: "took issue with"."""
    parse = passage.parse
    noun = parse.child(verb, "dobj", "nsubjpass")
    entry = noun and lexicon.get((f"{parse.lower[verb]} {parse.lower[noun]}", "verb"))
    if noun is None or not entry:
        return
    at = Occurrence(passage, verb, entry, verb_source(parse, verb))
    if parse.tags[noun] == "PRP" and parse.mark(verb) == "as":
        yield from _aside(at, entry, whole=True)
    for k in sorted((*parse.kids[noun], *parse.kids[verb])):
        link = _expression_link(parse, k, entry) if k > noun else None
        if link is not None:
            more = [*range(parse.left[noun], noun + 1), *link.cue]
            yield from at.reports(link.rule, link.frame, link.heads[0], more=more)


def _expression_link(parse: Parse, k: int, entry: Cue) -> Link | None:
    """The way from an expression to its content through the dependent `k`, if there is one."""
    name = parse.lower[k]
    if parse.deps[k] == "prep" and name in entry.frames:
        inner = parse.child(k, "pobj", "pcomp")
        return Link(f"expression:{name}", name, [inner], [k]) if inner is not None else None
    first = parse.lower[parse.left[k]]
    if parse.deps[k] == "dobj" and first in entry.frames:
        # "deleted its post about 12 dead": the parser took "about 12" for a number.
        return Link(f"expression:{first}", first, [k], [parse.left[k]])
    if parse.deps[k] not in ("acl", "ccomp", "relcl", "xcomp", "advcl"):
        return None
    that = parse.mark(k) in words("complementiser") or parse.lower[parse.left[k]] == "that"
    frame = "infinitive" if parse.is_infinitive(k) else "clause" if that else ""
    return Link(f"expression:{frame}", frame, [k]) if frame in entry.frames else None


def unlisted_candidates(passage: Passage, verb: int) -> Iterator[Candidate]:
    """A verb outside the list counts only with a that-clause, or with quoted words."""
    parse = passage.parse
    clauses = parse.children(verb, "ccomp")
    at = Occurrence(passage, verb, None, verb_source(parse, verb) if clauses else (None, "none"))
    for k in clauses:
        quoted = passage.inside[k] >= 0 > passage.inside[verb]
        if quoted or (parse.mark(k) == "that" and k > verb):
            ranges = without(subtree(passage, k), (verb, verb + 1))
            yield from at.reports("ccomp", "clause", k, ranges)
