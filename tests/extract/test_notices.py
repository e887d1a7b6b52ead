"""Which articles are taken back whole by their publisher, and which only tell of such things."""

import pytest

from reportedly.extract.notices import find_notes, find_retraction

CRASH = (
    """Bus falls into gorge

A bus fell into the Tarn gorge on Sunday, police said.

"""
    + "Fourteen died in the worst crash on that road since the dam was built, officials said. " * 8
)


@pytest.mark.parametrize(
    "notice",
    [
        "This article has been retracted because its report could not be confirmed.",
        "This story was withdrawn on 5 March.",
        "On 5 March, this article was taken down pending an inquiry.",
        "Editor's note: This report has been removed following a complaint.",
        "We have withdrawn this story.",
        "Nordwire has retracted this article.",
        "The above story has been retracted.",
        "This article has been removed at the request of the family.",
        "This story has been removed from our website.",
    ],
)
def test_taken_back(notice):
    assert find_retraction(f"{CRASH}\n\n{notice}\n") is not None
    assert find_retraction(f"{notice}\n\n{CRASH}") is not None


@pytest.mark.parametrize("label", ["RETRACTED:", "[Retracted]", "Retraction notice:"])
def test_taken_back_in_the_headline(label):
    assert find_retraction(f"{label} {CRASH}") is not None


@pytest.mark.parametrize(
    "told",
    [
        "A quotation has been removed from this article.",
        "This article has been updated to remove a quotation.",
        "The Courier said its article had been retracted.",
        "This report was later withdrawn by the ministry, which called it a draft.",
        "This article was pulled together from wire reports.",
        '"This article has been retracted," the professor said of the study.',
        "The study, published in May, has been retracted.",
        "This article has not been retracted.",
        "This story was removed from the shortlist of the prize.",
        "Two paragraphs of this story were deleted after a complaint.",
        "Withdrawn troops reached the border on Monday.",
        "Police have removed this article of clothing.",
        "If this article is withdrawn, we will say so.",
        "This article was published on 5 March and has been corrected.",
    ],
)
def test_only_told_of(told):
    assert find_retraction(f"{CRASH}\n\n{told}\n") is None
    assert find_retraction(f"{told}\n\n{CRASH}") is None


@pytest.mark.parametrize(
    "note",
    [
        "Correction: An earlier version of this article said 14 people died.",
        "This article was amended on 10 May to correct the number of injured.",
        "An earlier version of this story misstated the number of dead.",
    ],
)
def test_notes_of_corrections(note):
    text = f"{CRASH}\n\n{note}\n"
    assert [text[a:b] for a, b in find_notes(text)] == [note]


@pytest.mark.parametrize(
    "told",
    [
        "Update: Police now say that 17 died.",
        "The institute corrected its measurement to 6.3 on Tuesday, having earlier given 6.4.",
        "The number of dead has been corrected: the police now give 12, after first saying 14.",
    ],
)
def test_what_others_put_right_is_no_note_of_the_publisher(told):
    assert list(find_notes(f"{CRASH}\n\n{told}\n")) == []


def test_a_note_below_its_heading():
    text = f"{CRASH}\n\nCORRECTION:\n\nThe bus had 40 seats.\n"
    assert "The bus had 40 seats." in [text[a:b] for a, b in find_notes(text)]
