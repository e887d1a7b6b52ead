"""Every reading of quantities, times and attributions over a heap of texts, to be compared.

`python bench/readings.py [--no-attributions] [FILE…] > before.jsonl`, change the rules, the same
again into `after.jsonl`, and `diff` shows what the change reads otherwise: one JSON line a text
and kind of reading. Texts are the seeds, the corpus that the extractor is trained on, all string
literals of the tests that hold a blank, and the `text` of each line of FILE (JSON lines). Times
are resolved against a line's `published` or `reference`, else against 4 March 2031.
"""

from __future__ import annotations

import argparse
import ast
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from reportedly.extract.extractor import extract_many
from reportedly.extract.rows import spans_row
from reportedly.model import Document
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.quantities.rows import figures_row
from reportedly.text.times import find_times
from training.corpus import load_corpus

ROOT = Path(__file__).parent.parent
PUBLISHED = "2031-03-04"


def texts_here() -> Iterator[tuple[str, str]]:
    """The checkout's own texts, each with a published day."""
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        yield path.read_text(encoding="utf-8"), PUBLISHED
    yield from ((item.text, PUBLISHED) for item in load_corpus())
    strings: dict[str, None] = {}
    for path in sorted((ROOT / "tests").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings[node.value] = None
    yield from ((text, PUBLISHED) for text in strings if " " in text.strip())


def texts_of(path: Path) -> Iterator[tuple[str, str]]:
    """The texts of a file of JSON lines."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if isinstance(row.get("text"), str):
            yield row["text"], (row.get("published") or row.get("reference") or PUBLISHED)[:10]


def main() -> None:
    """Print the readings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--no-attributions", action="store_true")
    options = parser.parse_args()
    sys.stdout = open(1, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    texts = [*texts_here(), *(pair for path in options.files for pair in texts_of(path))]
    for text, published in texts:
        quantities = figures_row(text, find_quantities(text))["quantities"]
        times = [
            [m.start, m.end, *map(str, (m.period.start, m.period.end, m.period.precision))]
            for m in find_times(text, date.fromisoformat(published))
        ]
        print(json.dumps({"text": text, "quantities": quantities}, ensure_ascii=False))
        print(json.dumps({"text": text, "times": times}, ensure_ascii=False))
    if not options.no_attributions:
        found = extract_many(Document("", text, "") for text, _ in texts)
        for (text, _), extraction in zip(texts, found, strict=True):
            row = {"text": text} | spans_row("", extraction)
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
