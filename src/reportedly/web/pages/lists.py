"""Everything of one kind in a table: what is asked for in the address, sorted by a column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from reportedly.errors import UsageError
from reportedly.export.report.headline import label_of
from reportedly.export.report.views import claim_view, period
from reportedly.model import Severity, SourceKind, Stance, Status, version_of
from reportedly.web.listing import paged
from reportedly.workflow.needs import needs
from reportedly.workflow.showing import conflicts_on, site_on

if TYPE_CHECKING:
    from starlette.responses import Response

    from reportedly.resolve import Outline
    from reportedly.web.house import Visit
    from reportedly.web.listing import Paged
    from reportedly.workflow.ledgers import Ledger

Item = TypeVar("Item")
Order = Callable[[Any], Any]

_PER_PAGE = 100


class Column(NamedTuple):
    """A column by which rows can be sorted: its name, what it says, and the order it gives."""

    key: str
    title: str
    order: Order
    is_number: bool = False


def _day(outline: Outline) -> str:
    time = outline.said or outline.as_of or outline.when
    return str(time.start if time else "")


def _name(outline: Outline) -> str:
    return outline.source.name.casefold() if outline.source else "\uffff"


CLAIM_COLUMNS = (
    Column("source", "Source", lambda o: (_name(o), o.subject.id)),
    Column("subject", "Subject", lambda o: (o.subject.id, _name(o))),
    Column("figure", "Figure", lambda o: (o.entry.figure is None, o.entry.figure or "")),
    Column("stance", "Stance", lambda o: o.stance.value),
    Column("said", "Said", _day),
    Column("document", "Document", lambda o: (o.document, o.entry.location.line)),
    Column("status", "Status", lambda o: o.status.value),
)


_GROUPS = ("event", "document", "source", "subject", "status")


def claims(visit: Visit) -> Response:
    """The claims that the address asks for; one row may be open for editing."""
    asked = {k: visit.asked(k) for k in (*_GROUPS, "severity", "words")}
    by, down = visit.asked("sort") or "source", visit.asked("down") is not None
    found = visit.desk.once(
        visit.ledger,
        ("claims", *asked.values(), by),
        lambda: _sorted(_chosen(visit.ledger, asked), CLAIM_COLUMNS, by),
    )
    shown: Paged[Outline] = paged(found[::-1] if down else found, visit.number("page"), _PER_PAGE)
    told = visit.ledger.claims_told(shown.items)
    site = site_on(visit.ledger, told, conflicts_on(visit.ledger, (c.id for c in told)), "")
    severity = _severities(visit.ledger)
    return visit.page(
        "claims_bench.html",
        "Claims",
        found=shown,
        asked={**asked, "sort": by, "down": "1" if down else None},
        columns=CLAIM_COLUMNS,
        items=[
            {
                **claim_view(site, c),
                "label": label_of(c.subject, site.events.get(c.subject.event or "")),
                "state": c.status.value,
                "odd": severity(c.id),
                "version": version_of(o.entry),
                "entry": o.entry,
            }
            for c, o in zip(told, shown.items, strict=True)
        ],
        editing=visit.asked("edit"),
        statuses=[s.value for s in Status],
        stances=[s.value for s in Stance],
        severities=[s.value for s in Severity],
    )


def _chosen(ledger: Ledger, asked: Mapping[str, str | None]) -> list[Outline]:
    """The claims in every group that is asked for, in the ledger's order."""
    index = ledger.claim_index
    wanted = {k: asked[k] for k in _GROUPS if asked[k] is not None}
    if wanted.get("event") == "none":
        del wanted["event"]
        groups: list[Sequence[Outline]] = [
            [o for o in ledger.outlines if o.event is None and o.subject.event is None]
        ]
    else:
        groups = []
    groups += [index.by(k).get(v or "", ()) for k, v in wanted.items()]
    groups.sort(key=len)
    found = list(groups[0]) if groups else list(ledger.outlines)
    for group in groups[1:]:
        ids = {id(o) for o in group}
        found = [o for o in found if id(o) in ids]
    if severity := asked.get("severity"):
        own = {c for x in ledger.conflict_index.by("severity").get(severity, ()) for c in x.claims}
        found = [o for o in found if o.id in own]
    if words := (asked.get("words") or "").casefold():
        found = [o for o in found if words in f"{o.id} {o.text} {o.entry.figure}".casefold()]
    return found


def _sorted(items: Iterable[Item], columns: Sequence[Column], by: str) -> list[Item]:
    column = next((c for c in columns if c.key == by), None)
    if column is None:
        raise UsageError(f"{by!r} is no column: give one of {', '.join(c.key for c in columns)}")
    return sorted(items, key=column.order)


def _severities(ledger: Ledger) -> Callable[[str], str]:
    index = ledger.conflict_index.by("claim")

    def of(claim: str) -> str:
        found = [c.severity for c in index.get(claim, ())]
        return "" if not found else min(found, key=lambda s: s.rank).value

    return of


class Row(NamedTuple):
    """A line of a list: what it is, how it is called, and its counts."""

    id: str
    name: str
    about: str
    when: str
    claims: int
    voices: int
    conflicts: int
    questions: int
    new: int
    figures: tuple[str, ...] = ()


_NAME = Column("name", "Name", lambda r: r.name.casefold())
_COUNTS = (
    Column("claims", "Claims", lambda r: (-r.claims, r.name.casefold()), True),
    Column("new", "To review", lambda r: (-r.new, r.name.casefold()), True),
    Column(
        "conflicts", "Conflicts", lambda r: (-r.conflicts, -r.questions, r.name.casefold()), True
    ),
    Column("questions", "Questions", lambda r: (-r.questions, r.name.casefold()), True),
)
_ABOUT = Column("about", "About", lambda r: (r.about, r.name.casefold()))
_WHEN = Column("when", "When", lambda r: (r.when, r.name.casefold()))


def _list(
    visit: Visit,
    kind: str,
    title: str,
    columns: Sequence[Column],
    first: str,
    make: Callable[[], list[Row]],
) -> Response:
    """A list of one kind, filtered by words in names."""
    by, down, words = (
        visit.asked("sort") or first,
        visit.asked("down") is not None,
        visit.asked("words"),
    )
    rows = visit.desk.once(visit.ledger, (kind, by), lambda: _sorted(make(), columns, by))
    if words:
        wanted = words.casefold()
        rows = [r for r in rows if wanted in f"{r.name}\n{r.id}\n{r.about}".casefold()]
    return visit.page(
        "list.html",
        title,
        kind=kind,
        found=paged(rows[::-1] if down else rows, visit.number("page"), _PER_PAGE),
        columns=columns,
        asked={"sort": by, "down": "1" if down else None, "words": words},
        words=words,
        has_figures=kind == "subjects",
    )


def events(visit: Visit) -> Response:
    """Every event."""

    def rows() -> list[Row]:
        return [
            Row(
                n.event.id,
                n.event.name,
                " · ".join(filter(None, (n.event.kind, n.event.place))),
                period(n.event.when),
                n.claims,
                n.behind.origins,
                n.conflicts,
                n.questions,
                n.new,
            )
            for n in needs(visit.ledger)
            if n.event is not None
        ]

    return _list(visit, "events", "Events", (_NAME, _ABOUT, _WHEN, *_COUNTS), "name", rows)


def documents(visit: Visit) -> Response:
    """Every document."""

    def rows() -> list[Row]:
        counts = _counted(visit.ledger, "document")
        return [
            Row(d.id, d.title or d.id, d.publisher or "", d.published or "", *counts(d.id))
            for d in visit.ledger.entries.documents
        ]

    about = Column("about", "Publisher", _ABOUT.order)
    when = Column("when", "Published", _WHEN.order)
    return _list(visit, "documents", "Documents", (_NAME, about, when, *_COUNTS), "when", rows)


def sources(visit: Visit) -> Response:
    """Every source that says something or is written down."""

    def rows() -> list[Row]:
        counts = _counted(visit.ledger, "said by")
        met = {
            group[0].source.id: group[0].source
            for group in visit.ledger.claim_index.by("said by").values()
            if group[0].source is not None
        }
        found = [
            Row(s.id, s.name, _kind(s.kind.value, s.reliability), "", *counts(s.id))
            for s in met.values()
        ]
        found += [
            Row(e.id, e.name or e.id, _kind(e.kind or "", e.reliability), "", *counts(e.id))
            for e in visit.ledger.entries.sources
            if e.id not in met
        ]
        return found

    about = Column("about", "Kind, reliability", _ABOUT.order)
    return _list(visit, "sources", "Sources", (_NAME, about, *_COUNTS), "claims", rows)


def _kind(kind: str, reliability: object) -> str:
    told = "the document’s own voice" if kind == SourceKind.NARRATOR.value else kind
    return f"{told}, {reliability}" if reliability else told


def subjects(visit: Visit) -> Response:
    """Every subject that something is said on."""

    def rows() -> list[Row]:
        counts = _counted(visit.ledger, "subject")
        events = visit.ledger.setting.events
        found = []
        for name, group in visit.ledger.claim_index.by("subject").items():
            about = group[0].subject
            event = events.get(about.event or "")
            figures = dict.fromkeys(o.entry.figure for o in group[:40] if o.entry.figure)
            found.append(
                Row(
                    name,
                    label_of(about, event),
                    event.name if event else "",
                    "",
                    *counts(name),
                    tuple(figures)[:6],
                )
            )
        return found

    about = Column("about", "Event", _ABOUT.order)
    return _list(visit, "subjects", "Subjects", (_NAME, about, *_COUNTS), "conflicts", rows)


def _counted(ledger: Ledger, name: str) -> Callable[[str], tuple[int, int, int, int, int]]:
    """Key of a map → claims, voices, conflicts, questions, new."""

    def told(group: Sequence[Outline]) -> tuple[int, int, int]:
        held = [o for o in group if o.status is not Status.REJECTED]
        voices = len({o.origin.id for o in held if o.origin})
        return len(held), voices, sum(o.status is Status.PROPOSED for o in held)

    def found(group: Sequence[Any]) -> tuple[int, int]:
        severities = [c.severity for c in group]
        return severities.count(Severity.CONFLICT), severities.count(Severity.QUESTION)

    claims = ledger.claim_index.work_out(name, "counts", told)
    conflicts = ledger.conflict_index.work_out(name, "counts", found)

    def of(key: str) -> tuple[int, int, int, int, int]:
        many, voices, new = claims.get(key, (0, 0, 0))
        return (many, voices, *conflicts.get(key, (0, 0)), new)

    return of
