"""What one voice denies and another asserts in other words: topics of an event.

"Tear gas had been fired near the station" and "No tear gas was used" share their rare words, and so
become one topic, on which voices agree or differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.linking.profiles import rare_words
from reportedly.model import Stance
from reportedly.text.lexicon import counts_people, measure_of, who, words
from reportedly.text.nouns import plural
from reportedly.text.slug import free_name, slug
from reportedly.text.tokens import DIGITS, SIGN, WORD, split_tokens

_ALIKE = 0.5  # of the weight of the shorter statement
_ENOUGH = 5.0  # the weight of a word that our corpus does not have
_WORDS = 3  # of the name of a topic, and of a statement at least
_MARKS = " .,;:“”‘’\"'"
_LONGEST = 60
_CAUSE = "cause"  # stands for the source and the reason of a thing as well
_TOLD_APART = 1.5  # the least weight of a word that tells one cause from another


@dataclass(frozen=True, slots=True)
class Said:
    """A statement without a figure that has no subject.

    Attributes:
        claim: its id.
        event: id of the event that it is about, as joined.
        voice: who says it.
        stance: what he does with it.
        words: in which.
        topic: what it is on already, in a ledger; "" where it is on nothing yet.
    """

    claim: str
    event: str
    voice: str
    stance: Stance
    words: str
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """What several voices speak of.

    Attributes:
        event: id of its event.
        name: by which subjects of the event name it.
        title: what is asserted, in the words of a statement.
        claims: ids of the statements.
    """

    event: str
    name: str
    title: str
    claims: tuple[str, ...]


def find_topics(statements: Iterable[Said]) -> list[Topic]:
    """Topics on which somebody denies what another asserts, in the order of events and names.

    A topic that is there already keeps its name.
    """
    by_event: dict[str, list[Said]] = {}
    for said in sorted(statements, key=lambda s: (s.event, s.claim)):
        by_event.setdefault(said.event, []).append(said)
    return [topic for event in sorted(by_event) for topic in _of_event(event, by_event[event])]


def _of_event(event: str, told: Sequence[Said]) -> list[Topic]:
    profiles = {s.claim: _things_said(s) for s in told}
    taken: set[str] = set()
    names = {s.topic for s in told if s.topic}
    found = []
    for denial in (s for s in told if s.stance is Stance.DENIES):
        if denial.claim in taken:
            continue
        against = [
            s
            for s in told
            if s.claim not in taken
            and s.claim != denial.claim
            and s.voice != denial.voice
            and (_repeats(denial, s) or _are_alike(profiles[denial.claim], profiles[s.claim]))
        ]
        asserted = [s for s in against if s.stance is Stance.ASSERTS]
        if not asserted:
            continue
        members = [denial, *against]
        taken |= {s.claim for s in members}
        shared = profiles[denial.claim].keys() & profiles[asserted[0].claim].keys()
        both = [
            _as_written(w, asserted[0].words) for w in profiles[asserted[0].claim] if w in shared
        ]
        there = next((s.topic for s in members if s.topic), None)
        name = there or free_name(slug("-".join(both[:_WORDS])) or "topic", names)
        title = " ".join(asserted[0].words.split())[:_LONGEST]
        found.append(Topic(event, name, title, tuple(s.claim for s in members)))
    return found


def _as_written(stem: str, words_said: str) -> str:
    """The word of a statement that a stem is of: "executing" of "execut"."""
    said = (t.low for t in split_tokens(words_said) if t.kind == WORD)
    return next((word for word in said if stem in rare_words(word)), stem)


def _repeats(denial: Said, said: Said) -> bool:
    """Whether a denial holds the very words that it denies, as "X burned. He denied it" does."""
    held, whole = said.words.strip(_MARKS), denial.words
    return said.stance is Stance.ASSERTS and len(held.split()) >= _WORDS and held in whole


def _things_said(said: Said) -> dict[str, float]:
    """The rare words of a statement without its names and what only says that it is so or not.

    Two voices may speak of one ship or of prisoners, or call two things false, and mean nothing in
    common. What a statement sets itself against ("ammunition, and not flour") it does not assert.
    Of a cause only what is said to be it is kept: several may be named for one outbreak.
    """
    tokens = [t for t in split_tokens(said.words) if t.kind in (WORD, SIGN)]
    judged = any(t.low in words("truth-word") for t in tokens)
    names = {t.low for t in tokens[1:] if t.raw[0].isupper()}
    kept: list[str] = []
    denied = False
    for token in tokens:
        sets_apart = token.low in words("negation") and not judged
        denied = (denied or sets_apart) and token.kind == WORD
        if token.low in words("cause"):
            kept.append(_CAUSE)
            break
        if token.kind == WORD and not (denied and said.stance is Stance.ASSERTS):
            kept.append(token.low)
    apart = names | words("truth-word")
    return rare_words(" ".join(w for w in kept if w not in apart and who(plural(w)) is None))


def _are_alike(a: Mapping[str, float], b: Mapping[str, float]) -> bool:
    common = {word: weight for word, weight in a.items() if word in b}
    if _CAUSE in common:
        return any(weight >= _TOLD_APART for word, weight in common.items() if word != _CAUSE)
    shared = sum(common.values())
    least = min(sum(a.values()), sum(b.values()))
    return shared >= _ENOUGH and shared >= _ALIKE * least


def counted_in_denial(statement: str) -> str | None:
    """The measure of which a denial says that there was nothing at all; None for anything else.

    >>> counted_in_denial("any escape"), counted_in_denial("No inmate escaped")
    ('escaped', 'escaped')
    >>> counted_in_denial("any role in the deaths")
    """
    said = [t.low for t in split_tokens(statement) if t.kind in (WORD, DIGITS)]
    counted = {measure for word in said if (measure := measure_of(word)) is not None}
    around = words("around-existence") | words("auxiliary")
    plain = all(w in around or measure_of(w) or counts_people(plural(w)) for w in said)
    return counted.pop() if plain and len(counted) == 1 else None
