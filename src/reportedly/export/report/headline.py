"""What voices hold of an event, in one sentence: how many there are, what they say, what fits.

It says no more than the positions do: who says what, and whether a number fits all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from reportedly.export.chart import Row, SpotKind, Strip
from reportedly.export.counting import counted
from reportedly.model import Event, Position, Subject
from reportedly.text.lexicon import measure, numbers

_DENIED = 2  # denials that one sentence tells
_NAMED = 4  # voices that one sentence names; of more those at the ends


def figures_sentence(subject: Subject, strip: Strip, event: Event | None = None) -> str:
    """Who counts what, and what fits: `Two voices count the dead: … 12, … at least 14; …`.

    Args:
        subject: what is counted.
        strip: what each voice holds on it.
        event: of which it is counted.

    Returns:
        One sentence, or two where the numbers are not what they differ on; "" where no voice holds
        a number.
    """
    rows = [row for row in strip.rows if row.held]
    if not rows:
        return ""
    one = len(rows) == 1
    who = f"{spelled(len(rows))} {'voice' if one else 'voices'} {_counts(subject, event, one=one)}"
    everyone = "both" if len(rows) == 2 else "all"
    denied = "".join(islice(_denials(strip.rows), _DENIED))
    said = {_figures(row) for row in rows}
    if len(said) == 1 and not one:
        named = f": {listed(row.name for row in rows)}" if len(rows) <= _NAMED else ""
        return f"{who}, {everyone} at {said.pop()}{named}{denied}."
    told = _ends(rows) if len(rows) > _NAMED else f": {', '.join(map(_holds, rows))}"
    verdict = strip.verdict.rstrip(".").replace("fits all", f"fits {everyone}")
    if not verdict:
        return f"{who}{told}{denied}."
    # What the numbers rule out goes on in the sentence; what else is found stands by itself.
    if strip.ground or one:
        return f"{who}{told}{denied}. {verdict}."
    return f"{who}{told}{denied}; {verdict[0].lower()}{verdict[1:]}."


def blame_sentence(positions: Sequence[Position]) -> str:
    """Who holds whom responsible and who denies it; "" where nobody does.

    `Rivers Monitor held the army responsible; the army denied responsibility.`
    """
    told = [f"{p.name} {' and '.join(said)}" for p in positions if (said := list(_blames(p)))]
    if len(told) > _NAMED:
        told = [*told[:_NAMED], f"and {counted(len(told) - _NAMED, 'more voice')} on who it was"]
    return f"{'; '.join(told)}." if told else ""


def _blames(position: Position) -> Iterator[str]:
    """What a voice said of who it was, in the past tense: that goes with one and with several."""
    own = {c.origin.id for c in position.claims if c.origin is not None}
    held = {a.id: a.name for s in position.held for a in s.lead.actors}
    denied = {a.id: a.name for c in position.denies for a in c.actors}
    if own & held.keys():
        yield "took responsibility"
    if others := [name for id_, name in held.items() if id_ not in own]:
        yield f"held {listed(others)} responsible"
    if own & denied.keys():
        yield "denied responsibility"
    if others := [name for id_, name in denied.items() if id_ not in own]:
        yield f"denied that it was {listed(others, 'or')}"


def listed(names: Iterable[str], last: str = "and") -> str:
    """Names in a row.

    >>> listed(["a", "b", "c"]), listed(["a", "b"], "or")
    ('a, b and c', 'a or b')
    """
    *first, end = names
    return f"{', '.join(first)} {last} {end}" if first else end


def spelled(number: int) -> str:
    """A number at the head of a sentence, in a word where it is small.

    >>> spelled(2), spelled(40)
    ('Two', '40')
    """
    words = (word for word, value in numbers("small").items() if value == number)
    return next(words, f"{number:,}").capitalize()


def _counts(subject: Subject, event: Event | None, *, one: bool) -> str:
    """`count the dead`, `count the children killed`, `give a figure for officers wounded`."""
    known = measure(subject.measure or "")
    noun = next((p for p in known.phrases if _is_noun(p)), "") if known else ""
    if noun and subject.population:
        noun = f"the {label_of(subject, event)}"
    if noun:
        return f"{'counts' if one else 'count'} {noun}"
    return f"{'gives' if one else 'give'} a figure for {label_of(subject, event)}"


def _is_noun(phrase: str) -> bool:
    return phrase.startswith("the ") and phrase.count(" ") == 1


def label_of(subject: Subject, event: Event | None) -> str:
    """What a subject asks of its event: `killed`, `children killed`; of no event its name."""
    return subject.name.removesuffix(f": {event.name}") if event else subject.name


def _holds(row: Row) -> str:
    return f"{row.name} {_figures(row)}"


def _figures(row: Row) -> str:
    """What it holds: `at least 14`; of what is told as past `earlier 14`."""
    figures = listed(dict.fromkeys(s.words for s in row.held))
    return f"earlier {figures}" if row.is_past else figures


def _ends(rows: Sequence[Row]) -> str:
    """Those with the lowest and the highest figure."""
    low = min(rows, key=lambda row: row.held[0].at)
    high = max(rows, key=lambda row: row.held[-1].at)
    return f", from {_figures(low)} ({low.name}) to {_figures(high)} ({high.name})"


def _denials(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        denied = dict.fromkeys(s.words for s in row.spots if s.kind is SpotKind.DENIED)
        if denied:
            yield f"; {row.name} denied {' and '.join(denied)}"
