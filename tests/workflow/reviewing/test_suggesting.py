"""What words being typed may mean, what is named nearby first."""

import pathlib

import pytest

from reportedly.errors import UsageError
from reportedly.workflow import open_ledger
from reportedly.workflow.reviewing import suggest

SOURCES = """\
sources:
  - {id: clinic, name: Velora Clinic, aliases: [the clinic]}
  - {id: army, name: Halar Army}
  - {id: residents, name: residents}
  - {id: hrw, name: Halar Rights Watch}
  - {id: interior-ministry, name: Interior Ministry}
  - {id: army-press, name: Army Press Office}
"""


def values(root: pathlib.Path, what: str, words: str, near: str | None = "report") -> list[str]:
    return [s.value for s in suggest(open_ledger(str(root)), what, words, near)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", ["clinic", "army", "residents"]),
        ("arm", ["army", "army-press"]),
        ("Halar", ["army", "hrw"]),
        ("HRW", ["hrw"]),
        ("the CLINIC", ["clinic"]),
        ("press army", ["army-press"]),
        ("intreior minstry", ["interior-ministry"]),
        ("velroa", ["clinic"]),
        ("xyz", []),
        ("x" * 10_000, []),
    ],
)
def test_sources_by_name_alias_and_acronym_and_past_a_slip(
    root: pathlib.Path, words: str, expected: list[str]
) -> None:
    (root / "claims/sources.yaml").write_text(SOURCES)
    assert values(root, "source", words) == expected


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("", ["killed", "responsible", "what"]),
        ("kil", ["killed"]),
        ("dead", ["killed"]),
        ("wuonded", ["wounded", "seriously-wounded"]),
        ("children kill", ["killed/children"]),
        ("killed/chil", ["killed/children"]),
        ("warn", ["warned"]),
        ("respons", ["responsible"]),
    ],
)
def test_subjects_are_relative_to_the_event(
    root: pathlib.Path, words: str, first: list[str]
) -> None:
    assert set(first) <= set(values(root, "subject", words)[: len(first) + 2])


def test_events_and_how_they_are_told(root: pathlib.Path) -> None:
    ledger = open_ledger(str(root))
    (near, other) = suggest(ledger, "event", "velora", "report")
    assert (near.value, near.title, near.is_near, near.claims) == (
        "market", "Velora market", True, 4
    )  # fmt: skip
    assert (other.value, other.is_near, other.claims) == ("bridge", False, 0)
    assert [s.title for s in suggest(ledger, "subject", "area burnt")] == ["area burnt"]
    with pytest.raises(UsageError, match="is not one of source, event, subject"):
        suggest(ledger, "place", "x")
