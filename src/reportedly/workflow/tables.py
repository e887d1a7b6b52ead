"""Tables of figures as ledgers: everything is asked for in SQL."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Unpack

from reportedly.compare import Options
from reportedly.errors import UsageError
from reportedly.export.formats import GRAPH_FORMS, MOST_LOADED, graph_form, writer_called
from reportedly.export.report.matrix import matrix_between, pair_rows
from reportedly.export.rows import Counts, document_row, source_row, subject_row
from reportedly.graph.build import build_graph, find_node
from reportedly.graph.overview import overview_of
from reportedly.graph.stream import stream_graph
from reportedly.model import (
    Claim,
    Conflict,
    ConflictKind,
    DocumentEntry,
    Later,
    Problem,
    Rating,
    Severity,
    Source,
    SourceKind,
    Status,
)
from reportedly.store import parts
from reportedly.store.figures import subject_id
from reportedly.store.parts import part, severities, shared
from reportedly.store.place import open_engine, place_of
from reportedly.store.sql import Rules
from reportedly.store.tables import Figures, Finding
from reportedly.text.quantities.profiles import PROFILES
from reportedly.workflow.any_ledger import (
    WHOLE,
    Advance,
    Filters,
    OpenFile,
    Stream,
    View,
)
from reportedly.workflow.found import FoundConflict

if TYPE_CHECKING:
    from reportedly.export.rows import Row
    from reportedly.graph.build import Graph
    from reportedly.store.parts import Named, Thing


@dataclass(frozen=True)
class FigureLedger:
    """A table of figures as a ledger: nothing is loaded, everything is asked for in SQL."""

    where: str
    figures: Figures
    faults: ClassVar[tuple[Problem, ...]] = ()
    has_texts: ClassVar[bool] = False
    fates: ClassVar[Mapping[str, Later]] = {}
    setting: ClassVar[None] = None

    def ratings(
        self, _limit: int | None = None, **_filters: Unpack[Filters]
    ) -> Mapping[str, Rating]:
        """None: how credible each of millions of figures is, nobody asks."""
        return {}

    def counts(self, **_filters: Unpack[Filters]) -> None:
        """None: of a table origins alone are counted, by subject and source."""

    def text_of(self, _document: str, /) -> str | None:
        """None: no document is kept beside a table."""
        return None

    def find_claims(self, limit: int | None = None, **filters: Unpack[Filters]) -> Iterator[Claim]:
        """Claims by source, as they come; all are reviewed.

        A source or origin is taken by its name, a subject or measure by a part of it.
        """
        chosen = _chosen(filters)
        return iter(()) if chosen is None else self.figures.claims(*chosen, limit)

    list_claims = find_claims

    def count_claims(self, **filters: Unpack[Filters]) -> int:
        """How many claims these filters leave."""
        chosen = _chosen(filters)
        return 0 if chosen is None else self.figures.count(*chosen)

    def count_rejected(self, **filters: Unpack[Filters]) -> int:
        """How many rows make no claim; those about a source, a subject or a time where asked."""
        chosen = _chosen(filters)
        return 0 if chosen is None else self.figures.rejected(*chosen)

    def find_conflicts(
        self,
        options: Options | None = None,
        kinds: Collection[ConflictKind] = (*ConflictKind,),
        *,
        severity: Severity = Severity.NOTE,
        pairs: bool = False,
        limit: int | None = None,
    ) -> Iterator[FoundConflict]:
        """What the claims are to each other, worst first, each with its two witnesses.

        Of a group or a series the extremes are told, and how many claims it has; `pairs` tells
        of every pair instead, in the order of the rows.
        """
        options = options or Options()
        figures = self.figures.under(_rules_of(options))
        found: Iterable[Finding] = figures.findings()
        if pairs:
            found = (
                Finding(kind, a, b, 2, 2 if (a.origin or a.source) != (b.origin or b.source) else 1)
                for a, b, kind in figures.pairs()
                if kind is not None
            )
        wanted = {kind for kind in kinds if kind.severity.rank <= severity.rank}
        return (FoundConflict(one, figures, options) for one in found if one.kind in wanted)

    def source_rows(self) -> Iterator[Row]:
        """Every source and origin with its counts; conflicts are those of witnesses."""
        return self._rows(parts.sources(self.figures), source_row, "source")

    def pair_rows(self) -> list[Row]:
        """Each pair of sources with anything between them."""
        met = self.figures.count_findings("source")
        return pair_rows(matrix_between((k, a, b, n) for k, (a,), (b,), n in met if a != b))

    def subject_rows(self) -> Iterator[Row]:
        """Every subject with its counts; conflicts are those that `find_conflicts` tells."""
        named = parts.subjects(self.figures)
        return self._rows(named, subject_row, "subject", "measure", id_of=subject_id)

    def document_rows(self) -> Iterator[Row]:
        """Every document or data set with its counts; none where the table names neither."""
        return self._rows(parts.documents(self.figures), document_row, "document")

    def _rows(
        self,
        named: Iterable[Named[Thing]],
        row_of: Callable[[Thing, Counts], Row],
        *columns: str,
        id_of: Callable[..., str] = str,
    ) -> Iterator[Row]:
        found = severities(self.figures, columns, id_of)
        for thing, claims, voices in named:
            odds = found.get(thing.id) or Counter()
            conflicts, questions = odds[Severity.CONFLICT], odds[Severity.QUESTION]
            yield row_of(thing, Counts(claims, voices, conflicts, questions))

    def graph(self, view: View = WHOLE, form: str = "node-link") -> Graph:
        """The attribution graph, or the part in view; seen from afar, of a table of any size.

        Raises:
            UsageError: nothing has a name that the view gives, or the graph would be too large.
        """
        part = self._narrowed(view)
        if view.overview and view.around is None:
            return _overview(part)
        if view.around is None:
            drawn = view.cut(_whole_graph(part, form), None)
        else:
            near = _whole_graph(_near(part, view.around), form)
            drawn = view.cut(near, _centre(near, view.around))
        count = sum(kind in ("claim", "group") for _, kind in drawn.nodes(data="type"))
        _check_size(count, form)
        return drawn

    def loaded(
        self, view: View, form: str
    ) -> tuple[Sequence[Claim], Sequence[Conflict], Sequence[DocumentEntry]]:
        """The claims in view and others near them, with their conflicts and documents, in memory.

        Raises:
            UsageError: nothing has a name that the view gives, or there are too many for `form`.
        """
        part = self._narrowed(view)
        near = part if view.around is None else _near(part, view.around)
        found = _loaded(near, form)
        _check_size(len(found[0]), form)
        return found

    def stream(self, view: View = WHOLE, form: str = "graphml") -> Stream | None:
        """What writes the graph of a table of any size, where form and view allow it.

        Raises:
            UsageError: no claim fits the view.
        """
        part = self._narrowed(view)
        if not graph_form(form).stream or view.around or view.group or view.overview:
            return None
        return partial(_stream, part, form)

    def _narrowed(self, view: View) -> FigureLedger:
        if not view.filters:
            return self
        narrow = FigureLedger(self.where, part(self.figures, view.source, view.subject, view.since))
        if not any(narrow.find_claims(1)):
            raise UsageError(f"no claim in {self.where} fits; see: reportedly sources, subjects")
        return narrow


def table_at(where: str) -> FigureLedger:
    """The table of figures that stands at `where`.

    Raises:
        LedgerError: nothing can be read there.
    """
    return FigureLedger(where, Figures(open_engine(place_of(where))))


def _chosen(filters: Filters) -> tuple[str | None, str | None, date | None] | None:
    """Source, subject and day, as `Figures` takes them; None where the status leaves nothing."""
    if filters.get("status") not in (None, Status.REVIEWED.value):
        return None
    return filters.get("source"), filters.get("subject"), filters.get("since")


def _stream(ledger: FigureLedger, form: str, open_file: OpenFile, advance: Advance) -> None:
    figures = ledger.figures
    elements = stream_graph(
        (named.thing for named in parts.sources(figures)),
        (named.thing for named in parts.subjects(figures)),
        (named.thing for named in parts.documents(figures)),
        _counted(figures.claims(), figures.count(), advance),
        (found.conflict for found in ledger.find_conflicts()),
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


def _whole_graph(ledger: FigureLedger, form: str) -> Graph:
    """The attribution graph of a table in memory, with the conflicts that `conflicts` tells.

    Raises:
        UsageError: it would be too large; `form` is named as what it is too large for.
    """
    return build_graph(*_loaded(ledger, form))


def _loaded(
    ledger: FigureLedger, form: str
) -> tuple[list[Claim], list[Conflict], list[DocumentEntry]]:
    count = ledger.figures.count()
    if count > MOST_LOADED:
        raise _too_large(count, form)
    # Equal rows make one claim.
    claims = list({c.id: c for c in ledger.find_claims()}.values())
    conflicts = [found.conflict for found in ledger.find_conflicts()]
    return claims, conflicts, [n.thing for n in parts.documents(ledger.figures)]


def _check_size(count: int, form: str) -> None:
    if count > graph_form(form).most:
        raise _too_large(count, form)


def _too_large(count: int, form: str) -> UsageError:
    most = graph_form(form).most
    streamed = ", ".join(name for name, known in GRAPH_FORMS.items() if known.stream)
    return UsageError(
        f"a graph of {count:,} claims is too large for {form}, which can hold {most:,}: draw a "
        "part of it (--source, --subject, --since, --around NAME), fold claims (--group), see it "
        f"from afar (--overview), or write all of it (export {streamed})"
    )


def _overview(ledger: FigureLedger) -> Graph:
    """Sources and subjects with counts, reckoned in SQL; conflicts are those of witnesses."""
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
    about = float(PROFILES[options.profile].tolerance)
    return Rules(about, options.tolerance, options.divergence_ratio)
