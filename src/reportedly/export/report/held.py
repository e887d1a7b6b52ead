"""What each voice holds on a subject: a strip, a row a voice with its words, figures over time."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reportedly.export.chart import PHONE, WIDTH, draw_strips, draw_timelines, timeline_of
from reportedly.export.counting import counted
from reportedly.export.positions import held_words, past_words, since_words
from reportedly.export.report.press import markup
from reportedly.export.report.site import Site
from reportedly.export.report.views import View, flag, quoted_view, source_link
from reportedly.model import Claim, Position, Subject, Tally, tally

_WIDTHS = (("wide", WIDTH, 40), ("narrow", PHONE, 12))
# What is 360 pixels wide leaves 320 between its margins, where letters keep their size.
_COURSES = (("wide", WIDTH, 24), ("narrow", 320, 12))
_WORDS = 3  # claims of one voice whose words stand behind its row


def strip_pictures(site: Site, subject: Subject, most: int) -> list[View]:
    """The strips of a subject with figures, each as wide as a page and as a phone."""
    return [
        {
            name: markup(draw_strips([strip], width, heading=False, most=min(most, rows)))
            for name, width, rows in _WIDTHS
        }
        for strip in site.strips_on(subject)
        if strip.has_figures
    ]


def timelines(site: Site, subject: Subject) -> list[View]:
    """What each voice of a subject said over time; none where all is of one day."""
    claims, found = site.by_subject.get(subject.id, ()), site.of_subject.get(subject.id, ())
    held = site.positions(subject.id)
    drawn = (timeline_of(s, held, found, claims, site.setting) for s in site.strips_on(subject))
    return [
        {
            name: markup(draw_timelines([timeline], width, heading=False, most=most))
            for name, width, most in _COURSES
        }
        for timeline in drawn
        if timeline.has_course
    ]


def position_rows(site: Site, subject: Subject, most: int) -> View:
    """A table of what each voice holds on a subject, and how many voices it leaves out."""
    positions = sorted(site.positions(subject.id), key=_order)
    holding = sum(1 for p in positions if any(s.figure is not None for s in p.held))
    low = -(-most // 2)  # where they are too many those at both ends, as in the strip
    both = [*positions[:low], *positions[holding - (most - low) : holding]]
    shown = both if holding > most else positions[:most]
    rows = [position_row(site, position) for position in shown]
    return {"rows": rows, "more": len(positions) - len(rows)}


def _order(position: Position) -> tuple[bool, Decimal, str]:
    """As in the strip: the lowest figure first, who holds none comes last."""
    ends = (s.figure.nominal for s in position.held if s.figure is not None)
    lows = [end for i in ends for end in (i.low, i.high) if end is not None]
    return not lows, min(lows, default=Decimal(0)), position.name.casefold()


def position_row(site: Site, position: Position) -> View:
    """What one voice holds, what it held before, and in which words."""
    claims = list({c.id: c for c in _claims(position) if c.id in site.by_id}.values())
    behind = tally([c for s in position.held for c in s.claims], site.setting)
    origin = claims[0].origin if claims else None
    return {
        "who": source_link(origin) if origin and origin.id in site.sources else {"href": None},
        "name": position.name,
        "holds": held_words(position),
        "before": past_words(position),
        "since": since_words(position),
        "reports": _reports(behind),
        "flag": flag(site, [*(c for s in position.held for c in s.claims), *position.denies]),
        "words": [quoted_view(site, claim) for claim in claims[:_WORDS]],
        "more": max(0, len(claims) - _WORDS),
    }


def _reports(behind: Tally) -> str:
    """`3 reports in 2 texts`, `1 report`; "" where none tells what is held."""
    if not behind.documents:
        return ""
    told = counted(behind.documents, "report")
    fewer = behind.texts < behind.documents
    return f"{told} in {counted(behind.texts, 'text')}" if fewer else told


def _claims(position: Position) -> Iterator[Claim]:
    """What it holds first, then what it denies, then what it said before."""
    yield from (c for s in position.held for c in s.claims)
    yield from (*position.denies, *position.reserves)
    yield from (c for s in reversed(position.past) for c in s.claims)
    yield from position.parts
