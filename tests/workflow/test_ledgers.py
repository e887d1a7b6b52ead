"""What a ledger answers from what it kept, and in parts, is what it answers from nothing, whole."""

import os
import random
import re
from operator import attrgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.compare import find_findings
from reportedly.errors import UsageError
from reportedly.ledger import documents_text, load
from reportedly.resolve import Outline, resolve_entries
from reportedly.workflow import Ledger, open_ledger, select_claims, trace_claim

SOURCES = (
    "  - id: {}\n    name: River Watch\n    aliases: [the Watch]\n    kind: organisation\n",
    "  - id: {}\n    name: Tom Brook\n    kind: person\n    part_of: watch\n",
    "  - id: {}\n    name: Valley Ministry\n    kind: organisation\n    part_of: state\n",
    "  - id: {}\n    name: Weir Office\n    kind: organisation\n",
)
IDS = ("watch", "brook", "ministry", "office")
NAMES = (
    "watch",
    "brook",
    "VM",
    "the Watch",
    "RW",
    "Weir Office",
    "narrator",
    "nobody",
    "Orlo News",
)
FIGURES = ("12", "at least 12", "16", "fewer than 5", "half", "25 percent", "a purple", "about 30")
SUBJECTS = ("people-orlo", "children-orlo", "people-tarn", "lost", "found")
KNOWN = attrgetter(*(f for f in Outline._fields if f != "entry"), "origin")
TEXT = (
    "In Orlo 12 people were killed, said the Watch. At least 12 were hurt, half of them children."
)
QUOTES = ("12 people were killed", "At least 12", "half of them", "16 people")


def write_document(root: Path, number: int, draw: random.Random) -> None:
    (root / f"text-{number}.txt").write_text(draw.choice([TEXT, TEXT.replace("12", "16")]))
    lines = ["document:", f"  title: Report {number}", f"  path: text-{number}.txt"]
    if draw.random() < 0.7:
        lines.append(f"  publisher: {draw.choice(['Orlo News', 'River Watch', 'Nobody'])}")
    if draw.random() < 0.8:
        lines.append(f"  published: 2021-03-{draw.randint(1, 4):02d}")
    lines.append("claims:")
    for at in range(draw.randint(1, 5)):
        fields = {
            "source": draw.choice(NAMES),
            "subject": draw.choice(SUBJECTS),
            "figure": f'"{draw.choice(FIGURES)}"',
            "when": draw.choice(["2021-03-01", "2021-03", "noon", "2021-03-02"]),
            "quote": draw.choice(QUOTES),
            "status": draw.choice(["proposed", "reviewed", "rejected"]),
        }
        if draw.random() < 0.3:
            fields["of"] = draw.choice([*SUBJECTS, "c0-0", "c1-1", "them"])
        if draw.random() < 0.3:
            fields["via"] = f"[{draw.choice(NAMES)}]"
        if draw.random() < 0.2:
            fields["actors"] = draw.choice(NAMES)
        lines.append(f"  - id: c{number}-{at}")
        lines += [f"    {key}: {value}" for key, value in fields.items()]
    (root / "claims" / f"report-{number}.yaml").write_text("\n".join(lines) + "\n")


def write_sources(root: Path, draw: random.Random) -> None:
    # Two sources that one name fits make it ambiguous.
    rows = [s.format(i) for s, i in zip(SOURCES, IDS, strict=True) if draw.random() < 0.8]
    rows += draw.choice([[], ["  - id: vale\n    name: Vale Men\n    aliases: [the Watch]\n"]])
    (root / "claims" / "sources.yaml").write_text("sources:\n" + "".join(rows))


def write_subjects(root: Path, draw: random.Random) -> None:
    rows = []
    for name in SUBJECTS:
        who, _, where = name.partition("-")
        if draw.random() < 0.85:
            unit = draw.choice(["person", "child", "km²"])
            rows.append(f"  - id: {name}\n    measure: killed\n    unit: {unit}\n")
            if where:
                rows.append(f"    population: {who}\n    place: {where}\n    period: 2021-03\n")
    relation = draw.choice(["", "    relations: ['lost = found']\n"])
    (root / "claims" / "subjects.yaml").write_text(
        "subjects:\n" + "".join(rows) + f"  - id: all\n    measure: all\n{relation}"
    )


def change(root: Path, draw: random.Random) -> None:
    what = draw.choice(["document", "document", "delete", "text", "sources", "subjects"])
    number = draw.randrange(5)
    if what == "document":
        write_document(root, number, draw)
    elif what == "delete":
        (root / "claims" / f"report-{number}.yaml").unlink(missing_ok=True)
    elif what == "text":
        (root / f"text-{number}.txt").write_text(draw.choice([TEXT, "Nothing was said.", ""]))
    elif what == "sources":
        write_sources(root, draw)
    else:
        write_subjects(root, draw)


def write_ledger(root: Path, seed: int) -> random.Random:
    draw = random.Random(seed)
    (root / "claims").mkdir()
    write_sources(root, draw)
    write_subjects(root, draw)
    for number in range(4):
        write_document(root, number, draw)
    return draw


def resolved(root: Path):
    """The claims of a ledger with nothing kept and nothing left out."""
    entries, _ = load(root)
    paths = {d.id: d for d in entries.documents}
    claims, _ = resolve_entries(entries, lambda i: i in paths and documents_text(paths[i], root))
    return claims


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_what_was_kept_changes_no_answer(seed):
    with TemporaryDirectory() as folder, patch.dict(os.environ, {"XDG_CACHE_HOME": folder}):
        root = Path(folder) / "ledger"
        root.mkdir()
        draw = write_ledger(root, seed)
        for _ in range(5):
            claims = resolved(root)
            ledger = open_ledger(str(root))
            assert [*map(KNOWN, ledger.outlines)] == [*map(KNOWN, claims)]
            assert list(ledger.conflicts()) == find_findings(claims)
            assert list(ledger.claims) == claims
            change(root, draw)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_a_part_resolves_as_in_the_whole(seed):
    with TemporaryDirectory() as folder, patch.dict(os.environ, {"XDG_CACHE_HOME": folder}):
        root = Path(folder) / "ledger"
        root.mkdir()
        draw = write_ledger(root, seed)
        claims = resolved(root)
        asked = {c.id for c in claims if draw.random() < 0.3}
        part = [c for c in claims if c.id in asked]
        ledger = open_ledger(str(root))
        assert list(ledger.claims_of(asked).values()) == part
        assert ledger.claims_told([o for o in ledger.outlines if o.id in asked]) == part
        assert [ledger.claim(c.id) for c in part] == part


FILTERS = (
    {"source": "River Watch"},
    {"source": "brook"},
    {"subject": "orlo"},
    {"status": "reviewed"},
    {"source": "the watch", "subject": "people", "status": "proposed"},
)


def test_a_ledger_is_shown_in_a_line(tmp_path):
    write_ledger(tmp_path, 0)
    ledger = open_ledger(str(tmp_path))
    claims, documents = len(ledger.entries.claims), len(ledger.entries.documents)
    assert repr(ledger) == f"<Ledger {str(tmp_path)!r}: {claims} claims, {documents} documents>"


@pytest.mark.parametrize("wanted", FILTERS)
@pytest.mark.parametrize("seed", range(5))
def test_outlines_are_chosen_as_claims_are(tmp_path, seed, wanted):
    write_ledger(tmp_path, seed)
    entries, _ = load(tmp_path)
    ledger = Ledger(tmp_path, entries, ())
    try:
        chosen = select_claims(ledger.claims, **wanted)
    except UsageError as error:
        with pytest.raises(UsageError, match=re.escape(str(error))):
            select_claims(ledger.outlines, **wanted)
    else:
        assert ledger.claims_told(select_claims(ledger.outlines, **wanted)) == chosen


@pytest.mark.parametrize("seed", range(5))
def test_a_trace_looks_no_further_than_it_must_and_finds_all(tmp_path, seed):
    write_ledger(tmp_path, seed)
    entries, _ = load(tmp_path)
    ledger = Ledger(tmp_path, entries, ())
    for claim in ledger.claims:
        found = trace_claim(ledger, claim.id)
        assert found.claim == claim
        assert found.same_origin == tuple(
            other.id
            for other in ledger.claims
            if other.id != claim.id
            and (other.subject, other.origin) == (claim.subject, claim.origin)
            and claim.origin
        )
        assert found.whole == next((c for c in ledger.claims if c.id == claim.whole), None)


def test_a_name_means_the_same_whatever_was_resolved_before(tmp_path):
    # Nobody of that name is described; the document's publisher is, by its own name, a body.
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "a.yaml").write_text(
        "document:\n  publisher: Orlo News\nclaims:\n"
        "  - {id: one, source: Orlo News, subject: s, note: n}\n"
        "  - {id: two, source: brook, subject: s, note: n}\n"
    )
    entries, _ = load(tmp_path)
    whole = Ledger(tmp_path, entries, ()).claims
    assert Ledger(tmp_path, entries, ()).claims_of(["two"]) == {"two": whole[1]}
