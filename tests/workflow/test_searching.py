"""What is searched in a ledger: its claims and its documents, as they are now."""

from pathlib import Path

import pytest

from reportedly.errors import UsageError
from reportedly.workflow.ledgers import open_ledger
from reportedly.workflow.live import Live
from reportedly.workflow.searching import search

TEXT = "A ferry sank off Tarn. Twelve people drowned, the harbour office said. Rescuers left.\n"
CLAIMS = """\
document: {path: a.txt, publisher: Tarn Radio}
claims:
  - id: drowned
    source: harbour-office
    figure: twelve
    quote: Twelve people drowned, the harbour office said
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "ledger"
    (root / "claims").mkdir(parents=True)
    (root / "a.txt").write_text(TEXT)
    (root / "claims/a.yaml").write_text(CLAIMS)
    return root


def test_a_hit_says_where_it_stands(root: Path) -> None:
    found = search(open_ledger(str(root)), "drowned")
    assert found.total == 2
    claim, document = sorted(found.hits, key=lambda hit: hit.kind)
    assert (claim.kind, claim.id, claim.document) == ("claim", "drowned", "a")
    assert claim.pieces == ("Twelve people ", "drowned", ", the harbour office said")
    assert claim.place is not None
    assert TEXT[slice(*claim.place)] == "Twelve people drowned, the harbour office said"
    assert document.place is not None
    assert TEXT[slice(*document.place)] == "".join(document.pieces)


def test_claims_or_documents_alone(root: Path) -> None:
    ledger = open_ledger(str(root))
    assert [hit.kind for hit in search(ledger, "drowned", among="claims").hits] == ["claim"]
    assert [hit.id for hit in search(ledger, "ferry", among="documents").hits] == ["a"]
    assert search(ledger, "ferry", among="claims").hits == []
    with pytest.raises(UsageError, match="all, claims, documents"):
        search(ledger, "ferry", among="sources")


def test_an_edit_is_found_at_once_and_what_it_replaced_is_not(root: Path) -> None:
    live = Live(root)
    assert search(live.ledger, "drowned").total == 2
    (root / "claims/a.yaml").write_text(CLAIMS.replace("drowned,", "perished,"))
    (root / "a.txt").write_text(TEXT.replace("ferry", "trawler"))
    before, now = live.ledger, live.changed(["claims/a.yaml", "a.txt"])
    assert search(now, "perished", among="claims").total == 1
    assert search(now, "trawler").total == 1
    assert search(now, "ferry").hits == []
    assert search(before, "perished", among="claims").hits == []


def test_claims_whose_words_no_document_has_are_found(root: Path) -> None:
    (root / "a.txt").unlink()
    (hit,) = search(open_ledger(str(root)), "harbour office").hits
    assert (hit.kind, hit.place) == ("claim", None)
