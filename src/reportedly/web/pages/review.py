"""Proposed claims one by one beside their words, to be decided by keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.errors import FieldsError, StaleEntryError, UsageError
from reportedly.export.report.headline import label_of
from reportedly.export.report.held import position_rows, strip_pictures
from reportedly.export.report.views import document_link, language, odds_view
from reportedly.model import Role, Severity, Stance, Status, version_of
from reportedly.web.house import missing, number_of, then
from reportedly.web.paper import address_of, with_query
from reportedly.workflow.listing import recently
from reportedly.workflow.reviewing import (
    FIELDS,
    around,
    edit_fields,
    make_claim,
    review_claims,
    split_claim,
    waiting,
)
from reportedly.workflow.reviewing.fields import words_of
from reportedly.workflow.showing import claim_entry, claim_of, site_about

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.export.report.views import View
    from reportedly.model import Claim, ClaimEntry
    from reportedly.web.house import Form, Visit
    from reportedly.workflow.ledgers import Ledger

_AROUND = 700
"""Code points of the document that are shown on either side of a claim's words."""

_BEYOND = 350
"""And of what stands before and after its paragraph."""

_VOICES = 8
_PARTS = 9
_FIRST = ("source", "subject", "event", "figure", "unit", "stance", "when", "as_of", "said")
"""Fields that a form shows at once; the others stand behind them."""

_NEW = {"source": ("name", "kind", "aliases"), "event": ("title", "kind", "place", "when")}
"""What may be new → what a form asks of it; without the first it is not new."""

_CHOICES = {"stance": [*Stance], "role": [*Role]}
"""Fields that take one of some words."""

_VERDICTS = {"accept": Status.REVIEWED, "reject": Status.REJECTED}


def review(visit: Visit) -> Response:
    """The claim that is asked for, or the first that waits, with all that helps to decide."""
    asked = _asked(visit)
    name = visit.asked("claim") or next(iter(_waiting(visit.ledger, asked)), None)
    if name is None:
        return visit.page("review_done.html", "Review", asked=asked)
    return _review(visit, name)


def _asked(visit: Visit) -> dict[str, str | None]:
    """What narrows what waits, by the address; a form that was sent says nothing of it."""
    return {k: visit.asked(k) for k in ("event", "document", "source")}


def _waiting(ledger: Ledger, asked: Mapping[str, str | None]) -> Sequence[str]:
    return recently(ledger, ("waiting", *asked.values()), lambda: waiting(ledger, **asked))


def _review(
    visit: Visit,
    name: str,
    typed: Form | None = None,
    faults: Mapping[str, str] | None = None,
    *,
    status: int = 422,
) -> Response:
    """The page of one claim; with what was typed where that cannot be taken."""
    asked = _asked(visit)
    ids = _waiting(visit.ledger, asked)
    entry = claim_entry(visit.ledger, name)
    claim = claim_of(visit.ledger, name)
    if entry is None or claim is None:
        missing(f"no claim has the id {name!r}; it may have gone with an edit, or has faults")
    place = ids.index(name) if name in ids else -1
    after = [i for i in (*ids[place + 1 :], *ids[: max(0, place)]) if i != name]
    index = visit.ledger.claim_index.by("document").get(entry.document, ())
    here = [o.entry for o in index if o.status is Status.PROPOSED]
    held = _fields(entry)
    return visit.page(
        "review.html",
        "Review",
        status if faults else 200,
        asked=asked,
        id=name,
        entry=entry,
        version=version_of(entry),
        fields=held | {f: typed[f] for f in FIELDS if f in typed} if typed else held,
        faults=faults or {},
        first=_FIRST,
        choices=_CHOICES,
        pieces=around(visit.ledger, claim, _AROUND),
        more=_more(visit.ledger, claim),
        place=place + 1,
        left=len(ids),
        next=after[0] if after else None,
        previous=ids[place - 1] if place > 0 else None,
        here=[(e.id, version_of(e)) for e in here],
        **_beside(visit.ledger, claim),
    )


def _more(ledger: Ledger, claim: Claim) -> tuple[str, str]:
    """What stands before and after the paragraph of a claim."""
    text = ledger.text_of(claim.document)
    if text is None or not claim.spans:
        return "", ""
    first, last = claim.spans[0].start, claim.spans[-1].end
    begin = max(text.rfind("\n", 0, first) + 1, first - _AROUND)
    end = text.find("\n", last)
    end = len(text) if end < 0 else end
    return text[max(0, begin - _BEYOND) : begin].strip(), text[end : end + _BEYOND].strip()


def _beside(ledger: Ledger, claim: Claim) -> View:
    """What others hold on the same subject, and what does not fit."""
    site, found = site_about(ledger, claim)
    entry = site.documents.get(claim.document)
    return {
        "label": label_of(claim.subject, site.events.get(claim.subject.event or "")),
        "strips": strip_pictures(site, claim.subject, _VOICES),
        "held": position_rows(site, claim.subject, _VOICES),
        "odds": [odds_view(site, claim, x) for x in found if x.severity is not Severity.NOTE][:6],
        "document": document_link(site, claim.document),
        "language": language(entry.language) if entry else None,
    }


def _fields(entry: ClaimEntry) -> dict[str, str]:
    """Fields as a form shows them; of those that hold several, parted by commas."""
    return {f: words_of(entry, f) for f in FIELDS}


def decide(visit: Visit, form: Form) -> Response:
    """Accept, reject or save what stands in the form: what was edited is written first."""
    name, version, what = form.get("id", ""), form.get("version", ""), form.get("do", "save")
    entry = claim_entry(visit.ledger, name)
    if entry is None:
        raise StaleEntryError(f"the claim {name!r} is no longer there")
    held = _fields(entry)
    changes = {f: form[f] for f in FIELDS if f in form and form[f] != held[f]}
    new = _new_ones(form)
    by, verdict = visit.person.name, _VERDICTS.get(what)

    def edited(ledger: Ledger) -> None:
        if changes or new:
            edit_fields(ledger, name, version, changes, by, new=new)

    def reviewed(ledger: Ledger) -> None:
        if verdict is not None:
            now = claim_entry(ledger, name) if changes or new else None
            review_claims(ledger, [(name, version_of(now) if now else version)], verdict, by)

    did = {"accept": "accepted", "reject": "rejected"}.get(what, "edited")
    told = f"{did} {name}" + (f" ({', '.join([*changes, *new])})" if changes or new else "")
    try:
        visit.desk.edit(visit.person, told, edited, reviewed)
    except FieldsError as error:
        return _review(visit, name, form, error.faults)
    except StaleEntryError:
        return _stale(replace(visit, ledger=visit.desk.ledger), name, form)
    return then(form, with_query("/review", claim=name))


def _stale(visit: Visit, name: str, form: Form) -> Response:
    """The claim as it stands now, beside what was typed over what stood there before."""
    now = claim_entry(visit.ledger, name)
    if now is None:
        raise StaleEntryError(f"the claim {name!r} was taken out meanwhile; nothing was written")
    held = _fields(now)
    told = {
        f: f"now “{held[f]}”, in your form “{form[f]}”"
        for f in FIELDS
        if f in form and form[f] != held[f]
    }
    changed = {
        "": "somebody changed this claim meanwhile, and nothing of yours was written: look at "
        "it again, and send it again where it still holds"
    }
    return _review(visit, name, form, changed | told, status=409)


def _new_ones(form: Form) -> dict[str, dict[str, str]]:
    """What a form says of a source or event that is not there yet."""
    found = {}
    for kind, keys in _NEW.items():
        told = {k: form[f"new_{kind}_{k}"] for k in keys if form.get(f"new_{kind}_{k}")}
        if keys[0] in told:
            found[kind] = told
    return found


def decide_all(visit: Visit, form: Form) -> Response:
    """Accept all proposed claims of a document, as they stood on the page."""
    pairs = [tuple(p.rsplit(" ", 1)) for p in form.get("claims", "").split("\n") if " " in p]
    if not pairs:
        raise UsageError("there is nothing to accept")
    seen = [(i, v.strip()) for i, v in pairs]
    visit.desk.edit(
        visit.person,
        f"accepted all {len(seen)} of {form.get('document', 'a document')}",
        lambda ledger: review_claims(ledger, seen, Status.REVIEWED, visit.person.name),
    )
    return then(form, "/review")


def split(visit: Visit) -> Response:
    """A form for the parts of a claim that is several."""
    entry = claim_entry(visit.ledger, visit.asked("claim") or "")
    claim = claim_of(visit.ledger, entry.id) if entry else None
    if entry is None or claim is None:
        missing("no claim has that id")
    return visit.page(
        "split.html",
        "Split",
        id=entry.id,
        entry=entry,
        version=version_of(entry),
        fields=_fields(entry),
        rows=min(_PARTS, visit.number("parts", 2)),
        pieces=around(visit.ledger, claim, _AROUND),
    )


def split_up(visit: Visit, form: Form) -> Response:
    """Make several claims of one."""
    name = form.get("id", "")
    parts = [
        {f: form[f"{f}-{n}"] for f in ("subject", "figure", "stance") if form.get(f"{f}-{n}")}
        for n in range(1, _PARTS + 1)
        if form.get(f"figure-{n}") or form.get(f"subject-{n}")
    ]
    if len(parts) < 2:
        raise UsageError(
            "a claim is split into two parts at least: give each its subject or figure"
        )
    visit.desk.edit(
        visit.person,
        f"split {name} into {len(parts)}",
        lambda ledger: split_claim(ledger, name, form.get("version", ""), parts, visit.person.name),
    )
    return then(form, with_query("/review", claim=name))


def make(visit: Visit) -> Response:
    """A form for a claim made by hand of words that were selected."""
    return _make(visit, {k: visit.asked(k) or "" for k in ("document", "start", "end")}, {})


def _make(visit: Visit, form: Form, faults: Mapping[str, str]) -> Response:
    document = form.get("document", "")
    start, end = (number_of(form.get(k, "")) or 0 for k in ("start", "end"))
    entry = visit.ledger.document_entries.get(document)
    text = visit.ledger.text_of(document)
    if entry is None or text is None:
        missing(f"the text of {document!r} is not at hand")
    start, end = _trimmed(text, min(start, len(text)), min(end, len(text)))
    return visit.page(
        "make.html",
        "Make a claim",
        422 if faults else 200,
        faults=faults,
        document=document,
        title_of=entry.title or entry.id,
        event=entry.event,
        start=start,
        end=end,
        quote=text[start:end],
        before=text[max(0, start - 300) : start],
        after=text[end : end + 300],
        first=_FIRST,
        fields={f: form.get(f, "") for f in FIELDS}
        | {"event": form.get("event", entry.event or "")},
        choices=_CHOICES,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the white space at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def made(visit: Visit, form: Form) -> Response:
    """Make the claim; it stands as reviewed by whoever made it."""
    document = form.get("document", "")
    start, end = (number_of(form.get(k, "")) for k in ("start", "end"))
    if start is None or end is None:
        raise UsageError("select the words in the document first")
    spans = [(start, end)]
    fields = {f: form[f] for f in FIELDS if form.get(f)}
    try:
        done = visit.desk.edit(
            visit.person,
            f"made a claim in {document}",
            lambda ledger: make_claim(
                ledger, document, spans, fields, visit.person.name, new=_new_ones(form)
            ),
        )
    except FieldsError as error:
        return _make(visit, form, error.faults)
    return then(form, address_of("claims", done.claims[0]))
