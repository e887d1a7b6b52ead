"""One sentence for each construction: who is found to say what, by which words."""

from collections.abc import Callable

import pytest

from reportedly.model import Attribution, Extraction, Kind, Stance

Read = Callable[[str], Extraction]


def shown(attribution: Attribution) -> tuple[str, str, tuple[str, ...]]:
    return (
        " ".join(s.quote for s in attribution.source),
        " ".join(s.quote for s in attribution.cue),
        tuple(s.quote for s in attribution.contents),
    )


@pytest.mark.parametrize(
    ("text", "source", "cue", "contents"),
    [
        (
            "The toll on lorries infuriated the carters of Orlo.",
            "the carters of Orlo",
            "infuriated",
            ("The toll on lorries",),
        ),
        (
            "The new dean was unnerved by the empty benches.",
            "The new dean",
            "was unnerved by",
            ("the empty benches",),
        ),
        (
            "The harbor tax has drawn criticism from island mayors.",
            "island mayors",
            "drawn criticism from",
            ("The harbor tax",),
        ),
        (
            "As the harbor master noted last week, the buoy has drifted twice.",
            "the harbor master",
            "noted",
            ("the buoy has drifted twice",),
        ),
        (
            "The prosecutors took issue with the count.",
            "The prosecutors",
            "took issue with",
            ("the count",),
        ),
        (
            "The treasurer pushed back against suggestions that the fund was empty.",
            "The treasurer",
            "pushed back against",
            ("suggestions that the fund was empty",),
        ),
        (
            "LAKEVILLE (TNA) — President Aram said the bridge was mined.",
            "President Aram",
            "said",
            ("the bridge was mined",),
        ),
        (
            "He may withdraw, aides said, because his wife is ill.",
            "aides",
            "said",
            ("He may withdraw", "because his wife is ill"),
        ),
        (
            "Four of them were saved, the coastguard said: a trawler had been near.",
            "the coastguard",
            "said",
            ("Four of them were saved", "a trawler had been near"),
        ),
        (
            "Haddad had reason to know that the fund was empty.",
            "Haddad",
            "to know",
            ("that the fund was empty",),
        ),
        (
            "Residents were frustrated that the road stayed shut.",
            "Residents",
            "were frustrated",
            ("that the road stayed shut",),
        ),
        (
            '"It is loud," Perrin said on "The Breakfast Table" on Monday. "I would do it again."',
            "Perrin",
            "said",
            ('"It is loud,"', '"I would do it again."'),
        ),
        (
            "Reports of looting reached the capital.",
            "",
            "Reports of",
            ("looting",),
        ),
        (
            "The mayor faced accusations that he favored a cousin.",
            "",
            "accusations",
            ("that he favored a cousin",),
        ),
        (
            "The delegates rejected a second ballot, declaring that the motion had failed.",
            "The delegates",
            "declaring",
            ("that the motion had failed",),
        ),
        (
            "The governor made it clear that the dam would stay closed.",
            "The governor",
            "clear",
            ("that the dam would stay closed",),
        ),
        (
            "The senator praised Mara Olm, who led the harbor board for nine years.",
            "The senator",
            "praised",
            ("Mara Olm",),
        ),
        (
            "The ministry said the bridge would stay shut.",
            "The ministry",
            "said",
            ("the bridge would stay shut",),
        ),
        (
            "Officials have said in recent weeks that the wells are dry.",
            "Officials",
            "have said",
            ("that the wells are dry",),
        ),
        (
            "The council said on Tuesday it would meet again.",
            "The council",
            "said",
            ("it would meet again",),
        ),
        (
            '"The levee held," said Ines Varga, mayor of Tarnow Bay, on Tuesday. "We were lucky."',
            "Ines Varga, mayor of Tarnow Bay,",
            "said",
            ('"The levee held,"', '"We were lucky."'),
        ),
        (
            "“They have no choice. They will come back,” he said.",
            "he",
            "said",
            ("“They have no choice. They will come back,”",),
        ),
        (
            "According to the governor, 61 people died.",
            "the governor",
            "According to",
            ("61 people died",),
        ),
        (
            "The road, officials said, will stay shut until May.",
            "officials",
            "said",
            ("The road", "will stay shut until May"),
        ),
        (
            "Prosecutors accused the mayor of hiding the report.",
            "Prosecutors",
            "accused",
            ("the mayor of hiding the report",),
        ),
        (
            "The agency vowed to publish the figures.",
            "The agency",
            "vowed",
            ("to publish the figures",),
        ),
        (
            "The army denied that its planes had been over the town.",
            "The army",
            "denied",
            ("that its planes had been over the town",),
        ),
        (
            "The treaty is expected to be signed in May.",
            "",
            "is expected",
            ("The treaty", "to be signed in May"),
        ),
        (
            "Col. Irma Dast was quoted in the statement as saying “the bridge is open.”",
            "Col. Irma Dast",
            "was quoted as saying",
            ("“the bridge is open.”",),
        ),
        (
            'He added: "Nobody asked us."',
            "He",
            "added",
            ('"Nobody asked us."',),
        ),
        (  # what spells itself out behind a colon
            "Families confirmed what they had feared: 4 had died.",
            "Families",
            "confirmed",
            ("4 had died",),
        ),
        (
            "The levy is, as Holt puts it, a tax on bread.",
            "Holt",
            "puts",
            ("The levy is", "a tax on bread"),
        ),
        (  # the parser hangs what is reported above the report
            "Lawyers for the crew alleged at a hearing in Orlo that 14 men had been beaten.",
            "Lawyers for the crew",
            "alleged",
            ("that 14 men had been beaten",),
        ),
        (
            "The town was shelled again on Monday, with residents saying at least nine died.",
            "residents",
            "saying",
            ("at least nine died",),
        ),
        (
            "The poll had Marr at 46 percent and Holt at 30.",
            "The poll",
            "had",
            ("Marr at 46 percent and Holt at 30",),
        ),
        (
            "The latest survey shows Marr ahead by 4 points.",
            "The latest survey",
            "shows",
            ("Marr ahead by 4 points",),
        ),
        (
            "Under Holt's plan, 12 towns would lose their school.",
            "Holt's",
            "Under plan",
            ("12 towns would lose their school",),
        ),
        (
            "By the ministry's own admission, 12 towns have no doctor.",
            "the ministry's",
            "By admission",
            ("12 towns have no doctor",),
        ),
        (  # a quotation goes on from the report before it
            'The bridge may fall, Holt said. "It costs $4 million too much to mend."',
            "Holt",
            "said",
            ("The bridge may fall", '"It costs $4 million too much to mend."'),
        ),
        (
            'Flood in Orlo\n\nThe mayor wrote:\n\n"We lost 14 houses. Nobody came."',
            "The mayor",
            "wrote",
            ('"We lost 14 houses. Nobody came."',),
        ),
        (  # the comma stands outside the marks
            '"We will not leave", Holt said. "This is our home", said Brell.',
            "Brell",
            "said",
            ('"This is our home"',),
        ),
        (  # a find says nothing
            "The find of bodies brought the toll to 9, adding that 4 were hurt, the mayor said.",
            "the mayor",
            "adding",
            ("that 4 were hurt",),
        ),
        (
            "The mayor said the plan would fail, adding that 12 towns were against it.",
            "The mayor",
            "adding",
            ("that 12 towns were against it",),
        ),
        (  # who rejects an account goes before whose account it is
            "We found no rocket, and we reject the General Staff's account that one fell short.",
            "we",
            "reject",
            ("the General Staff's account that one fell short",),
        ),
        (
            "The unions sent the minister a letter warning that 40 jobs would go.",
            "The unions",
            "warning",
            ("that 40 jobs would go",),
        ),
        (
            "The union's claim that the vote was rigged was heard in court.",
            "The union's",
            "claim",
            ("that the vote was rigged",),
        ),
    ],
)
def test_one_attribution(
    read: Read, text: str, source: str, cue: str, contents: tuple[str, ...]
) -> None:
    found = read(text).attributions
    assert any(a.contents and tuple(s.quote for s in a.contents) == contents for a in found), [
        shown(a) for a in found
    ]
    best = next(a for a in found if tuple(s.quote for s in a.contents) == contents)
    assert shown(best)[0].rstrip(",") == source.rstrip(",")
    assert shown(best)[1].split() == cue.split()


@pytest.mark.parametrize(
    "text",
    [
        "The sign outside the town hall has been broken since March.",
        "The bridge was named after a harbour pilot.",
        "The report runs to 400 pages.",
        "She could not tell the two apart.",
        "The so-called “ghost road” runs along the river.",
        "More than 9,000 people have left the valley since the start of the month.",
    ],
)
def test_what_only_looks_like_an_attribution(read: Read, text: str) -> None:
    assert [shown(a) for a in read(text).attributions] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"It is late," she said.', Kind.DIRECT),
        ("She said it was late.", Kind.INDIRECT),
        ('She said it was "far too late."', Kind.MIXED),
    ],
)
def test_kinds(read: Read, text: str, kind: Kind) -> None:
    assert [a.kind for a in read(text).attributions] == [kind]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army said the road was open.", Stance.ASSERTS),
        ("The army denied that the road was open.", Stance.DENIES),
        ("The agency could not confirm that the road was open.", Stance.CANNOT_VERIFY),
        ("Officials declined to comment on the strike.", Stance.DECLINES),
        ("A reporter asked whether the road was open.", Stance.ASKS),
        ("It was not clear whether the pilot survived.", Stance.CANNOT_VERIFY),
        ("The group did not deny that the road was shut.", Stance.ASSERTS),
        ("The company has no plans to reopen the quarry.", Stance.DENIES),
    ],
)
def test_stances(read: Read, text: str, stance: Stance) -> None:
    assert [a.stance for a in read(text).attributions] == [stance]


def test_reports_nobody_stands_behind_cannot_be_verified(read: Read) -> None:
    text = "There were reports of flooding in two villages but it was not clear who had died."
    reports = read(text).attributions[0]
    assert shown(reports) == ("", "reports of", ("flooding in two villages",))
    assert reports.stance is Stance.CANNOT_VERIFY
    assert reports.voices == ()


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("Six of the dead were sailors", "its director, Dr Ana Korr,"),
        ("The navy has found 23 bodies, nine of them children", "Captain Ana Korr"),
    ],
)
def test_an_inquit_behind_a_comma_that_the_parser_takes_for_a_clause(
    read: Read, told: str, speaker: str
) -> None:
    found = read(f"{told}, {speaker} told the Herald.")
    assert shown(found.attributions[0]) == (speaker.rstrip(","), "told", (told,))


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("Four buses burnt out, said Tomas Kell, a driver.", "Tomas Kell, a driver", "burnt out"),
        (
            "Nine people were killed when a strike hit the depot, the mayor said, a day after at "
            "least 21 people died in the market.",
            "the mayor",
            "Nine people were killed when a strike hit the depot",
        ),
        ("The mayor raised the toll to 13; on Monday he had said nine.", "he", "nine"),
        (
            "A fire swept through a mill in Orlo, killing 21 workers, the fire service said.",
            "the fire service",
            "killing 21 workers",
        ),
    ],
)
def test_what_an_inquit_in_the_middle_or_at_the_end_reports(
    read: Read, text: str, source: str, contents: str
) -> None:
    found = next(a for a in read(text).attributions if "said" in a.cue[0].quote)
    assert found.source[0].quote == source
    assert found.contents[0].quote.endswith(contents)


def test_a_report_within_a_report_names_its_parent(read: Read) -> None:
    text = "The ministry told reporters that rebels had claimed that the dam was theirs."
    outer, inner = read(text).attributions
    assert shown(outer)[0] == "The ministry"
    assert shown(inner) == ("rebels", "had claimed", ("that the dam was theirs",))
    assert (outer.parent, inner.parent) == (None, 0)


def test_a_quotation_over_several_paragraphs_has_one_closing_mark(read: Read) -> None:
    text = (
        "“We waited all night,” Olm said. “Nobody came with water.\n"
        "“In the morning the road was gone.”\n"
        "The road is still shut."
    )
    (found,) = read(text).attributions
    assert [s.quote for s in found.contents] == [
        "“We waited all night,”",
        "“Nobody came with water.",
        "“In the morning the road was gone.”",
    ]


def test_an_odd_mark_does_not_swallow_the_article(read: Read) -> None:
    text = 'She said: "We left.\nThe road was dark and long.\n"Nobody came," Olm said.'
    contents = [s.quote for a in read(text).attributions for s in a.contents]
    assert '"Nobody came,"' in contents
    assert not any("dark" in words for words in contents)


def test_who_goes_on_reporting_is_not_who_is_reported_about(read: Read) -> None:
    text = "The governor says the levee is safe and insists that the pumps will be ready by autumn."
    assert [shown(a) for a in read(text).attributions] == [
        ("The governor", "says", ("the levee is safe",)),
        ("The governor", "insists", ("that the pumps will be ready by autumn",)),
    ]


def test_answers_are_given_by_the_one_person_named_before(read: Read) -> None:
    text = (
        "The Lantern met Ines Varga, the mayor of Orlo, on Monday.\n"
        "Q: How many people died?\n"
        "A: At least 40, and we have not finished counting.\n"
    )
    question, answer = read(text).attributions[-2:]
    assert (question.speaker, question.stance) == (None, Stance.ASKS)
    assert shown(answer)[2] == ("At least 40, and we have not finished counting",)
    assert answer.speaker == "Ines Varga"


def test_answers_stay_open_between_two_people(read: Read) -> None:
    text = (
        "The Lantern met Ines Varga, the mayor, and Tom Orly, a surveyor, on Monday.\n"
        "Q: How many people died?\n"
        "A: At least 40."
    )
    answer = read(text).attributions[-1]
    assert answer.speaker is None
    assert answer.candidates == ("Ines Varga", "Tom Orly")


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("The insurer's list has up to 600.", "The insurer's list", ("up to 600",)),
        ("The army's own log shows 11 dead for the week.", "The army's own log", ()),
        ("The exit poll gives the League 71 seats.", "The exit poll", ("the League 71 seats",)),
        ("A bulletin gave the number of children hurt as 30.", "A bulletin", ()),
        (
            "The office has revised the death toll from 2,056 to 1,482.",
            "The office",
            ("the death toll from 2,056 to 1,482",),
        ),
        ("Red Lantern volunteers counted 21 bodies.", "Red Lantern volunteers", ("21 bodies",)),
    ],
)
def test_a_figure_belongs_to_who_has_it(
    read: Read, text: str, source: str, contents: tuple[str, ...]
) -> None:
    found = [shown(a) for a in read(text).attributions]
    assert (source, contents) in [(s, c if contents else ()) for s, _, c in found]


@pytest.mark.parametrize("text", ["The hospital has 180 beds.", "The clinic had 12 nurses."])
def test_what_a_body_owns_is_not_what_it_says(read: Read, text: str) -> None:
    assert not read(text).attributions


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("Ministry disputes count", "Ministry", ("count",)),
        ("Governor disputes count, says two died", "Governor", ("two died",)),
        (
            "Toll From Pass Collapse Could Rise, Engineers Warn\n\nThe road is shut.",
            "Engineers",
            ("Toll From Pass Collapse Could Rise",),
        ),
    ],
)
def test_headlines_are_read_as_sentences(
    read: Read, text: str, source: str, contents: tuple[str, ...]
) -> None:
    assert (source, contents) in [shown(a)[::2] for a in read(text).attributions]


def test_the_heading_of_a_statement_says_nothing(read: Read) -> None:
    text = "WESTERN POLICE\nStatement on the protest of 4 June\n\nOfficers closed the road."
    assert not read(text).attributions


@pytest.mark.parametrize(
    "text",
    [
        "The city cut 31 posts.",
        "The company raised the number of buses to 31.",
        "The company has raised the number of buses from 12 to 31.",
        "The police cut the number of officers to 31.",
        "The union has up to 600.",
    ],
)
def test_what_somebody_has_or_changes_is_no_count_of_theirs(read: Read, text: str) -> None:
    assert read(text).attributions == ()


@pytest.mark.parametrize(
    "text",
    [
        "The ministry raised the toll to 31.",
        "The ministry corrected the number of buses to 31.",
        "The city raised the number of dead to 31.",
        "The hospital has 31 dead.",
        "The list has up to 600.",
        "The police stay at 8,000.",
        "Lom stuck to 60,000.",
    ],
)
def test_a_count_that_somebody_has_or_changes_is_theirs(read: Read, text: str) -> None:
    assert len(read(text).attributions) == 1


EACH_TO_ITS_OWN = {
    "The agency put the toll at 9 and the number of injured at 40.": [
        ("agency", "the toll at 9 … the number of injured at 40"),
    ],
    "The mayor put the toll at 9, the rebels at 100 and the Red Cross at 40.": [
        ("mayor", "the toll at 9"),
        ("rebels", "100"),
        ("Red Cross", "40"),
    ],
    "9 people died according to the mayor, 100 according to the rebels.": [
        ("mayor", "9 people died"),
        ("rebels", "100"),
    ],
    "3 people died, the mayor said, and the governor 5.": [
        ("mayor", "3 people died"),
        ("governor", "5"),
    ],
    "Rebels say 120 dead, army 12.": [("rebels", "120 dead"), ("army", "12")],
    "At least 31 people died, the Ministry said, while the Front (KLF) put the toll at 54.": [
        ("Ministry", "At least 31 people died"),
        ("Front", "the toll at 54"),
    ],
    "The mayor said 3 people, the governor and 5 soldiers died.": [
        ("mayor", "3 people, the governor and 5 soldiers died"),
    ],
}


@pytest.mark.parametrize(("text", "said"), EACH_TO_ITS_OWN.items())
def test_a_figure_whose_verb_is_left_out_is_its_own_subjects(
    text: str, said: list[tuple[str, str]], read: Read
) -> None:
    found = [(a.speaker, " … ".join(s.quote for s in a.contents)) for a in read(text).attributions]
    assert found == said


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Army rejects rebel toll of 120, says 12 dead", ["Army"]),
        ("PW-3 deposed that 12 men were shot; PW-4 that 15 were.", []),
        ("Both the army and the rebels said 12 people died.", ["army and rebels"]),
        ("Quoting police, the Courier reported 12 people had died.", ["Courier"]),
        ("One of the men said 12 people died.", ["one of the men"]),
    ],
)
def test_numbers_and_introductions_are_no_sources(
    text: str, speakers: list[str], read: Read
) -> None:
    assert [a.speaker for a in read(text).attributions] == speakers
