"""A small ledger: one document, with claims proposed, reviewed and in short."""

from hashlib import sha256
from pathlib import Path

import pytest

from reportedly import ledger as files

TEXT = """\
Market hit in Velora

The clinic said 12 people were killed and 30 wounded in the market. The army
did not fire, its spokesman said.

“Two shells fell,” residents said. A nurse counted at least 15 dead.
"""
CLAIMS = """\
# Read on the day.
document:
  path: texts/report.txt
  sha256: SHA
  published: 2031-03-03
event: market
claims:
  - source: clinic
    killed: 12
    quote: 12 people were killed and 30 wounded  # as one
    status: proposed by quote-then-cue, speech, 0.93

  - source: army
    responsible: army
    stance: denies
    # The spokesman is not named.
    quote: did not fire
    status: proposed by quote-then-cue, speech, 0.7

  - source: residents
    what: shelling
    quote: Two shells fell

  - id: nurse
    source: clinic
    killed: at least 15
    quote: at least 15 dead
    status: proposed by count, speech, 0.5
"""
SOURCES = """\
sources:
  - {id: clinic, name: Velora Clinic, aliases: [the clinic]}
  - {id: army, name: Halar Army}
  - {id: residents, name: residents}
"""
EVENTS = """\
events:
  - id: market
    title: Velora market
    topics: {warned: people were warned}
  - id: bridge
    title: Velora bridge
"""
FILE = "claims/report.yaml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "ledger"
    files.init(root)
    (root / "texts").mkdir()
    (root / "texts/report.txt").write_text(TEXT)
    claims = CLAIMS.replace("SHA", sha256(TEXT.encode()).hexdigest())
    (root / FILE).write_text(claims)
    (root / "claims/sources.yaml").write_text(SOURCES)
    (root / "claims/events.yaml").write_text(EVENTS)
    return root
