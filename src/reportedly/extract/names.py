"""The names a document uses: people and bodies in full, acronyms and what they stand for.

Everything is read off the document itself; there is no list of names. What decides is form: capital
letters, titles before a name, nouns that bodies are called by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.model import SourceKind
from reportedly.text.lexicon import full_names

_SHORT = r"(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Maj|Col|Lt|Capt|Sgt|Adm|Prof|Rev|Brig|St|Hon|Cpl|[A-Z])\."
_WORD = rf"(?:{_SHORT}(?=\s?[A-ZÀ-ÖØ-Þ])|[A-ZÀ-ÖØ-Þ][\w’'&-]*)"
_LINK = r"(?:of|for|and|the|de|del|la|al|bin|ibn|van|von|der|&)"
NAME = re.compile(rf"{_WORD}(?:[ \t\xa0]+(?:{_LINK}[ \t\xa0]+){{0,2}}{_WORD})*")
_DEFINED = re.compile(r"\(\s*[\"“]?([A-Z][A-Za-z&.-]{1,9})[\"”]?\s*\)")
_SKIPPED = frozenset("of for and the on in & de la".split())

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame sen senator rep representative gov "
    "governor president premier minister secretary mayor judge justice king queen prince "
    "princess pope bishop archbishop cardinal imam sheikh rabbi reverend rev father sister "
    "brother general gen major maj colonel col lieutenant lt captain capt sergeant sgt "
    "admiral adm brigadier brig commander corporal cpl private pvt marshal field chief "
    "detective inspector officer deputy constable superintendent attorney councilman "
    "councilwoman councillor congressman congresswoman assemblyman chancellor ambassador "
    "envoy director chairman chairwoman speaker delegate first prime vice foreign defense "
    "defence interior state former then acting".split()
)
ROLES = frozenset(
    "spokesman spokeswoman spokesperson commander chief director head minister president "
    "secretary official officer leader chairman chairwoman chair analyst adviser advisor "
    "economist governor senator mayor lawmaker candidate ambassador envoy representative "
    "coordinator manager executive founder editor reporter correspondent professor scientist "
    "researcher doctor lawyer attorney prosecutor judge general colonel captain sergeant "
    "sheriff superintendent strategist aide campaigner activist resident witness teacher "
    "farmer member owner principal coach engineer expert historian author writer specialist "
    "investigator inspector commissioner treasurer auditor administrator speaker premier "
    "chancellor king queen prince priest bishop imam nurse driver worker clerk student fellow "
    "partner associate deputy ceo pollster operative congressman congresswoman councilman "
    "councilwoman delegate organizer organiser negotiator consultant counsel dean physician "
    "paramedic firefighter mediator monitor".split()
)
_COMMANDING = frozenset(
    "mr mrs ms dr sen rep gov gen maj col lt capt sgt adm prof rev brig".split()
)
BODIES = frozenset(
    "ministry department observatory party university group institute agency council "
    "committee force forces army navy police bank corp corporation inc company court union "
    "association times post news network organization organisation commission office bureau "
    "service administration government government's parliament congress senate house "
    "coalition alliance front league federation foundation center centre campaign board "
    "authority team club society trust fund charity hospital school college church mosque "
    "militia movement brigade brigades command guard guards military airline airlines press "
    "journal herald tribune gazette courier radio television tv watch international nations "
    "states kingdom embassy consulate prosecutor’s cabinet secretariat program programme "
    "project initiative caucus chamber firm ltd llc plc group’s brotherhood daily weekly "
    "magazine survey system systems works industries airways railways monitor watchdog rebels "
    "headquarters district assembly state regime junta tribunal".split()
)
DOCUMENTS = frozenset(
    "report study survey poll statement document letter email e-mail memo memorandum paper "
    "filing lawsuit complaint indictment affidavit transcript record records book article "
    "editorial column tweet post release communique communiqué dossier audit review analysis "
    "data figures statistics findings results numbers order ruling verdict decision bulletin "
    "notice petition website page video footage recording message text resolution declaration "
    "file files documents reports polls surveys studies letters emails filings bill census "
    "index note journal diary".split()
)
COLLECTIVES = frozenset(
    "coalition government military army police ministry group company party union council "
    "committee agency administration campaign court regime alliance organisation organization "
    "body firm bank opposition navy force department office board commission charity team "
    "parliament congress senate cabinet authority militia newspaper paper magazine watchdog "
    "monitor observatory embassy university institute hospital association network bureau "
    "presidency leadership delegation panel state city county institution club service "
    "foundation center centre".split()
)
_GENERIC_BODIES = frozenset(
    "group organisation organization body agency company firm monitor watchdog charity party "
    "outlet newspaper paper institute institution association network side team union".split()
)
PEOPLE = frozenset(
    "people men women voters residents activists critics supporters opponents allies republicans "
    "democrats conservatives liberals lawmakers legislators experts analysts families parents "
    "relatives friends neighbours neighbors protesters demonstrators locals villagers rebels "
    "militants insurgents fighters troops soldiers forces authorities investigators prosecutors "
    "rescuers survivors victims refugees migrants workers employees teachers students doctors "
    "medics scientists researchers economists strategists advisers advisors aides delegates donors "
    "insiders sources observers commentators journalists reporters editors fans users customers "
    "respondents americans europeans russians chinese others many some most few several everyone "
    "somebody someone nobody majority man woman boy girl mother father wife husband son daughter "
    "brother sister friend neighbor neighbour guy person user fan critic supporter opponent voter "
    "resident police crowd public".split()
)


@dataclass(slots=True)
class Name:
    """A name as the document has it in full: its words, kind, and where it first stands."""

    full: str
    kind: SourceKind
    position: int
    acronym: str | None = None
    titles: set[str] = field(default_factory=set)

    @property
    def surname(self) -> str:
        """Its last word, in lower case."""
        words = [
            w for w in self.full.split() if w.lower().strip(".") not in ("jr", "sr", "ii", "iii")
        ]
        return words[-1].lower() if words else ""


def find_names(text: str) -> list[Name]:
    """Every name of two words or more in the text, each once, with its acronym."""
    found: dict[str, Name] = {}
    placed: set[str] = set()
    for start, words in _runs(text):
        titles, bare = split_titles(_from_title(_without_days(words)))
        if text[max(0, start - 8) : start].lower().endswith(_PLACE_BEFORE):
            placed.add(" ".join(bare))
        if len(bare) < 2:
            continue
        full = " ".join(bare)
        name = found.setdefault(full, Name(full, name_kind(bare, bool(titles)), start))
        name.titles |= {t.lower().strip(".") for t in titles}
        if titles and name.kind is not SourceKind.PERSON and not _has_body_word(bare):
            name.kind = SourceKind.PERSON
    for full in placed & found.keys():
        # "in Castor Bay": what stands for a place now and then is never a person.
        found[full].kind = SourceKind.ORGANISATION
    names = list(found.values())
    _bind_acronyms(text, names)
    return names


def _runs(text: str) -> Iterator[tuple[int, list[str]]]:
    for match in NAME.finditer(text):
        words = match.group().split()
        start = match.start()
        if text[max(0, start - 2) : start].rstrip(" ")[-1:] in ("", ".", "\n", "“", '"', "?", "!"):
            # The first word of a sentence is capitalised anyway: it may be no part of the name.
            while len(words) > 1 and words[0].lower() in _OPENERS:
                start += len(words[0]) + 1
                words = words[1:]
        while words and (
            words[0].lower() in ("the", "and", "of", "in", "on", "for")
            or words[0].endswith(("-based", "-led", "-backed", "-run", "-held", "-born", "-owned"))
        ):
            start += len(words[0]) + 1
            words = words[1:]
        cleaned = [_without_possessive(w) for w in words]
        for n, (word, clean) in enumerate(zip(words, cleaned, strict=True)):
            if word != clean and n + 1 < len(words):
                yield start, cleaned[: n + 1]
                cleaned = cleaned[n + 1 :]
                break
        if cleaned:
            yield start, cleaned


_PLACE_BEFORE = ("in ", "near ", "across ", "outside ", "around ", "in the ")
_PLACE_FIRST = frozenset(
    "new north south east west northern southern eastern western central san santa saint los las "
    "fort lake mount port cape".split()
)
_PARTISAN = frozenset("republican republicans democrat democrats democratic".split())


def _without_days(words: list[str]) -> list[str]:
    """A run of capitals without the day or month that it begins or ends with."""
    dates = {*full_names("month"), *full_names("weekday")}
    while len(words) > 1 and words[-1].lower() in dates:
        words = words[:-1]
    while len(words) > 1 and words[0].lower() in dates:
        words = words[1:]
    return words


def _from_title(words: list[str]) -> list[str]:
    """A run of capitals from its last written title on: "Sen. Ana Kovel" of "Dravia Sen. …"."""
    for n in range(len(words) - 2, 0, -1):
        if words[n].endswith(".") and is_courtesy(words[n]):
            return words[n:]
    return words


def find_people(text: str, names: Iterable[Name]) -> list[tuple[int, Name, bool]]:
    """Every place where a person of the document may be named: offset, name in full, certainty.

    A name of two words is certainly a person's when a title or a role noun stands before it, an age
    or a role behind it, its last word also stands alone, or a sentence begins with it.
    """
    by_surname: dict[str, list[Name]] = {}
    for name in names:
        if name.kind is SourceKind.PERSON:
            by_surname.setdefault(name.surname, []).append(name)
    alone: set[str] = set()
    placed: list[tuple[int, str, str]] = []
    for match in _CAPITAL.finditer(text):
        word = _without_possessive(match.group(2)).lower()
        if word in by_surname:
            placed.append((match.start(2), word, match.group(1) or ""))
            if not match.group(1):
                alone.add(word)
    people = []
    for at, word, first in placed:
        fitting = [
            n for n in by_surname[word] if not first or n.full.split()[-2:-1] == [first.strip()]
        ]
        if len(fitting) == 1:
            name = fitting[0]
            sure = bool(name.titles) or word in alone or _presented(text, at, name)
            people.append((at, name, sure))
    return people


_CAPITAL = re.compile(r"(?:(?<![\w])([A-Z][\w’'.-]*[ \t]))?([A-Z][\w’'-]+)")
_PRESENTED = re.compile(r",\s+(?:\d\d\b|(?:a|an|the|who|its|his|her)\s)")


def _presented(text: str, at: int, name: Name) -> bool:
    end = at + len(name.surname)
    if _PRESENTED.match(text, end):
        return True
    begin = end - len(name.full)
    if (
        begin <= 0
        or text[begin - 1] == "\n"
        or text[max(0, begin - 2) : begin] in (". ", "” ", '" ')
    ):
        return True
    before = text[max(0, begin - 30) : at].lower().split()
    given = [w.lower() for w in name.full.split()[:-1]]
    while before and before[-1] in given:
        before.pop()
    return bool(before) and before[-1].strip(",") in ROLES


_OPENERS = frozenset(
    "the a an in on at but and after before when while as if for from with by this that these "
    "those he she it they we i his her its their our most some many several all both no not "
    "last earlier later since until although though because under over according asked so yet "
    "then there however meanwhile instead still also even among during despite like once".split()
)


def _without_possessive(word: str) -> str:
    return re.sub(r"[’']s?$", "", word)


def split_titles(words: list[str]) -> tuple[list[str], list[str]]:
    """Titles in front of a name, and the name itself."""
    n = 0
    while n < len(words) - 1 and words[n].lower().strip(".") in TITLES:
        n += 1
    return words[:n], words[n:]


def name_kind(words: list[str], titled: bool) -> SourceKind:
    """Person or organisation, from the form of a name alone."""
    if titled and not _has_body_word(words):
        return SourceKind.PERSON
    if _has_body_word(words) or any(w.lower() in ("of", "for", "and", "&", "on") for w in words):
        return SourceKind.ORGANISATION
    if words[0].lower() in _PLACE_FIRST or words[-1].lower() in _PARTISAN:
        return SourceKind.ORGANISATION
    if len(words) == 1:
        return SourceKind.ORGANISATION if words[0].isupper() else SourceKind.PERSON
    if any(w.isupper() and len(w) > 2 for w in words):
        return SourceKind.ORGANISATION
    return SourceKind.PERSON if len(words) <= 4 else SourceKind.ORGANISATION


def _has_body_word(words: Iterable[str]) -> bool:
    return any(w.lower().strip(".,") in BODIES for w in words)


def _bind_acronyms(text: str, names: list[Name]) -> None:
    """Acronyms in brackets after a name; failing that, those that its initials spell."""
    spelled: dict[str, list[Name]] = {}
    for name in names:
        for initials in initials_of(name.full):
            spelled.setdefault(initials, []).append(name)
    defined: set[str] = set()
    for match in _DEFINED.finditer(text):
        acronym = match.group(1)
        before = text[max(0, match.start() - 120) : match.start()].rstrip()
        for name in spelled.get(_plain_acronym(acronym), []):
            if before.endswith(name.full):
                name.acronym = acronym
                defined.add(acronym)
                if name.kind is SourceKind.PERSON:
                    name.kind = SourceKind.ORGANISATION
    for acronym in dict.fromkeys(re.findall(r"\b[A-Z][A-Z&]{1,7}\b", text)):
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
    words = [w for part in full.split() for w in part.split("-") if w]
    every = "".join(w[0] for w in words).upper()
    large = "".join(w[0] for w in words if w.lower() not in _SKIPPED).upper()
    return {initials for initials in (every, large) if len(initials) > 1}


def is_generic_body(noun: str) -> bool:
    """True for "the group", "the agency": nouns that stand for any body named before."""
    return noun in _GENERIC_BODIES


def is_courtesy(word: str) -> bool:
    """True for a title that is written before a name and never alone ("Mr.", "Gen.")."""
    return word.lower().strip(".") in _COMMANDING
