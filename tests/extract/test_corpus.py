import pytest

from reportedly.model import Act, Stance
from training.corpus import load_corpus, parse_corpus

MARKED = """% a comment
= nested
[s1 The ministry] [q1 said] [c1 [s2 rebels] [q2:speech/denies denied] [c2 it]].
Second paragraph \\[sic\\].

= split
[c1 "We held,"] [q1:plan said] [s1 Varga]. [c1 "We were lucky."]
"""


def test_markup_gives_text_spans_acts_and_constructions() -> None:
    nested, split = parse_corpus(MARKED, "x.txt")
    assert nested.text == "The ministry said rebels denied it.\nSecond paragraph [sic]."
    assert (nested.construction, nested.where) == ("nested", "x.txt:3")
    outer, inner = nested.golds

    def words(spans: list[tuple[int, int]], text: str) -> list[str]:
        return [text[s:e] for s, e in spans]

    assert words(outer.content, nested.text) == ["rebels denied it"]
    assert words(inner.source, nested.text) == ["rebels"]
    assert (inner.act, inner.stance) == (Act.SPEECH, Stance.DENIES)
    assert words(split.golds[0].content, split.text) == ['"We held,"', '"We were lucky."']
    assert split.golds[0].act is Act.PLAN


@pytest.mark.parametrize("bad", ["[c1 open", "closed]", "[q1:singing said]"])
def test_bad_markup_is_named(bad: str) -> None:
    with pytest.raises(ValueError, match=r"corpus:1"):
        list(parse_corpus(bad))


def test_the_corpus_is_large_and_varied_and_partly_kept_apart() -> None:
    items = load_corpus()
    golds = [gold for item in items for gold in item.golds]
    assert len(golds) > 2000
    assert {gold.act for gold in golds} == set(Act)
    # Nobody is read to take something back yet; a person says so in the ledger.
    assert {gold.stance for gold in golds} == set(Stance) - {Stance.RETRACTS}
    assert sum(not item.golds for item in items) > 100
    assert 0.1 < sum(item.kept_apart for item in items) / len(items) < 0.25
    for item in items:
        for gold in item.golds:
            assert gold.content, item.where
            for spans in (gold.source, gold.cue, gold.content):
                assert all(0 <= s < e <= len(item.text) for s, e in spans), item.where
