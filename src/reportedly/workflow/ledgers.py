"""A ledger as loaded: asked, edited, judged, traced."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar, Unpack

from reportedly.compare import (
    Options,
    bears_on_harm,
    find_findings,
    find_gradings,
    find_ratings,
    two_by_two,
)
from reportedly.compare.captures import fates_of
from reportedly.compare.conflicts import rank_of
from reportedly.compare.judged import with_standing
from reportedly.compare.relations import RelationError, parse_relation
from reportedly.errors import LedgerError, UsageError
from reportedly.export.report.matrix import matrix_of, pair_rows
from reportedly.export.rows import conflict_row, document_rows, source_rows, subject_rows
from reportedly.export.tables import to_json_text
from reportedly.graph.build import build_graph
from reportedly.graph.nearby import claims_near
from reportedly.graph.trace import trace
from reportedly.ledger import (
    check_entries,
    collector_off,
    documents_text,
    find_root,
    load,
    stamps_of,
)
from reportedly.ledger.files import CLAIMS
from reportedly.ledger.read import in_order
from reportedly.model import (
    Assessment,
    Claim,
    ClaimEntry,
    Conflict,
    ConflictKind,
    Document,
    DocumentEntry,
    Entries,
    Fate,
    Grading,
    Judgement,
    JudgementEntry,
    Later,
    Location,
    Problem,
    Rating,
    Setting,
    Severity,
    SourceEntry,
    SourceKind,
    Status,
    SubjectEntry,
    Tally,
    event_of,
    tally,
    words_hash,
)
from reportedly.resolve import Resolver, find_source
from reportedly.resolve.events import with_oldest
from reportedly.store.cache import cache_of
from reportedly.store.place import PlaceKind, place_of
from reportedly.transaction import recover
from reportedly.workflow.any_ledger import WHOLE, Filters, View
from reportedly.workflow.changing import changing
from reportedly.workflow.checkouts import checkout_of, follow
from reportedly.workflow.findings import find_kept_conflicts, find_kept_outlines
from reportedly.workflow.index import entry_order, index_claims, index_conflicts

if TYPE_CHECKING:
    from reportedly.export.rows import Row
    from reportedly.graph.build import Graph
    from reportedly.graph.trace import Trace
    from reportedly.resolve import Outline
    from reportedly.store.cache import Cache
    from reportedly.workflow.index import Index

Told = TypeVar("Told", bound="Claim | Outline")


@dataclass(frozen=True)
class Ledger:
    """A ledger as written, what it resolves to, and every fault met on the way."""

    root: Path
    entries: Entries
    faults: tuple[Problem, ...]
    cache: Cache | None = None
    has_texts: ClassVar[bool] = True

    def __repr__(self) -> str:
        """Where it stands and how much is in it, for sessions and for messages of tests."""
        claims, documents = len(self.entries.claims), len(self.entries.documents)
        return f"<Ledger {str(self.root)!r}: {claims:,} claims, {documents:,} documents>"

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim that resolves; what keeps the others from it is among `problems`."""
        return tuple(self._resolve(self.entries.claims))

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """What every claim that resolves is known by: to choose and to count, without a text."""
        with collector_off():
            return tuple(find_kept_outlines(self.entries, self.resolver, self.cache))

    def claims_told(self, outlines: Iterable[Outline]) -> list[Claim]:
        """The claims that these outlines are of, in the same order."""
        with collector_off():
            return self.resolver.resolve_outlines(outlines)

    def claims_on(self, subjects: Collection[str]) -> list[Claim]:
        """The claims on these subjects, by their ids, that were not rejected."""
        told = (o for o in self.outlines if o.subject.id in subjects)
        return self.claims_told(o for o in told if o.status is not Status.REJECTED)

    def claims_of(self, ids: Iterable[str]) -> dict[str, Claim]:
        """These claims by id, without resolving all the others."""
        asked = set(ids)
        return {c.id: c for c in self._resolve([e for e in self.entries.claims if e.id in asked])}

    def claim(self, claim_id: str) -> Claim | None:
        """The first claim of that id that resolves."""
        found = self._resolve([e for e in self.entries.claims if e.id == claim_id])
        return found[0] if found else None

    def _resolve(self, wanted: Iterable[ClaimEntry]) -> list[Claim]:
        with collector_off():
            return self.resolver.resolve(wanted)

    @cached_property
    def resolver(self) -> Resolver:
        """What reads its entries."""
        return Resolver(self.entries, self.text_reader)

    @property
    def text_reader(self) -> Callable[[str], str | None]:
        """What gives cited texts, as `text_of`, and does not keep the ledger."""
        return partial(_text_in, self.root, self.document_entries)

    @cached_property
    def claim_index(self) -> Index[Outline]:
        """Its claims by event, document, subject and source."""
        return index_claims(self.outlines)

    @cached_property
    def conflict_index(self) -> Index[Conflict]:
        """Its conflicts by id, claim, event and document."""
        return index_conflicts(self.conflicts(), self.claim_index)

    @cached_property
    def worked_out(self) -> dict[object, Any]:
        """What listings of it have worked out, by what they call it."""
        return {}

    @cached_property
    def setting(self) -> Setting:
        """The events, and the documents that are one text."""
        events = {name: e for name, e in self.resolver.events.items() if name == e.id}
        homes = {name: c.home for name, c in self.resolver.captures.items()}
        return Setting(events, with_oldest(self.resolver.texts), self.fates, homes)

    @cached_property
    def fates(self) -> Mapping[str, Later]:
        """Claim → what later captures of its page make of it, where that is something."""
        captures = self.resolver.captures
        if not captures:
            return {}
        told = self._resolve([c for c in self.entries.claims if c.document in captures])
        return fates_of(told, captures, self.text_of)

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """What is held after all on subjects of events: the latest of each person."""
        return tuple(self.resolver.assessments())

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault in the files and between them, in the order of the files."""
        found = check_entries(self.entries, self.root, self.cache)
        return tuple(in_order([*self.faults, *found, *_relation_faults(self.entries.subjects)]))

    @cached_property
    def judgements(self) -> tuple[Judgement, ...]:
        """Judgements that stand or stood, with their days read."""
        return tuple(_judgements(self.entries.judgements))

    def conflicts(self, options: Options | None = None) -> tuple[Conflict, ...]:
        """What the claims are to each other, worst first."""
        return self._conflicts if options is None else self._find_conflicts(options)

    @cached_property
    def _conflicts(self) -> tuple[Conflict, ...]:
        return self._find_conflicts(Options())

    def _find_conflicts(self, options: Options) -> tuple[Conflict, ...]:
        with collector_off():
            stamps = None if self.cache is None else self.stamps
            if self.cache is None or stamps is None:
                found = find_findings(self.claims, self.judgements, options, self.setting)
            else:
                found = find_kept_conflicts(
                    self.entries,
                    stamps,
                    self.resolver,
                    self.judgements,
                    options,
                    self.setting,
                    self.cache,
                )
            return tuple(with_standing(found, self.judgements, self._judged_words()))

    def ratings(self, limit: int | None = None, **filters: Unpack[Filters]) -> Mapping[str, Rating]:
        """How credible claims are, by their ids: those of `find_claims`, and some beside them."""
        return self.ratings_on({o.subject.id for o in self.list_claims(limit, **filters)})

    def ratings_on(self, subjects: Collection[str]) -> Mapping[str, Rating]:
        """How credible the claims on some subjects are that were not rejected, by their ids."""
        about = self.claim_index.by("subject")
        held = sorted((o for name in subjects for o in about.get(name, ())), key=entry_order)
        told = self.claims_told(held)
        ids = {c.id for c in told}
        by_claim = self.conflict_index.by("claim")
        met = {id(c): c for i in ids for c in by_claim.get(i, ())}
        conflicts = sorted(met.values(), key=rank_of)
        told += self.claims_of({i for c in conflicts for i in c.claims} - ids).values()
        return find_ratings(told, conflicts, self.judgements, self.setting)

    def gradings(self, among: Collection[str] | None = None) -> dict[str, Grading]:
        """How well harm is corroborated, by id of the subject, of all events.

        Args:
            among: ids of the claims that count; None for all.
        """
        about: dict[str, list[Claim]] = {}
        told = [o for o in self.outlines if among is None or o.id in among]
        for claim in self.claims_told(o for o in told if bears_on_harm(o)):
            about.setdefault(event_of(claim) or "", []).append(claim)
        return {
            subject: grading
            for name, event in self.setting.events.items()
            for subject, grading in find_gradings(event, about.get(name, ()), self.setting).items()
        }

    def counts(self, **filters: Unpack[Filters]) -> Tally:
        """What stands behind the claims that these filters leave, rejected ones left out."""
        found = select_claims(self.said_once, **filters)
        told = [c for c in found if c.status is not Status.REJECTED]
        return tally(told, self.setting)

    def with_found(self, **found: Any) -> Ledger:
        """This ledger with what was found of it elsewhere, by the name of what gives it here."""
        vars(self).update(found)
        return self

    def _judged_words(self) -> dict[str, str]:
        """The hash of the words now of each claim that a judgement was made over."""
        judged = {claim for judgement in self.judgements for claim, _ in judgement.claims}
        return {c.id: words_hash(c) for c in self.entries.claims if c.id in judged}

    def find_claims(self, limit: int | None = None, **filters: Unpack[Filters]) -> Iterator[Claim]:
        """Claims by source, at most so many; see `select_claims`."""
        return iter(self.claims_told(self.list_claims(limit, **filters)))

    def list_claims(self, limit: int | None = None, **filters: Unpack[Filters]) -> list[Outline]:
        """As `find_claims`, without a figure or a quote being read."""
        found = select_claims(self.outlines, **filters)
        found.sort(key=lambda c: (c.source is None, c.source.name.casefold() if c.source else ""))
        return found[:limit]

    def count_claims(self, **filters: Unpack[Filters]) -> int:
        """How many claims these filters leave."""
        return len(select_claims(self.outlines, **filters))

    def count_rejected(self, **_filters: Unpack[Filters]) -> int:
        """None: what makes no claim is among the `problems`."""
        return 0

    def find_conflicts(
        self,
        options: Options | None = None,
        kinds: Collection[ConflictKind] = (*ConflictKind,),
        *,
        severity: Severity = Severity.NOTE,
        pairs: bool = False,
        limit: int | None = None,
    ) -> Iterator[LedgerConflict]:
        """`conflicts` of some kinds, the first of them with their claims."""
        found = self.conflicts(options)
        shown = [c for c in found if c.kind in kinds and c.severity.rank <= severity.rank]
        claims = self.claims_of(i for c in (shown if pairs else shown[:limit]) for i in c.claims)
        if pairs:
            shown = [pair for c in shown for pair in two_by_two(c, claims)]
        return (LedgerConflict(conflict, claims, self.setting) for conflict in shown)

    def source_rows(self) -> list[Row]:
        """Every source with its counts."""
        return source_rows(self.entries, self.said_once, self.conflicts(), self.setting)

    def pair_rows(self) -> list[Row]:
        """Each pair of sources with anything between them."""
        return pair_rows(matrix_of(self.outlines, self.conflicts()))

    def subject_rows(self) -> list[Row]:
        """Every subject with its counts, and of harm with its grade."""
        rows = subject_rows(self.entries, self.said_once, self.conflicts(), self.setting)
        gradings = self.gradings()
        for row in rows:
            found = gradings.get(row["id"])
            row["grade"] = None if found is None else found.grade.value
            row["grade_why"] = None if found is None else found.why
        return rows

    @property
    def said_once(self) -> Sequence[Outline]:
        """What is to be counted: what a page says again as it is captured again is left out."""
        fates = self.fates
        again = {claim for claim, later in fates.items() if later.fate is Fate.SAME}
        return [o for o in self.outlines if o.id not in again] if again else self.outlines

    def document_rows(self) -> list[Row]:
        """Every document with its counts."""
        return document_rows(self.entries, self.outlines, self.conflicts(), self.setting.texts)

    def graph(self, view: View = WHOLE, _form: str = "") -> Graph:
        """The attribution graph of all claims that were not rejected, or the part in view.

        Raises:
            UsageError: nothing has a name that the view gives.
        """
        chosen, conflicts = self.shown(view)
        return view.cut(
            build_graph(self.claims_told(chosen), conflicts, self.entries.documents, self.setting),
            view.around,
        )

    def loaded(
        self, view: View = WHOLE, _form: str = ""
    ) -> tuple[Sequence[Claim], Sequence[Conflict], Sequence[DocumentEntry]]:
        """The claims in view with all others on their subjects, all conflicts, all documents.

        Raises:
            UsageError: nothing has a name that the view gives.
        """
        chosen, _ = self.shown(view)
        if view.around is not None:
            chosen = claims_in(self.graph(replace(view, overview=False, group=None)), chosen)
        claims = self.claims_on({o.subject.id for o in chosen})
        return claims, self.conflicts(), self.entries.documents

    def shown(self, view: View = WHOLE) -> tuple[Sequence[Outline], Sequence[Conflict]]:
        """The claims in view that were not rejected, and what concerns them.

        Raises:
            UsageError: nothing has a name that the view gives.
        """
        chosen: Sequence[Outline] = [o for o in self.outlines if o.status is not Status.REJECTED]
        conflicts: Sequence[Conflict] = self.conflicts()
        if view.filters:
            chosen = select_claims(chosen, **view.filters)
            ids = {o.id for o in chosen}
            # Whoever looks at a part must still see that it is in dispute.
            conflicts = [
                c
                for c in conflicts
                if ids.issuperset(c.claims)
                or (c.severity is not Severity.NOTE and not ids.isdisjoint(c.claims))
            ]
        if view.around is not None:
            documents = self.entries.documents
            chosen = claims_near(chosen, conflicts, documents, view.around, view.depth)
        return chosen, conflicts

    def stream(self, _view: View, _form: str) -> None:
        """None: its graph is made as a whole."""

    @cached_property
    def stamps(self) -> Mapping[str, str] | None:
        """For each file and each cited document what changes when it does.

        None where the files may not be those any more that the entries were read from: what is
        found of these must not be kept for others.
        """
        stamps = stamps_of(self.root)
        for document in self.entries.documents:
            if (stamp := _stamp_at(self.root, document.path)) is not None:
                stamps[document.id] = stamp
        return stamps

    @cached_property
    def quoted(self) -> Mapping[str, str]:
        """Document → what changes when the words of its claims do."""
        told: dict[str, list[ClaimEntry]] = {}
        for entry in self.entries.claims:
            told.setdefault(entry.document, []).append(entry)
        return {name: _words_digest(entries) for name, entries in told.items()}

    @cached_property
    def text_stamps(self) -> Mapping[str, str]:
        """Document → what changes when its text or its data do."""
        return {d.id: self._text_stamp(d) for d in self.entries.documents}

    def _text_stamp(self, document: DocumentEntry) -> str:
        about = (document.title, document.publisher, document.path, document.note)
        return f"{_stamp_at(self.root, document.path)} {about}"

    def carry_words(
        self, before: Ledger, documents: Collection[str], texts: Collection[str]
    ) -> None:
        """Take over what an earlier state knows of words, but of what changed since.

        Args:
            before: the earlier state.
            documents: whose claims or data changed.
            texts: whose text changed.
        """
        if "quoted" not in vars(before) or "text_stamps" not in vars(before):
            return
        told = {name: claims_in_file(self.entries, name) for name in documents}
        quoted = {n: digest for n, digest in before.quoted.items() if n not in documents}
        stamps = before.text_stamps
        changed = {*documents, *texts}
        self.with_found(
            quoted=quoted | {name: _words_digest(said) for name, said in told.items() if said},
            text_stamps={
                d.id: stamps[d.id]
                if d.id in stamps and d.id not in changed
                else self._text_stamp(d)
                for d in self.entries.documents
            },
        )

    def document(self, document_id: str) -> DocumentEntry | None:
        """The entry of a document."""
        return self.document_entries.get(document_id)

    def text_of(self, document_id: str) -> str | None:
        """The cited text, or None when its file is missing."""
        return _text_in(self.root, self.document_entries, document_id)

    @cached_property
    def document_entries(self) -> Mapping[str, DocumentEntry]:
        """The documents as they are written, by id."""
        return {d.id: d for d in self.entries.documents}

    @cached_property
    def source_entries(self) -> Mapping[str, SourceEntry]:
        """The sources as they are written, by id."""
        return {s.id: s for s in self.entries.sources}


def claims_in_file(entries: Entries, document: str) -> tuple[ClaimEntry, ...]:
    """The claims of a document, which stand together: entries come in the order of their files."""
    claims, file = entries.claims, f"{CLAIMS}/{document}.yaml"
    start = bisect_left(claims, file, key=_file_of)
    return claims[start : bisect_right(claims, file, start, key=_file_of)]


def _file_of(entry: ClaimEntry) -> str:
    return entry.location.file


def _stamp_at(root: Path, path: str | None) -> str | None:
    try:
        status = (root / path).stat() if path else None
    except (OSError, ValueError):
        return None
    return None if status is None else f"{status.st_size} {status.st_mtime_ns}"


def _words_digest(claims: Iterable[ClaimEntry]) -> str:
    told = repr([(c.id, c.quote, c.source, c.subject, c.event, c.figure, c.note) for c in claims])
    return sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _text_in(root: Path, documents: Mapping[str, DocumentEntry], name: str) -> str | None:
    entry = documents.get(name)
    return None if entry is None else documents_text(entry, root)


def claims_in(graph: Graph, claims: Iterable[Outline]) -> list[Outline]:
    """Those of the claims that have a node of their own.

    What is near something is chosen by name alone, and may be more than its graph shows.
    """
    nodes = graph.nodes(data=True)
    there = {data["ref"] for _, data in nodes if data["type"] == "claim"}
    return [c for c in claims if c.id in there]


class LedgerConflict(NamedTuple):
    """A conflict of a ledger, with claims by id: its own, unless nobody asked for them."""

    conflict: Conflict
    claims: Mapping[str, Claim]
    setting: Setting

    @property
    def kind(self) -> ConflictKind:
        """What its claims are to each other."""
        return self.conflict.kind

    @property
    def severity(self) -> Severity:
        """How much a reader must care."""
        return self.conflict.severity

    @property
    def judgements(self) -> Sequence[str]:
        """What people decided about it."""
        return self.conflict.judgements

    @property
    def row(self) -> Row:
        """As `conflict_row` makes it."""
        return conflict_row(self.conflict, self.claims, self.setting)

    @property
    def line(self) -> str:
        """The row as JSON."""
        return to_json_text(self.row)


def _relation_faults(subjects: Sequence[SubjectEntry]) -> Iterator[Problem]:
    """Relations of subjects that do not read, or name a subject that is not there."""
    known = {s.id for s in subjects}
    for subject in subjects:
        mark = subject.marks.get("relations")
        place = Location(subject.location.file, *mark) if mark else subject.location
        for written in subject.relations:
            try:
                names = parse_relation(written).names
            except RelationError as error:
                message = f"`{written}` is no relation: {error}"
                yield Problem("bad-relation", message, place)
                continue
            for name in names:
                if name not in known:
                    message = f"`{written}` names a subject {name!r} that is not in subjects.yaml"
                    yield Problem("dangling-subject", message, place)


def open_ledger(where: str | None, start: Path | None = None) -> Ledger:
    """Load the ledger in the folder `where`, or the nearest one at or above `start`.

    Raises:
        LedgerError: there is none.
    """
    if where and place_of(where).kind is not PlaceKind.FOLDER:
        root = checkout_of(where)
    elif where and not (Path(where) / "claims").is_dir():
        raise LedgerError(
            f"there is no ledger in {where}: it holds no `claims/`; run `reportedly init {where}` "
            "to begin one"
        )
    else:
        root = find_root(Path(where) if where else start or Path.cwd())
        follow(root)
    recover(root)
    cache = cache_of(root)
    entries, faults = load(root, cache)
    return Ledger(root, entries, tuple(faults), cache)


def select_claims(
    claims: Sequence[Told],
    *,
    source: str | None = None,
    subject: str | None = None,
    status: str | None = None,
    since: date | None = None,
) -> list[Told]:
    """Claims, or outlines of claims, that fit every filter given.

    `source` matches ids, names, aliases and acronyms. A body's claims include those of its
    spokesmen.

    Raises:
        UsageError: no source or subject has that name.
    """
    found: Iterable[Told] = claims
    if source == SourceKind.NARRATOR.value:
        found = [c for c in found if c.narrated]
    elif source is not None:
        wanted = _source_ids(claims, source)
        found = [c for c in found if wanted & {s.id for s in c.chain}]
    if subject is not None:
        key = subject.casefold()
        subjects = {c.subject.id: c.subject.title or "" for c in claims}
        named = {i for i, title in subjects.items() if key in f"{i}\n{title}".casefold()}
        found = [c for c in found if c.subject.id in named]
        if not found:
            raise UsageError(f"no subject matches {subject!r}; see: reportedly subjects")
    if status is not None:
        found = [c for c in found if c.status.value == status]
    if since is not None:
        found = [c for c in found if (t := c.when or c.said) and (t.end is None or t.end >= since)]
    return list(found)


def record_judgement(ledger: Ledger, judgement: JudgementEntry) -> Path:
    """Add a judgement on a conflict that exists, as `add_judgement` does, with what it is over.

    Raises:
        UsageError: no conflict has that id, or the claim is none of its claims.
    """
    from reportedly.ledger import add_judgement

    conflict = next((c for c in ledger.conflicts() if c.id == judgement.conflict), None)
    if conflict is None:
        raise UsageError(f"no conflict {judgement.conflict!r}; see: reportedly conflicts")
    if judgement.claim is not None and judgement.claim not in conflict.claims:
        claims = ", ".join(conflict.claims)
        raise UsageError(
            f"{judgement.claim!r} is not a claim of {conflict.id}: give one of {claims}"
        )
    entries = {c.id: c for c in ledger.entries.claims}
    over = tuple((i, words_hash(entries[i])) for i in conflict.claims if i in entries)
    with changing(ledger.root, judgement.by):
        return add_judgement(ledger.root, replace(judgement, claims=over))


def _source_ids(claims: Sequence[Told], name: str) -> set[str]:
    voices = {(*claim.chain, claim.source) for claim in claims}
    sources = {s.id: s for voice in voices for s in voice if s is not None}
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
            e.id,
            e.conflict or "",
            e.verdict or "",
            e.by or "",
            on,
            e.why or "",
            e.claim,
            withdrawn,
            e.claims,
        )


def iso_day(written: str | None) -> date | None:
    """The day that a text says as ISO 8601 writes it; None where it says none."""
    try:
        return date.fromisoformat(written or "")
    except ValueError:
        return None


def trace_claim(ledger: Ledger, claim_id: str) -> Trace:
    """The way back from a claim to its origin, and its words checked against their document.

    Raises:
        UsageError: no claim has that id.
    """
    claim = ledger.claim(claim_id)
    if claim is None:
        raise UsageError(f"no claim {claim_id!r} that resolves; see: reportedly claims")
    about = ledger.claim_index
    told = (
        about.by("subject").get(claim.subject.id, ()),
        about.by("id").get(claim.whole or "", ()),
    )
    near = sorted({id(o): o for some in told for o in some}.values(), key=entry_order)
    text = ledger.text_of(claim.document)
    entry = ledger.document_entries.get(claim.document)
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
            published=iso_day(entry.day),
        )
    found = trace(claim, [cited] if cited else [], ledger.claims_told(near))
    rating = ledger.ratings_on({claim.subject.id}).get(claim.id)
    return replace(found, later=ledger.fates.get(claim.id), rating=rating)


def withdraw_judgement(ledger: Ledger, conflict: str, on: date, by: str | None = None) -> list[str]:
    """Mark the standing judgements on a conflict as withdrawn, of one person only with `by`.

    Returns:
        Their ids; of those withdrawn that day when none stands any more.

    Raises:
        UsageError: no such judgement stands.
    """
    from reportedly.ledger import set_fields

    found = [j for j in ledger.entries.judgements if j.conflict == conflict and by in (None, j.by)]
    standing = [j for j in found if not j.withdrawn]
    if not standing:
        # This very command may have been stopped after it had done so.
        if again := [j.id for j in found if j.withdrawn == on.isoformat()]:
            return again
        raise UsageError(f"no judgement stands on {conflict!r}; see: reportedly conflicts")
    with changing(ledger.root):
        for entry in standing:
            set_fields(ledger.root, entry, {"withdrawn": on.isoformat()})
    return [j.id for j in standing]
