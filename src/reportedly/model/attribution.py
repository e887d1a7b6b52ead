"""Attributions: what extraction finds before anything is resolved into claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportedly.model.aspect import Aspect
from reportedly.model.document import Span
from reportedly.model.source import Source


class Kind(StrEnum):
    """How the content is reported (PARC 3, PolNeAR)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the source did that commits it to the content."""

    SPEECH = "speech"
    BELIEF = "belief"
    PLAN = "plan"
    STANCE = "stance"
    DOCUMENT = "document"


class Stance(StrEnum):
    """The source's own attitude to the content."""

    ASSERTS = "asserts"
    DENIES = "denies"
    CANNOT_VERIFY = "cannot-verify"
    DECLINES = "declines"
    ASKS = "asks"
    RETRACTS = "retracts"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a number, or a statement without one, stands where its words alone do not say it.

    Attributes:
        start: where it begins, in code points. stance: its source's attitude to it.
        projected: whether it is what may be or will be, not what is.
        presupposed: whether the source takes it for granted and says nothing of it: "denied
            planting the bomb that killed 14" leaves the 14 to whoever wrote so.
        nobody: whether nobody says it: "the mayor said he had never claimed that 14 died".
        statement: whether it is a sentence that stands so, and not the number it may begin with.
        answers: whether that sentence says so of the one before it: "That figure is false."
        own: whether a body says that sentence in its own statement without being cited.
        deed: what it says there of an act of violence.
    """

    start: int
    stance: Stance
    projected: bool = False
    presupposed: bool = False
    nobody: bool = False
    statement: bool = False
    answers: bool = False
    own: bool = False
    deed: Deed | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """What is said of an act without a figure: that it happened, or who did it.

    Attributes:
        aspect: which of the two. kind: of the table of events.
        actors: ids of the sources held responsible; empty where they are not known.
    """

    aspect: Aspect
    kind: str
    actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """One reported statement, located in the text.

    Attributes:
        contents: what is reported, in text order; several spans when a cue interrupts.
        cue: the words that report it ("said", "according to"); empty when only layout does.
        source: the words that name who reports it; empty when nobody is named.
        kind, act, stance: see the types.
        score: probability in 0..1 that this is an attribution with this content.
        rule: the pattern that proposed it, for `--explain`.
        speaker: the resolved name of the source, None when nobody is named or it stays open.
        voices: ids of the resolved sources, in `Extraction.sources`; two for a conjoined source
            ("activists and residents"), empty when nobody is named or it stays open.
        via: ids of the sources it came through, nearest to the document first ("was quoted in the
            coalition's statement as saying", "X told Y that Z said").
        candidates: the names left open when the source could be several ("he").
        parent: index, in the same list, of the attribution in whose content this one stands.
        features: what each feature gave to the score, largest first; only when asked for.
        denied: words before it that its content says are not so: "he said that was untrue".
        narrated: whether the document itself says how it stands, nobody being named: "reports that
            14 died are false", "we cannot confirm that 14 died".
        nobody: whether its words say that nobody says so, or that its source never did: "no one at
            the port said that", "he never claimed that".
        deed: what it says of an act of violence, or None.
        standings: the numbers in its contents that stand otherwise than `stance` says: in "denied
            sinking the boat on which 31 drowned" the 31 is not denied.
    """

    contents: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: Kind
    act: Act
    stance: Stance
    score: float
    rule: str
    speaker: str | None = None
    candidates: tuple[str, ...] = ()
    parent: int | None = None
    features: tuple[tuple[str, float], ...] = ()
    voices: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    denied: tuple[Span, ...] = ()
    narrated: bool = False
    nobody: bool = False
    deed: Deed | None = None
    standings: tuple[Standing, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """What extraction finds in one document.

    `sources` are the voices that its attributions name, one for each resolved source, ids unique
    within the document, `part_of` tying a spokesman to the body he speaks for. `standings` are the
    numbers outside all attributions that the text itself does not assert, and the sentences of a
    body's own statement that say what was not so, who did it or why.
    """

    attributions: tuple[Attribution, ...]
    sources: tuple[Source, ...] = ()
    standings: tuple[Standing, ...] = ()
