"""The only way to a word: what is counted, who, of what kind of event, and classes of words.

`words/*.tsv` are the lists themselves, made to be read and edited; their first lines explain their
columns. `words/classes/*.tsv` hold plain classes ("auxiliary", "month"), by subject. A table is
read, and checked, when it is first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pkgutil import get_data
from typing import Generic, NamedTuple, TypeVar

from reportedly.model import Behaviour, Bound

PEOPLE = "people"
"""Everybody: the root of the table of people, never written in the id of a subject."""

COMBATANTS = "combatants"
"""Who takes part in fighting: harm to them is no harm to civilians."""

VIOLENCE = "violence"
"""The kind of events in which people harm people, of which all others of violence are."""

SETTLES = 2
"""Days after which the counts of an event no longer move, unless its kind says otherwise."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted or measured of an event.

    Attributes:
        name: as it stands in the id of a subject ("killed", "area-burnt").
        behaviour: how it moves.
        counts: what its number counts where nothing is named ("people", "homes", "area"), or None.
        wider: the measures whose counts hold it.
        floor_of: the measure of which it is a partial view, which cannot be lower, or None.
        words: single words that say it by themselves in a sentence, those of `counted` among them.
        counted: such words as may also be what is counted ("16 deaths").
        phrases: several words, and single ones that say it only in a label or beside its figure.
    """

    name: str
    behaviour: Behaviour
    counts: str | None
    wider: tuple[str, ...]
    floor_of: str | None
    words: tuple[str, ...]
    counted: tuple[str, ...]
    phrases: tuple[str, ...]

    @property
    def is_counted(self) -> bool:
        """True where things are counted one by one, whose name is a plural (people, homes).

        What is measured (area, magnitude) has a number as precise as it is written.
        """
        return self.counts is None or self.counts == PEOPLE or self.counts.endswith("s")


@dataclass(frozen=True, slots=True)
class Who:
    """People as reports count them.

    Attributes:
        name: a plural, as it stands in the id of a subject ("children", "aid-workers").
        singular: one of them ("child"), or None where that word is more often something else.
        words: every word for them, name and singular among them.
        wider: who holds all of them, the nearest only.
        apart: of whom none can be among them, as the table says it of this row.
    """

    name: str
    singular: str | None
    words: tuple[str, ...]
    wider: tuple[str, ...]
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event.

    Attributes:
        name: as it stands in `events.yaml` ("air-strike").
        wider: the kinds it is one of, the nearest only.
        settles: days after which its counts no longer move, or None while it may go on.
        words: what names it, its name among them.
    """

    name: str
    wider: tuple[str, ...]
    settles: int | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement or a currency.

    Attributes:
        name: English name in the singular.
        dimension: "length", "area", … "currency", "share", or a name of its own for what only
            compares with itself (points).
        written: for Pint, with a factor where Pint has no name for it; None is not converted.
        words: other spellings in any case; "^try" only in capitals or touching its number.
        symbols: spellings whose case matters; "~A" only where it touches its number.
        parts: how many of which smaller unit make one, as ("12", "inch"), or None.
        flags: see the table.
    """

    name: str
    dimension: str
    written: str | None
    words: tuple[str, ...]
    symbols: tuple[str, ...]
    parts: tuple[str, str] | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BoundWords:
    """What a phrase says of the number beside it.

    Attributes:
        bound: the bound; EXACT for a phrase that says nothing ("a total of") or an equality.
        soft: a ceiling or floor that surprises rather than contradicts ("up to", "as many as").
        lean: -1 when the number lies just below ("nearly", "just under"), 1 just above.
    """

    bound: Bound
    soft: bool = False
    lean: int = 0


class Code(NamedTuple):
    """A kind of code in a text: signs of which one must be there in lower case, and its look."""

    signs: tuple[str, ...]
    pattern: re.Pattern[str]


def measures() -> Mapping[str, Measure]:
    """Every measure under its name, in the order of the table."""
    return _measures().by_name


def measure(word: str) -> Measure | None:
    """The measure of this name, or that this word or phrase says; None when there is none.

    >>> measure("Lost their lives").name, measure("area-burnt").counts, measure("said")
    ('killed', 'area', None)
    """
    return _measures().by_word.get(_fold(word))


def measure_of(word: str) -> str | None:
    """The name of the measure that a single word says by itself in a sentence, or None.

    >>> measure_of("slain"), measure_of("casualties"), measure_of("price")
    ('killed', 'casualties', None)
    """
    return _said().get(word.lower())


def measure_phrases() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """Phrases of two words or more that say a measure, under their first word, longest first.

    >>> measure_phrases()["lost"][0]
    (('lost', 'their', 'lives'), 'killed')
    """
    return _phrases(0)


def measure_phrases_by_end() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """The same under their last word."""
    return _phrases(-1)


def is_counted_measure(word: str) -> bool:
    """True for a word that says a measure and is what is counted: "16 deaths", "16 dead".

    >>> is_counted_measure("deaths"), is_counted_measure("slain"), is_counted_measure("houses")
    (True, False, False)
    """
    return word.lower() in _counted()


def counts_people(word: str) -> bool:
    """True for a noun that counts people, themselves or by what happened to them.

    >>> counts_people("medics"), counts_people("deaths"), counts_people("houses")
    (True, True, False)
    """
    if who(word) is not None:
        return True
    said = measure_of(word)
    return said is not None and measures()[said].counts == PEOPLE


def rank_of(name: str) -> int:
    """Where a measure stands in the table; those that it does not hold come last.

    >>> sorted(["wounded", "killed"], key=rank_of)
    ['killed', 'wounded']
    """
    return _ranks().get(name, len(_ranks()))


def whos() -> Mapping[str, Who]:
    """Everybody whom the table knows under their names, in its order."""
    return _whos().by_name


def who(word: str) -> Who | None:
    """Those of this name, or whom this word means; None when the table does not know them.

    >>> who("Aid worker").name, who("human beings").name, who("Martians")
    ('aid-workers', 'people', None)
    """
    return _whos().by_word.get(_fold(word))


def wider_whos(word: str) -> tuple[str, ...]:
    """The names of all who hold those whom `word` means, nearest first; none for unknown ones.

    >>> wider_whos("nurse")
    ('medics', 'workers', 'civilians', 'people')
    """
    found = who(word)
    return () if found is None else _wider(found.name, lambda name: whos()[name].wider)


def is_within(a: str, b: str) -> bool:
    """True when all whom `a` means are among those whom `b` means, or the same.

    >>> is_within("girls", "civilians"), is_within("civilians", "girls")
    (True, False)
    """
    inner, outer = who(a), who(b)
    if inner is None or outer is None:
        return _fold(a) == _fold(b)
    return inner is outer or outer.name in wider_whos(inner.name)


def are_apart(a: str, b: str) -> bool:
    """True when nobody can be among both, by the table.

    >>> are_apart("boys", "soldiers"), are_apart("children", "journalists")
    (True, False)
    """
    first, second = _with_wider(a), _with_wider(b)
    return _declares_apart(first, second) or _declares_apart(second, first)


def event_kinds() -> Mapping[str, EventKind]:
    """Every kind of event under its name, in the order of the table."""
    return _event_kinds().by_name


def event_kind(word: str) -> EventKind | None:
    """The kind of this name, or that this word or phrase names; None when there is none.

    >>> event_kind("airstrikes").name, event_kind("Ferry sinking").wider, event_kind("tea")
    ('air-strike', ('ship-sinking',), None)
    """
    return _event_kinds().by_word.get(_fold(word))


def wider_kinds(word: str) -> tuple[str, ...]:
    """The names of all kinds that hold the one `word` names, nearest first.

    >>> wider_kinds("suicide bombing")
    ('bombing', 'attack', 'violence')
    """
    found = event_kind(word)
    return () if found is None else _wider(found.name, lambda name: event_kinds()[name].wider)


def event_phrases() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """What names a kind of event, under its first word, the longest first.

    So do words that only look so, with no kind: "fire service".

    >>> event_phrases()["ferry"][0]
    (('ferry', 'sinking'), 'ferry-sinking')
    """
    return _event_phrases()


@lru_cache(maxsize=1)
def common_words() -> Mapping[str, int]:
    """How often common words stand in our own corpus, per 100,000 words; rare ones are left out.

    >>> common_words()["the"] > common_words()["toll"], "observatory" in common_words()
    (True, False)
    """
    rows = _rows("common.tsv", _text("common.tsv"))
    return {name: int(row.one("count") or 0) for name, row in rows.items()}


def settles(word: str) -> int | None:
    """Days after which the counts of such an event no longer move; None while it may go on.

    >>> settles("quake"), settles("siege"), settles("air strike"), settles("tea")
    (14, None, 2, 2)
    """
    kind = event_kind(word)
    return SETTLES if kind is None else kind.settles


def units() -> Mapping[str, Unit]:
    """Every unit under its name, in the order of the table."""
    return _units()


@cache
def codes() -> tuple[Code, ...]:
    """Every kind of code that holds digits which count nothing."""
    flags = {"i": re.IGNORECASE, "m": re.MULTILINE}
    return tuple(
        Code(
            row.many("signs"),
            re.compile(
                row.one("pattern") or "",
                sum((flags[f] for f in row.one("flags") or ""), re.VERBOSE),
            ),
        )
        for row in _rows("codes.tsv", _text("codes.tsv")).values()
    )


def vague_numerals(profile: str) -> Mapping[str, tuple[int, int]]:
    """Every vague numeral with the least and the most that it stands for under a profile.

    >>> vague_numerals("press")["dozens"]
    (12, 120)
    """
    return {row.name: _reach(row, profile) for row in _vague().values()}


def bounds_before() -> Mapping[str, BoundWords]:
    """Every phrase that may stand before a number, with what it says of it."""
    return _bounds()[0]


def bounds_behind() -> Mapping[str, BoundWords]:
    """Every phrase that may stand behind a number, with what it says of it."""
    return _bounds()[1]


@cache
def words(name: str) -> frozenset[str]:
    """The words of a class, phrases among them with single blanks.

    >>> sorted(words("be"))[:3], "march" in words("month")
    (['are', 'be', 'been'], True)

    Raises:
        KeyError: no table has such a class.
    """
    return frozenset(_classes()[name])


def values(name: str) -> Mapping[str, str]:
    """The words of a class with what each stands for, "" where the table says nothing of it.

    >>> values("month")["sept"]
    '9'
    """
    return _classes()[name]


def numbers(name: str) -> Mapping[str, int]:
    """The words of a class with the whole number for which each stands.

    >>> numbers("weekday")["sunday"]
    6
    """
    return {word: int(value) for word, value in _classes()[name].items()}


def either(name: str) -> str:
    """A regular expression for any word of a class, to be put in brackets; the longest come first.

    >>> either("complementiser")
    'whether|that|if'
    """
    return "|".join(map(re.escape, sorted(_classes()[name], key=lambda w: (-len(w), w))))


@cache
def full_names(name: str) -> tuple[str, ...]:
    """The longest word of a class for each of its numbers, in their order.

    >>> full_names("month")[:2], full_names("weekday")[6]
    (('january', 'february'), 'sunday')
    """
    shortest_first = sorted(numbers(name).items(), key=lambda pair: len(pair[0]))
    named = {number: word for word, number in shortest_first}
    return tuple(named[number] for number in sorted(named))


def classes() -> Mapping[str, Mapping[str, str]]:
    """Every class under its name."""
    return _classes()


def parse_classes(text: str, file: str) -> dict[str, dict[str, str]]:
    """Read the format of `classes/*.tsv`.

    Raises:
        ValueError: a line is not as the table's first lines say; the message tells line and fault.
    """
    found: dict[str, dict[str, str]] = {}
    for row in _rows(file, text).values():
        members: dict[str, str] = {}
        for cell in row.many("words"):
            word, _, value = cell.partition("=") if len(cell) > 1 else (cell, "", "")
            if word in members:
                raise row.fault(f"{word!r} stands here twice")
            members[word] = value
        found[row.name] = members
    return found


def parse_units(text: str) -> dict[str, Unit]:
    """Read the format of `units.tsv`.

    Raises:
        ValueError: a line is not as the table's first lines say; the message tells line and fault.
    """
    found: dict[str, Unit] = {}
    rows = _rows("units.tsv", text)
    for row in rows.values():
        count, _, smaller = (row.one("parts") or "").partition(" ")
        if smaller and (smaller not in rows or not count.isdecimal()):
            raise row.fault(f"parts {row.one('parts')!r} is not a number and another row's name")
        found[row.name] = Unit(
            row.name,
            row.one("dimension") or "",
            row.one("as"),
            row.many("words"),
            row.many("symbols"),
            (count, smaller) if smaller else None,
            row.many("flags"),
        )
    return found


def parse_bounds(text: str) -> tuple[dict[str, BoundWords], dict[str, BoundWords]]:
    """Read the format of `bounds.tsv`: the phrases before a number, and those behind it.

    Raises:
        ValueError: a line is not as the table's first lines say; the message tells line and fault.
    """
    found: tuple[dict[str, BoundWords], dict[str, BoundWords]] = ({}, {})
    for row in _rows("bounds.tsv", text).values():
        says = BoundWords(
            Bound(row.one("bound") or ""), row.one("soft") is not None, int(row.one("lean") or 0)
        )
        for column, phrases in zip(("before", "behind"), found, strict=True):
            for phrase in (each for cell in row.many(column) for each in _spelled_out(cell)):
                if phrases.setdefault(phrase, says) != says:
                    raise row.fault(f"{phrase!r} stands in another row too")
    return found


def _reach(row: _Row, profile: str) -> tuple[int, int]:
    low, _, high = (row.one(profile) or "").partition("-")
    if not (low.isdecimal() and high.isdecimal()):
        raise row.fault(f"{profile} {row.one(profile)!r} is not two whole numbers and a hyphen")
    return int(low), int(high)


def _spelled_out(phrase: str) -> list[str]:
    """The phrases that one with "<class>" in it stands for."""
    before, opens, rest = phrase.partition("<")
    name, closes, behind = rest.partition(">")
    if not (opens and closes and name.replace("-", "").isalpha()):
        return [phrase]
    return [each for word in words(name) for each in _spelled_out(before + word + behind)]


# Reading the tables


_Entry = TypeVar("_Entry", Measure, Who, EventKind)


class Table(NamedTuple, Generic[_Entry]):
    """The entries of a table under their names, and under every word for them."""

    by_name: dict[str, _Entry]
    by_word: dict[str, _Entry]


class _Row:
    """A line of a table: its cells under the names of their columns."""

    def __init__(self, where: str, columns: Sequence[str], line: str) -> None:
        self.where = where
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise self.fault(f"{len(cells)} cells for {len(columns)} columns")
        self._cells = dict(zip(columns, cells, strict=True))
        self.name = cells[0]
        if self.name != " ".join(self.name.casefold().split()):
            raise self.fault(f"the name {self.name!r} is not in lower case")

    def fault(self, what: str) -> ValueError:
        return ValueError(f"{self.where}: {what}")

    def one(self, column: str) -> str | None:
        cell = self._cells[column]
        return None if cell == "-" else cell

    def many(self, column: str) -> tuple[str, ...]:
        cell = self.one(column)
        return () if cell is None else tuple(cell.split("; "))

    def names(self, column: str, rows: Mapping[str, _Row]) -> tuple[str, ...]:
        """A cell that names other rows of the table."""
        for name in self.many(column):
            if name not in rows:
                raise self.fault(f"{column} names {name!r}, which has no row")
        return self.many(column)


def parse_measures(text: str) -> Table[Measure]:
    """Read the format of `measures.tsv`.

    Raises:
        ValueError: a line is not as the table's first lines say; the message tells line and fault.
    """
    table: Table[Measure] = Table({}, {})
    rows = _rows("measures.tsv", text)
    for row in rows.values():
        behaviour = row.one("behaviour")
        if behaviour not in list(Behaviour):
            raise row.fault(f"behaviour {behaviour!r} is not one of {', '.join(Behaviour)}")
        counted, phrases = row.many("counted"), row.many("phrases")
        words = row.many("words") + counted
        row.names("floor_of", rows)
        entry = Measure(
            row.name,
            Behaviour(behaviour),
            row.one("counts"),
            row.many("wider"),
            row.one("floor_of"),
            words,
            counted,
            phrases,
        )
        _enter(table, row, entry, words + phrases)
    return table


def parse_people(text: str) -> Table[Who]:
    """Read the format of `people.tsv`.

    Raises:
        ValueError: a line is not as the table's first lines say; the message tells line and fault.
    """
    table: Table[Who] = Table({}, {})
    rows = _rows("people.tsv", text)
    for row in rows.values():
        words = row.many("singular") + row.many("other")
        wider, apart = row.many("wider"), row.names("apart", rows)
        entry = Who(row.name, row.one("singular"), (_fold(row.name), *words), wider, apart)
        _enter(table, row, entry, words)
    return table


def parse_events(text: str) -> Table[EventKind]:
    """Read the format of `events.tsv`.

    Raises:
        ValueError: a line is not as the table's first lines say; the message tells line and fault.
    """
    table: Table[EventKind] = Table({}, {})
    rows = _rows("events.tsv", text)
    for row in rows.values():
        days, words = _days(row, rows), row.many("words")
        entry = EventKind(row.name, row.many("wider"), days, (_fold(row.name), *words))
        _enter(table, row, entry, words)
    return table


def _days(row: _Row, rows: Mapping[str, _Row]) -> int | None:
    """The days of `settles`, those of the nearest wider kind that says any, or the usual ones."""
    for name in (row.name, *_wider(row.name, _widening(rows))):
        days = rows[name].one("settles")
        if days == "open":
            return None
        if days is not None and not days.isdecimal():
            raise rows[name].fault(f'settles {days!r} is not a number of days, "open" or "-"')
        if days is not None:
            return int(days)
    return SETTLES


def _rows(file: str, text: str) -> dict[str, _Row]:
    """The rows of a table under their names: those of one name, or in a circle, are faults."""
    columns: list[str] = []
    rows: dict[str, _Row] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("%"):
            continue
        if not columns:
            columns = line.split("\t")
            continue
        row = _Row(f"{file}, line {number}", columns, line)
        if rows.setdefault(row.name, row) is not row:
            raise row.fault(f"{row.name!r} has a row already")
    for row in rows.values():
        row.names("wider", rows) if "wider" in columns else None
    for row in rows.values() if "wider" in columns else ():
        if row.name in _wider(row.name, _widening(rows)):
            raise row.fault(f"wider leads from {row.name!r} back to it")
    return rows


def _widening(rows: Mapping[str, _Row]) -> Callable[[str], tuple[str, ...]]:
    return lambda name: rows[name].many("wider")


def _enter(table: Table[_Entry], row: _Row, entry: _Entry, words: Sequence[str]) -> None:
    """Put an entry under its name and all its words, none of which may stand elsewhere."""
    table.by_name[row.name] = entry
    for word in (_fold(row.name), *words):
        if word != _fold(word):
            raise row.fault(f"write {_fold(word)!r} for {word!r}")
        if table.by_word.setdefault(word, entry) is not entry:
            raise row.fault(f"{word!r} stands in another row too")


def _wider(name: str, wider_of: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """All that hold `name`, nearest first, each once; itself only where a circle leads there."""
    found = dict.fromkeys(wider_of(name))
    ahead = list(found)
    for near in ahead:
        ahead += [far for far in wider_of(near) if far not in found]
        found.update(dict.fromkeys(wider_of(near)))
    return tuple(found)


def _with_wider(word: str) -> tuple[str, ...]:
    found = who(word)
    return () if found is None else (found.name, *wider_whos(found.name))


def _declares_apart(some: Sequence[str], others: Sequence[str]) -> bool:
    return any(not set(whos()[name].apart).isdisjoint(others) for name in some)


_BLANKS = str.maketrans(dict.fromkeys("-‐‑_", " "))


def _fold(word: str) -> str:
    return " ".join(word.casefold().translate(_BLANKS).split())


def load(path: str) -> str:
    """The text of a table or of a file of rules, by its path in this package."""
    return (get_data("reportedly.text", path) or b"").decode()


def _text(name: str) -> str:
    return load(f"words/{name}")


@lru_cache(maxsize=1)
def _measures() -> Table[Measure]:
    return parse_measures(_text("measures.tsv"))


@lru_cache(maxsize=1)
def _whos() -> Table[Who]:
    return parse_people(_text("people.tsv"))


@lru_cache(maxsize=1)
def _event_kinds() -> Table[EventKind]:
    return parse_events(_text("events.tsv"))


@lru_cache(maxsize=1)
def _units() -> dict[str, Unit]:
    return parse_units(_text("units.tsv"))


@lru_cache(maxsize=1)
def _vague() -> dict[str, _Row]:
    return _rows("vague.tsv", _text("vague.tsv"))


@lru_cache(maxsize=1)
def _bounds() -> tuple[dict[str, BoundWords], dict[str, BoundWords]]:
    return parse_bounds(_text("bounds.tsv"))


@lru_cache(maxsize=1)
def _classes() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    folder = files("reportedly.text") / "words" / "classes"
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        for name, members in parse_classes(path.read_text("utf-8"), path.name).items():
            if found.setdefault(name, members) is not members:
                raise ValueError(f"{path.name}: the class {name!r} stands in another table too")
    return found


@lru_cache(maxsize=1)
def _said() -> dict[str, str]:
    return {word: m.name for m in measures().values() for word in m.words}


@cache
def _phrases(end: int) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in _told():
        if _GAP in phrase:
            continue
        found.setdefault(phrase[end], []).append((phrase, name))
    return found


@lru_cache(maxsize=1)
def _told() -> list[tuple[tuple[str, ...], str]]:
    """Phrases of two words or more with the measure that each says, the longest first."""
    said = [(tuple(p.split()), m.name) for m in measures().values() for p in m.phrases if " " in p]
    return sorted(said, key=lambda each: -len(each[0]))


@lru_cache(maxsize=1)
def _event_phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    named = {word: kind.name for word, kind in _event_kinds().by_word.items()}
    named |= dict.fromkeys(words("names-no-event"), "")
    for word, kind in sorted(named.items(), key=lambda each: -each[0].count(" ")):
        found.setdefault(word.split()[0], []).append((tuple(word.split()), kind))
    return found


_GAP = "…"  # where those counted stand in a phrase: "driven … from their homes"


@lru_cache(maxsize=1)
def measure_frames() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    """What must stand behind those counted for a word before them to say a measure, by that word.

    >>> measure_frames()["driven"]
    [(('from', 'their', 'homes'), 'displaced')]
    """
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in _told():
        if _GAP in phrase:
            found.setdefault(phrase[0], []).append((phrase[2:], name))
    return found


@lru_cache(maxsize=1)
def _counted() -> frozenset[str]:
    return frozenset(word for m in measures().values() for word in m.counted)


@lru_cache(maxsize=1)
def _ranks() -> dict[str, int]:
    return {name: rank for rank, name in enumerate(measures())}
