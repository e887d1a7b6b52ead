"""Every entry of a ledger to a claim, or to the problems that keep it from being one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from reportedly.errors import FigureError, UnitError
from reportedly.model import (
    Claim,
    ClaimEntry,
    DocumentEntry,
    Entries,
    Figure,
    Location,
    Period,
    Problem,
    Source,
    SourceEntry,
    SourceKind,
    Stance,
    Status,
    Subject,
    SubjectEntry,
)
from reportedly.resolve.figures import read_entry_figure
from reportedly.resolve.quotes import locate_quote
from reportedly.resolve.shares import imply_count
from reportedly.resolve.sources import OWN_VOICE, SourceIndex, build_chain, read_source

Entry = ClaimEntry | SourceEntry | SubjectEntry | DocumentEntry

_STANCES = {stance.value: stance for stance in Stance}
_STATUSES = {status.value: status for status in Status}
_TRUE = {"true": True, "yes": True, "false": False, "no": False}


@dataclass
class _Context:
    """What resolving one ledger needs; readings of the same words are made once."""

    sources: SourceIndex
    documents: Mapping[str, DocumentEntry]
    text_of: Callable[[str], str | None]
    problems: list[Problem]
    refused: int = 0
    subjects: dict[str, Subject] = field(default_factory=dict)
    texts: dict[str, str | None] = field(default_factory=dict)
    figures: dict[tuple[str, str | None], Figure | str] = field(default_factory=dict)
    periods: dict[tuple[str, date | None], Period | str] = field(default_factory=dict)
    published: dict[str, Period | None] = field(default_factory=dict)
    chains: dict[tuple[str | None, tuple[str, ...], str], tuple[Source, ...]] = field(
        default_factory=dict
    )

    def report(self, entry: Entry, key: str, code: str, message: str) -> None:
        """Add a problem at the line of `key` in the entry."""
        place = entry.location
        line, column = entry.marks.get(key, (place.line, place.column))
        self.problems.append(Problem(code, message, Location(place.file, line, column)))

    def refuse(self, entry: Entry, key: str, code: str, message: str) -> None:
        """As `report`, for a fault that leaves no claim."""
        self.refused += 1
        self.report(entry, key, code, message)

    def text(self, document: str) -> str | None:
        if document not in self.texts:
            self.texts[document] = self.text_of(document)
        return self.texts[document]


def resolve_entries(
    entries: Entries, text_of: Callable[[str], str | None]
) -> tuple[list[Claim], list[Problem]]:
    """Resolve a ledger's entries.

    Args:
        entries: the ledger as written.
        text_of: document id → its text, or None when it is missing.

    Returns:
        The claims in the order of their entries, and every problem met. An entry whose figure,
        time, stance or status cannot be read gives problems and no claim, since the claim would
        say something else than was written; a name that leads nowhere is reported and stands as
        itself. A quote that is not in its document is kept in `Claim.not_found`.
    """
    context = _Context(
        SourceIndex((OWN_VOICE, *(read_source(s) for s in entries.sources))),
        {d.id: d for d in entries.documents},
        text_of,
        [],
    )
    for subject in entries.subjects:
        context.subjects[subject.id] = _subject(subject, context)
    resolved = [(e, c) for e in entries.claims if (c := _claim(e, context)) is not None]
    return _with_wholes(resolved), context.problems


def read_subjects(entries: Iterable[SubjectEntry]) -> dict[str, Subject]:
    """Subjects by id, without looking at claims; a period that does not read is left out."""
    context = _Context(SourceIndex(()), {}, lambda _: None, [])
    return {entry.id: _subject(entry, context) for entry in entries}


def _claim(entry: ClaimEntry, context: _Context) -> Claim | None:
    before = context.refused
    document = context.documents.get(entry.document) or DocumentEntry(entry.document)
    subject = _claim_subject(entry, context)
    figure = _figure(entry, subject, context)
    published = _published(document, context)
    day = published.end if published else None
    event = _period(entry, "event", entry.event, context, day)
    as_of = _period(entry, "as_of", entry.as_of, context, day)
    said = _period(entry, "said", entry.said, context, day) or published
    stance = _stance(entry, context)
    status = _status(entry, context)
    if context.refused > before:
        return None
    source = _source(entry, "source", entry.source, context)
    located = locate_quote(entry, context.text(entry.document) if entry.quote else None)
    for piece, span in located.altered:
        context.report(
            entry,
            "quote",
            "altered-quote",
            f"the quote is in the document in another typography: {span.quote!r}, not {piece!r}",
        )
    return Claim(
        id=entry.id,
        source=source,
        chain=_chain(entry, source, document, context),
        subject=subject,
        text=" … ".join(entry.quote),
        document=entry.document,
        stance=stance,
        figure=figure,
        event=event,
        as_of=as_of,
        said=said,
        actor=_source(entry, "actor", entry.actor, context),
        spans=located.spans,
        status=status,
        rule=entry.rule,
        score=_score(entry.score),
        candidates=entry.candidates,
        not_found=located.not_found,
    )


def _source(entry: ClaimEntry, key: str, name: str | None, context: _Context) -> Source | None:
    """The one source of that name; reported, and standing for itself, when there is not one."""
    if name is None:
        return None
    found = context.sources.find(name)
    if len(found) == 1:
        return found[0]
    if found:
        names = " or ".join(s.id for s in found)
        context.report(
            entry, key, "ambiguous-source", f"{key} {name!r} may be {names}: write the id"
        )
    else:
        context.report(
            entry, key, "dangling-source", f"{key} {name!r} is not in sources.yaml: add it there"
        )
    unknown = Source(name, name, SourceKind.UNNAMED)
    if not found:
        context.sources.by_id.setdefault(name, unknown)  # reported once, not for every claim
    return unknown


def _chain(
    entry: ClaimEntry, source: Source | None, document: DocumentEntry, context: _Context
) -> tuple[Source, ...]:
    via = [s for v in entry.via if (s := _source(entry, "via", v, context)) is not None]
    key = (source.id if source else None, tuple(s.id for s in via), document.id)
    if key not in context.chains:
        context.chains[key] = build_chain(source, via, document, context.sources)
    return context.chains[key]


def _claim_subject(entry: ClaimEntry, context: _Context) -> Subject:
    """The subject named; a name that leads nowhere is reported once and stands for itself."""
    name = entry.subject
    if name is None:
        context.report(entry, "subject", "no-subject", "a claim needs a subject")
        return Subject(entry.id)
    if name not in context.subjects:
        message = f"subject {name!r} is not in subjects.yaml: add it there"
        context.report(entry, "subject", "dangling-subject", message)
        context.subjects[name] = Subject(name)
    return context.subjects[name]


def _subject(entry: SubjectEntry, context: _Context) -> Subject:
    return Subject(
        id=entry.id,
        title=entry.title,
        measure=entry.measure,
        population=entry.population,
        place=entry.place,
        period=_period(entry, "period", entry.period, context),
        unit=entry.unit,
        running_total=_TRUE.get((entry.running_total or "").casefold()),
        part_of=entry.part_of,
        relations=entry.relations,
    )


def _figure(entry: ClaimEntry, subject: Subject, context: _Context) -> Figure | None:
    if entry.figure is None:
        return None
    key = (entry.figure, entry.unit or subject.unit)
    if key not in context.figures:
        context.figures[key] = _read_figure(*key)
    read = context.figures[key]
    if isinstance(read, str):
        context.refuse(entry, "figure", "unreadable-figure", read)
        return None
    return read if read.of or not entry.of else replace(read, of=entry.of)


def _read_figure(words: str, unit: str | None) -> Figure | str:
    try:
        return read_entry_figure(words, unit)
    except (FigureError, UnitError) as fault:
        return str(fault)


def _period(
    entry: ClaimEntry | SubjectEntry,
    key: str,
    words: str | None,
    context: _Context,
    published: date | None = None,
) -> Period | None:
    if not words:
        return None
    read = _read_period(words, published, context)
    if isinstance(read, str):
        context.refuse(entry, key, "unreadable-time", read)
        return None
    return read


def _read_period(words: str, published: date | None, context: _Context) -> Period | str:
    key = (words, published)
    if key not in context.periods:
        from reportedly.text.dates import read_period

        try:
            context.periods[key] = read_period(words, published)
        except ValueError as fault:
            context.periods[key] = str(fault)
    return context.periods[key]


def _published(document: DocumentEntry, context: _Context) -> Period | None:
    """Said by the day of publication: `vague`, since it may have been said before.

    A day of publication that does not read is a fault of the document, which the ledger's checks
    report; it keeps no claim from resolving.
    """
    if document.id not in context.published:
        read = _read_period(document.published, None, context) if document.published else ""
        said = None if isinstance(read, str) else replace(read, vague=True)
        context.published[document.id] = said
    return context.published[document.id]


def _stance(entry: ClaimEntry, context: _Context) -> Stance:
    if (entry.stance or Stance.ASSERTS) in _STANCES:
        return _STANCES[entry.stance or Stance.ASSERTS]
    known = ", ".join(_STANCES)
    context.refuse(entry, "stance", "unknown-stance", f"stance {entry.stance!r} is none of {known}")
    return Stance.ASSERTS


def _status(entry: ClaimEntry, context: _Context) -> Status:
    if (entry.status or Status.PROPOSED) in _STATUSES:
        return _STATUSES[entry.status or Status.PROPOSED]
    known = ", ".join(_STATUSES)
    context.refuse(entry, "status", "unknown-status", f"status {entry.status!r} is none of {known}")
    return Status.PROPOSED


def _score(words: str | None) -> float | None:
    try:
        return None if words is None else float(words)
    except ValueError:
        return None


def _with_wholes(resolved: list[tuple[ClaimEntry, Claim]]) -> list[Claim]:
    """Claims with `whole` and `implied` filled in for shares of a claim or subject they name."""
    by_id = {c.id: c for _, c in resolved}
    by_subject: dict[str, list[Claim]] = {}
    for _, claim in resolved:
        by_subject.setdefault(claim.subject.id, []).append(claim)
    return [
        claim
        if claim.figure is None or entry.of is None
        else _with_whole(entry.of, claim, by_id, by_subject)
        for entry, claim in resolved
    ]


def _with_whole(
    of: str, claim: Claim, by_id: Mapping[str, Claim], by_subject: Mapping[str, list[Claim]]
) -> Claim:
    """`claim` with the count that its share comes to, where `of` names a claim or a subject.

    Of a subject's claims the whole is taken from one of the same origin, in the same document
    where there is one; if these state several figures the whole stays open.
    """
    if claim.figure is None or not claim.figure.share or (of not in by_id and of not in by_subject):
        return claim
    whole = by_id[of].figure if of in by_id else _own_whole(claim, by_subject[of])
    if whole is None or of == claim.id:
        return replace(claim, whole=of)
    countable = whole.rounded == whole.interval and _is_whole(whole)
    return replace(claim, whole=of, implied=imply_count(claim.figure, whole, countable=countable))


def _own_whole(claim: Claim, candidates: Iterable[Claim]) -> Figure | None:
    own = [c for c in candidates if c.figure and c.origin and c.origin == claim.origin]
    same_document = [c for c in own if c.document == claim.document]
    figures = {c.figure for c in same_document or own}
    return figures.pop() if len(figures) == 1 else None


def _is_whole(figure: Figure) -> bool:
    """True for a count of discrete things: its ends are whole numbers."""
    ends = (figure.nominal.low, figure.nominal.high)
    return all(e is None or e == e.to_integral_value() for e in ends)
