"""Entries proposed from a text in nobody's words: what its figures are about."""

import pytest

from reportedly.extract import extract_many, load_extractor
from reportedly.extract.propose import propose_entries
from reportedly.model import Document, Extraction


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("There were 23 casualties.", "there-were-23-casualties/casualties"),
        ("The bombing destroyed nine T-72 tanks.", "bombing/destroyed/t_72s"),
        (
            "The quake cut three undersea cables. All three sea cables are down.",
            "earthquake/cables earthquake/cables",
        ),
        ("The quake put the number of dead fish at 5,000.", "earthquake/killed/fish"),
        ("Police made 11 arrests.", "police-made-11-arrests/arrested"),
        ("Some 12,000 attended.", "some-12-000-attended/took-part"),
        ("The fire destroyed 40 homes.", "fire/destroyed/homes"),
        ("An air strike killed 16 in Castor Bay.", "air-strike-castor-bay/killed"),
        (
            "The flood killed 16 people, among them 4 children.",
            "flood/killed flood/killed/children",
        ),
        ("The flood killed 12 children.", "flood/killed"),
        ("The flood killed 20 people. It killed 30 cattle.", "flood/killed flood/killed/cattle"),
        ("The flood killed 16 people and 5 soldiers.", "flood/killed flood/killed/soldiers"),
        (
            "Protesters marched. Police counted 9,000, the union 20,000.",
            "march/took-part march/took-part",
        ),
        (
            "The fire killed 16. A fire in 2012 killed 3.",
            "fire/killed fire-2012/killed",
        ),
        ("The blast killed 16. Nine died in another blast.", "explosion/killed explosion-2/killed"),
        (
            "A riot killed 9. Three escaped and two had been caught.",
            "riot/killed riot/escaped None",
        ),
        (
            "The march ended. The number of arrests was corrected: police now give 71, not 52.",
            "march/arrested march/arrested",
        ),
        (
            "The quake shook Orlo. The magnitudes differ: 5.7 here, 5.9 there.",
            "earthquake/magnitude earthquake/magnitude",
        ),
        (
            "The flood killed 9 people. Thirty-two bodies lie in a school.",
            "flood/killed flood/bodies-recovered",
        ),
        ("The air strike killed 21 fighters, the army said.", "air-strike/killed/fighters"),
        ("The spill fouled 30 hectares. The spill let out 900 litres.", "spill/area spill/volume"),
        (
            "A tank leaked. The tank holds 90 cubic metres.",
            "a-tank-leaked-the-tank-holds-90-cubic/volume-capacity",
        ),
        ("Turnout in our sample: 46 percent", "turnout-in-our-sample-46-percent/turnout"),
        ("Less than 40 percent voted.", "vote/turnout"),
        ("Some 40 demonstrators came.", "some-40-demonstrators-came/took-part"),
        (
            "The raid killed 9 people. Two of the gunmen were killed.",
            "attack/killed attack/killed/attackers",
        ),
        ("The raid lasted an hour. Fifteen gunmen took part in the raid.", "attack/took-part"),
        (
            "The quake killed 30 people. Two of our members were killed.",
            "earthquake/killed earthquake/killed/members",
        ),
        (
            "The storm hit a park of 20 trees. Six trees were blown over.",
            "storm/trees storm/trees-blown",
        ),
        ("The storm hit. Seven of the 20 trees were blown over.", "storm/trees-blown storm/trees"),
        ("The outbreak spread. It was in 31 of 40 wells.", "outbreak/wells-part outbreak/wells"),
        ("A fire broke out. The depot held 700 tonnes.", "fire/mass"),
        (
            "The flood came. Eight of the 12 missing miners came back, and four are still missing.",
            "None flood/missing flood/missing",
        ),
        ("A raid hit Orlo. Three teachers and a guard were abducted.", "attack/abducted/teachers"),
        (
            "The flood killed 23 people. Fifteen of the victims were under ten.",
            "flood/killed flood/killed/children None",
        ),
        (
            "The crash killed eleven people on a bus: nine pupils and two teachers.",
            "crash/killed crash/killed/schoolchildren crash/killed/teachers",
        ),
        ("An outbreak: 23 dead, dozens sick.", "outbreak/killed outbreak/sickened"),
        ("An outbreak hit the camp. Some 9,500 people live in the camp.", "outbreak/population"),
        (
            "Some 4,000 people joined the march.\n\n"
            "The number of arrests was put right: police now give 14. The union says 30.",
            "march/took-part march/arrested march/arrested",
        ),
    ],
)
def test_what_a_figure_counts_names_its_subject(text: str, subject: str) -> None:
    found = propose_entries(Document("d", text, "0", title=text), Extraction(()))
    assert [str(c.subject) for c in found.claims if c.figure] == subject.split()


@pytest.mark.parametrize(
    "text",
    [
        "Turnout was 48 percent. The Greens won 31 percent.",
        "Some 40 percent voted for the Greens.",
        "Of those asked, 40 percent voted against it.",
    ],
)
def test_a_party_is_not_given_the_turnout(text: str) -> None:
    found = propose_entries(Document("d", text, "0", title=text), Extraction(()))
    assert not (found.claims[-1].subject or "").endswith("/turnout")


@pytest.mark.parametrize(
    ("share", "is_of_the_killed"),
    [
        ("25 percent of the dead were children", True),
        ("25 percent of the victims were children", True),
        ("25 percent of them were children", True),
        ("25 percent of the wounded were children", False),
        ("25 percent of the homes were empty", False),
    ],
)
def test_a_share_is_tied_to_the_count_of_its_whole(share: str, is_of_the_killed: bool) -> None:
    text = f"The fire killed 40 people. About {share}."
    whole, part = propose_entries(Document("d", text, "0"), Extraction(())).claims
    assert (part.of == whole.id) is is_of_the_killed


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("42 residents of Orlo refuse to go.", [("narrator", "42")]),
        ("The police estimated 15,000.", [("police", "estimated 15,000")]),
        ("Two officials said the bridge was shut.", [("two-officials", None)]),
        (
            "Two died, not three. The Gazette regrets the error.",
            [("narrator", "Two"), ("narrator", "three")],
        ),
        (
            "The Front, which counts 14 dead, said the bridge was shut.",
            [("front", "14"), ("front", None)],
        ),
        (
            "The union, which lost nine men, said the mine was shut.",
            [("narrator", "nine"), ("union", None)],
        ),
    ],
)
def test_a_figure_beside_reported_words_is_not_lost(
    text: str, claims: list[tuple[str, str | None]]
) -> None:
    document = Document("d", text, "0")
    found = propose_entries(document, next(iter(extract_many([document]))))
    assert [(c.source, c.figure) for c in found.claims] == claims


@pytest.mark.parametrize(
    ("title", "body", "said"),
    [
        ("Blast kills 21", "At least 21 people were killed, the ministry said.", "21 ministry"),
        ("Blast kills 21", "The ministry said 22 people were killed.", "21 narrator"),
        ("Blast kills 21", "21 people were wounded, the ministry said.", "21 narrator"),
        ("Blast kills 21", "The army said 21 died. The union said 21 died.", "21 narrator"),
        ("Blast kills 21", "The army denied that 21 people were killed.", "21 narrator"),
    ],
)
def test_a_headline_says_its_figure_by_whom_the_text_gives_for_it(
    title: str, body: str, said: str
) -> None:
    document = Document("d", f"{title}\n\n{body}", "0", title=title)
    first = propose_entries(document, load_extractor("default")(document)).claims[0]
    assert f"{first.figure} {first.source}" == said


@pytest.mark.parametrize(
    ("said", "chain"),
    [
        ("Rustam Kell, spokesman of the army, said", "army <- Rustam Kell"),
        ("An army spokesman said", "army <- army spokesman"),
        ("Lena Orr of the Orlo Fire Service said", "Orlo Fire Service <- Lena Orr"),
        ("Commander Lena Orr of the Orlo Coastguard said", "Orlo Coastguard <- Lena Orr"),
        ("Civil Defence chief Ivo Holt said", "Civil Defence <- Ivo Holt"),
        ("Norhall's manager, Ivo Holt, said", "Norhall <- Ivo Holt"),
        ("Mira Holt, leader of the Unity Party, said", "Unity Party <- Mira Holt"),
        ("According to the NEC, whose head, Mira Holt, said", "NEC <- Mira Holt"),
        ("The army was there. The army's spokesman said", "army <- army's spokesman"),
        ("The army denied it. Its spokesman, Ivo Holt, said", "army <- Ivo Holt"),
        ("Police came, police said. Chief Inspector Ivo Holt said", "police <- Ivo Holt"),
        ("Ivo Holt, head of the mine rescue service, said he had left. Holt said", None),
        ("Teachers' union leader Mira Holt said", "Teachers' union <- Mira Holt"),
        ("The director of the Orlo Hospital, Ana Holt, said", "Orlo Hospital <- Ana Holt"),
        ("Ana Holt, head of the Orlo Clinic, said", "Orlo Clinic <- Ana Holt"),
        ("Police Lt. Ivo Holt said", "Ivo Holt"),
        # Whose word is their own.
        ("Transport Minister Mira Holt said", "Mira Holt"),
        ("Interior Minister Mira Holt said", "Mira Holt"),
        ("Mira Holt of the Unity Party said", "Mira Holt"),
        ("Mira Holt, president of the Republic of Orlo, said", "Mira Holt"),
        ("The mayor of Orlo, Mira Holt, said", "Mira Holt"),
        ("Former army chief Ivo Holt said", "Ivo Holt"),
        ("Ivo Holt, an analyst at the Orlo Institute, said", "Ivo Holt"),
        # Either body may be meant.
        ("Orlo Lines denied it, Vale News said. Its manager, Ivo Holt, said", "Ivo Holt"),
    ],
)
def test_a_spokesman_gives_his_bodys_word(said: str, chain: str | None) -> None:
    document = Document("d", f"{said} 14 people had died in Orlo.", "0")
    entries = propose_entries(document, load_extractor("default")(document))
    names = {s.id: s.name or "" for s in entries.sources}
    claim = next(c for c in entries.claims if c.figure == "14")
    found = " <- ".join(names[v] for v in (claim.source or "", *claim.via))
    assert found == (chain or "mine rescue service <- Ivo Holt")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Breaches noted: 212 stations", "narrator"),
        ("Quantity released: 52,000 litres", "narrator"),
        ("The ministry noted: 212 stations were closed.", "ministry"),
        ("The number of 140 given on Monday counted nine persons twice.", "narrator"),
        ("We can neither confirm nor deny that 24 people died.", "narrator"),
        ("“We cannot confirm that 24 people died,” the mayor said.", "mayor"),
        ("The mayor said we had lost 14 men.", "mayor"),
        ("The army said that 14 men had died, the agency reported.", "army <- agency"),
    ],
)
def test_who_says_a_figure(text: str, said: str) -> None:
    entries = propose_entries(
        Document("d", text, "0"), load_extractor("default")(Document("d", text, "0"))
    )
    claim = next(c for c in entries.claims if c.figure)
    assert " <- ".join((claim.source or "open", *claim.via)) == said
