"""What every ledger answers, be it a folder of claims or a table of figures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, BinaryIO, Protocol, TypedDict, Unpack

from reportedly.graph import build
from reportedly.graph.overview import overview
from reportedly.model import (
    Claim,
    Conflict,
    ConflictKind,
    DocumentEntry,
    Later,
    Problem,
    Rating,
    Severity,
)

if TYPE_CHECKING:
    from reportedly.compare import Options
    from reportedly.export.rows import Row
    from reportedly.graph.build import Graph
    from reportedly.model import Setting, Tally
    from reportedly.resolve import Outline

OpenFile = Callable[[str], BinaryIO]
"""Opens the file of a name for writing; a format of one file gives it none that matters."""

Advance = Callable[[float], None]
"""Is told, every now and then, the share of the claims that is done."""

Stream = Callable[[OpenFile, Advance], None]
"""Writes a graph piece by piece."""


class Filters(TypedDict, total=False):
    """Which claims: of a source, on subjects, with a status, about a day or later."""

    source: str | None
    subject: str | None
    status: str | None
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What of the attribution graph is shown, and how.

    Attributes:
        around: a claim, source or subject: only what stands near it.
        depth: how near, in steps.
        group: `source` or `subject`: claims that belong together are one node.
        overview: sources and subjects only, with how much each says on each.
        source, subject, since: which claims, as `Filters` has it.
    """

    around: str | None = None
    depth: int = 2
    group: str | None = None
    overview: bool = False
    source: str | None = None
    subject: str | None = None
    since: date | None = None

    @property
    def filters(self) -> Filters:
        """Those that are given."""
        given = Filters(source=self.source, subject=self.subject, since=self.since)
        return given if any(given.values()) else Filters()

    def in_words(self, *, with_others: bool = False) -> str:
        """Which claims are shown, "" where all are.

        Args:
            with_others: what others say on the same subjects is shown too.

        >>> View(source="sohr", subject="killed").in_words()
        'what sohr says, on killed'
        """
        told = {
            "what {} and others say of the same" if with_others else "what {} says": self.source,
            "on {}": self.subject,
            "around {}": self.around,
            "since {}": self.since,
        }
        return ", ".join(words.format(name) for words, name in told.items() if name)

    def cut(self, graph: Graph, centre: str | None) -> Graph:
        """What is shown of a graph of the claims chosen, around a node or a name."""
        if centre is not None:
            graph = build.around(graph, centre, self.depth)
        if self.group is not None:
            graph = build.group(graph, by=self.group)
        return overview(graph) if self.overview else graph


WHOLE = View()
"""All of it."""


class Listed(Protocol):
    """A conflict as it is listed; what costs something is made when it is asked for."""

    @property
    def kind(self) -> ConflictKind:
        """What its claims are to each other."""

    @property
    def severity(self) -> Severity:
        """How much a reader must care."""

    @property
    def judgements(self) -> Sequence[str]:
        """What people decided about it."""

    @property
    def conflict(self) -> Conflict:
        """The conflict."""

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Its claims by id, others perhaps among them."""

    @property
    def row(self) -> Row:
        """Its row."""

    @property
    def line(self) -> str:
        """The row as JSON."""


class AnyLedger(Protocol):
    """What the listings and the graph are made of, wherever it stands.

    `Ledger` loads a folder; `FigureLedger` loads nothing, and gives what is asked for as it comes.
    """

    @property
    def faults(self) -> Sequence[Problem]:
        """What is wrong in its files."""

    @property
    def has_texts(self) -> bool:
        """Whether it keeps the documents, so that words can be shown where they stand."""

    @property
    def fates(self) -> Mapping[str, Later]:
        """Claim → what later captures of its page make of it, where that is something."""

    @property
    def setting(self) -> Setting | None:
        """The events, and which documents are one; None where none are kept."""

    def ratings(
        self, limit: int | None = None, /, **filters: Unpack[Filters]
    ) -> Mapping[str, Rating]:
        """How credible claims are, by their ids; nothing where claims are rows of a table."""

    def counts(self, **filters: Unpack[Filters]) -> Tally | None:
        """What stands behind the claims that these filters leave; None where nobody counts it."""

    def text_of(self, document_id: str, /) -> str | None:
        """The text of a document, None where it is not at hand."""

    def find_claims(self, limit: int | None = None, **filters: Unpack[Filters]) -> Iterator[Claim]:
        """Claims by source, at most so many.

        Raises:
            UsageError: nothing has the name that a filter gives.
        """

    def list_claims(
        self, limit: int | None = None, **filters: Unpack[Filters]
    ) -> Iterable[Claim | Outline]:
        """As `find_claims`, with no more read than a table for people shows."""

    def count_claims(self, **filters: Unpack[Filters]) -> int:
        """How many claims these filters leave."""

    def count_rejected(self, **filters: Unpack[Filters]) -> int:
        """How many rows of a table make no claim."""

    def find_conflicts(
        self,
        options: Options | None = None,
        kinds: Collection[ConflictKind] = (*ConflictKind,),
        *,
        severity: Severity = Severity.NOTE,
        pairs: bool = False,
        limit: int | None = None,
    ) -> Iterator[Listed]:
        """What the claims are to each other, worst first.

        Args:
            options: the rules of comparing.
            kinds: only these.
            severity: leave out what is milder.
            pairs: two by two, however many pairs there are.
            limit: of so many the claims will be asked for; none without it means all.
        """

    def source_rows(self) -> Iterable[Row]:
        """Every source with how many claims, origins, conflicts and questions it has."""

    def pair_rows(self) -> Iterable[Row]:
        """Each pair of sources with anything between them."""

    def subject_rows(self) -> Iterable[Row]:
        """Every subject, counted as the sources are."""

    def document_rows(self) -> Iterable[Row]:
        """Every document, counted as the sources are."""

    def loaded(
        self, view: View, form: str
    ) -> tuple[Sequence[Claim], Sequence[Conflict], Sequence[DocumentEntry]]:
        """The claims in view with all others on their subjects, conflicts and documents.

        Args:
            view: what is shown.
            form: what it will be written as, for messages.

        Raises:
            UsageError: nothing has a name that the view gives, or there are too many for `form`.
        """

    def graph(self, view: View, form: str) -> Graph:
        """The attribution graph, or the part of it that a view shows.

        Args:
            view: what is shown.
            form: what it will be written as, for messages.

        Raises:
            UsageError: nothing has a name that the view gives, or the graph would be too large.
        """

    def stream(self, view: View, form: str) -> Stream | None:
        """What writes the graph piece by piece; None where only `graph` makes it.

        Raises:
            UsageError: no claim fits the view.
        """
