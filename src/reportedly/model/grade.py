"""How well a harm is corroborated, how reliable a source is, how credible a claim: three scales.

Each is the one table of its grades, with what they mean. They are never reckoned into one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Self


class _Named(StrEnum):
    """A word or letter of a scale, with what it means."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Self:
        """Make one from its row."""
        self = str.__new__(cls, value)
        self._value_, self.meaning = value, meaning
        return self


class Grade(_Named):
    """How well a harm is corroborated, after Airwars (airwars.org/about/methodology), best first.

    Attributes:
        meaning: when a harm has this grade.
    """

    CONFIRMED = "confirmed", "the party that did it says so itself"
    FAIR = (
        "fair",
        "two voices of their own or more say so, and nobody blames another party",
    )
    WEAK = "weak", "one voice of its own says so, or none that is named"
    CONTESTED = "contested", "different parties are held responsible"
    DISCOUNTED = "discounted", "those harmed were combatants, or all who said so took it back"


class Reliability(_Named):
    """How far a source is relied upon: the letters of the Admiralty code (NATO AJP-2.1).

    Attributes:
        meaning: what the letter says of a source.
    """

    A = "A", "completely reliable"
    B = "B", "usually reliable"
    C = "C", "fairly reliable"
    D = "D", "not usually reliable"
    E = "E", "unreliable"
    F = "F", "cannot be judged"


class Credibility(IntEnum):
    """How credible a claim is by itself: the digits of the Admiralty code (NATO AJP-2.1)."""

    CONFIRMED = 1
    PROBABLE = 2
    POSSIBLE = 3
    DOUBTFUL = 4
    IMPROBABLE = 5
    UNKNOWN = 6

    @property
    def meaning(self) -> str:
        """What the digit says of a claim."""
        return _CREDIBLE[self - 1]


_CREDIBLE = (
    "confirmed by others",
    "probably true",
    "possibly true",
    "doubtful",
    "improbable",
    "cannot be judged",
)


@dataclass(frozen=True, slots=True)
class Grading:
    """The grade of what is said on one subject of an event, and the rule that gave it.

    Attributes:
        subject: its id.
        grade: see the type.
        why: one sentence, without its stop.
        voices: the names of the voices that count for it.
    """

    subject: str
    grade: Grade
    why: str
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rating:
    """How credible a claim is, and why.

    Attributes:
        claim: its id.
        digit: see the type.
        why: one sentence, without its stop.
        by_person: it was set in the ledger, and not derived.
    """

    claim: str
    digit: Credibility
    why: str
    by_person: bool = False
