"""The first page: the worst disagreements as strips, then events, then sources."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.export.chart import PHONE, Strip, draw_strips
from reportedly.export.report.addresses import address
from reportedly.export.report.events import event_row
from reportedly.export.report.headline import label_of
from reportedly.export.report.press import Page, Press, markup
from reportedly.export.report.record import source_row
from reportedly.export.report.site import Site
from reportedly.export.report.views import (
    View,
    counts,
    document_row,
    finding_view,
    judgement_view,
    subject_link,
    subject_row,
)
from reportedly.model import Severity, Subject

_STRIPS = 8
_VOICES = 8  # rows of one of them
_LINES = 6  # disagreements that are not drawn
_EVENTS = _SUBJECTS = 20
_SOURCES = 12
_DOCUMENTS = 8


def home(press: Press) -> Page:
    """The page that opens the site."""
    site = press.site
    drawn = list(_worst_drawn(site))
    events = sorted(
        (event_row(site, event) for event in site.events.values()),
        key=lambda row: (-row["conflicts"], -row["questions"], -row["claims"], row["name"]),
    )
    subjects = sorted(
        (subject_row(site, s) for s in site.subjects.values()) if not events else (),
        key=lambda row: (-row["conflicts"], -row["questions"], -row["claims"], row["order"]),
    )
    sources = sorted(
        (source_row(site, s) for s in site.sources.values() if s.id in site.by_source),
        key=lambda row: (-row["claims"], row["order"]),
    )
    documents = sorted(
        site.documents, key=lambda id_: site.documents[id_].published or "", reverse=True
    )
    shown = {subject.id for subject, _ in drawn}
    worst = [x for x in site.conflicts if x.severity is not Severity.NOTE]
    others = [x for x in worst if x.severity is Severity.CONFLICT and x.subject not in shown]
    return press(
        "index.html",
        "index.html",
        site.title,
        total=counts(site, site.claims),
        documents_total=len(site.documents),
        sources_total=len(site.by_source),
        strips=[_multiple(site, subject, strip) for subject, strip in drawn],
        others=[finding_view(site, x) for x in others[:_LINES]],
        worst_total=len(worst),
        events=events[:_EVENTS],
        events_total=len(events),
        subjects=subjects[:_SUBJECTS],
        sources=sources[:_SOURCES],
        documents=[document_row(site, id_) for id_ in documents[:_DOCUMENTS]],
        with_graph=site.report.graph is not None,
        with_explorer=site.report.explorer is not None,
    )


def _worst_drawn(site: Site) -> Iterator[tuple[Subject, Strip]]:
    """The subjects on which voices differ most, with their strips; what is explained comes last."""
    grave = [x for x in site.conflicts if x.severity is not Severity.NOTE]
    grave.sort(
        key=lambda x: (
            x.severity.rank,
            any(j.verdict == "explained" and not j.withdrawn for j in site.judged.get(x.id, ())),
        )
    )
    found = 0
    for name in dict.fromkeys(x.subject for x in grave):
        subject = site.subjects.get(name)
        strips = site.strips_on(subject) if subject else []
        strip = next((s for s in strips if sum(bool(r.held) for r in s.rows) > 1), None)
        if subject and strip and found < _STRIPS:
            found += 1
            yield subject, strip


def _multiple(site: Site, subject: Subject, strip: Strip) -> View:
    """One of the small multiples: as wide as a phone, so that it stands in a column or alone."""
    event = site.events.get(subject.event or "")
    return {
        **subject_link(subject),
        "label": label_of(subject, event),
        "event": {"name": event.name, "href": address("events", event.id)} if event else None,
        "judgements": [
            judgement_view(j)
            for x in site.of_subject.get(subject.id, ())
            for j in site.judged.get(x.id, ())
        ],
        "picture": markup(draw_strips([strip], PHONE, heading=False, most=_VOICES)),
    }
