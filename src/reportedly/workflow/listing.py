"""The lists of the workbench, a page at a time: rows are made of what is shown and of nothing else.

Which things there are, and their order by any column, is worked out once for a state of the ledger,
when it is first asked for; what is counted of a source or a subject is carried along from state to
state until one of its claims changes (`index`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, Unpack

from reportedly.compare import bears_on_harm, find_gradings
from reportedly.errors import UsageError
from reportedly.export.rows import (
    NOTHING,
    Counts,
    claim_row,
    document_row,
    event_row,
    source_row,
    subject_row,
    text_of,
)
from reportedly.model import (
    Conflict,
    DocumentEntry,
    Event,
    Fate,
    LinkEntry,
    LinkKind,
    Setting,
    Severity,
    SourceKind,
    Status,
    Subject,
    event_of,
    tally,
)
from reportedly.resolve import find_source
from reportedly.text.subject_ids import split_subject_id
from reportedly.workflow.any_ledger import Filters
from reportedly.workflow.index import entry_order
from reportedly.workflow.links import waiting_links
from reportedly.workflow.telling import told_row

if TYPE_CHECKING:
    from reportedly.export.rows import Row
    from reportedly.model import Claim, Grading, Source, SourceEntry, SubjectEntry
    from reportedly.resolve import Outline
    from reportedly.workflow.ledgers import Ledger

Item = TypeVar("Item")

PAGE = 100
"""So many rows stand on a page unless another number is asked for."""

_FEW = 2_000
"""So many claims are put in order as they are; of more, the order of all is gone through."""


_KEPT = 16
"""So many questions are remembered with all that was found."""


class Page(NamedTuple):
    """Some rows of a list.

    Attributes:
        rows: as JSON, in order.
        total: how many there are with these filters.
    """

    rows: list[Row]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Which page of a list, in which order.

    Attributes:
        sort: name of a column; the list's own order without it.
        reverse: the other way round; what has no value stands last either way.
        limit, offset: how many rows, after how many.
    """

    sort: str | None = None
    reverse: bool = False
    limit: int = PAGE
    offset: int = 0

    def cut(self, ordered: Sequence[Any]) -> Sequence[Any]:
        """What stands on the page."""
        return ordered[max(0, self.offset) : max(0, self.offset) + max(0, self.limit)]


FIRST = Shown()


class Work(NamedTuple):
    """What is to be done on an event."""

    conflicts: int = 0
    questions: int = 0
    stale: int = 0
    waiting: int = 0
    proposed: int = 0


_NO_WORK = Work()


def list_events(ledger: Ledger, shown: Shown = FIRST, text: str | None = None) -> Page:
    """Events with what is to be done on them; what needs work first comes first.

    Rows are those of `event_row`, with `claims` and the fields of `Work`: conflicts and questions
    that nobody has judged, findings with a judgement gone stale, links that wait for a decision,
    claims that wait for review.

    Args:
        ledger: the ledger.
        shown: which page.
        text: part of its id, of a name of it or of its place.

    Raises:
        UsageError: there is no such column.
    """
    events = ledger.setting.events

    def row(name: str) -> Row:
        about = _standing(ledger.claim_index.by("event").get(name, ()))
        documents = [*dict.fromkeys(o.document for o in about)]
        behind = ledger.claim_index.work_out_one(
            "event", "behind", name, lambda told: tally(_standing(told), ledger.setting)
        )
        counted = {"claims": len(about), **_work(ledger).get(name, _NO_WORK)._asdict()}
        return {**event_row(events[name], documents, behind), **counted}

    def by_need(name: str) -> tuple[object, ...]:
        todo = _work(ledger).get(name, _NO_WORK)
        when = events[name].when
        day = when.end if when is not None and when.end is not None else date.min
        return (*(-n for n in (todo.conflicts + todo.stale, *todo[1:])), -day.toordinal(), name)

    ids = _once(ledger, "events", lambda: sorted(events, key=by_need))
    wanted = None if not text else {i for i in ids if text.casefold() in _names(events[i])}
    return _page(ledger, "events", ids, wanted, row, shown)


def list_sources(ledger: Ledger, shown: Shown = FIRST, text: str | None = None) -> Page:
    """Sources with their counts, as `Ledger.source_rows` has them.

    Args:
        ledger: the ledger.
        shown: which page.
        text: part of its id or of a name of it.

    Raises:
        UsageError: there is no such column.
    """
    met = _once(ledger, "sources met", lambda: _sources_met(ledger))
    known: dict[str, Source | SourceEntry] = {s.id: s for s in ledger.entries.sources}
    known |= {k: v for k, v in met.items() if k not in known}

    def row(name: str) -> Row:
        found = met.get(name, known[name])
        kind = None if found.kind is None else str(found.kind)
        return {**source_row(known[name], _counts(ledger, "said by", name)), "kind": kind}

    wanted = None
    if text:
        key = text.casefold()
        wanted = {
            i
            for i, s in known.items()
            if key in "\n".join((i, s.name or "", *s.aliases)).casefold()
        }
    return _page(ledger, "sources", list(known), wanted, row, shown)


def list_subjects(
    ledger: Ledger, shown: Shown = FIRST, text: str | None = None, event: str | None = None
) -> Page:
    """Subjects with their counts and grades, as `Ledger.subject_rows` has them.

    Args:
        ledger: the ledger.
        shown: which page; the grades are those of the rows shown, and no column to sort by.
        text: part of its id or title.
        event: id of its event.

    Raises:
        UsageError: there is no such column.
    """
    known: dict[str, Subject | SubjectEntry] = _once(ledger, "subjects", lambda: _subjects(ledger))

    def row(name: str) -> Row:
        return subject_row(known[name], _counts(ledger, "subject", name))

    wanted = None
    if text or event:
        key = (text or "").casefold()
        wanted = {
            i
            for i, s in known.items()
            if (not event or (isinstance(s, Subject) and s.event == event))
            and (not key or key in f"{i}\n{s.title or ''}".casefold())
        }
    page = _page(ledger, "subjects", list(known), wanted, row, shown)
    for shown_row in page.rows:
        found = _grading(ledger, known[shown_row["id"]])
        shown_row["grade"] = None if found is None else found.grade.value
        shown_row["grade_why"] = None if found is None else found.why
    return page


def list_documents(
    ledger: Ledger, shown: Shown = FIRST, text: str | None = None, event: str | None = None
) -> Page:
    """Documents with their counts, as `Ledger.document_rows` has them, and how many are `proposed`.

    Args:
        ledger: the ledger.
        shown: which page.
        text: part of its id, title or publisher.
        event: id of an event that one of its claims is about.

    Raises:
        UsageError: there is no such column.
    """
    known: dict[str, DocumentEntry] = _once(ledger, "documents", lambda: _documents(ledger))
    wanted = None
    if text or event:
        key = (text or "").casefold()
        about = {o.document for o in ledger.claim_index.by("event").get(event or "", ())}
        wanted = {
            i
            for i, d in known.items()
            if (not event or i in about)
            and (not key or key in f"{i}\n{d.title or ''}\n{d.publisher or ''}".casefold())
        }
    return _page(
        ledger, "documents", list(known), wanted, lambda i: _document_row(ledger, known[i]), shown
    )


def find_document(ledger: Ledger, name: str) -> Row | None:
    """The document of this id, as `list_documents` has it."""
    known: dict[str, DocumentEntry] = _once(ledger, "documents", lambda: _documents(ledger))
    return _document_row(ledger, known[name]) if name in known else None


def _document_row(ledger: Ledger, document: DocumentEntry) -> Row:
    name, captures = document.id, ledger.resolver.captures
    series = captures[name].ids if name in captures else (name,)
    told = ledger.claim_index.by("document").get(name, ())
    return {
        **document_row(document, _counts(ledger, "document", name, whole=True)),
        "text_of": text_of(name, ledger.setting.texts),
        "capture": series.index(name) + 1,
        "captures": len(series),
        "proposed": sum(o.status is Status.PROPOSED for o in told),
    }


def select_conflicts(
    ledger: Ledger, where: Mapping[str, str], least: Severity = Severity.NOTE
) -> Sequence[Conflict]:
    """Findings that are at least so severe, the worst first.

    Args:
        ledger: the ledger.
        where: name of a map of `conflict_index` → the key under which they stand.
        least: the mildest that is wanted.
    """
    found = ledger.conflict_index.select(where)
    return found[: bisect_right(found, least.rank, key=lambda c: c.severity.rank)]


def list_claims(
    ledger: Ledger,
    shown: Shown = FIRST,
    *,
    source: str | None = None,
    subject: str | None = None,
    event: str | None = None,
    document: str | None = None,
    status: str | None = None,
    severity: str | None = None,
    text: str | None = None,
) -> Page:
    """Claims by source, as `claim_row` has them, with `severity`: the worst that nobody judged.

    Args:
        ledger: the ledger.
        shown: which page, by a name of `CLAIM_ORDERS`.
        source: id, name or alias of who says it or stands in its chain.
        subject: its id.
        event: its id.
        document: its id.
        status: proposed, reviewed or rejected.
        severity: of findings on it that nobody judged.
        text: part of its words.

    Raises:
        UsageError: there is no such column.
    """
    where = {
        "source": source,
        "subject": subject,
        "event": event,
        "document": document,
        "status": status,
        "severity": severity,
        "text": text,
    }
    asked = {name: key for name, key in where.items() if key}
    found = recently(
        ledger,
        (*asked.items(), shown.sort, shown.reverse),
        lambda: _ordered_claims(ledger, _selected(ledger, asked), shown),
    )
    claims = ledger.claims_told(shown.cut(found))
    return Page([_claim_row(ledger, c) for c in claims], len(found))


def list_told(
    ledger: Ledger,
    shown: Shown = FIRST,
    *,
    event: str | None = None,
    document: str | None = None,
    severity: str | None = None,
    text: str | None = None,
    **filters: Unpack[Filters],
) -> Page:
    """Claims as the command `claims` lists them, as `told_row` has them, in its order.

    Args:
        ledger: the ledger.
        shown: which page; its order is not asked for.
        event: id of the event that they are about.
        document: its id.
        severity: of the worst finding on it that nobody judged.
        text: part of its words.
        filters: as `select_claims` takes them.

    Raises:
        UsageError: no source or subject has that name.
    """

    def find() -> list[Outline]:
        found = ledger.list_claims(**filters)
        if event:
            found = [o for o in found if event_of(o) == event]
        if document:
            found = [o for o in found if o.document == document]
        if severity:
            worst = _worst(ledger)
            found = [o for o in found if worst.get(o.id) == severity]
        return _with_words(ledger, found, text.casefold()) if text else found

    asked = ("told", event, document, severity, text, *filters.items())
    found = recently(ledger, asked, find)
    page = shown.cut(found)
    ratings = ledger.ratings_on({o.subject.id for o in page})
    claims = ledger.claims_told(page)
    rows = [told_row(c, ledger.fates.get(c.id), ratings.get(c.id)) for c in claims]
    return Page(rows, len(found))


def _selected(ledger: Ledger, where: Mapping[str, str]) -> Sequence[Outline]:
    """The claims that fit, in the order of the ledger."""
    source = where.get("source")
    keys = {n: k for n, k in where.items() if n in ("subject", "event", "document", "status")}
    if source and source != SourceKind.NARRATOR.value:
        keys["source"] = _source_called(ledger, source)
    found = ledger.claim_index.select(keys)
    if source == SourceKind.NARRATOR.value:
        found = [o for o in found if o.narrated]
    if "severity" in where:
        worst = _worst(ledger)
        found = [o for o in found if worst.get(o.id) == where["severity"]]
    return _with_words(ledger, found, where["text"].casefold()) if "text" in where else found


def _claim_row(ledger: Ledger, claim: Claim) -> Row:
    return {**claim_row(claim), "severity": _worst(ledger).get(claim.id)}


def _day(outline: Outline, name: str) -> str | None:
    period = getattr(outline, name)
    return None if period is None else period.iso()


CLAIM_ORDERS: Mapping[str, Callable[[Outline], object]] = {
    "id": lambda o: o.id,
    "source": lambda o: o.source.id if o.source else None,
    "source_name": lambda o: o.source.name.casefold() if o.source else None,
    "origin": lambda o: o.origin.name.casefold() if o.origin else None,
    "subject": lambda o: o.subject.id,
    "event": event_of,
    "document": lambda o: o.document,
    "status": lambda o: o.status.value,
    "stance": lambda o: o.stance.value,
    "role": lambda o: o.role.value,
    "text": lambda o: o.text.casefold(),
    "when": lambda o: _day(o, "when"),
    "as_of": lambda o: _day(o, "as_of"),
    "said": lambda o: _day(o, "said"),
}
"""By what claims are put in order, beside `figure` and `severity`, which follow from more."""


def _ordered_claims(ledger: Ledger, found: Sequence[Outline], shown: Shown) -> Sequence[Outline]:
    name = shown.sort or "source_name"
    value = CLAIM_ORDERS.get(name)
    if value is None and name == "severity":
        worst = _worst(ledger)
        ranks = {severity.value: severity.rank for severity in Severity}
        value = lambda o: ranks.get(worst.get(o.id, ""))  # noqa: E731
    elif value is None and name == "figure":
        value = ledger.resolver.number_of
    if value is None:
        columns = ", ".join((*CLAIM_ORDERS, "figure", "severity"))
        raise UsageError(f"claims have no column {name!r}; there are {columns}")
    by = value

    def key(outline: Outline) -> tuple[object, ...]:
        said = by(outline)
        return (
            (True, *entry_order(outline)) if said is None else (False, said, *entry_order(outline))
        )

    if len(found) <= _FEW:
        pairs = sorted(((key(o), o) for o in found), key=lambda pair: pair[0])
    elif name in CLAIM_ORDERS:
        pairs = ledger.claim_index.ordered(name, key)
    else:
        items = ledger.claim_index.items
        pairs = _once(
            ledger,
            ("claims", name),
            lambda: sorted(((key(o), o) for o in items), key=lambda pair: pair[0]),
        )
    if shown.reverse:
        last = next((n for n, (k, _) in enumerate(reversed(pairs)) if not k[0]), len(pairs))
        end = len(pairs) - last
        pairs = [*pairs[:end][::-1], *pairs[end:]]
    if len(found) == len(pairs):
        return [o for _, o in pairs]
    there = set(map(id, found))
    return [o for _, o in pairs if id(o) in there]


def _source_called(ledger: Ledger, name: str) -> str:
    """The id of the one source of that name; the name where there is not one."""
    if name in ledger.claim_index.by("source"):
        return name
    met = _once(ledger, "sources met", lambda: _sources_met(ledger))
    found = find_source(met.values(), name)
    return found[0].id if len(found) == 1 else name


def _with_words(ledger: Ledger, found: Sequence[Outline], key: str) -> list[Outline]:
    def folded(told: Sequence[Outline]) -> tuple[str, dict[str, str]]:
        words = {o.id: o.text.casefold() for o in told}
        return "\n".join(words.values()), words

    index = ledger.claim_index
    if len(found) <= _FEW:
        return [o for o in found if key in o.text.casefold()]
    texts = index.work_out("document", "folded", folded)
    hits: set[str] = set()
    for whole, words in texts.values():
        if key in whole:
            hits.update(name for name, said in words.items() if key in said)
    return [o for o in found if o.id in hits]


def _worst(ledger: Ledger) -> Mapping[str, str]:
    """Claim → the severity of the worst finding on it that nobody judged."""

    def find() -> dict[str, str]:
        open_ = ledger.conflict_index.by("state").get("unjudged", ())
        return {i: c.severity.value for c in reversed(open_) for i in c.claims}

    found: Mapping[str, str] = _once(ledger, "worst", find)
    return found


def work_on(ledger: Ledger, event: str) -> Work:
    """What is to be done on the event of this id."""
    return _work(ledger).get(event, _NO_WORK)


def work_in_all(ledger: Ledger) -> Work:
    """What is to be done in the whole ledger, events or not; links are those that are on events."""

    def find() -> Work:
        proposed = len(ledger.claim_index.by("status").get(Status.PROPOSED.value, ()))
        waiting = sum(work.waiting for work in _work(ledger).values())
        return Work(*_open(ledger.conflicts()), waiting, proposed)

    whole: Work = _once(ledger, "work in all", find)
    return whole


def _work(ledger: Ledger) -> Mapping[str, Work]:
    """Event → what is to be done on it, of those where there is something."""

    def find() -> dict[str, Work]:
        proposed = ledger.claim_index.work_out(
            "event", "proposed", lambda told: sum(o.status is Status.PROPOSED for o in told)
        )
        found = ledger.conflict_index.work_out("event", "open", _open)
        waiting = _waiting(ledger)
        names = proposed.keys() | found.keys() | waiting.keys()
        return {
            i: Work(*found.get(i, (0, 0, 0)), waiting.get(i, 0), proposed.get(i, 0)) for i in names
        }

    work: Mapping[str, Work] = _once(ledger, "work", find)
    return work


def _open(conflicts: Iterable[Conflict]) -> tuple[int, int, int]:
    """How many conflicts and questions nobody judged, and findings with a stale judgement."""
    there = list(conflicts)
    odds = Counter(c.severity for c in there if not c.judgements)
    stale = sum(c.is_stale for c in there)
    return odds[Severity.CONFLICT], odds[Severity.QUESTION], stale


def _waiting(ledger: Ledger) -> Counter[str]:
    """Event → how many links that concern it wait for a decision."""
    return Counter(
        event
        for link in waiting_links(ledger.entries.links)
        for event in events_of_link(ledger, link)
    )


def events_of_link(ledger: Ledger, link: LinkEntry) -> set[str]:
    """Ids of the events that a link concerns: it is of them, of their subjects or reports."""
    ends = (link.a or "", link.b or "")
    match link.kind:
        case LinkKind.EVENT:
            names: Iterable[str | None] = ends
        case LinkKind.TEXT:
            entries = ledger.document_entries
            names = (entries[end].event for end in ends if end in entries)
        case LinkKind.SUBJECT:
            names = ((split_subject_id(end) or (None,))[0] for end in ends)
        case _:
            names = ()
    same = ledger.resolver.same_events
    return {same.get(name, name) for name in names if name}


def _counts(ledger: Ledger, by: str, key: str, *, whole: bool = False) -> Counts:
    """What stands behind the claims under a key; `whole` as if no page had been captured again."""
    if key not in ledger.claim_index.by(by):
        return NOTHING
    setting = Setting(texts=ledger.setting.texts) if whole else ledger.setting

    def told(group: Sequence[Outline]) -> tuple[int, Any]:
        fates = setting.fates
        there = [o for o in group if not (o.id in fates and fates[o.id].fate is Fate.SAME)]
        return len(there), tally(there, setting)

    claims, behind = ledger.claim_index.work_out_one(by, "counts", key, told)
    if not claims:
        return NOTHING
    odds = ledger.conflict_index.work_out_one(
        by, "severities", key, lambda found: Counter(c.severity for c in found)
    )
    return Counts(
        claims=claims,
        conflicts=odds[Severity.CONFLICT],
        questions=odds[Severity.QUESTION],
        **behind._asdict(),
    )


def _grading(ledger: Ledger, subject: Subject | SubjectEntry) -> Grading | None:
    """How well harm is corroborated; worked out for its whole event."""
    event = ledger.setting.events.get(getattr(subject, "event", None) or "")
    if event is None:
        return None

    def find(about: Sequence[Outline]) -> tuple[Event, dict[str, Grading]]:
        claims = ledger.claims_told(o for o in about if bears_on_harm(o))
        return event, find_gradings(event, claims, ledger.setting)

    graded, found = ledger.claim_index.work_out_one("event", "grades", event.id, find)
    if graded != event:
        _, found = find(ledger.claim_index.by("event").get(event.id, ()))
    return found.get(subject.id)


def _standing(told: Iterable[Outline]) -> list[Outline]:
    return [o for o in told if o.status is not Status.REJECTED]


def _names(event: Event) -> str:
    names = (event.id, event.title, event.place, *event.aliases)
    return "\n".join(name for name in names if name).casefold()


def _sources_met(ledger: Ledger) -> dict[str, Source]:
    return {o.source.id: o.source for o in ledger.said_once if o.source is not None}


def _subjects(ledger: Ledger) -> dict[str, Subject | SubjectEntry]:
    known: dict[str, Subject | SubjectEntry] = {s.id: s for s in ledger.entries.subjects}
    return known | {o.subject.id: o.subject for o in ledger.said_once}


def _documents(ledger: Ledger) -> dict[str, DocumentEntry]:
    known = {d.id: d for d in ledger.entries.documents}
    met = dict.fromkeys(o.document for o in ledger.outlines)
    return known | {name: DocumentEntry(name) for name in met if name not in known}


def _once(ledger: Ledger, name: object, find: Callable[[], Any]) -> Any:
    """What is worked out once for a state of the ledger."""
    if name not in ledger.worked_out:
        ledger.worked_out[name] = find()
    return ledger.worked_out[name]


def recently(ledger: Ledger, asked: object, find: Callable[[], Sequence[Item]]) -> Sequence[Item]:
    """What was found for one of the last questions asked of a ledger, for its next page."""
    kept: dict[object, Sequence[Item]] = _once(ledger, "recently", dict)
    found = kept.get(asked)
    if found is None:
        found = find()
        if len(kept) >= _KEPT:
            kept.pop(next(iter(list(kept))), None)
        kept[asked] = found
    return found


def _page(
    ledger: Ledger,
    name: str,
    ids: Sequence[Any],
    wanted: Collection[Any] | None,
    row: Callable[[Any], Row],
    shown: Shown,
) -> Page:
    """A page of the things of these ids, in the order given or that of a column."""
    ordered = ids
    if shown.sort is None:
        ordered = ids[::-1] if shown.reverse else ids
    else:
        valued, others = _once(
            ledger, (name, shown.sort), lambda: _by_column(name, shown.sort or "", ids, row)
        )
        ordered = [*(valued[::-1] if shown.reverse else valued), *others]
    if wanted is not None:
        ordered = [i for i in ordered if i in wanted]
    return Page([row(i) for i in shown.cut(ordered)], len(ordered))


def _by_column(
    name: str, column: str, ids: Sequence[Any], row: Callable[[Any], Row]
) -> tuple[list[Any], list[Any]]:
    """Ids by their values in a column, and those that have none.

    Raises:
        UsageError: there is no such column.
    """
    valued, others = [], []
    for i in ids:
        cells = row(i)
        if column not in cells:
            raise UsageError(f"{name} have no column {column!r}; there are {', '.join(cells)}")
        value = cells[column]
        if value is None or value in ([], ""):
            others.append(i)
        else:
            valued.append((_sortable(value), i))
    valued.sort(key=lambda pair: pair[0])
    return [i for _, i in valued], others


def _sortable(value: object) -> Any:
    """A value that others of its column can be put in order with."""
    if isinstance(value, str):
        return value.casefold()
    if isinstance(value, list):
        return [str(one or "") for one in value]
    return value
