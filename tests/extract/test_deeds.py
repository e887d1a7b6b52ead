"""Whether something happened and who did it: statements that meet whatever their words."""

from collections.abc import Callable

import pytest

from reportedly.extract.propose import propose_entries
from reportedly.model import Aspect, Document, Extraction

Read = Callable[[str], Extraction]


def deeds(read: Read, text: str) -> list[str]:
    """Source, stance, aspect and actors of every claim on an aspect of an event."""
    made = propose_entries(Document("d", text, "0" * 64), read(text))
    events = {event.id for event in made.events}
    return [
        " ".join((c.source or "open", c.stance or "asserts", aspect, *c.actors)).strip()
        for c in made.claims
        for event, _, aspect in [(c.subject or "").partition("/")]
        if event in events and aspect in tuple(Aspect)
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Rebels accused the army of the attack.", ["rebels asserts responsible army"]),
        ("The monitor blamed the army for the strike.", ["monitor asserts responsible army"]),
        (
            "The ministry blamed the attack on the Red Brigade.",
            ["ministry asserts responsible red-brigade"],
        ),
        (
            "The Red Brigade claimed responsibility for the attack.",
            ["red-brigade asserts responsible red-brigade"],
        ),
        ("The army denied any role in the raid.", ["army denies responsible army"]),
        (
            "The army denied that it had shelled the school.",
            ["army denies responsible army"],
        ),
        ("The army said it did not shell the school.", ["army denies responsible army"]),
        (
            "The shells were fired by rebels, a colonel said.",
            ["colonel asserts responsible rebels"],
        ),
        (
            "The monitor said the army had shelled the school, killing 14 people.",
            ["monitor asserts responsible army"],
        ),
        ("The army denied that the strike happened.", ["army denies happened"]),
        ("“No such strike happened,” the army said.", ["army denies happened"]),
        ("There was no attack, the ministry said.", ["ministry denies happened"]),
        # Who answers for it, whose people did it.
        (
            "Two died in the raid, Governor Ivo Pell said. He blamed the Red Brigade.",
            ["ivo-pell asserts responsible red-brigade"],
        ),
        (
            "The authorities hold the Red Brigade responsible for the raid.",
            ["authorities asserts responsible red-brigade"],
        ),
        (
            "Lom said the Red Brigade was behind the raid.",
            ["lom asserts responsible red-brigade"],
        ),
        (
            "Lom accused the Red Brigade of being behind it after the raid.",
            ["lom asserts responsible red-brigade"],
        ),
        (
            "Lom accused the Red Brigade of carrying out the bombing.",
            ["lom asserts responsible red-brigade"],
        ),
        (
            "The police rejected the students' claim that its officers had shot a marcher.",
            ["police denies responsible police", "students asserts responsible police"],
        ),
        (
            "The Red Brigade said it had nothing to do with the bombing.",
            ["red-brigade denies responsible red-brigade"],
        ),
        (
            "The Red Brigade said it played no part in the raid.",
            ["red-brigade denies responsible red-brigade"],
        ),
        (
            "The bombing was the work of the Red Brigade, Lom said.",
            ["lom asserts responsible red-brigade"],
        ),
        (
            "A group called the Red Brigade has claimed responsibility, but "
            "Lom said the army was behind the raid.",
            ["red-brigade asserts responsible red-brigade", "lom asserts responsible army"],
        ),
        (
            "The raid killed two. Lom said the army was behind it. The army denied it.",
            ["lom asserts responsible army", "army denies responsible army"],
        ),
        (
            "The army rejected the rebels' claim that its soldiers had fired on the convoy.",
            ["army denies responsible army", "rebels asserts responsible army"],
        ),
        (
            "The Free Hills Army denied any part in the raid. "
            "The army denied that its soldiers had killed nine people.",
            [
                "free-hills-army denies responsible free-hills-army",
                "army denies responsible army",
            ],
        ),
        # By whose weapon it was done.
        (
            "The monitor said that army aircraft had carried out the raid.",
            ["monitor asserts responsible army"],
        ),
        ("“It was the army's planes,” said Hana Lom.", ["hana-lom asserts responsible army"]),
        (
            "The ministry said a rocket fired by the Blue Brigade fell short and hit the market.",
            ["ministry asserts responsible blue-brigade"],
        ),
        ("The mayor said a rebel rocket was to blame.", ["mayor asserts responsible rebels"]),
        (
            "The pilot said that no aircraft of the army flew that day.",
            ["pilot denies responsible army"],
        ),
        ("The mayor said that army planes were seen over the town.", []),
        ("The mayor said a tanker had crashed into the market.", []),
        # With no target named.
        ("The lawyer said guards opened fire.", ["lawyer asserts responsible guards"]),
        ("The director said that no guard had fired.", ["director denies responsible guards"]),
        (
            "Shells had been fired by the army from the hills west of the town, the mayor said.",
            ["mayor asserts responsible army"],
        ),
        # Nothing to do with an act of violence.
        ("Police accused the company of fraud.", []),
        ("The mayor said the council had raised taxes.", []),
        ("The school was shelled, the mayor said.", []),
    ],
)
def test_a_statement_says_who_did_it_or_whether_it_happened(
    read: Read, text: str, said: list[str]
) -> None:
    assert deeds(read, text) == said


def test_statements_of_one_kind_are_about_one_event_of_their_document(read: Read) -> None:
    text = "Rebels accused the army of the attack. The army denied that it had shelled the school."
    document = Document("d", text, "0" * 64)
    made = propose_entries(document, read(text))
    assert {claim.subject for claim in made.claims} == {"shelling/responsible"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The army rejected responsibility for the attack.", ["army denies responsible army"]),
        ("The army claimed no role in the attack.", ["army denies responsible army"]),
        ("The army denied shelling the school.", ["army denies responsible army"]),
        ("The army admitted bombing the market.", ["army asserts responsible army"]),
        ("“We shelled the base,” the army said.", ["army asserts responsible army"]),
        ("The army blamed itself for the attack.", ["army asserts responsible army"]),
        ("Teo Lind said he had bombed the market.", ["teo-lind asserts responsible teo-lind"]),
        ("The army said it had shelled the school.", ["army asserts responsible army"]),
        (
            "The mayor warned that rebels were shelling the school.",
            ["mayor asserts responsible rebels"],
        ),
        (
            "The army launched an attack on the school, the mayor said.",
            ["mayor asserts responsible army"],
        ),
        (  # two events
            "The army said rebels shelled the school. Rebels said the army bombed the market.",
            ["army asserts responsible rebels", "rebels asserts responsible army"],
        ),
    ],
)
def test_who_speaks_did_it_where_nobody_else_can_be_meant(
    read: Read, text: str, said: list[str]
) -> None:
    assert deeds(read, text) == said


@pytest.mark.parametrize(
    "text",
    [
        # Who did it is not named in the clause, or is somebody else than who speaks.
        "The UN condemned bombing the market.",
        "Residents said he had shot the nurse.",
        "Teo Lind said it had bombed the market.",
        "On Friday rebels shelled a clinic, the army said.",
        "“We shelled the base,” the army spokesman said.",
        "The Red Front met the council. The army said it had shelled the school.",
        "The baker was held. Teo Lind said he had bombed the market.",
        "The army accused the group of the attack. The Red Front said the road was shut.",
        "The Red Front said the road was shut. The army blamed it for the attack.",
        "The mayor accused him of the attack.",
        "The mayor said nobody had shelled the school.",
        "The mayor said no one had attacked the school.",
        "The army said someone had shelled the school.",
        "The mayor said drones had attacked the port.",
        "The mayor said rebels who shelled the school should be tried.",
        "The mayor discussed the army's role in the attack.",
        "The army was blamed for the attack.",
        "The bombing was the work of gunmen, the mayor said.",
        "A group bombed the market, the mayor said.",
        "The storm killed three. The mayor blamed the ministry.",
        "The storm killed three. The company has accepted responsibility.",
        "The storm killed nine people after the raid, the mayor said.",
        # Asked for, warned of, planned, possible.
        "The mayor asked police to shoot the dog.",
        "The minister warned rebels against attacking the school.",
        "The mayor urged that rebels attack the base.",
        "The mayor said rebels could attack the school.",
        "The mayor said rebels may have shelled the school.",
        "The group threatened to bomb the market.",
        "The army threatened that it would bomb the port.",
        "The mayor said that if rebels shelled the school he would resign.",
        "The mayor hoped rebels had not shelled the school.",
        "The mayor did not blame the army for the attack.",
        "The mayor declined to accuse the army of the attack.",
        # No violence.
        "The opposition attacked the budget, the minister said.",
        "The opposition attacked the minister, the paper said.",
        "The mayor blamed the opposition for its attack on the budget.",
        "The ministry blamed the union for the strike.",
    ],
)
def test_nobody_is_held_responsible_who_is_not_plainly_named(read: Read, text: str) -> None:
    assert deeds(read, text) == []


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The firm said 280 tonnes had leaked. That is a lie.", ["280 tonnes"]),
        ("The ministry put the toll at 31. This figure is false.", ["31"]),
        ("The ministry counted 31 dead and 40 wounded. That is false.", []),
        ("The ministry put the toll at 31. The bridge is not safe.", []),
    ],
)
def test_a_sentence_denies_the_one_figure_of_the_sentence_before(
    read: Read, text: str, denied: list[str]
) -> None:
    made = propose_entries(Document("d", text, "0" * 64), read(text))
    assert [c.figure for c in made.claims if c.figure and c.stance == "denies"] == denied
