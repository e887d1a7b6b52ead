"""Sources resolved by the document's own structure, or left open with the candidates named."""

from collections.abc import Callable

import pytest

from reportedly.extract.names import find_names
from reportedly.model import Extraction, SourceKind

Read = Callable[[str], Extraction]


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        (  # an acronym in brackets, "the group", the body of a spokeswoman, "she"
            "The International Rescue Watch (IRW) said 12 people died. The group said more were "
            "missing. IRW spokeswoman Dana Holt said four were children. "
            '"We are still counting," she said.',
            [["irw"], ["irw"], ["dana-holt"], ["dana-holt"]],
        ),
        (  # an acronym that only its initials explain
            "The Valley Monitor for Civil Rights said 4 people died. VMCR said more were missing.",
            [["vmcr"], ["vmcr"]],
        ),
        (  # conjoined sources are two voices; "they" are both
            "Activists and residents say the wells are dry. They said nobody had come.",
            [["activists", "residents"], ["activists", "residents"]],
        ),
        (  # surname, "it", "the ministry"
            "Gov. Owen Brackett said the toll had risen. Brackett said it would rise again. "
            "The Ministry of Health said it had no figures. The ministry said it had asked for "
            "them. It said nobody had answered.",
            [
                ["owen-brackett"],
                ["owen-brackett"],
                ["ministry-of-health"],
                ["ministry-of-health"],
                ["ministry-of-health"],
            ],
        ),
        (  # a role noun, and a relative pronoun
            "“We lost everything,” said Mira Holt, 34, a teacher. The teacher said she would stay.",
            [["mira-holt"], ["mira-holt"]],
        ),
        (  # the one person named in the sentence before
            "Gov. Owen Brackett opened the bridge on Monday. He said it had cost $4 million.",
            [["owen-brackett"]],
        ),
        (
            "The army said nine died. The Free Hills Army said ten had.",
            [["army"], ["free-hills-army"]],
        ),
        (
            "The Velora Army said nine died. The army said ten were hurt.",
            [["velora-army"], ["velora-army"]],
        ),
        (
            "The General Staff said nine guns had fired. It put the number of dead at 13.",
            [["general-staff"], ["general-staff"]],
        ),
    ],
)
def test_voices(read: Read, text: str, voices: list[list[str]]) -> None:
    assert [list(a.voices) for a in read(text).attributions] == voices


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (  # one body under two spellings
            "Orlo state television said 3 boats sank. State TV said 2 were missing.",
            ["Orlo state television"] * 2,
        ),
        (  # the body's place behind it, another word for the same
            "Regime television in Velka said 3 boats sank. The Velka state TV said 2 were missing.",
            ["regime television in Velka"] * 2,
        ),
        (  # ministries of one country, and of two
            "The health ministry of Velka said 14 had died. The interior ministry of Velka said 15 "
            "had. Velka's health ministry said one was a child.",
            [
                "health ministry of Velka",
                "interior ministry of Velka",
                "health ministry of Velka",
            ],
        ),
        (
            "The health ministry of Velka said 14 died. The health ministry of Orlo said 2 had.",
            ["health ministry of Velka", "health ministry of Orlo"],
        ),
        ("Al-Dawha reported 8 deaths. Al Dawha said the road was cut.", ["Al-Dawha"] * 2),
        ("Dr. Sela El-Karim said it was full. El-Karim said 2 died.", ["Sela El-Karim"] * 2),
        (
            "The Nurses' Union said 5 were held. The Nurses’ Union said two were freed.",
            ["Nurses' Union"] * 2,
        ),
        (  # what publishes, and the name under which it does
            "The Facebook page Velka Today said 16 houses burnt. Velka Today said all were empty.",
            ["Velka Today"] * 2,
        ),
        (  # a company that only its last word tells
            "Orsk Lines said 12 of its crew were safe. The company said the ship had sunk.",
            ["Orsk Lines"] * 2,
        ),
        (  # a role whose holder said nothing before
            "The Prime Minister of Velka, Ana Keld, came. Keld said no. The prime minister said "
            "12 treaties were ready.",
            ["Ana Keld"] * 2,
        ),
        (  # a role that somebody has no more
            "Former governor Teo Lind said it leaked. The governor, Ana Brandt, said it did not. "
            "The governor said 3 pumps were new.",
            ["Teo Lind", "Ana Brandt", "Ana Brandt"],
        ),
        (
            "The march’s organiser, Pell Mar, said 3,000 came. The organizer said it was hot.",
            ["Pell Mar"] * 2,
        ),
        ("By the ministry's own admission, 12 towns have no doctor.", ["ministry"]),
        (  # a dateline is nobody
            "ORLO, Oct 24: The Dockers Union on Tuesday denied that 40 ships were late.",
            ["Dockers Union"],
        ),
    ],
)
def test_one_body_is_one_source(read: Read, text: str, names: list[str]) -> None:
    found = read(text)
    by_id = {source.id: source.name for source in found.sources}
    assert [[by_id[v] for v in a.voices] for a in found.attributions] == [[n] for n in names]


def test_two_who_could_be_meant_are_both_named_and_none_is_chosen(read: Read) -> None:
    (found,) = read(
        "Ivan Petrov met Marko Dane in Orlo on Monday. He said the talks had failed."
    ).attributions
    assert found.voices == ()
    assert found.speaker is None
    assert found.candidates == ("Ivan Petrov", "Marko Dane")


def test_a_surname_that_two_people_bear_stays_open(read: Read) -> None:
    text = "Hilda Dane said it was late. Boris Dane said it was early. Dane said it was over."
    last = read(text).attributions[-1]
    assert (last.voices, last.candidates) == ((), ("Hilda Dane", "Boris Dane"))


def test_titles_tell_two_bearers_of_a_name_apart(read: Read) -> None:
    text = "Mr. Lusk said the road was open. Mrs. Lusk said the road was shut."
    assert [a.voices for a in read(text).attributions] == [("mr-lusk",), ("mrs-lusk",)]


def test_nobody_before_leaves_a_pronoun_open(read: Read) -> None:
    (found,) = read("“I am tired,” he said.").attributions
    assert (found.voices, found.candidates) == ((), ("he",))


def test_a_spokesman_and_his_body_are_two_sources(read: Read) -> None:
    text = (
        "The alliance said it launched the strike. The alliance's deputy commander, Maj. Gen. "
        "Anton Hale, was quoted in the statement as saying “the school stood empty.”"
    )
    extraction = read(text)
    hale = extraction.attributions[1]
    assert (hale.voices, hale.via) == (("anton-hale",), ("alliance",))
    sources = {source.id: source for source in extraction.sources}
    assert sources["anton-hale"].part_of == ("alliance",)
    assert sources["anton-hale"].kind is SourceKind.PERSON
    assert sources["alliance"].kind is SourceKind.ORGANISATION


def test_kinds_of_sources(read: Read) -> None:
    text = (
        "A report by the Calder Institute found that half of the wells are dry. "
        "Lena Orsk, a nurse, said children were ill. Officials said nothing was wrong."
    )
    kinds = {source.name: source.kind for source in read(text).sources}
    assert kinds["report by the Calder Institute"] is SourceKind.DOCUMENT
    assert kinds["Lena Orsk"] is SourceKind.PERSON
    assert kinds["officials"] is SourceKind.UNNAMED
    assert kinds["Calder Institute"] is SourceKind.ORGANISATION


def test_every_voice_is_among_the_sources(read: Read) -> None:
    text = (
        "The army said the road was open. A spokesman for the opposition told the Courier that "
        "villagers feared a raid. Dr. Lena Orsk, head of the Pelltown hospital, said 12 had died."
    )
    extraction = read(text)
    ids = [source.id for source in extraction.sources]
    assert len(ids) == len(set(ids))
    used = {v for a in extraction.attributions for v in (*a.voices, *a.via)}
    used |= {body for source in extraction.sources for body in source.part_of}
    assert used <= set(ids)


def test_places_are_nobody(read: Read) -> None:
    text = (
        "Gov. Owen Brackett spoke in New Harlan on Monday. Voters in Castor Bay were waiting. "
        "He said the road would open."
    )
    (found,) = read(text).attributions
    assert found.voices == ("owen-brackett",)


def test_two_in_one_sentence_leave_a_pronoun_open_until_one_is_known(read: Read) -> None:
    text = "Ines Varga told Boris Dane, an aide, that it was late. He said it was early."
    last = read(text).attributions[-1]
    assert last.voices == ()
    assert set(last.candidates) == {"Ines Varga", "Boris Dane"}
    known = "Mr. Lusk said it was late. He said Mr. Olm had left. He said he would stay."
    assert {a.voices for a in read(known).attributions} == {("mr-lusk",)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ines Varga left on Monday.", SourceKind.PERSON),
        ("Once again Ines Varga said no.", SourceKind.PERSON),
        ("The ferry lies in Castor Bay.", SourceKind.ORGANISATION),
        ("The road within Castor Bay was shut.", SourceKind.ORGANISATION),
        ("The Orlo Harbour Trust said no.", SourceKind.ORGANISATION),
        ("Centre for the Study of Rivers", SourceKind.ORGANISATION),
        ("Jan Kovel said no on Sunday.", SourceKind.PERSON),
    ],
)
def test_a_name_is_of_a_person_or_of_a_body(text: str, kind: SourceKind) -> None:
    (name,) = find_names(text)
    assert name.kind is kind


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Teo Lind, the mayor of Orlo, fled. The mayor said 31 had died.", "teo-lind"),
        ("Teo Lind, former prime minister, fled. The former prime minister said no.", "teo-lind"),
        ("The mayor, Teo Lind, spoke. The mayor said 31 had died.", "teo-lind"),
        # Who says it is somebody else than who is named before or behind.
        ("Police had arrested Teo Lind, the minister said.", "minister"),
        ("31 were shot by Teo Lind, the minister said.", "minister"),
        (
            "It went to Teo Lind, the minister of health said. The minister said no.",
            "minister-of-health",
        ),
        ("Teo Lind, who shot the mayor, fled. The mayor said 31 had died.", "mayor"),
        ("31 people lived at 31 Dock Street, the mayor said.", "mayor"),
        ("Teo Lind, a friend of the mayor, fled. The mayor said 31 had died.", "mayor"),
        ("In a letter to the mayor, Teo Lind said no. The mayor said 31 had died.", "mayor"),
        ("Police told the mayor Teo Lind had fled. The mayor said 31 had died.", "mayor"),
        ("Police met Teo Lind, the mayor, and a judge. The mayor said 31 had died.", "mayor"),
    ],
)
def test_a_role_belongs_to_the_name_that_it_stands_in_apposition_to(
    read: Read, text: str, voice: str
) -> None:
    assert read(text).attributions[-1].voices == (voice,)


def test_two_bodies_whose_names_have_the_same_words_are_two(read: Read) -> None:
    swapped = "The Velka embassy in Orlo said 31 fled. The Orlo embassy in Velka said 12 fled."
    assert len({a.voices for a in read(swapped).attributions}) == 2
    same = "Orlo state TV said 31 fled. State TV in Orlo said 12 fled."
    assert len({a.voices for a in read(same).attributions}) == 1
    again = "State TV in Orlo said 31 fled. Orlo state TV said 12 fled."
    assert len({a.voices for a in read(again).attributions}) == 1


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        # A body says for whom it is, and a clause about it hangs on the place in its name.
        ("Doctors for Orlo, which had counted 41, said nothing new.", "doctors-for-orlo"),
        ("The mayor of Orlo, which lies on a bay, said 31 had died.", "mayor-of-orlo"),
        ("Even the Interior Ministry said 31 had died.", "interior-ministry"),
        # Who opens a sentence before a colon closes it as "he said".
        (
            "The toll is 23, health chief Mira Holt said. Boris Dane, the head of St Agnes, "
            "contradicted his own doctors: the hospital had lost 14 patients, he told the Post.",
            "boris-dane",
        ),
        (
            "Orlo Police say 8,000. The Interior Ministry does not believe that: it told the Post "
            "that there were 25,000.",
            "interior-ministry",
        ),
        # Her office says what she says; her party may say something else.
        ("District health chief Mira Holt said 23 died. Her office said 17 were ill.", "mira-holt"),
        ("District health chief Mira Holt said 23 died. Her party said 17 were ill.", "her-party"),
        ("Mira Holt, a nurse, said 23 died. Her office said 17 were ill.", "her-office"),
        # A count of people is nobody who speaks for the body that gives it.
        (
            "The army said 12 farmers, and not eight, were killed, and conceded that three of them "
            "had been children.",
            "army",
        ),
        ("(Correction: A Gazette report of May 14 said 31 had died.)", "gazette-report-of-may-14"),
        ("A survivor counted the dead. The mayor gave the number of dead as 14.", "mayor"),
    ],
)
def test_who_speaks_last(read: Read, text: str, voice: str) -> None:
    assert read(text).attributions[-1].voices == (voice,)


def test_who_heads_a_body_gives_its_word(read: Read) -> None:
    sources = read("Nine are blind, said Mira Holt, who heads the Orlo health office.").sources
    assert [(s.id, s.speaks_for) for s in sources] == [
        ("mira-holt", "orlo-health-office"),
        ("orlo-health-office", None),
    ]


@pytest.mark.parametrize(
    "title",
    ["La Fuente: list of the dead", "Thirteen killed as express train leaves rails in Orlo"],
)
def test_a_place_or_a_number_in_a_headline_says_nothing(read: Read, title: str) -> None:
    found = read(f"{title}\n\nThe army said that the road was shut.")
    assert [s.id for s in found.sources] == ["army"]
