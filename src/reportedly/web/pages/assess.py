"""What people hold after all on the events: low, best, high, with grounds and a grade."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.compare.positions import common_ground
from reportedly.errors import UsageError
from reportedly.export.positions import interval_words
from reportedly.export.report.headline import label_of
from reportedly.export.report.held import position_rows, strip_pictures
from reportedly.model import GRADES, Assessment
from reportedly.web.house import missing, then
from reportedly.web.listing import paged
from reportedly.web.paper import with_query
from reportedly.workflow.assessing import assessed_subject, read_number, record_assessment
from reportedly.workflow.events import find_event
from reportedly.workflow.showing import claims_of_event, site_on

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.web.house import Form, Visit
    from reportedly.workflow.ledgers import Ledger

_PER_PAGE = 60
_VOICES = 12


def assess(visit: Visit) -> Response:
    """What is held so far, event by event; of the event asked for a form for each count."""
    name = visit.asked("event")
    if name is not None:
        return _event(visit, name)
    events = sorted(
        visit.ledger.setting.events.values(),
        key=lambda e: str(e.when.start if e.when else ""),
        reverse=True,
    )
    held: dict[str, list[Assessment]] = {}
    for made in visit.ledger.assessments:
        held.setdefault(made.subject.partition("/")[0], []).append(made)
    shown = paged(events, visit.number("page"), _PER_PAGE)
    return visit.page(
        "assess.html",
        "Assess",
        found=shown,
        items=[(e, [_told(a) for a in held.get(e.id, ())]) for e in shown.items],
    )


def _event(visit: Visit, name: str) -> Response:
    try:
        event = find_event(visit.ledger, name)
    except UsageError as error:
        missing(str(error))
    claims = claims_of_event(visit.ledger, event.id)
    site = site_on(visit.ledger, claims)
    counted = [s for s in site.subjects.values() if s.measure is not None and s.event == event.id]
    held = visit.ledger.assessments
    return visit.page(
        "assess_event.html",
        "Assess",
        event=event,
        grades=GRADES,
        subjects=[
            {
                "id": s.id,
                "path": s.id.removeprefix(f"{event.id}/"),
                "label": label_of(s, event),
                "strips": strip_pictures(site, s, _VOICES),
                "positions": position_rows(site, s, _VOICES),
                "ground": " or ".join(
                    interval_words(i) for i in common_ground(site.positions(s.id))
                ),
                "held": [_told(a) for a in held if a.subject == s.id],
            }
            for s in counted
        ],
        happened=[_told(a) for a in held if a.subject == f"{event.id}/happened"],
    )


def _told(made: Assessment) -> dict[str, str]:
    ends = (("low", made.low), ("best", made.best), ("high", made.high))
    return {
        "subject": made.subject.partition("/")[2],
        **{k: "" if end is None else f"{end.normalize():,f}" for k, end in ends},
        "grade": made.grade or "",
        "grounds": made.grounds or "",
        "by": made.by or "",
        "on": made.on.isoformat() if made.on else "",
    }


def assessed(visit: Visit, form: Form) -> Response:
    """Record what the reviewer holds on one count of an event, or on the event itself."""
    by, path = visit.person.name, form.get("subject", "")

    def do(ledger: Ledger) -> bool:
        event = find_event(ledger, form.get("event", ""))
        subject = assessed_subject(ledger, event, path)
        numbers = {k: read_number(k, form.get(k)) for k in ("low", "best", "high")}
        made = Assessment(
            subject.id,
            **numbers,
            grounds=form.get("grounds") or None,
            grade=form.get("grade") or None,
            by=by,
            on=date.today(),
        )
        return record_assessment(ledger, event, subject, made)

    visit.desk.edit(visit.person, f"assessed {path} of {form.get('event')}", do)
    return then(form, with_query("/assess", event=form.get("event")))
