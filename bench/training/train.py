"""Rebuild the weights from the corpus: `make train`.

A logistic regression with a quadratic penalty, fitted by gradient descent from zero over the whole
corpus at once: the same corpus gives the same weights. Nothing is read but the corpus; the items
kept apart are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from zlib import crc32

from reportedly.extract.candidates import Candidate, find_candidates
from reportedly.extract.cues import load_cues
from reportedly.extract.features import features
from reportedly.extract.passage import Passage
from reportedly.extract.pipeline import passages_of
from reportedly.extract.score import EXTENT
from training.corpus import Gold, Item, load_corpus

PENALTY = 6.0
ROUNDS = 400
RARE = 3  # features seen less often than this are left out
THRESHOLD = 0.3

Example = tuple[list[str], int, float]
"""Feature names, label, weight of one candidate."""


def examples_of(
    items: Sequence[Item], passages: Sequence[list[Passage]], *, exact: bool = False
) -> list[Example]:
    """Label every candidate of the items against what is annotated there.

    `exact` keeps only the best extents as positive: near misses then count neither way.
    """
    lexicon = load_cues()
    found: list[Example] = []
    for item, own in zip(items, passages, strict=True):
        for passage in own:
            candidates = find_candidates(passage, lexicon)
            labels = label(candidates, item.golds, exact=exact)
            for candidate, (positive, weight) in zip(candidates, labels, strict=True):
                if weight:
                    found.append((features(candidate), positive, weight))
    return found


def label(
    candidates: Sequence[Candidate], golds: Iterable[Gold], *, exact: bool = False
) -> list[tuple[int, float]]:
    """Label and weight for each candidate.

    Positive: the content is the annotated one (Dice over words at least 0.8) with the annotated
    cue, or the best there is of at least 0.5. Other near misses with the right cue count neither
    way. With `exact` only the best of them is positive.
    """
    labels: list[tuple[int, float]] = [(0, 1.0)] * len(candidates)
    tokens = [c.tokens() for c in candidates]
    for gold in golds:
        best, best_dice = None, 0.5
        close: list[tuple[float, int]] = []
        for n, candidate in enumerate(candidates):
            parse = candidate.passage.parse
            inside = {
                i
                for i in range(len(parse))
                if candidate.passage.is_word(i)
                and any(s <= parse.start[i] < e for s, e in gold.content)
            }
            if not inside or not tokens[n]:
                continue
            dice = 2 * len(inside & tokens[n]) / (len(inside) + len(tokens[n]))
            if dice < 0.5:
                continue
            at = parse.start[candidate.cue]
            same_cue = any(s <= at < e for s, e in gold.cue)
            if same_cue and dice >= 0.8:
                close.append((dice, n))
            elif same_cue and labels[n][0] == 0:
                labels[n] = (0, 0.0)
            rank = dice + same_cue
            if (same_cue or not gold.cue) and rank > best_dice:
                best, best_dice = n, rank
        least = max(close, default=(0.0, 0))[0] - 0.02 if exact else 0.0
        for dice, n in close:
            if dice >= least:
                labels[n] = (1, 1.0)
            elif labels[n][0] == 0:
                labels[n] = (0, 0.0)
        if best is not None:
            labels[best] = (1, 1.0)
    return labels


def fit(examples: Sequence[Example], penalty: float = PENALTY) -> dict[str, float]:
    """Weights of a penalised logistic regression, by accelerated gradient descent."""
    import numpy as np

    seen = Counter(name for names, _, _ in examples for name in set(names))
    index = {name: n for n, name in enumerate(sorted(k for k, c in seen.items() if c >= RARE))}
    rows: list[int] = []
    columns: list[int] = []
    for row, (names, _, _) in enumerate(examples):
        for name in dict.fromkeys(names):
            if name in index:
                rows.append(row)
                columns.append(index[name])
    row_ids, column_ids = np.array(rows), np.array(columns)
    labels = np.array([positive for _, positive, _ in examples], dtype=float)
    importance = np.array([weight for _, _, weight in examples])
    count, width = len(examples), len(index)
    # A diagonal bound on the curvature gives every feature a step of its own.
    sizes = np.bincount(row_ids, minlength=count)
    curvature = 0.25 * np.bincount(column_ids, (importance * sizes)[row_ids], width) + penalty
    weights = np.zeros(width)
    ahead, pace = weights.copy(), 1.0
    for _ in range(ROUNDS):
        totals = np.bincount(row_ids, ahead[column_ids], count)
        errors = importance * (1.0 / (1.0 + np.exp(-totals)) - labels)
        gradient = np.bincount(column_ids, errors[row_ids], width) + penalty * ahead
        following = ahead - gradient / curvature
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = following + (pace - 1) / faster * (following - weights)
        weights, pace = following, faster
    return {name: float(weights[n]) for name, n in index.items()}


def fingerprint() -> str:
    """Eight hex digits that change with the corpus or the cue list."""
    root = files("reportedly.extract")
    digest = 0
    for item in load_corpus():
        digest = crc32(repr((item.text, item.golds)).encode(), digest)
    return f"{crc32(root.joinpath('cues.txt').read_bytes(), digest):08x}"


def write_weights(
    weights: dict[str, float],
    extents: dict[str, float],
    threshold: float,
    examples: int,
    made: str,
) -> str:
    """The text of `weights.txt`: largest first, weights too small to matter left out."""
    lines = [
        "% Weights of the scorer: what each feature adds to the log odds that a candidate counts,",
        '% and, after "extent ", to the log odds that its content has the right extent.',
        f"% Rebuilt from the corpus ({examples} candidates) by: make train",
        f"% Fingerprint of corpus and cue list: {made}",
        f"{threshold:.2f}\tthreshold",
    ]
    kept = [(name, value) for name, value in weights.items() if abs(value) >= 0.02]
    lines += [f"{value:.2f}\t{name}" for name, value in sorted(kept, key=lambda p: (-p[1], p[0]))]
    kept = [(EXTENT + name, value) for name, value in extents.items() if abs(value) >= 0.05]
    lines += [f"{value:.2f}\t{name}" for name, value in sorted(kept, key=lambda p: (-p[1], p[0]))]
    return "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit on the corpus and print or write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help="replace the weights of the package")
    parser.add_argument("--threshold", type=float, default=THRESHOLD)
    options = parser.parse_args(arguments)
    items = [item for item in load_corpus() if not item.kept_apart]
    passages = passages_of([item.text for item in items])
    examples = examples_of(items, passages)
    extents = fit(examples_of(items, passages, exact=True))
    made = fingerprint()
    text = write_weights(fit(examples), extents, options.threshold, len(examples), made)
    if options.write:
        Path(str(files("reportedly.extract") / "weights.txt")).write_text(text, "utf-8")
    else:
        sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
