"""Reviewers over one store, killed at random moments: the bench in short."""

from pathlib import Path

import pytest

from reviewers import trial


@pytest.mark.parametrize("one_cache", [True, False])
def test_reviewers_who_are_killed_lose_and_double_nothing(
    database: str, tmp_path: Path, one_cache: bool
) -> None:
    found = trial(database, tmp_path, edits=24, reviewers=2, one_cache=one_cache)
    assert found["edits"] == 48
    assert found["kills"] > 0
    assert {key: found[key] for key in ("lost", "doubled", "wrong", "differing")} == {
        "lost": 0,
        "doubled": 0,
        "wrong": 0,
        "differing": 0,
    }
