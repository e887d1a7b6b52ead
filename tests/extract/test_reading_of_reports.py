"""Whose figure, of what and through whom, in sentences as agencies and papers write them.

Told as `figure: source (through whom): what is counted`, with how it stands where not asserted.
"""

from datetime import date

import pytest

from reportedly.extract import extract_attributions
from reportedly.extract.propose import propose_entries
from reportedly.model import Document, Entries


def _entries(text: str, title: str, publisher: str) -> Entries:
    document = Document(
        "d",
        f"{title}\n{text}",
        sha256="0" * 64,
        title=title,
        publisher=publisher,
        published=date(2031, 5, 6),
    )
    return propose_entries(document, extract_attributions(document))


def _told(text: str, title: str = "Shells hit Kesh", publisher: str = "Tarn Herald") -> list[str]:
    entries = _entries(text, title, publisher)
    names = {s.id: s.name for s in entries.sources} | {"narrator": "own"}
    told = []
    for claim in entries.claims:
        if claim.figure is None:
            continue
        source = names.get(claim.source or "", "open")
        through = f" ({', '.join(names[v] for v in claim.via)})" if claim.via else ""
        stands = "".join(f" {word}" for word in (claim.stance, claim.role) if word)
        path = (claim.subject or "").partition("/")[2]
        told.append(f"{claim.figure}: {source}{through}: {path}{stands}")
    return told


_SHELLED = "Shells hit a market in Kesh on Monday."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (  # whom the words name, and not those counted last
            "Shells killed 12 people in Kesh on Monday. Another 20 were wounded. The dead include "
            "two women.",
            ["12: own: killed", "Another 20: own: wounded addition", "two: own: killed/women"],
        ),
        (
            "Shells killed 12 people in Kesh on Monday and wounded 20. The victims included five "
            "children.",
            ["12: own: killed", "20: own: wounded", "five: own: killed/children"],
        ),
        (
            "A ferry sank off Kesh on Monday, killing nine people. Two of the four missing are "
            "children.",
            ["nine: own: killed", "Two: own: missing/children", "four: own: missing"],
        ),
        (
            "A ferry sank off Kesh on Monday, killing nine people. Four of the six people still "
            "missing are children.",
            ["nine: own: killed", "Four: own: missing/children", "six: own: missing"],
        ),
    ],
)
def test_a_part_is_of_those_whom_its_words_name(text: str, told: list[str]) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine people, not six as first reported, were killed, the mayor said.",
        "Nine people were killed, not six as first reported, the mayor said.",
        "The mayor said nine people, not six as he first reported, had been killed.",
    ],
)
def test_a_number_replaced_in_a_sentence_is_an_earlier_one(sentence: str) -> None:
    new, old = _told(f"{_SHELLED} {sentence}")
    assert new.lower() == "nine: mayor: killed"
    assert old == "six: mayor: killed denies earlier"


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "Ibra Sen, the governor, said 9 people were killed, AFP reported.",
            "9: Ibra Sen (AFP): killed",
        ),
        (
            "Nine people were killed, the governor said, state television reported.",
            "Nine: governor (state television): killed",
        ),
        ("The mayor said that 9 people had died, according to AFP.", "9: mayor (AFP): killed"),
        ("“We have nine dead,” Ibra Sen said, AFP reported.", "nine: Ibra Sen (AFP): killed"),
        # An outlet alone, and a body that is none.
        ("Nine people were killed, AFP reported.", "Nine: AFP: killed"),
        ("Nine people were killed, the governor said.", "Nine: governor: killed"),
        (
            "The Selmo Post reported that Vale had quoted the ministry as saying nine died.",
            "nine: ministry (Selmo Post, Vale): killed",
        ),
        (
            "The Selmo Post reported that Vale told Reuters the ministry said nine people died.",
            "nine: ministry (Selmo Post, Reuters, Vale): killed",
        ),
    ],
)
def test_who_reports_a_whole_sentence_passes_it_on(sentence: str, told: str) -> None:
    assert told in _told(f"{_SHELLED} {sentence}")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("The Tarn Herald's own count stands at nine.", "nine: Tarn Herald: killed"),
        ("A count by the Tarn Herald stands at nine.", "nine: Tarn Herald: killed"),
        ("A Tarn Herald tally puts the toll at nine.", "nine: Tarn Herald: killed"),
        ("The Herald has counted nine dead.", "nine: Tarn Herald: killed"),
        ("The Kesh toll stands at nine.", "nine: own: killed"),
    ],
)
def test_a_papers_own_count_is_not_of_the_agency_that_it_prints(sentence: str, told: str) -> None:
    wire = "KESH (Reuters) - Eight people were killed on Monday by shells, the ministry said."
    assert _told(f"{wire} {sentence}")[-1] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The army (SAF) said eight people were killed. The SAF said 12 were wounded.",
            ["eight: army: killed", "12: army: wounded"],
        ),
        (
            "The rebels (the KLF) said eight people were killed.",
            ["eight: rebels: killed"],
        ),
        # Letters are the name of what else has none, or of a name that was given.
        ("A group (KLF) said eight people were killed.", ["eight: KLF: killed"]),
        (
            "The Kesh Relief Union (KRU) said eight people died. The union (KRU) said 12 fled.",
            ["eight: Kesh Relief Union: killed", "12: Kesh Relief Union: fled"],
        ),
    ],
)
def test_letters_in_brackets_are_another_name(text: str, told: list[str]) -> None:
    assert _told(f"{_SHELLED} {text}") == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        (
            "The ministry put the dead at nine and the wounded at 30.",
            ["nine: ministry: killed", "30: ministry: wounded"],
        ),
        (
            "Police put the death toll at nine and the injured at 14, with three missing.",
            ["nine: police: killed", "14: police: wounded", "three: police: missing"],
        ),
        (
            "The ministry put the wounded at 30, the dead at nine and the missing at four.",
            ["30: ministry: wounded", "nine: ministry: killed", "four: ministry: missing"],
        ),
        (
            "The mayor put the toll at nine, the rebels at 12.",
            ["nine: mayor: killed", "12: rebels: killed"],
        ),
    ],
)
def test_a_list_of_what_is_put_at_figures(sentence: str, told: list[str]) -> None:
    assert _told(f"{_SHELLED} {sentence}") == told


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Kesh: at least eight dead in shelling", "at least eight: own: killed"),
        ("Halar Valley: eight dead", "eight: own: killed"),
        ("Ana Vale: Eight people were killed in Kesh", "Eight: Ana Vale: killed"),
        ("Health ministry: eight dead in Kesh", "eight: Health ministry: killed"),
    ],
)
def test_a_place_before_a_colon_says_nothing(title: str, told: str) -> None:
    assert _told(f"{_SHELLED} Ana Vale said that it was bad.", title) == [told]


@pytest.mark.parametrize(
    ("publisher", "told"),
    [
        ("Selmo TV", ["Eight: own: killed", "30: hospital staff: wounded"]),
        # Another's broadcast is not the word of whoever prints it.
        (
            "Kesh Monitoring",
            ["Eight: presenter: killed", "30: hospital staff (correspondent): wounded"],
        ),
    ],
)
def test_a_presenter_speaks_for_the_broadcaster(publisher: str, told: list[str]) -> None:
    text = (
        "PRESENTER: Good evening. Eight people were killed by shells in Kesh on Monday.\n"
        "CORRESPONDENT: Hospital staff told me 30 people were wounded."
    )
    assert _told(text, "Evening news", publisher) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[Presenter] Nine people were killed in Kesh. [Correspondent] Police say 30 died.",
            ["Nine: own: killed", "30: police: killed"],
        ),
        (
            "Host Jan Fell: How many died?\nGuest Mara Ensk, a doctor in Kesh: Nine people died.",
            ["Nine: Mara Ensk: killed"],
        ),
    ],
)
def test_a_label_tells_who_speaks(text: str, told: list[str]) -> None:
    assert _told(text, "Evening news", "Selmo TV") == told


def test_a_presenters_question_is_no_statement_of_the_broadcaster() -> None:
    text = "HOST: And the army?\nCORRESPONDENT: The army says eleven people were killed in Kesh."
    claims = _entries(text, "Evening news", "Selmo TV").claims
    assert [c.source for c in claims] == ["army"]


def test_who_asks_about_a_number_does_not_give_it() -> None:
    text = (
        "HOST: Police say nine people were killed by shells in Kesh. Minister, is that right?\n"
        "ANA VALE: No. Eleven people were killed."
    )
    told = _told(text, "Evening news", "Selmo TV")
    assert told == ["nine: police: killed", "Eleven: Ana Vale: killed"]


def _blamed(text: str) -> list[str]:
    entries = _entries(text, "Nine dead in Kesh", "Tarn Herald")
    return [
        f"{c.source} {c.stance or 'asserts'} {', '.join(c.actors)}"
        for c in entries.claims
        if (c.subject or "").endswith("/responsible")
    ]


@pytest.mark.parametrize(
    ("sentence", "blamed"),
    [
        (
            "The army said reports that it had carried out the strike were false.",
            "army denies army",
        ),
        (
            "Reports that it had carried out the strike were false, the army said.",
            "army denies army",
        ),
        (
            "The army said that allegations that its jets had bombed the market were lies.",
            "army denies army",
        ),
        (
            "Police said four people were wounded after the rebels shelled a market.",
            "police asserts rebels",
        ),
        # What is taken for granted is nobody's admission, and a report that is judged is none.
        ("The army denied that nine people died after it shelled Kesh.", None),
        ("The army called reports that it had bombed the market baseless.", None),
    ],
)
def test_what_is_said_of_a_deed_within_a_clause(sentence: str, blamed: str | None) -> None:
    text = f"Nine people were killed on Monday in an air strike on Kesh. {sentence}"
    assert _blamed(text) == ([] if blamed is None else [blamed])


def test_rumours_called_false_are_denied() -> None:
    text = f"{_SHELLED} The ministry said rumours that 20 people had died were false."
    assert _told(text) == ["20: ministry: killed denies"]
