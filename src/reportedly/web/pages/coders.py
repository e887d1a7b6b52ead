"""Who reviewed what, how far two people agree, and a second reading that does not see the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.errors import FieldsError, StaleEntryError, UsageError
from reportedly.ledger.shape import READ_FIELDS
from reportedly.model import Stance, Status, version_of
from reportedly.web.house import then
from reportedly.web.listing import paged
from reportedly.workflow.listing import recently
from reportedly.workflow.reviewing import around, reading_agreement, reviewers, second_reading
from reportedly.workflow.reviewing.agreement import latest_reviews
from reportedly.workflow.showing import claim_entry, claim_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.responses import Response

    from reportedly.web.house import Form, Visit

_PER_PAGE = 50
_AROUND = 700
_READ = ("source", "subject", "figure", "stance")


def agreement(visit: Visit) -> Response:
    """Who reviewed how much; of two people how far they agree, and where they do not."""
    people = reviewers(visit.ledger)
    names = [row["by"] for row in people]
    a, b = visit.asked("a"), visit.asked("b")
    if a is None and b is None and len(names) > 1:
        a, b = names[:2]
    found = reading_agreement(visit.ledger, a, b) if a and b and a != b else None
    differing = [d.row for d in found.differing] if found else []
    return visit.page(
        "agreement.html",
        "Agreement",
        people=people,
        names=names,
        a=a,
        b=b,
        fields=[f.row for f in found.fields] if found else [],
        found=paged(differing, visit.number("page"), _PER_PAGE),
        to_read=len(_to_read(visit)),
    )


def _to_read(visit: Visit) -> Sequence[str]:
    """Ids of the claims that others have reviewed and this person has not."""
    name = visit.person.name

    def find() -> list[str]:
        index = visit.ledger.claim_index.by("status")
        told = (*index.get(Status.REVIEWED.value, ()), *index.get(Status.REJECTED.value, ()))
        return [o.id for o in told if o.entry.reviews and name not in latest_reviews(o.entry)]

    return recently(visit.ledger, ("to read", name), find)


def second(visit: Visit) -> Response:
    """A claim as a second coder meets it: its words, and nothing of what the first made of them."""
    return _second(visit, visit.asked("claim"), {}, {})


def _second(
    visit: Visit, name: str | None, typed: Form, faults: Mapping[str, str], status: int = 200
) -> Response:
    left = _to_read(visit)
    name = name or next(iter(left), None)
    entry = claim_entry(visit.ledger, name) if name else None
    claim = claim_of(visit.ledger, name) if name else None
    if entry is None or claim is None:
        return visit.page("second_done.html", "Second reading")
    place = left.index(entry.id) if entry.id in left else -1
    document = visit.ledger.document_entries.get(entry.document)
    return visit.page(
        "second.html",
        "Second reading",
        status,
        id=entry.id,
        version=version_of(entry),
        document=entry.document,
        document_title=(document.title if document else None) or entry.document,
        pieces=around(visit.ledger, claim, _AROUND),
        read=_READ,
        typed={f: typed.get(f, "") for f in READ_FIELDS},
        faults=faults,
        choices={"stance": [s.value for s in Stance]},
        left=len(left),
        next=left[place + 1] if place + 1 < len(left) else None,
    )


def _blank(visit: Visit, name: str, fields: Mapping[str, str]) -> list[str]:
    """What a reading must say and does not: who says it, on what, and the figure where one is."""
    entry = claim_entry(visit.ledger, name)
    wanted = ("source", "subject", *(("figure",) if entry and entry.figure else ()))
    return [f for f in wanted if f not in fields]


def read(visit: Visit, form: Form) -> Response:
    """Record the second reading beside the first; what stands there does not change."""
    name, verdict = form.get("id", ""), form.get("verdict", "")
    if verdict not in ("accepted", "rejected"):
        raise UsageError("say whether the claim holds as a claim: accepted or rejected")
    fields = {f: form[f] for f in READ_FIELDS if form.get(f)}
    if verdict == "accepted" and (blank := _blank(visit, name, fields)):
        told = dict.fromkeys(blank, "say what you read: nothing typed is no reading")
        return _second(visit, name, form, told, 422)
    try:
        visit.desk.edit(
            visit.person,
            f"second reading of {name}",
            lambda ledger: second_reading(
                ledger, name, form.get("version", ""), visit.person.name, verdict, fields
            ),
        )
    except FieldsError as error:
        return _second(visit, name, form, error.faults, 422)
    except StaleEntryError:
        told = {"": "somebody changed this claim meanwhile: read it again"}
        return _second(visit, name, form, told, 409)
    return then(form, "/second")
