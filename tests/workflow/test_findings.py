"""Kept conflicts are those that are found without keeping anything, whatever changed before."""

import random
from pathlib import Path

import pytest

from reportedly.compare import find_findings
from reportedly.workflow import open_ledger

PLACES = ("Orlo", "Tarn", "Vesk")
SOURCES = ("ministry", "watch", "governor")


def write_ledger(root: Path, seed: int) -> None:
    draw = random.Random(seed)
    folder = root / "claims"
    folder.mkdir()
    (folder / "sources.yaml").write_text(
        "sources:\n" + "".join(f"  - id: {s}\n    name: {s}\n" for s in SOURCES)
    )
    subjects = [
        f"  - id: {who}-{place.lower()}\n    measure: killed\n    population: {who}\n"
        f"    place: {place}\n    period: 2021-03-01\n"
        for place in PLACES
        for who in ("civilians", "children")
    ]
    (folder / "subjects.yaml").write_text("subjects:\n" + "".join(subjects))
    for number in range(6):
        lines = ["document:", f"  title: Report {number}", "  published: 2021-03-02", "claims:"]
        for at in range(4):
            figure = draw.choice(["12", "at least 12", "16", "fewer than 5", "about 30"])
            where = draw.choice(PLACES).lower()
            lines.append(
                f"  - id: c{number}-{at}\n    source: {draw.choice(SOURCES)}\n"
                f"    subject: {draw.choice(['civilians', 'children'])}-{where}\n"
                f"    figure: {figure!r}\n    unit: person\n    when: 2021-03-01"
            )
        (folder / f"report-{number}.yaml").write_text("\n".join(lines) + "\n")


def directly(root):
    ledger = open_ledger(str(root))
    return find_findings(ledger.claims, ledger.judgements, setting=ledger.setting)


@pytest.mark.parametrize("seed", range(4))
def test_kept_conflicts_follow_every_change(tmp_path, monkeypatch, seed):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_ledger(tmp_path, seed)
    assert list(open_ledger(str(tmp_path)).conflicts()) == directly(tmp_path)
    changes = [
        ("report-1.yaml", "'12'", "'17'"),
        ("report-2.yaml", "source: ministry", "source: watch"),
        ("sources.yaml", "name: watch", "name: The Watch\n    part_of: ministry"),
        ("subjects.yaml", "population: children", "population: people"),
        ("report-3.yaml", "when: 2021-03-01", "when: 2021-03-05"),
    ]
    for name, old, new in changes:
        path = tmp_path / "claims" / name
        path.write_text(path.read_text().replace(old, new))
        found = list(open_ledger(str(tmp_path)).conflicts())
        assert found == directly(tmp_path), f"after {name}: {old} → {new}"


def test_a_damaged_cache_is_made_again(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    write_ledger(tmp_path, 9)
    found = open_ledger(str(tmp_path)).conflicts()
    for path in (tmp_path / "cache").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-3] + b"xyz")
    assert open_ledger(str(tmp_path)).conflicts() == found
