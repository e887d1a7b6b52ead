"""Ids that name nothing, and names that two sources have."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import get_close_matches
from functools import cache

from reportedly.ledger.checks.lost import IsLost
from reportedly.ledger.read import mark_of
from reportedly.ledger.shape import NARRATOR, texts_of
from reportedly.model import AnyEntry, ClaimEntry, Entries, Problem, SourceEntry, relative_subject
from reportedly.text.lexicon import measures
from reportedly.text.publishers import houses_of
from reportedly.text.subject_ids import described_by

_MAX_GUESSES = 25
"""How many wrong ids get a guess of what was meant; guessing compares with every id there is."""

_MAX_CANDIDATES = 5_000

# Words for a whole ("the dead", "its territory") are not ids; one word with a hyphen may be one.
_LIKE_AN_ID = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)+")


def _none_lost(what: str, name: str) -> bool:
    return False


def check_references(entries: Entries, is_lost: IsLost = _none_lost) -> list[Problem]:
    """Sources, subjects, wholes and claims that are named and are not in the ledger.

    Args:
        entries: the ledger.
        is_lost: True for a name that its file holds in words that could not be read; such a name
            is passed over, since the fault of the file is reported already.
    """
    sources = {NARRATOR, *(s.id for s in entries.sources)}
    subjects = {s.id for s in entries.subjects}
    claims = {c.id for c in entries.claims}
    source = _missing("source", sources, "claims/sources.yaml", is_lost)
    subject = _missing("subject", subjects, "claims/subjects.yaml", is_lost)
    claim = _missing("claim", claims, "the ledger", is_lost)
    event = _missing("event", {e.id for e in entries.events}, "claims/events.yaml", is_lost)
    whole = _guess(claims | subjects)
    short = {(c.document, c.source, relative_subject(c)) for c in entries.claims if c.subject}
    described = described_by(entries)
    problems: list[Problem] = []
    # Most claims name what is there: a look at all names at once spares a look at each.
    doubtful = _doubtful(entries.claims, sources, subjects, claims | subjects)
    for entry in doubtful:
        if entry.source is not None and entry.source not in sources:
            problems += source(entry, "source", entry.source)
        if (
            entry.subject is not None
            and entry.subject not in subjects
            and not described.is_of_event(entry.subject)
        ):
            problems += subject(entry, "subject", entry.subject)
        for actor in entry.actors:
            if actor not in sources:
                problems += source(entry, "actors", actor)
        for voice in entry.via or ():
            if voice not in sources:
                problems += source(entry, "via", voice)
        if (
            entry.of is not None
            and entry.of not in claims
            and entry.of not in subjects
            and (entry.document, entry.source, entry.of) not in short
        ):
            problems += _unknown_whole(entry, entry.of, whole)
        for key, name in (("corrects", entry.corrects), ("revises", entry.revises)):
            if name is not None and name not in claims:
                problems += claim(entry, key, name)
    problems += _events(entries, event)
    problems += _parents(entries.sources, source, sources)
    problems += _parents(entries.subjects, subject, subjects)
    problems += _same_names(entries.sources)
    for judgement in entries.judgements:
        if judgement.claim is not None and judgement.claim not in claims:
            problems += claim(judgement, "claim", judgement.claim)
    return problems


def _events(entries: Entries, report: Report) -> Iterator[Problem]:
    """Events, captures before, and what links join, that are named and are not there."""
    known = {e.id for e in entries.events}
    for claim in entries.claims if any(c.event for c in entries.claims) else ():
        for name in claim.event:
            if name not in known:
                yield from report(claim, "event", name)
    documents: set[str] = set()
    for document in entries.documents:
        if document.event is not None and document.event not in known:
            yield from report(document, "event", document.event)
        if document.supersedes is not None:
            there = documents or {d.id for d in entries.documents}
            documents = there
            if document.supersedes not in there:
                named = _missing("document", there, "the ledger", _none_lost)
                yield from named(document, "supersedes", document.supersedes)
    for event in entries.events:
        for key in ("part_of", "follows", "overlaps", "apart"):
            for name in texts_of(getattr(event, key) or ()):
                if name not in known:
                    yield from report(event, key, name)
    ends: dict[str, set[str]] = {}
    for link in entries.links:
        if (ids := _LINKED.get(link.kind or "")) is None:
            continue
        if ids[0] not in ends:
            ends[ids[0]] = {e.id for e in getattr(entries, ids[0])}
            if ids[0] == "sources":
                # A publisher is a source under its name, also without an entry.
                ends[ids[0]].update(houses_of(entries.documents))
        there = ends[ids[0]]
        for key, end in (("a", link.a), ("b", link.b)):
            if end is not None and end not in there:
                yield from _missing(ids[1], there, ids[2], _none_lost)(link, key, end)


_LINKED = {
    "event": ("events", "event", "claims/events.yaml"),
    "source": ("sources", "source", "claims/sources.yaml"),
    "text": ("documents", "document", "the ledger"),
    "voice": ("sources", "source", "claims/sources.yaml"),
}
"""Kinds of links but for subjects, which are derived → what they name, and where it stands."""


def _same_names(sources: Sequence[SourceEntry]) -> Iterator[Problem]:
    """Two sources of one name: who is named so would be neither."""
    first: dict[str, SourceEntry] = {}
    for source in sources:
        name = (source.name or source.id).casefold()
        known = first.setdefault(name, source)
        if known.id != source.id:
            yield Problem(
                "duplicate-name",
                f"`{known.id}` in line {known.location.line} has the name {source.name!r} too; "
                "make them one source, or tell them apart by name",
                mark_of(source, "name"),
            )


def _doubtful(
    claims: Sequence[ClaimEntry], sources: set[str], subjects: set[str], wholes: set[str]
) -> Sequence[ClaimEntry]:
    """The claims, or none of them when every name in them is known."""
    known = (
        {c.source for c in claims} <= {None, *sources}
        and {c.subject for c in claims} <= {None, *subjects}
        and {a for c in claims for a in c.actors} <= set(sources)
        and {c.of for c in claims} <= {None, *wholes}
        and {v for c in claims if c.via for v in c.via} <= sources
        and not any(c.corrects or c.revises for c in claims)
    )
    return () if known else claims


Report = Callable[[AnyEntry, str, str], Iterator[Problem]]
"""From an entry, a key of it and the unknown name there to the problem that this is, if it is."""


def _missing(what: str, known: set[str], where: str, is_lost: IsLost) -> Report:
    """A function that reports a name which is not among the known ones."""
    guess = _guess(known)

    def report(entry: AnyEntry, key: str, name: str) -> Iterator[Problem]:
        if is_lost(what, name):
            return
        near = guess(name)
        hint = f"did you mean `{near}`?" if near else f"add it to {where}"
        yield Problem(
            f"dangling-{what}",
            f"`{key}: {name}` names {_a(what)} that is not in {where}; {hint}",
            mark_of(entry, key),
        )

    return report


def _a(what: str) -> str:
    return f"an {what}" if what[0] in "aeiou" else f"a {what}"


def _guess(known: Iterable[str]) -> Callable[[str], str | None]:
    candidates = sorted(known)[:_MAX_CANDIDATES]
    left = _MAX_GUESSES

    @cache
    def guess(name: str) -> str | None:
        nonlocal left
        if left == 0:
            return None
        left -= 1
        return next(iter(get_close_matches(name, candidates, 1, 0.75)), None)

    return guess


def _unknown_whole(
    entry: ClaimEntry, name: str, guess: Callable[[str], str | None]
) -> Iterator[Problem]:
    """A whole that is no id of the ledger, yet is a measure, or reads like an id misspelled."""
    if name.partition("@")[0].partition("/")[0] in measures():
        yield Problem(
            "dangling-whole",
            f"`of: {name}` names no claim of `{entry.source}` in this file; write the id of the"
            " whole",
            mark_of(entry, "of"),
        )
        return
    near = guess(name) if _LIKE_AN_ID.fullmatch(name) else None
    if near is not None:
        yield Problem(
            "dangling-whole",
            f"`of: {name}` is neither a claim nor a subject of the ledger; did you mean `{near}`?",
            mark_of(entry, "of"),
        )


def _parents(
    entries: Iterable[AnyEntry],
    report: Report,
    known: set[str],
) -> Iterator[Problem]:
    for entry in entries:
        for parent in getattr(entry, "part_of", ()):
            if parent not in known:
                yield from report(entry, "part_of", parent)
