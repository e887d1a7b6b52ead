"""Which subject each claim of a document is about: its event, and what is counted of it.

A figure is a subject of the event that its words mean, `EVENT/killed/children`; one for a time that
is no event's, "since 2011", a subject of its place and period. Who is counted enters the subject
only where the text divides a whole by it: of "12 civilians" alone they are the dead.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from reportedly.extract.events import DocumentEvents, ToldEvent, event_entry
from reportedly.model import (
    Behaviour,
    EventEntry,
    Figure,
    Interval,
    Period,
    Quantity,
    Role,
    SubjectEntry,
)
from reportedly.text.lexicon import (
    PEOPLE,
    Measure,
    counts_people,
    either,
    is_within,
    measure,
    measure_of,
    measures,
    values,
    who,
    wider_kinds,
    words,
)
from reportedly.text.nouns import plural
from reportedly.text.quantities.label import is_labelled
from reportedly.text.quantities.units import COUNT, dimension_of
from reportedly.text.sentences import sentence_at
from reportedly.text.slug import identify, slug

_STOPPAGE, _ON_STRIKE = "strike-action", "on-strike"
_CROWD_MEASURE = "took-part"
_SPEED = "speed"
_HELD, _CAPTIVES = "in-custody", "hostages"
_ARRESTS = words("takes-into-custody")
_LONGEST = 60  # code points of the name of a measure
_CROWD = 500  # people: fewer may be any part of a march
_BESIDE = 40  # code points between a figure and the one it takes up
_OF_THEM = re.compile(
    rf"\bof\s+(?:{either('of-them')}|those|the\s+(?:{either('those-harmed')}))\b", re.IGNORECASE
)
_HAS_VERB = re.compile(rf"\s+(?:{either('be-have')})\b", re.IGNORECASE)
_OF_WHOM = re.compile(
    rf"\b(?:of (?:{either('of-them')})"
    rf"|(?:{either('among')}) (?:those|the) (?:[\w-]+ )?(?:{either('those-harmed')})"
    rf"(?:,| (?:{either('be')})))\s+$",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:(?:{either('tally')}) of (\w+)|({either('names-its-figure')}))\b", re.IGNORECASE
)
_VOTED = re.compile(rf"\s+voted\b(?!\s+(?:{either('behind-a-choice')})\b)")
_OUT = re.compile(
    rf"(?: of (?:{either('possessive-pronoun')}|us|them)(?: [a-z]+)?)? (?:{either('be-have')}) "
    rf"(?:{either('out-on-strike')})\b(?! of\b)"
)
_OUT_BEFORE = re.compile(
    rf"{_OUT.pattern}(?:[.;,] (?:[\w’'-]+ ){{1,4}}?(?:{either('says-a-number')}) )$"
)
_OF_OWN = re.compile(rf"\s+of\s+(?:{either('possessive-pronoun')})\b", re.IGNORECASE)
_AND_OTHERS = re.compile(
    rf"\s+(?:[\w’'-]+\s+){{1,2}}?and\s+(?:an?|{either('small-number')}|\d+)\s+([\w-]+)",
    re.IGNORECASE,
)
_HOLDS = re.compile(r"\bholds?\b[^.;]*$", re.IGNORECASE)
_DONE = re.compile(
    rf"(?:\s+(?:{either('be-have')})){{1,2}}\s+(?:\w+ly\s+)?(\w+ed|{either('done-to-things')})\b"
    rf"|\s+({either('done-to-things')})\s*(?:[.,;]|$)",
    re.IGNORECASE,
)
_BEFELL = re.compile(
    rf"(?:\s+(?:{either('be-have')}|all)){{0,3}}\s+(?:\w+ly\s+)?({either('befalls-things')})\b",
    re.IGNORECASE,
)
_LIMITED = re.compile(rf"[\s-]+(?:speed\s+)?(?:{either('attributes-a-limit')})\b", re.IGNORECASE)
_MOVES = re.compile(rf"\b(?:{either('moves')})\b", re.IGNORECASE)
_BLOWS = re.compile(rf"\b(?:{either('blows')})\b", re.IGNORECASE)
_FOUND_ONCE = re.compile(rf"\b(?:{either('found-once')})\b", re.IGNORECASE)
_AMOUNTS = frozenset(("mass", "volume"))
_DID = re.compile(rf"\b({either('done-to-things')})\s+(?:away\s+|off\s+)?$", re.IGNORECASE)
_MODEL = re.compile(r"([A-Z][A-Za-z]{0,3})[- ]?(\d{1,3})\b")
_HOLDER = re.compile(r"\b(?!The\b)([A-Z]\w+)(?: [A-Z]\w+)*[^.;]{0,24}$")

NARRATOR = "narrator"
"""The reserved source id of a document's own voice."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure of a document with what its subject is found by.

    Attributes:
        quantity: the figure.
        start: where it stands.
        when: the time that dates it, None without one.
        place: the place named near it, or None.
        source: who states it.
        asserted: False for what is denied, doubted or asked.
    """

    quantity: Quantity
    start: int
    when: Period | None
    place: str | None
    source: str | None
    asserted: bool

    @property
    def figure(self) -> Figure:
        """The figure itself."""
        return self.quantity.figure

    @property
    def names_nothing(self) -> bool:
        """True for a number that says nothing of what it counts."""
        figure = self.figure
        return figure.measure is None and figure.unit is None and not figure.share


@dataclass(slots=True)
class DocumentSubjects:
    """The subjects of one document's claims, with the entries that they need.

    Attributes:
        declared: the main event, where somebody has said which it is.
    """

    events: DocumentEvents
    title: str | None
    counted: Sequence[Counted]
    declared: EventEntry | None = None
    entries: dict[str, SubjectEntry] = field(default_factory=dict)
    event_entries: dict[int, EventEntry] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _things: dict[str, set[Interval]] = field(default_factory=lambda: defaultdict(set))
    _at: dict[int, Counted] = field(default_factory=dict)
    _parts: dict[int, list[Counted]] = field(default_factory=lambda: defaultdict(list))
    _named: list[re.Match[str]] = field(default_factory=list)
    _telling: list[int] = field(default_factory=list)
    _told: dict[tuple[int, str], list[Counted]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        if self.declared is not None:
            self._taken.add(self.declared.id)
        self.event_id(self.events.main)
        self._named = list(_NAMED.finditer(self.events.text))
        self._telling = sorted(c.start for c in self.counted if _tells(c))
        for figure in (c.figure for c in self.counted if not c.names_nothing):
            for name in (_measure_name(figure), _group(figure)):
                if name is not None and name not in measures():
                    self._things[name].add(figure.nominal)
        for each in self.counted:
            self._at.setdefault(each.start, each)
            if each.quantity.whole is not None and each.quantity.whole > each.start:
                self._parts[each.quantity.whole].append(each)
            event = self.event_of(each)
            if event is not None and each.figure.measure is not None:
                self._told[event.number, each.figure.measure].append(each)

    def event_of(self, counted: Counted) -> ToldEvent | None:
        """The event that a figure is of."""
        return self.events.of(counted.start, counted.when)

    def event_id(self, event: ToldEvent) -> str:
        """The id of an event, entered when it is asked for first."""
        if event.number not in self.event_entries:
            title = self.title if event.number == 0 else None
            entry = event_entry(event, title, self._taken)
            if event.number == 0 and self.declared is not None:
                entry = replace(entry, id=self.declared.id, title=self.declared.title)
            self.event_entries[event.number] = entry
        return self.event_entries[event.number].id

    def of(self, counted: Counted) -> str | None:
        """The id of a figure's subject, entered when it is new; None where nothing is named."""
        event = self.event_of(counted)
        if event is None:
            return self._without_event(counted)
        path = self._path(counted, event)
        return None if path is None else f"{self.event_id(event)}/{path}"

    def is_part(self, counted: Counted) -> bool:
        """Whether a figure is a part of another that no word for who is counted sets apart."""
        figure = counted.figure
        known = measures().get(figure.measure or "")
        if figure.share or known is None or known.counts != PEOPLE:
            return False
        whole = self._whole_of(counted)
        if whole is None:
            return self._is_of_them(counted) and _group(figure) is None
        if self._is_of_everybody(counted):
            return False
        return _group(figure) in (None, _group(whole.figure))

    def is_of_others(self, counted: Counted) -> bool:
        """Whether a part is of a whole of which something else is told: two of 23 hurt who died.

        They are not all who died.
        """
        whole = self._whole_of(counted)
        if whole is None and self._is_of_them(counted):
            begin, _ = sentence_at(self.events.sentences, counted.start) or (counted.start, 0)
            before = [c for c in self.counted if begin <= c.start < counted.start]
            whole = before[-1] if before else None
        if whole is None or not {whole.figure.measure, counted.figure.measure} <= words("harm"):
            return False
        return whole.figure.measure != counted.figure.measure

    def _is_of_everybody(self, counted: Counted) -> bool:
        """Whether a figure is of all there are, to whom nothing was done: "80 of its 90 drivers".

        The 80 who walked out are then all who did.
        """
        whole = self._whole_of(counted)
        if whole is None or whole.figure.measure is not None or counted.figure.measure is None:
            return False
        return _group(whole.figure) == _group(counted.figure)

    def _is_of_them(self, counted: Counted) -> bool:
        """Whether the words say of whom it is a part: "three of the dead", "two of them"."""
        text, start, end = self.events.text, counted.start, counted.quantity.end
        near = _OF_THEM.search(text, start, end) or _OF_THEM.match(text, end + 1)
        return bool(near or _OF_WHOM.search(text, max(0, start - _BESIDE), start))

    def _path(self, counted: Counted, event: ToldEvent) -> str | None:
        """What is counted of its event: `killed/children`."""
        if counted.names_nothing:
            return self._taken_up(counted, event)
        figure = counted.figure
        name = self._share_name(counted) if figure.share else self._name(counted)
        if dimension_of(figure.unit or "") == COUNT:
            name = self._short(name)
        if name is None or (name == PEOPLE and not _is_crowd(event)):
            return None
        if name == PEOPLE or (name in words("those-taking-part") and _may_be_crowd(event)):
            return _CROWD_MEASURE
        if name not in measures():
            return self._own(self._own_name(counted, name), figure)
        is_held = name in words("held-by-party")
        group = self._holder(counted) if is_held else self._short(_group(figure))
        if group is None or not self._divides(counted, event, name, group):
            return name
        group = values("same-people").get(group, group)
        if not _is_known(group):
            behaviour = measures()[name].behaviour.value
            self._enter(SubjectEntry(id=f"{name}/{group}", measure=name, behaviour=behaviour))
        return f"{name}/{group}"

    def _short(self, name: str | None) -> str | None:
        """A thing by its noun alone, where the document counts no other things of that noun.

        "Undersea cables" are the cables of other reports; "three hunting rifles" beside "two
        assault rifles" are not all rifles.
        """
        if name is None or "-" not in name or name in measures() or who(name) is not None:
            return name
        noun = name.rpartition("-")[2]
        alike = [told for thing, told in self._things.items() if thing.rpartition("-")[2] == noun]
        return noun if len(alike) == 1 or len(set().union(*alike)) == 1 else name

    def _name(self, counted: Counted) -> str | None:
        """The measure of a figure, else what it counts.

        "Three of the five missing staff" are missing no more, and what held 600 tonnes may hold
        more.
        """
        figure = counted.figure
        if dimension_of(figure.unit or "") == _SPEED and figure.measure is None:
            return self._speed_name(counted)
        if figure.measure == _HELD and not self._tells_of(counted, _ARRESTS):
            return _CAPTIVES if self._tells_of(counted, words("takes-captive")) else _HELD
        whole = self._whole_of(counted)
        state = None if whole is None else _state_of(whole.figure)
        if whole is not None and state is not None and figure.measure in (None, state):
            # "Two of the eight missing passengers are children" says only who they are.
            told = figure.measure is not None and _group(figure) != _group(whole.figure)
            return state if told and _group(figure) is not None else None
        if self._parts_of(counted) and (state := _state_of(figure)):
            return state
        if figure.measure == "controlled" and not figure.share and figure.unit is not None:
            begin, _ = sentence_at(self.events.sentences, counted.start) or (0, 0)
            if _HOLDS.search(self.events.text, begin, counted.start) is None:
                return _measure_name(replace(figure, measure=None))
        return _measure_name(figure)

    def _tells_of(self, counted: Counted, names: Collection[str]) -> bool:
        """Whether the document counts one of these of the event of a figure."""
        event = self.event_of(counted)
        return event is not None and any((event.number, name) in self._told for name in names)

    def _speed_name(self, counted: Counted) -> str | None:
        """What a speed is of: the limit of a road, what moves ("was doing 78 km/h"), or nothing."""
        text, start = self.events.text, counted.start
        if counted.quantity.role is Role.THRESHOLD or _LIMITED.match(text, counted.quantity.end):
            return f"{_SPEED}-limit"
        begin, _ = sentence_at(self.events.sentences, start) or (start, start)
        moves = _MOVES.search(text, begin, start) and not _BLOWS.search(text, begin, start)
        return _SPEED if moves else None

    def _whole_of(self, counted: Counted) -> Counted | None:
        """The figure that one is said to be of."""
        whole = counted.quantity.whole
        return None if whole is None else self._at.get(whole)

    def is_left(self, counted: Counted) -> bool:
        """Whether some have left the state of which a count is: "two of five missing are back"."""
        known = measures().get(self._name(counted) or "")
        if known is None or known.behaviour is not Behaviour.LEVEL:
            return False
        return any(self._name(c) != known.name for c in self._parts_of(counted))

    def _parts_of(self, counted: Counted) -> list[Counted]:
        """The figures before one that are said to be of it: the three of "three of the six"."""
        return self._parts.get(counted.start, [])

    def _own_name(self, counted: Counted, name: str) -> str:
        """A name for what no table measures; limits, parts and what was done are set apart.

        Of "14 trucks" seven may be burned: "seven trucks were burned", "seven of the 14 trucks".
        """
        if counted.quantity.role is Role.THRESHOLD:
            return f"{name.removesuffix('-limit')}-limit"
        if name in _AMOUNTS and self._is_found_once(counted):
            return f"{name}-seized"
        if dimension_of(counted.figure.unit or "") != COUNT:
            return name
        done = self._done_to(counted)
        if done is not None:
            return f"{name}-{done}"
        return name if counted.quantity.whole is None else f"{name}-part"

    def _done_to(self, counted: Counted) -> str | None:
        """What was done to things that are counted: "seven trucks were burned", "burned seven"."""
        if self._parts_of(counted):
            return None  # "three of the six trucks were burned" says it of the three
        text, end = self.events.text, self._end_of_noun(counted)
        if end is None:
            counted = self._taken_from(counted) or counted
            end = self._end_of_noun(counted)
        if end is None:
            return None
        found = (
            _BEFELL.match(text, end)
            or _DONE.match(text, end)
            or _DID.search(text, max(0, counted.start - _BESIDE), counted.start)
        )
        if found is None:
            return None
        verb = next(filter(None, found.groups())).lower()
        return values("befalls-things").get(verb) or values("done-to-things").get(verb) or verb

    def _is_found_once(self, counted: Counted) -> bool:
        """Whether a mass or a volume was found once: "gave the amount of cocaine as 275 kilos".

        Such a quantity does not grow, and a number that takes it up is another for the same.
        """
        if counted.figure.measure == "captured":
            return True
        text, start = self.events.text, counted.start
        begin, end = sentence_at(self.events.sentences, start) or (start, counted.quantity.end)
        if _FOUND_ONCE.search(text, begin, end):
            return True
        before = (c for c in reversed(self.counted) if c.start < begin)
        told = next((c for c in before if c.figure.unit == counted.figure.unit), None)
        if told is None or "\n\n" in text[told.start : start] or self._names_itself(counted):
            return False
        return self._is_found_once(told)

    def _names_itself(self, counted: Counted) -> bool:
        """Whether a measured figure says of what it is: "30 litres of water"."""
        return self.events.text.startswith(" of ", counted.quantity.end)

    def _own(self, name: str, figure: Figure) -> str:
        is_count = dimension_of(figure.unit or "") == COUNT
        found = name.removesuffix("-seized") in _AMOUNTS and name not in _AMOUNTS
        behaves = "constant" if is_count or found else "level"
        entry = SubjectEntry(id=name, measure=name, unit=figure.unit, behaviour=behaves)
        return self._enter(entry).id

    def _holder(self, counted: Counted) -> str | None:
        """Whose seats or votes they are: "Unity" of "the Unity Party won 71"; all without one."""
        if self._parts_of(counted):
            return "in-all"
        begin, _ = sentence_at(self.events.sentences, counted.start) or (0, 0)
        found = _HOLDER.search(self.events.text, begin, counted.start)
        return identify(found[1]) if found else None

    def _taken_up(self, counted: Counted, event: ToldEvent) -> str | None:
        """What a bare number counts: what the figure before it in its sentence does, or its like.

        "112 arrests, not 47" are both arrests, and "the figure of 27" is that of 27 dead.
        """
        start, figure = counted.start, counted.figure
        if is_labelled(self.events.text, start):
            return None  # "Lost their sight, fully or partly: 12" counts nothing told elsewhere
        begin, _ = sentence_at(self.events.sentences, start) or (start, start)
        named = [c for c in self.counted if not c.names_nothing and not c.figure.share]
        beside = [c for c in named if begin <= c.start and start - _BESIDE <= c.start < start]
        if beside:
            # "Three escaped and two had been caught" says something else of the two.
            is_other = _HAS_VERB.match(self.events.text, counted.quantity.end) is not None
            return None if is_other else self._path(beside[-1], event)
        named_before = self._named_before(start)
        if named_before is not None:
            return named_before[1].name
        if event.kind == _STOPPAGE and self._are_out(counted):
            return _ON_STRIKE
        like = [c for c in named if c.figure.nominal == figure.nominal]
        paths = {self._path(c, event) for c in like if self.event_of(c) is event}
        return paths.pop() if len(paths) == 1 else _usual(figure, event)

    def _are_out(self, counted: Counted) -> bool:
        """Whether a bare number is of workers on strike, or of the like: "4,200 of us are out".

        "More than 4,000 are out; management says 2,000", "On Monday 80 were out. Now it is 90".
        """
        if _OUT.match(self.events.text, counted.quantity.end):
            return True
        before = [c for c in self.counted if c.start < counted.start][-1:]
        between = self.events.text[before[0].quantity.end : counted.start] if before else ""
        return bool(
            before and before[0].names_nothing and _OUT_BEFORE.match(between)
        ) and self._are_out(before[0])

    def _named_before(self, start: int) -> tuple[int, Measure] | None:
        """Where a paragraph names a measure before a bare number, no other figure between, and it.

        "The number of arrests was corrected: the force now gives 63. The union says 112."
        """
        number = bisect_right(self._named, start, key=re.Match.end)
        found = self._named[number - 1] if number else None
        if found is None or self.events.text.find("\n", found.start(), start) >= 0:
            return None
        if bisect_left(self._telling, found.end()) < bisect_left(self._telling, start):
            return None
        known = measure(found[1] or found[2])
        return None if known is None else (found.start(), known)

    def _share_name(self, counted: Counted) -> str | None:
        """The measure of a share: its own, else what its sentence names before it.

        "Turnout in our sample: 46 percent", "Less than 40 percent voted".
        """
        text, start = self.events.text, counted.start
        name = _measure_name(counted.figure)
        if name is not None or counted.quantity.figure.population is not None:
            return name
        if _VOTED.match(text, counted.quantity.end):
            return "turnout"
        begin, _ = sentence_at(self.events.sentences, start) or (start, start)
        named = self._named_before(start)
        if named is None or named[0] < begin or named[1].counts != "share":
            return None
        return named[1].name

    def _divides(self, counted: Counted, event: ToldEvent, name: str, group: str) -> bool:
        """Whether a word for who is counted divides a whole, and does not describe all of it.

        It does beside a larger count of others, or of more than them. The source must be the same,
        unless the document itself speaks, or they are told by age or sex.
        """
        known = measures().get(name)
        if known is None or known.counts != PEOPLE:
            return known is None or group != known.counts
        if self._is_of_them(counted) or (
            counted.quantity.whole is not None and not self._is_of_everybody(counted)
        ):
            return True
        if self._is_denied_of(event, name, group):
            return True
        if not _is_known(group):
            return True  # cattle are no part of the people killed
        if _may_attack(group):
            return name != _CROWD_MEASURE  # attackers who were killed are not all the dead
        if name in words("harm") and _OF_OWN.match(self.events.text, counted.quantity.end):
            return True  # "two of our men"
        if self._is_beside_others(counted):
            return True
        if _are_office(group) and (
            _hits_everybody(event.kind) or self._tells_of_others(event, group)
        ):
            return True
        return any(
            _is_wider(other, counted, group)
            for other in self._told[event.number, name]
            if other.asserted
        )

    def _is_denied_of(self, event: ToldEvent, name: str, group: str) -> bool:
        """Whether the document tells that none of a group were hit: "no resident was injured".

        Nothing is said of others by that, and their number is one of the group as well.
        """
        told = self._told[event.number, name]
        return any(c.figure.nominal.high == 0 and _group(c.figure) == group for c in told)

    def _tells_of_others(self, event: ToldEvent, group: str) -> bool:
        """Whether others than people hurt at work are told to be hit or spared by an event."""
        others = (_group(c.figure) for m in words("harm") for c in self._told[event.number, m])
        return any(
            other is not None and _is_known(other) and not _are_office(other)
            for other in others
            if other is None or not (is_within(other, group) or is_within(group, other))
        )

    def _is_beside_others(self, counted: Counted) -> bool:
        """Whether others are counted in one breath: "three nurses and a driver"."""
        found = _AND_OTHERS.match(self.events.text, counted.quantity.end)
        return found is not None and counts_people(found[1] + "s")

    def _end_of_noun(self, counted: Counted) -> int | None:
        """Where what is counted ends behind its number; None where it is named elsewhere."""
        end, named = counted.quantity.end, (counted.figure.population or "").split()
        if not named:
            return end
        at = self.events.text.find(named[-1], end, end + _LONGEST)
        return None if at < 0 else at + len(named[-1])

    def _taken_from(self, counted: Counted) -> Counted | None:
        """The figure before whose things a number takes up: "that was wrong: it is nine"."""
        unit, end = counted.figure.unit, counted.start
        before = (c for c in reversed(self.counted) if c.start < end and c.figure.unit == unit)
        return next((c for c in before if self._end_of_noun(c) is not None), None)

    def _without_event(self, counted: Counted) -> str:
        """A subject of a place and period: figures of a time that is no event's."""
        figure = counted.figure
        named = " ".join(filter(None, (_group(figure), figure.measure or _noun(figure))))
        span = counted.when.iso() if counted.when is not None else None
        entry = SubjectEntry(
            id=slug(" ".join(filter(None, (named, counted.place, span))), 60) or "figure",
            title=named or counted.quantity.concept,
            measure=figure.measure,
            population=_group(figure),
            place=counted.place,
            period=span,
            unit=figure.unit,
        )
        ids = (entry.id if n == 1 else f"{entry.id}-{n}" for n in count(1))
        return next(
            known.id
            for name in ids
            if _same(known := self._enter(replace(entry, id=name)), replace(entry, id=name))
        )

    def _enter(self, entry: SubjectEntry) -> SubjectEntry:
        return self.entries.setdefault(entry.id, entry)


def _tells(counted: Counted) -> bool:
    """True for a figure that says what it counts."""
    return not counted.names_nothing and (
        not counted.figure.share or counted.figure.measure is not None
    )


def _same(a: SubjectEntry, b: SubjectEntry) -> bool:
    return (a.measure, a.period, a.place) == (b.measure, b.period, b.place)


def _usual(figure: Figure, event: ToldEvent) -> str | None:
    """What a bare number is of, in events of this kind: a march counts heads, a quake magnitude."""
    low = figure.nominal.low
    kinds = () if event.kind is None else (event.kind, *wider_kinds(event.kind))
    usual = next((m for k in kinds if (m := values("usual-measure").get(k))), None)
    if usual is None or low is None:
        return None
    whole = low == low.to_integral_value()
    return usual if (low >= _CROWD if measures()[usual].counts == PEOPLE else not whole) else None


def _measure_name(figure: Figure) -> str | None:
    """The measure of a figure: one of the table, else what is counted as a plural."""
    dimension = dimension_of(figure.unit or "")
    known = measures().get(figure.measure or "")
    of_things = known is not None and known.counts not in (None, PEOPLE)
    if known is not None and (dimension == COUNT or figure.share or of_things):
        return known.name
    noun = _noun(figure)
    if noun is None or figure.share or dimension in words("of-anything"):
        return None
    if dimension != COUNT:
        holds = figure.measure == "controlled"
        return identify(f"{dimension} capacity" if holds else dimension)
    first, _, rest = noun.partition(" ")
    for told in (noun, figure.unit or ""):
        if (found := measure(told)) is not None:
            return found.name
    found = _state_word(first) if rest else None
    if found is not None and found.counts in (None, PEOPLE):
        return found.name  # "destroyed houses"
    if noun in words("counted-dead"):
        return "bodies-recovered"
    return PEOPLE if noun in words("everybody") else identify(noun, _LONGEST)


def _noun(figure: Figure) -> str | None:
    """What is counted, or the unit, as a plural, in one word for the same thing."""
    if figure.share or figure.unit is None:
        return None
    model = _MODEL.match(figure.unit)
    if model is not None and not counts_people(figure.unit):
        return f"{model[1]}-{model[2]}s"  # "AK 47 rifles", "AK-47s"
    kind, _, noun = plural(figure.unit).rpartition(" ")
    noun = values("same-thing").get(noun, noun)
    return values("same-thing").get(f"{kind} {noun}".strip(), f"{kind} {noun}".strip())


def _group(figure: Figure) -> str | None:
    """Who or what is counted, as ids name it; None where it is everybody or nothing is named."""
    named = figure.population or figure.unit
    known = measures().get(figure.measure or "")
    if named is None or dimension_of(figure.unit or "") != COUNT or measure_of(named) is not None:
        return None
    group = who(named)
    if group is not None and (group.name != PEOPLE or named in words("everybody")):
        return None if group.name == PEOPLE else group.name
    if known is not None and known.counts == PEOPLE and figure.unit == "person":
        return None
    if named in words("counted-dead"):
        return None
    noun = _noun(figure) or plural(named)
    first, _, rest = noun.partition(" ")
    if rest and _state_word(first) is not None:
        noun = values("same-thing").get(rest, rest)
        group = who(rest)
        noun = noun if group is None else group.name
    return (
        None
        if noun == PEOPLE or (known and noun in (known.counts, known.name))
        else identify(noun, _LONGEST)
    )


def _state_of(figure: Figure) -> str | None:
    """What the noun says had happened to those counted: "the five missing staff"."""
    first, _, rest = (figure.unit or "").partition(" ")
    known = measures().get(measure_of(first) or "") if rest else None
    return known.name if known is not None and known.counts == PEOPLE else None


def _state_word(word: str) -> Measure | None:
    """The measure of a word that says how those of its noun are: "destroyed", not "rescue".

    "Five rescue workers" are those who rescue, and three rescue boats were not rescued.
    """
    found = measure(word)
    if found is None or not {f"{word}d", f"{word}ed"}.isdisjoint(found.words):
        return None
    return found


def _may_attack(group: str) -> bool:
    """True for people who carry out attacks: fighters, gunmen."""
    return any(is_within(group, wide) for wide in words("those-who-attack"))


def _is_known(group: str) -> bool:
    """True for a name of the table of people."""
    known = who(group)
    return known is not None and known.name == group


def _is_wider(other: Counted, counted: Counted, group: str) -> bool:
    """Whether another figure is of a whole, or of others, beside which a group is a part."""
    there = _group(other.figure) or PEOPLE
    if there == group or (_is_known(group) and is_within(there, group)):
        return False
    if (
        other.source != counted.source
        and NARRATOR not in (other.source, counted.source)
        and group not in words("by-age-or-sex")
    ):
        return False
    within = there == PEOPLE or is_within(group, there)
    return not within or is_more(other.figure, counted.figure)


def is_more(a: Figure, b: Figure) -> bool:
    """True when the number of the one lies above that of the other."""
    return a.nominal.high is None or (b.nominal.low is not None and a.nominal.high > b.nominal.low)


def _is_crowd(event: ToldEvent) -> bool:
    """True for an event that is told by how many took part."""
    kinds = () if event.kind is None else (event.kind, *wider_kinds(event.kind))
    return any(values("usual-measure").get(kind) == "took-part" for kind in kinds)


def _may_be_crowd(event: ToldEvent) -> bool:
    """True for a crowd, and where the document does not say what kind of event it tells of."""
    return event.kind is None or _is_crowd(event)


def _hits_everybody(kind: str | None) -> bool:
    """True for an event of which soldiers or nurses are never all the victims."""
    return kind is None or not words("hits-everybody").isdisjoint((kind, *wider_kinds(kind)))


def _are_office(group: str) -> bool:
    return any(is_within(group, wide) for wide in words("people-by-office"))
