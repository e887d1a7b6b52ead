r"""Rules as data: a pattern of token tests, an action, and the examples that show it.

A file of rules holds groups, and rules below them, one a line:

    [TIME]
    ago: n:COUNT u:<period> ago|back = back
      + the strike of three days ago
      - three days of fighting

The rule's name, its pattern, behind " = " its action; "+" texts in which it must apply, "-" texts
in which it must not, which the tests run. "@DAY" takes in all rules of another group, "%" begins a
comment. A pattern is a row of elements, each of which looks at the next token:

    ago|back      its lower-case form is one of these words or signs ("\#" is the sign itself)
    <period>      it is a word, or they are a phrase, of a class of words (`lexicon.words`)
    {year}        a test of that name, given with the rules
    COUNT         a reader given with the rules, or a group of them: it takes what it can read
    ^ $           nothing stands before, nothing follows

Marks: `!x` x must not stand here, `~x` x touches what stands before it, `x?` x may be missing, `x*`
x up to eight times, `n:x` what x takes is called n. There is no going back: an optional element
that fits is taken (a parsing expression grammar; Ford 2004).
A pattern with `#` is read outwards from something found before (a number), the left side backwards,
one token an element, the right side forwards; `#small+bare` also asks for tests of what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from reportedly.text.patterns import Element, Rule, parse_rules
from reportedly.text.tokens import Tokens
from reportedly.text.ways import Way, Ways

Reader = Callable[[Tokens, int, Any], tuple[Any, int] | None]
_Reading = tuple[Tokens, int, Any, int]  # the tokens, their number, the context, the direction
_Held = tuple[Any, str, Any] | None  # what stood before, a label and what it holds
_Place = tuple[int, _Held]

_DEEPEST = 24  # groups within groups
_UNREAD: Any = object()


class Match(NamedTuple):
    """A rule that applies at tokens `first` … `last - 1`, with what its labels hold."""

    rule: Rule
    first: int
    last: int
    held: dict[str, Any]


@dataclass(slots=True)
class Grammar:
    """The rules of a file, ready to be applied.

    Attributes:
        text, name: the file's text and its name, for messages.
        tests: what `{name}` asks of the token at an index.
        readers: what a name in capitals reads at an index: the value and the index behind it.
        asks: what `#name` asks of the thing found.
        begins: by the name of a test or reader, whether it may take anything that begins so.
        act: makes the value of a match in a context, None where the rule does not apply after all.
        groups: the rules of each group in their order, with those that it takes in.
    """

    text: str
    name: str
    tests: Mapping[str, Callable[[Tokens, int], bool]] = field(default_factory=dict)
    readers: Mapping[str, Reader] = field(default_factory=dict)
    asks: Mapping[str, Callable[[Any], bool]] = field(default_factory=dict)
    begins: Mapping[str, Callable[[str], bool]] = field(default_factory=dict)
    act: Callable[[Match, Any], Any] = lambda match, context: match.rule.action
    groups: dict[str, list[Rule]] = field(default_factory=dict)
    _takers: dict[str, Reader] = field(default_factory=dict)
    _ways: Ways = field(init=False)

    def __post_init__(self) -> None:
        rules = parse_rules(self.text, self.name)
        for rule in rules:
            self.groups.setdefault(rule.group, []).append(rule)
        self.groups.update({name: list(self._flat(name)) for name in self.groups})
        known = {*self.tests, *self.readers, *self.asks, *self.groups}
        for rule in rules:
            elements = rule.before + rule.after
            named = {name for e in elements for name in (*e.tests, e.reader) if name}
            if unknown := {*rule.asks, *named} - known:
                raise ValueError(f"{rule.where}: nobody gave {', '.join(sorted(unknown))}")
        self._takers.update({name: partial(self.read, name) for name in self.groups})
        self._takers.update(self.readers)
        self._ways = Ways(self.groups, self.begins)

    def _flat(self, group: str) -> Iterator[Rule]:
        for rule in self.groups[group]:
            yield from (rule,) if rule.name else self._flat(rule.after[0].reader)

    def rules(self) -> list[Rule]:
        """All rules in the file's order."""
        return list({id(rule): rule for own in self.groups.values() for rule in own}.values())

    def may_begin(self, group: str, word: str) -> bool:
        """Whether a rule of a group may apply where this word stands first."""
        return bool(self._ways.starting(group, word))

    def read(self, group: str, tokens: Tokens, at: int, context: Any) -> tuple[Any, int] | None:
        """What the longest rule of a group reads at token `at`, and the index behind it."""
        ways = self._ways.starting(group, tokens.low(at))
        if not ways:
            return None
        key = (id(self), group, at, context)
        found: tuple[Any, int] | None = tokens.memo.get(key, _UNREAD)
        if found is not _UNREAD or tokens.depth >= _DEEPEST:
            return None if found is _UNREAD else found
        tokens.memo[key] = found = None  # a group that leads back to itself reads nothing there
        tokens.depth += 1
        try:
            for match in self._matches(ways, tokens, at, context):
                if (value := self.act(match, context)) is not None:
                    tokens.memo[key] = found = (value, match.last)
                    break
        finally:
            tokens.depth -= 1
        return found

    def matches(self, group: str, tokens: Tokens, at: int, context: Any = None) -> list[Match]:
        """The rules of a group that apply at token `at`: the longest first, then by their order."""
        return self._matches(self._ways.starting(group, tokens.low(at)), tokens, at, context)

    def around(
        self, group: str, tokens: Tokens, first: int, last: int, thing: Any = None
    ) -> Match | None:
        """The first rule, in the file's order, that applies around tokens `first` … `last - 1`."""
        size, asks = len(tokens), self.asks
        for rule in self._ways.beside(group, tokens.low(first - 1), tokens.low(last)):
            if rule.asks and not all(asks[ask](thing) for ask in rule.asks):
                continue
            begin = self._row(rule.before, (first - 1, None), (tokens, size, thing, -1))
            if begin is not None:
                end = self._row(rule.after, (last, begin[1]), (tokens, size, thing, 1))
                if end is not None:
                    return Match(rule, begin[0] + 1, end[0], _labels(end[1]))
        return None

    def _matches(self, ways: list[Way], tokens: Tokens, at: int, context: Any) -> list[Match]:
        found: list[tuple[int, int, Rule, _Held]] = []
        reading, met = (tokens, len(tokens), context, 1), self._ways.met(tokens, at)
        steps: list[tuple[list[Way], _Place]] = [(ways, (at, None))]
        while steps:  # rules that begin alike share what is taken
            ways, (here, held) = steps.pop()
            low = tokens.low(here)
            for way in ways:
                if not way.needs & met or (way.words is not None and low not in way.words):
                    continue
                after = self._pass(way.element, here, held, reading)
                if after is None:
                    continue
                for order, rule in way.ends:
                    found.append((-after[0], order, rule, after[1]))
                if way.onward:
                    steps.append((way.onward, after))
        found.sort(key=itemgetter(0, 1))
        return [Match(rule, at, -last, _labels(held)) for last, _, rule, held in found]

    def _row(self, elements: Sequence[Element], place: _Place, reading: _Reading) -> _Place | None:
        """The place behind all elements, None where one does not find what it asks for."""
        for element in elements:
            after = self._pass(element, *place, reading)
            if after is None:
                return None
            place = after
        return place

    def _pass(self, element: Element, at: int, held: _Held, reading: _Reading) -> _Place | None:
        """The place behind what an element takes, None where it does not find what it asks for."""
        tokens, size, context, step = reading
        for took in range(element.most or 1):
            value: Any = ""
            if not 0 <= at < size:
                fits, length = ("^" if at < 0 else "$") in element.edges, 0
            elif element.touching and not (at and tokens[at].glued):
                fits = False
            elif element.reader:
                read = self._takers[element.reader](tokens, at, context)
                fits = read is not None
                if read is not None:
                    value, length = read[0], read[1] - at
            else:
                value = tokens[at].low
                phrases = element.phrases.get(value)
                length = 0 if phrases is None else _size(phrases, tokens, at)
                if not length and element.tests:
                    length = any(self.tests[test](tokens, at) for test in element.tests)
                fits = length > 0
            if not fits:
                return (at, held) if took >= element.least else None
            if not element.most:
                return None
            if element.label and length:
                held = (held, element.label, value)
            at += step * length
        return at, held


def _labels(held: _Held) -> dict[str, Any]:
    """What each label holds: the last one of a name."""
    found: dict[str, Any] = {}
    while held is not None:
        held, label, value = held
        found.setdefault(label, value)
    return found


def _size(phrases: Sequence[tuple[str, ...]], tokens: Tokens, at: int) -> int:
    """How many tokens of the longest of these phrases, which may be a word, stand at `at`."""
    for phrase in phrases:  # the longest first
        if len(phrase) == 1 or all(tokens.low(at + n) == word for n, word in enumerate(phrase)):
            return len(phrase)
    return 0
