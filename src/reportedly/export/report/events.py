"""The page of an event: a sentence, the strips of its counts, who holds what in which words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportedly.export import claim_review
from reportedly.export.chart import Strip
from reportedly.export.positions import graded_words, subject_order
from reportedly.export.report.addresses import address, numbered
from reportedly.export.report.headline import blame_sentence, figures_sentence, label_of
from reportedly.export.report.held import position_row, position_rows, strip_pictures, timelines
from reportedly.export.report.passages import in_pages
from reportedly.export.report.press import Page, Press, markup, part_links
from reportedly.export.report.site import Site
from reportedly.export.report.views import (
    View,
    corroboration,
    counts,
    document_row,
    finding_view,
    period,
    quoted_view,
    subject_link,
)
from reportedly.model import Aspect, Assessment, Event, Severity, Subject

_VOICES = 14  # rows of one strip and its table
_ON_PAGE = 20  # rows of all tables of one page
_FINDINGS = 12
_LINES = 40  # of any other list


def event_row(site: Site, event: Event) -> View:
    """An event in a list, with the sentence on it."""
    claims = site.by_event[event.id]
    happened = period(event.when)
    return {
        "name": event.name,
        "href": address("events", event.id),
        "about": " · ".join(filter(None, (event.kind, event.place, happened))),
        "figures": figures_of(site, event),
        "blame": blame_of(site, event),
        "order": event.when.start.isoformat() if event.when and event.when.start else "",
        **counts(site, claims),
    }


def figures_of(site: Site, event: Event) -> str:
    """The sentence on its first count of harm, or on what is in dispute; "" without figures."""
    lead = lead_of(site, subjects_of(site, event))
    return figures_sentence(lead, site.strips_on(lead)[0], event) if lead else ""


def lead_of(site: Site, subjects: Sequence[Subject]) -> Subject | None:
    """Harm to people first, else what is in dispute; what several voices count before others."""
    drawn = [
        (subject, strip)
        for subject in subjects
        for strip in site.strips_on(subject)[:1]
        if any(row.held for row in strip.rows)
    ]
    lead = min(drawn, key=lambda pair: _lead_order(site, *pair), default=None)
    return lead[0] if lead else None


def _lead_order(site: Site, subject: Subject, strip: Strip) -> tuple[bool, bool, bool]:
    is_harm = subject.id in site.report.gradings
    return _holders(strip) < 2, not is_harm, not (is_harm or strip.is_disputed)


def blame_of(site: Site, event: Event) -> str:
    """The sentence on who holds whom responsible, "" where nobody does."""
    return blame_sentence(site.positions(f"{event.id}/{Aspect.RESPONSIBLE}"))


def _holders(strip: Strip) -> int:
    return sum(bool(row.held) for row in strip.rows)


def subjects_of(site: Site, event: Event) -> list[Subject]:
    """What is counted or asserted of an event, and statements that several claims are about."""
    claims = site.by_event[event.id]
    found = {c.subject.id: c.subject for c in claims if site.positions(c.subject.id)}
    kept = (s for s in found.values() if s.event or len(site.by_subject[s.id]) > 1)
    return sorted(kept, key=subject_order)


def event_pages(press: Press, event: Event) -> Iterator[Page]:
    """The page of an event; where it has many counts, several."""
    site, path = press.site, address("events", event.id)
    subjects = subjects_of(site, event)
    blamed = [s for s in subjects if s.aspect is Aspect.RESPONSIBLE]
    several = [s for s in subjects if len(site.positions(s.id)) > 1 and s not in blamed]
    lead = lead_of(site, several)
    several.sort(key=lambda s: s is not lead)
    batches = _batches(site, several)
    for number, batch in enumerate(batches, start=1):
        yield press(
            numbered(path, number),
            "event.html",
            event.name if number == 1 else f"{event.name} ({number})",
            event=event_row(site, event),
            panels=[_panel(site, event, s) for s in batch],
            part=number,
            parts=part_links(path, number, len(batches)),
            timelines=timelines(site, batch[0]) if batch and number == 1 else [],
            **(_whole(site, event, subjects, several) if number == 1 else {}),
        )


def _batches(site: Site, subjects: Sequence[Subject]) -> list[list[Subject]]:
    """Subjects page by page, so that no page has many rows."""
    return in_pages(subjects, lambda s: min(_VOICES, len(site.positions(s.id))), _ON_PAGE)


def _panel(site: Site, event: Event, subject: Subject) -> View:
    """One thing counted or asked: its strips, and what each voice holds."""
    return {
        **subject_link(subject),
        "label": label_of(subject, event),
        "strips": strip_pictures(site, subject, _VOICES),
        "positions": position_rows(site, subject, _VOICES),
        "grade": _grade(site, event, subject),
    }


def _grade(site: Site, event: Event, subject: Subject) -> str:
    """How well a count of harm is corroborated; why, where that is not told of the event."""
    whole, own = (
        site.report.gradings.get(i) for i in (f"{event.id}/{Aspect.HAPPENED}", subject.id)
    )
    if whole and own and whole.grade is own.grade and whole.why.startswith(own.why):
        return graded_words(replace(own, why=""), site.assessments.get(subject.id, ()))
    return corroboration(site, subject.id)


def _whole(
    site: Site, event: Event, subjects: Sequence[Subject], several: Sequence[Subject]
) -> View:
    """What the first page of an event says besides its counts."""
    claims = site.by_event[event.id]
    alone = [s for s in subjects if len(site.positions(s.id)) == 1]
    blamed = [s for s in subjects if s.aspect is Aspect.RESPONSIBLE]
    known = {s.id for s in subjects}
    open_ = [c for c in claims if c.subject.id not in known]
    found = [x for x in site.of_event.get(event.id, ()) if x.severity is not Severity.NOTE]
    documents = list(dict.fromkeys(c.document for c in claims))
    return {
        "total": counts(site, claims),
        "grade": corroboration(site, f"{event.id}/{Aspect.HAPPENED}"),
        "blamed": [_panel(site, event, s) for s in blamed],
        "alone": [
            {**subject_link(s), "label": label_of(s, event), **position_row(site, p)}
            for s in alone[:_LINES]
            if s not in blamed
            for p in site.positions(s.id)
        ],
        "findings": [finding_view(site, x) for x in found[:_FINDINGS]],
        "findings_more": max(0, len(found) - _FINDINGS),
        "assessed": [
            _assessed(event, s, a) for s in subjects for a in site.assessments.get(s.id, ())
        ],
        "documents": [document_row(site, d) for d in documents[:_LINES]],
        "documents_more": max(0, len(documents) - _LINES),
        "open": [quoted_view(site, c) for c in open_[:_LINES]],
        "open_total": len(open_),
        "linked_data": markup(
            claim_review.linked(
                [claim_review.event_object(event, f"{site.base}{address('events', event.id)}")],
                None,
            )
        ),
    }


def _assessed(event: Event, subject: Subject, made: Assessment) -> View:
    """What a person holds after all, in the order in which it is read."""
    ends = (("low", made.low), ("best", made.best), ("high", made.high))
    told = [f"{name} {end.normalize():,f}" for name, end in ends if end is not None]
    return {
        "label": label_of(subject, event),
        "holds": ", ".join([*told, *([made.grade] if made.grade else [])]),
        "grounds": made.grounds or "",
        "by": made.by or "",
        "on": made.on.isoformat() if made.on else "",
    }
