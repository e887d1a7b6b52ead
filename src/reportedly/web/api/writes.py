"""What can be done: each act is an edit of the desk, as those of the pages are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from reportedly.errors import StaleEntryError, UsageError
from reportedly.export.rows import Row, assessment_row
from reportedly.model import Status
from reportedly.web.api.reads import change_row, claim_row_of, conflict_rows
from reportedly.web.api.table import StaleError
from reportedly.web.house import missing
from reportedly.web.pages import assess, compare, linking
from reportedly.workflow.assessing import assessed_subject
from reportedly.workflow.events import find_event
from reportedly.workflow.links import link_rows
from reportedly.workflow.reviewing import (
    Edited,
    edit_fields,
    make_claim,
    review_claims,
    split_claim,
)
from reportedly.workflow.showing import claim_entry, conflict_of

if TYPE_CHECKING:
    from reportedly.web.api.table import Ask
    from reportedly.workflow.ledgers import Ledger

Act = Callable[["Ledger"], Edited]

_VERDICTS = {
    "accepted": Status.REVIEWED,
    "rejected": Status.REJECTED,
    "proposed": Status.PROPOSED,
}


def review(ask: Ask) -> Row:
    """Accept a claim, reject it, or take that back."""
    name, verdict = _claim(ask), ask.body["verdict"]
    by, seen = ask.visit.person.name, [(name, ask.body["version"])]
    told = "took the review back of" if verdict == "proposed" else verdict
    return _edited(
        ask, f"{told} {name}", lambda on: review_claims(on, seen, _VERDICTS[verdict], by)
    )


def edit(ask: Ask) -> Row:
    """Change fields of a claim."""
    name, body, by = _claim(ask), ask.body, ask.visit.person.name
    new = body.get("new", {})
    return _edited(
        ask,
        f"edited {name} ({', '.join([*body['fields'], *new])})",
        lambda on: edit_fields(on, name, body["version"], body["fields"], by, new=new),
    )


def split(ask: Ask) -> Row:
    """Make several claims of one."""
    name, body, by = _claim(ask), ask.body, ask.visit.person.name
    return _edited(
        ask,
        f"split {name} into {len(body['parts'])}",
        lambda on: split_claim(on, name, body["version"], body["parts"], by),
    )


def make(ask: Ask) -> Row:
    """Make a claim by hand of words of a document."""
    body, by = ask.body, ask.visit.person.name
    document = body["document"]
    if ask.visit.ledger.document_entries.get(document) is None:
        missing(f"no document has the id {document!r}")
    spans = [(int(start), int(end)) for start, end in body["spans"]]
    return _edited(
        ask,
        f"made a claim in {document}",
        lambda on: make_claim(on, document, spans, body["fields"], by, new=body.get("new")),
    )


def _claim(ask: Ask) -> str:
    """The id of the claim that is meant."""
    if claim_entry(ask.visit.desk.ledger, ask.visit.id) is None:
        missing(f"no claim has the id {ask.visit.id!r}, or it has faults that `check` names")
    return ask.visit.id


def _edited(ask: Ask, did: str, act: Act) -> Row:
    desk, name = ask.visit.desk, ask.visit.id
    try:
        done = desk.edit(ask.visit.person, did, act)
    except StaleEntryError as error:
        raise StaleError(error, claim_row_of(desk.ledger, name)) from None
    return {"number": _number(ask), "claims": _rows(desk.ledger, done.claims)}


def _rows(ledger: Ledger, claims: Iterable[str]) -> list[Row]:
    return [row for name in claims if (row := claim_row_of(ledger, name)) is not None]


def _number(ask: Ask) -> int | None:
    step = ask.visit.desk.made
    return None if step is None else step.number


def link(ask: Ask) -> Row:
    """Decide that two things are one, or are not."""
    linking.decide(ask.visit, _form(ask))
    links = link_rows(ask.visit.desk.ledger.entries.links)
    pair, verdict = {ask.body["a"], ask.body["b"]}, ask.body["verdict"]
    told = (r for r in links if {r["a"], r["b"]} == pair and not r["withdrawn"])
    decided = (r for r in told if (r["verdict"], r["status"]) == (verdict, "decided"))
    return {"number": _number(ask), "link": next(decided, None)}


def judge(ask: Ask) -> Row:
    """Record what is decided on a conflict."""
    ledger, name = ask.visit.desk.ledger, ask.body["conflict"]
    if conflict_of(ledger, name) is None:
        missing(f"no conflict has the id {name!r}; it may have gone with an edit")
    compare.judge(ask.visit, _form(ask))
    found = conflict_of(ask.visit.desk.ledger, name)
    rows = conflict_rows(ask.visit.desk.ledger, [found]) if found else []
    return {"number": _number(ask), "conflict": next(iter(rows), None)}


def assessed(ask: Ask) -> Row:
    """Record what is held after all on one count of an event, or on the event itself."""
    form = _form(ask)
    assess.assessed(ask.visit, form)
    ledger, by = ask.visit.desk.ledger, ask.visit.person.name
    subject = assessed_subject(ledger, find_event(ledger, form["event"]), form["subject"])
    held = (a for a in ledger.assessments if (a.subject, a.by) == (subject.id, by))
    made = next(held, None)
    return {"number": _number(ask), "assessment": None if made is None else assessment_row(made)}


def undo(ask: Ask) -> Row:
    """Take back an edit."""
    desk, number = ask.visit.desk, ask.body.get("number")
    desk.undo(ask.visit.person, None if number is None else int(number))
    made = desk.made
    if made is None:
        raise UsageError("there is nothing to undo")
    return {"change": change_row(desk, made)}


def _form(ask: Ask) -> dict[str, str]:
    """What was sent, as a form of a page would send it."""
    return {k: _typed(v) for k, v in ask.body.items() if v is not None}


def _typed(value: Any) -> str:
    return value.strip() if isinstance(value, str) else f"{value}"
