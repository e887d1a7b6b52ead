"""What a reviewer does to claims, and what review asks next.

`claims` changes what stands there, `hand` makes claims from selected words, `undoing` takes changes
back, `previewing` and `suggesting` answer while somebody types, `waiting` says what comes next.
"""

from reportedly.workflow.reviewing.agreement import Agreement, reading_agreement, reviewers
from reportedly.workflow.reviewing.claims import (
    Edited,
    edit_fields,
    remove_claim,
    review_claims,
    second_reading,
    split_claim,
)
from reportedly.workflow.reviewing.fields import FIELDS
from reportedly.workflow.reviewing.hand import make_claim
from reportedly.workflow.reviewing.previewing import (
    FigurePreview,
    TimePreview,
    preview_figure,
    preview_time,
)
from reportedly.workflow.reviewing.suggesting import Suggestion, suggest
from reportedly.workflow.reviewing.undoing import SlicedChange, compact, diff_words, undo
from reportedly.workflow.reviewing.waiting import Piece, around, waiting

__all__ = [
    "FIELDS",
    "Agreement",
    "Edited",
    "FigurePreview",
    "Piece",
    "SlicedChange",
    "Suggestion",
    "TimePreview",
    "around",
    "compact",
    "diff_words",
    "edit_fields",
    "make_claim",
    "preview_figure",
    "preview_time",
    "reading_agreement",
    "remove_claim",
    "review_claims",
    "reviewers",
    "second_reading",
    "split_claim",
    "suggest",
    "undo",
    "waiting",
]
