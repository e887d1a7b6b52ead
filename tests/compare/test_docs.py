"""Every example of docs/comparing.md gives what stands below it."""

import re
from pathlib import Path

import pytest
import yaml

from reportedly.compare import find_conflicts
from reportedly.model import (
    ClaimEntry,
    ConflictKind,
    DocumentEntry,
    Entries,
    SourceEntry,
    SubjectEntry,
)
from reportedly.resolve import resolve_entries

PAGE = (Path(__file__).parents[2] / "docs" / "comparing.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```\n```text\n(.*?)```", PAGE, re.DOTALL)


def entries(given):
    """A ledger from an example: sources are made as they are named, one subject unless told."""
    block = given if isinstance(given, dict) else {"claims": given}
    claims = [
        ClaimEntry(
            f"c{n}", c.pop("document", "doc"), subject=c.pop("subject", "subject"),
            quote=tuple(c.pop("quote", ())), **c,
        )
        for n, c in enumerate(block["claims"])
    ]  # fmt: skip
    names = {n: None for c in claims for n in (c.source, *c.actors) if n}
    subjects = {"subject": SubjectEntry("subject")}
    for s in block.get("subjects", []):
        lists = {k: tuple(s.pop(k, ())) for k in ("part_of", "relations")}
        subjects[s["id"]] = SubjectEntry(**s, **lists)
    return Entries(
        tuple(DocumentEntry(d) for d in {c.document: None for c in claims}),
        tuple(claims),
        tuple(SourceEntry(n, n, kind="organisation") for n in names),
        tuple(subjects.values()),
    )


@pytest.mark.parametrize(("given", "told"), EXAMPLES)
def test_examples_give_what_the_page_says(given, told):
    claims, problems = resolve_entries(
        entries(yaml.load(given, yaml.BaseLoader)), lambda document: f"The text of {document}."
    )
    assert problems == []
    found = [f"{c.kind.value}: {c.reason}" for c in find_conflicts(claims)]
    assert found == told.splitlines()


def test_every_kind_has_a_section_and_an_example():
    sections = re.findall(r"^## ([a-z-]+)$", PAGE, re.MULTILINE)
    assert sorted(sections) == sorted(kind.value for kind in ConflictKind)
    shown = {line.partition(":")[0] for _, told in EXAMPLES for line in told.splitlines()}
    assert shown == set(sections)
