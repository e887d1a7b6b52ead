"""Tables of figures as ledgers: everything is asked for in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reportedly.errors import UsageError
from reportedly.model import (
    Claim,
    Conflict,
    Verdict,
)

if TYPE_CHECKING:
    from reportedly.compare import Options
    from reportedly.store.place import Place
    from reportedly.store.sql import Rules
    from reportedly.store.tables import Figures, Finding


@dataclass(frozen=True)
class FigureLedger:
    """A table of figures as a ledger: nothing is loaded, everything is asked for in SQL."""

    where: str
    figures: Figures

    def claims(
        self,
        source: str | None = None,
        subject: str | None = None,
        since: date | None = None,
        limit: int | None = None,
    ) -> Iterator[Claim]:
        """Claims by source; a source or origin by its name, a subject or measure by a part."""
        return self.figures.claims(source, subject, since, limit)

    def conflicts(
        self, options: Options | None = None, *, all_pairs: bool = False
    ) -> Iterator[tuple[Conflict, tuple[Claim, Claim]]]:
        """What the claims are to each other, worst first, each with its two witnesses.

        Of a group or a series the extremes are told, and how many claims it has; `all_pairs` tells
        of every pair instead, in the order of the rows.
        """
        from reportedly.compare import Options, judge
        from reportedly.store.tables import Finding

        options = options or Options()
        figures = self.figures.under(_rules_of(options))
        found: Iterable[Finding] = figures.findings()
        if all_pairs:
            found = (
                Finding(kind, a, b, 2, 2 if a.origin != b.origin else 1)
                for a, b, kind in figures.pairs()
                if kind is not None
            )
        for finding in found:
            pair = (finding.a, finding.b)
            yield _conflict_of(finding, judge(*pair, options)), pair


def open_figures(where: str | None) -> FigureLedger | None:
    """The table of figures that stands at `where`; None when a ledger of claims does.

    Raises:
        LedgerError: nothing can be read there.
    """
    from reportedly.store.place import PlaceKind, open_engine, place_of
    from reportedly.store.tables import Figures

    if where is None:
        return None
    place = place_of(where)
    if place.kind is PlaceKind.FOLDER or _holds_claims(place):
        return None
    return FigureLedger(where, Figures(open_engine(place)))


def _holds_claims(place: Place) -> bool:
    """True when a store holds whole claims; they go before a table of figures beside them."""
    from reportedly.store.place import open_database

    database = open_database(place)
    if database is None:
        return False
    try:
        return bool(database.rows("SELECT 1 FROM reportedly.file LIMIT 1"))
    finally:
        database.close()


def draw_figures(
    ledger: FigureLedger, form: str, *, around: str | None = None, title: str | None = None
) -> bytes:
    """The attribution graph of a table of figures, or of one source or subject in it.

    Raises:
        UsageError: the graph would be too large to draw, or nothing is called `around`.
    """
    from reportedly.compare import find_conflicts
    from reportedly.export.dot import to_dot
    from reportedly.export.graphml import to_graphml
    from reportedly.export.node_link import to_json
    from reportedly.export.render import render
    from reportedly.graph import build

    most = 50_000 if form in ("graphml", "json") else 500
    found = list(ledger.claims(source=around, limit=most + 1))
    if around is not None and not found:
        found = list(ledger.claims(subject=around, limit=most + 1))
    if around is not None and not found:
        raise UsageError(f"no source or subject of {ledger.where} is called {around!r}")
    if len(found) > most:
        raise UsageError(
            f"a graph of more than {most:,} claims is too large for {form}; "
            "name one source or subject with --around"
        )
    claims = list({c.id: c for c in found}.values())
    drawn = build.build_graph(claims, find_conflicts(claims))
    if form == "graphml":
        return to_graphml(drawn).encode()
    if form == "json":
        return to_json(drawn).encode()
    dot = to_dot(drawn, title=title or "Who said what")
    return dot.encode() if form == "dot" else render(dot, form)


def _rules_of(options: Options) -> Rules:
    from reportedly.store.sql import Rules
    from reportedly.text.profiles import PROFILES

    about = float(PROFILES[options.profile].tolerance)
    return Rules(about, options.tolerance, options.divergence_ratio)


def _conflict_of(finding: Finding, verdict: Verdict) -> Conflict:
    """A finding as a conflict, in the words of the judge."""
    a, b = finding.a, finding.b
    reason = verdict.reason
    if finding.kind in ("update", "decrease", "revision", "echo") and finding.claims > 1:
        reason = f"{reason[:-1]} (one of {finding.claims:,} such steps)."
    elif finding.claims > 2:
        reason = f"{reason[:-1]} (the extremes of {finding.claims:,} claims)."
    days = [p.end for c in (a, b) for p in (c.as_of, c.said) if p is not None and p.end]
    names = dict.fromkeys(c.source.name for c in (a, b) if c.source is not None)
    return Conflict(
        finding.kind,
        a.subject.id,
        tuple(dict.fromkeys((a.id, b.id))),
        tuple(names),
        finding.voices,
        reason,
        verdict.ratio,
        latest=max(days, default=None),
    )
