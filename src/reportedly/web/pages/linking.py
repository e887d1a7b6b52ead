"""What may be one event, source, text or subject: both sides beside each other, one key each."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from reportedly.errors import UsageError
from reportedly.model import Entries, Link, LinkKind
from reportedly.resolve import read_links
from reportedly.web.house import then
from reportedly.web.listing import paged
from reportedly.workflow.links import (
    decide_link,
    evidence,
    link_kind,
    link_rows,
    waiting_links,
    withdraw_link,
    without_proposals,
)
from reportedly.workflow.listing import events_of_link

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.web.house import Form, Visit
    from reportedly.workflow.ledgers import Ledger

_PER_PAGE = 50
_PAGES = {
    LinkKind.EVENT: "events",
    LinkKind.SOURCE: "sources",
    LinkKind.VOICE: "sources",
    LinkKind.TEXT: "documents",
    LinkKind.SUBJECT: "subjects",
}
"""Kinds of things → where the pages of what they join stand."""


def links(visit: Visit) -> Response:
    """The first proposal that waits, with the evidence on both sides; then what is decided."""
    kind = visit.asked("kind")
    event = visit.asked("event")
    waiting = [
        e
        for e in waiting_links(visit.ledger.entries.links)
        if kind in (None, e.kind) and event in (None, *events_of_link(visit.ledger, e))
    ]
    number = min(visit.number("number", 0), max(0, len(waiting) - 1))
    rows = [r for r in link_rows(visit.ledger.entries.links) if r["status"] == "decided"]
    proposal = None
    if waiting:
        (proposal,) = read_links(Entries(links=(waiting[number],)))
    return visit.page(
        "links.html",
        "Link",
        kind=kind,
        event=event,
        kinds=[k.value for k in LinkKind],
        left=len(waiting),
        number=number,
        proposal=proposal,
        sides=None if proposal is None else _sides(visit.ledger, proposal),
        pages=_PAGES,
        decided=paged(list(reversed(rows)), visit.number("page"), _PER_PAGE),
    )


def _sides(ledger: Ledger, proposal: Link) -> list[tuple[str, str | None, str | None]]:
    """What is known of both sides, what both have in one row."""
    apart = without_proposals(ledger)
    a, b = (evidence(apart, proposal.kind, name) for name in (proposal.a, proposal.b))
    return [(key, a.get(key), b.get(key)) for key in {**a, **b}]


def decide(visit: Visit, form: Form) -> Response:
    """Decide that two things are one, or are not."""
    a, b, verdict = form.get("a", ""), form.get("b", ""), form.get("verdict")
    if verdict not in ("same", "different"):
        raise UsageError("say whether they are one: same or different")
    asked = LinkKind(form["kind"]) if form.get("kind") in set(LinkKind) else None

    def do(ledger: Ledger) -> object:
        made = Link(
            link_kind(ledger, a, b, asked),
            a,
            b,
            same=verdict == "same",
            decided=True,
            by=visit.person.name,
            on=date.today(),
            why=form.get("why") or None,
        )
        return decide_link(ledger, made)

    what = "are one" if verdict == "same" else "are not one"
    visit.desk.edit(visit.person, f"{a} and {b} {what}", do)
    return then(form, "/links")


def take_apart(visit: Visit, form: Form) -> Response:
    """Take a decision back; it stays on file as withdrawn."""
    kind = form.get("kind")
    if kind not in set(LinkKind):
        raise UsageError(f"{kind!r} is no kind of link")
    link = Link(
        LinkKind(kind),
        form.get("a", ""),
        form.get("b", ""),
        same=form.get("verdict") == "same",
        decided=True,
        on=date.today(),
    )
    visit.desk.edit(
        visit.person,
        f"take back that {link.a} and {link.b} are {'one' if link.same else 'two'}",
        lambda ledger: withdraw_link(ledger, link),
    )
    return then(form, "/links")
