"""Resolution: every source mention tied to one source of the document, or left open.

The document's own structure decides: names in full, acronyms it defines or spells, surnames,
titles, and for pronouns and "the group" the sources that were named shortly before. Where two could
be meant, both are named and none is chosen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from reportedly.extract.mentions import Mention
from reportedly.extract.names import Name, find_people
from reportedly.extract.registry import Entry, Registry, gender_of
from reportedly.model import Source, SourceKind
from reportedly.text.lexicon import values, words

_REACH = 1_200  # code points that a pronoun or "the group" looks back over
_STOP = re.compile(r"[.!?][\"”’']*\s|\n")
_OF_PRONOUN = {**values("personal-pronoun"), **values("possessive-pronoun")}
_SHORT_TITLES = {full: short for short, full in values("abbreviated-title").items()}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention was tied to: ids of sources, or the names left open."""

    voices: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Spoke:
    """A source that spoke: offsets of the mention and of its sentence, and the source's id."""

    position: int
    sentence: int
    source: str


@dataclass(frozen=True, slots=True)
class _Person:
    """A place where a person is named: offset, name in full, and whether it surely is a person."""

    position: int
    name: Name
    sure: bool


@dataclass(frozen=True, slots=True)
class _At:
    """Where a mention stands: its offset and that of its sentence."""

    position: int
    sentence: int


Fits = Callable[[Entry], bool]


class Resolver:
    """Ties source mentions to sources, read in the order of the text.

    Args:
        text: the document's text, from which names and acronyms are read.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._registry = Registry(text)
        self._recent: deque[_Spoke] = deque()
        self._people: list[_Person] | None = None

    def sources(self, used: Collection[str]) -> tuple[Source, ...]:
        """The sources in use and the bodies they belong to, in order of first mention."""
        return self._registry.sources(used)

    def resolve(self, mentions: Sequence[Mention], position: int, sentence: int) -> Resolved:
        """Tie the voices of one source mention; later pronouns look back to them.

        Args:
            mentions: the voices that one mention names.
            position: offset of the mention.
            sentence: offset of its sentence.
        """
        while self._recent and position - self._recent[0].position > _REACH:
            self._recent.popleft()
        found = [self._resolve(mention, _At(position, sentence)) for mention in mentions]
        voices = tuple(dict.fromkeys(v for one in found for v in one.voices))
        if any(one.open for one in found):
            names = [n for one in found for n in (*map(self._name, one.voices), *one.open)]
            return Resolved((), tuple(dict.fromkeys(names)))
        self._recent.extend(_Spoke(position, sentence, voice) for voice in voices)
        return Resolved(voices)

    def answerer(self, position: int) -> Resolved:
        """Who answers behind "A:": the one person named in full before, or open among several.

        Args:
            position: offset of the first letter; names behind it are what the answers speak of.
        """
        before = self._before(position)
        people = [p for p in before if p.sure]
        names = tuple(dict.fromkeys(p.name.full for p in people or before))
        if len(names) == 1 and people:
            return Resolved((self._registry.add(names[0], SourceKind.PERSON).id,))
        return Resolved((), names)

    def issuer(self, document: Mention, voices: Sequence[str]) -> tuple[str, ...]:
        """Who issued "the statement": the body spoken for, or the last one to have spoken."""
        if document.proper is not None or document.kind is not SourceKind.DOCUMENT:
            return self._resolve(document, _At(document.start, document.start)).voices
        for voice in voices:
            if self._registry[voice].part_of:
                return tuple(self._registry[voice].part_of[:1])
        bodies = [s.source for s in self._recent if self._registry[s.source].is_body]
        return tuple(bodies[-1:])

    def _name(self, source: str) -> str:
        return self._registry[source].name

    def _resolve(self, mention: Mention, at: _At) -> Resolved:
        if mention.antecedent is not None:
            return self._resolve(mention.antecedent, at)
        if mention.pronoun is not None:
            return self._pronoun(mention.pronoun, mention, at)
        if mention.proper is not None and mention.kind is not SourceKind.DOCUMENT:
            return self._proper(mention)
        if mention.definite:
            return self._definite(mention, at)
        single = " " not in mention.words and mention.words[:1].isupper()
        if single and self._registry.full_names(mention.words):
            # A name that the tagger took for a common noun.
            return self._proper(replace(mention, proper=mention.words, kind=SourceKind.PERSON))
        return self._plain(mention)

    # Names ---------------------------------------------------------------------------------

    def _proper(self, mention: Mention) -> Resolved:
        proper = mention.proper or ""
        if " " not in proper:
            fitting = self._registry.full_names(proper, mention.titles)
            if len(fitting) > 1:
                return Resolved((), tuple(name.full for name in fitting))
            if fitting:
                kind = SourceKind.PERSON if mention.titles else fitting[0].kind
                entry = self._registry.add(fitting[0].full, kind, mention)
                self._registry.alias(entry, proper)
                return Resolved((entry.id,))
            if mention.kind is SourceKind.PERSON:
                return self._surname(proper, mention)
        return Resolved((self._registry.add(proper, mention.kind, mention).id,))

    def _surname(self, word: str, mention: Mention) -> Resolved:
        """A surname whose bearer is nowhere named in full: told apart by title."""
        gender = gender_of(mention.titles)
        bearers = self._registry.with_surname(word)
        if gender:
            bearers = [e for e in bearers if e.gender in (gender, None)]
        if len(bearers) > 1:
            return Resolved((), tuple(e.name for e in bearers))
        if bearers:
            self._registry.learn(bearers[0], mention)
            return Resolved((bearers[0].id,))
        titled = mention.titles and len(mention.words.split()) <= 3
        name = mention.words if titled else word
        return Resolved((self._registry.add(name, SourceKind.PERSON, mention).id,))

    # Common nouns --------------------------------------------------------------------------

    def _plain(self, mention: Mention) -> Resolved:
        """A voice without a name: "activists", "a resident", "US officials", "police"."""
        name = mention.words if mention.proper else _uncapitalised(mention.words)
        return Resolved((self._registry.add(name, mention.kind, mention).id,))

    def _definite(self, mention: Mention, at: _At) -> Resolved:
        """A source named before, or a new one: "the ministry", "the group", "the senator"."""
        known = self._registry.called(mention.words)
        if known is not None:
            return Resolved((known.id,))
        if " " in mention.words:
            return self._plain(mention)
        headed = self._registry.headed(mention.head)
        if headed:
            return self._among(headed, mention)
        if mention.head in words("body-of-any-kind"):
            found = self._looking_back(mention, at, lambda entry: entry.is_body)
            if found.voices or len(found.open) > 1:
                return found
        named = self._named_by(mention)
        if len(named) > 1:
            return Resolved((), tuple(name.full for name in named))
        if named:
            return Resolved((self._registry.add(named[0].full, named[0].kind, mention).id,))
        return self._plain(mention)

    def _among(self, sources: Sequence[str], mention: Mention) -> Resolved:
        """The one of several that spoke last, when no other of them did within reach."""
        if len(sources) > 1:
            near = dict.fromkeys(s.source for s in self._recent if s.source in sources)
            if len(near) != 1:
                return Resolved((), tuple(map(self._name, sources)))
            sources = list(near)
        self._registry.learn(self._registry[sources[0]], mention)
        return Resolved((sources[0],))

    def _named_by(self, mention: Mention) -> list[Name]:
        """Names that a noun alone may stand for: "the senator", "the ministry"."""
        head = mention.head
        if mention.kind is SourceKind.PERSON and head in words("role"):
            wanted = {head, _SHORT_TITLES.get(head, head)}
            return [
                n for n in self._registry.names if n.kind is SourceKind.PERSON and wanted & n.titles
            ]
        if head in words("body"):
            return [
                n
                for n in self._registry.names
                if n.kind is SourceKind.ORGANISATION and head in n.full.lower().split()
            ]
        return []

    # Pronouns ------------------------------------------------------------------------------

    def _pronoun(self, pronoun: str, mention: Mention, at: _At) -> Resolved:
        whose = _OF_PRONOUN.get(pronoun)
        if whose in ("m", "f"):
            return self._singular(whose, mention, at)
        if whose == "it":
            return self._looking_back(
                mention, at, lambda e: e.is_body or e.kind is SourceKind.DOCUMENT
            )
        return self._they(mention, at) if whose else Resolved((), (mention.words,))

    def _they(self, mention: Mention, at: _At) -> Resolved:
        """The voices that were named together, or the last plural or body."""
        if self._recent:
            last = [s.source for s in self._recent if s.position == self._recent[-1].position]
            if len(last) > 1:
                return Resolved(tuple(dict.fromkeys(last)))
        return self._looking_back(mention, at, lambda e: e.plural or e.is_body)

    def _singular(self, gender: str, mention: Mention, at: _At) -> Resolved:
        """Resolve "he" or "she": the last who spoke, unless others were named since."""

        def fits(entry: Entry) -> bool:
            return entry.kind is SourceKind.PERSON and entry.gender in (gender, None)

        people = self._bystanders(at.position, fits)
        latest = self._latest(fits)
        if latest is None:
            found = self._only_person(people, mention)
        else:
            own = self._registry[latest.source]
            # Whoever is known to be a "he" goes on speaking as "he" until others are named; of one
            # who is not, the others in the same sentence may be meant as well.
            known = own.gender == gender
            begin = self._sentence_end(latest.position) if known else latest.sentence
            end = at.sentence if known else at.position
            later = [
                p.name.full
                for p in people
                if p.sure and begin <= p.position < end and p.name.full != own.name
            ]
            found = self._unless(latest, [*self._rivals(latest, fits), *later])
        for voice in found.voices:
            self._registry[voice].gender = gender
        return found

    def _looking_back(self, mention: Mention, at: _At, fits: Fits) -> Resolved:
        """The source that spoke last and fits; open where another spoke in the same sentence."""
        latest = self._latest(fits)
        if latest is None or at.position - latest.position > _REACH:
            return Resolved((), (mention.words,))
        return self._unless(latest, self._rivals(latest, fits))

    def _latest(self, fits: Fits) -> _Spoke | None:
        return next((s for s in reversed(self._recent) if fits(self._registry[s.source])), None)

    def _rivals(self, latest: _Spoke, fits: Fits) -> list[str]:
        """Names of the others that fit and spoke in the same sentence."""
        return [
            self._name(s.source)
            for s in self._recent
            if s.sentence == latest.sentence
            and s.source != latest.source
            and fits(self._registry[s.source])
        ]

    def _unless(self, latest: _Spoke, others: Iterable[str]) -> Resolved:
        names = tuple(dict.fromkeys([self._name(latest.source), *others]))
        return Resolved((latest.source,)) if len(names) == 1 else Resolved((), names)

    def _only_person(self, people: Sequence[_Person], mention: Mention) -> Resolved:
        """The one person in the last sentence that names any; all of them where it names more."""
        if not people:
            return Resolved((), (mention.words,))
        begin = max(self._text.rfind(s, 0, people[-1].position) for s in (". ", "\n", "! ", "? "))
        last = [p for p in people if p.position > begin]
        names = tuple(dict.fromkeys(p.name.full for p in last))
        if len(names) == 1 and any(p.sure for p in last):
            return Resolved((self._registry.add(names[0], SourceKind.PERSON).id,))
        return Resolved((), names)

    def _sentence_end(self, position: int) -> int:
        stop = _STOP.search(self._text, position)
        return stop.end() if stop else len(self._text)

    def _bystanders(self, position: int, fits: Fits) -> list[_Person]:
        """People named within reach before `position`, whether they speak or not."""
        near = [p for p in self._before(position) if p.position >= position - _REACH]
        return [p for p in near if fits(self._registry.person(p.name))]

    def _before(self, position: int) -> list[_Person]:
        """People named before `position`, in the order of the text."""
        if self._people is None:
            found = find_people(self._text, self._registry.names)
            self._people = [_Person(*person) for person in found]
        return self._people[: bisect_left(self._people, position, key=lambda p: p.position)]


def _uncapitalised(words: str) -> str:
    """Common nouns in lower case, even where they begin a sentence."""
    first = words.split()[0]
    plain = first[:1].isupper() and first[1:].islower() and (" " in words or len(first) > 3)
    return words[:1].lower() + words[1:] if plain else words
