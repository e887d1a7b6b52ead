"""The pages of the site, one function a kind of page, written one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.export import claim_review
from reportedly.export.chart import stylesheet
from reportedly.export.ratings import digit_words, reliability_of
from reportedly.export.report.addresses import address, numbered, page_name
from reportedly.export.report.events import event_pages, event_row
from reportedly.export.report.home import home
from reportedly.export.report.matrix import Matrix, matrix_of
from reportedly.export.report.passages import context, pages_of, paragraphs_of
from reportedly.export.report.press import (
    CARDS,
    HERE,
    Page,
    Press,
    make_environment,
    markup,
    part_links,
)
from reportedly.export.report.record import record_of, source_row
from reportedly.export.report.site import Report, Site, make_site
from reportedly.export.report.subjects import subject_pages
from reportedly.export.report.views import (
    View,
    allows,
    claim_view,
    counts,
    document_link,
    document_row,
    finding_view,
    judged_of,
    judgement_view,
    language,
    note_view,
    odds_view,
    period,
    source_link,
    subject_link,
    subject_row,
    voice_view,
)
from reportedly.model import (
    Claim,
    ConflictKind,
    Credibility,
    DocumentEntry,
    Figure,
    Grade,
    Reliability,
    Severity,
    Source,
)

_ROWS = 250  # rows of a list on one page
_FINDINGS = 40  # conflicts on one page
_ODDS = 30  # told on the page of a claim


def build_report(report: Report) -> Iterator[Page]:
    """Every file of the site: its address from the site's root, and its text.

    Equal ledgers give equal files: no time of writing stands in them.
    """
    site = make_site(report)
    press = Press(site, make_environment(), {})
    matrix = matrix_of(site.claims, site.conflicts)
    yield "style.css", (HERE / "style.css").read_text(encoding="utf-8") + stylesheet()
    if report.graph is not None:
        yield "graph.svg", report.graph
    if report.explorer is not None:
        yield "graph.html", report.explorer
    yield home(press)
    yield from _lists(press)
    yield from _conflict_pages(press)
    for event in site.events.values():
        yield from event_pages(press, event)
    for subject in site.subjects.values():
        yield from subject_pages(press, subject)
    for source in site.sources.values():
        yield from source_pages(press, source, matrix)
    for entry in site.documents.values():
        yield from _document_pages(press, entry)
    for claim in site.claims:
        yield claim_page(press, claim)
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


# --- pages


def _lists(press: Press) -> Iterator[Page]:
    site = press.site
    yield from press.parts(
        "events/index.html",
        "events.html",
        "Events",
        sorted(site.events.values(), key=lambda e: str(e.when and e.when.start), reverse=True),
        CARDS,
        lambda event: event_row(site, event),
    )
    subjects = sorted(site.subjects.values(), key=lambda s: s.name.casefold())
    yield from press.parts(
        "subjects/index.html",
        "subjects.html",
        "Subjects",
        subjects,
        _ROWS,
        lambda subject: subject_row(site, subject),
    )
    sources = sorted(
        site.sources.values(), key=lambda s: (-len(site.by_source.get(s.id, ())), s.name.casefold())
    )
    yield from press.parts(
        "sources/index.html",
        "sources.html",
        "Sources",
        sources,
        _ROWS,
        lambda source: source_row(site, source),
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


def _conflict_pages(press: Press) -> Iterator[Page]:
    found = [x for x in press.site.conflicts if x.severity is not Severity.NOTE]
    yield from press.parts(
        "conflicts.html",
        "conflicts.html",
        "Conflicts and questions",
        found,
        _FINDINGS,
        lambda conflict: finding_view(press.site, conflict),
        conflicts=sum(x.severity is Severity.CONFLICT for x in found),
        questions=sum(x.severity is Severity.QUESTION for x in found),
    )


def source_pages(press: Press, source: Source, matrix: Matrix) -> Iterator[Page]:
    """The page of a source; where it has many claims, several."""
    site = press.site
    claims = site.by_source.get(source.id, [])
    rows = [
        {
            "name": matrix.sources[other],
            "href": address("sources", other),
            "cell": matrix.cell(source.id, other),
            "repeated": matrix.cell(other, source.id).repeats,
        }
        for other in matrix.near(source.id)
    ]
    members = [s for s in site.sources.values() if source.id in s.part_of]
    yield from press.parts(
        address("sources", source.id),
        "source.html",
        source.name,
        claims,
        CARDS,
        lambda claim: claim_view(site, claim),
        source={
            **source_link(source),
            "aliases": source.aliases,
            "reliability": source.reliability,
        },
        bodies=[source_link(site.sources[s]) for s in source.part_of if s in site.sources],
        members=[source_link(s) for s in members[:50]],
        total=counts(site, claims),
        record=record_of(site, source.id),
        dealings=rows[:40],
    )


def _document_pages(press: Press, entry: DocumentEntry) -> Iterator[Page]:
    site = press.site
    claims = site.by_document.get(entry.id, [])
    text = site.report.text_of(entry.id)
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
            unplaced=[claim_view(site, c) for c in claims if c.id not in placed][:CARDS],
            part=number,
            parts=part_links(path, number, len(pages)),
        )


def _worst(site: Site, claim: Claim) -> str:
    found = site.of_claim.get(claim.id)
    return found[0].severity.value if found else ""


def _worst_of(site: Site, claims: Iterable[str]) -> str:
    found = {_worst(site, site.by_id[c]) for c in claims}
    return next((s for s in ("conflict", "question") if s in found), "")


def claim_page(press: Press, claim: Claim) -> Page:
    """The page of a claim."""
    site = press.site
    entry = site.documents.get(claim.document)
    text = site.report.text_of(claim.document)
    conflicts = site.of_claim.get(claim.id, [])
    notes = [x for x in conflicts if x.severity is Severity.NOTE]
    odds = [x for x in conflicts if x.severity is not Severity.NOTE]
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
        claim=claim_view(site, claim),
        odds=[odds_view(site, claim, x) for x in odds[:_ODDS]],
        more_odds=max(0, len(odds) - _ODDS),
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
        notes=[note_view(x) for x in notes[:30]],
        canonical=site.link(claim) if site.base else None,
        linked_data=markup(claim_review.linked(data, None)),
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
    rating = site.report.ratings.get(claim.id)
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
            {**judgement_view(j), "conflict": finding_view(site, by_id[j.conflict])}
            for j in site.judgements
        ]
    }
