"""Subjects of events: ids whose event, measure, people or topic nobody knows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reportedly.ledger.checks.lost import IsLost
from reportedly.ledger.read import mark_of
from reportedly.model import AnyEntry, ClaimEntry, Entries, Problem, Subject
from reportedly.text.subject_ids import (
    EVENT_OPEN,
    Described,
    described_by,
    split_subject_id,
)


def check_subjects(entries: Entries, is_lost: IsLost) -> list[Problem]:
    """One problem for each subject of an event that cannot be read, and for each claim at odds.

    Args:
        entries: the ledger.
        is_lost: True for a name that its file holds in words that could not be read.
    """
    known = described_by(entries)
    read = cache(known.read)
    problems: list[Problem] = []
    for claim in entries.claims:
        if claim.subject is not None and known.is_of_event(claim.subject):
            found = read(claim.subject)
            if isinstance(found, Subject):
                problems += _at_odds(claim, found)
            elif not _hidden(claim.subject, is_lost):
                problems.append(_problem(claim, "subject", claim.subject, found, known))
    for event in entries.events:
        for pairs in event.assessments:
            if subject := dict(pairs).get("subject"):
                name = f"{event.id}/{subject}"
                found = read(name)
                if isinstance(found, str) and not _hidden(name, is_lost):
                    problems.append(_problem(event, "assessments", name, found, known))
    claims = {claim.id for claim in entries.claims}  # a statement stands for its own subject
    for link in entries.links:
        if link.kind == "subject":
            for key, end in (("a", link.a), ("b", link.b)):
                if end is None or end in known.own or end in claims:
                    continue
                found = read(end)
                if isinstance(found, str) and not _hidden(end, is_lost):
                    problems.append(_problem(link, key, end, found, known))
    return problems


def _problem(entry: AnyEntry, key: str, name: str, fault: str, known: Described) -> Problem:
    split = split_subject_id(name)
    events = split[0].split(EVENT_OPEN) if split else ()
    what = "event" if any(event not in known.topics for event in events) else "subject"
    return Problem(f"dangling-{what}", fault, mark_of(entry, key))


def _hidden(name: str, is_lost: IsLost) -> bool:
    """True where a fault in events.yaml or subjects.yaml may hide what the id names."""
    events, path = split_subject_id(name) or ("", name)
    measure = path.partition("@")[0].partition("/")[0]
    return is_lost("subject", measure) or any(is_lost("event", e) for e in events.split(EVENT_OPEN))


def _at_odds(claim: ClaimEntry, subject: Subject) -> Iterator[Problem]:
    """A figure where none can stand, and an event that is not the subject's."""
    if claim.figure is not None and subject.measure is None:
        yield Problem(
            "bad-figure",
            f"`{claim.subject}` takes no figure, and `{claim.figure}` is one; write `yes`, and"
            " for a denial `stance: denies`",
            mark_of(claim, "figure"),
        )
    if claim.event and EVENT_OPEN.join(claim.event) != (claim.subject or "").partition("/")[0]:
        yield Problem(
            "two-events",
            f"`event: {', '.join(claim.event)}` and `subject: {claim.subject}` name two events; "
            "keep one",
            mark_of(claim, "event"),
        )
