"""The page of a subject: its strip, what each voice holds, what does not fit, every claim."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.export.report.addresses import address
from reportedly.export.report.headline import label_of
from reportedly.export.report.held import position_rows, strip_pictures, timelines
from reportedly.export.report.press import CARDS, Page, Press
from reportedly.export.report.views import (
    claim_view,
    corroboration,
    counts,
    finding_view,
    note_view,
    period,
    subject_link,
)
from reportedly.model import Severity, Subject

_VOICES = 30  # rows of the strip and the table of voices
_FINDINGS = 12
_NOTES = 40


def subject_pages(press: Press, subject: Subject) -> Iterator[Page]:
    """The page of a subject; where it has many claims, several."""
    site = press.site
    claims = site.by_subject.get(subject.id, [])
    found = site.conflicts_of(claims)
    worst = [x for x in found if x.severity is not Severity.NOTE]
    notes = [x for x in found if x.severity is Severity.NOTE]
    event = site.events.get(subject.event or "")
    facts = [
        ("Counted", " ".join(part for part in (subject.population, subject.measure) if part)),
        ("Place", subject.place),
        ("Time", period(subject.period)),
        ("Unit", subject.unit),
        ("Running total", {True: "yes", False: "no", None: None}[subject.running_total]),
        ("Corroborated", corroboration(site, subject.id)),
    ]
    yield from press.parts(
        address("subjects", subject.id),
        "subject.html",
        subject.name,
        claims,
        CARDS,
        lambda claim: claim_view(site, claim),
        label=label_of(subject, event),
        event={"name": event.name, "href": address("events", event.id)} if event else None,
        facts=[(name, value) for name, value in facts if value],
        wholes=[subject_link(site.subjects[s]) for s in subject.part_of if s in site.subjects],
        strips=strip_pictures(site, subject, _VOICES),
        positions=position_rows(site, subject, _VOICES),
        timelines=timelines(site, subject),
        total=counts(site, claims),
        worst=[finding_view(site, x) for x in worst[:_FINDINGS]],
        worst_more=max(0, len(worst) - _FINDINGS),
        notes=[note_view(x) for x in notes[:_NOTES]],
        notes_more=max(0, len(notes) - _NOTES),
    )
