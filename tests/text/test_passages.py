"""Which sentences changed from one version of a text to the next."""

import time

from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.passages import changed_sentences, gaps

CRASH = "A bus fell. Ten people died there. It was cold. The driver left."


def changes(now, before=CRASH):
    return [(c.before, c.now) for c in changed_sentences(before, now)]


def test_what_stayed_is_left_out():
    assert changes(CRASH) == []
    assert changes("The driver left. It was cold. A bus fell. Ten people died there.") == []


def test_a_sentence_with_other_words():
    assert changes(CRASH.replace("Ten", "Two")) == [
        ("Ten people died there.", "Two people died there.")
    ]


def test_a_sentence_that_moved_and_changed():
    now = "Two people died there. A bus fell. It was cold. The driver left."
    assert changes(now) == [("Ten people died there.", "Two people died there.")]


def test_sentences_that_came_and_went():
    assert changes(f"{CRASH} Rain had fallen.") == [("", "Rain had fallen.")]
    assert changes(CRASH.replace("It was cold. ", "")) == [("It was cold.", "")]


def test_the_words_that_changed():
    (change,) = changed_sentences(CRASH, CRASH.replace("Ten", "At least ten"))
    assert change.words == (("-", "Ten"), ("+", "At least ten"), (" ", "people died there."))


def test_long_texts_take_time_by_their_length():
    before, now = "Go on. Come back. " * 20_000, "Come back. Go on. Stop it. " * 20_000
    start = time.process_time()
    changed_sentences(before, now)
    assert time.process_time() - start < 10


@given(st.text("abc", max_size=12), st.text("abc", max_size=12))
def test_gaps_hold_all_that_two_rows_do_not_share(a, b):
    found = list(gaps(a, b))
    left = "".join(a[i:j] for (i, j), _ in found), "".join(b[k:m] for _, (k, m) in found)
    shared_a = len(a) - len(left[0])
    assert shared_a == len(b) - len(left[1])
    assert gaps(a, a) is not None
    assert list(gaps(a, a)) == []
