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
from itertools import compress
from typing import Any, NamedTuple

from reportedly.text.patterns import Element, Rule, parse_rules
from reportedly.text.tokens import Tokens

__all__ = ["Grammar", "Match", "Reader", "Rule"]

Reader = Callable[[Tokens, int, Any], tuple[Any, int] | None]
_Reading = tuple[Tokens, int, dict[str, Any], Any, int]  # size, labels, context, direction

_DEEPEST = 24  # groups within groups
_MOST_KEPT = 1 << 14
_BLOCK = 32  # tokens, the most that a rule may take
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
    """

    text: str
    name: str
    tests: Mapping[str, Callable[[Tokens, int], bool]] = field(default_factory=dict)
    readers: Mapping[str, Reader] = field(default_factory=dict)
    asks: Mapping[str, Callable[[Any], bool]] = field(default_factory=dict)
    begins: Mapping[str, Callable[[str], bool]] = field(default_factory=dict)
    act: Callable[[Match, Any], Any] = lambda match, context: match.rule.action
    groups: dict[str, list[Rule]] = field(default_factory=dict)
    _near: dict[tuple[str, str, str], tuple[Rule, ...]] = field(default_factory=dict)
    _bits: dict[frozenset[str], int] = field(default_factory=dict)  # a bit for each need
    _masks: dict[int, int] = field(default_factory=dict)  # the bits of each rule's needs
    _words: dict[str, int] = field(default_factory=dict)  # the bits that a word meets
    _takers: dict[str, Reader] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rules = parse_rules(self.text, self.name)
        for rule in rules:
            self.groups.setdefault(rule.group, []).append(rule)
        self.groups.update({name: list(self._flat(name)) for name in self.groups})
        rules = [rule for rule in rules if rule.name]
        known = {*self.tests, *self.readers, *self.asks, *self.groups}
        for rule in rules:
            named = [
                name for e in rule.before + rule.after for name in (*e.tests, e.reader) if name
            ]
            if unknown := {*rule.asks, *named} - known:
                raise ValueError(f"{rule.where}: nobody gave {', '.join(sorted(unknown))}")
        self._spread_needs(rules)
        for rule in rules:
            mask = 0
            for need in rule.needs:
                mask |= self._bits.setdefault(need, 1 << len(self._bits))
            self._masks[id(rule)] = mask
        for need, bit in self._bits.items():
            for word in need:
                self._words[word] = self._words.get(word, 0) | bit
        self._takers.update({name: partial(self.read, name) for name in self.groups})
        self._takers.update(self.readers)

    def _flat(self, group: str) -> Iterator[Rule]:
        """The rules of a group with those of the groups that it takes in."""
        for rule in self.groups[group]:
            yield from (rule,) if rule.name else self._flat(rule.after[0].reader)

    def _spread_needs(self, rules: Sequence[Rule]) -> None:
        """Words that all rules of a group need are needed by every rule that needs the group."""
        done: dict[str, frozenset[str]] = {}
        while True:
            open_groups = {name: own for name, own in self.groups.items() if name not in done}
            new = {
                name: frozenset().union(*(rule.needs[-1] for rule in own))
                for name, own in open_groups.items()
                if all(rule.needs for rule in own)
            }
            if not new:
                return
            done |= new
            for rule in rules:
                rule.needs.extend(new[e.reader] for e in rule.after if e.least and e.reader in new)

    def may_begin(self, group: str, word: str) -> bool:
        """Whether a rule of a group may apply where this word stands first."""
        return bool(self._candidates(group, "", word))

    def read(self, group: str, tokens: Tokens, at: int, context: Any) -> tuple[Any, int] | None:
        """What the longest rule of a group reads at token `at`, and the index behind it."""
        rules = self._candidates(group, "", tokens[at].low if 0 <= at < len(tokens) else "")
        if not rules:
            return None
        key = (id(self), group, at, context)
        found: tuple[Any, int] | None = tokens.memo.get(key, _UNREAD)
        if found is not _UNREAD or tokens.depth >= _DEEPEST:
            return None if found is _UNREAD else found
        tokens.memo[key] = found = None  # a group that leads back to itself reads nothing there
        tokens.depth += 1
        try:
            for match in self._matches(rules, tokens, at, context):
                if (value := self.act(match, context)) is not None:
                    tokens.memo[key] = found = (value, match.last)
                    break
        finally:
            tokens.depth -= 1
        return found

    def matches(self, group: str, tokens: Tokens, at: int, context: Any = None) -> list[Match]:
        """The rules of a group that apply at token `at`: the longest first, then by their order."""
        rules = self._candidates(group, "", tokens.low(at))
        return self._matches(rules, tokens, at, context)

    def _matches(self, rules: Sequence[Rule], tokens: Tokens, at: int, context: Any) -> list[Match]:
        found, size = [], len(tokens)
        missing = ~(self._met(tokens, at // _BLOCK) | self._met(tokens, at // _BLOCK + 1))
        for rule in rules:
            if self._masks[id(rule)] & missing:
                continue
            held: dict[str, Any] = {}
            last = self._row(rule.after, at, (tokens, size, held, context, 1))
            if last is not None:
                found.append(Match(rule, at, last, held))
        if len(found) > 1:
            found.sort(key=lambda match: -match.last)
        return found

    def _met(self, tokens: Tokens, block: int) -> int:
        """The bits of all needs that a block of tokens meets."""
        key = (id(self), block)
        if key not in tokens.memo:
            met = 0
            for token in tokens[block * _BLOCK : (block + 1) * _BLOCK]:
                met |= self._words.get(token.low, 0)
            tokens.memo[key] = met
        found: int = tokens.memo[key]
        return found

    def around(
        self, group: str, tokens: Tokens, first: int, last: int, thing: Any = None
    ) -> Match | None:
        """The first rule, in the file's order, that applies around tokens `first` … `last - 1`."""
        for rule in self._candidates(group, tokens.low(first - 1), tokens.low(last)):
            if any(not self.asks[ask](thing) for ask in rule.asks):
                continue
            held: dict[str, Any] = {}
            begin = self._row(rule.before, first - 1, (tokens, len(tokens), held, thing, -1))
            if begin is not None:
                end = self._row(rule.after, last, (tokens, len(tokens), held, thing, 1))
                if end is not None:
                    return Match(rule, begin + 1, end, held)
        return None

    def _candidates(self, group: str, left: str, right: str) -> tuple[Rule, ...]:
        """The rules of a group that the words on both sides do not rule out."""
        key = (group, left, right)
        if key not in self._near:
            if len(self._near) > _MOST_KEPT:
                self._near.clear()
            self._near[key] = ()  # a group that leads back to itself begins with nothing
            rules, may = self.groups[group], self._may_begin
            fit = (may(rule.before, left) and may(rule.after, right) for rule in rules)
            self._near[key] = tuple(compress(rules, fit))
        return self._near[key]

    def _may_begin(self, elements: Sequence[Element], word: str) -> bool:
        """False where the first element that must be there accepts other words only."""
        for element in elements:
            if element.most and self._accepts(element, word):
                return True
            if element.least:
                return False
        return True

    def _accepts(self, element: Element, word: str) -> bool:
        if element.reader in self.groups:
            return bool(self._candidates(element.reader, "", word))
        if word in element.phrases or (element.edges and not word):
            return True
        names = (element.reader,) if element.reader else element.tests
        return any(name not in self.begins or self.begins[name](word) for name in names)

    def _row(self, elements: Sequence[Element], at: int, reading: _Reading) -> int | None:
        """The index of the next token where all elements took what they ask for, else None."""
        tokens, size = reading[0], reading[1]
        for element in elements:
            phrases, tests, edges, reader, _, _, least, most = element
            if not (tests or edges or reader):  # most elements are words, and most are not there
                low = tokens[at].low if 0 <= at < size else ""
                if low not in phrases:
                    if least:
                        return None
                    continue
            took, after = 0, self._take(element, at, reading)
            if after is not None and not most:
                return None
            while after is not None:
                took, at = took + 1, after
                after = self._take(element, at, reading) if took < most else None
            if took < least:
                return None
        return at

    def _take(self, element: Element, at: int, reading: _Reading) -> int | None:
        """The next index behind what one element takes at `at`, or None."""
        tokens, size, held, context, step = reading
        if element.touching and not tokens.touches(at):
            return None
        if not 0 <= at < size:
            return at if ("^" if at < 0 else "$") in element.edges else None
        value: Any = tokens[at].low
        if element.reader:
            found = self._takers[element.reader](tokens, at, context)
            if found is None:
                return None
            value, size = found[0], found[1] - at
        else:
            phrases = element.phrases.get(value)
            size = _size(phrases, tokens, at) if phrases else 0
            size = size or any(self.tests[test](tokens, at) for test in element.tests)
        if not size:
            return None
        if element.label:
            held[element.label] = value
        return at + step * size


def _size(phrases: Sequence[tuple[str, ...]], tokens: Tokens, at: int) -> int:
    """How many tokens of the longest of these phrases, which may be a word, stand at `at`."""
    for phrase in phrases:
        if len(phrase) == 1 or all(tokens.low(at + n) == word for n, word in enumerate(phrase)):
            return len(phrase)
    return 0
