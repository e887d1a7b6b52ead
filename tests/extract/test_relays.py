"""Chains: through whom a statement came, nearest to the document first, and whose it was."""

import pytest

from reportedly.workflow import read_text


def chains(text, publisher="Daily Paper"):
    """The chain of each claim with a figure, behind its publisher."""
    reading = read_text(text, publisher=publisher)
    return [[s.name for s in c.chain[1:]] for c in reading.claims if c.figure]


@pytest.mark.parametrize(
    ("sentence", "links"),
    [
        # Who is told prints it.
        ("An officer told Wire Nord that nine men had died.", ["Wire Nord", "officer"]),
        ("The governor told IPW that more than 100 people had died.", ["IPW", "governor"]),
        ("Speaking to AFP, a rebel commander said 30 men had died.", ["AFP", "rebel commander"]),
        (
            "In an interview with Northern Wire, Mayor Ana Kell said 14 people had died.",
            ["Northern Wire", "Ana Kell"],
        ),
        ("Relatives told local radio that 14 men were missing.", ["local radio", "relatives"]),
        (
            "The mayor said 14 people had died, according to AFP.",
            ["AFP", "mayor"],
        ),
        (
            "A nurse said 14 people had died, according to a report in the Orlo Herald.",
            ["Orlo Herald", "nurse"],
        ),
        # Of which body somebody is.
        (
            "Rosa Quill of Inmates' Defence put the number of dead at 14.",
            ["Rosa Quill", "Inmates' Defence"],
        ),
        (
            "Ora Bell, who leads the UPF, sticks to 60,000 marchers.",
            ["Ora Bell", "UPF"],
        ),
        (
            "Helen Mars named the men her organisation, Open Arms, had lost. "
            "Mars said five had died.",
            ["Helen Mars", "Open Arms"],
        ),
        (
            "Interior Minister Otto Brand smiled. His ministry said 14 people had died.",
            ["interior ministry"],
        ),
        # Not everybody does.
        ("The mayor told reporters that 14 people had died.", ["mayor"]),
        ("The mayor told parliament that 14 people had died.", ["mayor"]),
        ("The witness told the court that four men had fled.", ["witness"]),
        ("Ana Kell told her sister Maria that 14 people had died.", ["Ana Kell"]),
        # Who quotes, and who is quoted.
        (
            "State media quoted the ministry as saying that nine soldiers had died.",
            ["state media", "ministry"],
        ),
        (
            "Nine people died, Northern Wire quoted Tomas Ketch, a driver, as saying.",
            ["Northern Wire", "Tomas Ketch"],
        ),
        (
            "The ministry was quoted by state television as saying that 14 people had died.",
            ["state television", "ministry"],
        ),
        (
            "A field commander quoted by state television had spoken of three dead.",
            ["state television", "field commander"],
        ),
        (
            "Fourteen people died, the mayor said in remarks carried by state television.",
            ["state television", "mayor"],
        ),
        # Whose word a report passes on.
        (
            "The Orlo Post, citing police sources, said six men had been arrested.",
            ["Orlo Post", "police sources"],
        ),
        (
            "Rescuers found six bodies, Northern Wire reported, quoting two police officers.",
            ["Northern Wire", "two police officers"],
        ),
        (
            "Citing figures from the health ministry, the charity said 210 people had cholera.",
            ["charity", "health ministry"],
        ),
        ("The charity, citing security concerns, said it closed 11 clinics.", ["charity"]),
        # A report within a report.
        (
            "The Halar Observatory said that strikes killed 22 people, Orlo Press reported.",
            ["Orlo Press", "Halar Observatory"],
        ),
        (
            "Twelve people were killed, the ministry said, according to Northern Wire.",
            ["Northern Wire", "ministry"],
        ),
    ],
)
def test_a_chain_names_who_passed_words_on(sentence, links):
    assert chains(f"Report of the day\n\n{sentence}\n") == [links]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("The Health Ministry raised its toll to nine. Spokesman Ivo Kern said 14 had died.", 2),
        ("The Health Ministry raised its toll to nine. A spokesman said 14 people had died.", 2),
        # He may well speak for another.
        ("Rivers Watch counted nine dead. A spokesman denied that 14 people had died.", 1),
        ("Rivers Watch counted nine. The army came. A spokesman said 14 people had died.", 1),
        ("Rivers Watch counted nine dead.\n\nA spokesman said 14 people had died.", 1),
    ],
)
def test_a_spokesman_speaks_for_the_body_that_spoke_last_in_his_paragraph(text, links):
    assert len(chains(text)[-1]) == links


def test_the_agency_is_the_one_that_was_told():
    text = (
        "Depot bombed\n\nNine people were killed, the health directorate told Meridian. "
        "The army lost 14 men, the agency quoted Tomas Ketch, a driver, as saying.\n"
    )
    assert chains(text)[-1] == ["Meridian", "Tomas Ketch"]


def test_who_tells_the_publisher_tells_nobody_else():
    text = "Ferry sinks\n\nThe guard told the Herald that 23 bodies had been found.\n"
    assert chains(text, "The Amari Herald") == [["guard"]]
    assert chains(text, "Orlo Post") == [["Herald", "guard"]]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        (
            "Bridge falls\n\nORLO, March 5 (Northern Wire) - The bridge fell on Monday. "
            "It was built for 40 lorries.\n",
            [["Northern Wire"]],
        ),
        (
            "Bridge falls\nBy Ana Kell, Northern Wire\n\nNine people died, police said.\n",
            [["Northern Wire", "police"]],
        ),
        (
            "Bridge falls\n\nNine people died, police said.\n\nThe road is shut.\n\n"
            "Source: Northern Wire\n",
            [["Northern Wire", "police"]],
        ),
        # A credit behind a sentence is for what stands before it.
        (
            "Bridge falls\n\nNine people died, police said. (NWA)\n\nThe mayor said 40 lived.\n",
            [["NWA", "police"], ["mayor"]],
        ),
        # Who helped is not whose words they are.
        (
            "Bridge falls\n\nNine people died, police said.\n\nThe road is shut.\n\n"
            "Additional reporting by Northern Wire\n",
            [["police"]],
        ),
        # An acronym that is explained, and a country, credit nobody.
        (
            "Bridge falls\n\nNine people died, said the National Rescue Service (NRS).\n",
            [["National Rescue Service"]],
        ),
    ],
)
def test_an_agencys_text_came_through_the_agency(text, links):
    assert chains(text) == links


@pytest.mark.parametrize(
    ("publisher", "narrated"),
    # A newspaper tells; a monitor's page speaks as the monitor.
    [("Orlo Post", True), ("Nur Monitor", False)],
)
def test_a_documents_own_voice_is_its_publishers(publisher, narrated):
    reading = read_text("Toll of the day\n\nIn Orlo 12 people were killed.\n", publisher=publisher)
    (claim,) = [c for c in reading.claims if c.figure]
    assert (claim.source.name, claim.origin.name, claim.narrated) == (
        publisher,
        publisher,
        narrated,
    )


@pytest.mark.parametrize(
    ("sentence", "links"),
    [
        # Who cites somebody that cites another.
        (
            "A shell hit a bus in Orlo on Tuesday and killed 14 people, the Orlo Times wrote, "
            "quoting Lake News, which cited the fire brigade.",
            ["Orlo Times", "Lake News", "fire brigade"],
        ),
        (
            "Six sailors drowned off Orlo, the Orlo Herald wrote on Monday, citing Lake News, "
            "which quoted the harbour master.",
            ["Orlo Herald", "Lake News", "harbour master"],
        ),
        (
            "Lake News cited the Orlo Times as quoting the Tarn Observatory as saying nine people "
            "died in Orlo.",
            ["Lake News", "Orlo Times", "Tarn Observatory"],
        ),
        (
            "The Orlo Post says Lake News, citing the governor, put the number of dead at nine.",
            ["Orlo Post", "Lake News", "governor"],
        ),
        # "According to" within what an outlet reports.
        (
            "Lake News reported on Monday that, according to hospital officials, nine people were "
            "killed in Orlo.",
            ["Lake News", "hospital officials"],
        ),
        (
            "Twelve miners, according to local officials, died in Orlo, Lake News reported.",
            ["Lake News", "local officials"],
        ),
        # A quotation is the word of whoever is quoted.
        (
            'Lake News quoted Governor Ilm Tarek: "Nine people were killed in Orlo on Monday."',
            ["Lake News", "Ilm Tarek"],
        ),
        (
            'Lake News cites an army officer: "We found six bodies in Orlo."',
            ["Lake News", "army officer", "army"],
        ),
        (
            "The health ministry said, as quoted by state television, that nine people died.",
            ["state television", "health ministry"],
        ),
        # What an outlet has heard, and figures that it has seen.
        (
            "The Orlo Times has learned from a senior officer that nine soldiers died.",
            ["Orlo Times", "senior officer"],
        ),
        (
            "Lake News has learnt from two officials that six sailors drowned off Orlo.",
            ["Lake News", "two officials"],
        ),
        (
            "Nine people died according to figures compiled by the Tarn Monitor and seen by the "
            "Orlo Times.",
            ["Orlo Times", "Tarn Monitor"],
        ),
        (
            "Data from the Tarn Observatory cited by Lake News show 900 deaths in Orlo.",
            ["Lake News", "data from the Tarn Observatory", "Tarn Observatory"],
        ),
        ("According to an Orlo Times tally, 900 people died.", ["Orlo Times"]),
        ("Nine people died in Orlo, state news agency KNA reported.", ["KNA"]),
        # Its own people are no voice beside a body, and a reason is nobody's.
        (
            "The Tarn Observatory, citing its network of sources on the ground, said nine people "
            "were killed.",
            ["Tarn Observatory"],
        ),
        (
            "Lake News, citing military sources, said nine people were killed.",
            ["Lake News", "military sources"],
        ),
        ("A doctor, citing safety concerns, said nine people died.", ["doctor"]),
    ],
)
def test_a_chain_goes_on_to_whose_word_it_was(sentence: str, links: list[str]) -> None:
    assert chains(sentence) == [links]


def test_a_reason_is_no_statement() -> None:
    reading = read_text("A doctor, citing safety concerns, said nine people died.")
    assert [c.text for c in reading.claims] == ["nine people died"]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        # A credit is for what stands before it, in a paragraph too.
        (
            "Nine people were killed in Orlo, police said. (AFP) Two people drowned in Tarn, the "
            "mayor said. (Reuters)",
            [["AFP", "police"], ["Reuters", "mayor"]],
        ),
        # Each of several agencies is named.
        (
            "Nine people were killed in Orlo, police said. (AFP/dpa)",
            [["AFP", "dpa", "police"]],
        ),
        (
            "Nine people were killed in Orlo, police said.\nThe mayor wept.\nSource: Reuters, AP",
            [["Reuters", "AP", "police"]],
        ),
        # Whom a monitoring service has heard.
        (
            "NTV, 1900 gmt news:\nPRESENTER: Nine people were killed in Orlo, police say.\n"
            "CORRESPONDENT: The army says eleven people were killed.",
            [["NTV", "police"], ["NTV", "army"]],
        ),
    ],
)
def test_a_credit_names_who_passed_words_on(text: str, links: list[list[str]]) -> None:
    assert chains(f"Bad day\n\n{text}") == links


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        (
            "The Velian defence ministry said nine people were killed. Sornan Defence Minister "
            "Vash Oren said two were hurt. A defence ministry spokesman said 14 were missing.",
            ["Velian defence ministry", "Sornan defence ministry"],
        ),
        (
            "The Halvan army said nine people died. The Torian army said two were hurt. An army "
            "spokesman said 14 were missing.",
            ["Halvan army", "Torian army"],
        ),
        (
            "The Velian defence ministry said nine people were killed. A defence ministry "
            "spokesman said 14 were missing.",
            [],
        ),
    ],
)
def test_a_spokesman_may_be_of_either_states_ministry(text: str, candidates: list[str]) -> None:
    last = read_text(text).claims[-1]
    assert list(last.candidates) == candidates
    assert (last.source is None) == bool(candidates)


def test_the_monitor_of_a_headline_is_the_one_introduced_below() -> None:
    text = (
        "Planes hit Orlo, monitor says\n\nNine died, according to the Tarn Observatory, a monitor."
    )
    assert {c.source.name for c in read_text(text).claims if c.source} == {"Tarn Observatory"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The Vesta Times reported that the Sella Observatory had counted 16 dead.",
        "According to the Vesta Times, the Sella Observatory says 16 people died.",
        "The Vesta Times said that, according to the Sella Observatory, 16 people died.",
    ],
)
def test_who_only_passes_words_on_makes_no_claim_of_his_own(sentence):
    claims = read_text(f"Report of the day\n\n{sentence}\n", publisher="Daily Paper").claims
    claims = [c for c in claims if c.chain[1:]]
    assert [[s.name for s in c.chain] for c in claims] == [
        ["Daily Paper", "Vesta Times", "Sella Observatory"]
    ]


def test_what_an_outlet_adds_is_its_own():
    text = "The Vesta Times said police had counted 16 dead and that the army was at fault."
    claims = read_text(f"Sixteen dead\n\n{text}\n", publisher="Daily Paper").claims
    assert {c.origin.name for c in claims if not c.narrated} == {"police", "Vesta Times"}
