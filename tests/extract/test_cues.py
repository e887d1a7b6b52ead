import pytest

from reportedly.extract.cues import cue_forms, find_cue, load_cues, parse_cues
from reportedly.extract.pipeline import may_hold_attribution
from reportedly.model import Act, Stance


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("said", "VBD", "say"),
        ("denies", "VBZ", "deny"),
        ("told", "VBD", "tell"),
        ("quipped", "VBD", "quip"),
        ("claims", "NNS", "claim"),
        ("claims", "VBZ", "claim"),
        ("convinced", "JJ", "convinced"),
        ("walked", "VBD", None),
        ("said", "IN", None),
    ],
)
def test_forms_lead_to_their_lemma(word: str, tag: str, lemma: str | None) -> None:
    cue = find_cue(load_cues(), word, tag)
    assert (cue.lemma if cue else None) == lemma


def test_the_list_is_read_by_columns() -> None:
    lexicon = parse_cues("% a comment\nswear  verb  plan  denies  3  infinitive object+of\n")
    cue = lexicon["swore", "verb"]
    assert (cue.act, cue.stance, cue.grade) == (Act.PLAN, Stance.DENIES, 3)
    assert cue.frames == {"infinitive", "object+of"}
    assert set(lexicon) == {
        (form, "verb") for form in ("swear", "swears", "swore", "sworn", "swearing")
    }


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("put", "put puts putting"),
        ("plan", "plan plans planned planning"),
        ("notify", "notify notifies notified notifying"),
        ("agree", "agree agrees agreed agreeing"),
        ("push_back", "push back, pushes back, pushed back, pushing back"),
    ],
)
def test_the_forms_of_a_verb(lemma: str, forms: str) -> None:
    expected = forms.split(", ") if "," in forms else forms.split()
    lexicon = parse_cues(f"{lemma}  verb  speech  -  3  clause\n")
    assert {form for form, _ in lexicon} == set(expected)


@pytest.mark.parametrize("line", ["say verb speech - five clause", "say verb song - 5", "say"])
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 1"):
        parse_cues(line)


def test_every_grade_and_act_of_the_list_is_in_use() -> None:
    cues = set(load_cues().values())
    assert {cue.grade for cue in cues} == {1, 2, 3, 4, 5}
    assert {cue.act for cue in cues} == set(Act)
    assert "according" in cue_forms()


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        ("It had rained.", False),
        ("They have called a doctor.", True),  # call
        ("The road had been shut.", False),
        ("She had doubts about it.", True),
        ("The clinic had 31 dead.", True),  # a verb of counting with its number
        ("It was late, according to Holt.", True),
    ],
)
def test_a_text_is_parsed_only_where_a_cue_may_be(text: str, parsed: bool) -> None:
    assert may_hold_attribution(text) is parsed
