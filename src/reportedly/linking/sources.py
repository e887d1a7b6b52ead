"""Which sources of several documents are one: spellings, acronyms, short names, what they are.

A short name is taken for a longer one only among those who speak of one event, and only where one
alone can be meant: "the ministry" is nobody where two ministries speak, "the company" where two
companies do.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from unicodedata import normalize

from reportedly.linking.joins import Join
from reportedly.text.lexicon import either, values, words
from reportedly.text.nouns import may_mean, singular

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s?\b")
_PLACED = re.compile(rf"\s(?:{either('place-of-body')})\s", re.IGNORECASE)
_SMALL = words("a-or-the") | words("within-name")
_BODIES = words("body-in-name") | words("body")
_TITLES = words("title") | words("abbreviated-title") | words("role")

_OF_STATE = words("public-body") | {"ministry"}
_PERSON = 2  # words of a person's name

IN = "in "
"""What the name of a place begins with where it stands among events."""

SAME_NAME, ACRONYM, SURNAME, SHORT_NAME, SAME_KIND, SPELLED_ALIKE = (
    0.98,
    0.96,
    0.95,
    0.93,
    0.92,
    0.91,
)
ASKED = 0.7
"""The score of what may well be one, and is asked."""


@dataclass(frozen=True)
class Speaker:
    """A source as the documents name it.

    Attributes:
        id: of the source.
        names: its name, then its aliases.
        events: ids of the events that it speaks of, as joined, and their places ("in Orlo").
        bodies: ids of the bodies that it belongs to.
        publishes: whether it publishes what others say: "the company" is no newspaper.
        is_person: whether it is one, a "head of the council" too; None where nobody says so.
    """

    id: str
    names: tuple[str, ...]
    events: frozenset[str]
    bodies: frozenset[str] = frozenset()
    publishes: bool = False
    is_person: bool | None = None

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """The words of its name, titles left out, in one spelling."""
        return fold(self.names[0])

    @cached_property
    def unplaced(self) -> tuple[str, ...]:
        """The words before the place in its name: "police" of "police in Orlo"."""
        return fold(_PLACED.split(self.names[0], maxsplit=1)[0])

    @cached_property
    def has_common_name(self) -> bool:
        """Whether its name is one that anybody of its sort may be called by: "fire service"."""
        return is_common_name(self.names[0])

    @cached_property
    def is_body(self) -> bool:
        """Whether a word of its name is one for bodies, or the last one for companies."""
        return not self.is_person and not (
            _BODIES.isdisjoint(self.tokens)
            and words("company-in-name").isdisjoint(self.tokens[-1:])
        )

    @cached_property
    def titles(self) -> frozenset[str]:
        """What stands before its name: "minister", "transport minister" of Danko Reval."""
        own = " ".join(self.tokens)
        told = (" ".join(_plain_words(name)) for name in self.names)
        before = (name[: name.find(own)].split() for name in told if own and own in name)
        return frozenset(" ".join(t[n:]) for t in before for n in range(len(t)))


def join_sources(speakers: Iterable[Speaker]) -> list[Join]:
    """What is one source under several names, whatever the order of the speakers."""
    there = sorted(speakers, key=lambda s: s.id)
    found = [*_spelled(there), *_turned(there), *_acronyms(there), *_shortened(there)]
    found += [*_of_one_kind(there), *_of_one_title(there)]
    found += _alike(there, found)
    bodies = {s.id: s.bodies for s in there}
    best: dict[tuple[str, str], Join] = {}
    for join in found:
        pair = (join.a, join.b)
        if join.a in bodies[join.b] or join.b in bodies[join.a]:
            continue  # "a spokesman for Blue Crane" is not Blue Crane
        if pair not in best or best[pair].score < join.score:
            best[pair] = join
    return [best[pair] for pair in sorted(best)]


def heads_of_bodies(speakers: Iterable[Speaker]) -> dict[str, str]:
    """Ids of people → the one body of which their title says that they head it.

    "Interior Minister Otto Brand" heads "the Interior Ministry" and "the ministry of the interior",
    "Mayor Ana Kell" "the mayor's office", where they speak of one event, and one of that name does.
    """
    there = sorted(speakers, key=lambda s: s.id)
    bodies = [
        (s, _titles_of_head(s.names[0]), " ".join(_plain_words(s.names[0])))
        for s in there
        if not s.is_person
    ]
    found: dict[str, dict[str, str]] = defaultdict(dict)
    heads: dict[str, set[str]] = defaultdict(set)
    for person in there:
        if person.is_body or person.is_person is False or person.bodies or person.publishes:
            continue
        named = [" ".join(_plain_words(name)) for name in person.names]
        for body, titles, told in bodies:
            headed = any(name == t or name.startswith(f"{t} ") for name in named for t in titles)
            fits = headed or any(_is_role_in(name, told) for name in named)
            if fits and body is not person and not body.events.isdisjoint(person.events):
                found[person.id].setdefault(told, body.id)
                heads[body.id].add(person.id)
    one = {p: next(iter(theirs.values())) for p, theirs in found.items() if len(theirs) == 1}
    return {person: body for person, body in one.items() if len(heads[body]) == 1}


def _is_role_in(name: str, body: str) -> bool:
    """True for "head belgrid" and "belgrid head" of Belgrid: a role that has a body's word."""
    role = name.removeprefix(f"{body} ") if name.startswith(body) else name.removesuffix(f" {body}")
    return role != name and values("speaking-role").get(role) == "any"


def _titles_of_head(body: str) -> tuple[str, ...]:
    """How who heads a ministry or an office is called before his name, or () for other bodies.

    >>> _titles_of_head("the Ministry of Health"), _titles_of_head("the mayor's office")
    (('health minister', 'minister health'), ('mayor',))
    """
    told = _plain_words(body)
    for kind, head in values("headed-body").items():
        rest = [word for word in told if word != kind]
        if kind in told and rest:
            what = " ".join(rest)
            return (f"{what} {head}", f"{head} {what}") if head else (what,)
    return ()


def _plain_words(name: str) -> list[str]:
    """The words of a name in one spelling, titles kept: "health minister ana kell"."""
    plain = normalize("NFKD", _POSSESSIVE.sub("", name.replace(".", ""))).casefold()
    told = _WORD.findall("".join(c for c in plain if c.isalnum() or c in " -"))
    return [_spelling(word) for word in told if word not in _SMALL]


def is_common_name(name: str) -> bool:
    """Whether a name is made of common words alone, which tell nobody from others of his sort.

    >>> is_common_name("fire service"), is_common_name("Navy")
    (True, True)
    >>> is_common_name("fire service in Orlo")
    False
    """
    return not any(c.isupper() for c in name) or name.casefold() in words("body")


def fold(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling: no accents, articles, titles before it, possessives.

    >>> fold("Dr. Ivo Stanić"), fold("the Regional Health Directorate's")
    (('ivo', 'stanic'), ('regional', 'health', 'directorate'))
    """
    spelled = _plain_words(name)
    is_body = not _BODIES.isdisjoint(spelled)
    if not _OF_STATE.isdisjoint(spelled):
        spelled = [singular(word) for word in spelled]  # "prisons service"
    while len(spelled) > 1 and spelled[0] in _TITLES and not is_body:
        spelled.pop(0)
    return tuple(spelled)


def _spelling(word: str) -> str:
    return word.replace("isation", "ization").replace("iser", "izer").replace("defense", "defence")


def _spelled(there: Sequence[Speaker]) -> Iterator[Join]:
    """Names that differ in spelling alone; of surnames behind a title anybody may be meant."""
    first: dict[tuple[str, ...], Speaker] = {}
    for speaker in there:
        if len(speaker.tokens) == 1 and len(speaker.names[0].split()) > 1:
            continue
        known = first.setdefault(speaker.tokens, speaker)
        if known is not speaker and speaker.tokens and _are_names(known, speaker):
            yield Join(known.id, speaker.id, SAME_NAME, "one name in two spellings")


def _turned(there: Sequence[Speaker]) -> Iterator[Join]:
    """Bodies of the state with the same words: "the Health Ministry", "the ministry of health"."""
    first: dict[tuple[str, ...], Speaker] = {}
    for speaker in there:
        words_of = tuple(sorted(speaker.tokens))
        if len(words_of) < 2 or _OF_STATE.isdisjoint(words_of):
            continue
        known = first.setdefault(words_of, speaker)
        if known.tokens != speaker.tokens and not known.events.isdisjoint(speaker.events):
            yield Join(known.id, speaker.id, SHORT_NAME, "one body, its words in another order")


def _are_names(*speakers: Speaker) -> bool:
    """True for names, and not for words that anybody may be called by ("residents")."""
    return all(any(c.isupper() for c in s.names[0]) for s in speakers)


def _acronyms(there: Sequence[Speaker]) -> Iterator[Join]:
    by_initials: dict[str, list[Speaker]] = defaultdict(list)
    for speaker in there:
        if len(speaker.tokens) > 1 and (speaker.is_body or len(speaker.tokens) > _PERSON):
            by_initials["".join(word[0] for word in speaker.tokens)].append(speaker)
    for short in there:
        name = short.names[0].removeprefix("the ").removeprefix("The ")
        if len(short.tokens) == 1 and name.isupper() and len(name) > 1:
            meant = by_initials.get(short.tokens[0], [])
            if len(meant) == 1 and not short.events.isdisjoint(meant[0].events):
                yield Join(meant[0].id, short.id, ACRONYM, "an acronym and its long form")


def _around(there: Sequence[Speaker]) -> Iterator[tuple[Speaker, list[Speaker]]]:
    """Each speaker with the others who speak of its events."""
    by_event: dict[str, list[Speaker]] = defaultdict(list)
    for speaker in there:
        for event in speaker.events:
            by_event[event].append(speaker)
    for one in there:
        others = {s.id: s for event in one.events for s in by_event[event] if s is not one}
        yield one, list(others.values())


def _shortened(there: Sequence[Speaker]) -> Iterator[Join]:
    """Short names, each for the one longer name of those who speak of all its events."""
    for short, around in _around(there):
        longer = [s for s in around if _is_short_for(short, s)]
        # Of names that are short for one another the longest is meant: two that differ are rivals.
        full = max(longer, key=lambda s: (len(s.tokens), s.id), default=None)
        if (
            full is None
            or not _speaks_there(full, short)
            or any(not set(s.tokens) <= set(full.tokens) and s is not full for s in longer)
        ):
            continue
        is_surname = len(short.tokens) == 1 and not (short.is_body or full.is_body)
        reason = "a surname" if is_surname else "a shorter name"
        yield Join(full.id, short.id, SURNAME if is_surname else SHORT_NAME, reason)


def _speaks_there(full: Speaker, short: Speaker) -> bool:
    """Whether one speaks wherever the other does: in all its places, or of all its events.

    A name of several words and a person's need but one event in common, unless its words are such
    that every place has a body of that name: "fire service".
    """
    if not short.is_body or (len(short.tokens) > 1 and not short.has_common_name):
        return True
    places, known = ({e for e in s.events if e.startswith(IN)} for s in (short, full))
    beside = short.events - places <= full.events
    placed = bool(places and known)
    if placed and places <= full.events:
        return True
    return beside and (short.has_common_name or not placed)


def _is_short_for(short: Speaker, full: Speaker) -> bool:
    a, b = short.tokens, full.tokens
    if not a or len(a) >= len(b) or (short.is_body and full.is_person):
        return False
    if full.is_body and short.is_person:
        return False
    if not set(a) <= set(b):
        # "the disaster agency" is the "Disaster Management Authority".
        heads = {a[-1], _head(b)}
        return len(a) == _PERSON and a[0] == b[0] and heads <= words("public-body")
    starts = a == b[: len(a)]
    if not (short.is_body or full.is_body):
        return _are_names(short, full) and (a[-1] == b[-1] or (len(a) > 1 and starts))
    if short.is_body and not _BODIES.isdisjoint(b[len(a) :]) and starts:
        return False  # "Orlo police" is not the "Orlo police union"
    if len(a) == 1 and short.is_body:
        # "Directorate" is the "Health Directorate"; "army" is not the "Army of God", and where
        # rebels have one not theirs.
        other = b[0] != a[0] or full.unplaced == a
        return a[0] == _head(b) and other and may_mean(a[0], b)
    return (len(a) > 1 and short.is_body) or (starts and _are_names(short))


def _head(tokens: Sequence[str]) -> str:
    """The first word for a body in a name: "observatory" in "Lowland Observatory for …"."""
    return next((word for word in tokens if word in _BODIES), tokens[-1])


def _of_one_kind(there: Sequence[Speaker]) -> Iterator[Join]:
    """Names that say only what a body is: "the army" and "the General Staff", "the operator".

    Each is the one other body of that kind among those who speak of all its events.
    """
    for plain, around in _around(there):
        kind = _plain_kind(plain)
        if kind is None:
            continue
        same = [s for s in around if kind in _kinds(s)]
        named = [s for s in same if _plain_kind(s) is None]
        full = max(named or same, key=lambda s: (len(s.tokens), s.id), default=None)
        if full is None or not _speaks_there(full, plain) or _are_rivals(full, named):
            continue
        if named or (len(plain.tokens), plain.id) < (len(full.tokens), full.id):
            certain = named or kind != "company"
            score = SAME_KIND if certain else ASKED
            yield Join(full.id, plain.id, score, f"the one {kind} of the event")


def _of_one_title(there: Sequence[Speaker]) -> Iterator[Join]:
    """Who is called by his office alone, "the minister": its one bearer among those around."""
    for plain, around in _around(there):
        called = " ".join(_plain_words(plain.names[0]))
        if plain.is_body or called.rpartition(" ")[2] not in words("role") or _is_named(plain):
            continue
        bearers = [s for s in around if called in s.titles and s.is_person is not False]
        if len(bearers) == 1:
            sure = _only_events(plain) <= _only_events(bearers[0])
            score = SHORT_NAME if sure else ASKED
            yield Join(bearers[0].id, plain.id, score, f"the one {called} of the event")


def _only_events(speaker: Speaker) -> frozenset[str]:
    """The events that it speaks of, their places left out."""
    return frozenset(e for e in speaker.events if not e.startswith(IN))


def _is_named(speaker: Speaker) -> bool:
    """True for a name; "Minister" at the head of a line is none."""
    return any(word[:1].isupper() for word in speaker.names[0].split()[1:])


def _are_rivals(full: Speaker, others: Iterable[Speaker]) -> bool:
    """Whether some of the others are not the same under a shorter name."""
    return any(not set(s.tokens) <= set(full.tokens) for s in others)


def _plain_kind(speaker: Speaker) -> str | None:
    """What sort of body a name says and no more: "army" of "General Staff"; else None."""
    kinds = {values("plain-body").get(word) for word in speaker.tokens}
    told = kinds - {"any"}
    return told.pop() if len(told) == 1 else None


def _kinds(speaker: Speaker) -> set[str]:
    """What sorts of body a speaker may be."""
    plain = _plain_kind(speaker)
    if plain is not None:
        return {plain}
    of_rebels = not words("armed-group-name").isdisjoint(speaker.tokens)
    if not _are_names(speaker) or speaker.publishes or of_rebels:
        return set()
    found = {values("plain-body").get(word, "any") for word in speaker.unplaced[-1:]}
    if speaker.tokens[-1:] and speaker.tokens[-1] in words("company-in-name"):
        found.add("company")
    return found - {"any"}


def _alike(there: Sequence[Speaker], joins: Iterable[Join]) -> Iterator[Join]:
    """People of one body whose names are written down otherwise: "Rustam Veyl", "Rostam Vail".

    Args:
        there: all speakers.
        joins: which bodies are one.
    """
    same = {join.b: join.a for join in joins if join.score > ASKED}
    by_sound: dict[tuple[str, ...], list[Speaker]] = defaultdict(list)
    for one in there:
        if not one.is_body and len(one.tokens) >= _PERSON and _are_names(one):
            by_sound[tuple(map(_sound, one.tokens))].append(one)
    for alike in by_sound.values():
        for one, other in combinations(alike, 2):
            if not one.events.isdisjoint(other.events):
                shared = {same.get(b, b) for b in one.bodies} & {
                    same.get(b, b) for b in other.bodies
                }
                score = SPELLED_ALIKE if shared else ASKED
                yield Join(one.id, other.id, score, "names that sound alike")


def _sound(word: str) -> str:
    """The first letter of a name and its consonants, as they are transcribed in one way.

    >>> _sound("veyl") == _sound("vail"), _sound("stanic") == _sound("stanich")
    (True, True)
    """
    for written, said in values("transcription").items():
        word = word.replace(written, said)
    bare = "".join(c for c in word[1:] if c not in "aeiouyhj")
    return word[:1] + "".join(c for n, c in enumerate(bare) if bare[n - 1 : n] != c)
