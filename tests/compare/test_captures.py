"""Claims of two captures of a page, matched by what they say; and what becomes of them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reportedly.compare.captures import Sameness, fates_of, match_captures
from reportedly.documents import document_from_bytes
from reportedly.model import DocumentEntry, Fate, captures_of, find_circles
from reportedly.workflow import read_documents

FLOOD = """Flood in Brannock kills twelve

Twelve people drowned and 40 were injured when the river Sel burst its banks on Monday, the \
interior ministry said.

About 300 homes were destroyed, the Red Crescent said in a statement.

The flood covered 3 hectares of the old town, according to the water board.

"Nobody warned us," said Dario Venn, a baker.

The water board denied that a dam had been opened.
"""
ADDRESS = "https://nordwire.example/flood"


def document(text, name, **known):
    facts = {"published": "2033-05-09", "publisher": "Nordwire", "url": ADDRESS}
    return replace(document_from_bytes(text.encode(), "a.txt", facts), id=name, **known)


def changed(*swaps, before=FLOOD):
    """How the claims fare when words are put in the place of others: (how, old, new) of each."""
    now = before
    for old, new in swaps:
        assert old in now
        now = now.replace(old, new)
    return [
        (str(p.how), words(p.old), words(p.new))
        for p in pairs(before, now)
        if p.how is not Sameness.SAME
    ]


def pairs(before, now):
    later = document(now, "b", supersedes="a", captured="2033-05-11T08:00")
    (news,) = read_documents([document(before, "a"), later]).captures
    return news.pairs


def words(claim):
    if claim is None:
        return None
    return claim.figure.as_written if claim.figure else claim.text


def test_another_figure_bound_or_unit_has_changed():
    assert changed(("kills twelve", "kills ten"), ("Twelve", "Ten")) == [
        ("changed", "twelve", "ten"), ("changed", "Twelve", "Ten"),
    ]  # fmt: skip
    assert changed(("About 300", "At least 300")) == [("changed", "About 300", "At least 300")]
    assert changed(("3 hectares", "3 square kilometres")) == [
        ("changed", "3 hectares", "3 square kilometres")
    ]


def test_another_measure_or_day_has_changed():
    assert changed(("homes were destroyed", "homes were damaged")) == [
        ("changed", "About 300", "About 300")
    ]
    assert [how for how, *_ in changed(("on Monday", "on Sunday"))] == ["changed", "changed"]


def test_another_voice_has_changed():
    assert changed(("said Dario Venn, a baker", "said a resident")) == [
        ("changed", '"Nobody warned us,"', '"Nobody warned us,"')
    ]


def test_a_denial_turned_round_has_changed():
    assert changed(("denied that a dam", "admitted that a dam")) == [
        ("changed", "that a dam had been opened", "that a dam had been opened")
    ]


def test_other_words_for_the_same_are_reworded():
    assert changed(("Twelve people", "12 people")) == [("reworded", "Twelve", "12")]
    assert changed(("Nobody warned us,", "Nobody warned us at all,")) == [
        ("reworded", '"Nobody warned us,"', '"Nobody warned us at all,"')
    ]


def test_another_day_or_name_in_a_statement_has_changed():
    talks = '"We will talk to Ilse Marn on Thursday," Jon Ebert said.\n'
    assert [how for how, *_ in changed(("Thursday", "Friday"), before=talks)] == ["changed"]
    assert [how for how, *_ in changed(("Ilse Marn", "Nils Orf"), before=talks)] == ["changed"]
    assert [how for how, *_ in changed(("will talk", "shall talk"), before=talks)] == ["reworded"]


def test_a_slip_of_the_pen_is_reworded_whatever_it_hid():
    crash = "The hospital said it had admited nine injured pasengers.\n"
    mended = ("admited nine injured pasengers", "admitted nine injured passengers")
    assert changed(mended, before=crash) == [("reworded", "nine", "nine")]


def test_what_is_said_about_it_by_other_words_is_the_same():
    assert changed(("said Dario Venn, a baker.", "Dario Venn, a baker, told reporters.")) == []


def test_a_paragraph_that_moved_is_the_same():
    first, *others = FLOOD.strip().split("\n\n")
    assert [p.how for p in pairs(FLOOD, "\n\n".join([first, *reversed(others)]))] == [
        Sameness.SAME
    ] * len(pairs(FLOOD, FLOOD))


def test_what_appears_is_new_and_what_vanishes_is_gone():
    (gone,) = changed(("The water board denied that a dam had been opened.\n", ""))
    assert gone == ("gone", "that a dam had been opened", None)
    told = "The interior ministry later said that 17 people had drowned.\n"
    assert changed(("opened.\n", f"opened.\n\n{told}")) == [("new", None, "17")]


def test_a_correction_that_names_no_number_speaks_of_the_one_that_changed():
    note = "\nThis article was amended on 10 May to correct the number of injured.\n"
    now = FLOOD.replace("40 were", "44 were") + note
    later = document(now, "b", supersedes="a")
    reading = read_documents([document(FLOOD, "a"), later])
    (right,) = [c for c in reading.claims if c.corrects]
    assert (right.figure.as_written, right.corrects) == ("44", "a/interior-ministry/wounded")


def test_a_note_on_another_number_corrects_nothing():
    """The note of the correction before stays on the page when the toll rises."""
    note = "\nCorrection: An earlier version of this article said 14 had drowned; it was twelve.\n"
    now = FLOOD.replace("kills twelve", "kills 19").replace("Twelve people", "Nineteen people")
    later = document(now + note, "b", supersedes="a")
    reading = read_documents([document(FLOOD + note, "a"), later])
    assert [c.corrects for c in reading.claims if c.document == "b" and c.corrects] == []


# Fates


def fates(*texts):
    """What became of the claims of captures of one page: (document, words) → fate."""
    names = "abcdef"
    documents = [
        document(text, name, supersedes=before, captured=f"2033-05-1{n}T08:00")
        for n, (text, name, before) in enumerate(zip(texts, names, (None, *names), strict=False), 1)
    ]
    reading = read_documents(documents)
    found = fates_of(reading.claims, captures_of(reading.entries.documents))
    return {(c.document, words(c)): found[c.id] for c in reading.claims if c.id in found}


def test_what_goes_and_comes_back_was_said_all_the_time():
    quote = '"Nobody warned us," said Dario Venn, a baker.\n'
    without = FLOOD.replace(quote, "")
    found = fates(FLOOD, without, FLOOD)
    assert found["c", '"Nobody warned us,"'].fate is Fate.SAME
    assert ("a", '"Nobody warned us,"') not in found
    assert fates(FLOOD, without)["a", '"Nobody warned us,"'].words == (
        "no longer in the document since 2033-05-12"
    )


def test_what_a_later_capture_adds_was_said_between_the_two():
    told = "\nThe interior ministry later said that 17 people had drowned.\n"
    later = fates(FLOOD, FLOOD + told)["b", "17"]
    assert (later.fate, later.told.iso()) == (Fate.LATER, "2033-05-11/2033-05-12")


def test_captures_in_a_circle_are_documents_of_their_own():
    there = [DocumentEntry("a", supersedes="b"), DocumentEntry("b", supersedes="a")]
    assert captures_of(there) == {}
    assert find_circles(there) == {"a", "b"}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefghx")), max_size=12))
def test_every_document_is_in_one_row_of_captures(named):
    there = [DocumentEntry(a, supersedes=b) for a, b in dict(named).items()]
    found = captures_of(there)
    for name, captures in found.items():
        assert name in captures.ids
        assert all(found[other] == captures for other in captures.ids)
    assert {d.id for d in there if d.id in find_circles(there)}.isdisjoint(
        n for n, c in found.items() if c.ids[0] != n
    )


def test_a_capture_is_the_same_as_itself():
    claims = read_documents([document(FLOOD, "a")]).claims
    assert {p.how for p in match_captures(claims, claims)} == {Sameness.SAME}
