"""Changes taken back: exactly, by their slices beside what others did since, or not at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import StaleEntryError, UsageError
from reportedly.model import Status
from reportedly.transaction import FileChange
from reportedly.workflow import open_ledger
from reportedly.workflow.reviewing import (
    Edited,
    compact,
    diff_words,
    edit_fields,
    make_claim,
    remove_claim,
    review_claims,
    split_claim,
    undo,
)

FILE = "claims/report.yaml"
CLINIC, ARMY = "report/clinic/killed", "report/army/responsible"
RESIDENTS = "report/residents/what"


def state(root: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((root / "claims").iterdir())}


def edit(root: Path, claim: str, **fields: str) -> Edited:
    return edit_fields(open_ledger(str(root)), claim, None, fields)


def test_undo_gives_the_same_bytes(root: Path) -> None:
    before = state(root)
    ledger = open_ledger(str(root))
    new = {"source": {"name": "Rivers Monitor"}, "event": {"title": "Velora fire"}}
    parts = [{}, {"subject": "wounded", "figure": "30"}]
    for act in (
        lambda: make_claim(ledger, "report", [(0, 10)], {"subject": "happened"}, "ada", new=new),
        lambda: split_claim(ledger, CLINIC, None, parts),
        lambda: remove_claim(ledger, RESIDENTS, None),
    ):
        done = act()
        assert state(root) != before
        undone = undo(root, done.files)
        assert state(root) == before
        undo(root, undone.files)  # and done again
        assert state(root) != before
        undo(root, [compact(f) for f in done.files])
        assert state(root) == before


def test_beside_what_others_did_since_only_the_own_slices_go(root: Path) -> None:
    start = (root / FILE).read_text()
    own = review_claims(
        open_ledger(str(root)), [(CLINIC, None), ("nurse", None)], Status.REVIEWED, "ada"
    )
    other = "    # Asked again.\n    quote: Two shells fell, twice\n    note: n\n"
    mine = (root / FILE).read_text()
    (root / FILE).write_text(mine.replace("    quote: Two shells fell\n", other))
    undo(root, [compact(f) for f in own.files])
    assert (root / FILE).read_text() == start.replace("    quote: Two shells fell\n", other)


def test_what_others_changed_in_the_same_place_is_not_written_over(root: Path) -> None:
    own = edit(root, "nurse", figure="15", note="by hand")
    edit(root, "nurse", figure="16", note="by hand")
    before = state(root)
    with pytest.raises(StaleEntryError) as refused:
        undo(root, own.files)
    assert str(refused.value) == (
        "claims/report.yaml was changed since, and not put back: `nurse` says something else: "
        "- id: nurse | source: clinic | killed: 16 | quote: at least 15 dead | "
        "status: proposed by count, speech, 0.5 | note: by hand"
    )
    assert state(root) == before


def test_changes_are_taken_back_the_last_first_or_none_is(root: Path) -> None:
    before = state(root)
    first = edit(root, "nurse", figure="15", note="a")
    second = edit(root, "nurse", figure="at least 15", note="b")
    undo(root, [*first.files, *second.files])
    assert state(root) == before
    first = edit(root, CLINIC, note="a")
    second = edit(root, "nurse", note="b")
    edit(root, CLINIC, note="c")
    before = state(root)
    with pytest.raises(StaleEntryError):
        undo(root, [*first.files, *second.files])
    assert state(root) == before


def test_a_file_that_was_made_goes_unless_somebody_wrote_in_it(root: Path) -> None:
    change = FileChange("claims/other.yaml", None, b"document: {url: https://a.example}\n")
    (root / change.path).write_bytes(change.after or b"")
    undo(root, [change])
    assert not (root / change.path).exists()
    undo(root, [change])  # it is undone already
    (root / change.path).write_bytes(b"document: {url: https://b.example}\n")
    with pytest.raises(StaleEntryError, match="it was changed since"):
        undo(root, [change])
    gone = FileChange("claims/gone.yaml", b"document: {url: https://a.example}\n", None)
    undo(root, [gone])
    assert (root / gone.path).read_bytes() == gone.before


def test_a_document_is_put_back_whole_or_not(root: Path) -> None:
    change = FileChange("texts/a.txt", b"one\ntwo\nthree\n", b"one\n2\nthree\n")
    (root / change.path).write_bytes(b"one\n2\nthree\nfour\n")
    with pytest.raises(StaleEntryError, match="cannot be put back: it was changed since"):
        undo(root, [change])
    (root / change.path).write_bytes(change.after or b"")
    undo(root, [change])
    assert (root / change.path).read_bytes() == change.before


def test_a_compact_change_is_small(root: Path) -> None:
    filler = "".join(f"  - source: army\n    killed: {n}\n    note: n{n}\n" for n in range(2000))
    (root / FILE).write_text((root / FILE).read_text() + filler)
    (file,) = edit(root, "nurse", note="n").files
    held = [x for s in compact(file).slices for x in (s.gone, s.come, *s.above, *s.below)]
    assert sum(map(len, held)) < 400 < len(file.after or b"") / 100


def test_a_change_in_lines_for_people(root: Path) -> None:
    (file,) = edit(root, "nurse", note="why").files
    assert diff_words(file) == [
        "--- a/claims/report.yaml",
        "+++ b/claims/report.yaml",
        "@@ -26,3 +26,4 @@",
        "     killed: at least 15",
        "     quote: at least 15 dead",
        "     status: proposed by count, speech, 0.5",
        "+    note: why",
    ]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shared")


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)
EDITS = st.fixed_dictionaries(
    {},
    optional={
        "note": WORDS,
        "figure": st.sampled_from(["12", "15", "at least 12", "12 to 15"]),
        "subject": st.sampled_from(["killed/civilians", "wounded", "missing"]),
        "event": st.sampled_from(["bridge", ""]),
        "said": st.sampled_from(["2031-03-04", ""]),
    },
)


@given(a=EDITS, b=EDITS, data=st.data())
def test_undoing_a_gives_what_b_alone_gives(
    shared: Path, a: dict[str, str], b: dict[str, str], data: st.DataObject
) -> None:
    """With claims a few lines apart; where the two touch, undo may refuse and changes nothing."""
    root = shared
    (root / "claims").mkdir(exist_ok=True)
    (root / "claims/events.yaml").write_text("events: [{id: market}, {id: bridge}]\n")
    (root / "claims/sources.yaml").write_text("sources: [{id: army, name: Army}]\n")
    start = "document:\n  url: https://a.example\nevent: market\nclaims:\n" + "".join(
        f"  - id: c{n}\n    source: army\n    killed: {n}\n    said: 2031-03-0{n}\n"
        f"    # {n} of them\n    note: n{n}\n"
        for n in range(1, 6)
    )
    first, second = data.draw(st.permutations(range(1, 6)).map(lambda p: p[:2]))

    def done(claim: int, fields: dict[str, str]) -> Edited:
        return edit(root, f"c{claim}", **fields)

    (root / "claims/d.yaml").write_text(start)
    try:
        done(second, b)
        alone = (root / "claims/d.yaml").read_bytes()
        (root / "claims/d.yaml").write_text(start)
        own = done(first, a)
        assert b"".join(f.before or b"" for f in own.files) in (start.encode(), b"")
        undo(root, own.files)
        assert (root / "claims/d.yaml").read_text() == start
        own = done(first, a)
        done(second, b)
    except UsageError:
        return  # words that no claim can hold
    both = (root / "claims/d.yaml").read_bytes()
    try:
        undo(root, [compact(f) for f in own.files])
    except StaleEntryError:
        assert abs(first - second) == 1
        assert (root / "claims/d.yaml").read_bytes() == both
    else:
        assert (root / "claims/d.yaml").read_bytes() == alone
