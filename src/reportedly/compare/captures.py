"""A page captured twice: which of its claims stayed, changed, appeared and vanished.

Claims are matched by what they say, never by where they stand: words that merely moved are the same
claim. What says the same in other words is reworded; with another figure, stance or voice it has
changed. What matches nothing is new, or gone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from operator import itemgetter

from reportedly.compare.changes import changed_fields
from reportedly.compare.positions import same_value
from reportedly.model import (
    Captures,
    Claim,
    Fate,
    Later,
    Period,
    Role,
    Span,
    Stance,
)
from reportedly.text.lexicon import words
from reportedly.text.sentences import sentences

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*")
_ALIKE = 0.6  # share of their words that two wordings of one statement have in common
_CLOSE = 0.75  # the same where another voice is said to have said it
_SLIPS = 3  # words of a claim that may be misspelled
_LONG = 5  # code points: shorter words are one another's neighbours
_SPELLED = 0.84  # share of its letters that a word has in common with itself misspelled
_RARE = 3  # words by which a wording is looked for among the others
_MANY = 60  # claims that one word leads to; a commoner one tells nothing

_COMPARED = (
    "source", "came by", "subject", "text", "stance", "figure", "share of", "held responsible",
)  # fmt: skip


class Sameness(StrEnum):
    """What a claim of one capture is in another."""

    SAME = "same"
    REWORDED = "reworded"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim of the earlier capture and what stands for it in the later one.

    Attributes:
        how: what became of it.
        old: the claim before, None of one that is new.
        new: the claim now, None of one that is gone.
        fields: (name, before, now) of all that differs, in words.
    """

    how: Sameness
    old: Claim | None
    new: Claim | None
    fields: tuple[tuple[str, str, str], ...] = ()


def match_captures(
    old: Sequence[Claim],
    new: Sequence[Claim],
    before: str | None = None,
    now: str | None = None,
) -> list[Pair]:
    """What became of each claim: those of the later capture in its order, then those gone.

    A claim whose sentence stands in both texts is neither new nor gone, though one capture may have
    no claim of it: somebody took it out there, or added it.

    Args:
        old: the claims of the earlier capture.
        new: the claims of the later.
        before: the text of the earlier, where it is at hand.
        now: the text of the later.
    """
    match = _Match(_Side(list(old)), _Side(list(new)))
    match.by_key(lambda c: (_says(c), _tokens(c)))
    match.by_key(_on_subject, _Match.nearest)
    match.by_key(lambda c: (_tokens(c), _matter(c)))
    match.by_key(_tokens)
    match.by_key(_voice_on_subject, _Match.nearest)
    match.by_words(_ALIKE, _same_voice)
    match.by_words(_CLOSE, _same_matter)
    found = [_pair(old[match.of[n]], c) if n in match.of else Pair(Sameness.NEW, None, c)
             for n, c in enumerate(new)]  # fmt: skip
    found = _without_shared(found)
    taken = set(match.of.values())
    gone = (c for n, c in enumerate(old) if n not in taken)
    found += [Pair(Sameness.GONE, c, None) for c in gone]
    return found if before is None or now is None else _as_they_stand(found, before, now)


def fates_of(
    claims: Iterable[Claim],
    captures: Mapping[str, Captures],
    text_of: Callable[[str], str | None] = lambda _: None,
) -> dict[str, Later]:
    """What later captures make of claims: claim's id → that, of those of which there is something.

    Args:
        claims: of the ledger; those of documents captured once are passed over.
        captures: document → the captures of its page.
        text_of: id of a document → its text.
    """
    told: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.document in captures:
            told[claim.document].append(claim)
    found: dict[str, Later] = {}
    for series in {c.home: c for c in captures.values()}.values():
        found |= _fates(series, told, text_of)
    return found


def as_captured(claims: Iterable[Claim], fates: Mapping[str, Later]) -> list[Claim]:
    """Claims as the captures of their pages leave them, so that no page is at odds with itself.

    What a page says again counts as said once, when it was said first. A figure that it replaced
    stands behind the new one as told before. What was corrected or retracted is not held.
    """
    if not fates:
        return list(claims)
    return [c for claim in claims for c in _as_captured(claim, fates.get(claim.id))]


def _as_captured(claim: Claim, later: Later | None) -> Iterator[Claim]:
    match later:
        case None:
            yield claim
        case Later(Fate.LATER | Fate.GONE):
            yield _said_late(claim, later)
        case Later(Fate.SUPERSEDED, kept=True):
            total = claim.role is Role.TOTAL and claim.stance is Stance.ASSERTS
            if total and claim.figure is not None:
                yield replace(_said_late(claim, later), role=Role.EARLIER)
        case _:
            return


def _said_late(claim: Claim, later: Later) -> Claim:
    """A claim that only a later capture has, told when that came and not when the page did."""
    if later.told is None or claim.said is None or not claim.said.vague:
        return claim
    return replace(claim, said=later.told)


def _fates(
    series: Captures,
    told: Mapping[str, Sequence[Claim]],
    text_of: Callable[[str], str | None],
) -> dict[str, Later]:
    telling = _Telling(list(told.get(series.ids[0], ())))
    before = text_of(series.ids[0]) if len(series.ids) > 1 else None
    for n, name in enumerate(series.ids[1:], 1):
        now = text_of(name)
        telling.capture(
            match_captures(telling.here, told.get(name, ()), before, now),
            series.days[n],
            _between(series, n),
        )
        before = now
    if series.withdrawn:
        telling.withdraw([c for name in series.ids for c in told.get(name, ())], series)
    return telling.found


def _between(series: Captures, n: int) -> Period | None:
    """The days between a capture and the one before it."""
    before, now = series.days[n - 1], series.days[n]
    if before is None or now is None or now < before:
        return None
    return Period(before, now, vague=True)


@dataclass(slots=True)
class _Telling:
    """What the captures of one page tell, as one comes after the other.

    Attributes:
        here: the claims of the last capture.
        away: claims that were there before it and are there no longer.
        found: what became of claims, by id.
        first: a claim that says again what was said → the one that said so first.
    """

    here: list[Claim]
    away: list[Claim] = field(default_factory=list)
    found: dict[str, Later] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    def capture(self, pairs: Sequence[Pair], day: date | None, told: Period | None) -> None:
        """Enter what one capture more makes of the claims."""
        back = {(_says(c), _tokens(c)): c for c in self.away}
        for pair in pairs:
            old, new = pair.old, pair.new
            if new is None or (old is None and pair.how is Sameness.SAME):
                continue
            again = pair.how is not Sameness.CHANGED and old is not None and _on_one(old, new)
            if old is None and (old := back.pop((_says(new), _tokens(new)), None)) is not None:
                again = True  # it had gone, and is there once more
                self._restore(self._head(old))
            if again and old is not None:
                self.first[new.id] = self._head(old)
                self.found[new.id] = Later(Fate.SAME, self._head(old), day)
                continue
            head = None if old is None else self._head(old)
            self.found[new.id] = Later(Fate.LATER, head, day, told)
            if old is not None:
                self._replace(old, new, day)
        still = {id(c) for c in back.values()}
        gone = [p.old for p in pairs if p.how is Sameness.GONE and p.old is not None]
        for claim in gone:
            head = self._head(claim)
            was = self.found.get(head)
            self.found[head] = Later(Fate.GONE, since=day, told=was.told if was else None)
        # What still stands there, though nobody made a claim of it, may change later on.
        untold = [p.old for p in pairs if p.how is Sameness.SAME and p.new is None and p.old]
        self.here = [*(p.new for p in pairs if p.new is not None), *untold]
        self.away = [*(c for c in self.away if id(c) in still), *gone]

    def withdraw(self, claims: Sequence[Claim], series: Captures) -> None:
        """Enter that the publisher stands by none of it.

        What it denies, or says that it cannot verify, as it takes the rest back is its word.
        """
        last = series.ids[-1] if len(series.ids) > 1 else None
        for claim in claims:
            later = self.found.get(claim.id)
            is_new = later is not None and later.fate is Fate.LATER and later.other is None
            if claim.document != last or not is_new or claim.stance is Stance.ASSERTS:
                self.found[claim.id] = Later(Fate.RETRACTED, since=series.since)

    def _replace(self, old: Claim, new: Claim, day: date | None) -> None:
        head = self._head(old)
        fate = Fate.CORRECTED if new.corrects in (old.id, head) else Fate.SUPERSEDED
        kept = _voice_on_subject(old) == _voice_on_subject(new) is not None
        before = self.found.get(head)
        told = None if before is None else before.told
        self.found[head] = Later(fate, new.id, day, told, kept)

    def _restore(self, head: str) -> None:
        was = self.found.pop(head, None)
        if was is not None and was.told is not None:
            self.found[head] = Later(Fate.LATER, told=was.told)

    def _head(self, claim: Claim) -> str:
        return self.first.get(claim.id, claim.id)


# Matching


@dataclass(slots=True)
class _Side:
    """The claims of a capture, and which of them are still to be matched."""

    claims: list[Claim]
    open: dict[int, None] = field(init=False)

    def __post_init__(self) -> None:
        self.open = dict.fromkeys(range(len(self.claims)))


Key = Callable[[Claim], Hashable]
Chooser = Callable[["_Match", list[int], list[int]], Iterable[tuple[int, int]]]


@dataclass(slots=True)
class _Match:
    """Claims of two captures while they are matched; `of` gives for a later the earlier one."""

    old: _Side
    new: _Side
    of: dict[int, int] = field(default_factory=dict)

    def by_key(self, key: Key, choose: Chooser | None = None) -> None:
        """Match what has one key, in order or as `choose` says; None is no key."""
        before, now = _grouped(self.old, key), _grouped(self.new, key)
        for name, later in now.items():
            earlier = before.get(name, [])
            pairs = choose(self, earlier, later) if choose else zip(earlier, later, strict=False)
            for a, b in list(pairs):
                self._enter(a, b)

    def nearest(self, earlier: list[int], later: list[int]) -> Iterator[tuple[int, int]]:
        """Those whose numbers are one first, then those whose words are nearest."""
        if len(earlier) * len(later) > _MANY * _MANY:
            yield from zip(earlier, later, strict=False)
            return
        old, new = self.old.claims, self.new.claims
        ranked = sorted(
            (not same_value(old[a], new[b]), -_likeness(old[a], new[b]), b, a)
             for a in earlier for b in later
        )  # fmt: skip
        yield from _each_once((a, b) for *_, b, a in ranked)

    def by_words(self, least: float, fits: Callable[[Claim, Claim], bool]) -> None:
        """Match what is worded alike, the likest first."""
        old, new = self.old.claims, self.new.claims
        where: dict[str, list[int]] = defaultdict(list)
        for a in self.old.open:
            for word in set(_tokens(old[a])):
                where[word].append(a)
        ranked = []
        for b in self.new.open:
            met = [where[w] for w in set(_tokens(new[b])) if w in where]
            rare = sorted((m for m in met if len(m) <= _MANY), key=len)[:_RARE]
            for a in {a for m in rare for a in m}:
                alike = _likeness(old[a], new[b])
                if alike >= least and fits(old[a], new[b]):
                    ranked.append((-alike, b, a))
        for a, b in _each_once((a, b) for _, b, a in sorted(ranked)):
            self._enter(a, b)

    def _enter(self, a: int, b: int) -> None:
        self.of[b] = a
        del self.old.open[a], self.new.open[b]


def _each_once(pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    taken: tuple[set[int], set[int]] = (set(), set())
    for a, b in pairs:
        if a not in taken[0] and b not in taken[1]:
            taken[0].add(a)
            taken[1].add(b)
            yield a, b


def _grouped(side: _Side, key: Key) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for n in side.open:
        name = key(side.claims[n])
        if name is not None:
            groups.setdefault(name, []).append(n)
    return groups


def _as_they_stand(pairs: Sequence[Pair], before: str, now: str) -> list[Pair]:
    """Pairs in which nothing is new or gone whose sentence stands in both texts."""
    if all(p.old and p.new for p in pairs):
        return list(pairs)
    mine, its = _Sentences(before), _Sentences(now)
    return [
        replace(pair, how=Sameness.SAME)
        if (pair.old is None and pair.new is not None and mine.hold(its.around(pair.new)))
        or (pair.new is None and pair.old is not None and its.hold(mine.around(pair.old)))
        else pair
        for pair in pairs
    ]


class _Sentences:
    """The sentences of a text, without regard to blanks."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bounds = list(sentences(text))
        self._said = [" ".join(text[a:b].split()) for a, b in self._bounds]
        self._all = set(self._said)

    def around(self, claim: Claim) -> list[str]:
        """The sentences in which a claim's words begin and end; none where that is not known."""
        found: dict[int, None] = {}
        for span in claim.spans:
            start = self._place(span)
            if start is None:
                return []
            for at in (start, start + len(span.quote) - 1):
                found[bisect_right(self._bounds, at, key=itemgetter(0)) - 1] = None
        return [self._said[n] for n in found if n >= 0]

    def _place(self, span: Span) -> int | None:
        """Where the words stand, also of a claim of an earlier capture."""
        if self._text.startswith(span.quote, span.start):
            return span.start
        at = self._text.find(span.quote)
        return at if at >= 0 else None

    def hold(self, said: Sequence[str]) -> bool:
        """Whether all of these stand here."""
        return bool(said) and self._all.issuperset(said)


def _without_shared(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs without what is reworded only where its sentence holds another claim that changed.

    Of "12 died and 40 were hurt" and "15 died and 40 were hurt" the 40 is as it was.
    """
    telling: dict[Hashable, set[int]] = defaultdict(set)
    for n, pair in enumerate(pairs):
        own = pair.how in (Sameness.CHANGED, Sameness.NEW)
        if pair.new and (own or any(name == "figure" for name, _, _ in pair.fields)):
            telling[pair.new.spans].add(n)
    return [
        replace(pair, how=Sameness.SAME, fields=())
        if pair.how is Sameness.REWORDED
        and pair.new
        and telling[pair.new.spans] - {n}
        and not any(name == "figure" for name, _, _ in pair.fields)
        else pair
        for n, pair in enumerate(pairs)
    ]


def _pair(old: Claim, new: Claim) -> Pair:
    own = _subject(old) is None and _subject(new) is None
    fields = tuple(
        f for f in changed_fields(old, new) if f[0] in _COMPARED and not (f[0] == "subject" and own)
    )
    if _tokens(old) == _tokens(new):
        fields = tuple(f for f in fields if f[0] != "text")
    if not fields:
        return Pair(Sameness.SAME, old, new)
    telling = [f for f in fields if f[0] not in ("text", "came by")]
    if "figure" in {f[0] for f in telling} and _figure(old) == _figure(new):
        telling = [f for f in telling if f[0] != "figure"]  # "14" and "fourteen"
    if _mends(old, new):
        telling = [f for f in telling if f[0] not in ("subject", "figure")]
    turned = old.figure is None and _negations(old) != _negations(new)
    apart = turned or (not _mends(old, new) and _names_other(old, new))
    how = Sameness.CHANGED if telling or apart else Sameness.REWORDED
    return Pair(how, old, new, fields)


def _mends(a: Claim, b: Claim) -> bool:
    """Whether the words differ by slips of the pen alone, which may hide what is counted."""
    first, second = _tokens(a), _tokens(b)
    if len(first) != len(second) or (a.figure and a.figure.nominal) != (
        b.figure and b.figure.nominal
    ):
        return False
    changed = [(x, y) for x, y in zip(first, second, strict=True) if x != y]
    return 0 < len(changed) <= _SLIPS and all(
        min(len(x), len(y)) >= _LONG and SequenceMatcher(None, x, y).ratio() >= _SPELLED
        for x, y in changed
    )


def _names_other(a: Claim, b: Claim) -> bool:
    """Whether one names a day, a number or a name where the other names another one."""
    lost, came = (Counter(_telling(c)) for c in (a, b))
    return bool(lost - came) and bool(came - lost)


def _telling(claim: Claim) -> list[str]:
    """Days and names in a claim, and numbers where it has no figure.

    Beside a figure the numbers are those of other claims. The first word has its capital from the
    sentence, and those of a headline in capitals say nothing.
    """
    found = _WORD.findall(claim.text)
    raised = [w for w in found[1:] if w[0].isupper()]
    if 2 * len(raised) > len(found):
        raised = []
    days = words("weekday") | words("month")
    numbers = words("small") | words("ten")
    return [
        *(w.casefold() for w in raised if w.casefold() not in days | numbers),
        *(w.casefold() for w in found if w.casefold() in days),
        *(w for w in found if w[0].isdigit() and claim.figure is None),
    ]


def _on_one(a: Claim, b: Claim) -> bool:
    """Whether both are about one subject, or neither about any."""
    return _subject(a) == _subject(b)


def _says(claim: Claim) -> Hashable:
    """What a claim says, whatever its words."""
    return (
        _voice(claim),
        _subject(claim),
        claim.stance,
        claim.role,
        _figure(claim),
        claim.answer,
        tuple(a.id for a in claim.actors),
    )


def _matter(claim: Claim) -> Hashable:
    return _subject(claim), _figure(claim)


def _on_subject(claim: Claim) -> Hashable:
    return None if _subject(claim) is None else _says(claim)


def _voice_on_subject(claim: Claim) -> Hashable:
    subject = _subject(claim)
    return None if subject is None else (_voice(claim), subject, claim.role)


def _voice(claim: Claim) -> Hashable:
    return claim.source.id if claim.source is not None else claim.candidates


def _subject(claim: Claim) -> str | None:
    """What it is about; None of a statement about nothing else."""
    name = claim.subject.id
    return None if name == claim.id or name.endswith(f"#{claim.id}") else name


def _figure(claim: Claim) -> Hashable:
    figure = claim.figure
    if figure is None:
        return None
    return figure.interval, figure.nominal, figure.bound, figure.unit, figure.share


def _same_voice(a: Claim, b: Claim) -> bool:
    return _voice(a) == _voice(b) and (a.figure is None) == (b.figure is None)


def _same_matter(a: Claim, b: Claim) -> bool:
    return _matter(a) == _matter(b)


def _tokens(claim: Claim) -> tuple[str, ...]:
    """The words of a claim, whatever their case and typography."""
    return tuple(_WORD.findall(claim.text.casefold().replace("’", "'")))


def _negations(claim: Claim) -> int:
    found = _tokens(claim)
    return sum(t in words("negation") or t.endswith("n't") for t in found)


def _likeness(a: Claim, b: Claim) -> float:
    """Share of their words that two claims have in common, 0 to 1."""
    first, second = Counter(_tokens(a)), Counter(_tokens(b))
    both = sum((first & second).values())
    return 2 * both / max(1, sum(first.values()) + sum(second.values()))
