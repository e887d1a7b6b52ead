"""A file of rules, as `reportedly.text.rules` describes it, taken apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from reportedly.text.lexicon import words
from reportedly.text.tokens import split_tokens

_MOST_REPEATS = 8
_HEAD = re.compile(r"([a-z0-9-]+): +(\S.*?)(?: +=(?: +(\S.*))?)?")
_ELEMENT = re.compile(r"(?:([a-z_]+):(?=.))?([!~]*)(\\?.+?)([?*]?)")


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """One element of a pattern: a reader, or phrases, tests and edges of which one must fit.

    It must stand `least` times and may `most` times, none where it must not stand at all.
    """

    reader: str
    phrases: Mapping[str, Sequence[tuple[str, ...]]]
    tests: tuple[str, ...]
    edges: tuple[str, ...]
    label: str
    touching: bool
    least: int
    most: int
    plain: bool  # it is words or phrases, nothing else


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


def parse_rules(text: str, name: str) -> list[Rule]:
    """The rules of a file in their order; one without a name takes in the group it asks for.

    Raises:
        ValueError: a line is no rule, group or example; the message tells its number.
    """
    group, rules = "", list[Rule]()
    for number, line in enumerate(text.splitlines(), 1):
        where, head = f"{name}, line {number}", _HEAD.fullmatch(line)
        if line.startswith("["):
            group = line.strip("[]")
        elif line.startswith("@") and group:
            rules.append(_rule("", group, [line[1:]], "", where))
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


@cache
def _element(written: str) -> Element:
    parts = _ELEMENT.fullmatch(written)
    assert parts is not None  # a mark alone is a word
    label, body, marks = parts[1] or "", parts[3], parts[2] + parts[4]
    least = int(not set(marks) & set("!?*"))
    most = _MOST_REPEATS if "*" in marks else int("!" not in marks)
    if len(body) > 1 and body.isupper():
        return Element(body, {}, (), (), label, "~" in marks, least, most, False)
    options = [part for part in re.split(r"(?<!\\)\|", body) if part] or ["|"]
    tests = tuple(part[1:-1] for part in options if part[0] == "{" < part)
    edges = tuple(part for part in options if part in "^$")
    accepted: set[str] = set()
    for part in options:
        if part[0] == "<" < part:
            accepted |= words(part[1:-1])
        elif part[1:-1] not in tests and part not in edges:
            accepted.add(part.removeprefix("\\"))
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(map(split_tokens, accepted), key=len, reverse=True):
        phrases.setdefault(phrase[0].low, []).append(tuple(t.low for t in phrase))
    return Element("", phrases, tests, edges, label, "~" in marks, least, most, not tests + edges)
