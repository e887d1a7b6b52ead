"""Ids made of names: two things never have one."""

from hypothesis import given
from hypothesis import strategies as st

from reportedly.text.slug import identify


def told(name: str) -> str:
    """What of a name is told apart: all but capitals and the kind and number of blanks."""
    from unicodedata import normalize

    return " ".join(normalize("NFC", name).lower().split())


NAMES = st.one_of(
    st.text(max_size=12),
    st.text("ab1 -_<>+&./'", max_size=8),
    st.text("ab ", min_size=55, max_size=70),
)


@given(NAMES, NAMES)
def test_what_is_called_otherwise_has_another_id(a: str, b: str) -> None:
    assert (identify(a) == identify(b)) == (told(a) == told(b))


@given(NAMES)
def test_an_id_is_one_word_of_letters_digits_and_hyphens(name: str) -> None:
    made = identify(name)
    assert 0 < len(made) <= 60
    assert made.replace("-", "").replace("_", "").isalnum()


def test_readable_where_nothing_is_lost_and_sealed_where_something_is() -> None:
    assert identify("Syrian Observatory") == "syrian-observatory"
    assert identify("Al-Rayat TV") == "al_rayat-tv"
    for few, many in (("people <18", "people 18+"), ("A & B", "A B"), ("-5", "5"), ("U.S.", "US")):
        assert identify(few) != identify(many)
    long = "Committee for the Documentation of Harm to Civilians in the Northern and Eastern "
    assert identify(f"{long}Districts") != identify(f"{long}Provinces")
