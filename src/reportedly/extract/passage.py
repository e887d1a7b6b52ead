"""A passage: one parsed paragraph with its quotations, as the later steps look at it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.extract.carried import Carried, find_carried
from reportedly.extract.gapped import Gap, find_gaps
from reportedly.extract.parse import Parse
from reportedly.extract.quotes import Quotation

QUOTE_MARKS = frozenset("\" “ ” „ ‟ « » ‹ › '' `` ‘ ’ '".split())
_CLAUSAL = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "acl", "pcomp"})


@dataclass(slots=True)
class Passage:
    """One paragraph, parsed, with the quotations in it.

    Attributes:
        parse: its tokens and their syntax.
        quotations: token ranges `[first, after last)` of its quotations, marks included.
        marks: the quotations themselves, in the same order.
        inside: for each token the index of the quotation it stands in, or -1.
        title: True for a headline.
        wordlike: for each token whether it is a word.
        gaps: figures of others in what somebody reports.
        carried: the ends of sentences that tell which outlet reported them.
    """

    parse: Parse
    quotations: list[tuple[int, int]] = field(default_factory=list)
    marks: list[Quotation] = field(default_factory=list)
    inside: list[int] = field(default_factory=list)
    title: bool = False
    wordlike: list[bool] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    carried: list[Carried] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.wordlike = [w.isalnum() or any(map(str.isalnum, w)) for w in self.parse.words]
        self.gaps = find_gaps(self.parse)
        self.carried = find_carried(self.parse)

    def is_word(self, i: int) -> bool:
        """True for a token with a letter or digit."""
        return self.wordlike[i]

    def quoted_share(self, ranges: Sequence[tuple[int, int]]) -> tuple[int, int]:
        """How many words of the ranges stand in quotation marks, and how many there are."""
        words = quoted = 0
        for begin, end in ranges:
            for i in range(begin, end):
                if self.wordlike[i]:
                    words += 1
                    quoted += self.inside[i] >= 0
        return quoted, words

    def is_mostly_quoted(self, ranges: Sequence[tuple[int, int]]) -> bool:
        """True when more than half of the words of the ranges stand in quotation marks."""
        quoted, words = self.quoted_share(ranges)
        return 2 * quoted > words

    def clause_of(self, i: int) -> int:
        """The verb of the clause that token `i` stands in (itself when it heads one)."""
        parse = self.parse
        for up in (i, *parse.ancestors(i)):
            if parse.deps[up] in _CLAUSAL and parse.heads_clause(up):
                return up
        return i


def build_passage(parse: Parse, quotations: Sequence[Quotation], *, title: bool = False) -> Passage:
    """Lay the quotations that fall into a parsed paragraph over its tokens."""
    passage = Passage(parse, inside=[-1] * len(parse), title=title)
    begin, end = (parse.start[0], parse.end[-1]) if len(parse) else (0, 0)
    # Quotations are in text order and do not overlap, so their ends are in order as well.
    nearest = bisect_right(quotations, begin, key=lambda quotation: quotation.end)
    beyond = bisect_left(quotations, end, key=lambda quotation: quotation.start)
    for quotation in quotations[nearest:beyond]:
        first = bisect_left(parse.end, quotation.start + 1)
        after = bisect_left(parse.start, quotation.end)
        if first < after:
            passage.inside[first:after] = [len(passage.quotations)] * (after - first)
            passage.quotations.append((first, after))
            passage.marks.append(quotation)
    return passage
