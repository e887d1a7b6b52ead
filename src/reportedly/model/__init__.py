"""Floor 1: the values that pass between stages. Frozen dataclasses, standard library only."""

from reportedly.model.attribution import Act, Attribution, Extraction, Kind, Stance
from reportedly.model.claim import Claim, Status, Subject, Told
from reportedly.model.conflict import Conflict, Judgement, Problem, Verdict, conflict_id
from reportedly.model.document import Document, Span, sidecar_of
from reportedly.model.entry import (
    ClaimEntry,
    DocumentEntry,
    Entries,
    JudgementEntry,
    Location,
    SourceEntry,
    SubjectEntry,
)
from reportedly.model.figure import Bound, Figure, Quantity
from reportedly.model.interval import Interval
from reportedly.model.kind import ConflictKind, Question, Severity
from reportedly.model.period import Period, Precision, TimeMention
from reportedly.model.source import Source, SourceKind

__all__ = [
    "Act",
    "Attribution",
    "Bound",
    "Claim",
    "ClaimEntry",
    "Conflict",
    "ConflictKind",
    "Document",
    "DocumentEntry",
    "Entries",
    "Extraction",
    "Figure",
    "Interval",
    "Judgement",
    "JudgementEntry",
    "Kind",
    "Location",
    "Period",
    "Precision",
    "Problem",
    "Quantity",
    "Question",
    "Severity",
    "Source",
    "SourceEntry",
    "SourceKind",
    "Span",
    "Stance",
    "Status",
    "Subject",
    "SubjectEntry",
    "TimeMention",
    "Told",
    "Verdict",
    "conflict_id",
    "sidecar_of",
]
