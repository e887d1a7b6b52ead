"""Floor 1: the values that pass between stages. Frozen dataclasses, standard library only."""

from reportedly.model.aspect import Aspect
from reportedly.model.attribution import (
    Act,
    Attribution,
    Deed,
    Extraction,
    Kind,
    Stance,
    Standing,
)
from reportedly.model.captures import Captures, Fate, Later, captures_of, find_circles
from reportedly.model.claim import (
    Behaviour,
    Claim,
    Status,
    Subject,
    Told,
    event_of,
)
from reportedly.model.conflict import Conflict, Judgement, Problem, Verdict, conflict_id
from reportedly.model.document import Document, Span, sidecar_of
from reportedly.model.entry import (
    EVENT_IS_NO_DAY,
    NAMES_A_DAY,
    AnyEntry,
    ClaimEntry,
    DocumentEntry,
    Entries,
    EventEntry,
    JudgementEntry,
    LinkEntry,
    Location,
    SourceEntry,
    SubjectEntry,
    name_claims,
    name_links,
    relative_subject,
    words_hash,
)
from reportedly.model.event import GRADES, Assessment, Event, Link, LinkKind
from reportedly.model.figure import Bound, Figure, Quantity, Role
from reportedly.model.grade import Credibility, Grade, Grading, Rating, Reliability
from reportedly.model.interval import Interval, meeting
from reportedly.model.kind import ConflictKind, Question, Severity
from reportedly.model.period import Period, Precision, TimeMention
from reportedly.model.position import Moment, Position, Statement, minute_of
from reportedly.model.setting import NOWHERE, Setting
from reportedly.model.source import Source, SourceKind
from reportedly.model.tally import Tally, tally

__all__ = [
    "EVENT_IS_NO_DAY",
    "GRADES",
    "NAMES_A_DAY",
    "NOWHERE",
    "Act",
    "AnyEntry",
    "Aspect",
    "Assessment",
    "Attribution",
    "Behaviour",
    "Bound",
    "Captures",
    "Claim",
    "ClaimEntry",
    "Conflict",
    "ConflictKind",
    "Credibility",
    "Deed",
    "Document",
    "DocumentEntry",
    "Entries",
    "Event",
    "EventEntry",
    "Extraction",
    "Fate",
    "Figure",
    "Grade",
    "Grading",
    "Interval",
    "Judgement",
    "JudgementEntry",
    "Kind",
    "Later",
    "Link",
    "LinkEntry",
    "LinkKind",
    "Location",
    "Moment",
    "Period",
    "Position",
    "Precision",
    "Problem",
    "Quantity",
    "Question",
    "Rating",
    "Reliability",
    "Role",
    "Setting",
    "Severity",
    "Source",
    "SourceEntry",
    "SourceKind",
    "Span",
    "Stance",
    "Standing",
    "Statement",
    "Status",
    "Subject",
    "SubjectEntry",
    "Tally",
    "TimeMention",
    "Told",
    "Verdict",
    "captures_of",
    "conflict_id",
    "event_of",
    "find_circles",
    "meeting",
    "minute_of",
    "name_claims",
    "name_links",
    "relative_subject",
    "sidecar_of",
    "tally",
    "words_hash",
]
