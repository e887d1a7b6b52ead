"""Measure how figures stand that are denied, withheld, taken back, asked, projected, presupposed.

    python bench/standing.py FILE.jsonl… [--examples]

Each line of a file is `{"id", "kind", "text", "figures": [{"surface", "start", "standing",
"source"}]}`: a standing is a stance, "projected", or "nobody" for what nobody said; a source is a
name, "narrator", or null where nobody is meant. One JSON line a file goes to stdout: figures whose
standing is right, those whose source is right as well, and those that came out as the opposite.
`--examples` prints what went wrong to stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportedly.extract import extract_many
from reportedly.extract.propose import NARRATOR, propose_entries
from reportedly.model import ClaimEntry, Document, Entries

PROPOSED = 0.25
_SAME = {"nobody": {"cannot-verify", "declines"}, "declines": {"declines", "cannot-verify"}}
_OPPOSITE = {"denies": "asserts", "asserts": "denies", "retracts": "asserts", "nobody": "asserts"}
Row = dict[str, Any]


def stands(claim: ClaimEntry) -> str:
    """A stance, or "projected" for what may be; but a forecast denied is denied."""
    projected = claim.role == "projection" and claim.stance != "denies"
    return "projected" if projected else claim.stance or "asserts"


def judge(figure: Row, made: Entries) -> tuple[bool, bool, bool, list[str]]:
    """Whether the standing is right, the source as well, the contrary said; and what was said."""
    word = figure["surface"].split()[0].strip('"“')
    claims = [
        c
        for c in made.claims
        if c.figure and word in c.figure and any(a <= figure["start"] < b for a, b in c.at)
    ]
    wanted = figure["standing"]
    right = [c for c in claims if stands(c) in _SAME.get(wanted, {wanted})]
    names = {s.id: (s.name, *s.aliases) for s in made.sources}
    sourced = any(
        _is_source(figure["source"], c.source, names.get(c.source or "", ())) for c in right
    )
    said = {stands(c) for c in claims}
    opposite = not right and said == {_OPPOSITE.get(wanted)}
    return bool(right), sourced, opposite, sorted(f"{stands(c)} {c.source}" for c in claims)


def _is_source(wanted: str | None, found: str | None, names: Sequence[str]) -> bool:
    if wanted is None or wanted == NARRATOR:
        return found == wanted
    mine = wanted.lower().removeprefix("the ")
    return any(
        n and (n in mine or mine in n) for n in (x.lower().removeprefix("the ") for x in names)
    )


def measure(path: Path, *, examples: bool) -> Row:
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    documents = [Document(str(row["id"]), row["text"], "0" * 64) for row in rows]
    count: Counter[str] = Counter()
    for row, document, found in zip(
        rows, documents, extract_many(documents, min_score=0.15), strict=True
    ):
        made = propose_entries(document, found, min_score=PROPOSED)
        for figure in row["figures"]:
            right, sourced, opposite, said = judge(figure, made)
            count.update(figures=1, standing=right, with_source=sourced, opposite=opposite)
            if examples and not sourced:
                print(f"{row['id']} {figure} got {said}\n    {row['text']}", file=sys.stderr)
    shares = {k: round(100 * count[k] / count["figures"], 1) for k in ("standing", "with_source")}
    return {"file": path.name, "figures": count["figures"], **shares, "opposite": count["opposite"]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--examples", action="store_true")
    options = parser.parse_args()
    for path in options.files:
        print(json.dumps(measure(path, examples=options.examples)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
