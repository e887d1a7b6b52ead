"""What a ledger says of claims that are given right: positions and findings, without reading.

    python bench/positions.py GOLD.jsonl TEXT_DIR OUT_DIR

GOLD.jsonl holds clusters of documents on one event with their claims marked by hand: words, times,
stances, actors, sources, roles, groups of claims that count the same. Each cluster becomes a ledger
(OUT_DIR/CLUSTER/), and what `claims` and `conflicts` say of it is written to OUT_DIR/CLUSTER.json
in the form of `read --format json`, for a scorer. A group is a subject; a statement with no figure
stands under `responsible` where it names an actor, under `happened` or a topic of its group else.
How a group's count goes on is looked up in the table of measures by the words that say what it is.

Prints one JSON line: clusters, claims, seconds.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from reportedly.errors import ReportedlyError
from reportedly.export.rows import claim_row, conflict_row
from reportedly.resolve.figures import read_entry_figure
from reportedly.text.lexicon import event_kind, measure
from reportedly.workflow import open_ledger

Row = dict[str, Any]
_BRACKET = re.compile(r"(?: [a-z]+){0,2} \([^()\n]*\d[^()\n]*\)")


def main() -> None:
    gold, texts, out = map(Path, sys.argv[1:4])
    began, claims, clusters = time.perf_counter(), 0, 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        cluster = json.loads(line)
        if "combines" in cluster:
            continue
        folder = out / cluster["cluster"]
        write_ledger(cluster, texts, folder)
        told = read_back(folder, cluster)
        (out / f"{cluster['cluster']}.json").write_text(
            json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8"
        )
        clusters, claims = clusters + 1, claims + len(told["claims"])
    seconds = round(time.perf_counter() - began, 2)
    print(json.dumps({"clusters": clusters, "claims": claims, "seconds": seconds}))


def write_ledger(cluster: Row, texts: Path, folder: Path) -> None:
    """The ledger of a cluster: its texts, events, sources, subjects, links and claims."""
    (folder / "claims").mkdir(parents=True, exist_ok=True)
    (folder / "texts").mkdir(exist_ok=True)
    groups = {
        g["id"]: {**g, "event": g.get("event") or cluster["event"]} for g in cluster["groups"]
    }
    given = [*cluster["claims"], *cluster.get("statements", [])]
    # What nothing else counts again is of the main event, and alone on its subject.
    for claim in given:
        if claim["group"] is None:
            claim["group"] = _slug(claim["id"])
            groups[claim["group"]] = {
                "id": claim["group"], "what": claim["quote"], "event": cluster["event"],
                "when": cluster["when"],
            }  # fmt: skip
    events = {_slug(g["event"]): g for g in groups.values()}
    counted = {c["group"] for c in cluster["claims"]}
    paths = {g: _path(groups[g], g in counted) for g in groups}
    _yaml(
        folder / "claims/events.yaml",
        "events",
        [
            {
                "id": name,
                "title": g["event"],
                "kind": _kind(g["event"]),
                "when": g.get("when"),
                "topics": {
                    paths[i]: groups[i]["what"]
                    for i in groups
                    if _slug(groups[i]["event"]) == name and paths[i] == _topic(i)
                },
            }
            for name, g in events.items()
        ],
    )
    _yaml(
        folder / "claims/subjects.yaml",
        "subjects",
        [
            {
                "id": f"{_slug(g['event'])}/{paths[i]}",
                "title": g["what"],
                "behaviour": _behaviour(g["what"]),
                "unit": _unit(c["figure"] for c in cluster["claims"] if c["group"] == i),
            }
            for i, g in groups.items()
            if paths[i] == _own(i)
        ],
    )
    sources = [
        {"id": s["id"], "name": s["names"][0], "aliases": s["names"][1:], "kind": "organisation"}
        for s in cluster["sources"]
    ]
    known = {s["id"] for s in sources}
    actors = {c["actor"] for c in given if c.get("actor")} - known
    sources += [{"id": a, "name": a, "kind": "group"} for a in sorted(actors)]
    _yaml(folder / "claims/sources.yaml", "sources", sources)
    _yaml(
        folder / "claims/links.yaml",
        "links",
        [
            {
                "id": f"one-text-{n}", "kind": "text", "a": _slug(docs[0]), "b": _slug(other),
                "verdict": "same", "status": "decided", "by": "gold", "on": "2024-01-01",
                "why": "one text",
            }
            for n, docs in enumerate(cluster.get("one_text", []))
            for other in docs[1:]
        ],
    )  # fmt: skip
    for document in cluster["documents"]:
        text = (texts / f"{document}.txt").read_text(encoding="utf-8")
        name = _slug(document)
        (folder / f"texts/{name}.txt").write_text(text, encoding="utf-8")
        head = {
            "path": f"texts/{name}.txt",
            "sha256": sha256(text.encode()).hexdigest(),
            "publisher": cluster.get("publisher", {}).get(document),
            "published": cluster["published"].get(document),
        }
        own = [c for c in given if c["doc"] == document]
        body = [_claim(c, text, groups, paths) for c in own]
        _write(folder / f"claims/{name}.yaml", {"document": head, "claims": body})


def _claim(claim: Row, text: str, groups: Mapping[str, Row], paths: Mapping[str, str]) -> Row:
    start, end = claim["at"]
    source, origin = claim["source"], claim.get("origin")
    via = list(claim.get("via", []))
    if origin and origin != source:
        # Whose figure it is speaks; who tells of it has passed it on.
        via, source = [*via, *([source] if source != "narrator" else [])], origin
    group = groups[claim["group"]]
    figure = _figure(text, start, end) if claim.get("figure") else None
    stance = claim["stance"]
    return {
        "id": _slug(claim["id"]),
        "source": source,
        "via": via,
        "event": _slug(group["event"]),
        "subject": f"{_slug(group['event'])}/{paths[claim['group']]}",
        "figure": figure,
        "stance": {"asserts": None, "declines": "declines"}.get(stance, stance),
        "role": claim.get("role"),
        "actors": [claim["actor"]] if claim.get("actor") else [],
        "when": claim.get("event_time"),
        "quote": figure or text[start:end],
        "at": [[start, start + len(figure or text[start:end])]],
    }


def _figure(text: str, start: int, end: int) -> str:
    """The figure as written, with the same quantity in another unit where that stands behind it."""
    bracket = _BRACKET.match(text, end)
    if bracket is not None:
        both = text[start : bracket.end()]
        try:
            if read_entry_figure(both, None).also:
                return both
        except ReportedlyError:
            pass
    return text[start:end]


def _path(group: Row, is_counted: bool) -> str:
    if is_counted and not group["what"].startswith(("who ", "whether ")):
        return _own(group["id"])
    return "responsible" if group["what"].startswith("who ") else _topic(group["id"])


def _own(group: str) -> str:
    return f"count-{_slug(group)}"


def _topic(group: str) -> str:
    return f"whether-{_slug(group)}"


def _behaviour(what: str) -> str:
    """How a count of this goes on: by the last words of the table in it."""
    words = re.findall(r"[\w'-]+", what.lower())
    for end in range(len(words), 0, -1):
        for at in range(max(0, end - 5), end):
            found = measure(" ".join(words[at:end]))
            if found is not None:
                return found.behaviour.value
    return "constant"


def _unit(figures: Iterable[str]) -> str | None:
    """The one unit in which these are written, where some leave it out."""
    units = set()
    for words in figures:
        try:
            units.add(read_entry_figure(words, None).unit)
        except ReportedlyError:
            continue
    named = units - {None}
    return named.pop() if len(named) == 1 and None in units else None


def _kind(event: str) -> str | None:
    words = re.findall(r"\w+", event.lower())
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            kind = event_kind(" ".join(words[at : at + size]))
            if kind is not None:
                return kind.name
    return None


def _slug(words: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def _yaml(path: Path, key: str, rows: list[Row]) -> None:
    if rows:
        _write(path, {key: rows})


def _write(path: Path, content: Row) -> None:
    """YAML that holds nothing but JSON: every string in quotation marks."""
    lines = []
    for key, value in content.items():
        if isinstance(value, list):
            lines += [f"{key}:", *(f"  - {_json(row)}" for row in value)]
        else:
            lines.append(f"{key}: {_json(value)}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _json(row: Row) -> str:
    kept = {k: v for k, v in row.items() if v not in (None, [], {})}
    return json.dumps(kept, ensure_ascii=False)


def read_back(folder: Path, cluster: Row) -> Row:
    """What the ledger says: documents, claims, conflicts."""
    ledger = open_ledger(str(folder))
    for problem in ledger.problems:
        print(problem, file=sys.stderr)
    one_text = ledger.setting.texts
    return {
        "documents": [
            {
                "id": (name := _slug(d)),
                "sha256": next(e.sha256 for e in ledger.entries.documents if e.id == name),
                "text_of": one_text[name] if one_text.get(name, name) != name else None,
            }
            for d in cluster["documents"]
        ],
        "claims": [claim_row(c) for c in ledger.claims],
        "conflicts": list(_conflicts(ledger)),
    }


def _conflicts(ledger: Any) -> Iterator[Row]:
    for conflict in ledger.conflicts():
        yield conflict_row(conflict)


if __name__ == "__main__":
    main()
