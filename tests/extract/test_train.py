from reportedly.extract.pipeline import passages_of
from reportedly.extract.score import load_weights, parse_weights
from training.corpus import parse_corpus
from training.train import examples_of, fingerprint, fit, write_weights

SMALL = """= small
[s1 The army] [q1 said] [c1 the road was open].

[s1 Olm] [q1 denied] [c1 that he had left].

She could not say no, and the door was open.

[c1 "Go,"] [s1 she] [q1 said].
"""


def test_the_same_corpus_gives_the_same_weights() -> None:
    items = list(parse_corpus(SMALL))
    examples = examples_of(items, passages_of([item.text for item in items]))
    assert {positive for _, positive, _ in examples} == {0, 1}
    first, second = fit(examples), fit(examples)
    assert first == second
    assert any(weight > 0 for weight in first.values())


def test_only_the_best_extent_counts_as_an_example_of_extents() -> None:
    text = "[s1 She] [q1 urged] [c1 the council to mend the older of the two bridges]."
    items = list(parse_corpus(text))
    passages = passages_of([item.text for item in items])
    near = sum(positive for _, positive, _ in examples_of(items, passages))
    best = sum(positive for _, positive, _ in examples_of(items, passages, exact=True))
    assert near > best == 1


def test_weights_are_read_as_they_are_written() -> None:
    text = write_weights({"a b": 1.5, "c": -0.25, "tiny": 0.001}, {"c": 0.5}, 0.3, 7, "f00d")
    weights = parse_weights(text)
    assert weights.values == {"a b": 1.5, "c": -0.25}
    assert weights.extents == {"c": 0.5}
    assert weights.threshold == 0.3
    assert weights.explain(["c", "a b", "unknown"]) == (("a b", 1.5), ("c", -0.25))


def test_the_weights_were_rebuilt_since_corpus_and_cues_changed() -> None:
    """Run `make train` after a change to either."""
    from importlib.resources import files

    text = files("reportedly.extract").joinpath("weights.txt").read_text("utf-8")
    assert f"% Fingerprint of corpus and cue list: {fingerprint()}" in text
    assert len(load_weights().values) > 500
