"""The cue list: words that introduce what somebody says, thinks, plans or backs.

`cues.txt` is the list itself, one word a line, made to be read and edited. Here it is read, and its
words are turned into the forms that stand in text, so that finding a cue is one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from reportedly.model import Act, Stance
from reportedly.text.lexicon import values, words


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of the list.

    Attributes:
        lemma: the word in its base form.
        pos: "verb", "noun" or "adjective".
        act, stance: what using it reports.
        grade: 5 introduces reported content nearly always, 1 seldom (the scale is in `cues.txt`).
        frames: where its content stands ("clause", "object+of", …).
        seldom, often: frames in which it introduces content less or more often than its grade says.
    """

    lemma: str
    pos: str
    act: Act
    stance: Stance
    grade: int
    frames: frozenset[str]
    seldom: frozenset[str] = frozenset()
    often: frozenset[str] = frozenset()


Lexicon = Mapping[tuple[str, str], Cue]
"""From (form in lower case, part of speech) to the cue."""

_STANCES = {"-": Stance.ASSERTS} | {s.value: s for s in Stance}


def verb_forms(lemma: str) -> set[str]:
    """All forms; of "take_issue" and "push_back" with the second word behind the verb."""
    lemma, _, second = lemma.partition("_")
    if second:
        seconds = {second} if second in words("particle") else noun_forms(second)
        return {f"{form} {word}" for form in verb_forms(lemma) for word in seconds}
    irregular = values("irregular-verb").get(lemma, "").split()
    stem = lemma.removesuffix("e")
    before_ing = lemma if lemma.endswith("ee") else stem
    if lemma in words("doubling-verb"):
        stem = before_ing = lemma + lemma[-1]
    elif _ends_in_y(lemma):
        stem = lemma[:-1] + "i"
    past = set() if irregular else {stem + "ed"}
    return {lemma, _with_s(lemma), before_ing + "ing", *past, *irregular}


@cache
def forms_of(name: str) -> frozenset[str]:
    """All forms of the verbs of a class of words."""
    return frozenset(form for lemma in words(name) for form in verb_forms(lemma))


@cache
def ways_of(name: str) -> dict[str, str]:
    """From all forms of the verbs of a class of words to the value that the class gives them."""
    return {form: way for lemma, way in values(name).items() for form in verb_forms(lemma)}


def noun_forms(lemma: str) -> set[str]:
    """The singular and the plural."""
    return {lemma, _with_s(lemma)}


def _with_s(word: str) -> str:
    """The plural of a noun, or the third person of a verb."""
    if _ends_in_y(word):
        return word[:-1] + "ies"
    return word + ("es" if re.search("([sxz]|[cs]h)$", word) else "s")


def _ends_in_y(word: str) -> bool:
    return word.endswith("y") and word[-2] not in "aeiou"


def _frames(columns: Sequence[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """All frames, those marked "-" (seldom), and those marked "!" (often)."""
    marked = [(column.rstrip("-!"), column[-1]) for column in columns]
    return (
        frozenset(name for name, _ in marked),
        frozenset(name for name, mark in marked if mark == "-"),
        frozenset(name for name, mark in marked if mark == "!"),
    )


def parse_cues(text: str) -> dict[tuple[str, str], Cue]:
    """Read the format of `cues.txt` into a lexicon that is keyed by the forms of each word.

    Raises:
        ValueError: a line does not hold the six columns.
    """
    lexicon: dict[tuple[str, str], Cue] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("%"):
            continue
        try:
            lemma, pos, act, stance, grade, *frames = line.split()
            cue = Cue(lemma, pos, Act(act), _STANCES[stance], int(grade), *_frames(frames))
        except (ValueError, KeyError) as error:
            raise ValueError(f"line {number} of the cue list is not a cue: {line!r}") from error
        forms = {"verb": verb_forms, "noun": noun_forms}.get(pos, lambda word: {word})(lemma)
        for form in forms:
            lexicon.setdefault((form, pos), cue)
    return lexicon


@lru_cache(maxsize=1)
def load_cues() -> dict[tuple[str, str], Cue]:
    """The cue list of the package."""
    return parse_cues(files("reportedly.extract").joinpath("cues.txt").read_text("utf-8"))


@lru_cache(maxsize=1)
def cue_forms() -> frozenset[str]:
    """Every form of every cue, the first words of those of two words among them."""
    return _cues_alone().union(_second_words())


@lru_cache(maxsize=1)
def _cues_alone() -> frozenset[str]:
    adjuncts = (
        {"according", "per"}
        | words("own-words")
        | words("counted-by")
        | words("poll")
        | words("hearsay-adverb")
    )
    return frozenset(form for form, _ in load_cues() if " " not in form) | adjuncts


@lru_cache(maxsize=1)
def _second_words() -> dict[str, set[str]]:
    """From the first word of the cues of two words to the second ones: had → doubts, hopes."""
    seconds: dict[str, set[str]] = {}
    for form, _ in load_cues():
        first, _, second = form.partition(" ")
        if second:
            seconds.setdefault(first, set()).add(second)
    return seconds


def may_hold_cue(lowered: Iterable[str]) -> bool:
    """True for words in lower case among which a cue may be: "had" only beside "doubts"."""
    found = set(lowered)
    if not _cues_alone().isdisjoint(found):
        return True
    pairs = _second_words()
    return any(not pairs[word].isdisjoint(found) for word in found & pairs.keys())


def find_cue(lexicon: Lexicon, word: str, tag: str) -> Cue | None:
    """The cue that a word in lower case with this Penn tag is, or None.

    The word may be two, a verb with its particle or its object: "pushed back", "took issue".
    """
    if tag == "NN":
        return lexicon.get((word, "noun"))
    if tag.startswith("NN"):
        # Headlines are tagged badly: "Kova backs plan" reads as three nouns.
        return lexicon.get((word, "noun")) or lexicon.get((word, "verb"))
    pos = "verb" if tag.startswith("VB") else "adjective" if tag.startswith("JJ") else ""
    return lexicon.get((word, pos))
