"""Measure through whom figures are said to have come, and what is one text.

    python bench/chains.py FILE.jsonl… [--examples]

Each line of a file is one event: `{"id", "documents": [{"id", "title", "publisher", "published",
"text"}], "figures": [{"doc", "figure", "quote", "chain", "origin", "stance"}], "one_text": [[id,
id]]}`, chains nearest first with the publisher. One JSON line a file goes to stdout: figures whose
chain is right in every link, those whose chain has no wrong link, those whose origin is right, and
the pairs of documents that are one text. `--examples` prints what went wrong to stderr.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

from reportedly.documents import document_from_bytes
from reportedly.model import Claim, Document
from reportedly.text.lexicon import words
from reportedly.workflow import Reading, read_documents

Row = dict[str, Any]
_NEAR = 40  # code points between a figure as answered and as found


def read_event(row: Row) -> tuple[dict[str, Document], Reading]:
    """The documents of an event by the ids of the answers, and all of them read together."""
    made = {
        each["id"]: document_from_bytes(
            each["text"].encode(),
            each["id"],
            {k: each[k] for k in ("title", "publisher", "published")},
        )
        for each in row["documents"]
    }
    return made, read_documents(list(made.values()))


def same_name(a: str, b: str) -> bool:
    """Whether two names share all words of one, or two."""
    first, second = (
        set(re.findall(r"[^\W_]+", name.lower())) - words("a-or-the") - {"of", "and", "s"}
        for name in (a, b)
    )
    return bool(first and second) and (
        first <= second or second <= first or len(first & second) > 1
    )


def follows(chain: Sequence[str], wanted: Sequence[str]) -> bool:
    """Whether each link of a chain is one that is wanted, in the order wanted."""
    ahead = list(wanted)
    for link in chain:
        n = next((n for n, name in enumerate(ahead) if same_name(link, name)), None)
        if n is None:
            return False
        ahead = ahead[n + 1 :]
    return True


def find_claim(figure: Row, text: str, claims: Iterable[Claim]) -> Claim | None:
    """The claim of a figure, the nearest one with a number of its words."""
    at = text.index(figure["figure"], text.index(figure["quote"]))
    numbers = set(re.findall(r"\w[\w,.]*", figure["figure"].lower()))
    best: tuple[int, Claim] | None = None
    for claim in claims:
        written = claim.figure.as_written if claim.figure else ""
        if not numbers & set(re.findall(r"\w[\w,.]*", written.lower())):
            continue
        for span in claim.spans:
            found = text.find(written, max(0, span.start - _NEAR))
            far = abs(found - at)
            if found >= 0 and far <= _NEAR and (best is None or far < best[0]):
                best = far, claim
    return None if best is None else best[1]


def measure(rows: Iterable[Row], *, examples: bool) -> Counter[str]:
    """The counts over some events."""
    counts: Counter[str] = Counter()
    for row in rows:
        documents, reading = read_event(row)
        left = {
            name: [c for c in reading.claims if c.document == d.id] for name, d in documents.items()
        }
        for figure in row["figures"]:
            counts["figures"] += 1
            own = left[figure["doc"]]
            claim = find_claim(figure, documents[figure["doc"]].text, own)
            if claim is None:
                counts["not_found"] += 1
                continue
            own.remove(claim)
            chain = [link.name for link in claim.chain]
            no_wrong = follows(chain, figure["chain"])
            whole = all(any(same_name(n, link) for link in chain) for n in figure["chain"])
            origin = claim.origin is not None and same_name(claim.origin.name, figure["origin"])
            counts["no_wrong_link"] += no_wrong
            counts["chains_right"] += no_wrong and whole
            counts["origins_right"] += origin
            if examples and not (no_wrong and whole):
                print(
                    f"{row['id']}/{figure['doc']} {figure['figure']}: {chain}, not"
                    f" {figure['chain']}",
                    file=sys.stderr,
                )
        _count_texts(row, documents, reading, counts)
    return counts


def _count_texts(
    row: Row, documents: dict[str, Document], reading: Reading, counts: Counter[str]
) -> None:
    texts = reading.setting.texts
    said = {
        frozenset((a, b))
        for a, b in combinations(documents, 2)
        if texts.get(documents[a].id, a) == texts.get(documents[b].id, b)
    }
    wanted = _closed(row["one_text"])
    counts["one_text"] += len(wanted)
    counts["one_text_said"] += len(said)
    counts["one_text_right"] += len(said & wanted)


def _closed(pairs: Iterable[Sequence[str]]) -> set[frozenset[str]]:
    """All pairs that follow from some: of three that are one text, three."""
    groups: list[set[str]] = []
    for pair in map(set, pairs):
        meeting = [g for g in groups if g & pair]
        groups = [g for g in groups if g not in meeting] + [pair.union(*meeting)]
    return {frozenset(two) for group in groups for two in combinations(group, 2)}


def main() -> None:
    """See the head of this file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--examples", action="store_true")
    given = parser.parse_args()
    for path in given.files:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        print(json.dumps({"file": path.name, **measure(rows, examples=given.examples)}))


if __name__ == "__main__":
    main()
