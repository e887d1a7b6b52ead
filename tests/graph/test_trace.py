from reportedly.graph.trace import trace
from reportedly.model import Claim, Document, DocumentEntry, Source, SourceKind, Span, Subject

COUNCIL = Source("council", "Harbour Council", SourceKind.ORGANISATION)
OKORO = Source("okoro", "Ada Okoro", SourceKind.PERSON, part_of=("council",))
PAPER = Source("paper", "The Daily Pier", SourceKind.DOCUMENT)
HURT = Subject("hurt")
TEXT = "Quay struck\nAt noon Okoro said 16 people were hurt, the council wrote.\nMore follows."
START = TEXT.index("16 people")
WORDS = Span("monday", START, START + 18, "16 people were hur")


def claim(**more: object) -> Claim:
    fields: dict[str, object] = {"id": "a", "source": OKORO, "chain": (PAPER, COUNCIL, OKORO)}
    fields |= {"subject": HURT, "text": "16 people were hurt", "document": "monday"} | more
    return Claim(**fields)  # type: ignore[arg-type]


def test_steps_lead_from_the_document_to_the_origin() -> None:
    entry = DocumentEntry(
        "monday", title="Quay struck", publisher="The Daily Pier", published="2031-05-04"
    )
    found = trace(claim(), [entry])
    assert [(step.role, step.name) for step in found.steps] == [
        ("document", "Quay struck"),
        ("carrier", "The Daily Pier"),
        ("carrier", "Harbour Council"),
        ("origin", "Ada Okoro"),
    ]
    assert found.steps[0].detail == "The Daily Pier, 2031-05-04"
    assert found.steps[-1].label == "origin Ada Okoro (person): part of council"


def test_a_source_that_got_it_from_somebody_else_is_not_the_origin() -> None:
    found = trace(claim(source=PAPER, chain=(PAPER, OKORO)))
    assert [step.role for step in found.steps] == ["document", "source", "origin"]


def test_a_source_that_stays_open_ends_the_way_with_its_candidates() -> None:
    found = trace(claim(source=None, chain=(PAPER,), candidates=("Okoro", "Lind")))
    assert [step.role for step in found.steps] == ["document", "carrier", "open"]
    assert found.steps[-1].detail == "Okoro or Lind"


def test_words_are_checked_against_the_text_when_there_is_one() -> None:
    words = trace(claim(spans=(WORDS,)), [Document("monday", TEXT, "00")]).words[0]
    assert (words.line, words.verified) == (2, True)
    assert words.before == "At noon Okoro said "
    assert words.after == "t, the council wrote."

    moved = trace(claim(spans=(WORDS,)), [Document("monday", " " + TEXT, "00")]).words[0]
    assert moved.verified is False


def test_words_without_the_text_are_neither_right_nor_wrong() -> None:
    words = trace(claim(spans=(WORDS,)), [DocumentEntry("monday")]).words[0]
    assert (words.start, words.end, words.quote) == (WORDS.start, WORDS.end, WORDS.quote)
    assert (words.line, words.verified) == (None, None)


def test_other_tellings_of_the_same_origin_and_the_whole_are_named() -> None:
    share = claim(whole="b")
    echo = claim(id="b", source=PAPER, chain=(PAPER, OKORO))
    elsewhere = claim(id="c", subject=Subject("fire"))
    another = claim(id="d", source=COUNCIL, chain=(COUNCIL,))
    found = trace(share, [], [share, echo, elsewhere, another])
    assert found.same_origin == ("b",)
    assert found.whole == echo
