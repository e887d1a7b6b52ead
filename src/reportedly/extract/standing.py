"""Standing: whether what is reported is asserted, denied, withheld or taken back, figure by figure.

A sentence that denies one figure may assert the next ("nine had drowned, not the 31 reported"). So
each number is followed up its parse to the words that report it; every word on the way may say how
what hangs on it stands: predicates ("was false"), verbs ("dismissed the report that"), negation,
contrast ("instead of"). What a clause only presupposes ("denied sinking the boat on which 31
drowned") no word above it can deny. The words are in `standing.txt`, beside the stances of cues.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from reportedly.extract.cues import find_cue, load_cues, noun_forms, verb_forms
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.model import Stance
from reportedly.text.lexicon import measure_of, values, words

_COMPLEMENTS = (
    *("dobj", "nsubjpass", "ccomp", "csubj", "csubjpass", "xcomp", "pcomp", "prep", "acl", "dative"),
)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "ccomp", "advcl", "relcl")
_VERB_UP = ("xcomp", "pcomp", "prep")
_NOUN_UP = ("dobj", "nsubj", "nsubjpass", "pobj", "prep", "attr", "appos", "xcomp", "pcomp")
_PREDICATES = ("acomp", "attr", "oprd", "xcomp", "prep", "ccomp")

_TURNED = {Stance.ASSERTS: Stance.DENIES, Stance.DENIES: Stance.ASSERTS}


class Word(NamedTuple):
    """A line of `standing.txt`: what a word says, and a text that shows it."""

    word: str
    pos: str
    stance: Stance
    example: str


def parse_standing(text: str) -> list[Word]:
    """The words of a table in the form of `standing.txt`.

    Raises:
        ValueError: a line is not "word part stance = example".
    """
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("%"):
            continue
        columns, _, example = line.partition(" = ")
        try:
            word, pos, stance = columns.split()
            found.append(Word(word, pos, Stance(stance), example.strip()))
        except ValueError as error:
            raise ValueError(f"line {number} of standing.txt is no word: {line!r}") from error
    return found


@cache
def _forms() -> Mapping[tuple[str, str], Stance]:
    """From a form and its part of speech to what the word says."""
    forms: dict[tuple[str, str], Stance] = {}
    text = files("reportedly.extract").joinpath("standing.txt").read_text("utf-8")
    for word in parse_standing(text):
        spread = {"verb": verb_forms, "noun": noun_forms, "predicate": noun_forms}.get(word.pos)
        for form in spread(word.word) if spread else {word.word}:
            forms[form, word.pos] = word.stance
    return forms


def standing_of(passage: Passage, token: int, cue: int = -1) -> tuple[Stance, int]:
    """How the number at a token stands within what is reported, up to the cue.

    Args:
        passage: the paragraph.
        token: the number.
        cue: the head of the cue that reports it; -1 where nobody does.

    Returns:
        The stance, and the token below the cue at which the way ended; -1 where what stands above
        cannot change it, since it is only presupposed.
    """
    parse = passage.parse
    stance, below = _by_itself(parse, token), token
    while parse.heads[below] != below and below != cue:
        head = parse.heads[below]
        if _is_presupposed(parse, below):
            return stance, -1
        if head == cue:
            return stance, below
        stance = over(_said_above(parse, head, below), stance)
        if _negates_noun(parse, head):
            stance = over(Stance.DENIES, stance)
        below = head
    return stance, below


def over(outer: Stance, inner: Stance) -> Stance:
    """What stands under two words: a denial denied is asserted, what is withheld stays so."""
    if outer is Stance.DENIES:
        return _TURNED.get(inner, inner)
    return inner if outer is Stance.ASSERTS else outer


def said_of_cue(passage: Passage, cue: int, *, sourced: bool) -> Stance:
    """What the words above a cue say of all it reports: "has yet to confirm", "took back her claim".

    Args:
        passage: the paragraph.
        cue: the head of the cue.
        sourced: whether somebody is named whose words a noun tells; he stands by them whatever
            others say of them, unless he takes them back.
    """
    parse, stance, below = passage.parse, Stance.ASSERTS, cue
    noun = parse.is_noun(cue)
    onward = _NOUN_UP if noun else _VERB_UP
    while parse.deps[below] in onward:
        head = parse.heads[below]
        said = _said_above(parse, head, below)
        if not (noun and sourced) or said is Stance.RETRACTS:
            stance = over(said, stance)
        below = head
        onward = _NOUN_UP if parse.is_noun(below) else _VERB_UP
    return stance


def said_by_cue(parse: Parse, cue: int, below: int) -> Stance:
    """What the words around a cue say of what hangs on it, beside the cue's own stance."""
    return _said_above(parse, cue, below)


def _by_itself(parse: Parse, token: int) -> Stance:
    """Denied by a "not" or a word of contrast right before it: "not 31", "instead of 31"."""
    return Stance.DENIES if _negates_noun(parse, token) else Stance.ASSERTS


def _negates_noun(parse: Parse, i: int) -> bool:
    """Whether a noun or number is said not to be so: "not the 31", "rather than 31"."""
    if not (parse.is_noun(i) or parse.tags[i] == "CD"):
        return False
    left = parse.left[i]
    before = parse.lower[left - 1] if left else ""
    first = parse.lower[left]
    opened = (before, first) if first in words("negation") else (before,)
    follows = parse.lower[left] if before == opened[-1] else parse.lower[min(left + 1, i)]
    if opened[-1] in ("not", "never") and follows not in words("no-denial"):
        return True
    apart = parse.lower[left - 2] if left > 1 and before in ("of", "than", "to") else ""
    return (apart, "apart") in _forms()


def _is_presupposed(parse: Parse, i: int) -> bool:
    """Whether the clause of a token is taken for granted by what stands above it."""
    dep, head = parse.deps[i], parse.heads[i]
    if dep in ("relcl", "acl"):
        return not (_holds_content(parse, head) and not _is_of_thing(parse, i))
    if dep == "advcl":
        return parse.mark(i) in words("taken-for-granted")
    return dep == "prep" and parse.lower[head] in words("responsibility")


def _holds_content(parse: Parse, noun: int) -> bool:
    """Whether a noun is words or a number that can be right or wrong: "the report that"."""
    low = parse.lower[noun]
    cue = find_cue(load_cues(), low, parse.tags[noun])
    return cue is not None or low in words("content-noun") or (low, "noun") in _forms()


def _is_of_thing(parse: Parse, clause: int) -> bool:
    """Whether a clause says which thing is meant: "the figure that was printed"."""
    return any(parse.is_relative(k) or parse.lower[k] == "which" for k in parse.kids[clause])


def _said_above(parse: Parse, head: int, below: int) -> Stance:
    """What a word says of the one below it."""
    if parse.deps[below] in ("conj", "cc", "punct"):
        return Stance.ASSERTS
    stance, left = Stance.ASSERTS, parse.left[below]
    if parse.lower[left] == "that" and left:  # often parsed as if it hung on the verb before
        stance = _forms().get((parse.lower[left - 1], "noun"), stance)
    if parse.mark(below) == "whether":
        stance = Stance.CANNOT_VERIFY
    for said in _words_above(parse, head, below):
        stance = over(said, stance)
    return stance


def _words_above(parse: Parse, head: int, below: int) -> Iterator[Stance]:
    """What the head itself, its predicate, its adverbs and its subject say, nearest first."""
    forms, low, dep = _forms(), parse.lower[head], parse.deps[below]
    own = None
    if dep in _COMPLEMENTS or parse.mark(below) == "that":
        particles = [f"{low} {parse.lower[k]}" for k in parse.children(head, "prt", "advmod")]
        own = next((forms[f, "verb"] for f in (*particles, low) if (f, "verb") in forms), None)
        cue = find_cue(load_cues(), low, parse.tags[head])
        own = own or (cue.stance if cue and cue.stance is not Stance.ASSERTS else None)
        own = own or forms.get((low, "apart"))
    if own is None and dep in _SUBJECTS:
        own = forms.get((low, "predicate"))
    if own is None:
        own = _predicated(parse, head, below)
    before = [k for k in parse.kids[head] if k < below and (parse.lower[k], "before") in forms]
    if own is None and (low, "before") in forms:
        own = forms[low, "before"]
    if own is None and before:
        own = forms[parse.lower[before[0]], "before"]
    negated = _negation(parse, head, below)
    if own in _TURNED and (negated is not None or _is_negated(parse, head)):
        yield Stance.DECLINES if negated is Stance.DECLINES else _TURNED[own]
        return
    if own is not None:
        yield own
    if negated is not None:
        yield negated


def _predicated(parse: Parse, head: int, below: int) -> Stance | None:
    """What a predicate says of the subject or clause: "is false", "called it a lie"."""
    if parse.deps[below] not in (*_SUBJECTS, "dobj"):
        return None
    for k in parse.children(head, *_PREDICATES):
        if k == below:
            continue
        inner = [k, *parse.kids[k]] if parse.deps[k] in ("prep", "ccomp", "xcomp") else [k]
        for word in inner:
            found = _forms().get((parse.lower[word], "predicate"))
            if found is not None:
                return found
    return None


def _negation(parse: Parse, head: int, below: int) -> Stance | None:
    """What a negated verb, or one whose subject is nobody, says of its complement."""
    if parse.is_noun(head):
        no = any(parse.lower[k] in words("negation") for k in parse.children(head, "det", "neg"))
        return Stance.CANNOT_VERIFY if no and parse.lower[head] in words("evidence") else None
    if not (parse.heads_clause(head) or parse.tags[head].startswith("JJ")):
        return None
    if with_neither(parse, head):
        return Stance.DECLINES
    subject = parse.child(head, "nsubj", "nsubjpass")
    nobody = subject is not None and subject != below and is_nobody(parse, subject)
    negated = _is_negated(parse, head)
    longer = any(parse.lower[k] == "longer" for k in parse.children(head, "advmod", "npadvmod"))
    if not (negated or nobody or longer):
        return None
    cue = find_cue(load_cues(), parse.lower[head], parse.tags[head])
    clause = parse.deps[below] in ("ccomp", "xcomp", "dobj", "advcl", "prep")
    if cue is not None and cue.pos == "verb" and clause:
        if longer:
            return Stance.RETRACTS
        named = values("negated-verb").get(cue.lemma)
        return Stance(named) if named and not nobody else Stance.CANNOT_VERIFY
    if longer:
        return None
    counts = measure_of(parse.lower[head]) is not None or parse.deps[below] == "attr"
    return Stance.DENIES if counts and parse.deps[below] in ("dobj", "attr", "nsubjpass") else None


def _is_negated(parse: Parse, head: int) -> bool:
    return any(parse.deps[k] == "neg" and parse.lower[k] != "no" for k in parse.kids[head])


def with_neither(parse: Parse, head: int) -> bool:
    """Whether a verb is one of "neither confirm nor deny"."""
    first = parse.heads[head] if parse.deps[head] == "conj" else head
    pair = (first, *parse.children(first, "conj"))
    held = {parse.lower[k] for verb in pair for k in parse.kids[verb]}
    return len(pair) > 1 and not held.isdisjoint(("neither", "nor"))


def is_nobody(parse: Parse, noun: int) -> bool:
    """Whether a subject names that nobody does: "no one at the port", "neither side"."""
    low = parse.lower[noun]
    dets = {parse.lower[k] for k in parse.children(noun, "det", "neg")}
    return low in words("nobody") or not dets.isdisjoint(("no", "neither"))


def numbers_in(passage: Passage, ranges: Iterable[tuple[int, int]]) -> list[int]:
    """The tokens of ranges that are numbers, vague ones among them."""
    tags, lower = passage.parse.tags, passage.parse.lower
    return [
        i
        for begin, end in ranges
        for i in range(begin, end)
        if tags[i] == "CD" or lower[i] in words("vague-plural")
    ]
