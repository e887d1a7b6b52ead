"""Positions in words and as strips: what each voice holds, and all of it on one line of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from reportedly.export.printable import printable
from reportedly.model import (
    Aspect,
    Assessment,
    Claim,
    Grading,
    Interval,
    Position,
    Role,
    Stance,
    Statement,
    Subject,
)
from reportedly.text.lexicon import rank_of
from reportedly.text.marks import in_marks

STANCE_WORDS = {
    Stance.ASSERTS: "",
    Stance.DENIES: "denies",
    Stance.CANNOT_VERIFY: "cannot verify",
    Stance.DECLINES: "declines to comment",
    Stance.ASKS: "asks",
    Stance.RETRACTS: "takes back",
}
"""What a source does with what it does not say, as a line beside it is lettered."""
_OF_FIGURES = STANCE_WORDS | {Stance.DECLINES: "no comment on", Stance.ASKS: "asks about"}
_PARTS = {
    Role.PART: "a part",
    Role.ADDITION: "more",
    Role.PROJECTION: "may be",
}
_BLOCKS = "▁▂▃▄▅▆▇█"


def subject_order(subject: Subject) -> tuple[object, ...]:
    """Counts in the order of the table of measures, then aspects, then topics."""
    aspects = list(Aspect)
    return (
        subject.topic,
        -1 if subject.aspect is None else aspects.index(subject.aspect),
        rank_of(subject.measure or ""),
        subject.id,
    )


def subject_words(subject: Subject) -> str:
    """A subject below its event, `killed/children`; a statement by its first words."""
    if subject.event is None and subject.title is not None:
        return printable(in_marks(f"{subject.title} …", curly=True))
    return printable(subject.id.partition("/")[2] or subject.id)


def stance_words(stance: Stance, figure: str | None) -> str:
    """What a source does with a figure, given as written: `denies 21`; of none `denies it`."""
    return f"{_OF_FIGURES[stance]} {figure or 'it'}".strip()


def held_words(position: Position) -> str:
    """What a voice holds, in a few words: `at least 14`, `the army`, `denies 21`, `four (a part)`.

    What the last report tells as past is `earlier 14`; what it took back leaves `nothing any more`.
    """
    told = [_statement_words(s) for s in position.held]
    if position.is_past:
        told = [f"earlier {words}" for words in told]
    told += [_denial_words(c) for c in _each_once(position.denies)]
    if not told:
        told = [_claim_words(c) for c in _each_once(position.reserves)]
    if not told and not position.statements:
        told = [_part_words(c) for c in _each_once(position.parts)]
    return "; ".join(dict.fromkeys(told)) or "nothing any more"


def part_words(figure: str, role: Role) -> str:
    """A figure, given in words, with what it is of the whole: `four (a part)`, `50 (may be)`."""
    kind = _PARTS.get(role, "")
    return f"{figure} ({kind})" if kind else figure


def _part_words(claim: Claim) -> str:
    return part_words(_claim_words(claim), claim.role)


def graded_words(grading: Grading, assessments: Sequence[Assessment] = ()) -> str:
    """How well it is corroborated: `weak: one voice, …`; what a person holds comes first.

    >>> made = Grading("velora/killed", Grade.WEAK, "one voice, Rivers Monitor")
    >>> graded_words(made)
    'weak: one voice, Rivers Monitor'
    >>> graded_words(made, [Assessment("velora/killed", grade="fair", by="editor")])
    'fair, as editor holds; by the rules weak: one voice, Rivers Monitor'
    """
    by_rule = f"{grading.grade}: {grading.why}" if grading.why else str(grading.grade)
    held = [f"{a.grade}, as {a.by or 'somebody'} holds" for a in assessments if a.grade]
    return f"{'; '.join(held)}; by the rules {by_rule}" if held else by_rule


def past_words(position: Position) -> list[str]:
    """What it held before, oldest first, each with its day."""
    told = []
    for statement in position.past:
        moment = statement.first
        day = "" if moment is None else f" ({moment.start.isoformat()})"
        told.append(f"{_statement_words(statement)}{day}")
    return told


def since_words(position: Position) -> str:
    """From when to when it was told: `2031-03-03`, `2031-03-03 to 2031-03-05`."""
    firsts = [s.first for s in position.held if s.first is not None]
    lasts = [s.last for s in position.held if s.last is not None]
    if not firsts or not lasts:
        return ""
    first, last = min(m.start for m in firsts), max(m.end for m in lasts)
    return first.isoformat() if first == last else f"{first.isoformat()} to {last.isoformat()}"


def interval_words(interval: Interval) -> str:
    """The numbers of an interval in words: `16`, `14 to 16`, `more than 14`, `up to 30`.

    >>> interval_words(Interval(Decimal(14), None))
    '14 or more'
    """
    low, high = interval.low, interval.high
    if interval.is_point and low is not None:
        return _plain(low)
    if low is None or high is None:
        if low is not None:
            return f"more than {_plain(low)}" if interval.low_open else f"{_plain(low)} or more"
        if high is not None:
            return f"less than {_plain(high)}" if interval.high_open else f"up to {_plain(high)}"
        return "any number"
    first = f"more than {_plain(low)}" if interval.low_open else _plain(low)
    return f"{first} to {'less than ' if interval.high_open else ''}{_plain(high)}"


def _statement_words(statement: Statement) -> str:
    lead = statement.lead
    if lead.figure is not None:
        return lead.figure.as_written
    if lead.actors:
        own = lead.origin is not None and lead.origin in lead.actors
        names = " and ".join(a.name for a in lead.actors)
        return f"{names} (admits)" if own else names
    if lead.subject.aspect is Aspect.WHEN and lead.when is not None:
        return lead.when.iso()
    return lead.answer or "yes"


def _denial_words(claim: Claim) -> str:
    if claim.actors:
        return f"not {' or '.join(a.name for a in claim.actors)}"
    if claim.figure is None:
        return "no"
    return _claim_words(claim)


def _claim_words(claim: Claim) -> str:
    return stance_words(claim.stance, claim.figure.as_written if claim.figure else None)


def _each_once(claims: Sequence[Claim]) -> list[Claim]:
    """One claim for each figure and actor."""
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        figure = claim.figure
        key = (
            claim.stance,
            None if figure is None else figure.nominal,
            tuple(a.id for a in claim.actors),
        )
        kept.setdefault(key, claim)
    return list(kept.values())


def strip(intervals: Sequence[Interval], width: int = 40) -> str:
    """All intervals on one line of numbers: the more of them hold a number, the higher its block.

    An open side reaches to the edge, where the number has a `+`. Of one number there is no line.

    >>> point = lambda n: Interval.point(Decimal(n))
    >>> strip([point(14), point(22), Interval(Decimal(14), None)], 9)
    '14 █▄▄▄▄▄▄▄█ 22+'
    """
    ends = [e for i in intervals for e in (i.low, i.high) if e is not None]
    if not ends or min(ends) == max(ends):
        return ""
    low, high = min(ends), max(ends)
    step = (high - low) / (width - 1)
    counts = [0] * width
    for interval in intervals:
        first = 0 if interval.low is None else _column(interval.low, low, step)
        last = width - 1 if interval.high is None else _column(interval.high, low, step)
        for column in range(first, last + 1):
            counts[column] += 1
    most = max(counts)
    blocks = "".join(
        " " if n == 0 else _BLOCKS[max(0, -(-n * len(_BLOCKS) // most) - 1)] for n in counts
    )
    under = "-" if any(i.low is None for i in intervals) else ""
    over = "+" if any(i.high is None for i in intervals) else ""
    return f"{under}{_plain(low)} {blocks} {_plain(high)}{over}"


def _column(number: Decimal, low: Decimal, step: Decimal) -> int:
    return int(((number - low) / step).to_integral_value())


def _plain(number: Decimal) -> str:
    return f"{number.normalize():,f}"
