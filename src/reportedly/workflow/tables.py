"""Tables of figures as ledgers: everything is asked for in SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from reportedly.errors import UsageError
from reportedly.model import Claim
from reportedly.workflow.drawing import written_graph

if TYPE_CHECKING:
    from reportedly.compare import Options
    from reportedly.export.formats import Written
    from reportedly.graph.build import Graph
    from reportedly.store.place import Place
    from reportedly.store.sql import Rules
    from reportedly.store.tables import Figures, Finding
    from reportedly.workflow.found import FoundConflict


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
    ) -> Iterator[FoundConflict]:
        """What the claims are to each other, worst first, each with its two witnesses.

        Of a group or a series the extremes are told, and how many claims it has; `all_pairs` tells
        of every pair instead, in the order of the rows.
        """
        from reportedly.compare import Options
        from reportedly.store.tables import Finding
        from reportedly.workflow.found import FoundConflict

        options = options or Options()
        figures = self.figures.under(_rules_of(options))
        found: Iterable[Finding] = figures.findings()
        if all_pairs:
            found = (
                Finding(kind, a, b, 2, 2 if (a.origin or a.source) != (b.origin or b.source) else 1)
                for a, b, kind in figures.pairs()
                if kind is not None
            )
        return (FoundConflict(finding, figures, options) for finding in found)


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


def narrow_figures(
    ledger: FigureLedger,
    *,
    source: str | None = None,
    subject: str | None = None,
    since: date | None = None,
) -> FigureLedger:
    """The claims of a table that fit every filter given, as a table.

    Raises:
        UsageError: there is none.
    """
    from reportedly.store.parts import part

    if not (source or subject or since):
        return ledger
    narrow = FigureLedger(ledger.where, part(ledger.figures, source, subject, since))
    if not any(narrow.claims(limit=1)):
        raise UsageError(f"no claim in {ledger.where} fits; see: reportedly sources, subjects")
    return narrow


def stream_figures(
    ledger: FigureLedger,
    form: str,
    open_file: Callable[[str], BinaryIO],
    advance: Callable[[float], None] = lambda _share: None,
) -> None:
    """Write the attribution graph of a table of any size, piece by piece.

    Args:
        ledger: the table; see `narrow_figures` for a part of one.
        form: one of the `GRAPH_FORMS` that can be streamed.
        open_file: opens the file of a name for writing; of graphml there is one. They stay open.
        advance: called after every `STEP` claims with the share of them that is done.

    Raises:
        MissingProgramError: Parquet needs a package that is not installed.
    """
    from reportedly.export.formats import graph_form, writer_called
    from reportedly.graph.stream import stream_graph
    from reportedly.model import DocumentEntry
    from reportedly.store import parts

    figures = ledger.figures
    elements = stream_graph(
        parts.sources(figures),
        parts.subjects(figures),
        map(DocumentEntry, parts.documents(figures)),
        _counted(ledger.claims(), parts.count_claims(figures), advance),
        (found.conflict for found in ledger.conflicts()),
        tied=parts.names_documents(figures),
    )
    writer_called(graph_form(form).stream)(elements, open_file)


STEP = 1_000
"""After so many claims progress is told."""


def _counted(
    claims: Iterable[Claim], total: int, advance: Callable[[float], None]
) -> Iterator[Claim]:
    for number, claim in enumerate(claims, start=1):
        yield claim
        if number % STEP == 0:
            advance(number / max(number, total))


def draw_figures(
    ledger: FigureLedger,
    form: str,
    *,
    around: str | None = None,
    depth: int = 2,
    group: str | None = None,
    title: str | None = None,
    from_afar: bool = False,
) -> Written:
    """The attribution graph of a table of figures, or a part of it, as `draw_graph` gives it.

    Args:
        ledger: the table; see `narrow_figures` for a part of one.
        form: one of `reportedly.export.formats.GRAPH_FORMS`.
        around: a source, a subject or a claim's id; only what stands near it is drawn.
        depth: how near, in steps.
        group: `source` or `subject`: claims that belong together are one node.
        title: stands above a picture.
        from_afar: sources and subjects only, with counts; of a table of any size.

    Raises:
        UsageError: the graph would be too large, or nothing is called `around`.
        MissingProgramError: this form needs a program or package that is not there.
    """
    from reportedly.export.formats import graph_form
    from reportedly.graph import build

    if from_afar and around is None:
        return written_graph(_overview(ledger), form, text_of=_no_text, title=title)
    near = ledger if around is None else _near(ledger, around)
    drawn = figure_graph(near, form)
    if around is not None:
        drawn = build.around(drawn, _centre(drawn, around), depth)
    if group is not None:
        drawn = build.group(drawn, by=group)
    if from_afar:
        from reportedly.graph.overview import overview

        drawn = overview(drawn)
    count = sum(kind in ("claim", "group") for _, kind in drawn.nodes(data="type"))
    if count > graph_form(form).most:
        raise _too_large(count, form)
    return written_graph(drawn, form, text_of=_no_text, title=title)


def figure_graph(ledger: FigureLedger, form: str = "node-link") -> Graph:
    """The attribution graph of a table in memory, with the conflicts that `conflicts` tells.

    Raises:
        UsageError: it would be too large; `form` is named as what it is too large for.
    """
    from reportedly.export.formats import MOST_LOADED
    from reportedly.graph.build import build_graph
    from reportedly.model import DocumentEntry
    from reportedly.store import parts

    count = parts.count_claims(ledger.figures)
    if count > MOST_LOADED:
        raise _too_large(count, form)
    # Equal rows make one claim.
    claims = list({c.id: c for c in ledger.claims()}.values())
    conflicts = [found.conflict for found in ledger.conflicts()]
    return build_graph(claims, conflicts, [*map(DocumentEntry, parts.documents(ledger.figures))])


def _no_text(_document: str) -> str | None:
    return None


def _too_large(count: int, form: str) -> UsageError:
    from reportedly.export.formats import GRAPH_FORMS, graph_form

    most = graph_form(form).most
    streamed = ", ".join(name for name, known in GRAPH_FORMS.items() if known.stream)
    return UsageError(
        f"a graph of {count:,} claims is too large for {form}, which can hold {most:,}: draw a "
        "part of it (--source, --subject, --since, --around NAME), fold claims (--group), see it "
        f"from afar (--overview), or write all of it (export {streamed})"
    )


def _overview(ledger: FigureLedger) -> Graph:
    """Sources and subjects with counts, reckoned in SQL; conflicts are those of witnesses."""
    from collections import Counter

    from reportedly.graph.overview import overview_of
    from reportedly.model import Severity, Source, SourceKind
    from reportedly.store import parts
    from reportedly.store.figures import subject_id

    odds: dict[tuple[str, str], dict[str, set[str]]] = {}
    for finding in ledger.figures.findings():
        severity = finding.kind.severity
        if severity is Severity.NOTE:
            break  # worst first: only notes follow
        for row in (finding.a, finding.b):
            told = odds.setdefault((row.source, subject_id(row.subject, row.measure)), {})
            told.setdefault(severity.value, set()).add(row.id)
    return overview_of(
        (
            Source(source, source, SourceKind.ORGANISATION),
            subject,
            Counter(
                count=count,
                **{k: len(ids) for k, ids in odds.get((source, subject.id), {}).items()},
            ),
        )
        for source, subject, count in parts.counts(ledger.figures)
    )


def _near(ledger: FigureLedger, name: str) -> FigureLedger:
    """The part of a table in which all that stands near something is, and more.

    Raises:
        UsageError: nothing has that name.
    """
    from reportedly.store.parts import part, shared

    figures = ledger.figures
    place = name.rpartition(" / ")[0] or name
    if any(figures.claims(source=name, limit=1)):
        return FigureLedger(ledger.where, shared(figures, name))
    if any(figures.claims(subject=place, limit=1)):
        return FigureLedger(ledger.where, part(figures, subject=place))
    if _CLAIM.search(name):
        for claim in figures.claims():
            if claim.id == name:
                return FigureLedger(ledger.where, part(figures, subject=claim.subject.place))
    raise UsageError(f"no source, subject or claim of {ledger.where} is called {name!r}")


_CLAIM = re.compile("-[0-9a-f]{12}$")
"""How the id of a claim ends; which row has it nobody knows before all are read."""


def _centre(graph: Graph, name: str) -> str:
    """The node that is meant: a source before a document of that name, else part of a subject."""
    from reportedly.graph.build import find_node

    wanted = name.casefold()
    for kind in ("source", "subject"):
        named = [
            str(key)
            for key, data in graph.nodes(data=True)
            if data["type"] == kind and wanted in (data["ref"].casefold(), data["label"].casefold())
        ]
        if len(named) == 1:
            return named[0]
    parts = [
        str(key)
        for key, data in graph.nodes(data=True)
        if data["type"] == "subject" and wanted in f"{data['ref']}\n{data['label']}".casefold()
    ]
    if len(parts) > 1:
        shown = ", ".join(parts[:5]) + (", …" if len(parts) > 5 else "")
        raise UsageError(
            f"{name!r} could be any of {shown}: give one of these, or --subject for all of them"
        )
    return parts[0] if parts else find_node(graph, name)


def _rules_of(options: Options) -> Rules:
    from reportedly.store.sql import Rules
    from reportedly.text.profiles import PROFILES

    about = float(PROFILES[options.profile].tolerance)
    return Rules(about, options.tolerance, options.divergence_ratio)
