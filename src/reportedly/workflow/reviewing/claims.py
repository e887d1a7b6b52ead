"""What a reviewer does to claims: accept, reject, edit, read otherwise, split, take out.

Each is one change of the ledger, all of it or nothing. Where it names the version of a claim that
its caller saw, a claim that says something else by now is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from reportedly.errors import FieldsError, StaleEntryError, UsageError
from reportedly.ledger.build import read_entries
from reportedly.ledger.edit import EntryEdit, put_edits
from reportedly.ledger.shape import READ_FIELDS
from reportedly.model import ClaimEntry, Location, Status, version_of
from reportedly.transaction import FileChange, transaction
from reportedly.workflow.changing import changing
from reportedly.workflow.reviewing.beside import NOTHING, Beside, New, beside
from reportedly.workflow.reviewing.fields import (
    Words,
    changed_claim,
    fields_between,
    refuse_faults,
    words_of,
)

if TYPE_CHECKING:
    from reportedly.workflow.ledgers import Ledger

Review = tuple[tuple[str, str], ...]
"""What one person made of a claim: by, on, verdict, and the fields that they read otherwise."""

UNSURE: Mapping[str, None] = dict.fromkeys(("status", "act", "rule", "score"))
"""What review takes out of a claim: it says no longer by which rule it was proposed."""


@dataclass(frozen=True, slots=True)
class Edited:
    """What an edit did.

    Attributes:
        files: what it made of each file, for `undo`; none where nothing changed.
        claims: ids of the claims that it changed or made, in their order.
    """

    files: tuple[FileChange, ...]
    claims: tuple[str, ...]


def review_claims(
    ledger: Ledger,
    claims: Sequence[tuple[str, str | None]],
    verdict: Status,
    by: str | None = None,
    on: date | None = None,
) -> Edited:
    """Accept (`REVIEWED`), reject, or take back to `PROPOSED` several claims at once.

    Args:
        ledger: the ledger.
        claims: ids, each with the version that was seen (`model.version_of`), or None.
        verdict: what they are from now on.
        by: who says so; without a name no review is written down. What is proposed again loses
            the review of that person.
        on: the day; today without it.

    Raises:
        UsageError: there is no such claim.
        StaleEntryError: a claim is no longer what was seen; none was changed.
    """
    entries = [claim_seen(ledger, claim, version) for claim, version in claims]
    edits = []
    for entry in {e.id: e for e in entries}.values():
        reviews = entry.reviews
        if by and verdict is Status.PROPOSED:
            reviews = tuple(r for r in reviews if dict(r).get("by") != by)
        elif by:
            word = "accepted" if verdict is Status.REVIEWED else "rejected"
            reviews = with_review(reviews, by, on, word, readings_of(reviews).get(by, {}))
        status = UNSURE if verdict is Status.REVIEWED else {"status": verdict.value}
        edits.append(EntryEdit(entry, fields_between(entry, _with(entry, status, reviews))))
    return _made(ledger, by, edits, [entry.id for entry in entries])


def edit_fields(
    ledger: Ledger,
    claim: str,
    version: str | None,
    fields: Words,
    by: str | None = None,
    on: date | None = None,
    new: New | None = None,
) -> Edited:
    """Change fields of a claim; a proposed one stays proposed.

    What others made of the claim stays true: a review of somebody else keeps the field as it was
    when they read it. Who edits a claim has not reviewed it by that.

    Args:
        ledger: the ledger.
        claim: its id.
        version: the version that was seen, or None.
        fields: what is typed: ids, of sources names too, subjects whole or relative to the event;
            commas part several ids.
        by: who edits.
        on: the day; today without it.
        new: a source, event or subject that is made with it.

    Raises:
        FieldsError: with every fault by field; nothing was changed.
        StaleEntryError: the claim is no longer what was seen.
    """
    entry = claim_seen(ledger, claim, version)
    home = entry.event[0] if len(entry.event) == 1 else _home(ledger, entry)
    entries, named, made = beside(ledger.entries, fields, new, home)
    after = changed_claim(entries, entry, named)
    if after == entry:
        return Edited((), (claim,))
    refuse_faults(entries, ledger.root, entry, after)
    after = _signed(entry, after, by, on)
    edit = EntryEdit(entry, fields_between(entry, after))
    return _made(ledger, by, [edit], [claim], made)


def second_reading(
    ledger: Ledger,
    claim: str,
    version: str | None,
    by: str,
    verdict: str,
    fields: Words | None = None,
    on: date | None = None,
) -> Edited:
    """Write down what another person makes of a claim, beside what stands there.

    Args:
        ledger: the ledger.
        claim: its id.
        version: the version that was seen, or None.
        by: who reads it.
        verdict: accepted or rejected.
        fields: what they read; those that the claim has as well are left out.
        on: the day; today without it.

    Raises:
        FieldsError: with every fault by field; nothing was changed.
        StaleEntryError: the claim is no longer what was seen.
    """
    if verdict not in ("accepted", "rejected"):
        raise UsageError(f"verdict {verdict!r} is not one of accepted, rejected")
    _refuse_nobody(by)
    entry = claim_seen(ledger, claim, version)
    given = dict(fields or {})
    note = given.pop("note", None)
    after = changed_claim(ledger.entries, entry, given)
    refuse_faults(ledger.entries, ledger.root, entry, replace(after, note=note or entry.note))
    read = {k: words_of(after, k) for k in READ_FIELDS if words_of(after, k) != words_of(entry, k)}
    if note:
        read["note"] = note
    reviews = with_review(entry.reviews, by, on, verdict, read)
    return _made(ledger, by, [EntryEdit(entry, _changed_reviews(entry, reviews))], [claim])


def split_claim(
    ledger: Ledger,
    claim: str,
    version: str | None,
    parts: Sequence[Words],
    by: str | None = None,
    on: date | None = None,
) -> Edited:
    """Make several claims of one that was read as one; each has its document, words and source.

    Args:
        ledger: the ledger.
        claim: its id, which the first part keeps.
        version: the version that was seen, or None.
        parts: the fields of each; what is not said there of subject, stance and times is as it was.
        by: who splits it.
        on: the day; today without it.

    Raises:
        FieldsError: with every fault, by the number of the part and the field: `2.figure`.
        StaleEntryError: the claim is no longer what was seen.
    """
    if len(parts) < 2:
        raise UsageError("a claim is split into two or more: give the fields of each")
    entry = claim_seen(ledger, claim, version)
    bare = replace(entry, id="", reviews=(), location=Location(""), marks={}, **_OF_ONE_FIGURE)
    whole = [entry, *(bare for _ in parts[1:])]
    made: list[ClaimEntry] = []
    faults: dict[str, str] = {}
    for number, (before, words) in enumerate(zip(whole, parts, strict=True), 1):
        try:
            made.append(changed_claim(ledger.entries, before, words))
            known = entry if number == 1 else None
            refuse_faults(ledger.entries, ledger.root, known, made[-1], f"{number}.")
        except FieldsError as error:
            faults |= {
                k if k[:1].isdigit() else f"{number}.{k}": f for k, f in error.faults.items()
            }
    if faults:
        raise FieldsError(faults)
    first = _signed(entry, made[0], by, on)
    edit = EntryEdit(entry, fields_between(entry, first), behind=tuple(made[1:]))
    return _made(ledger, by, [edit], [claim])


_OF_ONE_FIGURE: Mapping[str, Any] = {
    **dict.fromkeys(("figure", "unit", "of", "population", "role", "corrects", "revises")),
    **dict.fromkeys(("answer", "credibility", "note")),
    "actors": (),
}


def remove_claim(ledger: Ledger, claim: str, version: str | None, by: str | None = None) -> Edited:
    """Take a claim out that was made by hand.

    Raises:
        UsageError: it was proposed by the program, or something refers to it.
        StaleEntryError: the claim is no longer what was seen.
    """
    entry = claim_seen(ledger, claim, version)
    if entry.status == Status.PROPOSED or entry.rule or entry.act or entry.score:
        raise UsageError(f"`{claim}` was proposed by the program: reject it instead")
    if named := list(_naming(ledger, entry)):
        listed = ", ".join(named[:5]) + (", …" if len(named) > 5 else "")
        raise UsageError(f"`{claim}` is named by {listed}: change these first, or reject the claim")
    return _made(ledger, by, [EntryEdit(entry, is_gone=True)], [])


def _naming(ledger: Ledger, claim: ClaimEntry) -> Iterable[str]:
    """What refers to a claim."""
    for other in ledger.entries.claims:
        if other is not claim and claim.id in (other.of, other.corrects, other.revises):
            yield f"claim `{other.id}`"
    for judgement in ledger.entries.judgements:
        if claim.id == judgement.claim or claim.id in dict(judgement.claims):
            yield f"judgement `{judgement.id}`"
    for link in ledger.entries.links:
        if claim.id in (link.a, link.b):
            yield f"link `{link.id}`"


def claim_seen(ledger: Ledger, claim: str, version: str | None) -> ClaimEntry:
    """The entry of a claim, if it is the version that somebody saw.

    Raises:
        UsageError: there is no such claim.
        StaleEntryError: it says something else by now.
    """
    entry = next((c for c in ledger.entries.claims if c.id == claim), None)
    if entry is None:
        raise UsageError(f"no claim {claim!r}; see: reportedly claims")
    if version is not None and version != version_of(entry):
        raise StaleEntryError(
            f"`{claim}` in {entry.location.file} changed since it was shown; look at it again"
        )
    return entry


def readings_of(reviews: Iterable[Review]) -> dict[str, dict[str, str]]:
    """Person → the fields that their latest review reads otherwise, as written."""
    latest = {given["by"]: given for r in reviews if (given := dict(r)).get("by")}
    return {
        by: {k: v for k, v in given.items() if k not in ("by", "on", "verdict")}
        for by, given in latest.items()
    }


def with_review(
    reviews: Sequence[Review], by: str, on: date | None, verdict: str, read: Mapping[str, str]
) -> tuple[Review, ...]:
    """Reviews with one more; one that a person gave already that day is not given again."""
    day = (on or date.today()).isoformat()
    made = (("by", by), ("on", day), ("verdict", verdict), *read.items())
    latest = next((r for r in reversed(reviews) if dict(r).get("by") == by), None)
    same = latest is not None and dict(latest) == dict(made)
    return tuple(reviews) if same else (*reviews, made)


def _signed(before: ClaimEntry, after: ClaimEntry, by: str | None, on: date | None) -> ClaimEntry:
    """A claim as edited, with what its reviews say now.

    Those of others keep what they read. Who edits what they reviewed reads it as it stands now; who
    did not review it has not by editing it.
    """
    changed = [k for k in READ_FIELDS if words_of(before, k) != words_of(after, k)]
    readings = readings_of(before.reviews)
    latest = {dict(r).get("by"): n for n, r in enumerate(before.reviews)}
    reviews: list[Review] = []
    for number, review in enumerate(before.reviews):
        given = dict(review)
        if given.get("by") != by and latest[given.get("by")] == number:
            kept = {k: words_of(before, k) for k in changed if k not in given}
            review = (*review, *kept.items())
        reviews.append(review)
    if by in readings:
        own = {k: v for k, v in readings[by].items() if k not in changed}
        is_reviewed = (after.status or Status.REVIEWED) == Status.REVIEWED
        verdict = "accepted" if is_reviewed else dict(before.reviews[latest[by]])["verdict"]
        return replace(after, reviews=with_review(reviews, by, on, verdict, own))
    return replace(after, reviews=tuple(reviews))


def _with(entry: ClaimEntry, status: Mapping[str, Any], reviews: Sequence[Review]) -> ClaimEntry:
    return replace(entry, **status, reviews=tuple(reviews))


def _changed_reviews(entry: ClaimEntry, reviews: Sequence[Review]) -> dict[str, Any]:
    return fields_between(entry, replace(entry, reviews=tuple(reviews)))


def _refuse_nobody(by: str | None) -> None:
    if not (by or "").strip():
        raise UsageError("say who reads it: a reading needs a name")


def _made(
    ledger: Ledger,
    by: str | None,
    edits: Sequence[EntryEdit],
    claims: Sequence[str],
    made: Beside = NOTHING,
) -> Edited:
    """Carry out edits in one change."""
    with changing(ledger.root, by) as files, transaction(ledger.root) as change:
        made.put(change)
        put_edits(change, [e for e in edits if e.fields or e.behind or e.is_gone])
    return Edited(tuple(files), tuple(dict.fromkeys((*claims, *new_ids(files)))))


def _home(ledger: Ledger, entry: ClaimEntry) -> str | None:
    """The event of a claim that names none of its own."""
    home = ledger.document_entries.get(entry.document)
    return home.event if home else None


def new_ids(files: Iterable[FileChange]) -> list[str]:
    """Ids of the claims that files have and had not."""
    found = []
    for file in files:
        if file.path.endswith(".yaml"):
            had, has = (
                [c.id for c in read_entries(data or b"", file.path).claims]
                for data in (file.before, file.after)
            )
            found += [i for i in has if i not in set(had)]
    return found
