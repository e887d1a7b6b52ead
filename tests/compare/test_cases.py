"""Six small ledgers of hard cases: what must come out of them, and what must not.

Each stands in `cases/` with its documents and `expected.yaml`, whose head says how it is read. They
were written from the rules alone, by somebody who had not seen how they are carried out.
"""

from pathlib import Path

import pytest
import yaml

from reportedly.compare import find_positions
from reportedly.export.rows import position_row
from reportedly.workflow import open_ledger

CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.fixture(scope="module", params=CASES, ids=lambda path: path.name)
def case(request):
    expected = yaml.safe_load((request.param / "expected.yaml").read_text(encoding="utf-8"))
    return open_ledger(str(request.param)), expected


def test_every_claim_is_read(case):
    ledger, _ = case
    # No case pins its texts.
    assert [str(p) for p in ledger.problems if "`sha256` is missing" not in p.message] == []


def test_what_is_found(case):
    ledger, expected = case
    found = [c for c in ledger.conflicts() if c.severity != "note"]
    met = set()
    for wanted in expected["findings"]:
        told = next(c for c in found if fits(c, wanted))
        met.add(told.id)
        assert told.severity == wanted.get("severity", told.severity), told.id
        may = set(wanted.get("may", ()))
        camps = [set(camp) - may for camp in told.camps]
        for camp in wanted.get("camps", ()):
            assert set(camp) in camps, told.id
        if "camps" in wanted:
            assert set(told.claims) <= may.union(*wanted["camps"]), told.id
        for pair in wanted.get("apart", ()):
            assert tuple(pair) in told.against or tuple(pair[::-1]) in told.against, told.id
    assert [c.id for c in found if c.id not in met] == []


def fits(conflict, wanted):
    """Whether a finding is the one that is described."""
    claims = {i for camp in wanted.get("camps", ()) for i in camp} | set(wanted.get("claims", ()))
    return (
        claims <= set(conflict.claims)
        and wanted.get("kind", conflict.kind) == conflict.kind
        and wanted.get("question", conflict.question) == conflict.question
        and wanted.get("subject", conflict.subject) == conflict.subject
    )


def test_what_is_noted(case):
    ledger, expected = case
    names = {s.id: s.name for s in ledger.entries.sources}
    notes = [c for c in ledger.conflicts() if c.severity == "note"]
    for wanted in expected["notes"]:
        voices = {names[v] for v in wanted["voices"]}
        told = [c for c in notes if c.kind == wanted["kind"]]
        assert any(voices & set(c.sources) for c in told), wanted


def test_who_must_not_be_set_against_whom(case):
    ledger, expected = case
    against = {
        frozenset(pair): c.id
        for c in ledger.conflicts()
        if c.severity != "note"
        for pair in c.against
    }
    loud = {tuple(p): against[frozenset(p)] for p in expected["silent"] if frozenset(p) in against}
    assert loud == {}


def test_who_holds_what_in_the_end(case):
    ledger, expected = case
    positions = find_positions(ledger.claims, ledger.setting)
    written = {c.id: c.figure for c in ledger.entries.claims}
    for wanted in expected["positions"]:
        held = next(p for p in positions[wanted["subject"]] if p.voice == wanted["voice"])
        row = position_row(held)
        figures = [written[s.lead.id] for s in held.held]
        past = [written[s.lead.id] for s in held.past]
        if "figure" in wanted:
            assert str(wanted["figure"]) in figures, wanted
        if "earlier" in wanted:
            assert past == [str(e) for e in wanted["earlier"]], wanted
        assert row["stance"] == wanted.get("stance", row["stance"]), wanted
        assert row["actors"] == wanted.get("actors", row["actors"]), wanted
