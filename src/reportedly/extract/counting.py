"""Candidates of counting: "the clinic lists 2 dead", "put the toll at 12" make a figure theirs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reportedly.extract.candidate import Candidate, Occurrence
from reportedly.extract.contents import merged
from reportedly.extract.cues import Cue, verb_forms
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import is_passive, verb_source
from reportedly.model import Act, Stance
from reportedly.text.lexicon import values, words

_COUNT = Cue("count", "verb", Act.SPEECH, Stance.ASSERTS, 3, frozenset({"count"}))
_COUNTERS = words("body") | words("role") | words("document") | words("message")
_COUNTERS |= words("speaking-people")
_DEEPEST = 3  # steps from an object or preposition to its number: "the deaths of at least 14"


@cache
def _ways() -> dict[str, str]:
    """From the forms of a verb of counting to where its number stands."""
    ways = values("counting-verb")
    return {form: way for lemma, way in ways.items() for form in verb_forms(lemma)}


def counting_candidates(passage: Passage, verb: int) -> Iterator[Candidate]:
    """The figure that a verb of counting ascribes to its subject."""
    parse = passage.parse
    way = _ways().get(parse.lower[verb])
    if way is None or is_passive(parse, verb):
        return
    source, how = verb_source(parse, verb)
    content = _counted(parse, verb, way)
    if source is not None and content and _may_count(parse, source, way):
        at = Occurrence(passage, verb, _COUNT, (source, how))
        ranges = merged(parse.within(k) for k in content)
        yield from at.reports("count", "count", content[-1], ranges)


def _counted(parse: Parse, verb: int, way: str) -> list[int]:
    """Heads of the words that hold the figure, or none."""
    object_ = parse.child(verb, "dobj")
    if way == "object":
        return [object_] if object_ is not None and _number(parse, object_) else []
    counted = object_ is not None and parse.lower[object_] in words("content-noun")
    if way == "share":
        return _share(parse, verb, object_)
    if way == "figure" and object_ is not None and counted and _number(parse, object_):
        return [object_]
    for k in parse.children(verb, "prep"):
        if k > verb and parse.lower[k] in way.split() and _number(parse, k):
            return [k] if object_ is None else [object_, k]
    return []


def _share(parse: Parse, verb: int, object_: int | None) -> list[int]:
    """What a poll gives somebody: "had Marr at 46 percent", "shows Marr ahead by 4 points"."""
    if object_ is None:
        return []
    behind = [k for k in parse.kids[verb] if k > verb and parse.deps[k] in _GIVEN]
    at = [k for k in parse.kids[object_] if parse.lower[k] == "at"]
    below = [i for k in (*behind, *at) for i in range(parse.left[k], parse.right[k] + 1)]
    given = any(parse.lower[i] in words("share-unit") and _number(parse, i) for i in below)
    return [k for k in behind if k != object_] + [object_] if given else []


_GIVEN = ("dobj", "dative", "prep", "advmod", "acomp", "oprd")


def _number(parse: Parse, head: int, depth: int = 0) -> bool:
    if parse.tags[head] == "CD":
        return True
    kids = (k for k in parse.kids[head] if not parse.heads_clause(k))
    return depth < _DEEPEST and any(_number(parse, k, depth + 1) for k in kids)


def _may_count(parse: Parse, source: int, way: str) -> bool:
    """True for a body, an official, a text or a name; for anybody who puts a toll at a number."""
    if parse.is_relative(source):
        return False
    lower = parse.lower[source]
    if way == "share":
        return lower in words("poll") or parse.is_name(source)
    named = parse.tags[source] in ("NNP", "NNPS") and parse.deps[source] != "compound"
    return way != "object" or named or lower in _COUNTERS
