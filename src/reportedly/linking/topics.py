"""What one voice denies and another asserts in other words: topics of an event.

"Tear gas had been fired near the station" and "No tear gas was used" share their rare words, and so
become one topic, on which voices agree or differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportedly.linking.profiles import rare_words
from reportedly.model import Stance
from reportedly.text.lexicon import counts_people, measure_of, values, who, words
from reportedly.text.nouns import plural
from reportedly.text.slug import free_name, slug
from reportedly.text.tokens import DIGITS, SIGN, WORD, Token, split_tokens

_ALIKE = 0.5  # of the weight of the shorter statement
_ENOUGH = 5.0  # the weight of a word that our corpus does not have
_WORDS = 3  # of the name of a topic, and of a statement at least
_MARKS = " .,;:“”‘’\"'"
_GAP = " … "  # stands between the pieces of a quote
_LONGEST = 60
_SHARED = 2  # words in common, where both have as many
_CLAUSE_ENDS = frozenset(",;:–—")
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
            and (
                _answers(denial, s)
                or _was_told(denial, s)
                or _are_alike(profiles[denial.claim], profiles[s.claim])
            )
        ]
        asserted = [s for s in against if s.stance is Stance.ASSERTS]
        if not asserted:
            continue
        members = [denial, *against]
        taken |= {s.claim for s in members}
        shared = profiles[denial.claim].keys() & profiles[asserted[0].claim].keys()
        both = [w for w in profiles[asserted[0].claim] if w in shared]
        ways = _told_of(denial, asserted[0])
        both = [_as_written(w, asserted[0].words) for w in both if w not in ways]
        both = list(dict.fromkeys((*ways, *both)))
        there = next((s.topic for s in members if s.topic), None)
        name = there or free_name(slug("-".join(both[:_WORDS])) or "topic", names)
        # "Nobody was warned" is denied by who calls it false: he asserts no more than that.
        plain = [s for s in asserted if not _repeats(s, denial)]
        title = " ".join((plain[0].words if plain else " ".join(both)).split())[:_LONGEST]
        found.append(Topic(event, name, title, tuple(s.claim for s in members)))
    return found


def _as_written(stem: str, words_said: str) -> str:
    """The word of a statement that a stem is of: "executing" of "execut"."""
    said = (t.low for t in split_tokens(words_said) if t.kind == WORD)
    return next((word for word in said if stem in rare_words(word)), stem)


def _answers(denial: Said, said: Said) -> bool:
    """Whether one of two statements is said of the other's words: "X burned. He denied it"."""
    if said.stance is not Stance.ASSERTS:
        return False
    return _repeats(denial, said) or _repeats(said, denial)


def _was_told(denial: Said, said: Said) -> bool:
    """Whether one says that he was not told what another told: "no warning", "we warned them"."""
    return said.stance is Stance.ASSERTS and bool(_told_of(denial, said))


def _told_of(denial: Said, said: Said) -> tuple[str, ...]:
    """The way of telling that a denial says there was none of, where the other tells of it."""
    heard, told = (
        [t.low for t in split_tokens(each.words) if t.kind == WORD] for each in (denial, said)
    )
    ways = values("way-of-telling")
    missed = {ways[word] for word in heard if word in ways}
    if len(missed) != 1 or words("receiving").isdisjoint(heard):
        return ()
    return tuple(missed & {ways[word] for word in told if word in ways})


def _repeats(answer: Said, said: Said) -> bool:
    """Whether a statement in several pieces holds the very words, or some of them, of another."""
    first, *rest = answer.words.split(_GAP)
    whole = said.words.strip(_MARKS)
    if not rest or len(whole.split()) < _WORDS:
        return False
    return whole in answer.words or (len(first.split()) >= _WORDS and first.strip(_MARKS) in whole)


def _things_said(said: Said) -> dict[str, float]:
    """The rare words of a statement without its names and what only says that it is so or not.

    Two voices may speak of one ship or of prisoners, or call two things false, and mean nothing in
    common. What a statement sets itself against ("ammunition, and not flour") it does not assert.
    Of a cause only what is said to be it is kept: several may be named for one outbreak.
    """
    tokens = [t for t in split_tokens(said.words) if t.kind in (WORD, SIGN)]
    if said.stance is Stance.DENIES:
        tokens = _denying(tokens)
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
    apart = names | words("truth-word") | words("negation") | words("nobody")
    return rare_words(" ".join(w for w in kept if w not in apart and who(plural(w)) is None))


def _denying(tokens: Iterable[Token]) -> list[Token]:
    """The clauses in which something is denied, where a word says so: "no cable was cut, and"."""
    clauses: list[list[Token]] = [[]]
    for token in tokens:
        if token.low in _CLAUSE_ENDS:
            clauses.append([])
        else:
            clauses[-1].append(token)
    kept = [c for c in clauses if any(t.low in words("negation") for t in c)] or clauses
    return [token for clause in kept for token in clause]


def _are_alike(a: Mapping[str, float], b: Mapping[str, float]) -> bool:
    common = {word: weight for word, weight in a.items() if word in b}
    if _CAUSE in common:
        return any(weight >= _TOLD_APART for word, weight in common.items() if word != _CAUSE)
    if len(common) < min(_SHARED, len(a), len(b)):
        return False  # "bank trading was affected" and "traffic to Halar is not affected"
    if len(common) >= _SHARED and a.keys() == b.keys():
        return True  # "that money was lost", "no money was lost"
    shared = sum(common.values())
    least = min(sum(a.values()), sum(b.values()))
    return shared >= _ENOUGH and shared >= _ALIKE * least


def counted_in_denial(statement: str) -> str | None:
    """The measure of which a denial says that there was nothing at all; None for anything else.

    >>> counted_in_denial("any escape"), counted_in_denial("No inmate escaped")
    ('escaped', 'escaped')
    >>> counted_in_denial("any role in the deaths")
    >>> counted_in_denial("anyone was executed")  # who died otherwise has died

    """
    said = [t.low for t in split_tokens(statement) if t.kind in (WORD, DIGITS)]
    if not words("manner-of-death").isdisjoint(said):
        return None
    counted = {measure for word in said if (measure := measure_of(word)) is not None}
    around = words("around-existence") | words("auxiliary")
    plain = all(w in around or measure_of(w) or counts_people(plural(w)) for w in said)
    return counted.pop() if plain and len(counted) == 1 else None
