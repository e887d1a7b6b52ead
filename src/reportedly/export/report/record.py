"""The record of a source: how often it is contradicted, changes its figures, or speaks alone."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.export.report.site import Site
from reportedly.export.report.views import View, against, counts, source_link
from reportedly.model import Claim, ConflictKind, Source, Subject

_REVISED = frozenset({ConflictKind.REVISION, ConflictKind.DECREASE})


@dataclass(frozen=True, slots=True)
class Record:
    """On how many subjects something holds of a source.

    Attributes:
        subjects: it speaks on.
        contradicted: another voice says what cannot hold together with its word.
        revised: it gave another figure later, where that is no news that came in.
        alone: counted or asked of an event, and nobody else speaks to it.
    """

    subjects: int = 0
    contradicted: int = 0
    revised: int = 0
    alone: int = 0


def record_of(site: Site, source: str) -> Record:
    """The record of the source of this id."""
    claims = site.by_source.get(source, [])
    subjects = {c.subject.id: c.subject for c in claims}
    return Record(
        len(subjects),
        len({c.subject.id for c in claims if against(site, [c])}),
        len({c.subject.id for c in claims if _is_revised(site, c)}),
        sum(_is_alone(site, subject) for subject in subjects.values()),
    )


def source_row(site: Site, source: Source) -> View:
    """A source in a list, with its counts and its record."""
    return {
        **source_link(source),
        **counts(site, site.by_source.get(source.id, [])),
        "record": record_of(site, source.id),
        "reliability": source.reliability or "",
        "order": source.name.casefold(),
    }


def _is_revised(site: Site, claim: Claim) -> bool:
    return any(x.kind in _REVISED for x in site.of_claim.get(claim.id, ()))


def _is_alone(site: Site, subject: Subject) -> bool:
    """Whether one voice alone holds something on what others could speak to as well."""
    asked = subject.measure or subject.aspect or subject.topic
    return bool(asked) and sum(bool(p.statements) for p in site.positions(subject.id)) == 1
