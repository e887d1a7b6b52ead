"""Model values → rows: the JSON that DESIGN calls "Rows in JSON". Fields are only ever added.

A row is a `dict` of strings, numbers, booleans, None, lists and dicts, ready for `json.dumps`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, NamedTuple

from reportedly.model import (
    NOWHERE,
    Assessment,
    Claim,
    Conflict,
    Document,
    DocumentEntry,
    Entries,
    Event,
    Figure,
    Grading,
    Later,
    Period,
    Position,
    Rating,
    Setting,
    Severity,
    Source,
    SourceEntry,
    SourceKind,
    Subject,
    SubjectEntry,
    Tally,
    Told,
    captures_of,
    tally,
)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often something occurs in a ledger.

    `origins` counts how many voices behind the claims are independent at most; `conflicts` what
    cannot all hold, `questions` what should not be passed over; notes are not counted. Through how
    many documents, texts and sources they come is None where nobody counted it.
    """

    claims: int = 0
    origins: int = 0
    conflicts: int = 0
    questions: int = 0
    documents: int | None = None
    texts: int | None = None
    sources: int | None = None


NOTHING = Counts(documents=0, texts=0, sources=0)
"""What nobody speaks of."""

_COUNTED = tuple(f.name for f in fields(Counts))


def number(value: Decimal) -> int | float:
    """A JSON number for `value`: an int when it is integral, else the nearest float.

    >>> number(Decimal("16.0")), number(Decimal("99.5"))
    (16, 99.5)
    """
    return int(value) if value == value.to_integral_value() else float(value)


def claim_row(claim: Claim) -> Row:
    """One claim, as `claims` and `read` print it."""
    return {
        "id": claim.id,
        "source": _source_id(claim),
        "source_name": claim.source.name if claim.source else None,
        "chain": [source.name for source in claim.chain],
        "subject": claim.subject.id,
        "text": claim.text,
        "stance": claim.stance.value,
        "figure": figure_row(claim),
        "when": period_row(claim.when),
        "as_of": period_row(claim.as_of),
        "said": period_row(claim.said),
        "document": claim.document,
        "spans": [[span.start, span.end] for span in claim.spans],
        "status": claim.status.value,
        "rule": claim.rule,
        "score": claim.score,
        "candidates": list(claim.candidates),
        "actors": [a.id for a in claim.actors],
        "event": claim.event,
        "events": list(claim.events),
        "role": claim.role.value,
        "of": claim.part_of or claim.whole,
        "corrects": claim.corrects,
        "revises": claim.revises,
        "answer": claim.answer,
        "whole": claim.whole,
        "implied": _numbers(claim.implied) if claim.implied else None,
    }


def later_row(later: Later | None) -> Row | None:
    """What later captures of its page make of a claim, None where that is nothing."""
    if later is None:
        return None
    since = None if later.since is None else later.since.isoformat()
    return {"fate": later.fate.value, "claim": later.other, "since": since}


def figure_row(claim: Claim) -> Row | None:
    """The claim's figure, or None when it has none."""
    figure = claim.figure
    if figure is None:
        return None
    return {
        **_numbers(figure),
        "of": figure.of,
        "measure": figure.measure or claim.subject.measure,
        "population": figure.population or claim.subject.population,
        "share": figure.share,
    }


def _numbers(figure: Figure) -> Row:
    low, high = figure.interval.low, figure.interval.high
    return {
        "as_written": figure.as_written,
        "low": None if low is None else number(low),
        "high": None if high is None else number(high),
        "low_open": figure.interval.low_open,
        "high_open": figure.interval.high_open,
        "unit": figure.unit,
        "bound": figure.bound.value,
    }


def period_row(period: Period | None) -> list[str | None] | None:
    """`[first day, last day]` in ISO 8601; an open side is None; no period is None."""
    if period is None:
        return None
    return [None if day is None else day.isoformat() for day in (period.start, period.end)]


def conflict_row(
    conflict: Conflict,
    claims: Mapping[str, Claim] | None = None,
    setting: Setting | None = None,
) -> Row:
    """One conflict, as `conflicts` and `read` print it.

    Args:
        conflict: the conflict.
        claims: the claims by id; when given, the row has `statements`, what each of them says.
        setting: when given, the row has how many `documents` and `texts` its claims stand in
            (`sources` are their names).
    """
    if claims is None:
        return conflict_row_with(conflict)
    told = [claims[claim] for claim in conflict.claims if claim in claims]
    row = conflict_row_with(conflict, map(_statement, told))
    if setting is None:
        return row
    found = tally(told, setting)
    return {**row, "documents": found.documents, "texts": found.texts}


def conflict_row_with(conflict: Conflict, statements: Iterable[Statement] | None = None) -> Row:
    """One conflict, with what its claims say when that is given."""
    row: Row = {
        "id": conflict.id,
        "kind": conflict.kind.value,
        "question": conflict.question.value,
        "subject": conflict.subject,
        "event": conflict.event,
        "claims": list(conflict.claims),
        "camps": [list(camp) for camp in conflict.camps],
        "sources": list(conflict.sources),
        "origins": conflict.origins,
        "reason": conflict.reason,
        "explains": list(conflict.explains),
        "severity": conflict.severity.value,
        "ratio": None if conflict.ratio is None else number(conflict.ratio),
        "judgements": list(conflict.judgements),
        "stale": list(conflict.stale),
        "overtaken": conflict.overtaken,
    }
    if statements is not None:
        row["statements"] = [statement._asdict() for statement in statements]
    return row


class Statement(NamedTuple):
    """What a claim of a conflict says: the fields of a row's `statements`."""

    id: str
    source_name: str | None
    figure: str | None
    text: str
    document: str
    origin: str | None
    spans: list[list[int]]


def _statement(claim: Claim) -> Statement:
    return Statement(
        claim.id,
        claim.source.name if claim.source else None,
        claim.figure.as_written if claim.figure else None,
        claim.text,
        claim.document,
        None if claim.origin is None else claim.origin.name,
        [[span.start, span.end] for span in claim.spans],
    )


def source_row(source: Source | SourceEntry, counts: Counts | None = None) -> Row:
    """One source, with its counts when they are known."""
    return {
        "id": source.id,
        "name": source.name,
        "kind": None if source.kind is None else str(source.kind),
        "aliases": list(source.aliases),
        "part_of": list(source.part_of),
        "reliability": source.reliability,
        **_counts(counts),
    }


def subject_row(subject: Subject | SubjectEntry, counts: Counts | None = None) -> Row:
    """One subject, with its counts when they are known; `period` as `period_row` gives it."""
    total = subject.running_total
    return {
        "id": subject.id,
        "title": subject.title,
        "measure": subject.measure,
        "population": subject.population,
        "place": subject.place,
        "period": _period_of(subject.period),
        "unit": subject.unit,
        "running_total": {"true": True, "false": False}.get(str(total).casefold()),
        "part_of": list(subject.part_of),
        "relations": list(subject.relations),
        "event": subject.event if isinstance(subject, Subject) else None,
        "behaviour": None if subject.behaviour is None else str(subject.behaviour),
        **_counts(counts),
    }


def document_row(document: Document | DocumentEntry, counts: Counts | None = None) -> Row:
    """One document, without its text, with its counts when they are known."""
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published_at
        if isinstance(document, Document)
        else document.published,
        "url": document.url,
        "path": document.path,
        "sha256": document.sha256,
        "language": document.language,
        "event": document.event if isinstance(document, DocumentEntry) else None,
        "captured": document.captured,
        "supersedes": document.supersedes,
        "withdrawn": document.withdrawn if isinstance(document, DocumentEntry) else None,
        **_counts(counts),
    }


def _source_id(claim: Claim) -> str | None:
    """As its entry has it: `narrator` for the document's own voice."""
    if claim.narrated:
        return SourceKind.NARRATOR.value
    return claim.source.id if claim.source else None


def source_rows(
    entries: Entries,
    claims: Sequence[Told],
    conflicts: Sequence[Conflict],
    setting: Setting = NOWHERE,
) -> list[Row]:
    """Every source of a ledger with its counts: those written down, then those met in claims."""
    met = {claim.source.id: claim.source for claim in claims if claim.source}
    known: dict[str, Source | SourceEntry] = {source.id: source for source in entries.sources}
    found = _count(
        claims, conflicts, lambda claim: claim.source.id if claim.source else None, setting
    )
    return [
        # The resolved source knows its kind where the entry leaves it to be worked out.
        {**source_row(source, found.get(id_, NOTHING)), "kind": _kind(met.get(id_), source)}
        for id_, source in {**known, **{k: v for k, v in met.items() if k not in known}}.items()
    ]


def subject_rows(
    entries: Entries,
    claims: Sequence[Told],
    conflicts: Sequence[Conflict],
    setting: Setting = NOWHERE,
) -> list[Row]:
    """Every subject of a ledger with its counts; a resolved one stands for its entry."""
    met = {claim.subject.id: claim.subject for claim in claims}
    known: dict[str, Subject | SubjectEntry] = {subject.id: subject for subject in entries.subjects}
    found = _count(claims, conflicts, lambda claim: claim.subject.id, setting)
    return [
        subject_row(subject, found.get(id_, NOTHING)) for id_, subject in {**known, **met}.items()
    ]


def document_rows(
    entries: Entries,
    claims: Sequence[Told],
    conflicts: Sequence[Conflict],
    texts: Mapping[str, str] | None = None,
) -> list[Row]:
    """Every document of a ledger with its counts.

    `texts` gives for a document the first of those of which it is one text; `capture` and
    `captures` say which of how many captures of its page it is.
    """
    known = {document.id: document for document in entries.documents}
    series = captures_of(entries.documents)
    met = {claim.document: DocumentEntry(claim.document) for claim in claims}
    found = _count(claims, conflicts, lambda claim: claim.document, Setting(texts=texts or {}))
    return [
        {
            **document_row(document, found.get(id_, NOTHING)),
            "text_of": text_of(id_, texts or {}),
            "capture": series[id_].ids.index(id_) + 1 if id_ in series else 1,
            "captures": len(series[id_].ids) if id_ in series else 1,
        }
        for id_, document in {**known, **{k: v for k, v in met.items() if k not in known}}.items()
    ]


def text_of(document: str, texts: Mapping[str, str]) -> str | None:
    """The first of the documents of which one is a text; None for that one and for what is none.

    >>> text_of("herald", {"wire": "wire", "herald": "wire"}), text_of("wire", {"wire": "wire"})
    ('wire', None)
    """
    first = texts.get(document)
    return None if first == document else first


def _kind(resolved: Source | None, written: Source | SourceEntry) -> str | None:
    kind = resolved.kind if resolved is not None else written.kind
    return None if kind is None else str(kind)


def _period_of(period: Period | str | None) -> list[str | None] | None:
    """As `period_row`; of a period as written, its two sides as they stand."""
    if not isinstance(period, str):
        return period_row(period)
    first, slash, last = period.partition("/")
    return [side if side not in ("", "..") else None for side in (first, last if slash else first)]


def _count(
    claims: Sequence[Told],
    conflicts: Sequence[Conflict],
    key: Callable[[Told], str | None],
    setting: Setting,
) -> dict[str, Counts]:
    """Counts for each value of `key`; a conflict counts once for each that it touches."""
    places = {claim.id: place for claim in claims if (place := key(claim)) is not None}
    held: dict[str, list[Told]] = {}
    for claim in claims:
        if claim.id in places:
            held.setdefault(places[claim.id], []).append(claim)
    severities: dict[str, list[Severity]] = {}
    for conflict in conflicts:
        for place in dict.fromkeys(places[c] for c in conflict.claims if c in places):
            severities.setdefault(place, []).append(conflict.severity)
    return {
        place: Counts(
            claims=len(found),
            conflicts=severities.get(place, []).count(Severity.CONFLICT),
            questions=severities.get(place, []).count(Severity.QUESTION),
            **tally(found, setting)._asdict(),
        )
        for place, found in held.items()
    }


def _counts(counts: Counts | None) -> Row:
    return {} if counts is None else {name: getattr(counts, name) for name in _COUNTED}


def event_row(event: Event, documents: Sequence[str], behind: Tally) -> Row:
    """One event, with the documents that report it, and what stands behind its claims."""
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind,
        "place": event.place,
        "when": period_row(event.when),
        "part_of": event.part_of,
        "follows": event.follows,
        "documents": list(documents),
        "texts": behind.texts,
        "sources": behind.sources,
        "origins": behind.origins,
    }


def assessment_row(assessment: Assessment) -> Row:
    """What one person holds after all on one subject."""
    ends = (assessment.low, assessment.best, assessment.high)
    low, best, high = (None if end is None else number(end) for end in ends)
    return {
        "subject": assessment.subject,
        "low": low,
        "best": best,
        "high": high,
        "grounds": assessment.grounds,
        "grade": assessment.grade,
        "by": assessment.by,
        "on": None if assessment.on is None else assessment.on.isoformat(),
    }


def grading_row(grading: Grading) -> Row:
    """How well the harm on one subject is corroborated, and the rule that gave the grade."""
    return {
        "subject": grading.subject,
        "grade": grading.grade.value,
        "why": grading.why,
        "voices": list(grading.voices),
    }


def rating_row(rating: Rating | None) -> Row | None:
    """How credible a claim is; None where nobody looked."""
    if rating is None:
        return None
    return {
        "digit": int(rating.digit),
        "meaning": rating.digit.meaning,
        "why": rating.why,
        "by_person": rating.by_person,
    }


def position_row(position: Position, setting: Setting = NOWHERE) -> Row:
    """What one voice holds on one subject; `earlier` is what it held before, oldest first."""
    held = position.held[-1] if position.held else None
    other = (*position.denies, *position.reserves)
    lead = held.lead if held is not None else (other[0] if other else None)
    told = [c for s in position.held for c in s.claims] or list(other)
    claims = [c.id for c in told]
    found = tally(told, setting)
    return {
        "subject": position.subject,
        "voice": position.name,
        "claims": claims,
        "figure": None if lead is None else figure_row(lead),
        "stance": None if lead is None else lead.stance.value,
        "as_of": None if held is None or held.last is None else held.last.end.isoformat(),
        "since": None if held is None or held.first is None else held.first.start.isoformat(),
        "actors": [a.id for a in lead.actors] if lead is not None else [],
        "documents": list(dict.fromkeys(d for s in position.held for d in s.documents)),
        "texts": found.texts,
        "sources": found.sources,
        "origins": found.origins,
        "earlier": [
            {"figure": s.figure.as_written if s.figure else None, "claims": list(s.ids)}
            for s in position.past
        ],
        "past": position.is_past,
    }
