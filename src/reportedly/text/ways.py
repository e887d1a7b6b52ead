"""Which rules of a grammar the words at hand leave, so that few are tried at each token.

Nothing here changes what a rule takes: a rule left out could not have applied.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from reportedly.text.patterns import Element, Rule
from reportedly.text.tokens import Tokens

_MOST_KEPT = 1 << 14
_BLOCK = 32  # tokens, the most that a rule may take


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """An element that rules ask for next.

    Attributes:
        words: the words of which one must stand here, where that can be said.
        ends: the rules that end with it, with their order.
        onward: what the other rules ask for behind it.
        needs: bits of words; a text that meets none of them holds none of these rules.
    """

    element: Element
    words: Container[str] | None
    ends: list[tuple[int, Rule]]
    onward: list[Way]
    needs: int


@dataclass(slots=True)
class Ways:
    """The rules of groups, by the words that they may stand at.

    Attributes:
        groups: the rules of each group in their order.
        begins: by the name of a test or reader, whether it may take anything that begins so.
    """

    groups: Mapping[str, Sequence[Rule]]
    begins: Mapping[str, Callable[[str], bool]]
    _known: set[str] = field(default_factory=lambda: {""})  # the words that patterns hold
    _kinds: dict[str, str] = field(default_factory=dict)
    _beside: dict[tuple[str, str, str], list[Rule]] = field(default_factory=dict)
    _starting: dict[tuple[str, str], list[Way]] = field(default_factory=dict)
    _group_needs: dict[str, frozenset[str]] = field(default_factory=dict)
    _bits: dict[frozenset[str], int] = field(default_factory=lambda: {frozenset(): 1})
    _words: dict[str, int] = field(default_factory=dict)  # the bits that a word meets

    def __post_init__(self) -> None:
        for rule in (rule for own in self.groups.values() for rule in own):
            for element in rule.before + rule.after:
                self._known.update(element.phrases)
            need = self._need(rule)
            bit = self._bits.setdefault(need, 1 << len(self._bits))
            self._words.update({word: self._words.get(word, 0) | bit for word in need})

    def beside(self, group: str, left: str, right: str) -> list[Rule]:
        """The rules of a group that may apply between two words, "" where there is none."""
        kinds = self._kinds
        key = (group, kinds.get(left) or self._kind(left), kinds.get(right) or self._kind(right))
        found = self._beside.get(key)
        if found is None:
            if len(self._beside) > _MOST_KEPT:
                self._beside.clear()
            self._beside[key] = []  # a group that leads back to itself begins with nothing
            may = self._may_begin
            found = [r for r in self.groups[group] if may(r.before, left) and may(r.after, right)]
            self._beside[key] = found
        return found

    def starting(self, group: str, word: str) -> list[Way]:
        """The rules of a group that may begin with a word, those that begin alike together."""
        key = (group, self._kinds.get(word) or self._kind(word))
        found = self._starting.get(key)
        if found is None:
            found = self._grow(list(enumerate(self.beside(group, "", word))), 0)
            self._starting[key] = found
        return found

    def met(self, tokens: Tokens, at: int) -> int:
        """The bits of all that the tokens from `at` on meet."""
        block = at // _BLOCK
        met: int | None = tokens.memo.get((id(self), block))
        if met is None:
            lows = {token.low for token in tokens[block * _BLOCK : (block + 2) * _BLOCK]}
            met = reduce(or_, [self._words.get(low, 0) for low in lows], 1)
            tokens.memo[id(self), block] = met
        return met

    def _kind(self, word: str) -> str:
        """The word where a pattern holds it, else what all words that may begin the same share."""
        if len(self._kinds) > _MOST_KEPT:
            self._kinds.clear()
        self._kinds[word] = word
        if word not in self._known:
            self._kinds[word] = "?" + "".join(" 1"[may(word)] for may in self.begins.values())
        return self._kinds[word]

    def _may_begin(self, elements: Sequence[Element], word: str) -> bool:
        """False where the first element that must be there accepts other words only."""
        for element in elements:
            if element.most and self._accepts(element, word):
                return True
            if element.least:
                return False
        return True

    def _accepts(self, element: Element, word: str) -> bool:
        if word in element.phrases or (element.edges and not word):
            return True
        if element.reader in self.groups:
            return bool(self.beside(element.reader, "", word))
        asked = (element.reader,) if element.reader else element.tests
        return any(name not in self.begins or self.begins[name](word) for name in asked)

    def _grow(self, rules: list[tuple[int, Rule]], depth: int) -> list[Way]:
        heads: dict[int, list[tuple[int, Rule]]] = {}
        for order, rule in rules:
            if depth < len(rule.after):
                heads.setdefault(id(rule.after[depth]), []).append((order, rule))
        ways = []
        for same in heads.values():
            ends = [(order, rule) for order, rule in same if len(rule.after) == depth + 1]
            needs = reduce(or_, [self._bits[self._need(rule)] for _, rule in same])
            element = same[0][1].after[depth]
            words = element.phrases if element.plain and element.least else None
            ways.append(Way(element, words, ends, self._grow(same, depth + 1), needs))
        return ways

    def _need(self, rule: Rule) -> frozenset[str]:
        """Words of which one must follow, the fewest that a rule can be told by; often none."""
        must = [element for element in rule.after if element.least]
        sets = [frozenset(e.phrases) if e.plain else self._group_need(e.reader) for e in must]
        return min(filter(None, sets), key=len, default=frozenset())

    def _group_need(self, group: str) -> frozenset[str]:
        if group not in self.groups:
            return frozenset()
        if group not in self._group_needs:
            self._group_needs[group] = frozenset()  # where it leads back to itself
            each = [self._need(rule) for rule in self.groups[group]]
            self._group_needs[group] = frozenset().union(*each) if all(each) else frozenset()
        return self._group_needs[group]
