"""The one table of what the API does: routes and description are made of it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from reportedly.model import ConflictKind, LinkKind, Severity, Status
from reportedly.web.api import reads, writes
from reportedly.web.api.schema import described
from reportedly.web.api.shapes import Shape
from reportedly.web.api.table import TEXT, Endpoint, Param, Run
from reportedly.web.pages import adding, answers
from reportedly.workflow.searching import PLACES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reportedly.export.rows import Row
    from reportedly.web.house import Visit

_DAY: Shape = {"type": "string", "maxLength": 10, "format": "date"}


def _one_of(values: Iterable[str]) -> Shape:
    return {"type": "string", "enum": [str(v) for v in values]}


def _up_to(most: int) -> Shape:
    return {"type": "integer", "minimum": 0, "maximum": most}


_PAGE = (
    Param("limit", "So many rows at most; 100 without it.", _up_to(1000)),
    Param("offset", "After so many rows.", _up_to(1_000_000_000)),
)
_EVENT = Param("event", "Id of the event.", TEXT)
_SOURCE = Param("source", "Id, name, alias or acronym of who says it.", TEXT)
_SEVERITY = _one_of(Severity)
_NAMED = Param("text", "Part of an id or name.", TEXT)
_TYPED = Param("words", "What is typed so far.", TEXT)


def _asks(about: Callable[[Visit], Row]) -> Run:
    """What pages ask for as somebody types or waits."""
    return lambda ask: about(ask.visit)


@cache
def _description() -> dict[str, Any]:
    return described(ENDPOINTS)


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        "GET",
        "/api/events",
        "The events, with their reports and what is open.",
        reads.events,
        "ListedEvent",
        _PAGE,
        lists=True,
        tagged=True,
    ),
    Endpoint(
        "GET",
        "/api/events/{id}",
        "One event: who holds what, and where they differ.",
        reads.event,
        "Event",
        tagged=True,
    ),
    Endpoint(
        "GET",
        "/api/claims",
        "The claims by source.",
        reads.claims,
        "ListedClaim",
        (
            _SOURCE,
            Param("subject", "Part of its id or title.", TEXT),
            Param("status", "How far they have come.", _one_of(Status)),
            Param("since", "About this day or later.", _DAY),
            _EVENT,
            Param("document", "Id of the document.", TEXT),
            Param("severity", "Of the worst finding on it that nobody judged.", _SEVERITY),
            Param("text", "Part of its words.", TEXT),
            *_PAGE,
        ),
        lists=True,
        tagged=True,
    ),
    Endpoint(
        "POST",
        "/api/claims",
        "Make a claim by hand of words of a document; it is reviewed by you.",
        writes.make,
        "EditedClaims",
        body="Made",
        status=201,
    ),
    Endpoint(
        "GET",
        "/api/claims/{id}",
        "One claim: the steps back to its origin, its words, and the version that an edit names.",
        reads.claim,
        "TracedClaim",
        tagged=True,
    ),
    Endpoint(
        "PATCH",
        "/api/claims/{id}",
        "Change fields of a claim; those that are not named stay.",
        writes.edit,
        "EditedClaims",
        body="Edit",
    ),
    Endpoint(
        "POST",
        "/api/claims/{id}/review",
        "Accept a claim, reject it, or take your review back.",
        writes.review,
        "EditedClaims",
        body="Review",
    ),
    Endpoint(
        "POST",
        "/api/claims/{id}/split",
        "Make several claims of one; it keeps its id as the first of them.",
        writes.split,
        "EditedClaims",
        body="Split",
    ),
    Endpoint(
        "GET",
        "/api/sources",
        "The sources, with how many claims and conflicts each has.",
        reads.sources,
        "Source",
        (_NAMED, *_PAGE),
        lists=True,
        tagged=True,
    ),
    Endpoint(
        "GET",
        "/api/subjects",
        "The subjects, counted as the sources are.",
        reads.subjects,
        "Subject",
        (_EVENT, _NAMED, *_PAGE),
        lists=True,
        tagged=True,
    ),
    Endpoint(
        "GET",
        "/api/documents",
        "The documents, counted as the sources are.",
        reads.documents,
        "Document",
        (_EVENT, Param("text", "Part of its id, title or publisher.", TEXT), *_PAGE),
        lists=True,
        tagged=True,
    ),
    Endpoint(
        "GET",
        "/api/documents/{id}",
        "One document and its text.",
        reads.document,
        "ReadDocument",
        tagged=True,
    ),
    Endpoint(
        "GET",
        "/api/conflicts",
        "What claims are to each other, worst first.",
        reads.conflicts,
        "Conflict",
        (
            Param("kind", "Only these kinds.", _one_of(ConflictKind), several=True),
            Param("severity", "Leave out what is milder than this.", _SEVERITY),
            Param("state", "What people decided.", _one_of(("unjudged", "judged", "stale"))),
            _EVENT,
            Param("source", "Id of who says one of the claims.", TEXT),
            Param("subject", "Id of the subject of one of the claims.", TEXT),
            Param("document", "Id of a document that has one of the claims.", TEXT),
            *_PAGE,
        ),
        lists=True,
        tagged=True,
    ),
    Endpoint(
        "GET",
        "/api/conflicts/{id}",
        "One conflict, with what its claims say.",
        reads.conflict,
        "Conflict",
        tagged=True,
    ),
    Endpoint(
        "POST",
        "/api/judgements",
        "Record what you decide on a conflict, and why.",
        writes.judge,
        "EditedConflict",
        body="Judgement",
        status=201,
    ),
    Endpoint(
        "GET",
        "/api/links",
        "What is one and what is not; what waits for a decision first.",
        reads.links,
        "Link",
        (
            Param("kind", "What is joined.", _one_of(LinkKind)),
            Param("status", "Whether somebody decided.", _one_of(("proposed", "decided"))),
            *_PAGE,
        ),
        lists=True,
        tagged=True,
    ),
    Endpoint(
        "POST",
        "/api/links",
        "Decide that two events, sources, texts or subjects are one, or are not.",
        writes.link,
        "EditedLink",
        body="Decision",
        status=201,
    ),
    Endpoint(
        "GET",
        "/api/assessments",
        "What people hold after all on the events: the latest of each.",
        reads.assessments,
        "Assessment",
        (_EVENT, Param("by", "Who assessed.", TEXT), *_PAGE),
        lists=True,
        tagged=True,
    ),
    Endpoint(
        "POST",
        "/api/assessments",
        "Record what you hold after all on one count of an event, or on the event itself.",
        writes.assessed,
        "EditedAssessment",
        body="NewAssessment",
        status=201,
    ),
    Endpoint(
        "GET",
        "/api/search",
        "Claims and documents that hold all of some words, best first.",
        reads.search,
        "Hit",
        (
            Param(
                "words",
                'Words, "phrases", beginnings (evacuat*), and OR between them.',
                TEXT,
                needed=True,
            ),
            Param("in", "What to search.", _one_of(PLACES)),
            *_PAGE,
        ),
        lists=True,
        tagged=True,
    ),
    Endpoint(
        "GET",
        "/api/changes",
        "The edits made since the workbench was started, the latest first.",
        reads.changes,
        "Change",
        (Param("who", "Who made them.", TEXT), *_PAGE),
        lists=True,
    ),
    Endpoint(
        "POST",
        "/api/undo",
        "Take back an edit, where nobody changed the same words since.",
        writes.undo,
        "Undone",
        body="Undo",
    ),
    Endpoint(
        "GET",
        "/api/session",
        "Who you are, and the token that an edit sends.",
        reads.session,
        "Session",
    ),
    Endpoint(
        "GET",
        "/api/preview/figure",
        "What is read in the words of a figure.",
        _asks(answers.figure),
        "Preview",
        (
            _TYPED,
            Param("subject", "What is counted.", TEXT),
            Param("document", "Id of the document in which it should stand.", TEXT),
        ),
    ),
    Endpoint(
        "GET",
        "/api/preview/time",
        "What is read in the words of a time.",
        _asks(answers.time),
        "Preview",
        (
            _TYPED,
            Param("document", "Id of the document: against whose day it is read.", TEXT),
            Param("subject", "Of the claim; it changes nothing.", TEXT),
        ),
    ),
    Endpoint(
        "GET",
        "/api/suggest/{what}",
        "What words being typed may mean, best first.",
        _asks(answers.names),
        "Suggestions",
        (_TYPED, _EVENT, Param("near", "Id of the document that is read.", TEXT)),
    ),
    Endpoint(
        "POST",
        "/api/attributions/{id}",
        "Begin to mark sources and cues in a document.",
        _asks(adding.attribute),
        "Begun",
        status=202,
    ),
    Endpoint(
        "GET",
        "/api/jobs/{number}",
        "How far something is that takes long.",
        _asks(adding.job_state),
        "Job",
    ),
    Endpoint(
        "GET",
        "/schema",
        "This description.",
        lambda _ask: _description(),
        "Description",
    ),
)
