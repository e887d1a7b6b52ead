"""Resolution: every source mention tied to one source of the document, or left open.

The document's own structure decides: names in full, acronyms it defines or spells, surnames,
titles, and for pronouns and "the group" the sources that were named shortly before. Where two could
be meant, both are named and none is chosen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace

from reportedly.extract.mentions import Mention
from reportedly.extract.names import (
    COLLECTIVES,
    DOCUMENTS,
    ROLES,
    Name,
    find_names,
    find_people,
    is_generic_body,
    spells,
    split_titles,
)
from reportedly.model import Source, SourceKind
from reportedly.text.slug import slug

_MEN = frozenset("mr sir lord king prince congressman councilman spokesman chairman father".split())
_WOMEN = frozenset(
    "mrs ms miss lady dame queen princess congresswoman councilwoman spokeswoman chairwoman "
    "sister".split()
)
_REACH = 1_200  # code points that a pronoun or "the group" looks back over
_STOP = re.compile(r"[.!?][\"”’']*\s|\n")
_HE, _SHE = frozenset("he him his".split()), frozenset("she her".split())
_IT, _THEY = frozenset("it its".split()), frozenset("they them their".split())


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a mention was tied to: ids of sources, or the names left open."""

    voices: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


@dataclass(slots=True)
class _Entry:
    """A source in the making."""

    id: str
    name: str
    kind: SourceKind
    aliases: list[str] = field(default_factory=list)
    part_of: list[str] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)
    gender: str | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class _Named:
    """A source that spoke: offsets of the mention and of its sentence, and the id."""

    position: int
    sentence: int
    source: str


class Register:
    """The sources of one document, found in the order in which its attributions are read.

    Args:
        text: the document's text, from which names and acronyms are read.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._names: list[Name] | None = None
        self._entries: dict[str, _Entry] = {}
        self._recent: list[_Named] = []
        self._people: list[tuple[int, Name, bool]] | None = None

    @property
    def names(self) -> list[Name]:
        """Names of the document; read when first needed."""
        if self._names is None:
            self._names = find_names(self._text)
        return self._names

    def sources(self, used: Collection[str]) -> tuple[Source, ...]:
        """The sources in use and the bodies they belong to, in order of first mention."""
        wanted = list(used)
        for source in wanted:
            wanted += [b for b in self._entries[source].part_of if b not in wanted]
        return tuple(
            Source(e.id, e.name, e.kind, tuple(dict.fromkeys(e.aliases)), tuple(e.part_of))
            for e in self._entries.values()
            if e.id in wanted
        )

    def name_of(self, source: str) -> str:
        """The name of a source in full."""
        return self._entries[source].name

    def bodies_of(self, source: str) -> tuple[str, ...]:
        """The bodies that a source belongs to, nearest first."""
        return tuple(self._entries[source].part_of)

    def resolve(self, mentions: Sequence[Mention], position: int, sentence: int) -> Resolved:
        """Tie the voices of one source mention; they become what later pronouns look back to.

        Args:
            mentions: the voices that one mention names.
            position: offset of the mention.
            sentence: offset of its sentence.
        """
        voices: list[str] = []
        left_open: list[str] = []
        for mention in mentions:
            one = self._resolve(mention, position, sentence)
            voices += [v for v in one.voices if v not in voices]
            left_open += one.open
        if left_open:
            return Resolved((), tuple(dict.fromkeys([*left_open, *map(self.name_of, voices)])))
        self._recent += [_Named(position, sentence, voice) for voice in voices]
        return Resolved(tuple(voices))

    def issuer(self, document: Mention, voices: Sequence[str]) -> tuple[str, ...]:
        """Who issued "the statement": the body spoken for, or the last one to have spoken."""
        if document.proper is not None or document.kind is not SourceKind.DOCUMENT:
            return self._resolve(document, document.start, document.start).voices
        for voice in voices:
            if self.bodies_of(voice):
                return self.bodies_of(voice)[:1]
        bodies = [n.source for n in self._recent if _is_body(self._entries[n.source])]
        return tuple(bodies[-1:])

    # One mention ---------------------------------------------------------------------------

    def _resolve(self, mention: Mention, position: int, sentence: int) -> Resolved:
        if mention.antecedent is not None:
            return self._resolve(mention.antecedent, position, sentence)
        if mention.pronoun is not None:
            return self._pronoun(mention.pronoun, mention, position, sentence)
        if mention.proper is not None:
            if mention.kind is SourceKind.DOCUMENT:
                return Resolved((self._add(mention.words, mention, SourceKind.DOCUMENT),))
            return self._proper(mention)
        if mention.definite:
            return self._definite(mention, position, sentence)
        if (
            " " not in mention.words
            and mention.words[:1].isupper()
            and self._is_known(mention.words)
        ):
            # A name that the tagger took for a common noun.
            return self._proper(replace(mention, proper=mention.words, kind=SourceKind.PERSON))
        return Resolved((self._plain(mention),))

    def _is_known(self, word: str) -> bool:
        return any(n.kind is SourceKind.PERSON and n.surname == word.lower() for n in self.names)

    def _proper(self, mention: Mention) -> Resolved:
        proper = mention.proper or ""
        words = proper.split()
        if len(words) == 1:
            fitting = self._full_names(words[0], mention)
            if len(fitting) > 1:
                return Resolved((), tuple(name.full for name in fitting))
            if fitting:
                name = fitting[0]
                kind = SourceKind.PERSON if mention.titles else name.kind
                return Resolved((self._add(name.full, mention, kind, alias=proper),))
            if mention.kind is SourceKind.PERSON:
                return self._surname(proper, mention)
        acronym = next((n.acronym for n in self.names if n.full == proper and n.acronym), None)
        found = self._add(proper, mention, mention.kind)
        if acronym:
            self._entries[found].aliases.append(acronym)
        return Resolved((found,))

    def _surname(self, word: str, mention: Mention) -> Resolved:
        """A surname whose bearer is nowhere named in full: told apart by title."""
        gender = _gender(mention.titles)
        bearers = [
            e
            for e in self._entries.values()
            if e.kind is SourceKind.PERSON and e.name.split()[-1].lower() == word.lower()
        ]
        if gender:
            bearers = [e for e in bearers if e.gender in (gender, None)]
        if len(bearers) == 1:
            self._alias(bearers[0].id, mention)
            return Resolved((bearers[0].id,))
        if bearers:
            return Resolved((), tuple(e.name for e in bearers))
        titled = mention.words if mention.titles and len(mention.words.split()) <= 3 else word
        return Resolved((self._add(titled, mention, SourceKind.PERSON, alias=word),))

    def _full_names(self, word: str, mention: Mention) -> list[Name]:
        """Names in full that a single word may be short for."""
        if word.isupper() and len(word) > 1:
            return [n for n in self.names if n.acronym == word] or [
                n for n in self.names if n.kind is SourceKind.ORGANISATION and spells(n.full, word)
            ]
        bare = word.lower()
        fitting = [n for n in self.names if n.kind is SourceKind.PERSON and n.surname == bare]
        if len(fitting) > 1:
            gender = _gender(mention.titles)
            if gender:
                agreeing = [n for n in fitting if _gender(tuple(n.titles)) in (gender, None)]
                fitting = agreeing or fitting
            # "Ines Varga" and "Ines M. Varga" are one.
            firsts = {n.full.split()[0] for n in fitting}
            if len(firsts) == 1:
                fitting = fitting[:1]
        return fitting

    def _plain(self, mention: Mention) -> str:
        """A voice without a name: "activists", "a resident", "US officials", "police"."""
        return self._add(_uncapitalised(mention.words), mention, mention.kind)

    def _definite(self, mention: Mention, position: int, sentence: int) -> Resolved:
        """A source named before, or a new one: "the ministry", "the group", "the senator"."""
        matching = self._by_head(mention)
        if len(matching) == 1:
            self._alias(matching[0], mention)
            return Resolved((matching[0],))
        if len(matching) > 1:
            near = [n.source for n in self._recent if position - n.position <= _REACH]
            unique = [v for v in dict.fromkeys(near) if v in matching]
            if len(unique) == 1:
                return Resolved((unique[0],))
            return Resolved((), tuple(self.name_of(v) for v in matching))
        single = len(mention.words.split()) == 1
        if single and is_generic_body(mention.head):
            found = self._looking_back(mention, position, sentence, _is_body)
            if found.voices or len(found.open) > 1:
                return found
        if single and mention.kind is SourceKind.PERSON and mention.head in ROLES:
            named = self._by_title(mention.head)
            if len(named) == 1:
                return Resolved((self._add(named[0].full, mention, SourceKind.PERSON),))
            if len(named) > 1:
                return Resolved((), tuple(n.full for n in named))
        if single and mention.head in COLLECTIVES:
            named = [n for n in self.names if mention.head in n.full.lower().split()]
            named = [n for n in named if n.kind is SourceKind.ORGANISATION]
            if len(named) == 1:
                return Resolved((self._add(named[0].full, mention, SourceKind.ORGANISATION),))
        return Resolved((self._plain(mention),))

    def _by_head(self, mention: Mention) -> list[str]:
        """Sources known by that noun: "the coalition" after "the US-led coalition"."""
        words = mention.words.lower()
        exact = [
            e.id
            for e in self._entries.values()
            if words in (e.name.lower(), *(a.lower() for a in e.aliases))
        ]
        if exact:
            return exact[:1]
        if len(words.split()) > 1:
            return []
        return [e.id for e in self._entries.values() if mention.head in e.heads]

    def _by_title(self, role: str) -> list[Name]:
        short = {"senator": "sen", "governor": "gov", "representative": "rep", "general": "gen"}
        wanted = {role, short.get(role, role)}
        return [n for n in self.names if n.kind is SourceKind.PERSON and wanted & n.titles]

    # Pronouns ------------------------------------------------------------------------------

    def _pronoun(self, pronoun: str, mention: Mention, position: int, sentence: int) -> Resolved:
        if pronoun in _HE | _SHE:
            wanted = "m" if pronoun in _HE else "f"

            def fits(entry: _Entry) -> bool:
                return entry.kind is SourceKind.PERSON and entry.gender in (wanted, None)

            found = self._looking_back(mention, position, sentence, fits, people=True)
            for voice in found.voices:
                self._entries[voice].gender = wanted
            return found
        if pronoun in _IT:
            return self._looking_back(
                mention, position, sentence, lambda e: _is_body(e) or e.kind is SourceKind.DOCUMENT
            )
        if pronoun in _THEY:
            return self._they(mention, position, sentence)
        return Resolved((), (mention.words,))

    def _they(self, mention: Mention, position: int, sentence: int) -> Resolved:
        """The voices that were named together, or the last plural or body."""
        near = [n for n in self._recent if position - n.position <= _REACH]
        if near:
            last = [n.source for n in near if n.position == near[-1].position]
            if len(last) > 1:
                return Resolved(tuple(dict.fromkeys(last)))
        return self._looking_back(mention, position, sentence, lambda e: e.plural or _is_body(e))

    def _looking_back(
        self,
        mention: Mention,
        position: int,
        sentence: int,
        fits: Callable[[_Entry], bool],
        people: bool = False,
    ) -> Resolved:
        """The one source named last that fits; open where others that fit stand beside it."""
        near = [
            n
            for n in self._recent
            if position - n.position <= _REACH and fits(self._entries[n.source])
        ]
        others = self._bystanders(position, fits) if people else []
        if not near:
            return self._only_bystander(others, mention)
        latest = near[-1]
        own = self._entries[latest.source]
        rivals = [
            n.source for n in near if n.sentence == latest.sentence and n.source != latest.source
        ]
        later = [
            name.full
            for at, name, sure in others
            if sure
            and at > latest.position
            and name.full != own.name
            and latest.sentence != sentence
            and not latest.sentence <= at < self._sentence_end(latest.sentence)
        ]
        if not rivals and not later:
            return Resolved((latest.source,))
        open_ = [own.name, *(self._entries[r].name for r in rivals), *later]
        return Resolved((), tuple(dict.fromkeys(open_)))

    def _only_bystander(
        self, others: Sequence[tuple[int, Name, bool]], mention: Mention
    ) -> Resolved:
        """The one person in the last sentence that names any; all of them where it names more."""
        if not others:
            return Resolved((), (mention.words,))
        begin = max(self._text.rfind(stop, 0, others[-1][0]) for stop in (". ", "\n", "! ", "? "))
        last = [(name, sure) for at, name, sure in others if at > begin]
        names = list(dict.fromkeys(name.full for name, _ in last))
        if len(names) == 1 and any(sure for _, sure in last):
            return Resolved((self._add(names[0], mention, SourceKind.PERSON, bare=True),))
        return Resolved((), tuple(names))

    def _sentence_end(self, start: int) -> int:
        """Where the line that a sentence stands in, or the sentence itself, ends at the latest."""
        stop = _STOP.search(self._text, start)
        return stop.end() if stop else len(self._text)

    def _bystanders(
        self, position: int, fits: Callable[[_Entry], bool]
    ) -> list[tuple[int, Name, bool]]:
        """People named within reach before `position`, whether they speak or not."""
        if self._people is None:
            self._people = find_people(self._text, self.names)
        first = bisect_left(self._people, position - _REACH, key=lambda person: person[0])
        after = bisect_left(self._people, position, key=lambda person: person[0])
        return [p for p in self._people[first:after] if fits(self._known(p[1]))]

    def _known(self, name: Name) -> _Entry:
        """The entry of a person, or what one would be."""
        for entry in self._entries.values():
            if entry.name == name.full:
                return entry
        gender = _gender(tuple(name.titles))
        return _Entry("", name.full, SourceKind.PERSON, gender=gender)

    # Entries -------------------------------------------------------------------------------

    def _add(
        self,
        name: str,
        mention: Mention,
        kind: SourceKind,
        alias: str | None = None,
        bare: bool = False,
    ) -> str:
        """The entry of that name, made when it is new, with what this mention adds to it."""
        wanted = name.lower()
        entry = next(
            (
                e
                for e in self._entries.values()
                if wanted == e.name.lower() or wanted in (a.lower() for a in e.aliases)
            ),
            None,
        )
        if entry is None:
            entry = _Entry(self._id(name), name, kind)
            self._entries[entry.id] = entry
            full = next((n for n in self.names if n.full == name), None)
            if full is not None:
                entry.gender = _gender(tuple(full.titles))
                if full.acronym:
                    entry.aliases.append(full.acronym)
                    entry.id = self._rename(entry, full.acronym)
        if alias and alias.lower() != entry.name.lower():
            entry.aliases.append(alias)
        if bare:
            return entry.id
        self._alias(entry.id, mention)
        entry.gender = entry.gender or _gender(mention.titles)
        entry.plural = entry.plural or (
            mention.proper is None
            and mention.head.endswith("s")
            and kind is not SourceKind.DOCUMENT
        )
        entry.heads |= _heads(entry.name, mention)
        if mention.body:
            body = self._body(mention.body)
            if body != entry.id and body not in entry.part_of:
                entry.part_of.append(body)
        return entry.id

    def _rename(self, entry: _Entry, name: str) -> str:
        """Call a source by its acronym, which is shorter and as well known."""
        fresh = self._id(name)
        self._entries = {
            (fresh if key == entry.id else key): value for key, value in self._entries.items()
        }
        return fresh

    def _alias(self, source: str, mention: Mention) -> None:
        entry = self._entries[source]
        if mention.words.lower() != entry.name.lower() and len(mention.words) <= 80:
            entry.aliases.append(mention.words)

    def _body(self, words: str) -> str:
        """The source of a body that was only named as somebody's: "SDF" in "SDF spokesman"."""
        _, bare = split_titles(words.split())
        if len(bare) == 1:
            fitting = [n for n in self.names if bare[0] in (n.acronym, n.full)] or [
                n
                for n in self.names
                if n.kind is SourceKind.PERSON and n.surname == bare[0].lower()
            ]
            if len(fitting) == 1:
                words = fitting[0].full
        known = [
            e.id
            for e in self._entries.values()
            if words.lower() in (e.name.lower(), *(a.lower() for a in e.aliases))
            or (words.lower() in e.heads and len(words.split()) == 1)
        ]
        if len(known) == 1:
            return known[0]
        person = any(n.full == words and n.kind is SourceKind.PERSON for n in self.names)
        kind = SourceKind.PERSON if person else SourceKind.ORGANISATION
        entry = _Entry(self._id(words), words, kind)
        self._entries[entry.id] = entry
        full = next((n for n in self.names if n.full == words and n.acronym), None)
        if full is not None and full.acronym:
            entry.aliases.append(full.acronym)
            entry.id = self._rename(entry, full.acronym)
        entry.heads = {words.split()[-1].lower()}
        return entry.id

    def _id(self, name: str) -> str:
        base = slug(name, 60) or "source"
        fresh, n = base, 2
        while fresh in self._entries:
            fresh, n = f"{base}-{n}", n + 1
        return fresh


def _is_body(entry: _Entry) -> bool:
    return entry.kind in (SourceKind.ORGANISATION, SourceKind.GROUP)


def _heads(name: str, mention: Mention) -> set[str]:
    """Single nouns by which a source may be taken up again with "the"."""
    if mention.kind is SourceKind.PERSON:
        return {t for t in (*mention.titles, mention.head) if t in ROLES}
    if mention.proper is None:
        return {mention.head}
    return {w for w in name.lower().split() if w in COLLECTIVES or w in DOCUMENTS}


def _uncapitalised(words: str) -> str:
    """Common nouns in lower case, even where they begin a sentence."""
    first = words.split()[0]
    plain = first[:1].isupper() and first[1:].islower() and (" " in words or len(first) > 3)
    return words[:1].lower() + words[1:] if plain else words


def _gender(titles: tuple[str, ...]) -> str | None:
    if any(t in _MEN for t in titles):
        return "m"
    if any(t in _WOMEN for t in titles):
        return "f"
    return None
