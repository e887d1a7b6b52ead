"""The names a document uses: people and bodies in full, acronyms and what they stand for.

Everything is read off the document itself; there is no list of names. What decides is form: capital
letters, titles before a name, nouns that bodies are called by.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reportedly.extract.cues import load_cues
from reportedly.model import SourceKind
from reportedly.text.lexicon import either, full_names, values, words

_ABBREVIATED = words("abbreviated-title")
_TITLES = words("title") | _ABBREVIATED
_BODY_LINKS = words("body-name-link")
WITHIN_BODY = [word for word, place in values("body-name-link").items() if place == "within"]
_NAME_LINKS = _BODY_LINKS | words("family-name-link")
_PERSON = 2  # words of a person's name
_DATES = {*full_names("weekday"), *full_names("month")}
_JOINED = tuple(words("joined-participle"))
_PLACED = "|".join(word for word, kind in values("place-preposition").items() if kind == "place")

_SHORT = rf"(?:{'|'.join(map(str.capitalize, sorted(_ABBREVIATED)))}|St|[A-Z])\."
_WORD = rf"(?:{_SHORT}(?=\s?[A-ZÀ-ÖØ-Þ])|[A-ZÀ-ÖØ-Þ][\w’'&-]*)"
_LINK = rf"(?:{'|'.join(WITHIN_BODY)}|{either('family-name-link')})"
NAME = re.compile(rf"{_WORD}(?:[ \t\xa0]+(?:{_LINK}[ \t\xa0]+){{0,2}}{_WORD})*")
_CAPITAL = re.compile(r"(?:(?<![\w])([A-Z][\w’'.-]*[ \t]))?([A-Z][\w’'-]+)")
_DEFINED = re.compile(r"\(\s*[\"“]?([A-Z][A-Za-z&.-]{1,9})[\"”]?\s*\)")
_ACRONYM = re.compile(r"\b[A-Z][A-Z&]{1,7}\b")
_PRESENTED = re.compile(
    rf",\s+(?:\d\d\b|(?:{either('a-or-the')}|{either('possessive-pronoun')}|who)\s)"
)
_BEFORE_PLACE = re.compile(rf"\b(?:{_PLACED})(?: the)? $")
_OF_BODY = rf"(?P<of>[ ](?:{either('body-preposition')})[ ][^,.;:()]{{1,60}})?"
_ROLE_BEFORE = re.compile(
    rf"(?P<before>(?:\b[\w’'-]+[ ]){{0,4}})\b(?P<role>{either('role')}){_OF_BODY}(?P<comma>,?)[ ]$"
)
_CLOSED = r"(?=[.;)\n]|,(?! (?:and|or) )|$)"
_ROLE_BEHIND = re.compile(
    rf",[ ](?:(?:{either('a-or-the')}|{either('possessive-pronoun')})[ ])?"
    rf"(?P<before>(?:(?!(?:{either('a-or-the')}|who|whose)[ ])[\w’'-]+[ ]){{0,3}}?)"
    rf"(?P<role>{either('role')}){_OF_BODY}{_CLOSED}"
)
_PLACE_REACH = 16  # code points of a preposition before a place
_HIS = "|".join(word for word, whose in values("possessive-pronoun").items() if whose in ("m", "f"))
_OWNED = re.compile(rf"\b(?:{_HIS})[ ](?:[\w-]+[ ])?(?:{either('body')}),?[ ]$")
_OWNED_REACH = 60  # code points of "her relief organisation, "
_DEFINED_REACH = 120  # code points of a name before its acronym in brackets


@dataclass(slots=True)
class Name:
    """A name as the document has it in full: its words, kind, and where it first stands.

    `roles` are the phrases by which the document says what the bearer is: "prime minister"; `body`
    is the name of the one that is said to be his or hers: "her organisation, Open Arms".
    """

    full: str
    kind: SourceKind
    position: int
    acronym: str | None = None
    titles: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    body: str | None = None

    @property
    def surname(self) -> str:
        """Its last word, in lower case."""
        own = [w for w in self.full.lower().split() if w.strip(".") not in words("name-suffix")]
        return own[-1] if own else ""

    def has_word(self, word: str) -> bool:
        """True when a word in lower case is one of its words."""
        return word in self.full.lower().split()


def find_names(text: str) -> list[Name]:
    """Every name of two words or more in the text, each once, with its acronym."""
    found: dict[str, Name] = {}
    placed: set[str] = set()
    for start, run in _runs(text):
        titles, bare = split_titles(_from_title(_without_dates(run)))
        while bare and bare[0].lower() in _BODY_LINKS:
            bare = bare[1:]  # "the Prime Minister of Orlo"
        full = " ".join(bare)
        if _BEFORE_PLACE.search(text[max(0, start - _PLACE_REACH) : start].lower()):
            placed.add(full)
        if len(bare) < 2:
            continue
        name = found.setdefault(full, Name(full, name_kind(bare, bool(titles)), start))
        name.titles |= {t.lower().strip(".") for t in titles}
        if titles and not _has_body_word(bare):
            name.kind = SourceKind.PERSON
    for full in placed & found.keys():
        # "in Castor Bay": what stands for a place now and then is never a person.
        found[full].kind = SourceKind.ORGANISATION
    names = list(found.values())
    _bind_acronyms(text, names)
    _bind_roles(text, found)
    _bind_bodies(text, names)
    return names


def _bind_bodies(text: str, names: Sequence[Name]) -> None:
    """Whose a body is that is named beside "her organisation": the person's named before it."""
    owned = [
        name
        for name in names
        if _OWNED.search(text[max(0, name.position - _OWNED_REACH) : name.position])
    ]
    for body in owned:
        body.kind = SourceKind.ORGANISATION
    people = find_people(text, names) if owned else []
    places = [person.position for person in people]
    for body in owned:
        n = bisect_left(places, body.position)
        if n and "\n" not in text[places[n - 1] : body.position]:
            people[n - 1].name.body = body.full


def _bind_roles(text: str, names: Mapping[str, Name]) -> None:
    """What is said of people beside their names: "the Prime Minister of Orlo, Mira Holt,"."""
    people = sorted((n.full for n in names.values() if n.kind is SourceKind.PERSON), key=len)
    if not people:
        return
    for match in re.finditer("|".join(map(re.escape, reversed(people))), text):
        start, end = match.span()
        before = _ROLE_BEFORE.search(text[max(0, start - _DEFINED_REACH) : start].lower())
        behind = _ROLE_BEHIND.match(text[end : end + _DEFINED_REACH].lower())
        closed = re.match(_CLOSED, text[end : end + _DEFINED_REACH])
        for found in filter(None, (before, behind)):
            fits = _is_apposed(found) if found is behind else _is_borne(found, closed is not None)
            if fits:
                names[match.group()].roles.update(
                    _role_phrases(found["before"].split(), found["role"])
                )


def _is_apposed(behind: re.Match[str]) -> bool:
    """True for ", the minister of health," behind a name; not for ", the minister of health said,".

    The second says who speaks, and nothing of the bearer.
    """
    return not any(_reports(word) for word in (behind["of"] or "").split())


def _is_borne(before: re.Match[str], closed: bool) -> bool:
    """True for "the mayor, Teo Lind," and "Mayor Teo Lind"; `closed`: by a comma or stop behind.

    "To the mayor, Teo Lind said" and "told the mayor Teo Lind had fled" speak of two people.
    """
    if before["comma"]:
        return closed
    lead = before["before"].split()
    articles = (n for n, word in enumerate(lead) if word in words("a-or-the"))
    return not any(n and _reports(lead[n - 1]) for n in articles)


def _reports(word: str) -> bool:
    return (word, "verb") in load_cues()


def _role_phrases(before: list[str], role: str) -> Iterator[str]:
    """A role alone and with the words before it, up to an article or another small word.

    >>> sorted(_role_phrases(["the", "former", "prime"], "minister"))
    ['former minister', 'former prime minister']
    """
    phrase, phrases, past = role, [role], ""
    for word in reversed(before):
        if word in words("former"):
            past = "former "
            break
        if word in words("sentence-opener") or not word.isalpha():
            break
        phrase = f"{word} {phrase}"
        phrases.append(phrase)
    return (past + one for one in phrases)


def _runs(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of capitals with their offsets, cut behind a possessive: "Orlo's Ines Varga" is two."""
    for match in NAME.finditer(text):
        run, start = match.group().split(), match.start()
        # The first word of a sentence is capitalised anyway: it may be no part of the name.
        opens = text[max(0, start - 2) : start].rstrip(" ")[-1:] in (
            "",
            ".",
            "\n",
            "“",
            '"',
            "?",
            "!",
        )
        while run and (
            run[0].lower() in _BODY_LINKS
            or (len(run) > 1 and run[0] in ("A", "An"))
            or _is_document_of(run)
            or run[0].endswith(_JOINED)
            or (opens and len(run) > 1 and run[0].lower() in words("sentence-opener"))
        ):
            start += len(run[0]) + 1
            run = run[1:]
        bare = [without_possessive(w) for w in run]
        for n, following in enumerate(run[1:]):
            if owns_name(run[n], following.lower()):
                bare[n] = run[n]
        cut = next((n + 1 for n, w in enumerate(run[:-1]) if w != bare[n]), 0)
        if cut:
            yield start, bare[:cut]
        if bare:
            yield start, bare[cut:]


def _is_document_of(run: Sequence[str]) -> bool:
    """True for a document and whose it is, which is no name: "Statement of the Health Ministry"."""
    return len(run) > 2 and run[0].lower() in words("document") and run[1] in WITHIN_BODY


def owns_name(owner: str, following: str) -> bool:
    """True where a possessive is part of a body's name: "Nurses'" before "union".

    Both have capitals.

    >>> owns_name("Orlo's", "union")
    False
    """
    plain = owner.lower().replace("’", "'")
    if plain.removesuffix("'s") in words("plural-owner"):
        return True
    return plain.endswith("s'") and following in words("body-in-name")


def _without_dates(run: list[str]) -> list[str]:
    """A run of capitals without the day or month that it begins or ends with."""
    while len(run) > 1 and run[-1].lower() in _DATES:
        run = run[:-1]
    while len(run) > 1 and run[0].lower() in _DATES:
        run = run[1:]
    return run


def _from_title(run: list[str]) -> list[str]:
    """A run of capitals from its last title on: "Sen. Ana Kovel" of "Dravia Sen. …".

    Or from its office: "Minister Odile Strand" of "Health Minister Odile Strand".
    """
    for n in range(len(run) - 2, 0, -1):
        if run[n].endswith(".") and is_courtesy(run[n]):
            return run[n:]
        borne = len(run) - n - 1 >= _PERSON and not _has_body_word(run[n + 1 :])
        if (
            borne
            and run[n].lower() in words("heading-role")
            and _BODY_LINKS.isdisjoint(run[n + 1 :])
        ):
            return run[n:]
    return run


class NamedPerson(NamedTuple):
    """A place where a person is named: offset, name in full, and whether it surely is a person."""

    position: int
    name: Name
    sure: bool


def find_people(text: str, names: Iterable[Name]) -> list[NamedPerson]:
    """Every place where a person of the document may be named.

    A name of two words is certainly a person's when a title or a role noun stands before it, an age
    or a role behind it, its last word also stands alone, or a sentence begins with it.
    """
    by_surname: dict[str, list[Name]] = {}
    for name in names:
        if name.kind is SourceKind.PERSON:
            by_surname.setdefault(name.surname, []).append(name)
    capitals = [
        (match.start(2), without_possessive(match.group(2)).lower(), match.group(1) or "")
        for match in _CAPITAL.finditer(text)
    ]
    alone = {word for _, word, before in capitals if not before}
    people = []
    for at, word, before in capitals:
        fitting = [n for n in by_surname.get(word, ()) if not before or _ends_in(n, before.strip())]
        if len(fitting) == 1:
            name = fitting[0]
            sure = bool(name.titles) or word in alone or _presented(text, at, name)
            people.append(NamedPerson(at, name, sure))
    return people


def _ends_in(name: Name, word: str) -> bool:
    """True for the word before the surname."""
    return name.full.split()[-2:-1] == [word]


def _presented(text: str, at: int, name: Name) -> bool:
    """True for a name that says who somebody is: ", 45," or ", a nurse" behind, a role before."""
    end = at + len(name.surname)
    begin = end - len(name.full)
    if _PRESENTED.match(text, end) or begin <= 0 or text[begin - 1] == "\n":
        return True
    if text[max(0, begin - 2) : begin] in (". ", "” ", '" '):
        return True
    before = text[max(0, begin - 30) : at].lower().split()
    given = name.full.lower().split()[:-1]
    while before and before[-1] in given:
        before.pop()
    return bool(before) and before[-1].strip(",") in words("role")


def without_possessive(word: str) -> str:
    """A name without the sign of what is its bearer's: "Orlo's"."""
    return re.sub(r"(?<=\w)[’']s?$", "", word)


def split_titles(run: list[str]) -> tuple[list[str], list[str]]:
    """Titles in front of a name, and the name itself."""
    n = 0
    while n < len(run) - 1 and run[n].lower().strip(".") in _TITLES:
        if opens_body(run[n:]):
            break
        n += 1
    return run[:n], run[n:]


def opens_body(run: Sequence[str]) -> bool:
    """True where a title belongs to the name of a body: "General Staff"."""
    return run[0].lower() in words("title-of-body") and _has_body_word(run[1:2])


def name_kind(run: list[str], titled: bool) -> SourceKind:
    """Person or organisation, from the form of a name alone."""
    lower = [w.lower() for w in run]
    if _has_body_word(run):
        return SourceKind.ORGANISATION
    if titled:
        return SourceKind.PERSON
    if len(run) > 1 and lower[-1] in words("news-in-name") - words("surname-too"):
        return SourceKind.ORGANISATION
    linked = not (_BODY_LINKS - {"the", "in"}).isdisjoint(lower)
    placed = lower[0] in words("place-opener") or lower[-1] in words("party-member")
    acronym = any(w.isupper() and (len(w) > 2 or len(run) == 1) for w in run)
    is_body = linked or placed or acronym or len(run) > 4
    return SourceKind.ORGANISATION if is_body else SourceKind.PERSON


def _has_body_word(run: Sequence[str]) -> bool:
    if any(w.lower().strip(".,") in words("body-in-name") for w in run):
        return True
    return bool(run) and run[-1].lower() in words("company-in-name")


def _bind_acronyms(text: str, names: list[Name]) -> None:
    """Acronyms in brackets after a name; failing that, those that its initials spell."""
    spelled: dict[str, list[Name]] = {}
    for name in names:
        for initials in initials_of(name.full):
            spelled.setdefault(initials, []).append(name)
    defined: set[str] = set()
    for match in _DEFINED.finditer(text):
        acronym = match.group(1)
        before = text[max(0, match.start() - _DEFINED_REACH) : match.start()].rstrip()
        for name in spelled.get(_plain_acronym(acronym), []):
            if before.endswith(name.full):
                name.acronym, name.kind = acronym, SourceKind.ORGANISATION
                defined.add(acronym)
    for acronym in dict.fromkeys(_ACRONYM.findall(text)):
        fitting = [n for n in spelled.get(_plain_acronym(acronym), []) if n.acronym is None]
        single = len(fitting) == 1 and fitting[0].kind is not SourceKind.PERSON
        if single and acronym not in defined:
            fitting[0].acronym = acronym


def _plain_acronym(acronym: str) -> str:
    return acronym.replace(".", "").replace("&", "").upper()


def initials_of(full: str) -> set[str]:
    """The acronyms that a name can make: with its small words and without.

    >>> "SOHR" in initials_of("Syrian Observatory for Human Rights")
    True
    """
    parts = [w for part in full.split() for w in part.split("-") if w]
    every = "".join(w[0] for w in parts).upper()
    large = "".join(w[0] for w in parts if w.lower() not in _NAME_LINKS).upper()
    return {initials for initials in (every, large) if len(initials) > 1}


def is_courtesy(word: str) -> bool:
    """True for a title that is written before a name and never alone ("Mr.", "Gen.")."""
    return word.lower().strip(".") in _ABBREVIATED
