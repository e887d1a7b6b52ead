"""Every example of docs/comparing.md gives what stands below it."""

import re
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from reportedly.model import ConflictKind
from reportedly.workflow import open_any

PAGE = (Path(__file__).parents[2] / "docs" / "comparing.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```(yaml|csv)\n(.*?)```\n```text\n(.*?)```", PAGE, re.DOTALL)
MARKET = {"id": "market", "kind": "air strike", "place": "Velora, Halar", "when": "2031-03-03"}


def write_ledger(given, root):
    """The ledger of an example: documents and sources are made as they are named."""
    block = given if isinstance(given, dict) else {"claims": given}
    documents, sources = {}, {s["id"]: s for s in block.get("sources", [])}
    texts = block.pop("texts", {})
    for claim in block.pop("claims"):
        name = claim.pop("document", slug(f"{claim['source']} {claim.get('said', '')[:10]}"))
        for key in {"source", "via", "actors", "responsible"} & claim.keys():
            names = [claim[key]] if isinstance(claim[key], str) else claim[key]
            claim[key] = [slug(n) for n in names] if key != "source" else slug(names[0])
            for n in names:
                sources.setdefault(slug(n), {"id": slug(n), "name": n, "kind": "organisation"})
        documents.setdefault(name, []).append({"note": "an example", **claim})
    events = [MARKET, *block.get("events", [])]
    for name, entries in {**block, "sources": [*sources.values()], "events": events}.items():
        write(root / f"claims/{name}.yaml", {name: entries})
    for name, claims in documents.items():
        text = texts.get(name, f"The text of {name}.\n")
        (root / f"{name}.txt").write_text(text, encoding="utf-8")
        about = {"path": f"{name}.txt", "sha256": sha256(text.encode()).hexdigest()}
        content = {"document": about, "event": "market", "claims": claims}
        write(root / f"claims/{name}.yaml", content)


def slug(name):
    return name.removeprefix("the ").lower().replace(" ", "-")


def write(path, content):
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


def told(form, given, root):
    """The first two lines of what `conflicts` says of each finding."""
    if form == "csv":
        (root / "figures.csv").write_text(given, encoding="utf-8")
        ledger = open_any(str(root / "figures.csv"))
    else:
        write_ledger(yaml.load(given, yaml.BaseLoader), root)
        ledger = open_any(str(root))
        assert [str(p) for p in ledger.problems if p.code != "not-in-document"] == []
    found = (shown.conflict for shown in ledger.find_conflicts())
    return "".join(f"{c.severity}: {c.kind}  {c.id}\n  {c.reason}\n" for c in found)


@pytest.mark.parametrize(("form", "given", "expected"), EXAMPLES)
def test_examples_give_what_the_page_says(form, given, expected, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert told(form, given, tmp_path) == expected


def test_every_kind_has_a_section_and_an_example():
    sections = dict(re.findall(r"^## ([a-z-]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
    kinds = {kind.value for kind in ConflictKind}
    assert sections.keys() == kinds
    for kind in kinds:
        assert re.search(rf"^(conflict|question|note): {kind}  ", sections[kind], re.MULTILINE)
