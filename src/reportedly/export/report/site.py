"""Everything the pages show, indexed once: claims by what they touch, conflicts by their claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from reportedly.export.chart import Strip, strips_of
from reportedly.export.report.addresses import address
from reportedly.model import (
    NOWHERE,
    Assessment,
    Claim,
    Conflict,
    DocumentEntry,
    Entries,
    Event,
    Grading,
    Judgement,
    Position,
    Rating,
    Setting,
    Source,
    SourceEntry,
    SourceKind,
    Subject,
    among,
    event_of,
)

_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class Report:
    """What a report is made of.

    Attributes:
        entries: of the ledger, for its documents and sources.
        claims: those to publish.
        conflicts, judgements: of these claims.
        text_of: id of a document → its text, or None.
        title: of the site.
        base: the address under which it will stand, or "".
        graph: the attribution graph as SVG, or None.
        explorer: the page to explore the graph in, or None.
        setting: the events, and which documents are one.
        ratings: id of a claim → how credible it is.
        gradings: id of a subject → how well the harm is corroborated.
        assessments: what people hold after all.
        positions: id of a subject → what each voice holds on it.
    """

    entries: Entries
    claims: Sequence[Claim]
    conflicts: Sequence[Conflict]
    judgements: Sequence[Judgement]
    text_of: Callable[[str], str | None]
    title: str = "Who said what"
    base: str = ""
    graph: str | None = None
    explorer: str | None = None
    setting: Setting = NOWHERE
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    gradings: Mapping[str, Grading] = field(default_factory=dict)
    assessments: Sequence[Assessment] = ()
    positions: Mapping[str, Sequence[Position]] = field(default_factory=dict)


@dataclass(frozen=True)
class Site:
    """A ledger as its pages need it.

    Attributes:
        report: what the pages are made of.
        base: address under which it is published, ending in a slash, or "" when that is open.
        claims: those that are shown, in the ledger's order.
        conflicts: between them, worst first.
        judgements: on those conflicts, withdrawn ones too.
        documents, sources, subjects: by id, those that claims touch and those written down.
        events: by id, those that claims are about.
        by_id: claims by their ids.
        by_subject, by_source, by_document, by_event: claims by id of what they touch.
        of_claim, of_subject, of_event: conflicts by id of what they touch, worst first.
        judged: judgements by id of a conflict.
        assessments: what people hold after all, by id of the subject.
        voices: keys of those that speak, by id of a claim.
        strips: those drawn already, by id of the subject.
    """

    report: Report
    base: str
    claims: Sequence[Claim]
    conflicts: Sequence[Conflict]
    judgements: Sequence[Judgement]
    documents: Mapping[str, DocumentEntry]
    sources: Mapping[str, Source]
    subjects: Mapping[str, Subject]
    events: Mapping[str, Event]
    by_id: Mapping[str, Claim]
    by_subject: Mapping[str, list[Claim]]
    by_source: Mapping[str, list[Claim]]
    by_document: Mapping[str, list[Claim]]
    by_event: Mapping[str, list[Claim]]
    of_claim: Mapping[str, list[Conflict]]
    of_subject: Mapping[str, list[Conflict]]
    of_event: Mapping[str, list[Conflict]]
    judged: Mapping[str, list[Judgement]]
    assessments: Mapping[str, Sequence[Assessment]]
    voices: Mapping[str, str]
    strips: dict[str, list[Strip]] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Of the whole site."""
        return self.report.title

    @property
    def setting(self) -> Setting:
        """The events, and which documents are one."""
        return self.report.setting

    def link(self, claim: Claim) -> str:
        """The address of a claim's own page, absolute where the site's is known."""
        return f"{self.base}{address('claims', claim.id)}"

    def conflicts_of(self, claims: Iterable[Claim]) -> list[Conflict]:
        """The conflicts that touch any of `claims`, each once, worst first."""
        found = {x.id: x for claim in claims for x in self.of_claim.get(claim.id, ())}
        return sorted(found.values(), key=lambda x: x.severity.rank)

    def positions(self, subject: str) -> Sequence[Position]:
        """What each voice holds on a subject."""
        return self.report.positions.get(subject, ())

    def strips_on(self, subject: Subject) -> list[Strip]:
        """The strips of a subject; none where no voice holds anything."""
        if subject.id not in self.strips:
            held, found = self.positions(subject.id), self.of_subject.get(subject.id, ())
            self.strips[subject.id] = strips_of(subject, held, found, self.setting) if held else []
        return self.strips[subject.id]


def make_site(report: Report) -> Site:
    """Index a ledger; conflicts of claims that are not among those shown are left out."""
    claims, entries, setting = report.claims, report.entries, report.setting
    by_id = {claim.id: claim for claim in claims}
    shown = sorted(among(report.conflicts, by_id), key=lambda x: x.severity.rank)
    known = {x.id for x in shown}
    stated = [j for j in report.judgements if j.conflict in known]
    by_event = _by(claims, lambda claim: [event_of(claim) or ""])
    return Site(
        report,
        report.base if not report.base or report.base.endswith("/") else f"{report.base}/",
        claims,
        shown,
        stated,
        {d.id: d for d in entries.documents} | _unwritten(claims, entries),
        _sources(claims, entries.sources),
        {claim.subject.id: claim.subject for claim in claims},
        {name: event for name, event in setting.events.items() if name in by_event},
        by_id,
        _by(claims, lambda claim: [claim.subject.id]),
        _by(claims, lambda claim: [claim.source.id] if claim.source else []),
        _by(claims, lambda claim: [claim.document]),
        by_event,
        _by(shown, lambda conflict: list(dict.fromkeys(conflict.claims))),
        _by(shown, lambda conflict: [conflict.subject]),
        _by(shown, lambda conflict: [conflict.event] if conflict.event else []),
        _by(stated, lambda judgement: [judgement.conflict]),
        _by(report.assessments, lambda made: [made.subject]),
        {c.id: p.voice for held in report.positions.values() for p in held for c in p.claims},
    )


def _unwritten(claims: Iterable[Claim], entries: Entries) -> dict[str, DocumentEntry]:
    written = {d.id for d in entries.documents}
    met = dict.fromkeys(claim.document for claim in claims)
    return {id_: DocumentEntry(id_) for id_ in met if id_ not in written}


def _sources(claims: Iterable[Claim], written: Iterable[SourceEntry]) -> dict[str, Source]:
    """Sources met in claims, as resolved; and those written down that no claim names."""
    met = {s.id: s for c in claims for s in (*c.chain, c.source, *c.actors) if s is not None}
    for entry in written:
        if entry.id not in met:
            kind = entry.kind if entry.kind in set(SourceKind) else SourceKind.UNNAMED
            met[entry.id] = Source(
                entry.id,
                entry.name or entry.id,
                SourceKind(kind),
                entry.aliases,
                entry.part_of,
                entry.reliability,
            )
    return met


def _by(
    things: Iterable[_Thing], keys: Callable[[_Thing], Sequence[str]]
) -> dict[str, list[_Thing]]:
    found: dict[str, list[_Thing]] = {}
    for thing in things:
        for key in keys(thing):
            found.setdefault(key, []).append(thing)
    return found
