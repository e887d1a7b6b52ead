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
from typing import NamedTuple

from reportedly.extract.mentions import OF_PRONOUN, Mention
from reportedly.extract.names import Name, NamedPerson, find_people
from reportedly.extract.registry import Entry, Registry, gender_of
from reportedly.model import Source, SourceKind
from reportedly.text.lexicon import either, values, words
from reportedly.text.nouns import may_mean

_REACH = 1_200  # code points that a pronoun or "the group" looks back over
_STOP = re.compile(r"[.!?][\"”’']*\s|\n")
_WHOSE = re.compile(rf" (?:{either('body-preposition')}) ")
_OF_COUNTRY = tuple(words("adjective-of-country"))
_SHORT_TITLES = {full: short for short, full in values("abbreviated-title").items()}


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention was tied to: ids of sources, or the names left open."""

    voices: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def _open(names: Iterable[str]) -> Resolved:
    return Resolved((), tuple(dict.fromkeys(names)))


class _At(NamedTuple):
    """Where a mention stands: its offset and that of its sentence."""

    position: int
    sentence: int


class _Spoke(NamedTuple):
    """A source that spoke, by its id, and where it was mentioned."""

    at: _At
    source: str


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
        self._relays: list[str] = []
        self._house: str | None = None
        self._people: list[NamedPerson] | None = None

    def sources(self, used: Collection[str]) -> tuple[Source, ...]:
        """The sources in use and the bodies they belong to, in order of first mention."""
        return self._registry.sources(used)

    def resolve(
        self, mentions: Sequence[Mention], position: int, sentence: int, *, cited: bool = False
    ) -> Resolved:
        """Tie the voices of one source mention; later pronouns look back to them.

        Args:
            mentions: the voices that one mention names.
            position: offset of the mention.
            sentence: offset of its sentence.
            cited: whether it stands in the words of another, who speaks on: "“The minister says
                37. It is 52,” she said".
        """
        at = _At(position, sentence)
        while self._recent and position - self._recent[0].at.position > _REACH:
            self._recent.popleft()
        found = self._tie(mentions, at)
        if not cited:
            self._recent.extend(_Spoke(at, voice) for voice in found.voices)
        return found

    def name(
        self, mentions: Sequence[Mention], position: int, sentence: int, apart: Collection[str]
    ) -> tuple[str, ...]:
        """The sources that are spoken of, and who do not speak; none where that stays open.

        `apart`: who speaks of them. "The group" is another; it is the same where its words are.
        """
        known = (self._registry.called(mention.words) for mention in mentions)
        named = [entry.id for entry in known if entry is not None]
        voices = self._tie(mentions, _At(position, sentence)).voices
        return () if any(v in apart and v not in named for v in voices) else voices

    def relay(self, mentions: Sequence[Mention], position: int, sentence: int) -> tuple[str, ...]:
        """The sources that pass words on; "the agency" is whoever did so last and may be one."""
        bodies = [replace(m, kind=SourceKind.ORGANISATION) for m in mentions]
        voices = self.name(bodies, position, sentence, ())
        self.note_relays(voices)
        return voices

    def _relay_called(self, noun: str) -> str | None:
        """Who passed words on last and is such an outlet by its name, else who may be one."""
        known = list(dict.fromkeys(reversed(self._relays)))
        kind = values("kind-of-body").get(noun, noun)
        named = (v for v in known if _is_kind(self._registry[v].name, kind))
        return next(named, next((v for v in known if self._registry[v].agrees(noun)), None))

    def note_relays(self, voices: Sequence[str]) -> None:
        """Note who passed words on, for "the station", "the same paper"."""
        self._relays.extend(v for v in voices if self._registry[v].name[:1].isupper())

    def is_unnamed(self, source: str) -> bool:
        """True for a source of which only a word for any body is known: "a group"."""
        return values("kind-of-body").get(self._registry[source].name.lower()) == "any"

    def may_be(self, voices: Sequence[str], pronoun: str) -> bool:
        """True where a pronoun agrees with who speaks: "it" with a body, "he" with a man."""
        if len(voices) != 1:
            return OF_PRONOUN.get(pronoun) == "they" or pronoun == "we"
        entry, whose = self._registry[voices[0]], OF_PRONOUN.get(pronoun)
        if whose in ("m", "f") or pronoun == "i":
            return entry.kind is SourceKind.PERSON and (
                pronoun == "i" or entry.gender in (whose, None)
            )
        return entry.is_thing if whose == "it" else entry.plural or entry.is_body

    def _tie(self, mentions: Sequence[Mention], at: _At) -> Resolved:
        found = [self._resolve(mention, at) for mention in mentions]
        if any(one.open for one in found):
            return _open(n for one in found for n in (*map(self._name, one.voices), *one.open))
        return Resolved(tuple(dict.fromkeys(v for one in found for v in one.voices)))

    def _with_body(self, mention: Mention, at: _At) -> Mention:
        """The mention, "its director" with the body that "its" takes up, else with none.

        An inspector without a body is of the police where they speak in the text, a manager of the
        body whose own statement it is.
        """
        if mention.body is None and not words("police-rank").isdisjoint(mention.titles):
            police = self._registry.headed("police")
            return replace(mention, body=self._name(police[0]), speaks=True) if police else mention
        if mention.body is None and self._house is not None and _is_of_house(mention):
            return replace(mention, body=self._name(self._house), speaks=True)
        if (mention.body or "").lower() not in words("possessive-pronoun"):
            return mention
        latest = self._latest(lambda entry: entry.is_body)
        near = latest is not None and at.position - latest.at.position <= _REACH
        if latest is None or not near or self._names_another(latest, at):
            return replace(mention, body=None, speaks=False)
        return replace(mention, body=self._name(latest.source))

    def _office(self, mention: Mention, at: _At) -> Resolved | None:
        """Who speaks as "her office": the body that she heads, else she.

        Only an office of the state has no other word than its head's: "her party" has.
        """
        owner, _, office = mention.words.lower().partition(" ")
        whose = values("possessive-pronoun").get(owner)
        if whose not in ("m", "f") or office not in words("public-body") | {"ministry"}:
            return None
        found = self._singular(whose, mention, at)
        if len(found.voices) != 1:
            return found if len(found.open) > 1 else None
        entry = self._registry[found.voices[0]]
        if entry.speaks_for is not None:
            return Resolved((entry.speaks_for,))
        known = [n for n in self._registry.names if n.full == entry.name]
        roles = {role for n in known for role in n.roles} | {
            title for n in known for title in n.titles
        }
        held = {word for role in roles for word in role.split()}
        heads = bool(held & words("heading-role")) and words("former").isdisjoint(held)
        if not heads:
            return None
        if office == "office":
            return found
        body = self._registry.body(_office_of(roles, office))
        self._registry.belong(entry, body, replace(mention, speaks=True, body=body.name))
        return Resolved((body.id,))

    def _names_another(self, latest: _Spoke, at: _At) -> bool:
        """Whether a body is named beside the last one that spoke: "its" may be of either."""
        entry = self._registry[latest.source]
        since = self._text[latest.at.sentence : at.sentence]
        named = (n for n in self._registry.names if n.kind is SourceKind.ORGANISATION)
        apart = {entry.name, *(self._name(relay) for relay in self._relays)}  # ", ALN reported"
        others = {n.full for n in named if n.full in since and n.full not in apart}
        return bool(others) or len(self._unless(latest, lambda e: e.is_body).open) > 1

    def spoke_since(self, position: int) -> bool:
        """True where a mention at `position` or behind it was tied."""
        return bool(self._recent) and self._recent[-1].at.position >= position

    def spoke_last(self, pronoun: str) -> str | None:
        """The one source that spoke last, where a pronoun may go on with it: "it" with one body."""
        last = {s.source for s in self._recent if s.at.position == self._recent[-1].at.position}
        if len(last) != 1:
            return None
        entry = self._registry[last.pop()]
        several = entry.plural or entry.is_several
        fits = several if OF_PRONOUN.get(pronoun) == "they" else entry.is_thing and not several
        return entry.id if fits else None

    def spoke_in_paragraph(self, person: str | None, position: int) -> str | None:
        """The name of the one body that spoke last before `position`, in its paragraph.

        None where another body is named since, or it is known of which body the person is.
        """
        known = None if person is None else self._registry.called(person)
        last = self._latest(lambda entry: entry.is_body)
        if last is None or (known is not None and known.part_of):
            return None
        begun = self._text.rfind("\n", 0, position)
        together = {s.source for s in self._recent if s.at.sentence == last.at.sentence}
        apart = len(together) > 1 or self._recent[-1].source != last.source
        if apart or last.at.position < begun or self._names_another(last, _At(position, position)):
            return None
        name = self._name(last.source)
        since = re.findall(r"[^\W\d]+", self._text[last.at.position : position].lower())
        others = words("body").intersection(since) - set(name.lower().split())
        return None if others else name

    def last_are_several(self, pronoun: str) -> bool:
        """Whether "its" goes on with nobody, as police spoke last."""
        last = self._registry[self._recent[-1].source] if self._recent else None
        one = OF_PRONOUN.get(pronoun) != "they"
        return one and last is not None and (last.plural or last.is_several)

    def open_between(self, *sources: str) -> Resolved:
        """Nobody's word: it may be each of theirs."""
        return _open(map(self._name, sources))

    def known(self, name: str) -> str | None:
        """The source that goes by a name, or None."""
        entry = self._registry.called(name)
        return None if entry is None else entry.id

    def answerer(self, position: int) -> Resolved:
        """Who answers behind "A:": the one person named in full before, or open among several.

        Args:
            position: offset of the first letter; names behind it are what the answers speak of.
        """
        before = self._before(position)
        return self._one_person([p for p in before if p.sure] or before)

    def publish(self, name: str, written: str) -> Resolved:
        """Note the body that publishes the document as its own statement, also as `written`."""
        entry = self._registry.add(name, SourceKind.ORGANISATION)
        self._registry.alias(entry, written)
        self._house = entry.id
        return Resolved((entry.id,))

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

    def _tied(self, name: str, kind: SourceKind, mention: Mention | None = None) -> Resolved:
        """Tied to the source of that name, made when it is new."""
        return Resolved((self._registry.add(name, kind, mention).id,))

    def _resolve(self, mention: Mention, at: _At) -> Resolved:
        if mention.antecedent is not None:
            return self._resolve(mention.antecedent, at)
        if mention.letters is not None:
            return self._lettered(mention.letters, replace(mention, letters=None), at)
        mention = self._with_body(mention, at)
        if (office := self._office(mention, at)) is not None:
            return office
        rivals = self._of_states(mention) if mention.speaks else []
        if len(rivals) > 1 and mention.proper is None:
            return _open(rivals)
        if len(rivals) > 1:
            mention = replace(mention, body=None, speaks=False)
        if mention.kind is SourceKind.DOCUMENT and _is_published(mention):
            return Resolved((self._registry.body(mention.body or "").id,))
        if mention.pronoun is not None:
            return self._pronoun(mention.pronoun, mention, at)
        if mention.proper is not None and mention.kind is not SourceKind.DOCUMENT:
            return self._proper(mention.proper, mention)
        if mention.definite:
            return self._definite(mention, at)
        single = " " not in mention.words and mention.words[:1].isupper()
        if single and self._registry.full_names(mention.words):
            # A name that the tagger took for a common noun.
            return self._proper(
                mention.words, replace(mention, proper=mention.words, kind=SourceKind.PERSON)
            )
        return self._plain(mention)

    def _lettered(self, letters: str, mention: Mention, at: _At) -> Resolved:
        """Who is called by a noun and letters: the body of that name, else that of the noun.

        The "SAF" of "the army (SAF)" is the army from there on.
        """
        if self._registry.called(letters) is not None or self._registry.full_names(letters):
            return self._proper(letters, replace(mention, kind=SourceKind.ORGANISATION))
        found = self._resolve(mention, at)
        if len(found.voices) == 1:
            self._registry.alias(self._registry[found.voices[0]], letters)
        return found

    def _of_states(self, mention: Mention) -> list[str]:
        """The bodies of several states that a spokesman's may be: "a defence ministry spokesman".

        By name, and by the minister of one: "Sornan Defence Minister Vash Oren".
        """
        body, said = (mention.body or "").lower(), mention.words.lower()
        at = said.find(body)
        if at < 0 or words("body").isdisjoint(body.split()[-1:]):
            return []
        body = said[: at + len(body)]  # "interior ministry", of which "ministry" is the body
        portfolio = re.escape(body.removesuffix(" ministry"))
        minister = rf"|{portfolio} minister" if body.endswith(" ministry") else ""
        pattern = rf"\b([A-Z][a-z]+) (?i:{re.escape(body)}{minister})\b"
        owners = dict.fromkeys(m[1] for m in re.finditer(pattern, self._text))
        return [f"{owner} {body}" for owner in owners if owner.endswith(_OF_COUNTRY)]

    # Names ---------------------------------------------------------------------------------

    def _proper(self, proper: str, mention: Mention) -> Resolved:
        if " " in proper:
            return self._tied(proper, mention.kind, mention)
        headed = self._registry.headed(proper.lower()) if proper.lower() in words("body") else []
        if len(headed) == 1:
            return Resolved((headed[0],))  # "the Service", of the National Prison Service
        fitting = self._registry.full_names(proper, mention.titles)
        if len(fitting) > 1:
            return _open(name.full for name in fitting)
        if fitting:
            kind = SourceKind.PERSON if mention.titles else fitting[0].kind
            entry = self._registry.add(fitting[0].full, kind, mention)
            self._registry.alias(entry, proper)
            return Resolved((entry.id,))
        if mention.kind is SourceKind.PERSON:
            return self._surname(proper, mention)
        return self._tied(proper, mention.kind, mention)

    def _surname(self, word: str, mention: Mention) -> Resolved:
        """A surname whose bearer is nowhere named in full: told apart by title."""
        gender = gender_of(mention.titles)
        bearers = self._registry.with_surname(word)
        if gender:
            bearers = [e for e in bearers if e.gender in (gender, None)]
        if len(bearers) > 1:
            return _open(e.name for e in bearers)
        if bearers:
            self._registry.learn(bearers[0], mention)
            return Resolved((bearers[0].id,))
        titled = mention.titles and len(mention.words.split()) <= 3
        return self._tied(mention.words if titled else word, SourceKind.PERSON, mention)

    # Common nouns --------------------------------------------------------------------------

    def _plain(self, mention: Mention) -> Resolved:
        """A voice without a name: "activists", "a resident", "US officials", "police"."""
        if self._registry.is_cause(mention.words):
            return self._tied(mention.words, SourceKind.ORGANISATION, mention)
        named = mention.proper or (mention.opens_with_name and " " in mention.words)
        name = mention.words if named else _uncapitalised(mention.words)
        called = self._introduced_as(mention)
        if called is not None:
            return self._tied(called, SourceKind.ORGANISATION, mention)
        wider = self._registry.ending_in(name) if mention.head in words("body") else []
        if wider and self._registry.called(name) is None:
            return self._among([e.id for e in wider], mention)
        return self._tied(name, mention.kind, mention)

    def _introduced_as(self, mention: Mention) -> str | None:
        """The one body that the text calls so: the Observatory, "a monitor", of "monitor says".

        Only headlines have such a noun without an article.
        """
        noun = self._text[mention.start : mention.end].lower()
        headline = self._text.find("\n")
        if noun != mention.head or noun not in words("body") or noun in words("of-several"):
            return None
        if headline < mention.end:
            return None
        name = r"(?:[A-Z][\w'’-]* ){0,4}[A-Z][\w'’-]*"
        told = rf"({name}), (?:{either('article')}) (?:[\w-]+ ){{0,3}}{noun}\b"
        named = dict.fromkeys(m[1].removeprefix("The ") for m in re.finditer(told, self._text))
        return next(iter(named)) if len(named) == 1 else None

    def _definite(self, mention: Mention, at: _At) -> Resolved:
        """A source named before, or a new one: "the ministry", "the group", "the senator"."""
        _, same, rest = mention.words.partition("same ")
        if same and mention.words.startswith(same):
            mention = replace(mention, words=rest)  # "the same paper"
        known = self._registry.called(mention.words)
        if known is not None:
            return Resolved((known.id,))
        if " " in mention.words:
            bearers = self._bearers(mention)
            return self._one_of(bearers, mention) if bearers else self._plain(mention)
        relay = self._relay_called(mention.head) if mention.head in words("medium") else None
        headed = self._registry.headed(mention.head)
        if headed or relay is not None:
            return self._among(headed, mention) if relay is None else Resolved((relay,))
        if mention.head in words("body"):
            found = self._looking_back(mention, at, lambda e: e.is_body and e.agrees(mention.head))
            if found.voices or len(found.open) > 1:
                return found
        named = self._named_by(mention)
        return self._one_of(named, mention) if named else self._plain(mention)

    def _one_of(self, named: Sequence[Name], mention: Mention) -> Resolved:
        if len(named) > 1:
            return _open(name.full for name in named)
        return self._tied(named[0].full, named[0].kind, mention)

    def _bearers(self, mention: Mention) -> list[Name]:
        """People who are named as what a phrase says: "the prime minister"."""
        role = _WHOSE.split(mention.words.lower())[0]
        return [n for n in self._registry.names if role in n.roles]

    def _among(self, sources: Sequence[str], mention: Mention) -> Resolved:
        """The one of several that spoke last, when no other of them did within reach."""
        if len(sources) > 1:
            near = dict.fromkeys(s.source for s in self._recent if s.source in sources)
            if len(near) != 1:
                return _open(map(self._name, sources))
            sources = list(near)
        self._registry.learn(self._registry[sources[0]], mention)
        return Resolved((sources[0],))

    def _named_by(self, mention: Mention) -> list[Name]:
        """Names that a noun alone may stand for: "the senator", "the ministry"."""
        head, names = mention.head, self._registry.names
        if mention.kind is SourceKind.PERSON and head in words("role"):
            wanted = {head, _SHORT_TITLES.get(head, head)}
            people = [n for n in names if n.kind is SourceKind.PERSON]
            now = [n for n in people if words("former").isdisjoint(n.titles)]
            return [n for n in now if wanted & n.titles or head in n.roles]
        bodies = names if head in words("body") else []
        named = [n for n in bodies if n.kind is not SourceKind.PERSON and n.has_word(head)]
        return [n for n in named if may_mean(head, n.full.lower().split())]

    # Pronouns ------------------------------------------------------------------------------

    def _pronoun(self, pronoun: str, mention: Mention, at: _At) -> Resolved:
        whose = OF_PRONOUN.get(pronoun)
        if whose in ("m", "f"):
            return self._singular(whose, mention, at)
        if whose == "it":
            return self._looking_back(mention, at, lambda e: e.is_thing)
        return self._they(mention, at) if whose else _open([mention.words])

    def _they(self, mention: Mention, at: _At) -> Resolved:
        """The voices that were named together, or the last plural or body."""
        last = {
            s.source: None for s in self._recent if s.at.position == self._recent[-1].at.position
        }
        if len(last) > 1:
            return Resolved(tuple(last))
        return self._looking_back(mention, at, lambda e: e.plural or e.is_body)

    def _singular(self, gender: str, mention: Mention, at: _At) -> Resolved:
        """Resolve "he" or "she": the last who spoke, unless others were named since."""

        def fits(entry: Entry) -> bool:
            return entry.kind is SourceKind.PERSON and entry.gender in (gender, None)

        people = [
            p
            for p in self._before(at.position)
            if p.position >= at.position - _REACH and fits(self._registry.person(p.name))
        ]
        latest = self._latest(fits)
        if latest is not None:
            found = self._unless(latest, fits, self._named_since(latest, people, gender, at))
        else:
            found = self._only_person(people) if people else _open([mention.words])
        for voice in found.voices:
            self._registry[voice].gender = gender
        return found

    def _named_since(
        self, latest: _Spoke, people: Sequence[NamedPerson], gender: str, at: _At
    ) -> list[str]:
        """Other people whom "he" may mean, since they were named after who spoke last.

        Whoever is known to be a "he" goes on speaking as "he" until others are named; of one who is
        not, the others in the same sentence may be meant as well.
        """
        begin, end = latest.at.sentence, at.position
        if self._registry[latest.source].gender == gender:
            stop = _STOP.search(self._text, latest.at.position)
            begin, end = stop.end() if stop else len(self._text), at.sentence
        return [p.name.full for p in people if p.sure and begin <= p.position < end]

    def _looking_back(self, mention: Mention, at: _At, fits: Fits) -> Resolved:
        """The source that spoke last and fits; open where another spoke in the same sentence."""
        latest = self._latest(fits)
        if latest is None or at.position - latest.at.position > _REACH:
            return _open([mention.words])
        return self._unless(latest, fits)

    def _latest(self, fits: Fits) -> _Spoke | None:
        return next((s for s in reversed(self._recent) if fits(self._registry[s.source])), None)

    def _unless(self, latest: _Spoke, fits: Fits, others: Iterable[str] = ()) -> Resolved:
        """Who spoke last, unless others fit that spoke in the same sentence, or `others` do."""
        rivals = [
            self._name(s.source)
            for s in self._recent
            if s.at.sentence == latest.at.sentence and fits(self._registry[s.source])
        ]
        found = _open([self._name(latest.source), *rivals, *others])
        return found if len(found.open) > 1 else Resolved((latest.source,))

    def _only_person(self, people: Sequence[NamedPerson]) -> Resolved:
        """The one person in the last sentence that names any; all of them where it names more."""
        begin = max(self._text.rfind(s, 0, people[-1].position) for s in (". ", "\n", "! ", "? "))
        return self._one_person([p for p in people if p.position > begin])

    def _one_person(self, people: Sequence[NamedPerson]) -> Resolved:
        found = _open(p.name.full for p in people)
        one = len(found.open) == 1 and any(p.sure for p in people)
        return self._tied(found.open[0], SourceKind.PERSON) if one else found

    def _before(self, position: int) -> list[NamedPerson]:
        """People named before `position`, in the order of the text."""
        if self._people is None:
            self._people = find_people(self._text, self._registry.names)
        return self._people[: bisect_left(self._people, position, key=lambda p: p.position)]


def _uncapitalised(phrase: str) -> str:
    """Common nouns in lower case, even where they begin a sentence."""
    first = phrase.split()[0]
    plain = first[:1].isupper() and first[1:].islower() and (" " in phrase or len(first) > 3)
    return phrase[:1].lower() + phrase[1:] if plain else phrase


def _office_of(roles: Iterable[str], office: str) -> str:
    """What "his ministry" is called, by the office that he holds: "interior ministry".

    >>> _office_of({"minister", "interior minister"}, "ministry"), _office_of({"chief"}, "agency")
    ('interior ministry', 'agency')
    """
    named = (role.rpartition(" ") for role in sorted(roles, key=len))
    portfolio = [what for what, _, last in named if last == "minister" and " " not in what and what]
    return f"{portfolio[-1]} {office}" if portfolio and office == "ministry" else office


def _is_of_house(mention: Mention) -> bool:
    """True for a name with a role that speaks for a body: "plant manager Hugo Blane"."""
    held = words("speaking-role").intersection((mention.head, *mention.titles))
    return mention.kind is SourceKind.PERSON and mention.proper is not None and bool(held)


def _is_published(mention: Mention) -> bool:
    """True for "a report in the Orlo Herald", which is the paper's word and no other's."""
    issuer = mention.body or ""
    parts = issuer.lower().split()
    outlet = not (words("news-in-name") | words("medium")).isdisjoint(parts)
    return issuer.lower() != issuer and (outlet or issuer.lower() in words("known-outlet"))


def _is_kind(name: str, kind: str) -> bool:
    """True where a word of a name is for such a body: "Kestova Tribune", of a newspaper."""
    kinds = values("kind-of-body")
    return any(kinds.get(word) == kind for word in name.lower().split())
