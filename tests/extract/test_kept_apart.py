"""How well extraction does on the part of the corpus that is never trained on.

Scored as in the bench: a content is found when at least half of its words (Dice) are; it counts as
right when the source is right as well.
"""

from collections import defaultdict

import pytest

from reportedly.extract import extract_many, spans_row
from reportedly.model import Act, Attribution, Document, Extraction, Stance
from training.corpus import Item, load_corpus
from training.measure import Pair, align, score

KEPT = [item for item in load_corpus() if item.kept_apart]


@pytest.fixture(scope="module")
def found() -> dict[str, Extraction]:
    documents = [Document(item.where, item.text, "0") for item in KEPT]
    return {d.id: x for d, x in zip(documents, extract_many(documents), strict=True)}


def gold_row(item: Item) -> dict[str, object]:
    quotes = [{"content": g.content, "cue": g.cue, "source": g.source} for g in item.golds]
    return {"id": item.where, "text": item.text, "quotes": quotes}


@pytest.fixture(scope="module")
def pairs(found: dict[str, Extraction]) -> list[Pair]:
    rows = {where: spans_row(where, extraction) for where, extraction in found.items()}
    return list(align([gold_row(item) for item in KEPT], rows))


def test_all_kept_items_together(pairs: list[Pair]) -> None:
    scores = score(pairs)
    assert scores.gold > 300
    assert scores.overlap[2] > 0.78
    assert scores.joint[2] > 0.73
    assert scores.exact[2] > 0.62
    assert scores.joint[0] > 0.75


# Constructions grouped by what their names begin with; the floors lie a few points below what is
# reached, so that losing a construction shows.
GROUPS = {
    "whole articles": (("article",), 0.78),
    "speech": (("sa", "tell", "told", "write", "note", "accus", "deny", "ask", "speak"), 0.75),
    "quotations": (
        ("quot", "said", "run-of", "curly", "unbalanced", "mixed", "short", "colon"),
        0.75,
    ),
    "sources": (("source", "conjoined", "long-s", "shared", "nested"), 0.70),
}


@pytest.mark.parametrize("group", GROUPS)
def test_by_construction(pairs: list[Pair], group: str) -> None:
    prefixes, floor = GROUPS[group]
    wanted = {item.where for item in KEPT if item.construction.startswith(prefixes)}
    scores = score([pair for pair in pairs if pair.document in wanted])
    assert scores.gold >= 20
    assert scores.joint[2] > floor


def test_hard_negatives_stay_mostly_empty(found: dict[str, Extraction]) -> None:
    negatives = [item for item in KEPT if not item.golds]
    wrong = [item.where for item in negatives if found[item.where].attributions]
    assert len(negatives) > 50
    assert len(wrong) / len(negatives) < 0.35, wrong


def matched(found: dict[str, Extraction]) -> list[tuple[Act, Stance, Attribution]]:
    """Annotated act and stance beside the attribution found with the same cue."""
    by_cue: dict[tuple[str, int], Attribution] = {}
    for where, extraction in found.items():
        for attribution in extraction.attributions:
            for span in attribution.cue:
                for at in range(span.start, span.end):
                    by_cue.setdefault((where, at), attribution)
    out = []
    for item in KEPT:
        for gold in item.golds:
            attribution = next(
                (by_cue[item.where, s] for s, _ in gold.cue if (item.where, s) in by_cue), None
            )
            if attribution is not None:
                out.append((gold.act, gold.stance, attribution))
    return out


def test_acts_and_stances(found: dict[str, Extraction]) -> None:
    rows = matched(found)
    assert len(rows) > 200
    assert sum(act is a.act for act, _, a in rows) / len(rows) > 0.82
    assert sum(stance is a.stance for _, stance, a in rows) / len(rows) > 0.93


def test_scores_are_calibrated(pairs: list[Pair], found: dict[str, Extraction]) -> None:
    """Attributions with a high score are right more often than those with a low one."""
    right: dict[bool, list[bool]] = defaultdict(list)
    for pair in pairs:
        if pair.found is not None:
            sure = found[pair.document].attributions[pair.found].score >= 0.7
            right[sure].append(pair.dice >= 0.5)
    rate = {sure: sum(hits) / len(hits) for sure, hits in right.items()}
    assert rate[True] > 0.85
    assert rate[True] > rate[False] + 0.15
