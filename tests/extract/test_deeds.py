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
