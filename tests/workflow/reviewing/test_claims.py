"""What a reviewer does to claims, and what stands in the file afterwards."""

from datetime import date
from pathlib import Path

import pytest

from reportedly.errors import FieldsError, StaleEntryError, UsageError
from reportedly.model import Status, version_of
from reportedly.workflow import open_ledger
from reportedly.workflow.ledgers import Ledger
from reportedly.workflow.reviewing import (
    edit_fields,
    make_claim,
    remove_claim,
    review_claims,
    second_reading,
    split_claim,
)

FILE = "claims/report.yaml"
CLINIC, ARMY = "report/clinic/killed", "report/army/responsible"
RESIDENTS = "report/residents/what"
DAY = date(2031, 3, 5)


def now(root: Path) -> Ledger:
    ledger = open_ledger(str(root))
    assert ledger.problems == ()
    return ledger


def seen(ledger: Ledger, claim: str) -> tuple[str, str]:
    return claim, version_of(next(c for c in ledger.entries.claims if c.id == claim))


def test_all_claims_of_a_document_are_accepted_at_once(root: Path) -> None:
    before = (root / FILE).read_text()
    ledger = now(root)
    done = review_claims(
        ledger, [seen(ledger, c) for c in (CLINIC, ARMY, "nurse")], Status.REVIEWED, "ada", DAY
    )
    assert done.claims == (CLINIC, ARMY, "nurse")
    assert [f.path for f in done.files] == [FILE]
    review = "    reviews:\n      - {by: ada, on: 2031-03-05, verdict: accepted}\n"
    assert (root / FILE).read_text() == before.replace(
        "    status: proposed by quote-then-cue, speech, 0.93\n", review
    ).replace("    status: proposed by quote-then-cue, speech, 0.7\n", review).replace(
        "    status: proposed by count, speech, 0.5\n", review
    )
    assert {o.status for o in now(root).outlines} == {Status.REVIEWED}


def test_without_a_name_only_the_status_is_written(root: Path) -> None:
    before = (root / FILE).read_text()
    review_claims(now(root), [("nurse", None)], Status.REJECTED)
    assert (root / FILE).read_text() == before.replace(
        "status: proposed by count", "status: rejected by count"
    )
    review_claims(now(root), [("nurse", None)], Status.REVIEWED)
    assert (root / FILE).read_text() == before.replace(
        "    status: proposed by count, speech, 0.5\n", ""
    )


def test_what_is_proposed_again_loses_the_review_of_that_person_only(root: Path) -> None:
    for by in ("ada", "bo"):
        review_claims(now(root), [("nurse", None)], Status.REVIEWED, by, DAY)
    review_claims(now(root), [("nurse", None)], Status.PROPOSED, "ada", DAY)
    (nurse,) = [c for c in now(root).entries.claims if c.id == "nurse"]
    assert nurse.status == "proposed"
    assert [dict(r)["by"] for r in nurse.reviews] == ["bo"]


def test_one_stale_claim_keeps_all_from_being_accepted(root: Path) -> None:
    ledger = now(root)
    claims = [seen(ledger, CLINIC), seen(ledger, "nurse")]
    edit_fields(ledger, *claims[1], {"figure": "15"} | {"note": "by hand"})
    before = (root / FILE).read_bytes()
    for stale in (ledger, now(root)):  # loaded before the edit, and after it
        with pytest.raises(StaleEntryError, match="nurse"):
            review_claims(stale, claims, Status.REVIEWED)
    assert (root / FILE).read_bytes() == before


def test_an_edit_leaves_every_other_byte_and_does_not_accept(root: Path) -> None:
    before = (root / FILE).read_text()
    ledger = now(root)
    edit_fields(
        ledger,
        *seen(ledger, CLINIC),
        {"subject": "killed/civilians", "figure": "12", "source": "the clinic", "note": " seen "},
        "ada",
    )
    assert (root / FILE).read_text() == before.replace(
        "  - source: clinic\n    killed: 12\n",
        f"  - id: {CLINIC}\n    source: clinic\n    killed/civilians: 12\n",
    ).replace("speech, 0.93\n", "speech, 0.93\n    note: seen\n")
    assert now(root).claim(CLINIC).status is Status.PROPOSED  # type: ignore[union-attr]


def test_every_fault_is_told_by_its_field_and_nothing_is_written(root: Path) -> None:
    before = (root / FILE).read_bytes()
    with pytest.raises(FieldsError) as refused:
        edit_fields(
            now(root),
            CLINIC,
            None,
            {"subject": "kiled", "figure": "many", "stance": "says", "source": "clinc", "when": "x",
             "revises": "nobody"},
        )  # fmt: skip
    faults = refused.value.faults
    assert faults.keys() == {"subject", "figure", "stance", "source", "when", "revises"}
    assert "did you mean `killed`?" in faults["subject"]
    assert "did you mean `clinic`?" in faults["source"]
    assert "is not one of asserts, denies" in faults["stance"]
    assert (root / FILE).read_bytes() == before


def test_the_subject_follows_the_event(root: Path) -> None:
    edit_fields(now(root), "nurse", None, {"event": "bridge"})
    assert (
        "source: clinic\n    killed: at least 15\n    event: bridge\n" in (root / FILE).read_text()
    )
    assert now(root).claim("nurse").subject.id == "bridge/killed"  # type: ignore[union-attr]
    edit_fields(now(root), "nurse", None, {"event": ""})
    assert now(root).claim("nurse").subject.id == "market/killed"  # type: ignore[union-attr]


def test_an_edit_that_would_rename_another_claim_writes_its_id_down(root: Path) -> None:
    edit_fields(now(root), RESIDENTS, None, {"source": "army", "subject": "responsible",
                "answer": "", "actors": "army"})  # fmt: skip
    assert {c.id for c in now(root).entries.claims} == {CLINIC, ARMY, RESIDENTS, "nurse"}
    edit_fields(now(root), ARMY, None, {"source": "clinic", "subject": "what",
                "actors": "", "answer": "fire"})  # fmt: skip
    assert {c.id for c in now(root).entries.claims} == {CLINIC, ARMY, RESIDENTS, "nurse"}


def test_a_second_reading_stands_beside_the_first(root: Path) -> None:
    review_claims(now(root), [(CLINIC, None)], Status.REVIEWED, "ada", DAY)
    before = (root / FILE).read_text()
    second_reading(
        now(root), CLINIC, None, "bo", "accepted", {"figure": "12", "source": "residents"}, DAY
    )
    own = "      - {by: ada, on: 2031-03-05, verdict: accepted}\n"
    assert (root / FILE).read_text() == before.replace(
        own, own + "      - {by: bo, on: 2031-03-05, verdict: accepted, source: residents}\n"
    )
    assert now(root).claim(CLINIC).source.id == "clinic"  # type: ignore[union-attr]


def test_a_form_that_changes_nothing_signs_nothing(root: Path) -> None:
    before = (root / FILE).read_bytes()
    done = edit_fields(now(root), RESIDENTS, None, {"answer": "shelling", "note": ""}, "ada")
    assert (done.files, done.claims) == ((), (RESIDENTS,))
    assert (root / FILE).read_bytes() == before


def test_after_an_edit_reviews_say_what_they_read_and_nobody_is_made_a_reviewer(root: Path) -> None:
    review_claims(now(root), [("nurse", None)], Status.REVIEWED, "ada", DAY)
    edit_fields(now(root), "nurse", None, {"figure": "15 dead", "note": "why"}, "bo", DAY)
    assert (
        "    note: why\n    reviews:\n"
        "      - {by: ada, on: 2031-03-05, verdict: accepted, figure: at least 15}\n"
    ) in (root / FILE).read_text()
    assert "by: bo" not in (root / FILE).read_text()


def test_one_claim_becomes_two_and_the_first_keeps_its_id(root: Path) -> None:
    before = (root / FILE).read_text()
    done = split_claim(
        now(root), CLINIC, None, [{"figure": "12"}, {"subject": "wounded", "figure": "30"}], "ada"
    )
    assert done.claims == (CLINIC, "report/clinic/wounded")
    first = "    status: proposed by quote-then-cue, speech, 0.93\n"
    assert (root / FILE).read_text() == before.replace(
        first,
        f"{first}\n  - source: clinic\n    wounded: 30\n"
        f"    quote: 12 people were killed and 30 wounded\n{first}",
    )
    assert now(root).claim("report/clinic/wounded").status is Status.PROPOSED  # type: ignore[union-attr]


def test_faults_of_parts_are_told_by_their_number(root: Path) -> None:
    with pytest.raises(FieldsError) as refused:
        split_claim(now(root), CLINIC, None, [{"figure": "a lot"}, {"subject": "wonded"}])
    assert refused.value.faults.keys() == {"1.figure", "2.subject"}
    with pytest.raises(UsageError, match="two or more"):
        split_claim(now(root), CLINIC, None, [{}])


def test_a_claim_is_made_of_selected_words(root: Path) -> None:
    text = (root / "texts/report.txt").read_text()
    start, other = text.index(" its spokesman"), text.index("The army")
    before = (root / FILE).read_text()
    done = make_claim(
        now(root), "report", [(start, start + 19), (other, other + 8)],
        {"source": "army", "subject": "warned"}, "ada", DAY,
    )  # fmt: skip
    assert done.claims == ("report/army/warned",)
    assert (root / FILE).read_text() == before + (
        "\n  - source: army\n    warned: yes\n    quote:\n      - The army\n"
        "      - its spokesman said\n"
        f"    at: [[{other}, {other + 8}], [{start + 1}, {start + 19}]]\n"
        "    reviews:\n      - {by: ada, on: 2031-03-05, verdict: accepted}\n"
    )
    assert now(root).claim("report/army/warned").status is Status.REVIEWED  # type: ignore[union-attr]


def test_what_is_new_is_made_in_the_same_change(root: Path) -> None:
    new = {
        "source": {"name": "Rivers Monitor", "kind": "organisation", "aliases": "RM, the monitor"},
        "event": {"title": "Velora fire", "when": "2031-03-02"},
        "subject": {"topic": "arson", "title": "it was set on fire"},
    }
    done = make_claim(now(root), "report", [(0, 10)], {}, "ada", DAY, new)
    assert done.claims == ("report/rivers-monitor/arson",)
    assert {f.path for f in done.files} == {
        "claims/sources.yaml", "claims/events.yaml", FILE,
    }  # fmt: skip
    claim = now(root).claim("report/rivers-monitor/arson")
    assert claim is not None
    assert claim.source is not None
    assert claim.source.aliases == ("RM", "the monitor")
    assert claim.subject.id == "velora-fire-2031-03-02/arson"
    with pytest.raises(FieldsError, match="is known as `rivers-monitor`"):
        make_claim(now(root), "report", [(0, 10)], {}, new={"source": {"name": "rivers monitor"}})


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([], "a claim needs words"),
        ([(3, 3)], "is not in the text"),
        ([(0, 9999)], "is not in the text of"),
        ([(20, 22)], "holds no words"),
        ([(0, 10), (5, 12)], "overlap"),
    ],
)
def test_words_that_are_none_of_the_document_are_refused(
    root: Path, spans: list[tuple[int, int]], said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        make_claim(now(root), "report", spans, {"source": "army", "subject": "happened"})


def test_only_what_was_made_by_hand_and_is_named_nowhere_is_taken_out(root: Path) -> None:
    before = (root / FILE).read_text()
    with pytest.raises(UsageError, match="reject it instead"):
        remove_claim(now(root), "nurse", None)
    gone = "  - source: residents\n    what: shelling\n    quote: Two shells fell\n\n"
    edit_fields(now(root), ARMY, None, {"revises": RESIDENTS})
    with pytest.raises(UsageError, match=f"is named by claim `{ARMY}`"):
        remove_claim(now(root), RESIDENTS, None)
    edit_fields(now(root), ARMY, None, {"revises": ""})
    remove_claim(now(root), RESIDENTS, None)
    assert (root / FILE).read_text() == before.replace(gone, "")
