"""Events of a ledger: the list of them, and one as the page of its positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from reportedly.compare import find_gradings, find_positions
from reportedly.errors import UsageError
from reportedly.export.positions import subject_order
from reportedly.export.rows import (
    assessment_row,
    conflict_row,
    event_row,
    grading_row,
    position_row,
)
from reportedly.model import (
    NOWHERE,
    Aspect,
    Assessment,
    Claim,
    Conflict,
    Entries,
    Event,
    EventEntry,
    Fate,
    Grading,
    Later,
    Position,
    Setting,
    Severity,
    Status,
    Subject,
    Tally,
    event_of,
    tally,
)
from reportedly.text.happenings import find_happenings
from reportedly.text.slug import free_name, slug
from reportedly.text.times import read_period

if TYPE_CHECKING:
    from reportedly.export.rows import Row
    from reportedly.workflow.ledgers import Ledger


@dataclass(frozen=True, slots=True)
class EventPage:
    """One event with all that a ledger holds on it.

    Attributes:
        event: what happened.
        subjects: what is counted or asserted of it, tolls first, then aspects, then topics; and
            statements that several claims are about.
        positions: subject's id → the positions on it.
        open: claims about it that no subject of it holds.
        conflicts: findings on it, worst first.
        assessments: what is held after all on subjects of it.
        claims: its claims by id.
        documents: ids of the documents that report it; of a page captured again one of them.
        behind: how many documents, texts, sources and origins tell of it.
        gradings: how well the harm is corroborated, by id of the subject: of the event itself
            `EVENT/happened`, and of each count of harm.
        setting: which documents are one, and what later captures make of claims.
    """

    event: Event
    subjects: tuple[Subject, ...]
    positions: dict[str, list[Position]]
    open: tuple[Claim, ...]
    conflicts: tuple[Conflict, ...]
    assessments: tuple[Assessment, ...]
    claims: dict[str, Claim]
    documents: tuple[str, ...]
    behind: Tally
    gradings: Mapping[str, Grading] = field(default_factory=dict)
    setting: Setting = NOWHERE

    @property
    def grading(self) -> Grading | None:
        """How well the event itself is corroborated, None where that is not asked of it."""
        return self.gradings.get(f"{self.event.id}/{Aspect.HAPPENED}")

    @property
    def counts(self) -> dict[str, Tally]:
        """What stands behind the claims on each of its subjects, by its id."""
        about: dict[str, list[Claim]] = {s.id: [] for s in self.subjects}
        for claim in self.claims.values():
            if claim.subject.id in about:
                about[claim.subject.id].append(claim)
        return {name: tally(told, self.setting) for name, told in about.items()}

    @property
    def listed(self) -> Row:
        """As JSON in a list of events; `open` counts what nobody has judged."""
        voices = {p.voice for on_it in self.positions.values() for p in on_it}
        return {
            **event_row(self.event, self.documents, self.behind),
            "reports": len(self.documents),
            "voices": len(voices),
            "claims": len(self.claims),
            "open": _open_questions(self),
        }

    @property
    def row(self) -> Row:
        """As JSON, with all that is held on it."""
        return {
            **event_row(self.event, self.documents, self.behind),
            "positions": [
                position_row(position, self.setting)
                for subject in self.subjects
                for position in self.positions[subject.id]
            ],
            "subjects": [{"subject": name, **told._asdict()} for name, told in self.counts.items()],
            "grades": [grading_row(g) for g in self.gradings.values()],
            "assessments": [assessment_row(a) for a in self.assessments],
            "conflicts": [conflict_row(c, self.claims, self.setting) for c in self.conflicts],
        }


def event_pages(ledger: Ledger) -> list[EventPage]:
    """Every event of a ledger, in the order of events.yaml."""
    return pages_of(ledger.claims, ledger.conflicts(), ledger.setting, ledger.assessments)


def pages_of(
    claims: Iterable[Claim],
    conflicts: Iterable[Conflict],
    setting: Setting,
    assessments: Sequence[Assessment] = (),
) -> list[EventPage]:
    """The pages of all events of a setting, in its order."""
    about: dict[str, list[Claim]] = {name: [] for name in setting.events}
    for claim in claims:
        event = event_of(claim)
        if event in about and claim.status is not Status.REJECTED:
            about[event].append(claim)
    found: dict[str, list[Conflict]] = {}
    for conflict in conflicts:
        if conflict.event is not None:
            found.setdefault(conflict.event, []).append(conflict)
    return [
        _page(event, about[name], found.get(name, ()), setting, assessments)
        for name, event in setting.events.items()
    ]


def event_page(ledger: Ledger, name: str) -> EventPage:
    """The event of this id, name or alias, with all that the ledger holds on it.

    Raises:
        UsageError: there is none; the message names those that it may mean.
    """
    found = find_event(ledger, name)
    about = ledger.claim_index.by("event").get(found.id, ())
    claims = ledger.claims_told(o for o in about if o.status is not Status.REJECTED)
    conflicts = ledger.conflict_index.by("event").get(found.id, ())
    return _page(found, claims, conflicts, ledger.setting, ledger.assessments)


def find_event(ledger: Ledger, name: str) -> Event:
    """The event of this id, name or alias.

    Raises:
        UsageError: there is none; the message names those that it may mean.
    """
    events = ledger.setting.events
    found = events.get(name) or next((e for e in events.values() if name in _names(e)), None)
    if found is None:
        near = get_close_matches(name, [n for e in events.values() for n in _names(e)], n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "see: reportedly events"
        raise UsageError(f"no event {name!r}; {hint}")
    return found


def declared_event(words: str, known: Entries) -> EventEntry:
    """The event that somebody says documents are about: one of the ledger's, or a new one.

    Args:
        words: the id, title or alias of an event that is known; else its name, with its day or
            days behind a comma where they are to be said: "Orlo market strike, 2024-03-05".
        known: the ledger's entries.

    Raises:
        UsageError: the words name nothing.
    """
    for event in known.events:
        if words in _names(event):
            return event
    title, day = _title_and_day(words.strip())
    if not slug(title):
        raise UsageError(f"--event {words!r} names no event; write its name, or its id")
    return EventEntry(
        id=free_name(slug(f"{title} {day or ''}", 60), {e.id for e in known.events}),
        title=title,
        kind=next((h.kind for h in find_happenings(title)), None),
        when=day,
    )


def _title_and_day(words: str) -> tuple[str, str | None]:
    """A name, and the days behind one of its commas: "Orlo strike, March 5, 2024"."""
    for comma in (n for n, sign in enumerate(words) if sign == ","):
        try:
            return words[:comma].strip(), read_period(words[comma + 1 :]).iso()
        except ValueError:
            continue
    return words, None


def _names(event: Event | EventEntry) -> tuple[str, ...]:
    return (event.id, *((event.title,) if event.title else ()), *event.aliases)


def _page(
    event: Event,
    claims: Sequence[Claim],
    conflicts: Iterable[Conflict],
    setting: Setting,
    assessments: Iterable[Assessment],
) -> EventPage:
    held = Counter(c.subject.id for c in claims)
    on_event = [c for c in claims if c.subject.event is not None or held[c.subject.id] > 1]
    positions = find_positions(on_event, setting)
    subjects = {c.subject.id: c.subject for c in on_event if c.subject.id in positions}
    first: dict[str, str] = {}
    for claim in claims:
        first.setdefault(claim.home, claim.document)
    says = [c for c in claims if _still_says(setting.fates.get(c.id))]
    return EventPage(
        event,
        tuple(sorted(subjects.values(), key=subject_order)),
        positions,
        tuple(c for c in says if c.subject.id not in subjects),
        tuple(conflicts),
        tuple(a for a in assessments if a.subject.startswith(f"{event.id}/")),
        {c.id: c for c in claims},
        tuple(first.values()),
        tally(claims, setting),
        find_gradings(event, claims, setting),
        setting,
    )


def _still_says(later: Later | None) -> bool:
    """False of what a page says again, and of what it says no more for another wording."""
    return later is None or later.fate in (Fate.LATER, Fate.GONE)


def _open_questions(page: EventPage) -> int:
    """How many conflicts and questions nobody has judged."""
    return sum(c.severity is not Severity.NOTE and not c.judgements for c in page.conflicts)
