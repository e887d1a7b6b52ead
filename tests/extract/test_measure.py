import pytest

from training.measure import align, score

TEXT = "The army said the road was open. Olm denied the charge."


def row(*quotes: tuple[str, str | None]) -> dict[str, object]:
    def span(words: str | None) -> list[list[int]] | None:
        return None if words is None else [[TEXT.index(words), TEXT.index(words) + len(words)]]

    return {
        "id": "d",
        "text": TEXT,
        "quotes": [{"content": span(c), "cue": None, "source": span(s)} for c, s in quotes],
    }


@pytest.mark.parametrize(
    ("found", "outcomes"),
    [
        ([("the road was open", "The army"), ("the charge", "Olm")], ["right", "right"]),
        ([("the road was open.", "army"), ("the charge", None)], ["right", "wrong source"]),
        ([("the road was open. Olm denied the charge", "Olm")], ["wrong source", "missed"]),
        ([("open", "The army")], ["wrong extent", "missed"]),
        ([("said", None)], ["missed", "missed", "spurious"]),
        ([], ["missed", "missed"]),
    ],
)
def test_outcomes(found: list[tuple[str, str | None]], outcomes: list[str]) -> None:
    gold = row(("the road was open", "The army"), ("the charge", "Olm"))
    pairs = list(align([gold], {"d": row(*found)}))
    assert sorted(p.outcome for p in pairs) == sorted(outcomes)


def test_scores() -> None:
    gold = row(("the road was open", "The army"), ("the charge", "Olm"))
    pairs = list(align([gold], {"d": row(("the road was open", "The army"), ("said", None))}))
    scores = score(pairs)
    assert (scores.gold, scores.found) == (2, 2)
    assert scores.exact == scores.overlap == scores.joint == (0.5, 0.5, 0.5)


def test_nothing_against_nothing() -> None:
    assert score(align([row()], {})).joint == (0.0, 0.0, 0.0)
