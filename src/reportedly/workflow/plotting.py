"""Pictures of what voices hold: a subject's strip, all strips of an event, figures over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from reportedly.compare import find_positions
from reportedly.compare.wording import name_of
from reportedly.errors import UsageError
from reportedly.export.chart import (
    Frame,
    Line,
    Told,
    draw_for_print,
    draw_for_web,
    draw_page,
    draw_strips,
    draw_table,
    draw_timelines,
    drawn_as,
    figure_for_web,
    references_of,
    strips_in_words,
    strips_of,
    strips_to_vega,
    timeline_of,
    timelines_in_words,
    timelines_to_vega,
)
from reportedly.export.counting import counts_in_words
from reportedly.export.notebook import Picture
from reportedly.export.positions import STANCE_WORDS, held_words, past_words, subject_words
from reportedly.export.printable import printable
from reportedly.model import (
    NOWHERE,
    Conflict,
    Position,
    Severity,
    Status,
    Subject,
    among,
    tally,
)
from reportedly.text.marks import in_marks
from reportedly.workflow.assessing import counted_subjects
from reportedly.workflow.events import find_event, pages_of

if TYPE_CHECKING:
    from reportedly.export.chart import Strip
    from reportedly.model import Claim, Setting
    from reportedly.workflow.events import EventPage
    from reportedly.workflow.ledgers import Ledger


_IN_WORDS = "in words"  # what is told on no subject that is counted

MOST_STRIPS = 60
"""Of more, a page of strips would not be read; a table of what voices hold is."""

_TOGETHER = 20  # subjects of no event that are shown together


class Use(StrEnum):
    """Where an article's picture is to stand."""

    PRINT = "print"
    WEB = "web"


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture as a file's bytes, and what it shows in words, for those who do not see it."""

    data: bytes
    words: str


def plot(ledger: Ledger, name: str, form: str, *, use: Use | None = None) -> Plot:
    """What the voices hold on a subject, or on each subject of an event: one row a voice.

    Args:
        ledger: the ledger.
        name: id, or part of the id or title, of a subject or an event.
        form: svg, png, pdf, vega for Vega-Lite JSON, or html for a figure to paste into a page.
        use: for print or the web, with a caption of sources and hashes.

    Raises:
        UsageError: nothing or more than one fits `name`, or it has no figure.
        MissingProgramError: PNG and PDF need a package that is not there.
    """
    if use is Use.PRINT and form == "html":
        raise UsageError("html is for the web; for print use svg or pdf")
    if use is not None and form == "vega":
        raise UsageError("a Vega-Lite specification has no caption; leave out --for")
    drawn = _drawn(ledger, name)
    shown, claims, event = [*chain.from_iterable(drawn.panels)], drawn.claims, drawn.event
    told = strips_in_words(shown, event=event)
    if form == "vega":
        return Plot(strips_to_vega(shown, event).encode(), told)
    if use is None and form != "html":
        return Plot(drawn_as(form, draw_strips(shown, event=event)), told)
    names = {strip.subject for strip in shown}
    behind = {c.document for c in claims if c.subject.id in names}
    references = references_of(d for d in ledger.entries.documents if d.id in behind)
    if form == "html":
        return Plot(figure_for_web(shown, references, event=event).encode(), told)
    draw = draw_for_print if use is Use.PRINT else draw_for_web
    svg = draw(shown, references, event=event)
    return Plot(drawn_as(form, svg, on_paper=False), told)


def strips(
    claims: Sequence[Claim], conflicts: Iterable[Conflict] = (), setting: Setting = NOWHERE
) -> Picture:
    """What each voice holds on the subjects of claims, a row a voice: shown in a notebook.

    Args:
        claims: resolved claims.
        conflicts: what was found between them; those between others are not drawn.
        setting: the events, and which documents are one.

    Raises:
        UsageError: no claim has a figure.
    """
    subjects, ids = {c.subject.id: c.subject for c in claims}, {c.id for c in claims}
    found = among(conflicts, ids)
    panels = _figured(subjects.values(), find_positions(claims, setting), found, setting)
    if not panels:
        raise UsageError("no claim has a figure to draw")
    return Picture(draw_strips([*chain.from_iterable(panels)]))


def _figured(
    subjects: Iterable[Subject],
    positions: Mapping[str, list[Position]],
    conflicts: Sequence[Conflict],
    setting: Setting,
) -> list[list[Strip]]:
    """The strips of each subject on which somebody gives a figure."""
    drawn = (strips_of(s, positions.get(s.id, []), conflicts, setting) for s in subjects)
    return [own for strips in drawn if (own := [s for s in strips if s.has_figures])]


def plot_over_time(ledger: Ledger, name: str, form: str) -> Plot:
    """What the voices said of a subject, or of each subject of an event, along an axis of days.

    Args:
        ledger: the ledger.
        name: id, or part of the id or title, of a subject or an event.
        form: svg, png, pdf, or vega for Vega-Lite JSON.

    Raises:
        UsageError: nothing or more than one fits `name`, or it has no figure.
        MissingProgramError: PNG and PDF need a package that is not there.
    """
    drawn = _drawn(ledger, name)
    lines = [
        timeline_of(s, drawn.positions[s.subject], drawn.conflicts, drawn.claims, ledger.setting)
        for s in chain.from_iterable(drawn.panels)
    ]
    told = timelines_in_words(lines, event=drawn.event)
    if form == "vega":
        if not any(line.has_course for line in lines):
            raise UsageError(f"all of {name!r} is of one day or of none; leave out --over-time")
        return Plot(timelines_to_vega(lines, drawn.event).encode(), told)
    return Plot(drawn_as(form, draw_timelines(lines, event=drawn.event)), told)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What is drawn under a name: the strips of each subject, and what they are made of."""

    panels: Sequence[Sequence[Strip]]
    event: str
    claims: Sequence[Claim]
    positions: Mapping[str, list[Position]]
    conflicts: Sequence[Conflict]


def _drawn(ledger: Ledger, name: str) -> _Drawn:
    subjects = _subjects_called(ledger, name)
    claims = ledger.claims_on({s.id for s in subjects})
    positions, conflicts = find_positions(claims, ledger.setting), ledger.conflicts()
    panels = _figured(subjects, positions, conflicts, ledger.setting)
    if not panels:
        raise UsageError(f"{subjects[0].id!r} has no figure to plot")
    event = ""
    if len(subjects) > 1:
        panels = [strips for strips in panels if len(strips[0].rows) > 1] or panels
        of = ledger.setting.events.get(subjects[0].event or "")
        event = printable(of.title or of.id) if of else ""
    return _Drawn(panels, event, claims, positions, conflicts)


def draw_positions(
    ledger: Ledger, subjects: Collection[str], title: str, *, as_table: bool = False
) -> str | None:
    """What voices hold on these subjects, by their ids, as a page of strips in SVG, or a table.

    Who looks at one source's claims still sees the others on the same subjects, and where they
    differ. None where a table is asked for and nobody speaks of what another speaks of.
    """
    frames = frames_of(ledger.claims_on(subjects), ledger.conflicts(), ledger.setting)
    rows = [
        Told(frame.title, name, strip)
        for frame in frames
        for name, strips in frame.strips
        for strip in strips
    ]
    if as_table and not rows:
        return None
    if len(rows) <= MOST_STRIPS and not as_table:
        return draw_page(frames, title)
    return draw_table(rows, title)


def frames_of(
    claims: Sequence[Claim], conflicts: Sequence[Conflict], setting: Setting
) -> list[Frame]:
    """An event a frame, those most in conflict first; what is of no event comes last."""
    pages = pages_of(claims, conflicts, setting)
    framed = {c.id for page in pages for c in page.claims.values()}
    rest = [c for c in claims if c.id not in framed]
    frames = [(_disputes(page.conflicts), _frame(page)) for page in pages if page.claims]
    frames.sort(key=lambda pair: pair[0], reverse=True)
    found = [frame for _, frame in frames if frame.strips or frame.lines]
    for place, own in _by_place(rest).items():
        found.append(_frame_of_rest(place, own, conflicts, setting))
    return found


def _disputes(conflicts: Iterable[Conflict]) -> tuple[int, int]:
    severities = Counter(c.severity for c in conflicts)
    return severities[Severity.CONFLICT], severities[Severity.QUESTION]


def _frame(page: EventPage) -> Frame:
    event = page.event
    days = event.when.in_words() if event.when else ""
    about = " · ".join(filter(None, (event.kind, event.place, days)))
    return Frame(
        printable(event.title or event.id),
        printable(about),
        counts_in_words(page.behind),
        f"reportedly event {event.id}",
        *_panels(page.subjects, page.positions, page.conflicts, page.setting, page.open),
        event=event.id,
    )


def _by_place(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Claims of no event together; where their subjects are many, those of one place."""
    apart = len({c.subject.id for c in claims}) > _TOGETHER
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.subject.place or "" if apart else "", []).append(claim)
    return found


def _frame_of_rest(
    place: str, claims: Sequence[Claim], conflicts: Sequence[Conflict], setting: Setting
) -> Frame:
    positions = find_positions(claims, setting)
    subjects = {c.subject.id: c.subject for c in claims if c.subject.id in positions}
    panels = _panels(list(subjects.values()), positions, conflicts, setting, ())
    counts = counts_in_words(tally(claims, setting))
    title = printable(place) or "of no event"
    return Frame(title, "", counts, "reportedly claims", *panels)


def _panels(
    subjects: Sequence[Subject],
    positions: Mapping[str, list[Position]],
    conflicts: Sequence[Conflict],
    setting: Setting,
    open_: Sequence[Claim],
) -> tuple[tuple[tuple[str, tuple[Strip, ...]], ...], tuple[Line, ...]]:
    """The strips of subjects on which several speak, worst first, and what one alone says."""
    strips, lines = [], []
    for subject in subjects:
        there, name = positions[subject.id], subject_words(subject)
        if len(there) > 1:
            own = tuple(strips_of(subject, there, conflicts, setting))
            strips.append((any(s.is_disputed for s in own), name, own))
        if len(there) == 1:
            lines.append(_line(name, there[0]))
    strips.sort(key=lambda each: not each[0])
    lines += [Line(_IN_WORDS, printable(name_of(c)), printable(_quoted(c)), (c.id,)) for c in open_]
    return tuple((name, own) for _, name, own in strips), tuple(lines)


def _quoted(claim: Claim) -> str:
    """Its words in marks, with what is done with them where they are not asserted."""
    told = in_marks(claim.text, curly=True)
    return f"{STANCE_WORDS[claim.stance]} {told}".strip()


def _line(what: str, position: Position) -> Line:
    gone = [c for s in position.withdrawn for c in s.claims]
    claims = tuple(dict.fromkeys(c.id for c in (*position.claims, *position.retracts, *gone)))
    past = ", ".join(past_words(position))
    held = held_words(position) + (f", before that {past}" if past else "")
    return Line(what, printable(position.name), printable(held), claims, position.voice)


def _subjects_called(ledger: Ledger, name: str) -> list[Subject]:
    """The one subject of that name, else what is counted of the event of that name."""
    standing = (o for o in ledger.outlines if o.status is not Status.REJECTED)
    subjects = {o.subject.id: o.subject for o in standing}
    if name in subjects:
        return [subjects[name]]
    if any(name in (e.id, *e.aliases) for e in ledger.setting.events.values()):
        event = find_event(ledger, name)
        counted = list(counted_subjects(ledger, event))
        if counted:
            return counted
        raise UsageError(f"{event.id!r} has no figure to plot")
    return [_called(subjects, name)]


def _called(subjects: Mapping[str, Subject], name: str) -> Subject:
    """The one of these subjects that has `name` in its id or title."""
    key = name.casefold()
    found = [s for s in subjects.values() if key in f"{s.id}\n{s.title or ''}".casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name!r} could be any of {', '.join(s.id for s in found)}")
    raise UsageError(f"no subject matches {name!r}; see: reportedly subjects")
