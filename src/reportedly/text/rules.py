r"""Rules as data: a pattern of token tests, an action, and the examples that show it.

A file of rules holds groups, and rules below them, one a line:

    [TIME]
    ago: n:COUNT u:<period> ago|back = back
      + the strike of three days ago
      - three days of fighting

The rule's name, its pattern, behind " = " its action; "+" texts in which it must apply, "-" texts
in which it must not, which the tests run. "%" begins a comment. A pattern is a row of elements,
each of which looks at the next token:

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

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress
from typing import Any, NamedTuple

from reportedly.text.lexicon import words
from reportedly.text.tokens import Tokens, split_tokens

Reader = Callable[[Tokens, int, Any], tuple[Any, int] | None]
_Reading = tuple[Tokens, dict[str, Any], Any, int]  # what labels hold, the context, the direction

_MOST_REPEATS = 8
_DEEPEST = 12  # groups within groups
_MOST_KEPT = 1 << 14
_HEAD = re.compile(r"([a-z0-9-]+): +(\S.*?)(?: +=(?: +(\S.*))?)?")
_ELEMENT = re.compile(r"(?:([a-z_]+):(?=.))?([!~]*)(\\?.+?)([?*]?)")


class Element(NamedTuple):
    """One element of a pattern: what it accepts, its label and its marks."""

    phrases: Mapping[str, Sequence[tuple[str, ...]]]
    tests: tuple[str, ...]
    edges: tuple[str, ...]
    reader: str
    label: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as its lines state it; `before` and `after` stand around `#`, which `asks` test."""

    name: str
    group: str
    action: str
    before: tuple[Element, ...]
    asks: tuple[str, ...]
    after: tuple[Element, ...]
    where: str
    examples: list[str] = field(default_factory=list)
    counters: list[str] = field(default_factory=list)


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
        act: makes the value of a match in a context, None where the rule does not apply after all.
    """

    text: str
    name: str
    tests: Mapping[str, Callable[[Tokens, int], bool]] = field(default_factory=dict)
    readers: Mapping[str, Reader] = field(default_factory=dict)
    asks: Mapping[str, Callable[[Any], bool]] = field(default_factory=dict)
    act: Callable[[Match, Any], Any] = lambda match, context: match.rule.action
    groups: dict[str, list[Rule]] = field(default_factory=dict)
    _near: dict[tuple[str, str, str], tuple[Rule, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rules = _parse(self.text, self.name)
        for rule in rules:
            self.groups.setdefault(rule.group, []).append(rule)
        known = {*self.tests, *self.readers, *self.asks, *self.groups}
        for rule in rules:
            named = [
                name for e in rule.before + rule.after for name in (*e.tests, e.reader) if name
            ]
            if unknown := {*rule.asks, *named} - known:
                raise ValueError(f"{rule.where}: nobody gave {', '.join(sorted(unknown))}")

    def read(self, group: str, tokens: Tokens, at: int, context: Any) -> tuple[Any, int] | None:
        """What the longest rule of a group reads at token `at`, and the index behind it."""
        key = (id(self), group, at, context)
        if key not in tokens.memo and tokens.depth < _DEEPEST:
            tokens.memo[key] = None  # a group that leads back to itself reads nothing there
            tokens.depth += 1
            try:
                found = self.matches(group, tokens, at, context)
                made = ((self.act(m, context), m.last) for m in found)
                tokens.memo[key] = next((m for m in made if m[0] is not None), None)
            finally:
                tokens.depth -= 1
        return tokens.memo.get(key)

    def matches(self, group: str, tokens: Tokens, at: int, context: Any = None) -> list[Match]:
        """The rules of a group that apply at token `at`: the longest first, then by their order."""
        found = []
        for rule in self._candidates(group, "", tokens.low(at)):
            held: dict[str, Any] = {}
            if (last := self._row(rule.after, at, (tokens, held, context, 1))) is not None:
                found.append(Match(rule, at, last, held))
        return sorted(found, key=lambda match: -match.last)

    def around(
        self, group: str, tokens: Tokens, first: int, last: int, thing: Any = None
    ) -> Match | None:
        """The first rule, in the file's order, that applies around tokens `first` … `last - 1`."""
        for rule in self._candidates(group, tokens.low(first - 1), tokens.low(last)):
            if any(not self.asks[ask](thing) for ask in rule.asks):
                continue
            held: dict[str, Any] = {}
            begin = self._row(rule.before, first - 1, (tokens, held, thing, -1))
            if begin is not None:
                end = self._row(rule.after, last, (tokens, held, thing, 1))
                if end is not None:
                    return Match(rule, begin + 1, end, held)
        return None

    def _candidates(self, group: str, left: str, right: str) -> tuple[Rule, ...]:
        """The rules of a group that the words on both sides do not rule out."""
        key = (group, left, right)
        if key not in self._near:
            if len(self._near) > _MOST_KEPT:
                self._near.clear()
            rules = self.groups[group]
            fit = (_may_begin(r.before, left) and _may_begin(r.after, right) for r in rules)
            self._near[key] = tuple(compress(rules, fit))
        return self._near[key]

    def _row(self, elements: Sequence[Element], at: int, reading: _Reading) -> int | None:
        """The index of the next token where all elements took what they ask for, else None."""
        for element in elements:
            if "!" in element.marks and self._take(element, at, reading) is None:
                continue
            took, most = 0, _MOST_REPEATS if "*" in element.marks else 1
            while took < most and (after := self._take(element, at, reading)) is not None:
                took, at = took + 1, after
            if "!" in element.marks or (not took and element.marks.isdisjoint("?*")):
                return None
        return at

    def _take(self, element: Element, at: int, reading: _Reading) -> int | None:
        """The next index behind what one element takes at `at`, or None."""
        tokens, held, context, step = reading
        if "~" in element.marks and not tokens.touches(at):
            return None
        if not 0 <= at < len(tokens):
            return at if ("^" if at < 0 else "$") in element.edges else None
        value: Any = tokens.low(at)
        if element.reader:
            reader: Reader = self.readers.get(element.reader) or partial(self.read, element.reader)
            value, last = reader(tokens, at, context) or (None, at)
            size = last - at
        else:
            size = _size(element, tokens, at, value)
            size = size or any(self.tests[test](tokens, at) for test in element.tests)
        if size and element.label:
            held[element.label] = value
        return at + step * size if size else None


def _size(element: Element, tokens: Tokens, at: int, low: str) -> int:
    """How many tokens of the longest phrase, which may be a word, stand at `at`."""
    for phrase in element.phrases.get(low, ()):
        if len(phrase) == 1 or all(tokens.low(at + n) == word for n, word in enumerate(phrase)):
            return len(phrase)
    return 0


def _may_begin(elements: Sequence[Element], word: str) -> bool:
    """False where the first element that must be there accepts other words only."""
    for element in elements:
        open_to_all = element.reader or element.tests or (element.edges and not word)
        if "!" not in element.marks and (open_to_all or word in element.phrases):
            return True
        if element.marks.isdisjoint("!?*"):
            return False
    return True


def _parse(text: str, name: str) -> list[Rule]:
    group, rules = "", list[Rule]()
    for number, line in enumerate(text.splitlines(), 1):
        where, head = f"{name}, line {number}", _HEAD.fullmatch(line)
        if line.startswith("["):
            group = line.strip("[]")
        elif line.startswith(("  + ", "  - ")) and rules:
            (rules[-1].examples if line[2] == "+" else rules[-1].counters).append(line[4:])
        elif head is not None and group:
            rules.append(_rule(head[1], group, head[2].split(), head[3] or "", where))
        elif line and not line.startswith("%"):
            raise ValueError(f"{where}: {line!r} is not “name: pattern = action”")
    return rules


def _rule(name: str, group: str, pattern: list[str], action: str, where: str) -> Rule:
    middle = next((n for n, word in enumerate(pattern) if word[0] == "#"), -1)
    before, after = pattern[: max(0, middle)][::-1], pattern[middle + 1 :]
    asks = tuple(filter(None, pattern[middle][1:].split("+"))) if middle >= 0 else ()
    left, right = tuple(map(_element, before)), tuple(map(_element, after))
    return Rule(name, group, action, left, asks, right, where)


def _element(written: str) -> Element:
    found = _ELEMENT.fullmatch(written)
    assert found is not None  # a mark alone is a word
    label, body, marks = found[1] or "", found[3], frozenset(found[2] + found[4])
    if len(body) > 1 and body.isupper():
        return Element({}, (), (), body, label, marks)
    parts = [part for part in re.split(r"(?<!\\)\|", body) if part] or ["|"]
    tests = tuple(part[1:-1] for part in parts if part[0] == "{" < part)
    edges = tuple(part for part in parts if part in "^$")
    accepted: set[str] = set()
    for part in parts:
        if part[0] == "<" < part:
            accepted |= words(part[1:-1])
        elif part[1:-1] not in tests and part not in edges:
            accepted.add(part.removeprefix("\\"))
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(map(split_tokens, accepted), key=len, reverse=True):
        phrases.setdefault(phrase[0].low, []).append(tuple(t.low for t in phrase))
    return Element(phrases, tests, edges, "", label, marks)
