"""What review asks next, and the words around a claim."""

import pathlib

from reportedly.workflow import open_ledger
from reportedly.workflow.reviewing import Piece, around, waiting

CLINIC, ARMY = "report/clinic/killed", "report/army/responsible"
EARLIER = """\
document: {url: https://a.example, published: 2031-03-02}
event: bridge
claims:
  - {id: first, source: army, killed: 2, note: seen, status: proposed}
"""


def test_claims_wait_by_day_and_place_in_the_text(root: pathlib.Path) -> None:
    (root / "claims/zz.yaml").write_text(EARLIER)
    (root / "claims/aa.yaml").write_text(
        EARLIER.replace("first", "last").replace(", published: 2031-03-02", "")
    )
    ledger = open_ledger(str(root))
    assert waiting(ledger) == ["first", CLINIC, ARMY, "nurse", "last"]
    assert waiting(ledger, event="market") == [CLINIC, ARMY, "nurse"]
    assert waiting(ledger, document="zz") == ["first"]
    assert waiting(ledger, source="army") == ["first", ARMY, "last"]


def test_the_words_of_a_claim_stand_in_their_paragraph(root: pathlib.Path) -> None:
    ledger = open_ledger(str(root))
    claim = ledger.claim("nurse")
    assert claim is not None
    assert [(p.text, p.span, p.is_cut) for p in around(ledger, claim)] == [
        ("“Two shells fell,” residents said. A nurse counted ", None, False),
        ("at least 15 dead", 0, False),
        (".", None, False),
    ]
    assert [(p.text, p.is_cut) for p in around(ledger, claim, 15)] == [
        ("nurse counted ", True), ("at least 15 dead", False), (".", False),
    ]  # fmt: skip
    claim = ledger.claim(ARMY)
    assert claim is not None
    assert [p.text for p in around(ledger, claim, 30)] == [
        "in the market. The army\n", "did not fire", ", its spokesman said."
    ]  # fmt: skip
    assert [(p.text, p.is_cut) for p in around(ledger, claim, 9)[1:]] == [
        ("did not fire", False), (", its", False), ("", True)
    ]  # fmt: skip


def test_what_lies_between_far_pieces_is_cut(root: pathlib.Path) -> None:
    text = "One of them, " + "and so on, " * 40 + "was hurt, they said.\nMore.\n"
    (root / "long.txt").write_text(text)
    end = text.index("was hurt")
    (root / "claims/long.yaml").write_text(
        "document: {path: long.txt}\nevent: market\nclaims:\n"
        "  - {id: both, source: army, wounded: one, quote: [One of them, was hurt]}\n"
    )
    ledger = open_ledger(str(root))
    claim = ledger.claim("both")
    assert claim is not None
    assert around(ledger, claim, 20) == [
        Piece("One of them", 0, 0),
        Piece(", and so on, and so", 11),
        Piece("so on, and so on, ", end - 18, is_cut=True),
        Piece("was hurt", end, 1),
        Piece(", they said.", end + 8),
    ]
    (root / "long.txt").unlink()
    gone = open_ledger(str(root))
    assert [p.text for p in around(gone, claim)] == ["One of them", "was hurt"]
