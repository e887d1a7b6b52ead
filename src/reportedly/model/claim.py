"""Resolved claims, and the subjects that they are about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reportedly.model.aspect import Aspect
from reportedly.model.attribution import Stance
from reportedly.model.document import Span
from reportedly.model.figure import Figure, Role
from reportedly.model.period import Period
from reportedly.model.source import Source


class Behaviour(StrEnum):
    """How a measure moves while its event goes on (see `text/words/measures.tsv`)."""

    CONSTANT = "constant"
    ACCUMULATING = "accumulating"
    LEVEL = "level"


class Status(StrEnum):
    """How far a claim has come: extraction only proposes, a person reviews."""

    PROPOSED = "proposed"
    REVIEWED = "reviewed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Subject:
    """What claims are about: something counted or asserted of an event, else of a place and period.

    Attributes:
        id: unique; of an event it is derived: `EVENT/killed/children`, `EVENT/killed@2031-03-04`.
        population: who is counted; of an event an id of the table of people.
        period: the stretch or period that is counted, where that is not its event's own time.
        running_total: True for a count that only accumulates, False for one that does not, None
            where nobody has said.
        part_of, relations: ids of subjects, and sentences over them.
        event: id of the event that it is about, or None.
        aspect: what is asserted of the event without a figure, or None.
        topic: True for a statement declared with its event, on which voices agree or differ.
        behaviour: how the measure goes on; of no event see `behaves`.
    """

    id: str
    title: str | None = None
    measure: str | None = None
    population: str | None = None
    place: str | None = None
    period: Period | None = None
    unit: str | None = None
    running_total: bool | None = None
    part_of: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    event: str | None = None
    aspect: Aspect | None = None
    topic: bool = False
    behaviour: Behaviour | None = None

    @property
    def behaves(self) -> Behaviour:
        """How its counts go on; where nobody has said, each counts for its own time alone."""
        if self.behaviour is not None:
            return self.behaviour
        if self.aspect is not None or self.topic:
            return Behaviour.CONSTANT
        return Behaviour.ACCUMULATING if self.running_total else Behaviour.LEVEL

    @property
    def name(self) -> str:
        """Its title, else what it is about: `civilians killed, Baghouz, 2019-02-11`.

        What neither place nor time tells from others of its kind is told by its id.
        """
        if self.title:
            return self.title
        what = " ".join(part for part in (self.population, self.measure) if part)
        where = [part for part in (self.place, self.period.iso() if self.period else "") if part]
        if what:
            return ", ".join((what, *(where or [self.id])))
        return ", ".join(where) or self.id


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement by one source on one subject, with everything resolved.

    Attributes:
        source: who asserts it, of a document's own voice the house that speaks by it; None when it
            stays open among `candidates`.
        narrated: whether it is said in the document's own voice.
        chain: the way it reached us, nearest first: document's publisher … the source itself; the
            last link is the origin.
        text: the statement's words, pieces joined by " … ".
        figure: the quantity as stated, or None.
        implied: for a share of a known whole, the count that follows (at least half of at least
            16 → at least 8), else None.
        whole: for a share, the id of the claim or subject it is a share of, else None.
        event: id of the event that it is about, as joined; None where it is open or there is none.
        events: ids of the events between which it stays open.
        when, as_of, said: when it happened, to when a total counts, when it was reported.
        role: what its figure is to the subject's count.
        part_of: id of the claim whose figure this one's is a part of, else None.
        corrects: id of the claim that its publisher had wrong and puts right by this one.
        revises: id of the voice's own earlier claim that it withdraws for this one.
        actors: the parties held responsible.
        answer: on `where` and `what` of an event, the place or thing said.
        document: id of the document.
        capture_of: id of the first capture of its page, None where there is only one.
        spans: where the words stand; `at` least one for a claim with a quote that was found.
        not_found: pieces of the quote that do not stand in the document's text.
        credibility: how credible a person holds it, a digit of the Admiralty scale; None where
            nobody has said.
    """

    id: str
    source: Source | None
    chain: tuple[Source, ...]
    subject: Subject
    text: str
    document: str
    stance: Stance = Stance.ASSERTS
    figure: Figure | None = None
    implied: Figure | None = None
    whole: str | None = None
    when: Period | None = None
    as_of: Period | None = None
    said: Period | None = None
    event: str | None = None
    events: tuple[str, ...] = ()
    role: Role = Role.TOTAL
    part_of: str | None = None
    corrects: str | None = None
    revises: str | None = None
    actors: tuple[Source, ...] = ()
    answer: str | None = None
    spans: tuple[Span, ...] = ()
    status: Status = Status.PROPOSED
    rule: str | None = None
    score: float | None = None
    candidates: tuple[str, ...] = ()
    not_found: tuple[str, ...] = ()
    narrated: bool = False
    capture_of: str | None = None
    credibility: int | None = None

    @property
    def home(self) -> str:
        """The document as it is counted: all captures of a page are one."""
        return self.capture_of or self.document

    @property
    def origin(self) -> Source | None:
        """The last link of the chain: whose word it finally is; None while that is open."""
        if self.source is None and self.candidates:
            return None
        return self.chain[-1] if self.chain else self.source


def event_of(claim: Told) -> str | None:
    """Id of the event that a claim is about: its subject's, else its own."""
    return claim.subject.event or claim.event


class Told(Protocol):
    """A claim, or the outline of one: what it is chosen, counted and placed in a graph by."""

    @property
    def id(self) -> str:
        """Unique in the ledger."""

    @property
    def document(self) -> str:
        """Id of its document."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def source(self) -> Source | None:
        """Who asserts it."""

    @property
    def chain(self) -> tuple[Source, ...]:
        """The way it came, nearest first."""

    @property
    def origin(self) -> Source | None:
        """Whose word it finally is."""

    @property
    def subject(self) -> Subject:
        """What it is about."""

    @property
    def event(self) -> str | None:
        """Id of the event that it is about."""

    @property
    def actors(self) -> tuple[Source, ...]:
        """Who is held responsible."""

    @property
    def whole(self) -> str | None:
        """The claim or subject that it may be a share of."""

    @property
    def candidates(self) -> tuple[str, ...]:
        """Between whom the source stays open."""

    @property
    def narrated(self) -> bool:
        """Whether it is said in its document's own voice."""

    @property
    def role(self) -> Role:
        """What its figure is to the subject's count."""

    @property
    def corrects(self) -> str | None:
        """The claim that its publisher had wrong and puts right by this one."""
