"""Laws that hold for any text: spans are where their words are, in order, and nothing raises."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.extract import extract_attributions, extract_many, spans_row
from reportedly.model import Document, Extraction

PIECES = st.sampled_from(
    [
        "He said", "she said.", "“", "”", '"', "''", "‘", "’", "«", "»", "(", ")", "\n", "\n\n",
        " ", ", ", ". ", ": ", "—", "according to", "The ministry denied", "that", "It", "they",
        "16 civilians", "were killed", "Mr. Lusk", "IRW", "(IRW)", "Rescue Watch", "é́", "👩‍👩‍👧",
        "قال", "说", "\0", "\t", "reports of", "was quoted as saying", "to vow", "a" * 300,
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=30).map(" ".join),
    st.lists(PIECES).map("".join),
)


def check(text: str, extraction: Extraction) -> None:
    ids = {source.id for source in extraction.sources}
    starts = []
    for n, a in enumerate(extraction.attributions):
        assert a.contents
        for spans in (a.contents, a.cue, a.source):
            for span in spans:
                assert text[span.start : span.end] == span.quote != ""
            assert all(x.end <= y.start for x, y in pairwise(spans))
        assert 0.0 <= a.score <= 1.0
        assert a.parent is None or (0 <= a.parent < len(extraction.attributions) and a.parent != n)
        assert set(a.voices) | set(a.via) <= ids
        assert not (a.voices and a.candidates)
        starts.append(min(s.start for s in (*a.contents, *a.cue, *a.source)))
    assert starts == sorted(starts)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(TEXTS)
def test_any_text(text: str) -> None:
    check(text, extract_attributions(Document("d", text, "0"), min_score=0.01))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "\0" * 50,
        "a" * 100_000,
        '"' * 20_000,
        "He said it was late. " * 300,
        "'s said it was late. By 's own count, 3 died.",
        "The group said: " + "“" * 200,
        "قال المتحدث إن القوات دخلت المدينة.\n" * 50,
        '"👩‍👩‍👧‍👦 é́ left," she said.\r\n' * 20,
        "| a | b |\n|---|---|\n| 16 killed | SOHR |\n- item: one\n- item: two",
    ],
)
def test_text_that_is_not_clean_prose(text: str) -> None:
    check(text, extract_attributions(Document("d", text, "0")))


def test_many_documents_give_what_each_gives_alone() -> None:
    texts = ["The army said it was late.", "", "No cue here at all.", '"Go," she said.'] * 12
    documents = [Document(str(n), text, "0") for n, text in enumerate(texts)]
    together = list(extract_many(documents))
    assert [len(x.attributions) for x in together] == [1, 0, 0, 1] * 12
    alone = [extract_attributions(d) for d in documents[:4]]
    assert [[a.contents for a in x.attributions] for x in together[:4]] == [
        [a.contents for a in x.attributions] for x in alone
    ]


SENTENCES = st.lists(
    st.sampled_from(
        [
            "Olm backed the plan.",
            "The mayor said the port had warned that Holt had claimed it was late.",
            "Some fear the dam may break, residents told the Courier, which reported 12 deaths.",
            '"We knew," Holt said, adding that she believed the army was told of the plan.',
            "According to the Courier, the mayor said she would accept the finding that it leaked.",
            "Critics of the plan, which the union opposes, call it a gift to those who back it.",
        ]
    ),
    min_size=1,
    max_size=4,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(SENTENCES, st.sampled_from([0.1, 0.2, 0.3, 0.5, 0.8, 0.95]))
def test_scores_do_not_depend_on_the_threshold(sentences: list[str], least: float) -> None:
    document = Document("d", " ".join(sentences), "0")

    def found(min_score: float) -> set[tuple[object, ...]]:
        all_ = extract_attributions(document, min_score=min_score).attributions
        return {(a.cue, a.contents, a.score) for a in all_ if a.score >= least}

    assert found(least) == found(0.05)


def test_the_row_format() -> None:
    text = 'Activists said: "The wells are dry."'
    extraction = extract_attributions(Document("d", text, "0"))
    row = spans_row("x", extraction)
    assert row["id"] == "x"
    (quote,) = row["quotes"]
    assert quote["content"] == [[16, 36]]
    assert quote["cue"] == [[10, 14]]
    assert quote["source"] == [[0, 9]]
    assert (quote["speaker"], quote["type"], quote["act"]) == ("activists", "direct", "speech")
    assert 0 < quote["score"] <= 1
    assert spans_row("x", extraction, ["belief"]) == {"id": "x", "quotes": []}


def test_explained_features_add_up_to_the_score() -> None:
    from math import exp

    document = Document("d", "The army told us that rebels claimed that it was late.", "0")
    for found in extract_attributions(document, explain=True).attributions:
        total = sum(weight for _, weight in found.features)
        assert found.score == pytest.approx(1 / (1 + exp(-total)), abs=1e-3)
    assert extract_attributions(document).attributions[0].features == ()


def test_steps_can_be_swapped() -> None:
    from dataclasses import replace

    from reportedly.extract import DEFAULT

    document = Document("d", "The army said it was late. The mayor denied the charge.", "0")
    nobody = replace(DEFAULT, sources=lambda found: None)
    assert [a.source for a in extract_attributions(document, steps=nobody).attributions] == [(), ()]
    nothing = replace(DEFAULT, cues=lambda passage, lexicon: [])
    assert extract_attributions(document, steps=nothing).attributions == ()
