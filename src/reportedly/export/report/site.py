"""Everything the pages show, indexed once: claims by what they touch, conflicts by their claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.export.report.addresses import address
from reportedly.model import (
    NOWHERE,
    Assessment,
    Claim,
    Conflict,
    DocumentEntry,
    Entries,
    Grading,
    Judgement,
    Rating,
    Setting,
    Source,
    SourceEntry,
    SourceKind,
    Subject,
)


@dataclass(frozen=True)
class Site:
    """A ledger as its pages need it.

    Attributes:
        title: of the whole site.
        base: address under which it is published, ending in a slash, or "" when that is open.
        claims: those that are shown, in the ledger's order.
        conflicts: between them, worst first.
        judgements: on those conflicts, withdrawn ones too.
        documents, sources, subjects: by id, those that claims touch and those written down.
        text_of: id of a document → its text, or None.
        by_subject, by_source, by_document: claims by id of what they touch.
        of_claim: conflicts by id of a claim, worst first.
        judged: judgements by id of a conflict.
        setting: the events, and which documents are one.
        ratings: id of a claim → how credible it is.
        gradings: id of a subject → how well the harm is corroborated.
        assessments: what people hold after all, by id of the subject.
    """

    title: str
    base: str
    claims: Sequence[Claim]
    conflicts: Sequence[Conflict]
    judgements: Sequence[Judgement]
    documents: Mapping[str, DocumentEntry]
    sources: Mapping[str, Source]
    subjects: Mapping[str, Subject]
    text_of: Callable[[str], str | None]
    by_id: Mapping[str, Claim] = field(default_factory=dict)
    by_subject: Mapping[str, list[Claim]] = field(default_factory=dict)
    by_source: Mapping[str, list[Claim]] = field(default_factory=dict)
    by_document: Mapping[str, list[Claim]] = field(default_factory=dict)
    of_claim: Mapping[str, list[Conflict]] = field(default_factory=dict)
    of_subject: Mapping[str, list[Conflict]] = field(default_factory=dict)
    judged: Mapping[str, list[Judgement]] = field(default_factory=dict)
    setting: Setting = NOWHERE
    ratings: Mapping[str, Rating] = field(default_factory=dict)
    gradings: Mapping[str, Grading] = field(default_factory=dict)
    assessments: Mapping[str, Sequence[Assessment]] = field(default_factory=dict)

    def link(self, claim: Claim) -> str:
        """The address of a claim's own page, absolute where the site's is known."""
        return f"{self.base}{address('claims', claim.id)}"

    def conflicts_of(self, claims: Iterable[Claim]) -> list[Conflict]:
        """The conflicts that touch any of `claims`, each once, worst first."""
        found = {x.id: x for claim in claims for x in self.of_claim.get(claim.id, ())}
        return sorted(found.values(), key=lambda x: x.severity.rank)


def make_site(
    title: str,
    base: str,
    entries: Entries,
    claims: Sequence[Claim],
    conflicts: Sequence[Conflict],
    judgements: Sequence[Judgement],
    text_of: Callable[[str], str | None],
) -> Site:
    """Index a ledger; conflicts of claims that are not among `claims` are left out."""
    by_id = {claim.id: claim for claim in claims}
    inside = (x for x in conflicts if by_id.keys() >= set(x.claims))
    shown = sorted(inside, key=lambda x: x.severity.rank)
    known = {x.id for x in shown}
    of_claim, of_subject, judged = defaultdict(list), defaultdict(list), defaultdict(list)
    for conflict in shown:
        of_subject[conflict.subject].append(conflict)
        for claim_id in dict.fromkeys(conflict.claims):
            of_claim[claim_id].append(conflict)
    stated = [j for j in judgements if j.conflict in known]
    for judgement in stated:
        judged[judgement.conflict].append(judgement)
    return Site(
        title,
        base,
        claims,
        shown,
        stated,
        {d.id: d for d in entries.documents} | _unwritten(claims, entries),
        _sources(claims, entries.sources),
        {claim.subject.id: claim.subject for claim in claims},
        text_of,
        by_id,
        _by(claims, lambda claim: [claim.subject.id]),
        _by(claims, lambda claim: [claim.source.id] if claim.source else []),
        _by(claims, lambda claim: [claim.document]),
        of_claim,
        of_subject,
        judged,
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


def _by(claims: Iterable[Claim], keys: Callable[[Claim], Sequence[str]]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for key in keys(claim):
            found.setdefault(key, []).append(claim)
    return found
