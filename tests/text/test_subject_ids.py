"""Ids of subjects: what they say, or what is wrong with them."""

import pytest

from reportedly.model import Aspect, Behaviour
from reportedly.text.subject_ids import read_subject_id, split_subject_id

TOPICS = {"siege": ("gas-used",), "market": ()}


@pytest.mark.parametrize(
    ("subject_id", "measure", "who", "stretch", "behaviour"),
    [
        ("siege/killed", "killed", None, None, Behaviour.ACCUMULATING),
        ("siege/killed/children", "killed", "children", None, Behaviour.ACCUMULATING),
        ("siege/missing@2031-03-04", "missing", None, "2031-03-04", Behaviour.LEVEL),
        ("siege/aboard@2031-03", "aboard", None, "2031-03-01/2031-03-31", Behaviour.CONSTANT),
        ("siege/killed@2011-03..", "killed", None, "2011-03-01/..", Behaviour.ACCUMULATING),
        (
            "siege/killed/medics@2031-03-01/2031-03-04",
            "killed",
            "medics",
            "2031-03-01/2031-03-04",
            Behaviour.ACCUMULATING,
        ),
    ],
)
def test_what_is_counted_of_whom_over_which_stretch(subject_id, measure, who, stretch, behaviour):
    found = read_subject_id(subject_id, TOPICS)
    assert (found.id, found.event, found.measure, found.population) == (
        subject_id,
        "siege",
        measure,
        who,
    )
    assert (found.period and found.period.iso(), found.behaviour) == (stretch, behaviour)


@pytest.mark.parametrize("aspect", list(Aspect))
def test_aspects(aspect):
    assert read_subject_id(f"siege/{aspect}", TOPICS).aspect is aspect


def test_topics_are_those_of_the_event():
    assert read_subject_id("siege/gas-used", TOPICS).topic
    assert isinstance(read_subject_id("market/gas-used", TOPICS), str)
    open_one = read_subject_id("market|siege/gas-used", TOPICS)
    assert (open_one.topic, open_one.event) == (True, None)


def test_own_measures_are_declared_by_name_by_path_or_whole():
    own = {"trees": Behaviour.CONSTANT, "homes/burnt": None, "siege/flags": Behaviour.LEVEL}
    assert read_subject_id("siege/trees", TOPICS, own).behaviour is Behaviour.CONSTANT
    assert read_subject_id("siege/homes/burnt", TOPICS, own).behaviour is Behaviour.LEVEL
    assert read_subject_id("siege/flags", TOPICS, own).measure == "flags"
    assert isinstance(read_subject_id("market/flags", TOPICS, own), str)


@pytest.mark.parametrize(
    ("subject_id", "fault"),
    [
        ("killed", "`killed` is not of the form EVENT/killed or EVENT/killed/children"),
        ("seige/killed", "`seige` is not an event of events.yaml; did you mean `siege`?"),
        ("siege/killed/people", "`killed/people` counts everybody: write `killed`"),
        ("siege/killed/victims", "`victims` is another word for people: write `killed`"),
        ("siege/killed/child", "`child` is another word for children: write `killed/children`"),
        (
            "siege/killed/childrn",
            "`childrn` is not in the table of people; did you mean `children`?",
        ),
        ("siege/injured", "`injured` is another word for wounded: write `wounded`"),
        ("siege/happend", "did you mean `happened`?"),
        ("siege/gas-use", "did you mean `gas-used`?"),
        ("siege/where@2031-03", "`where` is counted of no stretch"),
        ("siege/killed@4 March", "`@4 March` is not a stretch: write a day (@2031-03-04)"),
        ("siege/killed@2031-02-30", "`@2031-02-30` is not a stretch"),
    ],
)
def test_what_is_wrong_with_an_id(subject_id, fault):
    assert fault in read_subject_id(subject_id, TOPICS)


def test_a_stretch_belongs_to_no_plain_id():
    assert split_subject_id("drowned@2031-03-01/2031-03-04") is None
