"""Parts against wholes: a part cannot exceed its whole, nor parts that are apart together.

Parts are declared (`part_of`) or found: the same measure and period, of a population or a place
within another's ("children" among "civilians", "Baghouz, Syria" in "Syria").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain, product

from reportedly.compare.figures import lies_below, ratio_between, ratio_of
from reportedly.compare.groups import conflict_of
from reportedly.compare.moments import Timeline, shared_days
from reportedly.compare.options import Options
from reportedly.compare.populations import are_apart, populations_around
from reportedly.compare.voices import voice
from reportedly.compare.wording import name_of, plain, quoted, said_of, says, title_of
from reportedly.model import Claim, Conflict, ConflictKind, Event, Figure, Stance, Subject, Verdict
from reportedly.text.lexicon import PEOPLE, measure
from reportedly.text.quantities.conversion import in_unit_of

Stated = tuple[Claim, Figure]


def find_parts(subjects: Mapping[str, Subject]) -> dict[str, list[str]]:
    """Whole → its parts, both ids of `subjects`, declared and found, through all levels."""
    wholes = {s.id: set(s.part_of) for s in subjects.values()}
    by_key: dict[tuple[object, ...], list[str]] = {}
    for subject in subjects.values():
        if (key := _key(subject)) is not None:
            by_key.setdefault(key, []).append(subject.id)
    for subject in subjects.values():
        for wider in _wider_keys(subject):
            # Which event lies within which is told by the events (`event_parts`), never by a day.
            own = {None, subject.event} if subject.event else None
            found = by_key.get(wider, ())
            wholes[subject.id].update(n for n in found if own is None or subjects[n].event in own)
    parts: dict[str, list[str]] = {}
    for name in sorted(subjects):
        for whole in _all_wholes(name, wholes):
            if whole in subjects:
                parts.setdefault(whole, []).append(name)
    return parts


def event_parts(
    subjects: Mapping[str, Subject], events: Mapping[str, Event]
) -> dict[str, list[str]]:
    """Whole → its parts among subjects of events, by the tables of measures and people.

    A part is what is counted of fewer people, by a narrower measure, for a stretch of its event, or
    of an event that is a part of another.
    """
    parts: dict[str, list[str]] = {}
    for name in sorted(subjects):
        for whole in _event_wholes(subjects[name], events):
            if whole != name and whole in subjects:
                parts.setdefault(whole, []).append(name)
    return parts


def _event_wholes(subject: Subject, events: Mapping[str, Event]) -> Iterator[str]:
    """The ids of all subjects that would hold what this one counts."""
    if subject.event is None or subject.measure is None:
        return
    known = measure(subject.measure)
    counted = [subject.measure, *(known.wider if known is not None else ())]
    whos = ["" if w == PEOPLE else f"/{w}" for w in populations_around(subject.population)]
    stretch = subject.id.partition("@")[2]
    for event in _with_parents(subject.event, events):
        for name, who in product(counted, whos):
            yield f"{event}/{name}{who}"
            if stretch:
                yield f"{event}/{name}{who}@{stretch}"


def _with_parents(event: str, events: Mapping[str, Event]) -> list[str]:
    """The event, what it is a part of, and so on; a circle ends where it began."""
    found = [event]
    while (known := events.get(found[-1])) and known.part_of and known.part_of not in found:
        found.append(known.part_of)
    return found


def _all_wholes(name: str, wholes: Mapping[str, set[str]]) -> set[str]:
    """Everything that `name` is part of, directly or not; a circle ends where it began."""
    found: set[str] = set()
    ahead = [name]
    while ahead:
        for whole in wholes.get(ahead.pop(), ()):
            if whole != name and whole not in found:
                found.add(whole)
                ahead.append(whole)
    return found


def _key(subject: Subject) -> tuple[object, ...] | None:
    """What must agree for one subject to lie within another; None where too little is known."""
    if subject.measure is None or (subject.place is None and subject.period is None):
        return None
    place = _place(subject)
    return _measured(subject), populations_around(subject.population)[0], place


def _measured(subject: Subject) -> tuple[object, ...]:
    period = subject.period
    when = None if period is None else (period.start, period.end)
    return (subject.measure or "").casefold(), when, subject.running_total


def _place(subject: Subject) -> tuple[str, ...]:
    """`Baghouz, Syria` as its steps, widest last."""
    if subject.place is None:
        return ()
    return tuple(" ".join(p.casefold().split()) for p in subject.place.split(","))


def _wider_keys(subject: Subject) -> Iterator[tuple[object, ...]]:
    own = _key(subject)
    if own is None:
        return
    place = _place(subject)
    places = [place[i:] for i in range(len(place))] or [()]
    for population in populations_around(subject.population):
        for wider in places:
            key = (_measured(subject), population, wider)
            if key != own:
                yield key


def judge_parts(
    groups: Mapping[str, Sequence[Claim]], parts_of: Mapping[str, Sequence[str]], options: Options
) -> Iterator[Conflict]:
    """Every part that exceeds its whole, and every sum of parts that does.

    Args:
        groups: subject id → standing claims on it.
        parts_of: whole → its parts, as `find_parts` gives them.
        options: the tolerance asked for.
    """
    lines: dict[str, Timeline] = {}

    def line(name: str) -> Timeline:
        if name not in lines:
            lines[name] = Timeline(groups[name])
        return lines[name]

    for whole, parts in parts_of.items():
        for part in parts:
            for inner, outer in shared_days([line(part), line(whole)]):
                yield from _part_in_whole(inner, outer, options)
        if len(parts) > 1:
            for rows in shared_days([line(whole), *map(line, parts)]):
                yield from _sums(rows[0], rows[1:], options)


def _part_in_whole(
    inner: Sequence[Claim], outer: Sequence[Claim], options: Options
) -> Iterator[Conflict]:
    """Each voice's part against its own whole where it states one, else against all wholes."""
    wholes = _by_voice(outer)
    everybody = sorted((w for own in wholes.values() for w in own), key=_high)[:1]
    for name, parts in _by_voice(inner).items():
        against = wholes.get(name) or everybody
        found = [
            (_excess(p, w), p, w)
            for p in (max(parts, key=_low),)
            for w in against
            if (part := in_unit_of(p[1], w[1].unit)) is not None and lies_below(w[1], part, options)
        ]
        if found:
            _, part_stated, whole_stated = max(found, key=lambda f: (f[0], f[2][0].id))
            yield _exceeds(part_stated, whole_stated)


def _exceeds(part: Stated, whole: Stated) -> Conflict:
    (a, fa), (b, fb) = part, whole
    speaker = "" if name_of(a) == name_of(b) else f"{says(b)} "
    verdict = Verdict(
        ConflictKind.PART_EXCEEDS_WHOLE,
        f"{says(a)} {quoted(fa, a)} ({title_of(a.subject)}) and {speaker}{quoted(fb, b)} "
        f"({title_of(b.subject)}): a part cannot exceed its whole.",
        ratio=ratio_of(fa, fb),
    )
    return conflict_of(verdict, (a, b), b.subject.id)


def _sums(
    outer: Sequence[Claim], rows: Sequence[Sequence[Claim]], options: Options
) -> Iterator[Conflict]:
    wholes = _by_voice(outer)
    parts = [_by_voice(row) for row in rows]
    for name, own in wholes.items():
        claim, whole = min(own, key=_high)
        chosen: list[Stated] = []
        for by_voice in parts:
            others = [p for v, ps in by_voice.items() if v not in wholes for p in ps]
            stated = [
                (c, f)
                for c, figure in by_voice.get(name) or others
                if (f := in_unit_of(figure, whole.unit)) is not None
            ]
            if stated:
                chosen.append(max(stated, key=_low))
        summands = _shortest_excess(chosen, whole, options)
        if summands:
            yield _sum_mismatch(summands, (claim, whole))


def _shortest_excess(
    parts: Sequence[Stated], whole: Stated | Figure, options: Options
) -> list[Stated]:
    """The fewest parts, apart from one another, that together exceed the whole; else none."""
    figure = whole if isinstance(whole, Figure) else whole[1]
    if figure.soft and options.profile != "strict":
        return []
    taken: list[Stated] = []
    apart = _Apart()
    total, is_open = Decimal(0), False
    high = figure.rounded.high
    for part in sorted(parts, key=lambda p: (-_low(p), p[0].id)):
        low = part[1].rounded.low
        if high is None or not low or low <= 0:
            break
        if not apart.admits(part[0].subject):
            continue
        taken.append(part)
        total, is_open = total + low, is_open or part[1].rounded.low_open
        gap = total - high
        if gap > options.tolerance * total or (
            gap == 0 and (is_open or figure.rounded.high_open) and not options.tolerance
        ):
            return taken if len(taken) > 1 else []
    return []


class _Apart:
    """Subjects of which nothing is counted in two.

    Those that differ in nothing but the place are told apart by it at once, so that thousands of
    districts need not be compared pair by pair.
    """

    def __init__(self) -> None:
        self._alike: dict[tuple[object, ...], dict[tuple[str, ...], list[Subject]]] = {}

    def admits(self, subject: Subject) -> bool:
        """Add the subject if it is apart from all before it; say whether it was."""
        place = _place(subject)
        sort = (subject.measure, subject.population, len(place))
        for other, places in self._alike.items():
            near = places.get(place, ()) if other == sort and place else chain(*places.values())
            if not all(_apart(subject, s) for s in near):
                return False
        self._alike.setdefault(sort, {}).setdefault(place, []).append(subject)
        return True


def _sum_mismatch(parts: Sequence[Stated], whole: Stated) -> Conflict:
    claim, figure = whole
    total = sum((f.nominal.low or Decimal(0) for _, f in parts), Decimal(0))
    verdict = Verdict(
        ConflictKind.SUM_MISMATCH,
        f"{said_of(parts)}, together {plain(total, 12)}, more than the {quoted(figure, claim)} "
        f"that {name_of(claim)} gives for {title_of(claim.subject)}.",
        ratio=ratio_between(total, figure.nominal.high),
    )
    return conflict_of(verdict, [c for c, _ in parts] + [claim], claim.subject.id)


def _apart(a: Subject, b: Subject) -> bool:
    """True when nothing is counted in both.

    Subjects that one whole declares its parts are taken to be apart unless their populations may
    overlap ("children" and "journalists") or one place lies within the other.
    """
    if a.id == b.id:
        return False
    if a.event is not None or b.event is not None:
        return _apart_in_event(a, b)
    if (a.measure or "").casefold() != (b.measure or "").casefold():
        return True
    if are_apart(a.population, b.population):
        return True
    here, there = _place(a), _place(b)
    if here != there and len(here) == len(there):
        return True
    same_people = populations_around(a.population)[0] == populations_around(b.population)[0]
    return same_people and _declared_together(a, b)


def _apart_in_event(a: Subject, b: Subject) -> bool:
    """As `_apart`, of one event and stretch; a partial view overlaps with all others."""
    if a.event != b.event or a.period != b.period:
        return False
    if a.measure == b.measure:
        return are_apart(a.population, b.population)
    first, second = measure(a.measure or ""), measure(b.measure or "")
    return (
        first is not None
        and second is not None
        and bool(set(first.wider) & set(second.wider))
        and a.population == b.population
    )


def _declared_together(a: Subject, b: Subject) -> bool:
    return bool(set(a.part_of) & set(b.part_of))


def _by_voice(claims: Sequence[Claim]) -> dict[str, list[Stated]]:
    """Asserted counts of each voice; a share stands for the count that it comes to."""
    stated: dict[str, list[Stated]] = {}
    for claim in claims:
        figure = claim.figure
        if figure is not None and figure.share:
            figure = claim.implied
        if figure is not None and claim.stance is Stance.ASSERTS:
            stated.setdefault(voice(claim) or f"open\0{claim.id}", []).append((claim, figure))
    return stated


def _low(stated: Stated) -> Decimal:
    return stated[1].rounded.low or Decimal(0)


def _high(stated: Stated) -> tuple[bool, Decimal]:
    high = stated[1].rounded.high
    return high is None, high or Decimal(0)


def _excess(part: Stated, whole: Stated) -> Decimal:
    return (part[1].rounded.low or Decimal(0)) - (whole[1].rounded.high or Decimal(0))
