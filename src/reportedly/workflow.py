"""Floor 5: the only module that joins stages. Each function is a few lines, in order.

Every function takes plain values and returns plain values; printing belongs to the shells above.
Stages are imported where they are used, so that a command loads only the libraries it needs.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.errors import LedgerError, ReportedlyError, StaleEntryError, UsageError
from reportedly.model import (
    Act,
    Claim,
    ClaimEntry,
    Conflict,
    Document,
    DocumentEntry,
    Entries,
    Extraction,
    Judgement,
    JudgementEntry,
    Problem,
    SourceEntry,
    Status,
    Subject,
    SubjectEntry,
    Verdict,
)

if TYPE_CHECKING:
    from reportedly.compare import Options
    from reportedly.compare.changes import Changes
    from reportedly.documents.articles import Article
    from reportedly.export.content import Content
    from reportedly.export.formats import Written
    from reportedly.export.notebook import Picture
    from reportedly.export.render import Engine
    from reportedly.graph.trace import Trace
    from reportedly.importing.formats import Result
    from reportedly.store.cache import Cache
    from reportedly.store.entries import Base, Holding, Kept
    from reportedly.store.place import Place
    from reportedly.store.sql import Rules
    from reportedly.store.tables import Figures, Finding


NOTHING = Entries()
PROPOSED = 0.35
"""From this score on an attribution is proposed for review."""
DOUBTFUL = 0.15
"""From this score on an attribution may be one: its figures are nobody's until a person decides."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading documents gives: found, proposed, resolved, compared.

    `entries` holds what was proposed for these documents only; `claims` what it resolves to.
    """

    documents: tuple[Document, ...]
    extractions: tuple[Extraction, ...]
    entries: Entries
    claims: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True)
class Ledger:
    """A ledger as written, what it resolves to, and every fault met on the way."""

    root: Path
    entries: Entries
    faults: tuple[Problem, ...]
    cache: Cache | None = None

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim that resolves; what keeps the others from it is among `problems`."""
        from reportedly.ledger import collector_off
        from reportedly.resolve import resolve_entries

        with collector_off():
            return tuple(resolve_entries(self.entries, self.text_of)[0])

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault in the files and between them, in the order of the files."""
        from reportedly.ledger import check_entries
        from reportedly.ledger.read import in_order

        found = check_entries(self.entries, self.root, self.cache)
        return tuple(in_order([*self.faults, *found]))

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """Judgements that stand or stood, with their days read."""
        return tuple(_judgements(self.entries.judgements))

    def conflicts(self, options: Options | None = None) -> tuple[Conflict, ...]:
        """What the claims are to each other, worst first."""
        from reportedly.compare import Options, find_conflicts
        from reportedly.findings import find_kept_conflicts
        from reportedly.ledger import collector_off

        options = options or Options()
        with collector_off():
            if self.cache is None:
                return tuple(find_conflicts(self.claims, self.judgements, options))
            return tuple(
                find_kept_conflicts(
                    self.entries,
                    self._stamps(),
                    self.text_of,
                    self.judgements,
                    options,
                    self.cache,
                )
            )

    def claims_of(self, ids: Iterable[str]) -> dict[str, Claim]:
        """These claims by id, without resolving all the others."""
        from reportedly.findings import part_of_entries
        from reportedly.resolve import resolve_entries

        asked = set(ids)
        wholes = {c.of for c in self.entries.claims if c.id in asked and c.of}
        asked |= wholes
        part = [c for c in self.entries.claims if c.id in asked or c.subject in wholes]
        claims, _ = resolve_entries(part_of_entries(self.entries, part), self.text_of)
        return {c.id: c for c in claims}

    def _stamps(self) -> dict[str, str]:
        """For each file and each cited document what changes when it does."""
        from reportedly.ledger import stamps_of

        stamps = stamps_of(self.root)
        for document in self.entries.documents:
            if document.path:
                try:
                    status = (self.root / document.path).stat()
                except (OSError, ValueError):
                    continue
                stamps[document.id] = f"{status.st_size} {status.st_mtime_ns}"
        return stamps

    def text_of(self, document_id: str) -> str | None:
        """The cited text, or None when its file is missing."""
        from reportedly.ledger import documents_text

        entry = self._documents.get(document_id)
        return None if entry is None else documents_text(entry, self.root)

    @cached_property
    def _documents(self) -> Mapping[str, DocumentEntry]:
        return {d.id: d for d in self.entries.documents}


def open_ledger(where: str | None, start: Path | None = None) -> Ledger:
    """Load the ledger in the folder `where`, or the nearest one at or above `start`.

    Raises:
        LedgerError: there is none.
    """
    from reportedly.ledger import find_root, load
    from reportedly.store.cache import cache_of
    from reportedly.store.place import PlaceKind, place_of

    if where and place_of(where).kind is not PlaceKind.FOLDER:
        return open_ledger(str(_checkout(where)))
    root = find_root(Path(where) if where else start or Path.cwd())
    cache = cache_of(root)
    entries, faults = load(root, cache)
    return Ledger(root, entries, tuple(faults), cache)


def read_documents(
    documents: Sequence[Document],
    *,
    acts: Iterable[Act] = (Act.SPEECH, Act.DOCUMENT),
    min_score: float | None = None,
    explain: bool = False,
    known: Entries = NOTHING,
) -> Reading:
    """Extract, propose, resolve and compare; names already in `known` keep their ids.

    A person reviews what is proposed, so more is proposed than `extract` prints: everything that
    scores `min_score` or more, 0.35 without it. Below, down to `DOUBTFUL`, figures are proposed
    with their source open, so that none is taken for the document's own.
    """
    from reportedly.compare import find_conflicts
    from reportedly.extract import extract_attributions
    from reportedly.extract.propose import propose_entries
    from reportedly.resolve import resolve_entries

    wanted, least = tuple(acts), PROPOSED if min_score is None else min_score
    extractions, proposed = [], Entries()
    for document in documents:
        extraction = extract_attributions(document, min_score=min(DOUBTFUL, least), explain=explain)
        entries = propose_entries(document, extraction, acts=wanted, min_score=least)
        proposed = _join(proposed, _adopt(entries, _join(known, proposed)))
        extractions.append(extraction)
    texts = {d.id: d.text for d in documents}
    complete = _join(Entries(sources=known.sources, subjects=known.subjects), proposed)
    claims, _ = resolve_entries(complete, texts.get)
    return Reading(
        tuple(documents),
        tuple(extractions),
        proposed,
        tuple(claims),
        tuple(find_conflicts(claims)),
    )


def read_text(text: str, *, published: date | None = None, publisher: str | None = None) -> Reading:
    """Read a text into attributions, proposed claims and the conflicts between them.

    Args:
        text: an article or report.
        published: the day it was published, against which "on Monday" is read.
        publisher: who published it.

    Raises:
        MissingProgramError: no language model is installed.
    """
    from reportedly.documents import document_from_bytes

    day = None if published is None else published.isoformat()
    known = {"published": day, "publisher": publisher}
    return read_documents([document_from_bytes(text.encode(), "text", known)])


def save_reading(reading: Reading, root: Path) -> list[Path]:
    """Add what a reading proposed to the ledger; returns the files written."""
    from reportedly.ledger import add_claims

    written: dict[Path, None] = {}
    for document in reading.entries.documents:
        text = next((d.text for d in reading.documents if d.id == document.id), "")
        claims = [_paged(c, text) for c in reading.entries.claims if c.document == document.id]
        _refuse_checkout(root)
        for path in add_claims(
            root, document, claims, reading.entries.sources, reading.entries.subjects
        ):
            written[path] = None
    return list(written)


def _paged(claim: ClaimEntry, text: str) -> ClaimEntry:
    """The claim with the page of its words for a note, where its document has pages."""
    from reportedly.documents import page_of

    if not claim.at or "\f" not in text:
        return claim
    first, last = page_of(text, claim.at[0][0]), page_of(text, claim.at[-1][1])
    page = f"page {first}" if first == last else f"pages {first}-{last}"
    return replace(claim, note=f"{claim.note}; {page}" if claim.note else page)


def import_rows(
    ledger: Ledger, results: Iterable[Result], *, save: bool = True
) -> tuple[Counter[str], list[tuple[str, Problem]]]:
    """Add what the rows of a file say to the ledger, as proposed.

    A source that the ledger knows by that name keeps its id. What stands there already is left, so
    importing a file twice adds it once.

    Args:
        ledger: where to; read before.
        results: from `importing.read_rows`.
        save: False to count only.

    Returns:
        How many rows, claims, sources and subjects there are, and the problems, each with its row
        as it came.
    """
    from reportedly.importing import Found
    from reportedly.ledger import add_documents

    documents: dict[str, tuple[DocumentEntry, list[ClaimEntry]]] = {}
    sources: dict[str, SourceEntry] = {}
    subjects: dict[str, SubjectEntry] = {}
    problems: list[tuple[str, Problem]] = []
    counts: Counter[str] = Counter()
    for _, raw, outcome in results:
        counts["rows"] += 1
        for one in outcome:
            if not isinstance(one, Found):
                problems.append((raw, one))
                continue
            held = documents.setdefault(one.document.id, (one.document, []))
            held[1].extend(one.claims)
            sources.update((s.id, s) for s in one.sources if s.id not in sources)
            subjects.update((s.id, s) for s in one.subjects if s.id not in subjects)
    names = _rename_sources(list(sources.values()), ledger.entries.sources)
    given = [
        (d, [_renamed(c, names) for c in claims]) for d, claims in documents.values() if claims
    ]
    counts.update(
        documents=len(given),
        claims=sum(len(claims) for _, claims in given),
        sources=len(sources),
        subjects=len(subjects),
    )
    if save and given:
        renamed = [replace(s, id=names[s.id]) for s in sources.values()]
        _refuse_checkout(ledger.root)
        add_documents(ledger.root, given, renamed, list(subjects.values()))
    return counts, problems


def _renamed(claim: ClaimEntry, names: Mapping[str, str]) -> ClaimEntry:
    """The claim with the ledger's ids of its sources."""
    return replace(
        claim,
        source=names.get(claim.source or "", claim.source),
        actor=names.get(claim.actor or "", claim.actor),
        via=tuple(names.get(v, v) for v in claim.via),
    )


def select_claims(
    claims: Sequence[Claim],
    *,
    source: str | None = None,
    subject: str | None = None,
    status: str | None = None,
    since: date | None = None,
) -> list[Claim]:
    """Claims that fit every filter given; `source` matches ids, names, aliases and acronyms.

    A body's claims include those of its spokesmen.

    Raises:
        UsageError: no source or subject has that name.
    """
    found: Iterable[Claim] = claims
    if source is not None:
        wanted = _source_ids(claims, source)
        found = [c for c in found if wanted & {s.id for s in c.chain}]
    if subject is not None:
        key = subject.casefold()
        found = [
            c
            for c in found
            if key in c.subject.id.casefold() or key in (c.subject.title or "").casefold()
        ]
        if not found:
            raise UsageError(f"no subject matches {subject!r}; see: reportedly subjects")
    if status is not None:
        found = [c for c in found if c.status.value == status]
    if since is not None:
        found = [c for c in found if (t := c.event or c.said) and (t.end is None or t.end >= since)]
    return list(found)


def set_status(ledger: Ledger, claim_id: str, status: Status) -> None:
    """Record what review decided about one claim, leaving every other byte of its file."""
    edit_claim(ledger, claim_id, {"status": status.value})


def edit_claim(ledger: Ledger, claim_id: str, changes: Mapping[str, str | None]) -> None:
    """Change fields of one claim entry in its file.

    Raises:
        UsageError: no claim has that id, or the change would be a fault.
        StaleEntryError: the file changed since the ledger was loaded.
    """
    from reportedly.ledger import set_fields

    entry = next((c for c in ledger.entries.claims if c.id == claim_id), None)
    if entry is None:
        raise UsageError(f"no claim {claim_id!r}; see: reportedly claims")
    _refuse_checkout(ledger.root)
    fields: dict[str, Any] = dict(changes)
    changed = replace(entry, **fields)
    known = {p.message for p in _faults_of(ledger, entry)}
    for problem in _faults_of(ledger, changed):
        if problem.message not in known:
            raise UsageError(f"not changed: {problem.message}")
    set_fields(ledger.root, entry, changes)


def _faults_of(ledger: Ledger, entry: ClaimEntry) -> list[Problem]:
    """The faults of one claim entry, were it in the ledger."""
    from reportedly.findings import part_of_entries
    from reportedly.ledger import check_entries

    wholes = [c for c in ledger.entries.claims if c.id == entry.of or c.subject == entry.of]
    return check_entries(part_of_entries(ledger.entries, [entry, *wholes]), ledger.root)


def record_judgement(ledger: Ledger, judgement: JudgementEntry) -> Path:
    """Add a judgement on a conflict that exists; without an id it is numbered by its conflict.

    Raises:
        UsageError: no conflict has that id.
    """
    from reportedly.ledger import add_judgement

    if judgement.conflict not in {c.id for c in ledger.conflicts()}:
        raise UsageError(f"no conflict {judgement.conflict!r}; see: reportedly conflicts")
    if not judgement.id:
        earlier = sum(j.conflict == judgement.conflict for j in ledger.entries.judgements)
        judgement = replace(judgement, id=f"{judgement.conflict}-{earlier + 1}")
    _refuse_checkout(ledger.root)
    return add_judgement(ledger.root, judgement)


def _source_ids(claims: Sequence[Claim], name: str) -> set[str]:
    from reportedly.resolve import find_source

    sources = {s.id: s for c in claims for s in (*c.chain, c.source) if s is not None}
    found = {s.id for s in find_source(list(sources.values()), name)}
    if not found:
        raise UsageError(f"no source is called {name!r}; see: reportedly sources")
    return found


def _judgements(entries: Iterable[JudgementEntry]) -> Iterator[Judgement]:
    """Judgements whose days read; the others are reported by `check`."""
    for e in entries:
        try:
            on = date.fromisoformat(e.on or "")
            withdrawn = date.fromisoformat(e.withdrawn) if e.withdrawn else None
        except ValueError:
            continue
        yield Judgement(
            e.id, e.conflict or "", e.verdict or "", e.by or "", on, e.why or "", e.claim, withdrawn
        )


def _join(a: Entries, b: Entries) -> Entries:
    """Both, each source and subject once."""
    sources = {s.id: s for s in (*b.sources, *a.sources)}
    subjects = {s.id: s for s in (*b.subjects, *a.subjects)}
    return Entries(
        (*a.documents, *b.documents),
        (*a.claims, *b.claims),
        tuple(sources.values()),
        tuple(subjects.values()),
        (*a.judgements, *b.judgements),
    )


def _adopt(new: Entries, known: Entries) -> Entries:
    """Proposed entries with the ids of sources and subjects that are known already.

    A source is the same when exactly one known source bears its name or an alias. A new id that a
    different known entry holds gets a number.
    """
    sources = _rename_sources(new.sources, known.sources)
    subjects = _rename_subjects(new.subjects, known.subjects)
    claims_taken = {c.id for c in known.claims}
    claims = {c.id: _free(c.id, claims_taken) for c in new.claims}

    def claim(entry: ClaimEntry) -> ClaimEntry:
        return replace(
            entry,
            id=claims[entry.id],
            source=sources.get(entry.source or "", entry.source),
            subject=subjects.get(entry.subject or "", entry.subject),
            actor=sources.get(entry.actor or "", entry.actor),
            via=tuple(sources.get(v, v) for v in entry.via),
            of=claims.get(entry.of or "", entry.of),
        )

    known_sources = {s.id for s in known.sources}
    known_subjects = {s.id for s in known.subjects}
    return Entries(
        new.documents,
        tuple(claim(c) for c in new.claims),
        tuple(
            replace(s, id=sources[s.id], part_of=tuple(sources.get(p, p) for p in s.part_of))
            for s in new.sources
            if sources[s.id] not in known_sources
        ),
        tuple(
            replace(s, id=subjects[s.id])
            for s in new.subjects
            if subjects[s.id] not in known_subjects
        ),
    )


def _rename_sources(new: Sequence[SourceEntry], known: Sequence[SourceEntry]) -> dict[str, str]:
    names: dict[str, set[str]] = {}
    for source in known:
        for name in (source.id, source.name or "", *source.aliases):
            names.setdefault(name.casefold(), set()).add(source.id)
    taken = {s.id for s in known}
    renamed = {}
    for source in new:
        same = set[str]().union(
            *(names.get(n.casefold(), set()) for n in (source.name or source.id, *source.aliases))
        )
        renamed[source.id] = same.pop() if len(same) == 1 else _free(source.id, taken)
    return renamed


def _rename_subjects(new: Sequence[SubjectEntry], known: Sequence[SubjectEntry]) -> dict[str, str]:
    by_id = {s.id: s for s in known}
    renamed = {}
    for subject in new:
        other = by_id.get(subject.id)
        same = other is not None and (
            (other.measure, other.population, other.place)
            == (subject.measure, subject.population, subject.place)
        )
        renamed[subject.id] = subject.id if same else _free(subject.id, set(by_id))
    return renamed


def _free(name: str, taken: set[str]) -> str:
    free, n = name, 1
    while free in taken:
        n += 1
        free = f"{name}-{n}"
    taken.add(free)
    return free


def extract_articles(
    articles: Iterable[Article],
    *,
    acts: Iterable[Act] = tuple(Act),
    min_score: float | None = None,
    workers: int = 1,
    done: Iterator[str] | None = None,
) -> Iterator[tuple[Article, dict[str, Any] | Problem]]:
    """Each article with its row of spans, or what is wrong with it, in their order.

    Args:
        articles: from `documents.articles`, read as they are needed.
        acts: the acts wanted.
        min_score: leaves out attributions below it.
        workers: processes that share the work.
        done: ids of the first articles' rows, which an earlier run wrote; those are passed over.

    Raises:
        UsageError: `done` has rows that the input has not.
    """
    from reportedly.extract.parallel import extract_rows

    under_way: deque[Article] = deque()

    def items() -> Iterator[Document | Problem]:
        for article in _not_done(articles, done or iter(())):
            under_way.append(article)
            yield article.item

    for row in extract_rows(items(), acts=tuple(acts), min_score=min_score, workers=workers):
        article = under_way.popleft()
        if isinstance(row, Problem):
            yield article, replace(row, location=article.location)
        else:
            yield article, row


def _not_done(articles: Iterable[Article], done: Iterator[str]) -> Iterator[Article]:
    """What stands after the rows written already; problems before that are told again."""
    awaited = next(done, None)
    for article in articles:
        if awaited is None or isinstance(article.item, Problem):
            yield article
        elif article.item.id == awaited:
            awaited = next(done, None)
    if awaited is not None:
        raise UsageError(
            f"the output has a row for {awaited!r} where the input has none; begin anew: --restart"
        )


def figure_records(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Quantities for each text, in the format of `figures`.

    A line that is a JSON object with a `text` is read as such; any other line is itself the text.
    """
    from reportedly.text.figures import figures_row, find_quantities

    for line in lines:
        stripped = line.rstrip("\n")
        if not stripped.strip():
            continue
        record = _object(stripped)
        text = record.get("text") if record else None
        if record and isinstance(text, str):
            yield figures_row(text, find_quantities(text), record.get("id"))
        else:
            yield figures_row(stripped, find_quantities(stripped))


def _object(line: str) -> dict[str, Any] | None:
    import json

    try:
        record = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def _iso_day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None


def draw_graph(
    ledger: Ledger,
    form: str,
    *,
    around: str | None = None,
    depth: int = 2,
    group: str | None = None,
    title: str | None = None,
    engine: Engine = "auto",
    from_afar: bool = False,
) -> bytes:
    """The attribution graph as a file's bytes: svg, png, pdf, dot, json, graphml, html or mermaid.

    With the `engine` "wheel" a picture has the same bytes on every machine. With `from_afar` it
    shows sources and subjects with how much each says on each.

    Raises:
        UsageError: nothing in the ledger is called `around`.
        MissingProgramError: this picture needs a program that is not there.
    """
    from reportedly.export.dot import to_dot
    from reportedly.export.explorer import to_html
    from reportedly.export.graphml import to_graphml
    from reportedly.export.mermaid import to_mermaid
    from reportedly.export.node_link import to_json
    from reportedly.export.render import render
    from reportedly.graph import build
    from reportedly.graph.overview import overview

    drawn = build.build_graph(
        [c for c in ledger.claims if c.status is not Status.REJECTED],
        ledger.conflicts(),
        ledger.entries.documents,
    )
    if around is not None:
        drawn = build.around(drawn, around, depth)
    if group is not None:
        drawn = build.group(drawn, by=group)
    if from_afar:
        drawn = overview(drawn)
    if form == "html":
        return to_html(drawn, ledger.text_of, title or "Who said what").encode()
    if form == "mermaid":
        return to_mermaid(drawn).encode()
    if form == "graphml":
        return to_graphml(drawn).encode()
    if form == "json":
        return to_json(drawn).encode()
    dot = to_dot(drawn, title=title or "Who said what")
    return dot.encode() if form == "dot" else render(dot, form, engine=engine)


def picture(
    claims: Sequence[Claim], conflicts: Sequence[Conflict] = (), *, title: str = "Who said what"
) -> Picture:
    """The attribution graph of claims, drawn: it shows itself in a notebook.

    Raises:
        MissingProgramError: there is no Graphviz.
    """
    from reportedly.export.dot import to_dot
    from reportedly.export.notebook import Picture
    from reportedly.export.render import render
    from reportedly.graph.build import build_graph

    return Picture(render(to_dot(build_graph(claims, conflicts), title=title), "svg").decode())


def trace_claim(ledger: Ledger, claim_id: str) -> Trace:
    """The way back from a claim to its origin, and its words checked against their document.

    Raises:
        UsageError: no claim has that id.
    """
    from reportedly.graph.trace import trace

    claim = next((c for c in ledger.claims if c.id == claim_id), None)
    if claim is None:
        raise UsageError(f"no claim {claim_id!r} that resolves; see: reportedly claims")
    text = ledger.text_of(claim.document)
    entry = next((d for d in ledger.entries.documents if d.id == claim.document), None)
    cited: Document | DocumentEntry | None = entry
    if entry is not None and text is not None:
        cited = Document(
            id=entry.id,
            text=text,
            sha256=entry.sha256 or "",
            title=entry.title,
            path=entry.path,
            url=entry.url,
            publisher=entry.publisher,
            published=_iso_day(entry.published),
        )
    return trace(claim, [cited] if cited else [], ledger.claims)


def withdraw_judgement(ledger: Ledger, conflict: str, on: date) -> str:
    """Mark the standing judgements on a conflict as withdrawn; returns the first one's id.

    Raises:
        UsageError: no judgement on it stands.
    """
    from reportedly.ledger import set_fields

    standing = [j for j in ledger.entries.judgements if j.conflict == conflict and not j.withdrawn]
    if not standing:
        raise UsageError(f"no judgement stands on {conflict!r}; see: reportedly conflicts")
    for entry in standing:
        _refuse_checkout(ledger.root)
        set_fields(ledger.root, entry, {"withdrawn": on.isoformat()})
    return standing[0].id


def content_of(ledger: Ledger, base: str = "") -> Content:
    """What the ledger holds, as the interchange formats are written from it."""
    from reportedly.export.content import Content

    return Content(ledger.claims, ledger.conflicts(), ledger.entries, ledger.text_of, base)


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
    from reportedly.export.content import web_address
    from reportedly.export.formats import FORMATS, write
    from reportedly.graph.build import build_graph

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
        UsageError: git knows no such revision.
    """
    from tempfile import TemporaryDirectory

    from reportedly.compare.changes import find_changes
    from reportedly.ledger.revision import load_revision

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


# Stores: tables of figures and databases as ledgers.


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
    from reportedly.export.report import Report, build_report, write_pages

    left_out = (Status.REJECTED, Status.PROPOSED) if reviewed else (Status.REJECTED,)
    claims = [c for c in ledger.claims if c.status not in left_out]
    graph, explorer = _graphs(ledger, claims, title or "Who said what")
    report = Report(
        entries=ledger.entries,
        claims=claims,
        conflicts=ledger.conflicts(),
        judgements=ledger.judgements,
        text_of=lru_cache(maxsize=64)(ledger.text_of),
        title=title or "Who said what",
        base=base,
        graph=graph,
        explorer=explorer,
    )
    return write_pages(build_report(report), folder)


def _graphs(ledger: Ledger, claims: Sequence[Claim], title: str) -> tuple[str | None, str | None]:
    """The attribution graph as SVG and as a page to explore, None where there is too much of it."""
    from reportedly.export.dot import to_dot
    from reportedly.export.explorer import to_html
    from reportedly.export.render import render
    from reportedly.graph.build import build_graph

    if len(claims) > 20_000:
        return None, None
    graph = build_graph(claims, ledger.conflicts(), ledger.entries.documents)
    explorer = to_html(graph, ledger.text_of, title)
    if len(claims) > 300:
        return None, explorer
    try:
        return render(to_dot(graph, title=title), "svg").decode(), explorer
    except ReportedlyError:  # no program draws here: the rest of the report is whole without
        return None, explorer


def plot_subject(ledger: Ledger, name: str, form: str) -> bytes:
    """A subject's figures over time as a file's bytes: svg, png, or vega for Vega-Lite JSON.

    Raises:
        UsageError: no subject or more than one fits `name`, or it has no figure.
        MissingProgramError: PNG needs a package that is not there.
    """
    from reportedly.export.chart import chart_of, draw_chart, to_png, to_vega

    standing = [c for c in ledger.claims if c.status is not Status.REJECTED]
    subject = _subject_called(standing, name)
    claims = [c for c in standing if c.subject.id == subject.id]
    chart = chart_of(subject, claims, ledger.conflicts())
    if chart is None:
        raise UsageError(f"{subject.id!r} has no figure to plot")
    if form == "vega":
        return to_vega(chart).encode()
    svg = draw_chart(chart)
    return to_png(svg) if form == "png" else svg.encode()


def _subject_called(claims: Iterable[Claim], name: str) -> Subject:
    """The one subject of these claims that has `name` for its id, or in its id or title."""
    subjects = {c.subject.id: c.subject for c in claims}
    if name in subjects:
        return subjects[name]
    key = name.casefold()
    found = [s for s in subjects.values() if key in f"{s.id}\n{s.title or ''}".casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(f"{name!r} could be any of {', '.join(s.id for s in found)}")
    raise UsageError(f"no subject matches {name!r}; see: reportedly subjects")


def push_ledger(where: str | None, to: str, *, who: str | None = None, over: bool = False) -> str:
    """Bring a ledger into a store: what only the ledger changed is written, all of it or nothing.

    Args:
        where: the ledger: a folder, or a table of figures.
        to: of a folder, a `.duckdb` file or `postgresql://…`; a table goes to any place of tables.
        who: under whose name the history keeps it; the database's user without it.
        over: write over what others changed since; the history keeps their versions.

    Returns:
        What was done, in a few words.

    Raises:
        StaleEntryError: others changed the store since; pull first.
        LedgerError: the ledger has faults, or the store cannot be written.
        UsageError: nothing of this sort is kept there.
    """
    from reportedly.store import entries as stored
    from reportedly.store.place import open_database, place_of

    if (table := open_figures(where)) is not None:
        return _push_figures(table, to)
    ledger = open_ledger(where)
    if ledger.faults:
        raise LedgerError(f"{ledger.faults[0]}; push takes no ledger with faults in its files")
    place = place_of(to)
    database = open_database(place, write=True, who=who)
    if database is None:
        raise UsageError(f"{to} keeps no claims: push to a .duckdb file or to postgresql://…")
    try:
        mine = stored.holding_of(ledger.entries, _files_of(ledger))
        base = stored.Base.from_json(_met(ledger.root, to))
        done = stored.push(database, mine, base, ledger.claims, over)
    finally:
        database.close()
    _meet(ledger.root, to, mine.base)
    return f"{done.added} added, {done.changed} changed, {done.removed} removed"


def pull_ledger(where: str | None, origin: str) -> list[Path]:
    """Bring what a store holds into a folder: what only the store changed is written.

    A file that the folder did not change becomes the store's, to the byte. Where both changed a
    file, entries are taken one by one, and the rest of the file stays.

    Args:
        where: the folder; made when it is not there. Of a table of figures, the file to write.
        origin: the store.

    Returns:
        The files written.

    Raises:
        StaleEntryError: both changed one entry; nothing is written.
        LedgerError: the store cannot be read, or the folder not written.
    """
    from reportedly.ledger.write import replace_file
    from reportedly.store import entries as stored
    from reportedly.store.duck import save

    if (table := open_figures(origin)) is not None:
        if where is None:
            raise UsageError(f"{origin} is a table of figures: name the file with --ledger FILE")
        save(table.figures.engine, Path(where))
        return [Path(where)]
    root = Path(where) if where else Path.cwd()
    theirs = _stored_content(origin)
    if not (root / "claims").is_dir():
        (root / "claims").mkdir(parents=True)
    ledger = open_ledger(str(root))
    files, base = _files_of(ledger), stored.Base.from_json(_met(ledger.root, origin))
    take, merge, drop = _compared(files, theirs.files, base.files)
    added = [
        part
        for path in merge
        for part in [_merged(path, files[path], theirs.files[path], base.entries)]
    ]
    written = []
    for path in take:
        target = _safe_path(ledger.root, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        replace_file(target, theirs.files[path])
        written.append(target)
    for path in drop:
        _safe_path(ledger.root, path).unlink(missing_ok=True)
    for changes in added:
        _take_entries(ledger.root, changes)
        written += [ledger.root / changes.file]
    _meet(ledger.root, origin, theirs.base)
    return written


@dataclass(frozen=True, slots=True)
class _Changes:
    """Entries of one file that only the store added or changed."""

    file: str
    added: Entries
    changed: tuple[tuple[str, Mapping[str, Any]], ...]


def _compared(
    mine: Mapping[str, bytes], theirs: Mapping[str, bytes], base: Mapping[str, str]
) -> tuple[list[str], list[str], list[str]]:
    """Paths to take whole, paths that both changed, and paths that only the store dropped."""
    from reportedly.store.entries import digest

    take: list[str] = []
    merge: list[str] = []
    for path, data in theirs.items():
        own = mine.get(path)
        if own == data or base.get(path) == digest(data):
            continue
        untouched = own is None if path not in base else own is None or digest(own) == base[path]
        (take if untouched else merge).append(path)
    drop = [p for p in mine if p in base and p not in theirs and digest(mine[p]) == base[p]]
    return take, merge, drop


def _merged(
    path: str, own: bytes, theirs: bytes, base: Mapping[tuple[str, str, str], str]
) -> _Changes:
    """What only the store changed in a file that both changed.

    Raises:
        StaleEntryError: both changed one entry, or the store dropped one.
    """
    from reportedly.ledger.build import read_entries
    from reportedly.store.entries import holding_of

    if not path.endswith(".yaml") or not path.startswith("claims/"):
        raise StaleEntryError(f"{path} differs here and in the store: keep one of them")
    parts = [read_entries(data, path) for data in (own, theirs)]
    held = [Entries(p.documents, p.claims, p.sources, p.subjects, p.judgements) for p in parts]
    mine, other = (holding_of(e, {}).entries for e in held)
    was = [(key, _version(mine, key), _version(other, key)) for key in {**mine, **other}]
    both = [k for k, m, o in was if m != o and base.get(k, "") not in (m, o)]
    dropped = [k for k, m, o in was if not o and base.get(k) == m]
    if both or dropped:
        names = ", ".join(key[2] for key in [*both, *dropped][:3])
        raise StaleEntryError(
            f"{path}: {names} changed here and in the store; set one of them right by hand"
        )
    new = {k for k, m, o in was if not m and k not in base}
    risen = [k for k, m, o in was if m and m != o and base.get(k) == m]
    return _Changes(
        path,
        _only(held[1], new),
        tuple((k[2], _differences(mine[k].content, other[k].content)) for k in risen),
    )


def _version(entries: Mapping[tuple[str, str, str], Kept], key: tuple[str, str, str]) -> str:
    return entries[key].version if key in entries else ""


def _only(entries: Entries, keys: set[tuple[str, str, str]]) -> Entries:
    return Entries(
        entries.documents,
        tuple(c for c in entries.claims if ("claims", c.document, c.id) in keys),
        tuple(s for s in entries.sources if ("sources", "", s.id) in keys),
        tuple(s for s in entries.subjects if ("subjects", "", s.id) in keys),
        tuple(j for j in entries.judgements if ("judgements", "", j.id) in keys),
    )


def _differences(before: str, after: str) -> dict[str, Any]:
    """Fields that differ; None takes one out."""
    import json

    old, new = json.loads(before), json.loads(after)
    return {
        key: new.get(key)
        for key in {**old, **new}
        if old.get(key) != new.get(key) and key not in ("id", "document")
    }


def _take_entries(root: Path, changes: _Changes) -> None:
    """Write the store's entries into a file that was changed here too."""
    from reportedly.ledger import add_documents, add_judgement, set_fields

    new = changes.added
    claims = [(d, [c for c in new.claims if c.document == d.id]) for d in new.documents]
    add_documents(root, [(d, c) for d, c in claims if c], new.sources, new.subjects)
    for judgement in new.judgements:
        add_judgement(root, judgement)
    for name, fields in changes.changed:
        set_fields(root, name, fields)


def _push_figures(table: FigureLedger, to: str) -> str:
    from tempfile import TemporaryDirectory

    from reportedly.store.duck import save
    from reportedly.store.place import PlaceKind, place_of

    place = place_of(to)
    engine = table.figures.engine
    if place.kind is PlaceKind.POSTGRES:
        from reportedly.store.postgres import add_figures, connect

        columns = engine.columns()
        rows = engine.run(f"SELECT {', '.join(columns)} FROM {engine.relation}")
        return f"{add_figures(connect(place.where), columns, rows):,} rows added"
    if place.kind is PlaceKind.SPARK:
        from reportedly.store.spark import write_parquet

        with TemporaryDirectory() as folder:
            path = Path(folder) / "figures.parquet"
            count = save(engine, path)
            write_parquet(str(path), place.master, place.path)
        return f"{count:,} rows written"
    if place.kind is PlaceKind.FOLDER:
        raise UsageError(f"{to} is a folder; a table goes to a file, a database or Spark")
    return f"{save(engine, Path(place.path)):,} rows written"


def _files_of(ledger: Ledger) -> dict[str, bytes]:
    """Every file of a ledger by its path: what stands in `claims/`, and the documents cited."""
    from reportedly.ledger.files import list_files

    files, _ = list_files(ledger.root)
    paths = {f.file for f in files} | {d.path for d in ledger.entries.documents if d.path}
    found = {}
    for path in sorted(paths):
        target = _safe_path(ledger.root, path)
        if target.is_file():
            found[path] = target.read_bytes()
    return found


def _safe_path(root: Path, path: str) -> Path:
    """A path within the ledger, whoever wrote it.

    Raises:
        LedgerError: it leads out of the ledger, or to a hidden file.
    """
    target = root / path
    hidden = any(part.startswith(".") for part in Path(path).parts)
    if hidden or not path or not target.resolve().is_relative_to(root.resolve()):
        raise LedgerError(f"{path!r} is no path within a ledger; nothing was read or written there")
    return target


def _met(root: Path, store: str) -> bytes | None:
    """What the ledger and the store held when they last met, if that is known."""
    from reportedly.store.cache import cache_of

    return cache_of(root).get(f"met {store}")


def _meet(root: Path, store: str, base: Base) -> None:
    from reportedly.store.cache import cache_of

    cache_of(root).put(f"met {store}", base.to_json())


def _stored_content(where: str) -> Holding:
    from reportedly.store.entries import read_holding
    from reportedly.store.place import open_database, place_of

    database = open_database(place_of(where))
    if database is None:
        raise LedgerError(f"{where} holds no ledger of claims")
    try:
        return read_holding(database)
    finally:
        database.close()


def _checkout(where: str) -> Path:
    """A folder with what a store holds now, for commands that read; made when the store changed."""
    from hashlib import sha256
    from shutil import rmtree
    from tempfile import TemporaryDirectory

    from reportedly.store.cache import cache_of

    content = _stored_content(where)
    names = "\n".join(f"{p}\0{sha}" for p, sha in sorted(content.base.files.items()))
    home = cache_of(Path("/") / sha256(where.encode()).hexdigest()).folder
    folder = home / f"checkout-{sha256(names.encode()).hexdigest()[:16]}"
    if (folder / "claims").is_dir():
        return folder
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=home) as made:
        new = Path(made) / "ledger"
        (new / "claims").mkdir(parents=True)
        for path, data in content.files.items():
            target = _safe_path(new, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        for old in home.glob("checkout-*"):
            rmtree(old, ignore_errors=True)
        with suppress(OSError):
            new.rename(folder)
    return folder


def _refuse_checkout(root: Path) -> None:
    """Refuse to write where the next change of a store would wipe it out.

    Raises:
        UsageError: the folder is a store's, made for reading.
    """
    if root.name.startswith("checkout-"):
        raise UsageError(
            "a store is not written by this command: pull it into a folder, change that, and push"
        )


def prepare_store(url: str) -> int:
    """Make a PostgreSQL database ready for ledgers; returns how many steps that took.

    Raises:
        LedgerError: this user may not.
    """
    from reportedly.store.postgres import connect
    from reportedly.store.schema import prepare

    connection = connect(url)
    try:
        return prepare(connection)
    finally:
        connection.close()
