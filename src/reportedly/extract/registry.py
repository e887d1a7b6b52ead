"""The registry: the sources of one document, found again by any name they go by."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from itertools import count, zip_longest

from reportedly.extract.mentions import Mention
from reportedly.extract.names import Name, find_names, split_titles
from reportedly.model import Source, SourceKind
from reportedly.text.lexicon import values, words
from reportedly.text.nouns import may_mean
from reportedly.text.slug import slug

_GENDERS = {**values("title"), **values("role")}
_BODIES = words("body") | words("body-in-name")
_PHRASES = [pair for pair in values("spelling").items() if " " in pair[0]]
_POSSESSIVE = words("possessive-pronoun") | {"whose"}
_JOINTS = words("body-name-link") | words("a-or-the") | {"s"}
_LONGEST_ALIAS = 80
_IN_PLACE = re.compile(r"\s+(?:in|to)\s+")
_Key = tuple[str, str | None]
"""The words of a name in one order, and a place behind "in": "" without, None for any."""
_SAID_IN_NAME = words("of-its-own-name")
_PERSON_ENDINGS = tuple(words("person-ending"))


@dataclass(slots=True)
class Entry:
    """A source in the making.

    Attributes:
        id: slug, unique in the document. name: in full. kind: what sort of voice.
        aliases: the other words it was named by, in order.
        part_of: ids of the bodies it belongs to, nearest first. speaks_for: the one it speaks for.
        gender: "m", "f" or None where no title or pronoun has told.
        plural: True for several unnamed people ("residents").
        words: those of its name, as names are compared.
    """

    id: str
    name: str
    kind: SourceKind
    aliases: dict[str, None] = field(default_factory=dict)
    part_of: list[str] = field(default_factory=list)
    speaks_for: str | None = None
    gender: str | None = None
    plural: bool = False
    words: frozenset[str] = frozenset()

    @property
    def is_body(self) -> bool:
        """True for an organisation or group."""
        return self.kind in (SourceKind.ORGANISATION, SourceKind.GROUP)

    @property
    def is_thing(self) -> bool:
        """True for what "it" may take up."""
        person = self.plural or self.name.lower().endswith(_PERSON_ENDINGS)
        unnamed = self.kind is SourceKind.UNNAMED and not person
        return self.is_body or self.is_document or unnamed

    @property
    def is_several(self) -> bool:
        """True for a body of which one says "they": "police"."""
        return self.name.lower().split()[-1] in words("of-several")

    def agrees(self, noun: str) -> bool:
        """True where "the <noun>" may take up this body: "the newspaper", of the Orlo Herald.

        A name agrees by the words in it, one without any such word ("Blue Crane") with nouns that
        need not stand in a name: "the charity". "The army" is not the Free Hills Army, nor the UN.
        """
        kinds, named = values("kind-of-body"), self.name[:1].isupper()
        parts = re.findall(r"[^\W\d]+", self.name.lower())
        if not may_mean(noun, parts):
            return False
        own = words("body-in-name").intersection(parts)
        kind = kinds.get(noun, noun)
        if parts[-1:] and parts[-1] in words("company-in-name"):
            own = frozenset({"company"})
        if not own and not words("news-in-name").isdisjoint(parts[-1:]):
            own = words("medium")  # "the bank" is not the Northern Wire
        may_be = kind in {kinds.get(w, w) for w in own} if own else noun not in _SAID_IN_NAME
        return kind == "any" or (named and may_be)

    @property
    def is_document(self) -> bool:
        """True for a report, a statement."""
        return self.kind is SourceKind.DOCUMENT


def _holds_office(mention: Mention) -> bool:
    """True for a country's minister, a lawmaker of the opposition: his word is his own.

    The minister of a ministry is one of that body.
    """
    named = set((mention.body or "").lower().split())
    office = words("state-office").intersection((mention.head, *mention.titles))
    apart = not words("own-voice-body").isdisjoint(named)
    is_body = not (words("body") | words("body-in-name")).isdisjoint(named)
    return bool(office) and not mention.speaks and (apart or not is_body)


class Registry:
    """The sources of a document as they come up, indexed by name, alias and head noun."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._names: list[Name] | None = None
        self._full: dict[str, Name] = {}
        self._short: dict[str, list[Name]] = {}
        self._entries: dict[str, Entry] = {}
        self._called: dict[_Key, Entry] = {}
        self._headed: dict[str, dict[str, None]] = {}
        self._surnamed: dict[str, list[Entry]] = {}

    @property
    def names(self) -> list[Name]:
        """The names that the document uses in full; read when first needed."""
        if self._names is None:
            self._names = find_names(self._text)
            for name in self._names:
                self._full[name.full] = name
                surname = name.surname if name.kind is SourceKind.PERSON else None
                for short in filter(None, (surname, name.acronym)):
                    self._short.setdefault(short, []).append(name)
        return self._names

    def __getitem__(self, source: str) -> Entry:
        return self._entries[source]

    def full_names(self, word: str, titles: Iterable[str] = ()) -> list[Name]:
        """The names in full that a surname or an acronym may be short for."""
        if not self.names:
            return []
        fitting = self._short.get(word, []) if word.isupper() else []
        fitting = fitting or self._short.get(word.lower(), [])
        if len(fitting) < 2:
            return fitting
        gender = gender_of(titles)
        if gender:
            fitting = [n for n in fitting if gender_of(n.titles) in (gender, None)] or fitting
        # "Ines Varga" and "Ines M. Varga" are one.
        return fitting[:1] if len({n.full.split()[0] for n in fitting}) == 1 else fitting

    def is_cause(self, words: str) -> bool:
        """True for the name of a body that says for whom it is: "Doctors for Orlo"."""
        known = self._full.get(words) if " for " in words and self.names else None
        return known is not None and known.kind is SourceKind.ORGANISATION

    def with_surname(self, word: str) -> list[Entry]:
        """People among the sources who bear a surname."""
        return self._surnamed.get(word.lower(), [])

    def called(self, words: str) -> Entry | None:
        """The source known by these words."""
        return next(filter(None, map(self._called.get, _sought(words))), None)

    def ending_in(self, words: str) -> list[Entry]:
        """The bodies of whose names common words are a part: "state TV" of "Orlo state TV"."""
        wanted = set(key_of(words).split())
        wider = (e for e in self._entries.values() if e.is_body and wanted < e.words)
        return [e for e in wider if all(may_mean(word, e.words) for word in wanted)]

    def headed(self, noun: str) -> list[str]:
        """Ids of the sources that "the <noun>" may take up again."""
        return list(self._headed.get(key_of(noun), ()))

    def person(self, name: Name) -> Entry:
        """The entry of a person named in full, or what it would be."""
        known = self.called(name.full)
        gender = gender_of(name.titles)
        return known or Entry("", name.full, SourceKind.PERSON, gender=gender)

    def add(self, name: str, kind: SourceKind, mention: Mention | None = None) -> Entry:
        """The source of that name, made when it is new, with what a mention adds to it."""
        entry = self.called(name) or self._make(name, kind)
        if mention is not None:
            self.learn(entry, mention)
        return entry

    def _make(self, name: str, kind: SourceKind) -> Entry:
        full = self._full.get(name) if self.names else None
        acronym = full.acronym if full else None
        entry = Entry(self._free_id(acronym or name), name, kind)
        entry.words = frozenset(key_of(name).split())
        self._entries[entry.id] = entry
        self._call(entry, name)
        if full is not None:
            entry.gender = gender_of(full.titles)
            if full.body is not None:
                entry.part_of.append(self.body(full.body).id)
        if acronym:
            self.alias(entry, acronym)
        if kind is SourceKind.PERSON:
            self._surnamed.setdefault(name.split()[-1].lower(), []).append(entry)
        elif name[:1].isupper():
            nouns = words("body") | words("document")
            within = name.lower().split()
            self._head(entry, [w for w in within if w in nouns and may_mean(w, within)])
        return entry

    def learn(self, entry: Entry, mention: Mention) -> None:
        """Note another mention: alias, gender, the nouns it may be called by, its body."""
        self.alias(entry, mention.words)
        entry.gender = entry.gender or gender_of(mention.titles)
        plain = mention.proper is None and mention.pronoun is None
        if entry.kind is SourceKind.PERSON:
            held = () if words("former").intersection(mention.titles) else mention.titles
            self._head(entry, [t for t in (*held, mention.head) if t in words("role")])
        elif plain:
            self._head(entry, [mention.head])
        if plain and mention.head.endswith("s") and entry.kind is not SourceKind.DOCUMENT:
            entry.plural = True
        if mention.body:
            self.belong(entry, self.body(mention.body), mention)

    def belong(self, entry: Entry, body: Entry, mention: Mention) -> None:
        """Note the body that somebody belongs to, and whether he speaks for it."""
        if body.id == entry.id or _holds_office(mention):
            return
        if body.id not in entry.part_of:
            entry.part_of.append(body.id)
        issued = entry.is_document and mention.kind is SourceKind.DOCUMENT
        if (mention.speaks or issued) and body.is_body:
            entry.speaks_for = entry.speaks_for or body.id

    def alias(self, entry: Entry, words: str) -> None:
        """Let the source be found by these words as well."""
        is_owned = words.split()[0].lower() in _POSSESSIVE
        if words.lower() != entry.name.lower() and len(words) <= _LONGEST_ALIAS and not is_owned:
            entry.aliases.setdefault(words)
            self._call(entry, words)

    def _call(self, entry: Entry, words: str) -> None:
        for key in _entered(words):
            self._called.setdefault(key, entry)

    def body(self, words: str) -> Entry:
        """The source of a body that was only named as somebody's: "IRW" in "IRW spokesman"."""
        _, bare = split_titles(words.split())
        fitting = self.full_names(bare[0]) if len(bare) == 1 else []
        if len(fitting) == 1:
            words = fitting[0].full
        known = self.called(words)
        if known is not None:
            return known
        headed = self.headed(words.lower())
        if len(headed) == 1:
            return self._entries[headed[0]]
        words = self._only_body(words) or words
        full = self._full.get(words)
        person = full is not None and self._is_person(full)
        entry = self.add(words, SourceKind.PERSON if person else SourceKind.ORGANISATION)
        if not person:
            self._head(entry, [words.split()[-1].lower()])
        return entry

    def _is_person(self, name: Name) -> bool:
        """True for whom the text presents as a person, not for the "Civil Defence" of a chief."""
        presented = name.titles or name.roles or self.with_surname(name.surname)
        return name.kind is SourceKind.PERSON and bool(presented)

    def _only_body(self, noun: str) -> str | None:
        """The one body of the text whose name a noun heads: "authority" of "Port Authority"."""
        named = (n.full for n in self.names if n.kind is SourceKind.ORGANISATION)
        fitting = [full for full in named if noun in words("body") and _heads(noun, full)]
        return fitting[0] if len(fitting) == 1 else None

    def sources(self, used: Collection[str]) -> tuple[Source, ...]:
        """The sources in use and the bodies they belong to, in order of first mention."""
        wanted = list(used)
        for source in wanted:
            wanted += [b for b in self._entries[source].part_of if b not in wanted]
        return tuple(
            Source(
                e.id,
                e.name,
                e.kind,
                tuple(e.aliases),
                tuple(e.part_of),
                speaks_for=e.speaks_for,
            )
            for e in self._entries.values()
            if e.id in wanted
        )

    def _head(self, entry: Entry, nouns: Iterable[str]) -> None:
        for noun in nouns:
            self._headed.setdefault(key_of(noun), {}).setdefault(entry.id)

    def _free_id(self, name: str) -> str:
        base = slug(name, 60) or "source"
        ids = (base if n == 1 else f"{base}-{n}" for n in count(1))
        return next(fresh for fresh in ids if fresh not in self._entries)


def _heads(noun: str, name: str) -> bool:
    """True for the last word of a name, and one with "of" or "for" behind it."""
    parts = name.lower().split()
    return any(
        word == noun and (behind is None or behind in words("body-name-link"))
        for word, behind in zip_longest(parts, parts[1:])
    )


def key_of(name: str) -> str:
    """A name less what may differ in its spelling; a body's words in any order.

    >>> key_of("Orlo state TV") == key_of("Regime television in Orlo")
    True
    >>> key_of("Al Minbar") == key_of("Al-Minbar")
    True
    """
    plain = re.findall(r"[^\W_]+", name.lower())
    phrase = " ".join(values("spelling").get(word, word) for word in plain)
    for written, same in _PHRASES:
        phrase = phrase.replace(written, same)
    spelled = phrase.split()
    if _BODIES.isdisjoint(spelled):
        return phrase
    return " ".join(sorted(w for w in spelled if w not in _JOINTS))


def _place_in(name: str) -> str:
    """The words of a place behind "in" or "to", as names are compared: "orlo" of "TV in Orlo"."""
    _, _, place = _IN_PLACE.sub("\n", name).partition("\n")
    return key_of(place)


def _entered(name: str) -> tuple[_Key, _Key]:
    """The keys under which a name is entered; see `_sought`."""
    key, place = key_of(name), _place_in(name)
    return ((key, place), (key, "")) if place else ((key, ""), (key, None))


def _sought(name: str) -> tuple[_Key, ...]:
    """The keys under which a name is looked for, the best first.

    "Orlo state TV" and "state TV in Orlo" are one; "the Velka embassy in Orlo" and "the Orlo
    embassy in Velka", of the same words, are two.
    """
    key, place = key_of(name), _place_in(name)
    return ((key, place), (key, None)) if place else ((key, ""),)


def gender_of(titles: Iterable[str]) -> str | None:
    """What titles tell: "m", "f", or None."""
    return next((_GENDERS[title] for title in titles if _GENDERS.get(title)), None)
