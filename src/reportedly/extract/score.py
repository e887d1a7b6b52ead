"""The scorer: a logistic regression whose weights are a text file that a person can read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from math import exp

from reportedly.extract.candidates import Candidate
from reportedly.extract.deeds import owns_up
from reportedly.extract.features import features

# Added to the log odds where the cue list marks the frame: how often a word reports in one frame
# differs from text to text less than a corpus of chosen examples can show.
EXTENT = "extent "  # opens the name of a weight for extents
_ALIKE = 0.3  # contents of one cue that share this much (Dice) differ in extent only
FRAME_MARKS = {"frame seldom reports": -1.5, "frame often reports": 1.0}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each feature gives to the log odds, and the score from which a candidate counts.

    `extents` are weights of their own for the question which of several contents of one cue has
    its extent right; without them the first ones answer it.
    """

    values: Mapping[str, float]
    threshold: float
    extents: Mapping[str, float] = field(default_factory=dict)

    def score(self, names: Iterable[str]) -> float:
        """Probability in 0..1 from the names of the features that hold."""
        get = self.values.get
        total = sum(get(name, 0.0) for name in names)
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))

    def explain(
        self, names: Iterable[str], further: Mapping[str, float] | None = None
    ) -> tuple[tuple[str, float], ...]:
        """What each feature gave, largest first by size; features without weight are left out.

        Args:
            names: the features that hold.
            further: what names that are not weights gave.
        """
        values = {**self.values, **(further or {})}
        given = [(name, values[name]) for name in names if values.get(name)]
        return tuple(sorted(given, key=lambda pair: -abs(pair[1])))


def parse_weights(text: str) -> Weights:
    """Read `weights.txt`: `weight TAB feature`, a line `threshold`, extents marked "extent "."""
    values: dict[str, float] = {}
    extents: dict[str, float] = {}
    threshold = 0.5
    for line in text.splitlines():
        if not line.strip() or line.startswith("%"):
            continue
        number, _, name = line.partition("\t")
        if name == "threshold":
            threshold = float(number)
        elif name.startswith(EXTENT):
            extents[name.removeprefix(EXTENT)] = float(number)
        else:
            values[name] = float(number)
    return Weights(values, threshold, extents)


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The weights of the package."""
    return parse_weights(files("reportedly.extract").joinpath("weights.txt").read_text("utf-8"))


def score_candidates(candidates: Sequence[Candidate], weights: Weights) -> None:
    """Set `names` and `score` of every candidate.

    The best score of a cue goes to the content whose extent is most likely right.
    """
    by_cue: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        by_cue.setdefault(candidate.cue, []).append(candidate)
        candidate.names = features(candidate)
        candidate.score = weights.score(candidate.names)
        entry = candidate.entry
        if entry is not None and candidate.frame in entry.seldom:
            _mark(candidate, "frame seldom reports")
        elif (entry is not None and candidate.frame in entry.often) or owns_up(candidate):
            _mark(candidate, "frame often reports")
    for rivals in by_cue.values() if weights.extents else ():
        if len(rivals) > 1:
            _prefer_extent(rivals, weights.extents)


def _prefer_extent(rivals: Sequence[Candidate], extents: Mapping[str, float]) -> None:
    best = max(rivals, key=lambda c: c.score)
    tokens = best.tokens()
    alike = [c for c in rivals if _alike(tokens, c.tokens())]
    right = max(alike, key=lambda c: sum(extents.get(name, 0.0) for name in c.names), default=best)
    right.score, best.score = best.score, right.score


def _alike(a: set[int], b: set[int]) -> bool:
    return 2 * len(a & b) >= _ALIKE * (len(a) + len(b))


def _mark(candidate: Candidate, name: str) -> None:
    candidate.names.append(name)
    candidate.score = shifted(candidate.score, FRAME_MARKS[name])


def shifted(score: float, by: float) -> float:
    """A probability with `by` added to its log odds."""
    odds = score / max(1e-9, 1.0 - score) * exp(by)
    return odds / (1.0 + odds)
