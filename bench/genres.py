"""Measure reading by genre: attributions, and figures with their source, measure and standing.

    python bench/genres.py [FILE.txt …] [--examples N]

Files hold passages in the corpus's markup with figures; without any, those of the corpus that are
kept in `genre_*.txt` are read. One JSON line goes to stdout: by genre and for all, the recall and
precision of attributions (joint: content and source, `training/measure.py`), and how many of the
figures come out as a claim with the right value, the right measure, standing and source, with 95 %
intervals from 1,000 resamplings of passages. `--examples` prints what went wrong to stderr.

A measure is compared where the annotated word is one of the reader's. It is right where the two
are one, or where the table of measures says that one holds the other or both are floors of one: of
bodies received it may be said that they were killed, of a patient in intensive care that he is in
hospital. Where the reader names no measure, a unit that nothing else is counted in says it ("nine
votes", "14 bodies"); people, money, time, lengths and shares do not. `measure_open` counts those
wrong measures of which the reader says nothing at all. "cited" is right with any standing that is
no denial; "conditional" and "threshold" are one, and a figure that is taken back may be denied, or
be an earlier one.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.extract import extract_many, spans_row
from reportedly.extract.propose import NARRATOR, propose_entries
from reportedly.model import ClaimEntry, Document, Entries
from reportedly.text.lexicon import measures
from reportedly.text.nouns import singular
from reportedly.text.subject_ids import split_subject_id
from training.corpus import Gold, GoldFigure, Item, load_corpus, parse_corpus
from training.measure import align, same_source, score

RESAMPLED = 1000
_SAME = {
    "projected": {"projection"},
    "conditional": {"threshold", "projection"},
    "threshold": {"threshold", "projection"},
    "retracts": {"retracts", "denies", "earlier"},
    "cited": {"asserts", "cannot-verify", "projection", "earlier"},
    "cannot-verify": {"cannot-verify", "declines"},
    "declines": {"cannot-verify", "declines"},
}
_MANY_MEASURES = {"people", "money", "time", "length", "share", "area", "volume", "mass"}
_UNIONS = {"casualties"}  # the killed are among them and so are the wounded: no measure of either
_QUANTITY = re.compile(r"\w+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Read:
    """One passage as it was read: counts of attributions, of figures right, and what went wrong."""

    genre: str
    counts: Counter[str]
    wrong: tuple[str, ...]


def read_passage(item: Item, document: Document, found: Mapping[str, Any], made: Entries) -> Read:
    gold = {"id": document.id, "text": item.text, "quotes": [_quote(g) for g in item.golds]}
    pairs = list(align([gold], {document.id: found}))
    joint = score(pairs)
    counts = Counter(gold=joint.gold, found=joint.found, figures=len(item.figures))
    counts["right"] = sum(p.outcome == "right" for p in pairs)
    wrong = [f"{p.outcome}: {_words(item, found, p)}" for p in pairs if p.outcome != "right"]
    sources = {_key(q["content"]): q["source"] or [] for q in found["quotes"]}
    for figure in item.figures:
        faults = _faults(item, figure, made, sources)
        counts.update(f"{fault} wrong" for fault in faults)
        counts["measure open"] += "measure" in faults and _is_open(item, figure, made)
        counts["figures right"] += not faults
        if faults:
            said = item.text[figure.start - 40 : figure.end + 40].replace("\n", " ⏎ ")
            wrong.append(f"{', '.join(faults)}: {figure.measure}/{figure.standing} in …{said}…")
    return Read(item.construction, counts, tuple(wrong))


def _quote(gold: Gold) -> dict[str, Any]:
    return {"content": gold.content, "cue": gold.cue, "source": gold.source or None}


def _key(spans: Iterable[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(sorted(tuple(s) for s in spans))


def _words(item: Item, found: Mapping[str, Any], pair: Any) -> str:
    spans = (
        item.golds[pair.gold].content
        if pair.gold is not None
        else found["quotes"][pair.found]["content"]
    )
    return " … ".join(item.text[s:e] for s, e in spans)[:120].replace("\n", " ⏎ ")


def _faults(item: Item, figure: GoldFigure, made: Entries, sources: Mapping[Any, Any]) -> list[str]:
    """What the best claim for a figure gets wrong: nothing, or "value", or some of the rest."""
    subjects = _measures_told(made)
    claims = [c for c in made.claims if _states(item, figure, c)]
    judged = (
        [
            name
            for name, right in (
                ("measure", _measure_fits(figure, subjects.get(_subject(c, made)), c.unit)),
                ("standing", _standing_fits(figure, c)),
                ("source", _source_fits(item, figure, c, sources)),
            )
            if not right
        ]
        for c in claims
    )
    return min(judged, key=len, default=["value"])


def _is_open(item: Item, figure: GoldFigure, made: Entries) -> bool:
    """True where no claim of a figure has a measure."""
    subjects = _measures_told(made)
    claims = [c for c in made.claims if _states(item, figure, c)]
    return not any(subjects.get(_subject(c, made)) for c in claims)


def _states(item: Item, figure: GoldFigure, claim: ClaimEntry) -> bool:
    """True for a claim of this figure: its words hold it, and it has its numbers."""
    if claim.figure is None or not any(a <= figure.start < b for a, b in claim.at):
        return False
    wanted = set(_QUANTITY.findall(item.text[figure.start : figure.end].lower()))
    numbers = {w for w in wanted if w[0].isdigit()} or wanted
    return not numbers.isdisjoint(_QUANTITY.findall(claim.figure.lower()))


def _subject(claim: ClaimEntry, made: Entries) -> str:
    """The id of a claim's subject, or of the subject of the whole that it is a part of."""
    whole = next((c for c in made.claims if c.id == claim.of), None)
    return claim.subject or (whole.subject if whole else None) or ""


def _measures_told(made: Entries) -> dict[str, str | None]:
    """Id of each subject → its measure; a part without a subject has that of its whole."""
    told: dict[str, str | None] = {s.id: s.measure for s in made.subjects}
    for claim in made.claims:
        split = split_subject_id(claim.subject or "")
        if split is not None:
            name = split[1].partition("/")[0].partition("@")[0]
            told[claim.subject or ""] = name if name in measures() else None
    return told


def _measure_fits(figure: GoldFigure, measure: str | None, unit: str | None) -> bool:
    wanted = measures().get(figure.measure)
    if wanted is None:
        return True
    if measure is None:
        own = wanted.counts if wanted.counts not in _MANY_MEASURES else None
        return own is not None and singular(own) == (unit or "").rpartition(" ")[2]
    return bool(_alike(figure.measure) & _alike(measure))


def _alike(measure: str) -> set[str]:
    """A measure with those that hold it, and what it is a floor of."""
    found = measures().get(measure)
    if found is None:
        return {measure}
    floor = {found.floor_of} if found.floor_of else set()
    return {measure, *floor, *(w for w in found.wider if w not in _UNIONS)}


def _standing_fits(figure: GoldFigure, claim: ClaimEntry) -> bool:
    right = _SAME.get(figure.standing, {figure.standing})
    return _standing_of(claim) in right or (claim.role or "") in right & {"earlier"}


def _standing_of(claim: ClaimEntry) -> str:
    if claim.role in ("projection", "threshold"):
        return claim.role
    return claim.stance or "asserts"


def _source_fits(
    item: Item, figure: GoldFigure, claim: ClaimEntry, sources: Mapping[Any, Any]
) -> bool:
    own = claim.source == NARRATOR
    if figure.owner is None or own:
        return figure.owner is None and own
    said = sources.get(_key(claim.at), [])
    return same_source(item.text, figure.owner.source, said)


def summed(reads: Sequence[Read]) -> dict[str, float | int]:
    total: Counter[str] = Counter()
    for read in reads:
        total.update(read.counts)
    return {
        "passages": len(reads),
        "recall": _share(total["right"], total["gold"]),
        "precision": _share(total["right"], total["found"]),
        "figures": total["figures"],
        "figures_right": _share(total["figures right"], total["figures"]),
        **{
            f"{name}_wrong": total[f"{name} wrong"]
            for name in ("value", "measure", "standing", "source")
        },
        "measure_open": total["measure open"],
    }


def interval(reads: Sequence[Read], name: str) -> tuple[float, float]:
    """The middle 95 % of a share over resamplings of passages (percentile bootstrap)."""
    draw = random.Random(0)
    found = sorted(float(summed(draw.choices(reads, k=len(reads)))[name]) for _ in range(RESAMPLED))
    return found[int(0.025 * RESAMPLED)], found[int(0.975 * RESAMPLED)]


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--examples", type=int, default=0)
    options = parser.parse_args(arguments)
    items = [i for f in options.files for i in parse_corpus(f.read_text("utf-8"), f.name)]
    items = items or [i for i in load_corpus() if i.where.startswith("genre_")]
    documents = [Document(i.where, i.text, "0" * 64) for i in items]
    reads = [
        read_passage(i, d, spans_row(d.id, x), propose_entries(d, x))
        for i, d, x in zip(items, documents, extract_many(documents), strict=True)
    ]
    for item, read in zip(items, reads, strict=True):
        for line in read.wrong[: options.examples]:
            print(f"{item.where}  {line}", file=sys.stderr)
    genres = {g: [r for r in reads if r.genre == g] for g in dict.fromkeys(r.genre for r in reads)}
    line = {"all": summed(reads)}
    for name in ("recall", "precision", "figures_right"):
        line["all"][f"{name}_95"] = interval(reads, name)  # type: ignore[assignment]
    print(json.dumps(line | {genre: summed(own) for genre, own in genres.items()}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
