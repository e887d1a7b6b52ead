"""Schemathesis asks the API of what it takes and of what it does not; `fuzz` does it for longer."""

from __future__ import annotations

from .conftest import Bench
from .fuzz import Fuzz


def test_answers_are_what_the_description_says(halven_bench: Bench) -> None:
    fuzz = Fuzz(halven_bench.address, begin=17)
    fuzz.run(8)
    assert fuzz.counts.total() > 350
    assert {"200", "201", "202", "404", "422"} <= fuzz.statuses.keys()
    assert not [status for status in fuzz.statuses if status.startswith("5")]
