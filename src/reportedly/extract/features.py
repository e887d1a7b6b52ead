"""Features of a candidate: the configuration it stands in, as short readable names.

No feature names a word; what words give comes only through the cue list (grade, frames, act) and
through small closed classes (pronouns, modals, negation).
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.extract.candidates import Candidate
from reportedly.extract.cues import load_cues
from reportedly.extract.parse import Parse
from reportedly.text.lexicon import values, words


def features(candidate: Candidate) -> list[str]:
    """Names of the features that hold of a candidate; each counts as 1."""
    return [*_configuration(candidate), *_cue_context(candidate), *_content_context(candidate)]


def _configuration(candidate: Candidate) -> Iterator[str]:
    """Link, cue and source, alone and together."""
    passage, parse = candidate.passage, candidate.passage.parse
    cue, entry = candidate.cue, candidate.entry
    frames = frozenset() if entry is None else entry.frames | {"main", "mark"}
    link, grade = f"link={_link(candidate)}", f"grade={entry.grade if entry is not None else 0}"
    licensed = f"licensed={candidate.frame in frames}"
    count, all_words = passage.quoted_share(candidate.content)
    quoted = f"quoted={2 if count == all_words else 1 if count else 0}"
    source = f"source={source_class(parse, candidate.source)}"
    how, tag, length = (
        f"how={candidate.how}",
        f"tag={parse.tags[cue]}",
        f"length={_bucket(all_words)}",
    )
    yield from ("bias", f"rule={candidate.rule}", f"pieces={min(len(candidate.content), 3)}")
    yield from (link, grade, licensed, quoted, source, how, tag, length)
    yield from (f"{one} {link}" for one in (licensed, quoted, source, how, tag, length))
    yield from (f"{one} {grade}" for one in (link, licensed, quoted, source))
    if entry is not None:
        yield from (f"act={entry.act}", f"act={entry.act} {link}", f"pos={entry.pos}")
    if passage.inside[cue] >= 0:
        yield from ("cue-quoted", f"cue-quoted {link}", f"cue-quoted {source}")
    if passage.title:
        yield from ("title", f"title {link}")


def _link(candidate: Candidate) -> str:
    return candidate.rule.split(":")[0]


def _cue_context(candidate: Candidate) -> Iterator[str]:
    """What stands below and above the cue."""
    parse, cue, frame = candidate.passage.parse, candidate.cue, candidate.frame
    label, head = parse.deps[cue], parse.heads[cue]
    yield f"dep={label}"
    below = [name for k in parse.kids[cue] for name in _below_cue(parse, k)]
    modal, negated = "modal" in below, "negated" in below
    for name in below:
        if name not in ("modal", "negated"):
            yield name
        if name == "cue-infinitive":
            yield f"{name} frame={frame}"
    if negated:
        yield from ("negated", f"negated modal={modal}")
    if modal:
        yield from ("modal", f"modal frame={frame}")
    if head != cue:
        above = f"above={parse.tags[head][:2]}"
        yield above
        if label in _SUBORDINATE:
            yield f"{above} dep={label}"
    position = cue - parse.first[cue]
    yield "cue-first" if position < 2 else "cue-early" if position < 8 else "cue-late"


_SUBORDINATE = frozenset("ccomp xcomp acl relcl advcl conj pcomp".split())


def _below_cue(parse: Parse, k: int) -> Iterator[str]:
    """What a dependent of the cue is: negation, an auxiliary, a conjunction, a particle."""
    lower, label = parse.lower[k], parse.deps[k]
    if label == "neg" or lower in words("negation"):
        yield "negated"
    elif label == "aux":
        yield from _auxiliary(lower)
    elif label == "mark":
        if lower in words("subordinator"):
            yield "cue-subordinate"
        if lower == "if":
            yield "cue-if"
    elif label == "advmod" and parse.tags[k] == "WRB":
        yield "cue-wh"
    elif label in ("prt", "dative"):
        yield "cue-particle" if label == "prt" else "cue-dative"


def _auxiliary(lower: str) -> Iterator[str]:
    if lower in words("modal"):
        yield "modal"
    elif lower == "to":
        yield "cue-infinitive"
    elif lower in words("perfect-auxiliary"):
        yield "cue-perfect"
    elif lower.startswith(("do", "did")):
        yield "cue-do"


def _content_context(candidate: Candidate) -> Iterator[str]:
    """Where the content stands and what it begins with and consists of."""
    parse, cue, head = candidate.passage.parse, candidate.cue, candidate.head
    first, after = candidate.content[0][0], candidate.content[-1][1]
    link = f"link={_link(candidate)}"
    place = "content-before" if after <= cue else "content-after" if first > cue else "around"
    yield from (f"head={parse.tags[head][:2]}", f"head={parse.tags[head][:2]} {link}")
    yield from (place, f"{place} {link}")
    lower = parse.lower[first]
    if lower in words("question-word") or lower == "that":
        opening = "that" if lower == "that" else "wh"
        yield from (f"opening={opening}", f"opening={opening} {link}")
    elif link in ("link=ccomp", "link=^ccomp"):
        yield "opening=none"
    if first > cue:
        gap = f"gap={min(first - cue, 4)}"
        yield from (gap, f"{gap} {link}")
        if parse.words[first - 1] in (",", ":"):
            yield f"opens-after={parse.words[first - 1]}"
    yield from _content_head(parse, head, link)
    yield f"to-end={after >= parse.last[cue]}"
    if any("CD" in parse.tags[b:e] for b, e in candidate.content):
        yield "content-number"
    if parse.first[cue] != parse.first[head]:
        yield "other-sentence"
    if parse.words[parse.last[cue]] == "?":
        yield "question"


def _content_head(parse: Parse, head: int, link: str) -> Iterator[str]:
    """What sort of word the content hangs from."""
    if parse.is_verb(head):
        subject = f"content-subject={parse.child(head, 'nsubj', 'nsubjpass', 'expl') is not None}"
        yield from (subject, f"{subject} {link}")
    elif parse.is_noun(head):
        lower = parse.lower[head]
        yield f"content-noun={parse.tags[head]}"
        if (lower, "noun") in load_cues():
            yield "content-cue-noun"
        elif lower in words("document"):
            yield "content-document"
        bare = parse.child(head, "det", "poss") is None
        yield "content-bare" if bare else "content-determined"
    elif parse.tags[head].startswith(("PRP", "DT", "W")):
        yield from ("content-pronoun", f"content-pronoun {link}")


def source_class(parse: Parse, source: int | None) -> str:
    """A small closed class for who is named, such as "none", "first", "name", "plural"."""
    if source is None:
        return "none"
    tag, small = parse.tags[source], values("source-word").get(parse.lower[source])
    if parse.is_name(source) and small in (None, "generic", "it"):
        return "name"
    if small is not None:
        return small
    if tag == "PRP$":
        return "possessive"
    return _common_class(parse, source) if tag in ("NNS", "NN") else "other"


def _common_class(parse: Parse, source: int) -> str:
    """Whether a common noun names people, a body, a document, or something that cannot speak."""
    lower, plural = parse.lower[source], parse.tags[source] == "NNS"
    if any(parse.tags[k] == "NNP" for k in parse.children(source, "appos")):
        return "name"
    singular = lower[:-1] if plural and lower.endswith("s") else lower
    if singular in words("role") or lower in words("speaking-people"):
        return "people" if plural else "person"
    if singular in words("body") or singular in words("body-in-name"):
        return "body"
    if not words("document").isdisjoint((singular, lower)):
        return "document"
    return "plural" if plural else "common"


def _bucket(count: int) -> str:
    for limit in (1, 2, 4, 8, 16, 32):
        if count <= limit:
            return f"<={limit}"
    return ">32"
