"""What leaves the ledger: pictures, interchange formats, differences, the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.compare import find_positions
from reportedly.compare.changes import find_changes
from reportedly.errors import ReportedlyError, UsageError
from reportedly.export.chart import drawn_as
from reportedly.export.content import Content, web_address
from reportedly.export.dot import to_dot
from reportedly.export.formats import FORMATS, Frame, write, write_graph
from reportedly.export.notebook import Picture
from reportedly.export.render import FORMATS as DRAWN
from reportedly.export.render import render
from reportedly.export.report import Report, build_report, write_pages
from reportedly.graph.build import build_graph
from reportedly.ledger.revision import load_revision
from reportedly.model import (
    Claim,
    Conflict,
    Status,
    among,
)
from reportedly.workflow.any_ledger import WHOLE, AnyLedger, View
from reportedly.workflow.checkouts import store_of
from reportedly.workflow.exploring import explore, explore_claims
from reportedly.workflow.ledgers import Ledger, claims_in
from reportedly.workflow.plotting import draw_positions

if TYPE_CHECKING:
    from reportedly.compare.changes import Changes
    from reportedly.export.formats import Written
    from reportedly.export.render import Engine
    from reportedly.graph.build import Graph

FEW = 20
"""Claims of which each is drawn by itself; of more what each voice holds is."""

OF_ONE = 60
"""So many where one document tells all of them: there who says what is the question."""

TITLE = "Who said what"
"""Of a picture that is given no other."""


def draw_graph(
    ledger: AnyLedger,
    form: str,
    view: View = WHOLE,
    *,
    title: str | None = None,
    engine: Engine = "auto",
) -> Written:
    """The attribution graph as a file's bytes, or as the contents of several files by their names.

    Args:
        ledger: a ledger, or a table of figures.
        form: one of `reportedly.export.formats.GRAPH_FORMS`.
        view: what of the graph is shown.
        title: stands above a picture.
        engine: of a picture; with "wheel" it has the same bytes on every machine.

    Raises:
        UsageError: nothing has a name that the view gives, or the graph would be too large.
        MissingProgramError: the form needs a program or package that is not there.
    """
    if form == "html":
        return explore(ledger, view, title or _title(view, with_others=True)).encode()
    graph: Graph | None = None
    if isinstance(ledger, Ledger) and form in DRAWN and not view.group:
        chosen, _ = ledger.shown(view)
        if view.around is not None:
            graph = ledger.graph(replace(view, overview=False), form)
            chosen = claims_in(graph, chosen)
        most = FEW if len({c.document for c in chosen}) > 1 else OF_ONE
        if view.overview or len(chosen) > most:
            drawn = draw_positions(
                ledger,
                {c.subject.id for c in chosen},
                title or _title(view, with_others=True),
                as_table=view.overview,
            )
            if drawn is not None:
                return drawn_as(form, drawn)
    frame = Frame(title or _title(view), ledger.text_of, engine)
    if graph is None or view.overview:
        graph = ledger.graph(view, form)
    if form in DRAWN and view.group:
        _refuse_a_thicket(graph)
    written = write_graph(form, graph, frame)
    return written.encode() if isinstance(written, str) else written


def _title(view: View, *, with_others: bool = False) -> str:
    return ": ".join(filter(None, (TITLE, view.in_words(with_others=with_others))))


def _refuse_a_thicket(graph: Graph) -> None:
    """Refuse to draw what nobody could read, and say what can be drawn.

    Raises:
        UsageError: there are too many claims and groups of claims.
    """
    count = sum(data["type"] in ("claim", "group") for _, data in graph.nodes(data=True))
    if count > OF_ONE:
        raise UsageError(
            f"{count:,} groups of claims could not be read in one picture: narrow it with "
            "--subject, --source or --around, or draw what voices hold, without --group"
        )


def picture(
    claims: Sequence[Claim], conflicts: Sequence[Conflict] = (), *, title: str = TITLE
) -> Picture:
    """The attribution graph of claims, drawn: it shows itself in a notebook.

    Raises:
        MissingProgramError: there is no Graphviz.
    """
    return Picture(render(to_dot(build_graph(claims, conflicts), title=title), "svg").decode())


def content_of(ledger: Ledger, base: str = "") -> Content:
    """What the ledger holds, as the interchange formats are written from it."""
    return Content(
        ledger.claims,
        ledger.conflicts(),
        ledger.entries,
        ledger.text_of,
        base,
        ledger.assessments,
        ledger.setting.events,
    )


def export_ledger(ledger: Ledger, form: str, base: str = "") -> Written:
    """The ledger in an interchange format (`reportedly.export.formats`): text, bytes or files.

    Args:
        ledger: the ledger.
        form: name of the format.
        base: where the ledger is published, an address of the web; "" leaves names relative.

    Raises:
        UsageError: there is no such format, or `base` is not an address of the web.
        MissingProgramError: the format needs a package that is not installed.
    """
    if form not in FORMATS:
        raise UsageError(f"no format {form!r}: give one of {', '.join(FORMATS)}")
    address = web_address(base) if base else ""
    if address is None:
        raise UsageError(f"{base!r} is not an address like https://example.org/ledger")
    return write(
        form,
        content_of(ledger, address.rstrip("#")),
        lambda content: build_graph(content.claims, content.conflicts, content.entries.documents),
    )


def diff_ledger(ledger: Ledger, revision: str) -> tuple[Changes, str]:
    """What changed in the ledger since a git revision, and the hash of that commit.

    Raises:
        MissingProgramError: git is not installed.
        LedgerError: the ledger is in no git repository.
        UsageError: git knows no such revision, or the ledger is a store.
    """
    from tempfile import TemporaryDirectory

    if store_of(ledger.root) is not None:
        raise UsageError("a store has no git revisions: pull it into a folder that git keeps")
    with TemporaryDirectory(prefix="reportedly-") as folder:
        entries, commit = load_revision(ledger.root, revision, Path(folder))
        old = Ledger(Path(folder), entries, ())
        changes = find_changes(
            old.claims,
            ledger.claims,
            old.conflicts(),
            ledger.conflicts(),
            {c.id for c in ledger.entries.claims},
        )
    return changes, commit


def write_report(
    ledger: Ledger,
    folder: Path,
    *,
    title: str | None = None,
    base: str = "",
    reviewed: bool = False,
) -> int:
    """Write the ledger as a static site into `folder`; returns the number of files.

    Rejected claims are left out, with `reviewed` those that nobody has reviewed as well.

    Raises:
        UsageError: the folder holds something else than a report.
    """
    left_out = (Status.REJECTED, Status.PROPOSED) if reviewed else (Status.REJECTED,)
    claims = [c for c in ledger.claims if c.status not in left_out]
    ids = {c.id for c in claims}
    # What is left out is not told by way of what stands against it, either.
    conflicts = among(ledger.conflicts(), ids)
    graph, explorer = _graphs(ledger, claims, conflicts, title or TITLE)
    report = Report(
        entries=ledger.entries,
        claims=claims,
        conflicts=conflicts,
        judgements=ledger.judgements,
        text_of=lru_cache(maxsize=64)(ledger.text_of),
        title=title or TITLE,
        base=base,
        graph=graph,
        explorer=explorer,
        setting=ledger.setting,
        ratings=ledger.ratings(),
        gradings=ledger.gradings(ids),
        assessments=ledger.assessments,
        positions=find_positions(claims, ledger.setting),
    )
    return write_pages(build_report(report), folder)


def _graphs(
    ledger: Ledger, claims: Sequence[Claim], conflicts: Sequence[Conflict], title: str
) -> tuple[str | None, str | None]:
    """The attribution graph as SVG and as a page to explore, None where there is too much of it."""
    if len(claims) > 20_000:
        return None, None
    explorer = explore_claims(ledger, claims, conflicts, title)
    if len(claims) > 300:
        return None, explorer
    graph = build_graph(claims, conflicts, ledger.entries.documents, ledger.setting)
    try:
        return render(to_dot(graph, title=title), "svg").decode(), explorer
    except ReportedlyError:  # no program draws here: the rest of the report is whole without
        return None, explorer
