"""The one table of kinds of finding: what they are called, ask, weigh and mean.

Whatever lists, orders, colours or explains kinds draws from it: the command line, `judge`, SQL,
graphs, reports and the docs. A new kind is a row here and a function that finds it
(`compare.findings.FINDERS`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Severity(StrEnum):
    """How much a reader must care, worst first.

    Attributes:
        meaning: what it says of the claims, in a few words.
        rank: its place, 0 for the worst.
    """

    meaning: str
    rank: int

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """Make one from its row."""
        self = str.__new__(cls, value)
        self._value_, self.meaning, self.rank = value, meaning, len(cls.__members__)
        return self

    CONFLICT = "conflict", "cannot all hold"
    QUESTION = "question", "can hold, should be asked about"
    NOTE = "note", "good to know"


class Question(StrEnum):
    """What claims answer differently."""

    HOW_MANY = "how-many"
    HAPPENED = "happened"
    RESPONSIBLE = "responsible"
    WHEN = "when"
    WHERE = "where"
    WHAT = "what"
    SUM = "sum"
    RELATION = "relation"
    UNIT = "unit"
    QUOTE = "quote"


class ConflictKind(StrEnum):
    """What two or more claims (or one with itself) are to each other, worst first.

    Attributes:
        severity: how much a reader must care.
        question: what the claims answer differently.
        help: when claims are so, in one line.
        is_step: a voice's figure follows on its own earlier one.
        rank: its place: of two kinds that fit one pair the earlier is told, and of findings that
            are otherwise equal it is listed first.
    """

    severity: Severity
    question: Question
    help: str
    is_step: bool
    rank: int

    def __new__(
        cls,
        value: str,
        severity: Severity = Severity.NOTE,
        question: Question = Question.WHAT,
        help_: str = "",
        is_step: bool = False,
    ) -> Self:
        """Make one from its row; a value alone looks up its row."""
        self = str.__new__(cls, value)
        self._value_, self.severity, self.question = value, severity, question
        self.help, self.is_step, self.rank = help_, is_step, len(cls.__members__)
        return self

    # fmt: off
    CONTRADICTION = (
        "contradiction", Severity.CONFLICT, Question.HOW_MANY,
        "no number satisfies both figures")
    CONVERSION = (
        "conversion", Severity.CONFLICT, Question.UNIT,
        "one quantity in two units that do not convert")
    DENIAL = (
        "denial", Severity.CONFLICT, Question.HAPPENED,
        "one asserts what another denies")
    DERIVED = (
        "derived", Severity.CONFLICT, Question.RELATION,
        "a declared relation between subjects is violated")
    NOT_IN_DOCUMENT = (
        "not-in-document", Severity.CONFLICT, Question.QUOTE,
        "the quoted words are not at the cited place")
    PART_EXCEEDS_WHOLE = (
        "part-exceeds-whole", Severity.CONFLICT, Question.SUM,
        "a part is more than its whole")
    RESPONSIBILITY = (
        "responsibility", Severity.CONFLICT, Question.RESPONSIBLE,
        "different parties are held responsible")
    SUM_MISMATCH = (
        "sum-mismatch", Severity.CONFLICT, Question.SUM,
        "parts are together more than their whole")
    ALTERED_COPY = (
        "altered-copy", Severity.QUESTION, Question.HOW_MANY,
        "one text in several documents, with another number in it")
    DECREASE = (
        "decrease", Severity.QUESTION, Question.HOW_MANY,
        "a running total falls", True)
    STATUS = (
        "status", Severity.QUESTION, Question.WHAT,
        "as many people, called what they cannot both have been")
    DIVERGENCE = (
        "divergence", Severity.QUESTION, Question.HOW_MANY,
        "both can hold, yet the numbers lie far apart")
    OUTDATED = (
        "outdated", Severity.NOTE, Question.HOW_MANY,
        "an earlier, lower count beside a later, higher one of another voice")
    ECHO = (
        "echo", Severity.NOTE, Question.HOW_MANY,
        "one origin says the same in several documents", True)
    REVISION = (
        "revision", Severity.NOTE, Question.HOW_MANY,
        "the same voice gives another figure later", True)
    ROUNDING = (
        "rounding", Severity.NOTE, Question.HOW_MANY,
        "as they are rounded, both numbers can hold")
    UPDATE = (
        "update", Severity.NOTE, Question.HOW_MANY,
        "a running total is higher at a later time", True)
    # fmt: on
