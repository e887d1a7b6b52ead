"""The pages of the site, one function a kind of page, written one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.export import claim_review
from reportedly.export.chart import chart_of, draw_chart
from reportedly.export.counting import counts_in_words
from reportedly.export.printable import printable
from reportedly.export.ratings import digit_words, reliability_of
from reportedly.export.report.addresses import address, numbered, page_name
from reportedly.export.report.matrix import Matrix, matrix_of
from reportedly.export.report.passages import context, pages_of, paragraphs_of
from reportedly.export.report.site import Site, make_site
from reportedly.export.report.views import (
    View,
    allows,
    claim_view,
    conflict_view,
    corroboration,
    counts,
    document_link,
    document_row,
    judged_of,
    judgement_view,
    language,
    line_view,
    period,
    source_link,
    source_row,
    subject_link,
    subject_row,
    voice_view,
)
from reportedly.model import (
    NOWHERE,
    Assessment,
    Claim,
    Conflict,
    ConflictKind,
    Credibility,
    DocumentEntry,
    Entries,
    Figure,
    Grade,
    Grading,
    Judgement,
    Rating,
    Reliability,
    Setting,
    Severity,
    Source,
    Subject,
    Tally,
)

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent
_CARDS = 60  # claims on one page
_ROWS = 250  # rows of a list on one page
_PAIRS = 40  # conflicts on one page
_BESIDE = 12  # of them side by side on a subject's page, the rest a line each
_LINES = 100
Page = tuple[str, str]


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


def build_report(report: Report) -> Iterator[Page]:
    """Every file of the site: its address from the site's root, and its text.

    Equal ledgers give equal files: no time of writing stands in them.
    """
    base = report.base if not report.base or report.base.endswith("/") else f"{report.base}/"
    site = make_site(
        report.title,
        base,
        report.entries,
        report.claims,
        report.conflicts,
        report.judgements,
        report.text_of,
    )
    graded: dict[str, list[Assessment]] = {}
    for made in report.assessments:
        graded.setdefault(made.subject, []).append(made)
    site = replace(
        site,
        setting=report.setting,
        ratings=report.ratings,
        gradings=report.gradings,
        assessments=graded,
    )
    press = _Press(
        site,
        _environment(),
        matrix_of(site.claims, site.conflicts, most=None),
        {},
    )
    yield "style.css", (_HERE / "style.css").read_text(encoding="utf-8")
    if report.graph is not None:
        yield "graph.svg", report.graph
    if report.explorer is not None:
        yield "graph.html", report.explorer
    yield _overview(press, report.graph is not None, report.explorer is not None)
    yield from _lists(press)
    yield from _conflict_pages(press)
    for subject in site.subjects.values():
        yield from _subject_pages(press, subject)
    for source in site.sources.values():
        yield from _source_pages(press, source)
    for entry in site.documents.values():
        yield from _document_pages(press, entry)
    for claim in site.claims:
        yield _claim_page(press, claim)
    yield press("judgements.html", "judgements.html", "Judgements", **_judgements(site))
    yield press(
        "method.html",
        "method.html",
        "How to read this",
        total=counts(site, site.claims),
        grades=[(g.value, g.meaning) for g in Grade],
        letters=[(r.value, r.meaning) for r in Reliability],
        digits=[(int(c), c.meaning) for c in Credibility],
        severities=[(s, [k.help for k in ConflictKind if k.severity is s]) for s in Severity],
    )


# --- printing


@dataclass(frozen=True)
class _Press:
    """Prints a page from its template."""

    site: Site
    environment: Environment
    matrix: Matrix  # of all sources
    places: dict[str, str]  # claim → address of its words, as its document has been printed

    def __call__(self, path: str, template: str, title: str, **values: Any) -> Page:
        """The page that stands at `path`."""
        root = "../" * path.count("/")
        text = self.environment.get_template(template).render(
            **values, site=self.site, title=title, root=root, path=path
        )
        return path, text

    def parts(
        self,
        path: str,
        template: str,
        title: str,
        items: Sequence[Any],
        size: int,
        show: Callable[[Any], View],
        **values: Any,
    ) -> Iterator[Page]:
        """A page whose `items` fill as many pages as they need."""
        batches = [items[i : i + size] for i in range(0, len(items), size)] or [items]
        for number, batch in enumerate(batches, start=1):
            here = numbered(path, number)
            yield self(
                here,
                template,
                title if number == 1 else f"{title} ({number})",
                items=[show(item) for item in batch],
                part=number,
                parts=_part_links(path, number, len(batches)),
                **values,
            )


def _part_links(path: str, here: int, last: int) -> list[View]:
    """The pages of a long list: the first, the last, and those near this one."""
    if last == 1:
        return []
    near = sorted({1, last, *range(max(1, here - 3), min(last, here + 3) + 1)})
    return [{"number": n, "href": numbered(path, n), "here": n == here} for n in near]


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        # Whatever stands in a ledger or a document passes here on its way into a page.
        if isinstance(value, str) and not isinstance(value, Markup):
            return printable(value, keep="\n")
        return value

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["counted"] = _counted
    environment.filters["behind"] = _behind
    return environment


def _behind(total: View) -> str:
    """`5 documents, 3 texts, 4 sources, at most 2 independent`."""
    return counts_in_words(Tally(*(total[key] for key in Tally._fields)))


def _counted(number: int, one: str, many: str | None = None) -> str:
    """`3 claims`, `1 claim`, `no claims`."""
    noun = one if number == 1 else many or f"{one}s"
    return f"{number:,} {noun}" if number else f"no {noun}"


def _markup(text: str) -> str:
    from markupsafe import Markup

    return Markup(text)


# --- pages


def _overview(press: _Press, with_graph: bool, with_explorer: bool) -> Page:
    site = press.site
    subjects = sorted(
        (subject_row(site, s) for s in site.subjects.values()),
        key=lambda row: (-row["conflicts"], -row["questions"], -row["claims"], row["order"]),
    )
    sources = sorted(
        (source_row(site, s) for s in site.sources.values() if s.id in site.by_source),
        key=lambda row: (-row["claims"], row["order"]),
    )
    documents = sorted(
        site.documents, key=lambda id_: site.documents[id_].published or "", reverse=True
    )
    worst = [x for x in site.conflicts if x.severity is not Severity.NOTE]
    return press(
        "index.html",
        "index.html",
        site.title,
        total=counts(site, site.claims),
        documents_total=len(site.documents),
        sources_total=len(site.by_source),
        notes=sum(x.severity is Severity.NOTE for x in site.conflicts),
        worst=[conflict_view(site, x) for x in worst[:6]],
        worst_total=len(worst),
        subjects=subjects[:20],
        sources=sources[:12],
        documents=[document_row(site, id_) for id_ in documents[:8]],
        matrix=_matrix(site),
        with_graph=with_graph,
        with_explorer=with_explorer,
    )


def _lists(press: _Press) -> Iterator[Page]:
    site = press.site
    subjects = sorted(site.subjects.values(), key=lambda s: s.name.casefold())
    yield from press.parts(
        "subjects/index.html",
        "subjects.html",
        "Subjects",
        subjects,
        _ROWS,
        lambda subject: subject_row(site, subject),
    )
    sources = sorted(site.sources.values(), key=lambda s: s.name.casefold())
    yield from press.parts(
        "sources/index.html",
        "sources.html",
        "Sources",
        sources,
        _ROWS,
        lambda source: source_row(site, source),
        matrix=_matrix(site),
    )
    documents = sorted(
        site.documents, key=lambda id_: site.documents[id_].published or "", reverse=True
    )
    yield from press.parts(
        "documents/index.html",
        "documents.html",
        "Documents",
        documents,
        _ROWS,
        lambda id_: document_row(site, id_),
    )


def _matrix(site: Site) -> View:
    matrix = matrix_of(site.claims, site.conflicts)
    heads = [
        {"name": name, "href": address("sources", id_)} for id_, name in matrix.sources.items()
    ]
    most = max((cell.conflicts for cell in matrix.cells.values()), default=0)
    rows = [
        {
            **head,
            "cells": [
                {"cell": cell, "tint": "self" if id_ == other else _tint(cell.conflicts, most)}
                for other in matrix.sources
                for cell in [matrix.cell(id_, other)]
            ],
        }
        for id_, head in zip(matrix.sources, heads, strict=True)
    ]
    return {"heads": heads, "rows": rows, "left_out": matrix.left_out}


def _tint(conflicts: int, most: int) -> str:
    """How dark a cell is: in thirds of the most conflicts that two sources have."""
    return f"w{-(-3 * conflicts // most)}" if conflicts else ""


def _conflict_pages(press: _Press) -> Iterator[Page]:
    found = [x for x in press.site.conflicts if x.severity is not Severity.NOTE]
    yield from press.parts(
        "conflicts.html",
        "conflicts.html",
        "Conflicts and questions",
        found,
        _PAIRS,
        lambda conflict: conflict_view(press.site, conflict),
        conflicts=sum(x.severity is Severity.CONFLICT for x in found),
        questions=sum(x.severity is Severity.QUESTION for x in found),
    )


def _subject_pages(press: _Press, subject: Subject) -> Iterator[Page]:
    site = press.site
    claims = site.by_subject.get(subject.id, [])
    conflicts = site.conflicts_of(claims)
    chart = chart_of(subject, claims, conflicts)
    facts = [
        ("Counted", " ".join(part for part in (subject.population, subject.measure) if part)),
        ("Place", subject.place),
        ("Time", period(subject.period)),
        ("Unit", subject.unit),
        ("Running total", {True: "yes", False: "no", None: None}[subject.running_total]),
        ("Corroborated", corroboration(site, subject.id)),
    ]
    worst = [x for x in conflicts if x.severity is not Severity.NOTE]
    notes = [x for x in conflicts if x.severity is Severity.NOTE]
    yield from press.parts(
        address("subjects", subject.id),
        "subject.html",
        subject.name,
        claims,
        _CARDS,
        lambda claim: claim_view(site, claim),
        facts=[(name, value) for name, value in facts if value],
        wholes=[subject_link(site.subjects[s]) for s in subject.part_of if s in site.subjects],
        chart=_markup(draw_chart(chart, heading=False)) if chart else None,
        total=counts(site, claims),
        worst=[conflict_view(site, x) for x in worst[:_BESIDE]],
        brief=[line_view(site, x) for x in worst[_BESIDE : _BESIDE + _LINES]],
        worst_more=max(0, len(worst) - _BESIDE - _LINES),
        notes=[_note(x) for x in notes[:_PAIRS]],
        notes_more=max(0, len(notes) - _PAIRS),
    )


def _note(conflict: Conflict) -> View:
    return {"kind": conflict.kind.value.replace("-", " "), "reason": conflict.reason}


def _source_pages(press: _Press, source: Source) -> Iterator[Page]:
    site = press.site
    claims = site.by_source.get(source.id, [])
    dealings = press.matrix
    rows = [
        {
            "name": dealings.sources[other],
            "href": address("sources", other),
            "cell": dealings.cell(source.id, other),
            "repeated": dealings.cell(other, source.id).repeats,
        }
        for other in dealings.near(source.id)
    ]
    members = [s for s in site.sources.values() if source.id in s.part_of]
    yield from press.parts(
        address("sources", source.id),
        "source.html",
        source.name,
        claims,
        _CARDS,
        lambda claim: claim_view(site, claim),
        source={
            **source_link(source),
            "aliases": source.aliases,
            "reliability": source.reliability,
        },
        bodies=[source_link(site.sources[s]) for s in source.part_of if s in site.sources],
        members=[source_link(s) for s in members[:50]],
        total=counts(site, claims),
        revised=_revisions(site.conflicts_of(claims)),
        dealings=rows[:40],
    )


def _revisions(conflicts: Iterable[Conflict]) -> int:
    return sum(x.kind.value == "revision" for x in conflicts)


def _document_pages(press: _Press, entry: DocumentEntry) -> Iterator[Page]:
    site = press.site
    claims = site.by_document.get(entry.id, [])
    text = site.text_of(entry.id)
    cards = {claim.id: claim for claim in claims}
    pages = pages_of(paragraphs_of(text or "", claims))
    placed = {c for page in pages for paragraph in page for c in paragraph.begins}
    path = address("documents", entry.id)

    def note(claim_id: str) -> View:
        claim = cards[claim_id]
        return {
            "anchor": page_name(claim.id),
            "href": address("claims", claim.id),
            "who": voice_view(claim),
            "figure": claim.figure.as_written if claim.figure else "",
            "subject": subject_link(claim.subject),
            "severity": _worst(site, claim),
        }

    for number, page in enumerate(pages, start=1):
        for claim_id in (c for paragraph in page for c in paragraph.begins):
            press.places[claim_id] = f"{numbered(path, number)}#{page_name(claim_id)}"
        paragraphs = [
            {
                "pieces": [
                    {"text": p.text, "anchors": p.claims, "severity": _worst_of(site, p.claims)}
                    for p in paragraph.pieces
                ],
                "notes": [note(c) for c in paragraph.begins],
            }
            for paragraph in page
        ]
        title = entry.title or entry.id
        yield press(
            numbered(path, number),
            "document.html",
            title if number == 1 else f"{title} ({number})",
            document={**document_link(site, entry.id), "sha256": entry.sha256, "note": entry.note},
            language=language(entry.language),
            total=counts(site, claims),
            missing=text is None,
            paragraphs=paragraphs,
            unplaced=[claim_view(site, c) for c in claims if c.id not in placed][:_CARDS],
            part=number,
            parts=_part_links(path, number, len(pages)),
        )


def _worst(site: Site, claim: Claim) -> str:
    found = site.of_claim.get(claim.id)
    return found[0].severity.value if found else ""


def _worst_of(site: Site, claims: Iterable[str]) -> str:
    found = {_worst(site, site.by_id[c]) for c in claims}
    return next((s for s in ("conflict", "question") if s in found), "")


def _claim_page(press: _Press, claim: Claim) -> Page:
    site = press.site
    entry = site.documents.get(claim.document)
    text = site.text_of(claim.document)
    conflicts = site.of_claim.get(claim.id, [])
    notes = [x for x in conflicts if x.severity is Severity.NOTE]
    chain = list(claim.chain)
    if claim.source is not None and claim.source not in chain:
        chain.append(claim.source)
    link = site.link(claim)
    data = [
        claim_review.claim_object(claim, entry, link, link),
        *(claim_review.review_object(claim, j, link, link) for j in judged_of(site, conflicts)),
    ]
    who = voice_view(claim)["name"]
    return press(
        address("claims", claim.id),
        "claim.html",
        f"{who}: {claim.figure.as_written if claim.figure else claim.subject.name}",
        claim=claim_view(site, claim, 30),
        facts=[*_facts(claim), *_rated(site, claim)],
        chain=[source_link(s) for s in chain],
        words=[
            {"quote": span.quote, "start": span.start, "end": span.end, **_around(text, span)}
            for span in claim.spans
        ],
        not_found=claim.not_found,
        document={
            **document_link(site, claim.document),
            "sha256": entry.sha256 if entry else None,
            "place": press.places.get(claim.id),
        },
        language=language(entry.language) if entry else None,
        notes=[_note(x) for x in notes[:30]],
        canonical=site.link(claim) if site.base else None,
        linked_data=_markup(claim_review.linked(data, None)),
    )


def _around(text: str | None, span: Any) -> View:
    before, after = context(text, span.start, span.end) if text else ("", "")
    return {
        "before": before,
        "after": after,
        "verified": None if text is None else text[span.start : span.end] == span.quote,
    }


def _facts(claim: Claim) -> list[tuple[str, str]]:
    """What is known of a claim beside its words, by name."""
    figure = claim.figure
    facts = [
        ("The figure allows", _allowed(figure) if figure else ""),
        ("Unit", "" if figure is None or figure.share else figure.unit or ""),
        ("Share of", (figure.of or "") if figure else ""),
        ("Implies", claim.implied.as_written if claim.implied else ""),
        ("Happened", period(claim.when)),
        ("Counts to", period(claim.as_of)),
        ("Said", period(claim.said)),
        ("Holds responsible", ", ".join(a.name for a in claim.actors)),
        ("Status", claim.status.value),
    ]
    return [(name, value) for name, value in facts if value]


def _rated(site: Site, claim: Claim) -> list[tuple[str, str]]:
    """How reliable its source is held, and how credible it is by itself."""
    rating = site.ratings.get(claim.id)
    if rating is None:
        return []
    letter = reliability_of(claim)
    source = "not rated" if letter is None else f"{letter}, {letter.meaning}"
    return [("Source’s reliability", source), ("Claim’s credibility", digit_words(rating))]


def _allowed(figure: Figure) -> str:
    if figure.interval.low is None and figure.interval.high is None:
        return ""
    words = allows(figure.interval, 100 if figure.share else 1)
    return f"{words} percent" if figure.share else words


def _judgements(site: Site) -> View:
    by_id = {x.id: x for x in site.conflicts}
    return {
        "judgements": [
            {**judgement_view(j), "conflict": conflict_view(site, by_id[j.conflict])}
            for j in site.judgements
        ]
    }
