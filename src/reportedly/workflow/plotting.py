"""Pictures of what voices hold: a subject's strip, all strips of an event, figures over time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from reportedly.compare import find_positions
from reportedly.errors import UsageError
from reportedly.export.chart import chart_of, draw_chart, draw_strips, strips_of, to_png, to_vega
from reportedly.export.printable import printable
from reportedly.model import Status, Subject
from reportedly.workflow.assessing import counted_subjects
from reportedly.workflow.events import find_event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.export.chart import Strip
    from reportedly.workflow.ledgers import Ledger


def plot(ledger: Ledger, name: str, form: str, *, over_time: bool = False) -> bytes:
    """What the voices hold on a subject, or on each subject of an event, as a file's bytes.

    Args:
        ledger: the ledger.
        name: id, or part of the id or title, of a subject or an event.
        form: svg, png, or vega for Vega-Lite JSON.
        over_time: figures along an axis of days instead of one row a voice.

    Raises:
        UsageError: nothing or more than one fits `name`, or it has no figure.
        MissingProgramError: PNG needs a package that is not there.
    """
    subjects = _subjects_called(ledger, name)
    if over_time or form == "vega":
        if len(subjects) > 1:
            raise UsageError(f"{name!r} has several subjects: {', '.join(s.id for s in subjects)}")
        return _over_time(ledger, subjects[0], form)
    panels = [
        strips
        for s in subjects
        if (strips := [strip for strip in strips_on(ledger, s) if strip.has_figures])
    ]
    if not panels:
        raise UsageError(f"{subjects[0].id!r} has no figure to plot")
    several = [strips for strips in panels if len(strips[0].rows) > 1]
    strips = [
        strip
        for strips in (several if len(subjects) > 1 and several else panels)
        for strip in strips
    ]
    event = ledger.setting.events.get(subjects[0].event or "") if len(subjects) > 1 else None
    svg = draw_strips(strips, event=printable(event.title or event.id) if event else "")
    return to_png(svg) if form == "png" else svg.encode()


def strips_on(ledger: Ledger, subject: Subject) -> Sequence[Strip]:
    """The strips of a subject of a ledger."""
    claims = ledger.claims_told(
        o for o in ledger.outlines if o.subject.id == subject.id and o.status is not Status.REJECTED
    )
    positions = find_positions(claims, ledger.setting).get(subject.id, [])
    return strips_of(subject, positions, ledger.conflicts(), ledger.setting)


def _over_time(ledger: Ledger, subject: Subject, form: str) -> bytes:
    claims = ledger.claims_told(
        o for o in ledger.outlines if o.subject.id == subject.id and o.status is not Status.REJECTED
    )
    chart = chart_of(subject, claims, ledger.conflicts())
    if chart is None:
        raise UsageError(f"{subject.id!r} has no figure to plot")
    if form == "vega":
        return to_vega(chart).encode()
    svg = draw_chart(chart)
    return to_png(svg) if form == "png" else svg.encode()


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
